# ruff: noqa: E501 - a case stands on one line
"""Promises that hold for any text: no exception, nothing half-understood, every place in the source."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from nqs_docs.amendments.from_act import operations
from nqs_docs.amendments.where import read as read_where
from nqs_docs.clauses.act import Address, Kind, Step, leaves
from nqs_docs.clauses.address import render
from nqs_docs.clauses.from_lines import read_act
from nqs_docs.sources.read import read
from tests.amendments.orders import order, read_rules
from tests.amendments.test_formulas import RULES_CASES

SEED = next((Path(__file__).resolve().parents[2] / "corpus" / "V2500036564").glob("*.txt")).read_text(encoding="utf-8")
INSTRUCTIONS = sorted(paragraphs[0] for paragraphs, _ in RULES_CASES.values())
ALPHABET = 'абвгдеәіңғүұқөһ 0123456789"«».,;:()-–№\n'


@settings(max_examples=25)
@given(st.integers(0, len(SEED)), st.integers(0, 60), st.text(ALPHABET, max_size=12))
def test_a_damaged_order_is_read_without_an_exception(at: int, lost: int, put: str) -> None:
    text = SEED[:at] + put + SEED[at + lost :]
    source = read(text.encode(), "x.txt", "")
    try:
        act, _ = read_act(source)
    except Exception:
        return
    found, _ = operations(act)
    assert [op.position for op in found] == list(range(1, len(found) + 1))
    for op in found:
        assert 0 <= op.span.start <= op.span.end <= len(text)
        assert (op.verb is None) == bool(op.reason)
        for unit in op.units:
            for run in (run for leaf in leaves(unit) for run in leaf.runs):
                assert " ".join(text[run.start : run.end].split()) == " ".join(run.text.split())


@settings(max_examples=60)
@given(st.sampled_from(INSTRUCTIONS), st.data())
def test_an_unknown_word_leaves_the_instruction_alone(instruction: str, data: st.DataObject) -> None:
    words = instruction.split(" ")
    at = data.draw(st.integers(0, len(words) - 1))
    quotes = " ".join(words[:at]).count('"')
    if quotes % 2 or "есепте" in instruction or '"' in words[at]:
        return  # inside cited words or a name anything may stand
    got, findings = read_rules(" ".join([*words[:at], "қырлыжапырақ", *words[at:]]))
    assert all(line.startswith("?") for line in got)
    assert findings


@settings(max_examples=30)
@given(st.text(ALPHABET, max_size=80))
def test_any_paragraph_is_an_operation_or_a_finding(paragraph: str) -> None:
    from nqs_docs.amendments.item import Item  # noqa: PLC0415
    from nqs_docs.amendments.paragraphs import paragraphs  # noqa: PLC0415

    held = paragraphs(order("5-тармақ алып тасталсын;", "x " + " ".join(paragraph.split())).root.children[0])
    item = Item("V1", order("x").root, None, held)
    assert item.entries or item.findings


NUMBERED = st.one_of(
    st.integers(1, 40).map(str),
    st.tuples(st.integers(1, 40), st.integers(1, 9)).map(lambda pair: f"{pair[0]}-{pair[1]}"),
)
ADDRESSES = st.builds(
    lambda scope, point, inner: Address((scope, Step(Kind.POINT, point), *inner)),
    st.sampled_from([Step(Kind.ORDER), Step(Kind.DOCUMENT, "", "қағидалар"), Step(Kind.DOCUMENT, "", "тізбе")]),
    NUMBERED,
    st.sampled_from([(), (Step(Kind.SUBPOINT, "3"),), (Step(Kind.PART, "2"),), (Step(Kind.PART, "2"), Step(Kind.SUBPOINT, "4-1")),
                     (Step(Kind.SUBPOINT, "3"), Step(Kind.INDENT, "12"))]),
)  # fmt: skip


@given(ADDRESSES)
def test_every_rendered_address_is_read_back(address: Address) -> None:
    where = read_where(render(address))
    assert where is not None
    assert where.units == (address.steps,)
