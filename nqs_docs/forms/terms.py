"""Terms that an act attaches to a form, and the days they end on.

Which clauses speak of a form is told by the act itself: the points that prescribe it
("осы Қағидаларға 1-қосымшаға сәйкес нысан бойынша"), those after them in the same
chapter that name it ("Өтінімді … қарау мерзімі"), and the rows about terms of the
appendices that those points cite beside it. Clauses are read from the edition of the
day; where one of them is not held, that is said, and no term is made up.

Norm: counting from an event begins on the next day unless the clause says otherwise,
a term in months ends on the same day of the month (Civil Code, arts. 173, 174).
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from nqs_docs.clauses.act import COUNTED, Address, Kind, State, Step, Unit, text
from nqs_docs.clauses.address import address_of, eid, render
from nqs_docs.clauses.address_locate import Path, unit_at
from nqs_docs.editions.edition import Edition
from nqs_docs.editions.find import estimated, find
from nqs_docs.editions.tree import along, leaf_paths
from nqs_docs.forms.term_words import Counted, Limit, Measure, Term, read_terms
from nqs_docs.forms.working_days import WorkingDays
from nqs_docs.language.folding import fold_case
from nqs_docs.language.stems import stem

_CITED = re.compile(r"\bосы\s[^.;]{0,120}?(?<![\d-])((?:\d+(?:-\d+)*(?:\s*(?:,|және|мен|бен|пен)\s*|-))*)қосымша\w*")
_LABEL = re.compile(r"\d+(?:-\d+)*(?=\s|,|-қ|-$|$)")
_CHAPTERS = (Kind.SECTION, Kind.CHAPTER, Kind.SUBCHAPTER)
_PLAIN_TITLE = ("нысан", "үлгі")
_LONGEST = 3650  # days
_LAST = date.max - timedelta(days=3 * _LONGEST)  # of the days from which a term is counted: the calendar has an end


class FormTerm(Struct, frozen=True):
    """A term with the clause that sets it."""

    term: Term
    address: Address
    place: str  # the address in words
    eid: str
    estimated: bool


class FormTerms(Struct, frozen=True):
    """The terms of a form on a day, and the clauses that may hold more but are not held."""

    terms: tuple[FormTerm, ...]
    not_held: tuple[str, ...]


class Days(Struct, frozen=True):
    """The first and the last day of a term."""

    first: date
    last: date


class Ending(Struct, frozen=True):
    """A term with its days, where they can be told."""

    of: FormTerm
    days: Days | None
    working: bool | None  # whether its last day is a working day


def endings(found: FormTerms, day: date, working: WorkingDays) -> tuple[Ending, ...]:
    """When each term that begins with something on ``day`` ends."""
    said = [one.term for one in found.terms]
    days = [ends(term, day, working, said[:at]) for at, term in enumerate(said)]
    return tuple(
        Ending(one, of, working.is_working_day(of.last) if of else None)
        for one, of in zip(found.terms, days, strict=True)
    )


def terms(edition: Edition, form: Address) -> FormTerms:
    """The terms that an edition attaches to a form (an appendix or a document of it)."""
    root, path = edition.root, find(edition, form)
    unit = unit_at(root, path)
    appendix = unit.kind is Kind.APPENDIX
    owner = path[:-1] if appendix else ()
    cited = {at: _cites(point) for at, point in _points(root, owner)}
    citing = [at for at, named in cited.items() if appendix and unit.label in named]
    clauses = [*citing, *_naming(root, list(cited), citing, unit)]
    missing = [render(Address(form.steps[: 1 if owner else 0]))] if not citing and _gaps(root, owner) else []
    beside = {one.label: (*owner, at) for at, one in enumerate(unit_at(root, owner).children) if one.kind is unit.kind}
    for label in dict.fromkeys(label for at in citing for label in cited[at] if label != unit.label):
        if label not in beside or unit_at(root, beside[label]).state is State.NOT_HELD:
            missing.append(render(Address((*form.steps[:-1], Step(Kind.APPENDIX, label)))))
        else:
            clauses += _rows_of_terms(root, beside[label])
    found = [term for at in dict.fromkeys(clauses) for term in _of_clause(edition, at)]
    return FormTerms(tuple(found), tuple(missing))


def ends(term: Term, day: date, working: WorkingDays, before: Sequence[Term] = ()) -> Days | None:
    """When a term that begins with something on ``day`` ends; None where that cannot be told.

    ``before``: the terms of the same clause that stand before it, for one that is added to them. A
    term for which the clause does not say from when counts from the next day.
    """
    if day > _LAST:
        return None
    count = term.count
    if term.limit is Limit.LONGER:
        base = next((one for one in reversed(before) if one.limit is Limit.WITHIN), None)
        if base is None or base.measure is not term.measure:
            return None
        count += base.count
    elif term.limit is not Limit.WITHIN:
        return None
    first = day if term.counted is Counted.FROM else day + timedelta(days=1)
    longest = {Measure.WEEK: _LONGEST // 7, Measure.MONTH: _LONGEST // 30, Measure.YEAR: _LONGEST // 30}
    if count > longest.get(term.measure, _LONGEST):
        return None
    match term.measure:
        case Measure.WORKING_DAY:
            return Days(working.get_nth_working_day(first, 0), working.nth(first, count))
        case Measure.DAY:
            return Days(first, first + timedelta(days=count - 1))
        case Measure.WEEK:
            return Days(first, day + timedelta(weeks=count))
        case Measure.MONTH | Measure.YEAR:
            return Days(first, _months_later(day, count * (12 if term.measure is Measure.YEAR else 1)))
    return None


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.month - 1 + months, 12)
    last = calendar.monthrange(day.year + year, month + 1)[1]
    return date(day.year + year, month + 1, min(day.day, last))


# --- which clauses ------------------------------------------------------------------


def _points(root: Unit, owner: Path) -> Iterator[tuple[Path, Unit]]:
    """The points of a document (of the whole act for ()), in printed order, not those of its appendices."""
    for at, child in enumerate(unit_at(root, owner).children):
        if child.kind is Kind.POINT:
            yield (*owner, at), child
        elif child.kind in (*_CHAPTERS, Kind.DOCUMENT, Kind.ORDER):
            yield from _points(root, (*owner, at))


def _cites(unit: Unit) -> list[str]:
    """Labels of the appendices of its own document that a clause cites; "" for the only one."""
    found: dict[str, None] = {}
    for match in _CITED.finditer(fold_case(text(unit))):
        found |= dict.fromkeys(_LABEL.findall(match[1]) or [""])
    return list(found)


def _naming(root: Unit, points: Sequence[Path], citing: Sequence[Path], form: Unit) -> Iterator[Path]:
    """Points after a citing one in its chapter that name the form by the last noun of its title."""
    heading = next((text(child) for child in form.children if child.kind is Kind.HEADING), "")
    words = re.findall(r"[^\W\d_]+", re.sub(r"\([^)]*\)", " ", fold_case(heading)))
    noun = stem(words[-1]) if words else ""
    if len(noun) < 4 or noun in _PLAIN_TITLE:
        return
    named = re.compile(rf"\b{noun[:-1]}\w")
    for at in points:
        if any(at[:-1] == one[:-1] and at > one for one in citing) and named.search(fold_case(text(unit_at(root, at)))):
            yield at


def _rows_of_terms(root: Unit, path: Path) -> Iterator[Path]:
    """Of an appendix the rows that say «мерзім» before their last cell, and the points of one that is a document."""
    for at, child in enumerate(unit_at(root, path).children):
        inner = (*path, at)
        if child.kind is Kind.ROW:
            if any("мерзім" in fold_case(text(cell)) for cell in child.children[:-1]):
                yield (*inner, len(child.children) - 1)
        elif child.kind is Kind.POINT:
            if "мерзім" in fold_case(text(child)):
                yield inner
        elif child.kind in (*_CHAPTERS, Kind.TABLE):
            yield from _rows_of_terms(root, inner)


def _gaps(root: Unit, owner: Path) -> bool:
    """Whether more clauses may exist than are held."""
    points = [point for _, point in _points(root, owner)]
    return any(unit.gaps for unit in (*along(root, owner), *points)) or any(
        point.state is State.NOT_HELD for point in points
    )


# --- what they say ------------------------------------------------------------------


def _of_clause(edition: Edition, clause: Path) -> Iterator[FormTerm]:
    """The terms of a clause; one that does not say from when goes on counting as those before it."""
    counted = Counted.UNSAID
    cell = unit_at(edition.root, clause).kind is Kind.CELL
    act_estimated = edition.in_force is not None and edition.in_force.estimated(edition.on)
    for path in [clause] if cell else leaf_paths(edition.root, clause):
        leaf = unit_at(edition.root, path)
        address = _clause(address_of(edition.root, path))
        doubtful = act_estimated or bool(estimated(edition, path))
        for term in read_terms(text(leaf)) if leaf.state is State.HELD else ():
            counted = counted if term.counted is Counted.UNSAID else term.counted
            taken = replace(term, counted=counted) if term.limit in (Limit.WITHIN, Limit.LONGER) and not cell else term
            yield FormTerm(taken, address, render(address), eid(address), doubtful)


def _clause(address: Address) -> Address:
    """The numbered unit that a lawyer cites: without the part, indent or cell in it."""
    steps = list(address.steps)
    while len(steps) > 1 and steps[-1].kind in (*COUNTED, Kind.CELL):
        steps.pop()
    return Address(tuple(steps))
