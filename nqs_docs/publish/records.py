"""Instructions and wordings as JSON values: ``nqs amendments``, ``nqs history``."""

from __future__ import annotations

from collections.abc import Iterable

from nqs_docs.amendments.operation import Operation
from nqs_docs.clauses.act import Address
from nqs_docs.clauses.address import eid, render
from nqs_docs.editions.edition import DelayedUnit, Interval, Outcome, Wording
from nqs_docs.language.messages import message
from nqs_docs.publish.document import text_of_unit
from nqs_docs.publish.json import cause_value


def amendment_values(outcomes: Iterable[Outcome], lang: str) -> list[dict[str, object]]:
    """One object for each changed unit; ``message`` says the ``reason`` in the user's language."""
    return [_amendment(outcome, lang) for outcome in outcomes]


def history_values(wordings: Iterable[Wording]) -> list[dict[str, object]]:
    """One object for each wording, the oldest first; ``text`` is null where there is no such unit."""
    return [_wording(wording) for wording in wordings]


def _amendment(outcome: Outcome, lang: str) -> dict[str, object]:
    operation = outcome.operation
    params = {**dict(outcome.params), "instruction": operation.instruction}
    return {
        "source": operation.source,
        "position": operation.position,
        "instruction": operation.instruction,
        "target_act": operation.target_id or None,
        "target_number": operation.target.number if operation.target else None,
        "address": _address(operation.address),
        "eid": eid(operation.address) if operation.address else None,
        "operation": operation.verb.value if operation.verb else None,
        "text": new_text(operation),
        "old": operation.old or None,
        "new": operation.new or None,
        "effective": _since(outcome.in_force),
        "estimated": _uncertain(outcome.in_force),
        "delayed": [_delayed(unit) for unit in outcome.delayed],
        "status": outcome.status.value,
        "reason": outcome.reason or None,
        "message": message(outcome.reason, lang, **params) if outcome.reason else None,
    }


def new_text(operation: Operation) -> str | None:
    """The new wording as ``nqs show`` prints it; an appendix without its corner."""
    return "\n".join(text_of_unit(unit) for unit in operation.units) or None


def _delayed(unit: DelayedUnit) -> dict[str, object]:
    return {"address": _address(unit.address), "effective": _since(unit.in_force)}


def _wording(wording: Wording) -> dict[str, object]:
    return {
        "since": wording.since.isoformat() if wording.since else None,
        "until": wording.until.isoformat() if wording.until else None,
        "estimated": wording.estimated,
        "state": wording.unit.state.value if wording.unit else None,
        "text": (text_of_unit(wording.unit) or None) if wording.unit else None,
        "cause": cause_value(wording.cause) if wording.cause else None,
    }


def _address(address: Address | None) -> str | None:
    return None if address is None else render(address) if address.steps else ""


def _since(interval: Interval | None) -> str | None:
    return interval.earliest.isoformat() if interval else None


def _uncertain(interval: Interval | None) -> bool:
    return interval is not None and interval.latest != interval.earliest
