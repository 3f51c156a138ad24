"""Printed lines → paragraphs and tables, by what the eye of a reader uses: indents, gaps, room left on a line.

What stands in the right half of the page, line under line, is a corner block; lines in
two columns are read column by column, lines in more are the rows of a table.
"""

from __future__ import annotations

import math
from bisect import bisect
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise

from msgspec import Struct

from nqs_docs.findings import Severity
from nqs_docs.sources.pdf_lines import Row, Stretch
from nqs_docs.sources.pdf_measure import NEAR, Measure, begins
from nqs_docs.sources.pdf_tables import Cell, Table

_GAP = 1.35  # times the step from line to line: a wider one parts paragraphs
_CORNER_GAP = 1.9
_ROW = 1.2  # the same between the lines of a cell and those of the next row
_BESIDE = 0.75  # times the step: lines no further apart stand side by side


class Block(Struct):
    """A paragraph or a corner block on one page."""

    lines: list[Stretch]
    broken: bool = False  # its lines end where they end on purpose
    beside: bool = False  # the first of two columns that may be those of a table


def blocks(rows: Sequence[Row], own: Measure) -> list[Block | Table]:
    """The paragraphs and the tables without rules in a stretch of lines, in reading order."""
    result: list[Block | Table] = []
    at = 0
    while at < len(rows):
        edges, end = rows[at].edges, _table_end(rows, at, own)
        table = end > at
        if not table:
            end = _columns_end(rows, at, own)
            edges = _edges(rows[at:end])
        if end == at:
            end = at + 1
            _add(result, rows[at].parts, own)
        elif table or len(edges) > 1:
            result.append(_table(rows[at:end], edges, own))
        else:
            above = _column_start(result, rows[at:end], own)
            end = _column_rest(rows, at, end, above, own)
            result += _columns(rows[at:end], above, own)
        at = end
    return result


def _add(result: list[Block | Table], lines: Iterable[Stretch], own: Measure) -> None:
    for line in lines:
        last = result[-1] if result else None
        if isinstance(last, Block) and _goes_on(last, line, own):
            last.lines.append(line)
        else:
            result.append(Block([line], own.set_right(line)))


def _goes_on(block: Block, line: Stretch, own: Measure) -> bool:
    """Whether ``line`` goes on with a block."""
    before = block.lines[-1]
    gap = line.y - before.y
    if block.broken or own.set_right(line):
        return block.broken and own.set_right(line) and 0 < gap <= _CORNER_GAP * own.step
    return 0 < gap <= _GAP * own.step and not begins(before, line, own)


def _columns_end(rows: Sequence[Row], start: int, own: Measure) -> int:
    """Where lines set in columns end that begin with the row ``start``; ``start`` where they do not.

    A name that stands beside a post at half the height between two of its lines is a row of its own.
    """
    near = [row for row in rows[start : start + 2] if row.y - rows[start].y < _BESIDE * own.step]
    beside = [part for row in near for part in row.parts]
    high = _gutter(near)
    if all(part.x < high for part in beside):
        return start
    end, last = start + 1, max(part.y for part in beside)
    for at in range(start + 1, len(rows)):
        parts = rows[at].parts
        if rows[at].y - min(rows[at - 1].y, last) > _CORNER_GAP * own.step:
            break
        left = [part for part in parts if part.x < high]
        if len(left) > 1 or any(part.end > high for part in left):
            break
        if len(parts) > len(left):
            end, last = at + 1, rows[at].y
        elif rows[at].y - last < _BESIDE * own.step:
            end = at + 1
    return end if sum(len(row.parts) for row in rows[start:end]) > 1 else start


def _column_start(result: list[Block | Table], rows: Sequence[Row], own: Measure) -> list[Stretch]:
    """Takes back the lines above that stand in the left column already: the beginning of a post."""
    taken: list[Stretch] = []
    edge = _gutter(rows)
    first = min((part for row in rows for part in row.parts), key=lambda part: part.x)
    while result and isinstance(last := result[-1], Block):
        lines, below = last.lines, (taken or rows[0].parts)[0]
        stand = all(abs(line.x - first.x) <= NEAR and line.end < edge for line in lines)
        if not stand or below.y - lines[-1].y > _GAP * own.step or lines[-1].text[-1] in ".;:":
            break
        taken[:0] = lines
        result.pop()
    return taken


def _column_rest(rows: Sequence[Row], start: int, end: int, above: list[Stretch], own: Measure) -> int:
    """Where the left column ends below the last line of the right one: the rest of a post beside a name."""
    edge = _gutter(rows[start:end])
    left = [*above, *(part for row in rows[start:end] for part in row.parts if part.x < edge)]
    while left and end < len(rows):
        line = rows[end].parts[0]
        if len(rows[end].parts) > 1 or line.end > edge or line.y - left[-1].y > _GAP * own.step:
            break
        narrow = Measure(min(part.x for part in left), max(part.end for part in (*left, line)), own.step)
        if begins(left[-1], line, narrow):
            break
        left.append(line)
        end += 1
    return end


def _table_end(rows: Sequence[Row], start: int, own: Measure) -> int:
    """Where the lines of a table end that begin with the row ``start``; ``start`` where there is none.

    Two columns are a table only where the first holds nothing but numbers.
    """
    edges = rows[start].edges
    end = next((at for at in range(start, len(rows)) if rows[at].edges != edges), len(rows)) if edges else start
    columns = _in_columns(rows[start:end], edges)
    line = _pitch(columns, own)
    while end - start > 1 and not _belongs(rows[end - 1], rows[end - 1].y - rows[end - 2].y, columns, line):
        end -= 1
    if end - start < 2 or not _belongs(rows[start], rows[start + 1].y - rows[start].y, columns, line):
        return start
    numbers = all(part.text.isdecimal() for part in columns[0] if part.y > rows[start].y)
    return end if len(columns) > 2 or numbers else start


def _in_columns(rows: Sequence[Row], edges: Sequence[float]) -> list[list[Stretch]]:
    parts = [part for row in rows for part in row.parts]
    return [[part for part in parts if bisect(edges, part.x) == at] for at in range(len(edges) + 1)]


def _pitch(columns: Sequence[Sequence[Stretch]], own: Measure) -> float:
    """How far the lines of a cell stand apart."""
    steps = (below.y - above.y for column in columns for above, below in pairwise(column))
    return min((step for step in steps if step > _BESIDE * own.step), default=own.step)


def _belongs(row: Row, step: float, columns: Sequence[Sequence[Stretch]], line: float) -> bool:
    """Whether the first or last line is of the table: in several columns, or near the next and set as its column is."""
    inside = [column for column in columns if any(part in column for part in row.parts)]
    part = row.parts[0]
    beside = [(one.x - part.x, one.end - part.end) for one in inside[0] if one is not part]
    alike = any(abs(left) <= NEAR or abs(left + right) <= NEAR for left, right in beside)
    return len(inside) > 1 or (alike and step <= _ROW * line)


def _edges(rows: Sequence[Row]) -> tuple[float, ...]:
    """Where columns end: in each white strip that no part of a line crosses."""
    parts = sorted((part for row in rows for part in row.parts), key=lambda part: part.x)
    ends = accumulate((part.end for part in parts), max)
    return tuple((end + part.x) / 2 for end, part in zip(ends, parts[1:], strict=False) if part.x > end)


def _gutter(rows: Sequence[Row]) -> float:
    """Where the first of two columns ends."""
    return next(iter(_edges(rows)), math.inf)


def _columns(rows: Sequence[Row], above: list[Stretch], own: Measure) -> list[Block | Table]:
    """Lines in two columns, one after the other."""
    edge = _gutter(rows)
    left = [*above, *(part for row in rows for part in row.parts if part.x < edge)]
    right = [part for row in rows for part in row.parts if part.x >= edge]
    result: list[Block | Table] = []
    for column in (left, right):
        found: list[Block | Table] = []
        _add(found, column, Measure(min(line.x for line in column), max(line.end for line in column), own.step))
        result += found
    first = result[0]
    if isinstance(first, Block):
        first.beside = bool(rows[0].edges)
    return result


def _table(rows: Sequence[Row], edges: Sequence[float], own: Measure) -> Table:
    """Lines in columns as rows of cells, parted by their distance, else where the first column has words.

    The cells of a row may stand at half the height of one another; then distance alone tells.
    """
    columns = _in_columns(rows, edges)
    line = _pitch(columns, own)
    steps = [below.y - above.y for above, below in pairwise(rows)]
    spaced = any(step > _ROW * line for step in steps)
    made: list[list[Cell]] = []
    for row, step in zip(rows, [math.inf, *steps], strict=True):
        cells = [tuple(part for part in row.parts if part in column) for column in columns]
        if step > _ROW * line if spaced else cells[0] or not made:
            made.append(cells)
        else:
            made[-1] = [above + below for above, below in zip(made[-1], cells, strict=True)]
    sides = (min(part.x for row in rows for part in row.parts), *edges, max(row.parts[-1].end for row in rows))
    told = spaced or all(step > _BESIDE * line for step in steps)
    return Table(rows[0].y, rows[-1].y, sides, tuple(map(tuple, made)), Severity.WARNING if told else Severity.ERROR)
