"""The text layer of a PDF: words where they are printed, paragraphs by their look.

A page becomes rows of words (``pdf_lines``), its ruled tables rows of cells
(``pdf_tables``), the rest paragraphs (``pdf_blocks``). Running heads, running feet
and page numbers (``pdf_furniture``) stay as lines marked so; a paragraph that the foot
of a page cut is two blocks, the second marked as going on: ``clauses`` leaves out and
puts together by name. A page that is a picture is refused: its words are not in the
file. pdfium, which reads the file, is native code and runs in a process of its own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from nqs_docs.findings import Severity, SourceError
from nqs_docs.sources.blocks import Blocks
from nqs_docs.sources.line import Extract
from nqs_docs.sources.pdf_blocks import Block, blocks
from nqs_docs.sources.pdf_furniture import furniture
from nqs_docs.sources.pdf_hyphens import Hyphens
from nqs_docs.sources.pdf_lines import Row, Stretch, rows, turned
from nqs_docs.sources.pdf_measure import Measure, begins, measure
from nqs_docs.sources.pdf_page import Page, pages
from nqs_docs.sources.pdf_tables import Table, tables

_PICTURE = 0.5  # of a page: a picture that may hold its words
_FEW = 30  # letters that a scanned page may have beside its picture
_UNMAPPED = 0.02  # of the letters: more of them unknown, and the text is not readable
_INDENT = "      "
_NEAR = 3.0  # points
_PADDING = 8.0  # points between the side of a cell and its words at most
# Letters of no language of the country: Kazakh ones printed in a font with a code of its own.
_FOREIGN = re.compile("[А-я]*[ЂЃѓђЉљЊњЋћЏџЎўЈјЅѕЇїЄєҐґЌќ][А-яЂЃѓђЉљЊњЋћЏџЎўЈјЅѕЇїЄєҐґЌќі]*")
_LATIN_ACCENTED = re.compile("[\u00c0-\u00ff]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")


class _Sheet(Struct):
    """A page in its parts."""

    number: int  # from 1
    page: Page
    tables: list[Table]
    rows: list[Row]
    across: str  # words that stand across the page
    taken: set[int]  # rows that are furniture
    measure: Measure = Measure(0, 0, 0)


def extract(data: bytes, name: str, accepted: bool = False) -> Extract:
    """The text of a PDF.

    SourceError: ``source.encrypted``, ``source.damaged``, ``source.too-complex``, ``source.scanned``,
    ``source.unknown-letters``.
    """
    sheets = [_sheet(number, page, name) for number, page in enumerate(pages(data, name), 1)]
    _refuse(sheets, name)
    for sheet, taken in zip(sheets, furniture([sheet.rows for sheet in sheets]), strict=True):
        sheet.taken = taken
    _measured(sheets)
    writer = _Writer(name, Hyphens(row.text for sheet in sheets for row in sheet.rows))
    for sheet in sheets:
        writer.write(sheet)
    return writer.out.extract()


def _sheet(number: int, page: Page, name: str) -> _Sheet:
    found, rest = tables(page.rules, page.letters, name)
    return _Sheet(number, page, found, rows(rest), turned(rest), set())


def _refuse(sheets: Sequence[_Sheet], name: str) -> None:
    """Refuses what cannot be read: pages that are pictures, letters whose font does not name them."""
    scans = [s.number for s in sheets if s.page.picture >= _PICTURE and len(s.page.letters) < _FEW]
    if scans:
        raise SourceError("source.scanned", file=name, pages=", ".join(map(str, scans)))
    text = "".join(letter.text for sheet in sheets for letter in sheet.page.letters)
    unmapped = sum(sheet.page.unmapped for sheet in sheets)
    strange = len(_LATIN_ACCENTED.findall(text)) > len(_CYRILLIC.findall(text)) + _FEW
    if unmapped > _UNMAPPED * len(text) or strange:
        raise SourceError("source.unknown-letters", file=name)


def _measured(sheets: Sequence[_Sheet]) -> None:
    """Measures the text of all pages of one size together."""
    alike: dict[tuple[int, int], list[_Sheet]] = defaultdict(list)
    for sheet in sheets:
        alike[round(sheet.page.width), round(sheet.page.height)].append(sheet)
    for group in alike.values():
        own = measure([row for n, row in enumerate(sheet.rows) if n not in sheet.taken] for sheet in group)
        for sheet in group:
            sheet.measure = own


class _Writer:
    """Writes page after page, and keeps what the last one ended with."""

    def __init__(self, name: str, hyphens: Hyphens) -> None:
        self.out = Blocks(name)
        self._hyphens = hyphens
        self._last: Block | None = None
        self._columns: tuple[float, ...] = ()  # of the table that the last page ended with
        self._heads: list[tuple[str, ...]] = []  # its first rows
        self._row: tuple[str, ...] = ()  # its last row

    def write(self, sheet: _Sheet) -> None:
        """One page: what is printed over the text, the text, what is printed under it."""
        body = [number for number in range(len(sheet.rows)) if number not in sheet.taken]
        middle = body[0] if body else len(sheet.rows)
        self._furniture(sheet, [number for number in sorted(sheet.taken) if number < middle])
        first = True
        for part in _parts(sheet, body):
            self._table(sheet, part, first) if isinstance(part, Table) else self._block(sheet, part, first)
            first = False
        self._furniture(sheet, [number for number in sorted(sheet.taken) if number >= middle])
        if sheet.across:
            self.out.paragraph(sheet.across, page=sheet.number, furniture=True)
        self._say(sheet)

    def _furniture(self, sheet: _Sheet, numbers: list[int]) -> None:
        for number in numbers:
            self.out.paragraph(sheet.rows[number].text, page=sheet.number, furniture=True)

    def _block(self, sheet: _Sheet, block: Block, first: bool) -> None:
        own = sheet.measure
        goes_on = _goes_on(self._last, block, own) if first else False
        self._columns, self._last = (), block
        if block.beside:
            self.out.say("source.columns", block.lines[0].text)
        lines = [line.text for line in block.lines]
        for at, (line, after) in enumerate(pairwise(lines)):
            lines[at] = self._hyphens.softened(line, after)
        start = block.lines[0]
        indented = start.x - own.left > 5 and not own.centred(start) and not own.set_right(start)
        text = "\n".join(lines)
        self.out.paragraph(
            _INDENT + text if indented else text,
            bold=all(line.bold for line in block.lines),
            soft=not block.broken,
            page=sheet.number,
            continues=goes_on,
        )

    def _table(self, sheet: _Sheet, table: Table, first: bool) -> None:
        sides = list(pairwise(table.columns))
        rows = [tuple(self._cell(cell, *side) for cell, side in zip(row, sides, strict=True)) for row in table.rows]
        same = (
            first
            and len(table.columns) == len(self._columns)
            and all(abs(here - before) <= _NEAR for here, before in zip(table.columns, self._columns, strict=True))
        )
        again = _repeated(rows, self._heads) if same else 0
        if table.doubt is not None:
            self.out.say("source.unruled-table", " | ".join(rows[0]), severity=table.doubt)
        for number, row in enumerate(rows):
            if not any(row):
                continue
            goes_on = same and number == again and _row_goes_on(self._row, row)
            self.out.row(row, page=sheet.number, continues=goes_on, furniture=number < again)
        self._heads = self._heads if same else rows[:5]
        self._columns, self._row, self._last = table.columns, rows[-1], None

    def _cell(self, lines: Sequence[Stretch], left: float, right: float) -> str:
        text = ""
        for number, line in enumerate(lines):
            torn = number and _torn_number(lines[number - 1], line, left, right)
            text = text + line.text if torn or not text else self._hyphens.joined(text, line.text)
        return text

    def _say(self, sheet: _Sheet) -> None:
        """What a reader of the page sees and the text has not, and the other way round."""
        if sheet.page.hidden:
            self.out.say("source.hidden-text", sheet.page.hidden)
        if sheet.page.recognised:
            self.out.say("source.recognised", str(sheet.number), severity=Severity.ERROR)
        elif sheet.page.picture > 0:
            self.out.say("source.picture", str(sheet.number))
        text = " ".join(row.text for row in sheet.rows)
        if words := _FOREIGN.findall(text):
            self.out.say("source.foreign-letters", sorted(set(words)), severity=Severity.ERROR)
        if sheet.page.unmapped:
            unread = (word for word in text.split() if re.search("[\ufffd\ue000-\uf8ff]", word))
            self.out.say("source.symbol", unread)


def _parts(sheet: _Sheet, body: list[int]) -> list[Block | Table]:
    """Paragraphs and tables of a page from the top down."""
    result: list[Block | Table] = []
    left = [sheet.rows[number] for number in body]
    for table in sheet.tables:
        above = [row for row in left if row.y < table.bottom]
        left = left[len(above) :]
        result += [*blocks(above, sheet.measure), table]
    return [*result, *blocks(left, sheet.measure)]


def _goes_on(before: Block | None, block: Block, own: Measure) -> bool | None:
    """Whether the first block of a page goes on with the last one of the page before; None where its look is silent."""
    if before is None:
        return False
    if before.broken or block.broken:  # a place to write has its caption below it
        return before.broken and block.broken and not before.lines[-1].text.strip("_ ")
    if begins(before.lines[-1], block.lines[0], own):
        return False
    return True if own.indent else None


def _torn_number(first: Stretch, second: Stretch, left: float, right: float) -> bool:
    """Whether a number was wrapped in a cell too narrow for one more digit: "1" over "0"."""
    if not (first.text.isdecimal() and second.text.isdecimal()):
        return False
    pad, digit = first.x - left, (first.end - first.x) / len(first.text)
    return pad < _PADDING and right - first.end < pad + digit


def _repeated(rows: list[tuple[str, ...]], heads: list[tuple[str, ...]]) -> int:
    """How many rows at the head of a page say again the head of the table."""
    count = 0
    while count < min(len(rows) - 1, len(heads)) and rows[count] == heads[count]:
        count += 1
    return count


def _row_goes_on(before: tuple[str, ...], row: tuple[str, ...]) -> bool:
    """Whether a row at the head of a page is the rest of the last one: it has no number, or its words go on."""
    if len(before) != len(row):
        return False
    pairs = [(first, second) for first, second in zip(before, row, strict=True) if second]
    if before[0] and not row[0]:
        return all(first for first, _ in pairs)
    return bool(pairs) and all(first and first[-1] not in ".;:!?" and second[0].islower() for first, second in pairs)
