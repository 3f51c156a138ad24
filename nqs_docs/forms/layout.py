"""How a blank stands on the page, for Word and PDF alike: the style of each line, the columns of each table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby, takewhile

from msgspec import Struct

from nqs_docs.forms import model
from nqs_docs.forms.model import Blank, Field, FieldType, Item, Piece, Slot
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


class Cell(Struct, frozen=True):
    """What stands in a cell of a table, and how."""

    words: model.Cell
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
    rows: tuple[tuple[Item, tuple[Cell, ...]], ...]


class Paragraph(Struct, frozen=True):
    """A line."""

    style: str
    words: model.Cell
    held: bool  # on one page with what follows: its caption, the row to sign in
    first: bool  # nothing, or a table, stands before it


def parts(blank: Blank) -> Iterator[Paragraph | Table]:
    """A blank, filled or not, as it stands on the page."""
    page = ooxml.SIDEWAYS if sideways(blank) else ooxml.UPRIGHT
    styled = zip(blank.body, [*blank.body[1:], None], _styles(blank.body), strict=True)
    for columns, group in groupby(styled, key=lambda one: one[0].columns):
        if columns:
            yield _table([row for row, _, _ in group], blank.fields, page)
            continue
        for number, (line, below, style) in enumerate(group):
            words = tuple(map(_apart, line.cells[0])) if line.caption else line.cells[0]
            held = below is not None and (below.caption or below.bare)
            yield Paragraph(style, words, held, not number)


def sideways(blank: Blank) -> bool:
    """Whether a table has too many columns for an upright page."""
    return any(abs(item.columns) > _UPRIGHT for item in blank.body)


def _apart(piece: Piece) -> Piece:
    return _BETWEEN.sub(_APART, piece) if isinstance(piece, str) else piece


def _printed(cell: model.Cell) -> str:
    """A cell as it is printed in the blank: slots as underscores."""
    return "".join("_" * max(piece.room, 3) if isinstance(piece, Slot) else piece for piece in cell)


# --- lines ------------------------------------------------------------------------------


def _styles(body: Sequence[Item]) -> Iterator[str]:
    """The style of each line; "" of a row."""
    first = next((n for n, item in enumerate(body) if item.kind is BlockKind.HEADING), 0)
    above = not any(item.columns for item in body[:first])
    before = ""
    for number, item in enumerate(body):
        text = "" if item.columns else _printed(item.cells[0])
        yield "" if item.columns else _style(item, text, before, above and number < first)
        before = text


def _style(item: Item, text: str, before: str, above: bool) -> str:
    if item.kind is BlockKind.HEADING:
        return f"Heading{min(max(item.level, 2), 4)}"
    style = _STYLES.get(item.kind) or ("FormHint" if item.caption else form_style(text, before))
    if above and item.kind is BlockKind.PARAGRAPH and style not in ("Corner", "FormMark"):
        return "AddresseeHint" if style == "FormHint" else "Addressee"
    if style == "FormLine" and any(map(str.isalnum, text)):  # lines of one form begin alike, however long their runs
        return "FormText"
    return style or "Indent"


# --- tables -----------------------------------------------------------------------------


def _table(rows: Sequence[Item], fields: Sequence[Field], page: int) -> Table:
    texts = [_likely(row, fields) for row in rows]
    small, bare = is_wide(texts), rows[0].bare
    widths = ooxml.columns(texts, page, small)
    places = [_places(row, len(widths)) for row in rows]
    heads = [dict(zip(at if row.head else (), row.cells, strict=False)) for row, at in zip(rows, places, strict=True)]
    made = []
    for number, (row, place) in enumerate(zip(rows, places, strict=True)):
        kinds, line = _kinds(row, fields), []
        for words, (start, end) in zip(row.cells, place, strict=True):
            named = [kinds.get(piece.field) if isinstance(piece, Slot) else None for piece in words]
            whole = row.head or 1 < end - start == len(widths)
            side = "center" if whole else "right" if len(named) == 1 and named[0] in _NUMBERS else ""
            down = _down(heads, number, (start, end))
            ruled = bare and any(isinstance(piece, Slot) for piece in words)
            line.append(Cell(words, sum(widths[start:end]), end - start, down, side, ruled))
        made.append((row, tuple(line)))
    return Table(tuple(widths), small, bare, tuple(made))


def _kinds(row: Item, fields: Sequence[Field]) -> dict[str, FieldType]:
    """The types of what stands in a row, by name; not of its own number."""
    within = next((field.columns for field in fields if field.name == row.repeats), fields)
    return {field.name: field.type for field in within if field.computed != "number"}


def _likely(row: Item, fields: Sequence[Field]) -> tuple[str, ...]:
    """Words as long as those of each column; a cell over several counts for none."""
    kinds = _kinds(row, fields)
    texts: list[str] = []
    for cell, span in zip(row.cells, row.spans or (1,) * len(row.cells), strict=True):
        words = (_LETTERS.get(kinds.get(piece.field), "00") if isinstance(piece, Slot) else piece for piece in cell)
        texts += ["".join(words)] if span == 1 else [""] * span
    return tuple(texts)


_Place = tuple[int, int]  # the first column of a cell, and the first after it


def _places(row: Item, columns: int) -> list[_Place]:
    """Where each cell of a row stands; one alone that names the rows below takes all columns."""
    taken: Sequence[int] = row.spans
    if not taken and any(isinstance(piece, Slot) for cell in row.cells for piece in cell):
        taken = (1,) * (len(row.cells) - 1) + (columns - len(row.cells) + 1,)
    ends = list(accumulate(taken or spans([_printed(cell) for cell in row.cells], columns)))
    return list(zip([0, *ends], ends, strict=False))


_Heads = Sequence[dict[_Place, model.Cell]]


def _down(heads: _Heads, number: int, place: _Place) -> int:
    """How many rows a cell of a head takes: its own, and those below that have nothing there; 0: it is such a one."""
    if _is_covered(heads, number, place):
        return 0
    return 1 + len(list(takewhile(lambda below: _is_covered(heads, below, place), range(number + 1, len(heads)))))


def _is_covered(heads: _Heads, number: int, place: _Place) -> bool:
    """Whether a cell is empty below one of the same columns."""
    if not number or heads[number].get(place, True) or place not in heads[number - 1]:
        return False
    return bool(heads[number - 1][place]) or _is_covered(heads, number - 1, place)
