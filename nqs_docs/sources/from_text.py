"""Plain text: a copy of a web page, or the text of a PDF with its hard wraps."""

from __future__ import annotations

import re

from nqs_docs.sources.line import Line
from nqs_docs.sources.visible import BOOKMARK, INVISIBLE, indent_of, is_row, split_lines, visible_ranges

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
        after = raws[number + 1] if number + 1 < len(raws) else ""
        row = "\t" in raw and is_row(raw, raws[number - 1] if number else "", after)
        result.append(_line(raw, start, layout, row))
        start += len(raw)
    return tuple(result)


def _line(raw: str, start: int, layout: list[tuple[int, int]], row: bool) -> Line:
    if layout:
        visible = visible_ranges(raw, start, layout)
        indent = indent_of(raw, visible[0][0] - start, layout) if visible else 0
        return Line(start, raw, visible, indent=indent, cells=row)
    bare = raw.lstrip()
    if not bare:
        return Line(start, raw)
    indent = len(raw) - len(bare)
    return Line(start, raw, ((start + indent, start + indent + len(bare.rstrip())),), indent=indent, cells=row)
