"""Instructions of an order that was itself amended keep the numbers they were adopted with.

Where an instruction was deleted, those after it are still what they were; a new one
takes the next number. An instruction is told by the place of its words in a source.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from nqs_docs.amendments.operation import Operation
from nqs_docs.amendments.quotation import stamped

Place = tuple[str, int, int]  # source, start of the instruction, which of its units


def placed(operations: Iterable[Operation]) -> Iterator[tuple[Place, Operation]]:
    """Each operation with its place: "3, 4 және 5-тармақтар" makes three at one start."""
    seen: Counter[tuple[str, int]] = Counter()
    for operation in operations:
        start = (operation.span.source, operation.span.start)
        yield (*start, seen[start]), operation
        seen[start] += 1


def at_position(operation: Operation, position: int) -> Operation:
    """The operation under another number, its new text stamped with the new key."""
    if operation.position == position:
        return operation
    moved = replace(operation, position=position)
    return replace(moved, units=tuple(stamped(unit, moved.key) for unit in operation.units))


def too_late(operation: Operation) -> Operation:
    """An instruction that was put into an order after the day on which it was to take effect: not carried out."""
    return replace(operation, verb=None, reason="edition.too-late")
