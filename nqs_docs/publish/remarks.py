"""What a reader must be told beside the text of an edition or of a redline; each output names it in its own way.

The rows of a redline are given as a writer prints them. A gap line is a line of its own,
deleted or inserted as a whole; where both editions have one in other words (a suspension
that became a repeal) it is changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from msgspec.structs import replace

from nqs_docs.clauses.act import Address, Kind, State
from nqs_docs.clauses.address import locate, render, spoken
from nqs_docs.clauses.decision import Decision, Matter
from nqs_docs.editions.edition import Cause, Edition, Outcome
from nqs_docs.language.editorial import sentence_case
from nqs_docs.language.messages import DEFAULT, message
from nqs_docs.publish.document import Block, Document, block, document
from nqs_docs.publish.names import act_called, act_name, act_number, by_act, failures_at
from nqs_docs.redlines.redline import Change, ChangedUnit, Piece, Redline, Row


def face(document: Document, lang: str = DEFAULT) -> tuple[str, ...]:
    """What an edition says of itself before its text: act and day, the alarm, the orders in it, remarks, its maker."""
    applied = _applied(document, lang)
    orders = (message("publish.applied", lang, orders=", ".join(applied)),) if applied else ()
    told = (*alarm(document, lang), *orders, *remarks(document, lang), message("publish.own", lang))
    return (title(document.edition, lang), *told)


def alarm(document: Document, lang: str = DEFAULT) -> tuple[str, ...]:
    """What nobody must overlook: an instruction on the text was not applied, it may be wrong; () where all were."""
    return (message("publish.failed", lang),) if document.failures else ()


def remarks(document: Document, lang: str = DEFAULT) -> tuple[str, ...]:
    """Estimated dates, gaps and instructions not applied, as sentences; () where all is well."""
    lines = [message("publish.act-estimated", lang)] if document.act_estimated else []
    lines += dict.fromkeys(estimate(cause, lang) for cause in document.estimated)
    if document.root.gaps:
        lines.append(message("publish.partial", lang))
    if document.gaps:
        lines.append(message("publish.gaps", lang, count=document.gaps))
    lines += [_failure(outcome, lang, document.edition.lang) for outcome in document.failures]
    return (*lines, *decided(document.edition.decisions, lang))


def decided(decisions: Iterable[Decision], lang: str = DEFAULT) -> Iterator[str]:
    """What people decided, by whom, when and why; repairs that one person confirmed on one day in one line."""
    confirmed: Counter[tuple[str, str]] = Counter()
    for one in decisions:
        if one.matter is Matter.REPAIR and not one.refused:
            confirmed[one.by, one.told["day"]] += 1
        else:
            unit = "; ".join(one.addresses) or "-"
            more = {"source": one.source, "unit": unit, "act": one.number and f"№ {one.number}, ", "repair": one.repair}
            published = f"{one.published:%d.%m.%Y}" if one.published else ""
            yield message(f"decision.{one.matter}", lang, **one.told, **more, published=published)
    for (by, day), count in confirmed.items():
        yield message("decision.repairs-confirmed", lang, by=by, day=day, count=count)


def estimate(cause: Cause, lang: str = DEFAULT) -> str:
    """That a change is taken to be in force, and since when."""
    return message("publish.estimated", lang, by=act_number(cause.by), date=f"{cause.in_force.earliest:%d.%m.%Y}")


def title(edition: Edition, lang: str = DEFAULT) -> str:
    """Which act on which day."""
    name = act_called(edition.citation, edition.act, edition.lang, lang)
    return message("publish.as-of", lang, act=name, id=edition.act, date=f"{edition.on:%d.%m.%Y}")


def _applied(document: Document, lang: str) -> tuple[str, ...]:
    """The orders whose changes stand in the text, in order of time: "№ 129 (10.04.2026)", "№ 777 (in part)"."""
    failed = {outcome.operation.source for outcome in document.failures}
    causes = sorted(
        document.causes, key=lambda cause: (cause.in_force.earliest, cause.by.date or cause.in_force.earliest)
    )
    part = f" ({message('publish.in-part', lang)})"
    return tuple(dict.fromkeys(f"{act_number(cause.by)}{part * (cause.by_id in failed)}" for cause in causes))


def _failure(outcome: Outcome, lang: str, own: str) -> str:
    operation = outcome.operation
    address, params = operation.address, {name: shortened(value) for name, value in outcome.params}
    return message(
        "publish.failure",
        lang,
        unit=spoken(address, own) if address and address.steps else message("publish.no-unit", lang),
        by=operation.source,
        position=operation.position,
        reason=message(outcome.reason, lang, **params) if outcome.reason else outcome.status.value,
    )


def shortened(text: str, size: int = 160) -> str:
    """At most ``size`` characters of a long instruction."""
    return text if len(text) <= size else text[: size - 1].rstrip() + "…"


# --- redlines --------------------------------------------------------------------------------


def lines(redline: Redline) -> Iterator[Row]:
    """Every row in printed order, gap lines with their words."""
    for row in redline.rows:
        if row.gap:
            cause = row.causes[0] if row.causes else ""
            before, after = (shown.text if shown else "" for shown in blocks(redline, row))
            both = (Piece(Change.DELETED, before, cause), Piece(Change.INSERTED, after, cause))
            pieces = (Piece(Change.SAME, before),) if before == after else tuple(piece for piece in both if piece.text)
            yield replace(row, cells=(pieces,))
        else:
            yield row


def blocks(redline: Redline, row: Row) -> tuple[Block | None, Block | None]:
    """What each edition prints at a row."""
    sides = ((redline.old, row.old), (redline.new, row.new))
    old, new = (block(edition, place) if place else None for edition, place in sides)
    return old, new


def changes(redline: Redline) -> Iterator[tuple[ChangedUnit, tuple[Row, ...]]]:
    """Each changed unit with its lines, in printed order."""
    for unit, group in groupby(lines(redline), key=lambda line: line.unit):
        if unit is not None:
            yield unit, tuple(group)


def heading(redline: Redline, lang: str = DEFAULT) -> str:
    """What is compared with what."""
    old, new = redline.old, redline.new
    named = act_called(old.citation, old.act, old.lang, lang)
    names = {"act": named, "old": f"{old.on:%d.%m.%Y}", "new": f"{new.on:%d.%m.%Y}"}
    if old.act == new.act:
        return message("redline.title", lang, **names)
    return message("redline.title-two", lang, **names, other=act_called(new.citation, new.act, new.lang, lang))


def faces(redline: Redline, lang: str = DEFAULT) -> tuple[tuple[str, ...], ...]:
    """For each edition which act and day it is, then what must be known of it."""
    found = []
    for edition, path in ((redline.old, redline.old_path), (redline.new, redline.new_path)):
        known = (message("redline.absent", lang),) if path is None else remarks(document(edition, path), lang)
        found.append((title(edition, lang), *known))
    return tuple(found)


def unit_name(redline: Redline, unit: ChangedUnit) -> str:
    """The unit as an instruction names it, without parts that nobody need know; the act by its name."""
    if not unit.address.steps:
        return act_name(redline.new.citation, redline.new.act, redline.new.lang)
    edition, path = (redline.new, unit.new) if unit.new is not None else (redline.old, unit.old)
    *around, last = unit.address.steps
    short = Address((*(step for step in around if step.kind is not Kind.PART), last))
    named = short if locate(edition.root, short) == (path,) else unit.address
    return sentence_case(render(named, lang=edition.lang))


def what(unit: ChangedUnit, shown: tuple[Row, ...], lang: str = DEFAULT) -> str:
    """What happened to a unit."""
    if any(line.unknown for line in shown):
        return message("redline.unknown", lang)
    if not unit.address.steps and unit.kind in (Change.INSERTED, Change.DELETED):
        return message(f"redline.act-{unit.kind.value}", lang)
    return message(f"redline.{unit.kind.value}", lang)


def nothing(redline: Redline, lang: str = DEFAULT) -> str:
    """What is said where no unit changed: nothing is known where an instruction between failed or text is not held."""
    both = ((redline.old, redline.old_path), (redline.new, redline.new_path))
    before, failed = ({one.operation.key for one in failures_at(edition, path or ())} for edition, path in both)
    if failed - before:
        return message("redline.none-applied", lang, count=len(failed - before))
    sides = (side for row in redline.rows for side in (row.old, row.new) if side)
    gaps = any(side.open or side.unit.state is State.NOT_HELD for side in sides)
    return message("redline.none-held" if gaps else "redline.none", lang)


def because(cause: Cause, lang: str = DEFAULT, by: str = "") -> str:
    """A cause as a note names it: the act (``by``: otherwise than usual), its instruction, the day in force."""
    by = by or (by_act(cause.by) if lang == DEFAULT else act_number(cause.by))
    day = f"{cause.in_force.earliest:%d.%m.%Y}"
    if cause.operation is None:
        return message("redline.by", lang, by=by, date=day)
    settled = cause.operation.decision
    person = message("redline.settled", lang, by=settled.by, day=f"{settled.decided:%d.%m.%Y}") if settled else ""
    return message("redline.by-instruction", lang, by=by, position=cause.operation.position, date=day) + person
