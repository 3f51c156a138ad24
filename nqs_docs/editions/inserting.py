"""Inserting a unit: after the number before it, moving none."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from nqs_docs.amendments.operation import Operation
from nqs_docs.clauses.act import Address, Kind, Step, Unit, text_of, walk
from nqs_docs.clauses.address import spoken
from nqs_docs.clauses.address_locate import STRUCTURE, Path, corner_number, locate, unit_at
from nqs_docs.clauses.address_make import from_the_end
from nqs_docs.clauses.sentences import label_end
from nqs_docs.editions.place import SCOPES, Key, Numbered, before, first, insertion_index, label_key
from nqs_docs.editions.target import Applied, Refused, is_open, last, note, open_way, target, width
from nqs_docs.editions.tree import insert, is_held, leaf_paths, outer, put

_ATTACHED = (Kind.DOCUMENT, Kind.APPENDIX)


def insert_unit(root: Unit, operation: Operation, address: Address) -> Applied:
    """Bring a new unit to ``address``: after the number before it, or to its place in the count."""
    kind = last(address)
    found, path = target(root, outer(address))
    unit = operation.units[0]
    if operation.after and kind is Kind.ROW:
        return _insert_behind(root, operation, address)
    if from_the_end(address):
        held = is_held(unit_at(found, path)) and not is_open(unit_at(found, path))
        raise Refused("edition.no-place" if held else "edition.base-not-held", unit=spoken(address))
    if kind in (Kind.PART, Kind.INDENT):
        return _insert_counted(found, path, operation, address)
    for one in (address, *(_points(address, unit) if kind in STRUCTURE else ())):
        if locate(found, one):
            raise Refused("edition.occupied", unit=spoken(one))
    if kind in _ATTACHED:
        step = address.steps[-1]
        unit = replace(unit, kind=kind, label=step.label, name=step.name or unit.name)
    return _insert_numbered(found, path, unit, operation, address)


def _insert_behind(root: Unit, operation: Operation, address: Address) -> Applied:
    """A row behind "соңғы жолдан кейін", '"…" деген жолдан кейін': a number, where it bears one, must fit there."""
    (found, path), unit = target(root, address), operation.units[0]
    number = label_key(unit.label) if unit.label.replace("-", "").isdecimal() else ()
    if found is not root or (number and max(before(root, path[:-1], unit.kind, (*number, -1)))[1] != path):
        raise Refused("edition.no-place", unit=spoken(address))
    notes = width(unit_at(root, path), unit, operation, address)
    return Applied(insert(root, path[:-1], path[-1] + 1, unit), notes)


def _insert_numbered(root: Unit, path: Path, unit: Unit, operation: Operation, address: Address) -> Applied:
    kind, key = unit.kind, label_key(unit.label)
    if is_open(unit_at(root, path)):
        return _insert_in_partial(root, unit, operation, address)
    if kind is Kind.APPENDIX and unit_at(root, path).kind is Kind.ORDER:
        return _insert_of_order(root, path[:-1], unit, operation, address)
    found = before(root, path, kind, key)
    previous = max(found, default=None)
    if len(key) > 1 and not _continues(previous, key):
        if previous is not None or not _continues(_before_container(root, path, kind, key), key):
            raise Refused("edition.no-place", unit=spoken(address))
    if kind is Kind.SUBPOINT and len(found) > 1:
        raise Refused("edition.ambiguous-place", unit=spoken(address))
    if previous is None and any(map(_is_numbered_line, unit_at(root, path).children)):
        raise Refused("edition.no-place", unit=spoken(address))
    *way, at = _at_the_beginning(root, path, kind) if previous is None else (*previous[1][:-1], previous[1][-1] + 1)
    before_it = previous[0][len(key) - 1 : len(key)] or (0,) if previous is not None else key
    gap = unit.label.replace("-", "").isdecimal() and before_it[0] < key[-1] - 1
    beside = unit_at(root, previous[1]) if previous is not None else unit
    notes = (*([note(operation, "edition.number-gap", address)] * gap), *width(beside, unit, operation, address))
    return Applied(insert(root, tuple(way), at, unit), notes)


def _insert_of_order(root: Unit, path: Path, unit: Unit, operation: Operation, address: Address) -> Applied:
    """ "бұйрыққа 2-қосымша": beside what the order approves, whose numbers stand in the corners."""
    key, children = label_key(unit.label or "1"), unit_at(root, path).children
    numbers = [label_key(corner_number(child) or child.label or "1") for child in children]
    here = [(number, at) for at, number in enumerate(numbers) if children[at].kind in _ATTACHED and number < key]
    previous, at = max(here, default=((0,), len(children) - 1))
    if len(key) > 1 and previous[: len(key) - 1] != key[:-1]:
        raise Refused("edition.no-place", unit=spoken(address))
    notes = (note(operation, "edition.number-gap", address),) * (len(key) == 1 and previous[0] < key[0] - 1)
    return Applied(insert(root, path, at + 1, unit), notes)


def _is_numbered_line(unit: Unit) -> bool:
    """Whether a paragraph bears a number of its own, as in a form, whose lines are no points."""
    return unit.kind is Kind.INDENT and label_end(text_of(unit.runs)) > 0


def _continues(previous: Numbered | None, key: Key) -> bool:
    """Whether a number with a suffix follows the one before it: 2-1 follows 2, 2-2 follows 2-1."""
    return previous is not None and previous[0][: len(key) - 1] == key[:-1]


def _before_container(root: Unit, path: Path, kind: Kind, key: Key) -> Numbered | None:
    """The number before, where a unit opens the chapter at ``path``: 2-1 follows the 2 that ends the chapter above."""
    scope = next((n for n in range(len(path), 0, -1) if unit_at(root, path[:n]).kind in SCOPES), 0)
    found = max(before(root, path[:scope], kind, key), default=None)
    return found if found is not None and found[1] < path else None


def _points(address: Address, unit: Unit) -> Iterator[Address]:
    """The points that a new chapter brings, as others of the document are named."""
    outer = tuple(step for step in address.steps if step.kind not in STRUCTURE)
    return (Address((*outer, Step(Kind.POINT, one.label))) for one in walk(unit) if one.kind is Kind.POINT)


def _at_the_beginning(root: Unit, path: Path, kind: Kind) -> Path:
    """The place of a unit before all others of its kind, or where the first of its kind is printed."""
    others = first(root, path, kind)
    if others is not None:
        return others
    children = unit_at(root, path).children
    if kind is Kind.SUBPOINT and children and children[-1].kind is Kind.PART:
        path = (*path, len(children) - 1)
    return (*path, insertion_index(unit_at(root, path), kind))


def _insert_in_partial(root: Unit, unit: Unit, operation: Operation, address: Address) -> Applied:
    way = open_way(root, address)
    if way is None:
        raise Refused("edition.no-place", unit=spoken(address))
    return Applied(put(way[0], way[1], unit), (note(operation, "edition.place-unverified", address),))


def _insert_counted(root: Unit, path: Path, operation: Operation, address: Address) -> Applied:
    """A part or an indent: those after it move on by one."""
    container, number, kind = unit_at(root, path), int(address.steps[-1].label or 1), last(address)
    if is_open(container) or (kind is Kind.INDENT and not is_held(container)):
        return _insert_in_partial(root, operation.units[0], operation, address)
    count = len(container.children) if kind is Kind.PART else len(leaf_paths(root, path))
    mixed = kind is Kind.PART and any(child.kind is not Kind.PART for child in container.children)
    if mixed or not 1 < number <= count + 1:
        raise Refused("edition.no-place", unit=spoken(address))
    previous = (*path, number - 2) if kind is Kind.PART else leaf_paths(root, path)[number - 2]
    return Applied(insert(root, previous[:-1], previous[-1] + 1, operation.units[0]))
