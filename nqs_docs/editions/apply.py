"""One operation on one tree: the tree it gives, or why it does not fit.

A failed operation is a no-op. An instruction is read against the text as it stands
at that moment; nothing is guessed: an address that fits two units, an occupied
number, words that are not there are refusals.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from nqs_docs.amendments.operation import Operation, Verb
from nqs_docs.clauses.act import COUNTED, Address, Kind, State, Unit, leaves, text_of
from nqs_docs.clauses.address import spoken
from nqs_docs.clauses.address_locate import Path, locate, unit_at
from nqs_docs.clauses.sentences import label_end
from nqs_docs.editions import words
from nqs_docs.editions.footnotes import delete_footnote, insert_footnote, replace_footnote
from nqs_docs.editions.inserting import insert_unit
from nqs_docs.editions.target import Applied, Refused, Result, last, note, numbered, open_way, target, unverified, width
from nqs_docs.editions.tree import put, tombstone
from nqs_docs.editions.wording import change_sentence, change_words, delete_sentence, insert_sentence, replace_sentence

_AROUND = (Kind.CORNER, Kind.APPENDIX)  # what stands before the text of a document and after it


def apply(root: Unit, operation: Operation) -> Result:
    """``root`` after ``operation``, or a refusal; ``root`` itself is never changed."""
    try:
        return _applied(root, numbered(root, operation))
    except Refused as refused:
        return refused.with_traceback(None)


def _applied(root: Unit, operation: Operation) -> Applied:
    if operation.verb is None or operation.address is None:
        raise Refused(operation.reason or "edition.unresolved")
    if operation.verb is Verb.REPEAL and not operation.address.steps:
        return Applied(replace(root, state=State.DELETED, cause=operation.key))
    if root.state is State.DELETED:
        raise Refused("edition.act-repealed", unit=spoken(operation.address))
    if operation.verb in (Verb.REPLACE, Verb.INSERT) and not operation.units:
        raise Refused("edition.no-new-text", unit=spoken(operation.address))
    if operation.verb in (Verb.REPLACE, Verb.INSERT, Verb.DELETE) and not operation.address.steps:
        raise Refused("edition.unresolved")
    if missing := [one for one in operation.crossed if not locate(root, one) and open_way(root, one) is None]:
        raise Refused("edition.crossed-units", missing="; ".join(map(spoken, missing)))
    kind = last(operation.address) if operation.address.steps else Kind.ACT
    change = _CHANGES.get(kind, _UNITS).get(operation.verb, change_words)
    return change(root, operation, operation.address)


def _replace(root: Unit, operation: Operation, address: Address) -> Applied:
    """Give the unit at ``address`` its new wording; its place and number stay.

    Where a person decided that the instruction is about a unit that is not there, the wording is that of a new one.
    """
    try:
        found, path = target(root, address)
    except Refused as refused:
        if operation.decision is None or refused.code != "edition.no-such-unit":
            raise
        return insert_unit(root, operation, address)
    new, old = _fitted(found, path, operation.units[0]), unit_at(found, path)
    if old.kind in COUNTED and _number(old) and _number(new) != _number(old):  # "4) …" for the indent that begins 3)
        raise Refused("amendment.quotation-mismatch", text=operation.instruction)
    if _dotted(old) and not _dotted(operation.units[0]):
        raise Refused("edition.dotted-numbers", unit=spoken(address))
    if old.state is State.SUSPENDED:  # a new wording does not end a suspension
        new = replace(new, state=old.state, cause=old.cause)
    kept = old.kind is Kind.DOCUMENT and _appendices(old) and not _appendices(operation.units[0])
    remarks = (note(operation, "edition.appendices-kept", address),) if kept else width(old, new, operation, address)
    return Applied(put(found, path, new), (*unverified(root, found, path, operation, address), *remarks))


def _number(unit: Unit) -> str:
    """The number that the first paragraph of a unit begins with."""
    text = text_of(next(leaves(unit)).runs)
    return text[: label_end(text)].strip()


def _dotted(unit: Unit) -> bool:
    """Whether a numbered unit holds paragraphs "5.1. …", which may be units beside it."""
    texts = [text_of(leaf.runs).lstrip() for leaf in leaves(unit) if unit.kind in (Kind.POINT, Kind.SUBPOINT)]
    return any(text.startswith(f"{unit.label}.") and text[len(unit.label) + 1 :][:1].isdecimal() for text in texts)


def _appendices(unit: Unit) -> bool:
    """Whether a document has appendices of its own."""
    return any(inner.kind is Kind.APPENDIX and inner.state is not State.DELETED for inner in unit.children)


def _fitted(root: Unit, path: Path, new: Unit) -> Unit:
    """The new wording in the place of the old: same kind and number, the label kept where only it was left out."""
    old = unit_at(root, path)
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
    label = label_end(text_of(first_old.runs))
    if not label or label_end(text_of(first_new.runs)):
        return new
    head = words.cut(first_old.runs, label, len(text_of(first_old.runs)))
    return _with_first_leaf(new, replace(first_new, runs=(*head, *first_new.runs)))


def _with_first_leaf(unit: Unit, leaf: Unit) -> Unit:
    if not unit.children:
        return leaf
    return replace(unit, children=(_with_first_leaf(unit.children[0], leaf), *unit.children[1:]))


def _delete(root: Unit, operation: Operation, address: Address) -> Applied:
    found, path = target(root, address)
    old = unit_at(found, path)
    if old.kind in COUNTED and _number(old):
        raise Refused("edition.labelled-text", unit=spoken(address))
    if _dotted(old):
        raise Refused("edition.dotted-numbers", unit=spoken(address))
    return Applied(put(found, path, tombstone(old, operation.key)), unverified(root, found, path, operation, address))


def _suspend(root: Unit, operation: Operation, address: Address) -> Applied:
    if not address.steps:
        return Applied(replace(root, state=State.SUSPENDED, cause=operation.key))
    found, path = target(root, address)
    return Applied(put(found, path, replace(unit_at(found, path), state=State.SUSPENDED, cause=operation.key)))


_Changes = dict[Verb, Callable[[Unit, Operation, Address], Applied]]
_UNITS: _Changes = {
    Verb.REPLACE: _replace, Verb.INSERT: insert_unit, Verb.DELETE: _delete, Verb.REPEAL: _delete,
    Verb.SUSPEND: _suspend,
}  # fmt: skip
_SENTENCES: _Changes = {
    **dict.fromkeys(Verb, change_sentence),
    Verb.REPLACE: replace_sentence, Verb.INSERT: insert_sentence, Verb.DELETE: delete_sentence,
    Verb.REPEAL: delete_sentence, Verb.SUSPEND: _suspend,
}  # fmt: skip
_FOOTNOTES = _UNITS | {
    Verb.REPLACE: replace_footnote, Verb.INSERT: insert_footnote, Verb.DELETE: delete_footnote,
    Verb.REPEAL: delete_footnote,
}  # fmt: skip
_CHANGES = {Kind.SENTENCE: _SENTENCES, Kind.NOTE: _FOOTNOTES}
