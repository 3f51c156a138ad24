"""Instructions and wordings as JSON values: ``nqs amendments``, ``nqs history``."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from msgspec import to_builtins
from msgspec.structs import replace

from nqs_docs.amendments.operation import Operation, Verb
from nqs_docs.clauses.act import Address, Kind, State, Unit
from nqs_docs.clauses.address import address_of, eid, locate, render
from nqs_docs.editions.edition import DelayedUnit, Edition, Interval, Outcome, Wording
from nqs_docs.editions.find import find
from nqs_docs.editions.tree import not_yet, sole
from nqs_docs.findings import NoSuchUnit, NotHeld, NqsError
from nqs_docs.language.messages import message
from nqs_docs.publish.document import document, text_of_unit
from nqs_docs.publish.json import cause_value

if TYPE_CHECKING:  # the compiler is loaded where something is compiled
    from nqs_docs.editions.library import Library


def amendment_values(library: Library, act_id: str, lang: str) -> list[dict[str, object]]:
    """One object for each changed unit of an order; ``message`` says the ``reason`` in the user's language."""
    return [_amendment(library, outcome, lang) for outcome in library.outcomes(act_id)]


def history_values(library: Library, act_id: str, address: Address) -> list[dict[str, object]]:
    """One object for each wording of a unit, the oldest first, with its text as ``nqs show`` prints it.

    ``state`` is null for a period in which there is no such unit. Raises as ``find``
    does where the address fits several units, or none on any day.
    """
    full = on_some_day(library, act_id, address)
    wordings = library.history(act_id, full)
    inserted = [_inserts(wording) for wording in wordings[1:]] + [False]
    return [_wording(library, act_id, full, one, later) for one, later in zip(wordings, inserted, strict=True)]


def _inserts(wording: Wording) -> bool:
    """Whether a wording begins with the insertion of its unit: proof that there was none before."""
    operation = wording.cause.operation if wording.cause else None
    return operation is not None and operation.verb is Verb.INSERT


def on_some_day(library: Library, act_id: str, address: Address) -> Address:
    """The full address of a unit that was there on some day, the last one first; or of the number it left."""
    missing: NqsError | None = None
    left: Address | None = None
    for day in tuple(reversed(library.dates(act_id))) or (date.max,):
        edition = library.edition(act_id, day)
        try:
            return address_of(edition.root, find(edition, address))
        except (NoSuchUnit, NotHeld) as error:
            missing = missing or error
            place = sole(edition.root, address)
            left = left or (address_of(edition.root, place) if place is not None else None)
    if left is not None:
        return left
    raise missing or NoSuchUnit("edition.never", unit=render(address), on="")


def _amendment(library: Library, outcome: Outcome, lang: str) -> dict[str, object]:
    operation = outcome.operation
    target = library.target_id(operation)
    root = library.timeline(target).root(date.max) if target else Unit(Kind.ACT)
    tongue = library.lang(operation.source)
    return {
        "source": operation.source,
        "position": operation.position,
        "instruction": operation.instruction,
        "target_act": target or None,
        "target_number": operation.target.number if operation.target else None,
        "address": _address(operation.address, root, tongue),
        "eid": eid(_full(operation.address, root)) if operation.address else None,
        "operation": operation.verb.value if operation.verb else None,
        "text": new_text(operation),
        "old": operation.old or None,
        "new": operation.new or None,
        "effective": _since(outcome.in_force),
        "estimated": _uncertain(outcome.in_force),
        "delayed": [_delayed(unit, root, tongue) for unit in outcome.delayed],
        "status": outcome.status.value,
        "reason": outcome.reason or None,
        "message": message(outcome.reason, lang, **dict(outcome.params)) if outcome.reason else None,
        "decision": to_builtins(operation.decision) if operation.decision else None,
    }


def new_text(operation: Operation) -> str | None:
    """The new wording as ``nqs show`` prints it; an appendix without its corner."""
    return "\n".join(text_of_unit(unit) for unit in operation.units) or None


def _delayed(unit: DelayedUnit, root: Unit, lang: str) -> dict[str, object]:
    return {"address": _address(unit.address, root, lang), "effective": _since(unit.in_force)}


def _wording(
    library: Library, act_id: str, address: Address, wording: Wording, inserted_later: bool
) -> dict[str, object]:
    absent = wording.unit is None and inserted_later
    state, words = (None, None) if absent else _in_period(library, act_id, address, wording)
    return {
        "since": wording.since.isoformat() if wording.since else None,
        "until": wording.until.isoformat() if wording.until else None,
        "estimated": wording.estimated,
        "state": state,
        "text": words,
        "cause": cause_value(wording.cause) if wording.cause else None,
    }


def _in_period(library: Library, act_id: str, address: Address, wording: Wording) -> tuple[str | None, str | None]:
    """State and text of a unit while a wording lasts."""
    last = wording.until - timedelta(1) if wording.until else date.max
    edition = library.edition(act_id, wording.since or last)
    if wording.unit is None:
        return ("not-held" if _may_be(edition, address) else None), None
    if wording.unit.state is not State.HELD:
        return wording.unit.state.value, None
    state = State.DELAYED if not_yet(wording.unit) else State.HELD
    return state.value, "\n".join(b.text for b in document(edition, locate(edition.root, address)[0]).blocks)


def _may_be(edition: Edition, address: Address) -> bool:
    """Whether a unit that is not in an edition may be in the act."""
    try:
        find(edition, address)
    except NotHeld:
        return True
    except NqsError:
        return False
    return False


def _address(address: Address | None, root: Unit, lang: str) -> str | None:
    """The full address in words; "" is the act itself."""
    return render(_full(address, root), lang=lang) if address and address.steps else None if address is None else ""


def _full(address: Address, root: Unit) -> Address:
    """A document by its noun alone, but where the act has several of that noun; "«Өтініш» нысаны" by its own name."""
    plain = Address(tuple(replace(step, title="") for step in address.steps))
    places = locate(root, plain)
    if not places and (place := sole(root, address)) is not None:
        return address_of(root, place)
    return plain if len(places) <= 1 else address


def _since(interval: Interval | None) -> str | None:
    return interval.earliest.isoformat() if interval else None


def _uncertain(interval: Interval | None) -> bool:
    return interval is not None and interval.latest != interval.earliest
