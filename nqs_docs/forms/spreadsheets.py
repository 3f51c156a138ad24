"""Tables as data: CSV and XLSX, a line of names and a line for each record.

A column "қызметтер.бағасы" holds a value of a repeated row. A line in which no other
column has a value goes on with the record above: one more row of each such group.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections import ChainMap, Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from itertools import zip_longest

import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from nqs_docs.findings import UsageError
from nqs_docs.forms.values import Row
from nqs_docs.publish import ooxml

#: Columns of the program's own: what is wrong with a record, and its number among all that were given.
REASONS, NUMBER = "_қателер", "_нөмір"
#: What the readers raise on a file that is none of theirs.
BROKEN = (csv.Error, zipfile.BadZipFile, InvalidFileException, KeyError, OSError, TypeError, AttributeError)
_SEPARATORS = ";,\t|"
_WIDEST = 300  # columns
_UNPACKED = 256 * 1024 * 1024  # bytes of a workbook that is packed small
_DIGITS = 15  # that a spreadsheet keeps of a number
#: The hour at which a workbook was made: the same data give the same bytes.
_STAMP = re.compile(rb">\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ<")
Line = Sequence[str]


def csv_text(content: bytes) -> tuple[str, str]:
    """The text of a CSV file and its separator: UTF-8, UTF-16 with its mark, else KZ-1048 (Windows, Cyrillic)."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = content.decode("utf-16")
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("kz1048")
    head, _, rest = text.partition("\n")
    if head.lower().startswith("sep=") and len(head.strip("\r")) == 5:  # a spreadsheet's own line
        return rest, head[4]
    return text, max(_SEPARATORS, key=lambda sign: len(next(csv.reader([head], delimiter=sign), [])))


def csv_lines(text: str, separator: str) -> Iterator[Line]:
    """The lines of a CSV table."""
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)


def xlsx_lines(content: bytes, name: str) -> Iterator[Line]:
    """The lines of a workbook's first sheet, every cell as the text that it shows or means."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if sum(part.file_size for part in packed.infolist()) > _UNPACKED:
            raise UsageError("form.too-large", file=name, most=f"{_UNPACKED >> 20} MB")
    books = [openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=kept) for kept in (True, False)]
    shown, written = (book.worksheets[0].iter_rows() for book in books)
    for row, (cells, formulas) in enumerate(zip(shown, written, strict=True), 1):
        line = []
        for column, (cell, formula) in enumerate(zip(cells, formulas, strict=True), 1):
            if cell.data_type == "e" or (formula.data_type == "f" and cell.value is None):
                raise UsageError("form.cell", file=name, cell=f"{get_column_letter(column)}{row}")
            line.append(_cell(cell.value))
        yield line


def _cell(value: object) -> str:
    """A cell's value as text: a day as 2026-07-12, a number without what the machine adds to it."""
    match value:
        case None:
            return ""
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case date() | time():
            return value.isoformat()
        case float():
            plain = f"{value:.{_DIGITS}g}"
            return f"{value:.0f}" if "e" in plain and value.is_integer() else plain
        case _:
            return str(value)


def records(lines: Iterable[Line], name: str) -> Iterator[tuple[int, dict[str, object]]]:
    """Records by the line they begin on; the first line that is not empty holds the names."""
    numbered = enumerate(lines, 1)
    names = next((named for _, line in numbered if any(named := [cell.strip() for cell in line])), [])
    while names and not names[-1]:
        names.pop()
    _check_names(names, name)
    record: dict[str, object] = {}
    began = 0
    for row, line in numbered:
        cells = ["" if cell.isspace() else cell for cell in line]
        if any(cell for column, cell in zip_longest(names, cells, fillvalue="") if not column):
            raise UsageError("form.column-unnamed", file=name, row=str(row))
        given = {column: cell for column, cell in zip(names, cells, strict=False) if column}
        groups, single = _apart(given)
        if any(single.values()) or (not record and any(cells)):
            if record:
                yield began, record
            record, began = single | {group: [] for group in groups}, row
        for group, cell_of in groups.items() if record else ():
            held = record.setdefault(group, [])
            if isinstance(held, list) and any(cell_of.values()):
                held.append(Row(cell_of, row))
    if record:
        yield began, record


def _check_names(names: Sequence[str], name: str) -> None:
    if len(names) > _WIDEST:
        raise UsageError("form.too-many-columns", file=name, most=str(_WIDEST))
    twice = [column for column, count in Counter(filter(None, names)).items() if count > 1]
    if twice:
        raise UsageError("form.columns-twice", file=name, columns=", ".join(twice)[:200])


def _apart(given: Mapping[str, str]) -> tuple[dict[str, dict[str, str]], dict[str, object]]:
    """The cells of each kind of repeated rows by their own names, and all others."""
    groups: dict[str, dict[str, str]] = {}
    single: dict[str, object] = {}
    for name, cell in given.items():
        rows, _, column = (part.strip() for part in name.partition("."))
        if rows and column:
            groups.setdefault(rows, {})[column] = cell
        else:
            single[name] = cell
    return groups, single


def _flat(rows: Sequence[Mapping[str, object]]) -> list[dict[str, str]]:
    """Records as lines: as many as their longest repeated rows."""
    lines: list[dict[str, str]] = []
    for record in rows:
        first = {name: str(value) for name, value in record.items() if not isinstance(value, list)}
        groups = [
            [{f"{name}.{column}": str(cell) for column, cell in row.items()} for row in value]
            for name, value in record.items()
            if isinstance(value, list)
        ]
        below = [dict(ChainMap(*beside)) for beside in zip_longest(*groups, fillvalue={})]
        lines += [first | (below[0] if below else {}), *below[1:]]
    return lines


def _heading(lines: Iterable[Mapping[str, str]]) -> list[str]:
    """The columns in the order of the input, the reasons last."""
    return sorted(dict.fromkeys(name for line in lines for name in line), key=lambda name: name == REASONS)


def write_csv(rows: Sequence[Mapping[str, object]], separator: str) -> bytes:
    """A table of records in UTF-8 with its mark, as spreadsheets want it."""
    lines = _flat(rows)
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, _heading(lines), delimiter=separator, restval="")
    writer.writeheader()
    writer.writerows(lines)
    return text.getvalue().encode("utf-8-sig")


def write_xlsx(rows: Sequence[Mapping[str, object]]) -> bytes:
    """A table of records as a workbook, every cell a text: no zero is lost, nothing is a formula."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    lines = _flat(rows)
    heading = _heading(lines)
    for line in ({name: name for name in heading}, *lines):
        cells = []
        for name in heading:
            cell = WriteOnlyCell(sheet, ooxml.clean(line.get(name, "")))
            cell.data_type, cell.number_format = "s", "@"
            cells.append(cell)
        sheet.append(cells)
    data = io.BytesIO()
    book.save(data)
    with zipfile.ZipFile(data) as made:
        parts = {part: _STAMP.sub(b">2000-01-01T00:00:00Z<", made.read(part)) for part in made.namelist()}
    return ooxml.zipped(parts)
