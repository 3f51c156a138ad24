"""Redlines of the small act that the tests of editions use."""

from __future__ import annotations

from datetime import date

from nqs_docs.amendments.operation import Operation
from nqs_docs.clauses.act import Unit
from nqs_docs.clauses.address import parse, render
from nqs_docs.clauses.address_locate import Path, locate
from nqs_docs.editions.edition import Edition
from nqs_docs.editions.library import Library, compile_acts
from nqs_docs.redlines.compare import compare
from nqs_docs.redlines.redline import Change, Piece, Redline, Row
from tests.editions.building import BASE, DAY, ORDER, act, order

BEFORE = date(2026, 7, 11)
RULES = "Қағидалардың "
_SIGNS = {Change.SAME: "{}", Change.DELETED: "[-{}-]", Change.INSERTED: "{{+{}+}}"}


def library(*operations: Operation, root: Unit | None = None) -> Library:
    """The base act under these operations, each of № 129 or № 113."""
    acts = {BASE: act(root)}
    given: dict[str, tuple[Operation, ...]] = {}
    for op in operations:
        number, signed = ("129", date(2026, 4, 10)) if op.source == ORDER else ("113", date(2026, 4, 1))
        acts[op.source] = order(number, signed, op.source)
        given[op.source] = (*given.get(op.source, ()), op)
    return compile_acts(acts, given)


def redline(*operations: Operation, address: str = "", old: date = BEFORE, new: date = DAY) -> Redline:
    """The base act before and after these operations; one unit of it where an address is given."""
    lib = library(*operations)
    before, after = lib.edition(BASE, old), lib.edition(BASE, new)
    if not address:
        return compare(before, after)
    return compare(before, after, _path(before, address), _path(after, address))


def _path(edition: Edition, address: str) -> Path | None:
    places = locate(edition.root, parse(RULES + address))
    return places[0] if places else None


def said(found: Redline) -> list[str]:
    """The lines of the changed units: what happened, and the words."""
    return [f"{row.kind.value}: {words(row)}" for row in found.rows if row.unit is not None]


def words(row: Row) -> str:
    return " | ".join("".join(_SIGNS[piece.op].format(piece.text) for piece in cell) for cell in row.cells)


def units(found: Redline) -> list[tuple[str, str]]:
    """What happened to which unit."""
    return [(unit.kind.value, render(unit.address)) for unit in found.units]


def old_text(pieces: tuple[Piece, ...]) -> str:
    """The text before."""
    return "".join(piece.text for piece in pieces if piece.op is not Change.INSERTED)


def new_text(pieces: tuple[Piece, ...]) -> str:
    """The text after."""
    return "".join(piece.text for piece in pieces if piece.op is not Change.DELETED)
