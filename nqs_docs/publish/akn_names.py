"""Akoma Ntoso names of acts: ``/akn/kz/act/order/enbek/2023-09-18/391/kaz@2026-07-12``.

Naming convention: akn-nc 1.0, sections 4.4-4.6. Country, kind, body, date of
signing, number; the expression adds the language and the day of the edition. The
same act has the same name in every file, held or only cited, so links meet.
"""

from __future__ import annotations

from nqs_docs.clauses.act import Citation
from nqs_docs.language.agencies import agency
from nqs_docs.language.latin import latin

LANGUAGE = "kaz"  # ISO 639-2
XML_LANGUAGE = "kk"  # ISO 639-1, of xml:lang
#: What an act is called in an address, by its Kazakh word.
KINDS = {
    "бұйрық": "order", "қаулы": "resolution", "өкім": "directive", "шешім": "decision",
    "жарлық": "decree", "кодекс": "code", "заң": "law",
}  # fmt: skip


def work(citation: Citation) -> str:
    """An act as a work; "" where neither date nor number is known. A part that is not known is left out."""
    if citation.date is None and not citation.number:
        return ""
    day = citation.date.isoformat() if citation.date else ""
    kind = KINDS.get(citation.kind, "order")
    steps = ["akn", "kz", "act", kind, agency(citation.body), day, latin(citation.number).strip("-")]
    return "/" + "/".join(step for step in steps if step)


def mod(position: int) -> str:
    """The eId of an instruction in its order: its number in the order of the text, as ``nqs amendments`` counts."""
    return f"mod_{position}"
