"""All acts together: editions, outcomes, histories of any of them on any date.

Values in, values out; timelines are built when asked for and kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property

from nqs_docs.amendments.commencement import main_clause
from nqs_docs.amendments.from_act import operations as read_operations
from nqs_docs.amendments.operation import Operation, Verb
from nqs_docs.clauses.act import Act, Address, Citation, Commencement, Kind, NoteKind, Unit
from nqs_docs.clauses.address_locate import locate
from nqs_docs.clauses.citation import registry_id
from nqs_docs.editions import event as events
from nqs_docs.editions import notes
from nqs_docs.editions.edition import Cause, Edition, Interval, Outcome, Status, Wording
from nqs_docs.editions.event import Event
from nqs_docs.editions.evidence import evidence
from nqs_docs.editions.in_force import interval
from nqs_docs.editions.interim import delayed_key
from nqs_docs.editions.timeline import Timeline, build
from nqs_docs.editions.tree import get
from nqs_docs.findings import Finding, error

Operations = Mapping[str, tuple[Operation, ...]]


class Library:
    """Acts and amending orders, compiled."""

    def __init__(self, acts: Mapping[str, Act], operations: Operations) -> None:
        self.acts = dict(acts)
        self._given = dict(operations)
        self._read: dict[str, tuple[Operation, ...]] = {}
        self._timelines: dict[str, Timeline] = {}
        self._reading: set[str] = set()

    # --- which acts there are ---------------------------------------------------------

    @cached_property
    def _by_target(self) -> dict[str, tuple[Operation, ...]]:
        """Every instruction by the act it changes, as its order was adopted."""
        found: dict[str, list[Operation]] = {}
        for source in sorted(self._given):
            for operation in self._given[source]:
                target = self.target_id(operation)
                if target:
                    found.setdefault(target, []).append(operation)
        return {target: tuple(operations) for target, operations in found.items()}

    def target_id(self, operation: Operation) -> str:
        """The registry id of the act an operation changes; by number and date where it bears none."""
        if operation.target_id or operation.target is None:
            return operation.target_id
        wanted = operation.target
        same = [i for i, act in self.acts.items() if wanted.date and (act.citation.number, act.citation.date) == (wanted.number, wanted.date)]
        return same[0] if len(same) == 1 else ""

    def act_ids(self) -> tuple[str, ...]:
        """Every act, held or known only through amendments, in order of its id."""
        return tuple(sorted({*self.acts, *self._by_target}))

    def citation(self, act_id: str) -> Citation:
        """Body, date and number of an act, from its own source or from the first order that names it."""
        if act_id in self.acts:
            return self.acts[act_id].citation
        named = [op.target for op in self._by_target.get(act_id, ()) if op.target]
        return named[0] if named else Citation()

    # --- operations -----------------------------------------------------------------------

    def operations(self, source_id: str) -> tuple[Operation, ...]:
        """The instructions of an order; of one that was itself amended, as it stands on the day each takes effect."""
        if source_id not in self._read:
            self._read[source_id] = self._amended(source_id)
        return self._read[source_id]

    def _amended(self, source_id: str) -> tuple[Operation, ...]:
        given = self._given.get(source_id, ())
        if source_id not in self.acts or source_id not in self._by_target or source_id in self._reading:
            return given
        self._reading.add(source_id)
        days = {day.earliest for op in given if (day := self._interval(op, op.commencement))}
        result: dict[tuple[int, date], Operation] = {}
        timeline = self.timeline(source_id)
        for day in sorted(days | {version.day for version in timeline.versions}):
            for op in read_operations(self.acts[source_id], timeline.root(day))[0]:
                in_force = self._interval(op, op.commencement)
                if in_force and in_force.earliest == day:
                    result[(op.position, day)] = op
        self._reading.discard(source_id)
        return tuple(sorted(result.values(), key=lambda op: op.position)) or given

    def outcomes(self, source_id: str) -> tuple[Outcome, ...]:
        """What became of each instruction of an order, in the order of its text."""
        return tuple(self._outcome(op) for op in self.operations(source_id))

    def _outcome(self, op: Operation) -> Outcome:
        target = self.target_id(op)
        found = self.timeline(target).outcomes.get(op.key) if target else None
        if found is not None:
            return found
        in_force = self._interval(op, op.commencement)
        reason = op.reason or ("edition.commencement-unreadable" if in_force is None else "edition.unresolved")
        return Outcome(op, Status.UNRESOLVED, in_force, (), reason)

    # --- dates --------------------------------------------------------------------------

    def _interval(self, op: Operation, commencement: Commencement | None) -> Interval | None:
        return self._act_interval(op.source, commencement)

    def _act_interval(self, act_id: str, commencement: Commencement | None) -> Interval | None:
        act = self.acts[act_id]
        return interval(
            commencement, act.citation, registered=act.registered, published=act.published, evidence=self._evidence_of(act_id)
        )

    def _evidence_of(self, act_id: str) -> list[date | None]:
        """Days by which an act was certainly in force: taken from its source, changed by a later act or a dated note."""
        act = self.acts[act_id]
        amending = bool(self._given.get(act_id))
        days: list[date | None] = [act.taken]
        if amending:
            days += self._relied_upon(act_id)
        else:
            days += [event.by.date for note in act.notes for event in note.events if event.by]
            days += [self.acts[op.source].citation.date for op in self._by_target.get(act_id, ())]
        return days

    def _relied_upon(self, source_id: str) -> list[date | None]:
        """Signing days of later orders that change a unit which this order inserted."""
        own = self.acts[source_id].citation.date or date.min
        inserted = {(self.target_id(op), op.address) for op in self._given[source_id] if op.verb is Verb.INSERT}
        return [
            day
            for target in {target for target, _ in inserted}
            for op in self._by_target.get(target, ())
            if (day := self.acts[op.source].citation.date) and day > own and (target, op.address) in inserted
        ]

    def in_force(self, act_id: str) -> Interval | None:
        """When an act itself came into force; None where its source is not held or its clause cannot be read."""
        if act_id not in self.acts:
            return None
        act = self.acts[act_id]
        announced = [e.commencement for n in act.notes for e in n.events if e.kind is NoteKind.COMMENCES and e.commencement]
        return self._act_interval(act_id, main_clause(act.root) or (announced[0] if announced else None))

    # --- timelines -------------------------------------------------------------------------

    def timeline(self, act_id: str) -> Timeline:
        """Everything an act said, in order of time."""
        if act_id not in self._timelines:
            self._timelines[act_id] = self._build(act_id)
        return self._timelines[act_id]

    def _build(self, act_id: str) -> Timeline:
        ops = [op for source in sorted({op.source for op in self._by_target.get(act_id, ())}) for op in self.operations(source)]
        mine = [op for op in ops if self.target_id(op) == act_id]
        found = [event for op in mine for event in self._events(op)]
        causes = {event.key: self._cause(event) for event in found}
        if act_id not in self.acts:
            return build(Unit(Kind.ACT, gaps=True, children=(Unit(Kind.ORDER, gaps=True),)), found, causes)
        told = evidence(self.acts[act_id], self._note_interval(act_id))
        timeline = build(told.root, [*found, *told.events], {**told.causes, **causes})
        return Timeline(timeline.first, timeline.versions, timeline.causes, timeline.outcomes, (*told.findings, *timeline.findings))

    def _note_interval(self, act_id: str):  # type: ignore[no-untyped-def]
        act = self.acts[act_id]
        known = {(a.citation.number, a.citation.date): i for i, a in self.acts.items()}

        def resolve(commencement: Commencement | None, by: Citation) -> Interval | None:
            held = known.get((by.number, by.date))
            if held is not None:
                return self._act_interval(held, commencement)
            return interval(commencement, by, evidence=[act.taken])

        return resolve

    def _events(self, op: Operation) -> list[Event]:
        in_force = self._interval(op, op.commencement)
        if in_force is None or op.verb is None or op.address is None:
            return []
        by = self.acts[op.source].citation
        delays = tuple(self._interval(op, delay.commencement) for delay in op.delays)
        result = [Event(events.Act.OPERATE, in_force, by, op.source, op.position, op.key, op.address, op, delays)]
        for delay, day in zip(op.delays, delays, strict=True):
            if day is not None:
                key = delayed_key(op, delay.leaf)
                result.append(Event(events.Act.ARRIVE, day, by, op.source, op.position, key, op.address, op, leaf=delay.leaf))
        end = self._interval(op, op.until) if op.until else None
        if end is not None:
            result.append(Event(events.Act.RESUME, end, by, op.source, op.position, f"{op.key}!", op.address, op))
        return result

    def _cause(self, event: Event) -> Cause:
        op = event.operation
        return Cause(event.key, event.by, event.by_id, event.in_force, op, None, op.commencement if op else None)

    # --- what users ask for ---------------------------------------------------------------------

    def edition(self, act_id: str, on: date) -> Edition:
        """The act as it stands on a day, with its notes, causes and what could not be applied."""
        timeline = self.timeline(act_id)
        causes = {key: cause for key, cause in timeline.causes.items() if cause.in_force.earliest <= on}
        bare = Edition(
            act_id, self.citation(act_id), on, timeline.root(on), act_id in self.acts, self.in_force(act_id), causes,
            self._failures(act_id, on), (), timeline.findings,
        )  # fmt: skip
        held = self.acts.get(act_id)
        return notes.annotated(bare, held.notes if held else (), timeline, {i: a.registered for i, a in self.acts.items()})

    def _failures(self, act_id: str, on: date) -> tuple[Outcome, ...]:
        failed = []
        for source in sorted({op.source for op in self._by_target.get(act_id, ())}):
            for outcome in self.outcomes(source):
                since = outcome.in_force.earliest if outcome.in_force else self.acts[source].citation.date
                mine = self.target_id(outcome.operation) == act_id
                if mine and outcome.status is not Status.APPLIED and (since is None or since <= on):
                    failed.append(outcome)
        return tuple(failed)

    def dates(self, act_id: str) -> tuple[date, ...]:
        """The days on which a new redaction begins, the act's own first."""
        own = self.in_force(act_id)
        days = {version.day for version in self.timeline(act_id).versions}
        return tuple(sorted(days | ({own.earliest} if own else set())))

    def history(self, act_id: str, address: Address) -> tuple[Wording, ...]:
        """Every wording of a unit in order of time; periods without it have ``unit`` None."""
        timeline = self.timeline(act_id)
        own = self.in_force(act_id)
        wordings = [Wording(own.earliest if own else None, None, False, _single(timeline.first, address), None)]
        for version in timeline.versions:
            unit = _single(version.root, address)
            if unit is wordings[-1].unit:
                continue
            last = wordings.pop()
            changed = [e for e in version.events if e.key in _causes_of(unit)] or list(version.events)
            cause = timeline.causes.get(changed[-1].key)
            wordings.append(Wording(last.since, version.day, last.estimated, last.unit, last.cause))
            uncertain = any(e.in_force.latest != e.in_force.earliest for e in changed)
            wordings.append(Wording(version.day, None, uncertain, unit, cause))
        return tuple(wordings)

    def findings(self, act_id: str) -> tuple[Finding, ...]:
        """What was noticed in compiling an act, and the instructions of its own that could not be applied."""
        result = list(self.timeline(act_id).findings)
        for outcome in self.outcomes(act_id) if act_id in self.acts else ():
            op = outcome.operation
            if outcome.in_force is None and not op.reason:
                result.append(error("edition.commencement-unreadable", act=act_id, span=op.span, instruction=op.instruction))
        return tuple(result)


def _single(root: Unit, address: Address) -> Unit | None:
    paths = locate(root, address)
    return get(root, paths[0]) if len(paths) == 1 else None


def _causes_of(unit: Unit | None) -> set[str]:
    if unit is None:
        return set()
    keys = {unit.cause, *(run.cause for run in unit.runs)}
    for child in unit.children:
        keys |= _causes_of(child)
    return keys - {""}


def compile_acts(acts: Mapping[str, Act], operations: Operations) -> Library:
    """A library of ``acts`` (by registry id) and the operations read from each amending order."""
    return Library(acts, operations)


__all__ = ["Library", "compile_acts", "registry_id"]
