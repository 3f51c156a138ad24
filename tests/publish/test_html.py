"""The page of an edition: what it offers without scripts, to those who read, hear, print or search it."""

from __future__ import annotations

import json
import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import lxml.html
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import HtmlElement

from nqs_docs.clauses.act import Address, Kind, Step, Unit
from nqs_docs.editions.edition import Edition, EditorialNote
from nqs_docs.publish import write
from nqs_docs.publish.document import document
from nqs_docs.store.corpus import open_corpus
from tests.publish.acts import ACT, DELETED, RULES, act, cause, edition, leaf, order, part, point, row, rules

CORPUS = Path(__file__).parents[2] / "corpus"
NOTE = "Ескерту. 1-тармақ жаңа редакцияда - ҚР Еңбек министрінің 01.04.2026 № 113 бұйрығымен."


def sample(words: str = "Жаңа мәтін.", before: bool = False) -> Edition:
    brought = cause()
    first = point("1", part(leaf(f"1. {words}", cause=brought.key), leaf("Ескі мәтін.")))
    gone = point("2", state=DELETED, cause=brought.key)
    chapter = Unit(Kind.CHAPTER, "1", (leaf("1-тарау. Жалпы", Kind.HEADING), first, gone))
    numbered = row("№", "Атауы", "Саны"), row("1", "2", "3"), row("Міндетті", "", ""), row("1)", "Куәлік", "")
    table = Unit(Kind.TABLE, children=numbered)
    notes = (EditorialNote(NOTE, Address((RULES, Step(Kind.POINT, "1"))), before=before),)
    return edition(act(order(), rules(chapter, table)), brought, notes=notes)


def page(shown: Edition, path: tuple[int, ...] = ()) -> HtmlElement:
    return lxml.html.document_fromstring(write(document(shown, path, notes=True), "html").decode())


def test_a_changed_passage_names_order_instruction_and_day() -> None:
    root = page(sample())
    (passage,) = [e for e in root.iter("ins") if e.text_content() == "1. Жаңа мәтін."]
    origin = passage.get("data-origin")
    assert origin is not None
    for words in ("№ 113", "9-өзгеріс", "12.07.2026", "1-тармақ мынадай редакцияда жазылсын:"):
        assert words in origin
    assert passage.get("datetime") == "2026-07-12"
    assert passage.get("tabindex") == "0"
    described = root.get_element_by_id(passage.get("aria-describedby") or "")
    assert described.text_content() == origin


def test_a_unit_that_a_printed_note_calls_restated_has_the_origin_of_the_note() -> None:
    shown = open_corpus(CORPUS).library().edition("V2300033455", date(2026, 7, 12))
    brought = [(e.text_content(), e.get("data-origin") or "") for e in page(shown).iter("ins")]
    (inserted,) = [origin for words, origin in brought if words.startswith("8-1. ")]
    assert "№ 99" in inserted and "19.04.2024" in inserted
    assert not [words for words, _ in brought if words.startswith("7. ")]
    told = linked(page(shown))["legislationConsolidates"]
    assert isinstance(told, list) and len(told) == 2, "one for each order, also where its registry id is not known"


def test_what_did_not_change_has_no_origin() -> None:
    assert "Ескі мәтін." not in "".join(e.text_content() for e in page(sample()).iter("ins"))


def test_origin_shows_on_hover_and_on_focus_and_notes_hide_without_a_script() -> None:
    root = page(sample())
    (style,) = root.iter("style")
    assert "ins:hover::after,ins:focus::after{content:attr(data-origin)" in str(style.text)
    assert "#show-notes:not(:checked)~main .EditorialNote{display:none}" in str(style.text)
    switch, main = root.get_element_by_id("show-notes"), root.find(".//main")
    assert main is not None and main in list(switch.itersiblings())
    assert [e.text for e in root.iter("label") if e.get("for") == "show-notes"] == ["«Ескерту» жазбаларын көрсету"]
    assert NOTE in [e.text_content() for e in main.find_class("EditorialNote")]
    assert {e.get("type") for e in root.iter("script")} == {"application/ld+json"}


def test_headings_leave_no_level_out() -> None:
    for path in ((), (1,), (1, 2)):
        levels = [int(e.tag[1]) for e in page(sample(), path).iter("h1", "h2", "h3", "h4", "h5", "h6")]
        assert levels[0] == 1 and levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))


def test_tables_say_what_their_heads_head() -> None:
    (table,) = page(sample()).iter("table")
    scopes = {e.text_content(): e.get("scope") for e in table.iter("th")}
    assert scopes["Атауы"] == "col"
    assert scopes["Міндетті"] == "rowgroup"
    assert scopes["1)"] == "row"
    assert [len(list(group.iter("tr"))) for group in table.iter("thead", "tbody")] == [2, 2]


def holder(anchor: HtmlElement) -> str:
    """The words of the paragraph that an anchor is, or stands in."""
    around = anchor if anchor.tag == "p" else anchor.getparent()
    assert around is not None
    return str(around.text_content())


def test_a_note_takes_no_anchor_from_its_unit_and_gives_one_to_a_deleted_number() -> None:
    for before in (False, True):
        root = page(sample(before=before))
        first, gone = (root.get_element_by_id(f"doc-qaghidalar__para_{n}") for n in (1, 2))
        assert "1. Жаңа мәтін." in holder(first)
        assert "2-тармақ" in holder(gone)


def test_no_identifier_stands_twice_and_every_reference_resolves() -> None:
    root = page(sample())
    ids = [e.get("id") for e in root.iter() if e.get("id")]
    assert len(ids) == len(set(ids))
    links = {(e.get("href") or "").removeprefix("#") for e in root.iter("a")}
    assert links | {e.get("aria-describedby") for e in root.iter("ins")} <= set(ids)


def linked(root: HtmlElement) -> dict[str, object]:
    (script,) = root.iter("script")
    value = json.loads(str(script.text))
    assert isinstance(value, dict)
    return value


def test_a_search_engine_learns_which_act_of_which_day_it_is() -> None:
    value = linked(page(sample()))
    assert value["@type"] == "Legislation"
    assert value["legislationIdentifier"] == ACT
    assert value["legislationDate"] == "2022-02-28"
    assert value["legislationDateVersion"] == "2026-07-12"
    assert value["inLanguage"] == "kk"
    consolidated = value["legislationConsolidates"]
    assert isinstance(consolidated, list)
    assert [act["legislationIdentifier"] for act in consolidated] == ["V2600038286"]


def test_a_script_in_the_text_is_text() -> None:
    evil = '</script><script>alert(1)</script><!-- " onfocus="x'
    root = page(sample(evil))
    assert evil in root.text_content()
    assert len(list(root.iter("script"))) == 1
    assert not [e for e in root.iter() if e.get("onfocus")]
    heading = edition(act(Unit(Kind.ORDER, children=(leaf(evil, Kind.HEADING),))))
    assert linked(page(heading))["name"] == evil


def test_nothing_is_loaded_from_elsewhere() -> None:
    text = write(document(sample()), "html").decode()
    assert not re.search(r"<(?:link|img|iframe|base)\b|@import|url\(|\ssrc=", text)
    assert set(re.findall(r"https?://[^/\"]+", text)) == {"https://schema.org"}


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1))
def test_every_character_is_seen_as_printed(words: str) -> None:
    assert words in "".join(page(sample(words)).itertext())
