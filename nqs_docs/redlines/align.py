"""Which child of one unit answers to which child of the other.

Numbers never shift (Law № 480-V, art. 26(7)), so numbered units of one act answer to
their numbers, tombstones included. Parts, indents and rows are counted: they answer
to the ones with the same words, then to the most alike between those. Two acts number
anew: there words come first and a number only tips the scale.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from functools import lru_cache
from itertools import islice

from nqs_docs.clauses.act import Kind, State, Unit, leaves, text_of
from nqs_docs.clauses.address_locate import ByIdentity
from nqs_docs.redlines.words import Pairs, once_in_both, stretches, tokens

Pair = tuple[int | None, int | None]

_ALIKE = 0.3  # the least share of common words by which two counted units are one
_FORCED = 2.0  # the same number, or the only ones of their kind
_STATE = 0.31  # a line for a missing text stands for the unit whose place it has
_SAMPLE = 30  # leaves by which a large unit is compared
_MOST = 60_000  # pairs to weigh; beyond that the nearest is taken
_NEAR = 20  # units to look ahead for it


class Aligner:
    """Pairs the children of units."""

    def __init__(self, one_act: bool) -> None:
        self.one_act = one_act

    def pairs(self, old: Sequence[Unit], new: Sequence[Unit]) -> list[Pair]:
        """Each child once, in printed order of both; None where it has no counterpart, deleted before inserted."""
        start = _shared(old, new)
        end = _shared(old[start:][::-1], new[start:][::-1])
        inner = self._middle(old[start : len(old) - end], new[start : len(new) - end])
        return [
            *((i, i) for i in range(start)),
            *((_moved(i, start), _moved(j, start)) for i, j in inner),
            *((len(old) + i, len(new) + i) for i in range(-end, 0)),
        ]

    def _middle(self, old: Sequence[Unit], new: Sequence[Unit]) -> Iterator[Pair]:
        """Those first that certainly answer to each other, the stretches between them by likeness.

        Certain are those of one number, alone of their kind, or the same word for word.
        """
        single = _single_kinds(old) & _single_kinds(new)
        keys = ([self._key(unit, single) for unit in units] for units in (old, new))
        for left, right, pair in stretches(range(len(old)), range(len(new)), once_in_both(*keys)):
            yield from self._between(old, new, left, right)
            if pair:
                yield pair

    def _key(self, unit: Unit, single: set[Kind]) -> Hashable:
        if unit.kind in single:
            return unit.kind
        if self.one_act and (unit.label or unit.kind is Kind.DOCUMENT):
            return unit.kind, unit.label, unit.name
        return unit.kind, unit.state, unit.cause if unit.state is not State.HELD else _text(ByIdentity(unit))

    def _between(self, old: Sequence[Unit], new: Sequence[Unit], left: range, right: range) -> Iterator[Pair]:
        if len(left) == len(right) == 1 and self._may_answer(old[left.start], new[right.start]):
            matched = [(left.start, right.start)]  # nothing else can stand in its place
        elif left and right:
            choose = _heaviest if len(left) * len(right) <= _MOST else _nearest
            matched = choose(left, right, lambda i, j: self._likeness(old[i], new[j]))
        else:
            matched = []
        for gone, came, pair in stretches(left, right, matched):
            yield from ((k, None) for k in gone)
            yield from ((None, k) for k in came)
            if pair:
                yield pair

    def _may_answer(self, old: Unit, new: Unit) -> bool:
        """Whether two units may be one whatever they say."""
        return old.kind is new.kind and old.name == new.name and (old.label == new.label or not self.one_act)

    def _likeness(self, old: Unit, new: Unit) -> float:
        """0 where they cannot be one unit."""
        if not self._may_answer(old, new):
            return 0.0
        if self.one_act and old.label:
            return _FORCED
        before, after = _bag(ByIdentity(old)), _bag(ByIdentity(new))
        if not (before and after):
            stands_for = old.state is not State.HELD or new.state is not State.HELD
            return _STATE if stands_for or not (before or after) else 0.0
        common = sum((before & after).values())
        share = 2 * common / (before.total() + after.total())
        same_label = 0.1 if old.label and old.label == new.label else 0.0
        return share + same_label if share >= _ALIKE else 0.0


@lru_cache(maxsize=4096)
def _text(key: ByIdentity) -> str:
    """Its words, one paragraph a line."""
    return "\n".join(text_of(leaf.runs) for leaf in leaves(key.unit))


@lru_cache(maxsize=4096)
def _bag(key: ByIdentity) -> Counter[str]:
    """Its words, without white space and signs; of a large unit those at its beginning."""
    texts = (text_of(leaf.runs) for leaf in islice(leaves(key.unit), _SAMPLE))
    return Counter(word for text in texts for word in tokens(text) if word[0].isalnum())


def _shared(old: Sequence[Unit], new: Sequence[Unit]) -> int:
    """How many of the first units are the same in memory."""
    pairs = enumerate(zip(old, new, strict=False))
    return next((number for number, (a, b) in pairs if a is not b), min(len(old), len(new)))


def _moved(index: int | None, by: int) -> int | None:
    return None if index is None else index + by


def _single_kinds(units: Sequence[Unit]) -> set[Kind]:
    """The kinds of which there is one, without a number."""
    counts = Counter(unit.kind for unit in units)
    return {unit.kind for unit in units if counts[unit.kind] == 1 and not unit.label}


def _heaviest(left: range, right: range, weight: Callable[[int, int], float]) -> Pairs:
    """The pairs in order that are most alike all together."""
    best = [[0.0] * (len(right) + 1) for _ in range(len(left) + 1)]
    weights = [[weight(i, j) for j in right] for i in left]
    for a in range(len(left) - 1, -1, -1):
        for b in range(len(right) - 1, -1, -1):
            paired = weights[a][b] and weights[a][b] + best[a + 1][b + 1]
            best[a][b] = max(paired, best[a + 1][b], best[a][b + 1])
    found, a, b = [], 0, 0
    while a < len(left) and b < len(right):
        if weights[a][b] and best[a][b] == weights[a][b] + best[a + 1][b + 1]:
            found.append((left[a], right[b]))
            a, b = a + 1, b + 1
        elif best[a][b] == best[a + 1][b]:
            a += 1
        else:
            b += 1
    return found


def _nearest(left: range, right: range, weight: Callable[[int, int], float]) -> Pairs:
    """Each unit with the next that it may be, for stretches too long to weigh all pairs."""
    found, i, j = [], left.start, right.start
    while i < left.stop and j < right.stop:
        ahead = ((i + by * old, j + by * (1 - old)) for by in range(_NEAR + 1) for old in (1, 0))
        pair = next((p for p in ahead if p[0] < left.stop and p[1] < right.stop and weight(*p)), None)
        found += [pair] if pair else []
        i, j = (pair[0] + 1, pair[1] + 1) if pair else (i + 1, j + 1)
    return found
