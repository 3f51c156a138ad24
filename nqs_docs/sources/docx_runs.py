"""The words inside a Word paragraph: runs, fields, links, breaks, signs of symbol fonts."""

from __future__ import annotations

import re

from lxml.etree import _Element as Element
from msgspec import Struct

from nqs_docs.sources.blocks import Blocks, lowered, raised
from nqs_docs.sources.docx_styles import Styles, on
from nqs_docs.sources.package import attribute, child, chosen, inside, local, said

_BLANK = re.compile(r"[\t\n\r]")
# Signs of Symbol and Wingdings that forms use, by their number in the font.
_SYMBOLS = {0xB7: "•", 0xA8: "☐", 0x6F: "□", 0x71: "❑", 0xFE: "☑", 0xFD: "☒", 0xFC: "✓", 0xA7: "▪", 0x2D: "-"}
# Characters that are elements.
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\u00ad"}
_PRIVATE = 0xF000
_FURNITURE = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b")
_CONTENTS = re.compile(r"\s*TOC\b")
_INLINE = frozenset("hyperlink ins moveTo smartTag sdt sdtContent fldSimple dir bdo customXml ruby rubyBase".split())
#: What is told of a paragraph, in this order.
_TOLD = ("source.hidden-text", "source.deleted-text", "source.struck-text", "source.table-of-contents")
_HIDDEN, _DELETED, _STRUCK, _CONTENT = _TOLD
_OBJECTS = frozenset(["drawing", "pict", "object"])


class Words(Struct, frozen=True):
    """What a paragraph says."""

    text: str
    bold: bool = False
    boxes: tuple[Element, ...] = ()

    def then(self, other: Words) -> Words:
        """This paragraph and the next as one."""
        return Words(self.text + other.text, self.bold and other.bold, other.boxes)


class _Field(Struct):
    """A field that is open: its instruction, and whether its result has begun."""

    code: str = ""
    result: bool = False


class Runs:
    """Reads the runs of paragraphs; fields may reach over several."""

    def __init__(self, blocks: Blocks, styles: Styles) -> None:
        self._blocks = blocks
        self._styles = styles
        self._fields: list[_Field] = []
        self._notes: list[tuple[str, str, str]] = []
        self._noted = 0
        self.note_mark = ""
        self._start([])

    def _start(self, chain: list[Element]) -> None:
        self._chain = chain
        self._text: list[str] = []
        self._bold: list[bool] = []
        self._boxes: list[Element] = []
        self._told: dict[str, list[str]] = {code: [] for code in _TOLD}

    def read(self, paragraph: Element, chain: list[Element]) -> Words:
        """The words of a paragraph whose styles are ``chain``."""
        self._start(chain)
        self._inline(paragraph)
        for code, words in self._told.items():
            if any(map(str.strip, words)):
                self._blocks.say(code, "".join(words))
        return Words("".join(self._text), bool(self._bold) and all(self._bold), tuple(self._boxes))

    def take_notes(self) -> list[tuple[str, str, str]]:
        """Kind, id and mark of the footnotes referred to since the last call."""
        notes, self._notes = self._notes, []
        return notes

    def _inline(self, holder: Element) -> None:
        for one in holder:
            name = local(one)
            if name == "r":
                self._run(one)
            elif name in _INLINE:
                self._field_of(one, name)
            elif name in ("del", "moveFrom"):
                self._told[_DELETED].append(said(one))
            elif name == "bookmarkStart":
                self._blocks.anchor(attribute(one, "name"))
            elif name in ("oMath", "oMathPara"):
                self._formula(one)
            elif name == "AlternateContent" and (way := chosen(one)) is not None:
                self._inline(way)

    def _field_of(self, element: Element, name: str) -> None:
        """A wrapper of runs; a simple field is open while its result is read."""
        if name == "fldSimple":
            self._fields.append(_Field(attribute(element, "instr"), True))
        self._inline(element)
        if name == "fldSimple":
            self._fields.pop()

    def _run(self, run: Element) -> None:
        properties = child(run, "rPr")
        chain = [*self._styles.chain(attribute(child(properties, "rStyle"), "val")), *self._chain]
        hidden = self._on(properties, chain, "vanish")
        struck = self._on(properties, chain, "strike") or self._on(properties, chain, "dstrike")
        shift = attribute(child(properties, "vertAlign"), "val")
        bold = self._on(properties, chain, "b")
        for one in run:
            words = self._piece(one, local(one))
            if not words:
                continue
            if hidden:
                self._told[_HIDDEN].append(words)
                continue
            if not self._seen(words):
                continue
            words = {"superscript": raised, "subscript": lowered}.get(shift, str)(words)
            self._text.append(words)
            self._told[_STRUCK] += [words] if struck else []
            self._bold += [bold] if words.strip() else []

    def _on(self, properties: Element | None, chain: list[Element], name: str) -> bool:
        own = child(properties, name)
        return on(own) if own is not None else bool(self._styles.has(chain, "rPr", name))

    def _seen(self, words: str) -> bool:
        """Whether a field shows the words: its result, and no page number or table of contents."""
        if any(not field.result for field in self._fields):
            return False
        if any(_CONTENTS.match(field.code) for field in self._fields):
            self._told[_CONTENT].append(words)
            return False
        return not any(_FURNITURE.match(field.code) for field in self._fields)

    def _piece(self, one: Element, name: str) -> str:
        """The characters of one child of a run."""
        if name == "t":
            space = attribute(one, "space") == "preserve"
            text = _BLANK.sub(" ", said(one))
            return text if space else text.strip(" ")
        if name in _SIGNS:
            return _SIGNS[name]
        if name == "sym":
            return self._symbol(one)
        if name in ("footnoteReference", "endnoteReference"):
            return self._note(one, name.removesuffix("Reference"))
        if name in ("footnoteRef", "endnoteRef"):
            return self.note_mark
        if name == "fldChar":
            self._field(attribute(one, "fldCharType"))
        elif name == "instrText" and self._fields:
            self._fields[-1].code += said(one)
        elif name == "delText":
            self._told[_DELETED].append(said(one))
        elif name in _OBJECTS:
            self._object(one)
        elif name == "AlternateContent" and (way := chosen(one)) is not None:
            return "".join(self._piece(part, local(part)) for part in way)
        return ""

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(_Field())
        elif self._fields and kind == "separate":
            self._fields[-1].result = True
        elif self._fields and kind == "end":
            self._fields.pop()

    def _symbol(self, one: Element) -> str:
        code = attribute(one, "char")
        value = int(code, 16) if re.fullmatch(r"[0-9A-Fa-f]{1,4}", code) else 0
        known = _SYMBOLS.get(value - _PRIVATE if value >= _PRIVATE else value)
        if known is None:
            self._blocks.say("source.symbol", f"{attribute(one, 'font')} {code}")
        return known or "\ufffd"

    def _note(self, one: Element, kind: str) -> str:
        """The mark of a footnote, its number raised; one with a mark of its own has it in the text."""
        own = attribute(one, "customMarkFollows") in ("1", "true", "on")
        self._noted += not own
        mark = "" if own else raised(str(self._noted))
        self._notes.append((kind, attribute(one, "id"), f"{mark} " if mark else ""))
        return mark

    def _formula(self, one: Element) -> None:
        words = "".join(part.text or "" for part in one.iter())
        if words.strip():
            self._blocks.say("source.formula", words)
            self._text.append(words)
            self._bold.append(False)

    def _object(self, one: Element) -> None:
        """A drawing: its text boxes wait for the paragraph; a picture is named, for it may hold text."""
        boxes = list(inside(one, "txbxContent"))
        every = set(boxes)
        outer = [box for box in boxes if not any(around in every for around in box.iterancestors())]
        self._boxes += outer
        if not outer:
            self._blocks.say("source.picture", attribute(next(inside(one, "docPr"), None), "descr"))
