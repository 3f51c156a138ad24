"""The real program serving a corpus of its own, in a process of its own."""

from __future__ import annotations

import atexit
import contextlib
import http.client
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

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
    """``nqs serve --port 0`` in ``folder`` over a copy of the corpus, read before; stopped as Ctrl-C stops it."""
    if not (folder / "corpus").exists():
        shutil.copytree(CORPUS, folder / "corpus")
    if not (folder / ".nqs").exists():
        shutil.copytree(_derived(), folder / ".nqs")
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
