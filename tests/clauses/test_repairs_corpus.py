"""The repairs of the five source documents, one by one."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from nqs_docs.clauses.act import text_of
from nqs_docs.clauses.paragraph import Paragraph, runs
from nqs_docs.clauses.paragraphs import paragraphs
from nqs_docs.findings import Finding, Severity
from tests.sources.seeds import source

DATA = Path(__file__).parent / "data"


def collapse(text: str) -> str:
    return " ".join(text.split())


def params(finding: Finding) -> dict[str, str]:
    return dict(finding.params)


def texts(found: tuple[Paragraph, ...]) -> list[str]:
    return [text_of(runs(paragraph)) for paragraph in found]


def repaired(number: str, *codes: str) -> list[Finding]:
    return [finding for finding in paragraphs(source(number))[1] if finding.code in codes]


def test_the_text_of_230_is_as_printed() -> None:
    expected = collapse((DATA / "230_repaired.txt").read_text(encoding="utf-8"))
    assert collapse(" ".join(texts(paragraphs(source("230"))[0]))) == expected


def test_230_has_exactly_its_fifteen_repairs() -> None:
    expected = json.loads((DATA / "230_repairs.json").read_text(encoding="utf-8"))
    found = repaired("230", "source.displaced-link", "source.torn-word")
    assert len(found) == len(expected) == 15
    for wanted in expected:
        raw, after = collapse(wanted["raw"]), collapse(wanted["repaired"])
        assert any(
            collapse(p["before"]) in raw or raw in collapse(p["before"] + " тіркеу") for p in map(params, found)
        ), raw
        assert any(
            collapse(p["after"]) in after or after in collapse(p["after"] + " тіркеу") for p in map(params, found)
        ), after


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("129", {"source.page-break": 4}),
        ("113", {"source.flattened-table": 1}),
        (
            "391",
            {"source.page-break": 2, "source.torn-signature": 1, "source.heading-misuse": 6, "source.bullet": 5},
        ),
        ("230", {"source.page-break": 1, "source.displaced-link": 13, "source.torn-word": 2}),
        ("399", {"source.bullet": 11}),
    ],
)
def test_each_order_has_these_repairs_and_no_others(number: str, expected: dict[str, int]) -> None:
    assert Counter(finding.code for finding in paragraphs(source(number))[1]) == expected


@pytest.mark.parametrize("number", ["129", "113", "391", "230", "399"])
def test_every_repair_is_a_warning_that_quotes_the_source(number: str) -> None:
    got = source(number)
    for finding in paragraphs(got)[1]:
        assert finding.severity is Severity.WARNING
        assert finding.act == got.key
        assert finding.span is not None
        assert params(finding)["before"] == got.text[finding.span.start : finding.span.end]


@pytest.mark.parametrize("number", ["129", "391", "230", "113", "399"])
def test_a_refused_repair_is_not_made_and_the_others_are(number: str) -> None:
    got = source(number)
    all_of_them = paragraphs(got)[1]
    for refused in all_of_them:
        assert refused.span is not None
        left = paragraphs(got, frozenset({(refused.code, refused.span.start)}))[1]
        assert [f for f in all_of_them if f != refused] == list(left)


def test_with_every_repair_refused_the_lines_of_230_stand_as_they_were_read() -> None:
    got = source("230")
    refused = frozenset((f.code, f.span.start) for f in paragraphs(got)[1] if f.span)
    found, findings = paragraphs(got, refused)
    assert findings == ()
    assert collapse(" ".join(texts(found))) == collapse(got.text)


def test_the_signature_of_391_names_the_post_first() -> None:
    found = texts(paragraphs(source("391"))[0])
    at = found.index("С. Жакупова")
    assert found[at - 2 : at] == ["Қазақстан Республикасы", "Еңбек және халықты әлеуметтік қорғау министрі"]


def test_the_table_of_113_has_its_rows_again() -> None:
    rows = [p.cells for p in paragraphs(source("113"))[0] if p.cells]
    assert [text_of(row[0]) for row in rows[1:]] == [str(n) for n in range(1, 13)]
    assert {len(row) for row in rows[1:]} == {3}
    assert text_of(rows[5][2]).startswith("1) куәлік")
    assert text_of(rows[5][2]).endswith("20 минут.")


def test_a_corner_of_113_is_one_paragraph_of_lines() -> None:
    corner = next(p for p in paragraphs(source("113"))[0] if text_of(runs(p)).endswith("(тұратын мекенжайы)"))
    assert [text_of(line) for line in corner.lines][:4] == [
        "Ақталған адамға куәлік",
        "беру қағидаларына",
        "1-қосымша",
        "_______________________________",
    ]
