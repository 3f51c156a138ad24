"""Words of legal Kazakh in all their forms, generated from stems.

Both directions: a printed word to its kind and case, a kind and case to the word.
Suffixes follow vowel harmony and the assimilation of consonants, so a new word is
one row of a table. Terms: Law № 480-V, art. 23.
"""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

from nqs_docs.language.folding import fold_case
from nqs_docs.language.tables import rows

CASES = ("nom", "gen", "dat", "acc", "loc", "abl", "instr")

# Kind (the value of clauses.act.Kind) → stems; the first one is rendered.
UNIT_WORDS: dict[str, tuple[str, ...]] = {kind: tuple(words.split(", ")) for kind, words, _ in rows("units")}

# What an order approves, as it is named: "қағидалар" where the plural is the name.
DOCUMENT_WORDS: tuple[str, ...] = tuple(noun for noun, *_ in rows("documents"))
# Nominatives that a rule does not give.
_IRREGULAR = {"акт": "акті", "бланк": "бланкі"}

_BACK, _FRONT = "аоұыяёю", "әеөүіэи"
_VOICELESS = frozenset("пткқсшфхцчщбвгдһ")
_VOICED = str.maketrans("пкқ", "бгғ")
_RULED = re.compile("[а-яәғқңөұүһі]{4,}(?<![иоюэөұүъ])")  # what ends in "ю" or "и" follows no rule


class UnitForm(Struct, frozen=True, gc=False):
    """A word for a unit in one of its forms."""

    kind: str  # the value of clauses.act.Kind
    case: str
    plural: bool = False
    possessive: bool = False
    attributive: bool = False  # -дағы/-дегі


class DocumentForm(Struct, frozen=True, gc=False):
    """A word for an approved document in one of its forms."""

    noun: str  # as in DOCUMENT_WORDS: "қағидалар"
    case: str
    possessive: bool = False
    plural: bool = False
    attributive: bool = False


def _is_back(word: str) -> bool:
    """Vowel harmony: decided by the last vowel; ``у`` takes that of the vowel before it."""
    for letter in reversed(word):
        if letter in _BACK:
            return True
        if letter in _FRONT:
            return False
    return True


def _class(word: str) -> str:
    """The class of the last letter: vowel, voiceless, nasal, hissing (з ж), л, or glide (р й у)."""
    last = word[-1]
    if last in _VOICELESS:
        return "voiceless"
    if last in "мнң":
        return "nasal"
    if last in "зж":
        return "hissing"
    if last == "л" or last == "ь":
        return "l"
    return "glide" if last in "рйу" else "vowel"


# Suffixes after back vowels, by the class of the last letter of the word ("" for all others).
_PLURAL = {"": "дар", "vowel": "лар", "glide": "лар", "voiceless": "тар"}
_POSSESSIVE = {"": "ы", "vowel": "сы"}
_CASES = {
    "nom": {"": ""},
    "gen": {"": "дың", "vowel": "ның", "nasal": "ның", "voiceless": "тың"},
    "dat": {"": "ға", "voiceless": "қа"},
    "acc": {"": "ды", "vowel": "ны", "voiceless": "ты"},
    "loc": {"": "да", "voiceless": "та"},
    "abl": {"": "дан", "nasal": "нан", "voiceless": "тан"},
    "instr": {"": "мен", "voiceless": "пен", "hissing": "бен"},
}
_POSSESSED_CASES = {"nom": "", "gen": "ның", "dat": "на", "acc": "н", "loc": "нда", "abl": "нан", "instr": "мен"}
_FRONTED = str.maketrans("аықғ", "еікг")


def _with(word: str, suffixes: dict[str, str]) -> str:
    """``word`` with the suffix for its last letter, its vowel in harmony."""
    suffix = suffixes.get(_class(word), suffixes[""])
    return word + (suffix if _is_back(word) else suffix.translate(_FRONTED))


def plural(word: str) -> str:
    """The plural: тармақ → тармақтар, бөлім → бөлімдер, тарау → тараулар."""
    return _with(word, _PLURAL)


def possessive(word: str) -> str:
    """The possessive of the third person: тармағы, бөлігі, бабы, қосымшасы, тарауы."""
    owned = _with(word, _POSSESSIVE)
    return owned if _class(word) == "vowel" else word[:-1] + word[-1].translate(_VOICED).replace("ь", "") + owned[-1]


def inflect(noun: str, case: str = "nom", possessive: bool = False, attributive: bool = False) -> str:
    """``noun`` (nominative, singular or plural) in a case, with the possessive first if asked.

    ``inflect("қағидалар", "gen", possessive=True)`` is "қағидаларының";
    ``attributive`` adds -ғы/-гі to the locative, whatever ``case`` says.
    """
    wanted = "loc" if attributive else case
    if possessive:
        result = _with(_possessed(noun), {"": _POSSESSED_CASES[wanted]})
    else:
        result = _with(noun, _CASES[wanted])
    return _with(result, {"": "ғы"}) if attributive else result


_possessed = possessive


def _case_endings(word: str) -> frozenset[str]:
    """What a word takes in the cases as it stands, which may be with a possessive: -ның, -ға, -дағы …"""
    tables = [_CASES] + [{case: {"": ending} for case, ending in _POSSESSED_CASES.items()}] * (word[-1] in "ыі")
    cased = [_with(word, table[case]) for table in tables for case in CASES[1:]]
    cased += [_with(_with(word, table["loc"]), {"": "ғы"}) for table in tables]
    return frozenset(form[len(word) :] for form in cased)


def carried(old: str, new: str) -> frozenset[str]:
    """The endings of cases that ``new`` takes as they are where they stand behind ``old``; none where that is not sure.

    Sure for one and the same word, and for two that inflect alike: "орталығының", "агенттігінің" do not,
    "басқарманың" and "комиссияның" do. Loanwords in two consonants, abbreviations and short words follow no rule.
    """
    first, last = fold_case(old), fold_case(new)
    if first == last:
        return _case_endings(first)
    alike = (_class(first), _is_back(first)) == (_class(last), _is_back(last))
    known = all(_RULED.fullmatch(word) for word in (first, last)) and not (old.isupper() or new.isupper())
    owned = (first[-1] not in "ыі" and last[-1] not in "ыі") or first[-3:] == last[-3:]
    native = first[-2:] == last[-2:] or any(letter in _BACK + _FRONT + "у" for letter in last[-2:])
    return _case_endings(first) if alike and known and owned and native else frozenset()


def form(
    kind: str, case: str = "nom", *, possessive: bool = False, plural: bool = False, attributive: bool = False
) -> str:
    """The word for a unit of ``kind`` in a form: ``form("point", "gen", possessive=True)`` is "тармағының"."""
    stem = UNIT_WORDS[kind][0]
    return inflect(_plural(stem) if plural else stem, case, possessive, attributive)


_plural = plural


def _variants(stem: str) -> list[tuple[str, str, bool, bool, bool]]:
    """Every form of a stem with what it is: word, case, plural, possessive, attributive."""
    result = []
    for many in (False, True):
        noun = _plural(stem) if many else stem
        for owned in (False, True):
            result += [(inflect(noun, case, owned), case, many, owned, False) for case in CASES]
            result.append((inflect(noun, "loc", owned, True), "loc", many, owned, True))
    return result


@cache
def unit_forms() -> dict[str, UnitForm]:
    """Every form of every unit word, folded, with what it says."""
    return {
        fold_case(word): UnitForm(kind, case, many, owned, attributive)
        for kind, stems in UNIT_WORDS.items()
        for stem in stems
        for word, case, many, owned, attributive in _variants(stem)
    }


def _stem(noun: str) -> str:
    """The singular of a name in the plural: қағидалар → қағида; others as they are."""
    singular = noun[:-3]
    return singular if len(singular) > 2 and _plural(singular) == noun else noun


@cache
def document_forms() -> dict[str, DocumentForm]:
    """Every form of every word for an approved document, folded; the first row wins."""
    result: dict[str, DocumentForm] = {}
    for noun in DOCUMENT_WORDS:
        for word, case, many, owned, attributive in _variants(_stem(noun)):
            result.setdefault(fold_case(word), DocumentForm(noun, case, owned, many, attributive))
    return result | {word: DocumentForm(noun, "nom") for word, noun in _IRREGULAR.items()}


def unit_form(word: str) -> UnitForm | None:
    """What a printed word says of a unit ("тармағының"), or None; any case of letters, folded or not."""
    return unit_forms().get(word) or unit_forms().get(fold_case(word))


def document_form(word: str) -> DocumentForm | None:
    """What a printed word says of a document ("Қағидаларында"), or None."""
    return document_forms().get(word) or document_forms().get(fold_case(word))
