"""Small trees and operations for tests, written as a lawyer would read them."""

from __future__ import annotations

from datetime import date
from typing import Any

from nqs_docs.amendments.operation import Operation, Verb
from nqs_docs.clauses.act import (
    Act,
    Address,
    Citation,
    Commencement,
    CommencementRule,
    Kind,
    Run,
    Unit,
    leaves,
    text_of,
    walk,
)
from nqs_docs.clauses.address import parse
from nqs_docs.findings import Span

BASE = "V2300033449"
ORDER = "V2600038395"
DAY = date(2026, 7, 12)
BODY = "Қазақстан Республикасы Еңбек және халықты әлеуметтік қорғау министрінің"


class Source:
    """Gives runs increasing spans of one source."""

    def __init__(self, key: str, cause: str = "") -> None:
        self.key, self.cause, self.at = key, cause, 0

    def leaf(self, kind: Kind, words: str) -> Unit:
        start, self.at = self.at, self.at + len(words) + 1
        return Unit(kind, runs=(Run(words, self.key, start, start + len(words), self.cause),))

    def point(self, label: str, *parts: str | list[str]) -> Unit:
        """A point: each part is a text, or a lead text with its subpoints."""
        return Unit(Kind.POINT, label, tuple(self._part(part) for part in parts))

    def part(self, *paragraphs: str) -> Unit:
        return self._part(list(paragraphs))

    def subpoint(self, text: str) -> Unit:
        label = text.split(")")[0]
        return Unit(Kind.SUBPOINT, label, (Unit(Kind.PART, children=(self.leaf(Kind.INDENT, text),)),))

    def _part(self, part: str | list[str]) -> Unit:
        lines = [part] if isinstance(part, str) else part
        return Unit(Kind.PART, children=tuple(self._line(line) for line in lines))

    def _line(self, line: str) -> Unit:
        head = line.split(")")[0]
        if head.replace("-", "").isdigit() and ")" in line:
            return self.subpoint(line)
        return self.leaf(Kind.INDENT, line)


def base() -> Unit:
    """An order and its Rules: two chapters, a point with restarting subpoints, one with three parts."""
    s = Source(BASE)
    order = Unit(
        Kind.ORDER,
        children=(
            s.leaf(Kind.HEADING, "Қағидаларды бекіту туралы"),
            s.leaf(Kind.REQUISITES, "министрінің 2023 жылғы 18 қыркүйектегі № 391 бұйрығы"),
            Unit(Kind.PREAMBLE, children=(s.leaf(Kind.INDENT, "Заңға сәйкес БҰЙЫРАМЫН:"),)),
            s.point("1", "1. Қағидалар бекітілсін."),
            s.point("2", "2. Осы бұйрық алғашқы ресми жарияланған күнінен кейін қолданысқа енгізіледі."),
        ),
    )
    first = Unit(
        Kind.CHAPTER,
        "1",
        (
            s.leaf(Kind.HEADING, "1-тарау. Жалпы ережелер"),
            s.point("1", "1. Осы Қағидалар тәртіпті айқындайды."),
            s.point("2", ["2. Ұғымдар:", "1) кәсіп – қызмет түрі;", "2) орган – ақпараттық жүйе иесі."]),
            s.point(
                "3", ["3. Пайдаланушылар:", "1) бірінші;", "2) екінші."], ["Келушілер:", "1) үшінші;", "2) төртінші."]
            ),
        ),
    )
    second = Unit(
        Kind.CHAPTER,
        "2",
        (
            s.leaf(Kind.HEADING, "2-тарау. Қалыптастыру тәртібі"),
            s.point("4", "4. Бірінші бөлік. Екінші сөйлем.", "Екінші бөлік.", "Үшінші бөлік."),
            s.point("5", "5. Ақпараттық жүйе және ақпараттық жүйелер тізілімі."),
        ),
    )
    appendix = Unit(
        Kind.APPENDIX,
        "",
        (s.leaf(Kind.CORNER, "Қағидаларға қосымша"), s.leaf(Kind.HEADING, "Өтінім"), s.leaf(Kind.INDENT, "Тегі ____")),
    )
    document = Unit(
        Kind.DOCUMENT,
        children=(
            s.leaf(Kind.CORNER, "бекітілген"),
            s.leaf(Kind.HEADING, "Тіркеу қағидалары"),
            first,
            second,
            appendix,
        ),
        name="қағидалар",
    )
    return Unit(Kind.ACT, children=(order, document))


def act(root: Unit | None = None, **more: object) -> Act:
    """The base order as a held act, in force from 22.09.2023 by its own clause."""
    citation = Citation("391", date(2023, 9, 18), "33449", BODY)
    return Act(BASE, citation, date(2023, 9, 21), root or base(), **more)  # type: ignore[arg-type]


def order(number: str = "129", signed: date = date(2026, 4, 10), key: str = ORDER) -> Act:
    """An amending order; its operations are given by hand."""
    return Act(key, Citation(number, signed, key[-5:], BODY), signed, Unit(Kind.ACT))


def on(day: date) -> Commencement:
    return Commencement(CommencementRule.DATE, day)


def operation(
    verb: Verb, address: str | Address, *units: Unit, position: int = 1, key: str = ORDER, **more: Any
) -> Operation:
    """An operation on the Rules (or wherever the address says)."""
    full = address if isinstance(address, Address) else parse(address)
    values: dict[str, Any] = {"commencement": on(DAY), **more}
    return Operation(
        key, position, f"{address} …", Span(key, 0, 10), verb, Citation("391", date(2023, 9, 18), "33449"), BASE, full,
        tuple(units), **values,
    )  # fmt: skip


def new(key: str = ORDER, position: int = 1) -> Source:
    """The quoted text of an instruction."""
    return Source(key, f"{key}#{position}")


def lines(unit: Unit) -> list[str]:
    """The paragraphs of a unit."""
    return [text_of(leaf.runs) for leaf in leaves(unit) if leaf.runs]


def states(unit: Unit) -> list[str]:
    return [f"{u.kind}:{u.label}:{u.state}" for u in walk(unit)]
