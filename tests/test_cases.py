"""Plays every golden case of tests/cases and compares it with itself; `make bless` rewrites them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.golden import play, sections

CASES = Path(__file__).parent / "cases"
FILES = sorted(CASES.glob("*/*/*.md"))


@pytest.mark.parametrize("file", FILES, ids=lambda f: str(f.relative_to(CASES).with_suffix("")))
def test_case(file: Path, tmp_path: Path, bless: bool) -> None:
    case = file.read_text(encoding="utf-8")
    played = play(case, tmp_path)
    if bless:
        file.write_text(played, encoding="utf-8")
    else:
        assert played == case


@pytest.mark.parametrize("file", FILES, ids=lambda f: str(f.relative_to(CASES).with_suffix("")))
def test_good_reports_no_error_and_bad_something(file: Path) -> None:
    parts = sections(file.read_text(encoding="utf-8"))[1]
    errors = any(part.name == "Findings" and "\n- error " in f"\n{part.text}" for part in parts)
    statuses = {part.text for part in parts if part.name == "Status"}
    if file.parent.name == "good":
        assert not errors
        assert not statuses & {"2", "3", "6"}
    else:
        assert errors or statuses - {"0"}
