"""``diff``: two editions compared, printed or written in any format."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path

import click

from nqs_docs.clauses.act import State
from nqs_docs.clauses.address import address_of, render
from nqs_docs.cli import showing
from nqs_docs.cli.terminal import Command, Day, OneOf, lang, tell
from nqs_docs.findings import NoSuchUnit, NotHeld, UsageError
from nqs_docs.language.messages import explain
from nqs_docs.publish import REDLINES, write_redline
from nqs_docs.redlines.compare import Asked, asked, compare
from nqs_docs.redlines.redline import Redline
from nqs_docs.store.write import write_file


@click.command(cls=Command, help="help-diff")
@click.argument("act", metavar="ACT")
@click.argument("address", metavar="[ADDRESS]", default="")
@click.option("--with", "other", default="", metavar="ACT", help="opt-with")
@click.option("--from", "since", type=Day(), required=True, metavar="DATE", help="opt-from")
@click.option("--to", "until", type=Day(), required=True, metavar="DATE", help="opt-to")
@click.option("--format", "form", type=OneOf(*REDLINES), default="text", help="opt-format")
@showing.in_language
@click.option("-o", "--output", type=click.Path(path_type=Path), default=None, metavar="FILE", help="opt-file")
@click.pass_obj
def diff(
    folder: Path,
    act: str,
    address: str,
    other: str,
    since: date,
    until: date,
    form: str,
    text_lang: str,
    output: Path | None,
) -> int:
    """Print or write what is different between two editions."""
    if form in ("docx", "table") and output is None and sys.stdout.isatty():
        raise UsageError("cli.needs-file", form=form)
    corpus = showing.corpus_in(folder, text_lang)
    old_id = showing.act_in(corpus, act)
    new_id = showing.act_in(corpus, other) if other else old_id
    if since > until and old_id == new_id:
        raise UsageError("cli.dates-order", old=since.isoformat(), new=until.isoformat())
    library = corpus.library(old_id, new_id)
    wanted = corpus.address(old_id, address)
    old, new = (asked(library.edition(i, day), wanted) for i, day in ((old_id, since), (new_id, until)))
    _explain(old, new)
    redline = compare(old.edition, new.edition, old.path, new.path)
    _give(redline, form, output)
    return NotHeld.status if _not_held(redline) else 0


def _explain(old: Asked, new: Asked) -> None:
    """On standard error the full address and why a unit is not there; raised where it is on neither date."""
    if isinstance(old.missing, NoSuchUnit) and isinstance(new.missing, NoSuchUnit):
        raise new.missing
    for found in (old, new):
        if found.missing is not None:
            click.echo(explain(found.missing, lang()), err=True)
        elif found.path:
            address = render(address_of(found.edition.root, found.path), lang=found.edition.lang)
            tell("address-taken", address=address, act=found.edition.act, date=found.edition.on)


def _give(redline: Redline, form: str, output: Path | None) -> None:
    """The redline in its format, on standard output or into a file."""
    colour = output is None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    data = write_redline(redline, form, *((lang(), colour) if form == "text" else ()))  # others are documents: Kazakh
    if output is None:
        click.echo(data, nl=False)
        return
    write_file(output, data)
    click.echo(output)


def _not_held(redline: Redline) -> bool:
    """Whether one of the editions holds nothing of what was asked for."""
    columns = ([row.old for row in redline.rows if row.old], [row.new for row in redline.rows if row.new])
    return any(sides and all(side.open or side.unit.state is State.NOT_HELD for side in sides) for sides in columns)
