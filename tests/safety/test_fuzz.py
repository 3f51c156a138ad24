"""A short run of the fuzzing, by hypothesis; what longer runs found; texts made to be slow."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nqs_docs.sources import read as module
from tests.safety import inputs
from tests.safety.checks import checked
from tests.safety.files import documents, printed
from tests.safety.fuzz import made
from tests.safety.hostile import HEAD, TEXTS

ROOT = Path(__file__).parents[2]
RANDOMS = st.randoms(use_true_random=False)
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
#: What broke a promise once, by the reader that read it: made as small as it could be.
FOUND = {
    "a Russian corner with a Kazakh one in it": ("", "2024жыл1 қаңтар№5 бұйрығы \nПриложение\nк Правилам\n1қосымша"),
    "a Kazakh citation in a Russian context line": (
        "", "2024жыл1 қаңтардағы№5 бұйрығы Қ\n\nПриложение 2023жыл1 қаңтар№1бұйрығы() мына өзгеріс енгізілсін",
    ),
    "an insertion without a number": (
        "", '2024жыл1 қаңтар№5 бұйрығы\n\n1. 2023жыл1 қаңтар№1бұйрығы() мынадай мазмұндағы тармақпен толықтырылсын:"ы"',
    ),
    "a row whose number is a raised one": ("", "2024жыл1 қаңтардағы№5 бұйрығы Қ\n²-\t\t"),
    "requisites that look like a title below a signature": (
        "text", ".\n\nҚазақстан Республикасы\n 2023[bookmark:]жыл1 қаңтар№1 бұйрығы қағидалары\n1.",
    ),
    "a <br> that is read as words": ("markdown", "(білік](тілікті<br/>тану орталығы)</span>\nа"),
    "a list of changes that is cut off behind its title": (
        "text", "2024 жылғы 1 қаңтардағы № 5 бұйрығы\n\n1. Ы.\n\nМинистр\n\n2024 жылғы 1 қаңтардағы\n"
        "№ 5 бұйрығымен бекітілген\n\n## Өзгерістер енгізілетін",
    ),
    "a row above the requisites": ("text", "е\t\t\n2023жыл8 қыркүйекті№1 бұйрығы"),
}  # fmt: skip


@pytest.mark.parametrize("name", FOUND)
def test_what_was_found_once_is_read_or_refused(name: str) -> None:
    reader, text = FOUND[name]
    checked(text.encode(), reader)


@settings(max_examples=150)
@given(RANDOMS, st.sampled_from(["", "text", "markdown"]))
def test_nothing_of_a_text_is_lost(random: Random, reader: str) -> None:
    checked(inputs.text(random), reader)


@settings(max_examples=100)
@given(RANDOMS, st.sampled_from(["", "html-accepted"]))
def test_nothing_of_a_web_page_is_lost(random: Random, reader: str) -> None:
    checked(inputs.html(random), reader)


@settings(max_examples=20)
@given(RANDOMS, st.sampled_from(["", "docx-accepted"]))
def test_nothing_of_a_word_document_is_lost(random: Random, reader: str) -> None:
    checked(inputs.archive(documents)(random), reader)


@pytest.mark.slow
@settings(max_examples=5)
@given(RANDOMS)
def test_a_damaged_pdf_is_read_or_refused(random: Random) -> None:
    checked(inputs.damaged_file(printed)(random))


@settings(max_examples=100)
@given(ANY_TEXT, st.sampled_from([*module.READERS, ""]))
def test_any_characters_are_read_or_refused(text: str, reader: str) -> None:
    if reader != "pdf":  # a process for each: above
        checked((HEAD + text).encode(), reader)
        checked(text.encode(), reader)


@settings(max_examples=100)
@given(st.binary(max_size=200), st.sampled_from(["", "text", "html", "docx"]))
def test_any_bytes_are_read_or_refused(data: bytes, reader: str) -> None:
    checked(data, reader)


def test_an_input_can_be_made_again_from_its_number() -> None:
    assert [made(number) for number in range(40)] == [made(number) for number in range(40)]


@pytest.mark.slow
@pytest.mark.parametrize("reader", ["", "text"])
def test_no_text_takes_more_time_or_memory_than_its_size_deserves(reader: str) -> None:
    """Each in a process that ends when it goes beyond its bounds, which are some twenty times what is needed."""
    command = [sys.executable, "-m", "tests.safety.hostile", "bounded", reader]
    ended = json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout)
    assert set(ended) == set(TEXTS)
    assert {name: status for name, status in ended.items() if status} == {}
