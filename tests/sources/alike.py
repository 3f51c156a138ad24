"""What two readings of one order must have in common: everything but the places of its characters."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from nqs_docs.amendments.from_act import operations
from nqs_docs.clauses.act import Act, Run, Unit, text_of
from nqs_docs.findings import Span


def tree(unit: Unit) -> list[str]:
    """A unit and all below it, a line for each, indented."""
    return list(_outline(unit, 0))


def _outline(unit: Unit, depth: int) -> Iterable[str]:
    words = " ".join(text_of(unit.runs).split())
    yield "  " * depth + " ".join(part for part in (unit.kind, unit.label, unit.name, words) if part)
    for child in unit.children:
        yield from _outline(child, depth + 1)


def notes(act: Act) -> list[object]:
    """The editorial notes with what they tell."""
    return [bare(note) for note in act.notes]


def changes(act: Act) -> list[object]:
    """The operations of an act."""
    return [bare(operation) for operation in operations(act)[0]]


def bare(value: object) -> object:
    """A value without the places of its characters, runs as their words."""
    if isinstance(value, Span):
        return None
    if isinstance(value, tuple | list):
        if value and all(isinstance(part, Run) for part in value):
            return " ".join("".join(part.text for part in value if isinstance(part, Run)).split())
        return [bare(part) for part in value]
    if isinstance(value, msgspec.Struct):
        fields = {name: bare(getattr(value, name)) for name in value.__struct_fields__}
        return {"": type(value).__name__, **fields}
    return " ".join(value.split()) if type(value) is str else value
