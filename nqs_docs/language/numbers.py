"""Numbers and dates in words: ordinals, cardinals, Roman numerals, months.

Parts, indents, sentences are cited by ordinal words (Law № 480-V, art. 25(3)).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from msgspec import Struct

from nqs_docs.language import russian
from nqs_docs.language.folding import fold_case, plain, plain_pattern
from nqs_docs.language.kazakh import CASES, inflect
from nqs_docs.language.tables import rows

_CARDINALS = {0: ""} | {int(number): word for number, word, *_ in rows("numbers")}
_ORDINALS = {int(number): word for number, _, word, *_ in rows("numbers")}
#: The label of a unit that is counted from the end: "соңғы бөлігі", "часть последняя".
LAST, LAST_WORD, _FROM_END = "last", "соңғы", -1
_THOUSAND, _ZERO = "мың", "нөл"
MONTHS = tuple(month for month, _ in rows("months"))
_ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_ROMAN_LETTERS = str.maketrans("іІiхХxсСcvl", "IIIXXXCCCVL")


def cardinal(n: int) -> str:
    """A number in words, 0 to 9999: 45 → "қырық бес"."""
    if n == 0:
        return _ZERO
    words = []
    if n >= 1000:
        words += [_CARDINALS[n // 1000]] * (n >= 2000) + [_THOUSAND]
    hundreds = n % 1000 // 100
    if hundreds:
        words += [_CARDINALS[hundreds]] * (hundreds > 1) + [_CARDINALS[100]]
    words += [word for word in (_CARDINALS[n % 100 // 10 * 10], _CARDINALS[n % 10]) if word]
    return " ".join(words)


def ordinal(n: int) -> str:
    """An ordinal in words, 1 to 999: 14 → "он төртінші", 20 → "жиырмасыншы"."""
    last = n % 10 or n % 100 or 100
    rest = n - last
    return f"{cardinal(rest) if last < 100 else _CARDINALS[n // 100]} {_ORDINALS[last]}" if rest else _ORDINALS[last]


@cache
def _ordinal_phrases() -> dict[tuple[str, ...], int]:
    phrases = {tuple(ordinal(n).split()): n for n in range(1, 1000)}
    # "бір жүз …" is heard beside "жүз …"
    return phrases | {("бір", *words): n for words, n in phrases.items() if 100 <= n < 200}


@cache
def ordinal_starts() -> dict[str, int]:
    """Every word that an ordinal may begin with, folded: its value, 0 where more words follow, less for "соңғы"."""
    kazakh = {words[0]: n if len(words) == 1 else 0 for words, n in _ordinal_phrases().items()}
    return russian.ordinal_starts() | kazakh | {LAST_WORD: _FROM_END}


@cache
def _cardinal_phrases() -> dict[tuple[str, ...], int]:
    spelled = {cardinal(n): n for n in range(10000)} | {"ноль": 0}
    return {tuple(spell(words).split()): n for words, n in spelled.items() for spell in (fold_case, plain)}


@cache
def _number_words() -> frozenset[str]:
    return frozenset(word for phrase in (*_ordinal_phrases(), *_cardinal_phrases()) for word in phrase)


def _longest(words: Sequence[str], phrases: dict[tuple[str, ...], int], most: int) -> tuple[int, int] | None:
    if not words or fold_case(words[0]) not in _number_words():
        return None
    folded = [fold_case(word) for word in words[:most]]
    for used in range(len(folded), 0, -1):
        n = phrases.get(tuple(folded[:used]))
        if n is not None:
            return n, used
    return None


def parse_ordinal(words: Sequence[str]) -> tuple[int, int] | None:
    """The ordinal (1-999) that ``words`` begin with and how many of them it takes, or None.

    "он алтыншы", "жиырмасыншы", "жүз бірінші", "двадцать первого"; the longest reading wins.
    """
    return _longest(words, _ordinal_phrases(), 4) or russian.parse_ordinal(words)


def parse_cardinal(words: Sequence[str]) -> tuple[int, int] | None:
    """The number (0-9999) that ``words`` begin with and how many of them it takes, or None."""
    return _longest(words, _cardinal_phrases(), 6)


def whole_cardinal(words: str) -> int | None:
    """The number that all of ``words`` spell, or None."""
    found = parse_cardinal(words.split())
    return found[0] if found and found[1] == len(words.split()) else None


def roman(n: int) -> str:
    """A Roman numeral, 1 to 399."""
    result = ""
    for value, letters in _ROMAN:
        result += letters * (n // value)
        n %= value
    return result


def parse_roman(word: str) -> int | None:
    """The value of a well-formed Roman numeral, Cyrillic look-alikes and folded letters included."""
    return _romans().get(word.translate(_ROMAN_LETTERS))


@cache
def _romans() -> dict[str, int]:
    return {roman(n): n for n in range(1, 400)}


class DateForm(Struct, frozen=True, gc=False):
    """A date found in a text: its value, grammatical case and offsets (end exclusive)."""

    value: date
    start: int
    end: int
    case: str = "nom"  # of the month; "nom" for digits
    attributive: bool = False  # "12 шілдедегі"


@cache
def _month_forms() -> dict[str, tuple[int, str, bool]]:
    result: dict[str, tuple[int, str, bool]] = {}
    for number, month in enumerate(MONTHS, 1):
        for owned in (False, True):
            for case in CASES:
                result.setdefault(plain(inflect(month, case, owned)), (number, case, False))
            result.setdefault(plain(inflect(month, "loc", owned, True)), (number, "loc", True))
    return result | {month: (number, "gen", False) for number, (_, month) in enumerate(rows("months"), 1)}


@cache
def _date_pattern() -> re.Pattern[str]:
    # Longest form first: "шілдедегі" before "шілде".
    months = "|".join(sorted(_month_forms(), key=len, reverse=True))
    year = r"(?:жылғы|жылдың|жылы|жыл|ж\.?|года|году|г\.?)"
    return plain_pattern(
        rf'(?<!\w)(\d{{4}})\s*{year}\s*"?(\d{{1,2}})"?(?:\s+|-)({months})(?!\w)'
        rf'|(?<![\w"])"?(\d{{1,2}})"?\s+({months})\s+(\d{{4}})\s*{year}(?!\w)'
        r"|(?<![\w.])(\d{1,2})\.(\d{1,2})\.(\d{4})(?![\d])(?:\s?(?:жылғы|жылы|ж\.|ж(?!\w)|года|г\.|г(?!\w)))?"
    )


def _date_form(match: re.Match[str]) -> DateForm | None:
    first_year, first_day, first_month, day, month, year, d, m, y = match.groups()
    case, attributive = "nom", False
    if d:
        number = int(m)
    else:
        number, case, attributive = _month_forms()[first_month or month]
    try:
        value = date(int(first_year or year or y), number, int(first_day or day or d))
    except ValueError:
        return None
    return DateForm(value, match.start(), match.end(), case, attributive)


def find_dates(text: str) -> tuple[DateForm, ...]:
    """Every date in ``text``: "2026 жылғы 12 шілдеден", "12.07.2026 ж.", "2026 жылғы 1 сәуірдегі".

    Offsets are those of ``text``; impossible dates (31.02) are left out.
    """
    found = (_date_form(match) for match in _date_pattern().finditer(plain(text)))
    return tuple(form for form in found if form)


def render_date(value: date, case: str = "nom") -> str:
    """A date in words: "2026 жылғы 12 шілде"; ``case`` "abl" gives "шілдеден", "attr" "шілдедегі"."""
    month = inflect(MONTHS[value.month - 1], "nom" if case == "attr" else case, attributive=case == "attr")
    return f"{value.year} жылғы {value.day} {month}"


def digits(value: date) -> str:
    """A date as notes print it: "12.07.2026"."""
    return f"{value.day:02}.{value.month:02}.{value.year}"
