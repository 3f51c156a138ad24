"""Drafts of forms: kept where a person asked for it, until a day that was told, under a name nobody can guess.

One file for each, readable by its owner only. Its name begins with its last day, so that
old ones are found without being opened.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import msgspec
from msgspec import Struct

from nqs_docs.store.write import remove, write_file

LIFETIME = timedelta(days=30)
_TOKEN = re.compile(r"(\d{8})-[\w-]{43}", re.ASCII)


class Draft(Struct, frozen=True):
    """A form that is being filled in."""

    form: str
    on: date
    saved: date
    values: dict[str, object]  # as given, unchecked: texts, lists of texts, lists of rows


def token(today: date, secret: str) -> str:
    """The name of a new draft: its last day and 43 letters of ``secret`` (256 random bits)."""
    return f"{today + LIFETIME:%Y%m%d}-{secret}"


def last_day(token: str) -> date:
    """The day after which a draft is removed."""
    return date.fromisoformat(token[:8])


def keep(folder: Path, token: str, draft: Draft, today: date) -> None:
    """Write a draft, in the place of the one of that name; what is out of date goes."""
    _sweep(folder, today)
    write_file(_path(folder, token), msgspec.json.format(msgspec.json.encode(draft)), private=True)


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
