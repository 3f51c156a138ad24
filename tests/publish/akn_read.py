"""Reading an Akoma Ntoso file of ours back: the units with their eIds and words, and what a reader sees.

A unit is an element whose eId is an address; instructions, notes and the new units
inside a quotation have eIds of other kinds. The words of a leaf are its ``num``, a
space and its text; the quotation marks of new text are those of its attributes.
"""

from __future__ import annotations

from lxml import etree
from msgspec import Struct

from nqs_docs.clauses.act import LEAVES, Kind, State
from nqs_docs.clauses.address import from_eid
from nqs_docs.findings import UsageError
from nqs_docs.publish.akn_body import INCOMPLETE, STATUS
from nqs_docs.publish.akn_model import COPY, INLINE, name

_STATES = {status: state for state, status in STATUS.items()}


class ReadUnit(Struct):
    """One unit of a file; ``text`` is that of a leaf."""

    eid: str
    kind: Kind
    state: State
    gaps: bool
    text: str = ""


def read(root: etree._Element) -> tuple[list[ReadUnit], list[str]]:
    """Every unit, in printed order; the order itself, an element after its title, comes before it.

    And every line that a reader sees, in order, as the other formats print them; table cells one by one.
    """
    found = _Reading(root)
    return sorted(found.units, key=lambda unit: unit.kind is not Kind.ORDER), found.lines


def words(element: etree._Element) -> str:
    """All text below an element."""
    return "".join(str(text) for text in element.itertext())


class _Reading:
    def __init__(self, root: etree._Element) -> None:
        self.units: list[ReadUnit] = []
        self.lines: list[str] = []
        self.notes = {note.get("eId"): "\n".join(words(p) for p in note) for note in root.iter("{*}note")}
        self.leaf: ReadUnit | None = None  # to which words belong
        self.next = ""  # words before those of the next leaf
        self._element(root)

    def _element(self, element: etree._Element) -> None:
        tag = name(element)
        unit = _unit(element)
        if tag == "meta" or not tag:
            return
        if unit is not None:
            self.units.append(unit)
            if unit.kind in LEAVES:
                self.leaf = unit
        match tag:
            case "remark":
                self.lines.append(words(element))
            case "noteRef":
                self.lines.append(self.notes[element.get("href", "").removeprefix("#")])
            case "num":
                self.next += f"{element.text} "
            case "quotedStructure":
                self._quotation(element)
            case _:
                self._children(element)

    def _children(self, element: etree._Element) -> None:
        holds_text = name(element) in INLINE
        if holds_text:
            self._words(element.text)
        for child in element:
            self._element(child)
            if holds_text:
                self._words(child.tail)

    def _quotation(self, element: etree._Element) -> None:
        self.next += element.get("startQuote", "")
        self._children(element)
        self._words(element.get("endQuote"))

    def _words(self, text: str | None) -> None:
        if not text:
            return
        assert self.leaf is not None, text
        if not self.leaf.text:
            self.lines.append("")
        text, self.next = self.next + text, ""
        self.leaf.text += text
        self.lines[-1] += text


def _unit(element: etree._Element) -> ReadUnit | None:
    """The unit an element stands for, if it stands for one."""
    eid = element.get("eId", "")
    try:
        kind = from_eid(eid.partition(COPY)[0]).steps[-1].kind if eid else None
    except UsageError:
        return None
    if kind is not None and name(element) == "attachment":  # an appendix may be called by its own name
        kind = Kind(element[0].get("name", ""))
    status = element.get("status", "")
    state = _STATES.get(status, State.HELD)
    return ReadUnit(eid, kind, state, status == INCOMPLETE) if kind else None
