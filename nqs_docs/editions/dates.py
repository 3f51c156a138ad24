"""Dates in force of acts and of their instructions, from all that the corpus knows.

A publication date that is not known makes an interval; its end is the first
evidence that the act was in force. Norm: Law № 480-V "On legal acts", art. 42.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta

from nqs_docs.amendments.commencement import DEFAULT, main_clause
from nqs_docs.amendments.operation import Operation, Verb
from nqs_docs.clauses.act import Act, Citation, Commencement, CommencementRule, NoteKind, Unit
from nqs_docs.editions.edition import Interval

Operations = Mapping[str, tuple[Operation, ...]]


def interval(
    commencement: Commencement | None, act: Citation, *, registered: date | None = None,
    published: date | None = None, evidence: Iterable[date | None] = (),
) -> Interval | None:  # fmt: skip
    """The dates on which a rule of ``act`` takes effect; None if they cannot be known.

    ``evidence``: days by which it was certainly in force; one before the earliest
    possible day shows nothing of the kind (a text taken before it took effect). Without a publication
    date the earliest day is counted from registration, failing that from signing.
    """
    rule = commencement or DEFAULT
    if rule.rule is CommencementRule.UNREADABLE:
        return None
    if rule.rule is CommencementRule.DATE:
        return Interval(rule.date, rule.date) if rule.date else None
    known_days = {CommencementRule.REGISTRATION: registered, CommencementRule.SIGNING: act.date}
    if day := known_days.get(rule.rule, published):
        day = _after(day, rule)
        return Interval(day, day)
    counted_from = registered or act.date
    if counted_from is None:
        return None
    earliest = _after(counted_from, rule)
    known = [day for day in evidence if day is not None and day >= earliest]
    return Interval(earliest, min(known) if known else None)


def _after(day: date, rule: Commencement) -> date:
    """The day a term after ``day``; a month without that day ends the term on its last."""
    years, month = divmod(day.month - 1 + rule.months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1])) + timedelta(rule.days)


def _some_day(unread: Commencement) -> Commencement:
    """A rule for a clause that cannot be read: no earlier than its publication, nobody knows when."""
    return Commencement(CommencementRule.PUBLICATION, clause=unread.clause)


class Dates:
    """Counts commencement rules for the acts of a corpus."""

    def __init__(self, acts: Mapping[str, Act], given: Operations, by_target: Operations) -> None:
        self._acts = acts
        self._given = given  # instructions by the order that gives them
        self._by_target = by_target  # instructions by the act they change
        self._identity = {(act.citation.number, act.citation.date): key for key, act in acts.items()}
        self._known: dict[str, list[date | None]] = {}

    def of(self, act_id: str, commencement: Commencement | None) -> Interval | None:
        """When a rule of a held act takes effect; None where its clause cannot be read."""
        act = self._acts[act_id]
        if act_id not in self._known:
            self._known[act_id] = self._evidence(act_id)
        given = {"registered": act.registered, "published": act.published}
        return interval(commencement, act.citation, **given, evidence=self._known[act_id])

    def in_force(self, act_id: str, root: Unit) -> Interval | None:
        """When a held act itself came into force, by its own clause as ``root`` has it.

        A clause that cannot be read leaves the time from its registration to the first evidence uncertain.
        """
        act, main = self._acts[act_id], main_clause(root)
        said = [e.commencement for n in act.notes for e in n.events if e.kind is NoteKind.COMMENCES and e.commencement]
        if said and not main.clause:
            main = said[0]
        if main.rule is CommencementRule.UNREADABLE:
            return interval(_some_day(main), act.citation, registered=act.registered, evidence=self._evidence(act_id))
        return self.of(act_id, main)

    def noted_in(self, act_id: str) -> Callable[[Commencement | None, Citation], Interval | None]:
        """When an act named in a note of ``act_id`` took effect: by its own dates if it is held.

        A clause that cannot be read leaves it uncertain, from the day of signing or registration on.
        """

        def resolve(commencement: Commencement | None, by: Citation) -> Interval | None:
            if commencement is not None and commencement.rule is CommencementRule.UNREADABLE:
                commencement = _some_day(commencement)
            held = self._identity.get((by.number, by.date))
            if held is not None:
                return self.of(held, commencement)
            return interval(commencement, by, evidence=[self._acts[act_id].taken])

        return resolve

    def _evidence(self, act_id: str) -> list[date | None]:
        """Days by which an act was in force: its source taken, it was changed by a later act or a dated note."""
        act = self._acts[act_id]
        if self._given.get(act_id):
            return [act.taken, *self._relied_upon(act_id)]
        noted = [event.by.date for note in act.notes for event in note.events if event.by]
        changed = [self._acts[op.source].citation.date for op in self._by_target.get(act_id, ())]
        return [act.taken, *noted, *changed]

    def _relied_upon(self, source_id: str) -> list[date | None]:
        """Signing days of later orders that change a unit which this order inserted."""
        own = self._acts[source_id].citation.date or date.min
        inserted = {op.address for op in self._given[source_id] if op.verb is Verb.INSERT and op.address}
        targets = {op.target_id for op in self._given[source_id] if op.verb is Verb.INSERT}
        return [
            day
            for target in targets
            for op in self._by_target.get(target, ())
            if (day := self._acts[op.source].citation.date) and day > own and op.address in inserted
        ]
