"""An order beside its own text: its instructions as a queue, the unresolved ones first.

Any act that is held has such a page: the lines of its source as they were read, with
the repairs that were made in them, and what people decided.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache, lru_cache
from html import escape
from urllib.parse import quote, unquote

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from nqs_docs.clauses.act import Act
from nqs_docs.clauses.address import render, spoken
from nqs_docs.clauses.decision import Decision
from nqs_docs.editions.edition import Edition, Outcome, Status
from nqs_docs.editions.find import near
from nqs_docs.editions.library import Library
from nqs_docs.findings import Finding, Severity
from nqs_docs.publish.json import amendment_values
from nqs_docs.publish.redline_html import wording_between
from nqs_docs.store.corpus import Corpus
from nqs_docs.store.record import decisions
from nqs_docs.store.settling import is_repair
from nqs_docs.web.page import act_of, described, lang_of, page, remembered
from nqs_docs.web.words import catalogue

NAME = "nqs-name"  # the cookie of the name that somebody gave
_ORDER = (Status.UNRESOLVED, Status.BASE_NOT_HELD, Status.APPLIED)


class Item(Struct, frozen=True):
    """An instruction on one unit, and what became of it."""

    value: dict[str, object]  # as ``nqs amendments`` prints it
    at: int  # of its words; -1 where they stand in another source
    line: int
    decision: Decision | None
    changes: str  # HTML: the unit before and after
    near: tuple[str, ...]
    lang: str  # of the act it changes
    remarks: tuple[str, ...]  # what is to be known of it though it was applied


class Order(Struct, frozen=True):
    """An act as its page shows it."""

    act: str
    held: Act
    estimated: bool
    items: tuple[Item, ...]
    lines: str  # of its source, as HTML
    decisions: tuple[tuple[Decision, bool], ...]  # and whether each has an effect


def order(request: Request) -> Response:
    """The queue beside the text."""
    (corpus, act), only = act_of(request), request.query_params.get("status", "")
    if corpus.held(act) is None:
        return page(request, "not_held.html", 404, act=act, number=corpus.library(act).citation(act).number)
    shown = read(corpus, act, lang_of(request))
    counts = Counter(item.value["status"] for item in shown.items)
    listed = [item for item in shown.items if only in ("", item.value["status"])]
    return page(request, "order.html", order=shown, items=listed, only=only, counts=counts, every=_ORDER,
                name=given_name(request))  # fmt: skip


def given_name(request: Request) -> str:
    """The name that somebody decided under last, in this browser."""
    return unquote(request.cookies.get(NAME, ""))


def signed(answer: Response, name: str) -> Response:
    """The answer, from which the browser keeps the name."""
    return remembered(answer, NAME, quote(name[:200]))


@lru_cache(maxsize=32)
def read(corpus: Corpus, act_id: str, lang: str) -> Order:
    """Everything of an act that its page shows; ``lang`` is that of the words around texts."""
    library, act = corpus.library_of_changes(act_id), corpus.compiled(act_id).act
    source = corpus.source(act_id)
    starts = [line.start for line in source.lines]
    items = tuple(_items(library, act_id, starts, lang))
    own = library.in_force(act_id)
    every = decisions(corpus.home(act_id), act_id)[0]
    given = ((one.operation.decision, one.status) for one in library.outcomes(act_id))
    failed = {decision.name for decision, status in given if decision and status is Status.UNRESOLVED}
    effective = {one.name for one in act.decisions} - failed
    estimated = own is not None and own.earliest != own.latest
    decided = tuple((one, one.name in effective) for one in every)
    lines = "".join(_lines(corpus, act_id, items, lang))
    urgent = sorted(items, key=lambda item: _ORDER.index(Status(str(item.value["status"]))))
    return Order(act_id, act, estimated, tuple(urgent), lines, decided)


def _items(library: Library, act_id: str, starts: list[int], lang: str) -> Iterator[Item]:
    edition = cache(lambda act, day: library.edition(act, day, notes=False))
    values = amendment_values(library, act_id, lang)
    for outcome, value in zip(library.outcomes(act_id), values, strict=True):
        operation, target = outcome.operation, library.target_id(outcome.operation)
        lang_of_act, here = library.lang(target), operation.span.source == act_id
        root = library.timeline(target).root(date.max) if target else None
        candidates = near(root, operation) if root and outcome.status is Status.UNRESOLVED else ()
        yield Item(
            value,
            operation.span.start if here else -1,
            bisect_right(starts, operation.span.start) if here else 0,
            operation.decision,
            _changes(edition, outcome, target, lang),
            tuple(render(one, lang=lang_of_act) for one in candidates),
            lang_of_act,
            tuple(_remarks(library, target, outcome, lang)),
        )


def _remarks(library: Library, target: str, outcome: Outcome, lang: str) -> Iterator[str]:
    """The warnings that applying it gave: a place that could not be checked, a form of words that was left."""
    operation, known = outcome.operation, library.timeline(target).findings if target else ()
    unit = spoken(operation.address) if operation.address else ""
    for finding in known:
        mine = (finding.span, finding.unit) == (operation.span, unit) and finding.code != outcome.reason
        if mine and finding.severity is Severity.WARNING:
            yield described(finding, lang)


def _changes(edition: Callable[[str, date], Edition], outcome: Outcome, target: str, lang: str) -> str:
    """The unit of an applied instruction before and after its day."""
    address = outcome.operation.address
    if outcome.status is not Status.APPLIED or outcome.in_force is None or not address or not address.steps:
        return ""
    day = outcome.in_force.earliest
    return wording_between(edition(target, day - timedelta(1)), edition(target, day), address, lang)


def repair_place(act_id: str, finding: Finding) -> str:
    """Where a repair is confirmed or refused; "" for any other finding."""
    is_one = finding.span is not None and is_repair(finding)
    return f"/orders/{act_id}/decide/repair/{finding.span.start}?code={finding.code}" if is_one and finding.span else ""


def _lines(corpus: Corpus, act_id: str, items: tuple[Item, ...], lang: str) -> Iterator[str]:
    """Each line with what begins in it: instructions and repairs. No end tags: there are thousands of lines."""
    _, source = catalogue(lang).gettext, corpus.source(act_id)
    lines = source.lines
    ask = _("Confirm or refuse")
    starts, more = [line.start for line in lines], dict[int, list[str]]()
    for item in items:
        if item.line:
            number = item.value["position"]
            said = _("instruction %(number)s") % {"number": number}
            link = f' <a href="/orders/{act_id}#instruction-{number}" lang={lang}>[{escape(said)}]</a>'
            more.setdefault(item.line, []).append(link)
    for finding in corpus.compiled(act_id).findings:
        if finding.span and (is_repair(finding) or finding.code == "decision.confirmed"):
            told, at = escape(described(finding, lang)), bisect_right(starts, finding.span.start)
            place = repair_place(act_id, finding)
            link = f' <a href="{place}">{escape(ask)}</a>' if place else ""
            more.setdefault(at, []).append(f"<small lang={lang}><br>{told}{link}</small>")
    for number, line in enumerate(lines, 1):
        read = "".join(source.text[first:end] if first < end else " " for first, end in line.visible).rstrip()
        shown = (
            f"<b>{escape(read, quote=False)}</b>" if read and (line.bold or line.heading) else escape(read, quote=False)
        )
        words = f"{shown}{''.join(more.get(number, ()))}"
        yield f'<li id="line-{number}">{words}' if words else "<li>"  # and no space in it: an empty one is low


ROUTES = [Route("/orders/{act}", order)]
