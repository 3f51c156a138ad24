"""Delays inside a unit: a line stands in place of an indent until its day.

Official practice: the delayed indent of a unit already in force is neither the old
nor the new text; a note stands in its place ("… үшінші абзацы 12.07.2026 бастап
қолданысқа енгізіледі …").
"""

from __future__ import annotations

from msgspec.structs import replace

from nqs_docs.amendments.operation import Operation
from nqs_docs.clauses.act import Address, Kind, State, Unit
from nqs_docs.clauses.address_locate import Path, unit_at
from nqs_docs.clauses.address_make import address_of
from nqs_docs.editions.tree import leaf_paths, put

_WRAPPING = frozenset({Kind.PART, Kind.SUBPOINT, Kind.POINT, Kind.ARTICLE})


def delayed_key(operation: Operation, leaf: int) -> str:
    """The cause of a delayed indent: its operation and which leaf it is."""
    return f"{operation.key}@{leaf}"


def interim(operation: Operation) -> Operation:
    """The operation with a line in place of each delayed indent."""
    if not operation.delays:
        return operation
    unit = operation.units[0]
    paths = leaf_paths(unit)
    for delay in operation.delays:
        leaf = unit_at(unit, paths[delay.leaf])
        line = Unit(leaf.kind, leaf.label, state=State.DELAYED, cause=delayed_key(operation, delay.leaf))
        unit = put(unit, paths[delay.leaf], line)
    return replace(operation, units=(unit, *operation.units[1:]))


def find_state(unit: Unit, state: State, cause: str) -> Path | None:
    """The way to the unit that ``cause`` put in ``state``."""
    if unit.state is state and unit.cause == cause:
        return ()
    for index, child in enumerate(unit.children):
        below = find_state(child, state, cause)
        if below is not None:
            return (index, *below)
    return None


def line_address(root: Unit, operation: Operation, leaf: int) -> Address:
    """The address of the line that stands for a delayed leaf."""
    path = find_state(root, State.DELAYED, delayed_key(operation, leaf))
    if path is not None:
        return address_of(root, whole(root, path))
    return operation.address or Address(())


def whole(root: Unit, path: Path) -> Path:
    """The way to the largest unit that is nothing but the paragraph at ``path``: a part of one indent, a subpoint."""
    while len(path) > 1 and len(unit_at(root, path[:-1]).children) == 1 and unit_at(root, path[:-1]).kind in _WRAPPING:
        path = path[:-1]
    return path
