"""Cited words: '"X", "Z" деген сөздер тиісінше "Y", "W" деген сөздермен'.

Finds them in an instruction and blanks them out, sign for sign, so that the
formulas see the case of the noun and never the words.
"""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

from nqs_docs.clauses.citation_russian import closing_quote
from nqs_docs.language.folding import fold_case
from nqs_docs.language.formulas import IRREGULAR_WORD_NOUNS, WORD_JOINS, WORD_NOUN_LEADS, WORD_NOUNS, WORD_SIGNS, spaced
from nqs_docs.language.formulas_russian import WORD_JOINS as RUSSIAN_JOINS
from nqs_docs.language.formulas_russian import WORD_NOUNS as RUSSIAN_NOUNS
from nqs_docs.language.kazakh import CASES, inflect, plural

_QUOTE = '"'
_NEW = ("instr", "dat")  # the cases of what words are replaced by
_NOUN = re.compile(
    rf'"\s*(?:(?P<called>деген|дегенді|деп\s+аталатын)\s+)?(?:{WORD_NOUN_LEADS}\s+)?'
    r"(?P<noun>деп(?=\s+(?:ауыстыр|алмастыр|өзгертіл))|(?!деп\s)[^\W\d_]+)"
    rf"(?:\s+(?:мен|және|пен|бен)\s+(?:{WORD_NOUN_LEADS}\s+)?(?P<second>[^\W\d_]+))?"
)
_BETWEEN = re.compile(r'"(?:\s*,\s*|\s*,?\s*(?:және|мен|пен|бен|не|немесе)\s+)$')
_FILLERS = re.compile(rf"(?:\s|,|{spaced(WORD_JOINS)}|(?<!\w)(?:{spaced(RUSSIAN_JOINS)})(?!\w))*")
_SIGNS = re.compile(f"[{''.join(WORD_SIGNS.values())}]+")


class Cited(Struct, frozen=True, gc=False):
    """Words cited in quotes, all under one noun: offsets of each inside its marks."""

    items: tuple[tuple[int, int], ...]
    case: str  # of the noun: "сөздер" nom, "сөзден" abl, "сөздермен" instr
    start: int  # of the first opening mark
    end: int  # of the noun


class Blanked(Struct, frozen=True):
    """An instruction, folded and in lower case, its cited words blanked out; same length."""

    text: str
    cited: tuple[Cited, ...]

    def inside(self, start: int, end: int) -> tuple[Cited, ...]:
        """The cited words that stand between two offsets."""
        return tuple(cited for cited in self.cited if start <= cited.start and cited.end <= end)


@cache
def noun_cases() -> dict[str, tuple[str, bool]]:
    """Every form of every noun for cited words: its case, and whether it is possessive."""
    result = {word: (case, "ы" in word[4:]) for word, case in IRREGULAR_WORD_NOUNS.items()}
    result["деп"] = ("instr", True)  # "… деген сөздер «Y» деп ауыстырылсын"
    for noun in WORD_NOUNS:
        for base in (noun, plural(noun)):
            for case in CASES:
                for owned in (False, True):
                    result.setdefault(fold_case(inflect(base, case, owned)), (case, owned))
    return result


def blank(text: str) -> Blanked:
    """``text`` with every '"…" деген сөздер' found and blanked out.

    Quotes that belong to no such noun (the name of a document) stay as they are.
    """
    folded = fold_case(text)
    found: list[Cited] = []
    floor = 0
    if "ить" in folded and "деген" not in folded and _QUOTE in folded:
        found = _russian(text, folded)  # both languages have "цифры": the verb tells them apart
    if _QUOTE in folded and not found:
        for match in _NOUN.finditer(folded):
            if match.start() < floor:
                continue
            cited = _cited(text, folded, match, floor)
            if cited is not None:
                found.append(cited)
                floor = cited.end
    return Blanked(_blanked(folded, found) if found else folded, tuple(found))


_RUSSIAN_NOUN = re.compile(
    rf"(?<!\w)(?P<noun>{'|'.join(RUSSIAN_NOUNS)})(?:\s+(?:и|или)\s+(?:{'|'.join(RUSSIAN_NOUNS)}))?\s+(?=\")"
)
_RUSSIAN_BETWEEN = re.compile(r"\s*(?:,\s*(?:(?:и|или)\s+)?|\s(?:и|или)\s+)(?=\")")


def _russian(text: str, folded: str) -> list[Cited]:
    """ "слова «X», «Z»": the noun stands before the words."""
    result: list[Cited] = []
    match = _RUSSIAN_NOUN.search(folded)
    while match:
        at: int | None = match.end()
        items: list[tuple[int, int]] = []
        end = match.end()
        while at is not None:
            closing = closing_quote(text, folded, at)
            if closing <= at + 1:
                return []
            items.append((at + 1, closing))
            end = closing + 1
            between = _RUSSIAN_BETWEEN.match(folded, end)
            at = between.end() if between else None
        result.append(Cited(tuple(items), RUSSIAN_NOUNS[match["noun"]], match.start(), end))
        match = _RUSSIAN_NOUN.search(folded, end)
    return result


def _cited(text: str, folded: str, match: re.Match[str], floor: int) -> Cited | None:
    noun, owned = noun_cases().get(match["noun"], ("", False))
    if not noun or not (match["called"] or owned):
        return None
    end = match.end("noun")
    second = noun_cases().get(match["second"] or "")
    if second:
        noun, end = second[0], match.end("second")
    items = _items(text, folded, match.start(), floor)
    return Cited(tuple(items), noun, items[0][0] - 1, end) if items else None


def _items(text: str, folded: str, closing: int, floor: int) -> list[tuple[int, int]]:
    """The quoted words that end at ``closing``, and those listed before them."""
    items: list[tuple[int, int]] = []
    while True:
        opening = opening_mark(text, folded, closing, floor)
        if opening is None or opening + 1 >= closing:
            return [] if not items or opening is not None else items
        items.insert(0, (opening + 1, closing))
        before = _BETWEEN.search(folded, max(floor, opening - 20), opening)
        if before is None:
            return items
        closing = before.start()


def opening_mark(text: str, folded: str, closing: int, floor: int) -> int | None:
    """The mark that opens what the one at ``closing`` closes; None where none does."""
    if text[closing] == "»" and "«" in text[floor:closing]:
        depth = 0
        for at in range(closing, floor - 1, -1):
            depth += (text[at] == "»") - (text[at] == "«")
            if not depth:
                return at
        return None
    depth = 1
    for at in range(closing - 1, floor - 1, -1):
        if folded[at] != _QUOTE:
            continue
        opens = at == 0 or folded[at - 1] in " (\n\t-/[" or (folded[at - 1] == _QUOTE and at + 1 < closing)
        # A mark after a space closes too where a space or a sign follows it: '"X" '.
        depth += -1 if opens and not folded[at + 1].isspace() else 1
        if not depth:
            return at
    return None


def _blanked(folded: str, found: list[Cited]) -> str:
    pieces, at = [], 0
    for cited in found:
        pieces += [folded[at : cited.start], WORD_SIGNS[cited.case] * (cited.end - cited.start)]
        at = cited.end
    return "".join([*pieces, folded[at:]])


def pairs(blanked: Blanked, start: int, end: int) -> list[tuple[tuple[int, int], tuple[int, int]]] | None:
    """Old and new words of '"X" деген сөз "Y" деген сөзбен, "Z" … "W" …'; None where they do not pair.

    Several old words take as many new ones in turn ("тиісінше"), or one for all. New ones stand in the
    instrumental or the dative ("«X» деген сөз «Y» деген сөзге ауыстырылсын").
    """
    old: list[tuple[int, int]] = []
    new: list[tuple[int, int]] = []
    result: list[tuple[tuple[int, int], tuple[int, int]]] = []
    for cited in (*blanked.inside(start, end), None):
        if new and (cited is None or cited.case not in _NEW):
            if len(new) not in (1, len(old)) or not old:
                return None
            result += zip(old, new * (len(old) if len(new) == 1 else 1), strict=True)
            old, new = [], []
        if cited is not None:
            (new if cited.case in _NEW else old).extend(cited.items)
    return result if result and not old else None


def only_words(text: str) -> bool:
    """Whether nothing but blanked words and the words that join them stands in ``text``."""
    return _FILLERS.fullmatch(_SIGNS.sub(" ", text)) is not None


def slot(*cases: str) -> str:
    """The pattern of blanked words whose nouns stand in one of ``cases`` (any without), and of lists of them."""
    sign = "".join(WORD_SIGNS[case] for case in cases or WORD_SIGNS)
    return rf"[{sign}]+(?:[\s,]+(?:(?:{spaced(WORD_JOINS)}|и|соответственно)\s+)*[{sign}]+)*"
