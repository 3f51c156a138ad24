"""``nqs diff`` over the five source documents: what is printed, written and refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Nqs

DAYS = ("--from", "2026-07-11", "--to", "2026-07-12")
SEVEN = "7-тармақтың 3) тармақшасы"


def test_the_changed_units_of_an_act_with_whole_words(nqs: Nqs) -> None:
    ran = nqs("diff", "391", *DAYS)
    assert ran.status == 0
    assert ran.out.count("\n@@ ") == 12
    assert "[-ақпараттық-]{+цифрлық+} жүйелермен" in ran.out
    assert "№ 129 (10.04.2026), instruction 20, from 12.07.2026" in ran.out


def test_one_unit(nqs: Nqs) -> None:
    ran = nqs("diff", "391", SEVEN, *DAYS)
    assert [line[:2] for line in ran.out.splitlines()[3:]] == ["@@", "  ", "~ "]
    assert "Қағидалардың 7-тармағының 3) тармақшасы" in ran.err


@pytest.mark.parametrize("form", ["text", "html", "json", "docx", "table"])
def test_every_format_goes_to_a_file(nqs: Nqs, tmp_path: Path, form: str) -> None:
    path = tmp_path / "new" / f"redline.{form}"
    ran = nqs("diff", "391", *DAYS, "--format", form, "-o", str(path))
    assert (ran.status, ran.out.strip()) == (0, str(path))
    again = path.read_bytes()
    nqs("diff", "391", *DAYS, "--format", form, "-o", str(path))
    assert path.read_bytes() == again
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_json_names_the_cause_of_each_change(nqs: Nqs) -> None:
    value = json.loads(nqs("diff", "391", *DAYS, "--format", "json").out)
    assert {value["causes"][key]["by"] for change in value["changes"] for key in change["causes"]} == {"V2600038395"}


def test_dates_in_the_wrong_order_are_refused(nqs: Nqs, tmp_path: Path) -> None:
    ran = nqs("diff", "391", "--from", "2026-07-12", "--to", "2026-07-11", "-o", str(tmp_path / "x"))
    assert (ran.status, ran.out) == (2, "")
    assert "wrong order" in ran.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "status"),
    [(("391", "99-тармақ"), 4), (("391", "1-тармақ"), 2), (("380", "5-тармақ"), 5), (("9999",), 2), ((), 2)],
)
def test_what_cannot_be_compared(nqs: Nqs, words: tuple[str, ...], status: int) -> None:
    assert nqs("diff", *words, *DAYS).status == status


def test_a_unit_on_one_date_only_is_shown_whole_and_the_other_date_says_so(nqs: Nqs) -> None:
    ran = nqs("diff", "399", "8-1-тармақ", "--from", "2023-10-12", "--to", "2026-07-12")
    assert ran.status == 0
    assert "Not there on this date." in ran.out
    assert "+  8-1. " in ran.out
    assert "8-1-тармақ" in ran.err


def test_an_act_not_in_force_on_the_first_date_is_shown_whole(nqs: Nqs) -> None:
    ran = nqs("diff", "129", "--from", "2026-07-01", "--to", "2026-07-12")
    assert ran.status == 0
    assert "came into force" in ran.out
    assert nqs("diff", "129", "--from", "2026-05-01", "--to", "2026-06-01").status == 4


def test_what_is_not_held_is_a_marked_gap_and_no_deletion(nqs: Nqs) -> None:
    ran = nqs("diff", "380", "9-тармақ", *DAYS)
    assert ran.status == 5
    marks = [line[:3] for line in ran.out.splitlines()[2:] if line[:1] in {"?", "+", "-"} and line[:3] != "+++"]
    assert marks == ["?- ", "+? ", "+? "]
    assert "\n- " not in ran.out


def test_a_date_left_out_is_named_as_the_option_it_is(nqs: Nqs) -> None:
    ran = nqs("diff", "391", "--from", "2026-07-11")
    assert (ran.status, ran.out) == (2, "")
    assert "--to" in ran.err


def test_where_nothing_is_held_no_sameness_is_claimed(nqs: Nqs) -> None:
    ran = nqs("diff", "380", "5-тармақ", *DAYS)
    assert "what is not held was not compared" in ran.out


def test_two_acts(nqs: Nqs) -> None:
    ran = nqs("diff", "391", "--with", "399", "--from", "2026-07-12", "--to", "2026-07-11")
    assert ran.status == 0
    assert "V2300033449" in ran.out and "V2300033455" in ran.out


def test_a_place_that_cannot_be_written_is_named_and_stays_as_it_was(nqs: Nqs, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (tmp_path / "file").write_text("x")
    for path in (folder, tmp_path / "file" / "redline.html"):
        ran = nqs("diff", "391", *DAYS, "--format", "html", "-o", str(path))
        assert ran.status == 1
        assert str(path) in ran.err
    assert sorted(file.name for file in tmp_path.rglob("*")) == ["file", "folder"]
