"""The routes, and what becomes of an error."""

from __future__ import annotations

import logging
from contextlib import suppress
from importlib import resources

from msgspec.msgpack import Decoder
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from nqs_docs.clauses.decision import Decision
from nqs_docs.findings import NqsError
from nqs_docs.forms.receipt import Receipt
from nqs_docs.forms.template import Binding
from nqs_docs.language.messages import LANGUAGES
from nqs_docs.publish import redline_html
from nqs_docs.store.corpus import Shown
from nqs_docs.store.derived import Compiled
from nqs_docs.store.drafts import Draft
from nqs_docs.store.index import Entry
from nqs_docs.store.record import Record
from nqs_docs.web import acts, compare, deciding, edition, findings, orders
from nqs_docs.web import add as add_pages
from nqs_docs.web import batch as batch_pages
from nqs_docs.web import forms as form_pages
from nqs_docs.web.files import Held
from nqs_docs.web.page import CHOSEN, page, remembered, site_of, status_of
from nqs_docs.web.security import UPLOAD, Guard
from nqs_docs.web.site import Site

_TEXT = resources.files("nqs_docs.publish").joinpath("html_page.css")
_LOG = logging.getLogger("nqs.web")


#: What is decoded from files while pages are made.
_DECODED = (Compiled, Entry, Shown, Record, Decision, Draft, Receipt, Binding)


def application(site: Site) -> Starlette:
    """The web app over a corpus."""
    for kind in _DECODED:  # msgspec looks at a class when it is first asked for it; two threads at once crash it
        Decoder(kind)
    app = Starlette(
        routes=[
            Route("/", lambda request: RedirectResponse("/acts")),
            Route("/lang/{lang}", _language),
            *acts.ROUTES,
            *compare.ROUTES,
            *edition.ROUTES,
            *findings.ROUTES,
            *orders.ROUTES,
            *deciding.ROUTES,
            *add_pages.ROUTES,
            *batch_pages.ROUTES,
            *form_pages.ROUTES,
            Route("/text.css", lambda request: _style(_TEXT.read_text(encoding="utf-8"))),
            Route("/redline.css", lambda request: _style(redline_html.style())),
            Route("/favicon.ico", lambda request: RedirectResponse("/static/icon.svg")),
            Mount("/static", StaticFiles(packages=[("nqs_docs.web", "static")])),
        ],
        middleware=[Middleware(Guard, site=site)],
        exception_handlers={NqsError: _answered, HTTPException: _http, Exception: _failed},  # type: ignore[dict-item]
    )
    app.state.site = site
    app.state.held = Held()
    return app


def _style(text: str) -> Response:
    """How the text of an act or a redline looks: as in the files that are given out."""
    return Response(text, media_type="text/css")


def _language(request: Request) -> Response:
    """Remember the language, go back to the page it was chosen on."""
    lang, back = request.path_params["lang"], request.query_params.get("back", "/")
    if lang not in LANGUAGES:
        raise HTTPException(404)
    inside = back.startswith("/") and not back.startswith(("//", "/\\"))
    answer = RedirectResponse(back if inside else "/", 303)
    return remembered(answer, CHOSEN, lang)


def _answered(request: Request, error: NqsError) -> Response:
    """A refusal that the packages below have words for."""
    return _error(request, status_of(error), error, **getattr(request.state, "draft", {}))


def _http(request: Request, error: HTTPException) -> Response:
    return _error(request, error.status_code)


def _failed(request: Request, error: Exception) -> Response:
    """A mistake of the program: a page that says so, the details in the log."""
    _LOG.error("%s %s", request.method, request.url.path, exc_info=error)
    return _error(request, 500)


def _error(request: Request, status: int, error: NqsError | None = None, **values: object) -> Response:
    """A page that says what is wrong and leads back to where its address belongs: the act, the forms, the files."""
    act, number = "", ""
    with suppress(NqsError):
        corpus = site_of(request).corpus()
        act = corpus.resolve(request.path_params.get("act", ""))
        number = corpus.index()[act].known.number
    about = {"act": act, "number": number, "most": UPLOAD // 1_000_000}
    return page(request, "error.html", status, error=error, **about, **values)
