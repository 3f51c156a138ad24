"""The words of the interface: gettext catalogues, one for each language."""

from __future__ import annotations

import io
from functools import cache
from gettext import GNUTranslations
from importlib import resources

from nqs_docs.language.messages import LANGUAGES


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
