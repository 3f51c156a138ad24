"""The comparative table: what is filed with a draft order."""

from __future__ import annotations

from datetime import date
from itertools import combinations
from pathlib import Path

import pytest
from lxml import etree

from nqs_docs.clauses.act import State
from nqs_docs.editions.edition import Edition
from nqs_docs.editions.library import Library
from nqs_docs.publish import table
from nqs_docs.redlines.compare import compare
from nqs_docs.redlines.redline import Redline
from nqs_docs.store.corpus import open_corpus
from tests.publish.acts import act, cause, edition, leaf, part, point, rules
from tests.publish.word import W, check, words
from tests.publish.word import part as xml_part


@pytest.fixture(scope="module")
def library() -> Library:
    return open_corpus(Path(__file__).parents[2] / "corpus").library()


@pytest.fixture(scope="module")
def of_391(library: Library) -> Redline:
    return compare(*_two(library, "V2300033449", date(2026, 7, 11), date(2026, 7, 12)))


def _two(library: Library, act_id: str, old: date, new: date) -> tuple[Edition, Edition]:
    return library.edition(act_id, old), library.edition(act_id, new)


def rows(redline: Redline) -> list[list[str]]:
    """The cells of every row of the table, those of tables inside it apart."""
    data = table.write(redline)
    check(data)
    grid = xml_part(data).find(f"{W}body/{W}tbl")
    assert grid is not None
    return [[_text(cell) for cell in row.findall(f"{W}tc")] for row in grid.findall(f"{W}tr")]


def _text(cell: etree._Element) -> str:
    return "\n".join(words(p) for p in cell.findall(f"{W}p"))


def small(old: str | None, new: str | None) -> Redline:
    """Point 1, and point 2 in an old and a new wording; None: there is no such point."""
    brought = cause()

    def made(text: str | None, key: str) -> Edition:
        units = [point("1", part(leaf("1. Бір."))), *([point("2", part(leaf(text, cause=key)))] if text else [])]
        return edition(act(rules(*units)), *([brought] if key else []))

    return compare(made(old, ""), made(new, brought.key))


def test_the_five_official_columns_and_their_numbers(of_391: Redline) -> None:
    head, numbers, *_ = rows(of_391)
    assert head[:4] == [
        "Р/с №",
        "Құқықтық актінің құрылымдық элементі",
        "Қолданыстағы редакция",
        "Ұсынылатын редакция",
    ]
    assert head[4].startswith("Негіздеме:\n1) түзетудің мәні;\n2) енгізілетін әрбір түзетудің дәлелді негіздемесі;\n3)")
    assert numbers == ["1", "2", "3", "4", "5"]


def test_one_row_for_each_changed_unit_named_in_kazakh(of_391: Redline) -> None:
    found = rows(of_391)[2:]
    assert [row[0] for row in found] == [f"{number}." for number in range(1, len(found) + 1)]
    names = [row[1] for row in found]
    assert len(names) == len(of_391.units) == len(set(names))
    assert {"Бұйрықтың тақырыбы", "Қағидалардың 7-тармағының 3) тармақшасы", "Қағидалардың 11-тармағы"} <= set(names)


def test_both_wordings_stand_whole_and_only_whole_words_are_marked(of_391: Redline) -> None:
    data = table.write(of_391)
    row = next(row for row in xml_part(data).iter(f"{W}tr") if "14-тармағының 5) тармақшасы" in _text(row[1]))
    _, _, old, new, why = row.findall(f"{W}tc")
    assert _text(old) == "5) әкімшінің жедел ақпараттық қауіпсіздік орталығы."
    assert _text(new) == "5) әкімшінің жедел киберқауіпсіздік орталығы."
    struck = [_run(run) for run in old.iter(f"{W}r") if run.find(f"{W}rPr/{W}strike") is not None]
    bold = [_run(run) for run in new.iter(f"{W}r") if run.find(f"{W}rPr/{W}b") is not None]
    assert (struck, bold) == (["ақпараттық қауіпсіздік"], ["киберқауіпсіздік"])
    assert _text(why).startswith("1) \n2) \n3) ") and "№ 129" in _text(why) and "мынадай редакцияда" in _text(why)


def _run(run: etree._Element) -> str:
    return "".join(str(text) for text in run.itertext())


def test_a_new_unit_has_no_old_wording_and_a_deleted_one_no_new() -> None:
    assert rows(small(None, "2. Екі."))[2][2:4] == ["Жоқ.", "2. Екі."]
    assert rows(small("2. Екі.", None))[2][2:4] == ["2. Екі.", "Алып тасталсын."]


def test_a_wording_that_is_not_held_is_no_empty_cell() -> None:
    brought = cause()
    old = edition(act(rules(point("2", state=State.NOT_HELD))))
    new = edition(act(rules(point("2", part(leaf("2. Екі.", cause=brought.key))))), brought)
    row = rows(compare(old, new))[2]
    assert "корпуста жоқ" in row[2] and row[3] == "2. Екі."
    assert "белгісіз" in row[4]
    body = xml_part(table.write(compare(old, new)))
    assert not list(body.iter(f"{W}strike")), "nobody knows what was deleted"


def test_no_difference_is_said(library: Library) -> None:
    assert rows(compare(*_two(library, "V2300033449", date(2026, 7, 12), date(2026, 7, 12))))[2:] == [
        ["Айырмашылық жоқ."]
    ]


def test_every_pair_of_days_is_well_made_and_no_wording_is_empty(library: Library) -> None:
    for act_id in library.act_ids():
        for old, new in combinations(library.dates(act_id), 2):
            redline = compare(*_two(library, act_id, old, new))
            found = rows(redline)[2:]
            assert len(found) == len(redline.units)
            assert all(row[2] and row[3] for row in found)


def test_paper_lies_on_its_side_and_bytes_are_the_same(of_391: Redline) -> None:
    data = table.write(of_391)
    size = xml_part(data).find(f"{W}body/{W}sectPr/{W}pgSz")
    assert size is not None and size.get(f"{W}orient") == "landscape"
    assert data == table.write(of_391)
