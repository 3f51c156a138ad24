"""Paragraphs and table rows as lossless lines: what readers of HTML and DOCX write into.

The text is made here, in reading order: one line for a printed line, "\\n" at its end,
tabs between the cells of a row. What a reader leaves out it says by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from nqs_docs.findings import Finding, Severity, Span, warning
from nqs_docs.sources.limits import MOST_CELLS, MOST_COLUMNS, MOST_LINES, limit
from nqs_docs.sources.line import Extract, Layout, Line
from nqs_docs.sources.visible import BOOKMARK, INVISIBLE, indent_of, visible_ranges

_LAYOUT = re.compile(f"{INVISIBLE}|{BOOKMARK}")
_ANCHOR = re.compile(r"z\d{1,6}")
_BREAKS = re.compile(r"\s+")
_PARAGRAPHS = re.compile(r"\n(?:[ \t]*\n)+|\n(?=[ \u00a0]{3,}\S)")
_TERMINAL = (".", ";", ":")
_SHOWN = 300  # characters of what was left out
_RAISED = str.maketrans("0123456789-+()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺⁽⁾")
_LOWERED = str.maketrans("0123456789-+()", "₀₁₂₃₄₅₆₇₈₉₋₊₍₎")


class Blocks:
    """Collects the text of a document, block by block."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.findings: list[Finding] = []
        self._lines: list[Line] = []
        self._end = 0
        self._block = 0
        self._cells = 0
        self._anchors: dict[str, int] = {}

    def paragraph(
        self,
        text: str,
        *,
        heading: int = 0,
        bold: bool = False,
        italic: bool = False,
        bullet: str = "",
        note: bool = False,
        centered: bool = False,
        soft: bool = False,
        page: int = 0,
        continues: bool | None = None,
        furniture: bool = False,
    ) -> None:
        """A paragraph; "\\n" in it ends a printed line, on purpose unless ``soft``. ``bullet`` is layout before it."""
        if not text.strip():
            return
        self._block += 1
        lines = (bullet + text).split("\n")
        for number, line in enumerate(lines):
            raw = line + "\n"
            layout = [match.span() for match in _LAYOUT.finditer(raw)]
            if bullet and not number:
                layout.append((0, len(bullet)))
            visible = visible_ranges(raw, self._end, layout)
            self._add(
                Line(
                    self._end,
                    raw,
                    visible,
                    block=self._block,
                    indent=indent_of(raw, visible[0][0] - self._end, layout) if visible else 0,
                    heading=heading,
                    bold=bold,
                    italic=italic,
                    bullet=bool(bullet) and not number,
                    hard_break=not soft and number + 1 < len(lines),
                    note=note,
                    centered=centered,
                    page=page,
                    continues=continues if not number else None,
                    furniture=furniture,
                )
            )

    def row(
        self, cells: Sequence[str], *, page: int = 0, continues: bool | None = None, furniture: bool = False
    ) -> None:
        """A table row; white space inside a cell is one space, an empty cell keeps its place."""
        self._cells += len(cells)
        limit(self.name, "columns", len(cells), MOST_COLUMNS)
        limit(self.name, "cells", self._cells, MOST_CELLS)
        raw = "\t".join(_BREAKS.sub(" ", cell).strip() for cell in cells) + "\n"
        layout = [match.span() for match in _LAYOUT.finditer(raw)]
        self._block += 1
        visible = visible_ranges(raw, self._end, layout)
        own = Line(self._end, raw, visible, block=self._block, cells=True)
        self._add(replace(own, page=page, continues=continues, furniture=furniture))

    def anchor(self, name: str) -> None:
        """An anchor of the publisher ("z14") on what comes next; names of other kinds are no concern of the law."""
        if _ANCHOR.fullmatch(name):
            self._anchors.setdefault(name, self._end)

    def say(self, code: str, words: Iterable[str] | str = "", *, severity: Severity = Severity.WARNING) -> None:
        """A finding at this place; ``words`` are shortened where they are long, and none where there are none."""
        text = " ".join((words if isinstance(words, str) else " ".join(words)).split())
        short = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
        found = warning(code, span=Span("", self._end, self._end), words=short)
        self.findings.append(Finding(found.code, severity, span=found.span, params=found.params))

    def extract(self) -> Extract:
        """What was collected."""
        text = "".join([line.raw for line in self._lines])
        anchors = tuple(self._anchors.items())
        return Extract(text, Layout.BLOCKS, tuple(self._lines), tuple(self.findings), anchors)

    def _add(self, line: Line) -> None:
        self._lines.append(line)
        self._end += len(line.raw)
        limit(self.name, "lines", len(self._lines), MOST_LINES)


def paragraphs_in(text: str, *, soft: bool = False) -> list[str]:
    """The paragraphs of an element with line breaks.

    A blank line, or one that is indented, begins another. Where every line ends as a sentence
    or an item of a list does, each was meant for a paragraph, unless the breaks are ``soft``.
    """
    pieces = [piece for piece in _PARAGRAPHS.split(text) if piece.strip()]
    return [part for piece in pieces for part in ([piece] if soft else _sentences(piece))]


def _sentences(piece: str) -> list[str]:
    lines = piece.split("\n")
    return lines if all(line.rstrip().endswith(_TERMINAL) for line in lines) else [piece]


def raised(text: str) -> str:
    """Digits printed above the line: "7¹" is not "71"."""
    return text.translate(_RAISED)


def lowered(text: str) -> str:
    """Digits printed below the line."""
    return text.translate(_LOWERED)
