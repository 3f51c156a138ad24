"""What holds for any input whatsoever: it is refused by name, or nothing of it is lost from reading to editions."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache

from nqs_docs.amendments.from_act import operations
from nqs_docs.clauses.act import Act, walk
from nqs_docs.clauses.from_lines import read_act
from nqs_docs.editions.library import compile_acts
from nqs_docs.findings import Finding, NqsError
from nqs_docs.publish.document import document
from nqs_docs.publish.text import lines
from nqs_docs.sources.line import Source
from nqs_docs.sources.read import read
from tests.safety.orders import BASE, BASE_ID

DAYS = (date(2023, 6, 1), date(2026, 7, 12))


def checked(data: bytes, reader: str = "") -> str:
    """AssertionError where a promise is broken; else how far the input came: the code of its refusal, or "editions"."""
    try:
        source = read(data, "order.txt", reader=reader)
    except NqsError as error:
        return error.code
    assert_lossless(source)
    try:
        act, findings = read_act(source)
    except NqsError as error:
        return error.code
    assert_conserved(source, act, findings)
    assert_editions(act)
    return "editions"


@cache
def _base() -> Act:
    return read_act(read(BASE, "base.txt"))[0]


def assert_lossless(source: Source) -> None:
    """The lines end to end are the text, and each knows what of it is read."""
    assert "".join(line.raw for line in source.lines) == source.text
    at = 0
    for line in source.lines:
        assert line.start == at
        for start, end in line.visible:
            assert at <= start <= end <= line.start + len(line.raw), line  # an empty range is read as a space
            at = end
        at = line.start + len(line.raw)
    for _, at in source.anchors:
        assert 0 <= at <= len(source.text)


def assert_conserved(source: Source, act: Act, findings: tuple[Finding, ...]) -> None:
    """Each visible character is in exactly one unit or note, or a finding says by name that it is layout."""
    runs = [run for unit in walk(act.root) for run in unit.runs] + [run for note in act.notes for run in note.runs]
    held = bytearray(len(source.text) + 1)
    for run in runs:
        assert run.text == source.text[run.start : run.end] or not run.text.strip(), run
        for at in range(run.start, run.end):
            assert not held[at] or source.text[at].isspace(), f"twice: {source.text[at - 20 : at + 20]!r}"
            held[at] = 1
    for finding in findings:
        if finding.span and finding.code.startswith("source."):
            held[finding.span.start : finding.span.end] = b"\1" * (finding.span.end - finding.span.start)
    for line in source.lines:
        for start, end in line.visible:
            for at in range(start, end):
                assert held[at] or source.text[at].isspace(), f"lost: {source.text[max(0, at - 20) : at + 20]!r}"


def assert_editions(act: Act) -> None:
    """Its operations, and an act that they may change, become editions that can be printed."""
    acts = {BASE_ID: _base(), act.id: act}
    changes = {act_id: operations(one)[0] for act_id, one in acts.items()}
    library = compile_acts(acts, changes)
    for act_id in dict.fromkeys((act.id, BASE_ID)):
        for day in DAYS:
            edition = library.edition(act_id, day)
            lines(document(edition, notes=True))
    positions = Counter(operation.position for operation in changes[act.id])
    assert all(position > 0 for position in positions)
