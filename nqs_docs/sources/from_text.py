"""Plain text: a copy of a web page, or the text of a PDF with its hard wraps."""

from __future__ import annotations

import re

from nqs_docs.sources.line import BOOKMARK, INVISIBLE, Line, is_row, line, split_lines

_LAYOUT = re.compile(f"{INVISIBLE}|{BOOKMARK}")


def lines(text: str) -> tuple[Line, ...]:
    """The lines of plain text; joined they are ``text``.

    Layout is: indentation (spaces, NBSP, tabs), "[bookmark: z14]", characters
    that print nothing, line ends.
    """
    marked = _LAYOUT.search(text) is not None
    raws = split_lines(text)
    result: list[Line] = []
    start = 0
    for number, raw in enumerate(raws):
        layout = [match.span() for match in _LAYOUT.finditer(raw)] if marked else []
        result.append(line(raw, start, layout, cells=is_row(raws, number)))
        start += len(raw)
    return tuple(result)
