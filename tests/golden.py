"""Golden cases: Markdown files that a lawyer can read and edit.

A case has a title, a few words, the texts of acts in fences, and commands with
what they print::

    # A subpoint is restated

    ## Act
    ```
    (a base order)
    ```
    ## Order published 2026-05-01
    ```
    (an order that amends it)
    ```
    ## Command
    ```
    nqs show 101 "7-тармақ" --on 2026-07-12
    ```
    ## Output
    ```
    (standard output)
    ```
    ## Status
    0
    ## Findings
    - warning amendment.… V2600040001: …

``Output``, ``Messages`` (standard error) and ``Status`` belong to the command
before them, and a section that is left out is not compared, but for the status,
which is then 0. ``Findings`` is what ``nqs check`` says of the whole corpus.
``--bless`` rewrites what stands in these sections and nothing else.
"""

from __future__ import annotations

import base64
import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import typst

from tests.program import Ran, run
from tests.word_case import word_document

FENCE = re.compile(r"^(`{3,})[^\n]*\n(.*?)^\1[ \t]*$", re.M | re.S)
PUBLISHED = re.compile(r"published (\d{4}-\d{2}-\d{2})")
ENCODED = re.compile(r"encoded ([\w-]+)")
REPEATED = re.compile(r"repeated (\d+) times")


class Section(NamedTuple):
    """One ``## Name …`` with everything up to the next."""

    title: str
    body: str

    @property
    def name(self) -> str:
        return self.title.split()[0]

    @property
    def text(self) -> str:
        """What stands in its fence; else its words."""
        fence = FENCE.search(self.body)
        return fence[2] if fence else self.body.strip()


def sections(case: str) -> tuple[str, list[Section]]:
    """What stands before the first section, and the sections. A "## " inside a fence begins none."""
    head, found, fence = "", [], ""
    for line in case.splitlines(keepends=True):
        mark = re.match(r"`{3,}", line)
        if mark and not fence:
            fence = mark[0]
        elif fence and line.rstrip() == fence:
            fence = ""
        elif not fence and line.startswith("## "):
            found.append(Section(line[3:].strip(), ""))
            continue
        if found:
            found[-1] = Section(found[-1].title, found[-1].body + line)
        else:
            head += line
    return head, found


def fenced(text: str) -> str:
    """``text`` in a fence longer than any inside it."""
    mark = "`" * max(3, *(len(m) + 1 for m in re.findall(r"^`+", text, re.M)), 3)
    return f"\n{mark}\n{text}{'' if text.endswith(chr(10)) or not text else chr(10)}{mark}\n\n"


def findings(folder: Path) -> str:
    """Every finding on the corpus, one a line; "none" where there is none."""
    ran = run(folder, ["check", "--format", "json"])
    lines = [
        f"- {f['severity']} {f['code']} {f['act']}{' (' + f['unit'] + ')' if f.get('unit') else ''}: {f['message']}"
        for f in json.loads(ran.out)
    ]
    return "\n".join(lines) or "none"


def _write(folder: Path, number: int, section: Section) -> Path:
    """The text of a section as a file: NN-act.md, or under the name that a file section gives."""
    named = re.match(r"(?:File|Act|Order) (\S*[./]\S*)", section.title)
    path = folder / (named[1] if named else f"{number:02}-{section.name.lower()}.md")
    encoded, repeated = ENCODED.search(section.title), REPEATED.search(section.title)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_bytes(section, encoded[1] if encoded else "utf-8") * (int(repeated[1]) if repeated else 1))
    return path


def _bytes(section: Section, encoding: str) -> bytes:
    """What a section stands for: its text, a Word file or a PDF made of it, the bytes it spells in base64."""
    if "typeset" in section.title:
        setup = '#set text(font: "Libertinus Serif", lang: "kk")\n#set smartquote(enabled: false)\n'
        return bytes(typst.compile((setup + section.text).encode(), format="pdf", ignore_system_fonts=True))
    if "as Word" in section.title:
        return word_document(section.text)
    return base64.b64decode(section.text) if encoding == "base64" else section.text.encode(encoding)


def _add(folder: Path, number: int, section: Section) -> None:
    """Puts the text of an act into the corpus; what is to be refused is a file and a command."""
    source = _write(folder, number, section)
    published = PUBLISHED.search(section.title)
    ran = run(folder, ["add", source.name, *(["--published", published[1]] if published else [])])
    assert ran.status == 0, f"{source.name} was refused: {ran.err}"


def play(case: str, folder: Path) -> str:
    """The case with its expected parts as the program gives them now.

    ``Act`` and ``Order`` are added in the order they stand, ``File`` is only
    written, as NN-file.md or under the name given, for commands that read it;
    ``File encoded windows-1251``, ``File encoded base64``, ``File repeated 1000 times``
    ``File typeset`` (the PDF that typst makes of the text) and ``Act as Word`` (``word_case``) say how.
    ``Remove`` takes a file away.
    """
    head, parts = sections(case)
    return head + "".join(_played(parts, folder))


def _played(parts: list[Section], folder: Path) -> Iterator[str]:
    ran: Ran | None = None
    for number, section in enumerate(parts, 1):
        body = section.body
        match section.name:
            case "Act" | "Order":
                _add(folder, number, section)
            case "File":
                _write(folder, number, section)
            case "Remove":
                (folder / section.text).unlink()
            case "Command":
                words = shlex.split(section.text)
                assert words[0] == "nqs", "a command begins with nqs"
                ran = run(folder, words[1:])
                follows = [later.name for later in parts[number:]]
                own = follows[: follows.index("Command")] if "Command" in follows else follows
                assert ran.status == 0 or "Status" in own, f"status {ran.status}: {ran.err}"
            case "Output" | "Messages" | "Status" if ran:
                body = {
                    "Output": fenced(ran.out),
                    "Messages": fenced(ran.err),
                    "Status": f"\n{ran.status}\n\n",
                }[section.name]
            case "Findings":
                body = f"\n{findings(folder)}\n\n"
            case _:
                raise AssertionError(f"unknown section: {section.title}")
        last = number == len(parts)
        yield f"## {section.title}\n{body.rstrip() + chr(10) if last else body}"
