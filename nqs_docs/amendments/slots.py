"""The slots of a formula: what stands in a clause between its fixed words.

Each reader gives a value, or None where a word is not understood.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct, structs

from nqs_docs.amendments import where_russian
from nqs_docs.amendments.cited import Blanked, only_words, pairs, slot
from nqs_docs.amendments.where import NOWHERE, Steps, Where, read
from nqs_docs.clauses.act import Commencement, CommencementRule, Kind, Step
from nqs_docs.language.formulas import ANY_WORDS, EXCEPTED, OCCURRING, THROUGHOUT, spaced
from nqs_docs.language.formulas_russian import EXCEPTED as RUSSIAN_EXCEPTED
from nqs_docs.language.formulas_russian import THROUGHOUT as RUSSIAN_THROUGHOUT
from nqs_docs.language.formulas_russian import WORD_JOINS
from nqs_docs.language.kazakh import document_form, unit_form
from nqs_docs.language.numbers import find_dates
from nqs_docs.language.russian import document_forms, unit_forms

SEVERAL = "+"  # the label of units whose quotation says how many they are
Extent = tuple[int, int]
Pairs = tuple[tuple[Extent | None, Extent | None], ...]  # old and new words


class Annex(Struct, frozen=True, gc=False):
    """ "осы тізбеге 1-қосымшаға сәйкес": where the new wording stands in the amending act."""

    order: bool  # an appendix of the order itself; else of the approved list
    labels: tuple[str, ...]  # "" for the only one


_LABEL = r"\d+(?:-\d+)*"
_DASH = r"\s+-\s*|-\s+"  # of a range: one without spaces belongs to a label
_ANNEX = (
    r"(?:нақ\s+)?осы\s+(?P<owner>[^\x01-\x07\"]{1,160}?)(?:\s+қоса берілген)?\s+"
    rf"(?P<labels>(?:{_LABEL}-?(?:(?:\s*,\s*|\s+(?:және|мен)\s+|{_DASH}){_LABEL}-?)*)?)"
    r"қосымша(?:сы)?(?:лар(?:ы)?)?(?:ға|на)(?:\s+(?:сәйкес|сай))?"
)
_SINCE = r"(?:(?P<since>\d[^\x01-\x07]*?[дтн][ае]н)(?:\s+бастап)?\s*,?\s+)?"
_UNTIL = rf"{_SINCE}(?P<until>\d[^\x01-\x07]*?\s+дейін(?:гі\s+мерзімге)?)"
_THROUGHOUT = re.compile(rf"(?:^|\s)(?:{spaced(THROUGHOUT)})\s*$")
_OCCURRING = re.compile(rf"\s+(?:{spaced(OCCURRING)})\s*$")
_HEADING_AND = re.compile(r"\s*(?:,|және|мен)\s*$")
CITED = re.compile(ANY_WORDS)
_KAZAKH_TEXT = re.compile(r"\s*қазақ\s+тіліндегі\s*$")
_BEHIND = re.compile(r"\s+(?:кейін|соң)\s*$")
_EXCEPTED = re.compile(rf"(?:{spaced(EXCEPTED)})(?:\s*\))?\s*,?")
_BEFORE_EXCEPTED = re.compile(r"(?:^|(?P<mark>[,(])|[\x01-\x07]|бойынша)\s*")
_RUSSIAN_EXCEPTED = re.compile(rf"[,(]?\s*(?<!\w)(?:{spaced(RUSSIAN_EXCEPTED)})\s+")
_BEHIND_EXCEPTED = re.compile(r"[,)]|(?=\s(?:по\s|[\x01-\x07]))|(?=[\s;:.]*$)")
_PLACED = re.compile(r"[дт][ае](?:ғы|гі)?(?=[\s,])")
_OWN_NAME = re.compile(r"(?:өзгеріс|толықтыру)\S*(?:ге|ға|дің|дың)$")
SLOTS = {
    "{at}": r"(?P<at>.*?)",
    "{units}": r"(?P<units>.+?)",
    "{annex}": _ANNEX,
    "{old}": rf"(?P<old>{slot('nom', 'gen', 'acc', 'abl')})",
    "{new}": rf"(?P<new>{slot('instr')})",
    "{instead}": rf"(?P<new>{slot('nom')})",
    "{pairs}": rf"(?P<pairs>{slot()})",
    "{until}": _UNTIL,
}


_RUSSIAN_ANNEX = (
    rf"согласно\s+приложени(?:ю|ям)(?:\s+(?P<labels>{_LABEL}(?:(?:\s*,\s*|\s+и\s+|{_DASH}){_LABEL})*))?"
    r"\s+к\s+(?P<owner>настоящ[^\x01-\x07\"]{1,160}?)"
)
_INSTRUMENTALS = "|".join(sorted(word for word, form in unit_forms().items() if "instr" in form.singular | form.plural))
_SIGNS = "\x01-\x07"
RUSSIAN_SLOTS = SLOTS | {
    "{units}": rf"(?P<units>(?:нов\w+\s+)?(?:{_INSTRUMENTALS})(?!\w).*?)",
    "{annex}": _RUSSIAN_ANNEX,
    "{beside}": rf"(?:после|перед)\s+(?P<old>{slot('nom', 'gen', 'acc', 'instr')})",
    "{swapped}": rf"(?P<pairs>[{_SIGNS}](?:[{_SIGNS}\s,]|(?<!\w)(?:{spaced(WORD_JOINS)})(?!\w))*)",
    "{until}": r"(?:с\s+(?P<since>\d[^\x01-\x07]*?)\s*,?\s+)?до\s+(?P<until>\d[^\x01-\x07]*?)",
}
_RUSSIAN_THROUGHOUT = re.compile(rf"(?:^|\s)(?:{spaced(RUSSIAN_THROUGHOUT)})(?:\s|$)")
_RUSSIAN_BEHIND = re.compile(r"\s*после\s+")
_RUSSIAN_START = re.compile(f"{_RUSSIAN_THROUGHOUT.pattern}|{_RUSSIAN_BEHIND.pattern}")


def where(text: str, folded: str) -> tuple[Where | None, bool, bool]:
    """Where a clause points, whether throughout it, whether behind it."""
    if folded.rstrip().endswith(":") or CITED.search(folded):
        return None, False, False  # a context line in the same paragraph, or words that fit no slot
    if where_russian.begins(folded.strip(" ,") or "-") or _RUSSIAN_START.match(folded):
        return _russian_where(text.strip(" ,"), folded.strip(" ,"))
    said = _OCCURRING.search(folded)
    folded = folded[: said.start()] if said else folded
    cut = _THROUGHOUT.search(folded) or _BEHIND.search(folded)
    text = text[: cut.start() if cut else len(folded)]
    if cut and cut.re is _THROUGHOUT:
        spoken = _KAZAKH_TEXT.search(folded[: cut.start()])
        text = text[: spoken.start()] if spoken else text
        joined = _HEADING_AND.search(text)
        found = read(text[: joined.start()] if joined else text)
        return (_around_heading(found) if joined else found), True, False
    behind = cut is not None
    found = read(text)
    return (None, False, False) if found and behind and found.case != "abl" else (found, False, behind)


def _russian_where(text: str, folded: str) -> tuple[Where | None, bool, bool]:
    """ "в пункте 5", "по всему тексту Правил", "в Правилах по всему тексту", "после пункта 3"."""
    cut = _RUSSIAN_THROUGHOUT.search(folded)
    if cut is not None and (cut.start() == 0 or cut.end() == len(folded)):
        return read(f"{text[: cut.start()]}{text[cut.end() :]}"), True, False
    behind = _RUSSIAN_BEHIND.match(folded)
    found = read(text[behind.end() :] if behind else text)
    if behind and found is not None:
        return (structs.replace(found, case="abl") if found.case == "gen" else None), False, True
    return found, False, False


def _around_heading(where: Where | None) -> Where | None:
    """ "тақырыбында және бүкіл мәтін бойынша": the heading is in what is meant throughout."""
    if where is None or where.citation or any(steps[-1].kind is not Kind.HEADING for steps in where.units):
        return None
    outer = tuple(dict.fromkeys(steps[:-1] for steps in where.units))
    return structs.replace(where, units=outer) if all(outer) else NOWHERE


def units(text: str | None, case: str = "instr") -> tuple[Steps, ...] | None:
    """The units that are inserted: "9-1-тармақпен"; () where the formula has none, None if not understood.

    "9-1-тармақ қосылсын": in the ``case`` that the verb asks for.
    """
    if text is None:
        return ()
    found = read(text)
    if found is None:
        form = unit_form(text.strip())  # "бөлікпен", "абзацтармен", "частью": place and quotation say the numbers
        if form and form.case == case:
            return ((Step(Kind(form.kind), SEVERAL if form.plural else ""),),)
        russian = unit_forms().get(text.split()[-1])
        return ((Step(Kind(russian.kind)),),) if russian and "instr" in russian.singular else None
    if found.citation or found.case != case or found.doubtful:
        return None
    if any(steps[0].kind in (Kind.ORDER, Kind.DOCUMENT) for steps in found.units):
        return None
    return found.units


def spared(text: str, blanked: Blanked) -> tuple[str, Blanked, tuple[Steps, ...]] | None:
    """An instruction without "3-тармақты қоспағанда", and those units; None where they are not understood.

    A place among the words ("Қағидаларда 3-тармақты қоспағанда") would be taken away with them.
    """
    found = list(_excepted(blanked.text))
    for low, start, end, high in found:
        named = read(text[start:end])
        if named and named.units and not (named.citation or named.units[0][0].title or named.doubtful):
            text, bare = (f"{one[:low]}{' ' * (high - low)}{one[high:]}" for one in (text, blanked.text))
            return text, Blanked(bare, blanked.cited), named.units
    return None if found else (text, blanked, ())


def _excepted(folded: str) -> Iterator[tuple[int, int, int, int]]:
    """Where units may be named as left out: the whole of it, and inside it the units."""
    for found in _EXCEPTED.finditer(folded) if "қоспағанда" in folded or "басқа" in folded else ():
        for before in _BEFORE_EXCEPTED.finditer(folded, 0, found.start()):
            if not _PLACED.search(folded, before.end(), found.start()):
                yield before.start("mark") if before["mark"] else before.end(), before.end(), *found.span()
    for led in _RUSSIAN_EXCEPTED.finditer(folded):
        yield from (
            (*led.span(), *after.span()) for after in reversed(list(_BEHIND_EXCEPTED.finditer(folded, led.end())))
        )


def annex(groups: dict[str, str | None]) -> Annex | None:
    """The appendix of the amending act that is referred to; None where the formula has none or it is not understood."""
    owner = groups.get("owner")
    if owner is None:
        return None
    labels = re.findall(r"\d+(?:-\d+)*", groups.get("labels") or "")
    if owner.startswith("настоящ"):
        return _russian_annex(owner, tuple(labels) or ("",))
    noun = owner.split()[-1]
    form = unit_form(noun)
    of_order = form is not None and form.kind == Kind.ORDER
    named = document_form(noun) or form or _OWN_NAME.match(noun)
    return Annex(of_order, tuple(labels) or ("",)) if named else None


def _russian_annex(owner: str, labels: tuple[str, ...]) -> Annex | None:
    """ "к настоящему приказу", "к настоящему Перечню", "к настоящим изменениям"."""
    noun = owner.split()[1] if len(owner.split()) > 1 else ""
    form = unit_forms().get(noun) or document_forms().get(noun)
    if form is None:
        return Annex(False, labels) if noun in ("изменениям", "дополнениям") else None
    return Annex(form.kind == Kind.ORDER, labels) if "dat" in form.singular | form.plural else None


def words(blanked: Blanked, match: re.Match[str], shift: int) -> Pairs | None:
    """Old and new words of the clause, in pairs; None where they do not pair."""
    groups = match.groupdict()
    if groups.get("pairs"):
        start, end = match.span("pairs")
        found = pairs(blanked, start + shift, end + shift)
        fits = found is not None and only_words(match["pairs"])
        return tuple(found) if found is not None and fits else None
    old, new = (_extents(blanked, match, shift, name) if groups.get(name) else [] for name in ("old", "new"))
    if old and new:
        return ((old[0], new[0]),) if len(old) == len(new) == 1 else None
    if old:
        return tuple((extent, None) for extent in old)
    return ((None, new[0]),) if len(new) == 1 else None if new else ()


def _extents(blanked: Blanked, match: re.Match[str], shift: int, name: str) -> list[Extent]:
    start, end = match.span(name)
    return [item for cited in blanked.inside(start + shift, end + shift) for item in cited.items]


def is_after(match: re.Match[str]) -> bool:
    """Whether words go behind the old ones: "«X» деген сөзден кейін", "после слова «X»"."""
    old = match.groupdict().get("old")
    if not old:
        return False
    after = re.match(r"\s+(?:кейін|соң)\s", match[0][match.end("old") :])
    return after is not None or re.search(r"после\s+$", match[0][: match.start("old")]) is not None


def day(text: str | None) -> Commencement | None:
    """A date of suspension as a rule, ``UNREADABLE`` where there are words beside it."""
    if not text:
        return None
    dates = find_dates(text)
    rest = " ".join((text[: dates[0].start] + text[dates[0].end :]).split()) if len(dates) == 1 else "?"
    if rest not in ("", "дейін", "дейінгі мерзімге"):
        return Commencement(CommencementRule.UNREADABLE, clause=text)
    return Commencement(CommencementRule.DATE, dates[0].value, clause=" ".join(text.split()))
