"""Editions of the state's bank that the corpus holds: the base among them, the later ones beside it.

``<home>/witnesses/2024-03-12/`` has the text and an ``act.toml`` of its own.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from msgspec import Struct

from nqs_docs.store.record import FILE, Record, read_record, source_bytes

FOLDER = "witnesses"


class Kept(Struct, frozen=True):
    """One edition as it is kept."""

    record: Record
    data: bytes


def witness_path(day: date) -> str:
    """Where the edition of a day lies, in the folder of its act."""
    return f"{FOLDER}/{day.isoformat()}"


def witnesses(home: Path) -> dict[date, Kept]:
    """The editions beside the base, by date."""
    found = (_kept(path.parent) for path in sorted((home / FOLDER).glob(f"[!.]*/{FILE}")))
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
