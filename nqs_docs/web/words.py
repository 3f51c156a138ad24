"""The words of the interface: gettext catalogues, one for each language, and dates as each writes them."""

from __future__ import annotations

import io
from datetime import date
from functools import cache
from gettext import GNUTranslations
from importlib import resources

from nqs_docs.language.messages import LANGUAGES

_KK = "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан".split()
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


def long_date(day: date, lang: str) -> str:
    """A date as acts write it: "2026 жылғы 12 шілде", "12 июля 2026 года", "12 July 2026"."""
    if lang == "ru":
        return f"{day.day} {_RU[day.month - 1]} {day.year} года"
    if lang == "en":
        return f"{day.day} {_EN[day.month - 1]} {day.year}"
    return f"{day.year} жылғы {day.day} {_KK[day.month - 1]}"
