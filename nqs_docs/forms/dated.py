"""Dates as blanks print them.

«20___жылғы "__" ______», «"___" ________ 20__ ж.», «______ ж. "___" ____», «__.__.20__»,
«20__ жылғы ________», «"___" _______», «20__ ж.»; Russian «"___" ______ 20__ г.».
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nqs_docs.forms.marks import RUN, Line, Mark
from nqs_docs.language.folding import fold_case

_YEAR = rf"(?:(?<!\d)[12]\d{{0,2}}\s?)?(?P<year>{RUN})\s*(?:жылғы|жылдың|жылы|жыл|ж\b|года|год|г\b)\.?"
_DAY = rf"(?P<day>{RUN})"
_MONTH = rf"(?P<month>{RUN})"
_END = rf"(?=[\s.,;)*]*(?:$|\(|№|\"|{RUN}|дейін|бастап|кейін|берілген|туған))"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf'{_YEAR}\s*,?\s*"\s?{_DAY}\s?"\s*{_MONTH}',
        rf'"\s?{_DAY}\s?"\s*{_MONTH}\s*{_YEAR}',
        rf"(?P<dd>{RUN})\s?[./]\s?(?P<mm>{RUN})\s?[./]\s?(?:[12]\d{{0,2}})?(?P<year>{RUN})(?:\s?(?:ж|г)\b\.?)?",
        rf"(?<!{RUN}){_DAY}\s+{_MONTH}\s*{_YEAR}",
        rf"{_YEAR}\s*{_DAY}\s+{_MONTH}{_END}",
        rf"{_YEAR}\s*(?P<day_month>{RUN}){_END}",
        rf'"\s?{_DAY}\s?"\s*{_MONTH}',
        rf"(?<!\d)20\s?(?P<year>{RUN})\s*(?:жылғы|жылдың|жылы|жыл|ж\b|года|год|г\b)\.?",
    )
)
_SHORT = 4  # the longest run for a day where nothing but its length tells it
_LOOSE = frozenset({2, 3, 4, 6})  # patterns in which it does


def dates(line: Line) -> Iterator[dict[str, Mark]]:
    """The dates of a line: part ("day", "month", "year", "day-month", or "dd", "mm" in digits) -> its run."""
    shape = free = fold_case(line.shape)
    for number, pattern in enumerate(_PATTERNS):
        while match := pattern.search(free):
            found = {
                name.replace("_", "-"): line.runs[shape.count(RUN, 0, match.start(name))]
                for name in sorted(match.re.groupindex, key=match.start)
                if match[name]
            }
            free = free[: match.start()] + match[0].replace(RUN, " ") + free[match.end() :]
            if number not in _LOOSE or min(mark.room for mark in found.values()) <= _SHORT:
                yield found
