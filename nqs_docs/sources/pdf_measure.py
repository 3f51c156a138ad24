"""How a text is set on paper: its margins, its step from line to line, its indents, and where a paragraph begins.

A line was ended on purpose where the first word of the next one would have had
room on it. A line that begins further in than the margin begins a paragraph.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from msgspec import Struct

from nqs_docs.sources.pdf_lines import Row, Stretch

NEAR = 2.5  # points
_INDENT = 5.0  # points: a line that begins further in is indented
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
        first = self.indent and abs(line.x - self.left - self.indent) <= NEAR and not line.bold
        return self.balanced(line) and line.x > self.left + NEAR and not first

    def balanced(self, line: Stretch) -> bool:
        """Whether a line is as far from the one margin as from the other."""
        return abs((line.x + line.end) - (self.left + self.right)) / 2 <= NEAR

    def set_right(self, line: Stretch) -> bool:
        """Whether a line stands in the right half, as corners do."""
        return line.x >= self.left + _RIGHT * (self.right - self.left) and not self.centred(line)

    def ended(self, line: Stretch, after: Stretch) -> bool:
        """Whether ``line`` had room for the first word of ``after``."""
        room = self.right - line.end
        if self.centred(line) and self.balanced(after):
            room += line.x - self.left
        return after.word + _WORD_SPACE * after.size < room - 1


def measure(pages: Iterable[Sequence[Row]]) -> Measure:
    """How the text of some pages is set."""
    printed = list(pages)
    lines = [row.parts[0] for page in printed for row in page if len(row.parts) == 1]
    if not lines:
        return Measure(0, 0, 0)
    starts = Counter(round(line.x / NEAR) for line in lines)
    common = [start for start, count in starts.items() if count > 1] or list(starts)
    left = min(line.x for line in lines if abs(line.x / NEAR - min(common)) <= 1)
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
    alike = max(([near for near in inside if abs(near - one) <= NEAR / 2] for one in inside), key=len, default=[])
    return median(alike) if len(alike) > 1 and len(alike) * 5 >= len(begun) else 0.0


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
    full = before.bold and own.balanced(before) and own.centred(line)  # the first line of a heading
    if own.centred(before) or full:
        return ended or not own.balanced(line)
    if inside <= _INDENT:
        return ended
    if own.centred(line) or (own.indent and abs(inside - own.indent) <= NEAR):
        return True
    hangs = abs(line.x - before.second) <= NEAR or abs(line.x - before.x) <= NEAR or line.x < before.x
    return ended or not hangs
