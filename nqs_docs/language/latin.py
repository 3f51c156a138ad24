"""Kazakh in ASCII letters, for identifiers only."""

from __future__ import annotations

from nqs_docs.language.folding import fold_case

_LETTERS = {
    "а": "a", "ә": "ae", "б": "b", "в": "v", "г": "g", "ғ": "gh", "д": "d", "е": "e", "ё": "yo", "ж": "zh", "з": "z",
    "и": "i", "й": "j", "к": "k", "қ": "q", "л": "l", "м": "m", "н": "n", "ң": "ng", "о": "o", "ө": "oe", "п": "p",
    "р": "r", "с": "s", "т": "t", "у": "w", "ұ": "u", "ү": "ue", "ф": "f", "х": "x", "һ": "h", "ц": "c", "ч": "ch",
    "ш": "sh", "щ": "shh", "ъ": "hh", "ы": "y", "і": "ii", "ь": "jj", "э": "eh", "ю": "yu", "я": "ya",
}  # fmt: skip
_TABLE = str.maketrans(_LETTERS)
_BACK = {latin: letter for letter, latin in _LETTERS.items()}


def latin(text: str) -> str:
    """``text`` in lower-case ASCII, one spelling for each letter; other signs become hyphens."""
    folded = fold_case(text).translate(_TABLE)
    return "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in folded)


def letter(latin_letter: str) -> str | None:
    """The Kazakh letter that ``latin`` writes so, or None."""
    return _BACK.get(latin_letter)
