"""Values in the places of a blank.

``fill`` gives a ``Filled``: the lines and rows of the blank, repeated rows multiplied,
with an ``Ink`` for each slot. Word and PDF are printed from the same inks, so they
cannot say different things. What is made and not given is made here: the number of a
row, quantity by price, the total of a column.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from itertools import groupby, pairwise

from msgspec import Struct

from nqs_docs.findings import Finding, error
from nqs_docs.forms import wording
from nqs_docs.forms.model import Blank, BlankLine, BlankRow, Field, FieldType, Piece, Row, Slot, Value, Values

#: How many underscores a line of the page holds.
LINE = 64
_INDENT = 6  # of them are taken by the indent of its first line
_BOXES = "☐☒"
_CENT = Decimal("0.01")


_width = lru_cache(maxsize=1024)(wording.width)  # of fixed text, the same in every form filled


class Ink(Struct, frozen=True):
    """What stands in a slot."""

    text: str = ""  # the value, or the option of a choice
    rule: str = ""  # the part of the printed run that is left to be seen after it, or the space before the next word
    under: bool = True  # whether the text is underlined


class FilledLine(Struct, frozen=True):
    """A paragraph of a filled form."""

    blank: BlankLine
    pieces: tuple[str | Ink, ...]

    @property
    def cells(self) -> tuple[tuple[str | Ink, ...], ...]:
        """Its pieces, as a row of one cell would have them."""
        return (self.pieces,)


class FilledRow(Struct, frozen=True):
    """A table row of a filled form."""

    blank: BlankRow
    cells: tuple[tuple[str | Ink, ...], ...]


class Filled(Struct, frozen=True):
    """A form with its values."""

    blank: Blank
    body: tuple[FilledLine | FilledRow, ...]

    def text(self) -> str:
        """Its words, one line for a paragraph or row, as they are read."""
        return "\n".join(" | ".join(map(plain, item.cells)) for item in self.body)


def plain(pieces: Sequence[str | Ink]) -> str:
    """Pieces as text."""
    return "".join(piece if isinstance(piece, str) else piece.text + piece.rule for piece in pieces)


def fill(blank: Blank, values: Values) -> Filled:
    """The blank with checked values in their places; a field without a value keeps its printed line."""
    given = computed(blank.fields, values)
    writer = _Writer(blank.fields, given, _flows(blank, given))
    body: list[FilledLine | FilledRow] = []
    for repeats, group in groupby(blank.body, key=lambda item: item.repeats if isinstance(item, BlankRow) else ""):
        if repeats:
            body += _repeated(list(group), repeats, blank.fields, given)
            continue
        for item in group:
            if isinstance(item, BlankLine):
                body.append(FilledLine(item, writer.pieces(item.pieces)))
            else:
                body.append(writer.row(item))
    return Filled(blank, tuple(body))


def misfits(blank: Blank, values: Values, row: int = 0) -> Iterator[Finding]:
    """Dates whose year cannot follow the digits printed before it: 1999 after «20»; ``row`` is that of the record."""
    fields = {field.name: field for field in blank.fields}
    for before, slot in (pair for item in blank.body for pieces in item.cells for pair in pairwise(pieces)):
        if not (isinstance(slot, Slot) and isinstance(before, str) and "year" in slot.part.split("-")):
            continue
        value, printed = values.get(slot.field), before[len(before.rstrip("0123456789")) :]
        if isinstance(value, date) and not f"{value.year:04}".startswith(printed):
            label = fields[slot.field].label
            yield error(
                "form.year-printed", row=row or "", field=slot.field, label=label, year=value.year, printed=printed
            )


def slots(blank: Blank) -> Iterator[Slot]:
    """The slots of a blank, in printed order."""
    return (piece for item in blank.body for pieces in item.cells for piece in pieces if isinstance(piece, Slot))


def computed(fields: tuple[Field, ...], values: Values) -> Values:
    """The values with those that are made of them."""
    made = dict(values)
    for field in fields:
        if field.type is FieldType.ROWS and (rows := _rows(made, field.name)):
            made[field.name] = tuple(_row(field, row, number) for number, row in enumerate(rows, 1))
    for field in fields:
        kind, _, source = field.computed.partition(" ")
        if kind == "total":
            made.pop(field.name, None)
            name, _, column = source.partition(".")
            held = [value for row in _rows(made, name) if isinstance(value := row.get(column), Decimal)]
            if held:
                made[field.name] = sum(held, Decimal())
    return made


def _rows(values: Mapping[str, Value], name: str) -> list[Row]:
    rows = values.get(name)
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, tuple) else []


def _row(field: Field, row: Row, number: int) -> Row:
    made = dict(row)
    for column in field.columns:
        kind, *names = column.computed.split() or [""]
        factors = [made.get(name) for name in names]
        if kind == "number":
            made[column.name] = Decimal(number)
        elif kind == "product":
            made.pop(column.name, None)
            if all(isinstance(factor, Decimal) for factor in factors):
                made[column.name] = _product(factors)
    return made


def _product(factors: Sequence[Value | None]) -> Decimal:
    product = Decimal(1)
    for factor in factors:
        product *= factor if isinstance(factor, Decimal) else 1
    return product.quantize(_CENT, ROUND_HALF_UP)


def _repeated(
    record: Sequence[BlankLine | BlankRow], name: str, fields: tuple[Field, ...], values: Values
) -> Iterator[FilledRow]:
    """The row or rows of a record for each that is given; where none is, once, to be filled in by hand."""
    field = next(field for field in fields if field.name == name)
    for row in _rows(values, name) or [{}]:
        writer = _Writer(field.columns, row, {})
        yield from (writer.row(item) for item in record if isinstance(item, BlankRow))


class _Writer:
    """Gives each slot, in printed order, its ink."""

    def __init__(self, fields: tuple[Field, ...], values: Mapping[str, Value], flows: Mapping[int, str]) -> None:
        self._fields = {field.name: field for field in fields}
        self._values = values
        self._flows = flows
        self._count = 0

    def pieces(self, pieces: Sequence[Piece]) -> tuple[str | Ink, ...]:
        """Fixed text as it is, slots as inks; a value does not run into the word before or after it."""
        if len(pieces) == 1 and isinstance(pieces[0], str):
            return (pieces[0],)
        written: list[str | Ink] = []
        used = 0.0
        for at, piece in enumerate(pieces):
            if isinstance(piece, str):
                written.append(piece)
                used += _width(piece)
                continue
            before, after = (pieces[n] if 0 <= n < len(pieces) else "" for n in (at - 1, at + 1))
            ink = self._ink(piece, before if isinstance(before, str) else "", used)
            if ink.text and isinstance(before, str) and (before[-1:].isalpha() or before.endswith("№")):
                ink = Ink("\u00a0" + ink.text, ink.rule, ink.under)
            if ink.text and not ink.rule and isinstance(after, str) and after[:1].isalpha():
                ink = Ink(ink.text, "\u00a0", ink.under)
            written.append(ink)
            used += wording.width(ink.text + ink.rule)
            self._count += 1
        return tuple(written)

    def row(self, row: BlankRow) -> FilledRow:
        """A row; what stands in a cell is not underlined."""
        inked = (self.pieces(cell) for cell in row.cells)
        return FilledRow(row, tuple(tuple(_bare(piece) for piece in cell) for cell in inked))

    def _ink(self, slot: Slot, before: str, used: float) -> Ink:
        field = self._fields.get(slot.field)
        value = self._values.get(slot.field)
        if field and field.type is FieldType.CHOICE and slot.part:
            chosen = slot.part in (value if isinstance(value, tuple) else (value,))
            return Ink(_BOXES[chosen], under=False) if slot.room else Ink(slot.part, under=chosen)
        text = self._flows.get(self._count)
        if text is None:
            text = _text(slot, field, value, before)
        if slot.part == "cells":
            return Ink(f"|{'|'.join(text.ljust(slot.room, '_'))}|", under=False)
        if not text:
            return Ink(rule="_" * slot.room)
        wide = math.ceil(wording.width(text))
        left = int(LINE - _INDENT - used % LINE) - wide if used else slot.room
        return Ink(text, "_" * max(min(slot.room - wide, left), 0))


def _bare(piece: str | Ink) -> str | Ink:
    if isinstance(piece, str):
        return piece
    return Ink(piece.text, piece.rule.strip("_") if piece.text else piece.rule, under=False)


def _text(slot: Slot, field: Field | None, value: Value | None, before: str) -> str:
    if value is None or field is None:
        return ""
    if isinstance(value, date):
        return f"{value:%d%m%Y}" if slot.part == "cells" else wording.day(value, slot.part, before)
    if field.type is FieldType.LIST and isinstance(value, tuple) and slot.part.isdigit():
        texts = [part for part in value if isinstance(part, str)]
        return wording.seen(texts[int(slot.part) - 1]) if int(slot.part) <= len(texts) else ""
    text = wording.written(value, field.type)
    return wording.year_after(before, text) if slot.part == "year" and len(text) == 4 else text


def _flows(blank: Blank, values: Values) -> Mapping[int, str]:
    """By its number, the text of each slot of a field whose value flows over several printed lines."""
    fields = {field.name: field for field in blank.fields}
    texts: dict[int, str] = {}
    for chain in _chains(blank):
        field, value = fields.get(chain[0].field), values.get(chain[0].field)
        if len(chain) > 1 and field and value is not None and field.type not in (FieldType.CHOICE, FieldType.ROWS):
            parts = wording.flow(wording.written(value, field.type), [place.room for place in chain])
            texts |= {place.number: part for place, part in zip(chain, parts, strict=True)}
    return texts


class _Place(Struct, frozen=True):
    number: int  # of the slot, in printed order
    field: str
    room: float  # in underscores; to the end of the line where nothing is printed after the slot


def _chains(blank: Blank) -> Iterator[list[_Place]]:
    """Slots of one field with no words between them but captions."""
    chain: list[_Place] = []
    number = -1
    for item in blank.body:
        if isinstance(item, BlankRow) and item.repeats:
            continue
        caption = isinstance(item, BlankLine) and item.caption
        for pieces in item.cells:
            before = 0.0
            for at, piece in enumerate(pieces):
                if isinstance(piece, str):
                    before += _width(piece)
                    if chain and any(map(str.isalnum, piece)) and not caption:
                        yield chain
                        chain = []
                    continue
                number += 1
                if chain and (piece.part or piece.field != chain[0].field):
                    yield chain
                    chain = []
                if not piece.part:
                    left = LINE - before % LINE if _is_last(pieces, at) else 0
                    chain.append(_Place(number, piece.field, max(piece.room, left)))
                before += piece.room
    if chain:
        yield chain


def _is_last(pieces: Sequence[Piece], at: int) -> bool:
    return not any(isinstance(piece, Slot) or any(map(str.isalnum, piece)) for piece in pieces[at + 1 :])
