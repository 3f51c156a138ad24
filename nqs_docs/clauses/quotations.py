"""Where quoted new text begins and ends in an amending order.

A quotation follows its instruction ("3-тармақ мынадай редакцияда жазылсын:") and
may hold several paragraphs, names in quotes and, in an order that amends an
amending order, instructions with quotations of their own. Quotes are often
damaged: one mark opens both the text and a name in it, one closes both, the last
is missing. So the marks are told apart by what touches them and counted, and the
next instruction, context line or item of the order bounds what they may cover.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from msgspec import Struct

from nqs_docs.clauses import instructions
from nqs_docs.clauses.act import Kind
from nqs_docs.clauses.labels import read_label

QUOTE = '"'
# The last mark of a paragraph with the signs after it: ";  "   ".   ";   .";   ".".
_CLOSING = re.compile(r"\"\s*[.;,:]*\s*$")
_SIGNS_ONLY = re.compile(r"[.;,:\s]*$")
_FREE_BEFORE = frozenset(' ([-/\n"')
_FREE_AFTER = frozenset(" )].,;:-\n")


class Quotation(Struct, frozen=True, gc=False):
    """The extent of one quotation; paragraphs are indexes, offsets those of their texts."""

    introducer: int  # the paragraph with the formula; == first where both stand on one
    first: int
    last: int
    start: int  # in the first paragraph: where the text inside the outer marks starts
    end: int  # in the last paragraph: where it ends
    opened: bool = True  # False: no opening mark
    closed: bool = True  # False: no closing mark; ``last`` is where the next instruction stops it
    shared_open: bool = False  # one mark opens the text and a name: the text keeps it
    shared_close: bool = False  # one mark closes a name and the text: the text keeps it


def quotations(texts: Sequence[str]) -> tuple[Quotation, ...]:
    """Every quotation of new text in ``texts`` (the paragraphs of an order or a list, folded, in lower case), in order.

    A paragraph inside a quotation introduces none of its own here. Nothing is ever
    swallowed: a quotation that does not close ends before the next instruction.
    """
    reader = _Reader(texts)
    result: list[Quotation] = []
    position = 0
    while position < len(texts):
        found = reader.at(position)
        if found:
            result.append(found)
        position = found.last + 1 if found else position + 1
    return tuple(result)


class _Reader:
    """The paragraphs of one scope with the items that the current one stands in."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self.next_items: tuple[str, ...] = ()  # how the next items of the order would begin: "3.", "2)"
        self._point = self._subpoint = ""

    def at(self, position: int) -> Quotation | None:
        """The quotation that the paragraph at ``position`` introduces, if it does."""
        text = self.texts[position]
        self._note_item(text)
        one = instructions.before_text(text) if QUOTE in text else None
        if one is not None and depth(text[:one]) <= 0:
            return self._extent(position, position, one)
        introduces = instructions.introduces(text)
        if not introduces or position + 1 >= len(self.texts):
            return None
        following = self.texts[position + 1]
        opening = len(following) - len(following.lstrip())
        if following.startswith(QUOTE, opening):
            of_words = instructions.is_of_words(following)
            return None if of_words else self._extent(position, position + 1, opening)
        if introduces == ":" and not instructions.is_boundary(following):
            return self._unopened(position)
        return None

    def _note_item(self, text: str) -> None:
        """Remembers the item that a paragraph outside quotations begins."""
        label = read_label(text)
        if label is None or label.kind not in (Kind.POINT, Kind.SUBPOINT):
            return
        following = int(label.number.split("-")[0]) + 1
        if label.kind is Kind.POINT:
            self._point, self._subpoint = f"{following}.", ""
        else:
            self._subpoint = f"{following})"
        self.next_items = tuple(item for item in (self._point, self._subpoint) if item)

    def _extent(self, introducer: int, first: int, opening: int) -> Quotation:
        """The quotation whose opening mark stands at ``opening`` of paragraph ``first``."""
        levels = self._to(first, instructions.is_boundary, opening)
        stop = first + len(levels)
        found = self._balanced(introducer, first, opening, levels)
        if found:
            return found
        if instructions.is_amending(self.texts[first][opening + 1 :]):
            found = self._balanced(introducer, first, opening, self._to(first, instructions.is_item, opening))
            if found:
                return found
        elif not self._closing(stop - 1, first, opening):
            # "… күші жойылды деп танылсын." can be quoted new text as well.
            found = self._balanced(introducer, first, opening, self._to(first, instructions.leads, opening))
            if found:
                return found
        last = first + len(self._before_next_item(first, levels)) - 1
        if self._closing(last, first, opening):
            level = levels[last - first]
            return self._closed(introducer, first, last, opening, shared_open=level < 0, shared_close=level > 0)
        end = len(self.texts[last].rstrip())
        return Quotation(introducer, first, last, opening + 1, end, closed=False)

    def _balanced(self, introducer: int, first: int, opening: int, levels: list[int]) -> Quotation | None:
        """The quotation that its marks close, or None; one mark less means that the first opens a name too."""
        ends = self._ends(first, opening, levels)
        over = next((index for index in ends if levels[index - first] < 0), None)
        even = next((index for index in ends if levels[index - first] == 0), None)
        if even is not None and (over is None or self._item_between(even, over)):
            return self._closed(introducer, first, even, opening)
        if over is not None:
            return self._closed(introducer, first, over, opening, shared_open=True)
        if introducer == first and levels[0] == 0:
            return self._inline(introducer, opening)
        return None

    def _inline(self, introducer: int, opening: int) -> Quotation:
        """A quotation closed inside its own paragraph: words follow it there."""
        text = self.texts[introducer]
        level = 0
        for at in range(opening, len(text)):
            if text[at] == QUOTE:
                level = depth(text[opening : at + 1], following=text[at + 1 : at + 2])
                if level <= 0:
                    return Quotation(introducer, introducer, introducer, opening + 1, at)
        return Quotation(introducer, introducer, introducer, opening + 1, len(text.rstrip()), closed=False)

    def _closed(
        self, introducer: int, first: int, last: int, opening: int, *, shared_open: bool = False,
        shared_close: bool = False,
    ) -> Quotation:  # fmt: skip
        closing = _CLOSING.search(self.texts[last])
        assert closing is not None, "the caller has seen the closing mark"
        start = opening if shared_open else opening + 1
        end = closing.start() + 1 if shared_close else closing.start()
        return Quotation(introducer, first, last, start, end, shared_open=shared_open, shared_close=shared_close)

    def _unopened(self, introducer: int) -> Quotation:
        """New text without an opening mark: up to a closing mark of nothing, else one paragraph."""
        first = introducer + 1
        levels = self._to(first, instructions.is_boundary, 0)
        for index in self._ends(first, 0, levels):
            if levels[index - first] < 0:
                closing = _CLOSING.search(self.texts[index])
                assert closing is not None, "it is one of the ends"
                return Quotation(introducer, first, index, 0, closing.start(), opened=False)
        return Quotation(introducer, first, first, 0, len(self.texts[first].rstrip()), opened=False, closed=False)

    def _to(self, first: int, stops: Callable[[str], bool], opening: int) -> list[int]:
        """The levels up to the first paragraph that cannot be of the quotation."""
        end = next((at for at in range(first + 1, len(self.texts)) if stops(self.texts[at])), len(self.texts))
        return self._levels(first, end, opening)

    def _before_next_item(self, first: int, levels: list[int]) -> list[int]:
        """The levels up to a paragraph that begins like the next item of the order ("2. …" inside item 1)."""
        for at in range(1, len(levels)):
            if self.texts[first + at].lstrip().startswith(self.next_items or "\0"):
                return levels[:at]
        return levels

    def _item_between(self, even: int, over: int) -> bool:
        """Whether the order goes on between a balanced end and a later unmatched one."""
        return any(self.texts[at].lstrip().startswith(self.next_items or "\0") for at in range(even + 1, over + 1))

    def _levels(self, first: int, stop: int, opening: int) -> list[int]:
        """How many quotations are open at the end of each paragraph from ``first`` to ``stop``."""
        level = depth(self.texts[first][opening:])
        levels = [level]
        for at in range(first + 1, stop):
            if QUOTE in self.texts[at]:
                level = depth(self.texts[at], level)
            levels.append(level)
        return levels

    def _ends(self, first: int, opening: int, levels: list[int]) -> list[int]:
        """The paragraphs that end in a closing mark."""
        return [index for index in range(first, first + len(levels)) if self._closing(index, first, opening)]

    def _closing(self, index: int, first: int, opening: int) -> re.Match[str] | None:
        """The closing mark at the end of a paragraph: never the opening one."""
        return _CLOSING.search(self.texts[index], opening + 1 if index == first else 0)


def depth(text: str, level: int = 0, following: str = "") -> int:
    """``level`` plus the opening quotes of folded ``text`` less its closing ones.

    Marks are told apart by what touches them: ``("а`` and `` "а`` open, ``а"`` and
    ``."`` close. One that stands free closes where something is open or nothing but
    signs follow, else it opens. ``following`` is what comes after ``text``.
    """
    previous, direction = -2, 0
    at = text.find(QUOTE)
    while at >= 0:
        if at != previous + 1 or not direction:
            direction = _direction(text, at, level, following)
        level += direction
        previous = at
        at = text.find(QUOTE, at + 1)
    return level


def _direction(text: str, at: int, level: int, following: str) -> int:
    """1 for an opening mark, -1 for a closing one; two marks together point the same way."""
    beyond = at + 1
    while text.startswith(QUOTE, beyond):
        beyond += 1
    after = text[beyond : beyond + 1] or following
    left_free = at == 0 or text[at - 1] in _FREE_BEFORE
    right_free = not after or after in _FREE_AFTER
    if left_free != right_free:
        return 1 if left_free else -1
    return -1 if level > 0 or (at > 0 and _SIGNS_ONLY.match(text, beyond)) else 1
