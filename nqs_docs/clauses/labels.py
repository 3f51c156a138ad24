"""Labels of numbered units as they begin a paragraph.

"1-тарау. …", "VI бөлім", "2-параграф.", "5-бап. …", "9-1. …", "8-1) …"; in Russian
"Глава 1. …", "Раздел VI", "Параграф 2.", "Статья 5. …".
"""

from __future__ import annotations

import re

from msgspec import Struct

from nqs_docs.clauses.act import Kind
from nqs_docs.language.numbers import parse_roman, roman

_HEADED = {
    "бөлім": Kind.SECTION, "тарау": Kind.CHAPTER, "параграф": Kind.SUBCHAPTER, "бап": Kind.ARTICLE,
    "раздел": Kind.SECTION, "глава": Kind.CHAPTER, "статья": Kind.ARTICLE,
}  # fmt: skip
# A heading, not a sentence about one: a stop, a capital letter or nothing follows its word.
_HEADING = re.compile(
    r"(?P<number>\d+(?:\s?-\s?\d+)*|[IVXLCІХС]+)\s?[-.]?\s*(?P<word>бөлім|тарау|параграф|бап|БӨЛІМ|ТАРАУ|ПАРАГРАФ|БАП)"
    r"(?![\w-])\s*(?P<stop>[.:])?\s*(?P<title>\S.*)?$",
    re.DOTALL,
)
_RUSSIAN_HEADING = re.compile(
    r"(?P<word>Раздел|РАЗДЕЛ|Глава|ГЛАВА|Параграф|ПАРАГРАФ|Статья|СТАТЬЯ)\s+(?P<number>\d+(?:\s?-\s?\d+)*|[IVXLCІХС]+)"
    r"(?![\w-])\s*(?P<stop>[.:])?\s*(?P<title>\S.*)?$",
    re.DOTALL,
)
# "8) Мәтін"; "7. Мәтін", "9-1. Мәтін", "3.Мәтін", never a date or a number of the kind 1.2.3
_NUMBERED = re.compile(r"(\d{1,4}(?:\s?-\s?\d{1,3})*)\s?(?:(\))|\.(?=\s|[^\W\d_]|[\"(]|$))")
# "8) тармақша мынадай …", "11) және 12) тармақшалар …": a subpoint cited, not begun
_CITED = re.compile(
    r"(?:(?:\s*,|\s*-|\s+(?:және|мен|пен|бен))\s*\d+(?:-\d+)*\s?\))*\s*(?:-?\s*)?тармақша", re.IGNORECASE
)
_FIRST = frozenset("0123456789IVXLCІХСРГП")


class Label(Struct, frozen=True, gc=False):
    """What a paragraph calls itself."""

    kind: Kind
    number: str  # "7", "9-1"; a Roman numeral in Latin letters
    end: int  # offset after the label
    titled: bool = True  # words follow it in the paragraph


def read_label(folded: str) -> Label | None:
    """The label that a folded paragraph begins with, or None."""
    start = len(folded) - len(folded.lstrip())
    if start == len(folded) or folded[start] not in _FIRST:
        return None
    match = _NUMBERED.match(folded, start)
    if match is None:
        return _heading_label(folded, start)
    if match[2] and _CITED.match(folded, match.end()):
        return None
    kind, titled = Kind.SUBPOINT if match[2] else Kind.POINT, bool(folded[match.end() :].strip())
    return Label(kind, "".join(match[1].split()), match.end(), titled)


def _heading_label(folded: str, start: int) -> Label | None:
    match = _HEADING.match(folded, start) or _RUSSIAN_HEADING.match(folded, start)
    if not match:
        return None
    title = match["title"]
    if title and not match["stop"] and not begins_with_capital(title):
        return None
    number = match["number"]
    if not number[0].isdecimal():
        value = parse_roman(number)
        if value is None:
            return None
        number = roman(value)
    end = match.start("title") if title else match.end()
    return Label(_HEADED[match["word"].lower()], "".join(number.split()), end, bool(title))


def begins_with_capital(folded: str) -> bool:
    """Whether the first letter, quotes and brackets left aside, is a capital one."""
    for letter in folded:
        if letter.isalpha():
            return letter.isupper()
        if letter not in " \"('*-":
            return False
    return False


def order_of(number: str) -> tuple[int, ...]:
    """A number for comparing: "9-1" stands after "9" and before "10"."""
    return tuple(int(part) for part in number.split("-") if part.isdecimal())


def follows(number: str, after: str) -> bool:
    """Whether ``number`` is the next one after ``after``: 4 or 3-1 after 3, 4 or 3-2 after 3-1."""
    this, before = order_of(number), order_of(after)
    if not this or not before:
        return False
    if this == (before[0] + 1,):
        return True
    return len(this) > 1 and this > before and this[0] == before[0]
