"""Promises under any sequence of operations."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from nqs_docs.amendments.operation import Operation, Verb
from nqs_docs.clauses.act import Kind, Unit, leaves, walk
from nqs_docs.clauses.address_locate import Path, unit_at
from nqs_docs.clauses.address_make import address_of
from nqs_docs.editions.apply import apply
from nqs_docs.editions.edition import Deed, Event, Interval
from nqs_docs.editions.place import label_key
from nqs_docs.editions.target import Applied
from nqs_docs.editions.timeline import build
from nqs_docs.findings import Span

from .building import ORDER, base, new, operation, order

_KINDS = (Kind.POINT, Kind.SUBPOINT, Kind.PART, Kind.INDENT, Kind.HEADING)
_LETTER = {Verb.SUBSTITUTE: ("жүйе", "объект"), Verb.DELETE_WORDS: ("екінші", ""), Verb.INSERT_WORDS: ("орган", "ұйым")}


def paths(root: Unit, path: Path = ()) -> list[Path]:
    below = [found for index in range(len(unit_at(root, path).children)) for found in paths(root, (*path, index))]
    return ([path] if unit_at(root, path).kind in _KINDS else []) + below


def fresh(kind: Kind, label: str, position: int) -> Unit:
    source = new(position=position)
    source.at = position * 1000
    match kind:
        case Kind.POINT:
            return source.point(label, f"{label}. Жаңа мәтін {position}.", "Екінші бөлігі.")
        case Kind.SUBPOINT:
            return source.subpoint(f"{label}) жаңа мәтін {position};")
        case Kind.PART:
            return source.part(f"Жаңа бөлік {position}.")
    return source.leaf(kind, f"Жаңа жол {position}")


@st.composite
def operations(draw: st.DrawFn) -> list[Operation]:
    """Operations on any units of the base act, some of which cannot fit."""
    root, result = base(), []
    for position in range(1, draw(st.integers(1, 8)) + 1):
        path = draw(st.sampled_from(paths(root)))
        unit, address = unit_at(root, path), address_of(root, path)
        verb = draw(st.sampled_from([Verb.REPLACE, Verb.INSERT, Verb.DELETE, *_LETTER]))
        label = unit.label + draw(st.sampled_from(["", "-1"])) if unit.label and verb is Verb.INSERT else unit.label
        steps = (*address.steps[:-1], replace(address.steps[-1], label=label or address.steps[-1].label))
        old, words = _LETTER.get(verb, ("", ""))
        span = Span(ORDER, position * 1000 + 500, position * 1000 + 500 + len(words))
        op = operation(verb, replace(address, steps=steps), fresh(unit.kind, label, position), position=position,
                       old=old, new=words, new_span=span, after=draw(st.booleans()))  # fmt: skip
        result.append(op)
    return result


def characters(root: Unit) -> list[tuple[str, int]]:
    """Where every character that came from one character stands in its source; joining spaces left out."""
    runs = [run for leaf in leaves(root) for run in leaf.runs]
    return [
        (run.source, at) for run in runs if run.end - run.start == len(run.text) for at in range(run.start, run.end)
    ]


@given(operations())
@settings(max_examples=200, deadline=None)
def test_no_character_is_invented_or_shown_twice(ops: list[Operation]) -> None:
    root = base()
    printed = {
        key: run.text[key[1] - run.start] for leaf in leaves(root) for run in leaf.runs for key in characters(leaf)
    }
    for op in ops:
        result = apply(root, op)
        if isinstance(result, Applied):
            root = result.root
    once = Counter(key for key in characters(root) if key[0] != ORDER)
    assert all(count == 1 for count in once.values())
    for leaf in leaves(root):
        for run in leaf.runs:
            for offset, letter in enumerate(run.text):
                if run.source != ORDER:
                    assert printed[(run.source, run.start + offset)] == letter
                else:
                    assert run.cause.startswith(f"{ORDER}#")


@given(operations())
@settings(max_examples=200, deadline=None)
def test_text_stands_in_leaves_only_and_numbers_stay_in_order(ops: list[Operation]) -> None:
    root = base()
    for op in ops:
        result = apply(root, op)
        if isinstance(result, Applied):
            root = result.root
    for unit in walk(root):
        assert not (unit.children and unit.runs)
        labels = [label_key(child.label) for child in unit.children if child.kind is Kind.POINT]
        assert labels == sorted(set(labels))


@given(operations(), st.lists(st.integers(0, 5), min_size=8, max_size=8))
@settings(max_examples=100, deadline=None)
def test_the_text_is_constant_between_two_events(ops: list[Operation], days: list[int]) -> None:
    start = date(2026, 1, 1)
    by = order().citation
    events = []
    for op, day in zip(ops, days, strict=False):
        in_force = Interval(start + timedelta(day), start + timedelta(day))
        events.append(Event(Deed.OPERATE, in_force, by, ORDER, op.position, op.key, op.address, op))  # type: ignore[arg-type]
    timeline = build(base(), events, {})
    changes = {version.day for version in timeline.versions}
    for offset in range(-1, 7):
        on = start + timedelta(offset)
        if on not in changes:
            assert timeline.root(on) is timeline.root(on - timedelta(1))


@given(operations())
@settings(max_examples=100, deadline=None)
def test_every_operation_has_an_outcome(ops: list[Operation]) -> None:
    day = Interval(date(2026, 1, 1), date(2026, 1, 1))
    by = order().citation
    events = [Event(Deed.OPERATE, day, by, ORDER, op.position, op.key, op.address, op) for op in ops]  # type: ignore[arg-type]
    timeline = build(base(), events, {})
    assert set(timeline.outcomes) == {op.key for op in ops}
    failed = {key for key, outcome in timeline.outcomes.items() if outcome.status != "applied"}
    assert len([f for f in timeline.findings if f.severity == "error" or f.code == "edition.base-not-held"]) == len(
        failed
    )
