"""From a source to its operations, and from operations to an edition, inside one process."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from benchmarks.generate import Order, corpus
from benchmarks.measure import best, memory
from nqs_docs.amendments.from_act import operations
from nqs_docs.amendments.operation import Operation
from nqs_docs.clauses.act import Act, walk
from nqs_docs.clauses.address import parse
from nqs_docs.clauses.from_lines import read_act
from nqs_docs.clauses.paragraphs import paragraphs
from nqs_docs.editions.edition import Status
from nqs_docs.editions.find import find
from nqs_docs.editions.library import Library, compile_acts
from nqs_docs.sources.line import Source
from nqs_docs.sources.read import read

OPERATIONS = 500
SIZES = (611, 2411, 9611)


class Figure(NamedTuple):
    """One line of the table."""

    what: str
    ours: str
    target: str = ""


class Compiled(NamedTuple):
    """A generated corpus with everything that was made of it."""

    base: str
    nodes: int
    acts: dict[str, Act]
    operations: dict[str, tuple[Operation, ...]]
    library: Library
    dates: tuple[date, ...]


def _source(order: Order) -> Source:
    return read(order.text.encode(), f"{order.number}.md", order.id)


def _act(order: Order) -> Act:
    return read_act(_source(order))[0]


def compiled(nodes: int) -> Compiled:
    """A base act of about that many nodes under 500 operations."""
    base, orders = corpus(nodes, OPERATIONS)
    acts = {order.id: _act(order) for order in (base, *orders)}
    done = {order.id: operations(acts[order.id])[0] for order in orders}
    dates = tuple(order.in_force for order in orders)
    size = sum(1 for _ in walk(acts[base.id].root))
    return Compiled(base.id, size, acts, done, compile_acts(acts, done), dates)


def source_to_operations() -> Iterator[Figure]:
    """Megabytes a second of an order with many instructions, each stage by itself and all together."""
    order = corpus(2411, OPERATIONS, orders=1)[1][0]
    size = len(order.text.encode()) / 1e6
    lines, source = best(lambda: _source(order))
    repaired, _ = best(lambda: paragraphs(source))
    structured, (act, _) = best(lambda: read_act(source))
    instructed, (found, _) = best(lambda: operations(act))
    seconds = lines + structured + instructed
    yield Figure(
        f"source → operations ({len(found)} of {OPERATIONS}, {size:.2f} MB)", f"{size / seconds:.2f} MB/s", "1 MB/s"
    )
    yield Figure("  source → lines", f"{size / lines:.2f} MB/s")
    yield Figure("  lines → paragraphs", f"{size / repaired:.2f} MB/s")
    yield Figure("  lines → act (paragraphs included)", f"{size / structured:.2f} MB/s")
    yield Figure("  act → operations", f"{size / instructed:.2f} MB/s")


def editions(made: Compiled) -> Iterator[Figure]:
    """Compilation of all operations, one edition, one unit."""
    target = "0.05 s" if made.nodes > 9000 else ""
    applied = sum(o.status is Status.APPLIED for s in made.operations for o in made.library.outcomes(s))
    seconds, _ = best(lambda: _last_edition(made), runs=3)
    name = f"{made.nodes:,} nodes, {OPERATIONS} operations ({applied} applied)"
    yield Figure(f"edition as of the last date, from the operations: {name}", f"{seconds:.3f} s", target)
    day = made.dates[len(made.dates) // 2] + timedelta(days=1)
    seconds, edition = best(lambda: made.library.edition(made.base, day))
    yield Figure("  as of another date, once compiled", f"{seconds * 1000:.3f} ms")
    address = parse("Қағидалардың 8-тармағының 1) тармақшасы")
    seconds, _ = best(lambda: find(made.library.edition(made.base, day, notes=False), address))
    yield Figure("  one unit on one date", f"{seconds * 1000:.3f} ms", "1 ms")
    assert edition.act == made.base


def _last_edition(made: Compiled) -> object:
    return compile_acts(made.acts, made.operations).edition(made.base, made.dates[-1], notes=False)


def bytes_a_node() -> Figure:
    """What the tree of the largest act keeps in memory, its text included."""
    base = corpus(SIZES[-1], 10)[0]
    source = _source(base)
    read_act(source)
    kept, (act, _) = memory(lambda: read_act(source))
    nodes = sum(1 for _ in walk(act.root))
    text = len(base.text) * 2
    return Figure(
        f"bytes a node ({nodes:,} nodes), with their text",
        f"{kept / nodes:.0f} B",
        "157 B + text " + f"({text / nodes:.0f} B)",
    )
