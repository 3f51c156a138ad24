"""Finding a unit in an edition, and saying why there is none.

"No such unit" needs proof: it is said only where everything around the place is
held. Anything else is "not held". What an instruction may have meant is not chosen
here: a person is shown what is near.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nqs_docs.amendments.operation import Operation
from nqs_docs.clauses.act import NUMBERED, Address, Kind, State, Step, Unit, walk
from nqs_docs.clauses.address import brief, spoken
from nqs_docs.clauses.address_locate import Path, locate, unit_at
from nqs_docs.clauses.address_make import address_of, shortest
from nqs_docs.editions.edition import Cause, Edition
from nqs_docs.editions.place import THROUGH
from nqs_docs.editions.tree import along, any_held, causes, is_held, nearest, not_yet, outer, same_step
from nqs_docs.findings import NoSuchUnit, NotHeld, UsageError

__all__ = ["any_held", "estimated", "every", "find", "in_act", "is_held", "may_hold", "near"]

_SCOPES = frozenset({Kind.ORDER, Kind.DOCUMENT})
_NUMBER = re.compile(r"\d+(?:-\d+)*")
_QUOTED = re.compile(r"[\"«].*", re.DOTALL)


def find(edition: Edition, address: Address) -> Path:
    """The one unit that ``address`` names.

    Raises NoSuchUnit (never, not yet, deleted, suspended, act repealed), NotHeld where
    it may exist outside what is held, UsageError with the candidates where several fit.
    A unit that is found may still have gaps: see ``is_held``.
    """
    found = every(edition, address)
    if len(found) > 1:
        candidates = "; ".join(spoken(shortest(edition.root, path), edition.lang) for path in found)
        raise UsageError("edition.ambiguous-address", address=spoken(address, edition.lang), candidates=candidates)
    if found:
        return found[0]
    if paths := locate(edition.root, address):
        raise _why_gone(edition, paths[0])
    raise _missing(edition, address)


def every(edition: Edition, address: Address) -> list[Path]:
    """All units in force that ``address`` fits; raises NoSuchUnit where the act as a whole is not in force."""
    in_act(edition)
    return [path for path in locate(edition.root, address) if not _gone(edition.root, path)]


def in_act(edition: Edition) -> None:
    """Raises NoSuchUnit where the act as a whole is repealed, suspended or not yet in force."""
    number, day = edition.citation.number, edition.on.isoformat()
    if edition.root.state is State.DELETED:
        raise NoSuchUnit("edition.repealed", act=number, on=day)
    if edition.root.state is State.SUSPENDED:
        raise NoSuchUnit("edition.suspended", unit=f"№ {number}", on=day)
    if edition.base_held and edition.in_force is not None and edition.on < edition.in_force.earliest:
        raise NoSuchUnit("edition.act-not-yet", act=number, on=day, since=edition.in_force.earliest.isoformat())


def _gone(root: Unit, path: Path) -> bool:
    around = list(along(root, path))[1:]
    return any(unit.state in (State.DELETED, State.SUSPENDED) for unit in around) or not_yet(unit_at(root, path))


def _why_gone(edition: Edition, path: Path) -> NoSuchUnit:
    unit = spoken(address_of(edition.root, path), edition.lang)
    for around in list(along(edition.root, path))[1:]:
        if around.state in (State.DELETED, State.SUSPENDED):
            code = "edition.deleted" if around.state is State.DELETED else "edition.suspended"
            return NoSuchUnit(code, unit=unit, on=edition.on.isoformat(), order=_order(edition, around.cause))
    return NoSuchUnit("edition.not-yet", unit=unit, on=edition.on.isoformat())


def _order(edition: Edition, cause: str) -> str:
    known = edition.causes.get(cause)
    return f"№ {known.by.number}" if known else ""


def _missing(edition: Edition, address: Address) -> NoSuchUnit | NotHeld:
    """Whether a unit that is not in the tree is certain not to be in the act."""
    around, missing = [edition.root], address.steps[0].kind
    for named, paths in nearest(edition.root, outer(address)):
        if all(_gone(edition.root, path) for path in paths):
            return _why_gone(edition, paths[0])
        around, missing = [unit_at(edition.root, path) for path in paths], address.steps[len(named.steps)].kind
        break
    unit, day = spoken(address, edition.lang), edition.on.isoformat()
    if any(_leads(coming, address) for coming in edition.coming):
        return NoSuchUnit("edition.not-yet", unit=unit, on=day)
    if any(may_hold(place, missing) for place in around):
        return NotHeld("edition.not-held", unit=unit, on=day)
    if any(step.kind is missing and _skipped(around, step) for step in address.steps):
        return NotHeld("edition.not-held", unit=unit, on=day)
    return NoSuchUnit("edition.never", unit=unit, on=day)


def _skipped(around: list[Unit], step: Step) -> bool:
    """Whether a number is left out between others, deleted ones counted: its unit may have been misread."""
    units = (unit for place in around for unit in walk(place) if unit.kind is step.kind)
    numbers = {int(unit.label) for unit in units if unit.label.isdecimal()}
    return step.label.isdecimal() and bool(numbers) and min(numbers) < int(step.label) < max(numbers)


def _leads(coming: Address, address: Address) -> bool:
    """Whether ``address``, with or without its scope and chapters, names a unit or what stands in it."""
    full = [step for step in coming.steps if step.kind is not Kind.PART]
    named = [step for step in address.steps if step.kind is not Kind.PART]
    last = next((at for at, step in enumerate(named) if same_step(step, full[-1])), None)
    if last is None:
        return False
    rest = iter(full[:-1])
    return all(any(same_step(step, one) for one in rest) for step in named[:last])


def may_hold(unit: Unit, kind: Kind) -> bool:
    """Whether a unit of ``kind`` that is not held may stand below ``unit``."""
    if unit.gaps or unit.state is State.NOT_HELD:
        return True
    inside = THROUGH.get(kind, frozenset()) | _SCOPES
    return any(may_hold(child, kind) for child in unit.children if child.kind in inside or kind is Kind.INDENT)


def doubts(edition: Edition, address: Address) -> tuple[Cause, ...]:
    """The causes by which there is no such unit that are not certain on that day: it may still be in force."""
    around = edition.causes.get(edition.root.cause)
    if around is not None and around.in_force.estimated(edition.on):
        return (around,)
    _, paths = next(nearest(edition.root, address), (address, ()))
    gone = [path for path in paths if _gone(edition.root, path)]
    return tuple(dict.fromkeys(cause for path in gone for cause in estimated(edition, path)))


def estimated(edition: Edition, path: Path) -> tuple[Cause, ...]:
    """The causes of the unit's wording and state, words taken away included, that are not certain on that day."""
    doubtful = {key: cause for key, cause in edition.causes.items() if cause.in_force.estimated(edition.on)}
    if not doubtful:
        return ()
    keys = causes(unit_at(edition.root, path)) | {unit.cause for unit in along(edition.root, path)}
    return tuple(cause for key, cause in doubtful.items() if key in keys)


# --- what an instruction that names no unit, or none that is there, may have meant ---------------


def near(root: Unit, operation: Operation, most: int = 12) -> tuple[Address, ...]:
    """The documents of an act and its units of the numbers that the instruction says, in printed order.

    Of a number that is not there ("7-2") those that begin as it does, else the last units of that kind.
    """
    words = _QUOTED.sub("", operation.instruction)
    said = [step.label for step in operation.address.steps if step.label] if operation.address else []
    labels = {*_NUMBER.findall(words), *said}
    every = list(_numbered(root, ()))
    named = [(path, unit) for path, unit in every if unit.label in labels]
    around = [(path, unit) for path, unit in every if unit.label.split("-")[0] in {one.split("-")[0] for one in labels}]
    kind = operation.address.steps[-1].kind if operation.address and operation.address.steps else Kind.POINT
    last = [(path, unit) for path, unit in every if unit.kind is kind][-most // 2 :]
    documents = [((at,), unit) for at, unit in enumerate(root.children) if unit.kind is Kind.DOCUMENT]
    found = (brief(root, address_of(root, path)) for path, _ in (*documents, *(named or around or last)))
    return tuple(dict.fromkeys(found))[:most]


def _numbered(unit: Unit, path: Path) -> Iterator[tuple[Path, Unit]]:
    for at, child in enumerate(unit.children):
        if child.kind in NUMBERED and child.label:
            yield (*path, at), child
        yield from _numbered(child, (*path, at))
