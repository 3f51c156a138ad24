"""The three amending orders of the corpus give exactly their records."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from nqs_docs.amendments.from_act import operations
from nqs_docs.amendments.operation import Operation
from nqs_docs.clauses.act import Address, Kind, Step, Unit, leaves, text_of
from nqs_docs.clauses.from_lines import read_act
from nqs_docs.findings import Severity
from nqs_docs.sources.read import read

ROOT = Path(__file__).resolve().parents[2]
EXPECTED = Path(__file__).parent / "expected"
SEEDS = {"129": "V2600038395", "113": "V2600038286", "230": "V2500036564"}
SCOPES = {"act": "order", "rules": "қағидалар", "form/report": "есеп", "form/explanation": "түсіндірме"}
STEPS = {
    "point": Kind.POINT, "subpoint": Kind.SUBPOINT, "part": Kind.PART, "abzac": Kind.INDENT, "chapter": Kind.CHAPTER,
    "appendix": Kind.APPENDIX, "title": Kind.HEADING, "preamble": Kind.PREAMBLE, "corner": Kind.CORNER,
}  # fmt: skip


def seed(number: str) -> tuple[list[Operation], list[Any]]:
    file = next((ROOT / "corpus" / SEEDS[number]).glob("*.txt"))
    act, _ = read_act(read(file.read_bytes(), file.name, ""))
    found, findings = operations(act)
    assert not [finding for finding in findings if finding.severity is Severity.ERROR]
    return list(found), json.loads((EXPECTED / f"expected_{number}.json").read_text(encoding="utf-8"))


def address(target: str) -> Address:
    """An address from its spelling in the records: "rules/point:2/subpoint:7"."""
    scope = next(name for name in sorted(SCOPES, key=len, reverse=True) if target.startswith(name))
    name = SCOPES[scope]
    steps = [Step(Kind.ORDER) if name == "order" else Step(Kind.DOCUMENT, "", name)]
    for piece in filter(None, target[len(scope) :].split("/")):
        kind, _, label = piece.partition(":")
        steps.append(Step(STEPS[kind], label))
    return Address(tuple(steps))


def body(unit: Unit) -> str:
    """The text of new wording, corners of appendices left out; white space collapsed."""
    skipped = {id(child) for child in unit.children if child.kind is Kind.CORNER}
    texts = [text_of(leaf.runs) for leaf in leaves(unit) if id(leaf) not in skipped]
    return " ".join(" ".join(texts).split())


def untitled(address: Address) -> Address:
    return Address(tuple(Step(step.kind, step.label, step.name) for step in address.steps))


@pytest.mark.parametrize("number", SEEDS)
def test_an_order_gives_its_records_in_order(number: str) -> None:
    found, expected = seed(number)
    got = [
        (op.target.number, op.verb and op.verb.value, untitled(op.address)) for op in found if op.target and op.address
    ]
    assert got == [(record["act"], record["op"], address(record["target"])) for record in expected]
    assert [op.position for op in found] == list(range(1, len(expected) + 1))


@pytest.mark.parametrize("number", SEEDS)
def test_the_new_wording_is_the_quoted_text(number: str) -> None:
    found, expected = seed(number)
    for op, record in zip(found, expected, strict=True):
        wanted = record.get("new_text")
        assert [body(unit) for unit in op.units] == ([" ".join(wanted.split())] if wanted else [])
        assert (op.old, op.new) == (record.get("old", ""), record.get("new", ""))


@pytest.mark.parametrize("number", SEEDS)
def test_each_record_has_its_date(number: str) -> None:
    found, expected = seed(number)
    for op, record in zip(found, expected, strict=True):
        assert op.commencement is not None
        got = str(op.commencement.date) if op.commencement.date else f"publication+{op.commencement.days - 1}d"
        assert got == record["effective"], record["target"]


def test_single_indents_are_delayed() -> None:
    found, expected = seed("113")
    got = {op.position: [str(delay.commencement.date) for delay in op.delays] for op in found if op.delays}
    assert got == {r["order"]: [d["effective"] for d in r["delayed"]] for r in expected if r.get("delayed")}
    by_position = {op.position: op for op in found}
    for record in expected:
        for delay, wanted in zip(by_position[record["order"]].delays, record.get("delayed", []), strict=True):
            leaf = list(leaves(by_position[record["order"]].units[delay.unit]))[delay.leaf]
            assert text_of(leaf.runs).startswith(wanted["text_first_40"].strip())


def test_missing_signs_are_warnings() -> None:
    file = next((ROOT / "corpus" / SEEDS["129"]).glob("*.txt"))
    act, _ = read_act(read(file.read_bytes(), file.name, ""))
    found, findings = operations(act)
    spans = {finding.span for finding in findings if finding.code == "amendment.missing-terminal"}
    records = json.loads((EXPECTED / "expected_129.json").read_text(encoding="utf-8"))
    assert {op.position for op in found if op.span in spans} >= {
        r["order"] for r in records if r.get("missing_terminal")
    }


def test_every_run_of_new_wording_names_its_operation() -> None:
    found, _ = seed("129")
    for op in found:
        assert {run.cause for unit in op.units for leaf in leaves(unit) for run in leaf.runs} == {op.key}


@pytest.mark.parametrize("act_id", ["V2300033449", "V2300033455"])
def test_an_order_that_amends_nothing_gives_nothing(act_id: str) -> None:
    file = next((ROOT / "corpus" / act_id).glob("*.txt"))
    act, _ = read_act(read(file.read_bytes(), file.name, ""))
    assert operations(act) == ((), ())
