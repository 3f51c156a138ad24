"""Promises under any sequence of operations, and for every pair of dates in the corpus."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from nqs_docs.amendments.operation import Operation
from nqs_docs.editions.library import Library
from nqs_docs.publish.document import document
from nqs_docs.publish.remarks import lines
from nqs_docs.redlines.compare import compare
from nqs_docs.redlines.redline import Change, Redline
from nqs_docs.store.corpus import open_corpus
from tests.editions.building import BASE, on
from tests.editions.test_properties import operations
from tests.redlines.building import library, new_text, old_text

START = date(2026, 1, 1)
CORPUS = Path(__file__).parents[2] / "corpus"


def dated(ops: list[Operation], days: list[int]) -> Library:
    """The operations, each on its day."""
    pairs = zip(ops, days, strict=False)
    return library(*(replace(op, commencement=on(START + timedelta(day))) for op, day in pairs))


def check(found: Redline) -> None:
    """Both editions can be read off, in order, and every change says why."""
    shown = list(lines(found))
    before = [block.text for block in document(found.old, found.old_path).blocks] if found.old_path is not None else []
    after = [block.text for block in document(found.new, found.new_path).blocks] if found.new_path is not None else []
    assert [" | ".join(map(old_text, line.cells)) for line in shown if line.old] == before
    assert [" | ".join(map(new_text, line.cells)) for line in shown if line.new] == after
    for line in shown:
        marked = [piece for cell in line.cells for piece in cell if piece.op is not Change.SAME]
        if line.gap:
            continue
        assert bool(marked) == (line.kind is not Change.SAME)
        assert not marked or line.unit is not None
        if found.old.act == found.new.act:
            assert bool(line.causes) == bool(marked)
            assert all(piece.cause in line.causes for piece in marked)


@given(operations(), st.lists(st.integers(0, 5), min_size=8, max_size=8), st.integers(0, 5), st.integers(0, 5))
@settings(max_examples=150)
def test_both_editions_can_be_read_off_a_redline(ops: list[Operation], days: list[int], one: int, other: int) -> None:
    lib = dated(ops, days)
    first, last = sorted((one, other))
    check(compare(lib.edition(BASE, START + timedelta(first)), lib.edition(BASE, START + timedelta(last))))


@given(operations(), st.lists(st.integers(0, 5), min_size=8, max_size=8), st.integers(0, 5))
@settings(max_examples=50)
def test_an_edition_against_itself_has_no_change(ops: list[Operation], days: list[int], day: int) -> None:
    one, other = (dated(ops, days).edition(BASE, START + timedelta(day)) for _ in range(2))
    found = compare(one, other)
    assert found.units == ()
    assert {row.kind for row in found.rows} <= {Change.SAME}


def test_every_pair_of_dates_in_the_corpus() -> None:
    whole = open_corpus(CORPUS).library()
    pairs = 0
    for act_id in whole.act_ids():
        days = whole.dates(act_id)
        for old, new in combinations((days[0] - timedelta(1), *days), 2):
            found = compare(whole.edition(act_id, old), whole.edition(act_id, new))
            if whole.edition(act_id, old).in_force is None or old >= days[0]:
                check(found)
                pairs += 1
    assert pairs > 15


@pytest.mark.parametrize(("one", "other"), [("V2300033449", "V2300033455"), ("V2600038286", "V2600038395")])
def test_two_acts_can_be_compared(one: str, other: str) -> None:
    whole = open_corpus(CORPUS).library()
    day = date(2026, 7, 12)
    check(compare(whole.edition(one, day), whole.edition(other, day)))
