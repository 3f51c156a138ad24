"""Paragraphs: the lines of a source, repaired and put together.

What the structure parser reads. Every visible character of the source stands in
exactly one paragraph; everything else is layout.
"""

from __future__ import annotations

from msgspec import Struct

from nqs_docs.clauses.act import Run


class Paragraph(Struct, frozen=True, gc=False):
    """One paragraph with its printed lines and layout hints."""

    lines: tuple[tuple[Run, ...], ...]  # runs of each printed line, white space at both ends excluded
    heading: int = 0
    bold: bool = False
    italic: bool = False
    bullet: bool = False
    indent: int = 0  # white space before the first line
    cells: tuple[tuple[Run, ...], ...] = ()  # a table row: one entry for each cell, then ``lines`` is ()


def joined(lines: tuple[tuple[Run, ...], ...]) -> tuple[Run, ...]:
    """The runs of several lines as one text, one space for each line end.

    The space takes the stretch of source between the two lines where they are
    neighbours, so that no character is without a place; where a repair moved
    text it has an empty span.
    """
    result: list[Run] = []
    for line in lines:
        if result and line:
            last, first = result[-1], line[0]
            end = first.start if last.source == first.source and last.end <= first.start else last.end
            result.append(Run(" ", last.source, last.end, end))
        result.extend(line)
    return tuple(result)


def runs(paragraph: Paragraph) -> tuple[Run, ...]:
    """The paragraph's text as runs: lines (or cells) joined by one space."""
    return joined(paragraph.cells or paragraph.lines)
