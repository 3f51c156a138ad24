"""What the parts of an Akoma Ntoso file share: the eIds of units, an instruction with its quotations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from nqs_docs.clauses.act import State, Unit
from nqs_docs.clauses.address import address_of, eid
from nqs_docs.clauses.address_locate import Path
from nqs_docs.publish import akn_names
from nqs_docs.publish.akn_xml import Mark

COPY = "__copy_"  # behind the eId of a unit that is numbered as one before it
Ids = Mapping[Path, str]


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
        return akn_names.mod(self.positions[0])
