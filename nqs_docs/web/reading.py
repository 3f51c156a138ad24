"""What was read from a file, cut for a page: its lines with what was noticed in them, its structure, its instructions.

A page stays short whatever the file: of a long one the beginning is shown, and every
line in which something was noticed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping

from msgspec import Struct

from nqs_docs.amendments.operation import Operation
from nqs_docs.clauses.act import NUMBERED, Address, Kind, Step, Unit, leaves, text
from nqs_docs.clauses.address import render
from nqs_docs.editions.edition import Outcome
from nqs_docs.findings import Finding
from nqs_docs.sources.line import Source
from nqs_docs.store.staging import Seen

_LINES, _UNITS, _INSTRUCTIONS, _FINDINGS = 200, 1000, 500, 500  # that are shown
_LONGEST = 1000  # letters of a line
_SNIPPET = 90
_NAMED = NUMBERED - {Kind.ROW} | {Kind.ORDER, Kind.DOCUMENT}


class Noted(Struct, frozen=True):
    """A line of the file; every second piece of it is what a finding is about."""

    number: int
    pieces: tuple[str, ...]
    findings: tuple[Finding, ...]


class Branch(Struct, frozen=True):
    """A unit of the structure."""

    depth: int
    name: str  # "7-тармақ"
    words: str  # its first ones
    children: int


class Instruction(Struct, frozen=True):
    """An instruction and what would become of it."""

    operation: Operation
    address: str
    outcome: Outcome | None


class Reading(Struct, frozen=True):
    """All that a page shows of a file."""

    seen: Seen
    lines: tuple[Noted, ...]
    branches: tuple[Branch, ...]
    instructions: tuple[Instruction, ...]
    findings: tuple[tuple[Finding, int], ...]  # with the number of the line, 0 where there is none
    total: int  # lines
    noticed: int  # findings
    units: int


def reading(seen: Seen, outcomes: Mapping[tuple[str, int], Outcome]) -> Reading:
    """What a page shows; ``outcomes`` by act and position of the instruction."""
    source, compiled = seen.source, seen.compiled
    starts = [line.start for line in source.lines]
    found = sorted(compiled.findings, key=lambda one: (one.severity, one.span.start if one.span else -1))
    own = [one for one in found if one.span and one.span.source.partition("/")[0] in (seen.id, "")]
    placed = {id(one): bisect_right(starts, one.span.start) for one in own if one.span}
    branches = list(_branches(compiled.act.root, 0))
    operations = compiled.operations[:_INSTRUCTIONS]
    return Reading(
        seen,
        tuple(_lines(source, own, placed)),
        tuple(branches[:_UNITS]),
        tuple(Instruction(op, _address(op), outcomes.get((seen.id, op.position))) for op in operations),
        tuple((one, placed.get(id(one), 0)) for one in found[:_FINDINGS]),
        len(source.lines),
        len(found),
        len(branches),
    )


def _lines(source: Source, found: list[Finding], placed: Mapping[int, int]) -> Iterator[Noted]:
    """The first lines and all in which something was noticed."""
    by_line: dict[int, list[Finding]] = {}
    for finding in found[:_FINDINGS]:
        by_line.setdefault(placed[id(finding)], []).append(finding)
    for number, line in enumerate(source.lines, 1):
        noted = by_line.get(number, [])
        if noted or (number <= _LINES and line.raw.strip()):
            yield Noted(number, tuple(_pieces(line.raw.rstrip(), line.start, noted)), tuple(noted))


def _pieces(raw: str, start: int, found: list[Finding]) -> Iterator[str]:
    """A line cut where the words of findings begin and end."""
    at = 0
    for span in sorted(one.span for one in found if one.span):
        begin = max(at, min(span.start - start, len(raw)))
        end = min(max(span.end - start, begin), len(raw))
        if end > begin:
            yield _short(raw[at:begin])
            yield _short(raw[begin:end])
            at = end
    yield _short(raw[at:])


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else words[:_LONGEST] + " …"


def _branches(unit: Unit, depth: int) -> Iterator[Branch]:
    for child in unit.children:
        if child.kind in _NAMED:
            named = [one for one in child.children if one.kind in _NAMED]
            first = next(leaves(child), child)
            words = " ".join(text(first).split())
            name = render(Address((Step(child.kind, child.label, child.name),)))
            yield Branch(depth, name, words[:_SNIPPET] + "…" * (len(words) > _SNIPPET), len(named))
            yield from _branches(child, depth + 1)
        elif child.children:
            yield from _branches(child, depth)


def _address(operation: Operation) -> str:
    return render(operation.address) if operation.address and operation.address.steps else ""
