"""Words of legal Russian in all their forms: the second table of forms, generated from stems.

A document is known by its Kazakh noun whatever the language ("правила" is
"қағидалар"), so an address means the same unit in both expressions of an act.
Forms that sound alike ("части") keep all their readings: a preposition or the
place in the phrase decides. Terms: Law № 480-V, art. 23.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from msgspec import Struct

from nqs_docs.language.folding import fold_case
from nqs_docs.language.tables import rows

_CASES = ("nom", "gen", "dat", "acc", "instr", "loc")

# Kind → words, "word:stem" where a vowel drops out; the first one is rendered.
UNIT_WORDS: dict[str, tuple[str, ...]] = {kind: tuple(words.split(", ")) for kind, _, words in rows("units")}

# What an order approves: its noun → the Kazakh noun by which the document is known. "+": the plural is the name.
DOCUMENT_WORDS: dict[str, str] = {
    word: noun for noun, *named in rows("documents") for words in named for word in words.split(", ")
}

_ACT_WORDS = ("закон", "кодекс", "указ", "решение", "распоряжение")
#: Kind of an act as citations have it → its Russian word.
_ACT_KINDS = {kind: word for kind, *_, word in rows("acts")}

#: Stems of the ordinals of one word, cardinals that more words may follow, and cardinals in the genitive ("десяти").
_ORDINALS = {int(number): stem for number, _, _, stem, _, _ in rows("numbers")}
_TENS = {word: int(number) for number, *_, word, _ in rows("numbers") if word != "-"}
_GENITIVES = {word: int(number) for number, *_, word in rows("numbers")}
_LAST = "последн"
_ENDED_OI = (2, 6, 7, 8, 40)  # второй, шестой, седьмой, восьмой, сороковой
_ADJECTIVE = "ый ой ого ому ым ом ая ую ое ые ых ыми".split()
_SOFT = "ий его ему им ем яя ей юю ее ие их ими".split()
_THIRD = "ий ьего ьему ьим ьем ья ьей ью ье ьи ьих ьими".split()
#: Ordinals in the forms that addresses are rendered with: (case, gender) → ending of a hard adjective.
_RENDERED = {case: dict(zip("mfn", endings.split(), strict=True)) for case, endings in rows("adjectives_russian")}
_RENDERED_SOFT = dict(zip("ый ого ому ым ом ая ой ую ое".split(), _SOFT, strict=False))
_RENDERED_THIRD = dict(
    zip("ый ая ое ую ого ой ому ым ом".split(), "ий ья ье ью ьего ьей ьему ьим ьем".split(), strict=True)
)


_KAZAKH = re.compile("[әғқңөұүһі]")


def is_russian(text: str) -> bool:
    """Whether a longer text is Russian: hardly any letter in it is one that only Kazakh has."""
    return len(_KAZAKH.findall(fold_case(text))) * 100 <= len(text)


class RussianForm(Struct, frozen=True, gc=False):
    """What a printed word may be: the unit or document, and its cases in the singular and in the plural."""

    kind: str  # the value of clauses.act.Kind
    singular: frozenset[str]
    plural: frozenset[str]
    noun: str = ""  # of a document: its Kazakh noun


_DECLENSIONS = {kind: endings for kind, *endings in rows("declensions_russian")}
_FEMININE_SOFT = ("часть", "подпись", "модель")


def _declension(word: str) -> str:
    if word in _FEMININE_SOFT:
        return "часть"
    for ending in ("ия", "ья", "ие", "ца", "а", "о", "й", "ц"):
        if word.endswith(ending):
            return ending if ending != "ц" or word == "абзац" else "hard"
    return "soft" if word.endswith("ь") else "hard"


def decline(word: str) -> dict[tuple[str, bool], str]:
    """Every form of a noun by case and number; "заголовок:заголовк", "ячейка:ячейк:ячеек" name other stems."""
    base, _, stems = word.partition(":")
    kind = _declension(base)
    stem, _, bare = stems.partition(":")
    stem = stem or (base if kind in ("hard", "ц") else base[:-1])
    result: dict[tuple[str, bool], str] = {}
    for many, endings in enumerate(_DECLENSIONS[kind]):
        for case, ending in zip(_CASES, endings.split(), strict=True):
            ending = "и" if ending == "ы" and stem[-1] in "кгхжчшщ" else ending
            plain = base if kind in ("hard", "ц") and not many else bare or stem
            result[case, bool(many)] = plain if ending == "-" else stem + ending
    if kind == "soft":
        result["nom", False] = result["acc", False] = base
    if kind == "ья":  # статья, статей
        result["gen", True] = stem[:-1] + "ей"
    return result


def gender(word: str) -> str:
    """ "m", "f" or "n" of a noun in the nominative."""
    if word.endswith(("о", "е")):
        return "n"
    return "f" if word.endswith(("а", "я")) or word in _FEMININE_SOFT else "m"


def _readings(words: dict[str, tuple[str, str]]) -> dict[str, RussianForm]:
    """``words``: a word of a table → kind, noun."""
    meant: dict[str, tuple[str, str]] = {}
    cases: dict[tuple[str, bool], set[str]] = {}
    for word, said in words.items():
        for (case, many), printed in decline(word.removeprefix("+")).items():
            if meant.setdefault(printed, said) == said:
                cases.setdefault((printed, many), set()).add(case)
    of = {printed: frozenset(found) for printed, found in cases.items()}
    none: frozenset[str] = frozenset()
    return {
        word: RussianForm(kind, of.get((word, False), none), of.get((word, True), none), noun)
        for word, (kind, noun) in meant.items()
    }


@cache
def unit_forms() -> dict[str, RussianForm]:
    """Every form of every word for a unit, folded."""
    return _readings({word: (kind, "") for kind, words in UNIT_WORDS.items() for word in words})


@cache
def act_forms() -> dict[str, RussianForm]:
    """Every form of every word for an act, folded; the kind is "act" where it is no order."""
    return unit_forms() | _readings(dict.fromkeys(_ACT_WORDS, ("act", "")))


@cache
def document_forms() -> dict[str, RussianForm]:
    """Every form of every word for an approved document, folded."""
    return _readings({word: ("document", noun) for word, noun in DOCUMENT_WORDS.items()})


@cache
def _document_names() -> dict[str, tuple[str, bool]]:
    """Kazakh noun → the Russian word that names such a document, and whether in the plural; the first row wins."""
    names: dict[str, tuple[str, bool]] = {}
    for word, noun in DOCUMENT_WORDS.items():
        names.setdefault(noun, (word.removeprefix("+"), word.startswith("+")))
    return names


def is_plural(noun: str) -> bool:
    """Whether a document with this Kazakh noun is named in the plural: "правила"."""
    return _document_names().get(noun, ("", False))[1]


def act_word(kind: str, case: str = "nom", many: bool = False) -> str:
    """The word for an act by its kind as citations have it: ``act_word("бұйрық", "instr")`` is "приказом"."""
    return decline(_ACT_KINDS.get(kind, "приказ"))[case, many]


def form(kind: str, case: str = "nom") -> str:
    """The word for a unit in the singular: ``form("part", "gen")`` is "части"."""
    return decline(UNIT_WORDS[kind][0])[case, False]


def document(noun: str, case: str = "nom") -> str:
    """A document by its Kazakh noun: ``document("қағидалар", "gen")`` is "правил"; nouns without a row as they are."""
    word, many = _document_names().get(noun, ("", False))
    return decline(word)[case, many] if word else noun


@cache
def ordinal_words() -> dict[str, int]:
    """Every form of every ordinal of one word, folded: "второй", "вторую", "двадцатых"."""
    result: dict[str, int] = {}
    for number, stem in _ORDINALS.items():
        for ending in _THIRD if number == 3 else _ADJECTIVE:
            result[stem + ending] = number
    return result


def ordinal_starts() -> dict[str, int]:
    """Every word that an ordinal may begin with: its value, 0 where more follow ("двадцать"), less for "последний"."""
    return ordinal_words() | dict.fromkeys(_TENS, 0) | {_LAST + ending: -1 for ending in _SOFT}


def parse_ordinal(words: Sequence[str]) -> tuple[int, int] | None:
    """The ordinal that ``words`` begin with and how many it takes: "сто двадцать первого" → 121, 3."""
    total = 0
    for used, word in enumerate(words[:3], 1):
        if word in _TENS and (not total or _TENS[word] < total):
            total += _TENS[word]
            continue
        value = ordinal_words().get(word)
        if value is None or (total and (value >= total or (value >= 10 and total < 100) or total % 10)):
            return None
        return total + value, used
    return None


def ordinal(number: int, case: str = "nom", of: str = "m") -> str:
    """An ordinal, 1 to 199, agreeing with a noun: ``ordinal(2, "gen", "f")`` is "второй"; -1 is "последний"."""
    words: list[str] = []
    for word, value in sorted(_TENS.items(), key=lambda row: -row[1]):
        if number > value and (value == 100 or number % 10):
            words.append(word)
            number -= value
    ending = _RENDERED[case][of]
    if number < 0:
        return _LAST + _RENDERED_SOFT[ending]
    if number == 3:
        return " ".join([*words, "трет" + _RENDERED_THIRD[ending]])
    if ending == "ый" and number in _ENDED_OI:
        ending = "ой"
    return " ".join([*words, _ORDINALS[number] + ending])


def genitive_cardinal(words: str) -> int | None:
    """A number in the genitive: "десяти" → 10, "двадцати одного" → 21."""
    values = [_GENITIVES.get(word, 0) for word in fold_case(words).split()]
    falling = all(first >= 20 > second or first == 100 > second for first, second in pairwise(values))
    return sum(values) if values and 0 not in values and falling else None
