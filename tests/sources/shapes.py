"""The orders of the corpus in other formats, with the damage that their texts have.

Paragraphs are those of the text before any repair: halves of a paragraph that the foot of
a page cut stay two, words of links stay where they were moved to. What an act says in the
end has to be the same in every format.
"""

from __future__ import annotations

import re

import msgspec
from msgspec import Struct

from nqs_docs.amendments.from_act import operations
from nqs_docs.clauses.act import Act, Unit, text_of
from nqs_docs.clauses.from_lines import read_act
from nqs_docs.clauses.grouping import drafts
from nqs_docs.clauses.repairs import Draft, Ledger
from nqs_docs.sources.line import Source

NAME = re.compile(r"[А-ЯӘ]\. ?[А-ЯӘ][а-яё]+\s*")


class Block(Struct, frozen=True):
    """A paragraph, or a row of a table, as it stands in the source."""

    lines: tuple[str, ...]
    heading: int = 0
    bold: bool = False
    bullet: bool = False
    indent: int = 0
    corner: bool = False
    wrapped: bool = False  # its lines end where the paper ended
    cells: tuple[str, ...] | None = None

    @property
    def note(self) -> bool:
        """Whether it is an editorial note, or the mark or the body of one."""
        return bool(re.match(r"Ескерту\.|ЗҚАИ-ның", self.lines[0])) or "көзделген - ҚР" in " ".join(self.lines)


def blocks(source: Source) -> list[Block]:
    """The paragraphs of a source, damage and all."""
    ledger = Ledger(source)
    printed = [ledger.printed(line) if line.visible else None for line in source.lines]
    wrapped = source.key == "V2500036564"
    return [_block(draft, wrapped) for draft in drafts(ledger, printed)]


def _block(draft: Draft, wrapped: bool) -> Block:
    lines = tuple(" " * (line.line.indent if at else 0) + line.text for at, line in enumerate(draft.lines))
    cells = None
    if draft.cells is not None:
        cells = tuple(" ".join(line.text for line in cell) for cell in draft.cells)
    return Block(
        lines, draft.heading, draft.bold, draft.bullet, draft.indent, draft.corner, wrapped and len(lines) > 0, cells
    )


def said(unit: Unit) -> object:
    """A tree as kinds, labels and texts."""
    text = " ".join(text_of(unit.runs).split())
    return (unit.kind.value, unit.label, unit.name, text, [said(child) for child in unit.children])


def meant(source: Source) -> tuple[object, list[object], list[object]]:
    """The tree, the notes and the operations of a source: all that does not hang on its format."""
    act, _ = read_act(source)
    changes, _ = operations(act)
    return said(act.root), [_bare(note) for note in notes_of(act)], [_bare(change) for change in changes]


def notes_of(act: Act) -> list[object]:
    """The notes of an act, each as values."""
    return [(" ".join(text_of(note.runs).split()), note.events, note.place, note.before) for note in act.notes]


def _bare(value: object) -> object:
    """A value without the places of its characters."""
    return _without(msgspec.to_builtins(value, enc_hook=str))


def _without(value: object) -> object:
    if isinstance(value, dict):
        if {"text", "source", "start", "end"} <= set(value):
            return " ".join(value["text"].split())
        if "runs" in value:
            value = {**value, "runs": " ".join("".join(run["text"] for run in value["runs"]).split())}
        return {name: _without(part) for name, part in value.items() if name not in ("span", "start", "end", "spans")}
    if isinstance(value, list | tuple):
        return [_without(part) for part in value]
    return " ".join(value.split()) if isinstance(value, str) else value
