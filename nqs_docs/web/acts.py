"""Acts: all that are held or partly known, and the words sought in them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from functools import lru_cache
from itertools import islice, pairwise

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from nqs_docs.clauses.act import Address, Citation, Kind
from nqs_docs.clauses.address import parse, render
from nqs_docs.findings import NqsError
from nqs_docs.publish.document import document
from nqs_docs.publish.names import act_title
from nqs_docs.store.checking import collected, errors
from nqs_docs.store.corpus import Corpus
from nqs_docs.store.search import Hit, acts_of, search, units
from nqs_docs.web.page import act_of, day_asked, page, site_of
from nqs_docs.web.words import day_of

_AT_MOST = 50  # hits on a page


class ActRow(Struct, frozen=True):
    """An act in the list."""

    id: str
    citation: Citation
    title: str
    lang: str  # of the act
    held: bool
    gaps: int
    dates: tuple[tuple[date, bool], ...]  # of redactions, and whether each is estimated
    errors: int
    findings: int


def acts(request: Request) -> Response:
    """The list, or the hits of a search; ``part=1`` gives what the script puts in their place."""
    site, query, on = site_of(request), request.query_params.get("q", "").strip()[:200], day_asked(request)
    corpus = site.corpus()
    hits = _sought(corpus, query, on) if query else ()
    template = "found.html" if request.query_params.get("part") else "acts.html"
    rows = () if query else _rows(corpus, site.today())
    return page(request, template, query=query, on=on, hits=hits, full=len(hits) == _AT_MOST, rows=rows,
                place=_place, pieces=_pieces)  # fmt: skip


def _sought(corpus: Corpus, query: str, on: date) -> tuple[Hit, ...]:
    """The acts of a day or the units that a query names, then the places that have its words."""
    named: tuple[Hit, ...] = ()
    with suppress(NqsError):
        named = acts_of(corpus, day_of(query), on)
    named = named or tuple(dict.fromkeys(islice(units(corpus, query, on), _AT_MOST)))
    return named + search(corpus, query, on, _AT_MOST - len(named))


def _place(hit: Hit) -> str:
    """The unit that a reader would name: what has a number or a name; "" for the act itself."""
    steps = parse(hit.eid).steps if hit.eid else ()
    while steps and steps[-1].kind in (Kind.PART, Kind.INDENT):
        steps = steps[:-1]
    return render(Address(steps), lang=hit.lang) if steps else ""


def _pieces(hit: Hit) -> tuple[str, ...]:
    """The text cut where words found begin and end: every second piece is one."""
    cuts = [0, *(place for mark in hit.marks for place in mark), len(hit.text)]
    return tuple(hit.text[start:end] for start, end in pairwise(cuts))


@lru_cache(maxsize=2)
def _rows(corpus: Corpus, today: date) -> tuple[ActRow, ...]:
    return tuple(_every(corpus, today))


def _every(corpus: Corpus, today: date) -> Iterator[ActRow]:
    entries, library, noticed = corpus.index(), corpus.library(), collected(corpus)
    for act_id in library.act_ids():
        citation, doubtful, held = library.citation(act_id), library.estimated_dates(act_id), act_id in entries
        edition = library.edition(act_id, today)
        yield ActRow(
            act_id,
            citation,
            act_title(edition.root, entries[act_id].title if held else citation.title),
            edition.lang,
            held,
            document(edition).gaps,
            tuple((day, day in doubtful) for day in library.dates(act_id)),
            errors({act_id: noticed.get(act_id, ())}),
            len(noticed.get(act_id, ())),
        )


def act(request: Request) -> Response:
    """An act as it stands today or on the date typed in; "391" is found as on the command line."""
    notes = "?notes=1" if request.query_params.get("notes") == "1" else ""
    return RedirectResponse(f"/acts/{act_of(request)[1]}/{day_asked(request)}{notes}", 303)


ROUTES = [Route("/acts", acts), Route("/acts/{act}", act)]
