"""Word editions: what a clerk opens, searches and signs."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from pathlib import Path

import docx as python_docx
import pytest
from docx.document import Document as Word
from hypothesis import given
from hypothesis import strategies as st

from nqs_docs.clauses.act import Kind, State, Unit
from nqs_docs.editions.edition import Edition
from nqs_docs.editions.library import Library
from nqs_docs.publish import ooxml, write
from nqs_docs.publish.document import BlockKind, document
from nqs_docs.publish.remarks import face
from nqs_docs.store.corpus import open_corpus
from tests.publish.acts import act, edition, leaf, order, part, point, row, rules
from tests.publish.test_writers import sample
from tests.publish.word import W, check, paragraphs
from tests.publish.word import part as xml_part


@pytest.fixture(scope="module")
def library() -> Library:
    return open_corpus(Path(__file__).parents[2] / "corpus").library()


def word(found: Edition) -> Word:
    return python_docx.Document(io.BytesIO(write(document(found, notes=True), "docx")))


def signed(*lines: str) -> Edition:
    signature = Unit(Kind.SIGNATURE, children=tuple(leaf(line) for line in lines))
    return edition(act(order(point("1", part(leaf("1. Бекітілсін."))), signature)))


def test_every_edition_of_the_corpus_says_every_block_in_order_and_is_well_made(library: Library) -> None:
    for act_id in library.act_ids():
        for day in library.dates(act_id):
            shown = document(library.edition(act_id, day), notes=True)
            data = write(shown, "docx")
            check(data)
            cells = [cell for block in shown.blocks for cell in block.cells or (block.text,) if cell]
            assert paragraphs(xml_part(data)) == ["\n".join(face(shown)), *cells]


def test_headings_make_a_navigation_pane() -> None:
    headings = [
        (p.style.name, p.text) for p in word(sample()).paragraphs if p.style and "Heading" in (p.style.name or "")
    ]
    assert headings == [
        ("Heading 1", "Қағидаларды бекіту туралы"),
        ("Heading 2", "Ақталған адамға куәлік беру қағидалары"),
        ("Heading 3", "1-тарау. Жалпы"),
    ]


def test_points_subpoints_and_gaps_have_styles_of_their_own() -> None:
    subpoint = Unit(Kind.SUBPOINT, "1", (part(leaf("1) бір;"), leaf("екі.")),))
    one = edition(act(rules(point("1", part(leaf("1. Мыналар:"), subpoint), part(leaf("Бөлік."))))))
    styles = {p.text: p.style.style_id for p in word(one).paragraphs if p.style}
    assert styles["1. Мыналар:"] == "Point"
    assert styles["1) бір;"] == "Subpoint"
    assert styles["екі."] == styles["Бөлік."] == "Indent"
    assert {p.style.style_id for p in word(sample()).paragraphs if p.style and "корпуста жоқ.]" in p.text} == {"Gap"}


def test_an_appendix_begins_on_a_new_page_at_the_right() -> None:
    corner = next(p for p in word(sample()).paragraphs if p.style and p.style.style_id == "Corner")
    assert corner.paragraph_format.page_break_before
    assert corner.style and corner.style.paragraph_format.left_indent.cm > 8


def test_the_first_thing_on_a_page_needs_no_new_page() -> None:
    rules_only = edition(act(rules(point("1", part(leaf("1. Бір."))))))
    assert not next(p for p in word(rules_only).paragraphs if "бекітілген" in p.text).paragraph_format.page_break_before


def test_the_name_stands_beside_the_office() -> None:
    (table,) = word(signed("Қазақстан Республикасы", "Еңбек министрі", "С. Жакупова")).tables
    assert [cell.text for cell in table.rows[0].cells] == ["Қазақстан Республикасы\nЕңбек министрі", "С. Жакупова"]


def test_a_signature_that_ends_in_no_name_stays_as_printed() -> None:
    assert not word(signed("Қазақстан Республикасы", "Еңбек министрі")).tables


def test_the_head_of_a_table_is_repeated_and_a_heading_row_takes_the_whole_width() -> None:
    rows = row("№", "Атауы"), row("1", "2"), row("Міндетті бөлім", ""), row("1.", "")
    data = write(document(edition(act(rules(Unit(Kind.TABLE, children=rows))))), "docx")
    check(data)
    found = list(xml_part(data).iter(f"{W}tr"))
    assert [line.find(f"{W}trPr/{W}tblHeader") is not None for line in found] == [True, True, False, False]
    assert [len(line.findall(f"{W}tc")) for line in found] == [2, 2, 1, 2]


def test_tables_side_by_side_do_not_grow_together() -> None:
    tables = Unit(Kind.TABLE, children=(row("а", "б"),)), Unit(Kind.TABLE, children=(row("в", "г", "д"), row("е", "ж")))
    data = write(document(edition(act(rules(*tables)))), "docx")
    check(data)
    assert [len(table.findall(f"{W}tr")) for table in xml_part(data).iter(f"{W}tbl")] == [1, 2]


def test_properties_name_the_act_and_the_day_and_no_clock() -> None:
    found = word(sample()).core_properties
    assert (found.identifier, found.version, found.language) == ("V2200026976", "12.07.2026", "kk-KZ")
    assert "№ 78" in found.title and found.subject == "Қағидаларды бекіту туралы"
    assert found.created == found.modified == datetime(2026, 7, 12, tzinfo=UTC)


def test_an_act_whose_title_is_not_held_is_named_by_its_number() -> None:
    heading = Unit(Kind.HEADING, state=State.NOT_HELD)
    found = word(edition(act(Unit(Kind.ORDER, children=(heading,))))).core_properties
    assert found.subject == "28.02.2022 № 78 бұйрығы"


def test_paper_is_a4_with_the_margins_of_an_order_and_pages_are_numbered() -> None:
    section = word(sample()).sections[0]
    sizes = (section.page_width, section.page_height, section.left_margin, section.right_margin)
    assert [round(size.cm, 1) for size in sizes if size] == [21.0, 29.7, 3.0, 1.5]
    assert " PAGE " in section.footer._element.xml


@given(st.text())
def test_any_text_can_be_held(words: str) -> None:
    body = ooxml.paragraph("Indent", ooxml.run(words))
    data = ooxml.package(body, ooxml.Properties(words, "", "", "", date(2026, 7, 12)))
    check(data)
    assert paragraphs(xml_part(data)) == ([ooxml.clean(words)] if words else [])


def test_notes_and_gaps_are_no_clauses(library: Library) -> None:
    shown = document(library.edition("V2200026976", date(2026, 7, 12)), notes=True)
    found = {
        p.text: p.style.style_id for p in word(library.edition("V2200026976", date(2026, 7, 12))).paragraphs if p.style
    }
    for block in shown.blocks:
        if block.kind in (BlockKind.NOTE, BlockKind.GAP):
            assert found[block.text] == {BlockKind.NOTE: "EditorialNote", BlockKind.GAP: "Gap"}[block.kind]


def test_points_and_subpoints_hang_by_their_numbers(library: Library) -> None:
    styles = word(library.edition("V2300033449", date(2026, 7, 12))).styles
    for name in ("Тармақ", "Тармақша"):
        layout = styles[name].paragraph_format
        assert layout.first_line_indent is not None
        assert layout.first_line_indent < 0
