"""Values in the places of a blank, as Word and PDF say them."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from decimal import Decimal

import pypdfium2
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from nqs_docs.forms import fill, pdf, word, wording
from nqs_docs.forms.compiled import Compiled
from nqs_docs.forms.model import Blank, Field, FieldType, Row, Slot, Values
from tests.forms.by_hand import ACT, REQUEST, blank, line

FOOT = "Түбіртек: 78-1, 12.07.2026"
PERSON: Values = {
    "орган": "Алматы қаласының басқармасы",
    "аты": "Жүнісбекова Гүлшарат Әбдірахманқызы",
    "жсн": "850101300123",
    "туған": date(1985, 1, 1),
    "құжаттар": "жеке куәліктің көшірмесі, ақтау туралы анықтама, некені тіркеу туралы куәлік",
    "тізім": ("анықтама", "куәлік"),
    "тәсіл": ("пошта",),
    "жәрдемақы": ("зейнетақы",),
    "күні": date(2026, 7, 12),
}
EXAM: Row = {"атауы": "Емтихан", "саны": Decimal(100), "бағасы": Decimal("1234.50")}
ENTRY: Row = {"атауы": "Тіркеу", "саны": Decimal("2.5"), "бағасы": Decimal("0.33")}
SERVICES: Values = {"нөмірі": "17", "қызметтер": (EXAM, ENTRY)}
COMPILED = Compiled(word.template(REQUEST), "t")


def words(text: str) -> str:
    """Its characters without white space and the lines to write on."""
    return re.sub(r"[\s_\u200b\u00ad\x02\ufffe]+", "", text)


def word_text(data: bytes) -> str:
    """Every word of a Word file, in order, a merged cell once."""
    document = Document(io.BytesIO(data))
    return "".join(node.text or "" for node in document.element.body.iter() if node.tag.endswith("}t"))


def pdf_text(data: bytes) -> str:
    """Every word of a PDF."""
    return "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))


def both(blank: Blank, values: Values, foot: str = FOOT) -> tuple[Blank, str, str]:
    """The filled form, its words in Word, its words in PDF."""
    filled = fill.fill(blank, values)
    return (
        filled,
        word_text(Compiled(word.template(blank), "t").write(filled, feet=[foot])),
        pdf_text(pdf.write(filled, foot)),
    )


def test_word_and_pdf_say_the_same_words() -> None:
    for form, values in ((REQUEST, PERSON), (ACT, SERVICES), (REQUEST, {}), (ACT, {})):
        filled, in_word, in_pdf = both(form, values)
        assert words(in_word) == words(filled.text().replace(" | ", "")) + words(FOOT)
        assert sorted(words(in_pdf)) == sorted(words(in_word))  # a PDF is read across the cells of a row


def test_dates_sums_boxes_and_underlines() -> None:
    text = fill.fill(REQUEST, PERSON).text()
    assert re.search('туған күні 1985_* ж. "1_*" қаңтар', text)
    assert '2026\u00a0жылғы "12" шілде' in text
    assert "☐ қолма-қол ☒ пошта" in text
    act = fill.fill(ACT, SERVICES).text()
    assert "1. | Емтихан | 100 | 1\u00a0234,50 | 123\u00a0450,00" in act
    assert "2. | Тіркеу | 2,5 | 0,33 | 0,83" in act
    assert "Барлығы | 102,5 | х | 123\u00a0450,83" in act
    xml = _document(COMPILED.write(fill.fill(REQUEST, PERSON)))
    assert '<w:u w:val="single"/></w:rPr><w:t xml:space="preserve">зейнетақы</w:t>' in xml
    assert '<w:r><w:t xml:space="preserve">жәрдемақы</w:t></w:r>' in xml


def _document(data: bytes) -> str:
    return zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()


def test_a_long_value_flows_over_the_printed_lines() -> None:
    lines = fill.fill(REQUEST, PERSON).text().split("\n")
    at = lines.index("Құжаттар:")
    assert lines[at + 1].rstrip("_") + " " + lines[at + 2].rstrip("_") == PERSON["құжаттар"]
    assert set(lines[at + 3]) == {"_"}


def test_hostile_values_stay_text() -> None:
    hostile = [
        "{{ 7*7 }}",
        "{% for x in y %}",
        "<b>&amp;</b>",
        "&",
        "]]>",
        "\u202eйлакырт\u2066",
        "a\x00\x07b",
        "Ж" * 10_000,
    ]
    for value in hostile:
        filled, in_word, in_pdf = both(REQUEST, PERSON | {"орган": value, "аты": value})
        shown = words(wording.seen(value))
        assert words(in_word).count(shown) == 2
        assert words(in_word) == words(filled.text()) + words(FOOT) == words(in_pdf)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_printed_once_and_changes_nothing_else(value: str) -> None:
    filled = fill.fill(REQUEST, PERSON | {"жсн": value})
    printed = words(word_text(COMPILED.write(filled)))
    assert printed == words(filled.text())
    assert words(wording.seen(value)) in printed


@given(st.text(max_size=300), st.lists(st.floats(1, 80), min_size=1, max_size=5))
def test_flowing_text_loses_no_word(value: str, rooms: list[float]) -> None:
    lines = wording.flow(value, rooms)
    assert len(lines) == len(rooms)
    assert "".join("".join(lines).split()) == "".join(value.split())


def test_fixed_braces_are_no_tags() -> None:
    odd = blank(
        line("{{ орган }} {% endfor %} {# #} 5% ", Slot("орган", room=5), " } {"),
        fields=(Field("орган", "орган", FieldType.TEXT, True),),
    )
    _, in_word, in_pdf = both(odd, {"орган": "басқарма"}, "")
    assert words(in_word) == "{{орган}}{%endfor%}{##}5%басқарма}{" == words(in_pdf)


def test_the_same_values_give_the_same_bytes() -> None:
    filled = fill.fill(REQUEST, PERSON)
    files = {Compiled(word.template(REQUEST), "t").write(filled, feet=[FOOT]) for _ in range(2)}
    assert len(files) == 1 and len({pdf.write(filled, FOOT) for _ in range(2)}) == 1


def test_a_year_of_another_century_is_not_written_after_printed_digits() -> None:
    assert not list(fill.misfits(REQUEST, PERSON))
    (finding,) = fill.misfits(REQUEST, PERSON | {"күні": date(1999, 5, 1)}, 3)
    assert finding.code == "form.year-printed" and dict(finding.params)["row"] == "3"
