"""A page: a template, its words, and what every page shows."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date, timedelta
from functools import cache, partial
from typing import cast

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from nqs_docs.findings import Finding, NoSuchUnit, NotHeld, NqsError, SourceError, UsageError
from nqs_docs.language.messages import DETAILS, called, message, sentence
from nqs_docs.store.corpus import Corpus
from nqs_docs.web.security import FIELD, token
from nqs_docs.web.site import Site
from nqs_docs.web.words import catalogue, day_of, language, long_date, spelled

_UNKNOWN = ("store.unknown-act", "blank.unknown")
CHOSEN = "nqs-lang"  # the cookie of the language


def site_of(request: Request) -> Site:
    """What the server knows."""
    return cast("Site", request.app.state.site)


def act_of(request: Request) -> tuple[Corpus, str]:
    """The corpus as it is now, and the id of the act that the address of the page names."""
    corpus = site_of(request).corpus()
    return corpus, corpus.resolve(request.path_params["act"])


def day_asked(request: Request) -> date:
    """The day that was typed in, else today."""
    given = request.query_params.get("on")
    return day_of(given) if given else site_of(request).today()


def lang_of(request: Request) -> str:
    """The language of the reader."""
    chosen = getattr(request.state, "lang", "") or request.cookies.get(CHOSEN, "")
    return language(chosen, request.headers.get("accept-language", ""))


def remembered(answer: Response, name: str, value: str) -> Response:
    """The answer, from which the browser keeps a value for a year."""
    answer.set_cookie(name, value, max_age=400 * 86400, samesite="strict", httponly=True)
    return answer


def who(request: Request) -> str:
    """A name for the visitor in the log: the same while the server runs, and no key to anything."""
    return site_of(request).signed("who", request.state.visitor)[:12]


def status_of(error: NqsError) -> int:
    """What HTTP has for a refusal: 404 what is not there, 422 a source that was not taken, 400 wrong use."""
    return (
        404
        if isinstance(error, NoSuchUnit | NotHeld) or error.code in _UNKNOWN
        else 422
        if isinstance(error, SourceError)
        else 400
    )


def page(request: Request, template: str, status: int = 200, **values: object) -> HTMLResponse:
    """The page of ``template``, in the reader's language."""
    lang = lang_of(request)
    shown = (
        _templates(lang)
        .get_template(template)
        .render(
            lang=lang,
            status=status,
            today=site_of(request).today(),
            token=token(request),
            token_field=FIELD,
            sent=request.method == "POST",  # a link away from it loses what was sent
            here=request.url.path + (f"?{request.url.query}" if request.url.query else ""),
            day=partial(long_date, lang=lang),
            spelled=partial(spelled, lang=lang),
            before=lambda day: day - timedelta(1),
            describe=partial(described, lang=lang),
            explain=lambda error: _plain(error.code, error.params, lang),
            called=partial(called, lang=lang),
            message=partial(message, lang=lang),
            **values,
        )
    )
    return HTMLResponse(shown, status)


def described(finding: Finding, lang: str) -> str:
    """The sentence of a finding, for a page."""
    return _plain(finding.code, {"act": finding.act, "unit": finding.unit, **dict(finding.params)}, lang)


def _plain(code: str, params: Mapping[str, str], lang: str) -> str:
    """A sentence with dates as people write them, and without what only the program understands."""
    return sentence(code, lang, {name: _dated(value, lang) for name, value in params.items()}, DETAILS)


def _dated(value: str, lang: str) -> str:
    """A parameter; one that is a day as the language has it: 12.07.2026, 12 July 2026; what is none stays as typed."""
    with suppress(UsageError):
        return spelled(f"{day_of(value):%d.%m.%Y}", lang) if "-" in value else value
    return value


@cache
def _templates(lang: str) -> Environment:
    environment = Environment(
        loader=PackageLoader("nqs_docs.web", "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_gettext_translations(catalogue(lang), newstyle=True)  # type: ignore[attr-defined]
    return environment
