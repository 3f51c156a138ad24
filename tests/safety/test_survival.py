"""The corpus survives: kill -9, a full disk, a read-only folder, two writers at once. Old or new, never between."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from nqs_docs.findings import SourceError
from nqs_docs.store import add as module
from nqs_docs.store.add import Done, add
from nqs_docs.store.corpus import open_corpus
from nqs_docs.store.reading import compile_source
from tests.safety.killing import SCENARIOS, State, files, held
from tests.safety.orders import BASE, BASE_ID, ORDER

ROOT = Path(__file__).parents[2]


def nqs(folder: Path, *arguments: str) -> subprocess.Popen[bytes]:
    program = [sys.executable, "-c", "from nqs_docs.cli.main import main; raise SystemExit(main())", *arguments]
    return subprocess.Popen(
        program,
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "NQS_LANG": "en"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def killed(process: subprocess.Popen[bytes]) -> None:
    """Killed with all that it started: processes it shares its work with hold its output open."""
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate(timeout=120)


def finished(process: subprocess.Popen[bytes]) -> tuple[int, str]:
    out, err = process.communicate(timeout=120)
    return process.returncode, (out + err).decode()


@pytest.mark.slow
@pytest.mark.parametrize("name", SCENARIOS)
def test_a_command_struck_at_any_of_its_operations_leaves_the_old_state_or_the_new_one(name: str) -> None:
    command = [sys.executable, "-m", "tests.safety.killing", name]
    seen = json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout)
    assert not seen["wrong"]
    assert all(count > 10 for count in seen["runs"].values())


@pytest.mark.slow
def test_a_command_killed_from_outside_at_any_moment_leaves_the_old_state_or_the_new_one(tmp_path: Path) -> None:
    versions = [BASE + b"\n" * number for number in range(20)]
    for number, data in enumerate(versions):
        folder = tmp_path / f"{number}"
        folder.mkdir()
        (folder / "base.txt").write_bytes(data)
    assert finished(nqs(tmp_path, "add", "0/base.txt"))[0] == 0
    moments = random.Random(391)
    state = held(tmp_path)
    for number in range(1, len(versions)):
        process = nqs(tmp_path, "add", "--replace", f"{number}/base.txt")
        time.sleep(moments.uniform(0.1, 0.6))
        killed(process)
        now = held(tmp_path)
        assert list(now.values()) in (list(state.values()), [versions[number]])
        state = now
    assert finished(nqs(tmp_path, "check"))[0] == 0


@pytest.mark.slow
def test_editions_of_all_acts_killed_at_any_moment_are_whole(tmp_path: Path) -> None:
    (tmp_path / "base.txt").write_bytes(BASE)
    (tmp_path / "order.txt").write_bytes(ORDER)
    everything = ("consolidate", "--all", "--on", "2024-03-01", "--format", "md,json,html", "-o", "out")
    assert finished(nqs(tmp_path, "add", "base.txt", "order.txt"))[0] == 0
    assert finished(nqs(tmp_path, *everything))[0] == 0
    whole = files(tmp_path)
    assert len([name for name in whole if name.startswith("out")]) == 6
    moments = random.Random(129)
    for _ in range(6):
        for path in (tmp_path / "out").iterdir():
            path.unlink()
        process = nqs(tmp_path, *everything)
        time.sleep(moments.uniform(0.2, 1.0))
        killed(process)
        now = files(tmp_path)
        assert {name: whole[name] for name in now} == now
    assert finished(nqs(tmp_path, *everything))[0] == 0
    assert files(tmp_path) == whole


def helpers(process: subprocess.Popen[bytes]) -> list[int]:
    """The processes that a program has started."""
    return [int(child) for child in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()]


def alive(pid: int) -> bool:
    """Whether a process is there and has not ended; one that nobody has asked for yet has."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def until(true: Callable[[], bool]) -> bool:
    """Waits for it, half a minute at most."""
    for _ in range(600):
        if true():
            return True
        time.sleep(0.05)
    return False


@pytest.mark.skipif(not Path(f"/proc/self/task/{os.getpid()}/children").exists(), reason="no list of processes here")
def test_the_helpers_of_a_killed_program_end_with_it(tmp_path: Path) -> None:
    """Only the program is killed, as for want of memory, while a helper writes into a pipe that nobody reads."""
    add(open_corpus(tmp_path / "corpus", make=True), BASE, "base.txt")
    (tmp_path / "out").mkdir()
    os.mkfifo(tmp_path / "out" / f"{BASE_ID}_2024-03-01.md")
    process = nqs(tmp_path, "consolidate", "--all", "--on", "2024-03-01", "-o", "out")
    try:
        assert until(lambda: bool(helpers(process)))
        started = helpers(process)
        process.kill()
        assert until(lambda: not any(map(alive, started)))
    finally:
        killed(process)


def test_two_additions_of_one_act_at_once_are_one(tmp_path: Path) -> None:
    (tmp_path / "base.txt").write_bytes(BASE)
    ended = [finished(process) for process in [nqs(tmp_path, "add", "base.txt") for _ in range(3)]]
    assert [status for status, _ in ended] == [0, 0, 0]
    assert sum(": added (" in said for _, said in ended) == 1
    assert sum("nothing to do" in said for _, said in ended) == 2


@pytest.mark.slow
def test_replacements_at_once_are_made_one_after_the_other(tmp_path: Path) -> None:
    versions = [BASE + b"\n" * number for number in range(6)]
    for number, data in enumerate(versions):
        (tmp_path / f"{number}").mkdir()
        (tmp_path / f"{number}" / "base.txt").write_bytes(data)
    assert finished(nqs(tmp_path, "add", "0/base.txt"))[0] == 0
    ended = [
        finished(process)
        for process in [nqs(tmp_path, "add", "--replace", f"{number}/base.txt") for number in range(1, 6)]
    ]
    assert [status for status, _ in ended] == [0] * 5
    (text,) = held(tmp_path).values()
    kept = {path.read_bytes() for path in (tmp_path / "corpus" / BASE_ID / "replaced").iterdir()}
    assert kept | {text} == set(versions)
    assert len(kept) == 5


@pytest.mark.parametrize("replace", [False, True])
def test_an_act_that_another_writer_added_meanwhile_is_looked_at_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, replace: bool
) -> None:
    """What was decided on the state before is decided anew on the state now."""
    compiled, other = compile_source, BASE + b"\n"

    def slow(data: bytes, *rest: object) -> object:
        monkeypatch.setattr(module, "compile_source", compiled)
        add(open_corpus(tmp_path / "corpus", make=True), other, "other.txt")
        return compiled(data, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "compile_source", slow)
    corpus = open_corpus(tmp_path / "corpus", make=True)
    if replace:
        assert add(corpus, BASE, "base.txt", replace=True).done is Done.REPLACED
        assert (tmp_path / "corpus" / BASE_ID / "base.txt").read_bytes() == BASE
    else:
        with pytest.raises(SourceError, match=r"store\.changed-duplicate"):
            add(corpus, BASE, "base.txt")
        assert list(held(tmp_path).values()) == [other]


def test_leftovers_of_a_killed_writer_are_no_acts_and_go_with_the_next_one(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    (corpus / ".nqs-1-1-0").mkdir(parents=True)
    (corpus / ".nqs-1-1-0" / "act.toml").write_text("half")
    (corpus / BASE_ID).mkdir()
    (corpus / BASE_ID / ".nqs-1-1-1").write_text("half")
    assert open_corpus(corpus).ids() == ()
    add(open_corpus(corpus), BASE, "base.txt")
    assert sorted(path.name for path in corpus.rglob("*")) == [BASE_ID, "act.toml", "base.txt"]


def test_a_source_whose_replacement_was_not_finished_is_read_as_it_was(tmp_path: Path) -> None:
    """The new bytes stand in their place, act.toml still names the old ones."""
    add(open_corpus(tmp_path / "corpus", make=True), BASE, "base.txt")
    folder = tmp_path / "corpus" / BASE_ID
    record = (folder / "act.toml").read_bytes()
    before: State = held(tmp_path)
    add(open_corpus(tmp_path / "corpus"), BASE + b"\n", "base.txt", replace=True)
    assert held(tmp_path) != before
    (folder / "act.toml").write_bytes(record)
    assert held(tmp_path) == before
