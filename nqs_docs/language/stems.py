"""Stems of Kazakh words, for finding the inflected forms of a cited word.

Endings stand in the order plural, possessive, case, attributive. A stem is only
ever used to *report* a form, never to change text.
"""

from __future__ import annotations

from nqs_docs.language.tables import rows

#: Endings of each kind, from the end of a word: attributive, case, possessive, plural.
_ENDINGS = [tuple(endings.split()) for _, endings in rows("endings")]
_SOFTENED = str.maketrans("ғгб", "қкп")
_SHORTEST = 3


def _without(word: str, endings: tuple[str, ...]) -> str:
    fitting = [ending for ending in endings if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST]
    return word[: -len(max(fitting, key=len))] if fitting else word


def stems(word: str) -> tuple[str, ...]:
    """Every stem that the word (lower case) may have: "оқырманды" → "оқырман", "оқырма", as "оқырман" itself."""
    found = [word]
    for endings in _ENDINGS:
        found += [bare for known in found if (bare := _without(known, endings)) != known]
    return tuple(dict.fromkeys(bare[:-1] + bare[-1:].translate(_SOFTENED) for bare in found))


def stem(word: str) -> str:
    """The word (lower case) without its endings, its last consonant hardened.

    "тармағының" → "тармақ", "жүйелерінен" → "жүйе", "жүйе" → "жүйе".
    """
    for endings in _ENDINGS:
        word = _without(word, endings)
    return word[:-1] + word[-1:].translate(_SOFTENED)
