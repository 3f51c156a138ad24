"""Hyphens at the ends of printed lines: of a divided word, or of the word itself.

"әлеу-" ∥ "меттік" is "әлеуметтік", "сондай-" ∥ "ақ" is "сондай-ақ". The document
tells: the word stands elsewhere in it whole, with or without its hyphen. Where it does
not, the hyphen stays as printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_END = re.compile(r"([^\W\d_]+)-$")
_START = re.compile(r"[^\W\d_]+(?:-[^\W_]+)*")
_SOFT = "\u00ad"


class Hyphens:
    """Knows the words of a document."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._words: set[str] = set()
        for text in texts:
            self._words.update(_WORD.findall(text.casefold()))

    def softened(self, line: str, after: str) -> str:
        """The line, its last hyphen a soft one where it only divides a word."""
        return line[:-1] + _SOFT if self._divides(line, after) else line

    def joined(self, line: str, after: str) -> str:
        """Two lines as one."""
        if self._divides(line, after):
            return line[:-1] + after
        whole = line.endswith("-") and line[-2:-1].isalnum() and after[:1].isalnum()
        return line + after if whole else f"{line} {after}"

    def _divides(self, line: str, after: str) -> bool:
        end, start = _END.search(line), _START.match(after)
        if end is None or start is None or not start[0][0].islower():
            return False
        first, second = end[1].casefold(), start[0].casefold()
        return f"{first}{second}" in self._words and f"{first}-{second}" not in self._words
