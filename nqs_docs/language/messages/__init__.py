"""Codes into sentences: Kazakh, Russian, English, from the tables beside this file.

A table ``<package>.toml`` holds one entry for each code of that package::

    ["source.page-break"]
    kk = "{line}-жол: бет ауысуы …"
    ru = "…"
    en = "…"
    meaning = "One English sentence: when it appears, what to do."
    example = "words of a source that cause it"

``{name}`` takes the parameter of that name. A code without an entry, or a
parameter that was not given, is printed as it is: a message never fails. Brackets
with one parameter that has nothing to say, "(–)", are left out. ``name`` is a short
name of a repair, ``hint`` what can be done about it at the command line; both are
tables of the three languages.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Container, Mapping
from functools import cache
from pathlib import Path

from msgspec import Struct

from nqs_docs.findings import Finding, NqsError

LANGUAGES = ("kk", "ru", "en")
DEFAULT = "kk"

_FOLDER = Path(__file__).parent
_PLACE = re.compile(r"\{(\w+)\}")
_BRACKETS = re.compile(r" ?\([^(){}]*\{(\w+)\}[^(){}]*\)")
_NOTHING = ("", "?", "–")
#: Parameters in brackets of their own that say nothing to whoever reads a page: words of a library, names of files.
DETAILS = frozenset({"reason", "detail", "what", "code", "name"})


class Entry(Struct, frozen=True):
    """A code in three languages, with what its documentation says."""

    kk: str
    ru: str
    en: str
    meaning: str = ""
    example: str = ""
    name: dict[str, str] = {}
    hint: dict[str, str] = {}

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
    return sentence(code, lang, params)


def sentence(code: str, lang: str, params: Mapping[str, object], without: Container[str] = ()) -> str:
    """The same; ``without``: parameters that are not said where they stand in brackets of their own."""
    entry = _entry(code)
    if entry is None:
        return " ".join([code, *(f"{name}={value}" for name, value in params.items())])
    named = {"repair": called(str(params["repair"]), lang)} if "repair" in params else {}
    return fill(entry.template(lang), {**params, **named}, without)


def called(code: str, lang: str = DEFAULT) -> str:
    """The short name of a repair: "бет ауысымында үзілген абзацты қосу"; its code where it has none."""
    entry = _entry(code)
    return entry.name.get(lang, code) if entry else code


def fill(template: str, params: Mapping[str, object], without: Container[str] = ()) -> str:
    """A sentence with its places taken by parameters of their names; brackets that would say nothing are left out."""

    def brackets(found: re.Match[str]) -> str:
        return "" if found[1] in without or params.get(found[1]) in _NOTHING else found[0]

    return _PLACE.sub(lambda place: str(params.get(place[1], place[0])), _BRACKETS.sub(brackets, template))


def describe(finding: Finding, lang: str = DEFAULT) -> str:
    """The sentence of a finding; its act and unit are parameters too."""
    return message(finding.code, lang, **{"act": finding.act, "unit": finding.unit, **dict(finding.params)})


def explain(failure: NqsError, lang: str = DEFAULT) -> str:
    """The sentence of an exception of the program, and what can be done about it at the command line."""
    entry = _entry(failure.code)
    hint = fill(entry.hint.get(lang, ""), failure.params) if entry else ""
    return f"{message(failure.code, lang, **failure.params)} {hint}".rstrip()


def places(template: str) -> frozenset[str]:
    """The parameters that a sentence asks for."""
    return frozenset(_PLACE.findall(template))


@cache
def catalogue() -> dict[str, Entry]:
    """Every code with its entry, in the order of the tables."""
    return {code: entry for path in sorted(_FOLDER.glob("*.toml")) for code, entry in entries(path).items()}


def _entry(code: str) -> Entry | None:
    return _family(code.partition(".")[0]).get(code)


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
