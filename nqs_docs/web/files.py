"""Files that come from a browser, files that go to it, and what a visitor has sent and not yet decided on.

That is held in memory only, for a while, and not too much of it: nothing of it is written
to a disk. It is given back to the visitor who sent it and to nobody else, and is gone when
that visitor says so, when it is old, when newer things need the room, and when the server stops.
"""

from __future__ import annotations

import re
import secrets
import threading
from datetime import datetime, timedelta
from pathlib import PurePosixPath
from typing import cast
from urllib.parse import quote

from msgspec import Struct
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from nqs_docs.web.page import site_of

_UNSAFE = re.compile(r"[^\w. ()№«»-]+")
_LONGEST = 100  # letters of a name that are kept, the last ones


class Upload(Struct, frozen=True):
    """A file as it was sent; its name is data, and no path."""

    name: str
    data: bytes


def uploads(fields: FormData, field: str) -> tuple[Upload, ...]:
    """The files of a field, those that were chosen."""
    sent = [one for one in fields.getlist(field) if isinstance(one, UploadFile) and one.filename]
    return tuple(Upload(named(one.filename or ""), one.file.read()) for one in sent)


def named(given: str) -> str:
    """A name without folders, with no letter that means something to a file system, never empty."""
    last = PurePosixPath(given.replace("\\", "/")).name
    return _UNSAFE.sub("_", last)[-_LONGEST:].strip(". ") or "_"


def attachment(name: str, data: bytes) -> Response:
    """A file to be saved, never shown."""
    headers = {"content-disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"}
    return Response(data, headers=headers, media_type="application/octet-stream")


# --- held ------------------------------------------------------------------------------------------

LIFETIME = timedelta(minutes=30)
_ROOM = 200_000_000  # bytes of all together


class _Given(Struct, frozen=True):
    visitor: str
    at: datetime
    files: tuple[Upload, ...]

    @property
    def size(self) -> int:
        return sum(len(file.data) for file in self.files)


class Held:
    """All that is held for the visitors of a server."""

    def __init__(self) -> None:
        self._given: dict[str, _Given] = {}  # oldest first
        self._lock = threading.Lock()

    def keep(self, request: Request, files: tuple[Upload, ...]) -> str:
        """The token under which the visitor of a request finds the files again."""
        name, now = secrets.token_urlsafe(32), site_of(request).now()
        with self._lock:
            self._given[name] = _Given(request.state.visitor, now, files)
            self._sweep(now)
        return name

    def get(self, request: Request, name: str) -> tuple[Upload, ...]:
        """The files; HTTPException 410 where they are gone or another visitor's."""
        with self._lock:
            self._sweep(site_of(request).now())
            given = self._given.get(name)
        if given is None or not secrets.compare_digest(given.visitor, request.state.visitor):
            raise HTTPException(410)
        return given.files

    def forget(self, request: Request, name: str) -> None:
        """Let go of them."""
        with self._lock:
            if name in self._given and self._given[name].visitor == request.state.visitor:
                del self._given[name]

    def _sweep(self, now: datetime) -> None:
        for name, given in list(self._given.items()):
            full = sum(one.size for one in self._given.values()) > _ROOM and len(self._given) > 1
            if full or now - given.at > LIFETIME:
                del self._given[name]


def held_of(request: Request) -> Held:
    """What this server holds."""
    return cast("Held", request.app.state.held)
