"""From a unit of an edition to a blank: its lines and rows, its fields, its slots."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby

from msgspec.structs import replace

from nqs_docs.clauses.act import Kind, Unit
from nqs_docs.clauses.address_locate import Path, unit_at
from nqs_docs.editions.edition import Edition
from nqs_docs.findings import Finding, error, warning
from nqs_docs.forms import places, tables
from nqs_docs.forms.draft import finished
from nqs_docs.forms.marks import Line, cut, explained, marked
from nqs_docs.forms.model import Blank, Item, slots
from nqs_docs.publish.document import Block, BlockKind, document

#: «1 2 3 4 5 6 7» in a paragraph: the numbers of columns of a table that is lost.
_FLAT = re.compile(r"^\s*1\s+2\s+3(?:\s+\d+)*\s*$")
_TITLES = (BlockKind.HEADING, BlockKind.PARAGRAPH)


def blocks(edition: Edition, path: Path) -> tuple[Block, ...]:
    """What a form prints, its corner first; an appendix of it is a form of its own."""
    unit = unit_at(edition.root, path)
    corners = [(*path, at) for at, child in enumerate(unit.children) if child.kind is Kind.CORNER]
    inner = {at for at, child in enumerate(unit.children) if child.kind is Kind.APPENDIX}
    printed = document(edition, path).blocks
    own = [block for block in printed if len(block.path) <= len(path) or block.path[len(path)] not in inner]
    return (*(block for corner in corners for block in document(edition, corner).blocks), *own)


def title(unit: Unit, printed: Sequence[Block]) -> str:
    """The heading of a form; its first words where it has none."""
    heads = [block.text for block in printed if block.kind is BlockKind.HEADING]
    texts = [block.text for block in printed if block.kind is BlockKind.PARAGRAPH and len(block.text.strip("_ ")) > 5]
    return " ".join(heads[0].split()) if heads else " ".join(texts[0].split())[:120] if texts else unit.name


def of_blocks(known: Blank, printed: Sequence[Block]) -> tuple[Blank, tuple[Finding, ...]]:
    """A blank from what a form prints, and what in it could not be recovered; ``known`` is it without its text."""
    rough, torn = _read(printed)
    body, fields = finished(rough)
    return replace(known, body=body, fields=fields), tuple(_findings(known, printed, torn))


@lru_cache(maxsize=256)  # asked of every appendix on every day
def is_form(printed: tuple[Block, ...]) -> bool:
    """Whether it is there to be filled in: it has runs, boxes or rows that repeat, or cells mostly left empty.

    An empty cell or two in a table of requirements make no form of it.
    """
    runs = any(marked(cell) for block in printed for cell in block.cells or (block.text,))
    rows = [block.cells for block in printed if block.kind is BlockKind.ROW and len(block.cells) > 1]
    empty = sum(not cells[-1].strip() for cells in rows)
    return (runs or empty * 2 >= len(rows)) and any(True for _ in slots(_read(printed)[0]))


def _findings(known: Blank, printed: Sequence[Block], torn: bool) -> Iterator[Finding]:
    if any(block.kind is BlockKind.PARAGRAPH and _FLAT.match(block.text) for block in printed):
        yield error("blank.table-lost", act=known.act, unit=known.title, form=known.form)
    if torn:
        yield warning("blank.head-torn", act=known.act, unit=known.title, form=known.form)


def _read(printed: Sequence[Block]) -> tuple[list[Item], bool]:
    """Lines and rows in printed order, with holes; and whether the head of a table is torn."""
    body: list[Line | Item] = []
    lines: list[Line] = []
    above, any_torn = "", False
    for is_row, group in groupby(printed, key=lambda block: block.kind is BlockKind.ROW):
        together = list(group)
        if is_row:
            rows, torn = tables.read([block.cells for block in together], above)
            body += rows
            any_torn |= torn
            continue
        for block in together:
            parts = [block.text] if block.kind is BlockKind.CORNER else cut(block.text)
            for line in explained(Line([*parts], block.kind, block.level), lines[-1] if lines else None):
                body.append(line)
                lines.append(line)
        above = _title_above(together) or above
    places.read(lines)
    return [one.item if isinstance(one, Line) else one for one in body], any_torn


def _title_above(printed: Sequence[Block]) -> str:
    """The line that names a table below it: the nearest without places, not the «Нысан» of the form."""
    texts = [block.text.strip() for block in printed if block.kind in _TITLES]
    return next((text for text in reversed(texts) if len(text) > 6 and text[0] != "(" and not marked(text)), "")
