"""Printed notes as evidence: what was different before, what is announced.

"6-тармақ жаңа редакцияда - … № 22": before that date the wording is not held.
"8-1-тармақпен толықтырылды": before it, no such unit. "ЗҚАИ … жаңа редакцияда
көзделген": from that date a new wording, held only if the order is.

The notes are undone backwards in time from the printed tree; every one becomes an
event that brings back, on its day, the unit as it then stood.

A source that is an edition of a later day (``Act.since``) proves nothing of the time
before it but what its notes tell: until then every other wording is not held.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from nqs_docs.amendments.operation import Operation, Verb
from nqs_docs.clauses import act as clauses
from nqs_docs.clauses.act import NUMBERED, Address, Citation, Commencement, Kind, Note, NoteEvent, NoteKind, State, Unit
from nqs_docs.clauses.address import spoken
from nqs_docs.clauses.address_locate import Path, locate, unit_at
from nqs_docs.editions.apply import apply
from nqs_docs.editions.edition import Cause, Deed, Event, Interval
from nqs_docs.editions.target import Applied
from nqs_docs.editions.tree import nearest, owner, put, remove, sole, unknown
from nqs_docs.findings import Finding, Span, warning

Resolve = Callable[[Commencement | None, Citation], Interval | None]
_LAST = 1  # after every note undone
PAST = frozenset({NoteKind.REDACTION, NoteKind.CHANGED, NoteKind.INSERTED, NoteKind.DELETED, NoteKind.REPEALED})


class Told(Struct):
    """One event of a note with its dates."""

    note: Note
    event: NoteEvent
    by: Citation
    in_force: Interval
    key: str


class Evidence(Struct, frozen=True):
    """The tree before everything the notes tell of, and the events that follow."""

    root: Unit
    events: tuple[Event, ...]
    causes: dict[str, Cause]
    findings: tuple[Finding, ...]


def evidence(act: clauses.Act, resolve: Resolve) -> Evidence:
    """What the notes of ``act`` tell. ``resolve`` turns a commencement into dates."""
    told = sorted(_told(act, resolve), key=lambda t: (t.in_force.earliest, t.by.date or date.min, t.key), reverse=True)
    work = _Undoing(act.id, _with_tombstones(act.root, told))
    after = [item for item in told if act.since is None or item.in_force.earliest > act.since]
    for item in after:
        work.take(item, item.event.address or Address(()))
    if act.since is not None:
        work.held_from(act, act.since, told[len(after) :])
    causes = {t.key: Cause(t.key, t.by, "", t.in_force, None, t.note, t.event.commencement, t.event) for t in told}
    return Evidence(work.root, tuple(work.events), causes, tuple(work.findings))


def _told(act: clauses.Act, resolve: Resolve) -> list[Told]:
    result = []
    dated = {_deed(event) for note in act.notes for event in note.events if event.commencement}
    for note in act.notes:
        for number, event in enumerate(note.events):
            if event.by is None or event.kind not in PAST | {NoteKind.ANNOUNCED, NoteKind.DELAYED}:
                continue
            if event.commencement is None and _deed(event) in dated:
                continue  # told again, in the requisites, without its day
            in_force = resolve(event.commencement, event.by)
            key = f"note:{act.id}:{note.runs[0].start if note.runs else 0}:{number}"
            if in_force is not None:
                result.append(Told(note, event, event.by, in_force, key))
    return result


def _deed(event: NoteEvent) -> tuple[object, ...]:
    return event.kind, event.address, event.by and (event.by.number, event.by.date)


class _Undoing:
    """The tree as one note after the other is undone, and the events that bring everything back."""

    def __init__(self, act_id: str, root: Unit) -> None:
        self._act_id, self.root = act_id, root
        self.events: list[Event] = []
        self.findings: list[Finding] = []

    def take(self, item: Told, address: Address) -> None:
        """Undo one note about the unit at ``address``, the last one first."""
        if item.event.kind is NoteKind.ANNOUNCED:
            self._event(item, Deed.WITHDRAW, address)
        elif item.event.kind is NoteKind.DELAYED:
            self._delayed(item, address)
        elif not address.steps:
            self._whole(item)
        else:
            self._unit(item, address)

    def held_from(self, act: clauses.Act, since: date, before: Sequence[Told]) -> None:
        """Undo the notes ``before`` the day of an edition, then take away what none of them tells of."""
        key, day = edition_key(act.id), Interval(since, since)
        whole = Event(Deed.RESTORE, day, act.citation, act.id, 0, key, Address(()), saved=self.root)
        for item in before:
            self.take(item, item.event.address or Address(()))
        self.root = _veiled(self.root, (), [path for event in self.events for path in locate(self.root, event.address)])
        self.events.append(whole)

    def _event(self, item: Told, kind: Deed, address: Address, saved: Unit | None = None) -> None:
        if saved is not None and not saved.cause:
            saved = replace(saved, cause=item.key)
        # What was undone first comes back last, also where several notes are of one day.
        position = _LAST if kind is Deed.WITHDRAW else -len(self.events)
        self.events.append(Event(kind, item.in_force, item.by, "", position, item.key, address, saved=saved))

    def _misplaced(self, item: Told, address: Address) -> None:
        start, end = (item.note.runs[0].start, item.note.runs[-1].end) if item.note.runs else (0, 0)
        span, unit = Span(self._act_id, start, end), spoken(address)
        self.findings.append(warning("edition.note-misplaced", act=self._act_id, unit=unit, span=span, unit_=unit))

    def _unit(self, item: Told, address: Address) -> None:
        path, named = _nearest(self.root, address)
        if named != address and unit_at(self.root, path).state is State.NOT_HELD:
            return  # a later note took the wording around it away
        if named != address:
            self._misplaced(item, address)
            if item.event.kind is NoteKind.INSERTED:
                return
            path, named = _beside(self.root, item, path, named)
        old = unit_at(self.root, path)
        if item.event.kind is NoteKind.INSERTED:
            self.root = remove(self.root, path)
            self._event(item, Deed.APPEAR, address, old)
        else:
            self.root = put(self.root, path, unknown(old, item.key))
            self._event(item, Deed.RESTORE, named, old)

    def _whole(self, item: Told) -> None:
        """A note about the act as a whole: repealed, or restated."""
        saved = replace(self.root, cause=item.key)
        if item.event.kind is NoteKind.REPEALED:
            saved = Unit(self.root.kind, children=self.root.children, state=State.DELETED, cause=item.key)
        else:
            children = tuple(unknown(child, item.key) for child in self.root.children)
            self.root = Unit(self.root.kind, children=children, gaps=True)
        self._event(item, Deed.RESTORE, Address(()), saved)

    def _delayed(self, item: Told, address: Address) -> None:
        """A line in place of an indent that comes into force later: "… 12.07.2026 бастап қолданысқа енгізіледі - …"."""
        if not address.steps:
            return
        step, place = address.steps[-1], sole(self.root, address)
        line = Unit(Kind.INDENT, state=State.DELAYED, cause=item.key)
        if place is not None and step.kind in NUMBERED:  # the note stands below its text
            self._event(item, Deed.RESTORE, address, unit_at(self.root, place))
            self.root = put(self.root, place, replace(line, kind=step.kind, label=step.label))
            return
        line = Unit(step.kind, children=(line,)) if step.kind is Kind.PART else line
        new = inserted(self.root, address, line, item.key)
        if new is None:
            self._misplaced(item, address)
        else:
            self.root = new
            self._event(item, Deed.WITHDRAW, address)


def edition_key(act_id: str) -> str:
    """The key of the event that brings the whole text of an edition, on its day: no redaction begins then."""
    return f"edition:{act_id}"


def _veiled(unit: Unit, path: Path, told: Sequence[Path]) -> Unit:
    """``unit`` without its wording, but for the places that notes tell of; there may be more of it."""
    if unit.state is not State.HELD:
        return unit
    if not unit.children or not any(place[: len(path)] == path for place in told):
        return unknown(unit, "") if path else replace(unit, gaps=True)
    inside = (_veiled(child, (*path, number), told) for number, child in enumerate(unit.children))
    return replace(unit, children=tuple(inside), gaps=True)


def _with_tombstones(root: Unit, told: Sequence[Told]) -> Unit:
    """The printed tree with every deleted number in its place, whether or not the source prints it."""
    for item in told:
        if item.event.kind in (NoteKind.DELETED, NoteKind.REPEALED) and item.event.address and item.event.address.steps:
            root = _with_tombstone(root, item, item.event.address)
    return root


def _with_tombstone(root: Unit, item: Told, address: Address) -> Unit:
    step = address.steps[-1]
    stone = Unit(step.kind, step.label, name=step.name, state=State.DELETED, cause=item.key)
    place = sole(root, address)
    if place is not None:
        return put(root, place, stone)
    return inserted(root, address, stone, item.key) or root


def inserted(root: Unit, address: Address, unit: Unit, key: str) -> Unit | None:
    """``root`` with ``unit`` brought to ``address`` by the rules of insertion; None where it has no place."""
    operation = Operation(key, 0, "", Span("", 0, 0), Verb.INSERT, None, "", address, (unit,))
    result = apply(root, operation)
    return result.root if isinstance(result, Applied) else None


def _nearest(root: Unit, address: Address) -> tuple[Path, Address]:
    """The unit a note names or, where it cannot be found, the smallest one around it that can."""
    found = ((places[0], named) for named, places in nearest(root, address) if len(places) == 1)
    return next(found, ((), Address(())))


def _beside(root: Unit, item: Told, path: Path, named: Address) -> tuple[Path, Address]:
    """A note names a unit that is not there: the smaller of what is there around it and of what the note stands at."""
    around = owner(item.note.place)
    place = sole(root, around) if around.steps else None
    return (place, around) if place is not None and place[: len(path)] == path else (path, named)
