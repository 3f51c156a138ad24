"""Reading Russian addresses: the innermost unit first, each outer one in the genitive.

"подпункт 3) пункта 7", "абзацы пятый, шестой и девятый пункта 1", "вторую часть
пункта 12", "приложение 1 к указанным Правилам", "строку, порядковый номер 5,".
The words are those of ``language.russian``; the result is that of the Kazakh
reader, outermost unit first. Norm: Law № 480-V, arts. 23, 25.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from functools import cache
from itertools import product

from msgspec import Struct

from nqs_docs.clauses.act import Address, Kind, Step
from nqs_docs.clauses.address_grammar import CONTAINERS, FROM_END, ONLY_ONE, SINGLE, Phrase
from nqs_docs.clauses.address_tokens import Token, read_labels, resolve
from nqs_docs.language import kazakh
from nqs_docs.language.numbers import LAST
from nqs_docs.language.russian import RussianForm, document_forms, ordinal_starts, unit_forms

#: Words that point at a document or act said before, in any case and number.
POINTERS = ("указанн", "названн", "вышеуказанн", "настоящ", "прилагаем", "данн")
_IN, _TO = frozenset({"в", "во", "из", "с", "со"}), frozenset({"к", "ко"})
_CORNER_WORDS = frozenset("правый правого правом правому правым верхний верхнего верхнем верхнему верхним".split())
_ROW_WORDS = ("порядков", "номер")
#: "типовых", "санитарные": what may stand before the noun of a document, folded.
ADJECTIVE = re.compile(r"[^\W\d_]{3,}(?:ые|ие|ых|их|ым|им|ыми|ими|ый|ий|ой|ого|его|ому|ему|ом|ем|ая|яя|ую|юю|ей|ое|ее)")
_MOST_ADJECTIVES = 3
_NEW = ("новым", "новыми", "новой")


class _Level(Struct, frozen=True):
    steps: tuple[Step, ...]
    form: RussianForm
    plural: bool
    end: int
    ranged: bool = False
    doubtful: bool = False

    @property
    def cases(self) -> frozenset[str]:
        """The cases that its word may stand in."""
        return self.form.plural if self.plural else self.form.singular


@cache
def first_words() -> frozenset[str]:
    """Words with which no Kazakh address begins: a document's noun that both languages have is not among them."""
    documents = document_forms().keys() - kazakh.document_forms().keys()
    return frozenset(_IN | _TO | unit_forms().keys() | ordinal_starts().keys() | documents)


def parse_prefix(tokens: Sequence[Token], at: int = 0, governed: str = "") -> Phrase | None:
    """The longest Russian address that begins at token ``at``, its preposition included, or None.

    ``governed``: the preposition that stands before a list of which this is not the first.
    """
    if at >= len(tokens) or not tokens[at].word:
        return None
    own = tokens[at].text in _IN | _TO
    preposition = tokens[at].text if own else governed
    place = at + own
    levels: list[_Level] = []
    while True:
        after = _behind_pointers(tokens, place)
        level = _level(tokens, after) if after == place else _scope(tokens, after)
        if level is None or (levels and not _owns(level, levels[-1])):
            level = _appended(tokens, place, levels)
            if level is None:
                break
        levels.append(level)
        place = level.end
        if level.steps[0].kind in (Kind.ORDER, Kind.DOCUMENT):
            break
    return _phrase(levels, preposition, place - at) if levels else None


def case_of(cases: frozenset[str], preposition: str) -> str:
    """The case as instructions ask for it: "в пункте" loc, "в приказ" dat, "пункт" nom, "пунктом" instr."""
    if preposition in ("из", "с", "со"):
        return "abl" if "gen" in cases else ""
    if preposition:
        return "loc" if "loc" in cases and preposition in _IN else "dat" if cases & {"acc", "dat"} else ""
    return next((case for case in ("nom", "gen", "instr", "dat", "loc") if case in cases), "nom")


def _phrase(levels: list[_Level], preposition: str, used: int) -> Phrase | None:
    first = levels[0]
    case = case_of(first.cases, preposition)
    if not case:
        return None
    addresses = tuple(Address(tuple(reversed(steps))) for steps in product(*(level.steps for level in levels)))
    ranged, doubtful = any(level.ranged for level in levels), any(level.doubtful for level in levels)
    return Phrase(addresses, used, case, first.plural, ranged=ranged, doubtful=doubtful)


def _owns(outer: _Level, inner: _Level) -> bool:
    kind = inner.steps[0].kind
    return "gen" in outer.cases and outer.steps[0].kind in CONTAINERS.get(kind, frozenset())


def _appended(tokens: Sequence[Token], at: int, levels: list[_Level]) -> _Level | None:
    """ "приложение 1 к указанным Правилам": what an appendix belongs to."""
    if not levels or levels[-1].steps[0].kind is not Kind.APPENDIX or at >= len(tokens) or tokens[at].text not in _TO:
        return None
    level = _scope(tokens, _behind_pointers(tokens, at + 1))
    return level if level is not None and "dat" in level.cases else None


def _behind_pointers(tokens: Sequence[Token], at: int) -> int:
    while at < len(tokens) and tokens[at].word and tokens[at].text.startswith(POINTERS):
        at += 1
    return at


def _scope(tokens: Sequence[Token], at: int) -> _Level | None:
    """ "приказа", "Правил", "второй формы"."""
    label, place = "", at
    labels = read_labels(tokens, at, lenient=True) if at < len(tokens) and tokens[at].word else None
    if labels is not None and labels.counted and len(labels.items) == 1:
        label, place = labels.items[0][0], labels.end
    place = after_adjectives(tokens, place)
    if place >= len(tokens):
        return None
    word = tokens[place].text.replace("ё", "е")
    form = document_forms().get(word)
    if form is not None:
        many = not form.singular or _is_plural_name(form, word)
        return _Level((Step(Kind.DOCUMENT, label, form.noun),), form, many, place + 1)
    form = unit_forms().get(word)
    if form is None or form.kind not in (Kind.ORDER, Kind.DOCUMENT) or label:
        return None
    return _Level((Step(Kind(form.kind)),), form, not form.singular, place + 1)


def after_adjectives(tokens: Sequence[Token], at: int) -> int:
    """The noun of a document that adjectives lead to: "Типовых правилах"; ``at`` where they lead to none."""
    place = at
    while place < min(len(tokens), at + _MOST_ADJECTIVES) and ADJECTIVE.fullmatch(tokens[place].text):
        place += 1
    noun = place < len(tokens) and tokens[place].text in document_forms()
    return place if noun else at


def _is_plural_name(form: RussianForm, word: str) -> bool:
    """ "Правила" is the name of a document in the plural, "приложения" in the singular."""
    return bool(form.plural) and form.noun.endswith(("лар", "лер", "дар", "дер", "тар", "тер"))


def _level(tokens: Sequence[Token], at: int) -> _Level | None:
    """One step: "подпункты 1) и 2)", "часть вторую", "второй абзац", "заголовок"; a document or the order last."""
    if at >= len(tokens):
        return None
    place = at + (tokens[at].text in _NEW)
    before = None
    if place < len(tokens) and tokens[place].text.replace("ё", "е") in ordinal_starts():
        before = read_labels(tokens, place, lenient=True)
        place = before.end if before else place
    corner = _skip(tokens, place, _CORNER_WORDS)
    if corner >= len(tokens):
        return None
    form = unit_forms().get(tokens[corner].text.replace("ё", "е"))
    if form is None or form.kind in (Kind.ORDER, Kind.DOCUMENT):
        return _scope(tokens, at)
    kind = Kind(form.kind)
    if (corner > place) != (kind is Kind.CORNER) or kind not in CONTAINERS:
        return None
    numbered, by_number = _numbers(tokens, corner + 1, kind)
    labels = before or (read_labels(tokens, numbered, lenient=True) if numbered < len(tokens) else None)
    if labels is None or (kind in ONLY_ONE and not before):
        return _Level((Step(kind),), form, _many(form, 1), corner + 1) if kind in SINGLE and not by_number else None
    end = corner + 1 if before else labels.end
    many = _many(form, 2 if len(labels.items) > 1 or labels.items[0][1] or _spans(labels.items[0][0], form) else 1)
    resolved = resolve(labels, many)
    if resolved is None or (LAST in resolved[0] and kind not in FROM_END):
        return None
    names, ranged, doubtful = resolved
    mark = "#" if kind is Kind.ROW and labels.counted and not by_number else ""
    end += by_number and end < len(tokens) and tokens[end].text == ","
    return _Level(tuple(Step(kind, mark + name) for name in names), form, many, end, ranged, doubtful)


def _numbers(tokens: Sequence[Token], at: int, kind: Kind) -> tuple[int, bool]:
    """Where the numbers stand: "строку, порядковый номер 5,", "строку с порядковым номером 5"."""
    if kind is not Kind.ROW:
        return at, False
    place = _skip(tokens, at, (",", "с", "со"))
    words = place
    while words < len(tokens) and tokens[words].text.startswith(_ROW_WORDS):
        words += 1
    return (words, True) if words > place else (at, False)


def _many(form: RussianForm, count: int) -> bool:
    """Whether the word stands in the plural: as many are named, and the form allows it."""
    return bool(form.plural) and (count > 1 or not form.singular)


def _spans(label: str, form: RussianForm) -> bool:
    return "-" in label and not form.singular


def _skip(tokens: Sequence[Token], at: int, words: Container[str]) -> int:
    while at < len(tokens) and tokens[at].text in words:
        at += 1
    return at
