"""The grammar of one instruction: its words into clauses, or the reason why not.

An instruction is one or more clauses, each ending in a verb of the table
``language.formulas``: "2-тармақта «X» деген сөз «Y» деген сөзбен ауыстырылып,
мынадай мазмұндағы 13) тармақшамен толықтырылсын:". Every word of a clause has to
find its place in a formula, in an address or among cited words; one word too many
and the whole instruction is left alone.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from msgspec import Struct, structs

from nqs_docs.amendments import slots
from nqs_docs.amendments.cited import Blanked, blank
from nqs_docs.amendments.operation import Verb
from nqs_docs.amendments.slots import Annex, Pairs
from nqs_docs.amendments.where import NOWHERE, Steps, Where
from nqs_docs.clauses.act import Commencement, CommencementRule, Kind
from nqs_docs.clauses.citation import BRACKET
from nqs_docs.language import formulas_russian
from nqs_docs.language.folding import fold_case
from nqs_docs.language.formulas import (
    ANY_WORDS,
    CASES_SAID,
    FORMULAS,
    OWN_ORDER,
    RUSSIAN_ONLY,
    RUSSIAN_STAYS,
    VERBS,
    Formula,
    spaced,
)


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
    cases: bool = False  # "тиісті септіктерде"
    spared: tuple[Steps, ...] = ()  # "3-тармақты қоспағанда": where words stay


class Refusal(Struct, frozen=True, gc=False):
    """Why an instruction is not understood: a finding code."""

    code: str = "amendment.unresolved"


_VERB, _RUSSIAN_VERB = (
    re.compile(rf"(?<!\w)(?:{'|'.join(f'(?P<{key}>{spaced(words)})' for key, words in verbs.items())})(?!\w)")
    for verbs in (VERBS, formulas_russian.VERBS)
)
_RUSSIAN_GAP = re.compile(r"\s*[,;]\s*(?:(?:и|а|также|а\s+также)\s+)?|\s+и\s+")
_JOIN = re.compile(r"[\s,;.]*(?:(?:және|ал|сондай-ақ|сонымен\s+қатар|әрі)\s+)?")
# Between two clauses that share a verb: behind cited words.
_GAP = re.compile(rf"(?<={ANY_WORDS})(?:\s*[,;]\s*(?:(?:және|ал)\s+)?|\s+(?:және|ал)\s+)")
_END = re.compile(r"[\s:;.,]*")
# "… № 229 бұйрығының күші жойылды деп танылсын (… № 8587 болып тіркелген)."
_REGISTERED = re.compile(rf"(?i)(\s+күші(?:\s+\w+){{1,4}})(\s*(?=\([^()]*тіркел){BRACKET})(?=[\s:;.,]*$)")
_OWN = re.compile(spaced(OWN_ORDER))
_RUSSIAN = re.compile(spaced(RUSSIAN_ONLY))
_RUSSIAN_STAYS = re.compile(rf"{spaced(RUSSIAN_STAYS)}(?=[\s:;.,]*$)")


#: What words may be left out of, and what is no unit of its own that could be.
_CUT = frozenset({Verb.SUBSTITUTE, Verb.INSERT_WORDS, Verb.DELETE_WORDS})
_UNCUT = frozenset({Kind.SENTENCE, Kind.COLUMN, Kind.NOTE})


@cache
def _patterns() -> dict[str, tuple[tuple[Formula, re.Pattern[str]], ...]]:
    """The compiled formulas of each verb. A space at the front stands for the words before."""
    compiled: dict[str, list[tuple[Formula, re.Pattern[str]]]] = {}
    for formula in (*FORMULAS, *formulas_russian.FORMULAS):
        pattern = spaced(formula.words)
        named = slots.RUSSIAN_SLOTS if formula.verb in formulas_russian.VERBS else slots.SLOTS
        for name, slot_pattern in named.items():
            pattern = pattern.replace(name, slot_pattern)
        compiled.setdefault(formula.verb, []).append((formula, re.compile(pattern, re.DOTALL)))
    return {verb: tuple(rows) for verb, rows in compiled.items()}


def has_verb(folded: str) -> bool:
    """Whether a folded, lower-case text holds a verb of an instruction."""
    return bool(_verbs(folded)) or ("ть" in folded and _RUSSIAN_VERB.search(folded) is not None)


@lru_cache(maxsize=16)  # asked for before the instruction is read, and when it is
def _verbs(folded: str) -> tuple[re.Match[str], ...]:
    return tuple(_VERB.finditer(folded))


def changes_russian_only(text: str) -> bool:
    """ "орыс тіліндегі мәтінге өзгеріс енгізіледі, қазақ тіліндегі мәтін өзгермейді"; cited words say nothing."""
    folded = fold_case(text)
    if "тіл" not in folded or _RUSSIAN.search(folded) is None:
        return False
    words = blank(text).text
    return _RUSSIAN.search(words) is not None and _RUSSIAN_STAYS.search(words) is None


class _Given(Struct, frozen=True, gc=False):
    """What is known of an instruction beside its words."""

    quoted: bool  # a quotation of new text belongs to it
    settled: bool  # a person said where it points: words that should say it need not be understood


def parse(
    text: str, quoted: bool, blanked: Blanked | None = None, settled: bool = False
) -> tuple[Clause, ...] | Refusal:
    """The clauses of an instruction (its label and quotation cut off).

    ``quoted``: whether a quotation of new text belongs to it; ``blanked``: ``blank(text)``;
    ``settled``: whether a person said where it points.
    """
    given = _Given(quoted, settled)
    whole = text
    if "тіркел" in fold_case(text):
        text = _REGISTERED.sub(r"\2\1", text)  # of the act: beside its number as elsewhere
    stays = _RUSSIAN_STAYS.search(fold_case(text)) if "орыс" in text else None
    text = text[: stays.start()] if stays else text
    if not settled and names_own_order(blanked.text if blanked else fold_case(text)):
        return Refusal("amendment.scope-ambiguous")
    bare = slots.spared(text, blanked if blanked and text == whole else blank(text))
    if bare is None:
        return Refusal()
    text, blanked, spared = bare
    clauses = _clauses(text, blanked, given)
    if isinstance(clauses, Refusal) or not spared:
        return clauses
    if len(clauses) > 1 or clauses[0].formula.does not in _CUT or any(one[-1].kind in _UNCUT for one in spared):
        return Refusal()
    return (structs.replace(clauses[0], spared=spared),)


def _clauses(text: str, blanked: Blanked, given: _Given) -> tuple[Clause, ...] | Refusal:
    verbs = _verbs(blanked.text)
    if not verbs and (russian := list(_RUSSIAN_VERB.finditer(blanked.text))):
        return _russian(text, blanked, 0, len(blanked.text.rstrip(" \t\n:;.,")), russian, given)
    if not verbs or _END.fullmatch(blanked.text, verbs[-1].end()) is None or not verbs[-1][0].endswith(("сын", "сін")):
        return Refusal()
    clauses: list[Clause] = []
    start = 0
    for verb in verbs:
        joined = _JOIN.match(blanked.text, start) if clauses else None
        found = _of_verb(text, blanked, joined.end() if joined else start, verb, given)
        if isinstance(found, Refusal):
            return found
        clauses += found
        start = verb.end()
    return tuple(clauses)


def names_own_order(folded: str) -> bool:
    """ "осы бұйрықтың 3-тармағы": of the order that speaks; whether the one that it changes was meant is not sure."""
    return _OWN.search(folded) is not None


def _russian(
    text: str, blanked: Blanked, start: int, end: int, verbs: list[re.Match[str]], given: _Given
) -> tuple[Clause, ...] | Refusal:
    """The clauses of a Russian instruction: "слова «A» заменить словами «B», дополнить частью второй …".

    Verbs stand inside their clauses, so the text is cut at a comma or "и" between two of them.
    """
    verb = verbs[0].lastgroup or ""
    if len(verbs) == 1:
        alone = _clause(text, blanked, start, end, verb, given)
        return (alone,) if isinstance(alone, Clause) else alone
    refusal = Refusal()
    for gap in _RUSSIAN_GAP.finditer(blanked.text, verbs[0].end(), verbs[1].start()):
        clause = _clause(text, blanked, start, gap.start(), verb, given)
        if isinstance(clause, Refusal):
            refusal = clause
            continue
        others = _russian(text, blanked, gap.end(), end, verbs[1:], given)
        if not isinstance(others, Refusal):
            return (clause, *others)
        refusal = others
    return refusal


def _of_verb(text: str, blanked: Blanked, start: int, verb: re.Match[str], given: _Given) -> list[Clause] | Refusal:
    """The clause of a verb, or those that share it: "«A» … «B» деген сөзбен, 4-тармақтағы «C» … ауыстырылсын"."""
    kind, end = verb.lastgroup or "", verb.start()
    whole = _clause(text, blanked, start, end, kind, given)
    if isinstance(whole, Clause):
        return [whole]
    gaps = [gap.span() for gap in _GAP.finditer(blanked.text, start, end)]
    bounds = list(zip([start, *(after for _, after in gaps)], [*(before for before, _ in gaps), end], strict=True))
    shared = [_clause(text, blanked, low, high, kind, given) for low, high in bounds]
    clauses = [structs.replace(clause, shares_verb=True) for clause in shared if isinstance(clause, Clause)]
    told = [bool(clause.at.case) for clause in clauses]
    # Where the first says no place, nobody knows whether that of the second is its own.
    return clauses if gaps and len(clauses) == len(shared) and (told[0] or not any(told)) else whole


def _clause(text: str, blanked: Blanked, start: int, end: int, verb: str, given: _Given) -> Clause | Refusal:
    # One space in front, so that a formula may begin with its first word.
    padded = " " + blanked.text[start:end].rstrip()
    refusal = Refusal()
    for formula, pattern in _patterns()[verb]:
        match = pattern.fullmatch(padded)
        if match is None:
            continue
        if formula.quoted and not given.quoted:
            refusal = refusal if slots.CITED.search(padded) else Refusal("amendment.no-quotation")
            continue
        if formula.finding:
            return Refusal(formula.finding)
        found = _filled(text, blanked, start - 1, formula, match, given.settled)
        if isinstance(found, Clause):
            return found
        refusal = found
    return refusal


def _filled(
    text: str, blanked: Blanked, shift: int, formula: Formula, match: re.Match[str], settled: bool
) -> Clause | Refusal:
    """The clause with the slots of ``match`` read; ``shift`` brings its offsets to those of ``text``."""
    groups = match.groupdict()
    start, end = (max(place + shift, 0) for place in match.span("at"))
    at, throughout, behind = slots.where(text[start:end], blanked.text[start:end])
    if at is None and settled and slots.CITED.search(blanked.text, start, end) is None:
        at = NOWHERE
    if at is None:
        return Refusal()
    if at.doubtful and not settled and groups.get("owner") is None:  # the appendices tell how many are meant
        return Refusal("amendment.doubtful-list")
    units = slots.units(groups.get("units"), "nom" if formula.verb == "bring" else "instr")
    if units is None and settled:
        units = ()
    if units is None:
        return Refusal()
    words = slots.words(blanked, match, shift)
    if words is None:
        return Refusal("amendment.words-unpaired")
    annex = slots.annex(groups)
    if annex is None and groups.get("owner") is not None:
        return Refusal()
    clause = Clause(
        formula, at, throughout, units, behind, annex, words, slots.is_after(match), slots.day(groups.get("since")),
        slots.day(groups.get("until")), cases=CASES_SAID in match[0],
    )  # fmt: skip
    return clause if settled or _fits(clause) else Refusal()


# The cases that the address of an operation may stand in; "" is no address at all.
_CASES: dict[str, frozenset[str]] = {
    **dict.fromkeys((Verb.REPLACE, Verb.DELETE), frozenset({"nom", "acc"})),
    Verb.INSERT: frozenset({"", "nom", "acc", "dat", "loc", "abl"}),
    Verb.SUBSTITUTE: frozenset({"", "nom", "loc", "dat", "gen", "abl"}),
    Verb.DELETE_WORDS: frozenset({"", "nom", "loc", "abl", "gen"}),
    Verb.INSERT_WORDS: frozenset({"", "nom", "acc", "loc", "dat", "gen"}),
    Verb.APPEND_WORDS: frozenset({"", "nom", "acc", "loc", "dat"}),
    **dict.fromkeys((Verb.REPEAL, Verb.SUSPEND), frozenset({"nom", "gen", "acc"})),
}


def _fits(clause: Clause) -> bool:
    """Whether the case of the address is one that the operation can have."""
    verb = Verb(clause.formula.does)
    if any(date is not None and date.rule is CommencementRule.UNREADABLE for date in (clause.since, clause.until)):
        return False
    if clause.behind != (verb is Verb.INSERT and clause.at.case == "abl" and not clause.throughout):
        return False
    if clause.throughout or clause.at.attributive:
        return verb in _CUT
    return clause.at.case == clause.formula.case if clause.formula.case else clause.at.case in _CASES[verb]
