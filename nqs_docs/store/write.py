"""The one place that writes files: beside first, renamed last.

No other module makes, renames or removes a file (docs/safety.md says what follows from that).
"""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

try:
    import fcntl
except ImportError:  # a system without it has no locks of whole folders: two writers at once are not kept apart
    fcntl = None  # type: ignore[assignment]

_FRESH = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_STAGED = ".nqs-"  # begins the name of a file that is not in its place yet


def write_files(files: Mapping[Path, bytes], *, private: bool = False) -> None:
    """All of ``files`` or, where one cannot be written, none; ``private``: nobody but their owner may read them.

    They are renamed into place in the order given, so that a killed process leaves the
    first of them new and the others old: the one that decides stands last.
    """
    staged: dict[Path, Path] = {}
    try:
        for path, data in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            staged[path] = _beside(path, len(staged))
            _flushed(staged[path], data, private=private)
        for path, temporary in staged.items():
            temporary.replace(path)
    except OSError as error:  # name the file that was asked for, not the one beside it
        raise OSError(error.errno, error.strerror, str(path)) from error
    finally:
        for temporary in staged.values():
            temporary.unlink(missing_ok=True)


def write_file(path: Path, data: bytes, *, private: bool = False) -> None:
    """One file, whole or not at all; its folder is made. A device or a pipe is written to, never replaced."""
    if path.exists() and not path.is_file() and not path.is_dir():
        path.write_bytes(data)
    else:
        write_files({path: data}, private=private)


def new_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """A folder with its files ("act.toml", "ru/act.toml"), made under another name and renamed; it must not exist."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    temporary = _beside(folder)
    temporary.mkdir()
    try:
        for name, data in files.items():
            (temporary / name).parent.mkdir(parents=True, exist_ok=True)
            _flushed(temporary / name, data)
        temporary.rename(folder)
    except BaseException:
        _remove_staged(temporary)
        raise


def append(path: Path, line: bytes) -> None:
    """A line at the end of a log, in one step; its folder is made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab", buffering=0) as log:
        log.write(line)


def try_write(path: Path, data: bytes) -> None:
    """A file that can be made again: a folder that cannot be written is no error."""
    with contextlib.suppress(OSError):
        write_file(path, data)


def remove(path: Path) -> None:
    """A file that must not stay; one that is not there is gone already."""
    path.unlink(missing_ok=True)


def try_remove(paths: Iterable[Path]) -> None:
    """Files that nothing needs any more: one that cannot be removed is no error."""
    for path in paths:
        with contextlib.suppress(OSError):
            path.unlink()


@contextlib.contextmanager
def alone(folder: Path, *inside: Path) -> Iterator[None]:
    """The only writer of ``folder``, which is made: another one waits until this one has finished or died.

    What killed writers left half written in it and in the folders ``inside`` is removed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with contextlib.ExitStack() as held:
        if fcntl:
            handle = os.open(folder, os.O_RDONLY)
            held.callback(os.close, handle)  # which gives the lock back, as the end of the process does
            with contextlib.suppress(OSError):  # a network folder may know no locks
                fcntl.flock(handle, fcntl.LOCK_EX)
        for place in (folder, *inside):
            for left in place.glob(f"{_STAGED}*"):
                _remove_staged(left)
        yield


def _beside(path: Path, number: int = 0) -> Path:
    """A name in the folder of ``path`` that no other process, no thread and no act has."""
    return path.with_name(f"{_STAGED}{os.getpid()}-{threading.get_ident()}-{number}")


def _remove_staged(left: Path) -> None:
    if not left.is_dir():
        left.unlink(missing_ok=True)
        return
    for inside in left.iterdir():
        with contextlib.suppress(OSError):
            _remove_staged(inside)
    left.rmdir()


def _flushed(path: Path, data: bytes, *, private: bool = False) -> None:
    with os.fdopen(os.open(path, _FRESH, 0o600 if private else 0o666), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
