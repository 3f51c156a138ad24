"""Amending orders made of their paragraphs, and operations in one line each."""

from __future__ import annotations

from nqs_docs.amendments.from_act import operations
from nqs_docs.amendments.operation import Operation
from nqs_docs.clauses.act import Act, Address, Commencement, Unit, leaves, text_of
from nqs_docs.clauses.address import render
from nqs_docs.clauses.from_lines import read_act
from nqs_docs.findings import Finding
from nqs_docs.sources.read import read

TITLE = "Кейбір бұйрықтарға өзгерістер енгізу туралы"
REQUISITES = (
    "Қазақстан Республикасы Еңбек және халықты әлеуметтік қорғау министрінің 2026 жылғы 10 сәуірдегі № 900 бұйрығы. "
    "Қазақстан Республикасының Әділет министрлігінде 2026 жылғы 10 сәуірде № 38900 болып тіркелді"
)
TARGET = (
    '"Үлгілік қағидаларды бекіту туралы" Қазақстан Республикасы Еңбек және халықты әлеуметтік қорғау министрінің '
    "2023 жылғы 18 қыркүйектегі № 391 {} (Нормативтік құқықтық актілерді мемлекеттік тіркеу тізілімінде № 33449 "
    "болып тіркелген)"
)
LEAD = TARGET.format("бұйрығына") + " мынадай өзгерістер мен толықтырулар енгізілсін:"
RULES = "көрсетілген бұйрықпен бекітілген Үлгілік қағидаларда:"
IN_FORCE = "Осы бұйрық 2026 жылғы 12 шілдеден бастап қолданысқа енгізіледі."


def order(*paragraphs: str, in_force: str = IN_FORCE, annexes: tuple[str, ...] = ()) -> Act:
    """An order whose first point holds ``paragraphs`` and whose second says when it is in force."""
    blocks = [
        f"## {TITLE}", REQUISITES, "**БҰЙЫРАМЫН:**", "1. " + paragraphs[0], *paragraphs[1:],
        *([f"2. {in_force}"] if in_force else []), "*Министр*", "*А. Ертаев*", *annexes,
    ]  # fmt: skip
    return act("\n\n".join(blocks) + "\n")


def act(text: str) -> Act:
    """An order as a source prints it, read."""
    return read_act(read(text.encode(), "order.md", ""))[0]


def read_rules(*paragraphs: str) -> tuple[list[str], list[str]]:
    """What instructions under the context line of the rules give: operations and finding codes."""
    return told(order(LEAD, RULES, *paragraphs))


def read_order(*paragraphs: str) -> tuple[list[str], list[str]]:
    """What instructions directly under the cited order give."""
    return told(order(LEAD, *paragraphs))


def told(amending: Act) -> tuple[list[str], list[str]]:
    """Operations and findings of an act, in one line each."""
    found, findings = operations(amending)
    return [line(operation) for operation in found], codes(findings)


def codes(findings: tuple[Finding, ...]) -> list[str]:
    """The codes of findings, in order."""
    return [finding.code for finding in findings]


def line(operation: Operation) -> str:
    """An operation in one line: "replace қағидалардың 5-тармағы = 5. Мәтін."."""
    if operation.verb is None:
        return f"? {operation.reason}"
    address = "акт" if operation.address == Address(()) else ""
    address = address or (render(untitled(operation)) if operation.address else "-")
    parts = [operation.verb.value, address]
    if operation.old or operation.new:
        sign = "=>" if not operation.verb.value.startswith("insert") else ("+>" if operation.after else "<+")
        parts.append(f"[{operation.old}] {sign} [{operation.new}]")
    if operation.everywhere:
        parts.append("(бүкіл)")
    parts += ["= " + text(unit) for unit in operation.units]
    if operation.until:
        parts.append(f"until {operation.until.date}")
    return " ".join(parts)


def untitled(operation: Operation):  # type: ignore[no-untyped-def]
    """The address without the names of documents."""
    from msgspec.structs import replace  # noqa: PLC0415

    assert operation.address is not None
    return replace(operation.address, steps=tuple(replace(step, title="") for step in operation.address.steps))


def text(unit: Unit) -> str:
    """The text of a unit, one space for any white space."""
    return " ".join(" ".join(text_of(leaf.runs) for leaf in leaves(unit)).split())


def when(commencement: Commencement | None) -> str:
    """A rule in few words."""
    if commencement is None:
        return "-"
    return str(commencement.date) if commencement.date else f"{commencement.rule.value}+{commencement.days}"
