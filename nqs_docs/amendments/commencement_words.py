"""The words that say when an act, and a unit of it, come into force: clauses, exceptions, their rules.

"Осы бұйрық [… қоспағанда,] … қолданысқа енгізіледі", units with a date in a
participle, lists "мыналарды қоспағанда … : 1) …", sentences about a unit alone, one
verb for two dates. A word that finds no place makes the whole unreadable.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nqs_docs.amendments import commencement_words_russian
from nqs_docs.amendments.commencement_words_russian import Excepted
from nqs_docs.amendments.instruction import has_verb
from nqs_docs.clauses.act import Commencement, CommencementRule, Kind, Unit, child, leaves, text_of
from nqs_docs.clauses.commencement_clause import rule
from nqs_docs.clauses.quotations import quotations
from nqs_docs.language.folding import fold_case

_UNREADABLE = CommencementRule.UNREADABLE
_IN_FORCE = r"(?:қолданысқа\s+енгізіл|күшіне\s+ен)"
_FINITE = re.compile(rf"{_IN_FORCE}(?:еді|сін|енді)")
_PARTICIPLE = re.compile(rf"{_IN_FORCE}етін")
_ACT = r"(?:осы\s+)?(?:бірлескен\s+)?(?:бұйрық|қаулы)"
_LABEL = r"\s*(?:\d+\s*\.\s*)?"
_SUBJECT = re.compile(
    rf"{_LABEL}{_ACT}\s*,?\s+(?!қолданысқа\s+енгізілген)(?:ресми\s+жариялануға\s+(?:тиіс|жатады)\s+және\s+)?"
)
#: How a sentence that sets a date in force begins: with the act or with a unit of it.
_BEGINS = re.compile(rf"(?:^{_LABEL}|[.;:]\s+)(?=(?:{_ACT}(?:тың|ның)?\s|\d+(?:-\d+)*-тарма[қғ]))")
_PRONOUNS = frozenset({"", "оның", "ол", "олар"})
#: "A … бастап, ал 2-тармақ B … бастап қолданысқа енгізіледі": the verb at the end is that of both.
_SHARED_VERB = re.compile(
    r"\s(бастап|өткен\s+соң)(?:\s*,\s*(?:ал\s+)?|\s+ал\s+)"
    r"(?=(?:осы\s+бұйрықтың\s+)?\d+(?:-\d+)*(?:-тарма[қғ]|\)\s*тармақша))",
    re.IGNORECASE,
)
_GENITIVE = re.compile(r"[тдн][ыі]ң$")
_AND_AT_END = re.compile(r"(?:[\s,;]+(?:және|мен|сондай-ақ))*[\s,;]*$")
_EXCEPT = re.compile(r"\s*қоспағанда\s*,?\s*(?:ол(?:ар)?\s+)?")
_EXCEPT_AT_END = re.compile(r"\s*қоспағанда\s*,?\s*(?:ол(?:ар)?)?\s*$")
#: "… қолданысқа енгізіледі, 3-тармақтың 2) тармақшасын қоспағанда."
_EXCEPTED_BEHIND = re.compile(r"[\s,;]*(?P<units>[^.]*?\S)\s+қоспағанда[\s.;]*")
_THOSE = re.compile(r"\s*(?:мыналарды|мынадай\s+\S+|төмендегілерді)\s*$")
_BETWEEN = re.compile(rf"[\s.;:,]*(?:(?:және|ал|бұл\s+ретте)\s+)?(?:\d+\)\s*)?(?:{_LABEL})?")
_PUBLISHED = re.compile(r"[\s,]*(?:және\s+)?(?:ол\s+)?ресми\s+жариялануға\s+(?:тиіс|жатады)\s*[.;]*")
_RELATIONS = re.compile(
    r"[\s,]*(?:және\s+)?(?:\S+\s+){1,6}?бастап\s+туындаған\s+(?:\S+\s+){0,3}?(?:қолданылады|таралады)\s*[.;]*"
)
_LISTED = re.compile(r"(?:^|[;:])\s*\d+\)\s*")
_END = re.compile(r"[\s.;:,]*")


def points(root: Unit) -> Iterator[tuple[Unit, str]]:
    """The points of the order that say when it or a unit of it comes into force, and what they say of it."""
    order = child(root, Kind.ORDER) or root
    for unit in order.children:
        if unit.kind not in (Kind.POINT, Kind.INDENT):
            continue
        texts = [text_of(leaf.runs) for leaf in leaves(unit) if leaf.runs]
        if not any("қолданысқа" in text or "күш" in text for text in texts):
            said = commencement_words_russian.said(texts)
            if said:
                yield unit, said
            continue
        words = _own_words(texts)
        folded = fold_case(words)
        verb = _FINITE.search(folded)
        stop = verb.end() if verb else len(folded) if _SUBJECT.match(folded) and "қолданысқа" in folded else 0
        begins = [match.start() for match in _BEGINS.finditer(folded, 0, stop)]
        starts = [at for at in begins if folded.count('"', 0, at) % 2 == 0]
        if starts and not has_verb(folded[starts[-1] : stop]):
            yield unit, words[starts[-1] :].lstrip(". ")
        elif verb and not has_verb(folded) and '"' not in folded[:stop]:
            yield unit, words  # it says something of a date in force, nobody knows what


def _own_words(texts: list[str]) -> str:
    """The words of a point without the paragraphs it quotes: those say when another act comes into force."""
    words = " ".join(texts)
    if len(texts) == 1 or not _FINITE.search(fold_case(words)):
        return words
    quoted = {at for q in quotations(texts) for at in range(q.first, q.last + 1) if at != q.introducer}
    return " ".join(text for at, text in enumerate(texts) if at not in quoted)


def is_retroactive(words: str) -> bool:
    """ "… 2026 жылғы 1 қаңтардан бастап туындаған қатынастарға қолданылады"."""
    folded = fold_case(words)
    return _RELATIONS.search(folded) is not None or commencement_words_russian.RELATIONS.search(folded) is not None


def clauses(words: str) -> tuple[Commencement | None, list[Excepted]] | None:
    """The main rule (None where only units are named) and the exceptions; None if a word is not understood."""
    if commencement_words_russian.is_russian(words):
        return commencement_words_russian.clauses(words)
    words = _SHARED_VERB.sub(r" \1 қолданысқа енгізіледі, ", words)
    folded = fold_case(words)
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
        end = _published(folded, first.end())
    behind = _EXCEPTED_BEHIND.fullmatch(folded, end) if main is not None and not exceptions else None
    if behind is not None:
        found = _exceptions(words[behind.start("units") : behind.end("units")])
        return (main, found) if found else None
    if main is not None and exceptions and _THOSE.match(exceptions[0].words):
        return _listed(words[end:], main)
    for verb in _FINITE.finditer(folded, end):
        between = _BETWEEN.match(folded, end)
        own = _own(words[between.end() if between else end : verb.end()])
        if own is None:
            return None
        if fold_case(own.words) in _PRONOUNS:  # "… қоспағанда, … енгізіледі, олар 2027 жылғы …": those left open
            if all(excepted.rule for excepted in exceptions):
                return None
            exceptions = [excepted if excepted.rule else Excepted(excepted.words, own.rule) for excepted in exceptions]
        else:
            exceptions.append(own)
        end = _published(folded, verb.end())
    if not _END.fullmatch(folded, end):
        return None
    return main, exceptions


def _published(folded: str, end: int) -> int:
    """Past "… және ресми жариялануға тиіс." and "… қатынастарға қолданылады", which set no date in force."""
    for tail in (pattern.match(folded, end) for pattern in (_PUBLISHED, _RELATIONS, _PUBLISHED)):
        end = max(end, tail.end()) if tail else end
    return end


def _main(clause: str, exceptions: list[Excepted]) -> Commencement | None:
    """The rule of "Осы бұйрық [… қоспағанда,] … қолданысқа енгізіледі"; its exceptions go to the list."""
    folded = fold_case(clause)
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
    before = fold_case(clause[start:]).find(fold_case(main.clause))
    return main if before >= 0 and folded[start : start + before].strip(" ,") in _PRONOUNS else None


def _exceptions(words: str) -> list[Excepted] | None:
    """ "2026 жылғы 12 шілдеден бастап қолданысқа енгізілетін … абзацтарын, …": each date with its units.

    A scope may stand before the date: "Қағидалардың 2026 жылғы … енгізілетін 5-тармағын".
    """
    folded = fold_case(words)
    result: list[Excepted] = []
    start, current, scope = 0, None, ""
    for verb in _PARTICIPLE.finditer(folded):
        own = rule(words[start : verb.end()])
        if own is None or own.rule is _UNREADABLE:
            return None
        at = folded.rfind(fold_case(own.clause), start, verb.end())
        if at < 0:
            return None
        named, scope = f"{scope} {_AND_AT_END.sub('', words[start:at]).strip(' ,;')}".strip(), ""
        if _GENITIVE.search(fold_case(named)):
            *before, scope = re.split(r",\s*|\s+және\s+", named)
            named = ", ".join(before)
        if named and named != "және":
            result.append(Excepted(named, current))
        start, current = verb.end(), own
    result.append(Excepted(f"{scope} {words[start:].strip(' ,;')}".strip(), current))
    return result


def _listed(words: str, main: Commencement) -> tuple[Commencement, list[Excepted]] | None:
    """ "… мыналарды қоспағанда, … енгізіледі: 1) …; 2) …"."""
    items = [item for item in _LISTED.split(words) if item.strip(" .;:")]
    result: list[Excepted] = []
    for item in items:
        verb = _FINITE.search(fold_case(item))
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
    at = fold_case(clause).find(fold_case(own.clause))
    named = _EXCEPT_AT_END.sub("", clause[:at]) if at >= 0 else ""
    return Excepted(named.strip(" ,;"), own) if named.strip(" ,;") else None
