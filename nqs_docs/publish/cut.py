"""Sentences and columns: what an address names inside a unit that can only be shown whole.

«2-тармақтың екінші сөйлемі», «1-кестенің 3-бағаны»: `locate` leads to the point
or the table, the rest is cut here.
"""

from __future__ import annotations

from msgspec.structs import replace

from nqs_docs.clauses.act import Address, Kind, leaves, text_of
from nqs_docs.clauses.address import render
from nqs_docs.clauses.address_locate import Path, unit_at
from nqs_docs.editions.edition import Edition
from nqs_docs.editions.find import is_held
from nqs_docs.findings import NoSuchUnit, NotHeld
from nqs_docs.publish.document import Block, BlockKind, Document, document


def addressed(edition: Edition, path: Path, address: Address, notes: bool = False) -> Document:
    """The document of the unit at ``path``, cut to the sentence or column that ``address`` ends in.

    NoSuchUnit where the unit has fewer; NotHeld where part of it is not held, so that they cannot be counted.
    """
    whole = document(edition, path, notes)
    last = address.steps[-1] if address.steps else None
    if last is None or last.kind not in (Kind.SENTENCE, Kind.COLUMN):
        return whole
    number = int(last.label) if last.label.isdigit() else 1
    block = _sentence(edition, path, number) if last.kind is Kind.SENTENCE else None
    blocks = (block,) if block else _column(whole, number) if last.kind is Kind.COLUMN else ()
    if blocks:
        return replace(whole, blocks=blocks)
    held = is_held(unit_at(edition.root, path))
    kind, code = (NoSuchUnit, "edition.never") if held else (NotHeld, "edition.not-held")
    raise kind(code, unit=render(address, lang=edition.lang), on=edition.on.isoformat())


def _sentence(edition: Edition, path: Path, number: int) -> Block | None:
    from nqs_docs.editions import words  # noqa: PLC0415 - what changes words is not needed to show a unit

    unit = unit_at(edition.root, path)
    found = words.sentence(unit, number) if is_held(unit) else None
    if found is None:
        return None
    leaf, start, end = found
    runs = list(leaves(unit))[leaf].runs
    runs = words.cut(words.cut(runs, end, len(text_of(runs))), 0, start)
    return Block(BlockKind.PARAGRAPH, text_of(runs), path, runs=runs)


def _column(whole: Document, number: int) -> tuple[Block, ...]:
    """One cell of each row; a cell located by its row stands alone already."""
    rows = [block for block in whole.blocks if block.kind is BlockKind.ROW]
    if not rows:
        return whole.blocks
    return tuple(replace(row, text=row.cells[number - 1], cells=()) for row in rows if 0 < number <= len(row.cells))
