"""The words of addresses: tokens, and the numbers before a unit word.

"3, 4 және 5-", "11) және 12)", "екінші және үшінші", "2 - 5-", "VI": only the
last numeral carries the noun. Norm: Law № 480-V, art. 25.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from nqs_docs.language.folding import fold_case
from nqs_docs.language.numbers import LAST, ordinal_starts, parse_ordinal, parse_roman, roman

JOINS = frozenset({"және", "мен", "пен", "бен", "и"})
ORDINAL_ENDINGS = frozenset({"ші", "шы", "нші", "ншы", "інші", "ыншы"})  # "2-ші бөлігі"
LONGEST_RANGE = 500

_TOKEN = re.compile(r"([0-9]+(?:-[0-9]+)*)(?:\s?\))?|([^\W\d_]\))|([^\W\d_]+)|\S")


class Token(Struct, frozen=True, gc=False):
    """A word, a number or a sign, folded; offsets are those of the text."""

    text: str  # a number without its bracket: "8-1"
    start: int
    end: int
    number: bool = False
    word: bool = False
    long: bool = False  # the number is printed with a long dash: "2–5"


class Labels(Struct, frozen=True):
    """The numbers before a unit word: each a label, or the two ends of a range."""

    items: tuple[tuple[str, str], ...]  # (label, other end of a range or "")
    counted: bool  # by ordinal words
    long: bool
    end: int


def tokenize(text: str) -> list[Token]:
    """Words, numbers ("9-1", "3)") and signs of ``text``, folded, with their offsets."""
    result = []
    for match in _TOKEN.finditer(fold_case(text)):
        number, letter, word = match.groups()
        start, end = match.span()
        if number is not None:
            long = "-" in number and any(dash in text[start:end] for dash in "–—―")
            result.append(Token(number, start, end, number=True, long=long))
        elif letter is not None:
            result.append(Token(letter[0], start, end, number=True))
        else:
            result.append(Token(match[0], start, end, word=word is not None))
    return result


def after_join(tokens: Sequence[Token], at: int) -> int | None:
    """The token after a comma or "және", or None where there is neither."""
    place = at
    while place < len(tokens) and (tokens[place].text == "," or tokens[place].text in JOINS):
        place += 1
    return place if place > at else None


def read_labels(tokens: Sequence[Token], at: int, *, lenient: bool = False) -> Labels | None:
    """ "3, 4 және 5-", "11) және 12)", "екінші және үшінші", "2 - 5-", "VI"; "второй и третий".

    ``lenient``: the numbers stand behind their noun, so something else may follow "и".
    """
    found = _label(tokens, at)
    if found is None:
        return None
    items: list[tuple[str, str]] = []
    place, counted, long = at, False, False
    while found is not None:
        label, following, by_word = found
        counted, long = counted or by_word, long or tokens[place].long
        place, other = following, ""
        if place < len(tokens) and tokens[place].text == "-":
            end = _label(tokens, place + 1)
            if end is not None:
                other, place, _ = end
        items.append((label, other))
        found = None
        # "3-, 4- және 5-тармақтар": the hyphen hangs before a comma or the noun
        bare = place + (place < len(tokens) and tokens[place].text == "-")
        after = after_join(tokens, bare)
        if after is not None:
            found = _label(tokens, after)
            if found is None:
                if lenient:
                    break
                return None
            place = after
    return Labels(tuple(items), counted, long, bare)


def _label(tokens: Sequence[Token], at: int) -> tuple[str, int, bool] | None:
    """A number, ordinal words or a Roman numeral: label, next token, counted by words."""
    if at >= len(tokens):
        return None
    token = tokens[at]
    if token.number:
        if at + 2 < len(tokens) and tokens[at + 1].text == "-" and tokens[at + 2].text in ORDINAL_ENDINGS:
            return token.text, at + 3, True
        return token.text, at + 1, False
    ordinal = read_ordinal(tokens, at)
    if ordinal:
        return ordinal[0], ordinal[1], True
    number = parse_roman(token.text) if token.word and len(token.text) < 8 and token.text != "с" else None
    return (roman(number), at + 1, False) if number else None


def read_ordinal(tokens: Sequence[Token], at: int) -> tuple[str, int] | None:
    """Ordinal words as a label, and the token after them: "он төртінші" → "14", "соңғы" → ``LAST``."""
    value = ordinal_starts().get(tokens[at].text) if at < len(tokens) else None
    if value is None:
        return None
    if value:
        return str(value) if value > 0 else LAST, at + 1
    found = parse_ordinal([token.text for token in tokens[at : at + 4]])
    return (str(found[0]), at + found[1]) if found else None


def resolve(labels: Labels, plural: bool) -> tuple[list[str], bool, bool] | None:
    """The labels one by one, whether a range was among them, whether one is in doubt.

    "9-1-тармақ" is an inserted number; "2 - 5-тармақтар", "2–5-тармақтар" and
    "2-5-тармақтар" are ranges; "9 және 9-1-тармақтар" and "1-1 және 1-2-тармақтар" have inserted numbers.
    """
    names: list[str] = []
    ranged = doubtful = False
    alone = len(labels.items) == 1
    bases = [first.partition("-")[0] for first, _ in labels.items]
    for first, last in labels.items:
        if last and not plural:
            if labels.counted or not (first + last).isdecimal():
                return None
            names.append(f"{first}-{last}")  # "9 -1-тармақ", torn apart
            continue
        if not last and plural and _rising(first):
            if alone or labels.long:
                first, _, last = first.partition("-")
            else:
                doubtful = doubtful or bases.count(first.partition("-")[0]) == 1
        members = _range(first, last) if last else [first]
        if members is None:
            return None
        ranged = ranged or bool(last)
        names += members
    return names, ranged, doubtful


def _rising(label: str) -> bool:
    first, _, last = label.partition("-")
    return first.isdecimal() and last.isdecimal() and int(last) > int(first)


def _range(first: str, last: str) -> list[str] | None:
    """2 - 5 → 2, 3, 4, 5; 9-1 - 9-3 → 9-1, 9-2, 9-3; anything else is no range."""
    base, _, start = first.rpartition("-")
    other, _, end = last.rpartition("-")
    if base != other or not (start.isdecimal() and end.isdecimal()):
        return None
    if not int(start) < int(end) <= int(start) + LONGEST_RANGE:
        return None
    return [f"{base}-{n}" if base else str(n) for n in range(int(start), int(end) + 1)]
