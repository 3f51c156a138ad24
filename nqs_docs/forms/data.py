"""Data files: records of texts, whatever the format, and the file of those that were not taken.

Every value is read as the text that stands in the file: 007 keeps its zeros, 1.50 its
places. A record is a mapping of a YAML or JSON file, or a line of a table (CSV, XLSX)
below the line of names. In a table a column "қызметтер.бағасы" belongs to repeated
rows; a line whose other columns are empty goes on with the record above it.

Two columns (or keys) are the program's own: ``_қателер`` says what is wrong with a
record, ``_нөмір`` which number it had, so that a mended error file gives the files that
were missing under the names they would have had.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from nqs_docs.findings import UsageError
from nqs_docs.forms import spreadsheets
from nqs_docs.forms.spreadsheets import NUMBER, REASONS
from nqs_docs.forms.yaml_data import dump_yaml, paired, read_yaml

FORMATS = ("yaml", "yml", "json", "csv", "xlsx")
LINED = FORMATS[3:]  # tables, whose records stand on lines
LARGEST = 32 * 1024 * 1024  # bytes
MOST = 100_000  # records


class Record(Struct, frozen=True):
    """One form's worth of data."""

    row: int  # where it stands: its line in a table, else its number in the file
    number: int  # of the file made from it
    raw: dict[str, object]
    again: bool = False  # it comes from a file of those that were not taken


class Data(Struct, frozen=True):
    """A data file."""

    format: str
    records: tuple[Record, ...]
    separator: str = ";"  # CSV

    @property
    def single(self) -> bool:
        """Whether there is one record only, and never were more."""
        return len(self.records) == 1 and not self.records[0].again


def read_data(name: str, content: bytes) -> Data:
    """The records of a file; its format is told by the ending of its name.

    UsageError ``form.data-format``, ``form.unreadable``, ``form.no-data``, ``form.not-a-record``,
    ``form.too-large`` and those of ``spreadsheets``: a file that cannot be understood as a whole.
    """
    form = name.rpartition(".")[2].lower()
    if form not in FORMATS:
        raise UsageError("form.data-format", file=name, formats=", ".join(FORMATS))
    if len(content) > LARGEST:
        raise UsageError("form.too-large", file=name, most=f"{LARGEST >> 20} MB")
    separator = ";"
    try:
        match form:
            case "csv":
                text, separator = spreadsheets.csv_text(content)
                rows = spreadsheets.records(spreadsheets.csv_lines(text, separator), name)
            case "xlsx":
                rows = spreadsheets.records(spreadsheets.xlsx_lines(content, name), name)
            case _:
                rows = _listed(_json(content) if form == "json" else read_yaml(content), name)
        return Data(form, tuple(_records(rows, name)), separator)
    except UsageError:
        raise
    except (ValueError, RecursionError, *spreadsheets.BROKEN) as error:
        raise UsageError("form.unreadable", file=name, detail=" ".join(str(error).split())[:200]) from error


def error_file(data: Data, wrong: Sequence[tuple[Record, Sequence[str]]]) -> bytes:
    """The records that were not taken, each with its reasons, in the format of the input."""
    rows = [{NUMBER: str(record.number), **record.raw, REASONS: " | ".join(why)} for record, why in wrong]
    return _written(rows, data.format, data.separator)


def table(raw: Mapping[str, object], form: str) -> bytes:
    """A record as a file of one of ``FORMATS``, to start from."""
    lined = form in LINED
    return _written([{name: _in_cell(value) if lined else value for name, value in raw.items()}], form, ";")


def _in_cell(value: object) -> object:
    """Several texts as one, the way a cell holds them; rows stay rows."""
    if not isinstance(value, list):
        return value
    if all(isinstance(one, str) for one in value):
        return "; ".join(value)
    return [{name: _in_cell(cell) for name, cell in row.items()} for row in value]


def _written(rows: list[dict[str, object]], form: str, separator: str) -> bytes:
    match form:
        case "csv":
            return spreadsheets.write_csv(rows, separator)
        case "xlsx":
            return spreadsheets.write_xlsx(rows)
        case "json":
            return (json.dumps(rows, ensure_ascii=False, indent=2) + "\n").encode()
    return dump_yaml(rows)


def example_file(raw: Mapping[str, object]) -> str:
    """A record as a YAML file, to start from."""
    return dump_yaml(raw).decode()


def _json(content: bytes) -> object:
    return json.loads(
        content.decode("utf-8-sig"), parse_int=str, parse_float=str, parse_constant=str, object_pairs_hook=paired
    )


def _listed(read: object, name: str) -> Iterator[tuple[int, dict[str, object]]]:
    """A record, or a list of them; empty ones are passed over."""
    for number, item in enumerate(read if isinstance(read, list) else [read], 1):
        if not isinstance(item, dict):
            raise UsageError("form.not-a-record", file=name, row=str(number))
        if item:
            yield number, item


def _records(rows: Iterable[tuple[int, dict[str, object]]], name: str) -> list[Record]:
    """Records with the numbers of the files that will be made of them."""
    records: list[Record] = []
    for row, raw in rows:
        given = raw.pop(NUMBER, "")
        raw.pop(REASONS, "")
        if not isinstance(given, str) or not re.fullmatch(r"\d{0,6}", given, re.ASCII):
            raise UsageError("form.record-number", file=name, row=str(row), column=NUMBER)
        records.append(Record(row, int(given or len(records) + 1), raw, bool(given)))
        if len(records) > MOST:
            raise UsageError("form.too-many-records", file=name, most=str(MOST))
    if not records:
        raise UsageError("form.no-data", file=name)
    if len({record.number for record in records}) < len(records):
        raise UsageError("form.record-numbers", file=name, column=NUMBER)
    return records
