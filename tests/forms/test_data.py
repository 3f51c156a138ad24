"""Data files as people have them, and the file of what was not taken."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from nqs_docs.findings import UsageError
from nqs_docs.forms import spreadsheets
from nqs_docs.forms.data import Data, Record, error_file, read_data
from nqs_docs.forms.values import Twice


def raws(name: str, content: str | bytes) -> list[dict[str, object]]:
    data = read_data(name, content if isinstance(content, bytes) else content.encode())
    return [record.raw for record in data.records]


def refused(name: str, content: str | bytes) -> str:
    with pytest.raises(UsageError) as caught:
        raws(name, content)
    return caught.value.code


def workbook(*rows: list[object]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


# --- YAML and JSON -------------------------------------------------------------------


def test_every_scalar_is_the_text_that_stands_there() -> None:
    yaml = 'а: 007\nб: 1.50\nв: no\nг: 2026-07-12\nд: ~\nе: "null"\nж: 1_000\nз: {{ 7*7 }}\n'.replace(
        "{{ 7*7 }}", '"{{ 7*7 }}"'
    )
    assert raws("a.yaml", yaml) == [
        {"а": "007", "б": "1.50", "в": "no", "г": "2026-07-12", "д": "", "е": "null", "ж": "1_000", "з": "{{ 7*7 }}"}
    ]
    assert raws("a.json", '{"а": 1.50, "б": 900101300123, "в": null, "г": true, "д": 1e400, "е": NaN}') == [
        {"а": "1.50", "б": "900101300123", "в": "", "г": True, "д": "1e400", "е": "NaN"}
    ]


def test_one_record_or_many() -> None:
    assert read_data("a.yml", b"a: 1").single
    assert [r.row for r in read_data("a.yaml", b"- {a: 1}\n- {}\n- {a: 2}").records] == [1, 3]
    assert raws("a.yaml", "a: 1\n---\na: 2\n") == [{"a": "1"}, {"a": "2"}]
    assert raws("a.json", b'\xef\xbb\xbf[{"a": [{"b": 1}]}]') == [{"a": [{"b": "1"}]}]


def test_a_key_that_stands_twice_is_seen() -> None:
    assert raws("a.yaml", "a: 1\nb: 2\na: 3") == [{"a": Twice(("1", "3")), "b": "2"}]
    assert isinstance(raws("a.json", '{"a": 1, "a ": 1}')[0]["a"], Twice)
    rows = raws("a.json", '{"r": [{"a": 1, "a": 2}]}')[0]["r"]
    assert isinstance(rows, list)
    assert isinstance(rows[0]["a"], Twice)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.txt", "a: 1", "form.data-format"),
        ("a", "a: 1", "form.data-format"),
        ("a.yaml", "", "form.no-data"),
        ("a.yaml", "{}", "form.no-data"),
        ("a.json", "[]", "form.no-data"),
        ("a.csv", "а;б\n;\n", "form.no-data"),
        ("a.csv", "", "form.no-data"),
        ("a.yaml", "мәтін", "form.not-a-record"),
        ("a.json", '[{"a": 1}, "b"]', "form.not-a-record"),
        ("a.yaml", "a: &x [1]\nb: *x", "form.unreadable"),
        ("a.yaml", "a: [", "form.unreadable"),
        ("a.yaml", "? [1, 2]\n: 3", "form.unreadable"),
        ("a.yaml", b"\xff\xfe\xfd", "form.unreadable"),
        ("a.yaml", "a: " + "[" * 500 + "]" * 500, "form.unreadable"),
        ("a.json", "[" * 100_000, "form.unreadable"),
        ("a.json", '{"a": ', "form.unreadable"),
        ("a.xlsx", "a;b", "form.unreadable"),
        ("a.csv", 'a;b\n"1;2\n', "form.unreadable"),
        ("a.csv", "a;b\n1;2;3\n", "form.column-unnamed"),
        ("a.csv", "a;;c\n1;2;3\n", "form.column-unnamed"),
        ("a.csv", "a;a\n1;2\n", "form.columns-twice"),
        ("a.csv", ";".join(f"c{n}" for n in range(400)) + "\n1\n", "form.too-many-columns"),
        ("a.csv", "a;_нөмір\n1;../x\n", "form.record-number"),
        ("a.csv", "a;_нөмір\n1;2\n3;2\n", "form.record-numbers"),
        ("a.json", '{"a": 1, "_нөмір": ["1"]}', "form.record-number"),
    ],
)
def test_a_file_that_is_refused_as_a_whole(name: str, content: str | bytes, code: str) -> None:
    assert refused(name, content) == code


# --- tables --------------------------------------------------------------------------


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "kz1048"])
def test_separator_and_encoding_are_found(separator: str, codec: str) -> None:
    text = "аты;қала\r\nСерік;Өскемен\r\n".replace(";", separator)
    assert raws("a.csv", text.encode(codec)) == [{"аты": "Серік", "қала": "Өскемен"}]


def test_what_spreadsheets_do_to_a_table() -> None:
    text = 'sep=;\r\nаты;сипаты;\r\n\r\n"Серік ""С""";"бір\nекі";\r\n;;\r\nӘли;;\r\n'
    data = read_data("A.CSV", text.encode())
    assert [(r.row, r.raw) for r in data.records] == [
        (3, {"аты": 'Серік "С"', "сипаты": "бір\nекі"}),
        (5, {"аты": "Әли", "сипаты": ""}),
    ]


def test_a_line_with_repeated_rows_only_goes_on_with_the_record_above() -> None:
    text = "күні;қызмет.атауы;қызмет.саны;бет.с\n1;а;2;x\n;б;3;\n;;;y\n2;в;4;\n"
    assert raws("a.csv", text) == [
        {
            "күні": "1",
            "қызмет": [{"атауы": "а", "саны": "2"}, {"атауы": "б", "саны": "3"}],
            "бет": [{"с": "x"}, {"с": "y"}],
        },
        {"күні": "2", "қызмет": [{"атауы": "в", "саны": "4"}], "бет": []},
    ]
    assert raws("a.csv", "қызмет.атауы\nа\nб\n") == [{"қызмет": [{"атауы": "а"}, {"атауы": "б"}]}]


def test_cells_of_a_workbook_are_what_they_show() -> None:
    book = workbook(
        ["жсн", "күні", "сома", "аты", None],
        [900101300123, date(2026, 7, 12), 0.1 + 0.2, " =1+1", None],
        [None, None, None, None, None],
        ["010101500123", datetime(2026, 7, 12, 10, 30), 1234567.5, True, None],
    )
    assert [(r.row, r.raw) for r in read_data("a.xlsx", book).records] == [
        (2, {"жсн": "900101300123", "күні": "2026-07-12", "сома": "0.3", "аты": " =1+1"}),
        (4, {"жсн": "010101500123", "күні": "2026-07-12T10:30:00", "сома": "1234567.5", "аты": "True"}),
    ]


def test_a_formula_without_its_result_is_no_value() -> None:
    assert refused("a.xlsx", workbook(["а"], ["=1+1"])) == "form.cell"
    assert refused("a.xlsx", workbook(["а"], ["#REF!"])) == "form.cell"


def test_a_workbook_that_unpacks_to_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheets, "_UNPACKED", 1 << 20)
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b" " * (2 << 20))
    assert refused("a.xlsx", data.getvalue()) == "form.too-large"


# --- what was not taken ----------------------------------------------------------------

RECORDS = (
    Record(2, 1, {"аты": "Серік; С", "жсн": "010101500123", "қызмет": [{"атауы": "а"}, {"атауы": "б"}]}),
    Record(4, 12, {"аты": "=1+1\nекі", "жсн": "", "қызмет": [{"атауы": "в"}]}),
)


@pytest.mark.parametrize("form", ["yaml", "json", "csv", "xlsx"])
def test_the_error_file_is_read_again_and_keeps_the_numbers(form: str) -> None:
    data = Data(form, RECORDS)
    written = error_file(data, [(record, ["бірінші", "екінші"]) for record in RECORDS])
    assert written == error_file(data, [(record, ["бірінші", "екінші"]) for record in RECORDS])
    again = read_data(f"a.{form}", written)
    assert [(r.number, r.raw) for r in again.records] == [(r.number, r.raw) for r in RECORDS]
    assert not again.single
    assert not read_data(f"a.{form}", error_file(data, [(RECORDS[0], ["x"])])).single


def test_reasons_stand_last_where_a_person_sees_them() -> None:
    data = Data("csv", RECORDS, ",")
    lines = error_file(data, [(RECORDS[0], ["аты: қате"])]).decode("utf-8-sig").splitlines()
    assert lines[0] == "_нөмір,аты,жсн,қызмет.атауы,_қателер"
    assert lines[1].endswith(",аты: қате")
    assert (
        json.loads(error_file(replace(data, format="json"), [(RECORDS[0], ["аты: қате"])]))[0]["_қателер"]
        == "аты: қате"
    )


def test_a_hostile_text_does_not_break_the_error_file() -> None:
    nasty = Record(1, 1, {"a": "\x07<b>\u202e", "b": Twice(("1", "2")), "c": {"d": True}})
    for form in ("yaml", "json"):
        assert read_data(f"a.{form}", error_file(Data(form, (nasty,)), [(nasty, ["x"])])).records[0].number == 1
    plain = replace(nasty, raw={"a": "\x07<b>"})
    assert read_data("a.xlsx", error_file(Data("xlsx", (plain,)), [(plain, ["x"])])).records[0].raw == {
        "a": "\ufffd<b>"
    }


LETTERS = st.characters(exclude_categories=("Cc", "Cs"))


@given(st.lists(st.fixed_dictionaries({"а": st.text(LETTERS, min_size=1), "б": st.text(LETTERS)}), min_size=1))
def test_texts_come_back_from_every_format_as_they_were(rows: list[dict[str, str]]) -> None:
    rows = [{key: value.strip() or "x" for key, value in row.items()} for row in rows]
    records = tuple(Record(n, n, dict(row)) for n, row in enumerate(rows, 1))
    for form in ("yaml", "json", "csv"):
        written = error_file(Data(form, records), [(record, ["x"]) for record in records])
        assert [record.raw for record in read_data(f"a.{form}", written).records] == rows
