"""Writes docs/findings.md from the tables of messages: `make docs`."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

MESSAGES = Path(__file__).parents[1] / "nqs_docs" / "language" / "messages"
HEAD = """# Findings

Everything the program can say about a text, with an example of what causes it. Made from the tables in
`nqs_docs/language/messages` by `make docs`; a test compares the two.

An *error* means that an instruction was not applied or that a text may be wrong: `nqs check` then ends with status 6.
A *warning* means that something is not held, estimated, repaired or unusual. Codes of commands and of refused files
end the command that meets them. What stands in braces is filled in.
"""
SECTIONS = {
    "source": "Reading and repairing a source",
    "clause": "The structure of an act",
    "amendment": "Instructions of amending orders",
    "edition": "Applying instructions",
    "publish": "Printing",
    "redline": "Redlines",
    "form": "Forms and their data",
    "template": "Templates of forms",
    "store": "The corpus",
    "decision": "Decisions of people",
    "import": "Taking over editions of the state's bank",
    "expression": "Two languages of an act",
    "witness": "Official editions as witnesses",
    "cli": "The command line",
}


@cache
def entries() -> dict[str, dict[str, Any]]:
    """Every code with its entry, in the order of the tables."""
    found: dict[str, dict[str, Any]] = {}
    for table in sorted(MESSAGES.glob("*.toml")):
        for code, entry in tomllib.loads(table.read_text(encoding="utf-8")).items():
            assert code not in found, f"{code} stands in two tables"
            found[code] = entry
    return found


def _entry(code: str, entry: dict[str, Any]) -> str:
    example = entry.get("example", "").strip()
    shown = f"\n```\n{example}\n```\n" if "\n" in example else f"\n> {example}\n" if example else ""
    messages = "".join(
        f"- {language}: {entry[language].strip()}{_hint(entry, language)}\n" for language in ("kk", "ru", "en")
    )
    return f"### `{code}`\n\n{entry['meaning'].strip()}\n{shown}\n{messages}"


def _hint(entry: dict[str, Any], language: str) -> str:
    """What only the command line adds."""
    return f" {entry['hint'][language]}" if "hint" in entry else ""


def page() -> str:
    """The whole page."""
    found = entries()
    parts = [HEAD]
    for prefix, title in SECTIONS.items():
        codes = sorted(code for code in found if code.split(".")[0] == prefix and found[code].get("meaning"))
        if codes:
            parts.append(f"## {title}\n")
            parts.extend(_entry(code, found[code]) for code in codes)
    return "\n".join(parts)


if __name__ == "__main__":
    print(page(), end="")
