"""A browser without scripts: it keeps cookies, sends back the token of the page it is on, follows no link by itself."""

from __future__ import annotations

import http.client
import re
import uuid
from collections.abc import Iterable
from contextlib import closing
from html import unescape
from typing import NamedTuple
from urllib.parse import urlencode

from tests.web.served import Server


class Page(NamedTuple):
    """What came back."""

    status: int
    headers: dict[str, str]
    data: bytes

    @property
    def text(self) -> str:
        return unescape(self.data.decode("utf-8"))

    @property
    def to(self) -> str:
        """Where it leads."""
        return self.headers.get("location", "")


class Visitor:
    """One person in front of a server."""

    def __init__(self, server: Server, lang: str = "en") -> None:
        self._host, self._cookies, self.token = server.host, {"nqs-lang": lang}, ""

    def get(self, path: str) -> Page:
        return self._ask("GET", path)

    def send(self, path: str, fields: Iterable[tuple[str, str]] = (), *, token: str | None = None) -> Page:
        """A form of the page that was seen last."""
        every = [("token", self.token if token is None else token), *fields]
        return self._ask("POST", path, urlencode(every).encode(), "application/x-www-form-urlencoded")

    def give(self, path: str, *files: tuple[str, str, bytes]) -> Page:
        """Files as (field, file name, bytes)."""
        mark = uuid.uuid4().hex
        head = f"--{mark}\r\nContent-Disposition: form-data; name="
        parts = [f'{head}"token"\r\n\r\n{self.token}\r\n'.encode()]
        for field, name, data in files:
            parts += [f'{head}"{field}"; filename="{name}"\r\n\r\n'.encode(), data, b"\r\n"]
        return self._ask(
            "POST", path, b"".join([*parts, f"--{mark}--\r\n".encode()]), f"multipart/form-data; boundary={mark}"
        )

    def _ask(self, method: str, path: str, body: bytes | None = None, kind: str = "") -> Page:
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        with closing(http.client.HTTPConnection(self._host, timeout=120)) as connection:
            connection.request(method, path, body, {"Cookie": cookies} | ({"Content-Type": kind} if kind else {}))
            answer = connection.getresponse()
            for line in answer.headers.get_all("set-cookie", ()):
                name, _, value = line.partition(";")[0].partition("=")
                self._cookies[name] = value
            page = Page(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        if page.headers.get("content-type", "").startswith("text/html"):
            found = re.search(r'name="token" value="(\w+)"', page.text)
            self.token = found[1] if found else self.token
        return page
