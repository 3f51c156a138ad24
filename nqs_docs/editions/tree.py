"""Ways in a frozen tree and changes of it: a change copies the way to the root and shares the rest."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from nqs_docs.clauses.act import NUMBERED, Address, Kind, State, Step, Unit, walk
from nqs_docs.clauses.address_locate import Path, keeps_numbers, locate, unit_at

_NUMBERS = NUMBERED | {Kind.HEADING}
#: What numbers run through: a deleted chapter takes its points with it, and none of their numbers is free.
_CONTAINERS = frozenset({Kind.DOCUMENT, Kind.APPENDIX, Kind.SECTION, Kind.CHAPTER, Kind.SUBCHAPTER})
_WRAPPING = frozenset({Kind.PART, Kind.SUBPOINT, Kind.POINT, Kind.ARTICLE})
#: Units that bear the notes of all that stands in them, and units that something is said to be added to.
_OWNERS = frozenset({Kind.POINT, Kind.ARTICLE, Kind.HEADING, Kind.CORNER, Kind.PREAMBLE})
_ADDED_TO = frozenset({Kind.DOCUMENT, Kind.ORDER, Kind.POINT, Kind.APPENDIX, Kind.ARTICLE})


def along(root: Unit, path: Path) -> Iterator[Unit]:
    """Every unit on the way to ``path``, from the root to the unit itself."""
    yield root
    for index in path:
        root = root.children[index]
        yield root


def sole(root: Unit, address: Address) -> Path | None:
    """The one unit that an address fits; None where there is none or it fits several."""
    places = locate(root, address)
    return places[0] if len(places) == 1 else None


def nearest(root: Unit, address: Address) -> Iterator[tuple[Address, tuple[Path, ...]]]:
    """The units on the way of an address that are there, the last first: the address of each, and its places."""
    for length in range(len(address.steps), 0, -1):
        named = Address(address.steps[:length])
        if places := locate(root, named):
            yield named, places


def put(root: Unit, path: Path, unit: Unit) -> Unit:
    """``root`` with ``unit`` at ``path``."""
    if not path:
        return unit
    index, children = path[0], root.children
    old, new = children[index], put(children[index], path[1:], unit)
    made = replace(root, children=(*children[:index], new, *children[index + 1 :]))
    if (new.kind, new.label, new.state) == (old.kind, old.label, old.state):
        keeps_numbers(made, root)
    return made


def insert(root: Unit, parent: Path, index: int, unit: Unit) -> Unit:
    """``root`` with ``unit`` as child number ``index`` of ``parent``."""
    old = unit_at(root, parent)
    return put(root, parent, replace(old, children=(*old.children[:index], unit, *old.children[index:])))


def remove(root: Unit, path: Path) -> Unit:
    """``root`` without the unit at ``path``."""
    parent, index = path[:-1], path[-1]
    old = unit_at(root, parent)
    return put(root, parent, replace(old, children=old.children[:index] + old.children[index + 1 :]))


def leaf_paths(root: Unit, path: Path = ()) -> list[Path]:
    """The ways to every leaf at or below ``path``, in printed order."""
    unit = unit_at(root, path)
    if not unit.children:
        return [path]
    return [leaf for index in range(len(unit.children)) for leaf in leaf_paths(root, (*path, index))]


def tombstone(unit: Unit, cause: str) -> Unit:
    """``unit`` deleted: its number stays, and the numbers in it, their text goes (Law № 480-V, art. 27(6))."""
    kept = _NUMBERS if unit.kind in _CONTAINERS else ()
    inside = tuple(tombstone(child, cause) for child in unit.children if child.kind in kept)
    return Unit(unit.kind, unit.label, inside, name=unit.name, state=State.DELETED, cause=cause)


def unknown(unit: Unit, cause: str) -> Unit:
    """``unit`` with its wording taken away: it exists, it is not held."""
    return Unit(unit.kind, unit.label, name=unit.name, state=State.NOT_HELD, cause=cause)


def same_step(one: Step, other: Step) -> bool:
    """Whether two steps name the same: kind and number, and the noun where both have one."""
    return (
        one.kind is other.kind
        and one.label == other.label
        and (not one.name or not other.name or one.name == other.name)
    )


def outer(address: Address) -> Address:
    """The address of the unit around."""
    return Address(address.steps[:-1])


def related(one: Address | None, other: Address) -> bool:
    """Whether one address is the other or leads into it."""
    return one is not None and all(same_step(a, b) for a, b in zip(one.steps, other.steps, strict=False))


def is_held(unit: Unit) -> bool:
    """Whether all of the unit's wording is in the corpus."""
    if unit.state is State.DELETED:
        return True
    if unit.state is State.NOT_HELD or unit.gaps:
        return False
    return all(is_held(child) for child in unit.children)


def any_held(unit: Unit) -> bool:
    """Whether any text of the unit is in the corpus."""
    return bool(unit.runs) or any(any_held(child) for child in unit.children)


def causes(unit: Unit) -> set[str]:
    """The keys of every event that brought a text or a state of the unit."""
    return {key for inner in walk(unit) for key in (inner.cause, *[run.cause for run in inner.runs])} - {""}


def not_yet(unit: Unit) -> bool:
    """Whether the unit is nothing but lines in force later."""
    if unit.state is State.DELAYED:
        return True
    return bool(unit.children) and all(not_yet(child) for child in unit.children)


def whole(root: Unit, path: Path) -> Path:
    """The way to the largest unit that is nothing but the paragraph at ``path``: a part of one indent, a subpoint."""
    while len(path) > 1 and len(unit_at(root, path[:-1]).children) == 1 and unit_at(root, path[:-1]).kind in _WRAPPING:
        path = path[:-1]
    return path


def owner(address: Address) -> Address:
    """The unit that bears the note for a change at ``address``: a whole point, a heading, a preamble, an appendix."""
    steps = address.steps
    owners = [end for end, step in enumerate(steps, 1) if step.kind in _OWNERS]
    middle = [end for end, step in enumerate(steps, 1) if step.kind in _CONTAINERS]
    return Address(steps[: owners[0] if owners else middle[-1] if middle else len(steps)])


def container(address: Address) -> Address:
    """What an inserted unit was added to: the rules, the order, a point."""
    ends = (end for end in range(len(address.steps) - 1, 0, -1) if address.steps[end - 1].kind in _ADDED_TO)
    end = next(ends, 0)
    return Address(address.steps[:end] or (Step(Kind.ORDER),))
