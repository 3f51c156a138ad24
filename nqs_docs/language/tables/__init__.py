"""Tables of words and formulas that need no code: one row a line, " :: " between its fields.

Lines that begin with "#" explain. A formula, a noun of documents or a body of the state
is added here. A test holds the formulas to docs/formulas.md.
"""

from __future__ import annotations

from pathlib import Path


def rows(name: str) -> list[list[str]]:
    """The rows of the table ``name``.txt beside this file, each as its fields."""
    lines = (Path(__file__).parent / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line.split(" :: ") for line in lines if line and not line.startswith("#")]
