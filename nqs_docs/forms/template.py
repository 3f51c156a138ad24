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
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

import msgspec
from lxml.etree import _Element as Element
from msgspec import Struct
from msgspec.structs import replace

from nqs_docs.findings import UsageError
from nqs_docs.forms.compiled import cleaned, root_of, tags
from nqs_docs.forms.model import Blank, Cell, Field, FieldType, Item, Slot, slots
from nqs_docs.publish.document import BlockKind
from nqs_docs.sources.package import attribute, child, children, inside, local, number

_SIGNS = {"t": "", "br": "\n", "tab": " "}
#: «{{r name }}», «{%tr for … %}»: a tag that stands for the whole run, row, cell or paragraph around it.
_WHOLE = re.compile(r"(?<=\{[{%])(?:r|tr|tc|p)(?= )")
_KINDS = {"Corner": BlockKind.CORNER, "Requisites": BlockKind.REQUISITES, "Title": BlockKind.HEADING}
_CAPTIONS = frozenset({"FormHint", "AddresseeHint"})
_HEADING = re.compile(r"Heading(\d)")
_PARTS_OF_DATE = {"day", "month", "year", "dd", "mm"}


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
    body: tuple[Item, ...]


@lru_cache(maxsize=32)  # every question about forms begins with the templates
def read(name: str, file: bytes, toml: bytes) -> Template:
    """The template ``name`` from its Word file and its TOML.

    A file that cannot be read, a tag that names no field, and a field without a tag are a wrong use.
    """
    try:
        binding = msgspec.toml.decode(toml, type=Binding)
    except ValueError as error:  # no TOML, or no binding
        raise UsageError("template.binding", template=name, detail=str(error)) from None
    for _ in tags(cleaned(file), name):  # wherever they stand: all must be understood
        pass
    template = Template(name, file, binding, tuple(_body(root_of(file), name)))
    _check(template)
    return template


def laid_out(blank: Blank, template: Template) -> Blank:
    """The blank with the template's layout and fields; an option of a choice is a box, its words are printed beside."""
    choices = {field.name for field in template.binding.fields if field.type is FieldType.CHOICE}

    def boxed(cell: Cell) -> Cell:
        return tuple(
            replace(piece, room=1) if isinstance(piece, Slot) and piece.field in choices else piece for piece in cell
        )

    body = tuple(replace(item, cells=tuple(map(boxed, item.cells))) for item in template.body)
    return replace(blank, body=body, fields=template.binding.fields, template=template.name)


def _check(template: Template) -> None:
    """Every tag names a field, and every field has a tag."""
    fields = {field.name: field for field in template.binding.fields}
    missing = set(fields)
    for item in template.body:
        rows = fields.get(item.repeats)
        if item.repeats and (rows is None or rows.type is not FieldType.ROWS):
            raise UsageError("template.no-field", template=template.name, field=item.repeats)
        known = {column.name: column for column in rows.columns} if rows else fields
        for slot in slots([item]):
            if slot.field not in known:
                raise UsageError("template.no-field", template=template.name, field=slot.field)
            if not _has_part(known[slot.field], slot.part):
                raise UsageError("template.tag", template=template.name, tag=f"{{{{ {slot.field}.{slot.part} }}}}")
            missing.discard(item.repeats or slot.field)
    if missing:
        raise UsageError("template.no-place", template=template.name, fields=", ".join(sorted(missing)))


def _has_part(field: Field, part: str) -> bool:
    """Whether a field can be written in such a part."""
    match field.type:
        case _ if not part:
            return True
        case FieldType.DATE:
            return set(part.split("-")) <= _PARTS_OF_DATE
        case FieldType.LIST:
            return part.isdigit()
        case _:
            return part in field.options


def _body(root: Element | None, name: str) -> Iterator[Item]:
    for element in children(child(root, "body"), "*"):
        if local(element) == "tbl":
            yield from _table(element, name)
        elif local(element) == "p" and (words := _words(element)):
            style = _said(element, "pPr", "pStyle")
            heading = _HEADING.match(style)
            kind = BlockKind.HEADING if heading else _KINDS.get(style, BlockKind.PARAGRAPH)
            level = int(heading[1]) if heading else 0
            yield Item((_cell(words, name),), kind, level, caption=style in _CAPTIONS)


def _table(table: Element, name: str) -> Iterator[Item]:
    bare = _said(table, "tblPr", "tblStyle") == "NoGrid"
    repeats = variable = ""
    for row in children(table, "tr"):
        loops = [words.split() for kind, words in tags(_words(row), name) if kind in ("loop", "end")]
        if loops:
            variable, _, repeats = loops[-1] if len(loops[-1]) == 3 else ("", "", "")
            continue
        cells = children(row, "tc")
        texts = ["\n".join(filter(None, map(_words, children(cell, "p")))) for cell in cells]
        spans = tuple(number(_said(cell, "tcPr", "gridSpan"), 1) for cell in cells)
        head = child(row, "trPr", "tblHeader") is not None
        yield Item(
            tuple(_cell(text, name, variable) for text in texts), spans=spans, head=head, repeats=repeats, bare=bare
        )


def _said(element: Element, *path: str) -> str:
    """The value of an element below, "" where there is none."""
    return attribute(child(element, *path), "val")


def _words(element: Element) -> str:
    """The text of a paragraph or row, tags and line breaks included."""
    texts = (_SIGNS[local(node)] or node.text or "" for node in inside(element, *_SIGNS))
    return _WHOLE.sub("", "".join(texts)).strip()


def _cell(text: str, name: str, variable: str = "") -> Cell:
    """Fixed text and slots; in a row that repeats, ``row.саны`` is a slot of its column."""
    pieces: list[str | Slot] = []
    for kind, words in tags(text, name):
        field, _, part = words.partition(".")
        if kind == "slot":
            pieces.append(Slot(part) if variable and field == variable else Slot(field, part))
        elif words:
            pieces.append(words)
    return tuple(pieces)
