"""From the fields of a blank to what a page asks for, and from what was sent to a record.

Every input has a name made of the field's ("f.тегі", of a repeated row
"f.қызметтер.0.саны") and an id made of its place, so that a message can point to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import count

from msgspec import Struct
from starlette.datastructures import FormData

from nqs_docs.findings import Finding
from nqs_docs.forms.model import Field, FieldType

PREFIX = "f"
_LINE = 64  # letters that fit into one line on the screen
_MOST_ROWS = 1000
_ITEM = re.compile(r"\[\d+\]$")


class Control(Struct, frozen=True):
    """One field as a page asks for it."""

    field: Field
    name: str
    id: str
    text: str = ""  # as it was given
    chosen: tuple[str, ...] = ()  # of a choice
    rows: tuple[tuple[Control, ...], ...] = ()
    wrong: tuple[Finding, ...] = ()
    row: int = 0  # of a repeated group, from 1; 0 outside

    @property
    def lines(self) -> int:
        """Lines to write on: 1 for what is short."""
        if self.field.type is FieldType.LIST:
            return self.field.at_most or 4
        wide = self.field.type is FieldType.TEXT and not 0 < self.field.room <= _LINE
        return max(2, min(self.field.room // _LINE + 1, 8)) if wide or "\n" in self.text else 1

    def flat(self) -> Iterator[Control]:
        """It and those in it, in the order of the page."""
        yield self
        for row in self.rows:
            for column in row:
                yield from column.flat()


def is_asked(field: Field) -> bool:
    """Whether a person gives it: the program makes what is computed, a hand signs."""
    return not field.computed and field.type is not FieldType.SIGNATURE


def sent(fields: Sequence[Field], form: FormData, at: str = f"{PREFIX}.") -> dict[str, object]:
    """The record that was sent: texts, lists of texts, lists of rows, empty ones too."""
    return {field.name: _sent(field, form, f"{at}{field.name}") for field in fields if is_asked(field)}


def _sent(field: Field, form: FormData, name: str) -> object:
    match field.type:
        case FieldType.ROWS:
            begins = (key.removeprefix(f"{name}.").partition(".")[0] for key in form if key.startswith(f"{name}."))
            numbers = sorted({int(one) for one in begins if one.isdecimal() and len(one) < 6})[:_MOST_ROWS]
            return [sent(field.columns, form, f"{name}.{number}.") for number in numbers]
        case FieldType.LIST:
            return _text(form.get(name)).splitlines()
        case FieldType.CHOICE:
            return [_text(one) for one in form.getlist(name) if one]
    return _text(form.get(name))


def _text(given: object) -> str:
    return given.replace("\r\n", "\n") if isinstance(given, str) else ""


class _Place(Struct, frozen=True):
    """Where a record stands: in the messages, in the names of inputs, in their ids."""

    said: str = ""
    name: str = f"{PREFIX}."
    id: str = PREFIX
    row: int = 0


Problems = Mapping[str, Sequence[Finding]]  # by the place of the field


def problems(found: Sequence[Finding]) -> Problems:
    """Findings by the field they are about; what is wrong with an item of a list is wrong with the list."""
    placed: dict[str, list[Finding]] = {}
    for finding in found:
        placed.setdefault(_ITEM.sub("", dict(finding.params).get("field", "")), []).append(finding)
    return placed


def controls(
    fields: Sequence[Field], raw: Mapping[str, object], found: Problems, at: _Place | None = None
) -> tuple[Control, ...]:
    """What a page shows for a record, each problem at its field; ``at`` is the place of a repeated row."""
    at = at or _Place()
    return tuple(_control(field, raw.get(field.name, ""), found, at, n) for n, field in enumerate(fields))


def _control(field: Field, given: object, found: Problems, at: _Place, number: int) -> Control:
    place, name, id_ = f"{at.said}{field.name}", f"{at.name}{field.name}", f"{at.id}-{number}"
    wrong = tuple(found.get(place, ()))
    if field.type is FieldType.ROWS:
        return Control(field, name, id_, rows=tuple(_rows(field, given, found, _Place(place, name, id_))), wrong=wrong)
    items = tuple(one for one in given if isinstance(one, str)) if isinstance(given, list) else ()
    if field.type is FieldType.CHOICE:
        return Control(field, name, id_, chosen=items, wrong=wrong, row=at.row)
    return Control(field, name, id_, given if isinstance(given, str) else "\n".join(items), wrong=wrong, row=at.row)


def _rows(field: Field, given: object, found: Problems, at: _Place) -> Iterator[tuple[Control, ...]]:
    """The rows of a repeated group, one at least; messages number those that hold something."""
    full = count(1)
    for number, row in enumerate(given if isinstance(given, list) and given else [{}]):
        row = row if isinstance(row, dict) else {}
        said = f"{at.said}[{next(full)}]." if any(row.values()) else "\0"
        yield controls(field.columns, row, found, _Place(said, f"{at.name}.{number}.", f"{at.id}-{number}", number + 1))


def hidden(controls: Sequence[Control]) -> Iterator[tuple[str, str]]:
    """The same record as names and values, to be sent again."""
    for control in (one for given in controls for one in given.flat()):
        if control.field.type is FieldType.CHOICE:
            yield from ((control.name, option) for option in control.chosen)
        elif control.field.type is not FieldType.ROWS and is_asked(control.field):
            yield control.name, control.text
