"""The words that say when an act, and a unit of it, come into force: clauses, exceptions, their rules.

"Осы бұйрық [… қоспағанда,] … қолданысқа енгізіледі", units with a date in a
participle, lists "мыналарды қоспағанда … : 1) …", sentences about a unit alone, one
verb for two dates. A word that finds no place makes the whole unreadable.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nqs_docs.amendments import commencement_words_russian
from nqs_docs.amendments.commencement_words_russian import Excepted, past
from nqs_docs.amendments.instruction import has_verb
from nqs_docs.clauses.act import Commencement, CommencementRule, Kind, Unit, child, leaves, text_of
from nqs_docs.clauses.commencement_clause import IN_FORCE, rule
from nqs_docs.clauses.quotations import quotations
from nqs_docs.language.folding import fold_case, plain, plain_pattern

_UNREADABLE = CommencementRule.UNREADABLE
_FINITE = plain_pattern(rf"{IN_FORCE}(?:еді|сін|енді)")
_PARTICIPLE = plain_pattern(rf"{IN_FORCE}етін")
_ACT = r"(?:(?:осы|бұл)\s+)?(?:бірлескен\s+)?(?:бұйрық|қаулы)"
_LABEL = r"\s*(?:\d+\s*\.\s*)?"
_DUE = r"(?:ресми\s+жариялан?(?:уға|уы)|мемлекеттік\s+тіркел?у(?:ге|і))\s+(?:тиіс|жатады)"
_SUBJECT = plain_pattern(rf"{_LABEL}{_ACT}\s*,?\s+(?!қолданысқа\s+енгізілген)(?:{_DUE}\s+және\s+)?")
#: How a sentence that sets a date in force begins: with the act or with a unit of it.
_BEGINS = plain_pattern(rf"(?:^{_LABEL}|[.;:]\s+)(?=(?:{_ACT}(?:тың|ның)?,?\s|\d+(?:-\d+)*-тарма[қғ]))")
_PRONOUNS = frozenset(map(plain, ("", "оның", "ол", "олар")))
#: Words about time of an act or a unit of it: what is not understood of them must not pass for nothing said.
_OF_TIME = plain_pattern(
    rf"{_LABEL}{_ACT}\s*,?(?:\s|(?:тың|ның)\s(?=.*(?:қолданы|күші))).*?(?:бастап|дейін|өткен|жарияланған|енгізіл)"
)
_HINTS = ("олданыс", "күш")
_ORDERS = plain_pattern(r"с[ыі]н[\s.;]*$")
#: "A … бастап, ал 2-тармақ B … бастап қолданысқа енгізіледі": the verb at the end is that of both.
_SHARED_VERB = plain_pattern(
    r"\s(бастап|өткен\s+соң)(?:\s*,\s*(?:ал\s+)?|\s+ал\s+)(?:оның\s+)?"
    r"(?=(?:осы\s+бұйрықтың\s+)?\d+(?:-\d+)*(?:-тарма[қғ]|\)\s*тармақша))"
)
_GENITIVE = plain_pattern(r"[тдн][ыі]ң$")
_AND_AT_END = plain_pattern(r"(?:[\s,;]+(?:және|мен|сондай-ақ))*[\s,;]*$")
_EXCEPT = plain_pattern(r"\s*қоспағанда\s*,?\s*(?:ол(?:ар)?\s+)?")
_EXCEPT_AT_END = plain_pattern(r"\s*қоспағанда\s*,?\s*(?:ол(?:ар)?)?\s*$")
#: "… қолданысқа енгізіледі, 3-тармақтың 2) тармақшасын қоспағанда."
_EXCEPTED_BEHIND = plain_pattern(r"[\s,;]*(?P<units>[^.]*?\S)\s+қоспағанда[\s.;:]*(?P<list>1\).*)?")
_THOSE = plain_pattern(r"\s*(?:мыналарды|мынадай\s+\S+|төмендегілерді)\s*$")
_BETWEEN = plain_pattern(rf"[\s.;:,]*(?:(?:және|ал|бұл\s+ретте)\s+)?(?:\d+\)\s*)?(?:{_LABEL})?")
_PUBLISHED = plain_pattern(rf"[\s,.]*(?:және\s+)?(?:ол\s+|{_ACT}\s+)?{_DUE}\s*[.;]*")
_RELATIONS = plain_pattern(
    r"[\s,.]*(?:және\s+)?(?:(?!бастап)\S+\s+){1,12}?бастап\s+туындаған\s+(?:\S+\s+){0,3}?"
    r"(?:қолданылады|тара(?:ты)?лады)\s*[.;]*"
)
#: Behind a clause, and setting no date in force: "… және ресми жариялануға тиіс.", "… қатынастарға қолданылады".
_TAILS = (_PUBLISHED, _RELATIONS, _PUBLISHED)
_LISTED = plain_pattern(r"(?:^|[;:])\s*\d+\)\s*")
_END = plain_pattern(r"[\s.;:,]*")
#: A sentence behind, that says nothing of time: "Бақылау департаментке жүктелсін."
_TIMELESS = plain_pattern(
    r"(?s)(?:(?<=\.)|\s*\.)\s+(?!.*(?:қолдан|күш|бастап|өткен|кейін|соң|дейін|жариялан|мерзім|уақыт|тоқтат|жыл[ғд]|\d\.\d\d\.))[^.].*"
)


def points(root: Unit) -> Iterator[tuple[Unit, str]]:
    """The points of the order that say when it or a unit of it comes into force, and what they say of it."""
    order = child(root, Kind.ORDER) or root
    for unit in order.children:
        if unit.kind not in (Kind.POINT, Kind.INDENT):
            continue
        texts = [text_of(leaf.runs) for leaf in leaves(unit) if leaf.runs]
        lower = " ".join(texts).lower()
        if not any(hint in lower for hint in _HINTS) and not _OF_TIME.match(plain("".join(texts[:1]))):
            if said := commencement_words_russian.said(texts):
                yield unit, said
            continue
        words = _own_words(texts)
        folded, written = plain(words), fold_case(words)
        verb = _FINITE.search(folded)
        stop = verb.end() if verb else len(folded) if _OF_TIME.match(folded) and not _ORDERS.search(folded) else 0
        starts = [m.start() for m in _BEGINS.finditer(folded, 0, stop) if folded.count('"', 0, m.start()) % 2 == 0]
        if starts and not has_verb(written[starts[-1] : stop]):
            yield unit, words[starts[-1] :].lstrip(". ")
        elif verb and not has_verb(written) and '"' not in folded[:stop]:
            yield unit, words  # it says something of a date in force, nobody knows what


def strays(root: Unit) -> Iterator[tuple[Unit, str]]:
    """What says in a document that the act approves when the act itself comes into force: it was read amiss."""
    for unit in root.children:
        for leaf in leaves(unit) if unit.kind is not Kind.ORDER else ():
            words = text_of(leaf.runs)
            folded = plain(words)
            if _SUBJECT.match(folded) and _FINITE.search(folded):
                yield leaf, words


def _own_words(texts: list[str]) -> str:
    """The words of a point without the paragraphs it quotes: those say when another act comes into force."""
    words = " ".join(texts)
    if len(texts) == 1 or not _FINITE.search(plain(words)):
        return words
    found = quotations([fold_case(text) for text in texts])
    quoted = {at for q in found for at in range(q.first, q.last + 1) if at != q.introducer}
    return " ".join(text for at, text in enumerate(texts) if at not in quoted)


def is_retroactive(words: str) -> bool:
    """ "… 2026 жылғы 1 қаңтардан бастап туындаған қатынастарға қолданылады"."""
    folded = plain(words)
    return _RELATIONS.search(folded) is not None or commencement_words_russian.relations(folded) is not None


def clauses(words: str) -> tuple[Commencement | None, list[Excepted]] | None:
    """The main rule (None where only units are named) and the exceptions; None if a word is not understood."""
    if commencement_words_russian.is_russian(words):
        return commencement_words_russian.clauses(words)
    for shared in reversed(list(_SHARED_VERB.finditer(plain(words)))):
        words = f"{words[: shared.end(1)]} қолданысқа енгізіледі, {words[shared.end() :]}"
    folded = plain(words)
    if _RELATIONS.fullmatch(folded):
        return None, []
    subject, first = _SUBJECT.match(folded), _FINITE.search(folded)
    if first is None:
        return None
    main: Commencement | None = None
    exceptions: list[Excepted] = []
    end = 0
    if subject is not None:
        main = _main(words[subject.end() : first.end()], exceptions)
        if main is None:
            return None
        end = past(folded, first.end(), _TAILS)
    behind = _EXCEPTED_BEHIND.fullmatch(folded, end) if main is not None and not exceptions else None
    if main is not None and behind is not None and _THOSE.match(behind["units"]) and behind["list"]:
        return _listed(words[behind.start("list") :], main)
    if behind is not None:
        found = _exceptions(words[behind.start("units") : behind.end("units")])
        return (main, found) if found else None
    if main is not None and exceptions and _THOSE.match(plain(exceptions[0].words)):
        return _listed(words[end:], main)
    for verb in _FINITE.finditer(folded, end):
        between = _BETWEEN.match(folded, end)
        own = _own(words[between.end() if between else end : verb.end()])
        if own is None:
            return None
        if main is None and _SUBJECT.fullmatch(f"{plain(own.words)} "):
            main = own.rule
        elif plain(own.words) in _PRONOUNS:  # "… қоспағанда, … енгізіледі, олар 2027 жылғы …": those left open
            if all(excepted.rule for excepted in exceptions):
                return None
            exceptions = [excepted if excepted.rule else Excepted(excepted.words, own.rule) for excepted in exceptions]
        else:
            exceptions.append(own)
        end = past(folded, verb.end(), _TAILS)
    return (main, exceptions) if _END.fullmatch(folded, end) or _TIMELESS.fullmatch(folded, end) else None


def _cut(pattern: re.Pattern[str], words: str) -> str:
    """``words`` up to where a plain ``pattern`` is found."""
    found = pattern.search(plain(words))
    return words[: found.start()] if found else words


def _main(clause: str, exceptions: list[Excepted]) -> Commencement | None:
    """The rule of "Осы бұйрық [… қоспағанда,] … қолданысқа енгізіледі"; its exceptions go to the list."""
    folded = plain(clause)
    excepted = list(_EXCEPT.finditer(folded))
    start = 0
    if excepted:
        found = _exceptions(clause[: excepted[-1].start()])
        if found is None:
            return None
        exceptions += found
        start = excepted[-1].end()
    main = rule(clause[start:])
    if main is None:
        return None
    before = plain(clause[start:]).find(plain(main.clause))
    return main if before >= 0 and folded[start : start + before].strip(" ,") in _PRONOUNS else None


def _exceptions(words: str) -> list[Excepted] | None:
    """ "2026 жылғы 12 шілдеден бастап қолданысқа енгізілетін … абзацтарын, …": each date with its units.

    A scope may stand before the date: "Қағидалардың 2026 жылғы … енгізілетін 5-тармағын".
    """
    folded = plain(words)
    result: list[Excepted] = []
    start, current, scope = 0, None, ""
    for verb in _PARTICIPLE.finditer(folded):
        own = rule(words[start : verb.end()])
        if own is None or own.rule is _UNREADABLE:
            return None
        at = folded.rfind(plain(own.clause), start, verb.end())
        named, scope = f"{scope} {_cut(_AND_AT_END, words[start:at]).strip(' ,;')}".strip(), ""
        if _GENITIVE.search(plain(named)):
            *before, scope = re.split(r",\s*|\s+және\s+", named)
            named = ", ".join(before)
        if named:
            result.append(Excepted(named, current))
        start, current = verb.end(), own
    result.append(Excepted(f"{scope} {words[start:].strip(' ,;')}".strip(), current))
    return result


def _listed(words: str, main: Commencement) -> tuple[Commencement, list[Excepted]] | None:
    """ "… мыналарды қоспағанда, … енгізіледі: 1) …; 2) …"."""
    result: list[Excepted] = []
    for item in filter(lambda item: item.strip(" .;:"), _LISTED.split(words)):
        verb = _FINITE.search(plain(item))
        own = _own(item[: verb.end()]) if verb else None
        found = [own] if own else _exceptions(item.strip(" .;"))
        if not found or any(exception.rule is None for exception in found):
            return None
        result += found
    return (main, result) if result else None


def _own(clause: str) -> Excepted | None:
    """ "1-тармақтың 3) тармақшасы 2026 жылғы 1 қыркүйектен бастап қолданысқа енгізіледі"."""
    own = rule(clause)
    if own is None:
        return None
    at = plain(clause).find(plain(own.clause))
    named = _cut(_EXCEPT_AT_END, clause[:at]) if at >= 0 else ""
    return Excepted(named.strip(" ,;"), own) if named.strip(" ,;") else None
