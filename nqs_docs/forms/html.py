"""HTML of a filled form: the same words as in Word, in the classes of an edition's page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from nqs_docs.forms import layout
from nqs_docs.forms.fill import Filled, FilledLine, FilledRow, Ink


def write(filled: Filled) -> str:
    """The body of a page: paragraphs and tables in printed order, what was filled in underlined as on paper."""
    return "\n".join(_blocks(filled))


def _blocks(filled: Filled) -> Iterator[str]:
    styles, grids = filter(None, layout.styles(filled.blank)), layout.grids(filled.blank)
    for columns, group in groupby(filled.body, key=lambda item: layout.columns_of(item.blank)):
        if columns:
            yield _table([row for row in group if isinstance(row, FilledRow)], next(grids))
            continue
        for line in group:
            if isinstance(line, FilledLine):
                style = next(styles)
                tag = f"h{style[-1]}" if style.startswith("Heading") else "p"
                yield f'<{tag} class="{style}">{_words(line.pieces)}</{tag}>'


def _table(rows: Sequence[FilledRow], grid: layout.Grid) -> str:
    downs = layout.downs([row.blank for row in rows], len(grid.widths))
    looks = ' class="bare"' if rows[0].blank.bare else ""
    lines = "\n".join(_row(row, down, len(grid.widths)) for row, down in zip(rows, downs, strict=True))
    return f'<div class="wide" tabindex="0"><table{looks}>\n{lines}\n</table></div>'


def _row(row: FilledRow, downs: Sequence[int], columns: int) -> str:
    tag = "th" if row.blank.head else "td"
    cells = []
    for pieces, span, down in zip(row.cells, layout.row_spans(row.blank, columns), downs, strict=True):
        size = (f' colspan="{span}"' if span > 1 else "") + (f' rowspan="{down}"' if down > 1 else "")
        cells += [f"<{tag}{size}>{_words(pieces)}</{tag}>"] if down else []
    return f"<tr>{''.join(cells)}</tr>"


def _words(pieces: Sequence[str | Ink]) -> str:
    return "".join(escape(piece) if isinstance(piece, str) else _ink(piece) for piece in pieces)


def _ink(ink: Ink) -> str:
    text = escape(ink.text).replace("\n", "<br>")
    return (f"<u>{text}</u>" if ink.under and ink.text else text) + escape(ink.rule)
