"""What an item of an amending order gives: operations not yet numbered, and lists that stand in appendices."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from nqs_docs.amendments.operation import Operation
from nqs_docs.amendments.paragraphs import Paragraph, Passage, item_label
from nqs_docs.amendments.scope import Scope
from nqs_docs.amendments.slots import Annex
from nqs_docs.amendments.where import read
from nqs_docs.language.formulas import ANNEXED_LIST, CHANGES, IMPERATIVE, spaced

SAYS_CHANGES = re.compile(rf"(?:^|\s){spaced(CHANGES)}[\s:;.,]*$")
ANNEXED = re.compile(spaced(ANNEXED_LIST))
_IMPERATIVE = re.compile(spaced(IMPERATIVE))


class Entry(Struct, frozen=True):
    """An operation before it is numbered and dated."""

    operation: Operation
    position: int  # in the source, of the instruction's paragraph
    told: bool = False  # the finding that explains it was given already
    remarks: tuple[str, ...] = ()  # codes of warnings


def is_target(folded: str) -> bool:
    """Whether a paragraph says which act is changed: "… бұйрығына (…) мынадай өзгерістер енгізілсін:"."""
    return SAYS_CHANGES.search(folded) is not None


def orders(folded: str) -> bool:
    """Whether a paragraph ends like an order of any kind: "… деп оқылсын;"."""
    return _IMPERATIVE.search(folded) is not None


class AnnexedList(Struct, frozen=True):
    """A list of amended or repealed acts, or of changes, that stands in an appendix of the amending act."""

    annex: Annex
    scope: Scope  # what it changes, where the order says so
    repeals: bool
    order: Entry  # the point that refers to it, for the case that there is no such list


def annexed_lists(source: str, held: Sequence[Paragraph]) -> tuple[AnnexedList, ...]:
    """ "… бұйрығына осы бұйрыққа қосымшаға сәйкес өзгерістер енгізілсін", "… күші жойылды деп танылсын"."""
    result: list[AnnexedList] = []
    for paragraph in held:
        match = ANNEXED.search(paragraph.folded)
        if match:
            said = Passage(paragraph, item_label(paragraph), len(paragraph.text))
            where = read(paragraph.text[said.start : match.start()])
            scope = Scope().entering(where) if where and where.citation else Scope(named=True)
            entry = unread(source, "amendment.annex-missing", said, scope)
            result.append(AnnexedList(Annex(True, (match["label"] or "",)), scope, bool(match["repeals"]), entry))
    return tuple(result)


def unread(source: str, code: str, said: Passage, scope: Scope) -> Entry:
    """The record of an instruction that is left alone."""
    operation = Operation(source, 0, said.said, said.span, None, scope.target, reason=code)
    return Entry(operation, said.paragraph.start, code == "amendment.no-target" and scope.named)
