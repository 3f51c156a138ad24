"""Pieces: paragraphs as the structure parser takes them, cut where two things were glued.

A corner, an agreement mark and the words БҰЙЫРАМЫН end or begin a piece though the
source prints them in one paragraph with what stands beside them.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from nqs_docs.clauses.act import Run, text_of
from nqs_docs.clauses.paragraph import Paragraph, runs
from nqs_docs.findings import Span
from nqs_docs.language.folding import fold, fold_case

Lines = tuple[tuple[Run, ...], ...]


class Piece(Struct, frozen=True, gc=False):
    """A paragraph or some lines of one, with its text folded for matching."""

    paragraph: int  # number of the paragraph it comes from
    lines: Lines
    runs: tuple[Run, ...]
    text: str
    folded: str  # fold(text): same length
    lower: str  # folded, in lower case
    heading: int = 0
    bold: bool = False
    indent: int = 0
    cells: tuple[tuple[Run, ...], ...] = ()
    note: bool = False  # the publisher marks it as an editorial note
    centered: bool = False


def from_paragraph(paragraph: Paragraph, number: int) -> Piece:
    """The whole paragraph as one piece."""
    whole = runs(paragraph)
    text = text_of(whole)
    folded = fold(text)
    look = paragraph.heading, paragraph.bold, paragraph.indent, paragraph.cells, paragraph.note, paragraph.centered
    return Piece(number, paragraph.lines, whole, text, folded, folded.lower(), *look)


def from_lines(piece: Piece, lines: Lines, *, first: bool) -> Piece:
    """Some lines of ``piece`` as a piece of their own; only the first keeps the indentation."""
    made = from_paragraph(Paragraph(lines, piece.heading, piece.bold), piece.paragraph)
    return replace(made, indent=piece.indent) if first and piece.indent else made


def merged(pieces: list[Piece]) -> Piece:
    """Several pieces as one: the lines of a corner printed as paragraphs of their own."""
    if len(pieces) == 1:
        return pieces[0]
    lines = tuple(line for piece in pieces for line in (piece.lines or (piece.runs,)))  # a row has none
    return from_lines(pieces[0], lines, first=True)


def line_text(line: tuple[Run, ...]) -> str:
    """A printed line folded, in lower case, without white space at its ends."""
    return fold_case(text_of(line)).strip()


def span_of(runs: Sequence[Run]) -> Span | None:
    """Where the runs stand in their source; None for none."""
    return Span(runs[0].source, runs[0].start, runs[-1].end) if runs else None


def cut_runs(runs: tuple[Run, ...], start: int, end: int) -> tuple[Run, ...]:
    """The runs of the characters ``start`` to ``end`` of their joined text."""
    result: list[Run] = []
    position = 0
    for run in runs:
        length = len(run.text)
        low, high = max(start - position, 0), min(end - position, length)
        if low < high:
            whole = run.end - run.start != length
            result.append(
                run
                if (low == 0 and high == length) or whole
                else Run(run.text[low:high], run.source, run.start + low, run.start + high, run.cause)
            )
        position += length
    return tuple(result)
