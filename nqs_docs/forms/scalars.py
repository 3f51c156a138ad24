"""Single values: from what people type to what a field of that type holds.

Each reader takes text without white space at its ends and gives the value, or a
``Problem``. Spellings that can mean one thing only are taken ("1 234,5", "12.07.2026",
"2026 жылғы 12 шілде", "8 (7172) 74-33-33"); those that can mean two are not ("1,234").
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from msgspec import Struct

from nqs_docs.forms import identity
from nqs_docs.forms.model import FieldType, Value
from nqs_docs.language.numbers import find_dates

LONGEST = 2000  # letters of a text whose room is not known; one that has room may be four times as long as it
_TIMES_ROOM = 4
_FREE = 1000
_YEARS = range(1800, 2200)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00(?::00(?:\.0+)?)?)?", re.ASCII)
_LIKE_DATE = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}(?:\s*(?:ж|жыл\w*|г)\.?)?|\d{4}\s*ж\w*\.?\s*\d{1,2}\s+\w+")
_NUMBER = re.compile(r"(-?)(\d{1,3}(?: \d{3})+|\d+)(?:[.,](\d+))?", re.ASCII)
_CURRENCY = re.compile(r"\s*(?:тг\.?|теңге|тенге|₸|KZT)$", re.IGNORECASE)
_WHOLE, _PLACES = 15, 6
_PHONE = re.compile(r"(\+?)([\d\s()-]*\d)(?:\s*(?:ішкі|вн\.?|доб\.?|ext\.?|#)\s*(\d{1,6}))?", re.ASCII | re.IGNORECASE)
_BETWEEN_PHONES = re.compile(r"\s*[,;/]\s*")
_MAILBOX = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_HOST_NAME = re.compile(r"(?!-)(?:[A-Za-z0-9-]{1,63}|[^\W_A-Za-z]{1,63})(?<!-)")
_LINE_ENDS = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_BLANKS = re.compile(r"[^\S\n]+")
_KEPT_CONTROLS = "\t\n\r\x0b\x0c\x85"


class Problem(Struct, frozen=True):
    """Why a value is not taken: the code of its message and what the message names."""

    code: str
    params: Mapping[str, object] = {}


Read = Value | Problem


def unprintable(text: str) -> str:
    """The first character that no file can print, as "U+0007"; "" where there is none."""
    for letter in text:
        category = unicodedata.category(letter)
        if letter == "\ufffd" or (category in ("Cc", "Cs", "Co", "Cn") and letter not in _KEPT_CONTROLS):
            return f"U+{ord(letter):04X}"
    return ""


def invisible(text: str) -> str:
    """The marks in it that cannot be seen and turn or join what is around them: "U+202E, U+200B"."""
    return ", ".join(dict.fromkeys(f"U+{ord(c):04X}" for c in text if unicodedata.category(c) == "Cf"))


def tidy(text: str) -> str:
    """Letters composed, invisible marks gone, one space where there were many; line breaks are kept."""
    seen = "".join(c for c in unicodedata.normalize("NFC", text) if unicodedata.category(c) != "Cf")
    lines = (_BLANKS.sub(" ", line).strip() for line in _LINE_ENDS.sub("\n", seen).split("\n"))
    return "\n".join(lines).strip("\n")


def scalar(text: str, type_: FieldType, room: int = 0, on: date | None = None) -> Read:
    """The value of a field of that type, or the problem with it; ``on`` is the day of the form."""
    most = max(_TIMES_ROOM * room, _FREE) if room else LONGEST
    if len(text) > most:
        return Problem("form.too-long", {"count": len(text), "most": most})
    match type_:
        case FieldType.DATE:
            return _date(text)
        case FieldType.MONEY:
            return _money(text)
        case FieldType.QUANTITY:
            return _number(text, "form.quantity")
        case FieldType.PHONE:
            numbers = _BETWEEN_PHONES.split(text)
            return text if all(map(_is_phone, numbers)) else Problem("form.phone", {"value": text[:60]})
        case FieldType.EMAIL:
            return text if _is_email(text) else _no_email(text)
        case FieldType.IIN | FieldType.BIN | FieldType.IIN_OR_BIN:
            number = re.sub(r"[\s-]", "", text)
            wrong = identity.wrong(number, type_, on)
            return Problem(wrong, {"value": number[:40], "count": len(number)}) if wrong else number
    return text


def _date(text: str) -> Read:
    try:
        found = _ISO.fullmatch(text)
        forms = [form for form in find_dates(text) if form.start == 0 and form.end == len(text)]
        value = date(*map(int, found.groups())) if found else forms[0].value
    except (ValueError, IndexError):
        like = found or _LIKE_DATE.fullmatch(text)
        return Problem("form.no-such-day" if like else "form.date", {"value": text[:40]})
    return value if value.year in _YEARS else Problem("form.year", {"value": text})


def _number(text: str, code: str) -> Decimal | Problem:
    """A number as written: groups of three with spaces, comma or point before the places; else what is wrong."""
    found = _NUMBER.fullmatch(text)
    if not found or len(found[2].replace(" ", "")) > _WHOLE or len(found[3] or "") > _PLACES:
        return Problem(code, {"value": text[:40]})
    value = Decimal(text.replace(" ", "").replace(",", "."))
    return Problem("form.negative", {"value": text}) if value.is_signed() else value


def _money(text: str) -> Read:
    value = _number(_CURRENCY.sub("", text), "form.money")
    if isinstance(value, Problem):
        return Problem(value.code, {"value": text[:40]})
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -2:
        return Problem("form.places", {"value": text})
    return value.quantize(Decimal("0.01"))


def _is_phone(number: str) -> bool:
    """With the code of the country (+7 …), the trunk code (8 …) or, in Kazakhstan, without: 7172 74-33-33."""
    found = _PHONE.fullmatch(number)
    if not found:
        return False
    digits = re.sub(r"\D", "", found[2])
    if found[1]:
        return len(digits) == 11 if digits[0] == "7" else digits[0] != "0" and 8 <= len(digits) <= 15
    return digits[0] in "78" if len(digits) == 11 else digits[0] == "7" and len(digits) == 10


def _no_email(text: str) -> Problem:
    """Why: letters of another script look right, what lacks a part does not."""
    return Problem("form.email" if text.isascii() else "form.email-letters", {"value": text[:60]})


def _is_email(text: str) -> bool:
    mailbox, _, host = text.rpartition("@")
    names = host.split(".")
    right = len(mailbox) <= 64 and len(text) <= 254 and _MAILBOX.fullmatch(mailbox) and len(names) > 1
    return bool(right) and all(map(_HOST_NAME.fullmatch, names)) and len(names[-1]) > 1 and not names[-1].isdigit()
