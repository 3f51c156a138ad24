"""What comes into force later than the rest: a line stands in its place until its day.

Official practice: the delayed indent of a unit already in force is neither the old
nor the new text; a note stands in its place ("… үшінші абзацы 12.07.2026 бастап
қолданысқа енгізіледі …"). An act may put off its own paragraphs in the same way: "Осы
бұйрық, … 2-тармағының 3) тармақшасын қоспағанда, … қолданысқа енгізіледі". Norm: Law
№ 480-V, art. 42. Its end, as a bank tells it, is an event like these.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from nqs_docs.amendments.commencement import schedule
from nqs_docs.amendments.operation import Operation, Verb
from nqs_docs.clauses.act import Act, Address, Commencement, State, Unit
from nqs_docs.clauses.address_locate import Path, unit_at
from nqs_docs.clauses.address_make import address_of
from nqs_docs.clauses.citation import registry_id
from nqs_docs.editions.edition import Cause, Deed, Event, Interval
from nqs_docs.editions.tree import leaf_paths, put, whole
from nqs_docs.findings import Span


def delayed_key(operation: Operation, leaf: int) -> str:
    """The cause of a delayed indent: its operation and which leaf it is."""
    return f"{operation.key}@{leaf}"


def interim(operation: Operation) -> Operation:
    """The operation with a line in place of each delayed indent."""
    if not operation.delays:
        return operation
    unit = operation.units[0]
    paths = leaf_paths(unit)
    for delay in operation.delays:
        leaf = unit_at(unit, paths[delay.leaf])
        line = Unit(leaf.kind, leaf.label, state=State.DELAYED, cause=delayed_key(operation, delay.leaf))
        unit = put(unit, paths[delay.leaf], line)
    return replace(operation, units=(unit, *operation.units[1:]))


def find_state(unit: Unit, state: State, cause: str) -> Path | None:
    """The way to the unit that ``cause`` put in ``state``."""
    if unit.state is state and unit.cause == cause:
        return ()
    for index, child in enumerate(unit.children):
        below = find_state(child, state, cause)
        if below is not None:
            return (index, *below)
    return None


def line_address(root: Unit, operation: Operation, leaf: int) -> Address:
    """The address of the line that stands for a delayed leaf."""
    path = find_state(root, State.DELAYED, delayed_key(operation, leaf))
    if path is not None:
        return address_of(root, whole(root, path))
    return operation.address or Address(())


class Own(Struct, frozen=True):
    """An act with lines for what comes later, and the arrivals."""

    root: Unit
    events: tuple[Event, ...] = ()
    causes: dict[str, Cause] = {}


def repeal(act: Act) -> tuple[Event, ...]:
    """The repeal that the bank of editions tells of: from its day on, which is no day in force, estimated."""
    if act.repealed is None:
        return ()
    by = act.repealed.by
    by_id, day = registry_id(by), Interval(act.repealed.on, None)
    span, whole = Span(act.id, 0, 0), Address(())
    op = Operation(by_id, 0, by.title, span, Verb.REPEAL, act.citation, act.id, whole, commencement=None)
    return (Event(Deed.OPERATE, day, by, by_id, 0, op.key, whole, op),)


def own(act: Act, dates: Callable[[Commencement], Interval | None]) -> Own:
    """``act.root`` as on its first day. ``dates`` turns a rule of the act into days; None: it never comes."""
    plan = schedule(act.root)[0]
    if not plan.starts:
        return Own(act.root)
    root, arrivals, causes = act.root, [], {}
    for path in leaf_paths(root):
        leaf = unit_at(root, path)
        rule = plan.at(leaf.runs[0].start) if leaf.runs else None
        if rule is None:
            continue
        key, day = f"{act.id}@{leaf.runs[0].start}", dates(rule)
        root = put(root, path, Unit(leaf.kind, leaf.label, name=leaf.name, state=State.DELAYED, cause=key))
        if day is not None:
            causes[key] = Cause(key, act.citation, act.id, day, commencement=rule)
            saved = replace(leaf, cause=key)
            arrivals.append(Event(Deed.ARRIVE, day, act.citation, act.id, 0, key, Address(()), saved=saved))
    return Own(root, tuple(arrivals), causes)
