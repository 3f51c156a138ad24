"""Lossless lines: what every reader gives, whatever the format.

``"".join(line.raw for line in source.lines) == source.text`` always. A line
knows which of its characters a reader sees (``visible``); the others are layout
(``### ``, ``**``, ``- ``, the backslash of ``\\_``, indentation, the newline).
"""

from __future__ import annotations

import enum

from msgspec import Struct


class Layout(enum.StrEnum):
    """How paragraphs are told apart in a source."""

    BLOCKS = "blocks"  # Markdown: blank lines between paragraphs
    INDENTED = "indented"  # web page or PDF text: a paragraph begins with spaces


class Line(Struct, frozen=True, gc=False):
    """One physical line of a decoded source with its layout hints."""

    start: int  # offset of raw[0] in the decoded text
    raw: str  # with its line end
    visible: tuple[tuple[int, int], ...] = ()  # absolute offsets of what is read; () for a blank line
    block: int = 0  # number of the paragraph block it stands in (Markdown), else 0
    indent: int = 0  # leading white space, in characters
    heading: int = 0  # 1-6 where the source marks the line as a heading
    bold: bool = False  # the whole visible line
    italic: bool = False
    bullet: bool = False  # "- " was taken for layout
    hard_break: bool = False  # the source asks for a line break after it
    cells: bool = False  # tab-separated table row


class Source(Struct, frozen=True):
    """A source document, decoded, in lossless lines."""

    key: str  # registry id of the act, once known; "" before
    name: str  # its file name
    sha256: str
    text: str  # the decoded text, every character of it
    layout: Layout
    lines: tuple[Line, ...]
