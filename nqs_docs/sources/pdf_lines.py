"""Letters with places → printed stretches of text.

A stretch is what stands side by side on one printed line with no gap wider than
between words: a whole line of a paragraph, or the part of it in one column. The
order in which the file draws its letters means nothing: the words of a link,
drawn after their line, stand where they are printed.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise
from statistics import median

from msgspec import Struct
from msgspec.structs import replace

from nqs_docs.sources.blocks import lowered, raised
from nqs_docs.sources.pdf_gutters import Edges, Words, gutters, is_label
from nqs_docs.sources.pdf_page import Letter

_SAME = 0.15  # of the letter's size: baselines no further apart are one
_X_HEIGHT = 0.7  # of the size: how far a line of letters reaches upwards
_RAISED = 0.5  # of a small letter must lie within the line that it is a superscript of
_SPACE = 0.14  # of the size: a wider gap is a space, drawn or not
_DRAWN_APART = 0.09  # the same between words that are drawn one after the other
_COLUMN = 1.8  # of the size: a wider gap may part columns
_WIDER = 2.5  # times the gaps between the words of the line


class Stretch(Struct, frozen=True, gc=False):
    """Words on one printed line; lengths in points."""

    text: str
    x: float
    end: float
    y: float  # of the baseline
    size: float
    bold: bool = False  # all of it
    plain: bool = False  # none of it is bold
    word: float = 0.0  # width of its first word: what the line above had no room for
    second: float = 0.0  # where its second word begins


class Row(Struct, frozen=True, gc=False):
    """A printed line over the whole width of the page."""

    parts: tuple[Stretch, ...]
    edges: Edges = ()  # between the columns that it stands in, where other lines show them

    @property
    def text(self) -> str:
        """Its words; parts stand side by side."""
        return "   ".join(part.text for part in self.parts)

    @property
    def y(self) -> float:
        """Of its baseline."""
        return self.parts[0].y


def rows(letters: Sequence[Letter]) -> list[Row]:
    """The printed lines that letters make, from the top down."""
    lines = [words for words in map(_words, _lines([letter for letter in letters if not letter.turned])) if words]
    return [Row(tuple(_cut(words, edges)), edges) for words, edges in zip(lines, gutters(lines), strict=True)]


def turned(letters: Sequence[Letter]) -> str:
    """The words of letters that stand across the page."""
    rows = groupby(sorted((letter for letter in letters if letter.turned), key=lambda one: round(one.x)), _column)
    return " ".join("".join(one.text for one in sorted(row, key=lambda one: -one.y)) for _, row in rows)


def _column(letter: Letter) -> int:
    return round(letter.x)


def _lines(letters: list[Letter]) -> list[list[Letter]]:
    """Letters by their baselines, raised and lowered ones in the line they belong to."""
    bases: list[list[Letter]] = []
    for letter in sorted(letters, key=lambda one: (one.y, one.x)):
        if bases and letter.y - bases[-1][0].y <= _SAME * max(letter.size, bases[-1][0].size):
            bases[-1].append(letter)
        else:
            bases.append([letter])
    result: list[list[Letter]] = []
    for at, base in enumerate(bases):
        around = [bases[near] for near in (at - 1, at + 1) if 0 <= near < len(bases)]
        home = next((line for line in around if _belongs(base, line)), None)
        if home is not None:
            sign = raised if base[0].y < home[0].y else lowered
            home += [replace(letter, text=sign(letter.text)) for letter in base]
        else:
            result.append(base)
    return [sorted(line, key=lambda one: (one.x, one.end)) for line in result]


def _belongs(small: list[Letter], line: list[Letter]) -> bool:
    """Whether letters are superscripts or subscripts of a line: smaller, beside its letters, within its height."""
    size, other = small[0].size, line[0].size
    if size > 0.85 * other:
        return False
    top, bottom = max(small[0].y - _X_HEIGHT * size, line[0].y - _X_HEIGHT * other), min(small[0].y, line[0].y)
    if bottom - top < _RAISED * _X_HEIGHT * size:
        return False
    reach = sorted((near.x, near.end) for near in line)
    return any(abs(small[0].x - end) < other / 2 or abs(x - small[-1].end) < other / 2 for x, end in reach)


def _cut(words: Words, edges: Edges) -> list[Stretch]:
    """A line cut at the gaps between columns; ``edges``: where columns end that other lines show."""
    gaps = [second[0].x - first[-1].end for first, second in pairwise(words)]
    parts = [[words[0]]]
    for at, (gap, word) in enumerate(zip(gaps, words[1:], strict=True)):
        others = gaps[:at] + gaps[at + 1 :]
        usual = median(others) if others else 0.0
        wide = gap >= _COLUMN * word[0].size and gap >= _WIDER * usual
        edge = any(words[at][-1].end <= edge <= word[0].x for edge in edges)
        if edge or (wide and not (len(parts[-1]) == 1 and is_label(parts[-1][0]))):
            parts.append([word])
        else:
            parts[-1].append(word)
    return [_stretch(part) for part in parts]


def _words(line: list[Letter]) -> Words:
    """The words of a line; letter-spaced text is told from words by its own gaps."""
    words: Words = []
    usual = _tracking(line)
    blank = True
    for letter in line:
        if letter.text.isspace():
            blank = True
            continue
        last = words[-1][-1] if words else None
        if last is not None and _again(last, letter):
            continue
        least = _DRAWN_APART if last is not None and last.spaced else _SPACE
        if last is None or blank or letter.x - last.end - usual > least * letter.size:
            words.append([])
        words[-1].append(letter)
        blank = False
    return words


def _tracking(line: list[Letter]) -> float:
    """How far apart the letters of a line are set."""
    gaps = [
        after.x - letter.end
        for letter, after in pairwise(line)
        if not letter.text.isspace() and not after.text.isspace()
    ]
    return max(median(gaps), 0.0) if len(gaps) > 8 else 0.0


def _again(first: Letter, second: Letter) -> bool:
    """Whether a letter is drawn twice for weight."""
    return first.text == second.text and abs(first.x - second.x) < second.size / 10 and abs(first.y - second.y) < 1


def _stretch(words: Words) -> Stretch:
    letters = [letter for word in words for letter in word]
    bold = sum(letter.bold for letter in letters)
    size = max(letter.size for letter in letters)
    base = next(letter.y for letter in letters if letter.size == size)
    text = " ".join("".join(letter.text for letter in word) for word in words)
    second = words[1][0].x if len(words) > 1 else 0.0
    width = _first_word(words) - letters[0].x
    return Stretch(text, letters[0].x, letters[-1].end, base, size, bold == len(letters), bold == 0, width, second)


def _first_word(words: Words) -> float:
    """Where the first word ends; "№ 391" is one word, as no line ends after the sign."""
    alone = words[0][0].text in "№§" and len(words[0]) == 1
    return words[alone and len(words) > 1][-1].end
