"""Threads share a library: nobody gets what another thread is still working out."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from nqs_docs.amendments.operation import Operation
from tests.editions.orders import amending, base, cited, compiled, order

ORDER = "V2600038155"


def test_an_order_is_never_seen_unamended_while_another_thread_reads_it(monkeypatch: pytest.MonkeyPatch) -> None:
    body = "3-тармақ алып тасталсын;\n2-тармақ алып тасталсын."
    until = "Осы бұйрық 2026 жылғы 2 сәуірден бастап қолданысқа енгізіледі."
    points = f"1. {cited('55', 'бұйрығының')} күші жойылды деп танылсын.\n2. {until}"
    texts = base(), order(body), amending(points, "56")
    amended, library = compiled(*texts).operations(ORDER), compiled(*texts)
    assert amended != library._given[ORDER]
    reading, asked, real = Event(), Event(), library._amended

    def slow(source: str) -> tuple[Operation, ...]:
        reading.set()
        assert asked.wait(60)
        return real(source)

    def second() -> tuple[Operation, ...]:
        assert reading.wait(60)
        asked.set()
        return library.operations(ORDER)

    monkeypatch.setattr(library, "_amended", slow)
    with ThreadPoolExecutor(12) as pool:
        answers = [pool.submit(library.operations, ORDER), *(pool.submit(second) for _ in range(11))]
        assert [answer.result() for answer in answers] == [amended] * 12
