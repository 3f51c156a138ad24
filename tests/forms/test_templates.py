"""Designers' templates: never other words than the corpus, never a tag that is not understood."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from nqs_docs.clauses.address import parse
from nqs_docs.editions.find import find
from nqs_docs.editions.library import Library
from nqs_docs.findings import Severity, UsageError
from nqs_docs.forms import catalogue, drift, fill, pdf
from nqs_docs.forms.compiled import Compiled
from nqs_docs.forms.model import Blank, FieldType, Row, Value
from nqs_docs.forms.template import Template, read
from nqs_docs.store.corpus import open_corpus
from nqs_docs.store.templates import templates
from tests.forms.test_fill import pdf_text, word_text, words

ROOT = Path(__file__).parents[2]
TEMPLATES = templates(ROOT / "corpus")
ACT, REGISTER = TEMPLATES
ON = date(2026, 7, 12)


@pytest.fixture(scope="module")
def library() -> Library:
    """The acts of the corpus."""
    return open_corpus(ROOT / "corpus").library()


def changed(template: Template, old: str, new: str) -> Template:
    """A template with a word of its page replaced."""
    return rewritten(template, {old: new})


def rewritten(template: Template, words_of_page: Mapping[str, str], toml: Mapping[str, str] | None = None) -> Template:
    """The template read again from its files, with words replaced in the page and in the table."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template.file)) as page, zipfile.ZipFile(out, "w") as copy:
        for part in page.namelist():
            data = page.read(part).decode()
            for old, new in words_of_page.items() if part == "word/document.xml" else ():
                assert old in data
                data = data.replace(old, new)
            copy.writestr(part, data)
    table = (ROOT / "templates" / template.name).with_suffix(".toml").read_text("utf-8")
    for old, new in (toml or {}).items():
        assert old in table
        table = table.replace(old, new)
    return read(template.name, out.getvalue(), table.encode())


def test_the_templates_say_what_the_corpus_says(library: Library) -> None:
    assert list(drift.findings(library, TEMPLATES)) == []
    for template in TEMPLATES:
        edition = library.edition(template.binding.act, ON)
        path = find(edition, parse(template.binding.unit))
        assert drift.choose(TEMPLATES, edition, path) == (template, ())


def test_a_changed_word_is_named_and_the_template_is_not_used(library: Library) -> None:
    wrong = changed(ACT, "Құжат нөмірі", "Құжаттың нөмірі")
    (finding,) = drift.findings(library, [wrong])
    assert (finding.code, finding.severity) == ("template.wrong", Severity.ERROR)
    assert "Құжаттың" in dict(finding.params)["was"]
    edition = library.edition(wrong.binding.act, ON)
    path = find(edition, parse(wrong.binding.unit))
    chosen, (stale,) = drift.choose([wrong], edition, path)
    assert chosen is None and stale.code == "template.stale"


def test_a_missing_line_a_sign_and_a_column_are_seen(library: Library) -> None:
    for old, new in (
        ("Мөр орны", ""),
        ("АКТІСІ*", "АКТІСІ"),
        (">құны<", "><"),
        (">х<", ">x<"),
        ("2-қосымша", "3-қосымша"),
    ):
        assert [finding.code for finding in drift.findings(library, [changed(ACT, old, new)])] == ["template.wrong"]


def test_a_torn_head_is_read_column_by_column(library: Library) -> None:
    swapped = rewritten(
        REGISTER, {"ҰКС сәйкес код": "ҰКС сәйкес кәсіптің атауы", "ҰКС сәйкес кәсіптің атауы": "ҰКС сәйкес код"}
    )
    assert [finding.code for finding in drift.findings(library, [swapped])] == ["template.wrong"]


def test_a_redaction_that_the_corpus_does_not_hold_is_said(library: Library) -> None:
    for old, new, codes in (("№ 230", "№ 231", ["template.unbound"]), ("V2300033404", "V2300099999", [])):
        unbound = rewritten(ACT, {}, {old: new})
        assert [finding.code for finding in drift.findings(library, [unbound])] == codes


@pytest.mark.parametrize(
    ("page", "toml", "code"),
    [
        ({"{{ құжат_нөмірі }}": "{{ 7*7 }}"}, {}, "template.tag"),
        ({"{{ құжат_нөмірі }}": "{{ құжат_нөмірі.__class__() }}"}, {}, "template.tag"),
        ({"{{ құжат_нөмірі }}": "{% set a = 1 %}"}, {}, "template.tag"),
        ({"{{ құжат_нөмірі }}": "{{ нөмері }}"}, {}, "template.no-field"),
        ({"{{ құжат_нөмірі }}": ""}, {}, "template.no-place"),
        ({"row.саны": "row.сан"}, {}, "template.no-field"),
        ({"in қызметтер": "in жұмыстар"}, {}, "template.no-field"),
        ({}, {'name = "құжат_нөмірі"': ""}, "template.binding"),
        ({}, {'type = "text"': 'type = "words"'}, "template.binding"),
        ({}, {"[[fields]]": "[[fields"}, "template.binding"),
    ],
)
def test_a_template_that_is_not_understood_is_refused(page: dict[str, str], toml: dict[str, str], code: str) -> None:
    with pytest.raises(UsageError) as refused:
        rewritten(ACT, page, toml)
    assert refused.value.code == code


def example(type_: FieldType, options: tuple[str, ...]) -> Value:
    """A value of a type."""
    given: dict[FieldType, Value] = {
        FieldType.DATE: date(2026, 7, 12),
        FieldType.MONEY: Decimal("15234.5"),
        FieldType.QUANTITY: Decimal(3),
        FieldType.CHOICE: options[:1],
    }
    return given.get(type_, f"{{{{ {type_.value} }}}} <b>&")


def filled(blank: Blank) -> Blank:
    """The blank with a value in every field that takes one."""
    values: dict[str, Value] = {}
    for field in blank.fields:
        if field.type is FieldType.ROWS:
            row: Row = {column.name: example(column.type, column.options) for column in field.columns}
            values[field.name] = (row, row)
        elif field.type is not FieldType.SIGNATURE:
            values[field.name] = example(field.type, field.options)
    return fill.fill(blank, values)


def test_the_forms_of_templates_are_filled_alike_in_word_and_pdf(library: Library) -> None:
    for name, template in (("380-2", ACT), ("399", REGISTER)):
        blank, found = catalogue.blank(library, name, ON, TEMPLATES)
        assert blank.template == template.name and found == ()
        form = filled(blank)
        in_word = words(word_text(Compiled(template.file, name).write(form, feet=["түбіртек"])))
        assert in_word == words(form.text().replace(" | ", "")) + "түбіртек"
        in_pdf = words(pdf_text(pdf.write(form, "түбіртек")))
        hyphens = re.compile("-")  # one at the end of a line is not told from a hyphenation
        assert sorted(hyphens.sub("", in_pdf)) == sorted(hyphens.sub("", in_word))
        assert in_word.count("{{text}}<b>&") == sum(
            (
                2 * len([c for c in field.columns if c.type is FieldType.TEXT])
                if field.columns
                else field.type is FieldType.TEXT
            )
            for field in blank.fields
        )


def test_services_are_numbered_priced_and_summed(library: Library) -> None:
    blank, _ = catalogue.blank(library, "380-2", ON, TEMPLATES)
    text = filled(blank).text()
    assert "45\u00a0703,50" in text and "91\u00a0407,00" in text
    assert [line.split(" | ")[0] for line in text.split("\n") if "{{ text }}" in line and "45" in line] == ["1", "2"]


def test_a_record_of_two_rows_stays_together() -> None:
    two = rewritten(ACT, {})
    at = next(n for n, item in enumerate(two.body) if getattr(item, "repeats", ""))
    doubled = msgspec.structs.replace(two, body=(*two.body[: at + 1], two.body[at], *two.body[at + 1 :]))
    blank = msgspec.structs.replace(BARE, body=doubled.body, fields=doubled.binding.fields)
    numbers = [line.split(" | ")[0] for line in filled(blank).text().split("\n") if " | {{ text }} <b>& | 2026" in line]
    assert numbers == ["1", "1", "2", "2"]


BARE = Blank(
    form="t", act="", address=parse("1-қосымша"), eid="", title="t", on=ON, since=ON, until=None, estimated=False,
    doubts=(), causes=(), body=(), fields=(),
)  # fmt: skip
