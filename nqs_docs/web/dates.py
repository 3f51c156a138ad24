"""Dates as people type them and as each language writes them."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date

from nqs_docs.findings import UsageError
from nqs_docs.language.numbers import render_date

_DIGITS = re.compile(r"\b(?:0[1-9]|[12]\d|3[01])\.(?:0[1-9]|1[0-2])\.\d{4}\b")
_RU = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()
_EN = "January February March April May June July August September October November December".split()


def day_of(given: str) -> date:
    """A date as people type it: 2026-07-12 or 12.07.2026; UsageError for anything else."""
    day, month, year = given.split(".") if given.count(".") == 2 else ("", "", "")
    try:
        return date.fromisoformat(f"{year}-{month:0>2}-{day:0>2}" if year else given)
    except ValueError:
        raise UsageError("cli.bad-date", value=given) from None


def spelled(words: str, lang: str) -> str:
    """A heading whose dates no reader of the language takes for others: in English 11.07.2026 is 11 July 2026."""
    return _DIGITS.sub(_spelled, words) if lang == "en" else words


def _spelled(found: re.Match[str]) -> str:
    with suppress(UsageError):  # 31.02.2026 stays as it is
        return long_date(day_of(found[0]), lang="en")
    return found[0]


def long_date(day: date, case: str = "nom", lang: str = "kk") -> str:
    """A date as acts write it: "2026 жылғы 12 шілде", "12 июля 2026 года", "12 July 2026".

    ``case`` is that of the Kazakh: "abl" gives "2026 жылғы 12 шілдеден"; the other languages say it by a preposition.
    """
    if lang == "ru":
        return f"{day.day} {_RU[day.month - 1]} {day.year} года"
    if lang == "en":
        return f"{day.day} {_EN[day.month - 1]} {day.year}"
    return render_date(day, case)
