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
    indent: int = 0  # white space before the first line
    cells: tuple[tuple[Run, ...], ...] = ()  # a table row: one entry for each cell, then ``lines`` is ()
    note: bool = False  # the publisher marks it as an editorial note
    centered: bool = False


def joined(lines: tuple[tuple[Run, ...], ...]) -> tuple[Run, ...]:
    """The runs of several lines as one text, one space for each line end.

    The space takes the first character between the two lines (the line end or a space
    before it; the rest is layout); where a repair moved text there it has an empty span.
    """
    if len(lines) == 1:
        return lines[0]
    result: list[Run] = []
    before: tuple[Run, ...] = ()
    for line in lines:
        if not line:
            continue
        if before:
            result.append(_line_end(before, line))
        result.extend(line)
        before = line
    return tuple(result)


def _line_end(before: tuple[Run, ...], line: tuple[Run, ...]) -> Run:
    """The space between two lines; a repair may have moved the words at their ends."""
    last, first = before[-1], line[0]
    start, end = last.end, first.start
    if len(before) > 1 or len(line) > 1:
        start, end = max(run.end for run in before), min(run.start for run in line)
    return Run(" ", last.source, start, start + (last.source == first.source and start < end))


def runs(paragraph: Paragraph) -> tuple[Run, ...]:
    """The paragraph's text as runs: lines (or cells) joined by one space."""
    return joined(paragraph.cells or paragraph.lines)
