"""Which unit a change belongs to, and which instruction made it.

A unit that an instruction names is one changed unit, with all its paragraphs; words
changed here and there belong to the smallest numbered unit or paragraph around them.
The causes stand in the trees: on runs, on traces of words taken away, on states.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate, count, groupby
from operator import itemgetter

from nqs_docs.amendments.operation import Verb
from nqs_docs.clauses.act import LEAVES, Address, Kind, Run, State, Unit, walk
from nqs_docs.clauses.address_locate import Path, locate
from nqs_docs.editions.edition import Cause, Edition
from nqs_docs.redlines.redline import Change, Piece

_ANNEXED = frozenset({Kind.DOCUMENT, Kind.APPENDIX})  # one act calls it қосымша, another by its noun
_NUMBERED_INSIDE = frozenset({Kind.SUBPOINT, Kind.POINT, Kind.ARTICLE, Kind.ROW})
_SMALLEST = frozenset(
    {Kind.POINT, Kind.ARTICLE, Kind.SUBPOINT, Kind.ROW, Kind.PREAMBLE, Kind.SIGNATURE, Kind.AGREEMENT} | LEAVES
)


class Causes:
    """The events between two editions of one act; none between two acts."""

    def __init__(self, old: Edition, new: Edition) -> None:
        self.editions = (old, new)
        self.every = {**old.causes, **new.causes}
        changed = new.causes.keys() ^ old.causes.keys() if old.act == new.act else set()
        self.between: dict[str, Cause] = {key: self.every[key] for key in self.every if key in changed}
        self._places: list[tuple[str, Path]] | None = None

    def of(self, old: Unit | None, new: Unit | None) -> set[str]:
        """The events that the difference of two units names in its runs and states."""
        if not self.between:
            return set()
        found: set[str] = set()
        if new:
            shown = walk(new) if new.state is State.HELD else (new,)
            found.update(key for unit in shown for key in (unit.cause, *(run.cause for run in unit.runs)))
        if old:
            states = {unit.cause for unit in walk(old) if unit.cause}
            found |= states | {f"{cause}!" for cause in states}  # what ends a suspension
        return found & self.between.keys()

    def in_order(self, keys: set[str]) -> tuple[str, ...]:
        """Keys in order of time, then of the amending orders' text."""
        every = self.between

        def rank(key: str) -> tuple[object, ...]:
            cause = every[key]
            return cause.in_force.earliest, cause.by_id, cause.operation.position if cause.operation else 0, key

        return tuple(sorted(keys, key=rank))

    def bring(self, new: Unit) -> bool:
        """Whether everything that a unit says was brought between the editions."""
        runs = {run.cause for unit in walk(new) for run in unit.runs if run.text}
        return new.cause in self.between or (bool(runs) and runs <= self.between.keys())

    def restate(self, new: Unit) -> bool:
        """Whether an instruction or a note between the editions brought the unit, and named it."""
        if new.cause in self.between:
            return True
        if new.gaps or not self.bring(new):
            return False
        named = (self.between[run.cause].operation for unit in walk(new) for run in unit.runs if run.text)
        return any(_names(operation.address, new.kind) for operation in named if operation and operation.address)

    def insert(self, keys: set[str], unit: Unit) -> bool:
        """Whether one of these events brought the unit where there was none: proof that it is new."""
        operations = (self.between[key].operation for key in keys)
        found = (operation for operation in operations if operation and operation.verb is Verb.INSERT)
        return any(op.address and op.address.steps and op.address.steps[-1].kind is unit.kind for op in found)

    def around(self, old: Path | None, new: Path | None) -> set[str]:
        """The events that name a unit at, in or around these places, where the trees do not name one."""
        sides = zip(self.editions, (old, new), strict=True)
        return {key for edition, path in sides if path is not None for key in self._touching(edition, path)}

    def _touching(self, edition: Edition, path: Path) -> Iterator[str]:
        for key, cause in self.between.items():
            address = cause.operation.address if cause.operation else cause.note.place if cause.note else None
            if address is None:
                continue
            places = locate(edition.root, address)
            if any(place[: len(path)] == path or path[: len(place)] == place for place in places):
                yield key


def owns(unit: Unit) -> bool:
    """Whether a change of words inside ``unit`` is a change of this unit, not of one inside it."""
    if unit.kind not in _SMALLEST:
        return False
    return not any(inner.kind in _NUMBERED_INSIDE for inner in walk(unit) if inner is not unit)


def told(
    pieces: tuple[Piece, ...], runs: tuple[Run, ...], keys: tuple[str, ...], between: frozenset[str]
) -> tuple[Piece, ...]:
    """``pieces`` with the cause of each: that of the new characters, of the trace of the old ones, else the unit's."""
    if not between and not keys:
        return pieces
    ends = list(accumulate(len(run.text) for run in runs))
    marked = [
        (end - len(run.text), end, run.cause) for run, end in zip(runs, ends, strict=True) if run.cause in between
    ]
    default = keys[-1] if keys else ""
    result: list[Piece] = []
    at = 0
    for piece, after in zip(pieces, (*pieces[1:], None), strict=True):
        if piece.op is Change.SAME:
            result.append(piece)
        elif piece.op is Change.INSERTED:
            brought = (next((key for a, b, key in marked if a <= n < b), default) for n in count(at))
            for key, letters in groupby(zip(brought, piece.text, strict=False), key=itemgetter(0)):
                result.append(Piece(piece.op, "".join(letter for _, letter in letters), key))
        else:
            reach = at + len(after.text) if after and after.op is Change.INSERTED else at
            cause = next((key for a, b, key in marked if a <= reach and at <= b and (b > at or a == b)), default)
            result.append(Piece(piece.op, piece.text, cause))
        at += 0 if piece.op is Change.DELETED else len(piece.text)
    return tuple(result)


def _names(address: Address, kind: Kind) -> bool:
    """Whether an address that leads into a unit of this kind, or to it, leads to it.

    An approved document is also called қосымша of its order: «бұйрыққа 2-қосымша».
    """
    last = address.steps[-1].kind if address.steps else Kind.ACT
    if kind is Kind.DOCUMENT:
        return last in _ANNEXED and all(step.kind is not Kind.DOCUMENT for step in address.steps[:-1])
    return last is kind or (last in _ANNEXED and kind in _ANNEXED)
