"""What people give, checked against the fields of a form: values, or everything that is wrong.

All problems are found in one pass, so that they can be mended in one. A finding names
the record (``row``), the field as one writes it in a data file (``field``, of a repeated
row "қызметтер[2].бағасы") and its printed label; its message says the rest. Errors stop
the record; a warning tells what was left out of a value that is taken.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache

from nqs_docs.findings import Finding, Severity
from nqs_docs.forms.fill import computed, misfits
from nqs_docs.forms.model import Blank, Field, FieldType, Row, Value, Values
from nqs_docs.forms.scalars import Problem, invisible, scalar, tidy, unprintable
from nqs_docs.language.folding import fold_case

_BETWEEN_ITEMS = re.compile(r"[;\n]")
_MOST_ROWS = 1000
_EMPTY: tuple[object, ...] = ("", None, [], {}, ())


class Twice(tuple[object, ...]):
    """The values of a key that stands more than once in a record."""


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
    values = {name: value for name, value in given.items() if not _field(fields, name).computed}
    if not checker.errors:
        checker.agree(fields, given, computed(fields, values), "")
    return {name: _plain(_field(fields, name), value) for name, value in values.items()}, tuple(checker.found)


def check_blank(blank: Blank, raw: Mapping[str, object], row: int = 0) -> tuple[Values, tuple[Finding, ...]]:
    """``check`` for a blank on its day: a year also has to go on from the digits printed before it («20___ жылғы»)."""
    values, found = check(blank.fields, raw, row, on=blank.on)
    return values, (*found, *misfits(blank, values, row))


@lru_cache(maxsize=1024)  # the same headings for every record of a table
def key(text: str) -> str:
    """A name or label with one spelling: «Жеке сәйкестендіру нөмірі» → "жеке_сәйкестендіру_нөмірі"."""
    return "_".join(re.findall(r"\w+", fold_case(text)))


def _field(fields: tuple[Field, ...], name: str) -> Field:
    return next(field for field in fields if field.name == name)


def _plain(field: Field, value: Value) -> Value:
    """A value without what the program makes itself."""
    if field.type is not FieldType.ROWS or not isinstance(value, tuple):
        return value
    made = {column.name for column in field.columns if column.computed}
    return tuple({k: v for k, v in row.items() if k not in made} for row in value if isinstance(row, dict))


class _Checker:
    """Goes through a record; ``found`` grows."""

    def __init__(self, row: int, on: date | None) -> None:
        self.found: list[Finding] = []
        self.errors = 0
        self._row = row
        self._on = on

    def record(self, fields: tuple[Field, ...], raw: Mapping[str, object], at: str) -> Values:
        """The values of a record, or of one repeated row that stands at ``at``."""
        named = dict(self._named(fields, raw, at))
        values: Values = {}
        for field in fields:
            given = named.get(field.name, "")
            given = given.strip() if isinstance(given, str) else given
            told = self.errors
            value = None if given in _EMPTY else self._value(field, given, f"{at}{field.name}")
            if value is not None:
                values[field.name] = value
            elif self.errors > told:
                continue
            elif field.required and not field.computed and field.type is not FieldType.SIGNATURE:
                self._tell(Problem("form.required"), field, f"{at}{field.name}")
        return values

    def agree(self, fields: tuple[Field, ...], given: Values, made: Values, at: str) -> None:
        """A number, product or total that was given is the one that is made."""
        for field in fields:
            one, other = given.get(field.name), made.get(field.name)
            if field.computed and one is not None and one != other:
                self._tell(Problem("form.computed", {"value": one, "made": other}), field, f"{at}{field.name}")
            if isinstance(one, tuple) and isinstance(other, tuple) and field.type is FieldType.ROWS:
                for number, (row, full) in enumerate(zip(one, other, strict=True), 1):
                    if isinstance(row, dict) and isinstance(full, dict):
                        self.agree(field.columns, row, full, f"{at}{field.name}[{number}].")

    def _named(self, fields: tuple[Field, ...], raw: Mapping[str, object], at: str) -> Iterator[tuple[str, object]]:
        """Each value by the name of its field; unknown and repeated keys are told."""
        labels = Counter(key(field.label) for field in fields)
        names = {key(field.label): field for field in fields if labels[key(field.label)] == 1}
        names |= {key(field.name): field for field in fields}
        seen: set[str] = set()
        for written, value in raw.items():
            field = names.get(key(written))
            if field is None:
                if value not in _EMPTY or at == "":
                    self._unknown(written, fields, at)
            elif field.name in seen or isinstance(value, Twice):
                self._tell(Problem("form.twice"), field, f"{at}{field.name}")
                yield field.name, value[0] if isinstance(value, Twice) else value
            else:
                seen.add(field.name)
                yield field.name, value

    def _unknown(self, written: str, fields: tuple[Field, ...], at: str) -> None:
        words = {key(word): field.name for field in fields for word in (field.label, field.name)}
        near = difflib.get_close_matches(key(written), words, 1, 0.6)
        names = words[near[0]] if near else ", ".join(field.name for field in fields)
        code = "form.unknown-near" if near else "form.unknown"
        place = f"{at}{written[:80]}"
        self.errors += 1
        self.found.append(_finding(Severity.ERROR, code, self._row, place, place, {"names": names}))

    def _value(self, field: Field, given: object, at: str) -> Value | None:
        match field.type:
            case FieldType.ROWS:
                return self._rows(field, given, at)
            case FieldType.LIST:
                return self._texts(field, given, at)
            case FieldType.CHOICE if field.options:
                return self._choice(field, given, at)
            case FieldType.SIGNATURE:
                return self._tell(Problem("form.signature"), field, at)
        return self._scalar(field, given, at)

    def _scalar(self, field: Field, given: object, at: str) -> Value | None:
        text = self._tidy(field, given, at)
        if not text:
            return None
        if field.type is not FieldType.TEXT:
            text = " ".join(text.split())
        value = scalar(text, field.type, field.room, self._on)
        return self._tell(value, field, at) if isinstance(value, Problem) else value

    def _tidy(self, field: Field, given: object, at: str) -> str:
        """A text that can be printed; "" where it is none, and the reason is told."""
        if not isinstance(given, str):
            self._tell(Problem("form.not-text"), field, at)
            return ""
        if sign := unprintable(given):
            self._tell(Problem("form.unprintable", {"sign": sign}), field, at)
            return ""
        if marks := invisible(given):
            finding = _finding(Severity.WARNING, "form.invisible", self._row, at, field.label, {"signs": marks})
            self.found.append(finding)
        return tidy(given)

    def _texts(self, field: Field, given: object, at: str) -> Value | None:
        """Several texts: a list, or one text with ";" or line breaks between them."""
        parts = given if isinstance(given, list) else [given]
        texts: list[str] = []
        for number, part in enumerate(parts, 1):
            place = f"{at}[{number}]" if isinstance(given, list) else at
            items = [part] if isinstance(given, list) else _BETWEEN_ITEMS.split(self._tidy(field, part, at))
            for item in items:
                if item in _EMPTY:
                    continue
                text = " ".join(self._tidy(field, item, place).split())
                problem = scalar(text, FieldType.TEXT, field.room)
                if isinstance(problem, Problem):
                    return self._tell(problem, field, place)
                texts += [text] * bool(text)
        if field.at_most and len(texts) > field.at_most:
            return self._tell(Problem("form.too-many", {"count": len(texts), "most": field.at_most}), field, at)
        return tuple(texts) or None

    def _choice(self, field: Field, given: object, at: str) -> Value | None:
        """Options in their printed spelling: one, a list, or a text with ";" or "," between them."""
        options = {key(option): option for option in field.options}
        if isinstance(given, str) and key(given) not in options:
            given = re.split(r"[;\n]" if re.search(r"[;\n]", given) else ",", given)
        chosen: dict[str, None] = {}
        for part in given if isinstance(given, list) else [given]:
            text = self._tidy(field, part, at) if part not in _EMPTY else ""
            if key(text) in options:
                chosen[options[key(text)]] = None
            elif text:
                named = {"value": text[:60], "options": "; ".join(field.options)}
                self._tell(Problem("form.choice", named), field, at)
        return tuple(option for option in field.options if option in chosen) or None

    def _rows(self, field: Field, given: object, at: str) -> Value | None:
        """Repeated rows: a list of records; rows without any value are passed over."""
        parts = given if isinstance(given, list) else [given]
        if not all(isinstance(part, Mapping) or part in _EMPTY for part in parts):
            return self._tell(Problem("form.not-rows"), field, at)
        full = [part for part in parts if isinstance(part, Mapping) and any(v not in _EMPTY for v in part.values())]
        if len(full) > _MOST_ROWS:
            return self._tell(Problem("form.too-many", {"count": len(full), "most": _MOST_ROWS}), field, at)
        rows: list[Row] = [self.record(field.columns, part, f"{at}[{n}].") for n, part in enumerate(full, 1)]
        return tuple(rows) or None

    def _tell(self, problem: Problem, field: Field, at: str) -> Value | None:
        """Note an error; there is no value."""
        self.errors += 1
        self.found.append(_finding(Severity.ERROR, problem.code, self._row, at, field.label, problem.params))
        return None


def _finding(severity: Severity, code: str, row: int, at: str, label: str, params: Mapping[str, object]) -> Finding:
    named = {"row": row or "", "field": at, "label": " ".join(label.split())[:120], **params}
    shown = tuple((name, _shown(value)) for name, value in named.items())
    return Finding(code, severity, params=shown)


def _shown(value: object) -> str:
    """A parameter as one line that cannot disturb the terminal."""
    text = f"{value:f}" if isinstance(value, Decimal) else str(value)
    return " ".join("".join(c if c.isprintable() or c.isspace() else "\ufffd" for c in text).split())
