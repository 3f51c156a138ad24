"""One unit through all its wordings."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import cast

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from nqs_docs.clauses.act import Address
from nqs_docs.clauses.address import eid, render
from nqs_docs.editions.edition import Wording
from nqs_docs.editions.history import on_some_day
from nqs_docs.editions.library import Library
from nqs_docs.findings import NoSuchUnit
from nqs_docs.publish.json import history_values
from nqs_docs.publish.redline_html import wording_of
from nqs_docs.publish.redlined import because
from nqs_docs.redlines.compare import asked, compare
from nqs_docs.store.names import resolve
from nqs_docs.store.state import State
from nqs_docs.web.page import page, site_of


class Step(Struct, frozen=True):
    """One wording of a unit beside the one before."""

    since: date | None
    last: date | None  # the last day of it
    estimated: bool
    cause: str
    instruction: str
    by: str  # registry id of the order; "" where it has none
    state: str | None
    text: str | None
    changes: str  # HTML, "" for the first


class Wordings(Struct, frozen=True):
    """A unit with everything it ever said, the newest first."""

    act: str
    number: str
    address: str  # as a reader of the act writes it
    eid: str
    lang: str
    steps: tuple[Step, ...]


def unit(request: Request) -> Response:
    """All wordings of a unit with their dates and causes, the newest first."""
    corpus = site_of(request).corpus()
    act_id = resolve(corpus.index(), request.path_params["act"])
    return page(request, "unit.html", unit=_wordings(State(corpus), act_id, request.path_params["unit"]))


@lru_cache(maxsize=256)
def _wordings(state: State, act_id: str, asked_for: str) -> Wordings:
    library = state.corpus.library(act_id)
    address = on_some_day(library, act_id, state.corpus.address(act_id, asked_for))
    lang, values = library.lang(act_id), history_values(library, act_id, address)
    steps = [
        _step(library, act_id, address, wording, value)
        for wording, value in zip(library.history(act_id, address), values, strict=True)
    ]
    number = library.citation(act_id).number
    return Wordings(act_id, number, render(address, lang=lang), eid(address), lang, tuple(steps[::-1]))


def _step(library: Library, act_id: str, address: Address, wording: Wording, value: dict[str, object]) -> Step:
    cause, changes = wording.cause, ""
    if cause is not None and wording.since is not None:
        changes = _changes(library, act_id, address, wording.since)
    return Step(
        wording.since,
        wording.until - timedelta(1) if wording.until else None,
        wording.estimated,
        because(cause) if cause else "",
        cause.operation.instruction if cause and cause.operation else "",
        cause.by_id if cause else "",
        cast("str | None", value["state"]),
        cast("str | None", value["text"]),
        changes,
    )


def _changes(library: Library, act_id: str, address: Address, day: date) -> str:
    """The unit on a day against the day before; "" where neither has it."""
    old = asked(library.edition(act_id, day - timedelta(1)), address)
    new = asked(library.edition(act_id, day), address)
    if isinstance(old.missing, NoSuchUnit) and isinstance(new.missing, NoSuchUnit):
        return ""
    return wording_of(compare(old.edition, new.edition, old.path, new.path))


ROUTES = [Route("/acts/{act}/units/{unit}", unit)]
