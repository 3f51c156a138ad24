"""The rows of a Word table: merged cells, and cells that somebody deleted."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element as Element
from msgspec import Struct

from nqs_docs.sources.blocks import Blocks
from nqs_docs.sources.docx_styles import Styles
from nqs_docs.sources.limits import MOST_COLUMNS, limit
from nqs_docs.sources.package import attribute, child, local, number, said

_HOLDERS = frozenset(["sdt", "sdtContent", "customXml", "ins", "moveTo", "tr"])
_LINES = frozenset(["top", "left", "start", "bottom", "right", "end", "insideH", "insideV"])


class Row(Struct, frozen=True):
    """Cells with text of their own, and the column that each begins at."""

    cells: tuple[Element, ...]
    columns: tuple[int, ...]
    width: int

    def placed(self, texts: list[str]) -> list[str]:
        """The texts of the cells, with empty ones where a merged cell reaches."""
        row = [""] * self.width
        for column, text in zip(self.columns, texts, strict=True):
            row[column] = text
        return row


def rows_of(table: Element, blocks: Blocks) -> list[Row]:
    """The rows of a table; what a deleted one said is named."""
    rows: list[Row] = []
    for element in _inside(table, "tr"):
        properties = child(element, "trPr")
        if child(properties, "del") is not None:
            blocks.say("source.deleted-text", said(element))
            continue
        at = number(attribute(child(properties, "gridBefore"), "val"))
        cells: list[Element] = []
        columns: list[int] = []
        for cell in _inside(element, "tc"):
            own = child(cell, "tcPr")
            width = max(number(attribute(child(own, "gridSpan"), "val"), 1), 1)
            limit(blocks.name, "columns", at + width, MOST_COLUMNS)
            if child(own, "cellDel") is not None:
                blocks.say("source.deleted-text", said(cell))
            elif _covered(own):
                if words := said(cell).strip():
                    blocks.say("source.hidden-text", words)
            else:
                cells.append(cell)
                columns.append(at)
            at += width
        at += min(max(number(attribute(child(properties, "gridAfter"), "val")), 0), MOST_COLUMNS)
        rows.append(Row(tuple(cells), tuple(columns), at))
    return rows


def is_ruled(table: Element, styles: Styles) -> bool:
    """Whether lines are drawn round its cells, by the table itself, its cells or its style."""
    own = child(table, "tblPr")
    named = styles.chain(attribute(child(own, "tblStyle"), "val"))
    lines = [child(own, "tblBorders"), *(child(style, "tblPr", "tblBorders") for style in named)]
    decided = next((one for one in lines if one is not None), None)
    if decided is not None and _drawn(decided):
        return True
    cells = (child(cell, "tcPr", "tcBorders") for row in _inside(table, "tr") for cell in _inside(row, "tc"))
    return any(one is not None and _drawn(one) for one in cells)


def _drawn(lines: Element) -> bool:
    kinds = [attribute(one, "val") for one in lines if local(one) in _LINES]
    return any(kind not in ("", "none", "nil") for kind in kinds)


def _covered(properties: Element | None) -> bool:
    """Whether another cell reaches over this one."""
    for name in ("vMerge", "hMerge"):
        merge = child(properties, name)
        if merge is not None and attribute(merge, "val") in ("", "continue"):
            return True
    return False


def _inside(holder: Element, wanted: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, through whatever is wrapped round them."""
    for one in holder:
        name = local(one)
        if name == wanted:
            yield one
        elif name in _HOLDERS:
            yield from _inside(one, wanted)
