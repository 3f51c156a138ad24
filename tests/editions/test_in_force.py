"""Commencement rules counted into dates (Law № 480-V, art. 42)."""

from __future__ import annotations

from datetime import date

import pytest

from nqs_docs.clauses.act import Citation, Commencement, CommencementRule
from nqs_docs.editions.dates import interval
from nqs_docs.editions.edition import Interval

ACT = Citation("113", date(2026, 4, 1))
REGISTERED = date(2026, 4, 2)


def counted(days: int) -> Commencement:
    return Commencement(CommencementRule.PUBLICATION, None, days)


@pytest.mark.parametrize(("days", "day"), [(0, 10), (1, 11), (11, 21)])
def test_days_are_counted_from_publication(days: int, day: int) -> None:
    published = date(2026, 4, 10)
    assert interval(counted(days), ACT, registered=REGISTERED, published=published) == Interval(
        date(2026, 4, day), date(2026, 4, day)
    )


def test_without_publication_they_are_counted_from_registration_or_signing() -> None:
    assert interval(counted(11), ACT, registered=REGISTERED) == Interval(date(2026, 4, 13), None)
    assert interval(counted(11), ACT) == Interval(date(2026, 4, 12), None)
    assert interval(None, ACT, registered=REGISTERED) == Interval(date(2026, 4, 13), None)


def test_evidence_ends_the_doubt_but_not_before_the_earliest_day() -> None:
    taken = date(2026, 6, 1)
    assert interval(counted(11), ACT, registered=REGISTERED, evidence=[None, taken]) == Interval(
        date(2026, 4, 13), taken
    )
    early = date(2026, 4, 5)
    assert interval(counted(11), ACT, registered=REGISTERED, evidence=[early]) == Interval(date(2026, 4, 13), None)


def test_a_clause_that_cannot_be_read_is_never_in_force() -> None:
    assert interval(Commencement(CommencementRule.UNREADABLE), ACT, published=REGISTERED) is None
