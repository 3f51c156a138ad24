"""``nqs``: the program, its commands, and what happens when something goes wrong."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from nqs_docs import __version__
from nqs_docs.cli.terminal import Group, explained, lang, say
from nqs_docs.findings import NqsError
from nqs_docs.language.messages import explain

_CORPUS, _EDITIONS = "nqs_docs.cli.corpus", "nqs_docs.cli.editions"
_COMMANDS = {
    "add": _CORPUS,
    "import": _CORPUS,
    "acts": _CORPUS,
    "show": _EDITIONS,
    "consolidate": _EDITIONS,
    "amendments": _EDITIONS,
    "history": _EDITIONS,
    "diff": "nqs_docs.cli.redlines",
    "forms": "nqs_docs.cli.forms",
    "fill": "nqs_docs.cli.fill",
    "check": _CORPUS,
    "serve": "nqs_docs.cli.serve",
}


@click.group(cls=Group, modules=_COMMANDS, help="help", context_settings={"max_content_width": 100})
@click.option("--corpus", type=click.Path(path_type=Path), default=Path("corpus"), metavar="DIR", help="opt-corpus")
@click.version_option(__version__, message="nqs %(version)s")
@click.pass_context
def nqs(ctx: click.Context, corpus: Path) -> None:
    """Hand the corpus folder to the command."""
    ctx.obj = corpus


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``nqs`` with its arguments (those of the process where None); the exit status."""
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - `nqs … >&-` closed it
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="surrogateescape")  # file names may be no UTF-8
    try:
        status = nqs.main(arguments, prog_name="nqs", standalone_mode=False)
        sys.stdout.flush()
        return status if isinstance(status, int) else 0
    except NqsError as error:
        return _failed(explain(error, lang()), error.status)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.ctx.get_help() if error.ctx else "", err=True)
        return 2
    except click.ClickException as error:
        return _failed(explained(error), 2)
    except (click.Abort, KeyboardInterrupt):
        return _failed(say("cli.interrupted"), 130)
    except (BrokenPipeError, SystemExit):  # `nqs show … | head`: the reader has had enough; click exits by itself
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stdout__.fileno() if sys.__stdout__ else 1)
        return 0
    except OSError as error:
        return _failed(say("cli.file-error", detail=": ".join(filter(None, (error.filename, error.strerror)))), 1)
    except Exception as error:  # the last resort: one sentence, never a traceback
        return _failed(say("cli.own-mistake", detail=_where(error)), 1)


def _failed(text: str, status: int) -> int:
    click.echo(f"nqs: {text}", err=True)
    return status


def _where(error: Exception) -> str:
    """What was raised and where, for a report to the developers."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    place = f" ({Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno})" if trace else ""
    return f"{type(error).__name__}: {error}{place}"
