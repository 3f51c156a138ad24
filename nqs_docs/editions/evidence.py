"""Printed notes as evidence: what was different before, what is announced.

"6-тармақ жаңа редакцияда - … № 22": before that date the wording is not held.
"8-1-тармақпен толықтырылды": before it, no such unit. "ЗҚАИ … жаңа редакцияда
көзделген": from that date a new wording, held only if the order is.

The notes are undone backwards in time from the printed tree; every one becomes an
event that brings back, on its day, the unit as it then stood.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from nqs_docs.amendments.operation import Operation, Verb
from nqs_docs.clauses import act as clauses
from nqs_docs.clauses.act import Address, Citation, Commencement, Kind, Note, NoteEvent, NoteKind, State, Unit
from nqs_docs.clauses.address import spoken
from nqs_docs.clauses.address_locate import locate
from nqs_docs.editions.apply import apply
from nqs_docs.editions.edition import Cause, Interval
from nqs_docs.editions.event import Act, Event
from nqs_docs.editions.naming import owner
from nqs_docs.editions.target import Applied
from nqs_docs.editions.tree import Path, get, put, remove, unknown
from nqs_docs.findings import Finding, Span, warning

Resolve = Callable[[Commencement | None, Citation], Interval | None]
_LAST = 1  # after every note undone
_PAST = frozenset({NoteKind.REDACTION, NoteKind.CHANGED, NoteKind.INSERTED, NoteKind.DELETED, NoteKind.REPEALED})


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
    root, events, findings = _with_tombstones(act.root, told), [], []
    for item in told:
        if item.event.kind in _PAST:
            root, event, finding = _undo(root, item, act.id)
        elif item.event.kind is NoteKind.DELAYED:
            root, event, finding = _delayed(root, item, act.id)
        else:
            event, finding = _announced(item), None
        events += [event] if event else []
        findings += [finding] if finding else []
    causes = {t.key: Cause(t.key, t.by, "", t.in_force, None, t.note, t.event.commencement) for t in told}
    # What was undone first comes back last, also where several notes are of one day.
    placed = (replace(event, position=_LAST if event.act is Act.WITHDRAW else -at) for at, event in enumerate(events))
    return Evidence(root, tuple(placed), causes, tuple(findings))


def _told(act: clauses.Act, resolve: Resolve) -> list[Told]:
    result = []
    for note in act.notes:
        for number, event in enumerate(note.events):
            if event.by is None or event.kind not in _PAST | {NoteKind.ANNOUNCED, NoteKind.DELAYED}:
                continue
            in_force = resolve(event.commencement, event.by)
            key = f"note:{act.id}:{note.runs[0].start if note.runs else 0}:{number}"
            if in_force is not None:
                result.append(Told(note, event, event.by, in_force, key))
    return result


def _event(item: Told, kind: Act, address: Address, saved: Unit | None = None) -> Event:
    return Event(kind, item.in_force, item.by, "", 0, item.key, address, saved=saved)


def _undo(root: Unit, item: Told, act_id: str) -> tuple[Unit, Event | None, Finding | None]:
    address = item.event.address
    if address is None or not address.steps:
        return _undo_whole(root, item)
    path, named = _nearest(root, address)
    if named != address and get(root, path).state is State.NOT_HELD:
        return root, None, None  # a later note took the wording around it away
    if item.event.kind is NoteKind.INSERTED:
        return _undo_insertion(root, item, address, act_id)
    finding = None
    if named != address:
        path, named = _beside(root, item, path, named)
        finding = _misplaced(item, address, act_id)
    old = get(root, path)
    saved = old if old.cause else replace(old, cause=item.key)
    return put(root, path, unknown(old, item.key)), _event(item, Act.RESTORE, named, saved), finding


def _undo_whole(root: Unit, item: Told) -> tuple[Unit, Event | None, Finding | None]:
    """A note about the act as a whole: repealed, or restated."""
    if item.event.kind is NoteKind.REPEALED:
        repealed = Unit(root.kind, children=root.children, state=State.DELETED, cause=item.key)
        return root, _event(item, Act.RESTORE, Address(()), repealed), None
    before = Unit(root.kind, children=tuple(unknown(child, item.key) for child in root.children), gaps=True)
    return before, _event(item, Act.RESTORE, Address(()), replace(root, cause=item.key)), None


def _undo_insertion(root: Unit, item: Told, address: Address, act_id: str) -> tuple[Unit, Event | None, Finding | None]:
    paths = locate(root, address)
    if len(paths) != 1:
        return root, None, _misplaced(item, address, act_id)
    saved = get(root, paths[0])
    saved = saved if saved.cause else replace(saved, cause=item.key)
    return remove(root, paths[0]), _event(item, Act.APPEAR, address, saved), None


def _with_tombstones(root: Unit, told: Sequence[Told]) -> Unit:
    """The printed tree with every deleted number in its place, whether or not the source prints it."""
    for item in told:
        if item.event.kind in (NoteKind.DELETED, NoteKind.REPEALED) and item.event.address and item.event.address.steps:
            root = _with_tombstone(root, item, item.event.address)
    return root


def _with_tombstone(root: Unit, item: Told, address: Address) -> Unit:
    step = address.steps[-1]
    stone = Unit(step.kind, step.label, name=step.name, state=State.DELETED, cause=item.key)
    paths = locate(root, address)
    if len(paths) == 1:
        return put(root, paths[0], stone)
    return inserted(root, address, stone, item.key) or root


def _delayed(root: Unit, item: Told, act_id: str) -> tuple[Unit, Event | None, Finding | None]:
    """A line in place of an indent that comes into force later: "… 12.07.2026 бастап қолданысқа енгізіледі - …"."""
    address = item.event.address
    if address is None or not address.steps:
        return root, None, None
    line = Unit(Kind.INDENT, state=State.DELAYED, cause=item.key)
    new = inserted(root, address, line, item.key)
    if new is None:
        return root, None, _misplaced(item, address, act_id)
    return new, _event(item, Act.WITHDRAW, address), None


def _announced(item: Told) -> Event:
    return _event(item, Act.WITHDRAW, item.event.address or Address(()))


def inserted(root: Unit, address: Address, unit: Unit, key: str) -> Unit | None:
    """``root`` with ``unit`` brought to ``address`` by the rules of insertion; None where it has no place."""
    operation = Operation(key, 0, "", Span("", 0, 0), Verb.INSERT, None, "", address, (unit,))
    result = apply(root, operation)
    return result.root if isinstance(result, Applied) else None


def _nearest(root: Unit, address: Address) -> tuple[Path, Address]:
    """The unit a note names or, where it cannot be found, the smallest one around it that can."""
    for length in range(len(address.steps), 0, -1):
        named = Address(address.steps[:length])
        paths = locate(root, named)
        if len(paths) == 1:
            return paths[0], named
    return (), Address(())


def _beside(root: Unit, item: Told, path: Path, named: Address) -> tuple[Path, Address]:
    """A note names a unit that is not there: the smaller of what is there around it and of what the note stands at."""
    place = owner(item.note.place)
    paths = locate(root, place) if place.steps else ()
    return (paths[0], place) if len(paths) == 1 and paths[0][: len(path)] == path else (path, named)


def _misplaced(item: Told, address: Address, act_id: str) -> Finding:
    start = item.note.runs[0].start if item.note.runs else 0
    end = item.note.runs[-1].end if item.note.runs else 0
    return warning(
        "edition.note-misplaced", act=act_id, unit=spoken(address), span=Span(act_id, start, end), unit_=spoken(address)
    )
