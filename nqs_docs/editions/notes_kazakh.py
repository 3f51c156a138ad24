"""Editorial notes in Kazakh: "Ескерту. 6-тармақ жаңа редакцияда - ҚР … министрінің 27.01.2025 № 22 (…) бұйрығымен."

Units are named shortly, from the place where the note stands.
"""

from __future__ import annotations

from collections.abc import Sequence

from nqs_docs.clauses.act import Address, Commencement, CommencementRule, Kind, Step
from nqs_docs.editions.edition import Entry
from nqs_docs.editions.tree import container
from nqs_docs.language import editorial
from nqs_docs.language.kazakh import form, inflect
from nqs_docs.language.numbers import digits, ordinal


def clause(commencement: Commencement | None) -> str:
    """A commencement as a note brackets it: the date, or the order's own words."""
    if commencement is None:
        return ""
    if commencement.rule is CommencementRule.DATE and commencement.date:
        return f"{digits(commencement.date)} бастап {editorial.IN_FORCE}"
    words = commencement.clause.strip(" .;,")
    return words if not words or words.endswith(editorial.IN_FORCE) else f"{words} {editorial.IN_FORCE}"


def note(unit: Address, groups: Sequence[tuple[str, Sequence[Entry]]]) -> str:
    """A note on changes in force; ``groups``: what happened, and by whom, in order of time.

    "жаңа редакцияда - ҚР … 18.01.2024 № 6 (…); 01.04.2026 № 113 (…) бұйрықтарымен."
    """
    words = [f"{editorial.HAPPENED[what][1]} - {_acts(members)}" for what, members in groups]
    count = len({entry.order for _, members in groups for entry in members})
    return f"{editorial.NOTE} {_subject(unit, groups[0][0])}{'; '.join(words)} {editorial.orders(count)}."


def announcement(unit: Address, what: str, entry: Entry) -> str:
    """A note on a change to come."""
    case, _, words = editorial.HAPPENED[what]
    named = f"{_container(unit, 'acc')} {_name(unit, case)}" if what == "inserted" else _name(unit, case)
    return (
        f"{editorial.ANNOUNCEMENT}\n{editorial.sentence_case(named)} {words} - {_acts([entry])} {editorial.orders(1)}."
    )


def _subject(unit: Address, what: str) -> str:
    if not unit.steps:
        return ""
    case, last = editorial.HAPPENED[what][0], unit.steps[-1]
    if what == "inserted":
        label = f"{last.label}-" if last.label else ""
        return f"{_container(unit)} {label}{form(last.kind.value, 'instr')} "
    outer = unit.steps[-2].kind if len(unit.steps) > 1 else None
    if last.kind is Kind.HEADING and case == "nom" and outer in (Kind.DOCUMENT, Kind.APPENDIX):
        return f"{editorial.sentence_case(editorial.TITLE)} "  # the note stands below the title
    return f"{editorial.sentence_case(_name(unit, case))} "


def _acts(members: Sequence[Entry]) -> str:
    said: dict[str, str] = {}  # one mention for each order and clause
    body = ""
    for entry in members:
        own = editorial.organ(entry.by.body)
        words = editorial.act(entry.by.date, entry.by.number, entry.clause)
        if words not in said:
            said[words] = f"{own} {words}".strip() if own != body else words
            body = own
    return "; ".join(said.values())


def _name(address: Address, case: str = "nom") -> str:
    """A unit's name in a note, first letter as in the middle of a sentence.

    "11-тармақ", "3) тармақша", "3-тараудың тақырыбы", "Қағидалардың тақырыбы",
    "қосымшаның жоғарғы оң жақ бұрышы".
    """
    last = address.steps[-1]
    outer = address.steps[-2] if len(address.steps) > 1 else None
    if last.kind is Kind.HEADING:
        return f"{_of(outer)} {form('heading', case, possessive=True)}"
    if last.kind is Kind.CORNER:
        return f"{_of(outer)} {editorial.CORNER}" + ("на" if case == "dat" else "")
    return _step(last, case)


def _of(step: Step | None) -> str:
    return _step(step, "gen") if step else form("order", "gen")


def _step(step: Step, case: str) -> str:
    match step.kind:
        case Kind.ORDER:
            return inflect(editorial.ORDER, case)
        case Kind.DOCUMENT:
            return editorial.sentence_case(inflect(step.name or editorial.APPENDIX, case))
        case Kind.PREAMBLE:
            return inflect(editorial.PREAMBLE, case)
        case Kind.SUBPOINT:
            return f"{step.label}) {form('subpoint', case)}"
        case Kind.PART | Kind.INDENT | Kind.SENTENCE:
            return f"{ordinal(int(step.label or 1))} {form(step.kind.value, case)}"
    word = form(step.kind.value, case)
    return f"{step.label}-{word}" if step.label else word


def _container(address: Address, case: str = "nom") -> str:
    """What an inserted unit was added to: "Қағидалар", "Бұйрық", "7-тармақ"."""
    return editorial.sentence_case(_step(container(address).steps[-1], case))
