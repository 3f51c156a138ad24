"""Which units of the acts are forms, what they are called, and since when they read as they do.

A form is an appendix or an approved document with places to fill in. It is not one
where it is the new wording that an order gives to another act: then it is the other
act's. A form keeps its name on every day: it is named by its address and not by its text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import asdict, replace

from nqs_docs.amendments.operation import Operation
from nqs_docs.clauses.act import Address, Kind, State, Step, Unit, leaves, text, walk
from nqs_docs.clauses.address import address_of, eid, locate, plain, spoken
from nqs_docs.clauses.address_locate import Path, unit_at
from nqs_docs.editions.edition import Edition, Outcome, Wording
from nqs_docs.editions.find import estimated, find, is_held
from nqs_docs.editions.library import Library
from nqs_docs.editions.tree import along, nearest
from nqs_docs.findings import Finding, NoSuchUnit, NotHeld, NqsError, Severity, UsageError
from nqs_docs.forms import blank as reading
from nqs_docs.forms.draft import shortest
from nqs_docs.forms.drift import choose
from nqs_docs.forms.model import Blank, FormEntry
from nqs_docs.forms.template import Template, laid_out
from nqs_docs.language.folding import fold_case
from nqs_docs.language.latin import latin
from nqs_docs.publish.document import Block

#: Nouns of documents that rule and are not filled in, whatever runs stand in them.
_RULES = frozenset("қағидалар ереже нұсқаулық әдістеме стандарт регламент тәртіп жарғы түсіндірме".split())
_APPENDIX = "қосымша"
_SCOPES = (Kind.DOCUMENT, Kind.APPENDIX)


class _Place(Struct, frozen=True):
    """A unit that is a form on some day."""

    act: str
    address: Address  # without titles, full
    noun: str  # of the document it is, or is an appendix of
    label: str | None  # of an appendix; None for a document

    @property
    def eid(self) -> str:
        return eid(self.address)


def forms(library: Library, on: date) -> tuple[FormEntry, ...]:
    """The forms whose wording on a day is held, by act and printed order."""
    asked = (_on(library, place, name, on) for place, name in _names(library).items())
    return tuple(entry for entry in asked if isinstance(entry, FormEntry))


def blank(
    library: Library, name: str, on: date, templates: tuple[Template, ...] = ()
) -> tuple[Blank, tuple[Finding, ...]]:
    """The blank of a form as it is prescribed on a day, and what in it could not be recovered.

    ``name`` as listed, or with the registry id ("V2200026976-1"), or the registry id and
    the eId ("V2200026976/doc-qaghidalar__app_1"). Raises UsageError with the names there
    are, NoSuchUnit where there is no such form on the day, NotHeld where its wording is not held.
    A template whose words are those of the day gives the layout; without one, a form whose
    table is lost in the source is NotHeld too.
    """
    entry = lookup(library, name, on)
    edition = library.edition(entry.act, on, notes=False)
    path = find(edition, entry.address)
    made, found = reading.of_blocks(Blank(**asdict(entry), on=on), reading.blocks(edition, path))
    template, stale = choose(templates, edition, path)
    if template:
        return laid_out(made, template), ()
    if any(finding.severity is Severity.ERROR for finding in found):
        names = ", ".join(dict(finding.params)["template"] for finding in stale)
        raise NotHeld("form.no-layout", form=entry.form, on=on.isoformat(), templates=names or "–")
    return made, (*found, *stale)


def missing(library: Library, on: date) -> tuple[tuple[str, NqsError], ...]:
    """The forms of other days, by name, and why there is no blank of them on a day."""
    asked = ((name, _on(library, place, name, on)) for place, name in _names(library).items())
    return tuple((name, why) for name, why in asked if isinstance(why, NqsError))


def redactions(library: Library, name: str) -> tuple[Wording, ...]:
    """All that is known of a form through time, wordings that are not held among them."""
    return tuple(_periods(library, _named(_names(library), name)))


def lookup(library: Library, name: str, on: date) -> FormEntry:
    """The form of that name on a day; raises as ``blank`` does."""
    names = _names(library)
    place = _named(names, name)
    found = _on(library, place, names[place], on)
    if isinstance(found, NqsError):
        raise found
    return found


def _named(names: Mapping[_Place, str], name: str) -> _Place:
    """By its name; or by one that begins with the registry id, where only one form has it."""
    wanted = fold_case(name.replace("№", "").strip())
    for spellings in ({place: [short] for place, short in names.items()}, {p: _tries(p, p.act) for p in names}):
        found = [place for place, tries in spellings.items() if wanted in map(fold_case, tries)]
        if len(found) == 1:
            return found[0]
    raise UsageError("blank.unknown", form=name, forms=", ".join(names.values()))


# --- on a day -------------------------------------------------------------------


def _on(library: Library, place: _Place, name: str, on: date) -> FormEntry | NoSuchUnit | NotHeld:
    """The form on a day if its whole wording is there; else why not."""
    edition = library.edition(place.act, on, notes=False)
    try:
        path = find(edition, place.address)
    except NoSuchUnit as gone:
        return gone
    except (NotHeld, UsageError):
        return _not_held(library, place, name, on)
    if failed := _unapplied(edition, path):
        said = failed[0].operation
        return NotHeld("blank.not-applied", form=name, on=on.isoformat(), instruction=said.instruction)
    *around, unit = along(edition.root, path)
    whole = is_held(own(unit)) and all(one.state is State.HELD for one in around)
    printed = reading.blocks(edition, path) if whole else ()
    if not whole or not reading.is_form(printed):
        return _not_held(library, place, name, on)
    return _entry(library, edition, place, name, path, printed)


def _not_held(library: Library, place: _Place, name: str, on: date) -> NotHeld:
    """Which wording is missing, and from when one is held; where none is later, only the first."""
    told = {"form": name, "unit": spoken(place.address), "act": library.citation(place.act).number or place.act}
    for wording in _periods(library, place):
        if is_wording(wording) and wording.since and wording.since > on:
            order = f"№ {wording.cause.by.number}" if wording.cause else "–"
            return NotHeld("blank.not-held", **told, on=on.isoformat(), since=wording.since.isoformat(), order=order)
    return NotHeld("blank.not-held-since", **told, on=on.isoformat())


def _unapplied(edition: Edition, path: Path) -> list[Outcome]:
    """The instructions in force that change the form and could not be applied: its words are not known."""
    return [failure for failure in edition.failures if _changes(edition.root, failure.operation, path)]


def _changes(root: Unit, operation: Operation, path: Path) -> bool:
    if operation.address is None:
        return _APPENDIX in fold_case(operation.instruction)
    _, places = next(nearest(root, operation.address), (None, ()))
    return any(place[: len(path)] == path for place in places)


def own(unit: Unit) -> Unit:
    """A document without its appendices: they are forms of their own."""
    return replace(unit, children=tuple(one for one in unit.children if one.kind is not Kind.APPENDIX))


def _entry(
    library: Library, edition: Edition, place: _Place, name: str, path: Path, printed: Sequence[Block]
) -> FormEntry:
    unit = own(unit_at(edition.root, path))
    since, until, doubts = _period(library, place, edition.on)
    keys = [key for one in walk(unit) for key in (one.cause, *(run.cause for run in one.runs))]
    causes = tuple(edition.causes[key] for key in dict.fromkeys(keys) if key in edition.causes)
    act_estimated = edition.in_force is not None and edition.in_force.estimated(edition.on)
    unsure = act_estimated or bool(estimated(edition, path))
    title = reading.title(unit, printed)
    return FormEntry(name, place.act, place.address, place.eid, title, since, until, unsure, doubts, causes)


# --- periods --------------------------------------------------------------------


def _period(library: Library, place: _Place, on: date) -> tuple[date, date | None, tuple[date, ...]]:
    """The redaction of a day: from when and, not included, until when; and which of the two are not certain."""
    periods = _periods(library, place)
    for wording in reversed(periods):
        if wording.since is None or wording.since <= on:
            since = wording.since or library.citation(place.act).date or date.min
            return since, wording.until, tuple(day for day in doubtful(periods) if day in (since, wording.until))
    return on, None, ()


def doubtful(periods: Iterable[Wording]) -> tuple[date, ...]:
    """The days on which redactions begin, and those before them end, that are not certain."""
    return tuple(one.since for one in periods if one.estimated and one.since)


def _periods(library: Library, place: _Place) -> list[Wording]:
    """The redactions of a form; two that print the same words are one."""
    found: list[Wording] = []
    for wording in library.history(place.act, place.address):
        if found and _state(found[-1].unit) == _state(wording.unit):
            found[-1] = replace(found[-1], until=wording.until)
        else:
            found.append(wording)
    return found


def _state(unit: Unit | None) -> tuple[State, list[str]] | None:
    return (unit.state, words(unit)) if unit else None


def words(unit: Unit) -> list[str]:
    """What a form prints, paragraph by paragraph, white space apart."""
    return ["".join(text(leaf).split()) for leaf in leaves(own(unit))]


def is_wording(wording: Wording) -> bool:
    """Whether the whole text of a redaction is there."""
    return wording.unit is not None and wording.unit.state is State.HELD and is_held(own(wording.unit))


# --- names ----------------------------------------------------------------------


@lru_cache(maxsize=2)  # every question begins with the names
def _names(library: Library) -> dict[_Place, str]:
    """Every unit that is a form on some day, with its name."""
    places = [place for act in library.act_ids() for place in _places(library, act)]
    numbers = Counter(library.citation(act).number for act in library.act_ids())

    def act_name(place: _Place) -> str:
        number = library.citation(place.act).number
        return number if number and numbers[number] == 1 else place.act

    return dict(zip(places, shortest([_tries(place, act_name(place)) for place in places]), strict=True))


def _tries(place: _Place, act: str) -> list[str]:
    """Names from short to long: "78-1", "78-qaghidalar-1", "78/doc-qaghidalar__app_1"."""
    noun = latin(place.noun)
    short = f"{act}-{noun}" if place.label is None else "-".join(filter(None, (act, place.label)))
    long = "-".join(filter(None, (act, noun, place.label)))
    return [short, long, f"{act}/{place.eid}"]


def _places(library: Library, act: str) -> list[_Place]:
    """The units of an act that are a form on some day, in printed order of the last one."""
    found: dict[_Place, Path] = {}
    seen: set[int] = set()
    given = {start for operation in library.operations(act) for unit in operation.units for start in _starts(unit)}
    for day in reversed(library.dates(act) or (date.min,)):
        edition = library.edition(act, day, notes=False)
        for path, unit in _scopes(edition.root):
            rules = unit.kind is Kind.DOCUMENT and unit.name in _RULES
            if id(unit) in seen or rules or unit.state is not State.HELD or given & _starts(unit):
                continue
            seen.add(id(unit))
            if reading.is_form(reading.blocks(edition, path)):
                found.setdefault(_place(act, edition.root, path), path)
    return sorted(found, key=lambda place: found[place])


def _place(act: str, root: Unit, path: Path) -> _Place:
    *around, unit = along(root, path)
    if unit.kind is not Kind.APPENDIX:
        return _Place(act, _address(root, path), unit.name, None)
    owner = next((one.name for one in reversed(around) if one.kind is Kind.DOCUMENT), "")
    return _Place(act, _address(root, path), owner, unit.label)


def _address(root: Unit, path: Path) -> Address:
    """The address by labels: an appendix has it in every redaction, while its heading changes."""
    unit = unit_at(root, path)
    if unit.kind is Kind.APPENDIX and len(path) > 1:
        labelled = Address((*_address(root, path[:-1]).steps, Step(Kind.APPENDIX, unit.label)))
        if locate(root, labelled) == (path,):
            return labelled
    return plain(address_of(root, path))


def _scopes(root: Unit, path: Path = ()) -> Iterator[tuple[Path, Unit]]:
    """The documents and appendices of an act, wherever they stand."""
    for at, one in enumerate(root.children):
        if one.kind in _SCOPES:
            yield (*path, at), one
        if one.kind in (*_SCOPES, Kind.ORDER):
            yield from _scopes(one, (*path, at))


def _starts(unit: Unit) -> set[int]:
    """Where its words stand in their source."""
    printed = (leaf for leaf in leaves(own(unit)) if leaf.kind is not Kind.CORNER and text(leaf).strip())
    return {leaf.runs[0].start for leaf in printed if leaf.runs}
