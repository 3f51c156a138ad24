"""A file read in a process of its own, with bounded time and memory: each PDF, and pages with endless tags.

pdfium is native code: a hostile file may crash it or keep it busy for ever. Then the
process that reads it ends, and the file is refused. What cannot be promised: that no
file makes pdfium run code of the file's; the process has the rights of its user, may
write no file, and is given nothing but the bytes.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import msgspec

from nqs_docs.findings import SourceError
from nqs_docs.sources.limits import limit
from nqs_docs.sources.line import Extract

SECONDS = 120  # of work
MEMORY = 3_000_000_000  # bytes
_WAIT = 600  # seconds on the clock: for machines that are busy or cannot bound work
_ROOT = Path(__file__).parents[2]
_START = "import sys; sys.path.insert(0, sys.argv[1]); from nqs_docs.sources.pdf_process import main; main()"


class _Reply(msgspec.Struct, frozen=True):
    extract: Extract | None = None
    code: str = ""
    params: dict[str, str] = {}


def extract(data: bytes, name: str, accepted: bool = False) -> Extract:
    """What ``from_pdf`` reads; SourceError as it says, or ``source.damaged`` where its process broke off."""
    return bounded("from_pdf", "extract", data, name, accepted)


def bounded(module: str, verb: str, data: bytes, name: str, accepted: bool) -> Extract:
    """What a verb of a reader's module gives; SourceError as it says, or where its process broke off."""
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-c", _START, str(_ROOT), module, verb, str(accepted), str(SECONDS)],
            input=data,
            capture_output=True,
            timeout=_WAIT,
            check=False,
        )
    except subprocess.TimeoutExpired:
        limit(name, "seconds", _WAIT + 1, _WAIT)
    if done.returncode == -24:  # SIGXCPU
        limit(name, "seconds", SECONDS + 1, SECONDS)
    if done.returncode:
        last = done.stderr.decode(errors="replace").strip().splitlines()[-1:]
        raise SourceError("source.damaged", file=name, reason="".join(last) or f"pdfium: {done.returncode}")
    reply = msgspec.msgpack.decode(done.stdout, type=_Reply)
    if reply.extract is None:
        raise SourceError(reply.code, **{**reply.params, "file": name})
    return reply.extract


def main() -> None:
    """Reads a file from standard input, writes a reply to standard output."""
    module, verb, accepted, seconds = sys.argv[2:]
    _bound(int(seconds))
    reader: Callable[[bytes, str, bool], Extract] = getattr(import_module(f"nqs_docs.sources.{module}"), verb)
    try:
        reply = _Reply(reader(sys.stdin.buffer.read(), "", accepted == str(True)))
    except SourceError as error:
        reply = _Reply(code=error.code, params=error.params)
    sys.stdout.buffer.write(msgspec.msgpack.encode(reply))


def _bound(seconds: int) -> None:
    """Bounds work, memory and files, where the system can."""
    try:
        import resource  # noqa: PLC0415 - not on every system
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
