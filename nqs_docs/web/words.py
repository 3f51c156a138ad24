"""The words of the interface: gettext catalogues, one for each language; dates as people type and read them."""

from __future__ import annotations

import io
import re
from contextlib import suppress
from datetime import date
from functools import cache
from gettext import GNUTranslations
from importlib import resources

from nqs_docs.findings import UsageError
from nqs_docs.language.messages import LANGUAGES
from nqs_docs.language.numbers import render_date

_DAYS = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})", re.ASCII),
    re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})", re.ASCII),
)
_DIGITS = re.compile(r"\b(?:0[1-9]|[12]\d|3[01])\.(?:0[1-9]|1[0-2])\.\d{4}\b")
_RU = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()
_EN = "January February March April May June July August September October November December".split()


@cache
def catalogue(lang: str) -> GNUTranslations:
    """The catalogue of a language, compiled from its ``.po`` file."""
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - a server needs it once, no command does
    from babel.messages.pofile import read_po  # noqa: PLC0415

    source = resources.files("nqs_docs.web").joinpath(f"locale/{lang}.po").read_bytes()
    compiled = io.BytesIO()
    write_mo(compiled, read_po(io.BytesIO(source), locale=lang))
    compiled.seek(0)
    return GNUTranslations(compiled)


def language(wanted: str, accepted: str) -> str:
    """The language of a page: the one chosen, else the first the browser accepts, else Kazakh."""
    offered = (part.split(";")[0].strip().lower()[:2] for part in accepted.split(","))
    return next((lang for lang in (wanted, *offered) if lang in LANGUAGES), "kk")


def day_of(given: str) -> date:
    """A date as people type them: 2026-07-12 or 12.07.2026; UsageError ``cli.bad-date`` for anything else."""
    if found := next(filter(None, (form.fullmatch(given) for form in _DAYS)), None):
        with suppress(ValueError):  # 30 February
            return date(int(found["year"]), int(found["month"]), int(found["day"]))
    raise UsageError("cli.bad-date", value=given)


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
