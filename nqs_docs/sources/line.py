"""Lossless lines: what every reader gives, whatever the format.

``"".join(line.raw for line in source.lines) == source.text`` always. A line
knows which of its characters a reader sees (``visible``); the others are layout
(``### ``, ``**``, ``- ``, the backslash of ``\\_``, indentation, the newline).
"""

from __future__ import annotations

import enum
import re
from typing import Any

from msgspec import Struct

from nqs_docs.findings import Finding

# Characters that print nothing: soft hyphen, zero width, marks of direction, BOM, form feed, controls.
INVISIBLE = "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0b-\x0c\x0e-\x1f\x7f]"
# Anchors that a web page or a word processor leaves in a copy: "[bookmark: z14]".
BOOKMARK = r"\[bookmark:[^\]\n]{0,80}\]"
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")

Range = tuple[int, int]


class Layout(enum.StrEnum):
    """How paragraphs are told apart in a source."""

    BLOCKS = "blocks"  # each line knows its paragraph: Markdown, HTML, DOCX
    INDENTED = "indented"  # web page or PDF text: a paragraph begins with spaces


class Line(Struct, frozen=True, gc=False):
    """One physical line of a decoded source with its layout hints."""

    start: int  # offset of raw[0] in the decoded text
    raw: str  # with its line end
    visible: tuple[
        tuple[int, int], ...
    ] = ()  # absolute offsets of what is read, an empty range is a space; () for a blank line
    block: int = 0  # number of the paragraph it stands in, where the source tells, else 0
    indent: int = 0  # leading white space, in characters
    heading: int = 0  # 1-6 where the source marks the line as a heading
    bold: bool = False  # the whole visible line
    bullet: bool = False  # "- " was taken for layout
    hard_break: bool = False  # the source asks for a line break after it
    cells: bool = False  # tab-separated table row
    note: bool = False  # the publisher marks it as an editorial note
    centered: bool = False  # printed in the middle of the line
    page: int = 0  # of the paper it is printed on, where the source tells, else 0
    continues: bool | None = None  # whether it goes on with what the foot of the page before cut; None: unknown
    furniture: bool = False  # a running head, running foot or page number by its place on the paper


class Extract(Struct, frozen=True):
    """What a reader makes of a file; findings bear spans without a source."""

    text: str
    layout: Layout
    lines: tuple[Line, ...]
    findings: tuple[Finding, ...] = ()  # what was left out or put elsewhere, with its words
    anchors: tuple[tuple[str, int], ...] = ()  # "z14" and the offset of the line it stands on


class Source(Struct, frozen=True):
    """A source document, decoded, in lossless lines."""

    key: str  # registry id of the act, once known; "" before
    name: str  # its file name
    sha256: str
    text: str  # the decoded text, every character of it
    layout: Layout
    lines: tuple[Line, ...]
    findings: tuple[Finding, ...] = ()  # of the reader; their spans name no source
    anchors: tuple[tuple[str, int], ...] = ()


# --- what of a line a person reads: everything but layout and the white space at its ends ------


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
