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
from nqs_docs.editions.target import Applied, Refused, Result, last, rewritten, sentence, target, unverified
from nqs_docs.editions.tree import get, put, tombstone
from nqs_docs.editions.wording import change_words


def apply(root: Unit, operation: Operation) -> Result:
    """``root`` after ``operation``, or a refusal; ``root`` itself is never changed."""
    try:
        return _applied(root, operation)
    except Refused as refused:
        return refused.with_traceback(None)


def _applied(root: Unit, operation: Operation) -> Applied:
    if operation.verb is None or operation.address is None:
        raise Refused(operation.reason or "edition.unresolved")
    if operation.verb is Verb.REPEAL and not operation.address.steps:
        return Applied(replace(root, state=State.DELETED, cause=operation.key))
    if root.state is State.DELETED:
        raise Refused("edition.act-repealed", unit=spoken(operation.address))
    return _VERBS.get(operation.verb, change_words)(root, operation, operation.address)


def _delete(root: Unit, operation: Operation, address: Address) -> Applied:
    if last(address) is Kind.SENTENCE:
        return _delete_sentence(root, operation, address)
    if last(address) is Kind.NOTE:
        return delete_footnote(root, operation, address)
    found, path = target(root, address)
    old = get(found, path)
    if old.kind in COUNTED and words.label_end(text_of(next(leaves(old)).runs)):
        raise Refused("edition.labelled-text", unit=spoken(address))
    return Applied(put(found, path, tombstone(old, operation.key)), unverified(root, found, path, operation, address))


def _delete_sentence(root: Unit, operation: Operation, address: Address) -> Applied:
    path, start, end = sentence(root, address)
    leaf = get(root, path)
    text = text_of(leaf.runs)
    begins = words.label_end(text)
    if start == begins and end == len(text):
        if begins:
            raise Refused("edition.labelled-text", unit=spoken(address))
        return Applied(put(root, path, tombstone(leaf, operation.key)))
    if start > begins and text[start - 1] == " ":
        start -= 1
    elif text[end : end + 1] == " ":
        end += 1
    return rewritten(root, path, start, end, (words.trace(operation),))


def _suspend(root: Unit, operation: Operation, address: Address) -> Applied:
    if not address.steps:
        return Applied(replace(root, state=State.SUSPENDED, cause=operation.key))
    found, path = target(root, address)
    return Applied(put(found, path, replace(get(found, path), state=State.SUSPENDED, cause=operation.key)))


_VERBS: dict[Verb, Callable[[Unit, Operation, Address], Applied]] = {
    Verb.REPLACE: replace_unit,
    Verb.INSERT: insert_unit,
    Verb.DELETE: _delete,
    Verb.REPEAL: _delete,
    Verb.SUSPEND: _suspend,
}
