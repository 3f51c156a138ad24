"""A decision as somebody words it, what would be different with it; taking it and withdrawing it.

Addresses become full, an act that is named becomes its registry id, and the words a
decision rests on are taken from the source.

What a decision would do is tried in memory first (``tried``); one without effect is
refused, so that a file in ``decisions/`` was right on the day it was written.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from nqs_docs.amendments.operation import Operation
from nqs_docs.clauses.act import Address, Kind, Unit, leaves, walk
from nqs_docs.clauses.address import address_of, brief, locate, parse, plain, render
from nqs_docs.clauses.decision import Decision, Matter
from nqs_docs.editions.edition import Status
from nqs_docs.editions.library import Library
from nqs_docs.findings import Finding, UsageError
from nqs_docs.redlines.compare import compare
from nqs_docs.redlines.redline import Redline
from nqs_docs.store.corpus import Corpus
from nqs_docs.store.record import DECISIONS, Decisions, decisions, files
from nqs_docs.store.record import render as toml
from nqs_docs.store.write import alone, write_file

LONGEST = 1000  # characters of a name or a reason
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
    lost: int  # of its own instructions, how many would not be applied any more


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
    """That an act was first officially published on a day, which is not to come; it rests on the requisites."""
    if day > by.day:
        raise UsageError("decision.not-yet", date=day.isoformat())
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
    return tuple(one for one in found if one.before != one.after or one.redline.units or one.lost)


def _effect(old: Library, new: Library, act: str, day: date | None) -> Effect:
    before, after = (_days(library, act) for library in (old, new))
    on = day or max((one for one, _ in (*before, *after)), default=date.max)
    editions = [library.edition(act, on, notes=False) for library in (old, new)]
    applied = [sum(one.status is Status.APPLIED for one in library.outcomes(act)) for library in (old, new)]
    return Effect(act, before, after, compare(editions[0], editions[1], (), ()), max(applied[0] - applied[1], 0))


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


# --- taken and withdrawn ---------------------------------------------------------------------------


def tried(corpus: Corpus, decision: Decision) -> Corpus:
    """The corpus as it would be with ``decision``; nothing is kept.

    UsageError where another one stands on the same, or where it would have no effect.
    """
    held = decisions(corpus.home(decision.source), decision.source)
    undecided(held, decision.thing)
    trial = corpus.trying(decision, held)
    compiled = trial.compiled(decision.source)
    if decision not in compiled.act.decisions:
        raise _without_effect(compiled.findings, decision)
    for outcome in trial.library_of_changes(decision.source).outcomes(decision.source):
        if outcome.operation.decision == decision and outcome.status is Status.UNRESOLVED:
            raise UsageError(outcome.reason, **{"unit": "", **dict(outcome.params)})
    return trial


def _without_effect(findings: tuple[Finding, ...], decision: Decision) -> UsageError:
    """Why, as the finding of the trial says."""
    codes = [(one.code, dict(one.params)) for one in findings if one.code.startswith("decision.")]
    code, told = next((one for one in codes if one[1].get("name") == decision.name), ("decision.stale", {}))
    words = {"text": decision.words, "instruction": decision.words, "words": decision.words}
    return UsageError(told.get("code", code), **{**decision.told, **words})


def settle(corpus: Corpus, decision: Decision) -> Decision:
    """Keep a decision that has an effect: it with its name. UsageError as in ``tried``, or without name or reason."""
    decision = replace(decision, by=_said("by", decision.by), reason=_said("reason", decision.reason))
    tried(corpus, decision)
    home = corpus.home(decision.source)
    with alone(corpus.folder, home / DECISIONS):
        undecided(decisions(home, decision.source), decision.thing)
        taken = {path.stem for path in files(home)}
        names = (f"{decision.matter}-{decision.at}-{number}" for number in range(1, len(taken) + 2))
        kept = replace(decision, name=next(name for name in names if name not in taken))
        _write(home, kept)
    return kept


def withdraw(corpus: Corpus, source: str, name: str, by: str, day: date, reason: str) -> Decision:
    """Take a decision back: its file stays and says who, when and why. UsageError where there is none to withdraw."""
    home = corpus.home(source)
    by, reason = _said("by", by), _said("reason", reason)
    with alone(corpus.folder, home / DECISIONS):
        held = {one.name: one for one in decisions(home, source)[0]}
        if name not in held or held[name].withdrawn is not None:
            raise UsageError("decision.not-there", name=name)
        gone = replace(held[name], withdrawn_by=by, withdrawn=day, withdrawn_reason=reason)
        _write(home, gone)
    return gone


def _write(home: Path, decision: Decision) -> None:
    write_file(home / DECISIONS / f"{decision.name}.toml", toml(replace(decision, source="", name="")))


def undecided(beside: Decisions, thing: tuple[Matter, int, str]) -> None:
    """UsageError where somebody has settled it already."""
    for other in beside[0]:
        if other.withdrawn is None and other.thing == thing:
            raise UsageError("decision.taken", **other.told)


def _said(field: str, text: str) -> str:
    said = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())[:LONGEST]
    if not said:
        raise UsageError("decision.unsaid", field=field)
    return said
