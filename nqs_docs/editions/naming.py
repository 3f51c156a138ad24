"""How editorial notes name a unit: shortly, from the place where the note stands."""

from __future__ import annotations

from nqs_docs.clauses.act import Address, Kind, Step
from nqs_docs.language.editorial import APPENDIX, CORNER, ORDER, PREAMBLE, TITLE, sentence_case
from nqs_docs.language.kazakh import form, inflect
from nqs_docs.language.numbers import ordinal

_OWNERS = frozenset({Kind.POINT, Kind.ARTICLE, Kind.HEADING, Kind.CORNER, Kind.PREAMBLE})
_MIDDLE = frozenset({Kind.APPENDIX, Kind.CHAPTER, Kind.SECTION, Kind.SUBCHAPTER, Kind.DOCUMENT})


def owner(address: Address) -> Address:
    """The unit that bears the note for a change at ``address``: a whole point, a heading, a preamble, an appendix."""
    steps = address.steps
    owners = [end for end, step in enumerate(steps, 1) if step.kind in _OWNERS]
    middle = [end for end, step in enumerate(steps, 1) if step.kind in _MIDDLE]
    return Address(steps[: owners[0] if owners else middle[-1] if middle else len(steps)])


def name(address: Address, case: str = "nom") -> str:
    """A unit's name in a note, first letter as in the middle of a sentence.

    "11-тармақ", "3) тармақша", "3-тараудың тақырыбы", "Қағидалардың тақырыбы",
    "қосымшаның жоғарғы оң жақ бұрышы".
    """
    last = address.steps[-1]
    outer = address.steps[-2] if len(address.steps) > 1 else None
    if last.kind is Kind.HEADING:
        return f"{_of(outer)} {form('heading', case, possessive=True)}"
    if last.kind is Kind.CORNER:
        return f"{_of(outer)} {CORNER}" + ("на" if case == "dat" else "")
    return _step(last, case)


def _of(step: Step | None) -> str:
    return _step(step, "gen") if step else form("order", "gen")


def _step(step: Step, case: str) -> str:
    match step.kind:
        case Kind.ORDER:
            return inflect(ORDER, case)
        case Kind.DOCUMENT:
            return sentence_case(inflect(step.name or APPENDIX, case))
        case Kind.PREAMBLE:
            return inflect(PREAMBLE, case)
        case Kind.SUBPOINT:
            return f"{step.label}) {form('subpoint', case)}"
        case Kind.PART | Kind.INDENT | Kind.SENTENCE:
            return f"{ordinal(int(step.label or 1))} {form(step.kind.value, case)}"
    word = form(step.kind.value, case)
    return f"{step.label}-{word}" if step.label else word


def container(address: Address, case: str = "nom") -> str:
    """What an inserted unit was added to, in a note: "Қағидалар", "Бұйрық", "7-тармақ"."""
    for step in reversed(address.steps[:-1]):
        if step.kind in (Kind.DOCUMENT, Kind.ORDER, Kind.POINT, Kind.APPENDIX, Kind.ARTICLE):
            return sentence_case(_step(step, case))
    return sentence_case(inflect(ORDER, case))


def title(address: Address) -> str:
    """The name of a heading or title in a note below it: "Тақырыбы" under that of a document."""
    outer = address.steps[-2] if len(address.steps) > 1 else None
    return TITLE if outer is not None and outer.kind in (Kind.DOCUMENT, Kind.APPENDIX) else name(address)
