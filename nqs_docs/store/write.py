"""The one place that writes files: beside first, renamed last."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from pathlib import Path


def write_files(files: Mapping[Path, bytes]) -> None:
    """All of ``files`` or, where one cannot be written, none: each is renamed into place last."""
    staged: dict[Path, Path] = {}
    try:
        for path, data in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            staged[path] = _hidden(path, len(staged))
            _flushed(staged[path], data)
        for path, temporary in staged.items():
            temporary.replace(path)
    finally:
        for temporary in staged.values():
            temporary.unlink(missing_ok=True)


def write_file(path: Path, data: bytes) -> None:
    """One file, whole or not at all; its folder is made."""
    write_files({path: data})


def new_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """A folder with its files, made under another name and renamed; ``folder`` must not exist."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    temporary = _hidden(folder)
    temporary.mkdir()
    try:
        for name, data in files.items():
            _flushed(temporary / name, data)
        temporary.rename(folder)
    except BaseException:
        for file in temporary.iterdir():
            file.unlink()
        temporary.rmdir()
        raise


def try_write(path: Path, data: bytes) -> None:
    """A file that can be made again: a folder that cannot be written is no error."""
    with contextlib.suppress(OSError):
        write_file(path, data)


def _hidden(path: Path, number: int = 0) -> Path:
    """A name beside ``path`` that no other process and no act has."""
    return path.with_name(f".{path.name[:40]}-{os.getpid()}-{number}")


def _flushed(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
