"""Instructions whose units a person named: the address is theirs, everything else is read as always."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from nqs_docs.amendments.operation import Verb
from nqs_docs.amendments.where import Steps
from nqs_docs.clauses.act import Act, Citation, Kind
from nqs_docs.clauses.address import parse
from nqs_docs.clauses.decision import Decision, Matter

Settled = Mapping[tuple[str, int], Decision]  # by the source and the offset of the instruction's words


class Meant(Struct, frozen=True):
    """What an instruction changes: the act, where it is another than the one that was read, and each unit."""

    target: Citation | None
    units: tuple[Steps, ...]


def settled_in(act: Act) -> Settled:
    """The decisions on the instructions of an act."""
    return {(one.source, one.at): one for one in act.decisions if one.matter is Matter.INSTRUCTION}


def meant(decision: Decision) -> Meant:
    """What a decision says; UsageError where one of its addresses is none."""
    target = Citation(decision.number, decision.signed) if decision.act else None
    return Meant(target, tuple(parse(words).steps if words else () for words in decision.addresses))


def shared(units: tuple[Steps, ...], counts: Sequence[int]) -> tuple[tuple[Steps, ...], ...] | None:
    """The units of each clause, ``counts`` of them each; all of them for a single one; None where they do not fit."""
    if len(counts) == 1:
        return (units,)
    if sum(counts) != len(units):
        return None
    starts = [sum(counts[:number]) for number in range(len(counts))]
    return tuple(units[start : start + count] for start, count in zip(starts, counts, strict=True))


def ended(verb: Verb, steps: Steps) -> Steps:
    """ "бұйрық" is the whole act for what ends it."""
    whole = verb in (Verb.REPEAL, Verb.SUSPEND) and len(steps) == 1 and steps[0].kind is Kind.ORDER
    return () if whole else steps
