"""Drafts: fields as they are being found, before they have names.

A name must be the only one of its form, so it is given when all are found: the last
words of the label; where two would be the same, more of its words, the words of what
stands above it, and at last a number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from nqs_docs.forms import labels
from nqs_docs.forms.model import Field, FieldType, Piece, Slot

_WHOLE = 12  # words of a label that a name may take where fewer do not tell it from others


class Draft(Struct):
    """A field without a name."""

    label: str
    type: FieldType
    required: bool
    context: str = ""  # what stands above it: "Тапсырыс беруші"
    name: str = ""  # where its label does not give it
    room: int = 0
    options: tuple[str, ...] = ()
    columns: tuple[Field, ...] = ()
    at_most: int = 0
    computed: str = ""  # "total" with the draft in ``rows`` and the column's name
    rows: Draft | None = None


class Hole(Struct, frozen=True):
    """A slot whose field has no name yet."""

    draft: Draft
    part: str = ""
    room: int = 0


Rough = str | Hole


def named(drafts: Sequence[Draft]) -> dict[int, str]:
    """``id`` of a draft -> its name, each one only once."""
    chosen = shortest([_tries(draft) for draft in drafts])
    return {id(draft): name for draft, name in zip(drafts, distinct(chosen), strict=True)}


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
    seen: set[str] = set()
    result = []
    for name in names:
        new, number = name, 1
        while new in seen or (number > 1 and new in names):
            number += 1
            new = f"{name}_{number}"
        seen.add(new)
        result.append(new)
    return result


def _tries(draft: Draft) -> list[str]:
    short = draft.name or labels.name(draft.label)
    whole = draft.name or labels.name(draft.label, _WHOLE)
    above = labels.name(draft.context, 3) if draft.context else ""
    return [short, whole, *([f"{above}_{short}"] if above else [])]


def field(draft: Draft, names: dict[int, str]) -> Field:
    """The field of a draft."""
    computed = draft.computed
    if computed.startswith("total ") and draft.rows is not None:
        computed = f"total {names[id(draft.rows)]}.{computed.removeprefix('total ')}"
    return Field(
        names[id(draft)], draft.label, draft.type, draft.required, draft.room, draft.options, draft.columns,
        draft.at_most, computed,
    )  # fmt: skip


def pieces(rough: Sequence[Rough], names: dict[int, str]) -> tuple[Piece, ...]:
    """Rough pieces with the names of their fields; texts that touch are one."""
    result: list[Piece] = []
    for piece in rough:
        if isinstance(piece, Hole):
            result.append(Slot(names.get(id(piece.draft), piece.draft.name), piece.part, piece.room))
        elif result and isinstance(last := result[-1], str):
            result[-1] = last + piece
        elif piece:
            result.append(piece)
    return tuple(result)


def columns(drafts: Sequence[Draft]) -> tuple[tuple[Field, ...], dict[int, str]]:
    """The columns of repeated rows, named among themselves, and their names."""
    names = named(drafts)
    return tuple(field(draft, names) for draft in drafts), names
