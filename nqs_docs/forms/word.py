"""A Word template laid out from a blank, for every form whose source is not damaged.

The same page as an edition's: the corner at the top right, the addressee below it, small
captions, tables with lines. Its tags are the names of the fields, so that a designer can
begin with it. Filled by ``compiled``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nqs_docs.forms import layout
from nqs_docs.forms.model import Blank, Cell, Item, Slot
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
    for part in layout.parts(blank):
        if isinstance(part, layout.Table):
            rows = "".join(_rows(row, cells, part) for row, cells in part.rows)
            yield ooxml.table(rows, part.widths, grid=not part.bare) + END
        else:
            yield ooxml.paragraph(part.style, _runs(part.words), keep=part.held)


def _runs(words: Cell) -> str:
    return "".join(
        ooxml.run(f"{{{{r {_tag(piece)} }}}}" if isinstance(piece, Slot) else _fixed(piece)) for piece in words
    )


def _tag(slot: Slot) -> str:
    """The words of a slot's tag: the field, and which part of it."""
    return f"{slot.field}.{slot.part}" if slot.part in ("day", "month", "year") or slot.part.isdigit() else slot.field


def _fixed(text: str) -> str:
    """Fixed text; its braces are no tags."""
    return _BRACE.sub(lambda brace: f'{{{{ "{brace[0]}" }}}}', text)


def _rows(row: Item, cells: Sequence[layout.Cell], table: layout.Table) -> str:
    """A row; one that repeats between the tags of its loop, which stand in rows of their own."""
    style = "SmallCell" if table.small else "Cell"
    written = ooxml.row("".join(_cell(cell, style) for cell in cells), row.head)
    if not row.repeats:
        return written
    begin, end = (
        ooxml.row(
            ooxml.cell(ooxml.paragraph(style, ooxml.run(f"{{%tr {words} %}}")), sum(table.widths), len(table.widths))
        )
        for words in (f"for row in {row.repeats}", "endfor")
    )
    return begin + written + end


def _cell(cell: layout.Cell, style: str) -> str:
    merged = "" if cell.down == 1 else "restart" if cell.down else "continue"
    words = ooxml.paragraph(style, _runs(cell.words), side=cell.side)
    return ooxml.cell(words, cell.width, cell.span, down=merged)
