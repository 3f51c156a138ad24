"""Footnotes (ескертпе): the lines at the end of a unit that begin with that word.

They bear no number and are cited by the unit they stand in: "2-қосымшаның
ескертпесі мынадай редакцияда жазылсын". Norm: Law № 480-V, art. 23(8).
"""

from __future__ import annotations

from msgspec.structs import replace

from nqs_docs.amendments.operation import Operation
from nqs_docs.clauses.act import Address, Kind, Unit, leaves, text
from nqs_docs.clauses.address import spoken
from nqs_docs.clauses.address_locate import Path, unit_at
from nqs_docs.editions.target import WITH_PARTS, Applied, Refused, held_target
from nqs_docs.editions.tree import leaf_paths, outer, put, tombstone
from nqs_docs.language.editorial import FOOTNOTES
from nqs_docs.language.folding import fold_case


def insert_footnote(root: Unit, operation: Operation, address: Address) -> Applied:
    """Add the quoted lines at the end of the unit around, before its appendices."""
    path = held_target(root, outer(address))
    if _first(root, path) is not None:
        raise Refused("edition.occupied", unit=spoken(address))
    unit = unit_at(root, path)
    lines = tuple(leaf for new in operation.units for leaf in leaves(new))
    added: tuple[Unit, ...] = (Unit(Kind.PART, children=lines),) if unit.kind in WITH_PARTS else lines
    own = [child for child in unit.children if child.kind is not Kind.APPENDIX]
    children = (*own, *added, *unit.children[len(own) :])
    return Applied(put(root, path, replace(unit, children=children)))


def replace_footnote(root: Unit, operation: Operation, address: Address) -> Applied:
    """Give a footnote of one paragraph its new wording; one of several is not taken apart."""
    path = _single(root, address)
    lines = [leaf for new in operation.units for leaf in leaves(new)]
    if len(lines) != 1:
        raise Refused("edition.footnote-unclear", unit=spoken(address))
    return Applied(put(root, path, lines[0]))


def delete_footnote(root: Unit, operation: Operation, address: Address) -> Applied:
    """Take a footnote of one paragraph away."""
    path = _single(root, address)
    return Applied(put(root, path, tombstone(unit_at(root, path), operation.key)))


def _single(root: Unit, address: Address) -> Path:
    path = held_target(root, outer(address))
    first = _first(root, path)
    if first is None:
        raise Refused("edition.no-such-unit", unit=spoken(address))
    if first != leaf_paths(root, path)[-1]:
        raise Refused("edition.footnote-unclear", unit=spoken(address))
    return first


def _first(root: Unit, path: Path) -> Path | None:
    """The paragraph a footnote begins with; a cell beside others ("Ескертпе" above a column) is none."""
    found = (way for way in leaf_paths(root, path) if fold_case(text(unit_at(root, way))).startswith(FOOTNOTES))
    return next((way for way in found if len(list(filter(text, _beside(root, way)))) < 2), None)


def _beside(root: Unit, way: Path) -> tuple[Unit, ...]:
    row = unit_at(root, way[:-2])
    return row.children if row.kind is Kind.ROW else ()
