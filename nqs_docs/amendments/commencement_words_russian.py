"""The Russian words that say when an act, and a unit of it, come into force.

"Настоящий приказ вводится в действие по истечении десяти календарных дней после дня
его первого официального опубликования, за исключением абзацев пятого, шестого пункта
2 …, которые вводятся в действие с 12 июля 2026 года." A word that finds no place
makes the whole unreadable.
"""

from __future__ import annotations

import re

from msgspec import Struct

from nqs_docs.amendments.instruction import has_verb
from nqs_docs.clauses.act import Commencement, CommencementRule
from nqs_docs.clauses.commencement_russian import VERB, find, phrase
from nqs_docs.language.folding import fold_case

_UNREADABLE = CommencementRule.UNREADABLE
_LABEL = re.compile(r"^\s*\d+\s*\.\s*")
_ACT = r"\s*(?:настоящ(?:ий|ее)\s+)?(?:совместный\s+)?(?:приказ|постановление)"
_SUBJECT = re.compile(rf"{_ACT}\s*(?:,\s*)?(?=\S)")
#: What speaks of the time of the order and must not pass for nothing said, whatever its verb.
_OF_TIME = re.compile(rf"{_ACT}\s.*?(?<!\w)(?:со?\s+\"?\d|до\s+\"?\d|со\s+дня|после\s+дня|по\s+истечении)")
_EXCEPT = re.compile(r"[\s,]*(?:за\s+исключением|кроме)\s*:?\s*")
#: "абзаца пятого, вводимого в действие с …" says the same as "…, который вводится в действие с …".
_PARTICIPLE = re.compile(r",?\s*вводим\w+\s+в\s+действие", re.IGNORECASE)
_WHICH = re.compile(r"[\s,]*котор(?:ый|ая|ое|ые)\s*$")
_AND = re.compile(r"[\s,;.]*(?:(?:а\s+также|также|и|а|при\s+этом)\s+)?")
_LISTED = re.compile(r"(?<=[:;])\s*\d+\)\s*")
_PUBLISHED = re.compile(rf"[\s,.]*(?:и\s+)?(?:{_ACT}\s+)?подлеж(?:ит|ат)\s+(?:официальному\s+)?опубликованию\s*")
#: "… и распространяется на правоотношения, возникшие с 1 января 2026 года".
_RELATIONS = re.compile(
    r"[\s,.]*(?:и\s+)?(?:действие\s[^.;]*?\s)?распространя(?:ется|ются)\s+на\s+(?:право)?отношения,?\s+возникшие\s+со?\s+[^.;]*"
)
_TAILS = (_PUBLISHED, _RELATIONS)
_END = re.compile(r"[\s.;:,]*")


class Excepted(Struct, frozen=True):
    """Units that come into force apart from the rest, with the rule that the text gives them."""

    words: str
    rule: Commencement | None


def is_russian(words: str) -> bool:
    """Whether a Russian verb of commencement stands in the words, or they tell of earlier relations."""
    folded = fold_case(words)
    return (VERB.search(folded) or relations(folded)) is not None


def relations(folded: str) -> re.Match[str] | None:
    """Where the words tell of earlier relations."""
    return _RELATIONS.search(folded) if "распростран" in folded else None


def said(texts: list[str]) -> str:
    """What a point with these paragraphs says of a date in force, "" where it says nothing of it."""
    words = _LABEL.sub("", " ".join(texts))
    folded = fold_case(words)
    tells = VERB.search(folded) if "в действие" in folded or "в силу" in folded else None
    tells = tells or relations(folded) or _OF_TIME.match(folded)
    return "" if tells is None or '"' in folded[: tells.start()] or has_verb(folded) else words


def clauses(words: str) -> tuple[Commencement | None, list[Excepted]] | None:
    """The main rule (None where only units are named) and the exceptions; None if a word is not understood."""
    words = _PARTICIPLE.sub(", который вводится в действие", _LISTED.sub(" ", _LABEL.sub("", words)))
    folded = fold_case(words)
    if _RELATIONS.fullmatch(folded.rstrip(" .;")):
        return None, []
    main: Commencement | None = None
    exceptions: list[Excepted] = []
    end = 0
    if subject := _SUBJECT.match(folded):
        early = _EXCEPT.match(folded, subject.end())
        end = subject.end()
        if early:
            found = _units(words, folded, early.end(), exceptions, last=False)
            if found is None:
                return None
            end = found
        first = find(words, end)
        if first is None or first.rule.rule is _UNREADABLE or words[end : first.start].strip(" ,"):
            return None
        main, end = first.rule, past(folded, first.end, _TAILS)
    excepted = _EXCEPT.match(folded, end)
    if excepted:
        found = _units(words, folded, excepted.end(), exceptions, last=True)
        if found is None:
            return None
        end = found
    while not _END.fullmatch(folded, end):
        joined = _AND.match(folded, end)
        own = _own(words, joined.end() if joined else end, exceptions)
        if own is None:
            return None
        if main is None and re.fullmatch(_ACT, fold_case(exceptions[-1].words)):
            main = exceptions.pop().rule  # "Пункт 1 … с …. Настоящий приказ …"
        end = past(folded, own, _TAILS)
    return (main, exceptions) if main or exceptions else None


def past(folded: str, end: int, tails: tuple[re.Pattern[str], ...]) -> int:
    """Past words behind a clause that set no date in force: "… и подлежит официальному опубликованию"."""
    for tail in (pattern.match(folded, end) for pattern in tails):
        end = max(end, tail.end()) if tail else end
    return end


def _units(words: str, folded: str, start: int, exceptions: list[Excepted], *, last: bool) -> int | None:
    """ "абзацев … пункта 1, которые вводятся в действие с …, и пункта 5, который …": each list with its date.

    Units without a date of their own end the list: at the end of the words, or before the main verb.
    """
    while True:
        found = find(words, start)
        which = _WHICH.search(folded, start, found.start) if found else None
        if found is None or which is None:
            stop = folded.find(".", start) if last and found is None else (len(words) if found is None else found.start)
            stop = len(words) if stop < 0 else stop
            exceptions.append(Excepted(words[start:stop].strip(" ,.;"), None))
            return stop
        if found.rule.rule is _UNREADABLE:
            return None
        exceptions.append(Excepted(words[start : which.start()].strip(" ,;"), found.rule))
        joined = _AND.match(folded, found.end)
        start = joined.end() if joined else found.end
        if not folded[start:].strip(" .;,") or "." in folded[found.end : start]:
            return found.end
        if not last and folded.startswith("ввод", start):
            return start


def _own(words: str, start: int, exceptions: list[Excepted]) -> int | None:
    """ "Пункт 5 вводится в действие с 1 января 2027 года", "пункт 5 - с 1 января 2027 года"."""
    found = find(words, start)
    if found is not None and found.rule.rule is not _UNREADABLE:
        named = words[start : found.start].strip(" ,;")
        exceptions.append(Excepted(named, found.rule))
        return found.end if named else None
    dash = words.find(" - ", start) if " - " in words[start:] else fold_case(words).find(" - ", start)
    own = phrase(words, fold_case(words), dash + 3) if dash > 0 else None
    if own is None:
        return None
    exceptions.append(Excepted(words[start:dash].strip(" ,;"), own[0]))
    return own[1]
