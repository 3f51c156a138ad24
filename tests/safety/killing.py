"""Commands that are killed, or refused by the system, at their n-th operation on a file, for every n.

``python -m tests.safety.killing FOLDER`` runs every scenario in every way and prints
what it saw as JSON. A process of its own, because each run is a fork of it and an audit
hook stays for good.
"""

from __future__ import annotations

import contextlib
import errno
import io
import json
import os
import resource
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from nqs_docs.cli.main import main
from nqs_docs.store.corpus import open_corpus
from nqs_docs.store.record import kept
from nqs_docs.store.write import write_file
from tests.safety.orders import BASE, BASE_ID, ORDER
from tests.store.bank import kazakh, meta, russian

WRITES = os.O_WRONLY | os.O_RDWR
REPLACING = {"os.rename", "os.remove", "os.rmdir", "os.mkdir"}
NEW = BASE + b"\n"

State = dict[str, bytes]
Arguments = list[list[str]]


class Scenario(NamedTuple):
    """Commands that make the state before, and the one that is killed."""

    before: Arguments
    command: list[str]


ADD = [["add", "base.txt"]]
SCENARIOS = {
    "a first act": Scenario([], ["add", "base.txt"]),
    "a second act": Scenario(ADD, ["add", "order.txt"]),
    "two acts": Scenario([], ["add", "base.txt", "order.txt"]),
    "a day of publication": Scenario(ADD, ["add", "base.txt", "--published", "2023-01-12"]),
    "a new source of the same name": Scenario(ADD, ["add", "new/base.txt", "--replace"]),
    "a new source of another name": Scenario(ADD, ["add", "other.txt", "--replace"]),
    "an act of the bank": Scenario([], ["import", "bank"]),
    "a later edition of the bank": Scenario([["import", "bank"]], ["import", "later"]),
    "an earlier edition of the bank": Scenario([["import", "later"]], ["import", "bank"]),
    "editions": Scenario(
        [*ADD, ["add", "order.txt"]], ["consolidate", BASE_ID, "--format", "md,json,txt", "-o", "out"]
    ),
}


class Watch:
    """Counts the operations of a process on the files of a folder, and strikes at one of them."""

    def __init__(self, folder: Path, at: int, strike: Callable[[int, int], None]) -> None:
        self.folder, self.at, self.strike, self.count = str(folder), at, strike, 0
        self.fsync, os.fsync = os.fsync, self.flushed
        sys.addaudithook(self.seen)

    def seen(self, event: str, arguments: tuple[object, ...]) -> None:
        opened = event == "open" and isinstance(arguments[2], int) and arguments[2] & WRITES
        if (opened or event in REPLACING) and self.inside(arguments[0]):
            self.step()

    def inside(self, path: object) -> bool:
        return isinstance(path, str | os.PathLike) and os.path.abspath(path).startswith(self.folder)

    def flushed(self, fd: Any) -> None:
        """Half of the file is on the disk: a process may die there too."""
        if self.count + 1 == self.at:
            os.ftruncate(fd, os.fstat(fd).st_size // 2)
        self.step()
        self.fsync(fd)

    def step(self) -> None:
        self.count += 1
        self.strike(self.count, self.at)


def kill(count: int, at: int) -> None:
    if count == at:
        os.kill(os.getpid(), signal.SIGKILL)


def fail_once(code: int, count: int, at: int) -> None:
    if count == at:
        raise OSError(code, os.strerror(code))


def fail_from(code: int, count: int, at: int) -> None:
    if count >= at:
        raise OSError(code, os.strerror(code))


WAYS: dict[str, Callable[[int, int], None]] = {
    "killed": kill,
    "one operation fails": partial(fail_once, errno.EIO),
    "the disk is full": partial(fail_from, errno.ENOSPC),
    "the folder is read-only": partial(fail_from, errno.EROFS),
}


def forked(
    folder: Path, command: Sequence[str], at: int = 0, strike: Callable[[int, int], None] = kill, limit: int = -1
) -> tuple[int, int, str]:
    """A command in a fork: how it ended (negative: the signal), its operations, its messages."""
    told = folder.parent / "told"
    told.unlink(missing_ok=True)
    child = os.fork()
    if not child:
        os.chdir(folder)
        if limit >= 0:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        said = io.StringIO()
        watch = Watch(folder, at, strike)
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(said):
            status = main(command)
        if limit < 0:
            told.write_text(f"{watch.count}\n{said.getvalue()}")
        os._exit(status)
    _, ended = os.waitpid(child, 0)
    count, _, said_text = told.read_text().partition("\n") if told.exists() else ("0", "", "")
    return os.waitstatus_to_exitcode(ended), int(count), said_text


def prepared(folder: Path, scenario: Scenario) -> None:
    """The state before, made once and copied for each run."""
    before = folder.with_name(" ".join(["before", *(word for command in scenario.before for word in command)]))
    if not before.exists():
        made(before, scenario)
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(before, folder)


def made(folder: Path, scenario: Scenario) -> None:
    for name, data in {"base.txt": BASE, "order.txt": ORDER, "new/base.txt": NEW, "other.txt": NEW}.items():
        write_file(folder / name, data)
    for name, day in {"bank": "2024-02-01", "later": "2024-03-12"}.items():
        texts = {"meta.yaml": meta(day), "kaz.md": kazakh(f"1. {day}."), "rus.md": russian(f"1. {day}.")}
        for file, text in texts.items():
            write_file(folder / name / file, text.encode())
    for command in scenario.before:
        status, _, said = forked(folder, command)
        assert status == 0, said


def held(folder: Path) -> State:
    """What the program sees: record and source of each act. An error if anything in the corpus cannot be read."""
    if not (folder / "corpus").is_dir():
        return {}
    state = {}
    for language in ("kk", "ru"):
        corpus = open_corpus(folder / "corpus").expression(language)
        for act_id in corpus.ids():
            record = corpus.record(act_id)
            corpus.compiled(act_id)
            state[f"{act_id} {language} {record.file} {record.published}"] = corpus.source(act_id).text.encode()
            for day, one in kept(corpus.home(act_id)).items():
                state[f"{act_id} {language} {day}"] = one.data
    return state


def files(folder: Path) -> State:
    """Every file of corpus and output that is not the leftover of a writer; leftovers begin with a dot."""
    found = [p for name in ("corpus", "out") for p in sorted((folder / name).rglob("*")) if p.is_file()]
    return {str(p.relative_to(folder)): p.read_bytes() for p in found if not str(p.relative_to(folder)).count("/.")}


def faults(folder: Path, states: list[State], outputs: State, stepwise: bool) -> list[str]:
    """What is wrong after a run that was struck; ``stepwise`` where each edition comes by itself."""
    now, old, new = held(folder), states[0], states[-1]
    steps = stepwise and old.keys() & new.keys() <= now.keys()
    fits = now in states or (steps and all(text in (old.get(key), new.get(key)) for key, text in now.items()))
    torn = [name for name, data in files(folder).items() if name.startswith("out") and data != outputs.get(name)]
    return ([] if fits else [f"between: {sorted(now)}"]) + [f"torn: {name}" for name in torn]


def struck(folder: Path, name: str, way: str) -> tuple[int, list[str]]:
    """Runs of one scenario, struck at each operation in turn: how many, and what was wrong."""
    scenario, wrong = SCENARIOS[name], []
    prepared(folder, scenario)
    states = [held(folder)]
    status, count, said = forked(folder, scenario.command)
    assert status == 0, said
    after, written = held(folder), files(folder)
    states.append(after)
    if name == "two acts":  # each file is an addition of its own
        states.append({key: text for key, text in after.items() if key.startswith(BASE_ID)})
    for at in range(1, count + 1):
        prepared(folder, scenario)
        status, _, said = forked(folder, scenario.command, at, WAYS[way])
        found = faults(folder, states, written, name.endswith("edition of the bank"))
        if way == "killed" and status != -signal.SIGKILL:
            found.append(f"not killed: {status}")
        if way != "killed" and (status not in (0, 1) or (status == 1) != ("nqs: " in said)):
            found.append(f"status {status}: {said}")
        status, _, said = forked(folder, scenario.command)
        if status or held(folder) != after:
            found.append(f"not mended by the same command: {status} {said}")
        now = files(folder)
        rest = {path for path in now if path not in written}  # what was replaced may stand beside its copy
        if {path: now.get(path) for path in written} != written or not all(now[path] == BASE for path in rest):
            found.append(f"files differ: {sorted(now)}")
        if list(folder.glob("corpus/.nqs-*")):
            found.append("leftovers")
        wrong += [f"{name}, {way} at {at} of {count}: {text}" for text in found]
    return count, wrong


def filled(folder: Path, name: str) -> tuple[int, list[str]]:
    """Runs of one scenario with a true limit of the system on the size of a file."""
    scenario, wrong = SCENARIOS[name], []
    sizes = range(0, 4000, 250)
    for limit in sizes:
        prepared(folder, scenario)
        states = [held(folder)]
        status, _, _ = forked(folder, scenario.command, limit=limit)
        if status == 0:
            states = [held(folder)]
            wrong += [f"{name}, limit {limit}: nothing was done"] if not states[0] else []
        elif status != 1 or held(folder) not in states:
            wrong.append(f"{name}, limit {limit}: status {status}, {sorted(held(folder))}")
        forked(folder, scenario.command)
    return len(sizes), wrong


#: The scenarios that go all ways; the others are killed, and meet a full disk.
ALL_WAYS = ("a first act", "a new source of the same name", "editions")
#: What commands load when they run: loaded once here, not in each fork.
LOADED = ("cli.corpus", "cli.editions", "store.importing", "store.reading", "publish.document", "publish.markdown")


def run(names: Sequence[str]) -> dict[str, object]:
    """Every scenario in every way."""
    runs: dict[str, int] = {}
    wrong: list[str] = []
    for module in LOADED:
        import_module(f"nqs_docs.{module}")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place).resolve() / "work"
        for name in names:
            for way in WAYS if name in ALL_WAYS else ("killed", "the disk is full"):
                runs[f"{name}, {way}"], odd = struck(folder, name, way)
                wrong += odd
        for name in sorted({"a first act", "a new source of the same name"} & set(names)):
            runs[f"{name}, a limit of the system"], odd = filled(folder, name)
            wrong += odd
    return {"runs": runs, "wrong": wrong}


if __name__ == "__main__":
    print(json.dumps(run(sys.argv[1:] or list(SCENARIOS)), ensure_ascii=False, indent=1))
