"""Two editions compared."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from nqs_docs.clauses.act import Address
from nqs_docs.findings import NoSuchUnit, UsageError
from nqs_docs.publish import write_redline
from nqs_docs.publish.redline_html import changes_of
from nqs_docs.publish.redlined import heading
from nqs_docs.redlines.compare import asked, compare
from nqs_docs.redlines.redline import Change, Redline
from nqs_docs.store.corpus import Corpus
from nqs_docs.store.names import resolve
from nqs_docs.web.dates import day_of
from nqs_docs.web.page import lang_of, page, site_of

if TYPE_CHECKING:
    from nqs_docs.editions.library import Library

#: What can be downloaded: end of the file name.
_FILES = {"docx": ".docx", "table": "-table.docx", "html": ".html", "json": ".json"}
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
    corpus = site_of(request).corpus()
    wanted = _asked(request, corpus)
    kinds = frozenset(Change(kind) for kind in request.query_params.getlist("kind") if kind in _KINDS)
    whole = request.query_params.get("whole") == "1"
    redline = _redline(corpus, wanted) if wanted else None
    return page(
        request,
        "compare.html",
        acts=corpus.index(),
        asked=wanted,
        given={name: request.query_params.get(name, "") for name in ("act", "with", "from", "to", "address")},
        kinds=kinds or frozenset(_KINDS),
        every=_KINDS,
        whole=whole,
        title=heading(redline, lang_of(request)) if redline else "",
        changes=changes_of(redline, kinds or frozenset(_KINDS), whole, lang_of(request)) if redline else "",
        files=tuple(_FILES),
    )


def file(request: Request) -> Response:
    """The redline as a file: tracked changes, comparative table, page, JSON."""
    corpus, form = site_of(request).corpus(), request.path_params["form"]
    wanted = _asked(request, corpus)
    if form not in _FILES or wanted is None:
        raise UsageError("cli.bad-choice", value=form, choices=", ".join(_FILES))
    made = write_redline(_redline(corpus, wanted), form)
    name = f"{wanted.act}_{wanted.since}--{wanted.until}{_FILES[form]}"
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(made, headers=headers, media_type="application/octet-stream")


def _asked(request: Request, corpus: Corpus) -> Asked | None:
    """None where the form is not filled in yet."""
    given = {name: request.query_params.get(name, "").strip() for name in ("act", "with", "from", "to", "address")}
    if not (given["act"] and given["from"] and given["to"]):
        return None
    act = resolve(corpus.index(), given["act"])
    other = resolve(corpus.index(), given["with"]) if given["with"] else act
    since, until = day_of(given["from"]), day_of(given["to"])
    if since > until and act == other:
        raise UsageError("cli.dates-order", old=since.isoformat(), new=until.isoformat())
    return Asked(act, other, since, until, given["address"])


def _redline(corpus: Corpus, wanted: Asked) -> Redline:
    library = corpus.library(wanted.act, wanted.other)
    return _compared(library, wanted, corpus.address(wanted.act, wanted.address))


def _compared(library: Library, wanted: Asked, address: Address) -> Redline:
    """NoSuchUnit where neither edition has the unit."""
    old = asked(library.edition(wanted.act, wanted.since), address)
    new = asked(library.edition(wanted.other, wanted.until), address)
    if isinstance(old.missing, NoSuchUnit) and isinstance(new.missing, NoSuchUnit):
        raise new.missing
    return compare(old.edition, new.edition, old.path, new.path)


ROUTES = [Route("/compare", comparison), Route("/compare/{form}", file)]
