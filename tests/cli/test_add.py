"""``nqs add``: what comes into the corpus, and that what is refused leaves it as it was."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from nqs_docs.store.record import read_record
from tests.cli.conftest import CORPUS
from tests.program import Ran, run

ACT = "V2300033449"
TEXT = (CORPUS / ACT / "002_5c09656728953e55.txt").read_bytes()


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted((folder / "corpus").rglob("*")) if p.is_file()}


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose corpus holds № 391; no test writes to it."""
    folder = tmp_path_factory.mktemp("begun")
    assert add(folder, TEXT).status == 0
    return folder


@pytest.fixture
def held(begun: Path, tmp_path: Path) -> Path:
    """A copy of that folder."""
    return shutil.copytree(begun, tmp_path, dirs_exist_ok=True)


def add(folder: Path, data: bytes, *options: str, name: str = "391.txt") -> Ran:
    (folder / name).write_bytes(data)
    return run(folder, ["add", name, *options])


def test_a_source_is_kept_unchanged_under_its_own_name(held: Path) -> None:
    assert (held / "corpus" / ACT / "391.txt").read_bytes() == TEXT
    record = read_record(held / "corpus" / ACT / "act.toml")
    assert (record.file, record.published, record.taken) == ("391.txt", None, None)
    assert set(snapshot(held)) == {f"corpus/{ACT}/391.txt", f"corpus/{ACT}/act.toml"}


def test_add_reports_what_was_noticed(tmp_path: Path) -> None:
    ran = add(tmp_path, TEXT)
    assert ran.out == f"{ACT}: added (391.txt)\n"
    assert "source.page-break" in ran.err


def test_the_same_bytes_again_change_nothing(held: Path) -> None:
    before = snapshot(held)
    ran = add(held, TEXT, name="copy.txt")
    assert ran.status == 0
    assert "nothing to do" in ran.out
    assert snapshot(held) == before


def test_the_same_bytes_with_a_publication_date_only_set_it(held: Path) -> None:
    before = snapshot(held)
    assert add(held, TEXT, "--published", "2023-09-29").status == 0
    after = snapshot(held)
    record = f"corpus/{ACT}/act.toml"
    assert {name for name in after if after[name] != before.get(name)} == {record}
    assert after[record] == before[record] + b"published = 2023-09-29\n"


def test_other_bytes_are_refused(held: Path) -> None:
    before = snapshot(held)
    ran = add(held, TEXT + b"\n", name="other.txt")
    assert ran.status == 3
    assert "--replace" in ran.err
    assert snapshot(held) == before


@pytest.mark.parametrize("name", ["391.txt", "other.txt"])
def test_replace_takes_other_bytes_and_keeps_the_old_ones(held: Path, name: str) -> None:
    add(held, TEXT, "--published", "2023-09-29")
    new = TEXT + b"\n"
    assert add(held, new, "--replace", name=name).status == 0
    after = snapshot(held)
    record = read_record(held / "corpus" / ACT / "act.toml")
    assert after[f"corpus/{ACT}/{name}"] == new
    assert record.file == name
    assert str(record.published) == "2023-09-29"
    assert [data for path, data in after.items() if "/replaced/" in path] == [TEXT]
    assert len(after) == 3
    assert run(held, ["show", "391", "11-тармақ", "--on", "2026-07-11"]).status == 0


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "no text"),
        (b"   \n\n", "no text"),
        (b"%PDF-1.7 \x00\x01", "PDF"),
        (bytes(range(256)) * 40, ""),
        ("1. Это не приказ вовсе.".encode("windows-1251") * 20, "windows-1251"),
        (TEXT.decode().encode("utf-16")[:-1], "utf-16"),
        ("Сәлем, бұл жай мәтін ғана.\n".encode() * 5, ""),
        (b" " * 21_000_000, "20"),
    ],
    ids=["empty", "blank", "pdf", "binary", "cp1251", "utf-16", "no order", "too large"],
)
def test_what_is_no_order_is_refused_in_one_line_and_nothing_is_kept(held: Path, data: bytes, word: str) -> None:
    before = snapshot(held)
    ran = add(held, data, name="bad.txt")
    assert (ran.status, ran.out) == (3, "")
    assert len(ran.err.splitlines()) == 1
    assert "bad.txt" in ran.err
    assert word in ran.err
    assert snapshot(held) == before


def test_a_refused_first_source_makes_no_corpus(tmp_path: Path) -> None:
    assert add(tmp_path, b"").status == 3
    assert not (tmp_path / "corpus").exists()


@pytest.mark.parametrize("name", ["no-such-file.txt", "folder"])
def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    assert run(tmp_path, ["add", name]).status == 3


def test_a_refused_file_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"")
    (tmp_path / "391.txt").write_bytes(TEXT)
    ran = run(tmp_path, ["add", "bad.txt", "391.txt"])
    assert ran.status == 3
    assert f"{ACT}: added" in ran.out


def test_a_registry_id_that_the_text_contradicts_is_refused(tmp_path: Path) -> None:
    ran = add(tmp_path, TEXT, "--id", "V2600038395")
    assert ran.status == 3
    assert ACT in ran.err
    assert add(tmp_path, TEXT, "--id", "391").status == 2
    assert add(tmp_path, TEXT, "--id", ACT).status == 0


def test_a_text_without_registration_takes_the_id_given(tmp_path: Path) -> None:
    start = TEXT.index("Қазақстан Республикасының Әділет министрлігінде 2023".encode())
    end = TEXT.index("тіркелді.".encode()) + len("тіркелді.".encode())
    bare = TEXT[:start] + TEXT[end:]
    assert add(tmp_path, bare, "--id", ACT).status == 0
    assert (tmp_path / "corpus" / ACT).is_dir()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    assert add(elsewhere, bare).status == 0
    (folder,) = (elsewhere / "corpus").iterdir()
    assert run(elsewhere, ["show", folder.name, "11-тармақ", "--on", "2026-07-11"]).status == 0


def test_a_source_named_as_the_record_is_refused(tmp_path: Path) -> None:
    assert add(tmp_path, TEXT, name="act.toml").status == 3


def test_one_id_for_two_files_is_wrong_use(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT)
    (tmp_path / "b.txt").write_bytes(TEXT)
    assert run(tmp_path, ["add", "a.txt", "b.txt", "--id", ACT]).status == 2
    assert not (tmp_path / "corpus").exists()


def test_a_repair_can_be_refused_by_the_name_that_check_prints(held: Path) -> None:
    found = run(held, ["check"]).out
    name = next(line.rpartition("[")[2].rstrip("]") for line in found.splitlines() if "[source.page-break@" in line)
    record = held / "corpus" / ACT / "act.toml"
    record.write_text(record.read_text() + f'refuse = ["{name}"]\n')
    assert f"[{name}]" not in run(held, ["check"]).out


def test_a_reader_can_be_named_and_is_remembered(tmp_path: Path) -> None:
    assert add(tmp_path, TEXT, "--reader", "excel").status == 2
    assert not (tmp_path / "corpus").exists()
    assert add(tmp_path, TEXT, "--reader", "markdown").status == 0
    assert read_record(tmp_path / "corpus" / ACT / "act.toml").reader == "markdown"
    assert run(tmp_path, ["show", "391", "11-тармақ", "--on", "2026-07-11"]).status == 0


def test_a_source_edited_in_place_is_refused_until_it_is_replaced(held: Path) -> None:
    (held / "corpus" / ACT / "391.txt").write_bytes(TEXT + b"!")
    ran = run(held, ["show", "391", "11-тармақ"])
    assert (ran.status, ran.out) == (3, "")
    assert "--replace" in ran.err
    assert add(held, TEXT + b"!", "--replace").status == 0
    assert run(held, ["show", "391", "11-тармақ", "--on", "2026-07-11"]).status == 0
