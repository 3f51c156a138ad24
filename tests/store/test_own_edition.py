"""What is no source: an edition of this program, and a second text of an act under another name."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from nqs_docs.findings import SourceError
from nqs_docs.publish import ENDINGS, write
from nqs_docs.publish.document import document
from nqs_docs.store.add import add
from nqs_docs.store.corpus import Corpus, open_corpus

CORPUS = Path(__file__).parents[2] / "corpus"
UNREGISTERED = """Қағидаларды бекіту туралы

Қазақстан Республикасы Еңбек және халықты әлеуметтік қорғау министрінің 2023 жылғы 18 қыркүйектегі № 391 бұйрығы

БҰЙЫРАМЫН:

1. Осы бұйрық 2024 жылғы 1 қаңтардан бастап қолданысқа енгізіледі.

Министр      А. Адам
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    shutil.copytree(CORPUS, tmp_path / "corpus")
    return open_corpus(tmp_path / "corpus")


@pytest.mark.parametrize("form", ["md", "txt", "docx", "pdf"])
def test_an_edition_of_the_program_is_no_source(corpus: Corpus, form: str) -> None:
    made = write(document(corpus.edition("V2300033449", date(2026, 7, 12)).edition, notes=True), form)
    data = made if isinstance(made, bytes) else made.encode()
    with pytest.raises(SourceError) as refused:
        add(corpus, data, f"391.{ENDINGS.get(form, form)}", replace=True)
    assert refused.value.code == "store.own-edition"


def test_a_text_without_registration_is_not_a_second_act_of_its_number_and_day(corpus: Corpus) -> None:
    with pytest.raises(SourceError) as refused:
        add(corpus, UNREGISTERED.encode(), "391.txt")
    assert (refused.value.code, refused.value.params["act"]) == ("store.same-act", "V2300033449")
    assert add(corpus, UNREGISTERED.replace("№ 391", "№ 392").encode(), "392.txt").id == "20230918-392"


def test_two_bodies_may_adopt_an_act_of_one_number_on_one_day(corpus: Corpus) -> None:
    other = UNREGISTERED.replace("Еңбек және халықты әлеуметтік қорғау министрінің", "Қаржы министрінің")
    assert add(corpus, other.encode(), "391.txt").id == "20230918-391"
