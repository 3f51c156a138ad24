"""Editions of the state's reference control bank (ЭКБ): ``meta.yaml`` and the texts beside it.

One folder for each act: ``meta.yaml``, ``kaz.md`` and ``rus.md``. Of an act that is too
long for one file these end in a list of its parts ("| [`an001`](kaz/an001.md) | … |"),
which lie in ``kaz/`` and ``rus/``. The texts print no requisites; ``meta.yaml`` has
them in Russian: "Приказ Министра … от 28 февраля 2022 года № 78. Зарегистрирован в
Министерстве юстиции Республики Казахстан 28 февраля 2022 года № 26976".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

import msgspec
import yaml
from msgspec import Struct
from msgspec.structs import replace as changed

from nqs_docs.clauses.act import Citation
from nqs_docs.clauses.citation import Requisites
from nqs_docs.clauses.citation_russian import nominative_body
from nqs_docs.findings import SourceError
from nqs_docs.language.numbers import find_dates

META = "meta.yaml"
#: Language of an expression -> how the bank names its files and its keys.
LANGUAGES = {"kk": "kaz", "ru": "rus"}
_LIMIT = 1_000_000  # bytes of meta.yaml; a long one has some three thousand
_PARTS = re.compile(r"^\|[^|\n]*\]\((?P<path>[^()\s|]+\.md)\)[^|\n]*\|.*\|[ \t]*$", re.M)
# "№ 78", "№ 426-ө-м", "№ 42-3.3.8", "№ ҚР ДСМ-175/2020"
_NUMBER = re.compile(r"\s*№\s*(?P<number>[\w/]+(?:[-–.][\w/]+|\s+ДСМ[-–][\w/]+)*)")
_REGISTERED = re.compile(r"Зарегистрирован\w*\s.*?№\s*(\d{1,6})(?!\d)", re.I | re.S)
_KINDS = {"приказ": "бұйрық", "постановление": "қаулы", "распоряжение": "өкім", "решение": "шешім"}
_KIND = re.compile("|".join(_KINDS), re.I)


class Cause(Struct, frozen=True):
    """The act that made an edition, or repealed the act."""

    requisite: str = ""


class Meta(Struct, frozen=True):
    """What is read of ``meta.yaml``, by the bank's names of the languages.

    Other keys are left alone; a key without a value is as good as none.
    """

    requisite: str
    version_date: dict[str, date] = {}
    source: dict[str, str] | str = ""
    caused_by: Cause = Cause()
    repealed_on: date | None = None
    repealed_by: Cause | str = ""


def read_meta(data: bytes, name: str) -> Meta:
    """What a ``meta.yaml`` says; SourceError ``import.bad-meta`` where it is none."""
    try:
        if len(data) > _LIMIT:
            raise ValueError(f"{len(data)} > {_LIMIT}")
        return msgspec.convert(_said(yaml.load(data, Loader=yaml.CSafeLoader)), Meta)
    except (ValueError, RecursionError, yaml.YAMLError) as error:
        reason = " ".join(str(error).split())[:200]
        raise SourceError("import.bad-meta", file=name, reason=reason) from error


def _said(value: object) -> object:
    """A value without the keys that say nothing."""
    if not isinstance(value, dict):
        return value
    return {key: _said(one) for key, one in value.items() if one not in (None, "")}


def requisites(words: str, name: str = "") -> Requisites:
    """The requisites of an act from the bank's words; SourceError ``import.no-requisite`` without date and number.

    The body's name is Russian; of a joint order the first number counts.
    """
    kind, registered = _KIND.search(words), _REGISTERED.search(words)
    dates = find_dates(words)
    numbers = ((day, _NUMBER.match(words, day.end)) for day in dates)
    adopted, number = next(((day, number) for day, number in numbers if number), (None, None))
    if adopted is None or number is None or kind is None:
        raise SourceError("import.no-requisite", file=name, words=words)
    body = words[kind.end() : adopted.start].removesuffix(" от ")
    citation = Citation(
        number["number"], adopted.value, registered[1] if registered else "", nominative_body(body),
        kind=_KINDS[kind[0].lower()],
    )  # fmt: skip
    days = [day.value for day in dates if registered and registered.start() <= day.start < registered.end()]
    return Requisites(citation, days[-1] if days else None, 0, 0)


def told_act(words: str) -> Citation:
    """The act that the bank's words name, as notes cite one: without its body, whose name is Russian there."""
    try:
        return changed(requisites(words).citation, body="")
    except SourceError:
        return Citation(title=words)


def part_paths(text: bytes, language: str) -> tuple[str, ...]:
    """The files of the parts that a text lists, in their order; () where it is whole.

    A path that leads anywhere but into the folder of that language is no part.
    """
    folder = f"{LANGUAGES[language]}/"
    found = (match["path"] for match in _PARTS.finditer(text.decode("utf-8", errors="replace")))
    return tuple(dict.fromkeys(path for path in found if path.startswith(folder) and path.count("/") == 1))


def whole(text: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The text with its parts after it, each as it is, a blank line between them."""
    return (
        b"\n\n".join((text.rstrip(b"\n"), *(part.strip(b"\n") for part in parts.values()))) + b"\n" if parts else text
    )
