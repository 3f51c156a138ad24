"""Derived data in ``.nqs/``: acts as they were read, kept until anything they depend on changes.

Deleting the folder loses nothing; a damaged file in it is as good as none.
"""

from __future__ import annotations

import contextlib
import hashlib
from functools import cache
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct

import nqs_docs
from nqs_docs.amendments.operation import Operation
from nqs_docs.clauses.act import Act
from nqs_docs.findings import Finding
from nqs_docs.store.write import try_remove, try_write

_PARTS = ("*.py", "language/*.py", "sources/*.py", "clauses/*.py", "amendments/*.py", "editions/*.py", "store/*.py")
T = TypeVar("T")


class Compiled(Struct, frozen=True):
    """An act with all that is read from its source alone."""

    key: str  # of the source, the record and the code
    act: Act
    operations: tuple[Operation, ...]
    findings: tuple[Finding, ...]


def key_of(*parts: bytes) -> str:
    """A key that changes with any of ``parts`` and with the code that reads sources."""
    digest = hashlib.sha256(code_stamp().encode())
    for part in parts:
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()


@cache
def code_stamp() -> str:
    """A key that changes with the program: its version and the files that read sources."""
    folder = Path(nqs_docs.__file__).parent
    digest = hashlib.sha256(nqs_docs.__version__.encode())
    for path in sorted(path for part in _PARTS for path in folder.glob(part)):
        status = path.stat()
        digest.update(f"{path.name} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def load(path: Path, kind: type[T]) -> T | None:
    """What is kept in a file; None where it is missing, damaged or of another shape."""
    try:
        return msgspec.msgpack.decode(path.read_bytes(), type=kind)
    except (OSError, ValueError, RecursionError):
        return None


def keep(path: Path, value: object, at_most: int = 0) -> None:
    """Keep a value for the next time, if the folder can be written; of its folder the ``at_most`` newest files."""
    try_write(path, msgspec.msgpack.encode(value))
    if at_most:
        with contextlib.suppress(OSError):
            files = sorted(path.parent.glob("*.msgpack"), key=lambda file: -file.stat().st_mtime_ns)
            try_remove(files[at_most:])
