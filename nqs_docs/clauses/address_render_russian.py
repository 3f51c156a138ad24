"""Addresses in Russian: the innermost unit first, each outer one in the genitive.

"подпункт 3) пункта 7 Правил", "часть вторая пункта 12", "правый верхний угол приложения
1 к Правилам". The inverse of ``address_russian``. Norm: Law № 480-V, arts. 23, 25.
"""

from __future__ import annotations

from nqs_docs.clauses.act import Address, Kind, Step
from nqs_docs.language.numbers import LAST
from nqs_docs.language.russian import UNIT_WORDS, document, form, gender, ordinal

_CORNER = {
    "nom": "правый верхний", "acc": "правый верхний", "gen": "правого верхнего", "dat": "правому верхнему",
    "instr": "правым верхним", "loc": "правом верхнем",
}  # fmt: skip
#: Counted by ordinal words behind the noun, or before it.
_BEHIND = frozenset({Kind.PART, Kind.INDENT, Kind.SENTENCE})
_BEFORE = frozenset(
    {Kind.SIGNATURE, Kind.AGREEMENT, Kind.CELL, Kind.NOTE, Kind.HEADING, Kind.REQUISITES, Kind.PREAMBLE, Kind.CORNER}
    | {Kind.DOCUMENT}
)
_CASES = {"abl": "gen", "attr": "loc"}


def render(address: Address, case: str = "nom") -> str:
    """The Russian address, its innermost word in ``case``."""
    words: list[str] = []
    wanted = _CASES.get(case, case)
    for at in range(len(address.steps) - 1, -1, -1):
        step = address.steps[at]
        to = bool(words) and address.steps[at + 1].kind is Kind.APPENDIX and step.kind in (Kind.DOCUMENT, Kind.ORDER)
        words.append(("к " if to else "") + _step(step, "dat" if to else "gen" if words else wanted))
        if step.kind is Kind.ROW and step.label and not step.label.startswith("#") and at:
            words[-1] += ","
    return " ".join(words)


def _step(step: Step, case: str) -> str:
    label, word = step.label, _noun(step, case)
    if not label:
        return word
    count = label.removeprefix("#")
    number = -1 if count == LAST else int(count) if count.isdecimal() else 0
    if (label.startswith("#") or step.kind in _BEHIND | _BEFORE) and number and number < 200:
        of = gender(_noun(step, "nom").split()[-1])
        counted = ordinal(number, case, of)
        return f"{word} {counted}" if step.kind in _BEHIND else f"{counted} {word}"
    if (step.kind is Kind.SUBPOINT and label[0] != '"') or (
        len(label) == 1 and label.isalpha() and not label.isascii()
    ):
        return f"{word} {label})"
    return f"{word}, порядковый номер {label}" if step.kind is Kind.ROW and label[0] != '"' else f"{word} {label}"


def _noun(step: Step, case: str) -> str:
    if step.kind is Kind.DOCUMENT and step.name:
        name = document(step.name, case)
        return name[:1].upper() + name[1:] + _name(step)
    if step.kind is Kind.CORNER:
        return f"{_CORNER[case]} {form('corner', case)}"
    return form(step.kind, case) if step.kind in UNIT_WORDS else str(step.kind)


def _name(step: Step) -> str:
    """The words of a title behind its noun: " выдачи удостоверения"."""
    noun = document(step.name)
    before, found, after = step.title.lower().partition(noun)
    return step.title[len(before) + len(noun) :] if found and after.startswith(" ") else ""
