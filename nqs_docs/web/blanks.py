"""The forms of a corpus, made ready once for each state of its files."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from msgspec import Struct

from nqs_docs.editions.edition import Wording
from nqs_docs.editions.library import Library
from nqs_docs.findings import Finding, NqsError
from nqs_docs.forms import catalogue
from nqs_docs.forms.model import Blank, FormEntry
from nqs_docs.forms.printing import Printer
from nqs_docs.forms.receipt import Order, Verdict, verify
from nqs_docs.forms.terms import Ending, endings, terms
from nqs_docs.store import templates
from nqs_docs.store.corpus import Corpus


class Listed(Struct, frozen=True):
    """A form of a day with all its redactions."""

    entry: FormEntry
    number: str  # of its act
    lang: str  # of its act
    redactions: tuple[tuple[Wording, bool], ...]  # and whether each is held
    doubts: tuple[date, ...]  # the days on which they begin that are not certain


class Ready(Struct, frozen=True):
    """A blank to be filled in, with the terms that the act attaches to it."""

    blank: Blank
    found: tuple[Finding, ...]
    printer: Printer
    number: str  # of its act
    lang: str  # of its act
    orders: tuple[Order, ...]  # that made the redaction
    endings: tuple[Ending, ...]
    not_held: tuple[str, ...]  # clauses that may hold more terms


def listed(corpus: Corpus, on: date) -> tuple[tuple[Listed, ...], tuple[tuple[str, NqsError], ...]]:
    """The forms of a day, and those that have no blank on it, with the reason."""
    return _listed(corpus, on)


def ready(corpus: Corpus, form: str, on: date) -> Ready:
    """A form of a day; raises as ``catalogue.blank`` does, NotHeld where its layout is lost."""
    return _ready(corpus, templates.stamp(corpus.folder), form, on)


def verdict(corpus: Corpus, name: str, content: bytes, beside: bytes | None, today: date) -> Verdict:
    """What became of a filled form; raises as ``receipt.verify`` does."""
    return verify(_library(corpus), name, content, beside, today)


@lru_cache(maxsize=2)
def _library(corpus: Corpus) -> Library:
    return corpus.library()


@lru_cache(maxsize=8)
def _listed(corpus: Corpus, on: date) -> tuple[tuple[Listed, ...], tuple[tuple[str, NqsError], ...]]:
    library = _library(corpus)
    entries = tuple(_one(library, entry) for entry in catalogue.forms(library, on))
    return entries, catalogue.missing(library, on)


def _one(library: Library, entry: FormEntry) -> Listed:
    known = catalogue.redactions(library, entry.form)
    printed = tuple((one, catalogue.is_wording(one)) for one in known if one.unit is not None)
    number, lang = library.citation(entry.act).number, library.lang(entry.act)
    return Listed(entry, number, lang, printed, catalogue.doubtful(known))


@lru_cache(maxsize=64)
def _ready(corpus: Corpus, stamp: str, form: str, on: date) -> Ready:
    library, folder = _library(corpus), corpus.folder
    held = templates.templates(folder)
    blank, found = catalogue.blank(library, form, on, held)
    said = terms(library.edition(blank.act, on), blank.address)
    days = endings(said, on, templates.working_days(folder))
    printer = Printer(library, blank, held)
    orders = {order.number: order for order in printer.receipt({}).orders}
    number, lang = library.citation(blank.act).number, library.lang(blank.act)
    return Ready(blank, found, printer, number, lang, tuple(orders.values()), days, said.not_held)
