"""``show``, ``consolidate``, ``amendments``, ``history``: texts on a day and where they come from."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import nullcontext
from datetime import date
from functools import partial
from pathlib import Path
from threading import Thread

import click

from nqs_docs.cli import showing
from nqs_docs.cli.terminal import Bar, Command, Day, OneOf, SomeOf, lang, say, table
from nqs_docs.editions.find import in_act
from nqs_docs.findings import NoSuchUnit, NotHeld, UsageError
from nqs_docs.language.messages import explain
from nqs_docs.publish import ENDINGS, FORMATS, write
from nqs_docs.store.corpus import open_corpus
from nqs_docs.store.write import write_file


@click.command(cls=Command, help="help-show")
@click.argument("act", metavar="ACT")
@click.argument("address", metavar="[ADDRESS]", default="")
@click.option("--on", type=Day(), default=date.today, metavar="DATE", help="opt-on")
@click.option("--notes", is_flag=True, help="opt-notes")
@click.option("--as-adopted", is_flag=True, help="opt-as-adopted")
@click.option("--strict", is_flag=True, help="opt-strict")
@showing.in_language
@click.option("--format", "form", type=OneOf("text", "md", "json"), default="text", help="opt-format")
@click.pass_obj
def show(
    folder: Path,
    act: str,
    address: str,
    on: date,
    notes: bool,
    as_adopted: bool,
    strict: bool,
    text_lang: str,
    form: str,
) -> int:
    """Print a unit, or a whole act, as it stands on a day."""
    corpus = showing.corpus_in(folder, text_lang)
    act_id = showing.act_in(corpus, act)
    found = showing.edition_of(corpus, act_id, on, as_adopted)
    shown = showing.unit(found.edition, corpus.address(act_id, address), notes, strict)
    showing.explain(found, shown)
    if strict and (shown.act_estimated or shown.estimated):
        raise NotHeld("cli.estimated-refused")
    if strict and shown.failures:
        raise NotHeld("cli.failed-refused")
    click.echo(showing.rendered(shown, form), nl=False)
    return NotHeld.status if shown.gaps and (address or strict) else 0


@click.command(cls=Command, help="help-consolidate")
@click.argument("acts", nargs=-1, metavar="[ACT]…")
@click.option("--all", "every", is_flag=True, help="opt-all")
@click.option("--on", type=Day(), default=date.today, metavar="DATE", help="opt-on")
@click.option("--format", "forms", type=SomeOf(*FORMATS), default="md", help="opt-formats")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), default=Path("output"), metavar="DIR", help="opt-output"
)
@showing.in_language
@click.pass_obj
def consolidate(
    folder: Path, acts: tuple[str, ...], every: bool, on: date, forms: tuple[str, ...], output: Path, text_lang: str
) -> int:
    """Write edition files and print the path of each."""
    from concurrent.futures import ProcessPoolExecutor

    if bool(acts) == every:
        raise UsageError("cli.acts-or-all")
    corpus = showing.corpus_in(folder, text_lang)
    wanted = [showing.act_in(corpus, name) for name in acts] or corpus.library().act_ids()
    write_one = partial(_write_editions, folder, text_lang, on=on, forms=forms, output=output, language=lang())
    bar, status = Bar("writing"), 0
    with ProcessPoolExecutor(initializer=_end_with_parent) if every else nullcontext() as pool:
        for number, (lines, failed) in enumerate((pool.map if pool else map)(write_one, wanted)):
            for line in lines:
                click.echo(line, err=bool(failed))
            status = status if every else failed or status
            bar(number + 1, len(wanted))
    return status


def _end_with_parent() -> None:
    """A helper ends when the program does: one that was killed tells it nothing, and it would wait for ever."""
    import multiprocessing

    def wait() -> None:
        if parent := multiprocessing.parent_process():
            parent.join()
        os._exit(1)

    Thread(target=wait, daemon=True).start()


def _write_editions(
    folder: Path, text_lang: str, act_id: str, *, on: date, forms: tuple[str, ...], output: Path, language: str
) -> tuple[list[str], int]:
    """Writes the files of one act; gives their paths, or why there are none and the status of that."""
    from nqs_docs.publish.document import document

    corpus = open_corpus(folder).expression(text_lang)
    edition = corpus.library(act_id).edition(act_id, on)
    try:
        in_act(edition)
    except NoSuchUnit as error:
        return [f"nqs: {explain(error, language)}"], error.status
    stem = "_".join(filter(None, (act_id, on.isoformat(), corpus.below)))
    paths = [output / f"{stem}.{ENDINGS.get(form, form)}" for form in forms]
    for path, form in zip(paths, forms, strict=True):
        write_file(path, write(document(edition, notes=True), form))
    return [str(path) for path in paths], 0


@click.command(cls=Command, help="help-amendments")
@click.argument("act", metavar="ACT")
@showing.in_language
@click.option("--format", "form", type=OneOf("table", "json"), default="table", help="opt-format")
@click.pass_obj
def amendments(folder: Path, act: str, text_lang: str, form: str) -> None:
    """List every instruction of an amending order with what became of it."""
    from nqs_docs.publish.json import amendment_values, dumps

    corpus = showing.corpus_in(folder, text_lang)
    act_id = showing.act_in(corpus, act)
    records = amendment_values(corpus.library_of_changes(act_id), act_id, lang())
    if form == "json":
        click.echo(dumps(records), nl=False)
        return
    columns = ("position", "target_act", "address", "operation", "effective", "status")
    rows = [[_cell(record, name) for name in columns] for record in records]
    table([say(f"column-{name.replace('_', '-')}") for name in columns], rows)


def _cell(record: Mapping[str, object], name: str) -> str:
    doubtful = name == "effective" and record["estimated"]
    return f"{record[name] or ''}" + (f" ({say('estimated')})" if doubtful else "")


@click.command(cls=Command, help="help-history")
@click.argument("act", metavar="ACT")
@click.argument("address", metavar="ADDRESS")
@showing.in_language
@click.option("--format", "form", type=OneOf("text", "json"), default="text", help="opt-format")
@click.pass_obj
def history(folder: Path, act: str, address: str, text_lang: str, form: str) -> None:
    """Print every wording of a unit with its dates and causes."""
    from nqs_docs.publish.json import dumps, history_values

    corpus = showing.corpus_in(folder, text_lang)
    act_id = showing.act_in(corpus, act)
    values = history_values(corpus.library(act_id), act_id, corpus.address(act_id, address))
    if form == "json":
        click.echo(dumps(values), nl=False)
        return
    for value in values:
        showing.wording(value)
