"""ЖСН and БСН: what is wrong with a number of twelve digits.

A ЖСН begins with the day of birth (year, month, day) and a digit for century and sex
(1-2 the 19th century, 3-4 the 20th, 5-6 the 21st). A БСН begins with year and month of
registration and a digit for the kind of organisation (4 resident, 5 non-resident,
6 joint enterprise of persons). The last digit of both is a check digit.
Norm: Law № 223-III of 12.01.2007, Resolution of the Government № 406 of 22.05.2007.
"""

from __future__ import annotations

from datetime import date

from nqs_docs.forms.model import FieldType

_LENGTH = 12
_WEIGHTS = (range(1, 12), (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2))
_KINDS = "456"


def check_digit(first: str) -> str:
    """The last digit for the eleven before it; "" where there is none: such a number is not given out."""
    rests = (sum(weight * int(digit) for weight, digit in zip(row, first, strict=True)) % 11 for row in _WEIGHTS)
    return next((str(rest) for rest in rests if rest < 10), "")


def wrong(number: str, type_: FieldType, on: date | None = None) -> str:
    """The code of what is wrong with a number, "" for a right one; nobody is born after ``on``.

    Of one that may be either the fifth digit tells which it is: no day has more than three tens.
    """
    if not (number.isascii() and number.isdigit()):
        return "form.not-digits"
    if len(number) != _LENGTH:
        return "form.number-length"
    if type_ is FieldType.BIN or (type_ is FieldType.IIN_OR_BIN and number[4] in _KINDS):
        code = "" if number[4] in _KINDS else "form.bin-kind"
        code = code if "01" <= number[2:4] <= "12" else "form.bin-month"
    else:
        code = _birth(number, on)
    return code or ("" if check_digit(number[:-1]) == number[-1] else "form.check-digit")


def _birth(number: str, on: date | None) -> str:
    if number[6] not in "123456":
        return "form.iin-century"
    century = 1800 + 100 * ((int(number[6]) - 1) // 2)
    try:
        born = date(century + int(number[:2]), int(number[2:4]), int(number[4:6]))
    except ValueError:
        return "form.iin-birth"
    return "form.iin-birth" if on is not None and born > on else ""
