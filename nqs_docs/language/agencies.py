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
#: The same bodies between "Министр" and "Республики Казахстан".
RUSSIAN_AGENCIES = {
    "труда и социальной защиты населения": "enbek", "здравоохранения": "dsm",
    "здравоохранения и социального развития": "mzsr", "финансов": "minfin", "национальной экономики": "economy",
    "просвещения": "edu", "образования и науки": "mon", "науки и высшего образования": "sci", "юстиции": "adilet",
    "внутренних дел": "qriim", "иностранных дел": "mfa", "обороны": "mod", "по чрезвычайным ситуациям": "emer",
    "сельского хозяйства": "moa", "экологии и природных ресурсов": "ecogeo", "энергетики": "energo",
    "транспорта": "transport", "индустрии и инфраструктурного развития": "miid",
    "промышленности и строительства": "mps",
    "торговли и интеграции": "mti", "культуры и спорта": "mks", "культуры и информации": "mam",
    "информации и общественного развития": "qogam", "информации и коммуникаций": "mic",
    "цифрового развития, инноваций и аэрокосмической промышленности": "mdai",
    "искусственного интеллекта и цифрового развития": "maidd", "туризма и спорта": "tsm",
    "водных ресурсов и ирригации": "water",
}  # fmt: skip
_STATE = re.compile(r"^(?:қазақстан республикасы(?:ның)?|қр)\s+")
_RUSSIAN = re.compile(r"(?:.*?)министр\w*\s+(.+?)\s+(?:республики казахстан|рк)$")
_POST = re.compile(r"\s*(?:премьер-)?министр\w*(?:\s.*)?$")


def agency(body: str) -> str:
    """A body in ASCII: "Қазақстан Республикасы Еңбек және халықты әлеуметтік қорғау министрі" is "enbek",
    and so is "Министр труда и социальной защиты населения Республики Казахстан".

    "" where there is no body. The post ("министрі", "министрінің м.а.") does not count,
    nor one before it: "Премьер-Министрінің орынбасары - … министрі".
    """
    said = " ".join(fold_case(body).split()).rpartition(" - ")[2]
    if russian := _RUSSIAN.match(said):
        return RUSSIAN_AGENCIES.get(russian[1]) or re.sub(r"-+", "-", latin(russian[1])).strip("-")
    name = _STATE.sub("", said)
    short = _POST.sub("", name) or name
    return AGENCIES.get(short) or re.sub(r"-+", "-", latin(short)).strip("-")
