"""The program as it is started from the shell."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.generate import corpus
from benchmarks.measure import best
from benchmarks.stages import OPERATIONS, Figure

NODES = 10_000
PROGRAM = Path(sys.executable).with_name("nqs")


def _run(folder: Path, *arguments: str) -> None:
    subprocess.run([PROGRAM, *arguments], cwd=folder, check=True, capture_output=True)


def shell() -> Iterator[Figure]:
    """One start, and one unit of a large act on one date as a multiple of it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        start, _ = best(lambda: _run(folder, "--version"), runs=10)
        yield Figure("nqs --version", f"{start:.3f} s", "0.2 s")
        base, orders = corpus(NODES, OPERATIONS)
        files = [f"{order.number}.md" for order in (base, *orders)]
        for file, order in zip(files, (base, *orders), strict=True):
            (folder / file).write_text(order.text, encoding="utf-8")
        added, _ = best(lambda: _run(folder, "add", *files), runs=1)
        yield Figure(f"nqs add, an act of {NODES:,} nodes and {len(orders)} orders", f"{added:.2f} s")
        show = ("show", base.id, "8-тармақтың 1) тармақшасы", "--on", "2021-07-01")
        first, _ = best(lambda: _run(folder, *show), runs=1)
        yield Figure("nqs show of one unit, the first time", f"{first:.2f} s = {first / start:.1f} starts")
        again, _ = best(lambda: _run(folder, *show), runs=7)
        yield Figure("nqs show of one unit, from then on", f"{again:.3f} s = {again / start:.2f} starts", "2.5 starts")
