"""Decisions as files: ``<act>/decisions/<name>.toml``, one for each, kept when it is withdrawn."""

from __future__ import annotations

import tomllib
from pathlib import Path

import msgspec
from msgspec.structs import replace

from nqs_docs.clauses.decision import Decision
from nqs_docs.findings import Finding, error

FOLDER = "decisions"


def files(home: Path) -> tuple[Path, ...]:
    """The files of an act, in order of their names."""
    return tuple(sorted((home / FOLDER).glob("[!.]*.toml")))


def stated(home: Path) -> bytes:
    """What all of them say, for a key that changes with any."""
    return b"".join(b"%s\0%s\0" % (path.name.encode(), _bytes(path)) for path in files(home))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:  # ``decisions`` says so
        return b""


def decisions(home: Path, source: str) -> tuple[tuple[Decision, ...], tuple[Finding, ...]]:
    """Every decision on the act ``source``, withdrawn ones too; a file that is none is an error and no more."""
    found, odd = [], []
    for path in files(home):
        try:
            read = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Decision)
            found.append(replace(read, source=source, name=path.stem))
        except (OSError, ValueError) as failure:
            odd.append(error("decision.unreadable", act=source, name=path.stem, why=str(failure)))
    return tuple(found), tuple(odd)
