"""``import``: the editions of the state's bank, one act or thousands."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import click

from nqs_docs.cli.localized import Command
from nqs_docs.cli.terminal import Bar, lang, one_line, say, tell
from nqs_docs.findings import SourceError
from nqs_docs.language.messages import explain
from nqs_docs.store.corpus import open_corpus
from nqs_docs.store.importing import Refused, opened, take


@click.command("import", cls=Command, help="help-import")
@click.argument("path", metavar="PATH", type=click.Path(path_type=Path))
@click.pass_obj
def import_(folder: Path, path: Path) -> int:
    """Take over every act under a path; one that is refused does not stop the others."""
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
