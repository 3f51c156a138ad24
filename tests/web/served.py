"""The web app serving a corpus of its own: in a thread of the tests, or as the program in a process of its own."""

from __future__ import annotations

import atexit
import contextlib
import http.client
import logging
import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple

import uvicorn

from nqs_docs.store.corpus import open_corpus
from nqs_docs.web.app import application
from nqs_docs.web.site import Site

CORPUS = Path(__file__).parents[2] / "corpus"
PROGRAM = Path(sys.executable).with_name("nqs")


class Answer(NamedTuple):
    """What came back over the wire."""

    status: int
    headers: Mapping[str, str]  # names in lower case
    text: str


class Server(NamedTuple):
    """A running server: its folder and its address."""

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


def _filled(folder: Path) -> None:
    """Puts a copy of the corpus into ``folder``, read before, where it has none."""
    if not (folder / "corpus").exists():
        shutil.copytree(CORPUS, folder / "corpus")
    if not (folder / ".nqs").exists():
        shutil.copytree(_derived(), folder / ".nqs")


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[Server]:
    """The web app over the corpus in ``folder``, in a thread: all of the program but ``nqs serve`` itself."""
    _filled(folder)
    listening = socket.create_server(("127.0.0.1", 0), backlog=100)
    port = listening.getsockname()[1]
    site = Site(folder / "corpus", folder / "output", secrets.token_bytes(32), port, date.today, datetime.now)
    server = uvicorn.Server(uvicorn.Config(application(site), log_config=None, server_header=False))
    log = logging.FileHandler(folder / "log", encoding="utf-8")
    logging.getLogger().addHandler(log)
    thread = threading.Thread(target=server.run, args=([listening],))
    thread.start()
    try:
        yield Server(folder, f"http://127.0.0.1:{port}/")
    finally:
        server.should_exit = True
        thread.join(timeout=30)
        logging.getLogger().removeHandler(log)
        log.close()
    assert not thread.is_alive()


@contextlib.contextmanager
def program(folder: Path) -> Iterator[Server]:
    """``nqs serve --port 0`` in ``folder``, a process of its own; stopped as Ctrl-C stops it."""
    _filled(folder)
    quiet = {**os.environ, "NQS_LANG": "en", "PYTHONUNBUFFERED": "1"}
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [PROGRAM, "serve", "--port", "0"], cwd=folder, env=quiet, stdout=subprocess.PIPE, stderr=log, text=True
        )
        try:
            assert process.stdout
            said = process.stdout.readline()
            found = re.search(r"http://127\.0\.0\.1:\d+/", said)
            assert found, f"no address in {said!r}: {(folder / 'log').read_text()}"
            yield Server(folder, found[0])
        finally:
            process.terminate()
            process.communicate(timeout=30)
