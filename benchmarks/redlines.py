"""A redline of a large act: the comparison alone, and the files that are made of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from benchmarks.measure import best
from benchmarks.stages import Compiled, Figure
from nqs_docs.publish import redline_html, redline_text, table, tracked
from nqs_docs.redlines.compare import compare


def redlines(made: Compiled) -> Iterator[Figure]:
    """The first edition of an act against its last one, with every change between them."""
    first, last = made.dates[0] - timedelta(days=1), made.dates[-1]
    old, new = (made.library.edition(made.base, day, notes=False) for day in (first, last))
    seconds, redline = best(lambda: compare(old, new))
    name = f"{made.nodes:,} nodes, {len(redline.units)} changed units"
    yield Figure(f"redline: {name}", f"{seconds:.3f} s", "1 s")
    writers = (("text", redline_text), ("HTML", redline_html), ("tracked changes", tracked), ("table", table))
    for form, writer in writers:
        seconds, data = best(lambda writer=writer: writer.write(redline), runs=3)  # type: ignore[misc]
        yield Figure(f"  as {form}, {len(data) / 1e3:,.0f} KB", f"{seconds:.3f} s")
