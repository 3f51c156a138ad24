"""What people give, checked against the fields of a form: values, or everything that is wrong.

All problems are found in one pass, so that they can be mended in one. A finding names
the record (``row``; in a table the line, of a repeated row its own), the field as one writes
it in a data file (``field``, of a repeated row "қызметтер[2].бағасы") and its printed label;
its message says the rest. Errors stop the record; a warning tells what was left out of a
value that is taken.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from textwrap import shorten

from nqs_docs.findings import Finding, Severity
from nqs_docs.forms.fill import computed, misfits, units_differ
from nqs_docs.forms.model import Blank, Field, FieldType, Value, Values
from nqs_docs.forms.scalars import Problem, invisible, scalar, tidy, unprintable
from nqs_docs.language.folding import fold_case

_BETWEEN_ITEMS = re.compile(r"[;\n]")
_MOST_ROWS = 1000
_EMPTY: tuple[object, ...] = ("", None, [], {}, ())


class Twice(tuple[object, ...]):
    """The values of a key that stands more than once in a record."""


class Row(dict[str, object]):
    """A repeated row of a table, and the ``line`` it stands on."""

    def __init__(self, cells: Mapping[str, object], line: int) -> None:
        super().__init__(cells)
        self.line = line


def check(
    fields: tuple[Field, ...], raw: Mapping[str, object], row: int = 0, *, on: date | None = None
) -> tuple[Values, tuple[Finding, ...]]:
    """The values of a record and all that is wrong or was changed in it.

    In: the form's fields; texts, lists of texts and lists of rows by field name (or printed
    label); the number of the record, 0 for a single one; the day of the form. The values are
    whole only where no finding is an error.
    """
    checker = _Checker(row, on)
    given = checker.record(fields, raw, "")
    values = _not_made(fields, given)
    if not checker.has_errors():
        checker.agree(fields, given, computed(fields, values), "")
    return values, tuple(checker.found)


def check_blank(blank: Blank, raw: Mapping[str, object], row: int = 0) -> tuple[Values, tuple[Finding, ...]]:
    """``check`` for a blank on its day: a year also has to go on from the digits printed before it («20___ жылғы»)."""
    values, found = check(blank.fields, raw, row, on=blank.on)
    return values, (*found, *misfits(blank, values, row))


@lru_cache(maxsize=1024)  # the same headings for every record of a table
def key(text: str) -> str:
    """A name or label with one spelling: «Жеке сәйкестендіру нөмірі» → "жеке_сәйкестендіру_нөмірі"."""
    return "_".join(re.findall(r"\w+", fold_case(text)))


def called(label: str, name: str) -> str:
    """A field by its printed label, with the name of its column where a reader would not find that by the label."""
    return label if key(label).startswith(key(name)) else f"{label} ({name})"


def _not_made(fields: tuple[Field, ...], values: Mapping[str, Value]) -> Values:
    """Values without what the program makes itself."""
    kept: Values = {}
    for field in fields:
        value = values.get(field.name)
        if isinstance(value, tuple) and field.type is FieldType.ROWS:
            value = tuple(_not_made(field.columns, row) for row in value if isinstance(row, dict))
        if value is not None and not field.computed:
            kept[field.name] = value
    return kept


class _Checker:
    """Goes through a record; ``found`` grows."""

    def __init__(self, row: int, on: date | None) -> None:
        self.found: list[Finding] = []
        self._row, self._on = row, on
        self._lines: dict[str, int] = {}  # of repeated rows, by their places

    def has_errors(self, since: int = 0) -> bool:
        """Whether one of the findings from number ``since`` on stops the record."""
        return any(finding.severity is Severity.ERROR for finding in self.found[since:])

    def record(self, fields: tuple[Field, ...], raw: Mapping[str, object], at: str) -> Values:
        """The values of a record, or of one repeated row that stands at ``at``."""
        named = self._named(fields, raw, at)
        values: Values = {}
        for field in fields:
            told = len(self.found)
            value = self._value(field, named.get(field.name), f"{at}{field.name}")
            needed = field.required and not field.computed and field.type is not FieldType.SIGNATURE
            if value is not None:
                values[field.name] = value
            elif needed and not self.has_errors(told):
                self._tell(field, f"{at}{field.name}", "form.required")
        return values

    def agree(self, fields: tuple[Field, ...], given: Values, made: Values, at: str) -> None:
        """A number, product or total that was given is the one that is made."""
        for field in fields:
            one, other = given.get(field.name), made.get(field.name)
            if field.computed and one is not None and one != other:
                self._tell(
                    field, f"{at}{field.name}", "form.computed", {"value": one, "made": "–" if other is None else other}
                )
            elif field.computed.startswith("total ") and units_differ(field.computed, made):
                self._note(Severity.WARNING, "form.units-differ", f"{at}{field.name}", field.label, {})
            if isinstance(one, tuple) and isinstance(other, tuple) and field.type is FieldType.ROWS:
                for number, (row, full) in enumerate(zip(one, other, strict=True), 1):
                    if isinstance(row, dict) and isinstance(full, dict):
                        self.agree(field.columns, row, full, f"{at}{field.name}[{number}].")

    def _named(self, fields: tuple[Field, ...], raw: Mapping[str, object], at: str) -> dict[str, object]:
        """Each value by the name of its field; unknown and repeated keys are told."""
        labels = Counter(key(field.label) for field in fields)
        names = {key(field.label): field for field in fields if labels[key(field.label)] == 1}
        names |= {key(field.name): field for field in fields}
        values: dict[str, object] = {}
        for written, value in raw.items():
            field = names.get(key(written))
            if field is None:
                if value not in _EMPTY or at == "":
                    self._unknown(f"{at}{written[:80]}", key(written), fields)
                continue
            if field.name in values or isinstance(value, Twice):
                self._tell(field, f"{at}{field.name}", "form.twice")
            values[field.name] = value[0] if isinstance(value, Twice) else value
        return values

    def _unknown(self, place: str, written: str, fields: tuple[Field, ...]) -> None:
        words = {key(word): called(field.label, field.name) for field in fields for word in (field.label, field.name)}
        near = difflib.get_close_matches(written, words, 1, 0.6)
        names = words[near[0]] if near else "; ".join(dict.fromkeys(words.values()))
        self._note(Severity.ERROR, "form.unknown-near" if near else "form.unknown", place, place, {"names": names})

    def _value(self, field: Field, given: object, at: str) -> Value | None:
        given = given.strip() if isinstance(given, str) else given
        if given in _EMPTY:
            return None
        match field.type:
            case FieldType.ROWS:
                return self._rows(field, given, at)
            case FieldType.LIST:
                return self._texts(field, given, at)
            case FieldType.CHOICE if field.options:
                return self._choice(field, given, at)
            case FieldType.SIGNATURE:
                return self._tell(field, at, "form.signature")
        return self._scalar(field, given, at, field.type)

    def _scalar(self, field: Field, given: object, at: str, type_: FieldType) -> Value | None:
        text = self._tidy(field, given, at)
        if not text:
            return None
        if field.type is not FieldType.TEXT:
            text = " ".join(text.split())
        value = scalar(text, type_, field.room, self._on)
        return self._tell(field, at, value.code, value.params) if isinstance(value, Problem) else value

    def _tidy(self, field: Field, given: object, at: str) -> str:
        """A text that can be printed; "" where it is none, and the reason is told."""
        if not isinstance(given, str):
            self._tell(field, at, "form.not-text")
            return ""
        if sign := unprintable(given):
            self._tell(field, at, "form.unprintable", {"sign": sign})
            return ""
        if marks := invisible(given):
            self._note(Severity.WARNING, "form.invisible", at, field.label, {"signs": marks})
        return tidy(given)

    def _texts(self, field: Field, given: object, at: str) -> Value | None:
        """Several texts: a list, or one text with ";" or line breaks between them."""
        items = given if isinstance(given, list) else _BETWEEN_ITEMS.split(self._tidy(field, given, at))
        places = [f"{at}[{number}]" if isinstance(given, list) else at for number in range(1, len(items) + 1)]
        read = [
            self._scalar(field, item, place, FieldType.TEXT)
            for item, place in zip(items, places, strict=True)
            if item not in _EMPTY
        ]
        texts = [text for text in read if isinstance(text, str)]
        if field.at_most and len(texts) > field.at_most:
            return self._tell(field, at, "form.too-many", {"count": len(texts), "most": field.at_most})
        return tuple(texts) or None

    def _choice(self, field: Field, given: object, at: str) -> Value | None:
        """Options in their printed spelling: one, a list, or a text with ";" or "," between them."""
        options = {key(option): option for option in field.options}
        if isinstance(given, str) and key(given) not in options:
            given = re.split(r"[;\n]" if re.search(r"[;\n]", given) else ",", given)
        chosen: set[str] = set()
        for part in given if isinstance(given, list) else [given]:
            text = self._tidy(field, part, at) if part not in _EMPTY else ""
            if key(text) in options:
                chosen.add(options[key(text)])
            elif text:
                self._tell(field, at, "form.choice", {"value": text[:60], "options": "; ".join(field.options)})
        return tuple(option for option in field.options if option in chosen) or None

    def _rows(self, field: Field, given: object, at: str) -> Value | None:
        """Repeated rows: a list of records; rows without any value are passed over."""
        parts = given if isinstance(given, list) else [given]
        if not all(isinstance(part, Mapping) or part in _EMPTY for part in parts):
            return self._tell(field, at, "form.not-rows")
        full = [part for part in parts if isinstance(part, Mapping) and any(v not in _EMPTY for v in part.values())]
        if len(full) > _MOST_ROWS:
            return self._tell(field, at, "form.too-many", {"count": len(full), "most": _MOST_ROWS})
        self._lines |= {f"{at}[{n}": part.line for n, part in enumerate(full, 1) if isinstance(part, Row)}
        return tuple(self.record(field.columns, part, f"{at}[{n}].") for n, part in enumerate(full, 1)) or None

    def _tell(self, field: Field, at: str, code: str, params: Mapping[str, object] = {}) -> Value | None:
        """Note an error; there is no value."""
        self._note(Severity.ERROR, code, at, field.label, params)
        return None

    def _note(self, severity: Severity, code: str, at: str, label: str, params: Mapping[str, object]) -> None:
        row = self._lines.get(at.partition("].")[0], self._row)
        named = {"row": row or "", "field": at, "label": shorten(label, 120, placeholder=" …"), **params}
        self.found.append(Finding(code, severity, params=tuple((name, _shown(value)) for name, value in named.items())))


def _shown(value: object) -> str:
    """A parameter as one line that cannot disturb the terminal."""
    text = f"{value:f}" if isinstance(value, Decimal) else str(value)
    return " ".join("".join(c if c.isprintable() or c.isspace() else "\ufffd" for c in text).split())
