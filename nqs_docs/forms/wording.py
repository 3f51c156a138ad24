"""Values as they are written into a form: dates, sums, quantities, and text that flows over printed lines.

«2026 жылғы 12 шілде», «1 234 567,50», «2,5». What cannot be seen in print, as a mark
that turns the direction of writing, is spelled by its number: it stays text and moves
nothing else.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import accumulate

from nqs_docs.forms.model import FieldType, Value
from nqs_docs.language.numbers import MONTHS

_CENT = Decimal("0.01")
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
#: Letters that are wider, and signs that are narrower, than the underscore that a run is printed with.
_WIDE, _NARROW = "жшщюмфыѳҗ@%№", " .,;:'!|()[]ijlіtfr-/\u00a0"


def seen(text: str) -> str:
    """The text, with every character that print would not show spelled by its number."""
    if text.isprintable():
        return text
    spelled = (
        c if c == "\n" or unicodedata.category(c) not in _UNSEEN else f"[U+{ord(c):04X}]"
        for c in text.replace("\r\n", "\n").replace("\t", " ")
    )
    return "".join(spelled)


def money(value: Decimal) -> str:
    """«1 234 567,50»: two places, the groups held together."""
    return _grouped(f"{value.quantize(_CENT, ROUND_HALF_UP):,f}")


def quantity(value: Decimal) -> str:
    """«1 200», «2,5»: no zeros that say nothing."""
    plain = f"{value:f}"
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return _grouped(f"{Decimal(plain):,f}")


def _grouped(number: str) -> str:
    return number.translate({ord(","): "\u00a0", ord("."): ","})


def written(value: Value, type_: FieldType) -> str:
    """A value of a field as text."""
    match value:
        case date():
            return day(value, "", "")
        case Decimal():
            return money(value) if type_ is FieldType.MONEY else quantity(value)
        case str():
            return seen(value)
        case _:
            return ", ".join(seen(part) for part in value if isinstance(part, str))


def day(value: date, part: str, before: str) -> str:
    """A date, or the parts of it that ``part`` names; a year goes on from the digits printed before it.

    «2026 жылғы 12 шілде»; «26» after a printed «20».
    """
    month = MONTHS[value.month - 1]
    if not part:
        return f"{value.year} жылғы {value.day} {month}"
    year = year_after(before, f"{value.year:04}")
    digits = {"dd": f"{value.day:02}", "mm": f"{value.month:02}"}
    words = {"day": str(value.day), "month": month, "year": year, **digits}
    return " ".join(words[name] for name in part.split("-"))


def year_after(before: str, year: str) -> str:
    """What of a year is still to be written after the digits printed before it: «26» after «20»."""
    digits = digits_at_end(before)
    return year[len(digits) :] if len(digits) < len(year) and year.startswith(digits) else year


def digits_at_end(text: str) -> str:
    """«20» of «Алматы, 20»."""
    return text[len(text.rstrip("0123456789")) :]


class _Widths(dict[str, float]):
    def __missing__(self, letter: str) -> float:
        self[letter] = 0.55 if letter in _NARROW else 1.5 if letter.isupper() or letter in _WIDE else 1.05
        return self[letter]


_WIDTHS = _Widths({"_": 1.0})


def width(text: str) -> float:
    """How many underscores are as wide as the text, in the letters that forms are printed with."""
    return sum(map(_WIDTHS.__getitem__, text))


def flow(text: str, rooms: Sequence[float]) -> tuple[str, ...]:
    """The text cut between words to fit into printed lines; what is too long for all stands in the last."""
    lines: list[str] = []
    rest = text
    for room in rooms[:-1]:
        line, rest = _cut(rest, room)
        lines.append(line)
    return (*lines, rest)


def _cut(text: str, room: float) -> tuple[str, str]:
    """What fits into a line, and the rest; a word that fits into no line is not broken."""
    head, newline, below = text.partition("\n")
    words = head.split(" ")
    ends = list(accumulate(width(word) + width(" ") for word in words))
    count = bisect_right(ends, room + width(" "))
    if count == len(words):
        return head, below
    return " ".join(words[:count]), " ".join(words[count:]) + newline + below
