"""Marks: where a blank leaves room to write, found in its printed text.

«_____», «_ _ _», «………», «.......», «– – – –» of any length are runs; «□», «☐», «[ ]» are
boxes; «|_|_|_|_|», «□□□□» are cells, a run with a place for each letter. A single sign is
one where only a blank has it: ``"_"``, «20_ ж.», «№ …».
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

_BOX = r"(?:[□☐▢◻⬜❏❑]|\[\s?\])"
_MARK = re.compile(
    rf"(?P<cells>\|?(?:\s?_+\s?\|){{3,}}(?:\s?_+(?!\w))?|{_BOX}(?:\s?{_BOX}){{3,}})|(?P<box>{_BOX})"
    r"|(?:\+7\s?|\b8\s?)?\(_+\)\s?_+(?:[- ]?_+)*"  # a telephone: «+7 (___) ___-__-__»
    r"|(?:_\s){2,}_+|_{2,}|(?<![^\W_])_(?![^\W_])|(?<=\d)_(?=\s?[жг»\"])"
    r"|(?P<dots>(?:…|(?<![^\W\d_])\.|\.(?=[….]))(?:\s?[….])*)"
    r"|(?<!\S)(?:[-–—]{4,}|(?:[-–—] ){3,}[-–—])(?!\S)"
)
_WIDEST = 66  # signs that a line of the page holds
_FEWEST = 5  # dots that make a run; «…» are three
#: Before a single «…» that is one: «№ …», «"…"», «20… ж.»
_BEFORE_DOTS = re.compile(r"(?:№\s?|[«\"“(]|\b20)$")
#: One sign that stands for a run, so that a whole line can be matched.
RUN, BOX = "\ue000", "\ue001"


class Mark(Struct, frozen=True):
    """A run or a box, as printed."""

    number: int  # in printed order, from 0
    text: str
    box: bool = False
    cells: bool = False  # a place for each letter

    @property
    def room(self) -> int:
        """Signs of the run, no more than a line of the page has; one of «…» is as wide as three."""
        if self.cells:
            return len(re.findall(rf"_+|{_BOX}", self.text))
        bare = self.text.replace(" ", "")
        return min(max(len(bare) + 2 * bare.count("…"), 1), _WIDEST)


Part = str | Mark


def _counts(match: re.Match[str]) -> bool:
    """Whether dots are a run, and not the end of a sentence or words left out."""
    dots = match["dots"]
    if dots is None:
        return True
    many = dots.count(".") + 3 * dots.count("…") >= _FEWEST
    return many or ("…" in dots and _BEFORE_DOTS.search(match.string, 0, match.start()) is not None)


class Marks:
    """Numbers the marks of a form as they are found."""

    def __init__(self) -> None:
        self._next = 0

    def cut(self, text: str) -> tuple[Part, ...]:
        """A text as fixed parts and marks; neither is empty."""
        return tuple(self._parts(text))

    @staticmethod
    def found(text: str) -> bool:
        """Whether there is anything to fill in."""
        return any(_counts(match) for match in _MARK.finditer(text))

    def _parts(self, text: str) -> Iterator[Part]:
        at = 0
        for match in filter(_counts, _MARK.finditer(text)):
            printed = match[0].rstrip()
            if match.start() > at:
                yield text[at : match.start()]
            yield Mark(self._next, printed, match["box"] is not None, match["cells"] is not None)
            self._next += 1
            at = match.start() + len(printed)
        if at < len(text):
            yield text[at:]


def shape(parts: Iterable[Part]) -> str:
    """The text with one sign for each mark."""
    return "".join(part if isinstance(part, str) else BOX if part.box else RUN for part in parts)


def words(parts: Iterable[Part]) -> str:
    """The fixed text."""
    return "".join(part if isinstance(part, str) else " " for part in parts)


def marks(parts: Iterable[Part]) -> list[Mark]:
    """The marks."""
    return [part for part in parts if isinstance(part, Mark)]


class Line(Struct, frozen=True):
    """A paragraph of a form, its marks found."""

    parts: tuple[Part, ...]
    caption: bool = False  # explains the line above it
    heading: bool = False

    @property
    def shape(self) -> str:
        """The text with one sign for each mark."""
        return shape(self.parts)

    @property
    def text(self) -> str:
        """The fixed text."""
        return words(self.parts)

    @property
    def marks(self) -> list[Mark]:
        """The marks, in printed order."""
        return marks(self.parts)


def groups(text: str) -> list[tuple[int, int]]:
    """Where the outermost brackets of a text begin and end; one never closed goes to the end."""
    found, depth, start = [], 0, 0
    for at, sign in enumerate(text):
        if sign == "(":
            start = at if depth == 0 else start
            depth += 1
        elif sign == ")" and depth:
            depth -= 1
            if depth == 0:
                found.append((start, at + 1))
    return [*found, (start, len(text))] if depth else found


def bare(text: str) -> str:
    """The text without what stands in brackets."""
    for start, end in reversed(groups(text)):
        text = text[:start] + " " + text[end:]
    return " ".join(text.split())


def explained(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines with captions told: brackets alone below a run; «_____ (атауы) _____ (мекенжайы)» cut into lines."""
    above = False  # a line with a run, or its caption
    for line in lines:
        for part in _cut(line):
            alone = not part.marks and bool(groups(part.text.strip())) and not bare(part.text).strip(" .,;*")
            caption = above and alone
            yield replace(part, caption=caption)
            above = caption or any(not mark.box for mark in part.marks)


def _cut(line: Line) -> Iterator[Line]:
    """A line of nothing but runs and what explains them, as one line for each."""
    runs = [mark for mark in line.marks if not mark.box]
    texts = [part for part in line.parts if isinstance(part, str) and part.strip()]
    if (
        len(runs) < 1
        or not texts
        or not isinstance(line.parts[0], Mark)
        or any(bare(text).strip(" .,;") for text in texts)
    ):
        yield line
        return
    kept: list[Part] = []
    for part in line.parts:
        if isinstance(part, str) and groups(part):
            if kept:
                yield replace(line, parts=tuple(kept))
            kept = []
            yield replace(line, parts=(part.strip(),))
        else:
            kept.append(part)
    if kept:
        yield replace(line, parts=tuple(kept))
