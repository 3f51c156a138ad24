"""Table rows: cells parted by tabs or pipes, and tables that a copy flattened into lines.

source.flattened-table: a web page's table copied as text. A line of one tab
stands before each cell, a blank line before the first cell of a row::

    ⇥
    1
    ⇥
    Мемлекеттік қызметтің атауы
    ⇥
    Ақталған адамға куәлік беру

    ⇥
    2
"""

from __future__ import annotations

from itertools import pairwise

from msgspec import Struct

from nqs_docs.clauses.repairs import Draft, Ledger, Printed, Stretch
from nqs_docs.sources.line import Line


class Table(Struct):
    """Rows rebuilt, and the number of the first line after them."""

    rows: list[Draft]
    end: int


def row(ledger: Ledger, line: Printed) -> list[list[Printed]]:
    """The cells of a line that tabs or pipes part; an empty one is an empty list."""
    cells: list[list[Stretch]] = [[]]
    at = line.line.start
    for first, end in line.stretches:
        cells += [[] for _ in range(_separators(ledger.text, at, first))]
        pieces = ledger.text[first:end].split("\t") if first < end else [" "]
        for number, piece in enumerate(pieces):
            if number:
                cells.append([])
            if piece.strip() or (first == end and cells[-1]):
                cells[-1].append((first, min(first + len(piece), end)))
            first += len(piece) + 1
        at = end
    rest = line.line.start + len(line.line.raw)
    cells += [[] for _ in range(_separators(ledger.text, at, rest))]
    if "|" in ledger.text[line.line.start : line.start] and "\t" not in line.line.raw:
        cells = cells[1:-1]  # a pipe stands at both ends of the row
    return [[Printed(line.line, cell, ledger.read(cell).strip())] if cell else [] for cell in cells]


def _separators(text: str, start: int, end: int) -> int:
    between = text[start:end]
    return between.count("\t") or between.replace("\\|", "").count("|")


def flattened_tables(ledger: Ledger, printed: list[Printed | None]) -> dict[int, Table]:
    """Tables by the number of their first line. Two rows with the same number of cells prove a table."""
    lines = ledger.source.lines
    tables: dict[int, Table] = {}
    done = 0
    for mark in [at for at, line in enumerate(lines) if _is_mark(lines, at, line)]:
        if mark < done:
            continue
        done = _end(lines, mark)
        rows = _rows(lines, printed, mark, done)
        widths = [len(cells) for cells in rows]
        same = any(first == second > 1 for first, second in pairwise(widths))
        if same and _recorded(ledger, rows):
            drafts = [Draft([line for cell in cells for line in cell], cells=cells) for cells in rows]
            tables[mark] = Table(drafts, done)
    return tables


def _recorded(ledger: Ledger, rows: list[list[list[Printed]]]) -> bool:
    """Enters the repair; the first row stands for the table."""
    first = [line for cell in rows[0] for line in cell]
    after = " | ".join(" ".join(line.text for line in cell) for cell in rows[0])
    cells = max(map(len, rows))
    return ledger.repair("source.flattened-table", first[0].start, first[-1].end, after, rows=len(rows), cells=cells)


def _is_mark(lines: tuple[Line, ...], at: int, line: Line) -> bool:
    """Whether a line of one tab begins a cell: text at the margin stands on the next one."""
    if line.visible or line.raw.strip(" \u00a0\r\n") != "\t" or at + 1 >= len(lines):
        return False
    after = lines[at + 1]
    return bool(after.visible) and after.indent == 0


def _end(lines: tuple[Line, ...], mark: int) -> int:
    """The line after the last one at the margin; an indented line or a corner ends the table."""
    last = mark
    for at in range(mark, len(lines)):
        line = lines[at]
        if line.visible:
            if line.indent:
                break
            last = at
        elif "\t" in line.raw and not _is_mark(lines, at, line):
            break
    return last + 1


def _rows(lines: tuple[Line, ...], printed: list[Printed | None], mark: int, end: int) -> list[list[list[Printed]]]:
    """Cells of each row: a mark after a blank line begins a row, any other mark a cell."""
    rows: list[list[list[Printed]]] = []
    for at in range(mark, end):
        line = printed[at]
        if line is not None:
            rows[-1][-1].append(line)
        elif _is_mark(lines, at, lines[at]):
            if at == mark or not lines[at - 1].visible:
                rows.append([[]])
            else:
                rows[-1].append([])
    return rows
