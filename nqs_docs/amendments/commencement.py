"""When each paragraph of an amending act comes into force.

The last point of an act says it for the whole ("Осы бұйрық … қолданысқа
енгізіледі") and names units that wait: "… 1-тармағының бесінші, алтыншы
абзацтарын … қоспағанда", with their date in a participle ("2026 жылғы 12 шілдеден
бастап қолданысқа енгізілетін"), or in a sentence of their own after it. Norm: Law
№ 480-V, art. 42; where nothing is said, ten days after publication.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from msgspec import Struct

from nqs_docs.amendments.instruction import has_verb
from nqs_docs.amendments.where import Steps, read
from nqs_docs.clauses.act import Address, Commencement, CommencementRule, Kind, Step, Unit, child, leaves, text, text_of
from nqs_docs.clauses.address_locate import locate, unit_at
from nqs_docs.clauses.commencement_clause import rule
from nqs_docs.clauses.quotations import quotations
from nqs_docs.findings import Finding, Span, error, warning
from nqs_docs.language.folding import fold_case
from nqs_docs.language.formulas import AMENDED_LIST, OWN_NAMES, spaced
from nqs_docs.language.kazakh import document_form, inflect, unit_form

#: Where an act says nothing of it (art. 42): ten days after the day of publication.
DEFAULT = Commencement(CommencementRule.PUBLICATION, None, 11)

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
_AND_AT_END = re.compile(r"(?:[\s,;]+(?:және|мен|сондай-ақ))*[\s,;]*$")
_EXCEPT = re.compile(r"\s*қоспағанда\s*,?\s*(?:ол(?:ар)?\s+)?")
_EXCEPT_AT_END = re.compile(r"\s*қоспағанда\s*,?\s*(?:ол(?:ар)?)?\s*$")
_THOSE = re.compile(r"\s*(?:мыналарды|мынадай\s+\S+|төмендегілерді)\s*$")
_BETWEEN = re.compile(rf"[\s.;:,]*(?:(?:және|ал)\s+)?(?:\d+\)\s*)?(?:{_LABEL})?")
_PUBLISHED = re.compile(r"[\s,]*(?:және\s+)?(?:ол\s+)?ресми\s+жариялануға\s+(?:тиіс|жатады)\s*[.;]*")
_RELATIONS = re.compile(
    r"[\s,]*(?:және\s+)?(?:\S+\s+){1,6}?бастап\s+туындаған\s+(?:\S+\s+){0,3}?(?:қолданылады|таралады)\s*[.;]*"
)
_LISTED = re.compile(r"(?:^|[;:])\s*\d+\)\s*")
_END = re.compile(r"[\s.;:,]*")
_DEFINED = re.compile(r"\(бұдан\s+әрі\s*-\s*([^()]{3,60})\)")
_AMENDED = re.compile(spaced(AMENDED_LIST))
_APPROVES = re.compile(r"қоса\s+беріліп\s+отырған.*бекітілсін", re.DOTALL)
_LIST = "тізбе"


class Excepted(Struct, frozen=True):
    """Units that come into force apart from the rest, with the rule that the text gives them."""

    words: str
    rule: Commencement | None


class Schedule(Struct, frozen=True):
    """The main clause of an act and the paragraphs with a rule of their own."""

    main: Commencement
    starts: tuple[int, ...] = ()  # of the delayed paragraphs, sorted
    ends: tuple[int, ...] = ()
    rules: tuple[Commencement, ...] = ()

    def at(self, position: int) -> Commencement | None:
        """The rule of its own of the paragraph at ``position`` of the source, or None."""
        index = bisect_right(self.starts, position) - 1
        return self.rules[index] if index >= 0 and position < self.ends[index] else None


def main_clause(root: Unit) -> Commencement:
    """The rule for the act as a whole; ``DEFAULT`` where it says nothing."""
    return schedule(root)[0].main


def schedule(root: Unit) -> tuple[Schedule, tuple[Finding, ...]]:
    """When the paragraphs of the act ``root`` come into force, and what could not be read of it."""
    said = list(_said(root))
    if not said:
        return Schedule(DEFAULT), ()
    point, words = said[0][0], " ".join(sentence for _, sentence in said)
    clauses = [_clauses(sentence) for _, sentence in said]
    read_clauses = [clause for clause in clauses if clause is not None]
    mains = [main for main, _ in read_clauses if main is not None]
    if len(read_clauses) < len(said) or len(mains) > 1 or any(main.rule is _UNREADABLE for main in mains):
        return _unreadable(point, words)
    main = mains[0] if mains else DEFAULT
    exceptions = [exception for _, found in read_clauses for exception in found]
    places: dict[int, tuple[int, Commencement]] = {}
    lost = Commencement(_UNREADABLE, clause=words)
    findings: list[Finding] = []
    for exception in exceptions:
        found = _leaves(root, exception.words)
        if found is None:
            return _unreadable(point, words)
        for leaf in found:
            _put(places, leaf, exception.rule or lost)
    if _RELATIONS.search(fold_case(words)):
        findings.append(_finding(point, words, "amendment.retroactive"))
    if any(own is lost for _, own in places.values()):
        findings.append(_finding(point, words))
    ordered = sorted((start, end, own) for start, (end, own) in places.items())
    starts, ends, rules = zip(*ordered, strict=True) if ordered else ((), (), ())
    return Schedule(main, starts, ends, rules), tuple(findings)


def _put(places: dict[int, tuple[int, Commencement]], leaf: Unit, own: Commencement) -> None:
    if not leaf.runs:
        return
    start, end = min(run.start for run in leaf.runs), max(run.end for run in leaf.runs)
    before = places.get(start)
    # A sentence after the main clause gives the date that an exception left open.
    if before is None or own.rule is not _UNREADABLE:
        places[start] = (end, own)


def _said(root: Unit) -> Iterator[tuple[Unit, str]]:
    """The points of the order that say when it or a unit of it comes into force, and what they say of it."""
    order = child(root, Kind.ORDER) or root
    for unit in order.children:
        if unit.kind not in (Kind.POINT, Kind.INDENT):
            continue
        words = _own_words([text_of(leaf.runs) for leaf in leaves(unit) if leaf.runs])
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


def _unreadable(point: Unit, words: str) -> tuple[Schedule, tuple[Finding, ...]]:
    return Schedule(Commencement(_UNREADABLE, clause=words)), (_finding(point, words),)


def _finding(point: Unit, words: str, code: str = "amendment.commencement-unreadable") -> Finding:
    runs = [run for leaf in leaves(point) for run in leaf.runs]
    span = Span(runs[0].source, runs[0].start, runs[-1].end)
    return (warning if code == "amendment.retroactive" else error)(code, span=span, text=words)


def _clauses(words: str) -> tuple[Commencement | None, list[Excepted]] | None:
    """The main rule (None where only units are named) and the exceptions; None if a word is not understood."""
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
    if main is not None and exceptions and _THOSE.match(exceptions[0].words):
        return _listed(words[end:], main)
    for verb in _FINITE.finditer(folded, end):
        between = _BETWEEN.match(folded, end)
        own = _own(words[between.end() if between else end : verb.end()])
        if own is None:
            return None
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
    """ "2026 жылғы 12 шілдеден бастап қолданысқа енгізілетін … абзацтарын, …": each date with its units."""
    folded = fold_case(words)
    result: list[Excepted] = []
    start, current = 0, None
    for verb in _PARTICIPLE.finditer(folded):
        own = rule(words[start : verb.end()])
        if own is None or own.rule is _UNREADABLE:
            return None
        at = folded.rfind(fold_case(own.clause), start, verb.end())
        if at < 0:
            return None
        named = _AND_AT_END.sub("", words[start:at]).strip(" ,;")
        if named and named != "және":
            result.append(Excepted(named, current))
        start, current = verb.end(), own
    result.append(Excepted(words[start:].strip(" ,;"), current))
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


def _leaves(root: Unit, words: str) -> list[Unit] | None:
    """Every paragraph of the units that ``words`` name; None where one is not found."""
    where = read(_renamed(root, words))
    if where is None or where.citation is not None or not where.units or where.doubtful:
        return None
    found: list[Unit] = []
    for steps in where.units:
        place = next((paths[0] for paths in _places(root, steps) if len(paths) == 1), None)
        if place is None:
            return None
        found += leaves(unit_at(root, place))
        if root.children[place[0]].kind is Kind.ORDER and _APPROVES.search(fold_case(text(unit_at(root, place)))):
            # The point that approves the list brings it into force.
            found += [leaf for unit in root.children if unit.kind is Kind.DOCUMENT for leaf in leaves(unit)]
    return found


def _renamed(root: Unit, words: str) -> str:
    """``words`` with the list's own name for itself made "тізбе": "өзгерістердің 1-тармағы"."""
    order = child(root, Kind.ORDER)
    said = " ".join(text_of(leaf.runs) for leaf in leaves(order)) if order else ""
    defined = [match[1].strip() for match in _DEFINED.finditer(fold_case(said))]
    for name in sorted({*OWN_NAMES, *defined}, key=len, reverse=True):
        if document_form(name.split()[-1]) is None and unit_form(name.split()[-1]) is None:
            for case in ("gen", "acc", "dat", "nom"):
                pattern = rf"(?<!\w){re.escape(inflect(name, case))}(?!\w)"
                words = re.sub(pattern, inflect(_LIST, case), words, flags=re.IGNORECASE)
    return words


def _places(root: Unit, steps: Steps) -> Iterator[tuple[tuple[int, ...], ...]]:
    """Where the units may stand, best first: as named, in the approved list, in the order itself."""
    yield locate(root, Address(steps))
    if steps[0].kind is Kind.DOCUMENT:
        documents = [index for index, unit in enumerate(root.children) if unit.kind is Kind.DOCUMENT]
        lists = [index for index in documents if _AMENDED.search(_title(root.children[index]))]
        for only in (documents, lists):
            if len(only) == 1:
                yield tuple((*only, *path) for path in locate(root.children[only[0]], Address(steps[1:])))
    elif steps[0].kind is not Kind.ORDER:
        yield locate(root, Address((Step(Kind.ORDER), *steps)))


def _title(document: Unit) -> str:
    return fold_case(" ".join(text_of(unit.runs) for unit in document.children if unit.kind is Kind.HEADING))
