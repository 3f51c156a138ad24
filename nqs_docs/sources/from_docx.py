"""A Word document: what a reader sees on its pages, in reading order.

Numbers that exist only as list formatting are computed and become text. A merged cell is
read once, at its place; the places it covers are empty. Text boxes come before the
paragraph they hang on, footnotes at the end of their section with raised numbers, the
head of a page before the section it stands over; each such move is named. Fields give
their result, hyperlinks their words. Tracked changes are refused, or taken as accepted.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element as Element

from nqs_docs.findings import Severity, SourceError
from nqs_docs.sources.blocks import Blocks, paragraphs_in
from nqs_docs.sources.docx_runs import Runs, Words
from nqs_docs.sources.docx_styles import Label, Numbers, Styles, on, outline
from nqs_docs.sources.docx_tables import is_ruled, rows_of
from nqs_docs.sources.line import Extract
from nqs_docs.sources.package import Package, attribute, child, chosen, inside, local, number, said
from nqs_docs.sources.tables import is_layout

_CHANGES = frozenset(["ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge"])
_INSIDE = frozenset(
    ["sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "hdr", "ftr", "footnote", "endnote"]
)
_CHARACTER = 118  # twentieths of a point that one character of an indentation takes
_WIDEST = 12
_NOTES = ("footnote", "endnote")
_FEW = 2  # lines from which the head of a page is a block of text


def extract(data: bytes, name: str, accepted: bool) -> Extract:
    """The text of a document, its tracked changes taken as ``accepted``.

    SourceError ``source.tracked-changes`` where it has some that nobody decided on.
    """
    package = Package(data, name)
    main = package.main()
    try:
        return _Document(package, main, accepted=accepted).read()
    except RecursionError as error:
        raise SourceError("source.too-complex", file=name, what="nesting", size="1000", limit="250") from error


class _Document:
    """Reads a document part by part into blocks."""

    def __init__(self, package: Package, main: str, *, accepted: bool) -> None:
        self._package = package
        self._blocks = Blocks(package.name)
        references = list(package.references(main))
        parts = {kind: target for _, kind, target in references}
        self._parts = {identity: target for identity, _, target in references}
        body = child(package.xml(main), "body")
        self._body = body if body is not None else package.xml(main)
        self._styles = Styles(package.xml(parts.get("styles", "")))
        self._numbers = Numbers(package.xml(parts.get("numbering", "")))
        self._comments = package.xml(parts.get("comments", ""))
        notes = [package.xml(parts.get(f"{kind}s", "")) for kind in _NOTES]
        self._notes = {
            (local(one), attribute(one, "id")): one for tree in notes for one in (tree if tree is not None else ())
        }
        self._runs = Runs(self._blocks, self._styles)
        self._cell: list[str] | None = None  # what was read of a cell of a table of data
        self._carried: Words | None = None  # a paragraph whose end was deleted
        self._heads: set[str] = set()
        self._sections: Iterator[Element] = iter(())
        self._refuse_changes(accepted)

    def read(self) -> Extract:
        """The whole document."""
        assert self._body is not None
        self._sections = iter(list(inside(self._body, "sectPr")))
        self._begin_section()
        self._read_blocks(self._body)
        self._end_section()
        comments = self._comments
        if comments is not None and (words := said(comments).strip()):
            self._blocks.say("source.comments", words)
        if any(part.endswith("vbaproject.bin") for part in self._package.names):
            self._blocks.say("source.not-read", "vbaProject.bin")
        return self._blocks.extract()

    def _refuse_changes(self, accepted: bool) -> None:
        trees = [self._body, *self._notes.values()]
        if not accepted and any(next(inside(tree, *_CHANGES), None) is not None for tree in trees):
            raise SourceError("source.tracked-changes", file=self._package.name, reader="docx-accepted")

    # --- sections: what stands over and under the text ----------------------------------

    def _begin_section(self) -> None:
        """Reads the heads of the pages of the next section."""
        section = next(self._sections, None)
        for one in section if section is not None else ():
            if local(one) not in ("headerReference", "footerReference"):
                continue
            shown = attribute(one, "type") != "first" or on(child(section, "titlePg"))
            part = self._parts.get(attribute(one, "id"), "")
            if shown and part and part not in self._heads:
                self._heads.add(part)
                self._read_head(part, local(one) == "headerReference", attribute(one, "type") == "first")

    def _read_head(self, part: str, above: bool, first: bool) -> None:
        """The head of a page as text where it is a block or stands on one page only; else it is named and left out."""
        root = self._package.xml(part)
        if root is None:
            return
        lines = [text for text in (said(p).strip() for p in inside(root, "p")) if text]
        if not any(any(map(str.isalpha, line)) for line in lines):
            return
        if above and (first or len(lines) >= _FEW):
            self._blocks.say("source.header-read", lines)
            self._read_blocks(root)
        else:
            self._blocks.say("source.running-head", lines)

    def _end_section(self) -> None:
        """The footnotes of the section, and the head of the next one."""
        for kind, identity, mark in self._runs.take_notes():
            note = self._notes.get((kind, identity))
            if note is not None:
                self._blocks.say("source.footnote", said(note))
                self._runs.note_mark = mark
                self._read_blocks(note)
        self._begin_section()

    # --- blocks ------------------------------------------------------------------------------

    def _read_blocks(self, holder: Element) -> None:
        for one in holder:
            name = local(one)
            if name == "p":
                self._paragraph(one)
            elif name == "tbl":
                self._table(one)
            elif name in _INSIDE:
                self._read_blocks(one)
            elif name == "AlternateContent" and (way := chosen(one)) is not None:
                self._read_blocks(way)
            elif name == "bookmarkStart":
                self._blocks.anchor(attribute(one, "name"))
            elif name == "altChunk":
                self._blocks.say("source.not-read", "altChunk")
            elif name in ("del", "moveFrom"):
                self._blocks.say("source.deleted-text", said(one))
        if self._carried is not None:
            words, self._carried = self._carried, None
            self._emit(words, None, 0)

    def _paragraph(self, element: Element) -> None:
        properties = child(element, "pPr")
        styles = self._styles.chain(attribute(child(properties, "pStyle"), "val"), paragraph=True)
        words = self._runs.read(element, styles)
        for box in words.boxes:
            self._blocks.say("source.text-box", said(box))
            self._box(box)
        if self._carried is not None:
            words, self._carried = self._carried.then(words), None
        if child(properties, "rPr", "del") is not None:
            self._carried = words
        elif words.text.strip() or not words.boxes:
            level = child(properties, "outlineLvl")
            heading = outline(level) if level is not None else self._styles.heading(styles)
            label = self._label(properties, styles)
            centered = self._styles.first(properties, styles, "jc") == "center"
            self._emit(words, label, heading, centered, self._lead(properties, styles, label))
        if child(properties, "sectPr") is not None and self._cell is None:
            self._end_section()

    def _lead(self, properties: Element | None, styles: list[Element], label: Label | None) -> str:
        """The indentation of a first line, as a copy of the page would have it."""
        twips = number(self._styles.first(properties, styles, "ind", "firstLine"))
        return "\u00a0" * min(twips // _CHARACTER, _WIDEST) if label is None or not label.bullet else ""

    def _emit(self, words: Words, label: Label | None, heading: int, centered: bool = False, lead: str = "") -> None:
        if label is not None and label.unknown:
            self._blocks.say("source.list-format", label.unknown, severity=Severity.ERROR)
        before = label.text if label is not None else ""
        if not words.text.strip():
            return  # an empty item of a list prints a number and says nothing
        bullet = before if label is not None and label.bullet else ""
        text = ("" if bullet else before) + words.text
        if self._cell is not None:
            self._cell.append(bullet + text)
            return
        for piece in paragraphs_in(lead + text):
            self._blocks.paragraph(piece, heading=heading, bullet=bullet, bold=words.bold, centered=centered)
            bullet = ""

    def _label(self, properties: Element | None, styles: list[Element]) -> Label | None:
        """The number or sign that list formatting puts before a paragraph."""
        own = child(properties, "numPr")
        list_id = attribute(child(own, "numId"), "val")
        level = child(own, "ilvl")
        by_style = ""
        for style in styles if not list_id else ():
            list_id = attribute(child(style, "pPr", "numPr", "numId"), "val")
            if list_id:
                by_style, level = attribute(style, "styleId"), level or child(style, "pPr", "numPr", "ilvl")
                break
        if not list_id or list_id == "0":
            return None
        at = self._numbers.level_of_style(list_id, by_style) if level is None else number(attribute(level, "val"))
        return self._numbers.label(list_id, at)

    def _box(self, box: Element) -> None:
        """The paragraphs of a text box, outside the cell of a table that it may hang on."""
        cell, self._cell = self._cell, None
        self._read_blocks(box)
        self._cell = cell

    # --- tables ------------------------------------------------------------------------------

    def _table(self, table: Element) -> None:
        rows = rows_of(table, self._blocks)
        plain = [[said(cell).strip() for cell in row if cell is not None] for row in rows]
        nested = next(table.iterdescendants("{*}tbl"), None) is not None
        if self._cell is not None or nested or is_layout(plain, ruled=is_ruled(table, self._styles)):
            for cell in (cell for row in rows for cell in row if cell is not None):
                self._read_blocks(cell)
            return
        for row in rows:
            self._blocks.row([self._words(cell) if cell is not None else "" for cell in row])

    def _words(self, cell: Element) -> str:
        self._cell = []
        self._read_blocks(cell)
        words, self._cell = " ".join(self._cell), None
        return words
