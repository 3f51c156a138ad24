"""When each paragraph of an amending act comes into force.

The last point of an act says it for the whole ("Осы бұйрық … қолданысқа
енгізіледі") and names units that wait: "… 1-тармағының бесінші, алтыншы
абзацтарын … қоспағанда", with their date in a participle ("2026 жылғы 12 шілдеден
бастап қолданысқа енгізілетін"), or in a sentence of their own after it. Norm: Law
№ 480-V, art. 42; where nothing is said, ten days after publication.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import cache

from msgspec import Struct

from nqs_docs.amendments.commencement_words import clauses, is_retroactive, points, strays
from nqs_docs.amendments.entries import AMENDED, every_entry, title_of
from nqs_docs.amendments.entry import Entry
from nqs_docs.amendments.operation import Operation
from nqs_docs.amendments.where import Steps, read
from nqs_docs.clauses.act import Address, Commencement, CommencementRule, Kind, Step, Unit, child, leaves, text, text_of
from nqs_docs.clauses.address_locate import locate, unit_at
from nqs_docs.findings import Finding, Span, error, warning
from nqs_docs.language.folding import fold_case
from nqs_docs.language.formulas import OWN_NAMES
from nqs_docs.language.kazakh import document_form, inflect, unit_form

#: Where an act says nothing of it (art. 42): ten days after the day of publication.
DEFAULT = Commencement(CommencementRule.PUBLICATION, None, 11)

_DEFINED = re.compile(r"\(бұдан\s+әрі\s*-\s*([^()]{3,60})\)")
_APPROVES = re.compile(r"қоса\s+беріліп\s+отырған.*бекітілсін|утвердить\s+прилагаем", re.DOTALL)
#: What a Russian order calls the list it approves, where the clause of commencement names its points.
_RUSSIAN_NAME = re.compile(
    r"(?<=[\d)]\s)(?:указанн\w+\s+|прилагаемых\s+)?(?:изменений|дополнений)(?:\s+и\s+\w+)?\s*$", re.IGNORECASE
)
_LIST = "тізбе"
#: "… № 391 бұйрығына енгізілетін өзгерістердің 3-тармағын": of the list of changes.
_BROUGHT = re.compile(
    r"(?is).*№\s*(\S+)\s+(?:бұйрығына|қаулысына)(?:\s*\([^()]*\))?\s+енгізілетін\s+(?=өзгеріс|толықтыру)"
)


class Schedule(Struct, frozen=True):
    """The main clause of an act and the paragraphs with a rule of their own."""

    main: Commencement
    starts: tuple[int, ...] = ()  # of the delayed paragraphs, sorted
    ends: tuple[int, ...] = ()
    rules: tuple[Commencement, ...] = ()

    def at(self, position: int) -> Commencement | None:
        """The rule of its own of the paragraph at ``position`` of the source, or None."""
        index = bisect_right(self.starts, position) - 1
        return self.rules[index] if index >= 0 and position < self.ends[index] else None


def main_clause(root: Unit) -> Commencement:
    """The rule for the act as a whole; ``DEFAULT`` where it says nothing."""
    return schedule(root)[0].main


def schedule(root: Unit) -> tuple[Schedule, tuple[Finding, ...]]:
    """When the paragraphs of the act ``root`` come into force, and what could not be read of it."""
    said = list(points(root))
    if not said:
        stray = next(strays(root), None)  # under a heading that is none
        return _unreadable(*stray) if stray else (Schedule(DEFAULT), ())
    point, words = said[0][0], " ".join(sentence for _, sentence in said)
    found = [told for told in (clauses(sentence) for _, sentence in said) if told is not None]
    mains = [main for main, _ in found if main is not None] or [DEFAULT]
    if len(found) < len(said) or len(mains) > 1 or mains[0].rule is CommencementRule.UNREADABLE:
        return _unreadable(point, words)
    exceptions = [exception for _, excepted in found for exception in excepted]
    places: dict[int, tuple[int, Commencement]] = {}
    lost = Commencement(CommencementRule.UNREADABLE, clause=words)
    findings: list[Finding] = []
    entries = cache(lambda: every_entry("", root, {})[0])
    for exception in exceptions:
        waiting = _leaves(root, exception.words, entries)
        if waiting is None:
            return _unreadable(point, words)
        for leaf in waiting:
            _put(places, leaf, exception.rule or lost)
    if is_retroactive(words):
        findings.append(_finding(point, words, "amendment.retroactive"))
    if any(own is lost for _, own in places.values()):
        findings.append(_finding(point, words))
    ordered = sorted((start, end, own) for start, (end, own) in places.items())
    return Schedule(mains[0], *(zip(*ordered, strict=True) if ordered else ())), tuple(findings)


def _put(places: dict[int, tuple[int, Commencement]], leaf: Unit, own: Commencement) -> None:
    if not leaf.runs:
        return
    start, end = min(run.start for run in leaf.runs), max(run.end for run in leaf.runs)
    before = places.get(start)
    # A sentence after the main clause gives the date that an exception left open.
    if before is None or own.rule is not CommencementRule.UNREADABLE:
        places[start] = (end, own)


def _unreadable(point: Unit, words: str) -> tuple[Schedule, tuple[Finding, ...]]:
    return Schedule(Commencement(CommencementRule.UNREADABLE, clause=words)), (_finding(point, words),)


def _finding(point: Unit, words: str, code: str = "amendment.commencement-unreadable") -> Finding:
    runs = [run for leaf in leaves(point) for run in leaf.runs]
    span = Span(runs[0].source, runs[0].start, runs[-1].end)
    return (warning if code == "amendment.retroactive" else error)(code, span=span, text=words)


def _leaves(root: Unit, words: str, entries: Callable[[], list[Entry]]) -> list[Unit] | None:
    """Every paragraph of the units that ``words`` name; None where one is not found."""
    brought = _BROUGHT.match(words)
    if brought and _is_amended(brought[1], entries()):
        words = words[brought.end() :]
    where = read(_renamed(root, words))
    if where is None or not where.units or where.doubtful:
        return None
    cited = where.citation is not None  # "№ 391 бұйрығымен бекітілген Қағидалардың 3-тармағын"
    if where.citation is not None and not _is_amended(where.citation.number, entries()):
        return None
    found: list[Unit] = []
    for steps in where.units:
        own = () if cited else _places(root, steps)
        place = next((paths[0] for paths in own if len(paths) == 1), None)
        here = list(leaves(unit_at(root, place))) if place else _instructed(root, entries(), steps, cited)
        if not here:
            return None
        found += here
        if (
            place
            and root.children[place[0]].kind is Kind.ORDER
            and _APPROVES.search(fold_case(text(unit_at(root, place))))
        ):
            # The point that approves the list brings it into force.
            found += [leaf for unit in root.children if unit.kind is Kind.DOCUMENT for leaf in leaves(unit)]
    return found


def _is_amended(number: str, entries: list[Entry]) -> bool:
    """Whether an act of that number is the only one that is amended."""
    return {entry.operation.target.number for entry in entries if entry.operation.target} == {number}


def _instructed(root: Unit, entries: list[Entry], steps: Steps, cited: bool) -> list[Unit]:
    """The paragraphs of the one instruction on a unit of the amended act: "Қағидалардың 3-тармағын қоспағанда"."""
    known = cited or steps[0].kind is Kind.DOCUMENT
    about = [entry for entry in entries if known and _is_about(entry.operation, steps)]
    places = {entry.position for entry in about}
    if len(places) != 1 or sum(entry.position in places for entry in entries) != len(about):
        return []
    places |= {leaf.runs[0].start for one in about for new in one.operation.units for leaf in leaves(new) if leaf.runs}
    spans = ((leaf, (leaf.runs[0].start, leaf.runs[-1].end)) for leaf in leaves(root) if leaf.runs)
    return [leaf for leaf, (start, end) in spans if any(start <= place < end for place in places)]


def _is_about(operation: Operation, steps: Steps) -> bool:
    """Whether an instruction changes a unit or what stands in it; a document is known by its noun."""
    about = operation.address.steps[: len(steps)] if operation.address else ()
    there, named = ([(step.kind, step.label, step.name) for step in either] for either in (about, steps))
    return there == named


def _renamed(root: Unit, words: str) -> str:
    """``words`` with the list's own name for itself made "тізбе": "өзгерістердің 1-тармағы"."""
    words = _RUSSIAN_NAME.sub("перечня", words)
    order = child(root, Kind.ORDER)
    said = " ".join(text_of(leaf.runs) for leaf in leaves(order)) if order else ""
    defined = [match[1].strip() for match in _DEFINED.finditer(fold_case(said))]
    for name in sorted({*OWN_NAMES, *defined}, key=len, reverse=True):
        if document_form(name.split()[-1]) is None and unit_form(name.split()[-1]) is None:
            for case in ("gen", "acc", "dat", "nom"):
                pattern = rf"(?<!\w){re.escape(inflect(name, case))}(?!\w)"
                words = re.sub(pattern, inflect(_LIST, case), words, flags=re.IGNORECASE)
    return words


def _places(root: Unit, steps: Steps) -> Iterator[tuple[tuple[int, ...], ...]]:
    """Where the units may stand, best first: as named, in the approved list, in the order itself."""
    yield locate(root, Address(steps))
    if steps[0].kind is Kind.DOCUMENT and steps[0].name in ("", _LIST):
        documents = [index for index, unit in enumerate(root.children) if unit.kind is Kind.DOCUMENT]
        lists = [index for index in documents if AMENDED.search(title_of(root.children[index]))]
        for only in (documents, lists):
            if len(only) == 1:
                yield tuple((*only, *path) for path in locate(root.children[only[0]], Address(steps[1:])))
    elif steps[0].kind is not Kind.ORDER:
        yield locate(root, Address((Step(Kind.ORDER), *steps)))
