"""Where editions lie: in folders, or in the history of a git repository with one commit for an edition.

A snapshot is what one folder with a ``meta.yaml`` held at one time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from msgspec import Struct

from nqs_docs.store.ekb import LANGUAGES, META

TEXTS = frozenset(f"{name}.md" for name in LANGUAGES.values())
FOLDERS = frozenset(LANGUAGES.values())  # of the parts of a long text
_DEEPEST = 12  # folders below the one that is given
_CODE = re.compile(r"-(\d+)$")  # "0228-ob-utverzhdenii-pravil-165201"


class Snapshot(Struct, frozen=True):
    """The files of an act's folder at one time: names in it, and what ``read`` takes for each."""

    place: str  # the folder, for messages
    files: Mapping[str, str]


class Removal(Struct, frozen=True):
    """That the folder of an act was taken away: the bank keeps no repealed acts."""

    on: date
    cause: str  # requisites of the act that the commit names, "" where it names none


class Found(Struct, frozen=True):
    """One act as it was found: its snapshots in order of time."""

    place: str
    snapshots: tuple[Snapshot, ...]
    removed: Removal | None = None


class Places(Struct, frozen=True):
    """The acts under a path, and how a file of a snapshot is read."""

    acts: tuple[Found, ...]
    read: Callable[[str], bytes]  # SourceError where it cannot be
    commits: int = 0  # read of a history; 0 for folders


def folders(path: Path) -> tuple[Found, ...]:
    """Every folder with a ``meta.yaml`` or a text, a link never followed; those of one code are one act."""
    snapshots: dict[str, list[Snapshot]] = {}
    waiting = [(path, 0)]
    while waiting:
        folder, depth = waiting.pop()
        files = _files(folder)
        if META in files or TEXTS & files.keys():
            snapshots.setdefault(code_of(folder.name) or str(folder), []).append(Snapshot(str(folder), files))
        elif depth < _DEEPEST:
            inside = (entry for entry in folder.iterdir() if entry.is_dir() and not entry.is_symlink())
            waiting += sorted(((e, depth + 1) for e in inside if not e.name.startswith(".")), reverse=True)
    return tuple(Found(found[0].place, tuple(found)) for found in snapshots.values())


def _files(folder: Path) -> dict[str, str]:
    own = [folder / name for name in (META, *TEXTS)]
    parts = [part for name in FOLDERS if not (folder / name).is_symlink() for part in (folder / name).glob("*.md")]
    found = (file for file in (*own, *parts) if file.is_file() and not file.is_symlink())
    return {file.relative_to(folder).as_posix(): str(file) for file in found}


def code_of(name: str) -> str:
    """The code of an act at the end of its folder's name, "" where there is none."""
    found = _CODE.search(name)
    return found[1] if found else ""
