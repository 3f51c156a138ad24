"""Tables that Markdown writes in tags of HTML: a cell is what stands between ``<td>`` and ``</td>``, on any lines.

The bank of editions writes them so::

    <table>
    <tr>
    <td rowspan="2">3</td>
    <td>
    1) куәлік беру – 5 (бес) жұмыс күні.
    2) күту – 15 минут.
    </td>
    </tr>

A table inside a cell is text of that cell. A table that is never closed is none: its
lines are read as paragraphs.
"""

from __future__ import annotations

import re

from msgspec import Struct

from nqs_docs.clauses.repair_tables import Table
from nqs_docs.clauses.repairs import Draft, Ledger, Printed, Stretch
from nqs_docs.sources.tables import grid

_TAG = re.compile(r"<(?P<end>/?)(?P<name>table|tr|td|th)(?![\w-])(?P<rest>[^<>]*)>", re.I)
_SPAN = re.compile(r"\b(col|row)span\s*=\s*[\"']?(\d{1,4})", re.I)
_MOST = 1000  # columns or rows that a cell may cover


class _Cell(Struct):
    lines: list[Printed]
    spans: tuple[int, int]  # columns, rows


class _Reading:
    """A table while its tags are read."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self.rows: list[list[_Cell]] = []
        self.depth = 0
        self._open = False  # a cell of the outermost table

    def tag(self, tag: re.Match[str]) -> None:
        name, closes = tag["name"].lower(), bool(tag["end"])
        if name == "table":
            self.depth += -1 if closes else 1
        elif self.depth == 1 and name == "tr" and not closes:
            self.rows.append([])
        elif self.depth == 1 and name != "tr":
            self._open = not closes
            if not closes:
                spans = {kind.lower(): min(max(int(size), 1), _MOST) for kind, size in _SPAN.findall(tag["rest"])}
                self._row().append(_Cell([], (spans.get("col", 1), spans.get("row", 1))))

    def _row(self) -> list[_Cell]:
        if not self.rows:
            self.rows.append([])
        return self.rows[-1]

    def text(self, line: Printed | None, start: int, end: int) -> None:
        """What a line prints between two offsets, in the open cell; what stands in no cell makes one."""
        inside = [one for one in (line.stretches if line else ()) if one[0] < end and one[1] > start]
        clipped: list[Stretch] = [(max(first, start), min(last, end)) for first, last in inside]
        if line and self._ledger.read(clipped).strip():
            if not self._open or not self._row():
                self._row().append(_Cell([], (1, 1)))
            self._row()[-1].lines.append(Printed(line.line, clipped, self._ledger.read(clipped).strip()))


def tagged_tables(ledger: Ledger, printed: list[Printed | None]) -> dict[int, Table]:
    """Tables by the number of their first line."""
    tables: dict[int, Table] = {}
    if "<table" not in ledger.text.lower():
        return tables
    done = 0
    for at, line in enumerate(ledger.source.lines):
        opens = _TAG.search(line.raw) if at >= done else None
        if opens and opens["name"].lower() == "table" and not opens["end"] and not line.raw[: opens.start()].strip():
            table = _table(ledger, printed, at)
            if table is not None:
                tables[at], done = table, table.end
    return tables


def _table(ledger: Ledger, printed: list[Printed | None], first: int) -> Table | None:
    reading, lines = _Reading(ledger), ledger.source.lines
    for at in range(first, len(lines)):
        cut = lines[at].start
        for tag in _TAG.finditer(lines[at].raw):
            reading.text(printed[at], cut, lines[at].start + tag.start())
            reading.tag(tag)
            cut = lines[at].start + tag.end()
        reading.text(printed[at], cut, lines[at].start + len(lines[at].raw))
        if reading.depth <= 0:
            return Table(_drafts(reading.rows), at + 1)
    return None


def _drafts(rows: list[list[_Cell]]) -> list[Draft]:
    """The rows with every cell in its column; one without a word is none."""
    names = [[f"{row} {cell}" for cell in range(len(cells))] for row, cells in enumerate(rows)]
    found = {
        name: cell.lines for own, cells in zip(names, rows, strict=True) for name, cell in zip(own, cells, strict=True)
    }
    placed = grid(names, [[cell.spans for cell in cells] for cells in rows], "")
    drafts = [[found.get(name, []) for name in row] for row in placed]
    return [Draft([line for cell in row for line in cell], cells=row) for row in drafts if any(row)]
