"""New wording that stands in an appendix of the amending act."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from nqs_docs.amendments.slots import Annex
from nqs_docs.clauses.act import Address, Kind, Step, Unit, child, text
from nqs_docs.clauses.address_locate import locate, same_label, unit_at
from nqs_docs.clauses.corners import Corner, read_corner
from nqs_docs.clauses.parts_of_act import explains_form
from nqs_docs.language.folding import fold_case


def find(root: Unit, document: Unit | None, annex: Annex) -> tuple[Unit, ...]:
    """The appendices that ``annex`` names, as printed; () unless every one of them is found, once.

    ``document``: the approved list whose item refers to its appendix.
    """
    found = [_one(root, None if annex.order else document, label) for label in annex.labels]
    whole = [unit for unit in found if unit is not None and any(one.kind is not Kind.CORNER for one in unit.children)]
    return tuple(whole) if len(whole) == len(found) else ()


def corner_of(unit: Unit) -> Corner | None:
    """What the first corner of an appendix says, or None where it has none."""
    corner = child(unit, Kind.CORNER)
    return read_corner(text(corner)) if corner else None


def _one(root: Unit, document: Unit | None, label: str) -> Unit | None:
    return next((found[0] for found in _candidates(root, document, label) if len(found) == 1), None)


def _candidates(root: Unit, document: Unit | None, label: str) -> Iterator[list[Unit]]:
    """Where to look, best first."""
    if document is not None:
        own = [unit for unit in document.children if unit.kind is Kind.APPENDIX]
        yield [unit for unit in own if same_label(unit.label, label)]
        yield own if not label else []
    address = Address((Step(Kind.ORDER), Step(Kind.APPENDIX, label)))
    units = [unit_at(root, path) for path in locate(root, address)]
    yield [unit for unit in units if unit is not document]
    yield [unit for unit in root.children if unit.kind in (Kind.DOCUMENT, Kind.APPENDIX) and _is_labelled(unit, label)]


def _is_labelled(unit: Unit, label: str) -> bool:
    said = corner_of(unit)
    return said is not None and not said.approved and said.label == label


def fits(unit: Unit, step: Step) -> bool:
    """Whether the corner that a new wording brings names no other appendix than ``step``."""
    said = corner_of(unit)
    return step.kind is not Kind.APPENDIX or said is None or not said.label or said.label == step.label


def body(annex: Unit, step: Step) -> Unit:
    """The appendix as the wording of the unit ``step`` names: without the corner that ties it to the amending act.

    A noun ("есеп") names a document; of an appendix only one that explains a form: else it is its number's alone.
    """
    children = annex.children[1 if annex.children and annex.children[0].kind is Kind.CORNER else 0 :]
    title = child(annex, Kind.HEADING)
    named = step.kind is not Kind.APPENDIX or (title is not None and explains_form(fold_case(text(title))))
    name = step.name or (annex.name if named else "")
    return replace(annex, kind=step.kind, label=step.label, name=name, children=children)
