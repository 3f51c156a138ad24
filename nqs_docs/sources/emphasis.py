"""Markdown emphasis: which asterisks of a block are marks and which are text.

"**ЗҚАИ-ның ескертпесі!**" has four marks; the footnote sign of "АКТІСІ*" is text.
"""

from __future__ import annotations

import re

from nqs_docs.sources.line import Range

_STARS = re.compile(r"(?<!\\)\*+")
_SPACE_OR_SIGN = re.compile(r"[\W_]")


def emphasis(text: str) -> tuple[list[Range], list[Range]]:
    """The ranges of ``text`` that are marks, and those that are bold.

    A pair of asterisks that a page break left alone at an end of the block is a
    mark too: the other half of the paragraph has its fellow.
    """
    marks: list[Range] = []
    bold: list[Range] = []
    open_: list[Range] = []  # what is left of each run that may open
    first, last = len(text) - len(text.lstrip(" \t#>")), len(text.rstrip())
    for match in _STARS.finditer(text):
        start, end = match.span()
        before, after = text[max(start - 1, 0) : start], text[end : end + 1]
        if _flanks(after, before):
            start = _close(start, end, open_, marks, bold)
        if start < end and _flanks(before, after):
            open_.append((start, end))
        elif end - start >= 2 and end >= last:
            marks.append((start, end))
            bold.append((0, start))
    for start, end in open_:
        if end - start >= 2 and start <= first:
            marks.append((start, end))
            bold.append((end, len(text)))
    return marks, bold


def _close(start: int, end: int, open_: list[Range], marks: list[Range], bold: list[Range]) -> int:
    """Pairs the run from ``start`` with those that are open; gives where its unused rest begins."""
    while start < end and open_:
        first, last = open_.pop()
        width = 2 if last - first >= 2 and end - start >= 2 else 1
        marks += [(last - width, last), (start, start + width)]
        bold += [(last, start)] if width == 2 else []
        start += width
        if first < last - width:
            open_.append((first, last - width))
    return start


def _flanks(outside: str, inside: str) -> bool:
    """Whether a run of asterisks between two characters may open what is inside, or close it."""
    if not inside or inside.isspace():
        return False
    return not _SPACE_OR_SIGN.match(inside) or not outside or bool(_SPACE_OR_SIGN.match(outside))
