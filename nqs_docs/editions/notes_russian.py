"""Editorial notes in Russian: "Сноска. Пункт 6 - в редакции приказа Министра … РК от 27.01.2025 № 22 (…)."

The table of words for the same events that ``notes`` tells in Kazakh; what it writes
``clauses.notes`` reads back.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from nqs_docs.clauses.act import Address, Commencement, CommencementRule, Kind, Step
from nqs_docs.clauses.address_render_russian import render
from nqs_docs.clauses.commencement_russian import VERB
from nqs_docs.editions.edition import Entry, mentioned, short
from nqs_docs.editions.tree import container
from nqs_docs.language import russian
from nqs_docs.language.editorial import HAPPENED, sentence_case
from nqs_docs.language.numbers import digits

NOTE, ANNOUNCEMENT = "Сноска.", "Примечание ИЗПИ!"
_IN_FORCE = "вводится в действие"
_STATE = ("Республики Казахстан", "РК")
#: Short forms of participles and verbs by the gender of the unit, "p" for a name in the plural.
_ENDINGS = {"m": "", "f": "а", "n": "о", "p": "ы"}
_LOST = {"m": "утратил", "f": "утратила", "n": "утратило", "p": "утратили"}


def clause(commencement: Commencement | None) -> str:
    """A commencement as a note brackets it: "вводится в действие с 12.07.2026", or the order's own words."""
    if commencement is None:
        return ""
    if commencement.rule is CommencementRule.DATE and commencement.date:
        return f"{_IN_FORCE} с {digits(commencement.date)}"
    words = commencement.clause.strip(" .;,")
    return words if not words or VERB.search(words.lower()) else f"{_IN_FORCE} {words}"


def note(unit: Address, groups: Sequence[tuple[str, Sequence[Entry]]]) -> str:
    """A note on changes in force; ``groups``: what happened, and by whom, in order of time."""
    (first, members), *others = groups
    agreeing = _ENDINGS[_number(unit)], _LOST[_number(unit)]
    words = f"{_begins(unit, first)} {_by(first, members)}".strip()
    chain = [f"{HAPPENED[what][-1].format(*agreeing)} {_by(what, more)}" for what, more in others]
    return f"{NOTE} {sentence_case('; '.join([words, *chain]))}."


def _begins(unit: Address, what: str) -> str:
    """The words up to "приказа": "Пункт 6 - в редакции", "Правила дополнены пунктом 8-1 в соответствии с"."""
    if not unit.steps:
        return HAPPENED[what][-1].format("", "утратил")
    if what == "inserted":
        around = container(unit)
        return f"{name(around)} дополнен{_ENDINGS[_number(around)]} {render(_last(unit), 'instr')} в соответствии с"
    if what == "suspended":
        return f"действие {name(unit, 'gen')} приостановлено"
    dash = "- " if what == "redaction" else ""
    return f"{name(unit)} {dash}{HAPPENED[what][-1].format(_ENDINGS[_number(unit)], _LOST[_number(unit)])}"


def announcement(unit: Address, what: str, entry: Entry) -> str:
    """A note on a change to come."""
    end, added = _ENDINGS[_number(unit)], render(_last(unit), "instr")
    words = {
        "redaction": f"{name(unit)} предусмотрен{end} в редакции",
        "changed": f"в {name(unit, 'acc')} предусмотрено изменение",
        "inserted": f"{name(container(unit), 'acc')} предусмотрено дополнить {added} в соответствии с",
        "deleted": f"{name(unit, 'acc')} предусмотрено исключить",
        "repealed": f"{name(unit)} предусмотрен{end} утратившим силу",
        "suspended": f"действие {name(unit, 'gen')} предусмотрено приостановить",
    }[what]
    return f"{ANNOUNCEMENT}\n{sentence_case(words)} {_by(what, [entry])}."


def name(unit: Address, case: str = "nom") -> str:
    """A unit in a note, from the place where the note stands: "пункт 11", "заголовок главы 3"."""
    return render(short(unit), case)


def _last(unit: Address) -> Address:
    return Address(unit.steps[-1:])


def _number(unit: Address) -> str:
    """Gender of the word for the unit, "p" for a document named in the plural."""
    step = unit.steps[-1] if unit.steps else Step(Kind.ORDER)
    if step.kind is Kind.DOCUMENT and step.name:
        return "p" if russian.is_plural(step.name) else russian.gender(russian.document(step.name))
    return russian.gender(russian.form(step.kind)) if step.kind in russian.UNIT_WORDS else "m"


def _by(what: str, members: Sequence[Entry]) -> str:
    """ "приказом Министра … РК от 18.01.2024 № 6 (…); от 01.04.2026 № 113 (…)": by whom, each body once."""
    case = "gen" if what == "redaction" else "instr"
    many = len({(entry.by.number, entry.by.date) for entry in members}) > 1
    return f"{russian.act_word(members[0].by.kind, case, many)} {mentioned(members, organ, act)}"


def organ(body: str) -> str:
    """A body as notes name it, in the genitive: "Министра труда и социальной защиты населения РК"."""
    first, _, rest = " ".join(body.split()).partition(" ")
    words = f"{first}а {rest}" if first.lower() == "министр" else f"{first} {rest}".strip()
    return words.replace(*_STATE)


def act(day: date | None, number: str, bracket: str) -> str:
    """An amending act in a note: "от 10.04.2026 № 129 (вводится в действие с 12.07.2026)"."""
    words = f"от {digits(day)} № {number}" if day else f"№ {number}"
    return f"{words} ({bracket})" if bracket else words
