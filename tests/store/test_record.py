"""act.toml: what is written is read back; what is wrong is said."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nqs_docs.findings import SourceError
from nqs_docs.store.record import Record, read_record, render

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
DAYS = st.none() | st.dates()


REPAIRS = st.builds("{}@{}".format, TEXTS, st.integers(0))


@given(st.builds(Record, TEXTS, TEXTS, TEXTS, TEXTS, DAYS, DAYS, st.lists(REPAIRS).map(tuple)))
def test_a_record_is_read_back_as_it_was_written(tmp_path_factory: pytest.TempPathFactory, record: Record) -> None:
    path = tmp_path_factory.getbasetemp() / "act.toml"
    path.write_bytes(render(record))
    assert read_record(path) == record


def test_days_that_nobody_knows_are_left_out() -> None:
    assert render(Record("a.txt", "ff")) == b'file = "a.txt"\nsha256 = "ff"\n'
    assert b"published = 2026-04-13\n" in render(Record("a.txt", "ff", published=date(2026, 4, 13)))


@pytest.mark.parametrize(
    "text",
    ["", 'file = "a"', 'file = "a"\nsha256 = "b"\npublished = "soon"', 'file = "a"\nsha256 = "b"\ncolour = 1', "= ="],
)
def test_a_record_that_is_none_is_refused_by_name(tmp_path: Path, text: str) -> None:
    (tmp_path / "act.toml").write_text(text)
    with pytest.raises(SourceError) as caught:
        read_record(tmp_path / "act.toml")
    assert caught.value.code == "store.bad-record"
    assert str(tmp_path) in caught.value.params["file"]


def test_bytes_that_are_no_text_are_refused_too(tmp_path: Path) -> None:
    (tmp_path / "act.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SourceError, match=r"store\.bad-record"):
        read_record(tmp_path / "act.toml")


def test_a_refused_repair_is_a_code_with_its_place() -> None:
    record = Record("a", "b", refuse=("source.page-break@4821", "source.bullet@7"))
    assert record.refused == {("source.page-break", 4821), ("source.bullet", 7)}
