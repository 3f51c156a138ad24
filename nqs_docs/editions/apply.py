"""One operation on one tree: the tree it gives, or why it does not fit.

A failed operation is a no-op. An instruction is read against the text as it stands
at that moment; nothing is guessed: an address that fits two units, an occupied
number, words that are not there are refusals.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from nqs_docs.amendments.operation import Operation, Verb
from nqs_docs.clauses.act import COUNTED, Address, Kind, Run, State, Unit, leaves, text_of
from nqs_docs.clauses.address_locate import address_of, locate
from nqs_docs.editions import words
from nqs_docs.editions.edition import Status
from nqs_docs.editions.naming import spoken
from nqs_docs.editions.place import before, first, insertion_index, label_key
from nqs_docs.editions.skeleton import is_open, open_way
from nqs_docs.editions.tree import Path, get, insert, is_held, leaf_paths, put, tombstone
from nqs_docs.findings import Finding, warning

_LABEL = re.compile(r"\s*\d+(?:-\d+)*[.)]\s*|\s*(?:\d+(?:-\d+)*|[IVXLC]+)-\w+\.\s*")
_SINGLE = frozenset({Kind.HEADING, Kind.PREAMBLE, Kind.CORNER, Kind.REQUISITES})
_WORDS = frozenset({Verb.SUBSTITUTE, Verb.INSERT_WORDS, Verb.DELETE_WORDS, Verb.APPEND_WORDS})


class Applied(Struct, frozen=True):
    """The tree after an operation, the unit it touched, what is to be noted."""

    root: Unit
    findings: tuple[Finding, ...] = ()


class Refused(Struct, frozen=True):
    """An operation that does not fit: the finding code that says why."""

    code: str
    params: tuple[tuple[str, str], ...] = ()
    status: Status = Status.UNRESOLVED


Result = Applied | Refused


def apply(root: Unit, operation: Operation) -> Result:
    """``root`` after ``operation``, or a refusal; ``root`` itself is never changed."""
    if operation.verb is None or operation.address is None:
        return Refused(operation.reason or "edition.unresolved")
    if operation.verb is Verb.REPEAL and not operation.address.steps:
        return Applied(replace(root, state=State.DELETED, cause=operation.key))
    if root.state is State.DELETED:
        return Refused("edition.act-repealed")
    if operation.verb in _WORDS:
        return _words(root, operation, operation.address)
    return _VERBS[operation.verb](root, operation, operation.address)


def refuse(code: str, **params: str) -> Refused:
    """A refusal with the named parameters of its message."""
    return Refused(code, tuple(params.items()))


def target(root: Unit, address: Address) -> tuple[Unit, Path] | Refused:
    """The one unit an address names, with the way made to it in a partial act."""
    paths = locate(root, address)
    alive = [path for path in paths if get(root, path).state is not State.DELETED]
    if len(alive) > 1:
        candidates = "; ".join(spoken(address_of(root, path)) for path in alive)
        return refuse("edition.ambiguous-unit", unit=spoken(address), candidates=candidates)
    if alive:
        return root, alive[0]
    if paths:
        return refuse("edition.unit-deleted", unit=spoken(address))
    way = open_way(root, address)
    return way if way is not None else refuse("edition.no-such-unit", unit=spoken(address))


def _last(address: Address) -> Kind:
    return address.steps[-1].kind


def _outer(address: Address) -> Address:
    return Address(address.steps[:-1])


# --- replacing -----------------------------------------------------------------


def _replace(root: Unit, operation: Operation, address: Address) -> Result:
    if not operation.units:
        return refuse("edition.no-new-text", unit=spoken(address))
    if _last(address) is Kind.SENTENCE:
        return _replace_sentence(root, operation, address)
    place = target(root, address)
    if isinstance(place, Refused):
        return place
    found, path = place
    new = _fitted(found, path, operation.units[0])
    return Applied(put(found, path, new), _unverified(root, found, path, operation, address))


def _fitted(root: Unit, path: Path, new: Unit) -> Unit:
    """The new wording in the place of the old: same kind and number, the label kept where only it was left out."""
    old = get(root, path)
    if old.kind in (Kind.APPENDIX, Kind.DOCUMENT):
        return _fitted_appendix(old, new)
    if old.kind in COUNTED or (old.kind is Kind.HEADING and old.label == ""):
        return _with_label(old, new)
    return replace(new, label=old.label or new.label)


def _fitted_appendix(old: Unit, new: Unit) -> Unit:
    corner = tuple(unit for unit in old.children if unit.kind is Kind.CORNER)
    if any(unit.kind is Kind.CORNER for unit in new.children):
        corner = ()
    nested = tuple(u for u in old.children if u.kind is Kind.APPENDIX) if old.kind is Kind.DOCUMENT else ()
    if any(unit.kind is Kind.APPENDIX for unit in new.children):
        nested = ()
    return replace(
        new, kind=old.kind, label=old.label, name=old.name or new.name, children=(*corner, *new.children, *nested)
    )


def _with_label(old: Unit, new: Unit) -> Unit:
    first_old, first_new = next(leaves(old)), next(leaves(new))
    label = _LABEL.match(text_of(first_old.runs))
    if not label or _LABEL.match(text_of(first_new.runs)):
        return new
    head = words.cut(first_old.runs, label.end(), len(text_of(first_old.runs)))
    return _with_first_leaf(new, replace(first_new, runs=(*head, *first_new.runs)))


def _with_first_leaf(unit: Unit, leaf: Unit) -> Unit:
    if not unit.children:
        return leaf
    return replace(unit, children=(_with_first_leaf(unit.children[0], leaf), *unit.children[1:]))


def _replace_sentence(root: Unit, operation: Operation, address: Address) -> Result:
    place = _sentence(root, address)
    if isinstance(place, Refused):
        return place
    path, start, end = place
    leaf = get(root, path)
    new = tuple(run for unit in leaves(operation.units[0]) for run in unit.runs)
    return Applied(put(root, path, replace(leaf, runs=words.cut(leaf.runs, start, end, new))))


def _sentence(root: Unit, address: Address) -> tuple[Path, int, int] | Refused:
    """The leaf and the stretch of a sentence that an address names."""
    outer = _held_target(root, _outer(address))
    if isinstance(outer, Refused):
        return outer
    found = words.sentence(get(root, outer), int(address.steps[-1].label or 1))
    if found is None:
        return refuse("edition.no-such-unit", unit=spoken(address))
    leaf, start, end = found
    return leaf_paths(root, outer)[leaf], start, end


def _held_target(root: Unit, address: Address) -> Path | Refused:
    """A unit whose text is needed: refused as not held where it is not."""
    place = target(root, address)
    if isinstance(place, Refused):
        return place
    way, path = place
    if way is not root or get(root, path).state is State.NOT_HELD:
        return Refused("edition.base-not-held", (("unit", spoken(address)),), Status.BASE_NOT_HELD)
    return path


def _unverified(root: Unit, found: Unit, path: Path, operation: Operation, address: Address) -> tuple[Finding, ...]:
    """A whole unit brought where only its address was known: its place cannot be checked."""
    if found is root and get(root, path).state is not State.NOT_HELD:
        return ()
    return (_note(operation, "edition.place-unverified", address),)


def _note(operation: Operation, code: str, address: Address, **params: object) -> Finding:
    return warning(code, act=operation.target_id, unit=spoken(address), span=operation.span, **params)


# --- inserting -----------------------------------------------------------------


def _insert(root: Unit, operation: Operation, address: Address) -> Result:
    if not operation.units:
        return refuse("edition.no-new-text", unit=spoken(address))
    kind = _last(address)
    if kind is Kind.SENTENCE:
        return _insert_sentence(root, operation, address)
    outer = target(root, _outer(address))
    if isinstance(outer, Refused):
        return outer
    found, path = outer
    unit = operation.units[0]
    if kind in (Kind.PART, Kind.INDENT):
        return _insert_counted(found, path, operation, address)
    if locate(found, address):
        return refuse("edition.occupied", unit=spoken(address))
    if kind in (Kind.APPENDIX, Kind.DOCUMENT):
        step = address.steps[-1]
        unit = replace(unit, kind=kind, label=step.label, name=step.name or unit.name)
    return _insert_numbered(found, path, unit, operation, address)


def _insert_numbered(root: Unit, path: Path, unit: Unit, operation: Operation, address: Address) -> Result:
    kind, key = unit.kind, label_key(unit.label)
    if is_open(get(root, path)):
        return _insert_in_partial(root, unit, operation, address)
    found = before(root, path, kind, key)
    previous = max(found, default=None)
    if len(key) > 1 and (previous is None or previous[0][: len(key) - 1] != key[:-1]):
        return refuse("edition.no-place", unit=spoken(address))
    if kind is Kind.SUBPOINT and len(found) > 1:
        return refuse("edition.ambiguous-place", unit=spoken(address))
    where = _after(previous[1]) if previous else _at_the_beginning(root, path, kind)
    gap = previous is not None and len(key) == 1 and unit.label.isdigit() and previous[0][0] < key[0] - 1
    notes = (_note(operation, "edition.number-gap", address),) if gap else ()
    return Applied(insert(root, where[:-1], where[-1], unit), notes)


def _after(path: Path) -> Path:
    return (*path[:-1], path[-1] + 1)


def _at_the_beginning(root: Unit, path: Path, kind: Kind) -> Path:
    """The place of a unit before all others of its kind, or where the first of its kind is printed."""
    others = first(root, path, kind)
    if others is not None:
        return others
    parent = _first_part(root, path) if kind is Kind.SUBPOINT else path
    return (*parent, insertion_index(get(root, parent), kind))


def _first_part(root: Unit, path: Path) -> Path:
    container = get(root, path)
    return (
        (*path, len(container.children) - 1)
        if container.children and container.children[-1].kind is Kind.PART
        else path
    )


def _insert_in_partial(root: Unit, unit: Unit, operation: Operation, address: Address) -> Result:
    way = open_way(root, address)
    if way is None:
        return refuse("edition.no-place", unit=spoken(address))
    return Applied(put(way[0], way[1], unit), (_note(operation, "edition.place-unverified", address),))


def _insert_counted(root: Unit, path: Path, operation: Operation, address: Address) -> Result:
    """A part or an indent: those after it move on by one."""
    container, number, kind = get(root, path), int(address.steps[-1].label or 1), _last(address)
    if is_open(container) or (kind is Kind.INDENT and not is_held(container)):
        return _insert_in_partial(root, operation.units[0], operation, address)
    count = len(container.children) if kind is Kind.PART else len(leaf_paths(root, path))
    if kind is Kind.PART and any(child.kind is not Kind.PART for child in container.children):
        return refuse("edition.no-place", unit=spoken(address))
    if not 1 < number <= count + 1:
        return refuse("edition.no-place", unit=spoken(address))
    previous = (*path, number - 2) if kind is Kind.PART else leaf_paths(root, path)[number - 2]
    return Applied(insert(root, previous[:-1], previous[-1] + 1, operation.units[0]))


def _insert_sentence(root: Unit, operation: Operation, address: Address) -> Result:
    number = int(address.steps[-1].label or 1)
    previous = Address((*address.steps[:-1], replace(address.steps[-1], label=str(number - 1))))
    place = _sentence(root, previous) if number > 1 else refuse("edition.no-place", unit=spoken(address))
    if isinstance(place, Refused):
        return place
    path, _, end = place
    leaf = get(root, path)
    new = tuple(run for unit in leaves(operation.units[0]) for run in unit.runs)
    space = Run(" ", operation.source, new[0].start, new[0].start, operation.key)
    return Applied(put(root, path, replace(leaf, runs=words.cut(leaf.runs, end, end, (space, *new)))))


# --- deleting, repealing, suspending ---------------------------------------------


def _delete(root: Unit, operation: Operation, address: Address) -> Result:
    if _last(address) is Kind.SENTENCE:
        return _delete_sentence(root, address)
    place = target(root, address)
    if isinstance(place, Refused):
        return place
    found, path = place
    old = get(found, path)
    if old.kind in COUNTED and _LABEL.match(text_of(next(leaves(old)).runs)):
        return refuse("edition.labelled-text", unit=spoken(address))
    return Applied(put(found, path, tombstone(old, operation.key)), _unverified(root, found, path, operation, address))


def _delete_sentence(root: Unit, address: Address) -> Result:
    place = _sentence(root, address)
    if isinstance(place, Refused):
        return place
    path, start, end = place
    leaf = get(root, path)
    text = text_of(leaf.runs)
    if text[start - 1 : start] == " " and start > 1:
        start -= 1
    return Applied(put(root, path, replace(leaf, runs=words.cut(leaf.runs, start, end))))


def _suspend(root: Unit, operation: Operation, address: Address) -> Result:
    if not address.steps:
        return Applied(replace(root, state=State.SUSPENDED, cause=operation.key))
    place = target(root, address)
    if isinstance(place, Refused):
        return place
    found, path = place
    return Applied(put(found, path, replace(get(found, path), state=State.SUSPENDED, cause=operation.key)))


# --- words -----------------------------------------------------------------------


def _words(root: Unit, operation: Operation, address: Address) -> Result:
    if address.steps and _last(address) is Kind.SENTENCE:
        return _words_in_sentence(root, operation, address)
    path = _held_target(root, address) if address.steps else ()
    if isinstance(path, Refused):
        return path
    if operation.verb is Verb.APPEND_WORDS:
        return _append(root, path, operation, address)
    unit = get(root, path)
    result = words.change(unit, operation)
    checked = _checked(result, unit, operation, address)
    return checked if isinstance(checked, Refused) else Applied(put(root, path, result.unit), checked)


def _append(root: Unit, path: Path, operation: Operation, address: Address) -> Result:
    held = [way for way in leaf_paths(root, path) if get(root, way).state is not State.DELETED]
    last = get(root, held[-1]) if held else None
    if last is None or last.state is not State.HELD or not last.runs or not is_held(get(root, path)):
        return Refused("edition.base-not-held", (("unit", spoken(address)),), Status.BASE_NOT_HELD)
    return Applied(put(root, held[-1], words.append(last, operation)))


def _words_in_sentence(root: Unit, operation: Operation, address: Address) -> Result:
    place = _sentence(root, address)
    if isinstance(place, Refused):
        return place
    path, start, end = place
    leaf = get(root, path)
    inside = words.cut(words.cut(leaf.runs, end, len(text_of(leaf.runs))), 0, start)
    part = Unit(leaf.kind, runs=inside)
    if operation.verb is Verb.APPEND_WORDS:
        changed = words.append(part, operation)
        return Applied(put(root, path, replace(leaf, runs=words.cut(leaf.runs, start, end, changed.runs))))
    result = words.change(part, operation)
    checked = _checked(result, part, operation, address)
    if isinstance(checked, Refused):
        return checked
    return Applied(put(root, path, replace(leaf, runs=words.cut(leaf.runs, start, end, result.unit.runs))), checked)


def _checked(result: words.Change, unit: Unit, operation: Operation, address: Address) -> tuple[Finding, ...] | Refused:
    """What is to be said of a change of words: not there, in several places, in other forms."""
    name = spoken(address)
    if not result.changed and not is_held(unit):
        return Refused("edition.base-not-held", (("unit", name),), Status.BASE_NOT_HELD)
    if not result.changed:
        return refuse("edition.words-not-found", unit=name, words=operation.old, forms=", ".join(result.left))
    if result.changed > 1 and operation.verb is Verb.INSERT_WORDS and not operation.everywhere:
        return refuse("edition.words-ambiguous", unit=name, words=operation.old, count=str(result.changed))
    notes = [
        _note(operation, "edition.words-other-form", address, words=operation.old, form=form) for form in result.left
    ]
    if result.changed > 1 and not operation.everywhere:
        notes.append(_note(operation, "edition.words-several", address, words=operation.old, count=result.changed))
    if not is_held(unit):
        notes.append(_note(operation, "edition.words-partly-held", address, words=operation.old))
    return tuple(notes)


_VERBS: dict[Verb, Callable[[Unit, Operation, Address], Result]] = {
    Verb.REPLACE: _replace,
    Verb.INSERT: _insert,
    Verb.DELETE: _delete,
    Verb.REPEAL: _delete,
    Verb.SUSPEND: _suspend,
}
