"""Orders as Word documents: with their numbers typed, or with numbers that are only list formatting."""

from __future__ import annotations

import io
import re
from itertools import groupby
from typing import Any

from docx import Document
from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm
from docx.text.paragraph import Paragraph

from tests.sources.shapes import NAME, Block

_LABEL = re.compile(r"(\d{1,3})([.)]) (?=\S)")


def document(blocks: list[Block], *, numbered: bool = False) -> bytes:
    """The order as a document; ``numbered``: labels are list formatting wherever Word can write them."""
    word = Document()
    lists = _Lists(word) if numbered else None
    for rows, group in groupby(blocks, key=lambda block: block.cells is not None):
        if rows:
            _table(word, [block.cells or () for block in group])
            continue
        waiting: list[Block] = []
        for block in group:
            if len(block.lines) == 1 and NAME.fullmatch(block.lines[0]) and waiting:
                table = word.add_table(1, 2)
                _fill(table.cell(0, 0).paragraphs[0], waiting.pop(), None)
                _fill(table.cell(0, 1).paragraphs[0], block, None)
                continue
            _add(word, waiting, lists)
            waiting = [block]
        _add(word, waiting, lists)
    return saved(word)


def saved(word: Word) -> bytes:
    """The bytes of a document."""
    file = io.BytesIO()
    word.save(file)
    return file.getvalue()


def _add(word: Word, blocks: list[Block], lists: _Lists | None) -> None:
    for block in blocks:
        if block.corner:
            table = word.add_table(1, 2)
            _fill(table.cell(0, 1).paragraphs[0], block, None)
        else:
            style = f"Heading {block.heading}" if block.heading else "List Bullet" if block.bullet else None
            _fill(word.add_paragraph(style=style), block, lists)


def _fill(paragraph: Paragraph, block: Block, lists: _Lists | None) -> None:
    lines = list(block.lines)
    label = _LABEL.match(lines[0]) if lists and not block.bullet and not block.heading else None
    if lists and label:
        lists.number(paragraph, int(label[1]), label[2])
        lines[0] = lines[0][label.end() :]
    lead = " " * block.indent if block.wrapped and not label else ""
    if not block.wrapped and not block.corner and block.indent > 2:
        paragraph.paragraph_format.first_line_indent = Cm(1.25)
    elif block.indent in (1, 2) and not block.wrapped:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for number, line in enumerate(lines):
        run = paragraph.add_run(line if number else lead + line)
        run.bold = block.bold or None
        if number + 1 < len(lines):
            run.add_break()


def _table(word: Word, rows: list[tuple[str, ...]]) -> None:
    for width, same in groupby(rows, key=len):
        texts = list(same)
        table = word.add_table(len(texts), width)
        table.style = "Table Grid"
        for row, cells in zip(table.rows, texts, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text


class _Lists:
    """Numbering of a document: one list for "1." and one for "1)", begun anew where the order does."""

    def __init__(self, word: Word) -> None:
        self._numbering: Any = word.part.numbering_part.element
        self._last = {".": 0, ")": 0}
        self._list = {".": 0, ")": 0}
        self._next = 900
        self._abstract(700, ".")
        self._abstract(701, ")")

    def _abstract(self, identity: int, sign: str) -> None:
        level = (
            f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1{sign}"/></w:lvl>'
        )
        abstract = parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{identity}">{level}</w:abstractNum>')
        self._numbering.insert(0, abstract)

    def number(self, paragraph: Paragraph, number: int, sign: str) -> None:
        """Makes the paragraph the item ``number`` of the list."""
        if not self._list[sign] or number != self._last[sign] + 1:
            self._next += 1
            self._list[sign] = self._next
            start = f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{number}"/></w:lvlOverride>'
            abstract = f'<w:abstractNumId w:val="{700 + (sign == ")")}"/>'
            xml = f'<w:num {nsdecls("w")} w:numId="{self._next}">{abstract}{start}</w:num>'
            self._numbering.append(parse_xml(xml))
        self._last[sign] = number
        own = OxmlElement("w:numPr")
        for name, value in (("w:ilvl", "0"), ("w:numId", str(self._list[sign]))):
            part = OxmlElement(name)
            part.set(qn("w:val"), value)
            own.append(part)
        paragraph._p.get_or_add_pPr().append(own)
