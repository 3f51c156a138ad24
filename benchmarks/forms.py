"""Filled forms: a compiled template beside the same template in the hands of docxtpl, and ten thousand of them."""

from __future__ import annotations

import io
import resource
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

from docxtpl import DocxTemplate
from jinja2 import Environment

from benchmarks.measure import best
from benchmarks.stages import Figure
from nqs_docs.forms import catalogue, pdf, word
from nqs_docs.forms.compiled import Compiled
from nqs_docs.forms.fill import fill
from nqs_docs.forms.model import Blank, FieldType, Value, Values, slots
from nqs_docs.store.corpus import open_corpus

_CORPUS = Path(__file__).parent.parent / "corpus"
_ON = date(2026, 7, 12)
_FORM = "391"  # one page
_MANY = 10_000


def forms() -> Iterator[Figure]:
    """A one-page form: after the first, beside plain docxtpl, as PDF, and many in a row."""
    blank, _ = catalogue.blank(open_corpus(_CORPUS).library(), _FORM, _ON)
    values = _values(blank, 0)
    page = word.template(blank)
    seconds, compiled = best(lambda: Compiled(page, _FORM), runs=3)
    yield Figure(f"form {_FORM}: its Word template compiled", f"{seconds * 1e3:.1f} ms")
    ours, _ = best(lambda: [compiled.write(fill(blank, values), feet=["foot"]) for _ in range(100)], runs=5)
    ours /= 100
    yield Figure("  filled and written as DOCX", f"{ours * 1e3:.2f} ms", "1 ms")
    plain, _ = best(lambda: _plain(page, blank), runs=5)
    yield Figure(
        "  the same template by plain docxtpl", f"{plain * 1e3:.1f} ms, {plain / ours:.0f} times", "20 times ours"
    )
    seconds, data = best(lambda: pdf.write(fill(blank, values), "foot"), runs=3)
    yield Figure(f"  as PDF, {len(data) / 1e3:.0f} KB", f"{seconds * 1e3:.0f} ms")
    yield _many(blank, compiled)


def _many(blank: Blank, compiled: Compiled) -> Figure:
    """Memory after a tenth of them and after all."""
    total, early = 0, 0
    for number in range(_MANY):
        total += len(compiled.write(fill(blank, _values(blank, number)), feet=["foot"]))
        early = early or (_peak() if number == _MANY // 10 else 0)
    grown = _peak() - early
    return Figure(f"  {_MANY:,} of them, {total / 1e6:.0f} MB: memory grows by", f"{grown / 1024:.1f} MB", "0")


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # kilobytes


def _values(blank: Blank, number: int) -> Values:
    kinds: dict[FieldType, Value] = {
        FieldType.DATE: _ON,
        FieldType.MONEY: Decimal("15234.50"),
        FieldType.QUANTITY: Decimal(3),
    }
    return {
        field.name: kinds.get(field.type, f"Жүнісбекова Гүлшарат {number}")
        for field in blank.fields
        if field.type not in (FieldType.ROWS, FieldType.LIST, FieldType.CHOICE, FieldType.SIGNATURE)
    }


def _plain(page: bytes, blank: Blank) -> bytes:
    template = DocxTemplate(io.BytesIO(page))
    template.render({slot.field: "Жүнісбекова Гүлшарат" for slot in slots(blank.body)}, Environment(autoescape=True))
    file = io.BytesIO()
    template.save(file)
    return file.getvalue()
