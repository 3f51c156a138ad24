"""Many people at once: each gets the page that one alone would get."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.web.served import CORPUS, Server, program
from tests.web.visitor import Visitor

THREADS = 12


def pages() -> list[str]:
    """Those that compile: acts on two days, lists of everything, searches."""
    acts = [f"/acts/{act.name}/{day}" for act in sorted(CORPUS.iterdir()) for day in ("2026-07-11", "2026-03-01")]
    forms = [f"/forms?on={day}" for day in ("2026-07-11", "2026-03-01")]
    return [*acts, *forms, "/acts", "/findings", *(f"/acts?q={quote(word)}" for word in ("куәлік", "жұмыс"))]


def seen(server: Server, path: str) -> tuple[int, bytes]:
    """A page without what belongs to one visitor."""
    visitor = Visitor(server)
    page = visitor.get(path)
    return page.status, page.data.replace(visitor.token.encode() or b"\0", b"")


@pytest.mark.slow
def test_twelve_at_once_see_what_one_alone_sees(tmp_path: Path) -> None:
    asked = pages()
    (tmp_path / "one").mkdir()
    (tmp_path / "many").mkdir()
    with program(tmp_path / "one") as server:
        alone = [seen(server, path) for path in asked]
    with program(tmp_path / "many") as server, ThreadPoolExecutor(THREADS) as pool:
        together = list(pool.map(lambda path: seen(server, path), asked * 3))
        assert "Traceback" not in server.log()
    assert {status for status, _ in alone} <= {200, 404}  # not yet in force that day
    assert together == alone * 3
