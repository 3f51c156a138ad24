"""``forms``: which blanks there are on a day, what is filled in, whether a filled one still stands, its terms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nqs_docs.cli.terminal import Bar, Command, Day, Group, OneOf, lang, one_line, say, table, tell
from nqs_docs.findings import NotHeld
from nqs_docs.language.numbers import digits
from nqs_docs.store.corpus import open_corpus

# Blanks, terms and the calendar are loaded by the part that needs them: the list of commands needs none.
if TYPE_CHECKING:
    from nqs_docs.editions.library import Library
    from nqs_docs.forms.model import Blank, Field, FormEntry
    from nqs_docs.forms.terms import Ending

_HERE = "nqs_docs.cli.forms"
_PARTS = {"list": _HERE, "show": _HERE, "verify": _HERE, "terms": _HERE}


@click.group(cls=Group, modules=_PARTS, invoke_without_command=True, help="help-forms")
@click.option("--on", type=Day(), default=None, metavar="DATE", help="opt-on")
@click.option("--format", "form", type=OneOf("table", "json"), default="table", help="opt-format")
@click.pass_context
def forms(ctx: click.Context, on: date | None, form: str) -> None:
    """List the forms of a day where no part is named; a day given here is that of the part."""
    if ctx.invoked_subcommand is None:
        _list(ctx.obj, on or date.today(), form)
    elif on is not None:
        ctx.default_map = {part: {"on": on} for part in _PARTS}


@click.command(cls=Command, help="help-forms-list")
@click.option("--on", type=Day(), default=date.today, metavar="DATE", help="opt-on")
@click.option("--format", "form", type=OneOf("table", "json"), default="table", help="opt-format")
@click.pass_obj
def list(folder: Path, on: date, form: str) -> None:
    """List the forms of a day."""
    _list(folder, on, form)


def _list(folder: Path, on: date, form: str) -> None:
    from nqs_docs.forms.catalogue import forms as forms_of

    found = forms_of(open_corpus(folder, watch=Bar("reading")).library(), on)
    if form == "json":
        _json([_entry(entry) for entry in found])
        return
    dated = [f"{'≈' * (one.estimated or one.since in one.doubts)}{one.since}" for one in found]
    rows = [
        [one.form, one.act, since, str(one.until or ""), one.title] for one, since in zip(found, dated, strict=True)
    ]
    table([say(f"column-form-{name}") for name in ("name", "act", "since", "until", "title")], rows)


def _entry(entry: FormEntry) -> dict[str, object]:
    from nqs_docs.clauses.address import render

    return {
        "form": entry.form,
        "act": entry.act,
        "unit": render(entry.address),
        "eid": entry.eid,
        "title": entry.title,
        "from": entry.since,
        "until": entry.until,
        "estimated": entry.estimated,
    }


def _json(value: object) -> None:
    from nqs_docs.publish.json import dumps

    click.echo(dumps(value), nl=False)


def blank_of(folder: Path, name: str, on: date) -> tuple[Library, Blank]:
    """The blank of a day; what could not be recovered of it, and whether it is an estimate, on standard error."""
    from nqs_docs.forms.catalogue import blank
    from nqs_docs.store.templates import templates

    library = open_corpus(folder, watch=Bar("reading")).library()
    made, found = blank(library, name, on, templates(folder))
    for finding in found:
        click.echo(one_line(finding, lang()), err=True)
    if made.estimated:
        tell("form.estimated", form=made.form, date=digits(made.since))
    return library, made


@click.command(cls=Command, help="help-forms-show")
@click.argument("name", metavar="FORM")
@click.option("--on", type=Day(), default=date.today, metavar="DATE", help="opt-on")
@click.option("--format", "form", type=OneOf("text", "json"), default="text", help="opt-format")
@click.pass_obj
def show(folder: Path, name: str, on: date, form: str) -> None:
    """Print the fields of a form and data to begin with."""
    from nqs_docs.forms.data import example_file
    from nqs_docs.forms.example import example

    _, made = blank_of(folder, name, on)
    given = example(made)
    if form == "json":
        orders = [{"number": c.by.number, "act": c.by_id} for c in made.causes]
        about = {**_entry(made), "orders": orders, "template": made.template or None}
        _json(about | {"fields": [*map(_field, made.fields)], "example": given})
        return
    until = digits(made.until) if made.until else "…"
    click.echo(f"{made.form}  {made.title}\n{made.act}, {made.eid}  {digits(made.since)} – {until}\n")
    table([say(f"column-field-{name}") for name in ("name", "type", "required", "label")], [*_rows(made.fields, "")])
    click.echo(f"\n{say('form-example')}\n\n{example_file(given)}", nl=False)


def _field(field: Field) -> dict[str, object]:
    """What is known of a field; null where nothing is."""
    from msgspec.structs import asdict

    nothing = {name: None for name in ("room", "at_most", "computed") if not getattr(field, name)}
    return asdict(field) | nothing | {"columns": [*map(_field, field.columns)]}


def _rows(fields: Sequence[Field], at: str) -> Iterator[Sequence[str]]:
    for field in fields:
        kind = say("field-computed") if field.computed else say(f"field-{field.type.value}")
        options = f" ({'; '.join(field.options)})" if field.options else ""
        needed = say("field-required") if field.required and not field.computed else ""
        yield f"{at}{field.name}", kind, needed, field.label + options
        yield from _rows(field.columns, f"{at}{field.name}.")


@click.command(cls=Command, help="help-forms-verify")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE")
@click.option("--on", type=Day(), default=date.today, metavar="DATE", help="opt-verify-on")
@click.pass_obj
def verify(folder: Path, file: Path, on: date) -> int:
    """Say whether a filled form is as it was written and its blank the right one; 6 where it is not."""
    from nqs_docs.forms import receipt
    from nqs_docs.forms.receipt import Standing

    file = file.with_name(file.name.removesuffix(receipt.ENDING))
    beside = file.with_name(file.name + receipt.ENDING)
    library = open_corpus(folder, watch=Bar("reading")).library()
    held = beside.read_bytes() if beside.is_file() else None
    found = receipt.verify(library, file.name, file.read_bytes(), held, on)
    for line in receipt.sentences(found, str(file), beside.name, on, lang()):
        click.echo(line)
    if found.whole is False or found.then in (Standing.OTHER, Standing.GONE):
        return 6
    return NotHeld.status if found.then is Standing.NOT_HELD else 0


@click.command(cls=Command, help="help-forms-terms")
@click.argument("name", metavar="FORM")
@click.option("--on", type=Day(), default=date.today, metavar="DATE", help="opt-terms-on")
@click.option("--format", "form", type=OneOf("text", "json"), default="text", help="opt-format")
@click.pass_obj
def terms(folder: Path, name: str, on: date, form: str) -> int:
    """Print the terms that the clauses in force attach to a form given in on a day."""
    from nqs_docs.forms import terms as reading
    from nqs_docs.forms.catalogue import lookup
    from nqs_docs.store.templates import working_days

    library = open_corpus(folder, watch=Bar("reading")).library()
    entry = lookup(library, name, on)
    found = reading.terms(library.edition(entry.act, on), entry.address)
    values = [_term(entry, one) for one in reading.endings(found, on, working_days(folder))]
    if form == "json":
        _json({"form": entry.form, "on": on, "terms": values, "not_held": [*found.not_held]})
    else:
        for value in values:
            _say_term(value)
    for unit in found.not_held:
        tell("form.clause-not-held", unit=unit, act=entry.act, date=digits(on))
    if not found.terms and not found.not_held:
        tell("form.no-terms", form=entry.form)
    return NotHeld.status if found.not_held and not found.terms else 0


def _term(entry: FormEntry, ending: Ending) -> dict[str, object]:
    one, days = ending.of, ending.days
    term = one.term
    readable = term.limit != "unreadable"
    return {
        "act": entry.act,
        "clause": one.place,
        "eid": one.eid,
        "words": term.words,
        "limit": term.limit.value,
        "count": term.count if readable else None,
        "measure": term.measure.value if readable else None,
        "counted": term.counted.value,
        "first_day": days.first.isoformat() if days else None,
        "last_day": days.last.isoformat() if days else None,
        "last_day_is_working": ending.working,
        "estimated": one.estimated,
    }


def _say_term(value: Mapping[str, object]) -> None:
    """A term in words: until when, how it was counted, and the clause."""
    if value["limit"] == "unreadable":
        head = say("term-unreadable")
    else:
        head = say(f"term-{value['limit']}", count=value["count"], measure=say(f"measure-{value['measure']}"))
        head += f", {say('term-counted-' + str(value['counted']))}" if value["last_day"] else ""
    first, last = (date.fromisoformat(str(day)) if day else None for day in (value["first_day"], value["last_day"]))
    until = say("term-until", first=digits(first), last=digits(last)) if first and last else say("term-no-day")
    click.echo(f"{until}  {head}" + (f" ({say('estimated')})" if value["estimated"] else ""))
    if value["last_day_is_working"] is False:
        click.echo(f"    {say('term-day-off')}")
    click.echo(f'    {value["act"]}, {value["clause"]}: "{value["words"]}"\n')
