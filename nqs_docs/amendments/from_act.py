"""An amending act into operations, in the order of its text.

Its own points are read, or the items of the list it approves ("Өзгерістер
енгізілетін кейбір бұйрықтардың тізбесі"), one for each amended act. Norm: Law
№ 480-V, art. 26(4), (5).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from nqs_docs.amendments import commencement
from nqs_docs.amendments.commencement import Schedule
from nqs_docs.amendments.entries import every_entry
from nqs_docs.amendments.entry import Entry
from nqs_docs.amendments.operation import Delay, Operation
from nqs_docs.amendments.quotation import misses_sign, stamped
from nqs_docs.amendments.settled import Settled, settled_in
from nqs_docs.clauses.act import Act, Commencement, CommencementRule, Unit, leaves
from nqs_docs.clauses.address import spoken
from nqs_docs.clauses.citation import registry_id
from nqs_docs.findings import Finding, error, warning


def operations(act: Act, root: Unit | None = None) -> tuple[tuple[Operation, ...], tuple[Finding, ...]]:
    """Every instruction of ``act`` as operations, one for each changed unit, and what was noticed.

    ``root``: the tree to read instead of ``act.root`` - an edition of the amending
    act, where it was itself amended. An act that amends nothing gives nothing.
    """
    root = root or act.root
    settled = settled_in(act)
    entries, findings = every_entry(act.id, root, settled)
    plan, unread = commencement.schedule(root)
    result: list[Operation] = []
    for entry in entries:
        operation = _operation(act.id, len(result) + 1, entry, plan, settled)
        result.append(operation)
        findings += _noticed(operation, entry, act.lang)
    findings += [replace(finding, act=act.id) for finding in unread]
    return tuple(result), tuple(findings)


def _operation(source: str, position: int, entry: Entry, plan: Schedule, settled: Settled) -> Operation:
    """The operation of an entry, numbered, stamped and dated."""
    target = registry_id(entry.operation.target) if entry.operation.target is not None else entry.operation.target_id
    operation = replace(entry.operation, position=position, target_id=target)
    decision = settled.get((operation.span.source, operation.span.start))
    if decision is not None:
        operation = replace(operation, decision=decision, target_id=decision.act or operation.target_id)
    units = tuple(stamped(unit, operation.key) for unit in operation.units)
    own = operation.commencement or plan.at(entry.position) or plan.main
    delays = tuple(_delays(units, plan, own))
    if units and delays and len(delays) == sum(1 for unit in units for _ in leaves(unit)):
        if len({delay.commencement for delay in delays}) == 1:
            own, delays = delays[0].commencement, ()
    return replace(operation, units=units, commencement=own, delays=delays)


def _delays(units: Sequence[Unit], plan: Schedule, own: Commencement) -> Iterator[Delay]:
    """The leaves of the new wording that wait longer than the instruction itself."""
    if not plan.starts:
        return
    for index, unit in enumerate(units):
        for number, leaf in enumerate(leaves(unit)):
            later = plan.at(leaf.runs[0].start) if leaf.runs else None
            if later is not None and (
                later.rule is CommencementRule.UNREADABLE or replace(later, clause="") != replace(own, clause="")
            ):
                yield Delay(index, number, later)


def _noticed(operation: Operation, entry: Entry, lang: str) -> Iterator[Finding]:
    told = {"source": operation.source, "text": operation.instruction}
    if operation.verb is None:
        if operation.reason != "amendment.no-target" or not entry.told:
            yield error(operation.reason, act=operation.target_id or operation.source, span=operation.span, **told)
        return
    for unit in operation.units:
        kind = operation.address.steps[-1].kind if operation.address and operation.address.steps else unit.kind
        if misses_sign(unit, kind):
            name, source = spoken(operation.address, lang) if operation.address else "", operation.source
            code = "amendment.missing-terminal"
            yield warning(code, act=operation.target_id, unit=name, span=operation.span, source=source)
    for code in entry.remarks:
        yield warning(code, act=operation.target_id, span=operation.span, **told)
