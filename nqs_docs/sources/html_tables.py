"""The tables of a web page."""

from __future__ import annotations

import re

from lxml.etree import _Element as Element

from nqs_docs.sources import tables

_PARTS = frozenset("tbody thead tfoot tr td th colgroup col caption".split())
_SOLID = re.compile(r"border[\w-]*\s*:[^;]*(?:solid|double|dotted|dashed)", re.I)


def rows_of(table: Element) -> list[list[Element]]:
    """The cells of each row of a table that holds no other."""
    return [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]


def is_layout(table: Element) -> bool:
    """Whether its cells are read as paragraphs.

    So is a table that holds another, and one with text in it that stands in no cell: nothing is lost.
    """
    if next(table.iterdescendants("table"), None) is not None or _strays(table):
        return True
    return tables.is_layout([[said(cell) for cell in row] for row in rows_of(table)], ruled=_ruled(table))


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
        if (part.text or "").strip() or any((one.tail or "").strip() or one.tag not in _PARTS for one in part):
            return True
    return False


def _ruled(table: Element) -> bool:
    """Whether lines are drawn round its cells."""
    border = table.get("border")
    styles = ";".join(part.get("style") or "" for part in table.iter("table", "tr", "td", "th"))
    return border not in (None, "", "0", "0px") or bool(_SOLID.search(styles))
