"""Ruled tables of a PDF page: lines drawn on paper → rows of cells.

Rules that touch belong to one frame; a frame is a table where it has at least two
columns. Places of the grid that no rule parts are one cell: its text stands in the
upper left one, the others are empty.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence

from msgspec import Struct

from nqs_docs.findings import Severity
from nqs_docs.sources.limits import limit
from nqs_docs.sources.pdf_drawn import Area
from nqs_docs.sources.pdf_lines import Stretch, rows, turned
from nqs_docs.sources.pdf_page import Letter

CELLS = 200_000  # of one page
_TOUCH = 3.0  # points: rules that come so near meet
_MEET = 1.0  # points that a rule may fall short of the side of a cell


_Place = tuple[int, int]  # of the grid: row, column
Cell = tuple[Stretch, ...]  # its printed lines


class Table(Struct, frozen=True):
    """A table on one page."""

    top: float
    bottom: float
    columns: tuple[float, ...]  # where each begins, and where the last one ends
    rows: tuple[tuple[Cell, ...], ...]  # one cell for each column
    doubt: Severity | None = None  # of one without rules: an error where nothing tells its rows


def tables(rules: Sequence[Area], letters: Sequence[Letter], name: str) -> tuple[list[Table], list[Letter]]:
    """The tables of a page, and the letters that stand in none."""
    found: list[Table] = []
    rest = list(letters)
    places = 0
    for frame in _frames(rules):
        xs = _places(x for rule in frame for x in (rule.left, rule.right))
        ys = _places(y for rule in frame for y in (rule.top, rule.bottom))
        places += len(xs) * len(ys)
        limit(name, "cells", places, CELLS)
        cells = _cells(frame, xs, ys)
        if not any(column for _, column in cells.values()):
            continue
        inside, rest = _parted(rest, xs, ys)
        found.append(_table(xs, ys, cells, inside))
    return found, rest


def _frames(rules: Sequence[Area]) -> list[list[Area]]:
    """Rules grouped by touch; only groups with rules in both directions can be tables."""
    flat = [rule for rule in rules if rule.top == rule.bottom]
    steep = sorted((rule for rule in rules if rule.top != rule.bottom), key=lambda rule: rule.left)
    lefts = [rule.left for rule in steep]
    owner = list(range(len(flat) + len(steep)))

    def root(at: int) -> int:
        while owner[at] != at:
            owner[at] = owner[owner[at]]
            at = owner[at]
        return at

    for at, rule in enumerate(flat):
        low, high = bisect_right(lefts, rule.left - _TOUCH), bisect_right(lefts, rule.right + _TOUCH)
        for near in range(low, high):
            if steep[near].top - _TOUCH <= rule.top <= steep[near].bottom + _TOUCH:
                owner[root(len(flat) + near)] = root(at)
    groups: dict[int, list[Area]] = defaultdict(list)
    for at, rule in enumerate((*flat, *steep)):
        groups[root(at)].append(rule)
    frames = [group for group in groups.values() if len(group) > 3 and len({r.top == r.bottom for r in group}) == 2]
    return sorted(frames, key=lambda group: min(rule.top for rule in group))


def _places(values: Iterable[float]) -> list[float]:
    """Where rules stand, those that touch taken for one."""
    result: list[float] = []
    for value in sorted(values):
        if not result or value - result[-1] > _TOUCH:
            result.append(value)
    return result


def _place(places: list[float], value: float) -> int:
    """The interval that a value lies in; -1 before the first, the last number after them all."""
    return bisect_right(places, value) - 1


def _cells(frame: list[Area], xs: list[float], ys: list[float]) -> dict[_Place, _Place]:
    """Each place of the grid (row, column), with the upper left place of the cell that it is part of."""
    sides: set[_Place] = set()  # a rule to the left of the place
    roofs: set[_Place] = set()  # a rule above it
    for rule in frame:
        if rule.top == rule.bottom:
            row, marks = _place(ys, rule.top + _TOUCH), roofs
            marks |= {(row, column) for column in _spanned(xs, rule.left, rule.right)}
        else:
            column, marks = _place(xs, rule.left + _TOUCH), sides
            marks |= {(row, column) for row in _spanned(ys, rule.top, rule.bottom)}
    cells: dict[_Place, _Place] = {}
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            home = row, column
            if column and home not in sides:
                home = cells[row, column - 1]
            elif row and home not in roofs:
                home = cells[row - 1, column]
            cells[row, column] = home
    return cells


def _spanned(places: list[float], start: float, end: float) -> range:
    """The intervals whose middle a rule passes."""
    first = _place(places, start + _TOUCH)
    last = _place(places, end - _MEET)
    return range(max(first, 0), min(last, len(places) - 2) + 1)


def _parted(letters: list[Letter], xs: list[float], ys: list[float]) -> tuple[list[Letter], list[Letter]]:
    inside: list[Letter] = []
    rest: list[Letter] = []
    for letter in letters:
        held = xs[0] <= (letter.x + letter.end) / 2 <= xs[-1] and ys[0] <= letter.y - letter.size / 4 <= ys[-1]
        (inside if held else rest).append(letter)
    return inside, rest


def _table(xs: list[float], ys: list[float], cells: dict[_Place, _Place], inside: list[Letter]) -> Table:
    held: dict[_Place, list[Letter]] = defaultdict(list)
    for letter in inside:
        row = min(_place(ys, letter.y - letter.size / 4), len(ys) - 2)
        column = min(_place(xs, (letter.x + letter.end) / 2), len(xs) - 2)
        held[cells[row, column]].append(letter)
    width = range(len(xs) - 1)
    made = [tuple(_lines(held.get((row, column), [])) for column in width) for row in range(len(ys) - 1)]
    begun = {row for row, _ in cells.values()}
    return Table(ys[0], ys[-1], tuple(xs), tuple(made[row] for row in sorted(begun)))


def _lines(letters: list[Letter]) -> Cell:
    """The lines of a cell; words across the page are one line of it."""
    lines = [part for row in rows(letters) for part in row.parts]
    if words := turned(letters):
        first = next(letter for letter in letters if letter.turned)
        lines.append(Stretch(words, first.x, first.end, first.y, first.size))
    return tuple(lines)
