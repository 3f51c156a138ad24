"""Example data for a blank: values that pass every check, so that a clerk has a file to begin with."""

from __future__ import annotations

import re
from datetime import date

from nqs_docs.forms.identity import check_digit
from nqs_docs.forms.model import Blank, Field, FieldType
from nqs_docs.language.folding import fold_case
from nqs_docs.language.tables import rows

Example = str | list[str] | list[dict[str, "Example"]]

_BORN = date(1985, 7, 14)
_PERSON = "Ахметов Асан Серікұлы"
_ADDRESS = "Астана қаласы, Мәңгілік Ел даңғылы, 8-үй"
#: What a label of text asks for -> what a person might write. The first row that fits decides.
_TEXTS = [(asked, text.format(person=_PERSON, address=_ADDRESS)) for asked, text in rows("examples")]
#: What stands beside the first in a list.
_OTHERS = {"жеке куәліктің көшірмесі": "ақтау туралы анықтаманың көшірмесі", _PERSON: "Оспанова Айгүл Маратқызы"}
_OTHER = "мәлімет"
_IIN, _BIN = (eleven + check_digit(eleven) for eleven in (f"{_BORN:%y%m%d}30012", "15074000123"))
_OF_TYPES = {
    FieldType.IIN: _IIN,
    FieldType.BIN: _BIN,
    FieldType.IIN_OR_BIN: _BIN,
    FieldType.PHONE: "+7 701 123 45 67",
    FieldType.EMAIL: "asan@example.kz",
    FieldType.MONEY: "1250.00",
    FieldType.QUANTITY: "3",
}


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
            return (_BORN if "туған" in fold_case(field.label) else on).isoformat()
        case FieldType.CHOICE:
            return [field.options[0]]
        case FieldType.LIST:
            first = _text(field.label)
            return [first, _OTHERS.get(first, first)][: field.at_most or 2]
        case FieldType.ROWS:
            return [record(field.columns, on)] * 2
    return _OF_TYPES.get(field.type) or _text(field.label)


def _text(label: str) -> str:
    lower = fold_case(label)
    return next((text for pattern, text in _TEXTS if re.search(pattern, lower)), _OTHER)
