"""Runs docs/tutorial.md: every command of it on a copy of the corpus, and what the page says it prints."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

from click import Context

from tests.program import run

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "tutorial.md"
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.M | re.S)


def played(block: str, folder: Path) -> str:
    """A block of commands with what they print now; a status that is not 0 stands in a line of its own."""
    result = ""
    for command in re.findall(r"^\$ (.*)$", block, re.M):
        words = shlex.split(command)
        assert words[0] == "nqs"
        ran = run(folder, words[1:])
        status = f"[status {ran.status}]\n" if ran.status else ""
        result += f"$ {command}\n{ran.out}{ran.err}{status}"
    return result


def test_tutorial(tmp_path: Path, bless: bool) -> None:
    shutil.copytree(ROOT / "corpus", tmp_path / "corpus")
    text = PAGE.read_text(encoding="utf-8")
    now = BLOCK.sub(lambda block: f"```console\n{played(block[1], tmp_path)}```", text)
    if bless:
        PAGE.write_text(now, encoding="utf-8")
    assert now == text or bless


def test_tutorial_shows_every_command() -> None:
    text = PAGE.read_text(encoding="utf-8") + (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    from nqs_docs.cli.main import nqs  # noqa: PLC0415 - so that collecting the tests needs no program

    for command in nqs.list_commands(Context(nqs)):
        assert f"nqs {command}" in text
