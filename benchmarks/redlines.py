"""A redline of a large act: the comparison alone, and the files that are made of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from benchmarks.measure import best
from benchmarks.stages import Compiled, Figure
from nqs_docs.publish import write_redline
from nqs_docs.redlines.compare import compare


def redlines(made: Compiled) -> Iterator[Figure]:
    """The first edition of an act against its last one, with every change between them."""
    first, last = made.dates[0] - timedelta(days=1), made.dates[-1]
    old, new = (made.library.edition(made.base, day, notes=False) for day in (first, last))
    seconds, redline = best(lambda: compare(old, new))
    name = f"{made.nodes:,} nodes, {len(redline.units)} changed units"
    yield Figure(f"redline: {name}", f"{seconds:.3f} s", "1 s")
    for form in ("text", "html", "docx", "table"):
        seconds, data = best(lambda form=form: write_redline(redline, form), runs=3)  # type: ignore[misc]
        yield Figure(f"  as {form}, {len(data) / 1e3:,.0f} KB", f"{seconds:.3f} s")
