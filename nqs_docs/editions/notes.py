"""The editorial notes of an edition, written from the events.

In force: one "Ескерту." for each unit, continued after a semicolon by every later
order. Announced: one "ЗҚАИ-ның ескертпесі!" for each change of an order already
adopted and not yet in force. A printed note whose events are all that is known of
its unit stays as printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from msgspec.structs import replace

from nqs_docs.amendments.operation import Operation, Verb
from nqs_docs.clauses.act import Address, Kind, Note, NoteEvent, NoteKind, Step, text_of
from nqs_docs.clauses.address import plain
from nqs_docs.clauses.address_locate import Path, locate
from nqs_docs.clauses.address_make import address_of
from nqs_docs.editions import notes_kazakh, notes_russian
from nqs_docs.editions.apply import apply
from nqs_docs.editions.edition import Cause, Edition, EditorialNote, Entry
from nqs_docs.editions.evidence import PAST
from nqs_docs.editions.target import Applied
from nqs_docs.editions.timeline import Timeline
from nqs_docs.editions.tree import owner, sole

_VERBS = {
    Verb.REPLACE: "redaction", Verb.INSERT: "inserted", Verb.DELETE: "deleted", Verb.REPEAL: "repealed",
    Verb.SUSPEND: "suspended",
}  # fmt: skip
#: The languages of acts, each with its table of words.
_WORDS = {"kk": notes_kazakh, "ru": notes_russian}


def annotated(
    edition: Edition, printed: tuple[Note, ...], timeline: Timeline, registered: Mapping[str, date | None]
) -> Edition:
    """``edition`` with its notes. ``printed``: those of the source; ``registered``: of each amending order, by id."""
    told = [*_in_force(edition), *_announced(edition, timeline, registered), *_standing(edition, printed)]
    return replace(edition, notes=tuple(told))


# --- in force -------------------------------------------------------------------------


def _in_force(edition: Edition) -> list[EditorialNote]:
    by_owner: dict[Path | tuple[Step, ...], list[Entry]] = {}
    for entry in _entries(edition):
        place = sole(edition.root, entry.owner)
        kept = by_owner.setdefault(plain(entry.owner).steps if place is None else place, [])
        if not any(entry.order == other.order and (other.printed or entry.printed) for other in kept):
            kept.append(entry)
    return [note for entries in by_owner.values() for note in _written(edition, entries)]


def _entries(edition: Edition) -> Iterable[Entry]:
    """Every change in force, printed ones first, in order of time."""
    causes = sorted(
        edition.causes.values(), key=lambda c: (c.operation is not None, c.in_force.earliest, c.by.date or date.min)
    )
    failed = {outcome.operation.key for outcome in edition.failures}
    for cause in causes:
        if cause.event is not None:
            yield from _of_note(cause, cause.event, edition.lang)
        elif cause.operation is not None and cause.key == cause.operation.key and cause.key not in failed:
            yield from _of_operation(cause, edition.lang)


def _of_note(cause: Cause, event: NoteEvent, lang: str) -> Iterable[Entry]:
    if event.kind in PAST and event.address is not None:
        clause = _WORDS[lang].clause(event.commencement)
        yield Entry(owner(event.address), event.kind, cause.by, clause, cause.note)


def _of_operation(cause: Cause, lang: str) -> Iterable[Entry]:
    operation = cause.operation
    assert operation is not None
    if operation.address is None:
        return
    unit = owner(operation.address)
    verb = Verb.SUSPEND if operation.until else operation.verb or Verb.REPLACE
    what = _VERBS.get(verb, "changed") if unit == operation.address else "changed"
    yield Entry(unit, what, cause.by, _WORDS[lang].clause(cause.commencement))


def _written(edition: Edition, entries: list[Entry]) -> list[EditorialNote]:
    first = entries[0]
    if first.printed is not None and _as_printed(entries, first.printed):
        return [EditorialNote(text_of(first.printed.runs), first.printed.place, first.printed.before)]
    place = first.printed.place if first.printed else _place(edition, first.owner)
    return [EditorialNote(_WORDS[edition.lang].note(first.owner, _groups(entries)), place, False)]


def _as_printed(entries: list[Entry], note: Note) -> bool:
    """Whether a printed note says just this: nothing that is still to come, and nothing is to be added."""
    told = sum(event.kind in PAST for event in note.events)
    return told == len(entries) and all(entry.printed is note for entry in entries)


def _groups(entries: list[Entry]) -> list[tuple[str, list[Entry]]]:
    groups: list[tuple[str, list[Entry]]] = []
    for entry in entries:
        if entry.what == "changed" and groups and any(entry.change == other.change for other in groups[-1][1]):
            if groups[-1][0] != "changed":
                continue  # the new redaction by the same order says it
        if groups and groups[-1][0] == entry.what:
            groups[-1][1].append(entry)
        else:
            groups.append((entry.what, [entry]))
    return [("changes" if what == "changed" and len(members) > 1 else what, members) for what, members in groups]


def _place(edition: Edition, address: Address) -> Address:
    """Where a note stands: under the heading of an appendix or document, else after the unit."""
    if not address.steps:
        return Address((Step(Kind.ORDER), Step(Kind.HEADING)))
    if address.steps[-1].kind in (Kind.APPENDIX, Kind.DOCUMENT):
        heading = Address((*address.steps, Step(Kind.HEADING)))
        return heading if locate(edition.root, heading) else address
    return address


# --- announced --------------------------------------------------------------------------


def _announced(edition: Edition, timeline: Timeline, registered: Mapping[str, date | None]) -> Iterable[EditorialNote]:
    coming = [cause for cause in timeline.causes.values() if cause.in_force.earliest > edition.on]
    said: set[tuple[tuple[Step, ...], str]] = set()
    for cause in sorted(coming, key=lambda c: (c.operation is None, c.by.date or date.min)):
        known = registered.get(cause.by_id) or cause.by.date
        if known is not None and known > edition.on:
            continue
        note = _coming_operation(edition, cause) if cause.operation else _coming_note(cause)
        if note is not None and ((mark := (plain(note.address).steps, cause.by.number)) not in said):
            said.add(mark)
            yield note


def _coming_operation(edition: Edition, cause: Cause) -> EditorialNote | None:
    operation = cause.operation
    assert operation is not None
    address = operation.address
    if address is None or not address.steps or cause.key != operation.key:
        return None
    if operation.verb is not Verb.INSERT and not locate(edition.root, address):
        return None
    what = _VERBS.get(operation.verb or Verb.REPLACE, "changed")
    language = _WORDS[edition.lang]
    text = language.announcement(address, what, Entry(address, what, cause.by, language.clause(cause.commencement)))
    return _beside(edition, operation, text) if operation.verb is Verb.INSERT else _before(address, text)


def _beside(edition: Edition, operation: Operation, text: str) -> EditorialNote | None:
    """After the unit that a new one will follow, or the smallest unit around it; None where it has no place."""
    assert operation.address is not None
    result = apply(edition.root, operation)
    place = sole(result.root, operation.address) if isinstance(result, Applied) else None
    if not isinstance(result, Applied) or place is None:
        return None
    *around, index = place
    ways = [(*around, index - 1)] if index else []
    ways += [tuple(around[:length]) for length in range(len(around), 0, -1)]
    named = (address_of(result.root, way) for way in ways)
    return EditorialNote(text, next((one for one in named if locate(edition.root, one)), Address(())), False)


def _before(address: Address, text: str) -> EditorialNote:
    """Before the unit; for the title of the act, after its requisites."""
    if address.steps[-1].kind is Kind.HEADING and address.steps[0].kind is Kind.ORDER and len(address.steps) == 2:
        return EditorialNote(text, Address((address.steps[0], Step(Kind.REQUISITES))), False)
    return EditorialNote(text, address, True)


def _coming_note(cause: Cause) -> EditorialNote | None:
    note = cause.note
    if note is None or not any(event.kind in (NoteKind.ANNOUNCED, NoteKind.DELAYED) for event in note.events):
        return None
    return EditorialNote(text_of(note.runs), note.place, note.before)


def _standing(edition: Edition, printed: tuple[Note, ...]) -> Iterable[EditorialNote]:
    """Printed notes that tell of no change of a unit: they stand as long as they are true."""
    for note in printed:
        kinds = {event.kind for event in note.events}
        if kinds & (PAST | {NoteKind.ANNOUNCED, NoteKind.DELAYED}):
            continue
        rules = [e.commencement for e in note.events if e.kind is NoteKind.COMMENCES and e.commencement]
        days = [rule.date for rule in rules if rule.date]
        if not days or edition.on < max(days):
            yield EditorialNote(text_of(note.runs), note.place, note.before)
