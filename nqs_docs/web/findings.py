"""Everything the system could not do or is not sure of, by act and severity."""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from nqs_docs.findings import Finding, Severity, UsageError
from nqs_docs.store.checking import Places, collected
from nqs_docs.store.corpus import Corpus
from nqs_docs.web.orders import repair_place
from nqs_docs.web.page import page, site_of


class Noticed(Struct, frozen=True):
    """A finding with the place it is about."""

    finding: Finding
    words: str  # of the source
    line: int  # of its file; 0 where there is none
    order: str  # registry id of the act whose words they are
    by: str  # its number
    repair: str = ""  # where it is confirmed or refused


class About(Struct, frozen=True):
    """What was noticed about one act, errors first."""

    act: str
    number: str
    title: str
    lang: str  # of the act
    errors: int
    warnings: int
    noticed: tuple[Noticed, ...]


def findings(request: Request) -> Response:
    """The list, of one act where ``act`` is given, of one severity where ``severity`` is."""
    corpus, only = site_of(request).corpus(), request.query_params.get("severity", "")
    if only not in ("", *Severity):
        raise UsageError("cli.bad-choice", value=only, choices=", ".join(Severity))
    act = corpus.resolve(request.query_params["act"]) if request.query_params.get("act") else ""
    asked = [about for about in _about(corpus) if not act or about.act == act]
    found = (replace(one, noticed=tuple(n for n in one.noticed if only in ("", n.finding.severity))) for one in asked)
    shown = [about for about in found if about.noticed]
    return page(request, "findings.html", shown=shown, only=only, act=act)


@lru_cache(maxsize=2)
def _about(corpus: Corpus) -> tuple[About, ...]:
    places, library, entries = Places(corpus), corpus.library(), corpus.index()
    result = []
    for act_id, found in collected(corpus).items():
        noticed = []
        for finding in sorted(found, key=lambda one: one.severity):
            file = places.of(finding.span) if finding.span else None
            order = finding.span.source.partition("/")[0] if finding.span else ""
            line, words = (file[1], file[2]) if file else (0, "")
            by = entries[order].known.number if order in entries else order
            noticed.append(Noticed(finding, words, line, order, by, repair_place(order, finding)))
        title = entries[act_id].title if act_id in entries else library.citation(act_id).title
        number = library.citation(act_id).number
        errors = sum(one.finding.severity == "error" for one in noticed)
        result.append(About(act_id, number, title, library.lang(act_id), errors, len(noticed) - errors, tuple(noticed)))
    return tuple(result)


ROUTES = [Route("/findings", findings)]
