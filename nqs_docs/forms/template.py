"""A designer's template: a Word file for a form, and the table that binds it to the corpus.

``templates/<act>__<unit>.docx`` is the page, ``….toml`` beside it says which redaction of
which unit it was made from and names its fields::

    act = "V2300033404"
    unit = "doc-qaghidalar__app_2"     # as `nqs forms show` gives it
    since = 2025-08-15
    by = "30.07.2025 № 230"

    [[fields]]
    name = "нөмірі"
    label = "Құжат нөмірі"
    type = "text"
    required = true

The Word file is read into the same body of lines, rows and slots as a blank of an
edition: from it come the PDF, and the words that ``drift`` holds against the corpus.
Lines are told by their styles, those of the plain layout (``word``) or of Word itself.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import date

import msgspec
from lxml import etree
from lxml.etree import _Element
from msgspec import Struct

from nqs_docs.findings import UsageError
from nqs_docs.forms.compiled import NAME, cleaned, printed_brace, tags
from nqs_docs.forms.model import Blank, BlankLine, BlankRow, Field, FieldType, Piece, Slot
from nqs_docs.publish.document import BlockKind

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VAL = f"{_W}val"
_LOOP = re.compile(r"\{%\s*for\s+(\w+)\s+in\s+(\w+)\s*%\}")
_TEXTS = frozenset({f"{_W}t", f"{_W}r", f"{_W}p"})
_SIGNS = {f"{_W}br": "\n", f"{_W}tab": " "}
_KINDS = {"Corner": BlockKind.CORNER, "Requisites": BlockKind.REQUISITES, "Title": BlockKind.HEADING}
_CAPTIONS = frozenset({"FormHint", "AddresseeHint"})
_HEADING = re.compile(r"Heading(\d)")


class Binding(Struct, frozen=True, forbid_unknown_fields=True):
    """What the TOML file says."""

    act: str
    unit: str  # eId
    since: date  # of the redaction it was made from
    by: str  # the order that made the redaction: "30.07.2025 № 230"
    fields: tuple[Field, ...]


class Template(Struct, frozen=True):
    """A template and what stands in it."""

    name: str  # of its Word file
    file: bytes
    binding: Binding
    body: tuple[BlankLine | BlankRow, ...]


def read(name: str, file: bytes, toml: bytes) -> Template:
    """The template ``name`` from its Word file and its TOML.

    A file that cannot be read, a tag that names no field, and a field without a tag are a wrong use.
    """
    try:
        binding = msgspec.convert(tomllib.loads(toml.decode()), Binding)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise UsageError("template.binding", template=name, detail=str(error)) from None
    document = cleaned(file)
    for _ in tags(document, name):
        pass
    choices = frozenset(field.name for field in binding.fields if field.type is FieldType.CHOICE)
    body = tuple(_boxed(item, choices) for item in _body(etree.fromstring(document)))
    template = Template(name, file, binding, body)
    _check(template)
    return template


def laid_out(blank: Blank, template: Template) -> Blank:
    """The blank with the template's layout and fields."""
    return msgspec.structs.replace(blank, body=template.body, fields=template.binding.fields, template=template.name)


def _boxed(item: BlankLine | BlankRow, choices: frozenset[str]) -> BlankLine | BlankRow:
    """An option of a choice is a box in a template: its words are printed beside it."""

    def box(piece: Piece) -> Piece:
        return Slot(piece.field, piece.part, 1) if isinstance(piece, Slot) and piece.field in choices else piece

    if isinstance(item, BlankLine):
        return msgspec.structs.replace(item, pieces=tuple(map(box, item.pieces)))
    return msgspec.structs.replace(item, cells=tuple(tuple(map(box, cell)) for cell in item.cells))


def _check(template: Template) -> None:
    """Every tag names a field, and every field has a tag."""
    fields = {field.name: field for field in template.binding.fields}
    missing = set(fields)
    for item in template.body:
        repeats = item.repeats if isinstance(item, BlankRow) else ""
        rows = fields.get(repeats)
        if repeats and (rows is None or rows.type is not FieldType.ROWS):
            raise UsageError("template.no-field", template=template.name, field=repeats)
        known = {column.name: column for column in rows.columns} if rows else fields
        for piece in (piece for pieces in item.cells for piece in pieces if isinstance(piece, Slot)):
            if piece.field not in known:
                raise UsageError("template.no-field", template=template.name, field=piece.field)
            if not _has_part(known[piece.field], piece.part):
                raise UsageError("template.tag", template=template.name, tag=f"{{{{ {piece.field}.{piece.part} }}}}")
            missing.discard(repeats or piece.field)
    if missing:
        raise UsageError("template.no-place", template=template.name, fields=", ".join(sorted(missing)))


def _has_part(field: Field, part: str) -> bool:
    """Whether a field can be written in such a part."""
    match field.type:
        case FieldType.DATE:
            return not part or set(part.split("-")) <= {"day", "month", "year", "dd", "mm"}
        case FieldType.CHOICE:
            return not part or part in field.options
        case FieldType.LIST:
            return not part or part.isdigit()
        case _:
            return not part


def _body(root: _Element) -> Iterator[BlankLine | BlankRow]:
    body = root.find(f"{_W}body")
    for element in body if body is not None else ():
        if element.tag == f"{_W}p":
            line = _line(element)
            if line.pieces:
                yield line
        elif element.tag == f"{_W}tbl":
            yield from _table(element)


def _line(element: _Element) -> BlankLine:
    style = element.find(f"{_W}pPr/{_W}pStyle")
    name = style.get(_VAL, "") if style is not None else ""
    heading = _HEADING.match(name)
    kind = BlockKind.HEADING if heading else _KINDS.get(name, BlockKind.PARAGRAPH)
    pieces = _pieces(_words(element))
    return BlankLine(kind, pieces, int(heading[1]) if heading else 0, caption=name in _CAPTIONS)


def _table(table: _Element) -> Iterator[BlankRow]:
    look = table.find(f"{_W}tblPr/{_W}tblStyle")
    bare = look is not None and look.get(_VAL) == "NoGrid"
    repeats = variable = ""
    for element in table:
        if element.tag == f"{_W}tr":
            yield _row(element, repeats, variable, bare)
        if loop := _LOOP.search(element.tail or ""):
            variable, repeats = loop[1], loop[2]
        elif "endfor" in (element.tail or ""):
            repeats = variable = ""


def _row(row: _Element, repeats: str, variable: str, bare: bool) -> BlankRow:
    cells: list[tuple[Piece, ...]] = []
    spans: list[int] = []
    for cell in row.findall(f"{_W}tc"):
        span = cell.find(f"{_W}tcPr/{_W}gridSpan")
        spans.append(int(span.get(_VAL, "1")) if span is not None else 1)
        words = "\n".join(filter(None, map(_words, cell.findall(f"{_W}p"))))
        cells.append(_pieces(words, variable))
    head = row.find(f"{_W}trPr/{_W}tblHeader") is not None
    return BlankRow(tuple(cells), tuple(spans), head, repeats, bare)


def _words(element: _Element) -> str:
    """The text of a paragraph, tags and line breaks included."""
    return "".join(_texts(element)).strip()


def _texts(element: _Element) -> Iterator[str]:
    if element.tag in _TEXTS:
        yield element.text or ""
    yield _SIGNS.get(str(element.tag), "")
    for child in element:
        yield from _texts(child)
        yield child.tail or ""


def _pieces(text: str, variable: str = "") -> tuple[Piece, ...]:
    """Fixed text and slots; in a row that repeats, ``row.саны`` is a slot of its column."""
    pieces: list[Piece] = []
    last = 0
    for found in NAME.finditer(text):
        pieces += [printed_brace(text[last : found.start()])] if found.start() > last else []
        name, part = found[1], found[2] or ""
        pieces.append(Slot(part) if variable and name == variable else Slot(name, part))
        last = found.end()
    return (*pieces, printed_brace(text[last:])) if last < len(text) else tuple(pieces)
