"""Changing words in a unit or a sentence, and what is to be said of it."""

from __future__ import annotations

from nqs_docs.amendments.operation import Operation, Verb
from nqs_docs.clauses.act import Address, Kind, State, Unit, text_of
from nqs_docs.clauses.address import spoken
from nqs_docs.editions import words
from nqs_docs.editions.target import Applied, Refused, held_target, last, note, rewritten, sentence
from nqs_docs.editions.tree import Path, get, is_held, leaf_paths, put
from nqs_docs.findings import Finding


def change_words(root: Unit, operation: Operation, address: Address) -> Applied:
    """Substitute, insert, delete or append the cited words in the unit at ``address``."""
    if address.steps and last(address) is Kind.SENTENCE:
        return _words_in_sentence(root, operation, address)
    path = held_target(root, address) if address.steps else ()
    if operation.verb is Verb.APPEND_WORDS:
        return _append(root, path, operation, address)
    unit = get(root, path)
    column = ""
    if address.steps and last(address) is Kind.COLUMN and unit.kind is not Kind.CELL:
        column = address.steps[-1].label
        if not column.isdecimal():
            raise Refused("edition.no-such-unit", unit=spoken(address))
    result = words.change(unit, operation, int(column or 0))
    return Applied(put(root, path, result.unit), _checked(result, unit, operation, address))


def _append(root: Unit, path: Path, operation: Operation, address: Address) -> Applied:
    held = [way for way in leaf_paths(root, path) if get(root, way).state is not State.DELETED]
    last = get(root, held[-1]) if held else None
    if last is None or last.state is not State.HELD or not last.runs or not is_held(get(root, path)):
        raise Refused("edition.base-not-held", unit=spoken(address))
    return Applied(put(root, held[-1], words.append(last, operation)))


def _words_in_sentence(root: Unit, operation: Operation, address: Address) -> Applied:
    path, start, end = sentence(root, address)
    leaf = get(root, path)
    inside = words.cut(words.cut(leaf.runs, end, len(text_of(leaf.runs))), 0, start)
    part = Unit(leaf.kind, runs=inside)
    if operation.verb is Verb.APPEND_WORDS:
        return rewritten(root, path, start, end, words.append(part, operation).runs)
    result = words.change(part, operation)
    return rewritten(root, path, start, end, result.unit.runs, _checked(result, part, operation, address))


def _checked(result: words.Change, unit: Unit, operation: Operation, address: Address) -> tuple[Finding, ...]:
    """What is to be said of a change of words: not there, in several places, in other forms."""
    name = spoken(address)
    if not result.changed and not is_held(unit):
        raise Refused("edition.base-not-held", unit=name)
    if not result.changed:
        raise Refused("edition.words-not-found", unit=name, words=operation.old, forms=", ".join(result.left) or "–")
    if result.changed > 1 and operation.verb is Verb.INSERT_WORDS and not operation.everywhere:
        raise Refused("edition.words-ambiguous", unit=name, words=operation.old, count=str(result.changed))
    notes = [
        note(operation, "edition.words-other-form", address, words=operation.old, form=form) for form in result.left
    ]
    if result.changed > 1 and not operation.everywhere:
        notes.append(note(operation, "edition.words-several", address, words=operation.old, count=result.changed))
    if not is_held(unit):
        notes.append(note(operation, "edition.words-partly-held", address, words=operation.old))
    return tuple(notes)
