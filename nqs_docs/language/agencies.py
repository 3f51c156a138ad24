"""Bodies that adopt orders, as short ASCII names for addresses of documents.

The names are those under which the state portal lists the bodies; a body that is
not in the table is spelled in Latin letters. Former bodies keep a name of their own.
"""

from __future__ import annotations

import re

from nqs_docs.language.folding import fold_case
from nqs_docs.language.latin import latin

#: How a body is called between "Қазақстан Республикасы" and "министрі", folded -> short name.
AGENCIES = {
    "еңбек және халықты әлеуметтік қорғау": "enbek", "денсаулық сақтау": "dsm",
    "денсаулық сақтау және әлеуметтік даму": "mzsr", "қаржы": "minfin", "ұлттық экономика": "economy",
    "оқу-ағарту": "edu", "білім және ғылым": "mon", "ғылым және жоғары білім": "sci", "әділет": "adilet",
    "ішкі істер": "qriim", "сыртқы істер": "mfa", "қорғаныс": "mod", "төтенше жағдайлар": "emer",
    "ауыл шаруашылығы": "moa", "экология және табиғи ресурстар": "ecogeo", "энергетика": "energo",
    "көлік": "transport", "индустрия және инфрақұрылымдық даму": "miid", "өнеркәсіп және құрылыс": "mps",
    "сауда және интеграция": "mti", "мәдениет және спорт": "mks", "мәдениет және ақпарат": "mam",
    "ақпарат және қоғамдық даму": "qogam", "ақпарат және коммуникациялар": "mic",
    "цифрлық даму, инновациялар және аэроғарыш өнеркәсібі": "mdai", "жасанды интеллект және цифрлық даму": "maidd",
    "туризм және спорт": "tsm", "су ресурстары және ирригация": "water",
}  # fmt: skip
_STATE = re.compile(r"^(?:қазақстан республикасы(?:ның)?|қр)\s+")
_POST = re.compile(r"\s*(?:премьер-)?министр\w*(?:\s.*)?$")


def agency(body: str) -> str:
    """A body in ASCII: "Қазақстан Республикасы Еңбек және халықты әлеуметтік қорғау министрі" is "enbek".

    "" where there is no body. The post ("министрі", "министрінің м.а.") does not count,
    nor one before it: "Премьер-Министрінің орынбасары - … министрі".
    """
    name = _STATE.sub("", " ".join(fold_case(body).split()).rpartition(" - ")[2])
    short = _POST.sub("", name) or name
    return AGENCIES.get(short) or re.sub(r"-+", "-", latin(short)).strip("-")
