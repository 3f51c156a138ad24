"""The history of a unit: a walk along the timeline of its act."""

from __future__ import annotations

from collections.abc import Iterable

from nqs_docs.clauses.act import Address, State, Unit
from nqs_docs.clauses.address import render
from nqs_docs.clauses.address_locate import unit_at
from nqs_docs.clauses.address_make import address_of
from nqs_docs.editions.edition import Edition, Interval, Wording
from nqs_docs.editions.find import find
from nqs_docs.editions.timeline import Timeline, Version
from nqs_docs.editions.tree import causes, sole
from nqs_docs.findings import NoSuchUnit, NotHeld, NqsError


def history(timeline: Timeline, in_force: Interval | None, address: Address) -> tuple[Wording, ...]:
    """Every wording of the unit at ``address``, the oldest first; None stands for the time without it.

    ``in_force``: of the act itself. A unit of an act that is repealed or suspended is what the act is.
    """
    since, estimated = (in_force.earliest, in_force.doubtful) if in_force else (None, False)
    wordings = [Wording(since, None, estimated, _unit(timeline.first, address), None)]
    for version in timeline.versions:
        unit = _unit(version.root, address)
        if not _same(unit, wordings[-1].unit):
            wordings[-1:] = _next(wordings[-1], version, unit, timeline)
    return tuple(wordings)


def on_some_day(editions: Iterable[Edition], address: Address) -> Address:
    """The full address of a unit in the first of ``editions`` that has it; else of the number that it left."""
    missing: NqsError | None = None
    left: Address | None = None
    for edition in editions:
        try:
            return address_of(edition.root, find(edition, address))
        except (NoSuchUnit, NotHeld) as error:
            missing = missing or error
            place = sole(edition.root, address)
            left = left or (address_of(edition.root, place) if place is not None else None)
    if left is not None:
        return left
    raise missing or NoSuchUnit("edition.never", unit=render(address), on="")


def _unit(root: Unit, address: Address) -> Unit | None:
    place = sole(root, address)
    unit = unit_at(root, place) if place is not None else None
    if unit is None or root.state is State.HELD:
        return unit
    return Unit(unit.kind, unit.label, name=unit.name, state=root.state, cause=root.cause)


def _same(one: Unit | None, other: Unit | None) -> bool:
    """Subtrees that did not change are shared; one without text is made anew."""
    return one is other or (one is not None and not one.children and one == other)


def _next(last: Wording, version: Version, unit: Unit | None, timeline: Timeline) -> list[Wording]:
    """The wording that ends with ``version`` and the one that begins; by the last event that left its mark on it."""
    keys = causes(unit) if unit is not None else set()
    changed = [event for event in version.events if event.key in keys] or list(version.events)
    uncertain = any(event.in_force.doubtful for event in changed)
    ended = Wording(last.since, version.day, last.estimated, last.unit, last.cause)
    return [ended, Wording(version.day, None, uncertain, unit, timeline.causes.get(changed[-1].key))]
