"""Clauses into operations: full addresses, new wording, words, one operation for each unit.

A ``Draft`` is an operation without its number and date.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product

from msgspec import Struct
from msgspec.structs import replace

from nqs_docs.amendments import quotation
from nqs_docs.amendments.annex import body, corner_of, fits
from nqs_docs.amendments.instruction import Clause, Refusal
from nqs_docs.amendments.operation import Verb
from nqs_docs.amendments.quotation import Quoted
from nqs_docs.amendments.scope import Scope
from nqs_docs.amendments.settled import Meant, ended, shared
from nqs_docs.amendments.slots import SEVERAL, Annex, Extent
from nqs_docs.amendments.where import SCOPES, Steps, continued
from nqs_docs.clauses.act import Address, Citation, Commencement, Kind, Step, Unit, text_of
from nqs_docs.clauses.address_make import from_the_end
from nqs_docs.clauses.labels import read_label
from nqs_docs.language.folding import fold, fold_case

_WORDS = frozenset({Verb.SUBSTITUTE, Verb.INSERT_WORDS, Verb.DELETE_WORDS, Verb.APPEND_WORDS})
_ENDED = frozenset({Verb.REPEAL, Verb.SUSPEND})
# Of these an act has only one, or they are told by their place: no label of their own.
_UNLABELLED = frozenset({Kind.HEADING, Kind.CORNER, Kind.PREAMBLE, Kind.NOTE, Kind.APPENDIX, Kind.TABLE})

# What stands in a point: without one it is nowhere.
_SMALL = frozenset({Kind.SUBPOINT, Kind.PART, Kind.INDENT, Kind.SENTENCE})


class Draft(Struct, frozen=True):
    """What becomes one operation."""

    verb: Verb
    target: Citation
    address: Address
    unit: Unit | None = None
    after: bool = False
    old: Extent | None = None
    new: Extent | None = None
    quoted_words: str = ""  # new words that stand in a quotation
    everywhere: bool = False
    spared: tuple[Address, ...] = ()
    crossed: tuple[Address, ...] = ()
    shared: int = 0
    cases: bool = False
    since: Commencement | None = None
    until: Commencement | None = None


Drafts = tuple[Draft, ...] | Refusal


def drafts(
    clauses: Sequence[Clause],
    scope: Scope,
    quoted: Quoted | None,
    annexes: Callable[[Annex], tuple[Unit, ...]],
    meant: Meant | None = None,
) -> Drafts:
    """The operations of an instruction, or why it is left alone as a whole.

    ``annexes`` gives the appendices of the amending act that a clause refers to;
    ``meant``: what a person said it changes. A clause without an outer address takes
    it from the clause before.
    """
    clauses = [_numbered(clause, quoted) for clause in clauses]
    placed = _placed(clauses, scope)
    if meant is not None:
        placed = _meant(clauses, scope, meant, placed)
    return placed if isinstance(placed, Refusal) else _worded(placed, quoted, annexes)


def _numbered(clause: Clause, quoted: Quoted | None) -> Clause:
    """ "мынадай мазмұндағы жолдармен", "… абзацтармен": the quotation says the numbers, or how many they are."""
    step = clause.units[0][-1] if len(clause.units) == 1 else None
    if quoted is None or step is None or step.label not in ("", SEVERAL):
        return clause
    labels: list[str] = []
    if step.kind is Kind.ROW:
        labels = [fold(text_of(row[0])).strip(' ".)') for row in quoted.rows if row]
        labels = labels if all(label.replace("-", "").isdecimal() for label in labels) else []
    elif step.kind is Kind.INDENT and step.label:
        labels = [""] * len(quoted.texts)
    elif step.kind in (Kind.POINT, Kind.SUBPOINT):
        read = (read_label(fold_case(text_of(text))) for text in quoted.texts)
        labels = [label.number for label in read if label and label.kind is step.kind]
    fits = labels and (step.label or len(labels) == 1)
    return replace(clause, units=tuple((Step(step.kind, label),) for label in labels)) if fits else clause


_Placed = list[tuple[Clause, Scope, tuple[Steps, ...]]]


def _placed(clauses: Sequence[Clause], scope: Scope) -> _Placed | Refusal:
    """Each clause with the act and the units it changes."""
    placed: _Placed = []
    for clause in clauses:
        inner = scope.entering(clause.at) if clause.at.citation is not None else scope
        if inner.target is None:
            return Refusal("amendment.no-target")
        addresses = _addresses(clause, inner, placed[-1][2] if placed else ())
        if isinstance(addresses, Refusal):
            return addresses
        placed.append((clause, inner, addresses))
    return placed


def _meant(clauses: Sequence[Clause], scope: Scope, meant: Meant, read: _Placed | Refusal) -> _Placed | Refusal:
    """The clauses with the units that a person named, shared out as they were read, else one for each."""
    counts = [1] * len(clauses) if isinstance(read, Refusal) else [len(addresses) for _, _, addresses in read]
    parts = shared(meant.units, counts)
    if parts is None:
        return Refusal("decision.count")
    placed: _Placed = []
    for clause, units in zip(clauses, parts, strict=True):
        inner = scope.entering(clause.at) if clause.at.citation is not None else scope
        target = meant.target or inner.target
        if target is None:
            return Refusal("amendment.no-target")
        verb = Verb(clause.formula.does)
        if (verb not in _WORDS or verb is Verb.APPEND_WORDS) and any(map(_is_column, units)):
            return Refusal("amendment.column")
        if verb not in _WORDS | _ENDED and not all(units):
            return Refusal("decision.bad-address")
        if verb is Verb.INSERT and not all(steps[-1].label or steps[-1].kind in _UNLABELLED for steps in units):
            return Refusal("amendment.no-number")
        placed.append((clause, replace(inner, target=target), tuple(ended(verb, steps) for steps in units)))
    return placed


def _addresses(clause: Clause, scope: Scope, before: tuple[Steps, ...]) -> tuple[Steps, ...] | Refusal:
    """The units that a clause changes, by their full addresses."""
    at = clause.at
    if not scope.known and not at.act and not (at.units and at.units[0][0].kind in SCOPES):
        return Refusal("amendment.scope-unknown")
    verb = Verb(clause.formula.does)
    base = before or scope.paths
    if at.units and at.units[0][0].kind in SCOPES:
        found = scope.resolve(at.units)
    elif at.units:
        found = _inside(base, at.units)
        if before and at.owned:
            # "… 2) тармақшасында «A» … , үшінші бөлігінде «B» …": of the point, if one verb is for both
            beside = _inside(tuple(path[:-1] for path in before), at.units)
            if isinstance(_anchored(beside), tuple):
                if beside != found and not clause.shares_verb:
                    return Refusal("amendment.scope-ambiguous")
                found = beside
    elif at.citation is not None or verb in _ENDED:
        return ((),) if at.citation is not None or at.act else Refusal()
    elif verb in _WORDS:
        return _anchored(_whole(clause, scope, before))
    else:
        found = base
    if verb in _ENDED:
        return tuple(ended(verb, steps) for steps in found)
    if (verb not in _WORDS or verb is Verb.APPEND_WORDS) and any(
        _is_column(steps) for steps in (*found, *clause.units)
    ):
        return Refusal("amendment.column")  # nothing below moves whole columns
    if verb is Verb.INSERT:
        return _inserted(clause, found)
    return _anchored(found)


def _inside(outer: tuple[Steps, ...], units: tuple[Steps, ...]) -> tuple[Steps, ...]:
    """ "1-қосымша" below "бұйрыққа 1-қосымшада:" is an appendix of what stands there, not the same again."""
    return tuple(
        dict.fromkeys(
            (*path, *steps) if steps[0].kind is Kind.APPENDIX and path[-1:] == steps[:1] else continued(path, steps)
            for steps in units
            for path in outer
        )
    )


def _whole(clause: Clause, scope: Scope, before: tuple[Steps, ...]) -> tuple[Steps, ...]:
    """Words without an address: in the unit of the clause before, of the context, else in the whole act."""
    if before and not clause.throughout:
        return before
    return scope.paths if scope.said else ((),)


def _anchored(found: tuple[Steps, ...]) -> tuple[Steps, ...] | Refusal:
    """Addresses, unless one is a "3) тармақша" for which no point was named."""
    loose = any(len(steps) > 1 and steps[0].kind in SCOPES and steps[1].kind in _SMALL for steps in found)
    return Refusal("amendment.scope-unknown") if loose else found


def _is_column(steps: Steps) -> bool:
    """ "3-баған" of a whole table, not of one row."""
    return bool(steps) and steps[-1].kind is Kind.COLUMN and Kind.ROW not in (step.kind for step in steps)


def _inserted(clause: Clause, outer: tuple[Steps, ...]) -> tuple[Steps, ...] | Refusal:
    """The addresses of new units: inside the unit named, or behind it ("3-тармақтан кейін … 3-1-тармақпен")."""
    units = clause.units
    if clause.behind:
        if len(outer) != 1:
            return Refusal()
        units = _behind(outer[0], units)
        if not units:
            return Refusal("amendment.place-mismatch")
    if any(steps[-1].label in ("", SEVERAL) and steps[-1].kind not in _UNLABELLED for steps in units):
        return Refusal("amendment.no-number")
    return _anchored(tuple(dict.fromkeys(continued(path, steps) for path in outer for steps in units)))


def _behind(place: Steps, units: tuple[Steps, ...]) -> tuple[Steps, ...]:
    """New units behind ``place``; () where their numbers would put them elsewhere."""
    last = place[-1]
    if any(len(steps) != 1 or steps[0].kind is not last.kind for steps in units):
        return ()
    if from_the_end(Address((last,))):  # "соңғы бөлігінен кейін": which one that is the edition says
        labels = [steps[0].label for steps in units]
        fits = all(map(_follows, labels[1:], labels)) if last.kind is Kind.ROW else labels == [""]
        return ((last,), *units[1:]) if fits else ()
    if last.kind in (Kind.PART, Kind.INDENT, Kind.SENTENCE) and last.label.isdecimal():
        wanted = [str(int(last.label) + n) for n in range(1, len(units) + 1)]
        labels = [steps[0].label or number for steps, number in zip(units, wanted, strict=True)]
        return tuple((Step(last.kind, label),) for label in labels) if labels == wanted else ()
    return units if all(_follows(steps[0].label, last.label) for steps in units) else ()


def _follows(label: str, before: str) -> bool:
    """Whether a new number goes behind ``before``: 3-1 and 4 behind 3, 3-2 behind 3-1."""
    new, old = ([int(part) for part in text.split("-") if part.isdecimal()] for text in (label, before))
    return bool(new and old) and new > old and (new[0] == old[0] or (len(new) == 1 and new[0] > old[0]))


def _worded(
    placed: Sequence[tuple[Clause, Scope, tuple[Steps, ...]]], quoted: Quoted | None,
    annexes: Callable[[Annex], tuple[Unit, ...]],
) -> Drafts:  # fmt: skip
    """The drafts of all clauses; the quotation is shared out among those that need it."""
    wanted = [steps for clause, _, addresses in placed if _takes_units(clause) for steps in addresses]
    in_words = [clause.words for clause, _, _ in placed if clause.formula.quoted and not _takes_units(clause)]
    if quoted is not None and not wanted and not (len(quoted.texts) == len(in_words) == 1 and len(in_words[0]) < 2):
        return Refusal("amendment.quotation-mismatch")
    units: tuple[Unit, ...] | None = ()
    if wanted and quoted is not None:
        units = quotation.units(wanted, quoted.texts, quoted.rows)
        if units is None or in_words:
            return Refusal("amendment.quotation-mismatch")
    remaining = list(units or ())
    result: list[Draft] = []
    for clause, scope, addresses in placed:
        if _takes_units(clause):
            new, remaining = remaining[: len(addresses)], remaining[len(addresses) :]
        elif clause.annex is not None:
            found = annexes(clause.annex)
            if len(found) != len(addresses):
                return Refusal("amendment.annex-missing")
            new = [body(unit, steps[-1]) for unit, steps in zip(found, addresses, strict=True)]
            if not all(fits(unit, steps[-1]) for unit, steps in zip(new, addresses, strict=True)):
                return Refusal("amendment.quotation-mismatch")
            if not (clause.at.units and clause.at.units[0][0].kind in SCOPES):
                addresses = tuple(_tied(steps, unit, scope) for unit, steps in zip(new, addresses, strict=True))
        else:
            new = []
        result += _drafts(clause, scope, addresses, new, quoted)
    return tuple(result) or Refusal()


def _tied(steps: Steps, annex: Unit, scope: Scope) -> Steps:
    """ "2-қосымша" for which nothing was named, as the corner of its new text tells: "Қағидаларға 2-қосымша"."""
    said = corner_of(annex)
    if said is None or said.of_order or [step.kind for step in steps] != [Kind.ORDER, Kind.APPENDIX]:
        return steps
    if len(scope.paths) == 1 and scope.paths[0][-1].kind is Kind.APPENDIX:
        return (*scope.paths[0], steps[-1])
    return (Step(Kind.DOCUMENT, name=said.noun), steps[-1]) if said.noun else steps


def _takes_units(clause: Clause) -> bool:
    return clause.formula.quoted and clause.formula.does in (Verb.REPLACE, Verb.INSERT)


def _drafts(
    clause: Clause, scope: Scope, addresses: tuple[Steps, ...], new: Sequence[Unit], quoted: Quoted | None
) -> list[Draft]:
    verb = Verb(clause.formula.does)
    assert scope.target is not None  # checked by ``drafts``
    if verb in _WORDS:
        words = clause.words or ((None, None),)
        shared = words[0][0] if len(words) > 1 and len(addresses) > 1 else None
        text = " ".join(text_of(runs) for runs in quoted.texts) if clause.formula.quoted and quoted else ""
        return [
            Draft(
                verb, scope.target, Address(steps), after=clause.after, old=old, new=fresh, quoted_words=text,
                everywhere=clause.throughout or len(steps) < 2, shared=shared[0] if shared else 0, cases=clause.cases,
                spared=tuple(Address(continued(steps, one)) for one in clause.spared), crossed=_crossed(addresses),
            )
            for steps, (old, fresh) in product(addresses, words)
        ]  # fmt: skip
    units: Sequence[Unit | None] = list(new) or [None] * len(addresses)
    crossed = () if new else _crossed(addresses)  # as many new units as there are pairs: each is meant
    return [
        Draft(
            verb, scope.target, Address(steps), unit, after=clause.behind and from_the_end(Address(steps[-1:])),
            crossed=crossed, since=clause.since, until=clause.until,
        )
        for steps, unit in zip(addresses, units, strict=True)
    ]  # fmt: skip


def _crossed(addresses: tuple[Steps, ...]) -> tuple[Address, ...]:
    """All of "2 және 6-тармақтардың екінші және үшінші бөліктері", two lists of units; () for any other."""
    outer, inner = {steps[:-1] for steps in addresses}, {steps[-1:] for steps in addresses}
    crossed = len(outer) > 1 and len(inner) > 1 and len(outer) * len(inner) == len(addresses)
    return tuple(Address(steps) for steps in addresses) if crossed else ()
