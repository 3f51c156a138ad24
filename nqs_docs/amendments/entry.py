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
from nqs_docs.language import formulas_russian
from nqs_docs.language.formulas import ANNEXED_LIST, CHANGES, IMPERATIVE, spaced

# The group of each pattern under a name of its own.
_NAMED = [words.replace("<at>", f"<at{number}>") for number, words in enumerate(formulas_russian.CHANGES)]
SAYS_CHANGES = re.compile(rf"(?:^|\s){spaced(CHANGES)}[\s:;.,]*$")
_RUSSIAN_CHANGES = re.compile(
    "|".join(rf"(?:\d+\.\s*)?{spaced(words)}(?:,?\s+согласно\s+приложени\w+[^;:]*?)?[\s:;.,]*$" for words in _NAMED)
)
ANNEXED = re.compile(spaced(ANNEXED_LIST))
RUSSIAN_ANNEXED = re.compile(spaced(formulas_russian.ANNEXED_LIST))
_IMPERATIVE = re.compile(spaced(IMPERATIVE))
_RUSSIAN_IMPERATIVE = re.compile(rf"(?<!\w){formulas_russian.IMPERATIVE}(?!\w)")


class Entry(Struct, frozen=True):
    """An operation before it is numbered and dated."""

    operation: Operation
    position: int  # in the source, of the instruction's paragraph
    told: bool = False  # the finding that explains it was given already
    remarks: tuple[str, ...] = ()  # codes of warnings


def is_target(folded: str) -> bool:
    """Whether a paragraph says which act is changed: "… бұйрығына (…) мынадай өзгерістер енгізілсін:"."""
    return changed(folded, 0, len(folded)) is not None


def changed(folded: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the words stand that name what is changed, in a paragraph that says so; None in any other.

    "X бұйрығына мынадай өзгерістер енгізілсін:", "внести в приказ X следующие изменения:".
    """
    match = SAYS_CHANGES.search(folded, start, end)
    if match is not None:
        return start, match.start()
    if "внести" not in folded:
        return None
    russian = _RUSSIAN_CHANGES.match(folded[:end], start)
    if russian is None or russian.lastgroup is None:
        return None
    return next(russian.span(name) for name, words in russian.groupdict().items() if words)


def orders(folded: str) -> bool:
    """Whether a paragraph ends like an order of any kind: "… деп оқылсын;"."""
    return _IMPERATIVE.search(folded) is not None or _RUSSIAN_IMPERATIVE.search(folded) is not None


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
        annexed = is_annexed(paragraph.folded)
        russian = RUSSIAN_ANNEXED.search(paragraph.folded) if annexed else None
        match = ANNEXED.search(paragraph.folded) or russian if annexed else None
        if match:
            said = Passage(paragraph, item_label(paragraph), len(paragraph.text))
            where = read(_named(said, match.start()))
            scope = Scope().entering(where) if where and where.citation else Scope(named=True)
            entry = unread(source, "amendment.annex-missing", said, scope)
            repeals = "утратившим" in said.folded if russian else bool(match["repeals"])
            result.append(AnnexedList(Annex(True, (match["label"] or "",)), scope, repeals, entry))
    return tuple(result)


def is_annexed(folded: str) -> bool:
    """Whether what a paragraph orders stands in an appendix of the amending act."""
    return ("қосымшаға" in folded and ANNEXED.search(folded) is not None) or (
        "приложени" in folded
        and (changed(RUSSIAN_ANNEXED.sub("", folded), 0, len(folded)) is not None or "утратившим" in folded)
        and RUSSIAN_ANNEXED.search(folded) is not None
    )


def _named(said: Passage, end: int) -> str:
    """The words that name what an appendix changes."""
    at = changed(said.paragraph.folded[:end].rstrip(), said.start, end)
    return said.paragraph.text[slice(*at)] if at else said.paragraph.text[said.start : end]


def unread(source: str, code: str, said: Passage, scope: Scope) -> Entry:
    """The record of an instruction that is left alone."""
    operation = Operation(source, 0, said.said, said.span, None, scope.target, reason=code)
    return Entry(operation, said.paragraph.start, code == "amendment.no-target" and scope.named)
