"""Anchors of the publisher as other names of units: "z14" of a web page is "7-тармақ".

An anchor names the largest unit that begins where it stands, a chapter rather than its
heading. Parts and indents are counted, and an amendment moves them: an anchor in one of
them leads to the numbered unit around it. One that stands on a note leads nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from nqs_docs.clauses.act import COUNTED, LEAVES, Address, Kind, Unit
from nqs_docs.clauses.address_locate import Path
from nqs_docs.clauses.address_make import address_of
from nqs_docs.sources.line import Source

_SCOPES = frozenset({Kind.ACT, Kind.ORDER, Kind.DOCUMENT, Kind.APPENDIX})
_INNER = COUNTED | {Kind.TABLE, Kind.ROW, Kind.CELL}


def aliases(root: Unit, source: Source) -> tuple[tuple[str, Address], ...]:
    """Each anchor that stands on a unit, with the unit's full address."""
    if not source.anchors:
        return ()
    starts = dict(_starts(root, ()))
    lines = {line.start: line.visible for line in source.lines}
    result: list[tuple[str, Address]] = []
    for name, at in source.anchors:
        visible = lines.get(at) or next((line.visible for line in source.lines if line.start > at and line.visible), ())
        path = starts.get(visible[0][0]) if visible else None
        if path is not None and (path := _named(root, path)):
            result.append((name, address_of(root, path)))
    return tuple(result)


def _starts(unit: Unit, path: Path) -> Iterator[tuple[int, Path]]:
    """Where each leaf begins in the source."""
    if unit.kind in LEAVES and unit.runs:
        yield unit.runs[0].start, path
    for index, child in enumerate(unit.children):
        yield from _starts(child, (*path, index))


def _named(root: Unit, path: Path) -> Path:
    """The unit that an anchor on the leaf at ``path`` names; () where that is no unit with an address."""
    units = [root]
    for index in path:
        units.append(units[-1].children[index])
    length = len(path)
    while length and not path[length - 1] and units[length - 1].kind not in _SCOPES:
        length -= 1
    while length and units[length].kind in _INNER:
        length -= 1
    return path[:length] if units[length].kind not in (Kind.ACT, Kind.ORDER, Kind.DOCUMENT) else ()
