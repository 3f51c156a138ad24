"""The summary that `make run` ends with, on the five orders."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from nqs_docs.cli.overview import overview
from nqs_docs.store.corpus import open_corpus

ROOT = Path(__file__).parents[1]
DAYS = (date(2026, 7, 11), date(2026, 7, 12))


@pytest.fixture
def summary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setenv("NQS_LANG", "en")
    (tmp_path / "V2300033449_2026-07-12.md").touch()
    (tmp_path / "V2300033449_2025-01-01.md").touch()
    return list(overview(open_corpus(ROOT / "corpus"), tmp_path, DAYS))


def test_names_every_act_and_its_redactions(summary: list[str]) -> None:
    assert "Acts: 5 held, 8 known only through amendments" in summary
    assert any("№ 391: editions" in line and "12.07.2026" in line for line in summary)


def test_counts_instructions_by_what_became_of_them(summary: list[str]) -> None:
    assert "  V2600038395  № 129: 36 in all, 36 applied, 0 base not held, 0 unresolved" in summary
    assert "  V2600038286  № 113: 18 in all, 17 applied, 1 base not held, 0 unresolved" in summary
    assert "  V2500036564  № 230: 9 in all, 9 applied, 0 base not held, 0 unresolved" in summary


def test_counts_the_files_of_the_days_asked_for(summary: list[str]) -> None:
    assert summary[-1].startswith("Files: 1 edition files")
    assert any(line.startswith("Findings: 0 errors, ") for line in summary)
