"""Pages of the web app over a large act, asked for over HTTP from a server in a process of its own."""

from __future__ import annotations

import contextlib
import re
import subprocess
import tempfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen

from benchmarks.generate import corpus
from benchmarks.measure import best
from benchmarks.shell import NODES, PROGRAM
from benchmarks.stages import OPERATIONS, Figure

_MARKUP = re.compile(r"(?s)<script.*?</script>|<[^>]*>")


def web() -> Iterator[Figure]:
    """Each page for the first time and from then on; how much it weighs beside its words."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        base, orders = corpus(NODES, OPERATIONS)
        for order in (base, *orders):
            (folder / f"{order.number}.md").write_text(order.text, encoding="utf-8")
        files = [f"{order.number}.md" for order in (base, *orders)]
        subprocess.run([PROGRAM, "add", *files], cwd=folder, check=True, capture_output=True)
        first, last = orders[len(orders) // 2].in_force, orders[-1].in_force
        compared = f"/compare?act={base.id}&from={first}&to={last}"
        pages = {
            "the list of acts": "/acts",
            f"an act of {NODES:,} nodes on a day": f"/acts/{base.id}/{first}",
            "  the same on another day": f"/acts/{base.id}/{last}",
            "  its second part": f"/acts/{base.id}/{last}?part=2",
            "  the whole text on one page, for search and paper": f"/acts/{base.id}/{last}?whole=1",
            "  a unit of it through all its wordings": f"/acts/{base.id}/units/{quote('8-тармақ')}",
            "  words sought in it": f"/acts?q={quote('тармағының')}&on={last}",
            "  two editions of it compared": compared,
            "  the same with the text between the changes": f"{compared}&whole=1",
            "  its source, line by line": f"/orders/{base.id}",
            "  an order that changes it": f"/orders/{orders[-1].id}",
            "the findings": "/findings",
            "the forms": "/forms",
        }
        with _serving(folder) as address:
            for what, path in pages.items():
                once, page = best(lambda path=path: _read(address + path), runs=1)  # type: ignore[misc]
                again, _ = best(lambda path=path: _read(address + path), runs=5)  # type: ignore[misc]
                words = len(unescape(_MARKUP.sub("", page)).encode())
                size = f"{words / 1e3:,.0f} KB words + {(len(page.encode()) - words) / 1e3:,.0f} KB"
                yield Figure(f"web: {what}, {size}, the first time {once:.2f} s", f"{again:.3f} s", "0.2 s, 150 KB")


@contextlib.contextmanager
def _serving(folder: Path) -> Iterator[str]:
    with subprocess.Popen([PROGRAM, "serve", "--port", "0"], cwd=folder, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        said = process.stdout.readline()
        try:
            yield said[said.index("http://") :].split()[0].rstrip("/")
        finally:
            process.terminate()


def _read(address: str) -> str:
    with urlopen(address) as answer:
        return str(answer.read().decode())
