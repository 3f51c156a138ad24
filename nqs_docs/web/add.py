"""Sources dropped into the browser: what is read from them before anything is kept, then kept or let go.

Until somebody says "keep", the files are held in memory only, under a token of the
visitor who sent them. The name of a file is shown and recorded, and is no path.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from msgspec import Struct
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from nqs_docs.editions.edition import Outcome
from nqs_docs.findings import NqsError
from nqs_docs.publish.redline_html import changed_of
from nqs_docs.store.add import Added, Done
from nqs_docs.store.add import add as add_source
from nqs_docs.store.corpus import Corpus
from nqs_docs.store.index import changed, safe
from nqs_docs.store.staging import Offered, Refused, Seen, differences, seen
from nqs_docs.web.files import LIFETIME, Upload, held_of, uploads
from nqs_docs.web.orders import given_name, signed
from nqs_docs.web.page import lang_of, page, site_of, who
from nqs_docs.web.reading import Reading, reading
from nqs_docs.web.security import posted
from nqs_docs.web.words import day_of

_DATE, _ID, _TAKE, _REPLACE = "published", "id", "take", "replace"


class Said(Struct, frozen=True):
    """What a person says of one of the files."""

    published: str = ""
    act_id: str = ""
    take: bool = True
    replace: bool = False


def question(request: Request) -> Response:
    """Where files are given."""
    return page(request, "add.html", none=False)


@posted
def given(request: Request, fields: Any) -> Response:
    """Hold the files that were sent and go to the page that shows them."""
    files = uploads(fields, "file")
    if not files:
        return page(request, "add.html", 422, none=True)
    return RedirectResponse(f"/add/{held_of(request).keep(request, files)}", 303)


def shown(request: Request) -> Response:
    """What was read from the files."""
    files = held_of(request).get(request, request.path_params["token"])
    return _shown(request, files, [Said()] * len(files))


@posted
def done(request: Request, fields: Any) -> Response:
    """Look again with what is said of the files now, keep them, or let them go."""
    token, do = request.path_params["token"], fields.get("do")
    files = held_of(request).get(request, token)
    said = [_said(fields, number) for number in range(len(files))]
    if do == "look":
        return _shown(request, files, said)
    if do == "keep" and fields.get("seen") == _seen(request):
        return signed(_keep(request, files, said, str(fields.get("by", ""))), str(fields.get("by", "")))
    if do == "keep":
        return _shown(request, files, said, again=True)
    if do != "discard":
        raise HTTPException(400)
    held_of(request).forget(request, token)
    return RedirectResponse("/add", 303)


def _said(fields: Any, number: int) -> Said:
    published, act_id = (str(fields.get(f"{name}-{number}", "")).strip() for name in (_DATE, _ID))
    return Said(published, act_id, f"{_TAKE}-{number}" in fields, f"{_REPLACE}-{number}" in fields)


def _offered(file: Upload, said: Said) -> Offered | Refused:
    """The file with its day of publication, which may be no day."""
    try:
        published: date | None = day_of(said.published) if said.published else None
    except NqsError as error:
        return Refused(file.name, error)
    return Offered(safe(file.name), file.data, published, said.act_id.upper())


def _seen(request: Request) -> str:
    """What the page was made from: the files of its token and the corpus as it is."""
    site = site_of(request)
    return site.signed("add", request.path_params["token"], site.corpus().mark)


def _shown(request: Request, files: Sequence[Upload], said: Sequence[Said], again: bool = False) -> Response:
    corpus = site_of(request).corpus()
    found: list[Seen | Refused] = []
    for file, words in zip(files, said, strict=True):
        offered = _offered(file, words)
        found.append(offered if isinstance(offered, Refused) else seen(corpus, offered))
    taken = [one for one, words in zip(found, said, strict=True) if isinstance(one, Seen) and words.take]
    changes = differences(corpus, taken)
    outcomes = {(one.act, outcome.operation.position): outcome for one in changes for outcome in one.outcomes}
    read: list[Reading | Refused] = [reading(one, outcomes) if isinstance(one, Seen) else one for one in found]
    return page(
        request,
        "staged.html",
        files=list(zip(read, said, strict=True)),
        changes=changes,
        token_of=request.path_params["token"],
        minutes=LIFETIME.seconds // 60,
        texts=partial(changed_of, lang=lang_of(request)),
        seen=_seen(request),
        again=again,
        by=given_name(request),
    )


def _keep(request: Request, files: Sequence[Upload], said: Sequence[Said], by: str) -> Response:
    """Add what was taken; the files stay held where one of them was refused."""
    both = zip(files, said, strict=True)
    became = [(file.name, _kept(request, file, words, by)) for file, words in both if words.take]
    corpus = site_of(request).corpus()
    results = [(name, one, _after(corpus, one.id) if isinstance(one, Added) else None) for name, one in became]
    refused = any(isinstance(one, NqsError) for _, one in became)
    if not refused:
        held_of(request).forget(request, request.path_params["token"])
    token = request.path_params["token"] if refused else ""
    return page(request, "kept.html", 422 if refused else 200, results=results, token_of=token)


def _after(corpus: Corpus, act_id: str) -> tuple[tuple[Outcome, ...], list[tuple[str, str]]]:
    """What became of the instructions of an act that was kept; the acts that it changes, with their numbers."""
    library = corpus.library_of_changes(act_id)
    return library.outcomes(act_id), [(one, library.citation(one).number) for one in changed(corpus.index(), act_id)]


def _kept(request: Request, file: Upload, said: Said, by: str) -> Added | NqsError:
    """What became of a file, or why it was refused."""
    site, offered = site_of(request), _offered(file, said)
    if isinstance(offered, Refused):
        return offered.why
    dated, name = offered.published, offered.name
    try:
        added = add_source(
            site.corpus(), offered.data, name, published=dated, act_id=offered.act_id, replace=said.replace
        )
    except NqsError as error:
        return error
    if added.done is not Done.UNCHANGED:
        told = {"file": offered.name, "published": said.published, "by": by[:200]}
        site.audit(who(request), f"act {added.done}", act=added.id, **told)
    return added


ROUTES = [
    Route("/add", question),
    Route("/add", given, methods=["POST"]),
    Route("/add/{token}", shown),
    Route("/add/{token}", done, methods=["POST"]),
]
