"""Word: an edition that looks like the official order; which style a block has, how rows become tables.

14 pt Times on A4, points and subpoints with hanging indents, headings for the navigation
pane, corners at the top right of a new page, tables with lines, the page in the footer.
Editions and redlines are laid out here alike. An order is signed by an office at the
left and a name at the right; rows of a form that only names what follows take the
whole width; a table ends in an empty paragraph, as Word wants one between tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from nqs_docs.clauses.act import Kind, Unit
from nqs_docs.clauses.address_locate import Path
from nqs_docs.editions.edition import Edition
from nqs_docs.editions.tree import along
from nqs_docs.publish import ooxml
from nqs_docs.publish.document import Block, BlockKind, Document
from nqs_docs.publish.names import act_name, act_title
from nqs_docs.publish.remarks import alarm, face, title


class Printed(Struct, frozen=True, gc=False):
    """A paragraph or table row as it is to be printed."""

    block: Block
    style: str
    cells: tuple[str, ...]  # the runs of each cell; one entry for a paragraph
    mark: str = ""  # that its end, or the whole row, was inserted or deleted
    old: Path | None = None  # what it stands in, in the edition before
    new: Path | None = None  # what it stands in, in the edition printed
    restyled: str = ""  # that its style was another

    @property
    def texts(self) -> tuple[str, ...]:
        """The words of each cell."""
        return self.block.cells or (self.block.text,)


_STYLES = {
    BlockKind.REQUISITES: "Requisites",
    BlockKind.CORNER: "Corner",
    BlockKind.SIGNATURE: "Signature",
    BlockKind.ROW: "Cell",
    BlockKind.NOTE: "EditorialNote",
    BlockKind.DELETED: "EditorialNote",
    BlockKind.GAP: "Gap",
}
_NUMBERED = {Kind.POINT: "Point", Kind.ARTICLE: "Point", Kind.SUBPOINT: "Subpoint"}
_GROUPED = frozenset({BlockKind.ROW, BlockKind.SIGNATURE, BlockKind.AGREEMENT})
_FORM = "Нысан"
_BLANK = "___"
#: «С. Жакупова», «А.Б. Ертаев», «Жакупова С.»
_NAME = re.compile(r"^(?:[^\W\d_]\.\s*){1,2}[^\W\d_]\S+$|^[^\W\d_]\S+\s+(?:[^\W\d_]\.\s*){1,2}$")
_LABEL = re.compile(r"^\W*\d*\W*$")
#: An empty paragraph that takes no room: what must follow a table.
END = ooxml.paragraph("End", "")
_SIGNED = (ooxml.UPRIGHT * 3 // 4, ooxml.UPRIGHT - ooxml.UPRIGHT * 3 // 4)


def style(root: Unit, block: Block, before: Block | None = None) -> str:
    """The style of a block in the edition of ``root``; ``before`` is the block printed above it."""
    match block.kind:
        case BlockKind.HEADING:
            return f"Heading{min(max(block.level, 1), 4)}"
        case BlockKind.AGREEMENT:
            return "AgreementHead" if block.path[-1:] == (0,) else "Agreement"
        case BlockKind.PARAGRAPH:
            return form_style(block.text, before.text if before else "") or _clause_style(root, block.path)
        case _:
            return _STYLES[block.kind]


def form_style(words: str, before: str) -> str:
    """Lines to be filled in are not stretched; the words in brackets under one are small; "" for any other text."""
    if words == _FORM:
        return "FormMark"
    if _BLANK in words:
        return "FormLine" if words.count("_") > sum(map(str.isalpha, words)) else "FormText"
    hint = words.startswith("(") and words.endswith(")")
    return "FormHint" if hint and _BLANK in before else ""


def _clause_style(root: Unit, path: Path) -> str:
    """A paragraph that begins a point or a subpoint, or any other."""
    begun = [unit.kind for depth, unit in enumerate(along(root, path)) if not any(path[depth:])]
    return next((_NUMBERED[kind] for kind in reversed(begun) if kind in _NUMBERED), "Indent")


def write(document: Document) -> bytes:
    """A file: what must be known of the edition, then its text."""
    alarmed = alarm(document)
    told = (ooxml.run(line, "<w:b/>" * (line in alarmed)) for line in face(document))
    head = ooxml.paragraph("Face", ooxml.run("\n").join(told))
    edition = document.edition
    about = properties(edition, title(edition), f"{edition.on:%d.%m.%Y}")
    return ooxml.package(head + body(printed(document)), about)


def properties(edition: Edition, name: str, version: str) -> ooxml.Properties:
    """What a file about an act says of itself; it is as old as the edition in it."""
    act = act_name(edition.citation, edition.act, edition.lang)
    return ooxml.Properties(
        title=name,
        subject=act_title(edition.root, act),
        identifier=edition.act,
        version=version,
        created=edition.on,
        author=edition.citation.body,
        keywords=f"{edition.act}; {act}; {version}",
    )


def printed(document: Document) -> Iterator[Printed]:
    """The blocks of an edition, each with its style."""
    before: Block | None = None
    for block in document.blocks:
        runs = tuple(ooxml.run(cell) for cell in block.cells or (block.text,))
        yield Printed(block, style(document.root, block, before), runs, new=block.path[:-1])
        before = block


def body(printed: Iterable[Printed]) -> str:
    """All of it, in order."""
    parts: list[str] = []
    for group in groups(printed):
        first = group[0].block
        if first.kind is BlockKind.ROW:
            parts += [END] if parts and parts[-1].endswith("</w:tbl>") else []
            parts.append(table(group))
        elif first.kind is BlockKind.SIGNATURE and is_signed(group):
            parts.append(_signature(group))
        else:
            parts += [_paragraph(item, item is not group[-1], bool(parts)) for item in group]
    return "".join([*parts, END])


def groups(printed: Iterable[Printed]) -> Iterator[list[Printed]]:
    """Rows of one table, lines of one signature or agreement, everything else by itself."""
    group: list[Printed] = []
    for item in printed:
        if group and not _together(group[-1], item):
            yield group
            group = []
        group.append(item)
    if group:
        yield group


def _together(one: Printed, other: Printed) -> bool:
    if one.block.kind is not other.block.kind or one.block.kind not in _GROUPED:
        return False
    pairs = ((one.old, other.old), (one.new, other.new))
    return all(a == b for a, b in pairs if a is not None and b is not None)


def _paragraph(item: Printed, keep: bool, later: bool) -> str:
    begins = later and item.block.kind is BlockKind.CORNER
    return ooxml.paragraph(item.style, "".join(item.cells), item.mark, item.restyled, keep=keep, new_page=begins)


def is_signed(group: Sequence[Printed]) -> bool:
    """Whether it ends in a name and stands, comes or goes as a whole."""
    fates = {item.mark.partition(" ")[0] for item in group}
    return len(group) > 1 and len(fates) == 1 and bool(_NAME.match(group[-1].block.text))


def _signature(group: Sequence[Printed]) -> str:
    office = "".join(ooxml.paragraph(item.style, "".join(item.cells)) for item in group[:-1])
    name = ooxml.paragraph("Signatory", "".join(group[-1].cells))
    left, right = _SIGNED
    cells = ooxml.cell(office, left, bottom=True) + ooxml.cell(name, right, bottom=True)
    row = ooxml.row(cells, mark=group[0].mark)
    return ooxml.paragraph("Signature", "") + ooxml.table(row, _SIGNED, grid=False)


def table(group: Sequence[Printed], width: int = ooxml.UPRIGHT) -> str:
    """The rows of one table, as wide as ``width``."""
    rows = [item.texts for item in group]
    small = width < ooxml.UPRIGHT or is_wide(rows)
    widths, head = ooxml.columns(rows, width, small), heads(rows)
    style = "SmallCell" if small else "Cell"
    printed = (_row(item, widths, style, number < head) for number, item in enumerate(group))
    return ooxml.table("".join(printed), widths)


#: A table with more columns has smaller letters.
_FEW = 5


def is_wide(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a table has so many columns that its letters are smaller."""
    return max(map(len, rows)) > _FEW


def spans(cells: Sequence[str], columns: int) -> list[int]:
    """How many columns each cell takes that is printed; one alone names the rows that follow."""
    if not any(cells[1:]) and not _LABEL.match(cells[0]):
        return [columns]
    return [1] * (len(cells) - 1) + [columns - len(cells) + 1]


def laid(cells: Sequence[str], widths: Sequence[int], head: bool) -> Iterator[tuple[int, int, str]]:
    """Each cell that is printed: how many columns it takes, its width, "center" where its words stand in the middle."""
    column = 0
    for span in spans(cells, len(widths)):
        whole = head or (span > 1 and span == len(widths))
        yield span, sum(widths[column : column + span]), "center" if whole else ""
        column += span


def _row(item: Printed, widths: Sequence[int], style: str, head: bool) -> str:
    cells = zip(item.cells, laid(item.texts, widths, head), strict=False)
    parts = (ooxml.cell(ooxml.paragraph(style, runs, side=side), width, span) for runs, (span, width, side) in cells)
    return ooxml.row("".join(parts), head, item.mark)


def heads(rows: Sequence[tuple[str, ...]]) -> int:
    """How many rows are the head: those down to the row that numbers the columns, or a first row without a number."""
    for number, cells in enumerate(rows[:4]):
        if len(cells) > 1 and list(cells) == [str(n) for n in range(1, len(cells) + 1)]:
            return number + 1
    return 0
