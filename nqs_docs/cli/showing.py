"""From what a user asks for to a document, and what is said beside it on standard error."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import cast

import click

from nqs_docs.clauses.act import Address
from nqs_docs.clauses.address import address_of, render
from nqs_docs.cli.terminal import Bar, OneOf, lang, one_line, say, tell
from nqs_docs.editions.edition import Cause, Edition
from nqs_docs.editions.find import doubts, find
from nqs_docs.findings import Finding, NoSuchUnit, NotHeld, Span, UsageError
from nqs_docs.language.editorial import sentence_case
from nqs_docs.language.messages import message
from nqs_docs.publish.document import Document, addressed
from nqs_docs.publish.remarks import estimate, remarks
from nqs_docs.store.corpus import LANGUAGES, Corpus, Shown, open_corpus

#: The option that names the language of the texts.
in_language = click.option("--lang", "text_lang", type=OneOf(*LANGUAGES), default="kk", help="opt-lang")


def corpus_in(folder: Path, language: str) -> Corpus:
    """The corpus in a folder, in a language; a bar tells how far it is read."""
    return open_corpus(folder, watch=Bar("reading")).expression(language)


def act_in(corpus: Corpus, name: str) -> str:
    """The id of the act that is meant; NotHeld where it is held in another language only."""
    try:
        return corpus.resolve(name)
    except UsageError as error:
        for other in LANGUAGES:
            with suppress(UsageError):
                if other != corpus.language and (act_id := corpus.expression(other).resolve(name)):
                    raise NotHeld("cli.language-not-held", act=act_id, language=corpus.language) from error
        raise


def edition_of(corpus: Corpus, act_id: str, on: date, as_adopted: bool) -> Shown:
    """The edition asked for; as adopted, that of the act's first day, changed by nobody."""
    if not as_adopted:
        return corpus.edition(act_id, on)
    if act_id not in corpus.ids():
        raise NotHeld("cli.base-not-held", act=act_id)
    library = corpus.base(act_id)
    days = library.dates(act_id)
    return Shown("", library.edition(act_id, days[0] if days else on), corpus.compiled(act_id).findings)


def unit(edition: Edition, wanted: Address, notes: bool, strict: bool = False) -> Document:
    """The unit of an address as a document; the whole act for one without steps.

    For a unit that may exist outside what is held the line that says so is printed before NotHeld.
    That there is no such unit may be an estimate too: it is said before NoSuchUnit, or refused under ``strict``.
    """
    try:
        return addressed(edition, find(edition, wanted), wanted, notes)
    except NotHeld:
        click.echo(message("publish.not-held", edition.lang, unit=sentence_case(render(wanted, lang=edition.lang))))
        raise
    except NoSuchUnit as error:
        doubtful = doubts(edition, wanted)
        for line in dict.fromkeys(estimate(cause, lang()) for cause in doubtful):
            click.echo(line, err=True)
        if doubtful and strict:
            raise NotHeld("cli.estimated-refused") from error
        raise


#: Format of ``show`` -> the writer that is loaded for it, and what it is asked for.
_RENDERED = {"text": ("text", "lines"), "md": ("markdown", "lines"), "json": ("json", "write")}


def rendered(shown: Document, form: str) -> str:
    """The document in a format of ``show``."""
    module, verb = _RENDERED[form]
    return cast("str", getattr(import_module(f"nqs_docs.publish.{module}"), verb)(shown))


def explain(found: Shown, shown: Document) -> None:
    """On standard error: the full address, where the text comes from, what is uncertain."""
    if shown.path:
        address = render(address_of(shown.root, shown.path), lang=shown.edition.lang)
        tell("address-taken", address=address, act=shown.edition.act, date=shown.edition.on)
        for cause in shown.causes:
            _origin(cause)
    for line in remarks(shown, lang()):
        click.echo(line, err=True)
    for finding in _noticed(found, shown) if shown.path else ():
        click.echo(one_line(finding, lang()), err=True)


def _origin(cause: Cause) -> None:
    """One event that brought text or a state: an instruction, or a note as evidence of one."""
    code = "brought" if cause.operation else "brought-by-note"
    position = cause.operation.position if cause.operation else ""
    tell(code, number=cause.by.number, act=cause.by_id or "-", date=cause.in_force.earliest, position=position)


def _noticed(found: Shown, shown: Document) -> list[Finding]:
    """The findings on the characters shown and on the instructions that brought them; of a whole act see ``check``."""
    runs = [(run.source, run.start, run.end) for block in shown.blocks for run in block.runs]
    spans = [cause.operation.span for cause in shown.causes if cause.operation]
    places = {*runs, *((span.source, span.start, span.end) for span in spans)}
    every = dict.fromkeys((*found.noticed, *found.edition.findings))
    return [finding for finding in every if finding.span and _meets(finding.span, places)]


def _meets(span: Span, places: Iterable[tuple[str, int, int]]) -> bool:
    return any(span.source == source and span.start < end and start < span.end for source, start, end in places)


def wording(value: dict[str, object]) -> None:
    """One wording of a history: its days and cause, then its text."""
    since, until = value["since"] or say("beginning"), value["until"] or "…"
    head = f"{since} – {until}" + (f" ({say('estimated')})" if value["estimated"] else "")
    if cause := cast("dict[str, object] | None", value["cause"]):
        head += f"  № {cause['number']}" + (f" ({cause['by']})" if cause["by"] else "")
        head += f", {say('instruction', position=cause['position'])}" if cause["position"] else ""
    click.echo(f"== {head}")
    click.echo(str(value["text"] or say(f"state-{value['state'] or 'none'}")) + "\n")
