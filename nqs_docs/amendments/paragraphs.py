"""The paragraphs of an item of an amending order, in printed order.

An item is a point of the order or of the list it approves. Its structure matters
no more here: instructions, context lines and quoted text follow each other. A row
of a table is one paragraph with cells.
"""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from nqs_docs.clauses.act import Kind, Run, Unit, text_of
from nqs_docs.clauses.paragraph import joined
from nqs_docs.clauses.piece import cut_runs
from nqs_docs.clauses.quotations import Quotation
from nqs_docs.findings import Span
from nqs_docs.language.folding import fold_case

Path = tuple[int, ...]

_ITEM_LABEL = re.compile(r"\s*\d+(?:-\d+)*\s*\.\s*")
_BULLET = re.compile(r"(?:\s*[-•·▪*]\s+)?")
_LABEL = re.compile(r"\s*(\d+(?:-\d+)*|[^\W\d_])\s*\)\s+")
_UNIT_AFTER = re.compile(r"(?:(?:,|және|мен)\s*\d+(?:-\d+)*\)\s*)*тармақша")


class Paragraph(Struct, frozen=True):
    """One paragraph of an item."""

    runs: tuple[Run, ...]
    text: str
    folded: str  # lower case, same length
    cells: tuple[tuple[Run, ...], ...] = ()

    @property
    def start(self) -> int:
        """Where its first character stands in the source."""
        return self.runs[0].start if self.runs else 0

    def place(self, start: int, end: int) -> Span:
        """The span in the source of the characters ``start`` to ``end`` of its text."""
        inside = cut_runs(self.runs, start, end) or self.runs
        return Span(inside[0].source, min([run.start for run in inside]), max([run.end for run in inside]))


class Passage(Struct, frozen=True):
    """A stretch of a paragraph: the words of one instruction or context line, with what belongs to them."""

    paragraph: Paragraph
    start: int
    end: int
    number: str = ""  # "1" of "1) …", which is none of the words
    quote: Quotation | None = None
    lead: str = ""  # read before its words: the address of rows that are named by printing them
    rows: tuple[tuple[str, ...], ...] = ()  # their cells

    @property
    def text(self) -> str:
        """Its characters."""
        return self.lead + self.paragraph.text[self.start : self.end]

    @property
    def folded(self) -> str:
        """Its characters in lower case."""
        return self.lead + self.paragraph.folded[self.start : self.end]

    @property
    def said(self) -> str:
        """Its words as printed, one space for any white space."""
        rows = "; ".join(" | ".join(row) for row in self.rows)
        words = self.paragraph.text[self.start : self.end]
        return _spaced(f'мына: "{rows}" деген {words}' if rows else words)

    @property
    def span(self) -> Span:
        """Its place in the source."""
        return self.paragraph.place(self.start, self.end)


@lru_cache(maxsize=16)
def _spaced(text: str) -> str:
    """One space for any white space; a passage of many instructions is asked for by each of them."""
    return " ".join(text.split())


def passage(paragraph: Paragraph, start: int, end: int, quote: Quotation | None = None) -> Passage:
    """The words between two offsets, the number of an instruction read off them."""
    number, start = label(paragraph.folded, start)
    return Passage(paragraph, start, end, number, quote)


def paragraphs(item: Unit) -> tuple[Paragraph, ...]:
    """Every paragraph of ``item`` that holds text."""
    if item.kind is Kind.ROW or item.runs:
        cells = tuple(joined(tuple(leaf.runs for leaf in cell.children)) for cell in item.children)
        runs = joined(cells) if cells else item.runs
        text = text_of(runs)
        return (Paragraph(runs, text, fold_case(text), cells),)
    return tuple(one for child in item.children if child.kind is not Kind.APPENDIX for one in paragraphs(child))


def item_label(paragraph: Paragraph) -> int:
    """How many characters the number of the item takes ("1. ")."""
    label = _ITEM_LABEL.match(paragraph.folded)
    return label.end() if label else 0


def label(folded: str, start: int) -> tuple[str, int]:
    """The number "1)" of an instruction or its bullet, and where its words begin; ("", start) where it has none.

    "8) тармақша мынадай …" has none: the number belongs to the address.
    """
    bullet = _BULLET.match(folded, start)
    start = bullet.end() if bullet else start
    match = _LABEL.match(folded, start)
    if match is None or _UNIT_AFTER.match(folded, match.end()):
        return "", start
    return match[1], match.end()
