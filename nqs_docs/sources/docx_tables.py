"""The rows of a Word table: merged cells, and cells that somebody deleted."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element as Element

from nqs_docs.sources.blocks import Blocks
from nqs_docs.sources.docx_styles import Styles
from nqs_docs.sources.limits import MOST_COLUMNS, limit
from nqs_docs.sources.package import attribute, child, local, number, said

_HOLDERS = frozenset(["sdt", "sdtContent", "customXml", "ins", "moveTo", "tr"])
_LINES = frozenset(["top", "left", "start", "bottom", "right", "end", "insideH", "insideV"])


def rows_of(table: Element, blocks: Blocks) -> list[list[Element | None]]:
    """The rows of a table, each cell at its first column, None where one reaches; what a deleted one said is named."""
    rows: list[list[Element | None]] = []
    for element in _inside(table, "tr"):
        properties = child(element, "trPr")
        if child(properties, "del") is not None:
            blocks.say("source.deleted-text", said(element))
            continue
        row: list[Element | None] = [None] * _columns(properties, "gridBefore", 0)
        for cell in _inside(element, "tc"):
            own = child(cell, "tcPr")
            width = _columns(own, "gridSpan", 1)
            limit(blocks.name, "columns", len(row) + width, MOST_COLUMNS)
            row += [cell if _is_read(cell, own, blocks) else None] + [None] * (width - 1)
        rows.append(row + [None] * _columns(properties, "gridAfter", 0))
    return rows


def _columns(properties: Element | None, name: str, least: int) -> int:
    return min(max(number(attribute(child(properties, name), "val"), least), least), MOST_COLUMNS + 1)


def _is_read(cell: Element, own: Element | None, blocks: Blocks) -> bool:
    """Whether a cell has text of its own; what another one hides, and what is deleted, is named."""
    deleted = child(own, "cellDel") is not None
    if not deleted and not _covered(own):
        return True
    if words := said(cell).strip():
        blocks.say("source.deleted-text" if deleted else "source.hidden-text", words)
    return False


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
