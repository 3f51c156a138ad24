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
from nqs_docs.editions import words
from nqs_docs.editions.footnotes import delete_footnote
from nqs_docs.editions.inserting import insert_unit
from nqs_docs.editions.replacing import replace_unit
from nqs_docs.editions.target import Applied, Refused, Result, last, refuse, sentence, target, unverified
from nqs_docs.editions.tree import get, put, tombstone
from nqs_docs.editions.wording import change_words

_WORDS = frozenset({Verb.SUBSTITUTE, Verb.INSERT_WORDS, Verb.DELETE_WORDS, Verb.APPEND_WORDS})


def apply(root: Unit, operation: Operation) -> Result:
    """``root`` after ``operation``, or a refusal; ``root`` itself is never changed."""
    if operation.verb is None or operation.address is None:
        return Refused(operation.reason or "edition.unresolved")
    if operation.verb is Verb.REPEAL and not operation.address.steps:
        return Applied(replace(root, state=State.DELETED, cause=operation.key))
    if root.state is State.DELETED:
        return refuse("edition.act-repealed", unit=spoken(operation.address))
    if operation.verb in _WORDS:
        return change_words(root, operation, operation.address)
    return _VERBS[operation.verb](root, operation, operation.address)


def _delete(root: Unit, operation: Operation, address: Address) -> Result:
    if last(address) is Kind.SENTENCE:
        return _delete_sentence(root, operation, address)
    if last(address) is Kind.NOTE:
        return delete_footnote(root, operation, address)
    place = target(root, address)
    if isinstance(place, Refused):
        return place
    found, path = place
    old = get(found, path)
    if old.kind in COUNTED and words.label_end(text_of(next(leaves(old)).runs)):
        return refuse("edition.labelled-text", unit=spoken(address))
    return Applied(put(found, path, tombstone(old, operation.key)), unverified(root, found, path, operation, address))


def _delete_sentence(root: Unit, operation: Operation, address: Address) -> Result:
    place = sentence(root, address)
    if isinstance(place, Refused):
        return place
    path, start, end = place
    leaf = get(root, path)
    text = text_of(leaf.runs)
    begins = words.label_end(text)
    if start == begins and end == len(text):
        if begins:
            return refuse("edition.labelled-text", unit=spoken(address))
        return Applied(put(root, path, tombstone(leaf, operation.key)))
    if start > begins and text[start - 1] == " ":
        start -= 1
    elif text[end : end + 1] == " ":
        end += 1
    return Applied(put(root, path, replace(leaf, runs=words.cut(leaf.runs, start, end, (words.trace(operation),)))))


def _suspend(root: Unit, operation: Operation, address: Address) -> Result:
    if not address.steps:
        return Applied(replace(root, state=State.SUSPENDED, cause=operation.key))
    place = target(root, address)
    if isinstance(place, Refused):
        return place
    found, path = place
    return Applied(put(found, path, replace(get(found, path), state=State.SUSPENDED, cause=operation.key)))


_VERBS: dict[Verb, Callable[[Unit, Operation, Address], Result]] = {
    Verb.REPLACE: replace_unit,
    Verb.INSERT: insert_unit,
    Verb.DELETE: _delete,
    Verb.REPEAL: _delete,
    Verb.SUSPEND: _suspend,
}
