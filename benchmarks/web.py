"""Pages of the web app over a large act, asked for over HTTP from a server in a process of its own."""

from __future__ import annotations

import contextlib
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen

from benchmarks.generate import corpus
from benchmarks.measure import best
from benchmarks.shell import NODES, PROGRAM
from benchmarks.stages import OPERATIONS, Figure


def web() -> Iterator[Figure]:
    """Each page for the first time and from then on; how large it is without the words of the act."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        base, orders = corpus(NODES, OPERATIONS)
        for order in (base, *orders):
            (folder / f"{order.number}.md").write_text(order.text, encoding="utf-8")
        files = [f"{order.number}.md" for order in (base, *orders)]
        subprocess.run([PROGRAM, "add", *files], cwd=folder, check=True, capture_output=True)
        first, last = orders[len(orders) // 2].in_force, orders[-1].in_force
        pages = {
            "the list of acts": ("/acts", "0.2 s"),
            f"an act of {NODES:,} nodes on a day": (f"/acts/{base.id}/{first}", "0.2 s"),
            "  the same on another day": (f"/acts/{base.id}/{last}", "0.2 s"),
            "  a unit of it through all its wordings": (f"/acts/{base.id}/units/{quote('8-тармақ')}", "0.2 s"),
            "  words sought in it": (f"/acts?q={quote('тармағының')}&on={last}", "0.2 s"),
            "  two editions of it compared": (f"/compare?act={base.id}&from={first}&to={last}", ""),
        }
        text = len(
            subprocess.run([PROGRAM, "show", base.id, "--on", str(last)], cwd=folder, capture_output=True).stdout
        )
        with _serving(folder) as address:
            for what, (path, target) in pages.items():
                once, page = best(lambda path=path: _read(address + path), runs=1)  # type: ignore[misc]
                again, _ = best(lambda path=path: _read(address + path), runs=5)  # type: ignore[misc]
                size = f", {len(page) / 1e3:,.0f} KB" + (f" ({text / 1e3:,.0f} KB text)" if "another" in what else "")
                yield Figure(f"web: {what}{size}, the first time {once:.2f} s, then", f"{again:.3f} s", target)


@contextlib.contextmanager
def _serving(folder: Path) -> Iterator[str]:
    with subprocess.Popen([PROGRAM, "serve", "--port", "0"], cwd=folder, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        said = process.stdout.readline()
        try:
            yield said[said.index("http://") :].split()[0].rstrip("/")
        finally:
            process.terminate()


def _read(address: str) -> bytes:
    with urlopen(address) as answer:
        return bytes(answer.read())
