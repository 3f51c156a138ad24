"""Numbers of lists, written as a reader sees them: 1, а, iv."""

from __future__ import annotations

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


def number_text(number: int, form: str) -> str | None:
    """A number in one of the forms of Word or HTML; None where the form is not known."""
    match form:
        case "decimal" | "1" | "":
            return str(number)
        case "decimalZero":
            return f"{number:02d}"
        case "lowerLetter" | "a":
            return letters(number, _LATIN)
        case "upperLetter" | "A":
            return letters(number, _LATIN).upper()
        case "russianLower":
            return letters(number, _RUSSIAN)
        case "russianUpper":
            return letters(number, _RUSSIAN).upper()
        case "lowerRoman" | "i":
            return roman(number)
        case "upperRoman" | "I":
            return roman(number).upper()
        case "none":
            return ""
    return None
