"""Forms as values: what a blank prints, what has to be filled in, and with what.

A ``Blank`` holds paragraphs and table rows in printed order. Their text is cut into
pieces: fixed text, and slots that name a field. Several slots may share a field (the
day, the month and the year of a date; the lines that a long text flows over). A filled
form is the same items with an ``Ink`` in each slot's place.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from msgspec import Struct

from nqs_docs.clauses.act import Address
from nqs_docs.editions.edition import Cause
from nqs_docs.publish.document import BlockKind


class FieldType(enum.StrEnum):
    """What may stand in a field."""

    TEXT = "text"
    DATE = "date"
    IIN = "iin"  # ЖСН, of a person
    BIN = "bin"  # БСН, of an organisation
    IIN_OR_BIN = "iin-or-bin"
    PHONE = "phone"
    EMAIL = "email"
    MONEY = "money"  # two places
    QUANTITY = "quantity"
    CHOICE = "choice"  # any of the options: they are underlined, or their boxes are drawn
    LIST = "list"  # one text for each numbered line
    ROWS = "rows"  # repeated rows of a table
    SIGNATURE = "signature"  # left empty, signed by hand


class Field(Struct, frozen=True):
    """One thing to fill in."""

    name: str  # key in a data file: a word or words of the label joined by "_"; stable over redactions that keep it
    label: str  # as printed
    type: FieldType
    required: bool
    room: int = 0  # characters that fit into its slots; 0: as many as are given
    options: tuple[str, ...] = ()  # CHOICE
    at_most: int = 0  # LIST: the numbered lines printed; 0: any number
    computed: str = ""  # made: "number" of the row, "product саны бағасы", "total қызметтер.саны" and a column of units
    columns: tuple[Field, ...] = ()  # ROWS


class Slot(Struct, frozen=True):
    """A place for a field, or for a part of it."""

    field: str  # Field.name
    #: Of a date "day", "month", "year", "day-month", "dd", "mm"; of a LIST the line; of a CHOICE the option;
    #: "cells" where each letter has a place of its own.
    part: str = ""
    room: int = 0  # characters of the printed run; of a CHOICE 0: the option's words stand here, 1: its box


class Ink(Slot, frozen=True):
    """A slot with what is written into it."""

    text: str = ""  # the value, or the option of a choice
    rule: str = ""  # the part of the printed run that is left to be seen after it, or the space before the next word
    under: bool = True  # whether the text is underlined


Piece = str | Slot
Cell = tuple[Piece, ...]


class Item(Struct, frozen=True):
    """One paragraph of a blank, or one row of a table; a paragraph is all in one cell."""

    cells: tuple[Cell, ...]
    kind: BlockKind = BlockKind.ROW
    level: int = 0  # of a heading
    caption: bool = False  # "(өтініш берушінің қолы)": small, below the line it explains
    spans: tuple[int, ...] = ()  # columns that each cell of a row covers; () one each
    head: bool = False
    repeats: str = ""  # name of the ROWS field whose rows this one stands for
    bare: bool = False  # without lines: words that only stand side by side

    @property
    def columns(self) -> int:
        """Of a row, negative without lines; 0 of a paragraph: rows that are told the same are one table."""
        if self.kind is not BlockKind.ROW:
            return 0
        return (-1 if self.bare else 1) * (sum(self.spans) or len(self.cells))


class FormEntry(Struct, frozen=True):
    """A form as ``nqs forms`` lists it: as it is prescribed on a day."""

    form: str  # the name that ``fill`` takes
    act: str  # registry id
    address: Address
    eid: str
    title: str  # its heading, as printed
    since: date  # of the redaction in force on that day
    until: date | None  # the day on which another begins
    estimated: bool  # that it is in force on that day is not certain
    doubts: tuple[date, ...]  # those of ``since`` and ``until`` that are not certain
    causes: tuple[Cause, ...]  # the instructions that made this redaction; () for the text as adopted


class Blank(FormEntry, frozen=True):
    """A form with all that it prints, and the fields that its slots belong to."""

    on: date
    body: tuple[Item, ...] = ()
    fields: tuple[Field, ...] = ()
    template: str = ""  # file name of the designer's template that gives the layout; "" made from the body

    def text(self) -> str:
        """Its words, one line for a paragraph or row, as they are read."""
        return "\n".join(" | ".join(map(_plain, item.cells)) for item in self.body)


def _plain(cell: Cell) -> str:
    return "".join(piece.text + piece.rule if isinstance(piece, Ink) else str(piece) for piece in cell)


def slots(body: Iterable[Item]) -> Iterator[Slot]:
    """The slots, in printed order."""
    return (piece for item in body for cell in item.cells for piece in cell if isinstance(piece, Slot))


#: One row of a table, by the name of the column.
Row = dict[str, "Value"]
Value = str | date | Decimal | tuple[str, ...] | tuple[Row, ...]
Values = dict[str, Value]
