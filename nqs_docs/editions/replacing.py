"""Replacing a unit: the new wording takes the place and the number of the old."""

from __future__ import annotations

from msgspec.structs import replace

from nqs_docs.amendments.operation import Operation
from nqs_docs.clauses.act import COUNTED, Address, Kind, State, Unit, leaves, text_of
from nqs_docs.clauses.address import spoken
from nqs_docs.editions import words
from nqs_docs.editions.footnotes import replace_footnote
from nqs_docs.editions.target import Applied, Refused, last, rewritten, sentence, target, unverified
from nqs_docs.editions.tree import Path, get, put

_AROUND = (Kind.CORNER, Kind.APPENDIX)  # what stands before the text of a document and after it


def replace_unit(root: Unit, operation: Operation, address: Address) -> Applied:
    """Give the unit at ``address`` its new wording; its place and number stay."""
    if not operation.units:
        raise Refused("edition.no-new-text", unit=spoken(address))
    if last(address) is Kind.SENTENCE:
        return _replace_sentence(root, operation, address)
    if last(address) is Kind.NOTE:
        return replace_footnote(root, operation, address)
    found, path = target(root, address)
    new, old = _fitted(found, path, operation.units[0]), get(found, path)
    if old.state is State.SUSPENDED:  # a new wording does not end a suspension
        new = replace(new, state=old.state, cause=old.cause)
    return Applied(put(found, path, new), unverified(root, found, path, operation, address))


def _fitted(root: Unit, path: Path, new: Unit) -> Unit:
    """The new wording in the place of the old: same kind and number, the label kept where only it was left out."""
    old = get(root, path)
    if old.kind in (Kind.APPENDIX, Kind.DOCUMENT):
        return _fitted_appendix(old, new)
    if old.kind in COUNTED or (old.kind is Kind.HEADING and old.label == ""):
        return _with_label(old, new)
    return replace(new, label=old.label or new.label)


def _fitted_appendix(old: Unit, new: Unit) -> Unit:
    kept = set(_AROUND) if old.kind is Kind.DOCUMENT else {Kind.CORNER}
    kept -= {unit.kind for unit in new.children}
    corner, nested = ([u for u in old.children if u.kind is kind and kind in kept] for kind in _AROUND)
    children = (*corner, *new.children, *nested)
    return replace(new, kind=old.kind, label=old.label, name=old.name or new.name, children=children)


def _with_label(old: Unit, new: Unit) -> Unit:
    """A paragraph that bears a number keeps it where the quotation left it out."""
    first_old, first_new = next(leaves(old)), next(leaves(new))
    label = words.label_end(text_of(first_old.runs))
    if not label or words.label_end(text_of(first_new.runs)):
        return new
    head = words.cut(first_old.runs, label, len(text_of(first_old.runs)))
    return _with_first_leaf(new, replace(first_new, runs=(*head, *first_new.runs)))


def _with_first_leaf(unit: Unit, leaf: Unit) -> Unit:
    if not unit.children:
        return leaf
    return replace(unit, children=(_with_first_leaf(unit.children[0], leaf), *unit.children[1:]))


def _replace_sentence(root: Unit, operation: Operation, address: Address) -> Applied:
    path, start, end = sentence(root, address)
    new = tuple(run for unit in leaves(operation.units[0]) for run in unit.runs)
    if start == words.label_end(text_of(get(root, path).runs)) and words.label_end(text_of(new)):
        start = 0  # the quotation carries the number with it
    return rewritten(root, path, start, end, new)
