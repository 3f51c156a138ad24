"""Bodies that adopt orders, as short ASCII names for addresses of documents.

The names are those under which the state portal lists the bodies; a body that is
not in the table is spelled in Latin letters. Former bodies keep a name of their own.
"""

from __future__ import annotations

import re

from nqs_docs.language.folding import fold_case
from nqs_docs.language.latin import latin
from nqs_docs.language.tables import rows

_ROWS = rows("agencies")
#: How a body is called between "Қазақстан Республикасы" and "министрі", folded -> short name.
AGENCIES = {kazakh: name for name, kazakh, _ in _ROWS}
#: The same bodies between "Министр" and "Республики Казахстан".
RUSSIAN_AGENCIES = {russian: name for name, _, russian in _ROWS}
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
