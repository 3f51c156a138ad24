"""The folder of an act: what ``act.toml`` says that its text cannot, decisions of people, official editions.

``<home>/decisions/<name>.toml``, one for each decision, is kept when it is withdrawn.
``<home>/witnesses/2024-03-12/`` has the text of a later edition of the state's bank, and an
``act.toml`` of its own; the base is such an edition too where the bank is all there is.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from nqs_docs.clauses.decision import Decision
from nqs_docs.findings import Finding, SourceError, error

FILE, DECISIONS, WITNESSES = "act.toml", "decisions", "witnesses"

Decisions = tuple[tuple[Decision, ...], tuple[Finding, ...]]  # and what was noticed in reading them


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
        record = msgspec.toml.decode(path.read_bytes(), type=Record)
        record.refused  # noqa: B018 - an entry without its place is a ValueError too
    except (OSError, ValueError) as failure:  # what is no TOML and what is no record are ValueErrors
        raise SourceError("store.bad-record", file=str(path), reason=str(failure)) from failure
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


# --- decisions -------------------------------------------------------------------------------


def files(home: Path) -> tuple[Path, ...]:
    """The files of an act, in order of their names."""
    return tuple(sorted((home / DECISIONS).glob("[!.]*.toml")))


def stated(home: Path) -> bytes:
    """What all of them say, for a key that changes with any."""
    return b"".join(b"%s\0%s\0" % (path.name.encode(), _bytes(path)) for path in files(home))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:  # ``decisions`` says so
        return b""


def decisions(home: Path, source: str) -> Decisions:
    """Every decision on the act ``source``, withdrawn ones too; a file that is none is an error and no more."""
    found, odd = [], []
    for path in files(home):
        try:
            read = msgspec.toml.decode(path.read_bytes(), type=Decision)
            found.append(replace(read, source=source, name=path.stem))
        except (OSError, ValueError) as failure:
            odd.append(error("decision.unreadable", act=source, name=path.stem, why=str(failure)))
    return tuple(found), tuple(odd)


# --- official editions -----------------------------------------------------------------------


class Kept(Struct, frozen=True):
    """One edition as it is kept."""

    record: Record
    data: bytes


def witness_path(day: date) -> str:
    """Where the edition of a day lies, in the folder of its act."""
    return f"{WITNESSES}/{day.isoformat()}"


def witnesses(home: Path) -> dict[date, Kept]:
    """The editions beside the base, by date."""
    found = (_kept(path.parent) for path in sorted((home / WITNESSES).glob(f"[!.]*/{FILE}")))
    return {one.record.edition: one for one in found if one and one.record.edition}


def kept(home: Path) -> dict[date, Kept]:
    """Every edition of the bank that is held of an act, by date."""
    base = _kept(home) if (home / FILE).is_file() else None
    own = {base.record.edition: base} if base and base.record.edition else {}
    return own | witnesses(home)


def _kept(folder: Path) -> Kept | None:
    record = read_record(folder / FILE)
    data = source_bytes(folder, record)
    return Kept(record, data) if data is not None else None
