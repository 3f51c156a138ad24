"""What of a line a person reads: everything but layout and the white space at its ends."""

from __future__ import annotations

import re
from typing import Any

from nqs_docs.sources.line import Line

# Characters that print nothing: soft hyphen, zero width, marks of direction, BOM, form feed, controls.
INVISIBLE = "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0b-\x0c\x0e-\x1f\x7f]"
# Anchors that a web page or a word processor leaves in a copy: "[bookmark: z14]".
BOOKMARK = r"\[bookmark:[^\]\n]{0,80}\]"
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")

Range = tuple[int, int]


def split_lines(text: str) -> list[str]:
    """The lines of ``text`` with their ends (LF, CRLF or CR); joined they are ``text``."""
    return _LINE.findall(text)


def visible_ranges(raw: str, start: int, layout: list[Range]) -> tuple[Range, ...]:
    """The ranges of ``raw`` that are read, as offsets from ``start`` on.

    ``layout`` holds ranges of ``raw``, in any order; they may touch or overlap.
    """
    if not layout:
        read = raw.strip()
        first = raw.find(read)
        return ((start + first, start + first + len(read)),) if read else ()
    kept: list[Range] = []
    at = 0
    for first, end in (*sorted(layout), (len(raw), len(raw))):
        if at < first:
            kept.append((at, first))
        at = max(at, end)
    seen = [at for at, (first, end) in enumerate(kept) if not raw[first:end].isspace()]
    if not seen:
        return ()
    kept = kept[seen[0] : seen[-1] + 1]
    (first, after), (last, end) = kept[0], kept[-1]
    kept[0] = (after - len(raw[first:after].lstrip()), after)
    kept[-1] = (kept[-1][0], last + len(raw[last:end].rstrip()))
    return tuple((start + first, start + end) for first, end in kept)


def indent_of(raw: str, first: int, layout: list[Range]) -> int:
    """White space outside ``layout`` before the first visible character, ``first`` characters into ``raw``."""
    return first and sum(
        character.isspace() and not any(start <= at < end for start, end in layout)
        for at, character in enumerate(raw[:first])
    )


def line(raw: str, start: int, layout: list[Range], **marks: Any) -> Line:
    """The line ``raw`` at ``start``; ``layout`` holds ranges of it, ``marks`` are fields of ``Line``."""
    visible = visible_ranges(raw, start, layout)
    indent = indent_of(raw, visible[0][0] - start, layout) if visible else 0
    return Line(start, raw, visible, **{"indent": indent, **marks})


def is_row(raws: list[str], number: int) -> bool:
    """Whether tabs part a line into the cells of a table row.

    One tab alone may part a post from its signatory; beside another such line
    it parts cells. A tab that ends every line parts nothing.
    """
    tabs = _tabs(raws[number])
    if not tabs:
        return False
    near = [at for at in (number - 1, number + 1) if tabs == 1 and 0 <= at < len(raws)]
    beside = [raws[at] for at in near if _tabs(raws[at]) == 1]
    return tabs > 1 or (bool(beside) and any("\t" in line.strip() for line in (raws[number], *beside)))


def _tabs(raw: str) -> int:
    return raw.lstrip().rstrip("\r\n").count("\t") if "\t" in raw else 0
