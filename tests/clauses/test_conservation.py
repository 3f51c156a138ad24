"""Every character of a source stands in exactly one unit, one note or one piece of layout."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nqs_docs.clauses.act import Act, Run, walk
from nqs_docs.clauses.from_lines import read_act
from nqs_docs.findings import Finding, SourceError
from nqs_docs.sources.read import read

CORPUS = Path(__file__).parents[2] / "corpus"
SEEDS = sorted(CORPUS.glob("V*/*.txt"))
# White space, emphasis, heading marks, bullets, escapes, bookmarks, page numbers on lines of their own.
LAYOUT = re.compile(r"(?:[\s#*\\_\-]|\[bookmark: [^\]]*\]|<[^<>]*>|(?<=\n)\s*\d{1,4}\s*(?=\n))*")


def all_runs(act: Act) -> list[Run]:
    runs = [run for unit in walk(act.root) for run in unit.runs]
    return runs + [run for note in act.notes for run in note.runs]


def assert_conserved(text: str, act: Act, findings: tuple[Finding, ...]) -> None:
    """Page furniture is layout that its finding names."""
    furniture = [
        (finding.span.start, finding.span.end)
        for finding in findings
        if finding.code == "source.page-furniture" and finding.span
    ]
    spans = sorted([(run.start, run.end) for run in all_runs(act) if run.end > run.start] + furniture)
    position = 0
    for start, end in spans:
        assert start >= position, f"twice: {text[start:position]!r}"
        gap = text[position:start]
        assert LAYOUT.fullmatch(gap), f"lost: {gap!r}"
        position = end
    assert LAYOUT.fullmatch(text[position:]), f"lost: {text[position:]!r}"


def assert_runs_are_the_source(text: str, act: Act) -> None:
    for run in all_runs(act):
        printed = text[run.start : run.end]
        assert run.text == printed or (run.text in " \n" and not re.search(r"[^\W_]", printed)), run


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.parent.name)
def test_every_character_of_a_seed_stands_in_one_place(path: Path) -> None:
    source = read(path.read_bytes(), path.name)
    act, findings = read_act(source)
    assert_conserved(source.text, act, findings)
    assert_runs_are_the_source(source.text, act)


DAMAGES = [
    lambda lines, at: lines[:at] + lines[at + 1 :],  # a line lost
    lambda lines, at: [*lines[:at], lines[at], *lines[at:]],  # a line twice
    lambda lines, at: [*lines[:at], "", *lines[at:]],  # a page break
    lambda lines, at: [*lines[:at], lines[at].replace('"', "", 1), *lines[at + 1 :]],  # a quote lost
    lambda lines, at: [*lines[:at], lines[at].replace(":", "", 1), *lines[at + 1 :]],
    lambda lines, at: [*lines[:at], lines[at].replace('"', "«"), *lines[at + 1 :]],
    lambda lines, at: [*lines[:at], "## " + lines[at].lstrip(), *lines[at + 1 :]],
    lambda lines, at: [*lines[:at], lines[at].replace(" ", " "), *lines[at + 1 :]],
    lambda lines, at: lines[:at] + lines[at:][::-1],
    lambda lines, at: [
        *lines[:at],
        lines[at][: len(lines[at]) // 2],
        lines[at][len(lines[at]) // 2 :],
        *lines[at + 1 :],
    ],
]


@pytest.mark.slow
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(SEEDS),
    st.lists(st.tuples(st.sampled_from(DAMAGES), st.floats(0, 0.999)), min_size=1, max_size=6),
)
def test_every_character_of_a_damaged_seed_stands_in_one_place(path: Path, damages) -> None:  # type: ignore[no-untyped-def]
    lines = path.read_text(encoding="utf-8").split("\n")
    for damage, place in damages:
        lines = damage(lines, int(place * len(lines)))
    try:
        source = read("\n".join(lines).encode(), path.name)
        act, findings = read_act(source)
    except SourceError:
        return
    assert_conserved(source.text, act, findings)
    assert_runs_are_the_source(source.text, act)
