"""White strips that stand between the columns of a table without ruled lines.

A gap between words says little: in a narrow column it is hardly wider than a space. A
strip that stays white from line to line, with words on both sides, parts columns.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import median

from nqs_docs.sources.pdf_page import Letter

Words = list[list[Letter]]  # of a printed line
Edges = tuple[float, ...]  # a place in each strip between the columns that a line stands in

_LEAST = 0.5  # of the size of the letters: how wide a strip is
_LINES = 3  # that a strip passes at least, with words on both sides of two
_STEP = 3.5  # of the size: lines further apart are no neighbours
_COLUMN = 1.8  # of the size: a gap this wide is no space
_WIDER = 1.6  # times the other gaps of the line: a narrower one may be
_LABEL = 7  # characters: "10-1)" before a tab is no column

_Strip = tuple[float, float]


def gutters(lines: Sequence[Words]) -> list[Edges]:
    """The edges for each line, from the top down; the lines of one table have the same."""
    result: list[Edges] = [()] * len(lines)
    begun = [[strip for strip in _white(words)[1:-1] if _wide(words, strip)] for words in lines]
    for seed in sorted((at for at, strips in enumerate(begun) if strips), key=lambda at: (-len(begun[at]), at)):
        if result[seed]:
            continue
        first, end, strips = _run(lines, seed, begun[seed], result)
        strips = [strip for strip in strips if _parts(lines[first:end], strip)]
        if strips and end - first >= _LINES:
            result[first:end] = [tuple((left + right) / 2 for left, right in strips)] * (end - first)
    return result


def is_label(word: list[Letter]) -> bool:
    """Whether a word is the number of what stands beside it: "10-1)", "3.", "-"."""
    text = "".join(letter.text for letter in word)
    return len(text) <= _LABEL and (text[-1] in ".)" or text in "-–—•·")


def _run(
    lines: Sequence[Words], seed: int, strips: list[_Strip], taken: Sequence[Edges]
) -> tuple[int, int, list[_Strip]]:
    """The lines that the strips of one go through, and what is left of their width; none is lost but near the first."""
    first, end = seed, seed + 1
    while end < len(lines) and not taken[end] and _near(lines, end):
        left = _common(strips, lines[end])
        if not left or (len(left) < len(strips) and end - seed >= _LINES):
            break
        strips, end = left, end + 1
    while first and not taken[first - 1] and _near(lines, first):
        left = _common(strips, lines[first - 1])
        if len(left) < len(strips):
            break
        strips, first = left, first - 1
    return first, end, strips


def _near(lines: Sequence[Words], at: int) -> bool:
    above, below = lines[at - 1][0][0], lines[at][0][0]
    return below.y - above.y <= _STEP * max(above.size, below.size)


def _white(words: Words) -> list[_Strip]:
    """What a line leaves white: before it, between its words, after it."""
    ends = [-math.inf, *(word[-1].end for word in words)]
    return [*zip(ends, [*(word[0].x for word in words), math.inf], strict=True)]


def _common(strips: list[_Strip], words: Words) -> list[_Strip]:
    """What of the strips stays white in a line; where they are cut in two, both."""
    least = _LEAST * words[0][0].size
    both = [(max(left, end), min(right, x)) for left, right in strips for end, x in _white(words)]
    return [(left, right) for left, right in both if right - left >= least]


def _parts(lines: Sequence[Words], strip: _Strip) -> bool:
    """Whether a strip parts the words of two lines at least, and more than the labels of a list from them."""
    parted = [words for words in lines if _wide(words, strip)]
    lists = all(is_label(words[0]) and words[1][0].x >= strip[1] for words in parted)
    return len(parted) > 1 and not lists


def _wide(words: Words, strip: _Strip) -> bool:
    """Whether a strip lies in a gap that is no space of a line set to both margins."""
    size = words[0][0].size
    gaps = _white(words)[1:-1]
    own = next((x - end for end, x in gaps if end <= strip[0] < strip[1] <= x), 0.0)
    others = [x - end for end, x in gaps if not end <= strip[0] < x]
    least = max(_WIDER * median(others), _LEAST * size) if others else math.inf
    return own > min(least, _COLUMN * size)
