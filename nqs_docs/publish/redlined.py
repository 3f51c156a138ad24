"""The rows of a redline as a writer prints them: with the blocks of its edition and the words of gap lines.

A gap line is a line of its own, deleted or inserted as a whole; where both editions
have one in other words (a suspension that became a repeal) it is changed.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from nqs_docs.clauses.address_locate import Path
from nqs_docs.editions.edition import Edition
from nqs_docs.publish.document import Block, document
from nqs_docs.redlines.redline import Change, Piece, Redline, Row, Side


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
    old, new = _blocks(redline.old, redline.old_path), _blocks(redline.new, redline.new_path)
    for row in redline.rows:
        yield _line(row, _block(old, row.old), _block(new, row.new))


_Blocks = dict[tuple[Path, bool], Block]


def _blocks(edition: Edition, path: Path | None) -> _Blocks:
    shown = document(edition, path).blocks if path is not None else ()
    return {(block.path, block.open): block for block in shown}


def _block(blocks: _Blocks, side: Side | None) -> Block | None:
    return blocks[side.path, side.open] if side else None


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
