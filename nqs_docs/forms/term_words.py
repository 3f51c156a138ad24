"""Terms in legal Kazakh: how many days, at most or at least, counted from when.

«өтініш берілген күннен бастап үш жұмыс күні ішінде», «он жұмыс күніне дейін»,
«– 5 (бес) жұмыс күні», «екі ай мерзімде», «келесі жұмыс күнінен кешіктірмей». What a
number and a unit of time mean is told by the case of the unit and the word after it;
where no row of ``term_words.toml`` fits, the term is told to be unreadable rather than guessed.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from nqs_docs.language.folding import fold_case
from nqs_docs.language.kazakh import CASES, inflect
from nqs_docs.language.numbers import MONTHS, parse_cardinal, parse_ordinal


class Measure(enum.StrEnum):
    """What a term is counted in."""

    WORKING_DAY = "working-day"  # жұмыс күні
    DAY = "day"  # күнтізбелік күн, тәулік; күн
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    HOUR = "hour"
    WORKING_HOUR = "working-hour"
    MINUTE = "minute"


class Limit(enum.StrEnum):
    """What the number bounds."""

    WITHIN = "within"  # ішінде, дейін, кешіктірмей, аспайды
    LONGER = "longer"  # … күнге ұзартылады: added to the term before
    AFTER = "after"  # өткен соң, кейін
    AT_LEAST = "at-least"  # кемінде, кем емес, ерте емес
    BEFORE = "before"  # бұрын
    UNREADABLE = "unreadable"


class Counted(enum.StrEnum):
    """Which day is the first of the term."""

    FROM = "from"  # күннен бастап: the day itself
    NEXT = "next"  # күннен кейін, келесі күннен бастап: the day after it
    UNSAID = "unsaid"


class Term(Struct, frozen=True):
    """A term as a text states it."""

    words: str  # the sentence, as printed
    limit: Limit
    count: int = 0
    measure: Measure = Measure.DAY
    counted: Counted = Counted.UNSAID


class _Words(Struct, frozen=True):
    """What ``term_words.toml`` says."""

    nouns: dict[str, Measure]
    of_term: dict[str, str]
    kinds: dict[str, dict[Measure, Measure]]
    after: tuple[tuple[str, str, Limit], ...]


_WORDS = msgspec.toml.decode(resources.files(__package__).joinpath("term_words.toml").read_bytes(), type=_Words)
_MONTHS_OF = {"тоқсан": 3}
#: «он жұмыс күнінен аспайтын мерзімге ұзартылады»: what is bounded is what is added.
_ADDED = re.compile(r"\bмерзімге (?:\w+ )?(?:ұзар|созыл)")
_AT_LEAST = ("кемінде", "дегенде")
_HALF = ("жарты", "жарым")
_START = re.compile(
    r"(?P<next>(?:келесі|кейінгі)\s+(?:жұмыс\s+|күнтізбелік\s+)?)?"
    r"(?:күннен|күнінен|сәттен|сәтінен|кезден|кезінен|уақыттан|уақытынан|мезеттен)\s+(?P<how>бастап|кейін|соң)(?!\w)"
    r"|\w+(?:ннан|ннен|нан|нен|дан|ден|тан|тен)\s+(?P<after>кейін)(?!\w)|\w+(?:ған|ген|қан|кен)\s+(?P<then>соң)(?!\w)"
)
_NOT_COUNTED = re.compile(
    r"күн\w*\s[^.;]*?(?:мерзім\w*|есепке)\s+(?:кірмейді|кіргізілмейді|қосылмайды|есептелмейді|алынбайды)"
)
_SENTENCES = re.compile(r"(?<=[.;!?])\s+(?=[\"(]?[^\Wa-zа-яәғқңөұүһіё])")
_TOKENS = re.compile(r"\w+(?:-\w+)*|[^\w\s]")
#: What speaks of a term at all; without one of these a number of days is none.
_SPEAKS = re.compile(
    r"мерзім|ішінде|кешік|дейін|аспа|ұзар|өткен|кейін|бұрын|сайын|қалғанда|артық|кем\b|бойы|бастап|-\s"
)
#: Terms that give no number of days.
_NO_NUMBER = re.compile(
    r"\b(?:сол күні|дереу|тез арада|жедел түрде|ақылға қонымды мерзім\w*|мүмкіндігінше қысқа мерзім\w*"
    r"|\w+(?:ған|ген|қан|кен) күні\s+(?:\w+\s+){0,2}\w+(?:ады|еді|йды|йді|лсын|лсін)\b"
    r"|(?:ай|жыл|тоқсан|апта)\s+сайын|айдың\s+\d+\S*\s\S*\s?дейін"
    r"|\d+\s*(?:" + "|".join(MONTHS) + r")\w*\s+дейін)"
)
_YEARS = 50  # more is the number of a year


def read_terms(text: str) -> Iterator[Term]:
    """Every term of a text, in printed order; one that is there and cannot be understood is UNREADABLE.

    A day of which the text says that it is not counted («қабылдау күні мерзімге кірмейді») makes the
    terms before and after it begin on the next day.
    """
    excluded = next((s for s in sentences(text) if _NOT_COUNTED.search(fold_case(s))), "")
    for term in (term for sentence in sentences(text) for term in _read(sentence)):
        if excluded and term.measure in (Measure.DAY, Measure.WORKING_DAY) and term.limit is Limit.WITHIN:
            words = f"{term.words} {excluded}" if excluded != term.words else term.words
            yield replace(term, counted=Counted.NEXT, words=words)
        else:
            yield term


def sentences(text: str) -> list[str]:
    """A text cut where one sentence or item of a list ends."""
    return [part for part in _SENTENCES.split(" ".join(text.split())) if part]


@cache
def _units() -> dict[str, tuple[str, str]]:
    """Every form of a unit of time: the noun and its case, or "of-term" («айлық мерзім»)."""
    forms = {
        fold_case(inflect(noun, case, owned)): (noun, case)
        for noun in _WORDS.nouns
        for case in reversed(CASES)
        for owned in (True, False)
    }
    return forms | {fold_case(word): (noun, "of-term") for word, noun in _WORDS.of_term.items()}


def _read(sentence: str) -> Iterator[Term]:
    folded = fold_case(sentence)
    tokens = list(_TOKENS.finditer(folded))
    words = [token[0] for token in tokens]
    read = [_term(sentence, folded, tokens, words, at) for at, word in enumerate(words) if word in _units()]
    terms = [term for term in read if term]
    yield from terms
    if not terms and _NO_NUMBER.search(folded):
        yield Term(sentence, Limit.UNREADABLE)


def _term(sentence: str, folded: str, tokens: Sequence[re.Match[str]], words: Sequence[str], at: int) -> Term | None:
    """What the unit of time at a place makes of the number before it; None where it is no term."""
    noun, case = _units()[words[at]]
    kind = words[at - 1] if at and words[at - 1] in _WORDS.kinds else ""
    before = words[: at - bool(kind)]
    speaks, number = _SPEAKS.search(folded), _number(before)
    if number is None:
        return Term(sentence, Limit.UNREADABLE) if speaks and _like_number(before) else None
    count, first = number
    if (noun == "жыл" and count > _YEARS) or _is_start(words, at, case, first):
        return None
    limit = _limit(words, at, case, first)
    plain = _WORDS.nouns[noun]
    measure = _WORDS.kinds[kind].get(plain) if kind else plain
    half = first > 0 and words[first - 1] in _HALF
    if limit is Limit.UNREADABLE or measure is None or count < 1 or half:
        return Term(sentence, Limit.UNREADABLE) if speaks or limit is not Limit.UNREADABLE else None
    counted = Counted.NEXT if words[first] == "келесі" else _counted(folded, tokens[first].start(), tokens[at].end())
    return Term(sentence, limit, count * _MONTHS_OF.get(noun, 1), measure, counted)


def _number(before: Sequence[str]) -> tuple[int, int] | None:
    """The number that ``before`` ends in and where it begins; 0 where its figures and words disagree.

    "5 (бес)", "бес (5)", "он бес", "12"; «келесі» is one.
    """
    if before and before[-1] == ")":
        opening = len(before) - 1 - next((n for n, word in enumerate(reversed(before)) if word == "("), 0)
        inner, outer = _number(before[opening + 1 : -1]), _number(before[:opening])
        if inner is None or outer is None:
            return outer
        return (outer[0] if inner[0] == outer[0] else 0), outer[1]
    if not before:
        return None
    if before[-1].isdecimal():
        return int(before[-1][:6]), len(before) - 1
    if before[-1] == "келесі":
        return 1, len(before) - 1
    for first in range(max(len(before) - 6, 0), len(before)):
        read = parse_cardinal(before[first:])
        if read and read[1] == len(before) - first:
            return read[0], first
    return None


def _like_number(before: Sequence[str]) -> bool:
    """«15-20», «үшінші», «бір жарым»: something that counts, but no number of days."""
    last = before[-1] if before else ""
    return last in _HALF or any(map(str.isdecimal, last)) or parse_ordinal([last]) is not None


def _is_start(words: Sequence[str], at: int, case: str, first: int) -> bool:
    """«келесі жұмыс күнінен бастап»: no term, but where one begins."""
    return words[first] == "келесі" and case == "abl" and words[at + 1 : at + 2] == ["бастап"]


def _limit(words: Sequence[str], at: int, case: str, first: int) -> Limit:
    """What the number bounds, by the case of its unit and the words after it."""
    after = " ".join(words[at + 1 : at + 3])
    least = first > 0 and words[first - 1] in _AT_LEAST and " ".join(words[max(first - 2, 0) : first]) != "көп дегенде"
    for wanted, begins, limit in _WORDS.after:
        if case == wanted and re.match(begins, after):
            added = limit is Limit.WITHIN and _ADDED.search(" ".join(words[at:]))
            return Limit.LONGER if added else Limit.AT_LEAST if least and limit is Limit.WITHIN else limit
    ended = at + 1 == len(words) or words[at + 1] in (".", ";", ",", ")")
    told = first > 0 and words[first - 1] in ("-", ":")
    if case == "nom" and ended and told and not least:
        return Limit.WITHIN
    return Limit.UNREADABLE


def _counted(folded: str, start: int, end: int) -> Counted:
    """From which day: told by the last words before the number, else by the first after it."""
    places = list(_START.finditer(folded))
    before, after = ([place for place in places if place.end() <= start], [p for p in places if p.start() >= end])
    if not before and not after:
        return Counted.UNSAID
    chosen = before[-1] if before else after[0]
    return Counted.FROM if chosen["how"] == "бастап" and not chosen["next"] else Counted.NEXT
