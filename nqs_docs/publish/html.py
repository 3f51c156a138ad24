"""HTML: one self-contained page. Anchors are eIds; contents, notes and gaps stand out.

Each unit that begins with a block lends it its eId: the first block of point 7
answers to the point, its first part and its first indent.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import groupby

from nqs_docs.clauses.act import Kind
from nqs_docs.clauses.address import address_of, eid
from nqs_docs.clauses.address_locate import Path, unit_at
from nqs_docs.publish.document import Block, BlockKind, Document
from nqs_docs.publish.remarks import face, title

_STYLE = """
body{max-width:46rem;margin:2rem auto;padding:0 1rem;font:1.05rem/1.5 "PT Serif",Tinos,Georgia,serif}
p{margin:.5rem 0;text-align:justify}
h1,h2,h3,h4{line-height:1.25;margin:1.8rem 0 .6rem}
h1{font-size:1.5rem}h2{font-size:1.3rem}h3{font-size:1.1rem}h4{font-size:1rem}
.corner{margin-left:50%;text-align:center}.signature{font-style:italic}
.note,.deleted,.remarks{color:#555;font-size:.9rem}.gap{background:#fff3cd;padding:.2rem .4rem}
.remarks{border-left:3px solid #b58900;padding-left:.8rem}
table{border-collapse:collapse;width:100%}td{border:1px solid #999;padding:.2rem .4rem;vertical-align:top}
nav{font-size:.9rem}nav ul{list-style:none;padding-left:0}nav .l3{padding-left:1rem}nav .l4{padding-left:2rem}
a.anchor{text-decoration:none}
""".strip()


def write(document: Document) -> str:
    """A file: a page that needs nothing but itself."""
    name = escape(title(document))
    return "\n".join(
        [
            "<!DOCTYPE html>",
            '<html lang="kk">',
            f'<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{name}</title>',
            f"<style>{_STYLE}</style></head>",
            "<body>",
            '<div class="remarks">',
            *(f"<p>{escape(line)}</p>" for line in face(document)),
            "</div>",
            *_contents(document),
            "<main>",
            *_body(document),
            "</main>",
            "</body>",
            "</html>",
            "",
        ]
    )


def _contents(document: Document) -> Iterator[str]:
    headings = [block for block in document.blocks if block.kind is BlockKind.HEADING]
    if len(headings) < 2:
        return
    yield "<nav><ul>"
    for block in headings:
        link = eid(address_of(document.root, block.path))
        yield f'<li class="l{block.level}"><a href="#{link}">{escape(block.text)}</a></li>'
    yield "</ul></nav>"


def _body(document: Document) -> Iterator[str]:
    before: Path = document.path
    for is_row, group in groupby(document.blocks, key=lambda block: block.kind is BlockKind.ROW):
        if is_row:
            yield "<table>"
        for block in group:
            anchors = _anchors(document, before, block)
            before = block.path
            yield _row(block, anchors) if is_row else _paragraph(block, anchors)
        if is_row:
            yield "</table>"


def _anchors(document: Document, before: Path, block: Block) -> list[str]:
    """eIds of the units that begin with this block, the innermost first."""
    if block.kind is BlockKind.NOTE or before[: len(block.path)] == block.path:
        return []
    shared = next((n for n, (a, b) in enumerate(zip(before, block.path, strict=False)) if a != b), len(before))
    paths = [block.path[:length] for length in range(len(block.path), shared, -1)]
    named = [path for path in paths if unit_at(document.root, path).kind is not Kind.TABLE]
    return list(dict.fromkeys(eid(address_of(document.root, path)) for path in named))


def _paragraph(block: Block, anchors: list[str]) -> str:
    tag = f"h{max(block.level, 1)}" if block.kind is BlockKind.HEADING else "p"
    style = "" if block.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH) else f' class="{block.kind.value}"'
    words = escape(block.text, quote=False).replace("\n", "<br>")
    return f"<{tag}{_id(anchors)}{style}>{_more(anchors)}{words}</{tag}>"


def _row(block: Block, anchors: list[str]) -> str:
    cells = [f"<td>{escape(cell, quote=False)}</td>" for cell in block.cells]
    return f"<tr{_id(anchors)}>{''.join(cells)}</tr>"


def _id(anchors: list[str]) -> str:
    return f' id="{anchors[0]}"' if anchors else ""


def _more(anchors: list[str]) -> str:
    return "".join(f'<a class="anchor" id="{anchor}"></a>' for anchor in anchors[1:])
