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
from nqs_docs.findings import SourceError

META = "meta.yaml"
#: Language of an expression -> how the bank names its files and its keys.
LANGUAGES = {"kk": "kaz", "ru": "rus"}
_LIMIT = 1_000_000  # bytes of meta.yaml; a long one has some three thousand
_PARTS = re.compile(r"^\|[^|\n]*\]\((?P<path>[^()\s|]+\.md)\)[^|\n]*\|.*\|[ \t]*$", re.M)
_MONTHS = {
    name: number
    for number, name in enumerate(
        ("января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября",
         "декабря"), 1,
    )
}  # fmt: skip
_DAY = rf"(\d{{1,2}})\s+({'|'.join(_MONTHS)})\s+(\d{{4}})\s+года"
# "от 28 февраля 2022 года № 78", "от 3 сентября 2013 года № 426-ө-м", "от 2 декабря 2015 года № 42-3.3.8"
_ADOPTED = re.compile(rf"\sот\s+{_DAY}\s+№\s*(?P<number>[\w/]+(?:[-–.][\w/]+|\s+ДСМ[-–][\w/]+)*)", re.I)
_REGISTERED = re.compile(r"Зарегистрирован\w*\s.*?(?:" + _DAY + r"\s*)?№\s*(\d{1,6})(?!\d)", re.I | re.S)
_KINDS = {"приказ": "бұйрық", "постановление": "қаулы", "распоряжение": "өкім", "решение": "шешім"}
_KIND = re.compile("|".join(_KINDS), re.I)


class Titles(Struct, frozen=True):
    """A title in both languages."""

    kaz: str = ""
    rus: str = ""


class Days(Struct, frozen=True):
    """The date of an edition in both languages."""

    kaz: date | None = None
    rus: date | None = None


class Cause(Struct, frozen=True):
    """The act that made an edition, or repealed the act."""

    code: str | int = ""
    requisite: str = ""


class Meta(Struct, frozen=True):
    """What is read of ``meta.yaml``; keys that nobody knows are left alone."""

    requisite: str
    version_date: Days
    act_code: str | int = ""
    title: Titles = Titles()
    approved_on: date | None = None
    source: Titles = Titles()
    caused_by: Cause | None = None
    repealed_on: date | None = None
    repealed_by: Cause | str | None = None


def read_meta(data: bytes, name: str) -> Meta:
    """What a ``meta.yaml`` says; SourceError ``import.bad-meta`` where it is none."""
    try:
        if len(data) > _LIMIT:
            raise ValueError(f"{len(data)} > {_LIMIT}")
        return msgspec.convert(yaml.load(data, Loader=yaml.CSafeLoader), Meta)
    except (ValueError, RecursionError, yaml.YAMLError) as error:
        reason = " ".join(str(error).split())[:200]
        raise SourceError("import.bad-meta", file=name, reason=reason) from error


def requisites(words: str, name: str = "") -> Requisites:
    """The requisites of an act from the bank's words; SourceError ``import.no-requisite`` without date and number.

    The body stays in Russian; of a joint order the first number counts.
    """
    found, registered = _ADOPTED.search(words), _REGISTERED.search(words)
    kind = _KIND.search(words)
    if found is None or kind is None or (day := _date(found)) is None:
        raise SourceError("import.no-requisite", file=name, words=words)
    citation = Citation(
        number=found["number"],
        date=day,
        registry_number=registered[4] if registered else "",
        body=" ".join(words[kind.end() : found.start()].split()),
        kind=_KINDS[kind[0].lower()],
    )
    return Requisites(citation, _date(registered) if registered and registered[1] else None, 0, 0)


def told_act(words: str) -> Citation:
    """The act that the bank's words name, as notes cite one: without its body, whose name is Russian there."""
    try:
        return changed(requisites(words).citation, body="")
    except SourceError:
        return Citation(title=words)


def _date(found: re.Match[str]) -> date | None:
    try:
        return date(int(found[3]), _MONTHS[found[2].lower()], int(found[1]))
    except ValueError:
        return None


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
