"""`make bench`: the figures as a table beside their targets. No figure fails."""

from __future__ import annotations

import platform
from collections.abc import Iterator

from benchmarks.forms import forms
from benchmarks.redlines import redlines
from benchmarks.shell import shell
from benchmarks.stages import SIZES, Figure, bytes_a_node, compiled, editions, source_to_operations
from benchmarks.web import web


def figures() -> Iterator[Figure]:
    """Every figure, as it is taken."""
    yield from source_to_operations()
    for size in SIZES:
        made = compiled(size)
        yield from editions(made)
    yield from redlines(made)
    yield from forms()
    yield bytes_a_node()
    yield from shell()
    yield from web()


def main() -> None:
    """Prints the table."""
    print(f"Python {platform.python_version()}, {platform.machine()}\n")
    print(f"{'what':92} {'ours':>22}   target")
    for figure in figures():
        print(f"{figure.what:92} {figure.ours:>22}   {figure.target}", flush=True)


if __name__ == "__main__":
    main()
