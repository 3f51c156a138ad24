"""The Russian words that fix a date in force: "вводится в действие по истечении десяти календарных дней …".

The verb stands first and its rule after it, seldom before. Norm: Law № 480-V, art. 42.
"""

from __future__ import annotations

import re

from msgspec import Struct

from nqs_docs.clauses.act import Commencement, CommencementRule
from nqs_docs.language.folding import fold_case
from nqs_docs.language.numbers import find_dates
from nqs_docs.language.russian import genitive_cardinal

#: "вводится в действие", "вводятся в действие", "вступает в силу"; "подлежит введению в действие".
VERB = re.compile(
    r"(?:ввод(?:ится|ятся|ятся)|вступа(?:ет|ют))\s+в\s+(?:действие|силу)|подлеж(?:ит|ат)\s+введению\s+в\s+действие"
)
_OWN = r"(?:\s+(?:его|их|ее|настоящего\s+приказа))?"
_PUBLISHED = rf"{_OWN}(?:\s+первого)?{_OWN}\s+официального\s+опубликования"
_COUNTED = re.compile(
    r"по\s+истечении\s+(?P<number>\d{1,3}(?:\s*\([^\W\d_]+(?:\s+[^\W\d_]+)?\))?|[^\W\d_]+(?:\s+[^\W\d_]+)?)\s+"
    rf"(?:\([^()]*\)\s+)?календарн(?:ых|ого)\s+дн(?:ей|я)\s+(?:после|со)\s+дня{_PUBLISHED}"
)
_AFTER = re.compile(rf"(?P<from>после|со|с)\s+(?P<day>дня|даты){_PUBLISHED}")
_NEXT = re.compile(rf"(?:со|с)\s+дня,?\s+следующего\s+за\s+днем{_PUBLISHED}")
_SINCE = re.compile(r"(?:с|со)\s+(?=\d)")
_SPACE = re.compile(r"[\s,]*")


class Found(Struct, frozen=True, gc=False):
    """A clause with its rule; offsets are those of the text, verb included."""

    rule: Commencement
    start: int
    end: int


def find(text: str, start: int = 0) -> Found | None:
    """The first verb of commencement from ``start`` on with the rule beside it; None where there is no such verb.

    A rule that is not understood is ``UNREADABLE``.
    """
    folded = fold_case(text)
    verb = VERB.search(folded, start)
    if verb is None:
        return None
    space = _SPACE.match(folded, verb.end())
    after = phrase(text, folded, space.end() if space else verb.end())
    if after is not None:
        return _found(text, after, verb.start(), after[1])
    for at in range(start, verb.start()):
        before = phrase(text, folded, at) if at == start or folded[at - 1] in " (" else None
        if before is not None and not folded[before[1] : verb.start()].strip(" ,"):
            return _found(text, before, at, verb.end())
    return Found(
        Commencement(CommencementRule.UNREADABLE, None, 0, text[verb.start() :].strip()), verb.start(), verb.end()
    )


def _found(text: str, said: tuple[Commencement, int], start: int, end: int) -> Found:
    rule = said[0]
    return Found(Commencement(rule.rule, rule.date, rule.days, text[start:end].strip()), start, end)


def phrase(text: str, folded: str, at: int) -> tuple[Commencement, int] | None:
    """The rule that begins at ``at``, without a verb, and where it ends."""
    counted = _COUNTED.match(folded, at)
    if counted:
        number = counted["number"].split("(")[0].strip()
        days = int(number) if number.isdecimal() else genitive_cardinal(number)
        if days is None:
            return None
        return Commencement(CommencementRule.PUBLICATION, None, days + 1, text[at : counted.end()]), counted.end()
    following = _NEXT.match(folded, at)
    simple = following or _AFTER.match(folded, at)
    if simple:
        days = 1 if following or simple["from"] == "после" else 0
        return Commencement(CommencementRule.PUBLICATION, None, days, text[at : simple.end()]), simple.end()
    since = _SINCE.match(folded, at)
    found = next((found for found in find_dates(text[at:]) if since and found.start == since.end() - at), None)
    if found is None:
        return None
    return Commencement(CommencementRule.DATE, found.value, 0, text[at : at + found.end]), at + found.end


def rule(text: str) -> Commencement | None:
    """The rule that ``text`` states, with a verb or (in the bracket of a note) without; None where it states none."""
    found = find(text)
    if found is not None:
        return found.rule
    start = len(text) - len(text.lstrip())
    bare = phrase(text, fold_case(text), start)
    return bare[0] if bare is not None and not text[bare[1] :].strip(" .;") else None
