"""Runs the real program inside the test process, as the shell would."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from unittest import mock


class Ran(NamedTuple):
    """What one command left behind."""

    status: int
    out: str
    err: str


class _Text(io.TextIOWrapper):
    """A text stream over bytes in memory, so that programs which write bytes are caught too."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", newline="", write_through=True)

    def read_back(self) -> str:
        self.flush()
        assert isinstance(self.buffer, io.BytesIO)
        return self.buffer.getvalue().decode()


@contextlib.contextmanager
def _inside(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def run(folder: Path, arguments: Sequence[str], language: str = "en") -> Ran:
    """``nqs`` with these arguments in ``folder``: status, standard output, standard error."""
    from nqs_docs.cli.main import main  # noqa: PLC0415 - so that collecting the tests needs no program

    out, err = _Text(), _Text()
    quiet = {"NQS_LANG": language, "COLUMNS": "120", "NO_COLOR": "1", "TERM": "dumb"}
    with contextlib.ExitStack() as stack:
        stack.enter_context(_inside(folder))
        stack.enter_context(mock.patch.dict(os.environ, quiet))
        stack.enter_context(mock.patch.object(sys, "argv", ["nqs", *arguments]))
        stack.enter_context(contextlib.redirect_stdout(out))
        stack.enter_context(contextlib.redirect_stderr(err))
        status = main()
    return Ran(status, out.read_back(), err.read_back())
