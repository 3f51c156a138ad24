"""One unit through all its wordings."""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache, partial
from typing import cast

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from nqs_docs.clauses.act import Address
from nqs_docs.clauses.address import eid, render
from nqs_docs.editions.edition import Wording
from nqs_docs.editions.library import Library
from nqs_docs.publish.json import history_values
from nqs_docs.publish.redline_html import wording_between
from nqs_docs.publish.remarks import because
from nqs_docs.store.corpus import Corpus
from nqs_docs.web.page import act_of, lang_of, page


class Step(Struct, frozen=True):
    """One wording of a unit beside the one before."""

    wording: Wording
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
    shown = _wordings(*act_of(request), request.path_params["unit"], lang_of(request))
    return page(request, "unit.html", unit=shown, because=partial(because, lang=lang_of(request)))


@lru_cache(maxsize=256)
def _wordings(corpus: Corpus, act_id: str, asked_for: str, reader: str) -> Wordings:
    library = corpus.library(act_id)
    address = library.full_address(act_id, corpus.address(act_id, asked_for))
    lang, values = library.lang(act_id), history_values(library, act_id, address)
    steps = [
        _step(library, act_id, address, wording, value, reader)
        for wording, value in zip(library.history(act_id, address), values, strict=True)
    ]
    number = library.citation(act_id).number
    return Wordings(act_id, number, render(address, lang=lang), eid(address), lang, tuple(steps[::-1]))


def _step(
    library: Library, act_id: str, address: Address, wording: Wording, value: dict[str, object], reader: str
) -> Step:
    changes = ""
    if wording.cause is not None and wording.since is not None:
        before, after = (library.edition(act_id, wording.since - timedelta(back)) for back in (1, 0))
        changes = wording_between(before, after, address, reader)
    return Step(wording, cast("str | None", value["state"]), cast("str | None", value["text"]), changes)


ROUTES = [Route("/acts/{act}/units/{unit}", unit)]
