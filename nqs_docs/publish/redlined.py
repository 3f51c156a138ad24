"""The rows of a redline as a writer prints them: with the blocks of its editions and the words of gap lines.

A gap line is a line of its own, deleted or inserted as a whole; where both editions
have one in other words (a suspension that became a repeal) it is changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from msgspec import Struct

from nqs_docs.clauses.act import Address, Kind, State
from nqs_docs.clauses.address import locate, render
from nqs_docs.editions.edition import Cause
from nqs_docs.language.editorial import sentence_case
from nqs_docs.language.messages import DEFAULT, message
from nqs_docs.publish.document import Block, Document, document
from nqs_docs.publish.names import act_called, act_name, act_number, by_act
from nqs_docs.publish.remarks import remarks, title
from nqs_docs.redlines.redline import Change, ChangedUnit, Piece, Redline, Row


class Line(Struct, frozen=True, gc=False):
    """A row with what each edition prints there; ``cells`` never empty."""

    row: Row
    old: Block | None  # None where inserted
    new: Block | None  # None where deleted
    cells: tuple[tuple[Piece, ...], ...]
    gap: bool  # it stands for a missing text: not held, delayed, suspended

    @property
    def kind(self) -> Change:
        """What happened to it."""
        return self.row.kind


def lines(redline: Redline) -> Iterator[Line]:
    """Every row in printed order."""
    old, new = ({(b.path, b.open): b for b in shown.blocks} if shown else {} for shown in documents(redline))
    for row in redline.rows:
        before = old[row.old.path, row.old.open] if row.old else None
        yield _line(row, before, new[row.new.path, row.new.open] if row.new else None)


def documents(redline: Redline) -> tuple[Document | None, Document | None]:
    """What each edition prints; None where there is no such act or unit on that date."""
    sides = ((redline.old, redline.old_path), (redline.new, redline.new_path))
    old, new = (None if path is None else document(edition, path) for edition, path in sides)
    return old, new


def _line(row: Row, old: Block | None, new: Block | None) -> Line:
    if row.cells:
        return Line(row, old, new, row.cells, gap=False)
    cause = row.causes[0] if row.causes else ""
    before, after = old.text if old else "", new.text if new else ""
    if before == after:
        pieces: tuple[Piece, ...] = (Piece(Change.SAME, before),)
    else:
        both = (Piece(Change.DELETED, before, cause), Piece(Change.INSERTED, after, cause))
        pieces = tuple(piece for piece in both if piece.text)
    return Line(row, old, new, (pieces,), gap=True)


def changes(redline: Redline) -> Iterator[tuple[ChangedUnit, tuple[Line, ...]]]:
    """Each changed unit with its lines, in printed order."""
    for unit, group in groupby(lines(redline), key=lambda line: line.row.unit):
        if unit is not None:
            yield unit, tuple(group)


def heading(redline: Redline, lang: str = DEFAULT) -> str:
    """What is compared with what."""
    old, new = redline.old, redline.new
    named = act_called(old.citation, old.act, old.lang, lang)
    names = {"act": named, "old": f"{old.on:%d.%m.%Y}", "new": f"{new.on:%d.%m.%Y}"}
    if old.act == new.act:
        return message("redline.title", lang, **names)
    return message("redline.title-two", lang, **names, other=act_called(new.citation, new.act, new.lang, lang))


def faces(redline: Redline, lang: str = DEFAULT) -> tuple[tuple[str, ...], ...]:
    """For each edition which act and day it is, then what must be known of it."""
    found = []
    for edition, shown in zip((redline.old, redline.new), documents(redline), strict=True):
        named = title(shown or document(edition), lang)
        found.append((named, *(remarks(shown, lang) if shown else (message("redline.absent", lang),))))
    return tuple(found)


def unit_name(redline: Redline, unit: ChangedUnit) -> str:
    """The unit as an instruction names it, without parts that nobody need know; the act by its name."""
    if not unit.address.steps:
        return act_name(redline.new.citation, redline.new.act, redline.new.lang)
    edition, path = (redline.new, unit.new) if unit.new is not None else (redline.old, unit.old)
    *around, last = unit.address.steps
    short = Address((*(step for step in around if step.kind is not Kind.PART), last))
    named = short if locate(edition.root, short) == (path,) else unit.address
    return sentence_case(render(named, lang=edition.lang))


def what(unit: ChangedUnit, shown: tuple[Line, ...], lang: str = DEFAULT) -> str:
    """What happened to a unit."""
    if any(line.row.unknown for line in shown):
        return message("redline.unknown", lang)
    if not unit.address.steps and unit.kind in (Change.INSERTED, Change.DELETED):
        return message(f"redline.act-{unit.kind.value}", lang)
    return message(f"redline.{unit.kind.value}", lang)


def nothing(redline: Redline, lang: str = DEFAULT) -> str:
    """What is said where no unit changed; what is not held was not compared."""
    sides = (side for row in redline.rows for side in (row.old, row.new) if side)
    gaps = any(side.open or side.unit.state is State.NOT_HELD for side in sides)
    return message("redline.none-held" if gaps else "redline.none", lang)


def because(cause: Cause, lang: str = DEFAULT, by: str = "") -> str:
    """A cause as a note names it: the act (``by``: otherwise than usual), its instruction, the day in force."""
    by = by or (by_act(cause.by) if lang == DEFAULT else act_number(cause.by))
    day = f"{cause.in_force.earliest:%d.%m.%Y}"
    if cause.operation is None:
        return message("redline.by", lang, by=by, date=day)
    return message("redline.by-instruction", lang, by=by, position=cause.operation.position, date=day)
