"""How a blank stands on the page, for Word and PDF alike: the style of each line, the columns of each table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, takewhile

from msgspec import Struct

from nqs_docs.forms.fill import FilledLine, FilledRow, Ink
from nqs_docs.forms.model import Blank, BlankLine, BlankRow, Field, FieldType, Piece, Slot
from nqs_docs.publish import ooxml
from nqs_docs.publish.document import BlockKind
from nqs_docs.publish.word_body import form_style, is_wide, spans

_STYLES = {BlockKind.CORNER: "Corner", BlockKind.REQUISITES: "Requisites", BlockKind.SIGNATURE: "Signature"}
_NUMBERS = (FieldType.MONEY, FieldType.QUANTITY)
#: Captions of several runs of one line stand apart: «(қолы)        (аты-жөні)».
_BETWEEN, _APART = re.compile(r"(?<=\)) (?=\()"), "\u00a0" * 12
_UPRIGHT = 7  # columns of an upright page
#: What is likely to stand in a cell, for the width of its column.
_LETTERS: dict[FieldType | None, str] = {
    FieldType.TEXT: "шығындарды " * 4,
    FieldType.DATE: "2026 жылғы",
    FieldType.MONEY: "1234567,50",
    FieldType.QUANTITY: "123456",
    FieldType.IIN: "123456789012",
    FieldType.BIN: "123456789012",
    FieldType.IIN_OR_BIN: "123456789012",
    FieldType.PHONE: "77270000000",
    FieldType.EMAIL: "name@mail.kz",
}


Words = Sequence[str | Slot | Ink]


class Cell(Struct, frozen=True):
    """What stands in a cell of a table, and how."""

    words: Words
    width: int  # in twentieths of a point
    span: int  # columns that it covers
    down: int  # rows that it covers; 0: a cell above it stands here
    side: str  # "center" of heads and names of sections, "right" of numbers, else ""
    ruled: bool  # a line below it: a place to write in a table without lines


class Table(Struct, frozen=True):
    """Rows that stand together."""

    widths: tuple[int, ...]  # of the columns, in twentieths of a point
    small: bool
    bare: bool  # without lines
    rows: tuple[tuple[BlankRow, tuple[Cell, ...]], ...]


class Paragraph(Struct, frozen=True):
    """A line."""

    style: str
    words: Words
    held: bool  # on one page with what follows: its caption, the row to sign in
    first: bool  # nothing, or a table, stands before it


def parts(blank: Blank, body: Sequence[BlankLine | BlankRow | FilledLine | FilledRow]) -> Iterator[Paragraph | Table]:
    """A blank, or what is filled of it, as it stands on the page: repeated rows make one line of the blank many."""
    styles, grids = iter(_styles(blank)), _grids(blank)
    items = [(item, item.blank if isinstance(item, (FilledLine, FilledRow)) else item) for item in body]
    for at, (item, line) in enumerate(items):
        if isinstance(item, (BlankLine, FilledLine)):
            caption = isinstance(line, BlankLine) and line.caption
            words = [
                _BETWEEN.sub(_APART, piece) if caption and isinstance(piece, str) else piece for piece in item.pieces
            ]
            below = items[at + 1][1] if at + 1 < len(items) else None
            held = below is not None and (below.caption if isinstance(below, BlankLine) else below.bare)
            yield Paragraph(next(styles), words, held, not at or columns_of(items[at - 1][1]) != 0)
        elif not at or columns_of(items[at - 1][1]) != columns_of(line):
            rows = takewhile(lambda pair, line=line: columns_of(pair[1]) == columns_of(line), items[at:])  # type: ignore[misc]
            found = [(row, one.cells) for one, row in rows if isinstance(row, BlankRow) and hasattr(one, "cells")]
            yield _table(blank, found, *next(grids))


def _table(
    blank: Blank, rows: Sequence[tuple[BlankRow, Sequence[Words]]], widths: tuple[int, ...], small: bool
) -> Table:
    downs = _downs([row for row, _ in rows], len(widths))
    bare = rows[0][0].bare
    made = []
    for (row, cells), down in zip(rows, downs, strict=True):
        column, line = 0, []
        for words, fixed, span, rest in zip(cells, row.cells, _row_spans(row, len(widths)), down, strict=True):
            slots = any(isinstance(piece, Slot) for piece in fixed)
            whole = row.head or (span > 1 and span == len(widths))
            side = "center" if whole else "right" if _is_number(blank, row, fixed) else ""
            line.append(Cell(words, sum(widths[column : column + span]), span, rest, side, bare and slots))
            column += span
        made.append((row, tuple(line)))
    return Table(widths, small, bare, tuple(made))


def _is_number(blank: Blank, row: BlankRow, cell: Sequence[Piece]) -> bool:
    """Whether a cell holds nothing but a sum or a quantity."""
    kinds = _kinds(row, blank.fields)
    return len(cell) == 1 and isinstance(cell[0], Slot) and kinds.get(cell[0].field) in _NUMBERS


def _kinds(row: BlankRow, fields: Sequence[Field]) -> dict[str, FieldType]:
    """The types of what stands in a row, by name; not of its own number."""
    within = next((field.columns for field in fields if field.name == row.repeats), fields)
    return {field.name: field.type for field in within if field.computed != "number"}


def printed(pieces: Sequence[Piece]) -> str:
    """Pieces as they are printed in the blank: slots as underscores."""
    return "".join("_" * max(piece.room, 3) if isinstance(piece, Slot) else piece for piece in pieces)


def _styles(blank: Blank) -> tuple[str, ...]:
    """The style of each line."""
    texts = [printed(item.pieces) if isinstance(item, BlankLine) else "" for item in blank.body]
    first = next((n for n, item in enumerate(blank.body) if _is(item, BlockKind.HEADING)), 0)
    above = not any(isinstance(item, BlankRow) for item in blank.body[:first])
    return tuple(
        _style(item, texts[number], texts[number - 1] if number else "", above and number < first)
        for number, item in enumerate(blank.body)
        if isinstance(item, BlankLine)
    )


def _is(item: BlankLine | BlankRow, kind: BlockKind) -> bool:
    return isinstance(item, BlankLine) and item.kind is kind


def _style(item: BlankLine, text: str, before: str, above: bool) -> str:
    if item.kind is BlockKind.HEADING:
        return f"Heading{min(max(item.level, 2), 4)}"
    style = _STYLES.get(item.kind) or ("FormHint" if item.caption else form_style(text, before))
    if above and item.kind is BlockKind.PARAGRAPH and style not in ("Corner", "FormMark"):
        return "AddresseeHint" if style == "FormHint" else "Addressee"
    if style == "FormLine" and any(map(str.isalnum, text)):  # lines of one form begin alike, however long their runs
        return "FormText"
    return style or "Indent"


def _grids(blank: Blank) -> Iterator[tuple[tuple[int, ...], bool]]:
    """The widths of the columns of each table, in printed order, and whether its letters are small."""
    width = ooxml.SIDEWAYS if sideways(blank) else ooxml.UPRIGHT
    for columns, group in groupby(blank.body, key=columns_of):
        if columns:
            texts = [_spread(row, blank.fields) for row in group if isinstance(row, BlankRow)]
            yield tuple(ooxml.columns(texts, width, is_wide(texts))), is_wide(texts)


def columns_of(item: BlankLine | BlankRow) -> int:
    """How many columns a row has, negative without lines, 0 of a line: rows that are told the same are one table."""
    if isinstance(item, BlankLine):
        return 0
    return (-1 if item.bare else 1) * (sum(item.spans) or len(item.cells))


def sideways(blank: Blank) -> bool:
    """Whether a table has too many columns for an upright page."""
    return any(abs(columns_of(item)) > _UPRIGHT for item in blank.body)


def _spread(row: BlankRow, fields: Sequence[Field]) -> tuple[str, ...]:
    """Words as long as those of each column; a cell over several counts for none."""
    kinds = _kinds(row, fields)
    texts: list[str] = []
    for cell, span in zip(row.cells, row.spans or (1,) * len(row.cells), strict=True):
        words = "".join(
            _LETTERS.get(kinds.get(piece.field), "00") if isinstance(piece, Slot) else piece for piece in cell
        )
        texts += [words] if span == 1 else [""] * span
    return tuple(texts)


def _row_spans(row: BlankRow, columns: int) -> Sequence[int]:
    """How many columns each cell takes; one alone that names the rows below takes all."""
    if row.spans:
        return row.spans
    if any(isinstance(piece, Slot) for cell in row.cells for piece in cell):
        return (1,) * (len(row.cells) - 1) + (columns - len(row.cells) + 1,)
    return spans([printed(cell) for cell in row.cells], columns)


def _downs(rows: Sequence[BlankRow], columns: int) -> list[list[int]]:
    """How many rows each cell of a head takes: a cell with empty ones below it takes them too, and they 0."""
    heads = [row for row in rows if row.head]
    taken = [[1] * len(row.cells) for row in rows]
    places = [_starts(row, columns) for row in heads]
    for number in range(len(heads) - 1):
        for at, (cell, place) in enumerate(zip(heads[number].cells, places[number], strict=True)):
            depth = 1
            while cell and number + depth < len(heads) and place in places[number + depth]:
                below = places[number + depth].index(place)
                if heads[number + depth].cells[below]:
                    break
                taken[number + depth][below] = 0
                depth += 1
            taken[number][at] = max(depth, 1) if taken[number][at] else 0
    return taken


def _starts(row: BlankRow, columns: int) -> list[tuple[int, int]]:
    """First column and width of each cell."""
    found, column = [], 0
    for span in _row_spans(row, columns):
        found.append((column, span))
        column += span
    return found
