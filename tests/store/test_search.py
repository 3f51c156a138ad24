"""Words are found in their forms, on a day, and nothing else is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from nqs_docs.store.corpus import Corpus, open_corpus
from nqs_docs.store.search import acts_of, search, units

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


RULES = "doc-qaghidalar__para"


@pytest.mark.parametrize(
    "query",
    [
        "391 11-тармақ", "11-тармақ 391", "391 11", "11 391", "№391 п. 11", "п.11 № 391", "пункт 11 391",
        "391 пункт 11", "приказ № 391 п 11", "п. 11 приказа 391", "бұйрық 391 11-тармақ",
        "№ 391 бұйрығының 11-тармағы", "V2300033449 11",
    ],
)  # fmt: skip
def test_a_unit_is_named_with_its_act_in_either_order_and_either_language(corpus: Corpus, query: str) -> None:
    assert [(hit.number, hit.eid) for hit in units(corpus, query, AFTER)][:1] == [("391", f"{RULES}_11")]
    assert {hit.number for hit in units(corpus, query, AFTER)} == {"391"}


@pytest.mark.parametrize("query", ["391 пп. 3 п. 7", "п. 7 пп. 3) № 391", "подпункт 3) пункта 7 приказа № 391"])
def test_a_subpoint_is_named_in_short(corpus: Corpus, query: str) -> None:
    assert {hit.eid for hit in units(corpus, query, AFTER)} == {f"{RULES}_7__point_3"}


def test_an_address_alone_is_that_of_every_act_that_has_the_unit_on_the_day(corpus: Corpus) -> None:
    hits = list(units(corpus, "11-тармақ", AFTER))
    every = {hit.number for hit in hits}
    assert len({(hit.act, hit.eid) for hit in hits}) == len(hits), "each once"
    assert {"391", "399"} <= every == {hit.number for hit in units(corpus, "пункт 11", AFTER)}
    assert "391" not in {hit.number for hit in units(corpus, "11-тармақ", date(2023, 9, 1))}, "not yet in force"
    assert len({hit.eid for hit in units(corpus, "391 1-тармақ", AFTER)}) == 2, "of the order and of the Rules"
    for words in ("391", "тармақ", "п. 99 391", "", "№", "цифрлық платформа"):
        assert not list(units(corpus, words, AFTER)), words


def test_the_acts_of_a_day_are_those_signed_or_registered_on_it(corpus: Corpus) -> None:
    assert [act.number for act in acts_of(corpus, date(2026, 4, 10), AFTER)] == ["129"]
    assert corpus.index()["V2300033449"].registered == date(2023, 9, 21)
    assert [act.number for act in acts_of(corpus, date(2023, 9, 21), AFTER)] == ["391", "399"], "№ 399 was signed then"
