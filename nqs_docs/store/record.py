"""``act.toml``: what the text of an act cannot say of itself."""

from __future__ import annotations

import contextlib
import hashlib
import tomllib
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import msgspec
from msgspec import Struct

from nqs_docs.findings import SourceError

FILE = "act.toml"


class Record(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One act's record. Days are left out where nobody knows them."""

    file: str  # name of the source beside it
    sha256: str  # of its bytes
    origin: str = ""  # in words: how it came here
    reader: str = ""  # how it is read, where its content shall not decide it
    published: date | None = None  # first official publication
    taken: date | None = None  # the day the text was taken from its source
    refuse: tuple[str, ...] = ()  # repairs that a person refused: "source.page-break@4821"
    # of an edition of the state's bank, whose text has no requisites:
    requisite: str = ""  # in Russian, as the bank words them
    edition: date | None = None  # the bank's date of it, which is no day in force
    caused_by: str = ""  # requisites of the act that made it
    repealed_on: date | None = None
    repealed_by: str = ""

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


def replaced(path: Path, sha256: str) -> Path:
    """Where a source is kept that another took the place of."""
    return path.parent / "replaced" / f"{sha256[:8]}-{path.name}"


def source_bytes(folder: Path, record: Record) -> bytes | None:
    """The source that a record names; None where what stands there is another or none.

    While a replacement is under way, or where it was killed, the source of the old record
    is the one in ``replaced/``.
    """
    path = folder / record.file
    for place in (path, replaced(path, record.sha256)):
        with contextlib.suppress(OSError):
            data = place.read_bytes()
            if hashlib.sha256(data).hexdigest() == record.sha256:
                return data
    return None


def render(record: Struct) -> bytes:
    """The file of a record; ``read_record`` gives the same record back."""
    values = msgspec.to_builtins(record, builtin_types=(date,))
    return "".join(f"{name} = {_toml(value)}\n" for name, value in values.items()).encode()


def _toml(value: str | date | int | Sequence[str]) -> str:
    """A TOML value: JSON's escapes are those of a TOML basic string, but for DEL."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str | int):
        return msgspec.json.encode(value).decode().replace("\x7f", "\\u007f")
    return f"[{', '.join(map(_toml, value))}]"
