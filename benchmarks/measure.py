"""Takes times and sizes: the best of several runs, since the others only measure the neighbours."""

from __future__ import annotations

import gc
import time
import tracemalloc
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def best(work: Callable[[], T], runs: int = 5) -> tuple[float, T]:
    """Seconds of the quickest of ``runs`` runs, and what the last one gave."""
    times: list[float] = []
    for _ in range(runs):
        gc.collect()
        begun = time.perf_counter()
        result = work()
        times.append(time.perf_counter() - begun)
    return min(times), result


def memory(work: Callable[[], T]) -> tuple[int, T]:
    """Bytes that the result of ``work`` keeps."""
    gc.collect()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    result = work()
    gc.collect()
    kept = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    return kept, result
