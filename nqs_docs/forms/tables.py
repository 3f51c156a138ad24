"""Tables of a form: rows that repeat, cells beside their label, totals.

A row that is empty, or holds only its number («1.», «2.», «...»), stands for as many as
are given; a row that names what follows («Міндетті негізде …») begins another section.
An empty cell beside words is a field. «Барлығы» adds up the columns of numbers.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from nqs_docs.forms import labels
from nqs_docs.forms.draft import Draft, Hole, Rough, columns
from nqs_docs.forms.marks import Line, Marks
from nqs_docs.forms.model import Field, FieldType
from nqs_docs.forms.places import Places
from nqs_docs.language.folding import fold_case

_COUNTER = re.compile(r"^\s*(?:\d+\s*[.)]?|\.{2,}|…|[nп])\s*$", re.IGNORECASE)
_NUMBERED = re.compile(
    r"^\s*(?:№\s*(?:р/с|п/п|р/н|т/б)?|№ ?[рp]/[cс]|[рp]/[сcнh](?:\s*№)?|т/[рнс]|рет(?:тік)? (?:нөмірі|саны|№))\.?\s*$"
    r"|^р\s?е\s?т\s?(?:т?\s?і)? бойынша нөмір"
)
_TOTAL = re.compile(r"^\s*(?:барлығы|жиыны|жиынтығы|қорытынды|жалпы сомасы|жалпы жиыны|итого|всего)\b")
_PRICE = re.compile(r"бағасы|бағам|тарифі|цена")
_COST = re.compile(r"құны|сомасы|стоимость|сумма")
_TAXED = re.compile(r"ққс|ндс|салық|жеңілдік")
_REMARK = re.compile(r"ескерт|примечан|қосымша мәлімет")
_MOST_HEADS = 4
_KEYED = 2  # columns of a table of labels and values


class Row(Struct, frozen=True):
    """A row as it will be printed."""

    cells: tuple[tuple[Rough, ...], ...]
    spans: tuple[int, ...] = ()
    head: bool = False
    repeats: Draft | None = None


class Read(Struct, frozen=True):
    """A table: its rows, and whether its head is torn over several."""

    rows: tuple[Row, ...]
    torn: bool


def read(table: Sequence[Sequence[str]], marks: Marks, title: str) -> Read:
    """A table of a form from the texts of its cells; ``title`` is what stands above it."""
    return _Table(table, marks, title).read()


class _Table:
    def __init__(self, table: Sequence[Sequence[str]], marks: Marks, title: str) -> None:
        self.table = [tuple(cell.strip() for cell in row) for row in table]
        self.width = max(map(len, self.table))
        self.marks, self.title = marks, title
        self.heads = self._heads()
        self.names = [self._column(at) for at in range(self.width)]
        self.section = ""
        self.repeated: list[Draft] = []

    def read(self) -> Read:
        rows: list[Row] = []
        for number, row in enumerate(self.table):
            rows += self._row(number, row)
        if len(self.repeated) > 1:
            for draft in self.repeated:
                draft.required = False
        return Read(tuple(rows), self._torn())

    # --- the head --------------------------------------------------------------------

    def _heads(self) -> int:
        """How many rows are the head."""
        for number, row in enumerate(self.table[:_MOST_HEADS]):
            if self._is_numbers(row):
                return number + 1
        first = next((number for number, row in enumerate(self.table) if self._is_empty(row)), None)
        if first is not None:
            return first if all(self._is_head(row) for row in self.table[:first]) else int(self._is_head(self.table[0]))
        if self._over_runs():
            return 1
        lacking = any(not cell for row in self.table[1:] for cell in row[1:])
        return int(self.width > _KEYED and lacking and all(self.table[0]))

    def _over_runs(self) -> bool:
        """«Жұмыс беруші | Қызметкер» over cells that all have runs."""
        found = [[self.marks.found(cell) for cell in row] for row in self.table]
        return len(found) > 1 and all(self.table[0]) and not any(found[0]) and all(map(all, found[1:]))

    def _is_head(self, row: Sequence[str]) -> bool:
        return sum(map(bool, row)) * 2 > len(row) and len(self.table) > 1 and not _COUNTER.match(row[0])

    def _is_numbers(self, row: Sequence[str]) -> bool:
        """«1 | 2 | 3», «А | Б | 1 | 2»."""
        short = [cell.strip(" .") for cell in row]
        digits = [cell for cell in short if cell.isdecimal()]
        letters = [cell for cell in short if len(cell) == 1 and cell.isalpha()]
        return (
            len(row) > 1
            and len(digits) > 1
            and len(digits) + len(letters) == len(row)
            and digits == sorted(digits, key=int)
        )

    def _is_empty(self, row: Sequence[str]) -> bool:
        rest = row[1:] if _COUNTER.match(row[0]) else row
        return len(row) > 1 and not any(rest)

    def _column(self, at: int) -> str:
        """The words of a column's head, from all its rows."""
        found = [row[at] for row in self.table[: self.heads] if at < len(row) and not self._is_numbers(row)]
        if self.heads > 1 and (spread := self._spread()):
            found = [row[at] for row in spread]
        return " ".join(dict.fromkeys(text for text in found if text))

    def _spread(self) -> list[list[str]]:
        """A head of two rows whose last cell covers the cells below: its words stand over each of them."""
        texts = [row for row in self.table[: self.heads] if not self._is_numbers(row)]
        if len(texts) != 2 or len(texts[0]) - 1 + len(texts[1]) != self.width or len(texts[1]) < 2:
            return []
        above = len(texts[0]) - 1
        return [[*texts[0][:above], *[texts[0][above]] * len(texts[1])], [*[""] * above, *texts[1]]]

    def _torn(self) -> bool:
        """Whether a head's words go on in the row below: «деңгейі (… кәсіп» | «деңгейі санына …»."""
        texts = [row for row in self.table[: self.heads] if not self._is_numbers(row)]
        return any(
            cell and below[:1].islower() and not cell.endswith((":", ","))
            for one, other in itertools.pairwise(texts)
            if len(one) == len(other) == self.width
            for cell, below in zip(one, other, strict=True)
        )

    # --- rows ------------------------------------------------------------------------

    def _row(self, number: int, row: tuple[str, ...]) -> Iterator[Row]:
        if number < self.heads:
            yield Row(tuple((cell,) for cell in row), head=True)
        elif self._is_empty(row):
            if number == self.heads or not self._is_empty(self.table[number - 1]):
                yield self._repeated(row)
        elif self.repeated and _TOTAL.match(fold_case(next(filter(None, row)))):
            yield self._total(row)
        elif self._is_section(number, row):
            self.section = row[0]
            yield Row(((row[0],),), spans=(self.width,))
        else:
            yield self._labelled(row)

    def _is_section(self, number: int, row: tuple[str, ...]) -> bool:
        alone = bool(row[0]) and not any(row[1:]) and not self.marks.found(row[0])
        following = self.table[number + 1] if number + 1 < len(self.table) else ()
        return alone and (len(row) == 1 or (self.width > _KEYED and bool(following) and self._is_empty(following)))

    def _repeated(self, row: tuple[str, ...]) -> Row:
        heads = [*self.names, *[""] * (len(row) - len(self.names))]
        drafts = [self._cell_draft(head, at, row) for at, head in enumerate(heads[: len(row)])]
        made, names = columns(drafts)
        products = _products(made)
        fields = tuple(products.get(field.name, field) for field in made)
        label = self.section or self.title or "жолдар"
        draft = Draft(label, FieldType.ROWS, True, columns=fields, name="" if self.section or self.title else "жолдар")
        self.repeated.append(draft)
        cells = []
        for at, one in enumerate(drafts):
            one.name = names[id(one)]
            dot = (
                row[at].strip()[-1:]
                if at == 0 and row[at].strip()[-1:] in (".", ")") and row[at].strip()[0] != "."
                else ""
            )
            cells.append((Hole(one), dot) if dot else (Hole(one),))
        return Row(tuple(cells), repeats=draft)

    def _cell_draft(self, head: str, at: int, row: tuple[str, ...]) -> Draft:
        number = bool(_NUMBERED.match(fold_case(head))) or (at == 0 and bool(row[0]))
        if number and at == 0:
            return Draft(head or "№", FieldType.QUANTITY, False, computed="number")
        type_ = labels.kind(head)
        needed = labels.required(head, type_) and not _REMARK.search(fold_case(head))
        return Draft(head or f"{at + 1}-баған", type_, needed)

    def _total(self, row: tuple[str, ...]) -> Row:
        cells: list[tuple[Rough, ...]] = []
        whole = len(row) == self.width and len(self.repeated) == 1
        rows = self.repeated[0] if whole else None
        for at, cell in enumerate(row):
            column = rows.columns[at] if rows is not None and at < len(rows.columns) else None
            number = (
                column is not None
                and column.type in (FieldType.MONEY, FieldType.QUANTITY)
                and column.computed != "number"
            )
            if cell or column is None or not number or _PRICE.search(fold_case(column.label)):
                cells.append((cell,))
                continue
            label = f"{next(filter(None, row))}: {column.label}"
            draft = Draft(
                label, column.type, False, name=f"барлығы_{column.name}", computed=f"total {column.name}", rows=rows
            )
            cells.append((Hole(draft),))
        return Row(tuple(cells))

    def _labelled(self, row: tuple[str, ...]) -> Row:
        """A row of a label and cells to fill in, or of cells with runs."""
        empty = [at for at, cell in enumerate(row) if not cell]
        label, cells = "", []
        for at, cell in enumerate(row):
            if cell:
                cells.append(self._cell(cell, label, at))
                label = cell if not _COUNTER.match(cell) else label
            elif not label:
                cells.append(("",))
            else:
                cells.append((Hole(self._beside(label, at, single=len(empty) == 1)),))
        return Row(tuple(cells))

    def _beside(self, label: str, at: int, *, single: bool) -> Draft:
        said = labels.clause(label) if len(label.split()) > 12 else label.strip(" :")
        head = self.names[at] if at < len(self.names) else ""
        if single or not head:
            type_ = labels.kind(said)
            return Draft(said, type_, labels.required(said, type_), self.section or self.title)
        type_ = labels.kind(head)
        type_ = labels.kind(said) if type_ is FieldType.TEXT else type_
        return Draft(f"{said}: {head}", type_, False, self.section, f"{labels.name(said, 4)}_{labels.name(head, 3)}")

    def _cell(self, cell: str, label: str, at: int) -> tuple[Rough, ...]:
        if not self.marks.found(cell):
            return (cell,)
        line = Line(self.marks.cut(cell))
        head = self.names[at] if at < len(self.names) else ""
        beside = [] if self.marks.found(label) or not label else [Line((label,))]
        places = Places([*beside, line], head or label)
        places.read()
        return tuple(
            piece
            for part in line.parts
            for piece in ((part,) if isinstance(part, str) else places.holes.get(part.number, (part.text,)))
        )


def _products(fields: Sequence[Field]) -> dict[str, Field]:
    """«құны» where there are «саны» and «бағасы»: it is their product."""
    counts = [field for field in fields if field.type is FieldType.QUANTITY and not field.computed]
    money = [field for field in fields if field.type is FieldType.MONEY]
    prices = [field for field in money if _PRICE.search(fold_case(field.label))]
    costs = [field for field in money if field not in prices and _COST.search(fold_case(field.label))]
    if not len(counts) == len(prices) == len(costs) == 1 or _TAXED.search(fold_case(costs[0].label)):
        return {}
    return {costs[0].name: replace(costs[0], computed=f"product {counts[0].name} {prices[0].name}", required=False)}
