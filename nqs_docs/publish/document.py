"""One model for every output: the blocks of an edition in printed order.

A block is one line of the text as a reader sees it: a paragraph with its label, a
heading, a corner, a table row, or a line that stands for what is missing. What an address
names inside a unit that can only be shown whole is cut from it: «2-тармақтың екінші
сөйлемі», «1-кестенің 3-бағаны».
"""

from __future__ import annotations

import enum
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from nqs_docs.clauses.act import Address, Kind, Run, State, Unit, leaves, text_of, walk
from nqs_docs.clauses.address import render
from nqs_docs.clauses.address_locate import Path, unit_at
from nqs_docs.editions.edition import Cause, Edition, Outcome
from nqs_docs.editions.find import estimated, is_held
from nqs_docs.editions.tree import along
from nqs_docs.findings import NoSuchUnit, NotHeld
from nqs_docs.publish import names
from nqs_docs.redlines.redline import Place, lines, printed, texts


class BlockKind(enum.StrEnum):
    """What a block is, for a writer that lays it out."""

    HEADING = "heading"
    REQUISITES = "requisites"
    CORNER = "corner"
    PARAGRAPH = "paragraph"
    SIGNATURE = "signature"
    AGREEMENT = "agreement"
    ROW = "row"
    NOTE = "note"  # Ескерту, ЗҚАИ; only on demand
    DELETED = "deleted"  # a number that is kept; only on demand
    GAP = "gap"  # not held, suspended, or in force later


class Block(Struct, frozen=True, gc=False):
    """One line of a document; a note may have two."""

    kind: BlockKind
    text: str
    path: Path = ()  # of the unit it shows, from the root of the edition
    level: int = 0  # of a heading: 1 title of the act … 4 subchapter
    cells: tuple[str, ...] = ()  # of a table row
    runs: tuple[Run, ...] = ()  # where the characters come from
    state: State = State.HELD
    cause: str = ""  # of the state
    open: bool = False  # a GAP after what is held of a unit


class Document(Struct, frozen=True):
    """A whole act or one unit of it, on one day."""

    edition: Edition
    path: Path  # of the unit asked for
    blocks: tuple[Block, ...]
    causes: tuple[Cause, ...]  # of the text and the states shown, in printed order
    estimated: tuple[Cause, ...]  # those in force on the day only by estimate
    failures: tuple[Outcome, ...]  # instructions on what is shown that were not applied

    @property
    def root(self) -> Unit:
        """The whole act."""
        return self.edition.root

    @property
    def act_estimated(self) -> bool:
        """Whether it is an estimate that the act itself is in force."""
        own = self.edition.in_force
        return own is not None and own.estimated(self.edition.on)

    @property
    def gaps(self) -> int:
        """How many lines stand for a text that is not held."""
        return sum(block.kind is BlockKind.GAP and block.state is State.NOT_HELD for block in self.blocks)


def document(edition: Edition, path: Path = (), notes: bool = False, deleted: bool = False) -> Document:
    """The unit at ``path`` as blocks; ``notes`` adds notes and deleted numbers, ``deleted`` the latter alone."""
    blocks = tuple(_blocks(edition, path, notes, notes or deleted))
    shown = _causes(edition, path, blocks)
    return Document(edition, path, blocks, shown, estimated(edition, path), names.failures_at(edition, path))


def text_of_unit(unit: Unit) -> str:
    """The paragraphs, one a line, of a unit that stands in no edition, as ``nqs show`` prints them: a new wording."""
    sides = printed(Place(unit, (), asked=True))
    return "\n".join(" | ".join(texts(side.unit)) for side in sides if not side.gap)


def _blocks(edition: Edition, path: Path, notes: bool, deleted: bool) -> Iterator[Block]:
    """The lines of a unit, each unit on the way between its notes."""
    before: dict[Path, list[Block]] = {}
    after: dict[Path, list[Block]] = {}
    for note, place in names.placed_notes(edition) if notes else ():
        (before if note.before else after).setdefault(place, []).append(Block(BlockKind.NOTE, note.text, place))
    begun: list[Path] = []
    for side in lines(Place(unit_at(edition.root, path), path, asked=True)):
        while begun and side.path[: len(begun[-1])] != begun[-1]:
            yield from after.get(begun.pop(), ())
        for length in range(len(begun[-1]) + 1 if begun else len(path), len(side.path) + 1):
            begun.append(side.path[:length])
            yield from before.get(begun[-1], ())
        noted = side.path in after or side.path in before  # then a note says that it was deleted
        if side.shown:
            yield block(edition, side)
        elif deleted and side.unit.state is State.DELETED and not noted:
            text = names.deleted_line(edition, side.path, side.unit)
            yield Block(BlockKind.DELETED, text, side.path, state=State.DELETED, cause=side.unit.cause)
    while begun:
        yield from after.get(begun.pop(), ())


def block(edition: Edition, side: Place) -> Block:
    """What an edition prints at a line."""
    unit, path = side.unit, side.path
    if side.open:
        text = names.open_line(edition, path, unit)
        return Block(BlockKind.GAP, text, path, state=State.NOT_HELD, open=True)
    if side.gap:
        return Block(BlockKind.GAP, names.gap_line(edition, path, unit), path, state=unit.state, cause=unit.cause)
    return _leaf(edition.root, unit, path)


_SCOPES = frozenset({Kind.ORDER, Kind.DOCUMENT, Kind.APPENDIX, Kind.SECTION, Kind.CHAPTER, Kind.SUBCHAPTER})
_LEVELS = {Kind.ORDER: 1, Kind.DOCUMENT: 2, Kind.APPENDIX: 2, Kind.SECTION: 3, Kind.CHAPTER: 3, Kind.SUBCHAPTER: 4}
#: Units that a reader knows by their looks, and units that lend theirs to all their paragraphs.
_OWN, _GROUPS = {Kind.HEADING, Kind.REQUISITES, Kind.CORNER, Kind.ROW}, {Kind.SIGNATURE, Kind.AGREEMENT}


def _leaf(root: Unit, unit: Unit, path: Path) -> Block:
    """A paragraph or a table row; what it is depends on the units around it."""
    above = [around.kind for around in along(root, path[:-1])]
    within = next((kind for kind in reversed(above) if kind in _SCOPES or kind in _GROUPS), Kind.ACT)
    known = unit.kind if unit.kind in _OWN else within
    kind = BlockKind(known) if known in _OWN | _GROUPS else BlockKind.PARAGRAPH
    cells = tuple(texts(unit))
    if unit.kind is Kind.ROW:
        return Block(
            kind, " | ".join(cells), path, cells=cells, runs=tuple(r for leaf in leaves(unit) for r in leaf.runs)
        )
    level = _LEVELS.get(within, 2) if unit.kind is Kind.HEADING else 0
    if level and within is Kind.CHAPTER and Kind.SECTION in above:
        level = 4
    return Block(kind, cells[0], path, level=level, runs=unit.runs)


def _causes(edition: Edition, path: Path, blocks: tuple[Block, ...]) -> tuple[Cause, ...]:
    """The causes that the text and the states name, once each, in printed order."""
    keys = [unit.cause for unit in walk(unit_at(edition.root, path))]
    keys += [key for block in blocks for key in (block.cause, *(run.cause for run in block.runs))]
    return tuple(edition.causes[key] for key in dict.fromkeys(keys) if key in edition.causes)


# --- sentences and columns ------------------------------------------------------------------


def addressed(edition: Edition, path: Path, address: Address, notes: bool = False) -> Document:
    """The document of the unit at ``path``, cut to the sentence or column that ``address`` ends in.

    NoSuchUnit where the unit has fewer; NotHeld where part of it is not held, so that they cannot be counted.
    """
    whole = document(edition, path, notes)
    last = address.steps[-1] if address.steps else None
    if last is None or last.kind not in (Kind.SENTENCE, Kind.COLUMN):
        return whole
    if last.kind is Kind.SENTENCE:
        blocks = _sentence(edition, path, last.label or "1")
    else:
        blocks = _column(whole, int(last.label) if last.label.isdecimal() else 1)
    if blocks:
        return replace(whole, blocks=blocks)
    held = is_held(unit_at(edition.root, path))
    kind, code = (NoSuchUnit, "edition.never") if held else (NotHeld, "edition.not-held")
    raise kind(code, unit=render(address, lang=edition.lang), on=edition.on.isoformat())


def _sentence(edition: Edition, path: Path, number: str) -> tuple[Block, ...]:
    from nqs_docs.editions import words  # noqa: PLC0415 - what changes words is not needed to show a unit

    unit = unit_at(edition.root, path)
    found = words.sentence(unit, number) if is_held(unit) else None
    if found is None:
        return ()
    leaf, start, end = found
    runs = list(leaves(unit))[leaf].runs
    runs = words.cut(words.cut(runs, end, len(text_of(runs))), 0, start)
    return (Block(BlockKind.PARAGRAPH, text_of(runs), path, runs=runs),)


def _column(whole: Document, number: int) -> tuple[Block, ...]:
    """One cell of each row; a cell located by its row stands alone already."""
    rows = [block for block in whole.blocks if block.kind is BlockKind.ROW]
    if not rows:
        return whole.blocks
    return tuple(replace(row, text=row.cells[number - 1], cells=()) for row in rows if 0 < number <= len(row.cells))
