"""Akoma Ntoso 1.0: an edition as an ``act``, its approved documents as attachments.

Title and requisites are the ``preface``, points the ``body``, signatures and
agreements the ``conclusions``; each approved document and appendix is an
``attachment`` with a ``doc`` of its own. Editorial notes stand in ``meta`` and are
linked from where they belong. What the edition says of itself (act, day, estimates,
failures) is a container named "edition" at the top. docs/akn.md has the whole mapping.
"""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from nqs_docs.amendments.from_act import operations
from nqs_docs.clauses.act import Act, Citation, Kind, State, Unit, text_of
from nqs_docs.clauses.address_locate import Path, unit_at
from nqs_docs.clauses.citation import citations
from nqs_docs.language.numbers import find_dates
from nqs_docs.publish import akn_names
from nqs_docs.publish.akn_body import INCOMPLETE, STATUS, Body, Extras, Ids, language, unit_ids
from nqs_docs.publish.akn_meta import Meta
from nqs_docs.publish.akn_mods import Mod, mods
from nqs_docs.publish.akn_xml import NAMESPACE, Mark, add, lay_out
from nqs_docs.publish.document import Block, BlockKind, Document
from nqs_docs.publish.remarks import face

_HEAD = frozenset({Kind.CORNER, Kind.HEADING, Kind.REQUISITES})
_FOOT = frozenset({Kind.SIGNATURE, Kind.AGREEMENT})
_ATTACHED = frozenset({Kind.DOCUMENT, Kind.APPENDIX})


def write(document: Document) -> bytes:
    """A file: valid against the strict schema, the same bytes for the same edition."""
    return _File(document).write()


class _File:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.root = document.root
        self.ids: Ids = unit_ids(self.root)
        changing = operations(Act(document.act, document.citation, None, self.root))[0]
        self.meta = Meta(document, self.ids, changing)
        self.notes: list[Block] = []
        self.cited: dict[str, Citation] = {}
        self.mods: tuple[Mod, ...] = mods(self.root, self.ids, changing)
        self.body = Body(self.root, self.ids, self._extras())

    def write(self) -> bytes:
        akn = etree.fromstring(f'<akomaNtoso xmlns="{NAMESPACE}"/>')
        if self.document.path:
            portion = add(akn, "portion", includedIn=self.meta.expression)
            self.body.hier(language(add(portion, "portionBody")), self.document.path)
            top = portion
        else:
            top = add(akn, "act", name="order", contains="singleVersion")
            self._act(top)
        self.meta.write(top, self.mods, self.notes, list(self.cited.values()))
        lay_out(akn)
        return etree.tostring(akn, xml_declaration=True, encoding="UTF-8") + b"\n"

    # --- the act ------------------------------------------------------------------------

    def _act(self, act: etree._Element) -> None:
        held = self.root.children if self.root.state is State.HELD else ()
        order = next((index for index, unit in enumerate(held) if unit.kind is Kind.ORDER), None)
        preface = language(add(act, "preface"))
        box = add(preface, "container", name="edition")
        for line in face(self.document):
            add(add(box, "p"), "remark", line, status="editorial")
        for path in ((), () if order is None else (order,)):
            if notes := self.body.extras.before.get(path, []):
                self.body.refs(add(preface, "p"), notes)
        body = self._order(act, preface, None if order is None else (order,))
        if not len(body):
            add(body, "hcontainer", name="empty")
        self._attachments(act, (), [(index,) for index in range(len(held)) if index != order])

    def _order(self, act: etree._Element, preface: etree._Element, path: Path | None) -> etree._Element:
        unit = unit_at(self.root, path) if path else Unit(Kind.ORDER, state=self.root.state, gaps=self.root.gaps)
        head, rest = self._split([(*(path or ()), index) for index in range(len(unit.children))], _HEAD)
        for place in head:
            self.body.block(preface, place)
        if rest and unit_at(self.root, rest[0]).kind is Kind.PREAMBLE:
            self._preamble(act, rest.pop(0))
        foot, rest = self._split(rest[::-1], _FOOT)
        body = self._points(act, unit, path, rest[::-1])
        if foot:
            language(add(act, "conclusions"))
        for place in foot[::-1]:
            self.body.block(act[-1], place)
        if path and self.body.has_end(path):
            self.body.end(act[-1] if foot else add(add(body, "hcontainer", name="gap"), "content"), path)
        return body

    def _preamble(self, act: etree._Element, path: Path) -> None:
        unit = unit_at(self.root, path)
        preamble = language(add(act, "preamble", **self.body.attributes(path)))
        if unit.state is State.HELD and unit.children:
            self.body.blocks(preamble, path)
        else:
            self.body.leaf(add(preamble, "p"), path, "")

    def _points(self, act: etree._Element, unit: Unit, path: Path | None, places: list[Path]) -> etree._Element:
        status = STATUS.get(unit.state) or (INCOMPLETE if unit.gaps else "")
        period = f"#{base}" if (base := self.meta.base()) else ""
        body = language(add(act, "body", eId=self.ids[path] if path else "", status=status, period=period))
        for place in places:
            self.body.hier(body, place)
        return body

    # --- documents ------------------------------------------------------------------------

    def _attachments(self, parent: etree._Element, path: Path, places: list[Path]) -> None:
        """Documents and appendices of a unit, and its last line where more of them may be held."""
        if not places and not self.body.has_end(path):
            return
        box = add(parent, "attachments")
        for place in places:
            self._attachment(box, place)
        if self.body.has_end(path):
            self.body.end(language(add(add(box, "attachment"), "interstitial")), path)

    def _attachment(self, box: etree._Element, path: Path) -> None:
        unit = unit_at(self.root, path)
        doc = add(add(box, "attachment", **self.body.attributes(path)), "doc", name=unit.kind.value)
        self.meta.identification(add(doc, "meta"), self.ids[path])
        if unit.state is not State.HELD:
            self.body.leaf(add(language(add(doc, "mainBody")), "p"), path, "")
            return
        places = [(*path, index) for index in range(len(unit.children))]
        attached, places = self._split(places[::-1], _ATTACHED)
        head, places = self._split(places[::-1], _HEAD)
        notes = self.body.extras.before.get(path, [])
        if head or notes:
            preface = language(add(doc, "preface"))
            if notes:
                self.body.refs(add(preface, "p"), notes)
            for place in head:
                self.body.block(preface, place)
        main = language(add(doc, "mainBody"))
        for place in places:
            self.body.hier(main, place)
        if not attached:
            self.body.end(main, path)
        if not len(main):
            add(main, "p")
        if attached:
            self._attachments(doc, path, attached[::-1])

    def _split(self, places: list[Path], kinds: frozenset[Kind]) -> tuple[list[Path], list[Path]]:
        """The first places whose units are of ``kinds``, and all from the first that is not."""
        count = next((n for n, p in enumerate(places) if unit_at(self.root, p).kind not in kinds), len(places))
        return places[:count], places[count:]

    # --- what stands beside the words -------------------------------------------------------

    def _extras(self) -> Extras:
        before: dict[Path, list[str]] = {}
        inside: dict[Path, list[Block]] = {}
        after: dict[Path, list[str]] = {}
        seen: set[Path] = set()
        for block in self.document.blocks:
            if block.kind is BlockKind.NOTE:
                self.notes.append(block)
                side = after if block.path in seen else before
                side.setdefault(block.path, []).append(f"note_{len(self.notes)}")
                continue
            if block.kind in (BlockKind.GAP, BlockKind.DELETED):
                inside.setdefault(block.path, []).append(block)
            seen.update(block.path[:length] for length in range(len(block.path) + 1))
        by_leaf: dict[Path, list[Mod]] = {}
        for mod in self.mods:
            by_leaf.setdefault(mod.path, []).append(mod)
        quoted = frozenset(path for mod in self.mods for quotation in mod.quotations for path in quotation.paths)
        return Extras(before, inside, after, dict(self._marks()), by_leaf, quoted, self.meta.periods())

    def _marks(self) -> Iterable[tuple[Path, tuple[Mark, ...]]]:
        for path in self.ids:
            unit = unit_at(self.root, path)
            if unit.runs and unit.state is State.HELD:
                words = text_of(unit.runs)
                found = tuple(self._references(words)) if unit.kind is not Kind.REQUISITES else ()
                if found := (*found, *_kinds(unit, words, self.document.citation)):
                    yield path, found

    def _references(self, words: str) -> Iterable[Mark]:
        """Acts that a paragraph names."""
        for citation in citations(words):
            href = akn_names.work(citation) if citation.number and citation.date else ""
            if href and citation.span:
                self.cited.setdefault(href, citation)
                yield Mark(citation.span.start, citation.span.end, "ref", (("href", href),))


def _kinds(unit: Unit, words: str, own: Citation) -> Iterable[Mark]:
    """What the words of a title or of requisites are."""
    if unit.kind is Kind.HEADING:
        return
    if unit.kind is Kind.REQUISITES:
        for found in find_dates(words):
            yield Mark(found.start, found.end, "docDate", (("date", found.value.isoformat()),))
        if own.number and (at := words.find(f"№ {own.number}")) >= 0:
            yield Mark(at + 2, at + 2 + len(own.number), "docNumber")
