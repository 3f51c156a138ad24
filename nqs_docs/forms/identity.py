"""ЖСН and БСН: what is wrong with a number of twelve digits.

A ЖСН begins with the day of birth (year, month, day) and a digit for century and sex
(1-2 the 19th century, 3-4 the 20th, 5-6 the 21st). A БСН begins with year and month of
registration and a digit for the kind of organisation (4 resident, 5 non-resident,
6 joint enterprise of persons). The last digit of both is a check digit.
Norm: Law № 223-III of 12.01.2007, Resolution of the Government № 406 of 22.05.2007.
"""

from __future__ import annotations

from datetime import date

_LENGTH = 12
_FIRST = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
_SECOND = (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)
_CENTURIES = {"1": 1800, "2": 1800, "3": 1900, "4": 1900, "5": 2000, "6": 2000}
_KINDS = "456"


def check_digit(first: str) -> str:
    """The last digit for the eleven before it; "" where there is none: such a number is not given out."""
    for weights in (_FIRST, _SECOND):
        rest = sum(weight * int(digit) for weight, digit in zip(weights, first, strict=True)) % 11
        if rest < 10:
            return str(rest)
    return ""


def wrong_iin(number: str, on: date | None = None) -> str:
    """The code of what is wrong with a ЖСН, "" for a right one; nobody is born after ``on``."""
    if wrong := _digits(number):
        return wrong
    century = _CENTURIES.get(number[6])
    if century is None:
        return "form.iin-century"
    try:
        born = date(century + int(number[:2]), int(number[2:4]), int(number[4:6]))
    except ValueError:
        return "form.iin-birth"
    if on is not None and born > on:
        return "form.iin-birth"
    return _checked(number)


def wrong_bin(number: str) -> str:
    """The code of what is wrong with a БСН, "" for a right one."""
    if wrong := _digits(number):
        return wrong
    if not 1 <= int(number[2:4]) <= 12:
        return "form.bin-month"
    return _checked(number) if number[4] in _KINDS else "form.bin-kind"


def wrong_either(number: str, on: date | None = None) -> str:
    """The code of what is wrong with a number that may be either: the fifth digit tells which."""
    return wrong_bin(number) if number[4:5] in tuple(_KINDS) else wrong_iin(number, on)


def _digits(number: str) -> str:
    if not (number.isascii() and number.isdigit()):
        return "form.not-digits"
    return "form.number-length" if len(number) != _LENGTH else ""


def _checked(number: str) -> str:
    return "" if check_digit(number[:-1]) == number[-1] else "form.check-digit"
