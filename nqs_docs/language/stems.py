"""Stems of Kazakh words, for finding the inflected forms of a cited word.

Endings stand in the order plural, possessive, case, attributive. A stem is only
ever used to *report* a form, never to change text.
"""

from __future__ import annotations

_PLURAL = ("лар", "лер", "дар", "дер", "тар", "тер")
_POSSESSIVE = ("сы", "сі", "ы", "і")
_CASE = (
    "ның", "нің", "дың", "дің", "тың", "тің", "ға", "ге", "қа", "ке", "на", "не", "а", "е", "ны", "ні", "ды", "ді",
    "ты", "ті", "н", "нда", "нде", "да", "де", "та", "те", "нан", "нен", "дан", "ден", "тан", "тен", "мен", "бен",
    "пен",
)  # fmt: skip
_ATTRIBUTIVE = ("ғы", "гі")
_SOFTENED = str.maketrans("ғгб", "қкп")
_SHORTEST = 3


def _without(word: str, endings: tuple[str, ...]) -> str:
    fitting = [ending for ending in endings if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST]
    return word[: -len(max(fitting, key=len))] if fitting else word


def stems(word: str) -> tuple[str, ...]:
    """Every stem that the word (lower case) may have: "оқырманды" → "оқырман", "оқырма", as "оқырман" itself."""
    found = [word]
    for endings in (_ATTRIBUTIVE, _CASE, _POSSESSIVE, _PLURAL):
        found += [bare for known in found if (bare := _without(known, endings)) != known]
    return tuple(dict.fromkeys(bare[:-1] + bare[-1:].translate(_SOFTENED) for bare in found))


def stem(word: str) -> str:
    """The word (lower case) without its endings, its last consonant hardened.

    "тармағының" → "тармақ", "жүйелерінен" → "жүйе", "жүйе" → "жүйе".
    """
    bare = _without(word, _ATTRIBUTIVE)
    for endings in (_CASE, _POSSESSIVE, _PLURAL):
        bare = _without(bare, endings)
    return bare[:-1] + bare[-1:].translate(_SOFTENED)
