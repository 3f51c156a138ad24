"""Named repairs: what they work on, and the ledger that records each one.

A repair never changes a character and never drops one. It says which printed
lines make a paragraph, in which order stretches of a line are read, or that a
mark is layout. Each repair has a code, leaves a warning with the text before and
after, and is left undone when ``(code, start)`` is among those refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

from nqs_docs.clauses.act import Run
from nqs_docs.clauses.paragraph import Paragraph
from nqs_docs.findings import Finding, Severity, Span
from nqs_docs.sources.line import Layout, Line, Source

Stretch = tuple[int, int]  # offsets into the source; an empty one is a space that a repair puts in

# What is one space in a paragraph (a tab, or white space of any length), and what stands between.
_SPACES = r"\s{2,}|[\t\v\f\x85\u2028\u2029]"
_PIECES = re.compile(rf"(?P<space>{_SPACES})|(?:(?!{_SPACES}).)+", re.S)
_SHOWN = 60  # characters shown on each side of a cut


class Printed(Struct):
    """A printed line as it is read: stretches of the source in reading order."""

    line: Line
    stretches: list[Stretch]
    text: str

    @property
    def start(self) -> int:
        """Offset of its first visible character."""
        return self.line.visible[0][0]

    @property
    def end(self) -> int:
        """Offset after its last visible character."""
        return self.line.visible[-1][1]


class Draft(Struct):
    """A paragraph in the making."""

    lines: list[Printed]
    heading: int = 0
    bold: bool = False
    bullet: bool = False
    indent: int = 0
    cells: list[list[Printed]] | None = None  # a table row
    corner: bool = False  # set by tabs at the right of a web page

    @property
    def text(self) -> str:
        """Its lines joined by one space."""
        return self.lines[0].text if len(self.lines) == 1 else " ".join(line.text for line in self.lines)

    @property
    def start(self) -> int:
        """Offset of its first visible character, in printed order."""
        return self.lines[0].start

    @property
    def end(self) -> int:
        """Offset after its last visible character, in printed order."""
        return self.lines[-1].end


class Ledger:
    """Records repairs as findings, and knows which are refused."""

    def __init__(self, source: Source, refused: frozenset[tuple[str, int]] = frozenset()) -> None:
        self.source = source
        self.text = source.text
        self.blocks = source.layout is Layout.BLOCKS
        self._refused = refused
        self._findings: list[Finding] = []

    def repair(self, code: str, start: int, end: int, after: str, **params: object) -> bool:
        """Records a repair of the characters from ``start`` to ``end``; False where it is refused.

        ``after`` is how they are read; ``before`` is how they stand.
        """
        if not self.allows(code, start):
            return False
        self._record(code, start, end, before=self.text[start:end], after=after, **params)
        return True

    def allows(self, code: str, start: int) -> bool:
        """Whether a repair is not refused."""
        return (code, start) not in self._refused

    def note(self, code: str, start: int, end: int) -> None:
        """Records that the characters from ``start`` to ``end`` were left as they are."""
        if self.allows(code, start):
            self._record(code, start, end, before=self.text[start:end])

    def _record(self, code: str, start: int, end: int, **params: object) -> None:
        texts = tuple((name, str(value)) for name, value in params.items())
        span = Span(self.source.key, start, end)
        self._findings.append(Finding(code, Severity.WARNING, act=self.source.key, span=span, params=texts))

    def findings(self) -> tuple[Finding, ...]:
        """What was recorded, in the order of the source."""
        return tuple(sorted(self._findings, key=lambda f: (f.span.start if f.span else 0, f.code)))

    def printed(self, line: Line) -> Printed:
        """A line as it stands."""
        stretches = list(line.visible)
        return Printed(line, stretches, self.read(stretches))

    def read(self, stretches: Iterable[Stretch]) -> str:
        """The characters of some stretches, end to end."""
        return "".join([self.text[first:end] if first < end else " " for first, end in stretches])

    def visible(self, line: Printed, start: int, end: int) -> str:
        """What is read of a line between two offsets."""
        clipped = [
            (max(first, start), min(last, end)) for first, last in line.stretches if first < end and last > start
        ]
        return self.read(clipped)

    def tail(self, end: int) -> int:
        """Where to begin to show what stands before ``end``: some words back, on the same line."""
        start = max(end - _SHOWN, self.text.rfind("\n", 0, end) + 1)
        space = self.text.find(" ", start, end)
        return space + 1 if start and self.text[start - 1] not in " \n" and 0 <= space < end - 1 else start

    def head(self, start: int) -> int:
        """Where to stop showing what stands after ``start``: some words on, on the same line."""
        line = self.text.find("\n", start)
        end = min(start + _SHOWN, len(self.text) if line < 0 else line)
        space = self.text.rfind(" ", start, end)
        return space if end == start + _SHOWN and space > start else end

    def paragraph(self, draft: Draft) -> Paragraph:
        """The finished paragraph."""
        marks = draft.heading, draft.bold, draft.indent
        if draft.cells is not None:
            return Paragraph((), *marks, tuple(self._cell(cell) for cell in draft.cells))
        first = draft.lines[0].line
        note = first.note and all(line.line.note for line in draft.lines)
        centered = first.centered and all(line.line.centered for line in draft.lines)
        lines = tuple([self.runs(line.stretches) for line in draft.lines])
        return Paragraph(lines, *marks, note=note, centered=centered)

    def _cell(self, lines: list[Printed]) -> tuple[Run, ...]:
        stretches: list[Stretch] = []
        for line in lines:
            if stretches:
                stretches.append((stretches[-1][1],) * 2)
            stretches += line.stretches
        return self.runs(stretches)

    def runs(self, stretches: list[Stretch]) -> tuple[Run, ...]:
        """Stretches as runs: neighbours joined, white space at the ends left out, longer white space one space."""
        if len(stretches) == 1:
            first, end = stretches[0]
            text = self.text[first:end]
            if "  " not in text and text.isprintable() and text[0] != " " != text[-1]:
                return (Run(text, self.source.key, first, end),)
        return tuple(self._spaced(_joined(stretches)))

    def _spaced(self, stretches: list[Stretch]) -> list[Run]:
        """Runs of stretches; a space that would follow a space is left out."""
        result: list[Run] = []
        key = self.source.key
        for first, end in stretches:
            pieces = _PIECES.finditer(self.text, first, end)
            result += [Run(" " if piece["space"] else piece[0], key, *piece.span()) for piece in pieces]
            result += [Run(" ", key, first, end)] if first == end else []
        return _trimmed(result)


def _joined(stretches: list[Stretch]) -> list[Stretch]:
    result: list[Stretch] = []
    for first, end in stretches:
        if result and result[-1][1] == first and first < end and result[-1][0] < first:
            result[-1] = (result[-1][0], end)
        else:
            result.append((first, end))
    return result


def _trimmed(runs: list[Run]) -> list[Run]:
    """Runs without white space at the ends and without a space that follows a space."""
    result: list[Run] = []
    for run in runs:
        spaced = not result or result[-1].text[-1].isspace()
        text = run.text.lstrip() if spaced else run.text
        if text:
            result.append(run if text == run.text else Run(text, run.source, run.end - len(text), run.end))
    while result and result[-1].text[-1].isspace():
        last = result.pop()
        text = last.text.rstrip()
        if text:
            result.append(Run(text, last.source, last.start, last.start + len(text)))
    return result
