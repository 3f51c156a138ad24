"""Tables: which hold data, and which only put a signature or a corner in its place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nqs_docs.sources.limits import MOST_CELLS, MOST_COLUMNS, limit

_MOST_ROWS = 6  # of a signature or a row of corners
_NUMBER = re.compile(r"\d{1,5}")


def is_layout(texts: Sequence[Sequence[str]], *, ruled: bool) -> bool:
    """Whether a table has no columns that a reader sees, so that its cells are paragraphs.

    It stands round one text; or it has no lines, at most two columns and few rows
    ("министр | А. Ертаев"; an empty cell beside a corner).
    """
    if len(texts) == 1:
        texts = [[text for text in texts[0] if text]]  # an empty cell parts a post from its signatory
    widest = max(map(len, texts), default=0)
    if widest <= 1:
        return True
    if widest > 2:
        return False
    if all(sum(map(bool, row)) <= 1 for row in texts):
        return not ruled or len(texts) == 1
    return len(texts) <= _MOST_ROWS and not ruled and not any(_NUMBER.fullmatch(row[0]) for row in texts if row)


def grid(cells: list[list[str]], spans: list[list[tuple[int, int]]], name: str) -> list[list[str]]:
    """The rows of a table with every cell at its place: one that covers others is followed by empty ones.

    ``spans`` are the columns and rows that each cell covers.
    """
    result: list[list[str]] = []
    covered: dict[int, int] = {}  # column -> rows below that a cell above reaches into
    total = 0
    for texts, sizes in zip(cells, spans, strict=True):
        row: list[str] = []
        below = {column: left - 1 for column, left in covered.items() if left > 1}
        for text, (columns, rows) in zip(texts, sizes, strict=True):
            while covered.get(len(row), 0) > 0:
                row.append("")
            limit(name, "columns", len(row) + columns, MOST_COLUMNS)
            below.update(dict.fromkeys(range(len(row), len(row) + columns), rows - 1) if rows > 1 else {})
            row += [text] + [""] * (columns - 1)
        while covered.get(len(row), 0) > 0:
            row.append("")
        covered = below
        total += len(row)
        limit(name, "cells", total, MOST_CELLS)
        result.append(row)
    return result
