"""Titles: which of several documents of one noun a cited title means.

Orders cite each other with words left out and in other cases, so titles are
compared by the stems of their words, never word for word.
"""

from __future__ import annotations

from functools import lru_cache

from nqs_docs.clauses.act import Kind, Unit, text
from nqs_docs.language.folding import fold_case

_STEM = 5  # letters by which words of a title are compared: endings differ
_ALIKE = 0.5  # the least share of words that two titles of one document have in common


def best_titled(found: list[tuple[tuple[int, ...], Unit]], title: str) -> list[tuple[tuple[int, ...], Unit]]:
    """The documents whose title is nearest to the cited one; never one that has another title."""
    scores = [_likeness(title, heading_of(unit)) for _, unit in found]
    best = max((score for score in scores if score >= _ALIKE), default=None)
    return [item for item, score in zip(found, scores, strict=True) if score == best]


def _likeness(title: str, heading: str) -> float:
    """The share of the shorter title's words that the other has; titles are cited with words left out.

    A document whose title is not known is as like as need be.
    """
    cited, printed = _stems(title), _stems(heading)
    return len(cited & printed) / min(len(cited), len(printed)) if cited and printed else _ALIKE


def heading_of(unit: Unit) -> str:
    """The title of a document or, where its wording is not held, the one it was cited by."""
    return " ".join(text(child) or child.name for child in unit.children if child.kind is Kind.HEADING)


@lru_cache(maxsize=1024)
def _stems(title: str) -> frozenset[str]:
    return frozenset(word.strip('".,()')[:_STEM] for word in fold_case(title).split())
