"""The words that fix a date in force, read into a rule (Law № 480-V, art. 42).

One reader for the clause of an act ("Осы бұйрық … қолданысқа енгізіледі"), for
the participle of an excepted unit ("… бастап қолданысқа енгізілетін") and for
the bracket of an editorial note. It gives a rule, never a date: days are counted
from a publication that the text does not know.
"""

from __future__ import annotations

import re

from nqs_docs.clauses import commencement_russian
from nqs_docs.clauses.act import Commencement, CommencementRule
from nqs_docs.language.folding import fold_case
from nqs_docs.language.numbers import find_dates, parse_cardinal

# "қолданысқа енгізіледі": the finite verb of a clause; the participle only where there is none.
_FINITE = re.compile(r"(?:қолданысқа|күшіне)\s+(?:енгізіледі|енгізілсін|енеді|енсін)")
_PARTICIPLE = re.compile(r"(?:қолданысқа|күшіне)\s+(?:енгізілетін|енгізілген|енетін)")
# "алғашқы (алғаш, алғаш рет) ресми жарияланған күнінен кейін", also "жарияланғаннан күнінен кейін" as misprinted
# "Әділет министрлігінде мемлекеттік тіркелген күнінен бастап", "қол қойылған күнінен бастап": a group names its rule
_COUNTED_FROM = re.compile(
    r"(?:(?P<publication>(?:алғаш(?:қы)?\s+(?:рет\s+)?)?(?:ресми\s+)?жариялан)"
    r"|(?P<registration>(?:(?:(?:қазақстан\s+республикасы(?:ның)?|қр)\s+)?әділет\s+министрлігінде\s+)?мемлекеттік\s+тіркел)"
    r"|(?P<signing>(?:оған\s+)?қол\s+қойыл))(?:ған|ғаннан|ғанынан|уынан|ғанның|ген|геннен|генінен|уінен|геннің)"
    r"(?:\s+(?P<day>күнінен|күннен|күнінің|күні))?(?:\s+(?P<from>кейін|бастап|соң))?(?!\w)"
)
# "күнтізбелік он күн өткен соң", "10 (он) күнтізбелік күн өткеннен кейін"
_DAYS = re.compile(
    r"\s*(?:күнтізбелік\s+)?(?P<number>\d{1,3}(?:\s*\([\w\s]+\))?|[^\W\d_]+(?:\s+[^\W\d_]+){0,2}?)\s+"
    r"(?:күнтізбелік\s+)?(?P<unit>күн(?:нен|і)?|ай)\s*(?P<passed>өткен(?:нен)?\s+(?:соң|кейін)|өткесін|кейін)\s*,?\s*"
)
# "күнінен кейінгі күннен бастап", "күнінен кейін келесі күні": the day after
_NEXT_DAY = re.compile(r"(?:кейінгі|келесі)\s+күн(?:нен\s+бастап|і|і?нен)")
_FROM_DATE = re.compile(r"(?:\s*(?:ж\.|жылдан))?(?:\s+бастап)?\s*,?\s*")
_FROM_CASES = ("abl", "loc")
_FROM_WORD = re.compile(r"(?:\s*(?:ж\.|жылдан))?\s+бастап\b")


def rule(text: str) -> Commencement | None:
    """The rule that ``text`` states, ``UNREADABLE`` where it states one not understood, None where it states none.

    "2026 жылғы 12 шілдеден бастап …", "12.07.2026 ж. бастап …" are dates; "алғашқы
    ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң …" is publication + 11,
    "… күнінен кейін" + 1, "… күнінен (бастап)" + 0. Of several the one that governs the
    first finite verb counts: an exception ("… қоспағанда") stands before it. Russian
    clauses ("вводится в действие с 12 июля 2026 года") are read too.
    """
    folded = fold_case(text)
    verb = _FINITE.search(folded) or _PARTICIPLE.search(folded)
    if verb:
        return _last_rule(text, folded, verb.start(), verb.end())
    stop = len(folded.rstrip(" .;"))
    bare = _last_rule(text, folded, stop, stop)
    return bare if bare and folded.startswith(fold_case(bare.clause)) else commencement_russian.rule(text)


def _last_rule(text: str, folded: str, stop: int, end: int) -> Commencement | None:
    """The rule phrase nearest before ``stop`` (where the verb begins)."""
    before = folded[:stop]
    phrases = [match for match in _COUNTED_FROM.finditer(before) if match["day"] or match["from"]]
    dates = [
        found
        for found in find_dates(text[:stop])
        if not found.attributive and (found.case in _FROM_CASES or _FROM_WORD.match(before, found.end))
    ]
    if dates and (not phrases or dates[-1].start > phrases[-1].start()):
        found = dates[-1]
        tail = _FROM_DATE.match(before, found.end)
        if tail and tail.end() == stop:
            return Commencement(CommencementRule.DATE, found.value, 0, text[found.start : end].strip())
        return _unreadable(text[found.start : end])
    if phrases:
        phrase = phrases[-1]
        term = _term(phrase, before, stop)
        clause = text[phrase.start() : end].strip()
        counted_from = next(rule for rule in CommencementRule if phrase.groupdict().get(rule))
        return _unreadable(clause) if term is None else Commencement(counted_from, None, term[1], clause, term[0])
    return _unreadable(text[:end]) if end > stop else None


def _term(phrase: re.Match[str], before: str, stop: int) -> tuple[int, int] | None:
    """Months and days from the day of publication to that in force, or None where the words are not understood.

    The day of publication does not count, so ten days have passed on the eleventh.
    """
    rest = before[phrase.end() : stop].strip(" ,")
    if phrase["from"] != "бастап" and _NEXT_DAY.fullmatch(rest):
        return 0, 1
    if not rest:
        return 0, 1 if phrase["from"] in ("кейін", "соң") else 0
    counted = _DAYS.match(before, phrase.end())
    if not counted or counted.end() != stop:
        return None
    number = counted["number"].split("(")[0].strip()
    words = number.split()
    parsed = (int(number), 1) if number.isdecimal() else parse_cardinal(words)
    if not parsed or parsed[1] != len(words):
        return None
    return (parsed[0], 1) if counted["unit"] == "ай" else (0, parsed[0] + 1)


def _unreadable(clause: str) -> Commencement:
    return Commencement(CommencementRule.UNREADABLE, None, 0, clause.strip())
