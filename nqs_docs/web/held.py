"""What a visitor has sent and not yet decided on: in memory only, for a while, and not too much of it.

Nothing of it is written to a disk. It is given back to the visitor who sent it and to
nobody else, and is gone when that visitor says so, when it is old, when newer things
need the room, and when the server stops.
"""

from __future__ import annotations

import secrets
import threading
from datetime import datetime, timedelta
from typing import cast

from msgspec import Struct
from starlette.exceptions import HTTPException
from starlette.requests import Request

from nqs_docs.web.files import Upload
from nqs_docs.web.page import site_of

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
