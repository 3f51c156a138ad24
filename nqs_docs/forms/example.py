"""Example data for a blank: values that pass every check, so that a clerk has a file to begin with."""

from __future__ import annotations

import re
from datetime import date
from importlib import resources

import msgspec

from nqs_docs.forms.model import Blank, Field, FieldType
from nqs_docs.language.folding import fold_case

Example = str | list[str] | list[dict[str, "Example"]]


class _Samples(msgspec.Struct, frozen=True):
    """What ``example.toml`` says."""

    born: date
    other: str
    types: dict[FieldType, str]
    texts: dict[str, str]  # by what a label asks for
    beside: dict[str, str]


_SAMPLES = msgspec.toml.decode(resources.files(__package__).joinpath("example.toml").read_bytes(), type=_Samples)


def example(blank: Blank) -> dict[str, Example]:
    """A record that fills the blank: every field that is given, by name, as a data file has it."""
    return record(blank.fields, blank.on)


def record(fields: tuple[Field, ...], on: date) -> dict[str, Example]:
    """The same for fields; signatures are left to the hand, what is computed is left out."""
    given = (field for field in fields if not field.computed and field.type is not FieldType.SIGNATURE)
    return {field.name: _value(field, on) for field in given}


def _value(field: Field, on: date) -> Example:
    match field.type:
        case FieldType.DATE:
            return (_SAMPLES.born if "туған" in fold_case(field.label) else on).isoformat()
        case FieldType.CHOICE:
            return [field.options[0]]
        case FieldType.LIST:
            first = _text(field.label)
            return [first, _SAMPLES.beside.get(first, first)][: field.at_most or 2]
        case FieldType.ROWS:
            return [record(field.columns, on)] * 2
    return _SAMPLES.types.get(field.type) or _text(field.label)


def _text(label: str) -> str:
    lower = fold_case(label)
    return next((text for pattern, text in _SAMPLES.texts.items() if re.search(pattern, lower)), _SAMPLES.other)
