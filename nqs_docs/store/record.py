"""``act.toml``: what the text of an act cannot say of itself."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import msgspec
from msgspec import Struct

from nqs_docs.findings import SourceError

FILE = "act.toml"


class Record(Struct, frozen=True, forbid_unknown_fields=True):
    """One act's record. Days are left out where nobody knows them."""

    file: str  # name of the source beside it
    sha256: str  # of its bytes
    origin: str = ""  # in words: how it came here
    reader: str = ""  # how it is read, where its content shall not decide it
    published: date | None = None  # first official publication
    taken: date | None = None  # the day the text was taken from its source
    refuse: tuple[str, ...] = ()  # repairs that a person refused: "source.page-break@4821"

    @property
    def refused(self) -> frozenset[tuple[str, int]]:
        """The refused repairs as (code, offset in the decoded text), as ``check`` prints them."""
        return frozenset((code, int(start)) for code, _, start in (entry.rpartition("@") for entry in self.refuse))


def read_record(path: Path) -> Record:
    """The record in a file; SourceError ``store.bad-record`` says what is wrong with it."""
    try:
        record = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Record)
        record.refused  # noqa: B018 - an entry without its place is a ValueError too
    except (OSError, ValueError) as error:  # a TOML error and a validation error are ValueErrors
        raise SourceError("store.bad-record", file=str(path), reason=str(error)) from error
    return record


def render(record: Record) -> bytes:
    """The file of a record; ``read_record`` gives the same record back."""
    lines = [f"file = {_quoted(record.file)}", f"sha256 = {_quoted(record.sha256)}"]
    lines += [f"origin = {_quoted(record.origin)}"] if record.origin else []
    lines += [f"reader = {_quoted(record.reader)}"] if record.reader else []
    lines += [f"published = {record.published.isoformat()}"] if record.published else []
    lines += [f"taken = {record.taken.isoformat()}"] if record.taken else []
    lines += [f"refuse = [{', '.join(map(_quoted, record.refuse))}]"] if record.refuse else []
    return ("\n".join(lines) + "\n").encode()


def _quoted(text: str) -> str:
    """A TOML basic string: JSON's escapes are TOML's, but for DEL."""
    return msgspec.json.encode(text).decode().replace("\x7f", "\\u007f")
