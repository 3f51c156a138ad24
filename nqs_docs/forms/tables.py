"""Tables of a form: rows that repeat, cells beside their label, totals.

A row that is empty, or holds only its number («1.», «2.», «...»), stands for as many as
are given; a row that names what follows («Міндетті негізде …») begins another section.
An empty cell beside words is a field. «Барлығы» adds up the columns of numbers.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from nqs_docs.forms import labels, places
from nqs_docs.forms.draft import named
from nqs_docs.forms.marks import Draft, Line, cut, marked
from nqs_docs.forms.model import Cell, Field, FieldType, Item
from nqs_docs.language.folding import fold_case

_COUNTER = re.compile(r"^\s*(?:\d+\s*[.)]?|\.{2,}|…|[nп])\s*$", re.IGNORECASE)
_NUMBERED = re.compile(
    r"^\s*(?:№\s*(?:р/с|п/п|р/н|т/б)?|№ ?[рp]/[cс]|[рp]/[сcнh](?:\s*№)?|т/[рнс]|рет(?:тік)? (?:нөмірі|саны|№))\.?\s*$"
    r"|^р\s?е\s?т\s?(?:т?\s?і)? бойынша нөмір"
)
_TOTAL = re.compile(r"^\s*(?:барлығы|жиыны|жиынтығы|қорытынды|жалпы сомасы|жалпы жиыны|итого|всего)\b")
_PRICE = re.compile(r"бағасы|бағам|тарифі|цена")
_COST = re.compile(r"құны|сомасы|стоимость|сумма")
_UNIT = re.compile(r"өлшем\w* бірлі|единиц\w* измерения")
_TAXED = re.compile(r"ққс|ндс|салық|жеңілдік")
_REMARK = re.compile(r"ескерт|примечан|қосымша мәлімет")
_MOST_HEADS = 4
_KEYED = 2  # columns of a table of labels and values


def read(table: Sequence[Sequence[str]], title: str) -> tuple[list[Item], bool]:
    """The rows of a table, with holes, from the texts of its cells; and whether its head is torn over several.

    ``title`` is what stands above it.
    """
    reader = _Table(table, title)
    return reader.read(), reader.torn()


class _Table:
    def __init__(self, table: Sequence[Sequence[str]], title: str) -> None:
        self.table = [tuple(cell.strip() for cell in row) for row in table]
        self.width = max(map(len, self.table))
        self.title = title
        self.heads = self._heads()
        self.head = [row for row in self.table[: self.heads] if not _is_numbers(row)]
        self.names = self._names()
        self.section = ""
        self.repeated: list[Draft] = []

    def read(self) -> list[Item]:
        """The rows in printed order."""
        rows = [item for number, row in enumerate(self.table) for item in self._row(number, row)]
        for draft in self.repeated:
            draft.required = len(self.repeated) == 1
        return rows

    def torn(self) -> bool:
        """Whether a head's words go on in the row below: «деңгейі (… кәсіп» | «деңгейі санына …»."""
        return any(
            cell and below[:1].islower() and not cell.endswith((":", ","))
            for one, other in itertools.pairwise(self.head)
            if len(one) == len(other) == self.width
            for cell, below in zip(one, other, strict=True)
        )

    # --- the head --------------------------------------------------------------------

    def _heads(self) -> int:
        """How many rows are the head."""
        for number, row in enumerate(self.table[:_MOST_HEADS]):
            if _is_numbers(row):
                return number + 1
        first = next((number for number, row in enumerate(self.table) if _is_empty(row)), None)
        if first is not None:
            return first if all(self._is_head(row) for row in self.table[:first]) else int(self._is_head(self.table[0]))
        if self._over_runs():
            return 1
        lacking = any(not cell for row in self.table[1:] for cell in row[1:])
        return int(self.width > _KEYED and lacking and all(self.table[0]))

    def _over_runs(self) -> bool:
        """«Жұмыс беруші | Қызметкер» over cells that all have runs."""
        found = [[marked(cell) for cell in row] for row in self.table]
        return len(found) > 1 and all(self.table[0]) and not any(found[0]) and all(map(all, found[1:]))

    def _is_head(self, row: Sequence[str]) -> bool:
        return sum(map(bool, row)) * 2 > len(row) and len(self.table) > 1 and not _COUNTER.match(row[0])

    def _names(self) -> list[str]:
        """The words of each column's head, from all its rows; what covers several columns stands over each of them."""
        rows = self.head
        if len(rows) == 2 and len(rows[0]) - 1 + len(rows[1]) == self.width and len(rows[1]) > 1:
            (*first, last), below = rows
            rows = [(*first, *[last] * len(below)), (*[""] * len(first), *below)]
        columns = ((row[at] for row in rows if at < len(row) and row[at]) for at in range(self.width))
        return [" ".join(dict.fromkeys(column)) for column in columns]

    # --- rows ------------------------------------------------------------------------

    def _row(self, number: int, row: tuple[str, ...]) -> Iterator[Item]:
        if number < self.heads:
            yield Item(tuple((cell,) for cell in row), head=True)
        elif _is_empty(row):
            if number == self.heads or not _is_empty(self.table[number - 1]):
                yield Item(tuple(self._repeated(row)))
        elif self.repeated and _TOTAL.match(fold_case(next(filter(None, row)))):
            yield Item(tuple(self._total(row)))
        elif self._is_section(number, row):
            self.section = row[0]
            yield Item(((row[0],),), spans=(self.width,))
        else:
            yield Item(tuple(self._labelled(row)))

    def _is_section(self, number: int, row: tuple[str, ...]) -> bool:
        alone = bool(row[0]) and not any(row[1:]) and not marked(row[0])
        following = self.table[number + 1] if number + 1 < len(self.table) else ()
        return alone and (len(row) == 1 or (self.width > _KEYED and bool(following) and _is_empty(following)))

    def _repeated(self, row: tuple[str, ...]) -> Iterator[Cell]:
        drafts = [_column(head, at, row) for at, head in enumerate(self.names[: len(row)])]
        made = named(drafts)
        label = self.section or self.title
        rows = Draft(
            label or "жолдар", FieldType.ROWS, True, columns=_products(made.values()), name="" if label else "жолдар"
        )
        self.repeated.append(rows)
        dot = row[0][-1:] if row[0].endswith((".", ")")) and row[0][0] != "." else ""
        for at, draft in enumerate(drafts):
            draft.name = made[draft].name
            yield draft.hole(rows=rows), "" if at else dot

    def _total(self, row: tuple[str, ...]) -> Iterator[Cell]:
        """The sums of the columns of numbers, where one table of rows stands above."""
        rows = self.repeated[0] if len(row) == self.width and len(self.repeated) == 1 else None
        for cell, column in itertools.zip_longest(row, rows.columns if rows else ()):
            if cell or column is None or column.computed == "number" or not _is_summed(column):
                yield (cell,)
                continue
            draft = Draft(
                f"{next(filter(None, row))}: {column.label}", column.type, False, name=f"барлығы_{column.name}"
            )
            units = [one.name for one in rows.columns if _UNIT.search(fold_case(one.label))] if rows else []
            counted = units if column.type is FieldType.QUANTITY else []
            draft.computed, draft.rows = " ".join(("total", column.name, *counted)), rows
            yield (draft.hole(),)

    def _labelled(self, row: tuple[str, ...]) -> Iterator[Cell]:
        """A row of a label and cells to fill in, or of cells with runs."""
        label = ""
        for at, cell in enumerate(row):
            if cell:
                yield self._cell(cell, label, at)
                label = label if _COUNTER.match(cell) else cell
            else:
                yield (self._beside(label, at, single=row.count("") == 1).hole() if label else "",)

    def _beside(self, label: str, at: int, *, single: bool) -> Draft:
        said = labels.clause(label) if len(label.split()) > 12 else label.strip(" :")
        head = self.names[at]
        if single or not head:
            return labels.draft(said, self.section or self.title)
        type_ = labels.kind(head)
        type_ = labels.kind(said) if type_ is FieldType.TEXT else type_
        return Draft(f"{said}: {head}", type_, False, self.section, f"{labels.name(said, 4)}_{labels.name(head, 3)}")

    def _cell(self, cell: str, label: str, at: int) -> Cell:
        line = Line(cut(cell))
        if line.marks:
            places.read([*([Line([label])] if label and not marked(label) else []), line], self.names[at] or label)
        return line.item.cells[0]


def _is_numbers(row: Sequence[str]) -> bool:
    """«1 | 2 | 3», «А | Б | 1 | 2»."""
    short = [cell.strip(" .") for cell in row]
    digits = [cell for cell in short if cell.isdecimal()]
    letters = [cell for cell in short if len(cell) == 1 and cell.isalpha()]
    return 1 < len(digits) == len(row) - len(letters) and digits == sorted(digits, key=int)


def _is_empty(row: Sequence[str]) -> bool:
    return len(row) > 1 and not any(row[1:] if _COUNTER.match(row[0]) else row)


def _column(head: str, at: int, row: Sequence[str]) -> Draft:
    """A column of rows that repeat, by the words over it."""
    if at == 0 and (row[0] or _NUMBERED.match(fold_case(head))):
        return Draft(head or "№", FieldType.QUANTITY, False, computed="number")
    draft = labels.draft(head or f"{at + 1}-баған")
    draft.required &= not _REMARK.search(fold_case(head))
    return draft


def _is_summed(column: Field) -> bool:
    return column.type in (FieldType.MONEY, FieldType.QUANTITY) and not _PRICE.search(fold_case(column.label))


def _products(fields: Iterable[Field]) -> tuple[Field, ...]:
    """The columns; «құны» where there are «саны» and «бағасы» is their product."""
    fields = tuple(fields)
    counts = [field for field in fields if field.type is FieldType.QUANTITY and not field.computed]
    money = [field for field in fields if field.type is FieldType.MONEY]
    prices = [field for field in money if _PRICE.search(fold_case(field.label))]
    costs = [field for field in money if field not in prices and _COST.search(fold_case(field.label))]
    if not len(counts) == len(prices) == len(costs) == 1 or _TAXED.search(fold_case(costs[0].label)):
        return fields
    made = replace(costs[0], computed=f"product {counts[0].name} {prices[0].name}", required=False)
    return tuple(made if field is costs[0] else field for field in fields)
