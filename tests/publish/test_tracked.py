"""Tracked changes: accept all is the new edition, reject all the old one, to the letter."""

from __future__ import annotations

import io
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest
from docx_revisions import RevisionDocument
from hypothesis import given
from hypothesis import strategies as st

from nqs_docs.clauses.act import Kind, State, Unit
from nqs_docs.editions.edition import Edition
from nqs_docs.editions.library import Library
from nqs_docs.publish import ooxml, tracked, write
from nqs_docs.publish.document import document
from nqs_docs.redlines.compare import compare
from nqs_docs.redlines.redline import Redline
from nqs_docs.store.corpus import open_corpus
from tests.publish.acts import act, cause, edition, leaf, order, part, point, row, rules
from tests.publish.word import W, check, paragraphs, resolved
from tests.publish.word import part as xml_part


@pytest.fixture(scope="module")
def library() -> Library:
    return open_corpus(Path(__file__).parents[2] / "corpus").library()


def in_word(found: Edition | None) -> list[tuple[str, str]]:
    """Style and words of every paragraph of an edition's own file, but for its face."""
    if found is None:
        return []
    data = write(document(found), "docx")
    check(data)
    return resolved(data, accept=True)[1:]


def plain(data: bytes, accept: bool) -> list[str]:
    """What another program makes of it; it keeps emptied paragraphs."""
    word = RevisionDocument(io.BytesIO(data))
    word.accept_all() if accept else word.reject_all()
    file = io.BytesIO()
    word.save(file)
    return paragraphs(xml_part(file.getvalue()))


def holds(redline: Redline) -> bytes:
    """The promise; the file for further questions."""
    data = tracked.write(redline)
    check(data)
    old = redline.old if redline.old_path is not None else None
    new = redline.new if redline.new_path is not None else None
    for found, accept in ((old, False), (new, True)):
        assert resolved(data, accept) == in_word(found)
        assert plain(data, accept) == [text for _, text in in_word(found)]
    return data


def test_every_pair_of_days_of_every_act(library: Library) -> None:
    for act_id in library.act_ids():
        for old, new in combinations(library.dates(act_id), 2):
            holds(compare(library.edition(act_id, old), library.edition(act_id, new)))


def test_backwards_too(library: Library) -> None:
    new, old = (library.edition("V2300033449", day) for day in (date(2026, 7, 11), date(2026, 7, 12)))
    holds(compare(old, new))


def test_an_act_that_was_not_there_is_inserted_whole_and_one_that_is_gone_is_deleted_whole(library: Library) -> None:
    found = library.edition("V2300033455", date(2025, 2, 7))
    holds(compare(found, found, None, ()))
    holds(compare(found, found, (), None))


def test_two_acts(library: Library) -> None:
    day = date(2026, 7, 12)
    holds(compare(library.edition("V2300033455", day), library.edition("V2300033449", day)))


def test_the_author_is_the_amending_order_and_the_date_its_day_of_effect(library: Library) -> None:
    old, new = (library.edition("V2300033449", day) for day in (date(2026, 7, 11), date(2026, 7, 12)))
    changes = list(xml_part(tracked.write(compare(old, new))).iter(f"{W}ins", f"{W}del"))
    assert {(node.get(f"{W}author"), node.get(f"{W}date")) for node in changes} == {
        ("№ 129 бұйрық, 10.04.2026", "2026-07-12T00:00:00Z")
    }


def test_whole_words_are_marked(library: Library) -> None:
    old, new = (library.edition("V2300033449", day) for day in (date(2026, 7, 11), date(2026, 7, 12)))
    first = next(xml_part(tracked.write(compare(old, new))).iter(f"{W}p"))
    marked = [
        (node.tag.removeprefix(W), "".join(map(str, node.itertext()))) for node in first.iter(f"{W}ins", f"{W}del")
    ]
    assert marked == [("del", "ақпараттық"), ("ins", "цифрлық")]


def test_rows_of_a_table_are_inserted_and_deleted_as_rows() -> None:
    def table(*rows: Unit) -> Edition:
        return edition(act(rules(Unit(Kind.TABLE, children=rows))))

    def numbered(label: str, *cells: str) -> Unit:
        return Unit(Kind.ROW, label, row(*cells).children)

    old = table(numbered("1", "1", "бір"), numbered("2", "2", "екі"), numbered("3", "3", "үш"))
    new = table(numbered("1", "1", "бірінші"), numbered("3", "3", "үш"), numbered("4", "4", "төрт"))
    body = xml_part(holds(compare(old, new)))
    marks = [[node.tag.removeprefix(W) for node in properties] for properties in body.iter(f"{W}trPr")]
    assert sorted(mark for (mark,) in marks) == ["del", "ins"]


def test_a_text_whose_other_wording_is_not_held_says_so_in_a_comment() -> None:
    brought = cause()
    old = edition(act(rules(point("1", state=State.NOT_HELD))))
    new = edition(act(rules(point("1", part(leaf("1. Бір.", cause=brought.key))))), brought)
    data = holds(compare(old, new))
    assert "мәтіні корпуста жоқ" in "".join(str(words) for words in xml_part(data, "word/comments.xml").itertext())


def test_what_must_be_known_stands_above_the_first_page_and_not_in_the_text(library: Library) -> None:
    old, new = (library.edition("V2200026976", day) for day in (date(2026, 4, 13), date(2026, 7, 12)))
    data = tracked.write(compare(old, new))
    head = paragraphs(xml_part(data, "word/header.xml"))
    assert "13.04.2026 және 12.07.2026" in head[0] and "Болжамды" in head[0]


VOCABULARY = "ақпараттық цифрлық жүйе, жүйелер; (бұдан әрі) 1) a\tb <b> & ___ С.".split(" ")


def spelled(number: int) -> str:
    """A text for each number, its digits the words: one draw for a whole text."""
    rest, digit = divmod(number, len(VOCABULARY))
    return VOCABULARY[digit] + (f" {spelled(rest)}" if rest else "")


SPELLED = st.integers(0, len(VOCABULARY) ** 8).map(spelled)
TEXTS = SPELLED | SPELLED | SPELLED | st.text(min_size=1, max_size=8).map(ooxml.clean)
PARTS = st.lists(TEXTS, min_size=1, max_size=3).map(lambda texts: part(*map(leaf, texts)))
POINTS = st.builds(
    lambda label, parts: point(label, *parts), st.sampled_from("1 2 3 3-1 4".split()), st.lists(PARTS, min_size=1)
)
TABLES = st.lists(st.lists(TEXTS, min_size=1, max_size=3), min_size=1, max_size=3).map(
    lambda rows: Unit(Kind.TABLE, children=tuple(row(*cells) for cells in rows))
)
SIGNATURES = st.lists(TEXTS | st.just("С. Жакупова"), min_size=1, max_size=3).map(
    lambda lines: Unit(Kind.SIGNATURE, children=tuple(map(leaf, lines)))
)
ACTS = st.builds(
    lambda units, signed, own: edition(act(order(own, signed), rules(*units))),
    st.lists(POINTS | TABLES, max_size=4, unique_by=lambda unit: unit.label or id(unit)),
    SIGNATURES,
    POINTS,
)


@pytest.mark.slow
@given(ACTS, ACTS)
def test_any_two_editions(old: Edition, new: Edition) -> None:
    data = tracked.write(compare(old, new))
    check(data)
    assert [text for _, text in resolved(data, accept=False)] == [text for _, text in in_word(old)]
    assert [text for _, text in resolved(data, accept=True)] == [text for _, text in in_word(new)]
