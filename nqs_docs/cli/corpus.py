"""``add``, ``import``, ``acts``, ``check``: the corpus and its health."""

from __future__ import annotations

import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import click

from nqs_docs.cli.showing import corpus_in, in_language
from nqs_docs.cli.terminal import Bar, Command, Day, OneOf, lang, one_line, say, table, tell
from nqs_docs.editions.edition import Status
from nqs_docs.findings import SourceError, UsageError
from nqs_docs.language.messages import explain
from nqs_docs.publish.document import document
from nqs_docs.publish.json import dumps
from nqs_docs.store.add import Added
from nqs_docs.store.add import add as add_source
from nqs_docs.store.checking import Found, Places, as_values, collected, errors
from nqs_docs.store.corpus import Corpus, open_corpus
from nqs_docs.store.reading import read_file


@click.command(cls=Command, help="help-add")
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path(path_type=Path))
@click.option("--published", type=Day(), metavar="DATE", help="opt-published")
@click.option("--id", "act_id", default="", metavar="ID", help="opt-id")
@click.option("--reader", default="", metavar="NAME", help="opt-reader")
@click.option("--replace", is_flag=True, help="opt-replace")
@click.pass_obj
def add(folder: Path, files: tuple[Path, ...], published: date | None, act_id: str, reader: str, replace: bool) -> int:
    """Read sources into the corpus; one that is refused does not stop the others."""
    if act_id and len(files) > 1:
        raise UsageError("cli.one-id")
    corpus, status = open_corpus(folder, make=True), 0
    for file in files:
        try:
            data = read_file(file)
            added = add_source(
                corpus, data, file.name, published=published, act_id=act_id, replace=replace, reader=reader
            )
        except SourceError as error:
            said = explain(error, lang())
            click.echo(f"nqs: {said}" if file.name in said else f"nqs: {file}: {said}", err=True)
            status = error.status
        else:
            _report(file, added)
    return status


@click.command("import", cls=Command, help="help-import")
@click.argument("path", metavar="PATH", type=click.Path(path_type=Path))
@click.pass_obj
def import_(folder: Path, path: Path) -> int:
    """Take over every act under a path; one that is refused does not stop the others."""
    from nqs_docs.store.importing import Refused, opened, take

    corpus, bar, counts = open_corpus(folder, make=True), Bar("importing"), Counter[str]()
    with opened(path, shutil.which("git") or "") as places:
        if places.commits:
            tell("import-history", commits=places.commits, acts=len(places.acts))
        for number, found in enumerate(places.acts):
            result = take(corpus, places, found)
            bar.wipe()
            if isinstance(result, Refused):
                counts["refused"] += 1
                said = explain(result.error, lang())
                click.echo(f"nqs: {said}" if result.place in said else f"nqs: {result.place}: {said}", err=True)
            else:
                counts[result.done] += 1
                noticed = len(result.findings)
                click.echo(say(f"import-{result.done}", act=result.id, editions=result.editions, findings=noticed))
                for finding in result.findings:
                    if finding.code.startswith("import."):  # what stands in the texts is said by ``check``
                        click.echo(f"  {one_line(finding, lang())}", err=True)
            bar(number + 1, len(places.acts))
    kinds = ("added", "extended", "unchanged", "refused")
    tell("imported", **{kind: counts[kind] for kind in kinds})
    return SourceError.status if counts["refused"] else 0


@click.command(cls=Command, help="help-acts")
@in_language
@click.pass_obj
def acts(folder: Path, text_lang: str) -> None:
    """The acts that are held or partly known."""
    corpus = corpus_in(folder, text_lang)
    entries, library, today = corpus.index(), corpus.library(), date.today()
    rows = []
    for act_id in library.act_ids():
        citation, held = library.citation(act_id), act_id in entries
        doubtful, outcomes = library.estimated_dates(act_id), library.outcomes(act_id)
        applied = sum(one.status is Status.APPLIED for one in outcomes)
        rows.append(
            (
                act_id,
                citation.number,
                citation.date.isoformat() if citation.date else "",
                say("held") if held else say("partial"),
                _complete(document(library.edition(act_id, today)).gaps),
                ", ".join(f"{'≈' * (day in doubtful)}{day.isoformat()}" for day in library.dates(act_id)),
                f"{applied}/{len(outcomes)}" if outcomes else "",
                entries[act_id].title if held else citation.title,
            )
        )
    columns = ("id", "number", "date", "held", "gaps", "editions", "applied", "title")
    table([say(f"column-{name}") for name in columns], rows, cut=True)


@click.command(cls=Command, help="help-check")
@click.argument("names", nargs=-1, metavar="[ACT]…")
@click.option("--format", "form", type=OneOf("text", "json"), default="text", help="opt-format")
@click.pass_obj
def check(folder: Path, names: tuple[str, ...], form: str) -> int:
    """Every finding, by act; status 6 where one is an error."""
    corpus = open_corpus(folder, watch=Bar("reading"))
    found = collected(corpus, [corpus.resolve(name) for name in names])
    if form == "json":
        click.echo(dumps(as_values(corpus, found, lang())), nl=False)
    else:
        _print(corpus, found)
    failed, total = errors(found), sum(map(len, found.values()))
    tell("checked", acts=len(found), errors=failed, warnings=total - failed)
    return 6 if failed else 0


def _print(corpus: Corpus, found: Found) -> None:
    """An act, then each of its findings with line number and words."""
    places = Places(corpus)
    for act_id, findings in found.items():
        if findings:
            click.echo(say("act-findings", act=act_id, count=len(findings)))
        for finding in findings:
            click.echo(f"  {one_line(finding, lang())}")
            if finding.span and (place := places.of(finding.span)):
                click.echo(f'      {place[0]}:{place[1]}: "{place[2]}"')


def _report(file: Path, added: Added) -> None:
    """What became of a file on standard output, what was noticed in it on standard error."""
    click.echo(say(added.done.value, file=file, act=added.id))
    for finding in added.findings:
        click.echo(f"  {one_line(finding, lang())}", err=True)


def _complete(count: int) -> str:
    """How complete an edition is."""
    return say("gaps", count=count) if count else say("complete")
