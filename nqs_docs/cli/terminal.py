"""What the command line says and how it is asked, in the user's language.

Sentences, findings, tables, the bar of a long work; click's commands and options: the
``help`` of a command or an option is a message code, and the sentence is taken when it is
shown. A command's help is printed as it is written, examples and all.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from datetime import date
from importlib import import_module
from keyword import iskeyword
from pathlib import Path
from typing import cast

import click

from nqs_docs.findings import Finding, UsageError
from nqs_docs.language.messages import describe, entries, fill, language, message

_PATIENCE = 1.0  # seconds before a bar is drawn
_WIDTH = 30
_WORD = 12  # letters of a word that a narrow column must hold


def lang() -> str:
    """The language of the user's messages."""
    return language(os.environ)


def say(code: str, **params: object) -> str:
    """A message (``store.no-corpus``) or a word of this program (``usage``) in the user's language."""
    return message(code, lang(), **params) if "." in code else word(code, lang(), **params)


def word(name: str, language: str, **params: object) -> str:
    """An entry of ``words.toml``: help, labels, headings."""
    return fill(entries(Path(__file__).with_name("words.toml"))[name].template(language), params)


def tell(code: str, **params: object) -> None:
    """A sentence on standard error."""
    click.echo(say(code, **params), err=True)


def one_line(finding: Finding, lang: str) -> str:
    """Severity, unit, sentence, code."""
    severity = word(finding.severity.value, lang)
    said = " ".join(describe(finding, lang).split())
    unit = f"{finding.unit}: " if finding.unit and finding.unit not in said else ""
    return f"{severity}: {unit}{said} [{_refusable(finding)}]"


def _refusable(finding: Finding) -> str:
    """The code; of a repair, which tells what stood before, with its place as ``refuse`` in act.toml takes it."""
    repair = finding.code.startswith("source.") and any(name == "before" for name, _ in finding.params)
    return f"{finding.code}@{finding.span.start}" if repair and finding.span else finding.code


def table(headings: Sequence[str], rows: Sequence[Sequence[str]], *, cut: bool = False) -> None:
    """Rows for a person on a terminal; elsewhere tab-separated, a heading first, for programs.

    ``cut``: on a terminal the last column, of titles, has one line.
    """
    if not sys.stdout.isatty():
        for row in (headings, *rows):
            click.echo("\t".join(" ".join(cell.split()) for cell in row))
        return
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    drawn = Table(box=SIMPLE_HEAD, padding=(0, 1, 0, 0), expand=cut)
    for at, heading in enumerate(headings):  # no number and no day is broken
        longest = max((len(word) for row in rows for word in row[at].split()), default=0)
        rest = cut and heading == headings[-1]
        drawn.add_column(escape(heading), min_width=min(longest, _WORD), no_wrap=rest, ratio=1 if rest else None)
    for row in rows:
        drawn.add_row(*(escape(cell) for cell in row))
    Console().print(drawn)


class Bar:
    """How far a long work is: drawn after a second, on a terminal only, and wiped at its end."""

    def __init__(self, code: str) -> None:
        self._code = code
        self._start = time.monotonic()
        self._drawn = False

    def __call__(self, done: int, of: int) -> None:
        """``done`` of ``of`` pieces are finished."""
        if not sys.stderr.isatty() or time.monotonic() - self._start < _PATIENCE:
            return
        filled = _WIDTH * done // max(of, 1)
        click.echo(f"\r{say(self._code)} [{'█' * filled}{' ' * (_WIDTH - filled)}] {done}/{of}", nl=False, err=True)
        self._drawn = True
        if done >= of:
            self.wipe()

    def wipe(self) -> None:
        """Take the bar away."""
        if self._drawn:
            click.echo("\r\x1b[K", nl=False, err=True)
            self._drawn = False


# --- commands and options --------------------------------------------------------------------------


class Command(click.Command):
    """A command whose help is a message."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The first line: how it is called."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=f"{say('usage')} ")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What it does, with examples, line for line."""
        formatter.write(f"\n{say(self.help or '')}\n")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, one a row."""
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        records = [record for option in options if (record := option.get_help_record(ctx))]
        with formatter.section(say("options")):
            formatter.write_dl([(names, _help(names, text)) for names, text in records])

    def get_short_help_str(self, limit: int = 45) -> str:
        """The first line of its help."""
        return say(self.help or "").strip().splitlines()[0]


class Group(Command, click.Group):
    """The program: commands found by name, loaded when they are used."""

    def __init__(self, *args: object, modules: dict[str, str], **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self._modules = modules

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order in which one uses them."""
        return list(self._modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command, from its module; ``import_`` where Python keeps the name for itself."""
        module, name = self._modules.get(cmd_name), cmd_name + "_" * iskeyword(cmd_name)
        return cast("click.Command", getattr(import_module(module), name)) if module else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first word names, or UsageError ``cli.no-such-command``."""
        if args and args[0] not in self._modules and not args[0].startswith("-"):
            raise UsageError("cli.no-such-command", name=args[0])
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, then the commands."""
        Command.format_options(self, ctx, formatter)
        with formatter.section(say("commands")):
            commands = [(name, self.get_command(ctx, name)) for name in self._modules]
            formatter.write_dl([(name, command.get_short_help_str()) for name, command in commands if command])


class Day(click.ParamType[date]):
    """A date as 2026-07-12 or 12.07.2026."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The date, or UsageError ``cli.bad-date``."""
        from nqs_docs.web.words import day_of

        return value if isinstance(value, date) else day_of(str(value).strip())


class OneOf(click.ParamType[str]):
    """One word of a list."""

    name = "choice"
    between = "|"  # the words, in the help

    def __init__(self, *choices: str) -> None:
        self.choices = choices

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """The words, for the help."""
        return self.between.join(self.choices)

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The word, or UsageError ``cli.bad-choice``."""
        if str(value) in self.choices:
            return str(value)
        raise UsageError("cli.bad-choice", value=str(value), choices=", ".join(self.choices))


class SomeOf(OneOf):
    """Words of a list, with commas between: ``md,html``."""

    between = ","

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:  # type: ignore[override]
        """The words in the order given, each once, or UsageError ``cli.bad-choice``."""
        if isinstance(value, tuple):
            return value
        words = dict.fromkeys(word.strip() for word in str(value).split(","))
        return tuple(super(SomeOf, self).convert(word, param, ctx) for word in words)


def explained(error: click.ClickException) -> str:
    """A click error in the user's language."""
    match error:
        case click.NoSuchOption():
            return say("cli.no-such-option", option=error.option_name)
        case click.MissingParameter():
            return say("cli.missing", name=_name(error.param))
        case click.BadParameter():
            return say("cli.bad-value", name=_name(error.param), detail=error.message)
        case _:
            return say("cli.wrong-use", detail=error.format_message())


def _name(param: click.Parameter | None) -> str:
    """A parameter as the user writes it."""
    if isinstance(param, click.Option):
        return param.opts[-1]
    return param.human_readable_name if param else ""


def _help(names: str, text: str) -> str:
    text = text.partition("  [")[0]  # click adds "  [required]" to the code
    return say("opt-help") if "--help" in names else say("opt-version") if "--version" in names else say(text)
