"""What the parts of an Akoma Ntoso file share: names, eIds, an instruction with its quotations, elements.

An act is named ``/akn/kz/act/order/enbek/2023-09-18/391/kaz@2026-07-12`` (naming convention
akn-nc 1.0, sections 4.4-4.6): country, kind, body, date of signing, number; the
expression adds the language and the day of the edition. The same act has the same
name in every file, held or only cited, so links meet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from lxml import etree
from msgspec import Struct

from nqs_docs.clauses.act import Citation, State, Unit
from nqs_docs.clauses.address import address_of, eid
from nqs_docs.clauses.address_locate import Path
from nqs_docs.language.agencies import agency
from nqs_docs.language.latin import latin

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
#: Elements whose white space is text; all others may be broken into lines.
INLINE = frozenset(
    "p heading num docTitle docNumber docDate signature span ref mod quotedText remark noteRef marker".split()
)
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
LANGUAGE = "kaz"  # ISO 639-2
XML_LANGUAGE = "kk"  # ISO 639-1, of xml:lang
#: What an act is called in an address, by its Kazakh word.
KINDS = {
    "бұйрық": "order", "қаулы": "resolution", "өкім": "directive", "шешім": "decision",
    "жарлық": "decree", "кодекс": "code", "заң": "law",
}  # fmt: skip
COPY = "__copy_"  # behind the eId of a unit that is numbered as one before it
Ids = Mapping[Path, str]


def work_name(citation: Citation) -> str:
    """An act as a work; "" where neither date nor number is known. A part that is not known is left out."""
    if citation.date is None and not citation.number:
        return ""
    day = citation.date.isoformat() if citation.date else ""
    kind = KINDS.get(citation.kind, "order")
    steps = ["akn", "kz", "act", kind, agency(citation.body), day, latin(citation.number).strip("-")]
    return "/" + "/".join(step for step in steps if step)


def mod_id(position: int) -> str:
    """The eId of an instruction in its order: its number in the order of the text, as ``nqs amendments`` counts."""
    return f"mod_{position}"


def unit_ids(root: Unit) -> dict[Path, str]:
    """The eId of every unit that is there; one whose number another has too gets a counter behind it."""
    ids: dict[Path, str] = {}
    used: dict[str, int] = {}
    for path in _there(root, ()):
        name = eid(address_of(root, path))
        used[name] = used.get(name, 0) + 1
        ids[path] = name if used[name] == 1 else f"{name}{COPY}{used[name]}"
    return ids


def _there(unit: Unit, path: Path) -> Iterator[Path]:
    for index, child in enumerate(unit.children if unit.state is State.HELD else ()):
        yield (*path, index)
        yield from _there(child, (*path, index))


class Mark(Struct, frozen=True):
    """An element around the characters ``start`` to ``end`` of a text."""

    start: int
    end: int
    tag: str
    attributes: tuple[tuple[str, str], ...] = ()


class Quotation(Struct, frozen=True):
    """New text between two quotation marks."""

    eid: str
    paths: tuple[Path, ...]  # the paragraphs of the order it consists of
    units: tuple[Unit, ...] = ()  # the new units; () where the paragraphs are shown as they are
    ids: Ids = {}  # their eIds, by the path below the quotation
    start: str = ""
    end: str = ""
    tail: str = ""  # after the closing mark


class Mod(Struct, frozen=True):
    """One instruction: one ``mod``, an operation for each unit that it changes."""

    path: Path  # of the leaf it stands in
    positions: tuple[int, ...]
    marks: tuple[Mark, ...]
    quotations: tuple[Quotation, ...]
    old: Mapping[int, str]  # position -> eId of the words it takes out
    new: Mapping[int, str]  # position -> eId of its new text

    @property
    def eid(self) -> str:
        """Named by its first operation."""
        return mod_id(self.positions[0])


# --- elements: made, filled with marked text, laid out -----------------------------------------


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
