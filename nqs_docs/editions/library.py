"""All acts together: editions, outcomes, histories of any of them on any date.

Values in, values out; timelines are built when asked for and kept. Threads may share a library.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from functools import cache
from itertools import pairwise
from threading import RLock

from msgspec.structs import replace

from nqs_docs.amendments.from_act import operations as read_operations
from nqs_docs.amendments.operation import Operation, Verb
from nqs_docs.clauses.act import NUMBERED, Act, Address, Citation, Kind, NoteKind, State, Unit
from nqs_docs.clauses.address import parse, spoken
from nqs_docs.clauses.citation import same_number
from nqs_docs.clauses.decision import Decision, Matter
from nqs_docs.editions.dates import Dates, Operations
from nqs_docs.editions.delays import Own, delayed_key, own, repeal
from nqs_docs.editions.edition import Cause, Deed, Edition, Event, Interval, Outcome, Status, Wording, said
from nqs_docs.editions.evidence import edition_key, evidence
from nqs_docs.editions.history import history, on_some_day
from nqs_docs.editions.notes import annotated
from nqs_docs.editions.renumbering import at_position, placed, too_late
from nqs_docs.editions.timeline import Timeline, build
from nqs_docs.findings import Finding, UsageError, error, warning


class Library:
    """Acts and amending orders, compiled."""

    def __init__(self, acts: Mapping[str, Act], operations: Operations) -> None:
        self.acts = dict(acts)
        self._given = dict(operations)
        self._by_target = self._sorted_by_target()
        self._dates = Dates(self.acts, self._given, self._by_target)
        self._read: dict[str, tuple[Operation, ...]] = {}
        self._timelines, self._failed, self._own_days = cache(self._build), cache(self._failures), cache(self._own_day)
        self._reading: set[str] = set()
        self._alone = RLock()  # who asks while another thread reads an order waits, and does not get it unamended

    # --- which acts there are -----------------------------------------------------

    def _sorted_by_target(self) -> dict[str, tuple[Operation, ...]]:
        """Every instruction by the act it changes, as its order was adopted."""
        found: dict[str, list[Operation]] = {}
        for source in sorted(self._given):
            for operation in self._given[source]:
                found.setdefault(self.target_id(operation), []).append(operation)
        return {target: tuple(operations) for target, operations in found.items() if target}

    def target_id(self, operation: Operation) -> str:
        """The registry id of the act an operation changes; found by number and date where it bears none."""
        wanted = operation.target
        if operation.target_id or wanted is None or wanted.date is None:
            return operation.target_id
        same = self._of_that_day(wanted)
        return same[0] if len(same) == 1 else ""

    def _of_that_day(self, named: Citation) -> tuple[str, ...]:
        """The acts that are held of a number and a day of signing."""
        return tuple(key for key, act in self.acts.items() if _same_day(act.citation, named))

    def act_ids(self) -> tuple[str, ...]:
        """Every act, held or known only through amendments, in order of its id."""
        return tuple(sorted({*self.acts, *self._by_target}))

    def citation(self, act_id: str) -> Citation:
        """Body, date and number of an act, from its own source or from the first order that names it."""
        if act_id in self.acts:
            return self.acts[act_id].citation
        named = [op.target for op in self._by_target.get(act_id, ()) if op.target]
        return named[0] if named else Citation()

    def lang(self, act_id: str) -> str:
        """The language of an act; of one that is not held that of the first order that changes it."""
        held = [key for key in (act_id, *self.sources(act_id)) if key in self.acts]
        return self.acts[held[0]].lang if held else "kk"

    def sources(self, act_id: str) -> tuple[str, ...]:
        """The registry ids of the orders that change an act."""
        return tuple(sorted({op.source for op in self._by_target.get(act_id, ())}))

    # --- instructions -------------------------------------------------------------

    def operations(self, source_id: str) -> tuple[Operation, ...]:
        """The instructions of an order; of one itself amended, as it stands on the day each takes effect."""
        with self._alone:
            if source_id not in self._read:
                if source_id in self._reading or source_id not in self._by_target:
                    return self._given.get(source_id, ())
                self._reading.add(source_id)
                self._read[source_id] = self._amended(source_id)
                self._reading.discard(source_id)
            return self._read[source_id]

    def _amended(self, source_id: str) -> tuple[Operation, ...]:
        """An instruction counts as it reads on its own day: the order is read anew after each change of it."""
        if source_id not in self.acts:
            return self._given.get(source_id, ())
        timeline = self.timeline(source_id)
        days = [date.min, *(version.day for version in timeline.versions), None]
        taken: dict[int, Operation] = {}
        numbers = {place: op.position for place, op in placed(self._given.get(source_id, ()))}
        for day, end in pairwise(days):
            root = timeline.root(day or date.min)
            read = read_operations(self.acts[source_id], root)[0] if root.state is State.HELD else ()
            for place, op in placed(read):
                known = numbers.get(place)
                number = numbers.setdefault(place, len(numbers) + 1)
                since = self._in_force(op)
                if number not in taken and (end is None or (since is not None and since.earliest < end)):
                    late = known is None and day is not None and since is not None and since.earliest < day
                    taken[number] = at_position(too_late(op) if late else op, number)
        return tuple(taken[number] for number in sorted(taken))

    def _in_force(self, op: Operation) -> Interval | None:
        return self._dates.of(op.source, op.commencement)

    def in_force(self, act_id: str) -> Interval | None:
        """When an act itself came into force; None where it is not held or its clause cannot be read."""
        return self._own_days(act_id) if act_id in self.acts else None

    def _own_day(self, act_id: str) -> Interval | None:
        """By its own clause, as it read on that day: it may have been put off before."""
        found = None
        versions = self.timeline(act_id).versions if act_id in self._by_target else ()
        roots = (self.acts[act_id].root, *(version.root for version in versions))
        for root, end in zip(roots, (*(version.day for version in versions), date.max), strict=True):
            found = self._dates.in_force(act_id, root)
            if found is not None and found.earliest < end:
                break
        return found

    def outcomes(self, source_id: str) -> tuple[Outcome, ...]:
        """What became of each instruction of an order, in the order of its text; words found elsewhere left out."""
        every = map(self._outcome, self.operations(source_id))
        return tuple(outcome for outcome in every if outcome.status is Status.APPLIED or outcome.reason)

    def _outcome(self, op: Operation) -> Outcome:
        target = self.target_id(op)
        found = self.timeline(target).outcomes.get(op.key) if target else None
        if found is not None:
            return found
        in_force = self._in_force(op)
        if op.verb is not None and not target and in_force is not None:
            named = op.target.title or op.target.number if op.target else ""
            told = (*said(op), ("target", named))
            return Outcome(op, Status.BASE_NOT_HELD, in_force, (), "edition.target-not-held", told)
        reason = op.reason or ("edition.commencement-unreadable" if in_force is None else "edition.unresolved")
        return Outcome(op, Status.UNRESOLVED, in_force, (), reason, said(op))

    # --- timelines ----------------------------------------------------------------

    def timeline(self, act_id: str) -> Timeline:
        """Everything an act said, in order of time."""
        with self._alone:
            return self._timelines(act_id)

    def _build(self, act_id: str) -> Timeline:
        changing = [op for source in self.sources(act_id) for op in self.operations(source)]
        found = [event for op in changing if self.target_id(op) == act_id for event in self._events(op)]
        causes = {event.key: _cause(event) for event in found}
        if act_id not in self.acts:
            unheld = build(Unit(Kind.ACT, gaps=True, children=(Unit(Kind.ORDER, gaps=True),)), found, causes)
            return _worded(unheld, self.lang(act_id))
        act, later = self.acts[act_id], Own(self.acts[act_id].root)
        if not self._given.get(act_id):
            later = own(act, lambda rule: self._dates.of(act_id, rule))
        told = evidence(replace(act, root=later.root), self._dates.noted_in(act_id))
        gone = repeal(act) if not any(op.verb is Verb.REPEAL and op.address == Address(()) for op in changing) else ()
        causes |= {event.key: _cause(event) for event in gone}
        every = [*found, *later.events, *told.events, *gone]
        made = build(told.root, every, {**told.causes, **later.causes, **causes})
        return _worded(replace(made, findings=(*told.findings, *made.findings)), act.lang)

    def _events(self, op: Operation) -> list[Event]:
        in_force = self._in_force(op)
        if in_force is None or op.verb is None or op.address is None:
            return []
        by = self.acts[op.source].citation
        delays = tuple(self._dates.of(op.source, delay.commencement) for delay in op.delays)

        def event(act: Deed, day: Interval, key: str, leaf: int = 0) -> Event:
            address = op.address or Address(())
            return Event(act, day, by, op.source, op.position, key, address, op, delays, leaf)

        result = [event(Deed.OPERATE, in_force, op.key)]
        for delay, day in zip(op.delays, delays, strict=True):
            result += [event(Deed.ARRIVE, day, delayed_key(op, delay.leaf), delay.leaf)] if day else []
        end = self._dates.of(op.source, op.until) if op.until else None
        if end and end.earliest <= in_force.earliest:
            return []  # over before it began
        return [*result, event(Deed.RESUME, end, f"{op.key}!")] if end else result

    # --- what users ask for -------------------------------------------------------

    def edition(self, act_id: str, on: date, *, notes: bool = True) -> Edition:
        """The act as it stands on a day, with its causes and what could not be applied; its notes if asked for."""
        timeline = self.timeline(act_id)
        causes = {key: it for key, it in timeline.causes.items() if it.in_force.earliest <= on or _waits(it)}
        failures = tuple(outcome for outcome in self._failed(act_id) if self._since(outcome) <= on)
        bare = Edition(
            act_id, self.citation(act_id), on, timeline.root(on), base_held=act_id in self.acts,
            in_force=self.in_force(act_id), causes=causes, failures=failures, notes=(), findings=timeline.findings,
            coming=tuple(_coming(timeline, on)), lang=self.lang(act_id), decisions=self.decisions(act_id, on),
        )  # fmt: skip
        if not notes:
            return bare
        held = self.acts.get(act_id)
        registered = {key: act.registered for key, act in self.acts.items()}
        return annotated(bare, held.notes if held else (), timeline, registered)

    def decisions(self, act_id: str, on: date) -> tuple[Decision, ...]:
        """What people decided that the act on a day rests on: of its own source and of the orders adopted by then."""
        found: dict[Decision, None] = {}
        waiting, seen = [act_id], {act_id}
        while waiting:
            changed = waiting.pop()
            found |= dict.fromkeys(one for one in self._settled(changed) if one.matter is not Matter.INSTRUCTION)
            for source in self.sources(changed):
                if (self.acts[source].citation.date or date.min) > on:
                    continue
                found |= dict.fromkeys(self._followed(source, changed))
                waiting += [source] if source not in seen else []
                seen.add(source)
        return tuple(found)

    def _settled(self, act_id: str) -> tuple[Decision, ...]:
        return self.acts[act_id].decisions if act_id in self.acts else ()

    def _followed(self, source: str, target: str) -> Iterator[Decision]:
        """The decisions by which instructions of an order change an act, or another act in its place."""
        if any(one.matter is Matter.INSTRUCTION for one in self._settled(source)):
            for outcome in self.outcomes(source):
                by = outcome.operation.decision
                if by and outcome.status is not Status.UNRESOLVED:
                    yield from (by,) if by.act or self.target_id(outcome.operation) == target else ()

    def _failures(self, act_id: str) -> list[Outcome]:
        """The instructions for an act that were not applied, whenever their day."""
        every = [outcome for source in self.sources(act_id) for outcome in self.outcomes(source)]
        mine = [outcome for outcome in every if self.target_id(outcome.operation) == act_id]
        return [outcome for outcome in mine if outcome.status is not Status.APPLIED]

    def _since(self, outcome: Outcome) -> date:
        """From when a failure is named: its day in force or, unknown, the signing of its order."""
        if outcome.in_force is not None:
            return outcome.in_force.earliest
        return self.acts[outcome.operation.source].citation.date or date.min

    def dates(self, act_id: str) -> tuple[date, ...]:
        """The days on which a new redaction begins, the act's own first."""
        own = self.in_force(act_id)
        versions, taken = self.timeline(act_id).versions, edition_key(act_id)
        days = {version.day for version in versions if any(event.key != taken for event in version.events)}
        return tuple(sorted(days | ({own.earliest} if own else set())))

    def failed_dates(self, act_id: str) -> tuple[date, ...]:
        """The days from which an instruction should have changed an act and could not be applied."""
        return tuple(sorted({self._since(outcome) for outcome in self._failed(act_id)}))

    def estimated_dates(self, act_id: str) -> frozenset[date]:
        """Those of ``dates`` that are not certain."""
        own = self.in_force(act_id)
        days = [(v.day, e.in_force) for v in self.timeline(act_id).versions for e in v.events]
        days += [(own.earliest, own)] if own else []
        return frozenset(day for day, in_force in days if in_force.doubtful)

    def full_address(self, act_id: str, address: Address) -> Address:
        """The full address of a unit that was there on some day, the last one first; raises as ``find`` does."""
        days = tuple(reversed(self.dates(act_id))) or (date.max,)
        return on_some_day((self.edition(act_id, day) for day in days), address)

    def history(self, act_id: str, address: Address) -> tuple[Wording, ...]:
        """Every wording of a unit in order of time; periods without it have ``unit`` None."""
        return history(self.timeline(act_id), self.in_force(act_id), address)

    def findings(self, act_id: str) -> tuple[Finding, ...]:
        """What was noticed in compiling an act, and its own instructions that never take effect."""
        given = set(self._given.get(act_id, ()))
        own = [o for o in self.outcomes(act_id) if o.in_force is None or o.operation not in given]
        never = [
            error(outcome.reason, act=act_id, span=op.span, **dict(said(op)))
            for outcome in own
            if outcome.status is Status.UNRESOLVED and bool((op := outcome.operation).reason) == (op not in given)
        ]
        nowhere = [
            warning(outcome.reason, act=act_id, span=outcome.operation.span, **dict(outcome.params))
            for outcome in self.outcomes(act_id)
            if outcome.reason == "edition.target-not-held"
        ]
        every = (*never, *nowhere, *self._contradicted(act_id))
        return (*self.timeline(act_id).findings, *every, *self._estimates(act_id))

    def _contradicted(self, act_id: str) -> Iterator[Finding]:
        """Acts that an order cites by the registration number of one that is held, or by its number and date alone."""
        cited = {op.target_id: op for op in reversed(self.operations(act_id)) if op.target_id and not op.decision}
        for target, op in cited.items():
            named = op.target or Citation()
            known = [] if target in self.acts else [*same_number(target, self.acts), *self._of_that_day(named)]
            for held in known:
                told = {"cited": target, "held": held, "number": self.citation(held).number, **dict(said(op))}
                yield warning("edition.cited-otherwise", act=act_id, span=op.span, **told)
            own = self.acts[target].citation if target in self.acts else named
            if not _same_day(own, named):
                told = {"held": target, "number": own.number, "day": f"{own.date}", "cited": named.number}
                yield warning(
                    "edition.cited-unlike", act=act_id, span=op.span, dated=named.date, **told, **dict(said(op))
                )

    def _estimates(self, act_id: str) -> Iterator[Finding]:
        """The act's own date, its end and those of the orders its notes name, where publication is not known."""
        gone = self.acts[act_id].repealed if act_id in self.acts else None
        if gone is not None:
            by = f" (№ {gone.by.number})" if gone.by.number else ""
            yield warning("edition.repealed-in-bank", act=act_id, day=gone.on.isoformat(), by=by)
        own = self.in_force(act_id)
        told = {(c.by.number, c.in_force) for c in self.timeline(act_id).causes.values() if c.note is not None}
        for number, day in sorted({(self.citation(act_id).number, own), *told} if own else told):
            if day.doubtful:
                latest = day.latest.isoformat() if day.latest else "–"
                yield warning(
                    "edition.estimated", act=act_id, order=number, earliest=day.earliest.isoformat(), latest=latest
                )  # fmt: skip


def _same_day(act: Citation, named: Citation) -> bool:
    """Whether an act is called by its number and day of signing."""
    return (act.number.lower(), act.date) == (named.number.lower(), named.date)


def _worded(timeline: Timeline, lang: str) -> Timeline:
    """What was noticed, with units named in the language of the act: they are rendered in Kazakh before."""
    if lang == "kk":
        return timeline

    def told(params: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
        return tuple((key, named(value) if key in ("unit", "unit_", "candidates") else value) for key, value in params)

    def named(units: str) -> str:
        with suppress(UsageError):  # a document whose noun is not known cannot be read back
            return "; ".join(spoken(parse(unit), lang) for unit in units.split("; ") if unit)
        return units

    findings = tuple(replace(one, unit=named(one.unit), params=told(one.params)) for one in timeline.findings)
    outcomes = {key: replace(one, params=told(one.params)) for key, one in timeline.outcomes.items()}
    return replace(timeline, findings=findings, outcomes=outcomes)


def _cause(event: Event) -> Cause:
    commencement = event.operation.commencement if event.operation else None
    return Cause(event.key, event.by, event.by_id, event.in_force, event.operation, None, commencement)


def _waits(cause: Cause) -> bool:
    """Whether a cause is named by a line in place of what comes later."""
    if cause.operation is not None:
        return False
    return cause.note is None or any(event.kind is NoteKind.DELAYED for event in cause.note.events)


def _coming(timeline: Timeline, on: date) -> Iterator[Address]:
    """The numbered units that are inserted after a day: before it there is no such unit."""
    for version in reversed(timeline.versions):
        if version.day <= on:
            return
        for event in version.events:
            inserts = event.act is Deed.APPEAR or (
                event.act is Deed.OPERATE and event.operation is not None and event.operation.verb is Verb.INSERT
            )
            if inserts and event.address.steps and event.address.steps[-1].kind in NUMBERED:
                yield event.address


def compile_acts(acts: Mapping[str, Act], operations: Operations) -> Library:
    """A library of ``acts`` (by registry id) and the operations read from each amending order."""
    return Library(acts, operations)
