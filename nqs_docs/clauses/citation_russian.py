"""Acts named in a Russian text: "приказ Министра … от 8 сентября 2023 года № 380 «…» (зарегистрирован … под № 33404)".

The word for the act stands first and its title last, after the number.
"""

from __future__ import annotations

import re
from datetime import date

from nqs_docs.clauses.act import Citation
from nqs_docs.findings import Span
from nqs_docs.language.folding import fold_case
from nqs_docs.language.numbers import DateForm, find_dates
from nqs_docs.language.tables import rows

#: The word of an act → its kind as Kazakh citations call it. The forms say the case.
KINDS = [(kind, forms) for kind, _, forms, _ in rows("acts")]
_KIND = re.compile(r"(?<!\w)(?:" + "|".join(f"(?P<k{at}>{words})" for at, (_, words) in enumerate(KINDS)) + r")(?!\w)")
_FROM = re.compile(r"(?:^|\s)от\s*$")
NUMBER = r"(?:№|n)\s*(?P<number>(?:қр\s+[^\W\d_]+\s?-\s?)?\d[\w/]*(?:[-–][\w/]+)*)"
_NUMBER = re.compile(rf"\s*{NUMBER}")
_TITLE = re.compile(r'\s*(?=")')
_REGISTERED = re.compile(r"\s*\(?\s*зарегистрирован\w*\s[^()№]{0,160}№\s*(\d{1,6})\s*\)?")
_OWN = re.compile(r"(?<![\w\"-])(?:совместный\s+)?(?:приказ|постановление)\s")
_OWN_REGISTERED = re.compile(r"[\s.]*зарегистрирован\w*\s[^№\"]{0,200}№\s*(\d{1,6})")
_MOST = 400  # characters of a body


def citation(text: str, folded: str, found: DateForm, floor: int) -> Citation | None:
    """The act whose date is ``found``, or None; ``folded`` is in lower case, nothing before ``floor`` belongs to it."""
    before = _FROM.search(folded, floor, found.start)
    if before is None:
        return None
    words = list(_KIND.finditer(folded, max(floor, found.start - _MOST), before.start() + 1))
    word = next((word for word in reversed(words) if _names_body(folded[word.end() : before.start()])), None)
    if word is None:
        return None
    number = _NUMBER.match(folded, found.end)
    end = number.end() if number else found.end
    title, end = _title(text, folded, end)
    registered = _REGISTERED.match(folded, end)
    return Citation(
        number=text[number.start("number") : number.end("number")] if number else "",
        date=found.value,
        registry_number=registered[1] if registered else "",
        body=nominative_body(text[word.end() : before.start()]),
        title=title,
        kind=KINDS[int((word.lastgroup or "k0")[1:])][0],
        span=Span("", word.start(), registered.end() if registered else end),
    )


def _names_body(between: str) -> bool:
    return '"' not in between and ";" not in between and ":" not in between


def _title(text: str, folded: str, end: int) -> tuple[str, int]:
    opening = _TITLE.match(folded, end)
    if opening is None:
        return "", end
    closing = closing_quote(text, folded, opening.end())
    return (text[opening.end() + 1 : closing], closing + 1) if closing else ("", end)


def closing_quote(text: str, folded: str, opening: int) -> int:
    """The mark that closes what the one at ``opening`` opens, 0 where none does; ``folded`` has straight quotes.

    «» are counted as printed. Straight marks are told apart by what touches them; where one
    mark closes both a text and a name in it, it is the last one of the stretch.
    """
    if text[opening] == "«":
        depth = 0
        for at in range(opening, len(text)):
            depth += (text[at] == "«") - (text[at] == "»")
            if not depth:
                return at
    depth, last, previous, direction = 0, 0, -2, 1
    for at in range(opening, len(folded)):
        if folded[at] != '"':
            if depth == 1 and last and folded[at] in "(;" and folded[at - 2 : at].strip() in ('"', ""):
                return last
            continue
        if at != previous + 1:
            left = at == opening or folded[at - 1] in " ([-/\n"
            right = at + 1 == len(folded) or folded[at + 1] in " )].,;:-\n"
            direction = 1 if left and (not right or at == opening) else -1
        depth += direction
        previous, last = at, at if direction < 0 else last
        if not depth:
            return at
    return last


def own(text: str, folded: str) -> tuple[Citation, date | None] | None:
    """The act that ``text`` (its head) says it is, and the day of its registration.

    "Приказ Министра … от 1 апреля 2026 года № 113. Зарегистрирован в Министерстве юстиции
    Республики Казахстан 2 апреля 2026 года № 38286".
    """
    for word in _OWN.finditer(folded):
        if not text[word.start()].isupper():
            continue
        for found in find_dates(text):
            if found.start < word.start():
                continue
            said = citation(text, folded, found, word.start())
            if said is None or not said.number or said.title or said.span is None:
                break
            registered = _OWN_REGISTERED.match(folded, said.span.end)
            if registered is None:
                return _spanned(said, word.start(), said.span.end, ""), None
            days = [day.value for day in find_dates(text[: registered.end()]) if day.start >= said.span.end]
            return _spanned(said, word.start(), registered.end(), registered[1]), days[-1] if days else None
    return None


def _spanned(said: Citation, start: int, end: int, registry: str) -> Citation:
    return Citation(
        said.number, said.date, registry or said.registry_number, said.body, "", said.kind, Span("", start, end)
    )


def nominative_body(text: str) -> str:
    """The name of a body without its genitive: "Министра труда …" → "Министр труда …"; one space between words."""
    words = text.split()
    if words and fold_case(words[0]) in ("министра", "председателя"):
        words[0] = words[0][:-1] if words[0][-1] == "а" else words[0][:-1] + "ь"
    return " ".join(words)
