"""The timeline of an act: events in order, each read against the tree as it stands.

A version is a date and a tree; versions share every subtree that did not change.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date
from heapq import heapify, heappop, heappush
from itertools import count

from msgspec import Struct
from msgspec.structs import replace

from nqs_docs.amendments.operation import Operation, Verb
from nqs_docs.amendments.quotation import stamped
from nqs_docs.clauses.act import Address, Kind, State, Unit, leaves, text
from nqs_docs.clauses.address import address_of, spoken
from nqs_docs.clauses.address_locate import Path, locate, unit_at
from nqs_docs.editions.apply import apply
from nqs_docs.editions.delays import delayed_key, find_state, interim, line_address
from nqs_docs.editions.edition import Cause, Deed, DelayedUnit, Event, Interval, Outcome, Status, elsewhere, said
from nqs_docs.editions.evidence import inserted
from nqs_docs.editions.target import Refused, numbered
from nqs_docs.editions.tree import causes, is_held, not_yet, put, related, sole, unknown
from nqs_docs.findings import Finding, Span, error, warning
from nqs_docs.language.folding import fold

_Unit = tuple[tuple[str, str, str], ...]


class Version(Struct, frozen=True):
    """The tree from a day on, and the events that made it."""

    day: date
    root: Unit
    events: tuple[Event, ...]


class Timeline(Struct, frozen=True):
    """Everything an act said, in order of time."""

    first: Unit  # before every event
    versions: tuple[Version, ...]
    causes: dict[str, Cause]
    outcomes: dict[str, Outcome]  # by Operation.key
    findings: tuple[Finding, ...]

    def root(self, on: date) -> Unit:
        """The tree on a day."""
        at = bisect_right(self.versions, on, key=lambda version: version.day)
        return self.versions[at - 1].root if at else self.first


def build(first: Unit, events: Iterable[Event], causes: dict[str, Cause]) -> Timeline:
    """Apply ``events`` in their order to ``first``."""
    work = _Work(first, dict(causes))
    number = count()
    queue = [(event.order, next(number), event) for event in events]
    heapify(queue)
    while queue:
        event = heappop(queue)[2]
        day = work.waits(event)
        if day is None:
            work.take(event)
        else:
            later = replace(event, in_force=day)
            heappush(queue, (later.order, next(number), later))
    away = elsewhere(work.outcomes)
    said_of = [work.failures[key] for key in away]
    findings = tuple(found for found in work.findings if found not in said_of)
    causes = {key: cause for key, cause in work.causes.items() if key not in away}
    outcomes = {key: replace(one, reason="") if key in away else one for key, one in work.outcomes.items()}
    return Timeline(first, tuple(work.versions), causes, outcomes, findings)


class _Work:
    """The state of a build: the tree as it stands, and what was said on the way."""

    def __init__(self, first: Unit, causes: dict[str, Cause]) -> None:
        self.root = first
        self.versions: list[Version] = []
        self.causes = causes
        self.outcomes: dict[str, Outcome] = {}
        self.findings: list[Finding] = []
        self.meanwhile: dict[str, tuple[Address, Unit, Unit]] = {}  # a wording for a time, by key: the old, the new
        self.failures: dict[str, Finding] = {}  # by Operation.key
        self.left: dict[
            tuple[Span | None, Address, str], Finding
        ] = {}  # forms of words that an instruction did not cite
        self.touched: dict[_Unit, Event] = {}  # units changed on the day at hand
        arrivals = (cause.in_force.earliest for key, cause in causes.items() if "@" in key)
        self.last_arrival = max(arrivals, default=date.min)
        self.inside: dict[_Unit, Event] = {}  # units in which something was changed on that day

    def waits(self, event: Event) -> Interval | None:
        """The day on which a unit comes that is to be changed before it is in force: then it is changed."""
        if (
            event.act is not Deed.OPERATE
            or _is_for_a_time(event.operation)
            or self.last_arrival <= event.in_force.earliest
            or not event.address.steps
        ):
            return None
        place = sole(self.root, event.address)
        if place is None or not not_yet(unit := unit_at(self.root, place)):
            return None
        days = [self.causes[leaf.cause].in_force for leaf in leaves(unit) if leaf.cause in self.causes]
        return max((day for day in days if day.earliest > event.in_force.earliest), default=None)

    def take(self, event: Event) -> None:
        before, event = self.root, _by_number(self.root, event)
        _TAKES[event.act](self, event)
        if self.root is not before:
            self._record(event)

    def _record(self, event: Event) -> None:
        day = event.in_force.earliest
        if self.versions and self.versions[-1].day == day:
            last = self.versions[-1]
            self.versions[-1] = Version(day, self.root, (*last.events, event))
        else:
            self.versions.append(Version(day, self.root, (event,)))
            self.touched, self.inside = {}, {}
        self._same_day(event)

    def _same_day(self, event: Event) -> None:
        """Two orders that change one unit, or one inside the other, on one day: applied in order, both named."""
        operation = event.operation
        if event.act is not Deed.OPERATE or operation is None or not event.address.steps:
            return
        unit = tuple((step.kind, step.label, step.name) for step in event.address.steps)
        around = [unit[:length] for length in range(1, len(unit) + 1)]
        others = [self.touched.get(place) for place in around] + [self.inside.get(unit)]
        other = next((found for found in others if found is not None and found.by_id != event.by_id), None)
        self.touched.setdefault(unit, event)
        for place in around:
            self.inside.setdefault(place, event)
        if other is not None:
            self.findings.append(
                warning("edition.same-day", act=operation.target_id, unit=spoken(event.address), span=operation.span,
                        first=other.by.number, second=event.by.number, day=event.in_force.earliest.isoformat())
            )  # fmt: skip

    # --- operations ---------------------------------------------------------------

    def _operate(self, event: Event) -> None:
        operation = event.operation
        assert operation is not None
        before, result = self.root, self._for_a_time(event) or apply(self.root, interim(operation))
        if isinstance(result, Refused):
            params = (*result.params.items(), *said(operation))
            self.outcomes[operation.key] = Outcome(operation, result.outcome, event.in_force, (), result.code, params)
            self.failures[operation.key] = _failure(operation, result)
            told = [found.span for found in self.findings if found.code == result.code == "edition.crossed-units"]
            if operation.span not in told:  # of all pairs at once
                self.findings.append(self.failures[operation.key])
            if operation.decision is not None and result.outcome is Status.UNRESOLVED:
                self.findings.append(operation.decision.idle("decision.no-effect", code=result.code))
            return
        self.root = result.root
        if _is_for_a_time(operation):
            old, new = (unit_at(root, sole(root, event.address) or ()) for root in (before, self.root))
            self.meanwhile[operation.key] = event.address, old, new
        place = sole(self.root, event.address) if operation.after and operation.verb is Verb.INSERT else None
        if place and unit_at(self.root, place).kind is Kind.ROW:  # behind which the new row went
            *way, at = place
            operation = replace(operation, address=address_of(self.root, (*way, at + 1)))
        # "«X», «X-тің» деген сөздер тиісінше …": the form that was left is changed next
        if changed := self.left.pop((operation.span, event.address, operation.old), None):
            self.findings.remove(changed)
        forms = (one for one in result.findings if one.code == "edition.words-other-form")
        self.left |= {(one.span, event.address, dict(one.params)["form"]): one for one in forms}
        self.findings.extend(result.findings)
        delayed = tuple(
            DelayedUnit(line_address(self.root, operation, delay.leaf), day)
            for delay, day in zip(operation.delays, event.delays, strict=True)
        )
        self.outcomes[operation.key] = Outcome(operation, Status.APPLIED, event.in_force, delayed)

    def _for_a_time(self, event: Event) -> Refused | None:
        """Why a wording for a time finds no text that could come back, or is changed: nobody says which is meant."""
        around = [there for there, _, _ in self.meanwhile.values() if related(there, event.address)]
        if any(len(there.steps) <= len(event.address.steps) for there in around):
            return Refused("edition.worded-for-a-time", unit=spoken(event.address))
        place = sole(self.root, event.address) if _is_for_a_time(event.operation) else ()
        held = place == () or (place and is_held(unit_at(self.root, place)) and not not_yet(unit_at(self.root, place)))
        return None if held else Refused("edition.base-not-held", unit=spoken(event.address))

    def _arrive(self, event: Event) -> None:
        """A delayed indent takes the place of its line, if the line still stands."""
        path = find_state(self.root, State.DELAYED, event.key)
        if path is None:
            return
        unit = event.saved
        if event.operation is not None:
            unit = stamped(list(leaves(event.operation.units[0]))[event.leaf], event.key)
        self.root = put(self.root, path, unit or unit_at(self.root, path))

    def _resume(self, event: Event) -> None:
        """The text that was suspended comes back; where what stood for it was changed, nobody knows how it reads."""
        assert event.operation is not None
        key = event.operation.key
        there, old, new = self.meanwhile.pop(key, (event.address, None, None))
        place = sole(self.root, there) if old else find_state(self.root, State.SUSPENDED, key)
        unit = unit_at(self.root, place or ())
        if place is not None and old is None:
            self.root = put(self.root, place, replace(unit, state=State.HELD, cause=""))
        elif place and old and key in causes(unit):
            self.root = put(self.root, place, old if unit == new else unknown(unit, event.key))

    # --- printed notes --------------------------------------------------------------

    def _restore(self, event: Event) -> None:
        """The source prints the unit as this note leaves it. A held order has spoken first: then its text stays."""
        place, saved = sole(self.root, event.address), event.saved
        if saved is None:
            return
        spoken = self._spoken(event)
        if spoken and place is not None and is_held(unit_at(self.root, place)):
            self._compare(event, unit_at(self.root, place), saved)
            return
        for outcome in spoken:
            self.outcomes[outcome.operation.key] = Outcome(outcome.operation, Status.APPLIED, outcome.in_force)
            self.findings = [found for found in self.findings if found.span != outcome.operation.span]
        if place is not None:
            self.root = put(self.root, place, saved)
        elif event.act is Deed.APPEAR:
            self.root = inserted(self.root, event.address, saved, event.key) or self.root

    def _spoken(self, event: Event) -> list[Outcome]:
        """What the order of a note did itself, in or around the note's unit."""
        return [
            outcome
            for outcome in self.outcomes.values()
            if (cause := self.causes.get(outcome.operation.key)) is not None
            and (cause.by.number, cause.by.date) == (event.by.number, event.by.date)
            and related(outcome.operation.address, event.address)
        ]

    def _compare(self, event: Event, ours: Unit, printed: Unit) -> None:
        if "".join(fold(text(ours)).split()) != "".join(fold(text(printed)).split()):
            self.findings.append(warning("edition.witness-differs", unit=spoken(event.address), order=event.by.number))

    def _withdraw(self, event: Event) -> None:
        """An announced change: not held from its day on, unless the order itself is."""
        if not event.address.steps:
            return
        done = [outcome for outcome in self._spoken(event) if outcome.status is Status.APPLIED]
        place = find_state(self.root, State.DELAYED, event.key) or sole(self.root, event.address)
        old = unit_at(self.root, place) if place is not None else None
        if place is not None and old is not None and (not done or old.cause == event.key):  # or a line for an indent
            found = (_delayed_leaf(outcome, self.root, place) for outcome in done)
            self.root = put(self.root, place, next(filter(None, found), None) or unknown(old, event.key))
        elif not done:
            step = event.address.steps[-1]
            new = Unit(step.kind, step.label, name=step.name, state=State.NOT_HELD, cause=event.key)
            self.root = inserted(self.root, event.address, new, event.key) or self.root


_TAKES = {
    Deed.OPERATE: _Work._operate, Deed.ARRIVE: _Work._arrive, Deed.RESUME: _Work._resume, Deed.RESTORE: _Work._restore,
    Deed.APPEAR: _Work._restore, Deed.WITHDRAW: _Work._withdraw,
}  # fmt: skip


def _by_number(root: Unit, event: Event) -> Event:
    """An event on "соңғы бөлігі" as one on the part it is now."""
    if event.act is not Deed.OPERATE or event.operation is None:
        return event
    operation = numbered(root, event.operation)
    return replace(event, address=operation.address or event.address, operation=operation)


def _delayed_leaf(outcome: Outcome, root: Unit, path: Path) -> Unit | None:
    """The indent that a held order delayed, where ``path`` is its place."""
    operation = outcome.operation
    for delay, unit in zip(operation.delays, outcome.delayed, strict=True):
        if path in locate(root, unit.address):
            return stamped(list(leaves(operation.units[delay.unit]))[delay.leaf], delayed_key(operation, delay.leaf))
    return None


def _is_for_a_time(operation: Operation | None) -> bool:
    """Whether a wording holds only until the suspension of another ends."""
    return operation is not None and operation.until is not None and bool(operation.units)


def _failure(operation: Operation, result: Refused) -> Finding:
    make = warning if result.outcome is Status.BASE_NOT_HELD else error
    unit = spoken(operation.address) if operation.address and operation.address.steps else ""
    params = {"unit": unit, **result.params, **dict(said(operation)[:1])}
    return make(result.code, act=operation.target_id, span=operation.span, **params)
