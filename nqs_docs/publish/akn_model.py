"""What the parts of an Akoma Ntoso file share: names of acts, eIds of units, an instruction with its quotations.

An act is named ``/akn/kz/act/order/enbek/2023-09-18/391/kaz@2026-07-12`` (naming convention
akn-nc 1.0, sections 4.4-4.6): country, kind, body, date of signing, number; the
expression adds the language and the day of the edition. The same act has the same
name in every file, held or only cited, so links meet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from nqs_docs.clauses.act import Citation, State, Unit
from nqs_docs.clauses.address import address_of, eid
from nqs_docs.clauses.address_locate import Path
from nqs_docs.language.agencies import agency
from nqs_docs.language.latin import latin
from nqs_docs.publish.akn_xml import Mark

LANGUAGE = "kaz"  # ISO 639-2
XML_LANGUAGE = "kk"  # ISO 639-1, of xml:lang
#: What an act is called in an address, by its Kazakh word.
KINDS = {
    "бұйрық": "order", "қаулы": "resolution", "өкім": "directive", "шешім": "decision",
    "жарлық": "decree", "кодекс": "code", "заң": "law",
}  # fmt: skip
COPY = "__copy_"  # behind the eId of a unit that is numbered as one before it
Ids = Mapping[Path, str]


def work_name(citation: Citation) -> str:
    """An act as a work; "" where neither date nor number is known. A part that is not known is left out."""
    if citation.date is None and not citation.number:
        return ""
    day = citation.date.isoformat() if citation.date else ""
    kind = KINDS.get(citation.kind, "order")
    steps = ["akn", "kz", "act", kind, agency(citation.body), day, latin(citation.number).strip("-")]
    return "/" + "/".join(step for step in steps if step)


def mod_id(position: int) -> str:
    """The eId of an instruction in its order: its number in the order of the text, as ``nqs amendments`` counts."""
    return f"mod_{position}"


def unit_ids(root: Unit) -> dict[Path, str]:
    """The eId of every unit that is there; one whose number another has too gets a counter behind it."""
    ids: dict[Path, str] = {}
    used: dict[str, int] = {}
    for path in _there(root, ()):
        name = eid(address_of(root, path))
        used[name] = used.get(name, 0) + 1
        ids[path] = name if used[name] == 1 else f"{name}{COPY}{used[name]}"
    return ids


def _there(unit: Unit, path: Path) -> Iterator[Path]:
    for index, child in enumerate(unit.children if unit.state is State.HELD else ()):
        yield (*path, index)
        yield from _there(child, (*path, index))


class Quotation(Struct, frozen=True):
    """New text between two quotation marks."""

    eid: str
    paths: tuple[Path, ...]  # the paragraphs of the order it consists of
    units: tuple[Unit, ...] = ()  # the new units; () where the paragraphs are shown as they are
    ids: Ids = {}  # their eIds, by the path below the quotation
    start: str = ""
    end: str = ""
    tail: str = ""  # after the closing mark


class Mod(Struct, frozen=True):
    """One instruction: one ``mod``, an operation for each unit that it changes."""

    path: Path  # of the leaf it stands in
    positions: tuple[int, ...]
    marks: tuple[Mark, ...]
    quotations: tuple[Quotation, ...]
    old: Mapping[int, str]  # position -> eId of the words it takes out
    new: Mapping[int, str]  # position -> eId of its new text

    @property
    def eid(self) -> str:
        """Named by its first operation."""
        return mod_id(self.positions[0])
