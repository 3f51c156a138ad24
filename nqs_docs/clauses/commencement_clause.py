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
from nqs_docs.language.folding import plain, plain_pattern
from nqs_docs.language.formulas import phrases
from nqs_docs.language.numbers import find_dates, whole_cardinal

# "қолданысқа енгізіледі": the finite verb of a clause; the participle only where there is none.
IN_FORCE = r"(?:қолданысқа|күшіне)\s*ен(?:гізіл)?"
_FINITE = plain_pattern(rf"{IN_FORCE}(?:еді|сін)")
_PARTICIPLE = plain_pattern(rf"{IN_FORCE}(?:етін|ген)")
# What each of them reads: tables/commencement.txt.
_COUNTED_FROM, _DAYS = (plain_pattern(pattern) for pattern in phrases("commencement").values())
# "күнінен кейінгі күннен бастап", "күнінен кейін келесі күні": the day after
_NEXT_DAY = plain_pattern(r"(?:кейінгі|келесі)\s+күн(?:нен\s+бастап|і|і?нен)")
_FROM_DATE = plain_pattern(r"(?:\s*(?:ж\.|жылдан))?(?:\s+бастап)?\s*,?\s*")
_FROM_WORD = plain_pattern(r"(?:\s*(?:ж\.|жылдан))?\s+бастап\b")
_IN_DIGITS = re.compile(r"\d+\.\d+\.\d+(?:\s*ж\.?)?\s*$")


def rule(text: str) -> Commencement | None:
    """The rule that ``text`` states, ``UNREADABLE`` where it states one not understood, None where it states none.

    "2026 жылғы 12 шілдеден бастап …", "12.07.2026 ж. бастап …" are dates; "алғашқы
    ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң …" is publication + 11,
    "… күнінен кейін" + 1, "… күнінен (бастап)" + 0. Of several the one that governs the
    first finite verb counts: an exception ("… қоспағанда") stands before it. Russian
    clauses ("вводится в действие с 12 июля 2026 года") are read too.
    """
    folded = plain(text)
    verb = _FINITE.search(folded) or _PARTICIPLE.search(folded)
    if verb:
        return _last_rule(text, folded, verb.start(), verb.end())
    stop = len(folded.rstrip(" .;"))
    bare = _last_rule(text, folded, stop, stop)
    return bare if bare and folded.startswith(plain(bare.clause)) else commencement_russian.rule(text)


def _last_rule(text: str, folded: str, stop: int, end: int) -> Commencement | None:
    """The rule phrase nearest before ``stop`` (where the verb begins)."""
    before = folded[:stop]
    phrases = [match for match in _COUNTED_FROM.finditer(before) if match["day"] or match["from"]]
    dates = [
        found
        for found in find_dates(text[:stop])
        if not found.attributive
        and (
            found.case in ("abl", "loc") or _FROM_WORD.match(before, found.end) or _IN_DIGITS.match(before, found.start)
        )
    ]
    if dates and (not phrases or dates[-1].start > phrases[-1].start()):
        found = dates[-1]
        tail = _FROM_DATE.match(before, found.end)
        if tail and tail.end() == stop and (found.case != "nom" or end > stop or "бастап" in tail[0]):
            return Commencement(CommencementRule.DATE, found.value, 0, text[found.start : end].strip())
        return _unreadable(text[found.start : end])
    if phrases:
        phrase = phrases[-1]
        term = _term(phrase, before, stop)
        clause = text[phrase.start() : end].strip()
        counted_from = commencement_russian.counted_from(phrase)
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
        return 0, int(phrase["from"] not in (None, "бастап"))
    counted = _DAYS.match(before, phrase.end())
    return commencement_russian.term(counted, whole_cardinal) if counted and counted.end() == stop else None


def _unreadable(clause: str) -> Commencement:
    return Commencement(CommencementRule.UNREADABLE, None, 0, clause.strip())
