"""Printed lines → paragraphs and tables, by what the eye of a reader uses: indents, gaps, room left on a line.

A line was ended on purpose where the first word of the next one would have had
room on it. A line that begins further in than the margin begins a paragraph. What
stands in the right half of the page, line under line, is a corner block; lines in
two columns are read column by column, lines in more are the rows of a table.
"""

from __future__ import annotations

import math
from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from statistics import median

from msgspec import Struct

from nqs_docs.sources.pdf_lines import Row, Stretch
from nqs_docs.sources.pdf_tables import Cell, Table

_NEAR = 2.5  # points
_INDENT = 5.0  # points: a line that begins further in is indented
_GAP = 1.35  # times the step from line to line: a wider one parts paragraphs
_CORNER_GAP = 1.9
_ROW = 1.2  # the same between the lines of a cell and those of the next row
_BESIDE = 0.75  # times the step: lines no further apart stand side by side
_RIGHT = 0.4  # of the width of the text: what begins further right is set at the right
_RAGGED = 15.0  # points: lines that end so near to one another end at the margin
_WORD_SPACE = 0.25  # of the size


class Measure(Struct, frozen=True):
    """How a text is set: where its lines begin and end, how far they stand apart, how paragraphs are indented."""

    left: float
    right: float
    step: float
    indent: float = 0.0  # of most first lines; 0 where they begin at the margin

    def centred(self, line: Stretch) -> bool:
        """Whether a line stands in the middle, with room on both sides, and not by chance as a first line does."""
        first = self.indent and abs(line.x - self.left - self.indent) <= _NEAR and not line.bold
        return self.balanced(line) and line.x > self.left + _NEAR and not first

    def balanced(self, line: Stretch) -> bool:
        """Whether a line is as far from the one margin as from the other."""
        return abs((line.x + line.end) - (self.left + self.right)) / 2 <= _NEAR

    def set_right(self, line: Stretch) -> bool:
        """Whether a line stands in the right half, as corners do."""
        return line.x >= self.left + _RIGHT * (self.right - self.left) and not self.centred(line)

    def ended(self, line: Stretch, after: Stretch) -> bool:
        """Whether ``line`` had room for the first word of ``after``."""
        room = self.right - line.end
        if self.centred(line) and self.balanced(after):
            room += line.x - self.left
        return after.word + _WORD_SPACE * after.size < room - 1


class Block(Struct):
    """A paragraph or a corner block on one page."""

    lines: list[Stretch]
    broken: bool = False  # its lines end where they end on purpose
    beside: bool = False  # the first of two columns that may be those of a table


def measure(pages: Iterable[Sequence[Row]]) -> Measure:
    """How the text of some pages is set."""
    printed = list(pages)
    lines = [row.parts[0] for page in printed for row in page if len(row.parts) == 1]
    if not lines:
        return Measure(0, 0, 0)
    starts = Counter(round(line.x / _NEAR) for line in lines)
    common = [start for start, count in starts.items() if count > 1] or list(starts)
    left = min(line.x for line in lines if abs(line.x / _NEAR - min(common)) <= 1)
    right = _edge([line.end for line in lines])
    both = [(above.parts, below.parts) for page in printed for above, below in pairwise(page)]
    pairs = [(above[0], below[0]) for above, below in both if len(above) == len(below) == 1]
    usual = median(line.size for line in lines)
    wide = sorted(
        below[0].y - above[-1].y
        for above, below in both
        if above[-1].end - above[0].x > 0.7 * (right - left) and abs(below[0].size - usual) < 0.1 * usual
    )
    # Of the steps from line to line a tenth may be smaller by chance; those to a new paragraph may be most of them.
    own = Measure(left, right, wide[len(wide) // 10] if wide else 1.2 * lines[0].size)
    return Measure(left, right, own.step, _indent(own, pairs))


def _edge(ends: Sequence[float]) -> float:
    """Where lines end at the right: the furthest place that others end near, as one alone may stick out."""
    few = min(len(ends), max(3, len(ends) // 30))
    far = sorted(ends, reverse=True)
    return next((end for at, end in enumerate(far[: -few or None]) if end - far[at + few - 1] <= _RAGGED), far[0])


def _indent(own: Measure, pairs: list[tuple[Stretch, Stretch]]) -> float:
    """How far most of the paragraphs that are indented at all are: those that follow a line ended on purpose."""
    ended = (line.x - own.left for before, line in pairs if own.right - before.end > line.word + line.size)
    begun = [indent for indent in ended if indent < _RIGHT * (own.right - own.left)]
    inside = [indent for indent in begun if indent > _INDENT]
    alike = max(([near for near in inside if abs(near - one) <= _NEAR / 2] for one in inside), key=len, default=[])
    return median(alike) if len(alike) > 1 and len(alike) * 5 >= len(begun) else 0.0


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


def begins(before: Stretch, line: Stretch, own: Measure) -> bool:
    """Whether ``line``, not far below ``before``, begins a paragraph."""
    if (
        abs(line.size - before.size) > 0.12 * before.size
        or (before.bold and line.plain)
        or (before.plain and line.bold)
    ):
        return True
    ended = own.ended(before, line)
    inside = line.x - own.left
    if own.centred(before) or (
        before.bold and own.balanced(before) and own.centred(line)
    ):  # or a full line of a heading
        return ended or not own.balanced(line)
    if inside <= _INDENT:
        return ended
    if own.centred(line) or (own.indent and abs(inside - own.indent) <= _NEAR):
        return True
    hangs = abs(line.x - before.second) <= _NEAR or abs(line.x - before.x) <= _NEAR or line.x < before.x
    return ended or not hangs


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
        stand = all(abs(line.x - first.x) <= _NEAR and line.end < edge for line in lines)
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
    alike = any(abs(left) <= _NEAR or abs(left + right) <= _NEAR for left, right in beside)
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
    sure = spaced or all(step > _BESIDE * line for step in steps)
    return Table(rows[0].y, rows[-1].y, sides, tuple(map(tuple, made)), ruled=False, sure=sure)
