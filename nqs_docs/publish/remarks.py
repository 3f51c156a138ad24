"""What a reader must be told beside the text; each output names it in its own way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from nqs_docs.clauses.address import spoken
from nqs_docs.clauses.decision import Decision, Matter
from nqs_docs.editions.edition import Cause, Edition, Outcome
from nqs_docs.language.messages import DEFAULT, message
from nqs_docs.publish.document import Document
from nqs_docs.publish.names import act_called, act_number


def face(document: Document, lang: str = DEFAULT) -> tuple[str, ...]:
    """What an edition says of itself before its text: act and day, the orders in it, then the remarks."""
    applied = _applied(document)
    orders = (message("publish.applied", lang, orders=", ".join(applied)),) if applied else ()
    return (title(document.edition, lang), *orders, *remarks(document, lang))


def remarks(document: Document, lang: str = DEFAULT) -> tuple[str, ...]:
    """Estimated dates, gaps and instructions not applied, as sentences; () where all is well."""
    lines = [message("publish.act-estimated", lang)] if document.act_estimated else []
    lines += dict.fromkeys(estimate(cause, lang) for cause in document.estimated)
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


def _applied(document: Document) -> tuple[str, ...]:
    """The orders whose changes stand in the text, in order of time: "№ 129 (10.04.2026)"."""
    causes = sorted(
        document.causes, key=lambda cause: (cause.in_force.earliest, cause.by.date or cause.in_force.earliest)
    )
    return tuple(dict.fromkeys(act_number(cause.by) for cause in causes))


def _failure(outcome: Outcome, lang: str, own: str) -> str:
    operation = outcome.operation
    params = {name: shortened(value) for name, value in outcome.params}
    return message(
        "publish.failure",
        lang,
        unit=spoken(operation.address, own) if operation.address and operation.address.steps else "-",
        by=operation.source,
        position=operation.position,
        reason=message(outcome.reason, lang, **params) if outcome.reason else outcome.status.value,
    )


def shortened(text: str, size: int = 160) -> str:
    """At most ``size`` characters of a long instruction."""
    return text if len(text) <= size else text[: size - 1].rstrip() + "…"
