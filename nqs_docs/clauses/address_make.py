"""The address of a unit: full and canonical, or as short as is unambiguous.

The inverse of ``address_locate``. Norm: Law № 480-V, art. 25.
"""

from __future__ import annotations

from functools import lru_cache

from nqs_docs.clauses.act import Address, Kind, State, Step, Unit, walk
from nqs_docs.clauses.address_locate import (
    COUNTED_KINDS,
    SCOPES,
    STRUCTURE,
    ByIdentity,
    Path,
    indents,
    is_called,
    labelled,
    locate,
    noun_of,
    search,
    unit_at,
)
from nqs_docs.language.numbers import LAST

_NUMBERED_THROUGH = frozenset({Kind.CHAPTER, Kind.ARTICLE, Kind.POINT})


def address_of(root: Unit, path: Path) -> Address:
    """The full, canonical address of the unit at ``path``.

    Parts are named where there is more than one, chapters where the number is
    not theirs alone in the document (a параграф always with its chapter).
    """
    steps: list[Step] = []
    parent, named, base = root, root, root  # named: the last unit with a step; base: the same, chapters left out
    named_at = 0
    for depth, index in enumerate(path):
        unit = parent.children[index]
        step = _step_of(parent, unit, index, named, path[named_at : depth + 1], depth + 1 == len(path))
        if (
            unit.kind is Kind.APPENDIX
            and unit.name
            and locate(root, own := Address((_noun_step(unit),))) == (path[: depth + 1],)
        ):
            steps, step = [], own.steps[0]
        if step is not None:
            if unit.kind in _NUMBERED_THROUGH and _alone(base, unit):
                steps = [kept for kept in steps if kept.kind not in STRUCTURE]
            steps.append(step)
            named, named_at = unit, depth + 1
            if unit.kind not in STRUCTURE:
                base = unit
        parent = unit
    return Address(tuple(steps))


def _noun_step(unit: Unit) -> Step:
    return Step(Kind.DOCUMENT, "", noun_of(unit.name))


def _step_of(parent: Unit, unit: Unit, index: int, named: Unit, path: Path, last: bool) -> Step | None:
    """The step of ``unit``, at ``path`` below ``named``; None where it is left out."""
    kind = unit.kind
    if kind is Kind.DOCUMENT:
        noun = noun_of(unit.name)
        alike = [other for other in parent.children if other.kind is kind and (not noun or noun_of(other.name) == noun)]
        return Step(kind, _count(alike, unit) if len(alike) > 1 else "", noun)
    if kind is Kind.PART:
        parts = [other for other in parent.children if other.kind is kind]
        return Step(kind, _count(parts, unit)) if last or len(parts) > 1 else None
    if kind is Kind.INDENT:
        return Step(kind, str(_indents(ByIdentity(named)).get(path, "")))
    if kind in COUNTED_KINDS:
        places = _places(ByIdentity(named), kind)
        return Step(kind, str(places[path]) if len(places) > 1 else "")
    if kind is Kind.ROW:
        alone = unit.label and _alone(named, unit)
        return Step(kind, unit.label if alone else f"#{_places(ByIdentity(named), kind).get(path, '')}")
    return Step(kind, unit.label)


def _count(units: list[Unit], unit: Unit) -> str:
    return next(str(number) for number, other in enumerate(units, 1) if other is unit)


@lru_cache(maxsize=256)
def _indents(key: ByIdentity) -> dict[Path, int]:
    """The number of every indent below a unit, by the path from it."""
    return {path: number for number, (path, _) in enumerate(indents(key.unit), 1)}


@lru_cache(maxsize=256)
def _places(key: ByIdentity, kind: Kind) -> dict[Path, int]:
    """The number of every unit of a counted kind below a unit, by the path from it."""
    return {path: number for number, (path, _) in enumerate(search((), key.unit, kind), 1)}


def _alone(base: Unit, unit: Unit) -> bool:
    """Whether no other unit of its kind below ``base`` bears its number."""
    return len(labelled((), base, unit.kind, unit.label)) == 1


def from_the_end(address: Address) -> bool:
    """Whether a unit is counted from the end in it, or called by its words: "соңғы бөлігі", '"…" деген бөлігі'."""
    return any(step.label.endswith((LAST, '"')) for step in address.steps)


def _is_whole(unit: Unit) -> bool:
    return not unit.gaps and unit.state is not State.NOT_HELD


def _column(unit: Unit, words: str) -> str:
    """The number of the column whose head reads so; "" where none or several do, or cells are merged."""
    rows = [row for row in walk(unit) if row.kind is Kind.ROW and row.state is not State.DELETED]
    heads = [at for row in rows if not row.label for at, cell in enumerate(row.children, 1) if is_called(cell, words)]
    return str(heads[0]) if len(heads) == len({len(row.children) for row in rows}) == 1 else ""


def by_number(root: Unit, address: Address) -> Address:
    """An address with the number of what is counted from the end, sentences left out; as it is where none is sure."""
    for at, step in enumerate(address.steps):
        if not from_the_end(Address((step,))) or step.kind is Kind.SENTENCE:
            continue
        outer, here = (locate(root, Address(address.steps[:end])) for end in (at, at + 1))
        if step.kind is Kind.COLUMN:
            table = outer[0][: len(outer[0]) - (address.steps[at - 1].kind is Kind.ROW)] if len(outer) == 1 else None
            number = _column(unit_at(root, table), step.label) if table is not None else ""
            told = Address((*address.steps[:at], Step(Kind.COLUMN, number), *address.steps[at + 1 :]))
            return told if number else address
        if len(outer) == len(here) == 1 and all(map(_is_whole, walk(unit_at(root, outer[0])))):
            return by_number(root, Address((*address_of(root, here[0]).steps, *address.steps[at + 1 :])))
    return address


def shortest(root: Unit, path: Path) -> Address:
    """The shortest address that fits this unit only: without its scope where that is enough."""
    full = address_of(root, path)
    brief = Address(full.steps[1:])
    return brief if brief.steps and full.steps[0].kind in SCOPES and locate(root, brief) == (path,) else full
