"""Lossless lines: what every reader gives, whatever the format.

``"".join(line.raw for line in source.lines) == source.text`` always. A line
knows which of its characters a reader sees (``visible``); the others are layout
(``### ``, ``**``, ``- ``, the backslash of ``\\_``, indentation, the newline).
"""

from __future__ import annotations

import enum

from msgspec import Struct

from nqs_docs.findings import Finding


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
