"""One model for every output: the blocks of an edition in printed order.

A block is one line of the text as a reader sees it: a paragraph with its label, a
heading, a corner, a table row, or a line that stands for what is missing.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from nqs_docs.clauses.act import Citation, Kind, Run, State, Unit, leaves, text_of, walk
from nqs_docs.clauses.address_locate import Path, unit_at
from nqs_docs.clauses.decision import Decision
from nqs_docs.editions.edition import Cause, Edition, EditorialNote, Interval, Outcome
from nqs_docs.editions.find import estimated
from nqs_docs.publish import gaps


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

    act: str
    citation: Citation
    on: date
    root: Unit  # of the edition
    path: Path  # of the unit asked for
    blocks: tuple[Block, ...]
    causes: tuple[Cause, ...]  # of the text and the states shown, in printed order
    estimated: tuple[Cause, ...]  # those in force on the day only by estimate
    failures: tuple[Outcome, ...]  # instructions on what is shown that were not applied
    act_estimated: bool = False  # whether the act itself is in force is an estimate
    in_force: Interval | None = None  # when the act itself came into force, if that is known
    lang: str = "kk"  # of the act
    decisions: tuple[Decision, ...] = ()  # by people, on which the edition rests

    @property
    def gaps(self) -> int:
        """How many lines stand for a text that is not held."""
        return sum(block.kind is BlockKind.GAP and block.state is State.NOT_HELD for block in self.blocks)


def document(edition: Edition, path: Path = (), notes: bool = False) -> Document:
    """The unit at ``path`` as blocks; ``notes`` adds notes and deleted numbers."""
    blocks = tuple(_Walk(edition, notes).unit(path, asked=True))
    shown = _causes(edition, path, blocks)
    return Document(
        act=edition.act,
        citation=edition.citation,
        on=edition.on,
        root=edition.root,
        path=path,
        blocks=blocks,
        causes=shown,
        estimated=estimated(edition, path),
        failures=gaps.failures_at(edition, path),
        act_estimated=edition.in_force is not None and edition.in_force.estimated(edition.on),
        in_force=edition.in_force,
        lang=edition.lang,
        decisions=edition.decisions,
    )


def text_of_unit(unit: Unit) -> str:
    """The paragraphs, one a line, of a unit that stands in no edition, as ``nqs show`` prints them: a new wording."""
    return "\n".join(block.text for block in _plain(unit))


def _plain(unit: Unit, asked: bool = True) -> Iterator[Block]:
    if not unit.children or unit.kind is Kind.ROW:
        if unit.runs or unit.children:
            yield _leaf(unit, (), 0, Kind.ACT)
        return
    for child in unit.children:
        if not (asked and _own_corner(unit, child)):
            yield from _plain(child, asked=False)


class _Walk:
    """A walk over an edition's tree that gives the blocks of what it meets."""

    def __init__(self, edition: Edition, notes: bool) -> None:
        self.edition = edition
        self.notes = notes
        self.before: dict[Path, list[EditorialNote]] = {}
        self.after: dict[Path, list[EditorialNote]] = {}
        if notes:
            for note, place in gaps.placed_notes(edition):
                (self.before if note.before else self.after).setdefault(place, []).append(note)

    def unit(self, path: Path, asked: bool = False) -> Iterator[Block]:
        """The blocks of the unit at ``path``."""
        ancestors = [self.edition.root]
        for index in path:
            ancestors.append(ancestors[-1].children[index])
        within = ancestors[-2].kind if len(ancestors) > 1 else Kind.ACT
        depth = sum(unit.kind in (Kind.SECTION, Kind.CHAPTER) for unit in ancestors[:-1])
        yield from self._blocks(ancestors[-1], path, within, depth, asked)

    def _blocks(self, unit: Unit, path: Path, within: Kind, depth: int, asked: bool = False) -> Iterator[Block]:
        yield from self._notes(self.before, path)
        match unit.state:
            case State.NOT_HELD | State.DELAYED | State.SUSPENDED:
                text = gaps.gap_line(self.edition, path, unit)
                yield Block(BlockKind.GAP, text, path, state=unit.state, cause=unit.cause)
            case State.DELETED:
                yield from self._tombstone(unit, path)
            case _:
                yield from self._held(unit, path, within, depth, asked)
        yield from self._notes(self.after, path)

    def _held(self, unit: Unit, path: Path, within: Kind, depth: int, asked: bool) -> Iterator[Block]:
        if unit.kind is Kind.ROW or not (unit.children or unit.gaps):
            if unit.children or text_of(unit.runs):
                yield _leaf(unit, path, depth, within)
            return
        group = unit.kind if unit.kind in (Kind.SIGNATURE, Kind.AGREEMENT) else within
        scope = unit.kind if unit.kind in _SCOPES else group
        inner = depth + (unit.kind in (Kind.SECTION, Kind.CHAPTER))
        blocks: list[Block] = []
        for index, child in enumerate(unit.children):
            if not (asked and _own_corner(unit, child)):
                blocks += self._blocks(child, (*path, index), scope, inner)
        if unit.gaps:
            if unit.kind in _NUMBERED_UNITS:  # one line for the point says it for its parts too
                blocks = [block for block in blocks if not block.open]
            text = gaps.open_line(self.edition, path, unit)
            blocks.append(Block(BlockKind.GAP, text, path, state=State.NOT_HELD, open=True))
        yield from blocks

    def _tombstone(self, unit: Unit, path: Path) -> Iterator[Block]:
        """A deleted number: its note says so, or a line of its own."""
        if self.notes and path not in self.after and path not in self.before:
            text = gaps.deleted_line(self.edition, path, unit)
            yield Block(BlockKind.DELETED, text, path, state=State.DELETED, cause=unit.cause)

    def _notes(self, notes: dict[Path, list[EditorialNote]], path: Path) -> Iterator[Block]:
        for note in notes.get(path, ()):
            yield Block(BlockKind.NOTE, note.text, path)


_SCOPES = frozenset({Kind.ORDER, Kind.DOCUMENT, Kind.APPENDIX, Kind.SECTION, Kind.CHAPTER, Kind.SUBCHAPTER})
_NUMBERED_UNITS = frozenset({Kind.POINT, Kind.ARTICLE, Kind.SUBPOINT})
_LEVELS = {Kind.ORDER: 1, Kind.DOCUMENT: 2, Kind.APPENDIX: 2, Kind.SECTION: 3, Kind.CHAPTER: 3, Kind.SUBCHAPTER: 4}
_KINDS = {
    Kind.HEADING: BlockKind.HEADING,
    Kind.REQUISITES: BlockKind.REQUISITES,
    Kind.CORNER: BlockKind.CORNER,
    Kind.ROW: BlockKind.ROW,
}
_GROUPS = {Kind.SIGNATURE: BlockKind.SIGNATURE, Kind.AGREEMENT: BlockKind.AGREEMENT}


def _leaf(unit: Unit, path: Path, depth: int, within: Kind) -> Block:
    """A leaf, or a table row, as a block."""
    kind = _KINDS.get(unit.kind) or _GROUPS.get(within, BlockKind.PARAGRAPH)
    if unit.kind is Kind.ROW:
        runs = tuple(run for leaf in leaves(unit) for run in leaf.runs)
        cells = tuple(" ".join(text_of(leaf.runs) for leaf in leaves(cell)) for cell in unit.children)
        return Block(kind, " | ".join(cells), path, cells=cells, runs=runs)
    level = 0
    if unit.kind is Kind.HEADING:
        level = _LEVELS.get(within, 2)
        if within is Kind.CHAPTER and depth > 1:  # a chapter of a section
            level = 4
    return Block(kind, text_of(unit.runs), path, level=level, runs=unit.runs)


def _own_corner(unit: Unit, child: Unit) -> bool:
    """The corner of a document asked for by its address has an address of its own."""
    return child.kind is Kind.CORNER and unit.kind in (Kind.DOCUMENT, Kind.APPENDIX)


def _causes(edition: Edition, path: Path, blocks: tuple[Block, ...]) -> tuple[Cause, ...]:
    """The causes that the text and the states name, once each, in printed order."""
    keys = [unit.cause for unit in walk(unit_at(edition.root, path))]
    keys += [key for block in blocks for key in (block.cause, *(run.cause for run in block.runs))]
    return tuple(edition.causes[key] for key in dict.fromkeys(keys) if key in edition.causes)
