"""Messages: the language chosen, the places filled, a sentence for every code that is used."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nqs_docs.findings import NotHeld, warning
from nqs_docs.language import messages
from nqs_docs.language.messages import LANGUAGES, catalogue, describe, entries, explain, fill, language, message, places

PACKAGE = Path(messages.__file__).parents[2]
WORDS = entries(PACKAGE / "cli" / "words.toml")
RAISED = {"warning", "error", "UsageError", "SourceError", "NoSuchUnit", "NotHeld", "message"}
GIVEN = {"act", "unit", "lang", "span"}  # every finding has act and unit; the others are no parameters


def calls() -> Iterator[tuple[str, str, set[str]]]:
    """Every call that names a code with parameters written out: place, code, parameters."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args or not isinstance(node.func, ast.Name):
                continue
            code, names = node.args[0], [keyword.arg for keyword in node.keywords]
            if node.func.id in RAISED and isinstance(code, ast.Constant) and None not in names:
                yield f"{path.name}:{node.lineno}", str(code.value), {name for name in names if name}


def test_a_message_gets_every_parameter_that_it_asks_for() -> None:
    seen = 0
    for place, code, params in calls():
        if code in catalogue():
            seen += 1
            for lang in LANGUAGES:
                missing = places(catalogue()[code].template(lang)) - params - GIVEN
                assert not missing, f"{place}: {code} in {lang} lacks {missing}"
    assert seen > 20


@pytest.mark.parametrize("key", sorted(WORDS))
def test_words_of_the_command_line_say_the_same_in_three_languages(key: str) -> None:
    said = [WORDS[key].template(lang) for lang in LANGUAGES]
    assert all(said)
    assert places(said[0]) == places(said[1]) == places(said[2])


def test_the_language_is_that_of_nqs_lang_then_of_the_locale_then_kazakh() -> None:
    assert language({"NQS_LANG": "ru", "LANG": "en_US.UTF-8"}) == "ru"
    assert language({"LANG": "en_US.UTF-8"}) == "en"
    assert language({"LC_ALL": "ru_KZ.UTF-8", "LANG": "en_US.UTF-8"}) == "ru"
    assert language({"LC_ALL": "", "LC_MESSAGES": "kk_KZ.UTF-8", "LANG": "en"}) == "kk"
    assert language({"LANG": "C.UTF-8"}) == "kk"
    assert language({"NQS_LANG": "de", "LANG": "de_DE.UTF-8"}) == "kk"
    assert language({}) == "kk"


def test_a_code_without_an_entry_is_printed_as_it_is() -> None:
    assert message("clause.never-heard-of", "en", unit="7-тармақ") == "clause.never-heard-of unit=7-тармақ"
    assert message("nonsense", "en") == "nonsense"


def test_a_parameter_that_was_not_given_leaves_its_place() -> None:
    assert message("cli.bad-date", "en") == '"{value}" is no date; an example: 2026-07-12 or 12.07.2026.'


def test_a_language_that_is_not_known_gives_kazakh() -> None:
    assert message("cli.interrupted", "fr") == message("cli.interrupted", "kk") == "Тоқтатылды."


def test_findings_and_exceptions_are_put_into_words() -> None:
    assert describe(warning("publish.not-held", unit="7-тармақ"), "en").startswith("[Note. 7-тармақ:")
    assert explain(NotHeld("cli.base-not-held", act="V2300033404"), "en").startswith("V2300033404:")


@given(st.text(), st.dictionaries(st.sampled_from(["a", "b"]), st.text()))
def test_filling_never_fails_and_never_reads_what_was_filled_in(template: str, params: dict[str, str]) -> None:
    assert fill("{a}", {"a": "{b}", "b": "x"}) == "{b}"
    assert isinstance(fill(template, params), str)
