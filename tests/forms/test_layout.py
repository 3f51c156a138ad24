"""How a form stands on the page, whatever file it is printed to."""

from __future__ import annotations

from nqs_docs.forms.fill import fill
from nqs_docs.forms.layout import Paragraph, Table, parts
from nqs_docs.forms.model import Blank, Field, FieldType, Item, Slot
from nqs_docs.forms.values import check
from tests.forms.by_hand import ACT, REQUEST, blank, line

SIGNED = blank(
    line("Тапсырды (Орындаушы)"),
    Item(((Slot("лауазымы"),), ("/",), (Slot("қолы"),)), bare=True),
    Item((("лауазымы",), ("",), ("қолы",)), bare=True),
    line("Мөр орны"),
    fields=(
        Field("лауазымы", "лауазымы", FieldType.TEXT, True),
        Field("қолы", "қолы", FieldType.SIGNATURE, False),
    ),
)


def tables(of: Blank) -> list[Table]:
    return [part for part in parts(of) if isinstance(part, Table)]


def paragraphs(of: Blank) -> list[Paragraph]:
    return [part for part in parts(of) if isinstance(part, Paragraph)]


def test_who_signs_stands_on_the_page_of_the_row_to_sign_in() -> None:
    assert [line.held for line in paragraphs(SIGNED)] == [True, False]


def test_places_of_a_table_without_lines_have_a_line_below() -> None:
    ((_, first), (_, second)) = tables(SIGNED)[0].rows
    assert [cell.ruled for cell in first] == [True, False, True]
    assert not any(cell.ruled for cell in second)


def test_a_line_is_held_to_its_caption() -> None:
    held = [part.words[0] for part in paragraphs(REQUEST) if part.held]
    assert held == [Slot("орган", room=31), "20"]


def test_numbers_stand_at_the_right_and_heads_in_the_middle() -> None:
    sides = [[cell.side for cell in cells] for _, cells in tables(ACT)[0].rows]
    assert sides[2] == ["center"] * 5
    assert sides[3] == ["", "", "right", "right", "right"]
    assert sides[4] == ["", "right", "", "right"]


def test_a_cell_of_a_head_stands_over_the_empty_ones_below() -> None:
    downs = [[cell.down for cell in cells] for _, cells in tables(ACT)[0].rows]
    assert downs[:3] == [[2, 2, 1], [0, 0, 1, 1, 1], [1, 1, 1, 1, 1]]


def test_rows_that_are_given_stand_in_the_table_of_the_blank() -> None:
    row = {"атауы": "Кеңес", "саны": "2", "бағасы": "10"}
    values, _ = check(ACT.fields, {"нөмірі": "1", "қызметтер": [row, row, row]})
    filled = fill(ACT, values)
    (table,) = [part for part in parts(filled) if isinstance(part, Table)]
    assert len(table.rows) == len(tables(ACT)[0].rows) + 2
