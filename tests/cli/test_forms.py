"""``nqs forms`` and ``nqs fill``: what a clerk does, and what goes wrong."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from html import unescape
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from nqs_docs.forms.data import read_data
from tests.cli.conftest import Nqs
from tests.program import Ran

FORMS = ("78-1", "78-3", "277-1", "380-2", "391", "399")
#: The days on which their redactions differ.
DAYS = [*((form, "2026-07-12") for form in FORMS), ("391", "2026-07-11"), ("78-1", "2026-05-01")]
IIN = "жеке_сәйкестендіру_нөмірі"
TOPIC = "өтінім_тақырыбы"


_EXAMPLES: dict[tuple[str, str], dict[str, object]] = {}


def example(nqs: Nqs, form: str, on: str = "2026-07-12") -> dict[str, object]:
    """What ``forms show`` gives as an example, asked once of each form and day."""
    if (form, on) not in _EXAMPLES:
        _EXAMPLES[form, on] = json.loads(nqs("forms", "show", form, "--on", on, "--format", "json").out)["example"]
    return dict(_EXAMPLES[form, on])


def words(file: Path) -> str:
    """What a filled form says, white space apart."""
    if file.suffix == ".pdf":
        document = pypdfium2.PdfDocument(file)
        return "".join("".join(page.get_textpage().get_text_range() for page in document).split())
    with zipfile.ZipFile(file) as packed:
        text = packed.read("word/document.xml").decode()
    assert "{{" not in text
    return "".join(unescape("".join(piece.partition(">")[2] for piece in text.split("<"))).split())


def fill(nqs: Nqs, form: str, data: Path, output: Path, *more: str) -> Ran:
    return nqs("fill", form, "--on", "2026-07-12", "--data", str(data), "-o", str(output), *more)


def saved(path: Path, value: object) -> Path:
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    return path


def table(path: Path, rows: list[dict[str, object]]) -> Path:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, [*rows[0]], delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(text.getvalue().encode("utf-8-sig"))
    return path


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_the_forms_of_a_day(nqs: Nqs) -> None:
    listed = json.loads(nqs("forms", "--on", "2026-07-12", "--format", "json").out)
    assert {"form", "act", "unit", "title", "from", "until", "estimated"} <= set(listed[0])
    assert [one["form"] for one in listed] == [*FORMS]
    assert (
        nqs("forms", "list", "--on", "2026-07-12", "--format", "json").out
        == json.dumps(listed, ensure_ascii=False, indent=2) + "\n"
    )
    before = {one["form"]: one for one in json.loads(nqs("forms", "--on", "2026-07-11", "--format", "json").out)}
    assert "277-1" not in before
    assert (before["391"]["until"], before["391"]["estimated"]) == ("2026-07-12", False)
    assert nqs("forms", "--on", "2026-07-12").out.splitlines()[5].split("\t")[:3] == [
        "391",
        "V2300033449",
        "2026-07-12",
    ]


@pytest.mark.parametrize(("form", "on"), DAYS)
def test_every_form_is_filled_with_its_example_and_verified(nqs: Nqs, tmp_path: Path, form: str, on: str) -> None:
    given = example(nqs, form, on)
    data = saved(tmp_path / "d.json", given)
    for ending in ("docx", "pdf"):
        file = tmp_path / f"a.{ending}"
        assert nqs("fill", form, "--on", on, "--data", str(data), "-o", str(file)).out == f"{file}\n"
        assert nqs("forms", "verify", str(file), "--on", on).status == 0
        seen = words(file)
        assert f"Нысан{form}(" in seen
        for value in given.values():
            day = isinstance(value, str) and value[4:5] == value[7:8] == "-"  # printed in words
            assert not isinstance(value, str) or day or "".join(value.split()) in seen


def test_example_of_show_is_a_data_file(nqs: Nqs, tmp_path: Path) -> None:
    shown = nqs("forms", "show", "391", "--on", "2026-07-12").out
    data = tmp_path / "d.yaml"
    data.write_text(shown.rpartition("\n\n")[2], encoding="utf-8")
    assert fill(nqs, "391", data, tmp_path / "a.docx").status == 0
    assert IIN in shown


def test_nothing_is_written_for_a_single_bad_record(nqs: Nqs, tmp_path: Path) -> None:
    bad = example(nqs, "391") | {IIN: "850714300128", TOPIC: " ", "телефн": "1"}
    ran = fill(nqs, "391", saved(tmp_path / "d.json", bad), tmp_path / "out" / "a.docx")
    assert (ran.status, ran.out) == (2, "")
    fields = ["телефн", "Жеке сәйкестендіру нөмірі", "өтінім тақырыбы"]
    assert [line.partition(":")[0] for line in ran.err.splitlines()[:3]] == fields
    assert "850714300128" in ran.err
    assert names(tmp_path) == {"d.json"}


def test_the_line_of_a_value_is_named_though_its_record_began_above(nqs: Nqs, tmp_path: Path) -> None:
    record = example(nqs, "380-2")
    rows = record.pop("қызметтер")
    assert isinstance(rows, list)
    cells = [{f"қызметтер.{name}": cell for name, cell in (row | more).items()}
             for row, more in zip(rows[:1] * 3, ({}, {}, {"күні": "31.02.2026", "саны": ""}), strict=True)]  # fmt: skip
    empty = dict.fromkeys(record, "")
    data = table(tmp_path / "list.csv", [record | cells[0], empty | cells[1], empty | cells[2], record | cells[2]])
    told = [line.partition(": ")[0] for line in fill(nqs, "380-2", data, tmp_path / "a.docx").err.splitlines()]
    day, count = "Қызметтер көрсету күні (қызметтер[{}].күні)", "саны (қызметтер[{}].саны)"
    assert told[:4] == [f"line {line}, {field.format(n)}" for line, n in ((4, 3), (5, 1)) for field in (day, count)]


def test_a_batch_writes_the_good_rows_and_a_file_of_the_others(nqs: Nqs, tmp_path: Path) -> None:
    good = example(nqs, "391")
    bad = good | {IIN: "850714300128", TOPIC: ""}
    data, out = table(tmp_path / "list.csv", [good, bad, good, bad]), tmp_path / "out" / "a.docx"
    ran = fill(nqs, "391", data, out)
    assert ran.status == 2
    assert ran.out.splitlines() == [str(out.with_name(f"a-00{n}.docx")) for n in (1, 3)]
    assert "line 3, " in ran.err
    assert "line 5, " in ran.err
    wrong = out.with_name("a-errors.csv")
    assert names(out.parent) == {f"a-00{n}.docx{end}" for n in (1, 3) for end in ("", ".receipt.json")} | {wrong.name}
    told = read_data(wrong.name, wrong.read_bytes())
    assert [record.number for record in told.records] == [2, 4]
    reasons = wrong.read_text("utf-8-sig").splitlines()
    assert "өтінім тақырыбы: " in reasons[1].rpartition('"')[0]
    mended = wrong.read_text("utf-8-sig").replace("850714300128", str(good[IIN])).replace("kz;;", "kz;тақырып;")
    wrong.write_text(mended, encoding="utf-8")
    again = fill(nqs, "391", wrong, out)
    assert again.out.splitlines() == [str(out.with_name(f"a-00{n}.docx")) for n in (2, 4)]
    assert again.status == 0


@pytest.mark.parametrize("ending", ["xlsx", "yaml", "json"])
def test_the_error_file_has_the_format_of_the_input(nqs: Nqs, tmp_path: Path, ending: str) -> None:
    good = example(nqs, "391")
    rows = [good, good | {TOPIC: ""}]
    data = saved(tmp_path / f"list.{ending}", rows)
    if ending == "xlsx":
        book = openpyxl.Workbook()
        book.worksheets[0].append([*good])
        for row in rows:
            book.worksheets[0].append([str(cell) for cell in row.values()])
        book.save(data)
    (tmp_path / "out").mkdir()
    assert fill(nqs, "391", data, tmp_path / "out").status == 2
    assert names(tmp_path / "out") == {"391-001.docx", "391-001.docx.receipt.json", f"391-errors.{ending}"}
    left = tmp_path / "out" / f"391-errors.{ending}"
    assert [record.number for record in read_data(left.name, left.read_bytes()).records] == [2]


def test_one_file_for_all(nqs: Nqs, tmp_path: Path) -> None:
    good = example(nqs, "391")
    data = saved(tmp_path / "d.json", [good | {TOPIC: "бірінші өтінім"}, good | {TOPIC: "екінші өтінім"}])
    for ending in ("docx", "pdf"):
        one, other = (tmp_path / f"{name}.{ending}" for name in ("a", "b"))
        for file in (one, other):
            assert fill(nqs, "391", data, file, "--together").status == 0
        assert one.read_bytes() == other.read_bytes()
        assert "біріншіөтінім" in words(one)
        assert "екіншіөтінім" in words(one)
        assert nqs("forms", "verify", str(one), "--on", "2026-07-12").status == 0
    bad = saved(tmp_path / "bad.json", [good, good | {TOPIC: ""}])
    assert fill(nqs, "391", bad, tmp_path / "c.docx", "--together").status == 2
    assert not (tmp_path / "c.docx").exists()


HOSTILE = ("{{ 7*7 }}", "{% raw %}", "<b>қалың</b>", "Tom & Co", "../../etc/passwd", "=1+1", "${x}", "]]>", "\\n")


@pytest.mark.parametrize("ending", ["docx", "pdf"])
def test_hostile_values_stay_text(nqs: Nqs, tmp_path: Path, ending: str) -> None:
    data = saved(tmp_path / "d.json", [example(nqs, "391") | {TOPIC: text} for text in HOSTILE])
    assert fill(nqs, "391", data, tmp_path / f"a.{ending}").status == 0
    for number, text in enumerate(HOSTILE, 1):
        file = tmp_path / f"a-00{number}.{ending}"
        if ending == "pdf":
            assert "".join(text.split()) in words(file)
        else:
            with zipfile.ZipFile(file) as packed:
                with_signs = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
                assert with_signs in packed.read("word/document.xml").decode()


def test_the_same_data_give_the_same_bytes(nqs: Nqs, tmp_path: Path) -> None:
    data = saved(tmp_path / "d.json", example(nqs, "380-2"))
    for ending in ("docx", "pdf"):
        files = [tmp_path / folder / f"a.{ending}" for folder in ("one", "two")]
        for file in files:
            assert fill(nqs, "380-2", data, file).status == 0
        assert files[0].read_bytes() == files[1].read_bytes()


@pytest.mark.parametrize(
    ("words_", "status", "said"),
    [
        (("fill", "399", "--on", "2024-06-01", "--data", "D", "-o", "O.docx"), 5, "№ 22"),
        (("fill", "277-1", "--on", "2026-07-11", "--data", "D", "-o", "O.docx"), 5, "№ 113"),
        (("fill", "78-1", "--on", "2026-05-01", "--data", "D", "-o", "O.docx", "--strict"), 5, "estimated"),
        (("fill", "391", "--on", "2020-01-01", "--data", "D", "-o", "O.docx"), 4, "391"),
        (("fill", "999", "--data", "D", "-o", "O.docx"), 2, "391, 399"),
        (("fill", "391", "--data", "D", "-o", "O.txt"), 2, ".docx, .pdf"),
        (("fill", "391", "--data", "no.yaml", "-o", "O.docx"), 2, "no.yaml"),
        (("forms", "show", "277-1", "--on", "2026-07-11"), 5, "№ 113"),
        (("forms", "terms", "399", "--on", "2024-06-01"), 5, "№ 22"),
        (("forms", "verify", "D"), 2, "receipt"),
        (("forms", "fold"), 2, "fold"),
    ],
)
def test_what_is_refused_writes_nothing(
    nqs: Nqs, tmp_path: Path, words_: tuple[str, ...], status: int, said: str
) -> None:
    data = saved(tmp_path / "d.json", {"а": "1"})
    there = {"D": str(data), "O.docx": str(tmp_path / "O.docx"), "O.txt": str(tmp_path / "O.txt")}
    ran = nqs(*(there.get(word, word) for word in words_))
    assert (ran.status, ran.out) == (status, "")
    assert said in ran.err
    assert names(tmp_path) == {"d.json"}


def test_a_filled_form_is_verified(nqs: Nqs, tmp_path: Path) -> None:
    data, file = saved(tmp_path / "d.json", example(nqs, "391")), tmp_path / "a.docx"
    assert nqs("fill", "391", "--on", "2026-07-11", "--data", str(data), "-o", str(file)).status == 0
    receipt = json.loads(Path(f"{file}.receipt.json").read_text("utf-8"))
    assert (receipt["form"], receipt["unit"], receipt["on"]) == ("391", "Қағидаларға қосымша", "2026-07-11")
    then = nqs("forms", "verify", str(file), "--on", "2026-07-11")
    assert (then.status, then.err) == (0, "")
    later = nqs("forms", "verify", str(file), "--on", "2026-07-12")
    assert later.status == 0  # it was right on its day
    assert "another blank is in force, from 12.07.2026" in later.out
    assert nqs("forms", "verify", f"{file}.receipt.json", "--on", "2026-07-12").out == later.out
    Path(f"{file}.receipt.json").unlink()
    foot = nqs("forms", "verify", str(file), "--on", "2026-07-12")
    assert foot.status == 0
    assert "cannot be told" in foot.out
    assert "in force on 11.07.2026" in foot.out


def test_the_foot_is_read_where_another_program_displaced_kazakh_letters(nqs: Nqs, tmp_path: Path) -> None:
    data, file = saved(tmp_path / "d.json", example(nqs, "391")), tmp_path / "a.docx"
    assert fill(nqs, "391", data, file).status == 0
    with zipfile.ZipFile(file) as packed:
        text = packed.read("word/document.xml").decode()
    assert "күнгі редакция" in text
    Path(f"{file}.receipt.json").unlink()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("word/document.xml", text.replace("күнгі редакция", "к нгі редакция ү"))
    assert nqs("forms", "verify", str(file), "--on", "2026-07-12").status == 0


def test_a_changed_file_and_a_wrong_blank_are_told(nqs: Nqs, tmp_path: Path) -> None:
    data, file = saved(tmp_path / "d.json", example(nqs, "391")), tmp_path / "a.docx"
    assert fill(nqs, "391", data, file).status == 0
    beside = Path(f"{file}.receipt.json")
    right = beside.read_text("utf-8")
    file.write_bytes(file.read_bytes() + b" ")
    changed = nqs("forms", "verify", str(file))
    assert changed.status == 6
    assert "WAS CHANGED" in changed.out
    beside.write_text(json.dumps(json.loads(right) | {"blank": "0" * 64}), encoding="utf-8")
    assert "NOT the one in force" in nqs("forms", "verify", str(file)).out
    beside.write_text(json.dumps(json.loads(right) | {"act": "V9900000000"}), encoding="utf-8")
    assert nqs("forms", "verify", str(file)).status == 6
    beside.write_text("{}", encoding="utf-8")
    assert nqs("forms", "verify", str(file)).status == 2


def test_terms_of_a_support_request(nqs: Nqs) -> None:
    values = json.loads(nqs("forms", "terms", "391", "--on", "2026-07-13", "--format", "json").out)["terms"]
    assert [(value["clause"], value["count"], value["last_day"]) for value in values] == [
        ("Қағидалардың 16-тармағы", 3, "2026-07-15"),
        ("Қағидалардың 16-тармағының 1) тармақшасы", 10, "2026-07-24"),
        ("Қағидалардың 16-тармағының 2) тармақшасы", 20, "2026-08-07"),
    ]
    shown = nqs("forms", "terms", "391", "--on", "2026-07-13").out
    assert "until 15.07.2026 (first day 13.07.2026)" in shown
    assert "үш жұмыс күнінен аспайды" in shown


def test_terms_of_the_certificate_are_held_from_their_day(nqs: Nqs) -> None:
    before = nqs("forms", "terms", "78-1", "--on", "2026-07-11")
    assert (before.status, before.out) == (5, "")
    assert "Қағидаларға 2-қосымша" in before.err
    after = json.loads(nqs("forms", "terms", "78-1", "--on", "2026-07-13", "--format", "json").out)["terms"][0]
    assert (after["count"], after["first_day"], after["last_day"]) == (5, "2026-07-14", "2026-07-20")


def test_a_day_given_before_the_part_is_that_of_the_part(nqs: Nqs) -> None:
    assert nqs("forms", "--on", "2026-07-11", "terms", "78-1").status == 5
