"""HTML of a filled form: the same words as in Word, in the classes of an edition's page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from nqs_docs.forms import layout
from nqs_docs.forms.model import Blank, Cell, Ink


def write(filled: Blank) -> str:
    """The body of a page: paragraphs and tables in printed order, what was filled in underlined as on paper."""
    return "\n".join(_blocks(filled))


def _blocks(filled: Blank) -> Iterator[str]:
    for part in layout.parts(filled):
        if isinstance(part, layout.Table):
            looks = ' class="bare"' if part.bare else ""
            lines = "\n".join(_row(row.head, cells) for row, cells in part.rows)
            yield f'<div class="wide" tabindex="0"><table{looks}>\n{lines}\n</table></div>'
        else:
            tag = f"h{part.style[-1]}" if part.style.startswith("Heading") else "p"
            yield f'<{tag} class="{part.style}">{_words(part.words)}</{tag}>'


def _row(head: bool, cells: Sequence[layout.Cell]) -> str:
    tag = "th" if head else "td"
    return f"<tr>{''.join(f'<{tag}{_size(cell)}>{_words(cell.words)}</{tag}>' for cell in cells if cell.down)}</tr>"


def _size(cell: layout.Cell) -> str:
    sizes = (("colspan", cell.span), ("rowspan", cell.down))
    return "".join(f' {name}="{size}"' for name, size in sizes if size > 1)


def _words(words: Cell) -> str:
    return "".join(_ink(piece) if isinstance(piece, Ink) else escape(str(piece)) for piece in words)


def _ink(ink: Ink) -> str:
    text = escape(ink.text).replace("\n", "<br>")
    return (f"<u>{text}</u>" if ink.under and ink.text else text) + escape(ink.rule)
