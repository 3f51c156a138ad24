"""How acts are named in a document, and the lines that stand where a text is missing.

Worded like official notes, in square brackets: «[Ескерту. 12-тармақтың екінші
бөлігінің үшінші абзацы 12.07.2026 бастап қолданысқа енгізіледі - ҚР … министрінің
01.04.2026 № 113 бұйрығымен.]»
"""

from __future__ import annotations

from collections.abc import Iterator

from nqs_docs.clauses.act import Address, Citation, Kind, State, Unit, child, text
from nqs_docs.clauses.address import address_of, locate, render, shortest, spoken
from nqs_docs.clauses.address_locate import Path
from nqs_docs.editions import notes_russian
from nqs_docs.editions.edition import Cause, Edition, EditorialNote, Outcome
from nqs_docs.editions.tree import nearest, whole
from nqs_docs.language import editorial, russian
from nqs_docs.language.editorial import UNKNOWN_DAY, sentence_case
from nqs_docs.language.kazakh import inflect
from nqs_docs.language.messages import message


def act_name(citation: Citation, registry_id: str = "", lang: str = "kk") -> str:
    """An act by date and number: "18.09.2023 № 391 бұйрығы"; by its registry id where it has neither."""
    if not citation.number:
        return registry_id
    if lang == "ru":
        return f"{russian.act_word(citation.kind)} {notes_russian.act(citation.date, citation.number, '')}"
    return f"{editorial.act(citation.date, citation.number, '')} {inflect(citation.kind, possessive=True)}"


def act_title(root: Unit, otherwise: str) -> str:
    """The title of an act as it stands in an edition; ``otherwise`` where it is not held there."""
    order = child(root, Kind.ORDER)
    heading = child(order, Kind.HEADING) if order else None
    return (text(heading) if heading and heading.state is State.HELD else "") or otherwise


def act_number(citation: Citation) -> str:
    """An act by its number, for a sentence of any language: "№ 113 (01.04.2026)"."""
    return f"№ {citation.number} ({citation.date:%d.%m.%Y})" if citation.date else f"№ {citation.number}"


def act_called(citation: Citation, registry_id: str, own: str, lang: str) -> str:
    """An act in a sentence: by its name in a Kazakh one or one of its ``own`` language, by its number in any other."""
    return act_number(citation) if citation.number and lang not in ("kk", own) else act_name(citation, registry_id, own)


def by_act(citation: Citation, lang: str = "kk") -> str:
    """The act that did something: "ҚР … министрінің 01.04.2026 № 113 бұйрығымен", "приказом Министра … № 113"."""
    if lang == "ru":
        act = notes_russian.act(citation.date, citation.number, "")
        return f"{russian.act_word(citation.kind, 'instr')} {notes_russian.organ(citation.body)} {act}"
    act = editorial.act(citation.date, citation.number, "")
    return f"{editorial.organ(citation.body)} {act} {inflect(citation.kind, 'instr', possessive=True)}".strip()


# --- what stands in place of a text, and where notes and failures belong -------------------------


def gap_line(edition: Edition, path: Path, unit: Unit) -> str:
    """The line in place of a unit that is not held, suspended or in force later."""
    cause, lang = _cause(edition, unit), edition.lang
    by = _by(cause, lang)
    name = _name(edition, whole(edition.root, path) if unit.state is State.DELAYED else path)
    match unit.state:
        case State.DELAYED:
            return message("publish.delayed", lang, date=_later(edition, unit), unit=name, by=by)
        case State.SUSPENDED:
            return message("publish.suspended", lang, date=_until(cause), unit=name, by=by)
        case _ if cause is not None:
            return message("publish.not-held-since", lang, unit=_missing(edition, path), by=by)
        case _:
            return message("publish.not-held", lang, unit=_missing(edition, path))


def open_line(edition: Edition, path: Path, unit: Unit) -> str:
    """The line after the held units of a container that may hold more."""
    if unit.kind is Kind.ACT:
        return message("publish.act-open", edition.lang, act=_name(edition, ()))
    return message("publish.open", edition.lang, unit=_missing(edition, path))


def deleted_line(edition: Edition, path: Path, unit: Unit) -> str:
    """The line of a number that is kept (Law № 480-V, art. 27(6))."""
    by = _by(edition.causes.get(unit.cause), edition.lang)
    return message("publish.deleted", edition.lang, unit=_name(edition, path), by=by)


def placed_notes(edition: Edition) -> Iterator[tuple[EditorialNote, Path]]:
    """The notes of an edition with the path of the unit each stands at."""
    for note in edition.notes:
        yield note, next(iter(locate(edition.root, note.address)), ())


def failures_at(edition: Edition, path: Path) -> tuple[Outcome, ...]:
    """The instructions not applied that name the unit at ``path``, one above or one below it; or none that is known."""
    return tuple(f for f in edition.failures if not path or _touches(edition.root, f.operation.address, path))


def _touches(root: Unit, address: Address | None, path: Path) -> bool:
    """Whether the unit of an address, or the nearest one above it that is there, lies on the way of ``path``."""
    if address is None:
        return True
    named, places = next(nearest(root, address), (address, ()))
    exact = named == address
    return any(path[: len(place)] == place or (exact and place[: len(path)] == path) for place in places)


def _name(edition: Edition, path: Path) -> str:
    """The unit as an official note names it: its shortest address."""
    if not path:
        return sentence_case(act_name(edition.citation, edition.act, edition.lang))
    return sentence_case(render(shortest(edition.root, path), lang=edition.lang))


def _missing(edition: Edition, path: Path) -> str:
    """A unit that is not held: with its document, whose title may be missing too."""
    root = edition.root
    return sentence_case(spoken(address_of(root, path), edition.lang)) if root.gaps else _name(edition, path)


def _by(cause: Cause | None, lang: str) -> str:
    return by_act(cause.by, lang) if cause else ""


def _later(edition: Edition, unit: Unit) -> str:
    """When a delayed indent comes into force: its day, else the words of the clause.

    The key of its cause is that of the operation and the number of the leaf: "V2600038286#9@2".
    """
    if arrival := edition.causes.get(unit.cause):
        return f"{arrival.in_force.earliest:%d.%m.%Y}"
    leaf = unit.cause.partition("@")[2]
    cause = _cause(edition, unit)
    for delay in cause.operation.delays if cause and cause.operation else ():
        if str(delay.leaf) == leaf:
            own = delay.commencement
            return f"{own.date:%d.%m.%Y}" if own.date else own.clause
    return UNKNOWN_DAY


def _cause(edition: Edition, unit: Unit) -> Cause | None:
    """The event that put a unit in its state; for a delayed one, its operation where its own is to come."""
    return edition.causes.get(unit.cause) or edition.causes.get(unit.cause.partition("@")[0])


def _until(cause: Cause | None) -> str:
    until = cause.operation.until if cause and cause.operation else None
    if until is None:
        return ""
    return f"{until.date:%d.%m.%Y}" if until.date else until.clause
