"""Numbers of lists, written as a reader sees them: 1, а, iv."""

from __future__ import annotations

from collections.abc import Callable

_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"  # as word processors count: no ё, й, ъ, ы, ь
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MOST_LETTERS = 20
_LARGEST_ROMAN = 4000


def letters(number: int, alphabet: str) -> str:
    """а … я, аа … яя: after the last letter each is written twice; "" where nobody would read them."""
    times, at = divmod(number - 1, len(alphabet))
    return alphabet[at] * (times + 1) if 0 <= times < _MOST_LETTERS else ""


def roman(number: int) -> str:
    """Roman numerals in lower case; "" where there are none."""
    if not 0 < number < _LARGEST_ROMAN:
        return ""
    result = ""
    for value, sign in _ROMAN:
        result += sign * (number // value)
        number %= value
    return result


_FORMS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(("decimal", "1", ""), str),
    **dict.fromkeys(("lowerLetter", "a"), lambda number: letters(number, _LATIN)),
    **dict.fromkeys(("lowerRoman", "i"), roman),
    "decimalZero": "{:02d}".format,
    "russianLower": lambda number: letters(number, _RUSSIAN),
    "none": lambda _: "",
}
_UPPER = {"upperLetter": "a", "A": "a", "russianUpper": "russianLower", "upperRoman": "i", "I": "i"}


def number_text(number: int, form: str) -> str | None:
    """A number in one of the forms of Word or HTML; None where the form is not known."""
    write = _FORMS.get(_UPPER.get(form, form))
    return None if write is None else write(number).upper() if form in _UPPER else write(number)
