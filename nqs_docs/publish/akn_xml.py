"""Elements of Akoma Ntoso: made, filled with marked text, laid out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree
from msgspec import Struct

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
#: Elements whose white space is text; all others may be broken into lines.
INLINE = frozenset(
    "p heading num docTitle docNumber docDate signature span ref mod quotedText remark noteRef marker".split()
)
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Mark(Struct, frozen=True):
    """An element around the characters ``start`` to ``end`` of a text."""

    start: int
    end: int
    tag: str
    attributes: tuple[tuple[str, str], ...] = ()


def add(parent: etree._Element, tag: str, text: str = "", **attributes: str) -> etree._Element:
    """A new last child; attributes that are empty are left out."""
    element = etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}")
    for name, value in attributes.items():
        if value:
            element.set(name, clean(value))
    if text:
        element.text = clean(text)
    return element


def first(parent: etree._Element, tag: str, **attributes: str) -> etree._Element:
    """A new first child, before the text of its parent."""
    element = add(parent, tag, **attributes)
    parent.insert(0, element)
    element.tail, parent.text = parent.text, None
    return element


def clean(text: str) -> str:
    """``text`` with signs that no XML file can hold replaced by the replacement character."""
    return _NO_XML.sub("\ufffd", text)


def append(element: etree._Element, text: str) -> None:
    """Text after all that an element holds."""
    if not text:
        return
    if len(element):
        element[-1].tail = (element[-1].tail or "") + clean(text)
    else:
        element.text = (element.text or "") + clean(text)


def marked(element: etree._Element, text: str, marks: Sequence[Mark], start: int = 0, end: int | None = None) -> None:
    """``text[start:end]`` into an element, with the marks that nest in each other; one that crosses is left out."""
    stop = len(text) if end is None else end
    left = sorted(marks, key=lambda mark: (mark.start, -mark.end))
    at = start
    while left:
        mark, *left = left
        if mark.start < at or mark.end > stop or mark.start >= mark.end:
            continue
        append(element, text[at : mark.start])
        child = add(element, mark.tag, **dict(mark.attributes))
        inner = [other for other in left if other.end <= mark.end]
        marked(child, text, inner, mark.start, mark.end)
        left = [other for other in left if other.start >= mark.end]
        at = mark.end
    append(element, text[at:stop])


def name(element: etree._Element) -> str:
    """An element's name without its namespace; "" for a comment."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def lay_out(element: etree._Element, depth: int = 0) -> None:
    """A line for each element, but not where white space is text."""
    if name(element) in INLINE:
        for child in element.iter(f"{{{NAMESPACE}}}quotedStructure"):
            lay_out(child, depth + 1)
        return
    children = list(element)
    for child in children:
        lay_out(child, depth + 1)
        child.tail = "\n" + "  " * (depth + 1) if child is not children[-1] else "\n" + "  " * depth
    if children:
        element.text = "\n" + "  " * (depth + 1)
