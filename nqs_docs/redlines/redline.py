"""Redlines as values: rows in printed order, and the changed units they belong to.

The promise of every row: its ``same`` and ``deleted`` pieces, end to end, are the old
text; its ``same`` and ``inserted`` pieces are the new text. Rows that stand for a gap
(``Place.gap``) have no cells: the line's words are made by ``publish``. A gap never
shares a row with a text: the gap line is a row of its own, deleted or inserted, and
the text that stands there in the other edition is inserted or deleted and ``unknown``.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator

from msgspec import Struct

from nqs_docs.clauses.act import Address, Kind, Run, State, Unit, leaves, text_of
from nqs_docs.clauses.address_locate import Path
from nqs_docs.editions.edition import Cause, Edition

#: States of a unit in whose place a line stands.
GAPS = frozenset({State.NOT_HELD, State.DELAYED, State.SUSPENDED})


_ANNEXED = frozenset({Kind.DOCUMENT, Kind.APPENDIX})
_CLOSED = frozenset({Kind.ARTICLE, Kind.POINT, Kind.SUBPOINT})


class Change(enum.StrEnum):
    """What happened to a piece, a row or a unit."""

    SAME = "same"  # of a changed unit: restated in the same words
    CHANGED = "changed"  # there before and after, in other words (rows and units only)
    INSERTED = "inserted"
    DELETED = "deleted"


class Piece(Struct, frozen=True, gc=False):
    """Consecutive words with one fate and one cause."""

    op: Change  # never CHANGED
    text: str
    cause: str = ""  # key of the event that inserted or deleted it; "" where same, or between two acts


class Place(Struct, frozen=True, gc=False):
    """A unit of one edition and where it stands: at a row a leaf, a table row, or a line for what is missing."""

    unit: Unit
    path: Path  # from the root of its edition
    open: bool = False  # the line after the held children of ``unit``: there may be more
    closed: bool = False  # one line around it says already that more may be there
    within: bool = False  # something around it is open
    asked: bool = False  # the unit asked for: its own corner has an address of its own

    @property
    def gap(self) -> bool:
        """Whether a line stands here in place of a text: not held, delayed, suspended."""
        return self.open or self.unit.state in GAPS

    @property
    def shown(self) -> bool:
        """Whether a line is printed: not a deleted number, nor a paragraph of which no word is left."""
        return self.gap or (self.unit.state is State.HELD and has_text(self.unit))

    @property
    def sparse(self) -> bool:
        """Whether what is not there may be in the act all the same."""
        return self.within or self.unit.gaps

    @property
    def last(self) -> Place | None:
        """The line of its own which says that more may be there."""
        return Place(self.unit, self.path, open=True) if self.unit.gaps and not self.closed else None


class ChangedUnit(Struct, frozen=True, gc=False):
    """A unit that an instruction changed, or the smallest numbered unit around a change."""

    kind: Change  # SAME: brought again in the same words
    address: Address  # full; as in the new edition, in the old one where it is deleted
    old: Path | None  # None: no such unit
    new: Path | None  # None: no such unit; of a deleted number its tombstone
    causes: tuple[str, ...]  # keys into Redline.causes, in order of time; () between two acts


class Row(Struct, frozen=True, gc=False):
    """One paragraph, heading, table row or gap line of both editions."""

    kind: Change
    old: Place | None  # None where INSERTED
    new: Place | None  # None where DELETED
    cells: tuple[tuple[Piece, ...], ...] = ()  # one entry for a paragraph, one for each cell of a table row
    unit: ChangedUnit | None = None  # None where nothing happened around it
    causes: tuple[str, ...] = ()  # of this row's changes; () where SAME
    unknown: bool = False  # the other edition does not hold this wording: nobody knows how much of it changed

    @property
    def gap(self) -> bool:
        """Whether it stands for a missing text: not held, delayed, suspended."""
        side = self.new or self.old
        return side is not None and side.gap


class Redline(Struct, frozen=True):
    """Two editions, compared."""

    old: Edition
    new: Edition
    old_path: Path | None  # of the unit compared; None: it is not there on that date
    new_path: Path | None
    rows: tuple[Row, ...]  # every row in printed order, those without a change too
    units: tuple[ChangedUnit, ...]  # in printed order

    @property
    def causes(self) -> dict[str, Cause]:
        """Every event that a row or a unit may name, by its key."""
        return {**self.old.causes, **self.new.causes}


# --- what an edition prints, paragraph by paragraph: the lines of documents and of redlines ----


def is_row(unit: Unit) -> bool:
    """Whether a unit that is held is one paragraph or one table row."""
    return unit.kind is Kind.ROW or not (unit.children or unit.gaps)


def has_text(unit: Unit) -> bool:
    """Whether a paragraph or a table row is printed: of one whose words were all taken away nothing is left."""
    return bool(unit.children or text_of(unit.runs))


def children(place: Place) -> Iterator[Place]:
    """What stands right inside; the corner of a document asked for has an address of its own."""
    closed = place.closed or (place.unit.gaps and place.unit.kind in _CLOSED)
    skipped = place.asked and place.unit.kind in _ANNEXED
    for index, child in enumerate(place.unit.children):
        if not (skipped and child.kind is Kind.CORNER):
            yield Place(child, (*place.path, index), closed=closed, within=place.sparse)


def lines(place: Place) -> Iterator[Place]:
    """Every paragraph, table row and gap line of a unit in printed order, and what a document may leave out."""
    if place.unit.state is not State.HELD or is_row(place.unit):
        yield place
        return
    for child in children(place):
        yield from lines(child)
    if place.last:
        yield place.last


def printed(place: Place) -> Iterator[Place]:
    """The lines that are printed."""
    return (side for side in lines(place) if side.shown)


def cell_runs(unit: Unit) -> list[tuple[Run, ...]]:
    """The runs of a paragraph, or those of each cell; lines of a cell joined by one space, as they are printed."""
    if unit.kind is not Kind.ROW:
        return [unit.runs]
    return [_joined([leaf.runs for leaf in leaves(cell)]) for cell in unit.children]


def _joined(lines: list[tuple[Run, ...]]) -> tuple[Run, ...]:
    space = Run(" ", "", 0, 0)
    return tuple(run for number, line in enumerate(lines) for run in ((space, *line) if number else line))


def texts(unit: Unit) -> list[str]:
    """The words of a paragraph, or those of each cell."""
    return [text_of(runs) for runs in cell_runs(unit)]
