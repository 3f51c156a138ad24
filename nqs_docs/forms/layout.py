"""How a blank stands on the page, for Word and PDF alike: the style of each line, the columns of each table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from nqs_docs.forms.model import Blank, BlankLine, BlankRow, Field, FieldType, Piece, Slot
from nqs_docs.publish import ooxml
from nqs_docs.publish.document import BlockKind
from nqs_docs.publish.word_body import form_style, is_wide, spans

_STYLES = {BlockKind.CORNER: "Corner", BlockKind.REQUISITES: "Requisites", BlockKind.SIGNATURE: "Signature"}
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


class Grid(Struct, frozen=True):
    """The columns of one table."""

    widths: tuple[int, ...]  # in twentieths of a point
    small: bool


def printed(pieces: Sequence[Piece]) -> str:
    """Pieces as they are printed in the blank: slots as underscores."""
    return "".join("_" * max(piece.room, 3) if isinstance(piece, Slot) else piece for piece in pieces)


def styles(blank: Blank) -> tuple[str, ...]:
    """The style of each line, "" for a row."""
    texts = [printed(item.pieces) if isinstance(item, BlankLine) else "" for item in blank.body]
    first = next((n for n, item in enumerate(blank.body) if _is(item, BlockKind.HEADING)), 0)
    above = not any(isinstance(item, BlankRow) for item in blank.body[:first])
    found = []
    for number, item in enumerate(blank.body):
        addressee = (
            above and number < first and item.kind is BlockKind.PARAGRAPH if isinstance(item, BlankLine) else False
        )
        found.append(_style(item, texts[number], texts[number - 1] if number else "", addressee))
    return tuple(found)


def _is(item: BlankLine | BlankRow, kind: BlockKind) -> bool:
    return isinstance(item, BlankLine) and item.kind is kind


def _style(item: BlankLine | BlankRow, text: str, before: str, addressee: bool) -> str:
    if isinstance(item, BlankRow):
        return ""
    if item.kind is BlockKind.HEADING:
        return f"Heading{min(max(item.level, 2), 4)}"
    style = _STYLES.get(item.kind) or ("FormHint" if item.caption else form_style(text, before))
    if addressee and style not in ("Corner", "FormMark"):
        return "AddresseeHint" if style == "FormHint" else "Addressee"
    if style == "FormLine" and any(map(str.isalnum, text)):  # lines of one form begin alike, however long their runs
        return "FormText"
    return style or "Indent"


def grids(blank: Blank) -> Iterator[Grid]:
    """The columns of each table, in printed order: rows that stand together are one."""
    width = ooxml.SIDEWAYS if sideways(blank) else ooxml.UPRIGHT
    for rows in tables(blank):
        texts = [_spread(row, blank.fields) for row in rows]
        small = is_wide(texts)
        yield Grid(tuple(ooxml.columns(texts, width, small)), small)


def tables(blank: Blank) -> Iterator[list[BlankRow]]:
    """The rows of each table."""
    for columns, group in groupby(blank.body, key=columns_of):
        if columns:
            yield [row for row in group if isinstance(row, BlankRow)]


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
    within = next((field.columns for field in fields if field.name == row.repeats), fields)
    kinds = {field.name: field.type for field in within if field.computed != "number"}
    texts: list[str] = []
    for cell, span in zip(row.cells, row.spans or (1,) * len(row.cells), strict=True):
        words = "".join(
            _LETTERS.get(kinds.get(piece.field), "00") if isinstance(piece, Slot) else piece for piece in cell
        )
        texts += [words] if span == 1 else [""] * span
    return tuple(texts)


def row_spans(row: BlankRow, columns: int) -> Sequence[int]:
    """How many columns each cell takes; one alone that names the rows below takes all."""
    if row.spans:
        return row.spans
    if any(isinstance(piece, Slot) for cell in row.cells for piece in cell):
        return (1,) * (len(row.cells) - 1) + (columns - len(row.cells) + 1,)
    return spans([printed(cell) for cell in row.cells], columns)


def downs(rows: Sequence[BlankRow], columns: int) -> list[list[int]]:
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
    for span in row_spans(row, columns):
        found.append((column, span))
        column += span
    return found
