"""From a unit of an edition to a blank: its lines and rows, its fields, its slots."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from nqs_docs.clauses.act import Kind, Unit
from nqs_docs.clauses.address_locate import Path, unit_at
from nqs_docs.editions.edition import Edition
from nqs_docs.findings import Finding, error, warning
from nqs_docs.forms import tables
from nqs_docs.forms.draft import Draft, Hole, Rough, field, named, pieces
from nqs_docs.forms.marks import Line, Marks, explained
from nqs_docs.forms.model import Blank, Item
from nqs_docs.forms.places import Places
from nqs_docs.publish.document import Block, BlockKind, document

#: «1 2 3 4 5 6 7» in a paragraph: the numbers of columns of a table that is lost.
_FLAT = re.compile(r"^\s*1\s+2\s+3(?:\s+\d+)*\s*$")


def blocks(edition: Edition, path: Path) -> tuple[Block, ...]:
    """What a form prints, its corner first; an appendix of it is a form of its own."""
    unit = unit_at(edition.root, path)
    corners = [(*path, at) for at, child in enumerate(unit.children) if child.kind is Kind.CORNER]
    inner = {at for at, child in enumerate(unit.children) if child.kind is Kind.APPENDIX}
    printed = document(edition, path).blocks
    own = [block for block in printed if len(block.path) <= len(path) or block.path[len(path)] not in inner]
    return (*(block for corner in corners for block in document(edition, corner).blocks), *own)


def title(unit: Unit, printed: Sequence[Block]) -> str:
    """The heading of a form; its first words where it has none."""
    heads = [block.text for block in printed if block.kind is BlockKind.HEADING]
    if heads:
        return " ".join(heads[0].split())
    texts = [block.text for block in printed if block.kind is BlockKind.PARAGRAPH and len(block.text.strip("_ ")) > 5]
    return " ".join(texts[0].split())[:120] if texts else unit.name


def of_blocks(known: Blank, printed: Sequence[Block]) -> tuple[Blank, tuple[Finding, ...]]:
    """A blank from what a form prints, and what in it could not be recovered; ``known`` is it without its text."""
    reader = _Reader(printed)
    body, drafts = reader.read()
    names = named(drafts)
    fields = tuple(field(draft, names) for draft in drafts)
    items = tuple(_item(rough, names) for rough in body)
    return replace(known, body=items, fields=fields), tuple(_findings(known, printed, reader.torn))


def is_form(printed: Sequence[Block]) -> bool:
    """Whether it is there to be filled in: it has runs, boxes or rows that repeat, or cells mostly left empty.

    An empty cell or two in a table of requirements make no form of it.
    """
    places = any(Marks.found(cell) for block in printed for cell in block.cells or (block.text,))
    rows = [block.cells for block in printed if block.kind is BlockKind.ROW and len(block.cells) > 1]
    empty = sum(not cells[-1].strip() for cells in rows)
    if not places and empty * 2 < len(rows):
        return False
    return bool(_Reader(printed).read()[1])


def _findings(known: Blank, printed: Sequence[Block], torn: bool) -> Iterator[Finding]:
    if any(block.kind is BlockKind.PARAGRAPH and _FLAT.match(block.text) for block in printed):
        yield error("blank.table-lost", act=known.act, unit=known.title, form=known.form)
    if torn:
        yield warning("blank.head-torn", act=known.act, unit=known.title, form=known.form)


class _RoughLine(Struct):
    block: Block
    pieces: tuple[Rough, ...]
    caption: bool


class _Reader:
    """Reads the blocks of one form."""

    def __init__(self, printed: Sequence[Block]) -> None:
        self.printed = printed
        self.marks = Marks()
        self.torn = False

    def read(self) -> tuple[list[_RoughLine | tables.Row], list[Draft]]:
        """Lines and rows in printed order, and the fields in the order of their first slots."""
        source: list[tuple[Block, Line]] = []
        rows: dict[int, tables.Read] = {}
        above = ""
        for is_row, group in groupby(self.printed, key=lambda block: block.kind is BlockKind.ROW):
            found = list(group)
            if is_row:
                rows[len(source)] = tables.read([block.cells for block in found], self.marks, above)
                self.torn |= rows[len(source)].torn
                continue
            for block in found:
                source += [(block, line) for line in self._lines(block)]
            above = _title_above(found) or above
        return self._placed(source, rows)

    def _lines(self, block: Block) -> list[Line]:
        if block.kind is BlockKind.CORNER:
            return [Line((block.text,), heading=True)]
        return [Line(self.marks.cut(block.text), heading=block.kind is BlockKind.HEADING)]

    def _placed(
        self, source: list[tuple[Block, Line]], rows: dict[int, tables.Read]
    ) -> tuple[list[_RoughLine | tables.Row], list[Draft]]:
        lines, owners = _explained(source)
        places = Places(lines)
        places.read()
        body: list[_RoughLine | tables.Row] = []
        done = 0
        for number, line in enumerate(places.lines):
            while done <= owners[number]:
                body += rows[done].rows if done in rows else ()
                done += 1
            body.append(_RoughLine(source[owners[number]][0], tuple(_rough(places, number, line)), line.caption))
        for at in range(done, len(source) + 1):
            body += rows[at].rows if at in rows else ()
        return body, _ordered(body)


_TITLES = (BlockKind.HEADING, BlockKind.PARAGRAPH)


def _title_above(printed: Sequence[Block]) -> str:
    """The line that names a table below it: the nearest without places, not the «Нысан» of the form."""
    texts = [block.text.strip() for block in printed if block.kind in _TITLES]
    return next((text for text in reversed(texts) if len(text) > 6 and text[0] != "(" and not Marks.found(text)), "")


def _explained(source: list[tuple[Block, Line]]) -> tuple[list[Line], list[int]]:
    """The lines, captions told, and for each the number of the line it was cut from."""
    lines: list[Line] = []
    owners: list[int] = []
    taken = explained(line for _, line in source)
    texts = [len("".join(line.shape.split())) for _, line in source]
    owner, used = 0, 0
    for line in taken:
        while used >= texts[owner] and owner + 1 < len(texts):
            owner, used = owner + 1, 0
        lines.append(line)
        owners.append(owner)
        used += len("".join(line.shape.split()))
    return lines, owners


def _rough(places: Places, number: int, line: Line) -> Iterator[Rough]:
    if number in places.texts:
        text, at = line.text, 0
        for start, end, hole in places.texts[number]:
            yield text[at:start]
            yield hole
            at = end
        yield text[at:]
        return
    for part in line.parts:
        if isinstance(part, str):
            yield part
        else:
            yield from places.holes.get(part.number, (part.text,))
    if number in places.after:
        yield " "
        yield places.after[number]


def _ordered(body: list[_RoughLine | tables.Row]) -> list[Draft]:
    found: dict[int, Draft] = {}
    for item in body:
        if isinstance(item, tables.Row) and item.repeats is not None:
            found.setdefault(id(item.repeats), item.repeats)
            continue
        for cell in item.cells if isinstance(item, tables.Row) else (item.pieces,):
            for piece in cell:
                if isinstance(piece, Hole):
                    found.setdefault(id(piece.draft), piece.draft)
    return list(found.values())


def _item(item: _RoughLine | tables.Row, names: dict[int, str]) -> Item:
    if isinstance(item, tables.Row):
        cells = tuple(pieces(cell, names) for cell in item.cells)
        repeats = names[id(item.repeats)] if item.repeats else ""
        return Item(cells, spans=item.spans, head=item.head, repeats=repeats)
    block = item.block
    return Item((pieces(item.pieces, names),), block.kind, block.level, item.caption)
