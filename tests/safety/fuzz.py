"""`make fuzz`: a million inputs, the same every time; counts what became of them, keeps those that broke a promise.

``python -m tests.safety.fuzz [COUNT [FIRST]]``. Inputs are tried in a process of its own, so
that one which crashes it or keeps it busy for ever is found out too. The number of an
input makes it again: ``made(number)``.
"""

from __future__ import annotations

import contextlib
import os
import resource
import select
import signal
import sys
import time
import traceback
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from random import Random

from nqs_docs.sources import read as module
from tests.safety import inputs
from tests.safety.checks import checked
from tests.safety.files import documents, printed

KEPT = Path(__file__).parents[2] / ".fuzz"
SECONDS = 60  # after which an input hangs
MEMORY = 4_000_000_000  # bytes
Making = Callable[[Random], bytes]
#: Of a hundred inputs, how many, how they are made, and the readers that take turns ("": the one found by content).
KINDS: dict[str, tuple[int, Making, tuple[str, ...]]] = {
    "text": (66, inputs.text, ("", "text", "markdown")),
    "html": (29, inputs.html, ("", "", "html-accepted")),
    "docx": (4, inputs.archive(documents), ("", "docx-accepted")),
    "pdf": (1, inputs.damaged_file(printed), ("pdf",)),
}


def made(number: int) -> tuple[str, str, bytes]:
    """An input: its kind, its reader, its bytes."""
    random = Random(number)
    name = random.choices(list(KINDS), [share for share, _, _ in KINDS.values()])[0]
    _, make, readers = KINDS[name]
    return name, random.choice(readers), make(random)


def _tried(number: int) -> str:
    """The kind of an input and what became of it, on one line."""
    name, reader, data = made(number)
    try:
        return f"{name}\t{checked(data, reader)}"
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        said = " ".join(str(error).split())[:300]
        return f"{name}\t!{type(error).__name__} {Path(place.filename).name}:{place.lineno} {said}"


def _worker(first: int, end: int, out: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # A PDF is read here, not in a process for each of them: a crash is seen here just as well.
    module.READERS["pdf"] = "from_pdf"
    for number in range(first, end):
        os.write(out, f"{number}\t{_tried(number)}\n".encode())


class Figures:
    """What became of the inputs so far."""

    def __init__(self) -> None:
        self.outcomes: dict[str, Counter[str]] = defaultdict(Counter)
        self.failures: list[str] = []

    def take(self, number: int, name: str, outcome: str) -> None:
        """Counts an input; one that broke a promise is kept."""
        failed = outcome.startswith("!")
        self.outcomes[name]["failed" if failed else outcome] += 1
        if failed:
            self.failures.append(f"{number} {name}: {outcome[1:]}")
            KEPT.mkdir(exist_ok=True)
            (KEPT / f"{number}-{name}").write_bytes(made(number)[2])
            print(self.failures[-1], flush=True)

    def table(self) -> str:
        """The figures, a line for each kind."""
        rows = []
        for name, outcomes in self.outcomes.items():
            parts = ", ".join(f"{outcome} {count:,}" for outcome, count in outcomes.most_common())
            rows.append(f"{name:5} {sum(outcomes.values()):9,}: {parts}")
        total = sum(sum(outcomes.values()) for outcomes in self.outcomes.values())
        return "\n".join([*rows, f"{total:,} inputs, {len(self.failures)} of them broke a promise"])


def _batch(first: int, end: int, figures: Figures) -> int:
    """Tries inputs until the end, a crash or one that hangs; the number after the last one tried."""
    source, out = os.pipe()
    child = os.fork()
    if not child:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.close(source)
        _worker(first, end, out)
        os._exit(0)
    os.close(out)
    left, number = b"", first
    while select.select([source], [], [], SECONDS)[0]:
        found = os.read(source, 1 << 16)
        if not found:
            break
        *rows, left = (left + found).split(b"\n")
        for row in rows:
            at, name, outcome = row.decode().split("\t", 2)
            figures.take(int(at), name, outcome)
            number = int(at) + 1
    else:
        os.kill(child, signal.SIGKILL)
    os.close(source)
    ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if number < end:
        name = made(number)[0]
        what = f"hangs for {SECONDS} seconds" if ended == -signal.SIGKILL else f"ends the process: {ended}"
        # What pdfium does to its process is a refusal: the program gives each PDF a process of its own.
        figures.take(number, name, what if name == "pdf" else f"!{what}")
        number += 1
    return number


def main() -> int:
    """Tries the inputs and prints the figures; 1 where a promise was broken."""
    count, first = (int(value) for value in (*sys.argv[1:], *("1000000", "0")[len(sys.argv) - 1 :]))
    figures, number, begun = Figures(), first, time.monotonic()
    documents(), printed(), inputs.pages()
    with contextlib.suppress(KeyboardInterrupt):  # the figures reached are worth as much
        while number < first + count:
            number = _batch(number, min(number + 5_000, first + count), figures)
            print(f"{number - first:,} inputs in {time.monotonic() - begun:,.0f} s", file=sys.stderr, flush=True)
    print(figures.table())
    return 1 if figures.failures else 0


if __name__ == "__main__":
    raise SystemExit(main())
