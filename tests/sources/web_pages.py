"""Orders as pages of the public legal site."""

from __future__ import annotations

from html import escape
from itertools import groupby

from tests.sources.shapes import NAME, Block

_INDENT = "&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; "
_BEFORE = """<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<title>Құжат - "Әділет" АҚЖ</title><script>var a = "<p>1. Қате</p>";</script><style>p { color: red }</style></head>
<body><div class="header"><a href="/kaz">Басты бет</a> <form action="/search"><input value="Іздеу" /></form></div>
"""
_AFTER = """</article></div><div class="container_omega aftertext"><p>Мәтінде қате байқасаңыз</p></div>
<div class="footer">© 2012 Заңнама институты</div><script>count();</script></body></html>"""


def page(blocks: list[Block]) -> bytes:
    """The page of an act: title and requisites above, the text in its article."""
    title, requisites, *rest = blocks
    parts = [
        _BEFORE,
        f'<div class="container_alpha slogan"><h1>{_inner(title)}</h1>'
        f'<span class="status status_upd">Жаңартылған</span><p>{_inner(requisites)}</p>'
        '<a href="#">Мәтінді басып шығару</a></div>',
        '<div class="container_gamma text text_upd"><div class="gs_12"></div><article>',
    ]
    number = 0
    for rows, group in groupby(rest, key=lambda block: block.cells is not None):
        if rows:
            parts.append(_table(list(group)))
            continue
        for block in group:
            number += 1
            if NAME.fullmatch(block.lines[0]) and len(block.lines) == 1 and parts:
                parts.append(_signature(parts.pop(), block))
            else:
                parts.append(_paragraph(block, number))
    return "\n".join([*parts, _AFTER]).encode()


def _inner(block: Block) -> str:
    """The words of a paragraph; what a copy from paper left is kept as it stands."""
    if block.wrapped:
        return f'<span style="white-space: pre-wrap">{escape(chr(10).join(block.lines))}</span>'
    return "<br/>".join(map(escape, block.lines))


def _paragraph(block: Block, number: int) -> str:
    text = _inner(block)
    if block.heading:
        return f'<h{block.heading} id="z{number}"> {text}</h{block.heading}>'
    if block.corner:
        return f'<p>\n<table border="0"><tr><td width="600">&nbsp;</td><td>{text}</td></tr></table>\n</p>'
    if block.bullet:
        return f"<ul><li>{text}</li></ul>"
    lead = "&nbsp;" * block.indent if block.indent != 6 else _INDENT
    if block.wrapped:
        lead = "&nbsp;" * block.indent
    if block.note:
        bold = f"<b>{text}</b>" if block.bold else text
        return f'<p class="note">{lead}<font color="#FF0000">{bold}</font></p>'
    anchor = f'<a name="z{number}"></a>' if number % 3 == 0 else ""
    own = f' id="z{number}"' if number % 3 == 1 else ""
    bold = f"<strong>{text}</strong>" if block.bold else text
    return f"<p{own}>{lead}{anchor}<span>{bold}</span></p>"


def _signature(post: str, name: Block) -> str:
    return f"<p><table><tbody><tr><td width=600>{post}</td><td><em>{_inner(name)}</em></td></tr></tbody></table></p>"


def _table(rows: list[Block]) -> str:
    cells = ["".join(f"<td><p>{escape(cell)}</p></td>" for cell in row.cells or ()) for row in rows]
    return f'<table border="1" cellspacing="0"><tbody>{"".join(f"<tr>{row}</tr>" for row in cells)}</tbody></table>'
