"""Changing the wording inside a unit: the words that are cited, and the sentences that "екінші сөйлемі" names.

Sentences bear no number and are counted in the unit around; one that is deleted keeps its place in the count.
"""

from __future__ import annotations

from msgspec.structs import replace

from nqs_docs.amendments.operation import Operation, Verb
from nqs_docs.clauses.act import Address, Kind, Run, State, Unit, leaves, text_of
from nqs_docs.clauses.address import spoken
from nqs_docs.clauses.address_locate import Path, unit_at
from nqs_docs.clauses.sentences import label_end
from nqs_docs.editions import words
from nqs_docs.editions.target import Applied, Refused, held_target, last, note, target
from nqs_docs.editions.tree import is_held, leaf_paths, outer, put, tombstone
from nqs_docs.findings import Finding


def change_words(root: Unit, operation: Operation, address: Address) -> Applied:
    """Substitute, insert, delete or append the cited words in the unit at ``address``."""
    path = held_target(root, address) if address.steps else ()
    if operation.verb is Verb.APPEND_WORDS:
        return _append(root, path, operation, address)
    kept = [place for one in operation.spared for place in _spared(root, one)]
    if any(path[: len(place)] == place for place in kept):
        raise Refused("edition.spared-unit", spared="; ".join(map(spoken, operation.spared)))
    unit = unit_at(root, path)
    column = ""
    if address.steps and last(address) is Kind.COLUMN and unit.kind is not Kind.CELL:
        column = address.steps[-1].label
        if not column.isdecimal():
            raise Refused("edition.no-such-unit", unit=spoken(address))
    result = words.change(unit, operation, int(column or 0), frozenset(id(unit_at(root, place)) for place in kept))
    if any(new is not old and _is_bare(new) for old, new in zip(leaves(unit), leaves(result.unit), strict=True)):
        raise Refused("edition.labelled-text", unit=spoken(address))
    return Applied(put(root, path, result.unit), _checked(result, unit, operation, address))


def _spared(root: Unit, address: Address) -> tuple[Path, ...]:
    """Where the unit stands that a change leaves out; nowhere where it is not held."""
    try:
        held, place = target(root, address)
    except Refused as refused:
        raise Refused("edition.spared-unit", spared=spoken(address)) from refused
    return (place,) if held is root else ()


def _is_bare(leaf: Unit) -> bool:
    """Whether nothing but its number is left of a paragraph."""
    text = text_of(leaf.runs)
    return 0 < label_end(text) == len(text.rstrip())


def _append(root: Unit, path: Path, operation: Operation, address: Address) -> Applied:
    held = [way for way in leaf_paths(root, path) if unit_at(root, way).state is not State.DELETED]
    last = unit_at(root, held[-1]) if held else None
    if last is None or last.state is not State.HELD or not last.runs or not is_held(unit_at(root, path)):
        raise Refused("edition.base-not-held", unit=spoken(address))
    return Applied(put(root, held[-1], words.append(last, operation)))


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
    if not is_held(unit) or any(leaf.state is State.DELAYED for leaf in leaves(unit)):
        notes.append(note(operation, "edition.words-partly-held", address, words=operation.old))
    return tuple(notes)


# --- sentences --------------------------------------------------------------------------


def replace_sentence(root: Unit, operation: Operation, address: Address) -> Applied:
    """Give a sentence its new wording."""
    path, start, end = _sentence(root, address)
    new = tuple(run for unit in leaves(operation.units[0]) for run in unit.runs)
    if start == label_end(text_of(unit_at(root, path).runs)) and label_end(text_of(new)):
        start = 0  # the quotation carries the number with it
    return _rewritten(root, path, start, end, new)


def insert_sentence(root: Unit, operation: Operation, address: Address) -> Applied:
    """Bring a sentence to its place in the count."""
    number = address.steps[-1].label or "1"
    before = str(int(number) - 1) if number.isdecimal() else number  # behind the last one
    previous = Address((*address.steps[:-1], replace(address.steps[-1], label=before)))
    if before == "0":
        raise Refused("edition.no-place", unit=spoken(address))
    path, _, end = _sentence(root, previous)
    new = tuple(run for unit in leaves(operation.units[0]) for run in unit.runs)
    space = Run(" ", operation.source, new[0].start, new[0].start, operation.key)
    return _rewritten(root, path, end, end, (space, *new))


def delete_sentence(root: Unit, operation: Operation, address: Address) -> Applied:
    """Take a sentence away; with the only one of a paragraph the paragraph goes."""
    path, start, end = _sentence(root, address)
    leaf = unit_at(root, path)
    text = text_of(leaf.runs)
    begins = label_end(text)
    if start == begins and end == len(text):
        if begins:
            raise Refused("edition.labelled-text", unit=spoken(address))
        return Applied(put(root, path, tombstone(leaf, operation.key)))
    if start > begins and text[start - 1] == " ":
        start -= 1
    elif text[end : end + 1] == " ":
        end += 1
    return _rewritten(root, path, start, end, (words.trace(operation, sentence=True),))


def change_sentence(root: Unit, operation: Operation, address: Address) -> Applied:
    """Substitute, insert, delete or append the cited words in a sentence."""
    path, start, end = _sentence(root, address)
    leaf = unit_at(root, path)
    inside = words.cut(words.cut(leaf.runs, end, len(text_of(leaf.runs))), 0, start)
    part = Unit(leaf.kind, runs=tuple(run for run in inside if not words.is_gone(run)))  # ``_rewritten`` keeps them
    if operation.verb is Verb.APPEND_WORDS:
        return _rewritten(root, path, start, end, words.append(part, operation).runs)
    result = words.change(part, operation)
    return _rewritten(root, path, start, end, result.unit.runs, _checked(result, part, operation, address))


def _sentence(root: Unit, address: Address) -> tuple[Path, int, int]:
    """The leaf and the stretch of a sentence that an address names."""
    around = held_target(root, outer(address))
    found = words.sentence(unit_at(root, around), address.steps[-1].label or "1")
    if found is None and not is_held(unit_at(root, around)):
        raise Refused("edition.base-not-held", unit=spoken(address))
    if found is None:
        raise Refused("edition.no-such-unit", unit=spoken(address))
    leaf, start, end = found
    if start == end:
        raise Refused("edition.unit-deleted", unit=spoken(address))
    return leaf_paths(root, around)[leaf], start, end


def _rewritten(
    root: Unit, path: Path, start: int, end: int, new: tuple[Run, ...], findings: tuple[Finding, ...] = ()
) -> Applied:
    """``root`` with ``new`` in place of the characters ``start`` to ``end`` of the paragraph at ``path``."""
    leaf = unit_at(root, path)
    return Applied(put(root, path, replace(leaf, runs=words.rewritten(leaf.runs, start, end, new))), findings)
