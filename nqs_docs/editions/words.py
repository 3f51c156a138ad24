"""Words inside a unit: substitute, insert, delete, append.

Cited words are found after folding («» and "", dashes, NBSP, Latin i), as whole
words and in the very form that was cited. An inflected form is never half
changed: it stays, and is reported.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from itertools import accumulate

from msgspec import Struct
from msgspec.structs import replace

from nqs_docs.amendments.operation import Operation, Verb
from nqs_docs.clauses.act import LEAVES, Address, Kind, Run, State, Unit, leaves, text_of
from nqs_docs.clauses.address import spoken
from nqs_docs.clauses.labels import begins_with_capital
from nqs_docs.clauses.sentences import label_end, sentences
from nqs_docs.editions.target import Refused
from nqs_docs.language.folding import fold, fold_case
from nqs_docs.language.kazakh import carried
from nqs_docs.language.numbers import LAST
from nqs_docs.language.russian import is_russian
from nqs_docs.language.stems import stem

_is_russian = lru_cache(is_russian)
_FINAL_SIGNS, _ENDS = ".;:,", (".", "!", "?")
_NO_SPACE_BEFORE = ".,;:)»!?"
_WORD = re.compile(r"\w+(?:-\w+)*")
_LAST_WORD = re.compile(rf"{_WORD.pattern}$")


class Change(Struct, frozen=True):
    """What a pass over the words of a unit gave."""

    unit: Unit
    changed: int  # occurrences changed
    left: tuple[str, ...]  # other forms of the cited words that stayed, as printed


def occurrences(text: str, words: str, endings: frozenset[str] = frozenset()) -> list[tuple[int, int]]:
    """Where the cited words stand in ``text`` as whole words; a number before the text is none of it.

    One of ``endings`` may stand behind them, which is none of them either.
    """
    haystack, needle = fold(text), re.sub(r"\s+", " ", fold(words)).strip()
    if not needle:
        return []
    before = r"(?<![\w-])" if needle[0].isalnum() else ""
    after = rf"(?=(?:{'|'.join(endings)})?(?!\w|-\w))" if needle[-1].isalnum() else ""
    pattern = re.compile(before + re.escape(needle) + after)
    return [match.span() for match in pattern.finditer(haystack, label_end(text))]


def other_forms(text: str, words: str, found: list[tuple[int, int]], russian: bool = False) -> list[str]:
    """Other forms of the cited words in ``text``: another ending (in Russian of each word), another case of letters."""
    cited = [match.group() for match in _WORD.finditer(fold_case(words))]
    if not cited:
        return []
    last = stem(cited[-1])
    soft = {"қ": "[қғ]", "к": "[кг]", "п": "[пб]"}
    pattern = re.escape(last[:-1]) + soft.get(last[-1:], re.escape(last[-1:]))
    lead = "".join(re.escape(word) + r"\W+" for word in cited[:-1])
    if russian:
        *leads, pattern = (re.escape(word[: max(4, len(word) - 3)]) for word in cited)
        lead = "".join(start + r"[\w-]*\W+" for start in leads)
    haystack = fold_case(text)
    form = re.compile(rf"(?<!\w){lead}{pattern}[\w-]*")
    spans = (match.span() for match in form.finditer(haystack, label_end(text)))
    return [text[a:b] for a, b in spans if not any(c < b and a < d for c, d in found)]


def cut(runs: tuple[Run, ...], start: int, end: int, new: tuple[Run, ...] = ()) -> tuple[Run, ...]:
    """``runs`` with the characters from ``start`` to ``end`` replaced by ``new``."""
    head, _ = _split(runs, start)
    _, tail = _split(runs, end)
    return (*head, *new, *tail)


def _split(runs: tuple[Run, ...], at: int) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    seen = 0
    for index, run in enumerate(runs):
        length = len(run.text)
        if seen + length > at:
            inside = at - seen
            if not inside:
                return runs[:index], runs[index:]
            left = replace(run, text=run.text[:inside], end=run.start + inside)
            right = replace(run, text=run.text[inside:], start=run.start + inside)
            return (*runs[:index], left), (right, *runs[index + 1 :])
        seen += length
    return runs, ()


def change(unit: Unit, operation: Operation, column: int = 0, spared: frozenset[int] = frozenset()) -> Change:
    """``unit`` with the operation's words changed wherever they are cited; of its tables only in one ``column``.

    ``spared``: the identities of units that keep their words.
    """
    if unit.state not in (State.HELD, State.SUSPENDED) or (column and unit.kind in LEAVES) or id(unit) in spared:
        return Change(unit, 0, ())
    if unit.kind in LEAVES:
        return _in_leaf(unit, operation)
    in_row = column and unit.kind is Kind.ROW
    parts = [
        Change(child, 0, ())
        if _is_explanation(child) or (in_row and at != column)
        else change(child, operation, 0 if in_row else column, spared)
        for at, child in enumerate(unit.children, 1)
    ]
    changed = sum(part.changed for part in parts)
    left = tuple(form for part in parts for form in part.left)
    return Change(replace(unit, children=tuple(part.unit for part in parts)) if changed else unit, changed, left)


def _is_explanation(unit: Unit) -> bool:
    """Whether a unit is a document beside the form it stands in ("… толтыру жөніндегі түсіндірме"), named apart."""
    return unit.kind is Kind.APPENDIX and bool(unit.name)


def _in_leaf(unit: Unit, operation: Operation) -> Change:
    text = text_of(unit.runs)
    found = occurrences(text, operation.old, _endings(operation.old, operation.new) if operation.cases else frozenset())
    runs = unit.runs
    for start, end in reversed(found):
        runs = _EDITS[operation.verb](runs, start, end, operation)
    left = tuple(other_forms(text, operation.old, found, _is_russian(operation.instruction)))
    return Change(replace(unit, runs=runs) if found else unit, len(found), left)


def _endings(old: str, new: str) -> frozenset[str]:
    """What may stand behind the old words and then stands behind the new ones: only the last word has endings."""
    words = [_LAST_WORD.search(fold(one)) for one in (old, new)]
    return carried(*(word.group() for word in words if word)) if all(words) else frozenset()


def new_run(operation: Operation, lead: str = "", trail: str = "") -> tuple[Run, ...]:
    """The operation's new words as runs, with a space before or after where one is needed."""
    span = operation.new_span
    start, end = (span.start, span.end) if span else (operation.span.start, operation.span.end)
    words = ((lead, start, start), (operation.new, start, end), (trail, end, end))
    return tuple(Run(text, operation.source, a, b, operation.key) for text, a, b in words if text or a < b)


def trace(operation: Operation, *, sentence: bool = False) -> Run:
    """What is left of words taken away: no characters, and the cause.

    That of a ``sentence``, which keeps its place in the count, covers the instruction.
    """
    start, end = operation.span.start, operation.span.end
    return Run("", operation.source, start, end if sentence else start, operation.key)


def _gone(runs: tuple[Run, ...]) -> list[tuple[int, Run]]:
    """The traces of sentences taken away, with their places in the text."""
    places = accumulate((len(run.text) for run in runs), initial=0)
    return [(at, run) for at, run in zip(places, runs, strict=False) if is_gone(run)]


def is_gone(run: Run) -> bool:
    """Whether a run is the trace of a sentence taken away."""
    return not run.text and run.end > run.start


def rewritten(runs: tuple[Run, ...], start: int, end: int, new: tuple[Run, ...]) -> tuple[Run, ...]:
    """``cut`` that keeps the places of sentences taken away before."""
    kept = tuple(run for at, run in _gone(runs) if start < at <= end)
    return cut(runs, start, end, (*new, *kept))


def _substitute(runs: tuple[Run, ...], start: int, end: int, operation: Operation) -> tuple[Run, ...]:
    spaced = text_of(runs)[start - 1 : start] == " " and operation.new[:1] in _NO_SPACE_BEFORE
    return rewritten(runs, start - spaced, end, new_run(operation))


def _insert(runs: tuple[Run, ...], start: int, end: int, operation: Operation) -> tuple[Run, ...]:
    if operation.after:
        lead = "" if operation.new[:1] in _NO_SPACE_BEFORE else " "
        return cut(runs, end, end, new_run(operation, lead=lead))
    return cut(runs, start, start, new_run(operation, trail=" "))


def _delete(runs: tuple[Run, ...], start: int, end: int, operation: Operation) -> tuple[Run, ...]:
    text = text_of(runs)
    if text[start - 1 : start] == " " and (end == len(text) or text[end] == " " or text[end] in _NO_SPACE_BEFORE):
        start -= 1
    elif start == 0 and text[end : end + 1] == " ":
        end += 1
    return rewritten(runs, start, end, (trace(operation),))


_EDITS: dict[Verb | None, Callable[[tuple[Run, ...], int, int, Operation], tuple[Run, ...]]] = {
    Verb.SUBSTITUTE: _substitute,
    Verb.INSERT_WORDS: _insert,
    Verb.DELETE_WORDS: _delete,
}


def append(leaf: Unit, operation: Operation) -> Unit:
    """``leaf`` with the new words at its end, before the final sign, none of them twice; a sentence behind another.

    Refused where a sentence would go behind what is none: "көшірмесі;".
    """
    text, new = text_of(leaf.runs), operation.new
    end = at = len(text)
    if not (begins_with_capital(fold(new)) and new.endswith(_ENDS)):
        at = len(text.rstrip(_FINAL_SIGNS))
        end = end if new.endswith(text[at:]) else at
    elif not text.endswith(_ENDS):
        raise Refused("edition.no-place", unit=spoken(operation.address or Address(())))
    lead = "" if new[:1] in _NO_SPACE_BEFORE else " "
    return replace(leaf, runs=cut(leaf.runs, at, end, new_run(operation, lead=lead)))


def sentence(unit: Unit, number: str) -> tuple[int, int, int] | None:
    """Sentence ``number`` (from 1, or ``LAST``) of a unit: (leaf, start, end); None where there is none.

    One that was taken away keeps its place in the count and is an empty stretch. How many stand in a paragraph that
    is not held, comes later or was deleted as a whole nobody can tell: there is none to be found behind it.
    """
    found: list[tuple[int, int, int]] = []
    sure = True
    for index, leaf in enumerate(leaves(unit)):
        sure = sure and leaf.state in (State.HELD, State.SUSPENDED)
        spans = sorted([*sentences(text_of(leaf.runs)), *((at, at) for at, _ in _gone(leaf.runs))]) if sure else []
        found += [(index, *span) for span in spans]
    if number == LAST:
        return found[-1] if found and sure else None
    return found[int(number) - 1] if 0 < int(number) <= len(found) else None
