"""What goes to the terminal: sentences, findings, tables, the bar of a long work."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import click

from nqs_docs.findings import Finding
from nqs_docs.language.messages import describe, entries, fill, language, message

_PATIENCE = 1.0  # seconds before a bar is drawn
_WIDTH = 30


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


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Rows for a person on a terminal; elsewhere tab-separated, a heading first, for programs."""
    if not sys.stdout.isatty():
        for row in (headings, *rows):
            click.echo("\t".join(" ".join(cell.split()) for cell in row))
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    drawn = Table(*(escape(heading) for heading in headings))
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
