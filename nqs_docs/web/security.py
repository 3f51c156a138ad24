"""What every request must pass before a page sees it.

* The ``Host`` header names this server: a page of another site whose name was pointed
  at 127.0.0.1 (DNS rebinding) reads nothing.
* Whoever changes something sends back the token of a page of this server, in a field of
  the form, and comes from this origin.
* An answer may load styles and scripts of this server only, stand in no frame, and is
  kept by no cache.
* A body is no larger than an upload may be.
"""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, cast

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartParser
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from nqs_docs.web.site import Site

UPLOAD = 25_000_000  # bytes of a request; a source has at most 20 million
_DRAINED = 20 * UPLOAD  # bytes of one that is refused only after it has come
VISITOR, FIELD = "nqs-visitor", "token"  # the cookie that tells visitors apart, the field of a form
_HOSTS = ("127.0.0.1", "localhost", "[::1]")
HEADERS = {
    "content-security-policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}


# What is uploaded stays in memory: a page promises that nothing of it lies on a disk unless it is kept.
MultiPartParser.spool_max_size = UPLOAD


class Guard:
    """The gate around the application."""

    def __init__(self, app: ASGIApp, site: Site) -> None:
        self.app = app
        self.hosts = {f"{host}:{site.port}" for host in _HOSTS} | (set(_HOSTS) if site.port == 80 else set())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or hand on with a visitor in ``scope["state"]``."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if refusal := self._refusal(scope, headers):
            answer = PlainTextResponse(refusal[1], refusal[0], {"x-content-type-options": "nosniff"})
            await answer(scope, receive, send)
            return
        known = Request(scope).cookies.get(VISITOR, "")
        visitor = known if len(known) == 43 else secrets.token_urlsafe(32)
        scope.setdefault("state", {})["visitor"] = visitor
        await self.app(
            scope,
            _limited(receive, headers.get("content-length", "")),
            _dressed(send, "" if visitor == known else visitor),
        )

    def _refusal(self, scope: Scope, headers: Headers) -> tuple[int, str] | None:
        if headers.get("host", "") not in self.hosts:
            return 421, "This server answers to 127.0.0.1 and localhost only."
        if scope["method"] not in ("GET", "HEAD", "POST"):
            return 405, "GET and POST only."
        if scope["method"] == "POST" and headers.get("origin", "http://" + headers["host"])[7:] not in self.hosts:
            return 403, "The request comes from another site."
        return None


def token(request: Request) -> str:
    """What a form must send back: of this visitor and this process."""
    site = cast("Site", request.app.state.site)
    return site.signed("form", request.state.visitor)


def posted(answer: Callable[[Request, Any], Response]) -> Callable[[Request], Awaitable[Response]]:
    """A route for what a page of this server sends: ``answer`` gets the fields, in a thread of its own."""

    async def take(request: Request) -> Response:
        return await run_in_threadpool(answer, request, await _form(request))

    return take


async def _form(request: Request) -> Any:
    """The fields; HTTPException 403 for a form that no page of this server gave out."""
    fields = await request.form(max_files=50, max_fields=20_000, max_part_size=UPLOAD)
    if not secrets.compare_digest(str(fields.get(FIELD, "")), token(request)):
        raise HTTPException(403)
    return fields


def _limited(receive: Receive, declared: str) -> Receive:
    """A body is counted as it comes, whatever its header says of it.

    One that is somewhat too large is read to its end and let go: a browser that is
    still sending would take an answer for a broken connection.
    """
    seen = 0

    async def counted() -> Message:
        nonlocal seen
        if declared.isdigit() and int(declared) > _DRAINED:
            raise HTTPException(413)
        message = await receive()
        seen += len(message.get("body", b""))
        if seen <= UPLOAD:
            return message
        while message.get("more_body") and seen <= _DRAINED:
            message = await receive()
            seen += len(message.get("body", b""))
        raise HTTPException(413)

    return counted


def _dressed(send: Send, visitor: str) -> Callable[[MutableMapping[str, Any]], Awaitable[None]]:
    """Every answer with the headers above; a new visitor with a cookie."""

    async def with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            if visitor:
                headers.append("set-cookie", f"{VISITOR}={visitor}; Path=/; HttpOnly; SameSite=Strict")
        await send(message)

    return with_headers
