"""Drafts get their names when all are found: a name must be the only one of its form.

It is the last words of the label; where two would be the same, more of its words, the
words of what stands above it, and at last a number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from nqs_docs.forms import labels
from nqs_docs.forms.marks import Draft, Hole
from nqs_docs.forms.model import Cell, Field, Item, Piece, Slot

_WHOLE = 12  # words of a label that a name may take where fewer do not tell it from others


def finished(body: Sequence[Item]) -> tuple[tuple[Item, ...], tuple[Field, ...]]:
    """The items with slots for their holes, and the fields in the order of their first slots."""
    fields = named(dict.fromkeys(hole.rows or hole.draft for hole in _holes(body)))
    names = {draft: field.name for draft, field in fields.items()}
    return tuple(_item(item, names) for item in body), tuple(fields.values())


def _holes(body: Iterable[Item]) -> Iterator[Hole]:
    return (piece for item in body for cell in item.cells for piece in cell if isinstance(piece, Hole))


def _item(item: Item, names: dict[Draft, str]) -> Item:
    repeats = next((names[hole.rows] for hole in _holes([item]) if hole.rows), "")
    return replace(item, cells=tuple(_cell(cell, names) for cell in item.cells), repeats=repeats)


def _cell(cell: Cell, names: dict[Draft, str]) -> Cell:
    """Pieces with the names of their fields; texts that touch are one."""
    result: list[Piece] = []
    for piece in cell:
        if isinstance(piece, Hole):
            result.append(Slot(names.get(piece.draft, piece.draft.name), piece.part, piece.room))
        elif isinstance(piece, str) and result and isinstance(last := result[-1], str):
            result[-1] = last + piece
        elif piece:
            result.append(piece)
    return tuple(result)


def named(drafts: Iterable[Draft]) -> dict[Draft, Field]:
    """The field of each draft, every name only once."""
    drafts = list(drafts)
    names = dict(zip(drafts, distinct(shortest([_tries(draft) for draft in drafts])), strict=True))
    return {draft: _field(draft, names) for draft in drafts}


def _tries(draft: Draft) -> list[str]:
    short, whole = (draft.name or labels.name(draft.label, *most) for most in ((), (_WHOLE,)))
    return [short, whole, *([f"{labels.name(draft.context, 3)}_{short}"] if draft.context else [])]


def _field(draft: Draft, names: dict[Draft, str]) -> Field:
    computed = draft.computed
    if draft.rows is not None:
        computed = f"total {names[draft.rows]}.{computed.removeprefix('total ')}"
    return Field(
        names[draft], draft.label, draft.type, draft.required, draft.room, draft.options, draft.at_most, computed,
        draft.columns,
    )  # fmt: skip


def shortest(tries: Sequence[Sequence[str]]) -> list[str]:
    """Of names from short to long the first that no other has, or the last."""
    chosen = [names[0] for names in tries]
    for step in range(1, max(map(len, tries), default=1)):
        counts = Counter(chosen)
        chosen = [
            names[min(step, len(names) - 1)] if counts[name] > 1 else name
            for name, names in zip(chosen, tries, strict=True)
        ]
    return chosen


def distinct(names: Sequence[str]) -> list[str]:
    """The names, those that come again with a number: "бағасы", "бағасы_2"."""
    result: list[str] = []
    for name in names:
        numbered = (f"{name}_{number}" for number in range(2, len(names) + 2))
        free = (new for new in numbered if new not in result and new not in names)
        result.append(next(free) if name in result else name)
    return result
