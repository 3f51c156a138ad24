"""Acts: all that are held, one on a date, one unit of it through time."""

from __future__ import annotations

from datetime import date

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from nqs_docs.publish.document import document
from nqs_docs.store.corpus import Corpus
from nqs_docs.store.names import resolve
from nqs_docs.web.page import page, site_of


class ActRow(Struct, frozen=True):
    """An act in the list."""

    id: str
    number: str
    signed: date | None
    title: str
    held: bool
    gaps: int
    dates: tuple[tuple[date, bool], ...]  # of redactions, and whether each is estimated


def acts(request: Request) -> Response:
    """All acts that are held or partly known."""
    site = site_of(request)
    return page(request, "acts.html", rows=list(_rows(site.corpus(), site.today())))


def _rows(corpus: Corpus, today: date) -> list[ActRow]:
    entries, library = corpus.index(), corpus.library()
    rows = []
    for act_id in library.act_ids():
        citation, doubtful = library.citation(act_id), library.estimated_dates(act_id)
        rows.append(
            ActRow(
                act_id,
                citation.number,
                citation.date,
                entries[act_id].title if act_id in entries else citation.title,
                act_id in entries,
                document(library.edition(act_id, today)).gaps,
                tuple((day, day in doubtful) for day in library.dates(act_id)),
            )
        )
    return rows


def today(request: Request) -> Response:
    """An act as it stands today; "391" is found as on the command line."""
    site = site_of(request)
    act_id = resolve(site.corpus().index(), request.path_params["act"])
    return RedirectResponse(f"/acts/{act_id}/{site.today().isoformat()}", 303)


ROUTES = [
    Route("/acts", acts),
    Route("/acts/{act}", today),
]
