"""Acts named in a text: body, date, number, title, registration.

An act is identified by body, date and number; its registration gives the usual
name (the registry id). Titles are never compared word for word: orders cite each
other with words left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from nqs_docs.clauses import citation_russian
from nqs_docs.clauses.act import Citation
from nqs_docs.findings import Span
from nqs_docs.language.folding import fold, fold_case
from nqs_docs.language.numbers import DateForm, find_dates
from nqs_docs.language.tables import rows

# Kind of act → the stem of every form of its word.
KINDS = [(kind, stem) for kind, stem, *_ in rows("acts")]
_KIND_WORD = "|".join(rf"(?P<k{i}>{stem}\w*)" for i, (_, stem) in enumerate(KINDS))
# "№ 391", "N 391", "№ 123-ө", "№ 22/НҚ", "№ ҚР ДСМ-281/2020"
NUMBER = r"(?:№|n)\s*(?P<number>(?:қр\s+[^\W\d_]+\s?-\s?)?\d[\w/]*(?:[-–][\w/]+)*)"
# … 2011 жылғы 24 ақпандағы № 84 "… туралы" бұйрығына: in older orders the title stands behind the number
_NUMBERED = rf"{NUMBER}(?:\s+\"[^;:]{{3,600}}?\"(?=\s))?"
_AFTER_DATE = re.compile(rf"\s*(?:{_NUMBERED})?(?:\s+(?:бірлескен|нормативтік|құқықтық))*\s*/?(?:{_KIND_WORD})")
# "… 2015 жылғы 23 қарашадағы № 414-V Еңбек кодексіне"
_CODE = re.compile(rf"\s*{NUMBER}(?:\s+[^\W\d_][\w-]*){{1,3}}?\s+кодекс\w*")
_NUMBER_AFTER = re.compile(rf"\s*{_NUMBERED}")
# "(Нормативтік құқықтық актілерді мемлекеттік тіркеу тізілімінде № 12665 болып тіркелген)"
_REGISTERED = re.compile(
    r"(?:(?:№|(?<!\w)n)\s*|тізілімін?де\s+)(\d{1,6})\s*(?:(?:болып|санымен|нөмірімен)\s+)?тіркел(?:ген|ді)"
)
#: "(… № 8190 тіркелген, … № 10-11 (27949) санында жарияланған)": one bracket may stand in another (a pattern).
BRACKET = r"\([^()]*(?:\([^()]*\)[^()]*)*\)"
_BRACKET = re.compile(rf"\s*{BRACKET}")
_BODY_START = re.compile(r"(?:қазақстан\s+республикасы(?:ның)?|(?<!\w)қр)(?!\w)")
_QUOTE = '"'
_AFTER_TITLE = re.compile(r"\"\s+$")  # a closing mark; an opening one touches the name
# How far from the act's word its registration may stand.
_REACH = 200


def citations(text: str) -> tuple[Citation, ...]:
    """Every act that ``text`` names with its date, in order; spans are offsets into ``text``.

    '"…" Қазақстан Республикасы … министрінің 2023 жылғы 8 қыркүйектегі № 380 бұйрығына
    (Нормативтік құқықтық актілерді мемлекеттік тіркеу тізілімінде № 33404 болып тіркелген)',
    'ҚР … министрінің 27.01.2025 № 22 (…) бұйрығымен'; in Russian "приказ Министра … от
    8 сентября 2023 года № 380 «…» (зарегистрирован … под № 33404)". An act named without a number
    has ``number == ""``.
    """
    folded = fold_case(text)
    if "№" not in folded and "жыл" not in folded and "год" not in folded:
        return ()
    result: list[Citation] = []
    floor = 0
    dates = find_dates(text)
    for index, found in enumerate(dates):
        if found.start < floor:
            continue
        after = _act_word(folded, found.end)
        limit = dates[index + 1].start if index + 1 < len(dates) else len(folded)
        citation = (
            _citation(text, folded, found, after, floor, limit)
            if after
            else citation_russian.citation(text, folded, found, floor)
        )
        if citation is not None:
            result.append(citation)
            floor = citation.span.end if citation.span else found.end
    return tuple(result)


class _ActWord(Struct, frozen=True, gc=False):
    number: str
    kind: str
    end: int
    bracket: str = ""  # between the number and the word


def _act_word(folded: str, position: int) -> _ActWord | None:
    """The number and the word for an act that follow a date, a commencement or registration in brackets between."""
    match, bracket = _AFTER_DATE.match(folded, position), None
    number = match["number"] if match else None
    if not match:
        bare = _NUMBER_AFTER.match(folded, position)
        bracket = _BRACKET.match(folded, bare.end()) if bare else None
        match = _AFTER_DATE.match(folded, bracket.end()) if bracket else None
        number = bare["number"] if bare else None
    if not match:
        code = _CODE.match(folded, position)
        return _ActWord(code["number"], "кодекс", code.end()) if code else None
    return _ActWord(number or "", _kind(match), match.end(), bracket[0] if bracket else "")


def _citation(text: str, folded: str, found: DateForm, word: _ActWord, floor: int, limit: int) -> Citation:
    start, body_start = _beginning(folded, floor, found.start)
    bracket = _BRACKET.match(folded, word.end)  # the date of registration may stand in it
    limit = max(limit, word.end) if bracket is None else bracket.end()
    registered = _REGISTERED.search(folded, word.end, min(word.end + _REACH, limit))
    end = word.end
    registry = ""
    if inside := _REGISTERED.search(word.bracket):
        registry = inside[1]
    elif registered:
        registry = registered[1]
        # "… № 7 бұйрығының 3-тармағы (… тіркелген)": the unit between them is none of the citation
        if folded[end : registered.start()].lstrip()[:1] in ("(", ","):
            end = registered.end() + (folded[registered.end() : registered.end() + 1] == ")")
    title = text[start:body_start].strip()
    return Citation(
        number=_as_printed(text, folded, word.number, found.end),
        date=found.value,
        registry_number=registry,
        body=nominative_body(text[body_start : found.start]),
        title=_unquoted(title, fold(title)),
        kind=word.kind,
        span=Span("", start, end),
    )


def _unquoted(title: str, folded: str) -> str:
    """A title without its marks; the first one stays where it opens a name too: «"Есеп" нысанын бекіту туралы"»."""
    inner = folded.find(_QUOTE, 1, len(folded) - 1)
    shared = folded[1:-1].count(_QUOTE) % 2 == 1 and opening_quote(folded, inner) == 0
    return title[0 if shared else 1 : -1] if folded.strip(_QUOTE) else ""


def _as_printed(text: str, folded: str, number: str, position: int) -> str:
    """A number in the letters of the text ("22-НҚ"), though it was found in lower case."""
    at = folded.find(number, position)
    return text[at : at + len(number)] if number else ""


def _beginning(folded: str, floor: int, stop: int) -> tuple[int, int]:
    """Where a citation starts (its title's opening quote) and where its body's name does."""
    bodies = [match.start() for match in _BODY_START.finditer(folded, floor, stop)]
    if not bodies:
        return stop, stop
    # "ҚР Қаржы министрінің … Қазақстан Республикасының" never nests; the first after a title is the body's.
    body = next((at for at in bodies if _AFTER_TITLE.search(folded, floor, at)), bodies[-1])
    if not _AFTER_TITLE.search(folded, floor, body):
        return body, body
    return opening_quote(folded, len(folded[:body].rstrip()) - 1, floor), body


def opening_quote(folded: str, closing: int, floor: int = 0) -> int:
    """Where the quotation opens whose closing mark stands at ``closing``; ``folded`` has straight quotes.

    Marks are told apart by what touches them. Where one mark opens both the title and a
    name in it, the outermost opening found is taken.
    """
    depth, outermost = 0, closing
    for at in range(closing, floor - 1, -1):
        if folded[at] != _QUOTE:
            continue
        opens = (at == 0 or not (folded[at - 1].isalnum() or folded[at - 1] in ').,;:"')) and at < closing
        depth += -1 if opens else 1
        if opens:
            outermost = at
        if depth == 0:
            return at
    return outermost


def nominative_body(text: str) -> str:
    """The name of a body without its genitive: "… министрінің" → "… министрі"; one space between words."""
    words = text.split()
    if not words:
        return ""
    last = fold_case(words[-1])
    if re.fullmatch(r"\w+(?:[ығі]|ушы|уші)[нд][ыі]ң", last) and last[-3:] in ("ның", "нің"):
        words[-1] = words[-1][:-3]
    return " ".join(words)


def registry_id(citation: Citation) -> str:
    """The registry id: "V", two digits of the year of adoption, "00", six digits; "" where it cannot be told.

    № 33449 adopted in 2023 is ``V2300033449``; № 12665 of 2015 is ``V1500012665``.
    """
    if not citation.registry_number.isdecimal() or citation.date is None:
        return ""
    return f"V{citation.date.year % 100:02}00{int(citation.registry_number):06}"


def same_number(act_id: str, held: Iterable[str]) -> tuple[str, ...]:
    """Those of the registry ids ``held`` with the registration number of another year: a number is given only once."""
    number = act_id[3:] if act_id.startswith("V") else None
    return tuple(one for one in held if one != act_id and one.startswith("V") and one[3:] == number)


class Requisites(Struct, frozen=True):
    """What an act says of itself: "… министрінің м.а. 2025 жылғы 30 шілдедегі № 230 бұйрығы. … тіркелді"."""

    citation: Citation
    registered: date | None
    start: int  # offsets into the text that was read
    end: int


# "№ 391 бұйрығы." is the act itself, "№ 391 бұйрығына" another.
_OWN_WORD = re.compile(
    rf"\s*{NUMBER}\s+(?:бірлескен\s+)?(?:(?P<k0>бұйрығы|бұйрық)|(?P<k1>қаулысы|қаулы)|(?P<k2>өкімі)|(?P<k3>шешімі))(?!\w)"
)
_OWN_NUMBER = re.compile(rf"\s*{NUMBER}(?![\w/])")
_OWN_KIND = re.compile(r"(?P<k0>бұйрығы|бұйрық)(?!\w)|(?P<k1>қаулысы)(?!\w)")
# Between the number of an act and its word: then the word is that of another, whose own date cannot be read.
_OF_ANOTHER = re.compile(r"бұйры|қаулы|№|жыл")
_OWN_REGISTERED = re.compile(
    r"(?:№|(?<!\w)n)\s*(\d{1,6})\s*(?:болып\s+|санымен\s+)?тіркелді|тіркелді\D{0,20}(?:№|(?<!\w)n)\s*(\d{1,6})"
)


def requisites(text: str) -> Requisites | None:
    """The requisites printed in ``text`` (an act's head), or None; offsets are those of ``text``.

    They may stand before the title or after it, the number before the date or the
    body after both; "м.а.", "міндетін атқарушының" and "Премьер-Министрінің орынбасары - …"
    are parts of the body's name.
    """
    folded = fold_case(text)
    for found in find_dates(text):
        word = _OWN_WORD.match(folded, found.end)
        if word:
            return _requisites(text, folded, found, word["number"], word.end(), _kind(word))
    for found in find_dates(text):
        number = _OWN_NUMBER.match(folded, found.end)
        kind = _OWN_KIND.search(folded, number.end()) if number else None
        apart = not number or not kind or _OF_ANOTHER.search(folded, number.end(), kind.start())
        if number and kind and not apart and _BODY_START.search(folded, 0, kind.start()):
            return _requisites(text, folded, found, number["number"], kind.end(), _kind(kind))
    own = citation_russian.own(text, folded)
    return Requisites(own[0], own[1], own[0].span.start, own[0].span.end) if own and own[0].span else None


def _kind(match: re.Match[str]) -> str:
    return next((KINDS[int(name[1])][0] for name, value in match.groupdict().items() if name[0] == "k" and value), "")


def _requisites(text: str, folded: str, found: DateForm, number: str, end: int, kind: str) -> Requisites:
    bodies = [match.start() for match in _BODY_START.finditer(folded, 0, end)]
    before = [at for at in bodies if at < found.start and '"' not in folded[at : found.start]]
    start = _first_of_body(folded, before, found.start) if before else found.start
    between = text[folded.find(number, found.end) + len(number) : end] if not before else ""
    body = text[start : found.start] if before else between.rsplit(" ", 1)[0] if between.strip() else ""
    registry = _OWN_REGISTERED.search(folded, end)
    later = find_dates(text[: registry.end()]) if registry else ()
    registered = next((date_form.value for date_form in reversed(later) if date_form.start >= end), None)
    citation = Citation(
        number=_as_printed(text, folded, number, found.end),
        date=found.value,
        registry_number=(registry[1] or registry[2]) if registry else "",
        body=nominative_body(body.strip(" ,")),
        kind=kind,
        span=Span("", start, registry.end() if registry else end),
    )
    return Requisites(citation, registered, start, registry.end() if registry else end)


def _first_of_body(folded: str, starts: list[int], stop: int) -> int:
    """The start of the body's name: the last "Қазақстан Республикасы", or an earlier one of a joint post."""
    last = starts[-1]
    for at in reversed(starts[:-1]):
        # "Қазақстан Республикасы Премьер-Министрінің орынбасары - Қазақстан Республикасының … министрінің"
        if re.fullmatch(r".*(?:-|\bжәне)\s*", folded[at:last], re.DOTALL) and "." not in folded[at:last]:
            last = at
    return last
