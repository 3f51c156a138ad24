"""Where a new unit goes: after the number before it, never moving a number.

Norm: Law № 480-V, art. 26(7): an inserted unit takes the number of the one before
it with a suffix (2-1, 8-1), 3-1-қосымша).
"""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache

from msgspec import Struct

from nqs_docs.clauses.act import Kind, State, Unit
from nqs_docs.clauses.address_locate import ByIdentity, Path, numbered, unit_at
from nqs_docs.language.numbers import parse_roman

Key = tuple[int, ...]
Numbered = tuple[Key, Path]
_UNKNOWN_LABEL = 1_000_000
_BODY = (
    Kind.INDENT, Kind.TABLE, Kind.SECTION, Kind.CHAPTER, Kind.SUBCHAPTER, Kind.ARTICLE, Kind.POINT, Kind.PART,
    Kind.SUBPOINT,
)  # fmt: skip
#: Kinds in the order in which an order or a document prints them.
_PRINTED = (
    (Kind.CORNER,), (Kind.HEADING,), (Kind.REQUISITES,), (Kind.PREAMBLE,),
    _BODY,
    (Kind.SIGNATURE,), (Kind.AGREEMENT,), (Kind.ORDER,), (Kind.DOCUMENT, Kind.APPENDIX),
)  # fmt: skip
_RANK = {kind: rank for rank, kinds in enumerate(_PRINTED) for kind in kinds}
#: What has a numbering of its own.
SCOPES = frozenset({Kind.ORDER, Kind.DOCUMENT, Kind.APPENDIX})
#: Containers that numbering runs through: points are numbered through a document.
THROUGH = {
    Kind.POINT: frozenset({Kind.SECTION, Kind.CHAPTER, Kind.SUBCHAPTER}),
    Kind.ARTICLE: frozenset({Kind.SECTION, Kind.CHAPTER, Kind.SUBCHAPTER}),
    Kind.CHAPTER: frozenset({Kind.SECTION}),
    Kind.SUBPOINT: frozenset({Kind.PART}),
    Kind.ROW: frozenset({Kind.TABLE, Kind.PART}),
}


@lru_cache(maxsize=65536)
def label_key(label: str) -> Key:
    """A key that sorts "9" < "9-1" < "10" and Roman numerals by their value."""
    return tuple(_number(piece) for piece in label.split("-"))


def _unnumbered(kind: Kind) -> str:
    """A sole appendix bears no number and is the first one; a row without one is a header or a total."""
    return "1" if kind is Kind.APPENDIX else ""


def _number(piece: str) -> int:
    return int(piece) if piece.isdecimal() else parse_roman(piece) or _UNKNOWN_LABEL


def before(root: Unit, path: Path, kind: Kind, key: Key) -> list[Numbered]:
    """In each container below ``path`` that numbering runs through, the unit of ``kind`` with the greatest number
    smaller than ``key``."""
    unit = unit_at(root, path)
    here = _ordered(numbered(unit), kind)
    at = bisect_left(here.keys, key) - 1
    found = [(here.keys[at], (*path, here.indexes[at]))] if at >= 0 else []
    for index in here.inner:
        found += before(root, (*path, index), kind, key)
    return found


def first(root: Unit, path: Path, kind: Kind) -> Path | None:
    """The first unit of ``kind`` below ``path``, in printed order."""
    for index, child in enumerate(unit_at(root, path).children):
        if child.kind is kind:
            return (*path, index)
        if child.kind in THROUGH.get(kind, frozenset()) and child.state is not State.DELETED:
            inner = first(root, (*path, index), kind)
            if inner is not None:
                return inner
    return None


class _Ordered(Struct, frozen=True, gc=False):
    """The units of one kind right below another in order of their numbers."""

    keys: list[Key]
    indexes: list[int]
    inner: tuple[int, ...]


@lru_cache(maxsize=4096)
def _ordered(key: ByIdentity, kind: Kind) -> _Ordered:
    children, through = key.unit.children, THROUGH.get(kind, frozenset())
    unnumbered = _unnumbered(kind)
    pairs = sorted(
        [(label_key(child.label or unnumbered), at) for at, child in enumerate(children) if child.kind is kind]
    )
    inner = [at for at, child in enumerate(children) if child.kind in through and child.state is not State.DELETED]
    return _Ordered([number for number, _ in pairs], [at for _, at in pairs], tuple(inner))


def by_label(container: Unit, kind: Kind, label: str) -> int | None:
    """The index among ``container``'s children after the last one of ``kind`` with a smaller label."""
    key = label_key(label)
    for index in range(len(container.children) - 1, -1, -1):  # units come in order, so it is near the end
        child = container.children[index]
        if child.kind is kind and label_key(child.label or _unnumbered(kind)) < key:
            return index + 1
    return next((i for i, child in enumerate(container.children) if child.kind is kind), None)


def insertion_index(container: Unit, kind: Kind) -> int:
    """The index among ``container``'s children where a first unit of ``kind`` is printed."""
    rank = _RANK.get(kind, len(_PRINTED))
    later = (at for at, child in enumerate(container.children) if _RANK.get(child.kind, len(_PRINTED)) > rank)
    return next(later, len(container.children))
