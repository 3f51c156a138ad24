"""An amending act into operations, in the order of its text.

Its own points are read, or the items of the list it approves ("Өзгерістер
енгізілетін кейбір бұйрықтардың тізбесі"), one for each amended act. Norm: Law
№ 480-V, art. 26(4), (5).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec.structs import replace

from nqs_docs.amendments import annex as annexes
from nqs_docs.amendments import commencement
from nqs_docs.amendments.commencement import AMENDED, Schedule, title_of
from nqs_docs.amendments.entry import AnnexedList, Entry, annexed_lists, is_target, orders
from nqs_docs.amendments.instruction import has_verb
from nqs_docs.amendments.item import Item
from nqs_docs.amendments.operation import Delay, Operation
from nqs_docs.amendments.paragraphs import Paragraph, item_label, paragraphs
from nqs_docs.amendments.quotation import misses_sign, stamped
from nqs_docs.amendments.settled import Settled, settled_in
from nqs_docs.amendments.where import names_act
from nqs_docs.clauses.act import Act, Commencement, CommencementRule, Kind, Unit, child, leaves
from nqs_docs.clauses.address import spoken
from nqs_docs.clauses.citation import registry_id
from nqs_docs.findings import Finding, error, warning
from nqs_docs.language import formulas_russian
from nqs_docs.language.formulas import REPEALED_LIST, spaced

_REPEALED = re.compile(f"{spaced(REPEALED_LIST)}|{spaced(formulas_russian.REPEALED_LIST)}")
_LONGEST_TITLE = 5_000  # characters that are looked at
_CHAPTERS = frozenset({Kind.SECTION, Kind.CHAPTER, Kind.SUBCHAPTER})
_MATTER = frozenset({Kind.POINT, Kind.INDENT, Kind.SUBPOINT, Kind.ARTICLE, Kind.TABLE})


def operations(act: Act, root: Unit | None = None) -> tuple[tuple[Operation, ...], tuple[Finding, ...]]:
    """Every instruction of ``act`` as operations, one for each changed unit, and what was noticed.

    ``root``: the tree to read instead of ``act.root`` - an edition of the amending
    act, where it was itself amended. An act that amends nothing gives nothing.
    """
    root = root or act.root
    settled = settled_in(act)
    entries, findings = _entries(act.id, root, settled)
    plan, unread = commencement.schedule(root)
    result: list[Operation] = []
    for entry in entries:
        operation = _operation(act.id, len(result) + 1, entry, plan, settled)
        result.append(operation)
        findings += _noticed(operation, entry, act.lang)
    findings += [replace(finding, act=act.id) for finding in unread]
    return tuple(result), tuple(findings)


def _entries(source: str, root: Unit, settled: Settled) -> tuple[list[Entry], list[Finding]]:
    """What every item of the act says, in order."""
    entries: list[Entry] = []
    findings: list[Finding] = []
    order = child(root, Kind.ORDER)
    lists: list[AnnexedList] = []
    for point in order.children if order is not None else ():
        held = paragraphs(point) if point.kind in _MATTER else ()
        if _amends(held):
            item = Item(source, root, None, held, settled=settled)
            entries += item.entries
            findings += item.findings
            lists += annexed_lists(source, held)
    found = {id(unit): said for said in lists for unit in annexes.find(root, None, said.annex)}
    for document in root.children:
        if document.kind is Kind.DOCUMENT:
            _read_list(source, root, document, found.get(id(document)), entries, findings, settled)
    entries += [said.order for said in lists if all(said is not read for read in found.values())]
    return entries, findings


def _amends(held: Sequence[Paragraph]) -> bool:
    """Whether a point of the order holds instructions at all: registration, control, commencement do not."""
    if any(is_target(paragraph.folded) or has_verb(paragraph.folded) for paragraph in held):
        return True
    # "… № 391 бұйрығының 12-тармағы … деп оқылсын": it orders something of another act, nobody knows what
    return bool(held) and orders(held[0].folded) and names_act(held[0].text[item_label(held[0]) :])


def _read_list(
    source: str, root: Unit, document: Unit, said: AnnexedList | None, entries: list[Entry],
    findings: list[Finding], settled: Settled,
) -> None:  # fmt: skip
    """The items of an approved document, if it is a list of amended or repealed acts."""
    title = title_of(document)[:_LONGEST_TITLE]
    items = [paragraphs(unit) for unit in _items(document)]
    amends = AMENDED.search(title) or any(is_target(held[0].folded) for held in items if held)
    repeals = _REPEALED.search(title) is not None or (said is not None and said.repeals)
    if not (amends or repeals or said):
        return
    scope = said.scope if said is not None else None
    for held in items:
        item = Item(source, root, document, held, scope=scope, repeals=repeals, settled=settled)
        scope = item.scope if scope is not None else None
        entries += item.entries
        findings += item.findings


def _items(unit: Unit) -> Iterator[Unit]:
    """The points of a list, through its chapters; text outside points goes together."""
    read = [inner for inner in unit.children if inner.kind in _CHAPTERS | _MATTER]
    for numbered, group in groupby(read, lambda inner: inner.kind is Kind.POINT or inner.kind in _CHAPTERS):
        if not numbered:
            yield Unit(Kind.PART, children=tuple(group))
            continue
        for inner in group:
            yield from (inner,) if inner.kind is Kind.POINT else _items(inner)


def _operation(source: str, position: int, entry: Entry, plan: Schedule, settled: Settled) -> Operation:
    """The operation of an entry, numbered, stamped and dated."""
    operation = replace(entry.operation, position=position)
    if operation.target is not None:
        operation = replace(operation, target_id=registry_id(operation.target))
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
