"""Kazakh in ASCII letters, for identifiers only."""

from __future__ import annotations

from nqs_docs.language.folding import fold_case
from nqs_docs.language.tables import rows

_LETTERS: dict[str, str] = dict(rows("letters"))
_TABLE = str.maketrans(_LETTERS)
_BACK = {latin: letter for letter, latin in _LETTERS.items()}


def latin(text: str) -> str:
    """``text`` in lower-case ASCII, one spelling for each letter; other signs become hyphens."""
    folded = fold_case(text).translate(_TABLE)
    return "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in folded)


def letter(latin_letter: str) -> str | None:
    """The Kazakh letter that ``latin`` writes so, or None."""
    return _BACK.get(latin_letter)
