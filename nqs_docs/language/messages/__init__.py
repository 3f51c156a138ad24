"""Codes into sentences: Kazakh, Russian, English, from the tables beside this file.

A table ``<package>.toml`` holds one entry for each code of that package::

    ["source.page-break"]
    kk = "{line}-жол: бет ауысуы …"
    ru = "…"
    en = "…"
    meaning = "One English sentence: when it appears, what to do."
    example = "words of a source that cause it"

``{name}`` takes the parameter of that name. A code without an entry, or a
parameter that was not given, is printed as it is: a message never fails.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from msgspec import Struct

from nqs_docs.findings import Finding, NqsError

LANGUAGES = ("kk", "ru", "en")
DEFAULT = "kk"

_FOLDER = Path(__file__).parent
_PLACE = re.compile(r"\{(\w+)\}")


class Entry(Struct, frozen=True):
    """A code in three languages, with what its documentation says."""

    kk: str
    ru: str
    en: str
    meaning: str = ""
    example: str = ""

    def template(self, lang: str) -> str:
        """The sentence with its ``{places}``; Kazakh for a language not known."""
        return {"ru": self.ru, "en": self.en}.get(lang, self.kk)


def language(environment: Mapping[str, str]) -> str:
    """The language a user asked for: NQS_LANG, else the locale, else Kazakh.

    Of the locale the first variable that is set decides, as POSIX has it:
    LC_ALL, LC_MESSAGES, LANG. Given the environment, so that none is read here.
    """
    wanted = environment.get("NQS_LANG", "").strip().lower()[:2]
    if wanted in LANGUAGES:
        return wanted
    locale = next(filter(None, (environment.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    code = re.split(r"[_.@-]", locale.lower())[0]
    return code if code in LANGUAGES else DEFAULT


def message(code: str, lang: str = DEFAULT, **params: object) -> str:
    """The sentence of ``code`` with its parameters; the code itself where there is none."""
    entry = _family(code.partition(".")[0]).get(code)
    if entry is None:
        return " ".join([code, *(f"{name}={value}" for name, value in params.items())])
    return fill(entry.template(lang), params)


def fill(template: str, params: Mapping[str, object]) -> str:
    """A sentence with its places taken by the parameters of their names."""
    return _PLACE.sub(lambda place: str(params.get(place[1], place[0])), template)


def describe(finding: Finding, lang: str = DEFAULT) -> str:
    """The sentence of a finding; its act and unit are parameters too."""
    return message(finding.code, lang, **{"act": finding.act, "unit": finding.unit, **dict(finding.params)})


def explain(failure: NqsError, lang: str = DEFAULT) -> str:
    """The sentence of an exception of the program."""
    return message(failure.code, lang, **failure.params)


def places(template: str) -> frozenset[str]:
    """The parameters that a sentence asks for."""
    return frozenset(_PLACE.findall(template))


@cache
def catalogue() -> dict[str, Entry]:
    """Every code with its entry, in the order of the tables."""
    return {code: entry for path in sorted(_FOLDER.glob("*.toml")) for code, entry in entries(path).items()}


@cache
def _family(name: str) -> Mapping[str, Entry]:
    """The table that holds codes ``name.*``: ``name.toml`` or its plural, else all."""
    for path in (_FOLDER / f"{name}.toml", _FOLDER / f"{name}s.toml"):
        if path.is_file():
            return entries(path)
    return catalogue()


@cache
def entries(path: Path) -> dict[str, Entry]:
    """A table of sentences: code -> entry."""
    return {code: Entry(**row) for code, row in tomllib.loads(path.read_text(encoding="utf-8")).items()}
