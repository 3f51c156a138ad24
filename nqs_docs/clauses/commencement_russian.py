"""The Russian words that fix a date in force: "вводится в действие по истечении десяти календарных дней …".

The verb stands first and its rule after it, seldom before. Norm: Law № 480-V, art. 42.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from nqs_docs.clauses.act import Commencement, CommencementRule
from nqs_docs.language.folding import fold_case
from nqs_docs.language.numbers import find_dates
from nqs_docs.language.russian import genitive_cardinal

#: "вводится в действие", "вводятся в действие", "вступает в силу"; "подлежит введению в действие".
VERB = re.compile(
    r"(?:ввод(?:ится|ятся|ятся)|вступа(?:ет|ют))\s+в\s+(?:действие|силу)|подлеж(?:ит|ат)\s+введению\s+в\s+действие"
)
_OWN = r"(?:\s+(?:его|их|ее|настоящего\s+приказа))?"
# What days are counted from; a group names its rule.
_EVENT = (
    rf"{_OWN}(?:(?P<publication>(?:\s+первого)?{_OWN}\s+официального\s+опубликования)"
    rf"|(?P<registration>\s+государственной\s+регистрации{_OWN}(?:\s+в\s+(?:министерстве|органах)\s+юстиции)?"
    r"(?:\s+республики\s+казахстан)?)|(?P<signing>\s+подписания))(?!\w)"
)
_COUNTED = re.compile(
    r"по\s+истечении\s+(?P<number>\d{1,3}|[^\W\d_]+(?:\s+(?!календарн)[^\W\d_]+)?)\s+(?:\((?P<again>[^\W\d_]+(?:\s+[^\W\d_]+)?)\)\s+)?"
    rf"(?:(?:календарн\w+\s+)?(?P<days>дн(?:ей|я))|(?P<years>года|лет)|месяц(?:ев|а))\s+(?:после|со?)\s+(?:дня|даты){_EVENT}"
)
_AFTER = re.compile(rf"(?P<from>после|со?)\s+(?:дня|даты|момента){_EVENT}")
_NEXT = re.compile(rf"со?\s+дня,?\s+следующего\s+за\s+днем{_EVENT}")
_SINCE = re.compile(r'со?\s+(?="?\d)')
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
    unread = Commencement(CommencementRule.UNREADABLE, clause=text[verb.start() :].strip())
    return Found(unread, verb.start(), verb.end())


def _found(text: str, said: tuple[Commencement, int], start: int, end: int) -> Found:
    return Found(replace(said[0], clause=text[start:end].strip()), start, end)


def phrase(text: str, folded: str, at: int) -> tuple[Commencement, int] | None:
    """The rule that begins at ``at``, without a verb, and where it ends."""
    counted = _COUNTED.match(folded, at)
    if counted:
        told = term(counted, genitive_cardinal)
        if told is None:
            return None
        return Commencement(counted_from(counted), None, told[1], text[at : counted.end()], told[0]), counted.end()
    following = _NEXT.match(folded, at)
    simple = following or _AFTER.match(folded, at)
    if simple:
        days = 1 if following or simple["from"] == "после" else 0
        return Commencement(counted_from(simple), None, days, text[at : simple.end()]), simple.end()
    since = _SINCE.match(folded, at)
    found = next((found for found in find_dates(text[at:]) if since and found.start == since.end() - at), None)
    if found is None:
        return None
    return Commencement(CommencementRule.DATE, found.value, 0, text[at : at + found.end]), at + found.end


def counted_from(phrase: re.Match[str]) -> CommencementRule:
    """The rule whose group is found: "official publication", "registration", "signing"."""
    return next(rule for rule in CommencementRule if phrase.groupdict().get(rule))


def term(counted: re.Match[str], spelled: Callable[[str], int | None]) -> tuple[int, int] | None:
    """Months and days from the day counted from to that in force; None where the number and its words differ.

    That day does not count, so ten days have passed on the eleventh.
    """
    words = (counted[name] for name in ("number", "again") if counted[name])
    number, *others = {int(word) if word.isdecimal() else spelled(word) for word in words}
    if number is None or others:
        return None
    return (0, number + 1) if counted["days"] else (number * (12 if counted["years"] else 1), 1)


def rule(text: str) -> Commencement | None:
    """The rule that ``text`` states, with a verb or (in the bracket of a note) without; None where it states none."""
    found = find(text)
    if found is not None:
        return found.rule
    start = len(text) - len(text.lstrip())
    bare = phrase(text, fold_case(text), start)
    return bare[0] if bare is not None and not text[bare[1] :].strip(" .;") else None
