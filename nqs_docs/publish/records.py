"""Instructions and wordings as JSON values: ``nqs amendments``, ``nqs history``."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from msgspec.structs import replace

from nqs_docs.amendments.operation import Operation
from nqs_docs.clauses.act import Address, Kind, Unit
from nqs_docs.clauses.address import eid, locate, render
from nqs_docs.editions.edition import DelayedUnit, Interval, Outcome, Wording
from nqs_docs.language.messages import message
from nqs_docs.publish.document import text_of_unit
from nqs_docs.publish.json import cause_value

if TYPE_CHECKING:  # the compiler is loaded where something is compiled
    from nqs_docs.editions.library import Library


def amendment_values(library: Library, act_id: str, lang: str) -> list[dict[str, object]]:
    """One object for each changed unit of an order; ``message`` says the ``reason`` in the user's language."""
    return [_amendment(library, outcome, lang) for outcome in library.outcomes(act_id)]


def history_values(wordings: Iterable[Wording]) -> list[dict[str, object]]:
    """One object for each wording, the oldest first; ``text`` is null where there is no such unit."""
    return [_wording(wording) for wording in wordings]


def _amendment(library: Library, outcome: Outcome, lang: str) -> dict[str, object]:
    operation = outcome.operation
    target = library.target_id(operation)
    root = library.timeline(target).root(date.max) if target else Unit(Kind.ACT)
    params = {**dict(outcome.params), "instruction": operation.instruction}
    return {
        "source": operation.source,
        "position": operation.position,
        "instruction": operation.instruction,
        "target_act": target or None,
        "target_number": operation.target.number if operation.target else None,
        "address": _address(operation.address, root),
        "eid": eid(operation.address) if operation.address else None,
        "operation": operation.verb.value if operation.verb else None,
        "text": new_text(operation),
        "old": operation.old or None,
        "new": operation.new or None,
        "effective": _since(outcome.in_force),
        "estimated": _uncertain(outcome.in_force),
        "delayed": [_delayed(unit, root) for unit in outcome.delayed],
        "status": outcome.status.value,
        "reason": outcome.reason or None,
        "message": message(outcome.reason, lang, **params) if outcome.reason else None,
    }


def new_text(operation: Operation) -> str | None:
    """The new wording as ``nqs show`` prints it; an appendix without its corner."""
    return "\n".join(text_of_unit(unit) for unit in operation.units) or None


def _delayed(unit: DelayedUnit, root: Unit) -> dict[str, object]:
    return {"address": _address(unit.address, root), "effective": _since(unit.in_force)}


def _wording(wording: Wording) -> dict[str, object]:
    return {
        "since": wording.since.isoformat() if wording.since else None,
        "until": wording.until.isoformat() if wording.until else None,
        "estimated": wording.estimated,
        "state": wording.unit.state.value if wording.unit else None,
        "text": (text_of_unit(wording.unit) or None) if wording.unit else None,
        "cause": cause_value(wording.cause) if wording.cause else None,
    }


def _address(address: Address | None, root: Unit) -> str | None:
    """The full address; a document by its noun alone, but where the act has several of that noun."""
    if address is None or not address.steps:
        return None if address is None else ""
    plain = Address(tuple(replace(step, title="") for step in address.steps))
    return render(plain if len(locate(root, plain)) <= 1 else address)


def _since(interval: Interval | None) -> str | None:
    return interval.earliest.isoformat() if interval else None


def _uncertain(interval: Interval | None) -> bool:
    return interval is not None and interval.latest != interval.earliest
