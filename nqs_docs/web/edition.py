"""An act on a date: its text, where it stands in time, what must be known of it; one unit through all its wordings."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache, partial
from typing import cast
from urllib.parse import urlencode

from msgspec import Struct
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from nqs_docs.clauses.act import Citation
from nqs_docs.clauses.address import address_of, eid, render
from nqs_docs.editions.edition import Edition, Wording
from nqs_docs.editions.find import find, in_act
from nqs_docs.findings import NoSuchUnit, NqsError, UsageError
from nqs_docs.publish import ENDINGS, FORMATS, write
from nqs_docs.publish.document import document
from nqs_docs.publish.json import history_values
from nqs_docs.publish.names import act_title
from nqs_docs.publish.redline_html import wording_between
from nqs_docs.publish.remarks import because
from nqs_docs.store.corpus import Corpus
from nqs_docs.web.files import attachment
from nqs_docs.web.page import act_of, lang_of, page, site_of
from nqs_docs.web.text import Text, text, told
from nqs_docs.web.words import day_of

_DOWNLOADS = ("docx", "pdf", "html", "akn", "json")


class Event(Struct, frozen=True):
    """A day in the life of an act."""

    day: date
    kinds: tuple[str, ...]  # signed, registered, published, in-force, change, failed, shown, today
    estimated: bool = False


class Shown(Struct, frozen=True):
    """Everything that a page of an act on a day shows, made once for each state of the corpus."""

    citation: Citation
    title: str
    lang: str  # of the act
    events: tuple[Event, ...]
    missing: NqsError | None  # why there is no text: not yet in force, repealed
    text: Text


def edition(request: Request) -> Response:
    """The page of an act on a day; where it was not in force then, its time line and why. ``unit`` leads to one."""
    asked, (corpus, act_id) = request.query_params, act_of(request)
    day, notes = day_of(request.path_params["day"]), asked.get("notes") == "1"
    shown = _shown(corpus, act_id, day, notes, lang_of(request))
    place = f"/acts/{act_id}/{day}"
    kept = {"notes": "1"} if notes else {}
    if asked.get("unit"):
        part, anchor = _place(corpus, act_id, day, shown.text, asked["unit"])
        more = kept | ({"part": str(part)} if part > 1 else {})
        return RedirectResponse(f"{place}{'?' if more else ''}{urlencode(more)}{'#' if anchor else ''}{anchor}", 303)
    parts, part = shown.text.parts, 0 if asked.get("whole") == "1" else _number(asked.get("part", "1"))
    if part > len(parts):
        raise HTTPException(404)
    body = parts[part - 1] if part else shown.text.whole()
    events = timeline(shown.events, day, site_of(request).today())
    return page(
        request,
        "edition.html",
        404 if shown.missing else 200,
        act=act_id,
        place=place,
        shown=shown,
        on=day,
        notes=notes,
        events=events,
        redactions=[event for event in events if {"in-force", "change", "failed"} & set(event.kinds)],
        part=part,
        body=body,
        origins=shown.text.origins_of(body),
        told=partial(told, lang=lang_of(request)),
        held=corpus.index(),
        downloads=_DOWNLOADS,
    )


def _number(given: str) -> int:
    return int(given) if given.isdecimal() and 0 < len(given) < 5 else 1


def _place(corpus: Corpus, act_id: str, day: date, shown: Text, unit: str) -> tuple[int, str]:
    """Part and anchor of a unit, however it is called; NoSuchUnit and NotHeld where it is not there."""
    places, name = shown.places, unit
    if unit not in places:
        found = corpus.edition(act_id, day).edition
        name = eid(address_of(found.root, find(found, corpus.address(act_id, unit))))
    begun = (place for inner, place in places.items() if inner.startswith(f"{name}__"))  # of a table, by its first row
    return places[name] if name in places else next(begun, (1, ""))


def download(request: Request) -> Response:
    """An edition as a file, with its notes."""
    form, day = request.path_params["form"], day_of(request.path_params["day"])
    if form not in FORMATS:
        raise UsageError("cli.bad-choice", value=form, choices=", ".join(FORMATS))
    corpus, act_id = act_of(request)
    shown = corpus.edition(act_id, day)
    in_act(shown.edition)
    name = f"{act_id}_{day.isoformat()}.{ENDINGS.get(form, form)}"
    return attachment(name, write(document(shown.edition, notes=True), form))


@lru_cache(maxsize=32)
def _shown(corpus: Corpus, act_id: str, day: date, notes: bool, lang: str) -> Shown:
    """``lang`` is that of the words around the text."""
    index, found = corpus.index(), corpus.edition(act_id, day).edition
    title = index[act_id].title if act_id in index else found.citation.title
    return Shown(
        found.citation,
        act_title(found.root, title),
        found.lang,
        tuple(_events(corpus, act_id)),
        _missing(found),
        text(document(found, notes=notes, deleted=True), lang),
    )


def timeline(known: tuple[Event, ...], on: date, today: date) -> tuple[Event, ...]:
    """Every event of an act in order, with the day shown and today among them."""
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
    return [*found, *(Event(day, ("failed",)) for day in library.failed_dates(act_id))]


def _missing(edition: Edition) -> NqsError | None:
    """Why there is nothing to show."""
    try:
        in_act(edition)
    except NoSuchUnit as error:
        return cast("NqsError", error)
    return None


# --- one unit through all its wordings -------------------------------------------------------------


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
    steps = []
    for wording, value in zip(library.history(act_id, address), values, strict=True):
        changes = ""
        if wording.cause is not None and wording.since is not None:
            before, after = (library.edition(act_id, wording.since - timedelta(back)) for back in (1, 0))
            changes = wording_between(before, after, address, reader)
        steps.append(Step(wording, cast("str | None", value["state"]), cast("str | None", value["text"]), changes))
    number = library.citation(act_id).number
    return Wordings(act_id, number, render(address, lang=lang), eid(address), lang, tuple(steps[::-1]))


ROUTES = [
    Route("/acts/{act}/units/{unit}", unit),
    Route("/acts/{act}/{day}", edition),
    Route("/acts/{act}/{day}/{form}", download),
]
