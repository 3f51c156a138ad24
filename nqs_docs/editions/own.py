"""What an act itself brings into force later than the rest of it, and its end as a bank tells it.

"Осы бұйрық, … 2-тармағының 3) тармақшасын қоспағанда, … қолданысқа енгізіледі": a line
stands for each excepted paragraph until its day. Norm: Law № 480-V, art. 42.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from nqs_docs.amendments.commencement import schedule
from nqs_docs.amendments.operation import Operation, Verb
from nqs_docs.clauses.act import Act, Address, Commencement, State, Unit
from nqs_docs.clauses.address_locate import unit_at
from nqs_docs.clauses.citation import registry_id
from nqs_docs.editions import event as events
from nqs_docs.editions.edition import Cause, Interval
from nqs_docs.editions.event import Event
from nqs_docs.editions.tree import leaf_paths, put
from nqs_docs.findings import Span


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
    return (Event(events.Act.OPERATE, day, by, by_id, 0, op.key, whole, op),)


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
            arrivals.append(Event(events.Act.ARRIVE, day, act.citation, act.id, 0, key, Address(()), saved=saved))
    return Own(root, tuple(arrivals), causes)
