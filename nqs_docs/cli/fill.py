"""``fill``: data into the blank of a day; one file, or one for each record, and a file of those not taken."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nqs_docs.cli.forms import blank_of
from nqs_docs.cli.terminal import Bar, Command, Day, lang, say, tell
from nqs_docs.findings import Finding, NotHeld, Severity, UsageError
from nqs_docs.store.write import write_file, write_files

if TYPE_CHECKING:  # loaded where data are filled in, not where commands are listed
    from nqs_docs.forms.batch import Checked
    from nqs_docs.forms.data import Data
    from nqs_docs.forms.model import Blank
    from nqs_docs.forms.printing import Printer
    from nqs_docs.forms.receipt import Receipt

_ENDINGS = (".docx", ".pdf")
_SHOWN = 200  # problems that are printed; all of them stand in the error file


@click.command(cls=Command, help="help-fill")
@click.argument("name", metavar="FORM")
@click.option("--on", type=Day(), default=date.today, metavar="DATE", help="opt-fill-on")
@click.option("--data", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=True, metavar="FILE",
              help="opt-data")  # fmt: skip
@click.option("-o", "--output", required=True, metavar="FILE", help="opt-form-file")
@click.option("--together", is_flag=True, help="opt-together")
@click.option("--strict", is_flag=True, help="opt-strict")
@click.pass_obj
def fill(folder: Path, name: str, on: date, data: Path, output: str, together: bool, strict: bool) -> int:
    """Check every record, then write the good ones; nothing is written for a single bad one."""
    from nqs_docs.forms.batch import reasons
    from nqs_docs.forms.data import error_file, read_data
    from nqs_docs.forms.printing import Printer
    from nqs_docs.store.templates import templates

    library, blank = blank_of(folder, name, on)
    if strict and blank.estimated:
        raise NotHeld("cli.estimated-refused")
    target = _target(output, blank)
    given = read_data(data.name, data.read_bytes())
    good, wrong = _checked(blank, given)
    if wrong and (given.single or together):
        tell("form.nothing-written")
        return UsageError.status
    printer = Printer(library, blank, templates(folder))
    for path, (content, receipt) in _files(printer, good, given, target, together):
        _write(path, content, receipt)
    if not wrong:
        return 0
    errors = target.with_name(f"{target.stem}-errors.{given.format}")
    write_file(errors, error_file(given, reasons(wrong, lang())))
    tell("form.some-wrong", wrong=len(wrong), all=len(given.records), file=errors)
    return UsageError.status


def _target(output: str, blank: Blank) -> Path:
    """The file, or the Word file of the form's name in a folder; UsageError ``form.output-format``."""
    path = Path(output)
    if path.is_dir() or output.endswith(("/", os.sep)) or not path.suffix:
        from nqs_docs.forms.batch import stem

        return path / f"{stem(blank)}.docx"
    if path.suffix.lower() not in _ENDINGS:
        raise UsageError("form.output-format", file=output, formats=", ".join(_ENDINGS))
    return path


def _checked(blank: Blank, given: Data) -> tuple[list[Checked], list[Checked]]:
    """The records that are right, and the others; the first reasons are said."""
    from nqs_docs.forms import batch
    from nqs_docs.forms.data import LINED

    good: list[Checked] = []
    wrong: list[Checked] = []
    bar, said, row = Bar("checking"), 0, "line" if given.format in LINED else "record"
    for number, one in enumerate(batch.checked(blank, given), 1):
        for finding in one.findings:
            said += 1
            if said <= _SHOWN:
                bar.wipe()
                click.echo(_line(finding, row), err=True)
        (wrong if one.errors else good).append(one)
        bar(number, len(given.records))
    if said > _SHOWN:
        tell("form.more-problems", count=said - _SHOWN)
    return good, wrong


def _line(finding: Finding, place: str) -> str:
    """Record (of a table: line), severity, field, reason."""
    from nqs_docs.forms.batch import reason

    row = dict(finding.params)["row"]
    record = f"{say(place, row=row)}, " if row else ""
    return f"{record}{reason(finding, lang())}" + (
        f" ({say('warning')})" if finding.severity is Severity.WARNING else ""
    )


def _files(
    printer: Printer, good: Sequence[Checked], given: Data, target: Path, together: bool
) -> Iterator[tuple[Path, tuple[bytes, Receipt]]]:
    """Each file to write, made when it is its turn."""
    from nqs_docs.forms.batch import numbered

    form = target.suffix.lower().removeprefix(".")
    if together or given.single:
        yield target, printer.file(form, *(one.values for one in good))
        return
    bar = Bar("writing")
    for done, one in enumerate(good, 1):
        yield target.with_name(numbered(target.stem, one.record, target.suffix)), printer.file(form, one.values)
        bar(done, len(good))


def _write(path: Path, content: bytes, made: Receipt) -> None:
    """The form and its receipt, both or neither."""
    from nqs_docs.forms import receipt

    beside = path.with_name(path.name + receipt.ENDING)
    write_files({path: content, beside: receipt.write(made, path.name, content)})
    click.echo(path)
