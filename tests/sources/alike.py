"""What two readings of one order must have in common: everything but the places of its characters."""

from __future__ import annotations

from nqs_docs.sources.line import Source
from tests.sources.shapes import meant


def alike(source: Source) -> tuple[list[str], object, object]:
    """Tree as lines, notes and operations.

    Cells without words are left out, as a wide cell stands over some of them; a signature is one line: where the
    lines of a post end, the paper says.
    """
    tree, notes, changes = meant(source)
    return _outline(tree, ""), notes, changes


def _outline(unit: object, indent: str) -> list[str]:
    assert isinstance(unit, tuple)
    kind, label, name, text, children = unit
    if kind in ("signature", "agreement"):
        return [indent + " ".join([kind, *(child[3] for child in children)])]
    if kind == "cell" and not text and not children:
        return []
    below = [line for child in children for line in _outline(child, indent + "  ")]
    return [indent + " ".join(filter(None, (kind, label, name, text))), *below]
