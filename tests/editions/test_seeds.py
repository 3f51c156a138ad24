"""Promises kept on the five real orders: origins of every character, notes written as the publisher writes them."""

from __future__ import annotations

from datetime import date

import pytest

from nqs_docs.clauses.act import Run, leaves
from nqs_docs.editions.edition import Edition
from nqs_docs.editions.library import Library
from nqs_docs.publish.document import document
from nqs_docs.publish.text import lines

from .seeds import library, texts

BASE, ORDER = "V2300033449", "V2600038395"
DAYS = [date(2023, 10, 1), date(2024, 6, 1), date(2025, 9, 1), date(2026, 5, 1), date(2026, 7, 12)]


@pytest.fixture(scope="module")
def corpus() -> Library:
    return library(texts())


def is_itself(run: Run) -> bool:
    """A run is its source, but for a space that stands for white space or joins, and the trace of words deleted."""
    printed = texts()[run.source][run.start : run.end]
    return run.text == printed or (run.text in (" ", "") and not printed.strip())


@pytest.mark.parametrize("on", DAYS, ids=str)
def test_every_character_of_an_edition_comes_from_a_source_by_a_cause_in_force(corpus: Library, on: date) -> None:
    for act_id in corpus.act_ids():
        edition = corpus.edition(act_id, on)
        runs = [run for leaf in leaves(edition.root) for run in leaf.runs]
        assert [run for run in runs if not is_itself(run)] == []
        for run in runs:
            cause = edition.causes.get(run.cause)
            assert (cause.by_id if cause else act_id) == run.source
            assert bool(run.cause) == bool(cause), run


def shown(edition: Edition) -> str:
    return lines(document(edition, notes=True))


def stripped(text: str, corpus: Library, act_id: str) -> str:
    """A source without its editorial notes."""
    for note in reversed(corpus.acts[act_id].notes):
        text = text[: note.runs[0].start] + text[note.runs[-1].end :]
    return text


def test_the_notes_of_order_391_are_written_anew_in_the_words_and_places_of_the_publisher(corpus: Library) -> None:
    on = date(2026, 5, 1)
    bare = stripped(texts()[BASE], corpus, BASE)
    assert "ескертпесі" not in bare
    anew = library({**texts(), BASE: bare}).edition(BASE, on)
    printed = library({BASE: texts()[BASE]}).edition(BASE, on)
    assert len([note for note in anew.notes if note.text.startswith("ЗҚАИ")]) == 12
    assert shown(anew) == shown(printed) == shown(corpus.edition(BASE, on))


def test_from_its_day_the_notes_of_order_391_say_what_was_done(corpus: Library) -> None:
    notes = [note.text for note in corpus.edition(BASE, date(2026, 7, 12)).notes]
    by = (
        "ҚР Еңбек және халықты әлеуметтік қорғау министрінің 10.04.2026 № 129 (12.07.2026 бастап қолданысқа енгізіледі)"
    )
    assert f"Ескерту. 11-тармақ жаңа редакцияда - {by} бұйрығымен." in notes
    assert f"Ескерту. 7-тармаққа өзгеріс енгізілді - {by} бұйрығымен." in notes
    assert f"Ескерту. 3-тараудың тақырыбы жаңа редакцияда - {by} бұйрығымен." in notes
    assert not [note for note in notes if note.startswith("ЗҚАИ")]
