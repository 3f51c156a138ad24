"""An official edition as a witness: what is different in it, unit by unit, and whose difference it is.

Each difference is one finding with our words and theirs. The rules, in their order:

witness.not-held    our side has no text there, or an order that the official notes of the
                    unit name is not in the corpus, or no held order has an instruction for
                    the unit and one that made an edition up to this one is not held
witness.editorial   the same letters and digits in the same order: signs, capitals, white
                    space or the cut into paragraphs differ; or a line stands for a text
                    that is in force later
witness.ours        an error: the official words stand in a source that is held, or an
                    instruction for the unit failed, or the official note names a held
                    order of which we know no instruction for it, or neither wording
                    stands in any source
witness.source      our paragraphs stand word for word in a source that is held, theirs in none

Quotes, dashes, Latin look-alikes and white space are folded before anything is compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from nqs_docs.clauses.act import Act, Address, Citation, Kind, NoteEvent, State, Unit, leaves, text
from nqs_docs.clauses.address import spoken
from nqs_docs.clauses.address_locate import unit_at
from nqs_docs.editions.edition import Edition, Status
from nqs_docs.editions.library import Library, compile_acts
from nqs_docs.editions.tree import related
from nqs_docs.findings import Finding, error, warning
from nqs_docs.language.folding import fold, fold_case
from nqs_docs.redlines.compare import compare
from nqs_docs.redlines.redline import Change, ChangedUnit, Place, Row

_PROVES = 15  # letters from which the same words in a source are no accident
_SHOWN = 200
_LETTERS = re.compile(r"[\W_]+")
Identity = tuple[str, date | None]


class Witness(Struct, frozen=True):
    """An official edition that is held beside the base."""

    act: Act
    edition: date  # the bank's date of it
    causes: tuple[Citation, ...]  # the acts that made the editions after the base, up to this one


def differences(library: Library, witness: Witness) -> tuple[Finding, ...]:
    """Every difference between the edition that ``library`` makes of the act and the official one."""
    act_id, day = witness.act.id, compared_on(library, witness)
    ours = library.edition(act_id, day, notes=False)
    theirs = compile_acts({act_id: witness.act}, {act_id: ()}).edition(act_id, day, notes=False)
    if ours.root.state is not State.HELD or theirs.root.state is not State.HELD:
        return ()
    judge = _Judge(library, witness, ours, theirs)
    return tuple(judge.finding(unit, rows) for unit, rows in _changes(ours, theirs))


def compared_on(library: Library, witness: Witness) -> date:
    """The day whose edition answers to the official one.

    The bank dates an edition by the signing of the order that made it. Where that order
    is held, the day is the first on which an instruction of it for the act is in force.
    """
    held = _held(library)
    order = held.get(_identity(witness.causes[-1])) if witness.causes else None
    outcomes = library.outcomes(order) if order else ()
    days = [o.in_force.earliest for o in outcomes if o.in_force and library.target_id(o.operation) == witness.act.id]
    return max(witness.edition, min(days, default=witness.edition))


def _held(library: Library) -> dict[Identity, str]:
    return {_identity(act.citation): key for key, act in library.acts.items()}


def _identity(citation: Citation) -> Identity:
    return citation.number, citation.date


# --- which units differ -------------------------------------------------------------------


def _changes(ours: Edition, theirs: Edition) -> Iterator[tuple[ChangedUnit, list[Row]]]:
    """The changed units with their rows; requisites, which the bank does not print, are none."""
    redline = compare(replace(ours, root=_folded(ours.root)), replace(theirs, root=_folded(theirs.root)))
    rows: dict[int, tuple[ChangedUnit, list[Row]]] = {}
    for row in redline.rows:
        side = row.old or row.new
        both_gaps = row.old is not None and row.new is not None and row.old.gap and row.new.gap
        if row.unit is None or row.kind is Change.SAME or both_gaps or side is None:
            continue
        if side.unit.kind is not Kind.REQUISITES:
            rows.setdefault(id(row.unit), (row.unit, []))[1].append(row)
    return iter(rows.values())


def _folded(unit: Unit) -> Unit:
    """The unit with its letters and signs folded; nothing of it is printed."""
    children = tuple(_folded(child) for child in unit.children)
    return replace(unit, children=children, runs=tuple(replace(run, text=fold(run.text)) for run in unit.runs))


def _said(places: Iterable[Place | None]) -> str:
    return " ".join(text(place.unit) for place in places if place)


def _printed(edition: Edition, places: Iterable[Place | None]) -> str:
    """The words of some places as they are printed."""
    return " ".join(text(unit_at(edition.root, place.path)) for place in places if place)


def _letters(text: str) -> str:
    return _LETTERS.sub("", fold_case(text))


# --- whose they are -----------------------------------------------------------------------


class _Judge:
    """What is known of the two editions that are compared."""

    def __init__(self, library: Library, witness: Witness, ours: Edition, theirs: Edition) -> None:
        self._library, self._witness, self._ours, self._theirs = library, witness, ours, theirs
        self._held = _held(library)
        base = library.acts.get(ours.act)
        orders = [library.acts[source] for source in library.sources(ours.act)]
        self._sources = [_letters(text(act.root)) for act in (*([base] if base else []), *orders)]
        told = {_told(event) for note in base.notes for event in note.events} if base else set()
        self._news = [
            event for note in witness.act.notes for event in note.events if event.by and _told(event) not in told
        ]
        self._missing = [cause for cause in witness.causes if _identity(cause) not in self._held]

    def finding(self, unit: ChangedUnit, rows: Sequence[Row]) -> Finding:
        """The difference at one unit."""
        kind = self._kind(unit.address, rows)
        ours = _printed(self._ours, [row.old for row in rows])
        theirs = _printed(self._theirs, [row.new for row in rows])
        make = error if kind == "witness.ours" else warning
        return make(
            kind,
            act=self._ours.act,
            unit=spoken(unit.address),
            edition=self._witness.edition.isoformat(),
            ours=_short(ours, theirs),
            theirs=_short(theirs, ours),
        )

    def _kind(self, address: Address, rows: Sequence[Row]) -> str:
        ours, theirs = [_said([row.old]) for row in rows], [_said([row.new]) for row in rows]
        states = {side.unit.state for row in rows for side in (row.old, row.new) if side}
        named = [event for event in self._news if related(event.address, address)]
        known = [self._held.get(_identity(event.by)) for event in named if event.by]
        touched = any(self._instructs(order, address) for order in self._library.sources(self._ours.act))
        unheld = None in known or (self._missing and not touched)
        if State.NOT_HELD in states or any(row.unknown for row in rows) or unheld:
            return "witness.not-held"
        if _letters("".join(ours)) == _letters("".join(theirs)) or State.DELAYED in states:
            return "witness.editorial"
        uninstructed = any(not self._instructs(order, address) for order in known if order)
        if self._failed(address) or uninstructed or any(map(self._stands, theirs)):
            return "witness.ours"
        return "witness.source" if all(_of_one_source(row.old) for row in rows if row.old) else "witness.ours"

    def _stands(self, words: str) -> bool:
        """Whether words stand in a source that is held."""
        letters = _letters(words)
        return len(letters) >= _PROVES and any(letters in source for source in self._sources)

    def _failed(self, address: Address) -> bool:
        return any(
            failure.status is Status.UNRESOLVED and related(failure.operation.address, address)
            for failure in self._ours.failures
        )

    def _instructs(self, order: str, address: Address) -> bool:
        """Whether a held order has an instruction for the unit."""
        return any(
            related(op.address, address)
            for op in self._library.operations(order)
            if self._library.target_id(op) == self._ours.act
        )


def _of_one_source(side: Place) -> bool:
    """Whether each paragraph stands as it is in one source: no instruction changed words in it."""
    return all(len({run.cause for run in leaf.runs}) <= 1 for leaf in leaves(side.unit))


def _told(event: NoteEvent) -> tuple[Address | None, Identity | None]:
    return event.address, _identity(event.by) if event.by else None


def _short(words: str, other: str) -> str:
    """Words about the place where they begin to differ from others."""
    same = next(
        (at for at, (a, b) in enumerate(zip(words, other, strict=False)) if a != b), min(len(words), len(other))
    )
    start = max(words.rfind(" ", 0, max(same - _SHOWN // 4, 0)) + 1, 0) if len(words) > _SHOWN else 0
    cut = words[start : start + _SHOWN]
    return ("…" if start else "") + cut + ("…" if start + _SHOWN < len(words) else "")
