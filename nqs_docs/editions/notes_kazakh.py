"""Editorial notes in Kazakh: "Ескерту. 6-тармақ жаңа редакцияда - ҚР … министрінің 27.01.2025 № 22 (…) бұйрығымен."

Units are named shortly, from the place where the note stands.
"""

from __future__ import annotations

from collections.abc import Sequence

from nqs_docs.clauses.act import Address, Commencement, CommencementRule, Kind
from nqs_docs.clauses.address import render
from nqs_docs.editions.edition import Entry, mentioned, short
from nqs_docs.editions.tree import container
from nqs_docs.language.editorial import ANNOUNCEMENT, HAPPENED, IN_FORCE, NOTE, TITLE, act, orders, organ, sentence_case
from nqs_docs.language.kazakh import form
from nqs_docs.language.numbers import digits


def clause(commencement: Commencement | None) -> str:
    """A commencement as a note brackets it: the date, or the order's own words."""
    if commencement is None:
        return ""
    if commencement.rule is CommencementRule.DATE and commencement.date:
        return f"{digits(commencement.date)} бастап {IN_FORCE}"
    words = commencement.clause.strip(" .;,")
    return words if not words or words.endswith(IN_FORCE) else f"{words} {IN_FORCE}"


def note(unit: Address, groups: Sequence[tuple[str, Sequence[Entry]]]) -> str:
    """A note on changes in force; ``groups``: what happened, and by whom, in order of time.

    "жаңа редакцияда - ҚР … 18.01.2024 № 6 (…); 01.04.2026 № 113 (…) бұйрықтарымен."
    """
    words = [f"{HAPPENED[what][1]} - {mentioned(members, organ, act)}" for what, members in groups]
    count = len({entry.order for _, members in groups for entry in members})
    return f"{NOTE} {_subject(unit, groups[0][0])}{'; '.join(words)} {orders(count)}."


def announcement(unit: Address, what: str, entry: Entry) -> str:
    """A note on a change to come."""
    case, _, words, _ = HAPPENED[what]
    named = f"{_container(unit, 'acc')} {_name(unit, case)}" if what == "inserted" else _name(unit, case)
    return f"{ANNOUNCEMENT}\n{sentence_case(named)} {words} - {mentioned([entry], organ, act)} {orders(1)}."


def _subject(unit: Address, what: str) -> str:
    if not unit.steps:
        return ""
    case, last = HAPPENED[what][0], unit.steps[-1]
    if what == "inserted":
        label = f"{last.label}-" if last.label else ""
        return f"{_container(unit)} {label}{form(last.kind.value, 'instr')} "
    outer = unit.steps[-2].kind if len(unit.steps) > 1 else None
    if last.kind is Kind.HEADING and case == "nom" and outer in (Kind.DOCUMENT, Kind.APPENDIX):
        return f"{sentence_case(TITLE)} "  # the note stands below the title
    return f"{sentence_case(_name(unit, case))} "


def _name(address: Address, case: str = "nom") -> str:
    """A unit's name in a note, first letter as in the middle of a sentence.

    "11-тармақ", "3) тармақша", "3-тараудың тақырыбы", "Қағидалардың тақырыбы",
    "қосымшаның жоғарғы оң жақ бұрышы".
    """
    return render(short(address), case)


def _container(address: Address, case: str = "nom") -> str:
    """What an inserted unit was added to: "Қағидалар", "Бұйрық", "7-тармақ"."""
    return sentence_case(_name(container(address), case))
