"""Editions as values: what an act says on a date, and why.

An ``Edition`` is a tree of the same units as the act, with states for what is
deleted, delayed, suspended or not held, and the causes that its runs and states
name. Nothing here reads text.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from msgspec import Struct

from nqs_docs.amendments.operation import Operation
from nqs_docs.clauses.act import Address, Citation, Commencement, Kind, Note, NoteEvent, Step, Unit
from nqs_docs.clauses.address import plain
from nqs_docs.clauses.decision import Decision
from nqs_docs.findings import Finding


class Interval(Struct, frozen=True, order=True):
    """When something came into force, as far as is known.

    Before ``earliest`` it was not in force; from ``latest`` on it certainly was;
    between the two it is shown and marked estimated. ``latest`` is None where
    there is no evidence yet.
    """

    earliest: date
    latest: date | None

    @property
    def doubtful(self) -> bool:
        """Whether there is a day on which it is not certain."""
        return self.latest != self.earliest

    def estimated(self, on: date) -> bool:
        """Whether it is shown on that day without being certain."""
        return self.earliest <= on and (self.latest is None or on < self.latest)


class Cause(Struct, frozen=True):
    """An event that brought text or a state into an edition."""

    key: str  # Operation.key, or "note:<act>:<offset>" for a printed note
    by: Citation  # the act that did it
    by_id: str  # its registry id, "" where unknown
    in_force: Interval
    operation: Operation | None = None
    note: Note | None = None
    commencement: Commencement | None = None
    event: NoteEvent | None = None  # of the note


class Status(enum.StrEnum):
    """What became of an instruction."""

    APPLIED = "applied"
    BASE_NOT_HELD = "base-not-held"  # it needs text that is not in the corpus
    UNRESOLVED = "unresolved"  # not understood, or it fits nothing that is there


class DelayedUnit(Struct, frozen=True):
    """An indent that comes into force later than the unit it stands in."""

    address: Address
    in_force: Interval | None  # None: a clause that cannot be read


class Outcome(Struct, frozen=True):
    """An operation with what became of it; one for each operation, in order."""

    operation: Operation
    status: Status
    in_force: Interval | None  # None: a commencement that cannot be read
    delayed: tuple[DelayedUnit, ...] = ()
    reason: str = ""  # code of the finding that says why it was not applied; "": its words are in the other units
    params: tuple[tuple[str, str], ...] = ()


def said(operation: Operation) -> tuple[tuple[str, str], ...]:
    """The words of an instruction, under the names that the messages of reasons have for them."""
    return (("instruction", operation.instruction), ("text", operation.instruction))


def elsewhere(outcomes: Mapping[str, Outcome]) -> frozenset[str]:
    """The keys of words that one of several units does not hold, as none of "3 және 5-тармақтардағы «A», «B»" must.

    Only where the same words were changed in another of the units, and others of the instruction in this one.
    """
    done = {side for one in outcomes.values() if one.status is Status.APPLIED for side in _sides(one.operation)}
    reasons = {key: (outcome.reason, dict(outcome.params).get("forms")) for key, outcome in outcomes.items()}
    missed = [outcomes[key].operation for key, why in reasons.items() if why == ("edition.words-not-found", "–")]
    return frozenset(op.key for op in missed if op.shared and not op.decision and done.issuperset(_sides(op)))


def _sides(op: Operation) -> tuple[tuple[object, ...], ...]:
    """The clause of an operation with its unit, and with its words."""
    return tuple((op.source, op.span.start, op.shared, one) for one in (op.address, (op.old, op.new)))


class EditorialNote(Struct, frozen=True):
    """A note that stands in an edition: evidence or announcement, in words."""

    text: str  # lines joined by "\n"
    address: Address  # the unit it stands at, full
    before: bool  # before the unit (ЗҚАИ) or after it (Ескерту)


class Entry(Struct, frozen=True):
    """One change of one unit by one order."""

    owner: Address
    what: str  # a key of editorial.HAPPENED
    by: Citation
    clause: str
    printed: Note | None = None

    @property
    def order(self) -> tuple[str, date | None]:
        """What tells the order from others."""
        return self.by.number, self.by.date

    @property
    def change(self) -> tuple[str, date | None, str]:
        """What tells the change from others of its unit."""
        return *self.order, self.clause


def short(address: Address) -> Address:
    """A unit from the place where its note stands: the heading of a chapter, else the unit alone."""
    *_, last = steps = address.steps or (Step(Kind.ORDER),)
    return plain(Address(steps[-2:] if last.kind in (Kind.HEADING, Kind.CORNER) else steps[-1:]))


def mentioned(
    members: Sequence[Entry], organ: Callable[[str], str], act: Callable[[date | None, str, str], str]
) -> str:
    """By whom, in the words of a language: each order and clause once, a body where it is another than before."""
    said: dict[str, str] = {}
    body = ""
    for entry in members:
        own, words = organ(entry.by.body), act(entry.by.date, entry.by.number, entry.clause)
        if words not in said:
            said[words] = f"{own if own != body else ''} {words}".strip()
            body = own
    return "; ".join(said.values())


class Edition(Struct, frozen=True):
    """What an act says on a date."""

    act: str  # registry id
    citation: Citation
    on: date
    root: Unit  # Kind.ACT; DELETED when repealed; gaps=True for a partial act
    base_held: bool  # the act's own source is in the corpus
    in_force: Interval | None  # of the act itself; None where not known (partial act)
    causes: dict[str, Cause]  # every event up to ``on``
    failures: tuple[Outcome, ...]  # operations of this act in force by ``on`` that were not applied
    notes: tuple[EditorialNote, ...]
    findings: tuple[Finding, ...] = ()
    coming: tuple[Address, ...] = ()  # numbered units that are inserted later: not there before
    lang: str = "kk"  # of the act: its notes and the lines in place of missing text are worded in it
    decisions: tuple[Decision, ...] = ()  # by people, on which it rests


class Wording(Struct, frozen=True):
    """One wording of a unit, for ``history``."""

    since: date | None  # None: from the beginning
    until: date | None  # None: open
    estimated: bool  # ``since`` is not certain
    unit: Unit | None  # None: no such unit in this period
    cause: Cause | None


class Deed(enum.IntEnum):
    """What an event does."""

    OPERATE = 0  # apply an operation
    ARRIVE = 1  # a delayed indent of an operation takes its place
    RESUME = 2  # the end of a suspension
    RESTORE = 3  # a printed note: from now on the wording of the source is held
    APPEAR = 4  # a printed note: from now on the unit is there
    WITHDRAW = 5  # a printed announcement: from now on the wording is not held


class Event(Struct, frozen=True):
    """What happens to the tree of an act on a day, with what it needs.

    Order: date in force, date of the amending act, its registry id, place in its text.
    A printed note of an order comes after that order's own instructions, so that an
    order which is held speaks for itself.
    """

    act: Deed
    in_force: Interval
    by: Citation
    by_id: str
    position: int
    key: str  # the cause it writes
    address: Address
    operation: Operation | None = None
    delays: tuple[Interval | None, ...] = ()  # OPERATE: when each delayed indent comes; None: never known
    leaf: int = 0  # ARRIVE: which leaf of the operation's unit
    saved: Unit | None = None  # RESTORE, APPEAR: the unit as the source prints it

    @property
    def order(self) -> tuple[date, date, bool, str, int, int]:
        """The sort key."""
        signed, printed = self.by.date or date.min, self.act >= Deed.RESTORE
        return self.in_force.earliest, signed, printed, self.by_id, self.position, self.act
