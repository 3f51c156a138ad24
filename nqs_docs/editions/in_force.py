"""From a commencement rule to dates: an interval where publication is unknown.

Norm: Law № 480-V "On legal acts", art. 42.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from nqs_docs.clauses.act import Citation, Commencement, CommencementRule
from nqs_docs.editions.edition import Interval

#: Where an act says nothing: ten calendar days after its first publication.
DEFAULT = Commencement(CommencementRule.PUBLICATION, None, 11)


def interval(
    commencement: Commencement | None,
    act: Citation,
    *,
    registered: date | None = None,
    published: date | None = None,
    evidence: Iterable[date | None] = (),
) -> Interval | None:
    """The dates on which a rule of ``act`` takes effect; None if they cannot be known.

    ``evidence``: days by which it was certainly in force; one before the earliest
    possible day shows nothing of the kind (a text taken before it took effect). Without a publication
    date the earliest day is counted from registration, failing that from signing.
    """
    rule = commencement or DEFAULT
    if rule.rule is CommencementRule.INHERITED:
        rule = DEFAULT
    if rule.rule is CommencementRule.UNREADABLE:
        return None
    if rule.rule is CommencementRule.DATE:
        return Interval(rule.date, rule.date) if rule.date else None
    if published:
        day = published + timedelta(rule.days)
        return Interval(day, day)
    counted_from = registered or act.date
    if counted_from is None:
        return None
    earliest = counted_from + timedelta(rule.days)
    known = [day for day in evidence if day is not None and day >= earliest]
    return Interval(earliest, min(known) if known else None)
