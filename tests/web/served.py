"""The real program serving a corpus of its own, in a process of its own."""

from __future__ import annotations

import atexit
import contextlib
import http.client
import logging
import os
import re
import shutil
import signal
import sys
import tempfile
import warnings
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple, NoReturn

import uvicorn  # noqa: F401 - what the program imports when it serves is loaded once, before it is forked

import nqs_docs.web.app  # noqa: F401
from nqs_docs.cli.main import main
from nqs_docs.store.corpus import open_corpus

CORPUS = Path(__file__).parents[2] / "corpus"
PROGRAM = Path(sys.executable).with_name("nqs")


class Answer(NamedTuple):
    """What came back over the wire."""

    status: int
    headers: Mapping[str, str]  # names in lower case
    text: str


class Server(NamedTuple):
    """A running ``nqs serve``: its folder and its address."""

    folder: Path
    address: str

    @property
    def host(self) -> str:
        return self.address.removeprefix("http://").rstrip("/")

    def url(self, path: str) -> str:
        return self.address.rstrip("/") + path

    def log(self) -> str:
        return (self.folder / "log").read_text(encoding="utf-8")

    def send(
        self, path: str, method: str = "GET", body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """One request whose path and headers go out as they are: nothing is tidied up on the way."""
        connection = http.client.HTTPConnection(self.host, timeout=60)
        with contextlib.closing(connection):
            connection.request(method, path, body, dict(headers or {}))
            answer = connection.getresponse()
            named = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(answer.status, named, answer.read().decode("utf-8", "replace"))


@cache
def _derived() -> Path:
    """What is derived from the corpus, made once for all tests: ``.nqs`` of a copy of it."""
    folder = Path(tempfile.mkdtemp(prefix="nqs-tests-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    shutil.copytree(CORPUS, folder / "corpus")
    open_corpus(folder / "corpus").library()
    return folder / ".nqs"


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[Server]:
    """``nqs serve --port 0`` in ``folder`` over a copy of the corpus; stopped as Ctrl-C stops it.

    The process is a fork of this one: what the program imports is loaded once for all tests, not once for each.
    """
    if not (folder / "corpus").exists():
        shutil.copytree(CORPUS, folder / "corpus")
    if not (folder / ".nqs").exists():
        shutil.copytree(_derived(), folder / ".nqs")
    source, out = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # other threads of this process only wait
        child = os.fork()
    if not child:
        _serve(folder, out)
    os.close(out)
    try:
        with os.fdopen(source, encoding="utf-8") as pipe:
            said = pipe.readline()
            found = re.search(r"http://127\.0\.0\.1:\d+/", said)
            assert found, f"no address in {said!r}: {(folder / 'log').read_text()}"
            yield Server(folder, found[0])
    finally:
        os.kill(child, signal.SIGTERM)
        os.waitpid(child, 0)


def _serve(folder: Path, out: int) -> NoReturn:
    """The program as in a process that was started for it; ends the process."""
    status = 1
    try:
        log = os.open(folder / "log", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        for stream, number in ((os.open(os.devnull, os.O_RDONLY), 0), (out, 1), (log, 2)):
            os.dup2(stream, number)
        os.closerange(3, 4096)
        sys.stdout, sys.stderr = (os.fdopen(number, "w", 1, encoding="utf-8") for number in (1, 2))
        logging.root.handlers.clear()
        warnings.simplefilter("default")
        os.environ["NQS_LANG"] = "en"
        os.chdir(folder)
        status = main(["serve", "--port", "0"])
    finally:
        os._exit(status)
