"""Tables of a web page: which hold data, and which only put a signature or a corner in its place."""

from __future__ import annotations

import re

from lxml.etree import _Element as Element

from nqs_docs.sources.limits import MOST_CELLS, MOST_COLUMNS, limit

_SOLID = re.compile(r"border[\w-]*\s*:[^;]*(?:solid|double|dotted|dashed)", re.I)
_MOST_ROWS = 6  # of a signature or a row of corners
_NUMBER = re.compile(r"\d{1,5}")


def rows_of(table: Element) -> list[list[Element]]:
    """The cells of each row of a table that holds no other."""
    return [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]


def is_layout(table: Element) -> bool:
    """Whether a table has no columns that a reader sees.

    It holds another table or stands round one text; or it has no lines, at most two
    columns and few rows ("министр | А. Ертаев"; an empty cell beside a corner). What
    stands in it and in no cell makes it one too, so that nothing is lost.
    """
    rows = rows_of(table)
    widest = max((len(row) for row in rows), default=0)
    if next(table.iterdescendants("table"), None) is not None or widest <= 1 or _strays(table):
        return True
    if widest > 2:
        return False
    if all(sum(bool(said(cell)) for cell in row) <= 1 for row in rows):
        return not _SOLID.search(_styles(table)) or len(rows) == 1
    return (
        len(rows) <= _MOST_ROWS
        and not _ruled(table)
        and not any(_NUMBER.fullmatch(said(row[0])) for row in rows if row)
    )


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


def span_of(cell: Element, attribute: str) -> int:
    """How many columns or rows a cell covers."""
    value = (cell.get(attribute) or "").strip()
    return min(max(int(value), 1), 100_000) if value.isascii() and value.isdigit() and len(value) < 9 else 1


def said(element: Element) -> str:
    """The words in an element, without white space round them."""
    return " ".join("".join(map(str, element.itertext())).split())


def _strays(table: Element) -> bool:
    """Whether text stands between the cells of a table."""
    for part in table.iter("table", "tbody", "thead", "tfoot", "tr"):
        if (part.text or "").strip() or any((child.tail or "").strip() for child in part):
            return True
    known = ("tbody", "thead", "tfoot", "tr", "td", "th", "colgroup", "col", "caption")
    return any(
        child.tag not in known for part in table.iter("table", "tbody", "thead", "tfoot", "tr") for child in part
    )


def _ruled(table: Element) -> bool:
    """Whether lines are drawn round its cells."""
    border = table.get("border")
    return border not in (None, "", "0", "0px") or bool(_SOLID.search(_styles(table)))


def _styles(table: Element) -> str:
    return ";".join(part.get("style") or "" for part in table.iter("table", "tr", "td", "th"))
