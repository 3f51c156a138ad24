"""Rows of a table that an instruction names by printing them: 'мына: «…» деген жол мынадай редакцияда жазылсын:'.

They are found by the numbers in their first cells, and what else they say must be what the act says there; one
without a number, or behind which another goes, by all that it says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from nqs_docs.amendments.paragraphs import Paragraph, Passage, passage
from nqs_docs.amendments.resolve import Draft, Drafts
from nqs_docs.clauses.act import Address, Kind, text_of
from nqs_docs.language.folding import fold_case
from nqs_docs.language.formulas import CALLED_ROW, SHOWN_ROWS

_SHOWN, _CALLED = re.compile(SHOWN_ROWS), re.compile(CALLED_ROW)
_NUMBER = re.compile(r"(\d+(?:-\d+)*)[.)]?")
_BEHIND = "жолдан"
_MARKS = ' "«»;|\t\n'


def named_rows(held: Sequence[Paragraph], at: int) -> tuple[int, Passage] | None:
    """Which paragraph goes on behind the rows printed below "мына:" at ``at``, and its words; None where none are."""
    lead = passage(held[at], 0, len(held[at].text))
    if not shows(lead):
        return None
    end = next((n for n in range(at + 1, len(held)) if not held[n].cells and held[n].text.strip(_MARKS)), len(held))
    rows = tuple(tuple(text_of(cell).strip(_MARKS) for cell in one.cells) for one in held[at + 1 : end] if one.cells)
    called = _CALLED.match(held[end].folded) if rows and end < len(held) else None
    if called is None:
        return None
    numbers = [found[1] for row in rows if (found := _NUMBER.fullmatch(row[0]))]
    words = f"реттік нөмірі {', '.join(numbers)}-" if len(numbers) == len(rows) else ""
    if len(rows) == 1 and (not words or held[end].folded.startswith(_BEHIND, called.end())):
        words = f'"{fold_case(" ".join(rows[0]))}" деген '
    return end, Passage(held[end], called.end(), len(held[end].text), lead.number, lead=words, rows=rows)


def shows(said: Passage) -> bool:
    """Whether it is the "мына:" above what is named by printing it."""
    return _SHOWN.fullmatch(said.folded) is not None


def printed(found: Drafts, rows: Sequence[Sequence[str]]) -> Drafts:
    """The drafts, each row that was named by its words with them in its address."""
    said = {row[0].rstrip(".)"): " | ".join(row) for row in rows}
    return tuple(_printed(draft, said) for draft in found) if isinstance(found, tuple) else found


def _printed(draft: Draft, said: dict[str, str]) -> Draft:
    steps = (
        replace(step, title=said[step.label]) if step.kind is Kind.ROW and step.label in said else step
        for step in draft.address.steps
    )
    return replace(draft, address=Address(tuple(steps)))
