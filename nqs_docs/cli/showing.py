"""From what a user asks for to a document, and what is said beside it on standard error."""

from __future__ import annotations

from datetime import date
from typing import cast

import click

from nqs_docs.clauses.act import Address
from nqs_docs.clauses.address import address_of, parse, render
from nqs_docs.cli.terminal import lang, say, tell
from nqs_docs.editions.edition import Edition
from nqs_docs.editions.find import find
from nqs_docs.findings import Finding, NotHeld
from nqs_docs.language.messages import describe
from nqs_docs.publish import json, markdown, text
from nqs_docs.publish.cut import addressed
from nqs_docs.publish.document import Document
from nqs_docs.publish.remarks import remarks
from nqs_docs.store.corpus import Corpus


def edition_of(corpus: Corpus, act_id: str, on: date, as_adopted: bool) -> Edition:
    """The edition asked for; as adopted, that of the act's first day, changed by nobody."""
    if not as_adopted:
        return corpus.library(act_id).edition(act_id, on)
    if act_id not in corpus.ids():
        raise NotHeld("cli.base-not-held", act=act_id)
    library = corpus.base(act_id)
    days = library.dates(act_id)
    return library.edition(act_id, days[0] if days else on)


def unit(edition: Edition, address: str, notes: bool) -> Document:
    """The unit of a Kazakh address or eId as a document; the whole act for ""."""
    wanted = parse(address) if address else Address(())
    return addressed(edition, find(edition, wanted), wanted, notes)


def rendered(shown: Document, form: str) -> str:
    """The document in a format of ``show``."""
    return {"text": text.lines, "md": markdown.lines, "json": json.write}[form](shown)


def explain(edition: Edition, shown: Document) -> None:
    """On standard error: the full address, where the text comes from, what is uncertain."""
    if shown.path:
        tell("address-taken", address=render(address_of(shown.root, shown.path)), act=shown.act, date=shown.on)
        for cause in shown.causes:
            if cause.operation:
                tell("brought", number=cause.by.number, act=cause.by_id, date=cause.in_force.earliest,
                     position=cause.operation.position)  # fmt: skip
    for line in remarks(shown, lang()):
        click.echo(line, err=True)
    for finding in _of(edition, shown):
        click.echo(f"{say('warning')}: {describe(finding, lang())}", err=True)


def _of(edition: Edition, shown: Document) -> list[Finding]:
    """The findings that name the unit shown; of a whole act they are for ``check``."""
    if not shown.path:
        return []
    name = render(address_of(shown.root, shown.path))
    return [finding for finding in edition.findings if finding.unit == name]


def wording(value: dict[str, object]) -> None:
    """One wording of a history: its days and cause, then its text."""
    since, until = value["since"] or say("beginning"), value["until"] or "…"
    head = f"{since} – {until}" + (f" ({say('estimated')})" if value["estimated"] else "")
    if value["cause"]:
        cause = cast("dict[str, object]", value["cause"])
        head += f"  № {cause['number']} ({cause['by']}), {say('instruction', position=cause['position'])}"
    click.echo(f"== {head}")
    click.echo(str(value["text"] or say(f"state-{value['state'] or 'none'}")) + "\n")
