"""Two editions compared."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from nqs_docs.findings import NqsError, UsageError
from nqs_docs.publish import REDLINES, write_redline
from nqs_docs.publish.redline_html import changes_of
from nqs_docs.publish.remarks import heading
from nqs_docs.redlines.compare import between
from nqs_docs.redlines.redline import Change, Redline
from nqs_docs.store.corpus import Corpus
from nqs_docs.web.files import attachment
from nqs_docs.web.page import lang_of, page, site_of, status_of
from nqs_docs.web.words import day_of

_FILES = [form for form in REDLINES if form != "text"]
_FIELDS = ("act", "with", "from", "to", "address")
_KINDS = (Change.CHANGED, Change.INSERTED, Change.DELETED)


class Asked(Struct, frozen=True):
    """What two editions are to be compared."""

    act: str
    other: str
    since: date
    until: date
    address: str


def comparison(request: Request) -> Response:
    """The form that asks for two editions and, once it is filled in, what is different between them."""
    corpus, query = site_of(request).corpus(), request.query_params
    kinds = frozenset(Change(kind) for kind in query.getlist("kind") if kind in _KINDS) or frozenset(_KINDS)
    whole, error, asked, made = query.get("whole") == "1", None, None, ("", "")
    try:
        if asked := _asked(request, corpus):
            made = _changes(corpus, asked, kinds, whole, lang_of(request))
    except NqsError as refused:
        error, asked = refused, None
    return page(
        request,
        "compare.html",
        status_of(error) if error else 200,
        acts=corpus.index(),
        asked=asked,
        given={name: query.get(name, "") for name in _FIELDS},
        kinds=kinds,
        every=_KINDS,
        whole=whole,
        title=made[0],
        changes=made[1],
        files=("docx", "table", "html", "json"),
        error=error,
    )


def file(request: Request) -> Response:
    """The redline as a file: tracked changes, comparative table, page, JSON."""
    corpus, form = site_of(request).corpus(), request.path_params["form"]
    wanted = _asked(request, corpus)
    if form not in _FILES or wanted is None:
        raise UsageError("cli.bad-choice", value=form, choices=", ".join(_FILES))
    name = f"{wanted.act}_{wanted.since}--{wanted.until}{'-table.docx' if form == 'table' else f'.{form}'}"
    return attachment(name, write_redline(_redline(corpus, wanted), form))


def _asked(request: Request, corpus: Corpus) -> Asked | None:
    """None where the form is not filled in yet."""
    given = {name: request.query_params.get(name, "").strip() for name in _FIELDS}
    if not (given["act"] and given["from"] and given["to"]):
        return None
    act = corpus.resolve(given["act"])
    other = corpus.resolve(given["with"]) if given["with"] else act
    since, until = day_of(given["from"]), day_of(given["to"])
    if since > until and act == other:
        raise UsageError("cli.dates-order", old=since.isoformat(), new=until.isoformat())
    return Asked(act, other, since, until, given["address"])


@lru_cache(maxsize=16)
def _changes(corpus: Corpus, wanted: Asked, kinds: frozenset[Change], whole: bool, lang: str) -> tuple[str, str]:
    """The title of a comparison and its changes as HTML."""
    redline = _redline(corpus, wanted)
    changes = changes_of(redline, kinds, whole, lang)  # of thousands of paragraphs; HTML needs no end tag of them
    return heading(redline, lang), changes.replace("</p>\n<p>", "\n<p>")


@lru_cache(maxsize=4)
def _redline(corpus: Corpus, wanted: Asked) -> Redline:
    """NoSuchUnit where neither edition has the unit."""
    library = corpus.library(wanted.act, wanted.other)
    old, new = library.edition(wanted.act, wanted.since), library.edition(wanted.other, wanted.until)
    return between(old, new, corpus.address(wanted.act, wanted.address))


ROUTES = [Route("/compare", comparison), Route("/compare/{form}", file)]
