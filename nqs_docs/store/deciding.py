"""An act with what was decided of it: its day of publication, its repairs, its instructions.

A decision that does not fit the act has no effect, and an error says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec.structs import replace

from nqs_docs.amendments.from_act import operations
from nqs_docs.amendments.operation import Operation
from nqs_docs.amendments.settled import meant
from nqs_docs.clauses.act import Act
from nqs_docs.clauses.decision import Decision, Matter
from nqs_docs.findings import Finding, UsageError

Decided = tuple[Act, tuple[Operation, ...], tuple[Finding, ...]]


def decide(act: Act, settled: tuple[Decision, ...], noticed: tuple[Finding, ...]) -> Decided:
    """The act with the decisions that fit it, its operations, everything noticed.

    ``noticed``: in reading the act, the repairs that ``settled`` refuses not made.
    """
    wrong = {one: why for one in settled if (why := _misfit(one, act, noticed))}
    kept = tuple(one for one in settled if one not in wrong)
    act, changes, more = _read(act, kept)
    unread = {one: why for one in kept if one.matter is Matter.INSTRUCTION and (why := _unread(one, changes))}
    if unread:
        act, changes, more = _read(act, tuple(one for one in kept if one not in unread))
    idle = [
        one.idle(why) if why.startswith("decision.") else one.idle("decision.no-effect", code=why)
        for one, why in (wrong | unread).items()
    ]
    return act, changes, (*_confirmed(act, noticed), *more, *idle)


def _read(act: Act, kept: tuple[Decision, ...]) -> Decided:
    days = [one.published for one in kept if one.matter is Matter.PUBLICATION]
    act = replace(act, decisions=kept, published=days[0] if days else act.published)
    return act, *operations(act)


def _misfit(decision: Decision, act: Act, noticed: tuple[Finding, ...]) -> str:
    """Why a decision cannot be right, as the code of its finding."""
    if decision.matter is Matter.PUBLICATION:
        before = max((day for day in (act.citation.date, act.registered) if day), default=date.min)
        return "decision.published-early" if (decision.published or date.min) < before else ""
    if decision.matter is Matter.REPAIR:
        made = any(_repairs(finding, decision) for finding in noticed)
        return "" if decision.repair and (decision.refused or made) else "decision.no-repair"
    try:
        meant(decision)
    except UsageError:
        return "decision.bad-address"
    return "" if decision.addresses else "decision.bad-address"


def _unread(decision: Decision, changes: Iterable[Operation]) -> str:
    """Why an instruction is not read even so."""
    mine = [operation for operation in changes if operation.decision == decision]
    return "decision.no-instruction" if not mine else next((one.reason for one in mine if one.verb is None), "")


def _repairs(finding: Finding, decision: Decision) -> bool:
    span = finding.span
    return span is not None and (finding.code, span.start, span.end) == (
        decision.repair,
        decision.span.start,
        decision.span.end,
    )


def _confirmed(act: Act, noticed: tuple[Finding, ...]) -> Iterator[Finding]:
    """What was noticed; a repair that somebody confirmed says so."""
    right = [one for one in act.decisions if one.matter is Matter.REPAIR and not one.refused]
    for finding in noticed:
        by = next((one for one in right if _repairs(finding, one)), None)
        told = (*by.told.items(), ("repair", finding.code)) if by else ()
        yield replace(finding, code="decision.confirmed", params=(*finding.params, *told)) if by else finding
