"""Running heads, running feet and page numbers: which lines of a page are not the act's.

Told by their place alone: at the edge of the page, where no other page has text,
the same words on page after page, or a number that grows with the page. They stay
in the source as lines that a repair leaves out by name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from nqs_docs.sources.pdf_lines import Row

_EDGE = 4  # lines at the head or foot of a page that may be furniture
_SAME = 4.0  # points: lines no further apart stand at one place
_APART = 1.3  # times the usual step from line to line: how far the text keeps from furniture
_ADDRESS = re.compile(r"(?:https?://|file://|www\.)\S+", re.I)
_NUMBERED = re.compile(
    r"[-–— (\[]*(?:бет|стр\.?|p\.|page|№)?[-–— .]*(\d{1,4})(?:\s*(?:/|из|of|-?беттен|ден)\s*\d{1,4})?[-–— )\].]*"
    r"(?:-?бет)?",
    re.I,
)
_COUNTER = re.compile(r"(\d{1,4})\s*(?:/|из|of)\s*\d{1,4}\s*$")
_PRINTED = re.compile(r"\d{1,2}[./]\d{1,2}[./]\d{2,4},? +\d{1,2}:\d{2}")  # the day and hour of printing


Outer = Sequence[tuple[int, Row] | None]  # of each page the outermost row not taken yet, with its number


def furniture(pages: Sequence[Sequence[Row]]) -> list[set[int]]:
    """The rows of each page that are its furniture, by number."""
    pitch = _pitch(pages)
    heads = _edge([list(enumerate(rows)) for rows in pages], pitch)
    feet = _edge([list(enumerate(rows))[::-1] for rows in pages], pitch)
    return [head | foot for head, foot in zip(heads, feet, strict=True)]


def _pitch(pages: Sequence[Sequence[Row]]) -> float:
    """How far lines of text stand apart."""
    steps = [below.y - above.y for rows in pages for above, below in pairwise(rows)]
    return median(steps) if steps else 0.0


def _edge(pages: list[list[tuple[int, Row]]], pitch: float) -> list[set[int]]:
    """Furniture at one edge; the rows of each page are given from that edge inwards."""
    taken = [0 for _ in pages]
    sure = [0 for _ in pages]  # rows whose words or gap prove them
    for depth in range(_EDGE):
        outer = [rows[n] if n == depth and n < len(rows) else None for rows, n in zip(pages, taken, strict=True)]
        for at, row in enumerate(outer):
            if row is None:
                continue
            proven = _says_so(at, row[1])
            apart = depth + 1 == len(pages[at]) or abs(pages[at][depth + 1][1].y - row[1].y) > _APART * pitch
            if proven or _numbers(at, row[1], outer, apart) or _repeats(at, row[1], outer):
                taken[at] = depth + 1
                sure[at] = depth + 1 if proven or apart else sure[at]
    return [{number for number, _ in rows[:depth]} for rows, depth in zip(pages, sure, strict=True)]


def _says_so(at: int, row: Row) -> bool:
    """Whether the words are a browser's: the hour of printing, the address with the number of this page."""
    counter = _COUNTER.search(row.text)
    counts = counter is not None and int(counter[1]) == at + 1
    return bool(_PRINTED.match(row.text)) or (counts and bool(_ADDRESS.match(row.text)))


def _numbers(at: int, row: Row, outer: Outer, apart: bool) -> bool:
    """Whether a row is a page number, and the pages beside this one are numbered on."""
    number = _NUMBERED.fullmatch(row.text)
    if number is None or not int(number[1]):
        return False
    for near in (at - 1, at + 1):
        beside = outer[near] if 0 <= near < len(outer) else None
        match = _NUMBERED.fullmatch(beside[1].text) if beside is not None else None
        if match is not None and int(match[1]) - int(number[1]) == near - at:
            return True
    return apart and int(number[1]) == at + 1 and not row.text.endswith(".")  # "1." alone may be a point's


def _repeats(at: int, own: Row, outer: Outer) -> bool:
    """Whether the words come again at this place on page after page, and no page has other text there."""
    y = own.y
    same = [
        n
        for n, row in enumerate(outer)
        if row is not None and abs(row[1].y - y) <= _SAME and _alike(row[1], n, own, at)
    ]
    step = 2 if len(same) > 2 and all(after - before == 2 for before, after in pairwise(same)) else 1
    if len(same) < 2 or len(same) != len(range(same[0], same[-1] + 1, step)):
        return False
    return len(same) * step + 2 >= len(outer) and not any(
        abs(row[1].y - y) <= _SAME for n, row in enumerate(outer) if row is not None and n not in same
    )


def _alike(row: Row, near: int, own: Row, at: int) -> bool:
    """Whether two rows say the same, but for the numbers of their pages."""
    if row.text == own.text:
        return True
    first, second = _COUNTER.search(row.text), _COUNTER.search(own.text)
    if first is None or second is None or int(first[1]) - int(second[1]) != near - at:
        return False
    return row.text[: first.start()] == own.text[: second.start()]
