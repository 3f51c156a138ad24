"""Paragraphs and table rows as lossless lines: what readers of HTML and DOCX write into.

The text is made here, in reading order: one line for a printed line, "\\n" at its end,
tabs between the cells of a row. What a reader leaves out it says by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from nqs_docs.findings import Finding, Severity, Span, error, warning
from nqs_docs.sources.limits import MOST_CELLS, MOST_COLUMNS, MOST_LINES, limit
from nqs_docs.sources.line import BOOKMARK, INVISIBLE, Extract, Layout, Line, Range, line

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
        self, text: str, *, bullet: str = "", soft: bool = False, continues: bool | None = None, **marks: Any
    ) -> None:
        """A paragraph; "\\n" in it ends a printed line, on purpose unless ``soft``. ``bullet`` is layout before it.

        ``marks`` are fields of ``Line`` that all its lines share.
        """
        if not text.strip():
            return
        self._block += 1
        lines = (bullet + text).split("\n")
        for number, raw in enumerate(lines):
            first = not number
            self._add(
                raw + "\n",
                [(0, len(bullet))] if bullet and first else [],
                bullet=bool(bullet) and first,
                hard_break=not soft and number + 1 < len(lines),
                continues=continues if first else None,
                **marks,
            )

    def row(self, cells: Sequence[str], **marks: Any) -> None:
        """A table row; white space inside a cell is one space, an empty cell keeps its place."""
        self._cells += len(cells)
        limit(self.name, "columns", len(cells), MOST_COLUMNS)
        limit(self.name, "cells", self._cells, MOST_CELLS)
        self._block += 1
        raw = "\t".join(_BREAKS.sub(" ", cell).strip() for cell in cells) + "\n"
        self._add(raw, [], cells=True, indent=0, **marks)

    def anchor(self, name: str) -> None:
        """An anchor of the publisher ("z14") on what comes next; names of other kinds are no concern of the law."""
        if _ANCHOR.fullmatch(name):
            self._anchors.setdefault(name, self._end)

    def say(self, code: str, words: Iterable[str] | str = "", *, severity: Severity = Severity.WARNING) -> None:
        """A finding at this place; ``words`` are shortened where they are long, and none where there are none."""
        text = " ".join((words if isinstance(words, str) else " ".join(words)).split())
        short = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
        found = warning if severity is Severity.WARNING else error
        self.findings.append(found(code, span=Span("", self._end, self._end), words=short))

    def extract(self) -> Extract:
        """What was collected."""
        text = "".join([line.raw for line in self._lines])
        anchors = tuple(self._anchors.items())
        return Extract(text, Layout.BLOCKS, tuple(self._lines), tuple(self.findings), anchors)

    def _add(self, raw: str, layout: list[Range], **marks: Any) -> None:
        layout += [match.span() for match in _LAYOUT.finditer(raw)]
        self._lines.append(line(raw, self._end, layout, block=self._block, **marks))
        self._end += len(raw)
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
