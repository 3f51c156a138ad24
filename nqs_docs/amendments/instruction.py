"""The grammar of one instruction: its words into clauses, or the reason why not.

An instruction is one or more clauses, each ending in a verb of the table
``language.formulas``: "2-тармақта «X» деген сөз «Y» деген сөзбен ауыстырылып,
мынадай мазмұндағы 13) тармақшамен толықтырылсын:". Every word of a clause has to
find its place in a formula, in an address or among cited words; one word too many
and the whole instruction is left alone.
"""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct, structs

from nqs_docs.amendments.cited import Blanked, blank, only_words, pairs, slot
from nqs_docs.amendments.operation import Verb
from nqs_docs.amendments.where import NOWHERE, Steps, Where, read
from nqs_docs.clauses.act import Commencement, CommencementRule, Kind, Step
from nqs_docs.language.formulas import ANY_WORDS, FORMULAS, OCCURRING, RUSSIAN_ONLY, THROUGHOUT, VERBS, Formula, spaced
from nqs_docs.language.kazakh import document_form, unit_form
from nqs_docs.language.numbers import find_dates

Extent = tuple[int, int]
Pairs = tuple[tuple[Extent | None, Extent | None], ...]  # old and new words


class Annex(Struct, frozen=True, gc=False):
    """ "осы тізбеге 1-қосымшаға сәйкес": where the new wording stands in the amending act."""

    order: bool  # an appendix of the order itself; else of the approved list
    labels: tuple[str, ...]  # "" for the only one


class Clause(Struct, frozen=True):
    """One thing an instruction does, its slots read; addresses are still relative."""

    formula: Formula
    at: Where
    throughout: bool = False
    units: tuple[Steps, ...] = ()  # what is inserted
    behind: bool = False  # ``at`` is the unit after which it is inserted
    annex: Annex | None = None
    words: Pairs = ()  # offsets in the instruction
    after: bool = False  # INSERT_WORDS: after the old words
    since: Commencement | None = None
    until: Commencement | None = None
    shares_verb: bool = False  # with the clause before it


class Refusal(Struct, frozen=True, gc=False):
    """Why an instruction is not understood: a finding code."""

    code: str = "amendment.unresolved"


_VERB = re.compile(r"(?<!\w)(?:" + "|".join(f"(?P<{key}>{spaced(words)})" for key, words in VERBS.items()) + r")(?!\w)")
_JOIN = re.compile(r"[\s,;.]*(?:(?:және|ал|сондай-ақ|сонымен\s+қатар|әрі)\s+)?")
# Between two clauses that share a verb: behind cited words.
_GAP = re.compile(rf"(?<={ANY_WORDS})(?:\s*[,;]\s*(?:(?:және|ал)\s+)?|\s+(?:және|ал)\s+)")
_END = re.compile(r"[\s:;.,]*")
_ANNEX = (
    r"(?:нақ\s+)?осы\s+(?P<owner>[^\x01-\x07\"]{1,160}?)(?:\s+қоса берілген)?\s+"
    r"(?P<labels>(?:\d+(?:-\d+)*-?(?:\s*,\s*|\s+және\s+|\s+мен\s+|\s*-\s*)?)*)"
    r"қосымша(?:сы)?(?:лар(?:ы)?)?(?:ға|на)(?:\s+(?:сәйкес|сай))?"
)
_UNTIL = r"(?:(?P<since>\d[^\x01-\x07]*?[дтн][ае]н)(?:\s+бастап)?\s*,?\s+)?" + (
    r"(?P<until>\d[^\x01-\x07]*?\s+дейін(?:гі\s+мерзімге)?)"
)
_THROUGHOUT = re.compile(rf"(?:^|\s)(?:{spaced(THROUGHOUT)})\s*$")
_OCCURRING = re.compile(rf"\s+(?:{spaced(OCCURRING)})\s*$")
_HEADING_AND = re.compile(r"\s*(?:,|және|мен)\s*$")
_CITED = re.compile(ANY_WORDS)
_KAZAKH_TEXT = re.compile(r"\s*қазақ\s+тіліндегі\s*$")
_BEHIND = re.compile(r"\s+(?:кейін|соң)\s*$")
_OWN_NAME = re.compile(r"(?:өзгеріс|толықтыру)\S*(?:ге|ға|дің|дың)$")
_RUSSIAN = re.compile("|".join(spaced(pattern) for pattern in RUSSIAN_ONLY))
_SLOTS = {
    "{at}": r"(?P<at>.*?)",
    "{units}": r"(?P<units>.+?)",
    "{annex}": _ANNEX,
    "{old}": rf"(?P<old>{slot('nom', 'gen', 'acc', 'abl')})",
    "{new}": rf"(?P<new>{slot('instr')})",
    "{instead}": rf"(?P<new>{slot('nom')})",
    "{pairs}": rf"(?P<pairs>{slot()})",
    "{until}": _UNTIL,
}


@cache
def _patterns() -> dict[str, tuple[tuple[Formula, re.Pattern[str]], ...]]:
    """The compiled formulas of each verb. A space at the front stands for the words before."""
    compiled: dict[str, list[tuple[Formula, re.Pattern[str]]]] = {}
    for formula in FORMULAS:
        pattern = spaced(formula.words)
        for name, slot_pattern in _SLOTS.items():
            pattern = pattern.replace(name, slot_pattern)
        compiled.setdefault(formula.verb, []).append((formula, re.compile(pattern, re.DOTALL)))
    return {verb: tuple(rows) for verb, rows in compiled.items()}


def has_verb(folded: str) -> bool:
    """Whether a folded, lower-case text holds a verb of an instruction."""
    return _VERB.search(folded) is not None


def changes_russian_only(folded: str) -> bool:
    """ "орыс тіліндегі мәтінге өзгеріс енгізіледі, қазақ тіліндегі мәтін өзгермейді"."""
    return _RUSSIAN.search(folded) is not None


def parse(text: str, quoted: bool, blanked: Blanked | None = None) -> tuple[Clause, ...] | Refusal:
    """The clauses of an instruction (its label and quotation cut off).

    ``quoted``: whether a quotation of new text belongs to it; ``blanked``: ``blank(text)``.
    """
    blanked = blanked or blank(text)
    verbs = list(_VERB.finditer(blanked.text))
    if not verbs or _END.fullmatch(blanked.text, verbs[-1].end()) is None or not verbs[-1][0].endswith(("сын", "сін")):
        return Refusal()
    clauses: list[Clause] = []
    start = 0
    for verb in verbs:
        joined = _JOIN.match(blanked.text, start) if clauses else None
        found = _of_verb(text, blanked, joined.end() if joined else start, verb, quoted)
        if isinstance(found, Refusal):
            return found
        clauses += found
        start = verb.end()
    return tuple(clauses)


def _of_verb(text: str, blanked: Blanked, start: int, verb: re.Match[str], quoted: bool) -> list[Clause] | Refusal:
    """The clause of a verb, or those that share it: "«A» … «B» деген сөзбен, 4-тармақтағы «C» … ауыстырылсын"."""
    kind, end = verb.lastgroup or "", verb.start()
    whole = _clause(text, blanked, start, end, kind, quoted)
    if isinstance(whole, Clause):
        return [whole]
    gaps = [gap.span() for gap in _GAP.finditer(blanked.text, start, end)]
    bounds = list(zip([start, *(after for _, after in gaps)], [*(before for before, _ in gaps), end], strict=True))
    shared = [_clause(text, blanked, low, high, kind, quoted) for low, high in bounds]
    clauses = [structs.replace(clause, shares_verb=True) for clause in shared if isinstance(clause, Clause)]
    told = [bool(clause.at.case) for clause in clauses]
    # Where the first says no place, nobody knows whether that of the second is its own.
    return clauses if gaps and len(clauses) == len(shared) and (told[0] or not any(told)) else whole


def _clause(text: str, blanked: Blanked, start: int, end: int, verb: str, quoted: bool) -> Clause | Refusal:
    # One space in front, so that a formula may begin with its first word.
    padded = " " + blanked.text[start:end].rstrip()
    refusal = Refusal()
    for formula, pattern in _patterns()[verb]:
        match = pattern.fullmatch(padded)
        if match is None:
            continue
        if formula.quoted and not quoted:
            refusal = refusal if _CITED.search(padded) else Refusal("amendment.no-quotation")
            continue
        if formula.finding:
            return Refusal(formula.finding)
        found = _filled(text, blanked, start - 1, formula, match)
        if isinstance(found, Clause):
            return found
        refusal = found
    return refusal


def _filled(text: str, blanked: Blanked, shift: int, formula: Formula, match: re.Match[str]) -> Clause | Refusal:
    """The clause with the slots of ``match`` read; ``shift`` brings its offsets to those of ``text``."""
    groups = match.groupdict()
    start, end = (max(place + shift, 0) for place in match.span("at"))
    at, throughout, behind = _at(text[start:end], blanked.text[start:end]) if start < end else (NOWHERE, False, False)
    if at is None:
        return Refusal()
    if at.doubtful:
        return Refusal("amendment.doubtful-list")
    units = _units(groups.get("units"))
    if units is None:
        return Refusal()
    words = _words(blanked, match, shift)
    if words is None:
        return Refusal("amendment.words-unpaired")
    annex = _annex(groups)
    if annex is None and groups.get("owner") is not None:
        return Refusal()
    clause = Clause(
        formula, at, throughout, units, behind, annex, words, _is_after(match), _date(groups.get("since")),
        _date(groups.get("until")),
    )  # fmt: skip
    return clause if _fits(clause) else Refusal()


def _at(text: str, folded: str) -> tuple[Where | None, bool, bool]:
    """Where a clause points, whether throughout it, whether behind it."""
    if folded.rstrip().endswith(":") or _CITED.search(folded):
        return None, False, False  # a context line in the same paragraph, or words that fit no slot
    said = _OCCURRING.search(folded)
    folded = folded[: said.start()] if said else folded
    cut = _THROUGHOUT.search(folded) or _BEHIND.search(folded)
    text = text[: cut.start() if cut else len(folded)]
    if cut and cut.re is _THROUGHOUT:
        spoken = _KAZAKH_TEXT.search(folded[: cut.start()])
        text = text[: spoken.start()] if spoken else text
        joined = _HEADING_AND.search(text)
        where = read(text[: joined.start()] if joined else text)
        return (_around_heading(where) if joined else where), True, False
    behind = cut is not None
    where = read(text)
    return (None, False, False) if where and behind and where.case != "abl" else (where, False, behind)


def _around_heading(where: Where | None) -> Where | None:
    """ "тақырыбында және бүкіл мәтін бойынша": the heading is in what is meant throughout."""
    if where is None or where.citation or any(steps[-1].kind is not Kind.HEADING for steps in where.units):
        return None
    outer = tuple(dict.fromkeys(steps[:-1] for steps in where.units))
    return structs.replace(where, units=outer) if all(outer) else NOWHERE


def _units(text: str | None) -> tuple[Steps, ...] | None:
    """The units that are inserted: "9-1-тармақпен"; () where the formula has none, None if not understood."""
    if text is None:
        return ()
    where = read(text)
    if where is None:
        form = unit_form(text.strip())  # "бөлікпен": its place says its number
        return ((Step(Kind(form.kind)),),) if form and form.case == "instr" and not form.plural else None
    if where.citation or where.case != "instr" or where.doubtful:
        return None
    if any(steps[0].kind in (Kind.ORDER, Kind.DOCUMENT) for steps in where.units):
        return None
    return where.units


def _annex(groups: dict[str, str | None]) -> Annex | None:
    owner = groups.get("owner")
    if owner is None:
        return None
    labels = re.findall(r"\d+(?:-\d+)*", groups.get("labels") or "")
    noun = owner.split()[-1]
    form = unit_form(noun)
    of_order = form is not None and form.kind == Kind.ORDER
    named = document_form(noun) or form or _OWN_NAME.match(noun)
    return Annex(of_order, tuple(labels) or ("",)) if named else None


def _words(blanked: Blanked, match: re.Match[str], shift: int) -> Pairs | None:
    """Old and new words of the clause, in pairs; None where they do not pair."""
    groups = match.groupdict()
    if groups.get("pairs"):
        start, end = match.span("pairs")
        found = pairs(blanked, start + shift, end + shift)
        fits = found is not None and only_words(match["pairs"])
        return tuple(found) if found is not None and fits else None
    old, new = (_extents(blanked, match, shift, name) for name in ("old", "new"))
    if old and new:
        return ((old[0], new[0]),) if len(old) == len(new) == 1 else None
    if old:
        return tuple((extent, None) for extent in old)
    return ((None, new[0]),) if len(new) == 1 else None if new else ()


def _extents(blanked: Blanked, match: re.Match[str], shift: int, name: str) -> list[Extent]:
    if not match.groupdict().get(name):
        return []
    start, end = match.span(name)
    return [item for cited in blanked.inside(start + shift, end + shift) for item in cited.items]


def _is_after(match: re.Match[str]) -> bool:
    return (
        bool(match.groupdict().get("old")) and re.match(r"\s+(?:кейін|соң)\s", match[0][match.end("old") :]) is not None
    )


def _date(text: str | None) -> Commencement | None:
    if not text:
        return None
    dates = find_dates(text)
    rest = " ".join((text[: dates[0].start] + text[dates[0].end :]).split()) if len(dates) == 1 else "?"
    if rest not in ("", "дейін", "дейінгі мерзімге"):
        return Commencement(CommencementRule.UNREADABLE, clause=text)
    return Commencement(CommencementRule.DATE, dates[0].value, clause=" ".join(text.split()))


# The cases that the address of an operation may stand in; "" is no address at all.
_CASES: dict[str, frozenset[str]] = {
    Verb.REPLACE: frozenset({"nom", "acc"}),
    Verb.DELETE: frozenset({"nom", "acc"}),
    Verb.INSERT: frozenset({"", "nom", "acc", "dat", "loc", "abl"}),
    Verb.SUBSTITUTE: frozenset({"", "nom", "loc", "dat", "gen", "abl"}),
    Verb.DELETE_WORDS: frozenset({"", "nom", "loc", "abl", "gen"}),
    Verb.INSERT_WORDS: frozenset({"", "nom", "acc", "loc", "dat"}),
    Verb.APPEND_WORDS: frozenset({"", "nom", "acc", "loc", "dat"}),
    Verb.REPEAL: frozenset({"nom", "gen", "acc"}),
    Verb.SUSPEND: frozenset({"nom", "gen", "acc"}),
}


def _fits(clause: Clause) -> bool:
    """Whether the case of the address is one that the operation can have."""
    verb = Verb(clause.formula.does)
    if any(date is not None and date.rule is CommencementRule.UNREADABLE for date in (clause.since, clause.until)):
        return False
    if clause.throughout:
        return verb is Verb.SUBSTITUTE or verb is Verb.DELETE_WORDS or verb is Verb.INSERT_WORDS
    if clause.behind and verb is not Verb.INSERT:
        return False
    if verb is Verb.INSERT and clause.at.case == "abl" and not clause.behind:
        return False
    if clause.at.attributive:
        return verb in (Verb.SUBSTITUTE, Verb.DELETE_WORDS, Verb.INSERT_WORDS)
    if clause.formula.case:
        return clause.at.case == clause.formula.case
    return clause.at.case in _CASES[verb]
