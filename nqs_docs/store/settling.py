"""Taking a decision and withdrawing one.

What a decision would do is tried in memory first (``tried``); one without effect is
refused, so that a file in ``decisions/`` was right on the day it was written.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from msgspec.structs import replace

from nqs_docs.clauses.decision import Decision
from nqs_docs.editions.edition import Status
from nqs_docs.findings import Finding, UsageError
from nqs_docs.store.corpus import Corpus
from nqs_docs.store.record import DECISIONS, decisions, files
from nqs_docs.store.record import render as toml
from nqs_docs.store.write import alone, write_file

LONGEST = 1000  # characters of a name or a reason


def tried(corpus: Corpus, decision: Decision) -> Corpus:
    """The corpus as it would be with ``decision``; nothing is kept.

    UsageError where another one stands on the same, or where it would have no effect.
    """
    _free(corpus.home(decision.source), decision)
    trial = corpus.trying(decision)
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
        _free(home, decision)
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


def _free(home: Path, decision: Decision) -> None:
    held = decisions(home, decision.source)[0]
    for other in held:
        if other.withdrawn is None and other.thing == decision.thing and other.name != decision.name:
            raise UsageError("decision.taken", **other.told)


def _said(field: str, text: str) -> str:
    said = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())[:LONGEST]
    if not said:
        raise UsageError("decision.unsaid", field=field)
    return said
