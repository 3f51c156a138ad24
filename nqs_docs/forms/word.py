"""A Word template laid out from a blank, for every form whose source is not damaged.

The same page as an edition's: the corner at the top right, the addressee below it, small
captions, tables with lines. Its tags are the names of the fields, so that a designer can
begin with it. Filled by ``compiled``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from nqs_docs.forms import layout
from nqs_docs.forms.model import Blank, BlankLine, BlankRow, Piece, Slot
from nqs_docs.publish import ooxml
from nqs_docs.publish.word_body import END

_BRACE = re.compile(r"[{}]")


def template(blank: Blank) -> bytes:
    """A docxtpl file of the blank."""
    about = ooxml.Properties(
        title=blank.title,
        subject=blank.form,
        identifier=blank.act,
        version=f"{blank.since:%d.%m.%Y}",
        created=blank.since,
    )
    return ooxml.package("".join(_body(blank)), about, sideways=layout.sideways(blank), footer=False)


def _body(blank: Blank) -> Iterator[str]:
    grids = layout.grids(blank)
    items = list(zip(blank.body, layout.styles(blank), strict=True))
    for columns, group in groupby(items, key=lambda item: layout.columns_of(item[0])):
        if columns:
            yield _table([row for row, _ in group if isinstance(row, BlankRow)], next(grids)) + END
        else:
            lines = [(line, style) for line, style in group if isinstance(line, BlankLine)]
            for number, (line, style) in enumerate(lines):
                captioned = number + 1 < len(lines) and lines[number + 1][0].caption
                yield ooxml.paragraph(style, _runs(line.pieces), keep=captioned)


def _runs(pieces: Sequence[Piece]) -> str:
    parts = (ooxml.run(f"{{{{r {tag(piece)} }}}}") if isinstance(piece, Slot) else _fixed(piece) for piece in pieces)
    return "".join(parts)


def tag(slot: Slot) -> str:
    """The words of a slot's tag: the field, and which part of it."""
    return f"{slot.field}.{slot.part}" if slot.part in ("day", "month", "year") or slot.part.isdigit() else slot.field


def _fixed(text: str) -> str:
    """Fixed text; its braces are no tags."""
    return ooxml.run(_BRACE.sub(lambda brace: f'{{{{ "{brace[0]}" }}}}', text))


def _table(rows: Sequence[BlankRow], grid: layout.Grid) -> str:
    downs = layout.downs(rows, len(grid.widths))
    written = (_rows(row, down, grid) for row, down in zip(rows, downs, strict=True))
    return ooxml.table("".join(written), grid.widths, grid=not rows[0].bare)


def _rows(row: BlankRow, downs: Sequence[int], grid: layout.Grid) -> str:
    """A row; one that repeats between the tags of its loop, which stand in rows of their own."""
    cells, column = [], 0
    style = "SmallCell" if grid.small else "Cell"
    spans = layout.row_spans(row, len(grid.widths))
    for pieces, span, down in zip(row.cells, spans, downs, strict=True):
        centred = row.head or (span > 1 and span == len(grid.widths))
        words = ooxml.paragraph(style, _runs(pieces), centred=centred)
        merged = "" if down == 1 else "restart" if down else "continue"
        cells.append(ooxml.cell(words, sum(grid.widths[column : column + span]), span, down=merged))
        column += span
    written = ooxml.row("".join(cells), row.head)
    if not row.repeats:
        return written
    width = sum(grid.widths)
    begin, end = (
        ooxml.row(ooxml.cell(ooxml.paragraph(style, ooxml.run(f"{{%tr {words} %}}")), width, len(grid.widths)))
        for words in (f"for row in {row.repeats}", "endfor")
    )
    return begin + written + end
