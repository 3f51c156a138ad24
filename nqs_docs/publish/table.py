"""The comparative table (салыстырма кесте): one row for each changed unit, as the ministries file it.

Five columns and the row that numbers them (Government Regulation № 10 of 06.01.2023).
What goes is bold and struck out, what comes is bold. The sense and the reasons of a
change are the author's to write; the amending instruction is cited below them. A
wording that is not held is named as such: an empty cell would look like a deletion.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from nqs_docs.language.editorial import sentence_case
from nqs_docs.language.messages import message
from nqs_docs.publish import ooxml
from nqs_docs.publish.document import Block, BlockKind
from nqs_docs.publish.remarks import because, blocks, changes, faces, heading, shortened, unit_name, what
from nqs_docs.publish.word_body import END, Printed, properties, table
from nqs_docs.redlines.redline import Change, ChangedUnit, Piece, Redline, Row

_COLUMNS = ("number", "unit", "old", "new", "why")
_WIDTHS = (700, 2300, 4400, 4400, ooxml.SIDEWAYS - 11800)
_TEXT = _WIDTHS[2] - 170  # without the margins of a cell
_LOOKS = {Change.DELETED: "<w:b/><w:strike/>", Change.INSERTED: "<w:b/>"}
_CITED = 400  # characters of an instruction


def write(redline: Redline) -> bytes:
    """A file: the table of every unit that is not as it was."""
    name = f"{sentence_case(message('table.title').lower())}. {heading(redline)}"
    head = (
        ooxml.paragraph("Face", ooxml.run("\n".join(dict.fromkeys(said for face in faces(redline) for said in face)))),
        ooxml.paragraph("Heading1", ooxml.run(message("table.title"))),
        ooxml.paragraph("Requisites", ooxml.run(heading(redline))),
    )
    grid = ooxml.table("".join(_rows(redline)), _WIDTHS)
    about = properties(redline.new, name, f"{redline.old.on:%d.%m.%Y} - {redline.new.on:%d.%m.%Y}")
    return ooxml.package("".join([*head, grid, END]), about, sideways=True)


def _rows(redline: Redline) -> Iterator[str]:
    yield _row([_paragraph(message(f"table.{column}"), "<w:b/>", head=True) for column in _COLUMNS], head=True)
    yield _row([_paragraph(str(number), head=True) for number in range(1, 6)], head=True)
    shown: dict[ChangedUnit, list[Row]] = {unit: [] for unit in redline.units}
    for unit, some in changes(redline):
        shown[unit] += some
    for number, (unit, lines) in enumerate(shown.items(), 1):
        yield _row(
            [
                _paragraph(f"{number}."),
                _paragraph(unit_name(redline, unit)),
                _wording(redline, lines, old=True),
                _wording(redline, lines, old=False),
                "".join(_grounds(redline, unit, lines)),
            ]
        )
    if not shown:
        cell = ooxml.cell(_paragraph(message("redline.none"), head=True), sum(_WIDTHS), span=len(_WIDTHS))
        yield ooxml.row(cell)


def _row(cells: Sequence[str], head: bool = False) -> str:
    return ooxml.row("".join(map(ooxml.cell, cells, _WIDTHS)), head)


def _paragraph(words: str, looks: str = "", head: bool = False) -> str:
    return ooxml.paragraph("SmallCell", ooxml.run(words, looks), side="center" if head else "")


def _wording(redline: Redline, lines: Sequence[Row], old: bool) -> str:
    """What one edition says of a unit, or why nothing stands there."""
    told = [(line, shown) for line in lines if (shown := blocks(redline, line)[0 if old else 1])]
    if not told:
        missing = not lines or any(line.unknown for line in lines)
        words = message("redline.no-text" if missing else "table.absent" if old else "table.deleted")
        return ooxml.paragraph("SmallGap" if missing else "SmallCell", ooxml.run(words))
    parts: list[str] = []
    for in_table, group in groupby(told, key=lambda pair: pair[1].kind is BlockKind.ROW):
        printed = [_printed(line, block, old) for line, block in group]
        lines_alone = (ooxml.paragraph(item.style, "".join(item.cells)) for item in printed)
        parts += [table(printed, _TEXT), END] if in_table else lines_alone
    return "".join(parts)


def _printed(line: Row, block: Block, old: bool) -> Printed:
    cells = tuple(_runs(pieces, old, line.unknown or line.gap) for pieces in line.cells)
    return Printed(block, "SmallGap" if line.gap else "SmallCell", cells)


def _runs(pieces: Sequence[Piece], old: bool, plain: bool) -> str:
    """The words of one edition; nothing is marked in a line that is no text, or where nobody knows what changed."""
    gone = Change.INSERTED if old else Change.DELETED
    shown = (piece for piece in pieces if piece.op is not gone)
    return "".join(ooxml.run(piece.text, "" if plain else _LOOKS.get(piece.op, "")) for piece in shown)


def _grounds(redline: Redline, unit: ChangedUnit, lines: Sequence[Row]) -> Iterator[str]:
    """Two entries for the author, then the instruction that made the change."""
    yield _paragraph("1) ")
    yield _paragraph("2) ")
    causes = [redline.causes[key] for key in unit.causes]
    happened = sentence_case(what(unit, tuple(lines)))
    for number, cause in enumerate(causes):
        instruction = cause.operation.instruction if cause.operation else ""
        cited = f': "{shortened(instruction, _CITED)}"' if instruction else "."
        yield _paragraph(("" if number else "3) ") + because(cause) + cited)
    if not causes:
        yield _paragraph(f"3) {happened}.")
    elif unit.kind is Change.SAME or any(line.unknown for line in lines):
        yield _paragraph(f"{happened}.", "<w:i/>")
