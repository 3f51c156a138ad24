"""One paragraph against another: whole words, never pieces of a word.

Each token becomes one character and diff-match-patch compares those, so that a word
is changed or it is not: «[-ақпараттық-]{+цифрлық+} жүйе», «[-АЦЖ-ға-]{+АЦЖ-да+}».
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from typing import cast

from diff_match_patch import diff_match_patch

from nqs_docs.redlines.redline import Change, Piece

Pairs = list[tuple[int, int]]

#: A figure with its points ("12.07.2026"), a word with its hyphens ("АЦЖ-ға", "9-1"), white space, or one sign.
_LETTER = r"[\w\u0300-\u036f\u00ad]"
_TOKEN = re.compile(rf"\d+(?:[.,]\d+)+(?!{_LETTER})|{_LETTER}+(?:[-\u2010\u2011'’]{_LETTER}+)*|\s+|.", re.DOTALL)
_OPS = {-1: Change.DELETED, 0: Change.SAME, 1: Change.INSERTED}
_FIRST = 0xF0000  # private use, two planes: no letter, no white space, never a surrogate
_LONG = 4_000  # pairs of words: about thirty words against thirty
_LONGEST = 10_000
_PHRASE = 8  # words and signs
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
    found = _differences("".join([codes[word] for word in before]), "".join([codes[word] for word in after]))
    differ = diff_match_patch()
    differ.diff_cleanupMerge(found)
    differ.diff_cleanupSemantic(found)  # no island of one common word in a long replacement
    return tuple(Piece(_OPS[op], "".join([words[ord(code) - _FIRST] for code in stretch])) for op, stretch in found)


def _differences(old: str, new: str) -> list[tuple[int, str]]:
    """The differences of two coded paragraphs; long ones are cut first at words or phrases that both have once.

    Comparing words takes time that grows with the square of what is different. Where long
    stretches have nothing of the kind in common, the one is taken to replace the other.
    """
    if len(old) * len(new) > _LONG:
        anchors = _anchors(old, new, 1) or _anchors(old, new, _PHRASE)
        if anchors:
            return list(_cut(old, new, anchors))
        if len(old) * len(new) > _LONGEST:
            return [(-1, old), (1, new)]
    differ = diff_match_patch()
    differ.Diff_Timeout = 0  # never by the clock
    return cast("list[tuple[int, str]]", differ.diff_main(old, new, False))


def _anchors(old: str, new: str, size: int) -> Pairs:
    """Where phrases of that many words begin that both paragraphs have once, as many as keep their order."""
    before, after = ([text[at : at + size] for at in range(len(text) - size + 1)] for text in (old, new))
    return once_in_both(before, after)


def _cut(old: str, new: str, anchors: Pairs) -> Iterator[tuple[int, str]]:
    for left, right, pair in stretches(range(len(old)), range(len(new)), anchors):
        if left or right:
            yield from _differences(old[left.start : left.stop], new[right.start : right.stop])
        if pair:
            yield 0, old[pair[0]]


def stretches(left: range, right: range, pairs: Pairs) -> Iterator[tuple[range, range, tuple[int, int] | None]]:
    """What lies before each pair on both sides, with the pair; then what lies after the last, with None."""
    i, j = left.start, right.start
    for a, b in pairs:
        yield range(i, a), range(j, b), (a, b)
        i, j = a + 1, b + 1
    yield range(i, left.stop), range(j, right.stop), None


def once_in_both(old: Sequence[Hashable], new: Sequence[Hashable]) -> Pairs:
    """Where those stand that both sides have once, as many as keep their order."""
    counts, where = (Counter(old), Counter(new)), {key: j for j, key in enumerate(new)}
    pairs = [(i, where[key]) for i, key in enumerate(old) if counts[0][key] == counts[1][key] == 1]
    return _rising(pairs)


def _rising(pairs: Pairs) -> Pairs:
    """The longest chain of pairs that rises on both sides (the left sides rise already)."""
    ends: list[int] = []  # the smallest right side that ends a chain of each length
    last: list[int] = []
    before: list[int] = []
    for number, (_, j) in enumerate(pairs):
        at = bisect_left(ends, j)
        before.append(last[at - 1] if at else -1)
        ends[at : at + 1] = [j]
        last[at : at + 1] = [number]
    chain, number = [], last[-1] if last else -1
    while number >= 0:
        chain.append(pairs[number])
        number = before[number]
    return chain[::-1]
