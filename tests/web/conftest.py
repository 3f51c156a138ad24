"""A server for each module of tests, a browser for each worker, a visitor for each test."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

from tests.web.served import Server, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
#: What a visitor may ask for: language, width, scripts, scheme of colours.
Visit = Callable[..., "Page"]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The program over a copy of the corpus that the tests of one module may change."""
    with serving(tmp_path_factory.mktemp("served")) as running:
        yield running


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The Chromium of this machine; where there is none the test is skipped, but in CI it fails."""
    path = next(filter(None, map(shutil.which, _NAMES)), None)
    if path is None:
        reason = "no Chromium on this machine, so nothing was tried in a browser (apt-get install chromium)"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - the tests without a browser do not need it

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Browser, server: Server) -> Iterator[Visit]:
    """New visitors, each with cookies of their own; what a page says in the console fails the test.

    ``status`` is that of the first page, ``later`` that of one after it that is to be refused: the console tells of it.
    """
    contexts = []
    said: list[str] = []

    def come(
        path: str = "/acts", *, lang: str = "en", width: int = 1200, status: int = 200, later: int = 0, **more: Any
    ) -> Page:
        size: Any = {"width": width, "height": 900}
        context = chromium.new_context(base_url=server.address, locale=lang, viewport=size, **more)
        context.set_default_timeout(20_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: said.append(str(error)))

        def hear(line: ConsoleMessage) -> None:
            if line.type in ("error", "warning") and not any(
                f"status of {refused} " in line.text for refused in (status, later)
            ):
                said.append(f"{page.url}: {line.text}")

        page.on("console", hear)
        answer = page.goto(path)
        assert answer is not None and answer.status == status, path
        return page

    yield come
    for context in contexts:
        context.close()
    assert not said
