"""Folding: one spelling for what is printed in many, for matching only.

Every function keeps the length of its text, so that offsets found in a folded
text hold in the printed one. The printed text is never changed.
"""

from __future__ import annotations

import re
from functools import lru_cache

_SPACES = "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_QUOTES = "«»“”„‟″❝❞＂"
_APOSTROPHES = "‘’‚‛′ʼ"
_DASHES = "‐‑‒–—―−﹣－"
# Old orthography and keyboards without Kazakh letters: always the Kazakh letter.
_LETTERS = {"i": "і", "I": "І", "ı": "і", "İ": "І", "ə": "ә", "Ə": "Ә", "ǝ": "ә", "Ǝ": "Ә", "ɵ": "ө", "Ɵ": "Ө"}
# What a keyboard without Kazakh letters, or a careless eye, makes of them.
_PLAIN = tuple(zip("әғқңөұүһі", "агкноуухи", strict=True))
# Letters that look Cyrillic: changed only beside Cyrillic letters of the same word.
_LOOK_ALIKE = str.maketrans("aceopxyhABCEHKMOPTXY", "асеорхуһАВСЕНКМОРТХУ")

_TABLE = {
    **dict.fromkeys(_SPACES, " "),
    **dict.fromkeys(_QUOTES, '"'),
    **dict.fromkeys(_APOSTROPHES, "'"),
    **dict.fromkeys(_DASHES, "-"),
    **_LETTERS,
}
_KEYS = re.compile(f"[{''.join(_TABLE)}]")
# Latin letters that touch a Cyrillic one.
_MIXED = re.compile("(?<![A-Za-z])[A-Za-z]++(?=[\u0400-\u04ff])|(?<=[\u0400-\u04ff])[A-Za-z]+")
_LATIN = re.compile("[A-HJ-Za-hj-z]")
_ODD = re.compile(f"[A-Za-z{''.join(_TABLE)}]")  # one look tells that a text stays as it is


@lru_cache(maxsize=2048)  # a paragraph is folded by every rule that looks at it
def fold(text: str) -> str:
    """``text`` with one kind of space, quote, dash and Kazakh letter; same length.

    Latin ``i`` becomes ``і``, ``ə`` ``ә``; other Latin look-alikes are changed
    only where they touch Cyrillic ones ("Pеспублика", never "VI").
    """
    if _ODD.search(text) is None:
        return text
    if _LATIN.search(text):
        text = _MIXED.sub(lambda word: word[0].translate(_LOOK_ALIKE), text)
    return _KEYS.sub(lambda sign: _TABLE[sign[0]], text)


def fold_case(text: str) -> str:
    """``fold`` and lower case; same length."""
    return fold(text).lower()


def plain(text: str) -> str:
    """``fold_case`` without Kazakh letters, "қолданыска" as "қолданысқа": for words known whole; same length."""
    return bare(fold_case(text))


def bare(folded: str) -> str:
    """A text that is folded, without Kazakh letters; folded once more, Latin letters would be taken for others."""
    for letter, other in _PLAIN:  # many times faster than a table of letters
        folded = folded.replace(letter, other)
    return folded


def plain_pattern(pattern: str) -> re.Pattern[str]:
    """A pattern of lower-case Kazakh words, compiled for texts that are ``plain``."""
    return re.compile(pattern.translate({ord(letter): other for letter, other in _PLAIN}))
