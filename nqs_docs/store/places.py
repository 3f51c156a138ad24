"""Where editions lie: in folders, or in the history of a git repository with one commit for an edition.

A snapshot is what one folder with a ``meta.yaml`` held at one time. Nothing of a repository
is executed and no network is asked: commits and blobs are read by plumbing commands that
know neither hooks nor filters nor helpers, with every transport forbidden, so that what is
missing in a partial copy stays missing.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import IO

from msgspec import Struct

from nqs_docs.findings import SourceError
from nqs_docs.sources.read import LIMIT
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


# --- the history of a repository -------------------------------------------------------------------

_SETTINGS = ("safe.directory=*", "protocol.allow=never", "core.hooksPath=/dev/null", "core.fsmonitor=false")
_SAFE = ("--no-replace-objects", *(word for setting in _SETTINGS for word in ("-c", setting)))
_ENVIRONMENT = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "LC_ALL": "C",
}
_LISTED = "--format=%H%x00%cd%x00%(trailers:key=Cause-Act-Requisite,valueonly,separator=%x20)"
_CHUNK = 1 << 20


class _Commit(Struct, frozen=True):
    name: str
    day: date
    cause: str


@contextmanager
def history(path: Path, git: str) -> Iterator[Places | None]:
    """The acts of a history below ``path``; None where there is none with editions in it."""
    repository = _Repository(path, git)
    listed = repository.says("rev-list", "--reverse", "--topo-order", "--no-merges", "--full-history", "--date=short",
                             "--no-commit-header", _LISTED, "HEAD", "--", ".")  # fmt: skip
    commits = [_commit(line) for line in listed.decode("utf-8", errors="replace").splitlines()]
    changes = repository.says("diff-tree", "--stdin", "-r", "--root", "--raw", "-z", "--no-renames", "--no-abbrev",
                              "--relative", given="".join(f"{commit.name}\n" for commit in commits))  # fmt: skip
    acts = _acts(commits, changes.decode("utf-8", errors="surrogateescape").split("\0"))
    if not acts:
        yield None
        return
    with repository.blobs() as read:
        yield Places(acts, read, len(commits))


def _commit(line: str) -> _Commit:
    name, day, cause = line.split("\0")
    return _Commit(name, date.fromisoformat(day), " ".join(cause.split()))


def _acts(commits: Iterable[_Commit], changes: list[str]) -> tuple[Found, ...]:
    """Follows the commits: each that touches the folder of an act leaves a snapshot of it."""
    known = {commit.name: commit for commit in commits}
    work, at = _Following(), 0
    while at < len(changes):
        entry = changes[at].lstrip("\n")
        if entry.startswith(":"):
            _, mode, _, blob, _ = entry[1:].split(" ")
            work.change(changes[at + 1], blob if mode[:3] == "100" and blob.strip("0") else "")
            at += 2
        else:
            if entry in known:
                work.close(known[entry])
            at += 1
    return work.finished()


class _Following:
    """The folders of a tree while its commits are followed."""

    def __init__(self) -> None:
        self._files: dict[str, dict[str, str]] = {}  # folder -> its files
        self._touched: dict[str, None] = {}
        self._commit: _Commit | None = None
        self._found: dict[str, list[Snapshot]] = {}
        self._gone: dict[str, Removal] = {}

    def change(self, path: str, blob: str) -> None:
        """One changed file: its new blob, "" where it is gone (a link counts as none)."""
        parts = path.split("/")
        cut = -2 if len(parts) > 1 and parts[-2] in FOLDERS else -1
        folder, name = "/".join(parts[:cut]), "/".join(parts[cut:])
        if name != META and name not in TEXTS and (cut == -1 or not name.endswith(".md")):
            return
        files = self._files.setdefault(folder, {})
        if blob:
            files[name] = blob
        else:
            files.pop(name, None)
        self._touched[folder] = None

    def close(self, following: _Commit | None) -> None:
        """The end of a commit, and the beginning of the next."""
        commit = self._commit
        for folder in self._touched if commit else ():
            key, files = code_of(folder) or folder, self._files[folder]
            if TEXTS & files.keys():
                place = f"{commit.name[:12]}:{folder}" if commit else folder
                self._found.setdefault(key, []).append(Snapshot(place, dict(files)))
                self._gone.pop(key, None)
            elif key in self._found and commit and not self._elsewhere(key, folder):
                self._gone[key] = Removal(commit.day, commit.cause)
        self._touched, self._commit = {}, following

    def _elsewhere(self, key: str, folder: str) -> bool:
        """Whether the act stands in another folder now: it was moved."""
        places = (place for place in self._touched if place != folder and (code_of(place) or place) == key)
        return any(TEXTS & self._files[place].keys() for place in places)

    def finished(self) -> tuple[Found, ...]:
        """What was found, an act after the other."""
        self.close(None)
        return tuple(
            Found(shots[-1].place.partition(":")[2], tuple(shots), self._gone.get(key))
            for key, shots in self._found.items()
        )


class _Repository:
    """The repository around a folder; where there is none, or no git, it says nothing."""

    def __init__(self, path: Path, git: str) -> None:
        self._command = [git, *_SAFE, "-C", str(path)]

    def says(self, *arguments: str, given: str = "") -> bytes:
        """What a command prints, b"" where it fails."""
        if not self._command[0]:
            return b""
        command = [*self._command, *arguments]
        done = subprocess.run(command, input=given.encode(), capture_output=True, env=_ENVIRONMENT, check=False)
        return done.stdout if done.returncode == 0 else b""

    @contextmanager
    def blobs(self) -> Iterator[Callable[[str], bytes]]:
        """Reads blobs by their names, one process for all of them."""
        command = [*self._command, "cat-file", "--batch"]
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_ENVIRONMENT
        ) as process:
            asked, answers = process.stdin, process.stdout
            assert asked and answers
            yield lambda blob: _blob(asked, answers, blob)
            asked.close()


def _blob(asked: IO[bytes], answers: IO[bytes], blob: str) -> bytes:
    """The bytes of a blob; SourceError where it is missing or too large, of which no more than a piece is kept."""
    asked.write(f"{blob}\n".encode())
    asked.flush()
    said = answers.readline().split()
    if len(said) != 3:
        raise SourceError("import.no-blob", blob=blob)
    size = int(said[2])
    if size <= LIMIT:
        return answers.read(size + 1)[:-1]
    left = size + 1
    while left and (piece := answers.read(min(left, _CHUNK))):
        left -= len(piece)
    raise SourceError("source.too-large", file=blob[:12], size=str(size), limit=str(LIMIT))
