"""The words of the interface: three complete catalogues, with nothing left over."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import nqs_docs.web
from nqs_docs.findings import Finding, Severity
from nqs_docs.language.messages import LANGUAGES
from nqs_docs.web.page import described
from nqs_docs.web.words import catalogue, language, spelled

WEB = Path(nqs_docs.web.__file__).parent
METHODS = [("**.py", "python"), ("**.html", "jinja2")]
HOLE = re.compile(r"%\(\w+\)s|%%|%")

Msgid = str | tuple[str, ...]


@cache
def said() -> dict[Msgid, str]:
    """Every message of the templates and modules, with a place where it is said."""
    options = {"**.html": {"silent": "false", "trimmed": "false"}}
    found: dict[Msgid, str] = {}
    for name, line, message, _, _ in extract_from_dir(WEB, METHODS, options):
        found.setdefault(message, f"{name}:{line}")
    return found


def forms_of(text: Sequence[str] | str | None) -> list[str]:
    """One message, or the forms of one that has a number in it."""
    return [text] if isinstance(text, str) else list(text or ())


def entries(lang: str) -> Catalog:
    with (WEB / "locale" / f"{lang}.po").open("rb") as file:
        return read_po(file, locale=lang, abort_invalid=True)


def test_messages_are_found_in_templates_and_in_modules() -> None:
    places = "".join(said().values())
    assert ".html:" in places and ".py:" in places
    assert len(said()) > 50


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_message_is_said_in_every_language(lang: str) -> None:
    known = {message.id: message.string for message in entries(lang) if message.id}
    missing = {message: place for message, place in said().items() if message not in known}
    assert not missing
    for message, string in known.items():
        assert all(form.strip() for form in forms_of(string)), message
        assert (len(forms_of(string)) > 1) == (len(forms_of(message)) > 1), message


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_catalogue_says_what_no_page_says(lang: str) -> None:
    assert {message.id for message in entries(lang) if message.id} <= set(said())
    assert not entries(lang).obsolete


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_message_stands_in_a_catalogue_twice_or_in_doubt(lang: str) -> None:
    text = (WEB / "locale" / f"{lang}.po").read_text(encoding="utf-8")
    assert len(re.findall(r"^msgid ", text, re.M)) == len(entries(lang)) + 1
    assert "fuzzy" not in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_translations_have_the_same_places_for_values(lang: str) -> None:
    for message in entries(lang):
        if message.id:
            wanted = {hole for form in forms_of(message.id) for hole in HOLE.findall(form)}
            for form in forms_of(message.string):
                assert set(HOLE.findall(form)) == wanted, form


@pytest.mark.parametrize("lang", ["kk", "ru"])
def test_a_translation_is_in_its_language(lang: str) -> None:
    """A sentence left in English would look complete to the tests above."""
    for message in entries(lang):
        if message.id:
            text = forms_of(message.string)[0]
            words = re.sub(r"%\(\w+\)s|\b(?:DOCX|PDF|HTML|JSON|AKN|CSV|XLSX|YAML|Word|Excel)\b|\.\w+", "", text)
            if re.search(r"\w", words):
                assert re.search(r"[а-яәғқңөұүһі]", words, re.I), text


def test_numbers_decline() -> None:
    russian = catalogue("ru").ngettext
    assert {russian("%(num)s place", "%(num)s places", n) for n in (1, 2, 5)} == {
        "%(num)s место",
        "%(num)s места",
        "%(num)s мест",
    }


def test_the_language_chosen_comes_before_that_of_the_browser() -> None:
    assert language("en", "ru,kk;q=0.9") == "en"
    assert language("", "de-DE, ru-RU;q=0.8, en;q=0.5") == "ru"
    assert language("xx", "de") == "kk"


def test_in_english_a_day_of_the_program_is_written_in_words_and_words_of_an_act_are_left_alone() -> None:
    assert spelled("edition as of 12.07.2026", "en") == "edition as of 12 July 2026"
    assert spelled("31.02.2026, 1.12.2026.5", "en") == "31.02.2026, 1.12.2026.5"
    assert spelled("редакция на 12.07.2026", "ru") == "редакция на 12.07.2026"
    cited = Finding("edition.unresolved", Severity.ERROR, params=(("instruction", "10.04.2026 № 129"),))
    assert "10.04.2026 № 129" in described(cited, "en")
    early = Finding("edition.act-not-yet", Severity.ERROR, params=(("on", "2026-02-31"), ("since", "2026-07-12")))
    assert "2026-02-31 (from 12 July 2026)" in described(early, "en")
