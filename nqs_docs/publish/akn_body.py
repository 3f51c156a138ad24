"""Units as Akoma Ntoso: one element for each unit, its eId the one that addresses use.

Points, subpoints, parts and indents are hierarchical elements (paragraph, point,
alinea, indent); what Akoma Ntoso has no element for is an ``hcontainer`` named as
in the glossary. A printed label stands in ``num``, so the words of a paragraph are
its ``num``, a space, and its ``p``. What is not there is said by ``status`` and by
an editorial remark in the words of every other format.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from lxml import etree
from msgspec import Struct

from nqs_docs.clauses.act import LEAVES, Kind, State, Unit, leaves, text_of, walk
from nqs_docs.clauses.address_locate import Path, unit_at
from nqs_docs.publish.akn_model import LANG, XML_LANGUAGE, Ids, Mark, Mod, add, append, first, marked, mod_id
from nqs_docs.publish.document import Block

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
INCOMPLETE = "incomplete"  # more may stand in a unit than is held
_FLAT = LEAVES | {Kind.PREAMBLE, Kind.SIGNATURE, Kind.AGREEMENT, Kind.TABLE}  # nothing with a number inside
_NUM = re.compile(r"\S+(?= \S)")


class Extras(Struct, frozen=True):
    """What stands at a unit beside its words, by its path."""

    before: Mapping[Path, list[str]] = {}  # eIds of notes
    inside: Mapping[Path, list[Block]] = {}  # lines for what is missing
    after: Mapping[Path, list[str]] = {}
    marks: Mapping[Path, tuple[Mark, ...]] = {}  # of the words of a leaf
    mods: Mapping[Path, list[Mod]] = {}  # instructions, by the leaf they stand in
    quoted: frozenset[Path] = frozenset()  # units that stand inside an instruction
    periods: Mapping[str, str] = {}  # cause -> eId of its temporal group


class Body:
    """Writes the units of one tree. ``ids`` gives the eId of each path."""

    def __init__(self, root: Unit, ids: Ids, extras: Extras) -> None:
        self.root = root
        self.ids = ids
        self.extras = extras
        self.labels: dict[Path, int] = {}  # how much of a leaf stands in a num

    # --- units ------------------------------------------------------------------------

    def hier(self, parent: etree._Element, path: Path, period: str = "") -> None:
        """The unit at ``path`` where points and chapters may stand."""
        unit = unit_at(self.root, path)
        if path in self.extras.quoted:
            return
        if unit.kind is Kind.ROW:
            self._row(parent, path)
            return
        tag = HIERARCHY.get(unit.kind, "hcontainer")
        name = unit.kind.value if tag == "hcontainer" else ""
        element = add(parent, tag, name=name, **self.attributes(path, period))
        inner = self._period(unit) or period
        if unit.kind is Kind.HEADING:
            self.leaf(add(element, "heading"), path, inner)
        elif unit.kind in _FLAT or unit.state is not State.HELD:
            self.fill(add(element, "content"), path, inner)
        else:
            self._container(element, path, inner)

    def _container(self, element: etree._Element, path: Path, period: str) -> None:
        unit = unit_at(self.root, path)
        self._num(element, path)
        children = [(*path, index) for index in range(len(unit.children))]
        if children and unit.children[0].kind is Kind.HEADING and unit.kind in HIERARCHY:
            place = children.pop(0)
            own = self._period(unit.children[0]) or period
            self.leaf(add(element, "heading", **self.attributes(place, period)), place, own)
        if path in self.extras.before:
            self.refs(add(element, "intro"), path, self.extras.before)
        for child in children:
            self.hier(element, child, period)
        if self.has_end(path):
            self.end(add(element, "wrapUp"), path)

    def _num(self, element: etree._Element, path: Path) -> None:
        """The printed label: the first word of the first paragraph, if it has the unit's number in it."""
        unit, place = unit_at(self.root, path), path
        inner = unit
        while inner.children and inner.state is State.HELD and (inner is unit or inner.kind is Kind.PART):
            inner, place = inner.children[0], (*place, 0)
        found = _NUM.match(text_of(inner.runs))
        if found and unit.label and unit.label in found[0] and inner.state is State.HELD:
            if inner.kind in (Kind.INDENT, Kind.HEADING) and place not in self.extras.mods:
                add(element, "num", found[0])
                self.labels[place] = found.end() + 1

    def block(self, parent: etree._Element, path: Path, period: str = "") -> None:
        """The unit at ``path`` where only paragraphs may stand: title, signature, table cell."""
        unit = unit_at(self.root, path)
        inner = self._period(unit) or period
        if unit.kind in LEAVES or unit.state is not State.HELD:
            mark = unit.kind.value if unit.kind is not Kind.INDENT else ""
            self.leaf(add(parent, "p", **{"class": mark}, **self.attributes(path, period)), path, inner)
        else:
            self.fill(add(parent, "container", name=unit.kind.value, **self.attributes(path, period)), path, inner)

    def fill(self, box: etree._Element, path: Path, period: str = "") -> None:
        """What stands in a unit that has paragraphs or rows, its notes and what is missing of it."""
        unit = unit_at(self.root, path)
        if unit.state is not State.HELD or not unit.children:
            self.leaf(add(box, "p"), path, period)
            return
        self.refs(box, path, self.extras.before)
        inside = add(box, "table") if unit.kind is Kind.TABLE else box
        for index in range(len(unit.children)):
            if unit.kind is Kind.TABLE:
                self._row(inside, (*path, index))
            else:
                self.block(inside, (*path, index), period)
        self.end(box, path)

    def _row(self, table: etree._Element, path: Path) -> None:
        """A row; one that is not there has one cell that says so."""
        unit = unit_at(self.root, path)
        row = add(table, "tr", **self.attributes(path))
        if unit.state is not State.HELD or not unit.children:
            self.leaf(add(add(row, "td"), "p"), path, "")
            return
        for index in range(len(unit.children)):
            self.fill(add(row, "td", **self.attributes((*path, index))), (*path, index))
        for side in (self.extras.before, self.extras.after):
            self.refs(row[-1], path, side)

    def refs(self, parent: etree._Element, path: Path, side: Mapping[Path, list[str]]) -> None:
        """A paragraph of links to the notes at a unit, if it has any there."""
        if path in side:
            self._links(add(parent, "p"), side[path])

    def has_end(self, path: Path) -> bool:
        """Whether anything stands after the units of a container."""
        return path in self.extras.inside or path in self.extras.after

    def end(self, parent: etree._Element, path: Path) -> None:
        """After the units of a container: a line for those that are not held, its notes."""
        for block in self.extras.inside.get(path, []):
            add(add(parent, "p"), "remark", block.text, status="editorial")
        self.refs(parent, path, self.extras.after)

    # --- words ------------------------------------------------------------------------

    def leaf(self, element: etree._Element, path: Path, period: str) -> None:
        """The words of a leaf, or the lines that stand for them, between its notes."""
        unit, extras = unit_at(self.root, path), self.extras
        self._links(element, extras.before.get(path, []))
        if unit.state is State.HELD:
            mods = extras.mods.get(path, [])
            own = [mark for mod in mods for mark in mod.marks]
            marks = [*own, *extras.marks.get(path, ()), *self._origins(unit, period)]
            marked(element, text_of(unit.runs), marks, self.labels.get(path, 0))
            for mod in mods:
                self._quotations(next(e for e in element.iter("{*}mod") if e.get("eId") == mod.eid), mod)
        for block in extras.inside.get(path, []):
            add(element, "remark", block.text, status="editorial")
        self._links(element, extras.after.get(path, []))

    def _links(self, element: etree._Element, notes: Sequence[str]) -> None:
        for note in notes:
            add(element, "noteRef", href=f"#{note}", marker="*", placement="inline")

    def _origins(self, unit: Unit, period: str) -> Iterator[Mark]:
        """Words that another order brought into a paragraph: a span with the period they belong to."""
        at = 0
        for run in unit.runs:
            own = self.extras.periods.get(run.cause, "")
            if own and own != period:
                yield Mark(at, at + len(run.text), "span", (("period", f"#{own}"),))
            at += len(run.text)

    def _quotations(self, element: etree._Element, mod: Mod) -> None:
        """The new text that an instruction quotes, inside it; the numbers of its further operations."""
        for position in mod.positions[:0:-1]:
            first(element, "marker", name="instruction", eId=mod_id(position))
        for quotation in mod.quotations:
            quoted = add(element, "quotedStructure", eId=quotation.eid)
            for name, sign in (("startQuote", quotation.start), ("endQuote", quotation.end)):
                if sign:
                    quoted.set(name, sign)
            root, ids = (
                (Unit(Kind.ACT, children=quotation.units), quotation.ids) if quotation.units else (self.root, self.ids)
            )
            inner = Body(root, ids, Extras())
            for place in [(index,) for index in range(len(quotation.units))] or quotation.paths:
                inner.hier(quoted, place)
            append(element, quotation.tail)

    # --- attributes -------------------------------------------------------------------

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
    element.set(LANG, XML_LANGUAGE)
    return element
