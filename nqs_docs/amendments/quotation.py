"""Quoted new text into units of the kind that an instruction addresses.

The structure parser reads what stands inside the outer marks. The units it finds
must be those the address names: the same numbers, as many parts or paragraphs.
Anything else is left alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from nqs_docs.amendments.paragraphs import Paragraph
from nqs_docs.amendments.where import Steps
from nqs_docs.clauses.act import Kind, Run, Step, Unit, child, leaves, text_of
from nqs_docs.clauses.address_locate import same_label
from nqs_docs.clauses.corners import read_corner
from nqs_docs.clauses.labels import begins_with_capital
from nqs_docs.clauses.paragraph import joined
from nqs_docs.clauses.parts_of_act import read_quoted
from nqs_docs.clauses.piece import cut_runs
from nqs_docs.clauses.quotations import Quotation
from nqs_docs.clauses.sentences import label_end, sentences
from nqs_docs.clauses.structure import read_units
from nqs_docs.language.folding import fold

Text = tuple[Run, ...]
Rows = Sequence[Sequence[Text]]  # the cells of each paragraph, () where it is no row of a table
_GOES_ON = (":", ";", ",")
_LABELLED = frozenset({Kind.SECTION, Kind.CHAPTER, Kind.SUBCHAPTER, Kind.ARTICLE, Kind.POINT})
_TERMINAL = (".", ";", ":", "!", "?", "…", ",")
#: Units whose new wording should end in a sign.
_ENDING = frozenset({Kind.ARTICLE, Kind.POINT, Kind.SUBPOINT, Kind.PART, Kind.INDENT, Kind.SENTENCE})


class Quoted(Struct, frozen=True):
    """The new wording below an instruction."""

    texts: tuple[Text, ...] = ()  # its paragraphs, outer marks left out
    rows: tuple[tuple[Text, ...], ...] = ()


def quoted_text(held: Sequence[Paragraph], quote: Quotation) -> Quoted:
    """The quoted paragraphs of an item without the outer marks."""
    texts: list[Text] = []
    rows: list[tuple[Text, ...]] = []
    for at in range(quote.first, quote.last + 1):
        paragraph = held[at]
        start = quote.start if at == quote.first else 0
        end = quote.end if at == quote.last else len(paragraph.text)
        text = paragraph.text[start:end]
        start, end = start + len(text) - len(text.lstrip()), start + len(text.rstrip())
        if start < end:
            texts.append(cut_runs(paragraph.runs, start, end))
            inside = paragraph.place(start, end) if paragraph.cells else None
            rows.append(tuple(_within(cell, inside.start, inside.end) for cell in paragraph.cells) if inside else ())
    return Quoted(tuple(texts), tuple(rows))


def _within(cell: Text, low: int, high: int) -> Text:
    """The characters of a cell that stand between two places of the source."""
    result: list[Run] = []
    for run in cell:
        start, end = max(run.start, low), min(run.end, high)
        if start < end and run.end - run.start == len(run.text):
            result.append(Run(run.text[start - run.start : end - run.start], run.source, start, end, run.cause))
        elif start < end or low <= run.start == run.end <= high:  # a space that a repair put in has no place
            result.append(run)
    return tuple(result)


def units(addressed: Sequence[Steps], texts: Sequence[Text], rows: Rows = ()) -> tuple[Unit, ...] | None:
    """The new wording of each unit in ``addressed``, from the quoted paragraphs; None if they do not fit."""
    if not all(addressed):
        return None
    last = [steps[-1] for steps in addressed]
    kind = last[0].kind
    if kind in _LABELLED or len({step.kind for step in last}) != 1 or (kind is Kind.HEADING and len(last) > 1):
        return _labelled(addressed, read_units(texts, rows))
    if kind in (Kind.APPENDIX, Kind.DOCUMENT):
        return _whole(last, texts, rows)
    if kind is Kind.SUBPOINT:
        return _subpoints(addressed, read_units(texts, rows))
    if kind is Kind.PART:
        return _parts(addressed, read_units(texts, rows))
    if kind in (Kind.INDENT, Kind.SENTENCE):
        if kind is Kind.SENTENCE and len(last) > 1 == len(texts):
            texts = [cut_runs(texts[0], start, end) for start, end in sentences(text_of(texts[0]))]
        inside = kind is Kind.SENTENCE and last[0].label != "1"  # no number stands before a second sentence
        fits = len(texts) == len(last) and not any(rows) and not (inside and label_end(text_of(texts[0])))
        return tuple(Unit(Kind.INDENT, runs=text) for text in texts) if fits else None
    rows = [row for row in rows if row]
    if kind is Kind.ROW:
        return _rows(last, texts, rows)
    if kind is Kind.COLUMN:
        in_row = len(addressed[0]) > 1 and addressed[0][-2].kind is Kind.ROW
        fits = in_row and len(texts) == len(last) and not rows
        return tuple(Unit(Kind.CELL, children=(Unit(Kind.INDENT, runs=text),)) for text in texts) if fits else None
    return _single(kind, last, texts, rows)


def _labelled(addressed: Sequence[Steps], found: Sequence[Unit]) -> tuple[Unit, ...] | None:
    """Units of one kind or of several in one quotation: each must bear its own number.

    "3-тараудың тақырыбы және 10-тармағы": the heading bears that of its chapter; of a document it has none.
    """
    if any(steps[-1].kind is Kind.HEADING for steps in addressed):
        found = [inner for unit in found for inner in _headed(unit)]
    fitting = [_as(unit, steps) for unit, steps in zip(found, addressed, strict=False)]
    return tuple(filter(None, fitting)) if len(found) == len(addressed) and all(fitting) else None


def _as(unit: Unit, steps: Steps) -> Unit | None:
    """A quoted unit as the one that is addressed; None where it is another."""
    step, outer = steps[-1], steps[-2:][0]
    if unit.kind is Kind.INDENT and step.kind in (Kind.HEADING, Kind.PREAMBLE):
        inside = (unit,) if step.kind is Kind.PREAMBLE else ()
        unit = Unit(step.kind, runs=() if inside else unit.runs, children=inside)
    label = outer.label if step.kind is Kind.HEADING and outer.kind in _LABELLED else step.label
    fits = unit.kind is step.kind and same_label(unit.label, label)
    return replace(unit, label=step.label) if fits else None


def _headed(unit: Unit) -> tuple[Unit, ...]:
    """A chapter as its heading, with the number, and what stands in it; any other unit alone."""
    if unit.kind not in _LABELLED or not unit.children or unit.children[0].kind is not Kind.HEADING:
        return (unit,)
    return (replace(unit.children[0], label=unit.label), *unit.children[1:])


def _whole(last: Sequence[Step], texts: Sequence[Text], rows: Rows) -> tuple[Unit, ...] | None:
    """A document or an appendix; what its corner says, if it is quoted, must be what is addressed."""
    unit = read_quoted(last[0].kind, texts, rows) if len(last) == 1 else None
    if unit is None:
        return None
    corner = child(unit, Kind.CORNER)
    said = read_corner(text_of(corner.runs)) if corner is not None else None
    fits = said is None or said.of_order or (last[0].kind is Kind.APPENDIX and said.label == last[0].label)
    return (replace(unit, label=last[0].label, name=last[0].name or unit.name),) if fits else None


def _subpoints(addressed: Sequence[Steps], read: Sequence[Unit]) -> tuple[Unit, ...] | None:
    """Subpoints; text without a number after one of them is a further part of it."""
    found: list[Unit] = []
    for unit in read:
        if unit.kind is Kind.SUBPOINT:
            found.append(unit)
        elif found and unit.kind in (Kind.INDENT, Kind.TABLE):
            found[-1] = _with_more(found[-1], unit)
        else:
            return None
    return _labelled(addressed, found)


def _with_more(unit: Unit, more: Unit) -> Unit:
    if _begins_part(unit, more):
        return replace(unit, children=(*unit.children, Unit(Kind.PART, children=(more,))))
    part = unit.children[-1]
    return replace(unit, children=(*unit.children[:-1], replace(part, children=(*part.children, more))))


def _begins_part(before: Unit, unit: Unit) -> bool:
    """A new part begins with a capital letter after a paragraph that was at its end."""
    *_, last = leaves(before)
    ended = not fold(text_of(last.runs)).rstrip().endswith(_GOES_ON)
    return unit.kind is Kind.INDENT and ended and begins_with_capital(fold(text_of(unit.runs)))


def _parts(addressed: Sequence[Steps], found: Sequence[Unit]) -> tuple[Unit, ...] | None:
    """Parts: as many as are addressed. Part one may bear the number of its point ("10. …")."""
    holder = addressed[0][-2] if len(addressed[0]) > 1 else None
    numbered = found[0].kind in (Kind.POINT, Kind.SUBPOINT) if found else False
    if numbered and holder is not None and found[0].kind is holder.kind:
        fits = len(found) == 1 and addressed[0][-1].label == "1" and same_label(found[0].label, holder.label)
        parts = found[0].children if fits else ()
        return parts if len(parts) == len(addressed) else None
    if any(unit.kind not in (Kind.INDENT, Kind.SUBPOINT, Kind.TABLE) for unit in found):
        return None
    grouped = _grouped(found)
    if len(grouped) != len(addressed):
        grouped = [[unit] for unit in found]
    fits = len(grouped) == len(addressed)
    return tuple(Unit(Kind.PART, children=tuple(group)) for group in grouped) if fits else None


def _grouped(found: Sequence[Unit]) -> list[list[Unit]]:
    """Paragraphs and subpoints put together into parts by the rule of the structure parser."""
    groups: list[list[Unit]] = []
    for unit in found:
        if not groups or _begins_part(groups[-1][-1], unit):
            groups.append([])
        groups[-1].append(unit)
    return groups


def _rows(last: Sequence[Step], texts: Sequence[Text], rows: Rows) -> tuple[Unit, ...] | None:
    """Rows of a table, from cells, from paragraphs with "|" between the cells, or from one paragraph for each cell."""
    cells = [list(row) for row in rows] if rows else [_cells(text) for text in texts]
    if not rows and all(len(row) == 1 for row in cells) and len(texts) % len(last) == 0:
        wide = len(texts) // len(last)
        cells = [list(texts[at : at + wide]) for at in range(0, len(texts), wide)]
    if len(cells) != len(last) or any(len(row) < 2 for row in cells):
        return None
    for row, step in zip(cells, last, strict=True):
        if step.label[:1] not in ("#", '"') and not same_label(_row_number(row), step.label):
            return None
    said = [(row, _row_number(row), step.label) for row, step in zip(cells, last, strict=True)]
    return tuple(_row(row, number if number[:1].isdecimal() or number == label else "") for row, number, label in said)


def _row_number(cells: Sequence[Text]) -> str:
    """The number that a row begins with, or what stands for it."""
    return fold(text_of(cells[0])).strip(' ".)|')


def _row(cells: Sequence[Text], label: str) -> Unit:
    indents = [(Unit(Kind.INDENT, runs=cell),) if cell else () for cell in cells]
    return Unit(Kind.ROW, label, tuple(Unit(Kind.CELL, children=children) for children in indents))


def _cells(text: Text) -> list[Text]:
    printed = text_of(text)
    sign = "|" if "|" in printed else "\t"
    result: list[Text] = []
    at = 0
    for piece in printed.split(sign):
        start = at + len(piece) - len(piece.lstrip())
        result.append(cut_runs(text, start, max(start, at + len(piece.rstrip()))))
        at += len(piece) + 1
    held = [at for at, cell in enumerate(result) if cell]
    return result[held[0] : held[-1] + 1] if held else []


def _single(kind: Kind, last: Sequence[Step], texts: Sequence[Text], rows: Rows) -> tuple[Unit, ...] | None:
    """A heading, a corner, a preamble, a footnote, a whole table."""
    if len(last) != 1:
        return None
    if kind in (Kind.HEADING, Kind.CORNER):
        return (Unit(kind, runs=joined(tuple(texts))),)
    if kind is Kind.PREAMBLE:
        return (Unit(kind, children=tuple(Unit(Kind.INDENT, runs=text) for text in texts)),)
    if kind is Kind.NOTE:
        indents = tuple(Unit(Kind.INDENT, runs=text) for text in texts)
        return (indents[0] if len(indents) == 1 else Unit(Kind.PART, children=indents),)
    if kind is Kind.TABLE and rows:
        return (Unit(kind, last[0].label, tuple(_row(row, "") for row in rows)),)
    return None


def stamped(unit: Unit, key: str) -> Unit:
    """``unit`` with ``key`` written on every run."""
    return replace(
        unit,
        runs=tuple([Run(run.text, run.source, run.start, run.end, key) for run in unit.runs]),
        children=tuple([stamped(child, key) for child in unit.children]),
    )


def misses_sign(unit: Unit, kind: Kind) -> bool:
    """Whether a unit that should end in a sign does not ("… тізілімін")."""
    if kind not in _ENDING:
        return False
    *_, last = leaves(unit)
    return not text_of(last.runs).rstrip(' "»”)').endswith(_TERMINAL)
