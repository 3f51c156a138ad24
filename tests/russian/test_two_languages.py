"""An order compiled from its Russian text gives the operations of the Kazakh one: targets, addresses, verbs, dates.

The Russian orders beside this file are unofficial test texts, written from the formulas.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from nqs_docs.amendments.from_act import operations
from nqs_docs.amendments.operation import Operation
from nqs_docs.clauses.act import Act, Commencement, Kind, Unit, child, walk
from nqs_docs.clauses.address import eid, plain
from nqs_docs.clauses.from_lines import read_act
from nqs_docs.findings import Severity
from nqs_docs.sources.read import read

HERE = Path(__file__).parent
CORPUS = HERE.parents[1] / "corpus"
ORDERS = {"113": "V2600038286", "129": "V2600038395"}


def act_of(file: Path) -> Act:
    return read_act(read(file.read_bytes(), file.name, ""))[0]


def both(number: str) -> tuple[Act, Act]:
    """The Kazakh order of the corpus and the Russian test text."""
    kazakh = next(file for file in (CORPUS / ORDERS[number]).iterdir() if file.suffix in (".txt", ".md"))
    return act_of(kazakh), act_of(next(HERE.glob(f"order_{number}.*")))


def in_force(commencement: Commencement | None) -> tuple[object, ...]:
    return (commencement.rule, commencement.date, commencement.days) if commencement else ()


def told(operation: Operation) -> tuple[object, ...]:
    """Everything of an operation but its words."""
    return (
        operation.verb,
        operation.target_id,
        eid(plain(operation.address)) if operation.address else "",
        [(unit.kind, unit.label) for unit in operation.units],
        in_force(operation.commencement),
        [(delay.unit, delay.leaf, in_force(delay.commencement)) for delay in operation.delays],
    )


@pytest.mark.parametrize("number", ORDERS)
def test_both_languages_give_the_same_operations(number: str) -> None:
    kazakh, russian = (operations(act) for act in both(number))
    assert [told(operation) for operation in russian[0]] == [told(operation) for operation in kazakh[0]]
    assert not [finding for finding in russian[1] if finding.severity is Severity.ERROR]


@pytest.mark.parametrize("number", ORDERS)
def test_both_languages_have_one_identity(number: str) -> None:
    kazakh, russian = both(number)
    assert (russian.id, russian.registered, russian.citation.date) == (
        kazakh.id,
        kazakh.registered,
        kazakh.citation.date,
    )


@pytest.mark.parametrize("number", ORDERS)
def test_both_languages_have_the_same_points_corners_and_appendices(number: str) -> None:
    kazakh, russian = (shape(act.root) for act in both(number))
    assert russian == kazakh


def shape(root: Unit) -> list[tuple[str, ...]]:
    """The units of an act that its addresses begin with: the scopes, their points, the subpoints of the order."""
    kinds = {Kind.ORDER, Kind.DOCUMENT, Kind.APPENDIX, Kind.PREAMBLE, Kind.CORNER, Kind.SIGNATURE, Kind.AGREEMENT}
    order = child(root, Kind.ORDER)
    below = {id(unit) for unit in walk(order) if unit.kind in (Kind.POINT, Kind.SUBPOINT)} if order else set()
    return [(unit.kind, unit.label, unit.name) for unit in walk(root) if unit.kind in kinds or id(unit) in below]
