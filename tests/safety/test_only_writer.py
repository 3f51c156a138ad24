"""One small module writes, renames and removes files; no other one does."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.safety.orders import BASE, BASE_ID, ORDER

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "nqs_docs"
WRITER = PACKAGE / "store" / "write.py"
#: Calls that change files, whatever they are called on.
CHANGING = {
    "write_text", "write_bytes", "touch", "mkdir", "makedirs", "rmdir", "unlink", "rename", "renames", "symlink_to",
    "hardlink_to", "symlink", "truncate", "ftruncate", "rmtree", "copyfile", "copytree", "copy2", "move",
    "chmod", "mkstemp", "mkdtemp", "NamedTemporaryFile", "TemporaryDirectory", "TemporaryFile", "sendfile", "fdopen",
}  # fmt: skip
#: What looks like one and is none, or what the operating system is asked for by the command line itself.
ALLOWED = {("cli/main.py", "open")}  # standard output that was closed becomes /dev/null


def changes(tree: ast.AST) -> list[str]:
    """The calls of a module that may change files."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            owner = node.func.value if isinstance(node.func, ast.Attribute) else None
            of_os = isinstance(owner, ast.Name) and owner.id in ("os", "shutil")
            modes = [a.value for a in [*node.args, *(k.value for k in node.keywords)] if isinstance(a, ast.Constant)]
            opens = name == "open" and (of_os or any(isinstance(m, str) and set(m) & set("wax+") for m in modes))
            if name in CHANGING or opens or (of_os and name in ("replace", "remove", "write", "link")):
                found.append(name)
    return found


def test_the_writer_is_seen_to_write() -> None:
    assert {"mkdir", "unlink", "rename", "open"} <= set(changes(ast.parse(WRITER.read_text(encoding="utf-8"))))


def test_no_other_module_changes_files() -> None:
    for module in sorted({*PACKAGE.rglob("*.py")} - {WRITER}):
        name = module.relative_to(PACKAGE).as_posix()
        calls = changes(ast.parse(module.read_text(encoding="utf-8")))
        assert [call for call in calls if (name, call) not in ALLOWED] == [], name


PROGRAM = """
import contextlib, io, json, os, sys
from pathlib import Path
from nqs_docs.cli.main import main
import nqs_docs
package, seen = str(Path(nqs_docs.__file__).parent), set()
def hook(event, arguments):
    opened = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
    if opened or event in ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate"):
        frame = sys._getframe()
        while frame and not frame.f_code.co_filename.startswith(package):
            frame = frame.f_back
        if frame:
            seen.add((os.path.relpath(frame.f_code.co_filename, package), event))
sys.addaudithook(hook)
for command in json.loads(sys.argv[1]):
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        main(command)
print(json.dumps(sorted(seen)))
"""


@pytest.mark.slow
def test_what_the_system_sees_comes_from_the_writer(tmp_path: Path) -> None:
    """An audit hook in the running program: whichever library is asked, the writer asked it."""
    (tmp_path / "base.txt").write_bytes(BASE)
    (tmp_path / "order.txt").write_bytes(ORDER)
    dates = ["--from", "2023-03-01", "--to", "2024-03-01"]
    commands = [
        ["add", "base.txt", "order.txt"],
        ["add", "base.txt", "--published", "2023-01-12"],
        ["acts"],
        ["show", "101"],
        ["check"],
        ["consolidate", "101", "--format", "md,txt,json,html,docx,pdf,akn", "-o", "out"],
        *(["diff", "101", *dates, "--format", form, "-o", f"out/{form}"] for form in ("html", "docx", "table", "text")),
    ]
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM, json.dumps(commands)],
        cwd=tmp_path, env={"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}, capture_output=True, check=True,
    )  # fmt: skip
    seen = json.loads(ran.stdout)
    assert {name for name, _ in seen} == {"store/write.py"}
    assert {"open", "os.mkdir", "os.rename"} <= {event for _, event in seen}
    assert (tmp_path / "corpus" / BASE_ID / "act.toml").is_file()
    assert len(list((tmp_path / "out").iterdir())) == 11
