"""An act on a date: its text, where it stands in time, and what must be known of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from html import escape
from typing import cast
from urllib.parse import quote

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from nqs_docs.clauses.address import address_of, eid
from nqs_docs.editions.find import find, in_act
from nqs_docs.findings import NoSuchUnit, NqsError, UsageError
from nqs_docs.publish import ENDINGS, FORMATS, write
from nqs_docs.publish.document import document
from nqs_docs.publish.html import Page
from nqs_docs.publish.names import act_title
from nqs_docs.publish.remarks import remarks
from nqs_docs.store.corpus import Corpus, Shown
from nqs_docs.store.names import resolve
from nqs_docs.web.dates import day_of
from nqs_docs.web.page import lang_of, page, site_of
from nqs_docs.web.words import catalogue

_DOWNLOADS = ("docx", "pdf", "html", "akn", "json")


class Event(Struct, frozen=True):
    """A day in the life of an act."""

    day: date
    kinds: tuple[str, ...]  # signed, registered, published, in-force, change, shown, today
    estimated: bool = False


class Text(Struct, frozen=True):
    """The text of an edition as HTML, made once for each edition and way of showing it."""

    contents: str
    body: str
    origins: str
    remarks: tuple[str, ...]


def edition(request: Request) -> Response:
    """The page of an act on a day; where it was not in force then, its time line and why. ``unit`` leads to one."""
    site, lang = site_of(request), lang_of(request)
    corpus, day = site.corpus(), day_of(request.path_params["day"])
    act_id = resolve(corpus.index(), request.path_params["act"])
    notes = request.query_params.get("notes") == "1"
    shown = corpus.edition(act_id, day)
    if unit := request.query_params.get("unit"):  # however it is called: the address of its place on the page
        path = find(shown.edition, corpus.address(act_id, unit))
        return RedirectResponse(f"/acts/{act_id}/{day}#{eid(address_of(shown.edition.root, path))}", 303)
    events = timeline(corpus, act_id, day, site.today(), shown.key)
    missing = _missing(shown)
    return page(
        request,
        "edition.html",
        404 if missing else 200,
        act=act_id,
        citation=shown.edition.citation,
        title=_title(corpus, shown),
        text_lang=shown.edition.lang,
        on=day,
        notes=notes,
        events=events,
        redactions=[event for event in events if {"in-force", "change"} & set(event.kinds)],
        missing=missing,
        text=None if missing else text(Key(corpus, shown), notes, lang),
        findings=len(shown.noticed) + len(shown.edition.findings),
        downloads=_DOWNLOADS,
    )


def go(request: Request) -> Response:
    """The date that was typed in, as an address."""
    day = day_of(request.query_params.get("on", ""))
    notes = "?notes=1" if request.query_params.get("notes") == "1" else ""
    return RedirectResponse(f"/acts/{quote(request.path_params['act'])}/{day.isoformat()}{notes}", 303)


def download(request: Request) -> Response:
    """An edition as a file, with its notes."""
    corpus, form = site_of(request).corpus(), request.path_params["form"]
    if form not in FORMATS:
        raise UsageError("cli.bad-choice", value=form, choices=", ".join(FORMATS))
    act_id, day = resolve(corpus.index(), request.path_params["act"]), day_of(request.path_params["day"])
    shown = corpus.edition(act_id, day)
    in_act(shown.edition)
    name = f"{act_id}_{day.isoformat()}.{ENDINGS.get(form, form)}"
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(
        write(document(shown.edition, notes=True), form), headers=headers, media_type="application/octet-stream"
    )


class Key:
    """An edition by the key of everything it was made from: two with one key are the same."""

    def __init__(self, corpus: Corpus, shown: Shown) -> None:
        self.shown = shown
        self._key = (str(corpus.folder.resolve()), shown.key, shown.edition.act, shown.edition.on)

    def __hash__(self) -> int:
        return hash(self._key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Key) and self._key == other._key


@lru_cache(maxsize=64)
def text(key: Key, notes: bool, lang: str) -> Text:
    """The words of an edition; ``lang`` is that of the remarks."""
    shown = document(key.shown.edition, notes=notes)
    made = Page(shown, _links(lang))
    contents, body, origins = map("\n".join, (made.contents(), made.body(), made.origins()))
    return Text(contents, body, origins, remarks(shown, lang))


def _links(lang: str) -> Callable[[str], str]:
    """What follows a unit: a link to itself, and one to all its wordings. Addresses are those of an edition's page."""
    _ = catalogue(lang).gettext
    here, history = escape(_("Link to this place")), escape(_("wordings"))
    return (
        f'<span class="links" lang="{lang}"><a href="#{{0}}" aria-label="{here}">#</a> '
        f'<a class="history" href="units/{{0}}">{history}</a></span>'
    ).format


_TIMELINES: dict[tuple[str, str], tuple[Event, ...]] = {}


def timeline(corpus: Corpus, act_id: str, on: date, today: date, key: str) -> tuple[Event, ...]:
    """Every event of an act in order, with the day shown and today among them.

    A library is compiled once for each state of the corpus (``key``).
    """
    known = _TIMELINES.get((act_id, key))  # looked up once: another thread may clear them
    if known is None:
        if len(_TIMELINES) > 1000:
            _TIMELINES.clear()
        known = _TIMELINES[act_id, key] = tuple(_events(corpus, act_id))
    days: dict[date, list[str]] = {}
    estimated = set()
    for event in (*known, Event(on, ("shown",)), Event(today, ("today",))):
        days.setdefault(event.day, []).extend(event.kinds)
        estimated |= {event.day} if event.estimated else set()
    return tuple(Event(day, tuple(kinds), day in estimated) for day, kinds in sorted(days.items()))


def _events(corpus: Corpus, act_id: str) -> list[Event]:
    library = corpus.library(act_id)
    doubtful, own = library.estimated_dates(act_id), library.in_force(act_id)
    held = library.acts.get(act_id)
    known = {
        "signed": library.citation(act_id).date,
        "registered": held.registered if held else None,
        "published": held.published if held else None,
    }
    found = [Event(day, (kind,)) for kind, day in known.items() if day]
    for day in library.dates(act_id):
        kind = "in-force" if own and day == own.earliest else "change"
        found.append(Event(day, (kind,), day in doubtful))
    return found


def _title(corpus: Corpus, shown: Shown) -> str:
    """The title as it stands on the day, else as it was given or cited."""
    index, edition = corpus.index(), shown.edition
    return act_title(edition.root, index[edition.act].title if edition.act in index else edition.citation.title)


def _missing(shown: Shown) -> NqsError | None:
    """Why there is nothing to show on that day: not yet in force, repealed."""
    try:
        in_act(shown.edition)
    except NoSuchUnit as error:
        return cast("NqsError", error)
    return None


ROUTES = [
    Route("/acts/{act}/go", go),
    Route("/acts/{act}/{day}", edition),
    Route("/acts/{act}/{day}/{form}", download),
]
