"""Values in the places of a blank.

``fill`` gives the blank with its repeated rows multiplied and an ``Ink`` for each slot.
Word and PDF are printed from the same inks, so they cannot say different things. What
is made and not given is made here: the number of a row, quantity by price, the total of
a column.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from itertools import groupby, pairwise

from msgspec.structs import replace

from nqs_docs.findings import Finding, error
from nqs_docs.forms import wording
from nqs_docs.forms.model import Blank, Cell, Field, FieldType, Ink, Item, Row, Slot, Value, Values
from nqs_docs.language.folding import fold_case
from nqs_docs.publish.document import BlockKind

#: How many underscores a line of the page holds.
LINE = 64
_INDENT = 6  # of them are taken by the indent of its first line
_BOXES = "☐☒"
_NEVER_FLOW = (FieldType.CHOICE, FieldType.ROWS)

_width = lru_cache(maxsize=1024)(wording.width)  # of fixed text, the same in every form filled


def fill(blank: Blank, values: Values) -> Blank:
    """The blank with checked values in their places; a field without a value keeps its printed line."""
    given = computed(blank.fields, values)
    columns = {field.name: field.columns for field in blank.fields}
    single = [_Writer(blank.fields, given, _flows(blank, given))]
    body: list[Item] = []
    for repeats, group in groupby(blank.body, key=lambda item: item.repeats):
        items = list(group)
        rows = (_rows(given, repeats) or [{}]) if repeats else []  # where none is given, once, to be filled in by hand
        writers = [_Writer(columns[repeats], row, {}) for row in rows] or single
        body += [writer.item(item) for writer in writers for item in items]
    return replace(blank, body=tuple(body))


def misfits(blank: Blank, values: Values, row: int = 0) -> Iterator[Finding]:
    """Dates whose year cannot follow the digits printed before it: 1999 after «20»; ``row`` is that of the record."""
    labels = {field.name: field.label for field in blank.fields}
    for before, slot in (pair for item in blank.body for cell in item.cells for pair in pairwise(cell)):
        if not (isinstance(slot, Slot) and isinstance(before, str) and "year" in slot.part.split("-")):
            continue
        value, printed = values.get(slot.field), wording.digits_at_end(before)
        if isinstance(value, date) and not f"{value.year:04}".startswith(printed):
            name, label = slot.field, labels[slot.field]
            yield error("form.year-printed", row=row or "", field=name, label=label, year=value.year, printed=printed)


def computed(fields: tuple[Field, ...], values: Mapping[str, Value], number: int = 0) -> Values:
    """The values with those that are made of them; ``number`` is that of a repeated row."""
    made = dict(values)
    for field in fields:
        if rows := _rows(made, field.name):
            made[field.name] = tuple(computed(field.columns, row, at) for at, row in enumerate(rows, 1))
    for field in fields:
        if field.computed:
            made.pop(field.name, None)
            value = _made(field.computed, made, number)
            made |= {} if value is None else {field.name: value}
    return made


def _made(formula: str, values: Values, number: int) -> Decimal | None:
    """What a formula gives: "number", "product саны бағасы", "total қызметтер.құны".

    "total қызметтер.саны өлшем_бірлігі" gives nothing where the rows name different units: 2 of one and 3 of another
    are not 5 of anything.
    """
    kind, *names = formula.split()
    if kind == "number":
        return Decimal(number)
    if kind == "total":
        held = [value for value, _ in _counted(names, values)]
        return sum(held, Decimal()) if held and not units_differ(formula, values) else None
    factors = [value for name in names if isinstance(value := values.get(name), Decimal)]
    whole = len(factors) == len(names)
    return math.prod(factors, start=Decimal(1)).quantize(Decimal("0.01"), ROUND_HALF_UP) if whole else None


def units_differ(formula: str, values: Values) -> bool:
    """Whether what a total would add up is counted in different units."""
    _, *names = formula.split()
    return len(names) > 1 and len({fold_case(str(row.get(names[1]))) for _, row in _counted(names, values)}) > 1


def _counted(names: list[str], values: Values) -> list[tuple[Decimal, Row]]:
    """What a total adds up, with the rows it stands in."""
    name, _, column = names[0].partition(".")
    return [(value, row) for row in _rows(values, name) if isinstance(value := row.get(column), Decimal)]


def _rows(values: Mapping[str, Value], name: str) -> list[Row]:
    rows = values.get(name)
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, tuple) else []


class _Writer:
    """Gives each slot, in printed order, its ink."""

    def __init__(self, fields: tuple[Field, ...], values: Mapping[str, Value], flows: Mapping[int, str]) -> None:
        self._fields = {field.name: field for field in fields}
        self._values = values
        self._flows = flows
        self._count = 0

    def item(self, item: Item) -> Item:
        """Its slots as inks; what stands in a cell of a table is not underlined."""
        row = item.kind is BlockKind.ROW
        return replace(item, cells=tuple(self._cell(cell, row) for cell in item.cells))

    def _cell(self, cell: Cell, row: bool) -> Cell:
        """Fixed text as it is, slots as inks; a value does not run into the word before or after it."""
        if len(cell) == 1 and isinstance(cell[0], str):
            return cell
        written: list[str | Slot] = []
        used = 0.0
        for before, piece, after in zip(("", *cell), cell, (*cell[1:], ""), strict=False):
            if isinstance(piece, str):
                written.append(piece)
                used += _width(piece)
                continue
            text, rule, under = self._ink(piece, before if isinstance(before, str) else "", used)
            if text and isinstance(before, str) and (before[-1:].isalpha() or before.endswith("№")):
                text = "\u00a0" + text
            if text and not rule and isinstance(after, str) and after[:1].isalpha():
                rule = "\u00a0"
            used += wording.width(text + rule)
            rule = rule.strip("_") if row and text else rule
            written.append(Ink(piece.field, piece.part, piece.room, text, rule, under and not row))
            self._count += 1
        return tuple(written)

    def _ink(self, slot: Slot, before: str, used: float) -> tuple[str, str, bool]:
        """The text, what is left of the run after it, and whether the text is underlined."""
        field = self._fields.get(slot.field)
        value = self._values.get(slot.field)
        if field and field.type is FieldType.CHOICE and slot.part:
            chosen = slot.part in (value if isinstance(value, tuple) else (value,))
            return (_BOXES[chosen], "", False) if slot.room else (slot.part, "", chosen)
        text = self._flows.get(self._count)
        if text is None:
            text = _text(slot, field, value, before)
        if slot.part == "cells":
            return f"|{'|'.join(text.ljust(slot.room, '_'))}|", "", False
        wide = math.ceil(wording.width(text))
        left = int(LINE - _INDENT - used % LINE) - wide if used and text else slot.room
        return text, "_" * max(min(slot.room - wide, left), 0), True


def _text(slot: Slot, field: Field | None, value: Value | None, before: str) -> str:
    if value is None or field is None:
        return ""
    if isinstance(value, date):
        return f"{value:%d%m%Y}" if slot.part == "cells" else wording.day(value, slot.part, before)
    if field.type is FieldType.LIST and isinstance(value, tuple) and slot.part.isdigit():
        return wording.written(value[int(slot.part) - 1 : int(slot.part)], field.type)
    text = wording.written(value, field.type)
    return wording.year_after(before, text) if slot.part == "year" and len(text) == 4 else text


def _flows(blank: Blank, values: Values) -> Mapping[int, str]:
    """By its number, the text of each slot of a field whose value flows over several printed lines."""
    fields = {field.name: field for field in blank.fields}
    texts: dict[int, str] = {}
    for name, rooms in _chains(blank):
        field, value = fields.get(name), values.get(name)
        if len(rooms) > 1 and field and value is not None and field.type not in _NEVER_FLOW:
            texts |= zip(rooms, wording.flow(wording.written(value, field.type), list(rooms.values())), strict=True)
    return texts


def _chains(blank: Blank) -> list[tuple[str, dict[int, float]]]:
    """Slots of one field with no words between them but captions: by number the underscores that each has room for.

    A slot with nothing printed after it has room to the end of the line.
    """
    chains: list[tuple[str, dict[int, float]]] = [("", {})]
    number = -1
    for item in blank.body:
        for cell in item.cells if not item.repeats else ():
            before = 0.0
            for at, piece in enumerate(cell):
                if isinstance(piece, str):
                    before += _width(piece)
                    chains += [("", {})] if _says(piece) and not item.caption else []
                    continue
                number += 1
                if piece.part or piece.field != chains[-1][0]:
                    chains.append((piece.field, {}))
                if not piece.part:
                    last = not any(isinstance(rest, Slot) or _says(rest) for rest in cell[at + 1 :])
                    chains[-1][1][number] = max(piece.room, LINE - before % LINE if last else 0)
                before += piece.room
    return chains


def _says(text: str) -> bool:
    return any(map(str.isalnum, text))
