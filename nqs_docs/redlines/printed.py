"""What an edition prints, paragraph by paragraph: the lines that documents and redlines are made of."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from nqs_docs.clauses.act import Kind, Run, State, Unit, leaves, text_of
from nqs_docs.clauses.address_locate import Path
from nqs_docs.redlines.redline import Side

_ANNEXED = frozenset({Kind.DOCUMENT, Kind.APPENDIX})
_CLOSED = frozenset({Kind.ARTICLE, Kind.POINT, Kind.SUBPOINT})


class Place(Struct, frozen=True, gc=False):
    """A unit of one edition and where it stands."""

    unit: Unit
    path: Path
    closed: bool = False  # one line around it says already that more may be there
    sparse: bool = False  # what is not there may be in the act all the same: something around it is open
    asked: bool = False  # the unit asked for: its own corner has an address of its own


def is_row(unit: Unit) -> bool:
    """Whether a unit that is held is one paragraph or one table row."""
    return unit.kind is Kind.ROW or not (unit.children or unit.gaps)


def has_text(unit: Unit) -> bool:
    """Whether a paragraph or a table row is printed: of one whose words were all taken away nothing is left."""
    return bool(unit.children or text_of(unit.runs))


def is_open(place: Place) -> bool:
    """Whether a line of its own says that more may be there."""
    return place.unit.gaps and not place.closed


def is_sparse(place: Place) -> bool:
    """Whether what is not there may be in the act all the same."""
    return place.sparse or place.unit.gaps


def children(place: Place) -> Iterator[Place]:
    """What stands right inside; the corner of a document asked for has an address of its own."""
    closed = place.closed or (place.unit.gaps and place.unit.kind in _CLOSED)
    skipped = place.asked and place.unit.kind in _ANNEXED
    for index, child in enumerate(place.unit.children):
        if not (skipped and child.kind is Kind.CORNER):
            yield Place(child, (*place.path, index), closed, is_sparse(place))


def lines(place: Place) -> Iterator[Side]:
    """Every paragraph, table row and gap line of a unit in printed order, and what a document may leave out."""
    if place.unit.state is not State.HELD or is_row(place.unit):
        yield Side(place.path, place.unit)
        return
    for child in children(place):
        yield from lines(child)
    if is_open(place):
        yield Side(place.path, place.unit, open=True)


def printed(place: Place) -> Iterator[Side]:
    """The lines without deleted numbers and paragraphs of which no word is left."""
    return (side for side in lines(place) if side.gap or (side.unit.state is State.HELD and has_text(side.unit)))


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
