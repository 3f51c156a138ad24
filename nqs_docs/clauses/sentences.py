"""Sentences of a paragraph: they bear no number and are counted ("екінші сөйлемі")."""

from __future__ import annotations

import re

from nqs_docs.language.folding import fold

_LABEL = re.compile(r"\s*\d+(?:-\d+)*[.)]\s*|\s*(?:\d+(?:-\d+)*|[IVXLC]+)-\w+\.\s*")
_ABBREVIATIONS = frozenset("ж жж т б м а т.б т.с.с м.а қ ст б.б мың млн млрд тел каб көш обл ауд сағ мин тг".split())
_SENTENCE_END = re.compile(r"[.!?][\")]*(?=\s+[\"(]*[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ0-9])")


def label_end(text: str) -> int:
    """Where the text of a paragraph begins, behind its number ("10. ", "3) ", "2-тарау. "); 0 where it bears none."""
    label = _LABEL.match(text)
    return label.end() if label else 0


def sentences(text: str) -> list[tuple[int, int]]:
    """The sentences of a text: (start, end), spaces between them and a number before the first left out.

    A full stop after an initial, a number label or a common abbreviation ends none.
    """
    ends = [match.end() for match in _SENTENCE_END.finditer(fold(text)) if not _abbreviated(text, match.start())]
    spans, start = [], label_end(text)
    for end in [*ends, len(text)]:
        while start < end and text[start].isspace():
            start += 1
        if start < end:
            spans.append((start, end))
        start = end
    return spans


def _abbreviated(text: str, stop: int) -> bool:
    word = re.search(r"[\w.]*$", text[:stop])
    last = word.group().lower() if word else ""
    label = stop < 8 and last.replace("-", "").isdecimal()
    initial = len(last) == 1 and text[stop - 1].isupper()
    return label or initial or last in _ABBREVIATIONS
