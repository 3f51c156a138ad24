"""What is kept beside the corpus: never needed, never wrong, never in the corpus itself."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from nqs_docs.editions.edition import Edition
from nqs_docs.findings import SourceError, UsageError
from nqs_docs.publish.document import document
from nqs_docs.publish.text import lines
from nqs_docs.store import corpus as module
from nqs_docs.store import derived
from nqs_docs.store.corpus import Corpus, open_corpus

SEEDS = Path(__file__).parents[2] / "corpus"
BASE, ORDER, LATE = "V2300033449", "V2600038395", "V2600038286"
DAY = date(2026, 7, 12)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A corpus of № 391 and № 129."""
    for act_id in (BASE, ORDER):
        shutil.copytree(SEEDS / act_id, tmp_path / "corpus" / act_id)
    return tmp_path / "corpus"


def said(folder: Path, act_id: str = BASE, on: date = DAY) -> str:
    return lines(document(open_corpus(folder).edition(act_id, on).edition, notes=True))


def test_compiling_writes_nothing_into_the_corpus(folder: Path) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    said(folder)
    open_corpus(folder).library()
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_what_is_kept_gives_the_same_text_as_what_is_made(folder: Path) -> None:
    first = said(folder)
    assert list((folder.parent / ".nqs").rglob("*.msgpack"))
    assert said(folder) == first
    shutil.rmtree(folder.parent / ".nqs")
    assert said(folder) == first


def test_an_edition_that_is_kept_is_the_whole_edition(folder: Path) -> None:
    made = open_corpus(folder).edition(BASE, DAY).edition
    kept = open_corpus(folder).edition(BASE, DAY).edition
    assert isinstance(kept, Edition)
    assert kept == made


def test_one_act_alone_says_what_it_says_among_all(folder: Path) -> None:
    """Only what decides an act's text is read; reading everything must change nothing."""
    for act_id in ("V2500036564", "V2600038286", "V2300033455"):
        shutil.copytree(SEEDS / act_id, folder / act_id)
    whole = open_corpus(folder).library()
    for act_id in whole.act_ids():
        for day in (date(2026, 5, 1), DAY):
            alone = open_corpus(folder).library(act_id).edition(act_id, day)
            everything = whole.edition(act_id, day)
            assert (alone.root, alone.notes, alone.in_force) == (everything.root, everything.notes, everything.in_force)
            assert alone.causes == everything.causes


@pytest.mark.parametrize("damage", [b"", b"\xff\xff", b"\x93\x01\x02\x03"])
def test_damaged_files_of_derived_data_are_as_good_as_none(folder: Path, damage: bytes) -> None:
    first = said(folder)
    for path in (folder.parent / ".nqs").rglob("*.msgpack"):
        path.write_bytes(damage)
    assert said(folder) == first


def test_derived_data_that_cannot_be_written_is_not_missed(folder: Path) -> None:
    (folder.parent / ".nqs").write_bytes(b"a file where a folder should be")
    assert "киберқауіпсіздік" in said(folder)


def test_a_publication_date_set_by_hand_is_seen_at_once(folder: Path) -> None:
    shutil.copytree(SEEDS / LATE, folder / LATE)
    on = date(2026, 4, 20)
    assert document(open_corpus(folder).edition("V2200026976", on).edition).estimated
    record = folder / LATE / "act.toml"
    record.write_text(record.read_text() + "published = 2026-04-08\n")
    found = open_corpus(folder).edition("V2200026976", on).edition
    assert not document(found).estimated
    assert "1. Осы Ақталған адамға" in lines(document(found))


def test_a_new_order_is_seen_at_once(folder: Path) -> None:
    shutil.move(folder / ORDER, folder.parent / ORDER)
    assert "[Ескерту. 11-тармақ" in said(folder)
    shutil.move(folder.parent / ORDER, folder / ORDER)
    assert "[Ескерту. 11-тармақ" not in said(folder)


def test_old_code_is_not_trusted(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said(folder)
    files = {path: path.stat().st_mtime_ns for path in (folder.parent / ".nqs").rglob("*.msgpack")}
    monkeypatch.setattr(derived, "code_stamp", lambda: "another program")
    said(folder)
    assert all(path.stat().st_mtime_ns > before for path, before in files.items())


def test_the_newest_editions_are_kept_only(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_EDITIONS_KEPT", 3)
    for day in range(1, 7):
        open_corpus(folder).edition(BASE, date(2026, 5, day))
    kept = sorted(path.stem for path in (folder.parent / ".nqs" / "corpus" / "editions").iterdir())
    assert kept == [f"{BASE}_2026-05-0{day}" for day in (4, 5, 6)]


def test_a_source_changed_in_place_or_gone_is_refused_by_name(folder: Path) -> None:
    (source,) = (folder / ORDER).glob("*.txt")
    source.write_bytes(source.read_bytes() + b"\n")
    with pytest.raises(SourceError, match=r"store\.source-changed"):
        said(folder)
    source.unlink()
    with pytest.raises(SourceError, match=r"store\.no-source"):
        said(folder)


def test_a_corpus_that_is_a_file_is_none(tmp_path: Path) -> None:
    (tmp_path / "corpus").write_bytes(b"")
    for make in (False, True):
        with pytest.raises(UsageError, match=r"store\.no-corpus"):
            open_corpus(tmp_path / "corpus", make=make)


def test_long_reading_is_watched(folder: Path) -> None:
    seen: list[tuple[int, int]] = []
    Corpus(folder, lambda done, of: seen.append((done, of))).index()
    assert seen == [(1, 2), (2, 2)]


def test_folders_that_are_no_acts_are_passed_over(folder: Path) -> None:
    (folder / "notes").mkdir()
    (folder / ".V1-unfinished").mkdir()
    (folder / ".V1-unfinished" / "act.toml").write_text("")
    assert open_corpus(folder).ids() == (BASE, ORDER)
