"""PDF of a filled form: the same words as in Word, in the plainer layout of the typst page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from nqs_docs.forms import layout
from nqs_docs.forms.fill import Filled, FilledLine, FilledRow, Ink
from nqs_docs.publish.pdf import broken, compiled, printable, room

_Item = dict[str, object]


def write(filled: Filled, foot: str = "") -> bytes:
    """A PDF/A file; ``foot`` stands in small letters at the foot of its last page."""
    blank = filled.blank
    title = printable(blank.title) or blank.form
    return compiled(
        {
            "title": title,
            "author": printable(blank.act),
            "subject": title,
            "keywords": [blank.act, blank.form],
            "on": (blank.since.year, blank.since.month, blank.since.day),
            "face": [],
            "foot": broken(foot),
            "sideways": layout.sideways(blank),
            "items": list(_items(filled)),
        }
    )


def _items(filled: Filled) -> Iterator[_Item]:
    """What stands on the page: repeated rows make one line of the blank many."""
    styles = filter(None, layout.styles(filled.blank))
    grids = layout.grids(filled.blank)
    for columns, group in groupby(filled.body, key=lambda item: layout.columns_of(item.blank)):
        if columns:
            yield _table([row for row in group if isinstance(row, FilledRow)], next(grids))
            continue
        for number, line in enumerate(line for line in group if isinstance(line, FilledLine)):
            text = [_piece(piece) for piece in line.pieces]
            yield {"style": next(styles), "text": text, "keep": True, "begins": bool(number)}


def _piece(piece: str | Ink, width: int = 40) -> object:
    if isinstance(piece, str):
        return broken(piece, width)
    return {"text": broken(piece.text, width), "rule": broken(piece.rule, width), "under": piece.under}


def _table(rows: Sequence[FilledRow], grid: layout.Grid) -> _Item:
    downs = layout.downs([row.blank for row in rows], len(grid.widths))
    cells = [_row(row, down, grid) for row, down in zip(rows, downs, strict=True)]
    heads = sum(row.blank.head for row in rows)
    looks = {"widths": grid.widths, "small": grid.small, "bare": rows[0].blank.bare}
    return {"style": "Table", "heads": heads, "rows": cells, **looks}


def _row(row: FilledRow, downs: Sequence[int], grid: layout.Grid) -> list[_Item]:
    cells: list[_Item] = []
    column = 0
    for pieces, span, down in zip(row.cells, layout.row_spans(row.blank, len(grid.widths)), downs, strict=True):
        letters = room(sum(grid.widths[column : column + span]), grid.small)
        centred = row.blank.head or (span > 1 and span == len(grid.widths))
        column += span
        if down:
            text = [_piece(piece, letters) for piece in pieces]
            cells.append({"text": text, "span": span, "down": down, "centred": centred})
    return cells
