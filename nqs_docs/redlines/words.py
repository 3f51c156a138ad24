"""One paragraph against another: whole words, never pieces of a word.

Each token becomes one character and diff-match-patch compares those, so that a word
is changed or it is not: «[-ақпараттық-]{+цифрлық+} жүйе», «[-АЦЖ-ға-]{+АЦЖ-да+}».
"""

from __future__ import annotations

import re

from diff_match_patch import diff_match_patch

from nqs_docs.redlines.redline import Change, Piece

#: A figure with its points ("12.07.2026"), a word with its hyphens ("АЦЖ-ға", "9-1"), white space, or one sign.
_LETTER = r"[\w\u0300-\u036f\u00ad]"
_TOKEN = re.compile(rf"\d+(?:[.,]\d+)+(?!{_LETTER})|{_LETTER}+(?:[-\u2010\u2011'’]{_LETTER}+)*|\s+|.", re.DOTALL)
_OPS = {-1: Change.DELETED, 0: Change.SAME, 1: Change.INSERTED}
_FIRST = 0xF0000  # private use, two planes: no letter, no white space, never a surrogate
_MOST = 0x110000 - _FIRST  # different words that two paragraphs may have


def tokens(text: str) -> list[str]:
    """The words and signs of a text; end to end they are the text."""
    return _TOKEN.findall(text)


def pieces(old: str, new: str) -> tuple[Piece, ...]:
    """What of ``old`` stayed, went and came, in the order in which it is read; deleted before inserted."""
    if old == new:
        return (Piece(Change.SAME, old),) if old else ()
    if not old or not new:
        return (Piece(Change.DELETED, old),) if old else (Piece(Change.INSERTED, new),)
    before, after = tokens(old), tokens(new)
    words = list(dict.fromkeys(before + after))
    if len(words) > _MOST:
        return Piece(Change.DELETED, old), Piece(Change.INSERTED, new)
    codes = {word: chr(_FIRST + number) for number, word in enumerate(words)}
    differ = diff_match_patch()
    differ.Diff_Timeout = 0
    found = differ.diff_main("".join([codes[word] for word in before]), "".join([codes[word] for word in after]), False)
    differ.diff_cleanupSemantic(found)  # no island of one common word in a long replacement
    return tuple(Piece(_OPS[op], "".join([words[ord(code) - _FIRST] for code in stretch])) for op, stretch in found)
