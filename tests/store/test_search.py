"""Words are found in their forms, on a day, and nothing else is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from nqs_docs.store.corpus import Corpus, open_corpus
from nqs_docs.store.search import search

BEFORE, AFTER = date(2026, 7, 11), date(2026, 7, 12)


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return open_corpus(Path(__file__).parents[2] / "corpus")


def found(corpus: Corpus, query: str, on: date = AFTER) -> set[str]:
    return {hit.text[a:b].lower() for hit in search(corpus, query, on, 500) for a, b in hit.marks}


def test_a_noun_is_found_in_its_forms(corpus: Corpus) -> None:
    assert {"тармағының", "тармағына"} <= found(corpus, "тармақ")
    assert found(corpus, "бап") >= {"бабының", "баптарына"}
    assert all(word.startswith(("бап", "баб")) for word in found(corpus, "бап"))


def test_the_beginning_of_a_word_is_enough(corpus: Corpus) -> None:
    assert found(corpus, "киберқауіп") == {"киберқауіпсіздік"}


def test_a_text_is_sought_as_it_stands_on_the_day(corpus: Corpus) -> None:
    def places(day: date) -> list[str]:
        return [hit.eid for hit in search(corpus, "киберқауіпсіздік", day) if hit.act == "V2300033449"]

    assert places(BEFORE) == []
    assert places(AFTER) == ["doc-qaghidalar__para_14__point_5__indent_1"]


def test_letters_quotes_and_case_are_folded(corpus: Corpus) -> None:
    assert search(corpus, "ӨТIНIШ", AFTER) == search(corpus, "өтініш", AFTER) != ()
    assert search(corpus, "«Еңбек нарығы»", AFTER) == search(corpus, '"еңбек нарығы"', AFTER) != ()


def test_words_typed_without_kazakh_letters_are_found(corpus: Corpus) -> None:
    assert found(corpus, "цифрлык") == found(corpus, "цифрлық") != set()
    assert found(corpus, "тармак") >= found(corpus, "тармақ")
    assert {"жүйесіне", "жүйелерінен"} <= found(corpus, "жуйе")


def test_any_form_finds_any_other(corpus: Corpus) -> None:
    assert (
        found(corpus, "нысан") >= found(corpus, "нысанды") >= {"нысан", "нысандағы", "нысанды"} & found(corpus, "нысан")
    )
    assert found(corpus, "қагидалар") == found(corpus, "қағидалар"), "half of the letters are typed without"
    assert "тармақша" not in found(corpus, "тармағының")


def test_an_act_is_found_by_its_registration_and_by_its_kind(corpus: Corpus) -> None:
    for query in ("33449", "V2300033449", "приказ 391", "бұйрық № 391"):
        assert "V2300033449" in {hit.act for hit in search(corpus, query, AFTER) if not hit.eid}, query


def test_an_act_is_found_by_its_number_only_as_a_whole(corpus: Corpus) -> None:
    assert "V2300033449" in {hit.act for hit in search(corpus, "391", AFTER) if not hit.eid}
    assert not [hit for hit in search(corpus, "39", AFTER) if not hit.eid]
    assert found(corpus, "8-1") == {"8-1"}


@pytest.mark.parametrize("query", ["", "(", "   ", "\\", "[a-z", "ъъъъ"])
def test_nothing_is_found_for_what_is_no_word(corpus: Corpus, query: str) -> None:
    assert search(corpus, query, AFTER) == ()
