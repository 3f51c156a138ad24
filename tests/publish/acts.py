"""Small hand-made editions."""

from __future__ import annotations

from datetime import date

from nqs_docs.amendments.operation import Operation, Verb
from nqs_docs.clauses.act import Address, Citation, Kind, Run, State, Step, Unit
from nqs_docs.editions.edition import Cause, Edition, EditorialNote, Interval, Outcome
from nqs_docs.findings import Span

ACT, ORDER_113 = "V2200026976", "V2600038286"
DAY = date(2026, 7, 12)
BY = Citation("113", date(2026, 4, 1), "38286", "Қазақстан Республикасы Еңбек және халықты әлеуметтік қорғау министрі")
RULES = Step(Kind.DOCUMENT, name="қағидалар")


def leaf(text: str, kind: Kind = Kind.INDENT, cause: str = "") -> Unit:
    return Unit(kind, runs=(Run(text, ORDER_113 if cause else ACT, 0, len(text), cause),))


def point(label: str, *parts: Unit, **more: object) -> Unit:
    return Unit(Kind.POINT, label, parts, **more)  # type: ignore[arg-type]


def part(*children: Unit, **more: object) -> Unit:
    return Unit(Kind.PART, children=children, **more)  # type: ignore[arg-type]


def row(*cells: str) -> Unit:
    return Unit(Kind.ROW, children=tuple(Unit(Kind.CELL, children=(leaf(cell),)) for cell in cells))


def rules(*children: Unit, **more: object) -> Unit:
    heading = (leaf("Ақталған адамға куәлік беру қағидалары", Kind.HEADING),)
    corner = (leaf("№ 78 бұйрығымен бекітілген", Kind.CORNER),)
    return Unit(Kind.DOCUMENT, children=(*corner, *heading, *children), name="қағидалар", **more)  # type: ignore[arg-type]


def order(*children: Unit) -> Unit:
    return Unit(Kind.ORDER, children=(leaf("Қағидаларды бекіту туралы", Kind.HEADING), *children))


def act(*scopes: Unit, **more: object) -> Unit:
    return Unit(Kind.ACT, children=scopes, **more)  # type: ignore[arg-type]


def cause(
    key: str = f"{ORDER_113}#9", since: date = DAY, latest: date | None = DAY, verb: Verb = Verb.REPLACE,
    address: Address | None = None,
) -> Cause:  # fmt: skip
    operation = Operation(
        ORDER_113, int(key.partition("#")[2].partition("@")[0]), "1-тармақ мынадай редакцияда жазылсын:",
        Span(ORDER_113, 0, 9), verb, Citation("78"), ACT, address,
    )  # fmt: skip
    return Cause(key, BY, ORDER_113, Interval(since, latest), operation)


def edition(
    root: Unit,
    *causes: Cause,
    notes: tuple[EditorialNote, ...] = (),
    failures: tuple[Outcome, ...] = (),
    on: date = DAY,
) -> Edition:
    citation = Citation("78", date(2022, 2, 28), "26976", "Қазақстан Республикасы Еңбек министрі")
    since = Interval(date(2022, 3, 12), date(2022, 3, 12))
    return Edition(ACT, citation, on, root, True, since, {c.key: c for c in causes}, failures, notes)


DELETED, DELAYED, NOT_HELD = State.DELETED, State.DELAYED, State.NOT_HELD
