"""Markdown: headings, one paragraph a block, notes as quotations, tables as pipe tables.

Signs that Markdown would read are escaped, so that a rendered page shows the
words as printed: "1." and "1)" stay labels and no list is made of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from nqs_docs.publish.document import Block, BlockKind, Document
from nqs_docs.publish.remarks import face

_SIGNS = re.compile(r"([\\`*_\[\]<>|~&])")
_LABEL = re.compile(r"^(\d+)([.)])(?=\s|$)")
_START = re.compile(r"^([#+-])")


def write(document: Document) -> str:
    """A file: remarks as a quotation at the top, then the text."""
    head = [f"> {escape(line)}" for line in face(document)]
    return "\n>\n".join(head) + "\n\n" + lines(document)


def lines(document: Document) -> str:
    """The blocks alone, an empty line between them."""
    parts = []
    for is_row, blocks in groupby(document.blocks, key=lambda block: block.kind is BlockKind.ROW):
        group = list(blocks)
        parts += ["\n".join(_table(group))] if is_row else [_block(block) for block in group]
    return "\n\n".join(parts) + "\n"


def escape(text: str) -> str:
    """``text`` so that Markdown shows every character of it."""
    text = _SIGNS.sub(r"\\\1", text)
    return _START.sub(r"\\\1", _LABEL.sub(r"\1\\\2", text))


def _block(block: Block) -> str:
    text = escape(block.text)
    if block.kind is BlockKind.NOTE:
        return "  \n".join(f"> *{escape(line)}*" for line in block.text.split("\n"))
    match block.kind:
        case BlockKind.HEADING:
            return f"{'#' * max(block.level, 1)} {text}"
        case BlockKind.GAP | BlockKind.DELETED:
            return f"> *{text}*"
        case BlockKind.CORNER | BlockKind.SIGNATURE | BlockKind.AGREEMENT:
            return f"*{text}*"
        case _:
            return text


def _table(rows: list[Block]) -> Iterator[str]:
    """Rows side by side; the first one is the head, as pipe tables want one."""
    width = max(len(row.cells) for row in rows)
    for number, row in enumerate(rows):
        cells = [escape(cell) for cell in row.cells] + [""] * (width - len(row.cells))
        yield f"| {' | '.join(cells)} |"
        if number == 0:
            yield f"|{' --- |' * width}"
