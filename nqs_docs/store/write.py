"""The one place that writes files: beside first, renamed last."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path


def write_files(files: Mapping[Path, bytes]) -> None:
    """All of ``files`` or, where one cannot be written, none: each is renamed into place last."""
    staged: dict[Path, Path] = {}
    try:
        for path, data in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            staged[path] = _beside(path, data)
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
    temporary = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        for name, data in files.items():
            _flushed(temporary / name, data)
        temporary.chmod(0o777 & ~_umask())
        temporary.rename(folder)
    except BaseException:
        shutil.rmtree(temporary, ignore_errors=True)
        raise


def try_write(path: Path, data: bytes) -> None:
    """A file that can be made again: a folder that cannot be written is no error."""
    with contextlib.suppress(OSError):
        write_file(path, data)


def _beside(path: Path, data: bytes) -> Path:
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}-", dir=path.parent)
    os.close(handle)
    temporary = Path(name)
    try:
        _flushed(temporary, data)
        temporary.chmod(0o666 & ~_umask())
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _flushed(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _umask() -> int:
    """The user's mask; it can only be read by setting it."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
