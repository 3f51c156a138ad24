"""A decision as somebody words it, and what would be different with it.

Addresses become full, an act that is named becomes its registry id, and the words a
decision rests on are taken from the source, so that ``settling`` can check them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from nqs_docs.amendments.operation import Operation
from nqs_docs.clauses.act import Address, Kind, Unit, leaves, walk
from nqs_docs.clauses.address import address_of, brief, locate, parse, plain, render
from nqs_docs.clauses.decision import Decision, Matter
from nqs_docs.editions.library import Library
from nqs_docs.findings import Finding, UsageError
from nqs_docs.redlines.compare import compare
from nqs_docs.redlines.redline import Redline
from nqs_docs.store.corpus import Corpus

_SCOPES = (Kind.ORDER, Kind.DOCUMENT)
Days = tuple[tuple[date, bool], ...]  # of redactions, and whether each is estimated


class Person(Struct, frozen=True):
    """Who decides, when and why."""

    name: str
    day: date
    reason: str


class Effect(Struct, frozen=True):
    """What would be different in an act."""

    act: str
    before: Days
    after: Days
    redline: Redline  # of its text as it is now and as it would be, on one day


def on_instruction(corpus: Corpus, source: str, at: int, addresses: Sequence[str], act: str, by: Person) -> Decision:
    """That the instruction at a place changes these units, of ``act`` where that is not "".

    UsageError where no instruction begins there, an address is none, or it does not say in which document it is.
    """
    library = corpus.library_of_changes(source)
    found = instruction_at(library.operations(source), source, at)
    if found is None:
        raise UsageError("decision.no-instruction", name="")
    read = library.target_id(found)
    target = corpus.resolve(act) if act.strip() else ""
    citation = corpus.library(target).citation(target) if target and target != read else None
    root = corpus.library(target or read).timeline(target or read).root(date.max) if target or read else None
    made = _decision(corpus, Matter.INSTRUCTION, found.span.start, found.span.end, source, by)
    given = [words for words in (" ".join(line.split()) for line in addresses) if words] or [""]
    made = replace(made, addresses=tuple(_full(words, root, library.lang(target or read)) for words in given))
    return replace(made, act=target, number=citation.number, signed=citation.date) if citation else made


def on_publication(corpus: Corpus, source: str, day: date, by: Person) -> Decision:
    """That an act was first officially published on a day; it rests on the requisites."""
    start, end = _requisites(corpus.compiled(source).act.root, source)
    if start == end:  # a text of the state's bank has none
        line = next(line for line in corpus.source(source).lines if line.raw.strip())
        start, end = line.start, line.start + len(line.raw)
    return replace(_decision(corpus, Matter.PUBLICATION, start, end, source, by), published=day)


def on_repair(corpus: Corpus, source: str, at: int, code: str, refused: bool, by: Person) -> Decision:
    """That a repair is right, or that it is not to be made."""
    found = repair_at(corpus.compiled(source).findings, at, code)
    if found is None or found.span is None:
        raise UsageError("decision.no-repair", name="")
    made = _decision(corpus, Matter.REPAIR, found.span.start, found.span.end, source, by)
    return replace(made, repair=code, refused=refused)


def instruction_at(operations: Sequence[Operation], source: str, at: int) -> Operation | None:
    """The first operation of the instruction whose words begin at a place of its source."""
    return next((one for one in operations if (one.span.source, one.span.start) == (source, at)), None)


def repair_at(findings: Sequence[Finding], at: int, code: str) -> Finding | None:
    """The repair at a place."""
    return next(
        (one for one in findings if is_repair(one) and one.span and (one.span.start, one.code) == (at, code)), None
    )


def is_repair(finding: Finding) -> bool:
    """Whether a finding is a repair that nobody has confirmed."""
    told = dict(finding.params)
    return finding.span is not None and "before" in told and "after" in told and finding.code != "decision.confirmed"


def effects(before: Corpus, after: Corpus, source: str, at: int) -> tuple[Effect, ...]:
    """What would be different in every act that the order ``source`` changes, and in itself.

    ``at``: the instruction on whose day texts are compared; else it is the last redaction.
    """
    old, new = before.library_of_changes(source), after.library_of_changes(source)
    decided = [
        one for one in new.outcomes(source) if (one.operation.span.source, one.operation.span.start) == (source, at)
    ]
    day = next((one.in_force.earliest for one in decided if one.in_force), None)
    ids = {library.target_id(one) for library in (old, new) for one in library.operations(source)}
    found = [_effect(old, new, act, day) for act in sorted({source, *ids} - {""})]
    return tuple(one for one in found if one.before != one.after or one.redline.units)


def _effect(old: Library, new: Library, act: str, day: date | None) -> Effect:
    before, after = (_days(library, act) for library in (old, new))
    on = day or max((one for one, _ in (*before, *after)), default=date.max)
    editions = [library.edition(act, on, notes=False) for library in (old, new)]
    return Effect(act, before, after, compare(editions[0], editions[1], (), ()))


def _days(library: Library, act: str) -> Days:
    doubtful = library.estimated_dates(act)
    return tuple((day, day in doubtful) for day in library.dates(act))


def _decision(corpus: Corpus, matter: Matter, start: int, end: int, source: str, by: Person) -> Decision:
    words = corpus.source(source).text[start:end]
    return Decision(matter, start, words, by.name, by.day, by.reason, source=source)


def _full(words: str, root: Unit | None, lang: str) -> str:
    """An address with the document or order it stands in; "" is the whole act."""
    address = parse(words) if words else Address(())
    places = locate(root, address) if root is not None and address.steps else ()
    if address.steps and address.steps[0].kind not in _SCOPES:
        if root is None or len(places) != 1:
            raise UsageError("decision.no-scope", unit=words)
        address = address_of(root, places[0])
    told = brief(root, address) if root is not None else plain(address)
    return render(told, lang=lang) if told.steps else ""


def _requisites(root: Unit, source: str) -> tuple[int, int]:
    places = [
        (run.start, run.end)
        for unit in walk(root) if unit.kind is Kind.REQUISITES
        for leaf in leaves(unit) for run in leaf.runs if run.source == source
    ]  # fmt: skip
    return (min(start for start, _ in places), max(end for _, end in places)) if places else (0, 0)
