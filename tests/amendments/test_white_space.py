"""White space that no reader sees changes no instruction."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from nqs_docs.amendments.from_act import operations
from nqs_docs.amendments.paragraphs import Paragraph
from nqs_docs.amendments.quotation import quoted_text
from nqs_docs.clauses.act import Run, text_of
from nqs_docs.clauses.from_lines import read_act
from nqs_docs.clauses.quotations import Quotation
from nqs_docs.sources.read import read
from tests.sources.seeds import data

AS_PASTED: dict[str, Callable[[str], str]] = {
    "line ends of Windows": lambda text: text.replace("\n", "\r\n"),
    "line ends of old Macs": lambda text: text.replace("\n", "\r"),
    "byte order mark": lambda text: "\ufeff" + text,
    "spaces at the end of lines": lambda text: text.replace("\n", "  \n"),
    "no-break spaces at the end of lines": lambda text: text.replace("\n", "\u00a0\n"),
    "a tab at the end of lines": lambda text: re.sub(r"(?m)^([^\t\n]+)$", "\\1\t", text),
    "more blank lines": lambda text: text.replace("\n\n", "\n\n\n\n"),
}


@pytest.mark.parametrize("number", ["113", "129", "230"])
@pytest.mark.parametrize("change", AS_PASTED.values(), ids=AS_PASTED)
def test_white_space_of_a_copy_changes_no_instruction(change: Callable[[str], str], number: str) -> None:
    text = data(number).decode()
    assert _instructions(change(text)) == _instructions(text)


def _instructions(text: str) -> list[tuple[object, ...]]:
    act, _ = read_act(read(text.encode(), "order.txt", "V"))
    return [(op.position, op.verb, op.address, op.target, op.old, op.new) for op in operations(act)[0]]


def test_a_space_that_joins_a_torn_cell_stays() -> None:
    """A row that the foot of a page cut: its cells were put together with a space that the source has not."""
    cell = (Run("жұмыссыздар", "", 10, 21), Run(" ", "", 21, 21), Run("саны", "", 40, 44))
    row = Paragraph(cell, "жұмыссыздар саны", "жұмыссыздар саны", (cell,))
    read = quoted_text([row], Quotation(introducer=0, first=0, start=0, last=0, end=16))
    assert [text_of(words) for words in read.rows[0]] == ["жұмыссыздар саны"]
