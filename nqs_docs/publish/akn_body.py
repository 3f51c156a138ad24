"""Units as Akoma Ntoso: one element for each unit, its eId the one that addresses use.

Points, subpoints, parts and indents are hierarchical elements (paragraph, point,
alinea, indent); what Akoma Ntoso has no element for is an ``hcontainer`` named as
in the glossary. A printed label stands in ``num``, so the words of a paragraph are
its ``num``, a space, and its ``p``. What is not there is said by ``status`` and by
an editorial remark in the words of every other format.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from lxml import etree
from msgspec import Struct, field

from nqs_docs.clauses.act import LEAVES, Kind, State, Unit, leaves, text_of, walk
from nqs_docs.clauses.address import address_of, eid
from nqs_docs.clauses.address_locate import Path, unit_at
from nqs_docs.publish import akn_names
from nqs_docs.publish.akn_xml import LANG, Mark, add, append, first, marked
from nqs_docs.publish.document import Block

if TYPE_CHECKING:
    from nqs_docs.publish.akn_mods import Mod

HIERARCHY = {
    Kind.SECTION: "part", Kind.CHAPTER: "chapter", Kind.SUBCHAPTER: "subchapter", Kind.ARTICLE: "article",
    Kind.POINT: "paragraph", Kind.SUBPOINT: "point", Kind.PART: "alinea", Kind.INDENT: "indent",
}  # fmt: skip
#: Why the words of a unit are not in the file (statusType of the schema).
STATUS = {
    State.NOT_HELD: "unknown",
    State.DELETED: "removed",
    State.SUSPENDED: "temporarilyRemoved",
    State.DELAYED: "ignored",
}
COPY = "__copy_"  # behind the eId of a unit that is numbered as one before it
INCOMPLETE = "incomplete"  # more may stand in a unit than is held
GROUPS = frozenset({Kind.PREAMBLE, Kind.SIGNATURE, Kind.AGREEMENT})  # paragraphs without a structure
Ids = Mapping[Path, str]
_NUM = re.compile(r"\S+(?= \S)")


def unit_ids(root: Unit) -> dict[Path, str]:
    """The eId of every unit below ``root``; one whose number another has too gets a counter behind it."""
    ids: dict[Path, str] = {}
    used: dict[str, int] = {}
    for path in _paths(root, ()):
        name = eid(address_of(root, path))
        used[name] = used.get(name, 0) + 1
        ids[path] = name if used[name] == 1 else f"{name}{COPY}{used[name]}"
    return ids


def _paths(unit: Unit, path: Path) -> Iterator[Path]:
    for index, child in enumerate(unit.children):
        yield (*path, index)
        yield from _paths(child, (*path, index))


class Extras(Struct, frozen=True):
    """What stands at a unit beside its words, by its path."""

    before: Mapping[Path, list[str]] = field(default_factory=dict)  # eIds of notes
    inside: Mapping[Path, list[Block]] = field(default_factory=dict)  # lines for what is missing
    after: Mapping[Path, list[str]] = field(default_factory=dict)
    marks: Mapping[Path, tuple[Mark, ...]] = field(default_factory=dict)  # of the words of a leaf
    mods: Mapping[Path, list[Mod]] = field(default_factory=dict)  # instructions, by the leaf they stand in
    quoted: frozenset[Path] = frozenset()  # units that stand inside an instruction
    periods: Mapping[str, str] = field(default_factory=dict)  # cause -> eId of its temporal group


class Body:
    """Writes the units of one tree. ``ids`` gives the eId of each path."""

    def __init__(self, root: Unit, ids: Ids, extras: Extras) -> None:
        self.root = root
        self.ids = ids
        self.extras = extras
        self.labels: dict[Path, int] = {}  # how much of a leaf stands in a num

    # --- units inside a hierarchy -------------------------------------------------------

    def hier(self, parent: etree._Element, path: Path, period: str = "") -> None:
        """The unit at ``path`` where points and chapters may stand."""
        if path in self.extras.quoted:
            return
        unit = unit_at(self.root, path)
        if unit.kind is Kind.ROW:
            self.row(parent, path)
            return
        if unit.kind is Kind.TABLE and unit.state is State.HELD and unit.children:
            self.table(add(add(parent, "hcontainer", name="table"), "content"), path)
            return
        tag = HIERARCHY.get(unit.kind, "hcontainer")
        own = self._period(unit)
        element = add(parent, tag, name=unit.kind.value if tag == "hcontainer" else "", **self.attributes(path, period))
        inner = own or period
        if unit.kind is Kind.HEADING:
            self.leaf(add(element, "heading"), path, inner)
        elif unit.kind in LEAVES or unit.kind in GROUPS or unit.state is not State.HELD:
            self._content(add(element, "content"), path, inner)
        else:
            self._container(element, path, inner)

    def _content(self, content: etree._Element, path: Path, period: str) -> None:
        unit = unit_at(self.root, path)
        if unit.kind in GROUPS and unit.state is State.HELD and unit.children:
            self.blocks(content, path, period)
        else:
            self.leaf(add(content, "p"), path, period)

    def _container(self, element: etree._Element, path: Path, period: str) -> None:
        unit = unit_at(self.root, path)
        self._num(element, path)
        children = [(*path, index) for index in range(len(unit.children))]
        if children and unit.children[0].kind is Kind.HEADING and unit.kind in HIERARCHY:
            place = children.pop(0)
            self.leaf(add(element, "heading", **self.attributes(place, period)), place, period)
        if notes := self.extras.before.get(path, []):
            self.refs(add(add(element, "intro"), "p"), notes)
        for child in children:
            self.hier(element, child, period)
        if self.has_end(path):
            self.end(add(element, "wrapUp"), path)

    def _num(self, element: etree._Element, path: Path) -> None:
        """The printed label: the first word of the first paragraph, if it has the unit's number in it."""
        unit, place = unit_at(self.root, path), path
        if not unit.label:
            return
        first = unit
        while first.children and first.state is State.HELD and (first is unit or first.kind is Kind.PART):
            first, place = first.children[0], (*place, 0)
        found = _NUM.match(text_of(first.runs)) if first.kind in (Kind.INDENT, Kind.HEADING) else None
        if found and unit.label in found[0] and first.state is State.HELD and place not in self.extras.mods:
            add(element, "num", found[0])
            self.labels[place] = found.end() + 1

    def end(self, parent: etree._Element, path: Path) -> None:
        """After the units of a container: a line for those that are not held, its notes."""
        self.remarks(parent, self.extras.inside.get(path, []))
        if notes := self.extras.after.get(path, []):
            self.refs(add(parent, "p"), notes)

    def has_end(self, path: Path) -> bool:
        """Whether anything stands after the units of a container."""
        return path in self.extras.inside or path in self.extras.after

    # --- units as plain blocks ------------------------------------------------------------

    def block(self, parent: etree._Element, path: Path, period: str = "") -> None:
        """The unit at ``path`` where only paragraphs may stand: title, preamble, signature, table cell."""
        unit = unit_at(self.root, path)
        if unit.kind is Kind.TABLE and unit.state is State.HELD and unit.children:
            self.table(parent, path)
        elif unit.kind in LEAVES or unit.state is not State.HELD or not unit.children:
            mark = unit.kind.value if unit.kind is not Kind.INDENT else ""
            box = add(parent, "p", **{"class": mark}, **self.attributes(path, period))
            self.leaf(box, path, self._period(unit) or period)
        else:
            box = add(parent, "container", name=unit.kind.value, **self.attributes(path, period))
            self.blocks(box, path, self._period(unit) or period)

    def blocks(self, parent: etree._Element, path: Path, period: str = "") -> None:
        """Everything below ``path`` as blocks, with its notes."""
        if notes := self.extras.before.get(path, []):
            self.refs(add(parent, "p"), notes)
        for index in range(len(unit_at(self.root, path).children)):
            self.block(parent, (*path, index), period)
        self.end(parent, path)

    def table(self, parent: etree._Element, path: Path) -> None:
        """A table; its open line and notes stand below it."""
        if notes := self.extras.before.get(path, []):
            self.refs(add(parent, "p"), notes)
        unit = unit_at(self.root, path)
        table = add(parent, "table", **self.attributes(path))
        for index in range(len(unit.children)):
            self.row(table, (*path, index))
        self.end(parent, path)

    def row(self, table: etree._Element, path: Path) -> None:
        """A row; one that is not there has one cell that says so."""
        unit = unit_at(self.root, path)
        row = add(table, "tr", **self.attributes(path))
        if unit.state is not State.HELD or not unit.children:
            self.leaf(add(add(row, "td"), "p"), path, "")
            return
        for index, cell in enumerate(unit.children):
            place = (*path, index)
            box = add(row, "td", **self.attributes(place))
            if cell.state is State.HELD and cell.children:
                self.blocks(box, place)
            else:
                self.leaf(add(box, "p"), place, "")
        notes = [*self.extras.before.get(path, []), *self.extras.after.get(path, [])]
        if notes:
            self.refs(add(row[-1], "p"), notes)

    # --- words ----------------------------------------------------------------------------

    def leaf(self, element: etree._Element, path: Path, period: str) -> None:
        """The words of a leaf, or the lines that stand for them, between its notes."""
        unit = unit_at(self.root, path)
        self.refs(element, self.extras.before.get(path, []))
        if unit.state is State.HELD:
            marks = (*self.extras.marks.get(path, ()), *self._origins(unit, period))
            marked(element, text_of(unit.runs), self._instructions(path, marks), self.labels.get(path, 0))
            self._quotations(element, path)
        for block in self.extras.inside.get(path, []):
            add(element, "remark", block.text, status="editorial")
        self.refs(element, self.extras.after.get(path, []))

    def remarks(self, parent: etree._Element, blocks: list[Block]) -> None:
        """Lines for what is missing, a paragraph each."""
        for block in blocks:
            add(add(parent, "p"), "remark", block.text, status="editorial")

    def refs(self, element: etree._Element, notes: list[str]) -> None:
        """Links to editorial notes, where those stand in the text."""
        for note in notes:
            add(element, "noteRef", href=f"#{note}", marker="*", placement="inline")

    def _origins(self, unit: Unit, period: str) -> list[Mark]:
        """Words that another order brought into a paragraph: a span with the period they belong to."""
        marks, at = [], 0
        for run in unit.runs:
            own = self.extras.periods.get(run.cause, "")
            if own and own != period:
                marks.append(Mark(at, at + len(run.text), "span", (("period", f"#{own}"),)))
            at += len(run.text)
        return marks

    def _instructions(self, path: Path, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
        mods = self.extras.mods.get(path, [])
        if not mods:
            return marks
        return (*(mark for mod in mods for mark in mod.marks), *marks)

    def _quotations(self, element: etree._Element, path: Path) -> None:
        """The new text that an instruction quotes, inside it."""
        for mod in self.extras.mods.get(path, []):
            found = next(e for e in element.iter("{*}mod") if e.get("eId") == mod.eid)
            for position in mod.positions[:0:-1]:
                first(found, "marker", name="instruction", eId=akn_names.mod(position))
            for quotation in mod.quotations:
                quoted = add(
                    found, "quotedStructure", eId=quotation.eid, startQuote=quotation.start, endQuote=quotation.end
                )
                if quotation.units:
                    root = Unit(Kind.ACT, children=quotation.units)
                    inner = Body(root, quotation.ids, Extras())
                    for index in range(len(quotation.units)):
                        inner.hier(quoted, (index,))
                else:
                    bare = Body(self.root, self.ids, Extras())
                    for place in quotation.paths:
                        bare.hier(quoted, place)
                append(found, quotation.tail)

    # --- attributes -------------------------------------------------------------------------

    def attributes(self, path: Path, period: str = "") -> dict[str, str]:
        """eId, what is known of the words, and the period they belong to where that is not ``period``."""
        unit = unit_at(self.root, path)
        own = self._period(unit)
        status = STATUS.get(unit.state) or (INCOMPLETE if unit.gaps else "")
        return {"eId": self.ids[path], "status": status, "period": f"#{own}" if own and own != period else ""}

    def _period(self, unit: Unit) -> str:
        """The temporal group of a unit all of which one order brought."""
        causes = {inner.cause for inner in walk(unit) if inner.state is not State.HELD}
        causes |= {run.cause for leaf in leaves(unit) for run in leaf.runs}
        return self.extras.periods.get(causes.pop(), "") if len(causes) == 1 else ""


def language(element: etree._Element) -> etree._Element:
    """``element``, its words marked as Kazakh."""
    element.set(LANG, akn_names.XML_LANGUAGE)
    return element
