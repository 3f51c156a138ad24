"""PDF of a filled form: the same words as in Word, in the plainer layout of the typst page."""

from __future__ import annotations

from collections.abc import Iterator

from nqs_docs.forms import layout
from nqs_docs.forms.model import Blank, Ink, Piece
from nqs_docs.publish import ooxml
from nqs_docs.publish.pdf import broken, compiled, room

_Item = dict[str, object]


def write(filled: Blank, foot: str = "") -> bytes:
    """A PDF/A file; ``foot`` stands in small letters at the foot of its last page."""
    title = filled.title or filled.form
    about = ooxml.Properties(title, title, filled.act, "", filled.since, keywords=f"{filled.act}; {filled.form}")
    items, sideways = list(_items(filled)), layout.sideways(filled)
    return compiled(about, face=[], foot=broken(foot), sideways=sideways, items=items)


def _items(filled: Blank) -> Iterator[_Item]:
    for part in layout.parts(filled):
        if isinstance(part, layout.Table):
            heads = sum(row.head for row, _ in part.rows)
            rows = [[_cell(cell, part.small) for cell in cells if cell.down] for _, cells in part.rows]
            looks = {"widths": part.widths, "small": part.small, "bare": part.bare}
            yield {"style": "Table", "heads": heads, "rows": rows, **looks}
        else:
            text = [_piece(piece) for piece in part.words]
            yield {"style": part.style, "text": text, "keep": True, "held": part.held, "begins": not part.first}


def _cell(cell: layout.Cell, small: bool) -> _Item:
    text = [_piece(piece, room(cell.width, small)) for piece in cell.words]
    return {"text": text, "span": cell.span, "down": cell.down, "side": cell.side, "ruled": cell.ruled}


def _piece(piece: Piece, width: int = 40) -> object:
    if isinstance(piece, Ink):
        return {"text": broken(piece.text, width), "rule": broken(piece.rule, width), "under": piece.under}
    return broken(str(piece), width)
