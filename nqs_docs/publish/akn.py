"""Akoma Ntoso 1.0: an edition as an ``act``, its approved documents as attachments.

Title and requisites are the ``preface``, points the ``body``, signatures and
agreements the ``conclusions``; each approved document and appendix is an
``attachment`` with a ``doc`` of its own. Editorial notes stand in ``meta`` and are
linked from where they belong. What the edition says of itself (act, day, estimates,
failures) is a container named "edition" at the top. docs/akn.md has the whole mapping.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import takewhile

from lxml import etree

from nqs_docs.amendments.from_act import operations
from nqs_docs.clauses.act import Act, Citation, Kind, State, text_of
from nqs_docs.clauses.address_locate import Path, unit_at
from nqs_docs.clauses.citation import citations, requisites
from nqs_docs.language.numbers import find_dates
from nqs_docs.publish.akn_body import Body, Extras, language
from nqs_docs.publish.akn_meta import Meta
from nqs_docs.publish.akn_model import NAMESPACE, Ids, Mark, Mod, add, lay_out, unit_ids, work_name
from nqs_docs.publish.akn_mods import mods
from nqs_docs.publish.document import Block, BlockKind, Document
from nqs_docs.publish.remarks import face

_HEAD = frozenset({Kind.CORNER, Kind.HEADING, Kind.REQUISITES})
_FOOT = frozenset({Kind.SIGNATURE, Kind.AGREEMENT})
_ATTACHED = frozenset({Kind.DOCUMENT, Kind.APPENDIX})
#: What the whole of a paragraph is, by the unit it stands in.
_WHOLE = {(kind, Kind.HEADING): "docTitle" for kind in (Kind.ORDER, *_ATTACHED)}
_WHOLE[Kind.SIGNATURE, Kind.INDENT] = "signature"


def write(document: Document) -> bytes:
    """A file: valid against the strict schema, the same bytes for the same edition."""
    return _File(document).write()


class _File:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.root = document.root
        self.ids: Ids = unit_ids(self.root)
        changing = (
            operations(Act(document.edition.act, document.edition.citation, None, self.root))[0] if self.ids else ()
        )
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
        parts = self._below(())
        orders = [place for place in parts if unit_at(self.root, place).kind is Kind.ORDER][:1]
        preface = language(add(act, "preface"))
        box = add(preface, "container", name="edition")
        for line in face(self.document):
            add(add(box, "p"), "remark", line, status="editorial")
        for path in ((), *orders):
            self.body.refs(preface, path, self.body.extras.before)
        self._order(act, preface, orders)
        self._attachments(act, (), [place for place in parts if place not in orders])

    def _order(self, act: etree._Element, preface: etree._Element, orders: list[Path]) -> None:
        head, rest, foot = self._split([place for path in orders for place in self._below(path)], _FOOT)
        for place in head:
            self.body.block(preface, place)
        if rest and unit_at(self.root, rest[0]).kind is Kind.PREAMBLE:
            place = rest.pop(0)
            self.body.fill(language(add(act, "preamble", **self.body.attributes(place))), place)
        base = self.meta.base()
        body = language(add(act, "body", period=f"#{base}" if base else ""))
        for name, value in (item for path in orders for item in self.body.attributes(path).items() if item[1]):
            body.set(name, value)
        for place in rest:
            self.body.hier(body, place)
        end = language(add(act, "conclusions")) if foot else None
        for place in foot:
            self.body.block(act[-1], place)
        for path in orders:
            if self.body.has_end(path):
                self.body.end(add(add(body, "hcontainer", name="gap"), "content") if end is None else end, path)
        if not len(body):
            add(body, "hcontainer", name="empty")

    def _below(self, path: Path) -> list[Path]:
        unit = unit_at(self.root, path)
        return [(*path, index) for index in range(len(unit.children))] if unit.state is State.HELD else []

    # --- documents ------------------------------------------------------------------------

    def _attachments(self, parent: etree._Element, path: Path, places: list[Path]) -> None:
        """Documents and appendices of a unit, and its last line where more of them may be held."""
        if not places and not self.body.has_end(path):
            return
        box = add(parent, "attachments")
        for place in places:
            self._attachment(add(box, "attachment", **self.body.attributes(place)), place)
        if self.body.has_end(path):
            self.body.end(language(add(add(box, "attachment"), "interstitial")), path)

    def _attachment(self, attachment: etree._Element, path: Path) -> None:
        unit = unit_at(self.root, path)
        doc = add(attachment, "doc", name=unit.kind.value)
        self.meta.identification(add(doc, "meta"), self.ids[path])
        head, rest, attached = self._split(self._below(path), _ATTACHED)
        if head:
            preface = language(add(doc, "preface"))
            self.body.refs(preface, path, self.body.extras.before)
            for place in head:
                self.body.block(preface, place)
        main = language(add(doc, "mainBody"))
        if not head:
            self.body.refs(main, path, self.body.extras.before)
        for place in rest:
            self.body.hier(main, place)
        if attached:
            self._attachments(doc, path, attached)
        else:
            self.body.end(main, path)
        if not len(main):
            add(main, "p")

    def _split(self, places: list[Path], kinds: frozenset[Kind]) -> tuple[list[Path], list[Path], list[Path]]:
        """What a document begins with, what stands in it, and what it ends in: units of ``kinds``."""
        head = list(takewhile(lambda place: unit_at(self.root, place).kind in _HEAD, places))
        rest = places[len(head) :]
        end = list(takewhile(lambda place: unit_at(self.root, place).kind in kinds, reversed(rest)))
        return head, rest[: len(rest) - len(end)], end[::-1]

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
        """Titles, signatures, dates and number of the requisites, acts that a paragraph names."""
        for path in self.ids:
            unit, above = unit_at(self.root, path), unit_at(self.root, path[:-1])
            if unit.runs and unit.state is State.HELD:
                words, tag = text_of(unit.runs), _WHOLE.get((above.kind, unit.kind))
                whole = (Mark(0, len(words), tag),) if tag else ()
                yield path, (*whole, *(_requisites if unit.kind is Kind.REQUISITES else self._named)(words))

    def _named(self, words: str) -> Iterable[Mark]:
        for citation in citations(words):
            if citation.number and citation.date and citation.span:
                href = work_name(citation)
                self.cited.setdefault(href, citation)
                yield Mark(citation.span.start, citation.span.end, "ref", (("href", href),))


def _requisites(words: str) -> Iterable[Mark]:
    for found in find_dates(words):
        yield Mark(found.start, found.end, "docDate", (("date", found.value.isoformat()),))
    if (own := requisites(words)) and (at := words.find(number := own.citation.number)) >= 0:
        yield Mark(at, at + len(number), "docNumber")
