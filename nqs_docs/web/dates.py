"""Dates as people type them and as each language writes them."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date

from nqs_docs.findings import UsageError
from nqs_docs.language.numbers import render_date

_DAYS = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})", re.ASCII),
    re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})", re.ASCII),
)
_RU = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()
_EN = "January February March April May June July August September October November December".split()


def day_of(given: str) -> date:
    """A date as people type them: 2026-07-12 or 12.07.2026; UsageError ``cli.bad-date`` for anything else."""
    if found := next(filter(None, (form.fullmatch(given) for form in _DAYS)), None):
        with suppress(ValueError):  # 30 February
            return date(int(found["year"]), int(found["month"]), int(found["day"]))
    raise UsageError("cli.bad-date", value=given)


def long_date(day: date, case: str = "nom", lang: str = "kk") -> str:
    """A date as acts write it: "2026 жылғы 12 шілде", "12 июля 2026 года", "12 July 2026".

    ``case`` is that of the Kazakh: "abl" gives "2026 жылғы 12 шілдеден"; the other languages say it by a preposition.
    """
    if lang == "ru":
        return f"{day.day} {_RU[day.month - 1]} {day.year} года"
    if lang == "en":
        return f"{day.day} {_EN[day.month - 1]} {day.year}"
    return render_date(day, case)
