"""Drafts of forms: kept where a person asked for it, until a day that was told, under a name nobody can guess.

One file for each, readable by its owner only. Its name begins with its last day, so that
old ones are found without being opened.
"""

from __future__ import annotations

import hashlib
import re
from datetime import date, datetime, timedelta
from pathlib import Path

import msgspec
from msgspec import Struct

from nqs_docs.store.write import alone, remove, write_file

LIFETIME = timedelta(days=30)
_TOKEN = re.compile(r"(\d{8})-[\w-]{43}", re.ASCII)


class Draft(Struct, frozen=True):
    """A form that is being filled in."""

    form: str
    on: date
    saved: date
    values: dict[str, object]  # as given, unchecked: texts, lists of texts, lists of rows
    at: datetime | None = None  # the moment of it; drafts of before do not know it

    @property
    def mark(self) -> str:
        """Of what stands in it: whoever shows a draft knows by it later whether it is still the one that was shown."""
        return hashlib.sha256(msgspec.json.encode((self.form, self.on, self.values))).hexdigest()


def token(today: date, secret: str) -> str:
    """The name of a new draft: its last day and 43 letters of ``secret`` (256 random bits)."""
    return f"{today + LIFETIME:%Y%m%d}-{secret}"


def last_day(token: str) -> date:
    """The day after which a draft is removed."""
    return date.fromisoformat(token[:8])


def save(folder: Path, draft: Draft, secret: str, name: str, seen: str) -> str:
    """Write a draft, made on a page that showed the one called ``name`` when its mark was ``seen``; gives its name.

    It takes the place of that one only. Where another hand has changed or removed it since, the draft gets a
    name of its own, made of ``secret``, as one that is new (``name`` is ""): nothing typed is written over.
    """
    with alone(folder):
        kept = load(folder, name, draft.saved)
        name = name if kept and kept.mark in (seen, draft.mark) else token(draft.saved, secret)
        write_file(_path(folder, name), msgspec.json.format(msgspec.json.encode(draft)), private=True)
    return name


def load(folder: Path, token: str, today: date) -> Draft | None:
    """A draft; None where there is none of that name, or none any more."""
    _sweep(folder, today)
    if not _TOKEN.fullmatch(token) or not _path(folder, token).is_file():
        return None
    return msgspec.json.decode(_path(folder, token).read_bytes(), type=Draft)


def discard(folder: Path, token: str) -> None:
    """Remove a draft; OSError where it cannot be removed."""
    remove(_path(folder, token))


def _path(folder: Path, token: str) -> Path:
    if not _TOKEN.fullmatch(token):
        raise ValueError("no token of a draft")
    return folder / f"{token}.json"


def _sweep(folder: Path, today: date) -> None:
    for file in folder.glob("*.json"):
        if _TOKEN.fullmatch(file.stem) and file.stem < f"{today:%Y%m%d}":
            remove(file)
