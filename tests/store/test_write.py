"""Files appear whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from nqs_docs.store import write


def test_a_file_is_written_with_its_folders(tmp_path: Path) -> None:
    write.write_file(tmp_path / "a" / "b.txt", b"1")
    write.write_file(tmp_path / "a" / "b.txt", b"2")
    assert (tmp_path / "a" / "b.txt").read_bytes() == b"2"
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["b.txt"]


def test_where_one_of_several_cannot_be_written_none_is(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_bytes(b"old")
    (tmp_path / "wall").write_bytes(b"a file, not a folder")
    with pytest.raises(OSError, match="wall"):
        write.write_files({tmp_path / "one.txt": b"new", tmp_path / "wall" / "two.txt": b"new"})
    assert (tmp_path / "one.txt").read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.txt", "wall"]


def test_a_folder_appears_with_all_its_files(tmp_path: Path) -> None:
    write.new_folder(tmp_path / "corpus" / "V1", {"act.toml": b"1", "text.txt": b"2"})
    assert sorted(path.name for path in (tmp_path / "corpus" / "V1").iterdir()) == ["act.toml", "text.txt"]
    assert [path.name for path in (tmp_path / "corpus").iterdir()] == ["V1"]


def test_a_folder_that_cannot_be_finished_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"a[.]txt"):
        write.new_folder(tmp_path / "V1", {"ru/act.toml": b"0", "a.txt": b"1", "a.txt/b.txt": b"2"})
    assert list(tmp_path.iterdir()) == []


def test_what_can_be_made_again_may_fail_to_be_kept(tmp_path: Path) -> None:
    (tmp_path / "wall").write_bytes(b"")
    write.try_write(tmp_path / "wall" / "kept.msgpack", b"1")
    assert (tmp_path / "wall").read_bytes() == b""
