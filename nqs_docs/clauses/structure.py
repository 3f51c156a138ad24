"""Points, parts, subpoints and indents out of paragraphs (Law № 480-V, art. 23).

The one structure parser: it reads documents, orders, appendices and the new text
that an instruction quotes.

A *part* is a complete norm: a new one begins where the paragraph before did not
end in ":", ";" or "," and this one begins with a capital letter. An unnumbered
paragraph after subpoint N) belongs to that subpoint while its list goes on (after
":" or ";", or where the next numbered line is N+1), else to the point. Subpoints
that begin again at 1) after an unnumbered lead line stand in the new part that
this line begins.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from nqs_docs.clauses.act import Kind, Run, Unit, text_of
from nqs_docs.clauses.grouping import NUMBER
from nqs_docs.clauses.growing import Node
from nqs_docs.clauses.labels import Label, begins_with_capital, follows, order_of, read_label
from nqs_docs.clauses.paragraph import Paragraph, joined
from nqs_docs.clauses.piece import Piece, from_paragraph, span_of
from nqs_docs.findings import Finding, warning

_LEVELS = {Kind.SECTION: 1, Kind.CHAPTER: 2, Kind.SUBCHAPTER: 3, Kind.ARTICLE: 4}
_GOES_ON = (":", ";", ",")
_LONGEST_HEADING = 250
# Letters that are taken for digits, in a label: "1О.", "l1.", "З)"
_MISREAD = re.compile(r"\s*(?=\d*[OОoоЗзІіIilб])([\dOОoоЗзІіIilб]{1,3})\s?([.)])(?=\s)(?!\s*-?тармақша)")
_LETTERED = re.compile(r"\s*[а-яәі]\)")  # "в)": what follows may be "г)", and "з)" no number
_DIGITS = str.maketrans("OОoоЗзІіIilб", "000033111116")
_KINDS = {".": Kind.POINT, ")": Kind.SUBPOINT}


def read_units(leaves: Sequence[tuple[Run, ...]], rows: Sequence[Sequence[tuple[Run, ...]]] = ()) -> tuple[Unit, ...]:
    """The units of a quoted text from its paragraphs, outer marks already left out.

    ``"9. … / … / 9-1. …"`` gives two points, the first of two parts; text without a
    label gives one leaf for each paragraph. ``rows``: the cells of each, () for what is no row of a table.
    """
    root = Node(Kind.ACT)
    StructureReader(root).read(pieces_of(leaves, rows), frozenset())
    return tuple(child.unit() for child in root.children)


def pieces_of(leaves: Sequence[tuple[Run, ...]], rows: Sequence[Sequence[tuple[Run, ...]]] = ()) -> list[Piece]:
    """The paragraphs of a quoted text as pieces; ``rows`` as ``read_units`` takes them."""
    cells = [tuple(row) for row in rows] or [()] * len(leaves)
    read = [Paragraph((), cells=row) if row else Paragraph((runs,)) for runs, row in zip(leaves, cells, strict=True)]
    return [from_paragraph(paragraph, number) for number, paragraph in enumerate(read)]


class StructureReader:
    """Reads the paragraphs of one scope into ``root``; ``findings`` collects what is odd."""

    def __init__(self, root: Node) -> None:
        self.root = root
        self.findings: list[Finding] = []
        self._holder = root  # the section, chapter … that takes points
        self._point: Node | None = None
        self._subpoint: Node | None = None
        self._last_point = ""
        self._last_text = ""  # of the paragraph before, for the rule of parts
        self._last_runs: tuple[Run, ...] = ()  # of it: what is left out may stand there
        self._open_heading: Node | None = None  # "2-тарау" whose title is still to come

    def read(self, pieces: Sequence[Piece], quoted: frozenset[int], directing: frozenset[int] = frozenset()) -> None:
        """Adds every piece to the tree.

        ``quoted`` and ``directing`` are indexes of pieces: quoted new text (never
        structure here) and instructions (never the beginning of a part).
        """
        labels = _labels(pieces, quoted)
        for at, read in _misread(pieces, labels, quoted).items():
            labels[at] = read
            self._odd("clause.misread-number", pieces[at], number=read.number, printed=pieces[at].text[: read.end])
        nexts = _next_labels(labels)
        at = 0
        while at < len(pieces):
            piece, label = pieces[at], labels[at]
            if piece.cells:
                at = self._table(pieces, at)
                continue
            if at in quoted:
                self._indent(piece, self._part())
            elif label is not None and label.kind in _LEVELS:
                self._headed(piece, label)
            elif label is not None and label.kind is Kind.POINT:
                self._numbered_point(piece, label)
            elif label is not None:
                self._numbered_subpoint(piece, label)
            elif self._open_heading is not None and not piece.folded.rstrip().endswith((".", ";", ":")):
                self._open_heading.runs = joined((self._open_heading.runs, piece.runs))
            else:
                self._unnumbered(piece, nexts[at], at in directing)
            if label is None or label.kind not in _LEVELS:
                self._open_heading = None
            self._last_text, self._last_runs = piece.folded.rstrip(), piece.runs
            at += 1

    def _part(self) -> Node:
        """The part that text goes to: the subpoint's, the point's, else the container itself."""
        holder = self._subpoint or self._point
        if holder is None:
            return self._holder
        return holder.children[-1] if holder.children else holder.add(Node(Kind.PART))

    def _indent(self, piece: Piece, holder: Node) -> None:
        holder.add(Node(Kind.INDENT, runs=piece.runs, paragraph=piece.paragraph))

    def _headed(self, piece: Piece, label: Label) -> None:
        """A section, chapter, subchapter or article with its heading."""
        while self._holder is not self.root and _LEVELS[self._holder.kind] >= _LEVELS[label.kind]:
            assert self._holder.parent is not None
            self._holder = self._holder.parent
        self._holder = self._holder.add(Node(label.kind, label.number))
        heading = self._holder.add(Node(Kind.HEADING, runs=piece.runs, paragraph=piece.paragraph))
        self._point = self._subpoint = None
        self._open_heading = None if label.titled else heading

    def _numbered_point(self, piece: Piece, label: Label) -> None:
        self._in_order(piece, label.number, self._last_point, "")
        self._last_point = label.number
        self._point = self._holder.add(Node(Kind.POINT, label.number))
        self._subpoint = None
        self._indent(piece, self._point.add(Node(Kind.PART)))

    def _numbered_subpoint(self, piece: Piece, label: Label) -> None:
        before = self._subpoint
        self._subpoint = None
        part = self._part()
        same = before is not None and before.parent is part
        if not self._in_order(piece, label.number, before.label if same and before else "", ")"):
            if self._point is not None:
                part = self._point.add(Node(Kind.PART))
        self._subpoint = part.add(Node(Kind.SUBPOINT, label.number))
        self._indent(piece, self._subpoint.add(Node(Kind.PART)))

    def _in_order(self, piece: Piece, number: str, before: str, sign: str) -> bool:
        """Whether ``number`` comes after ``before``; numbers left out between them are reported too."""
        own, other = order_of(number), order_of(before) or (0,)
        first, last = other[0] + 1, own[0] - 1
        if before and own <= other:
            self._odd("clause.number-order", piece, number=number + sign, before=before + sign)
            return False
        if first <= last:
            missing = f"{first}-{last}" if first < last else str(first)
            span = span_of((*self._last_runs, *piece.runs))
            self.findings.append(warning("clause.number-gap", span=span, number=number + sign, missing=missing))
        return True

    def _unnumbered(self, piece: Piece, following: Label | None, directing: bool) -> None:
        if self._subpoint is not None and not self._stays(self._subpoint, piece, following):
            self._subpoint = None
            high = begins_with_capital(piece.folded) or _restarts(following)
            if self._point is not None and high and not directing:
                self._point.add(Node(Kind.PART))
        elif (holder := self._subpoint or self._point) is not None and not directing and self._begins_part(piece):
            holder.add(Node(Kind.PART))
        if NUMBER.fullmatch(piece.text):
            self._odd("clause.lone-number", piece, words=piece.text.strip())
        self._indent(piece, self._part())

    def _stays(self, subpoint: Node, piece: Piece, following: Label | None) -> bool:
        """Whether an unnumbered paragraph after ``subpoint`` belongs to it."""
        next_subpoint = following if following is not None and following.kind is Kind.SUBPOINT else None
        if next_subpoint is not None and _restarts(next_subpoint) and piece.folded.rstrip().endswith(":"):
            return False
        if self._last_text.endswith(_GOES_ON):
            return True
        return next_subpoint is not None and follows(next_subpoint.number, subpoint.label)

    def _begins_part(self, piece: Piece) -> bool:
        return not self._last_text.endswith(_GOES_ON) and begins_with_capital(piece.folded)

    def _table(self, pieces: Sequence[Piece], at: int) -> int:
        """The rows that begin at ``at``; gives the index after them."""
        table = self._part().add(Node(Kind.TABLE))
        while at < len(pieces) and pieces[at].cells:
            table.add(table_row(pieces[at]))
            at += 1
        return at

    def _odd(self, code: str, piece: Piece, **params: str) -> None:
        self.findings.append(warning(code, span=span_of(piece.runs), **params))


def table_row(piece: Piece) -> Node:
    """A row with its cells; its number is what stands alone in its first cell."""
    texts = [text_of(runs).strip() for runs in piece.cells]
    first = texts[0].rstrip(".)") if texts else ""
    counting = len(texts) > 1 and all(text == str(n) for n, text in enumerate(texts, 1))
    row = Node(Kind.ROW, first if not counting and order_of(first) and first.replace("-", "").isdecimal() else "")
    for runs in piece.cells:
        cell = row.add(Node(Kind.CELL, paragraph=piece.paragraph))
        if runs:
            cell.add(Node(Kind.INDENT, runs=runs, paragraph=piece.paragraph))
    return row


def _labels(pieces: Sequence[Piece], quoted: frozenset[int]) -> list[Label | None]:
    """The label of each paragraph; "2. Тәртіп" before a point is a chapter, as older documents number them.

    It is marked as a heading, or says the number of a point again.
    """
    labels = [None if piece.cells or at in quoted else read_label(piece.folded) for at, piece in enumerate(pieces)]
    chapter = point = 0
    for at, (label, following) in enumerate(zip(labels, [*labels[1:], None], strict=False)):
        if label is None or label.kind is not Kind.POINT:
            continue
        own = order_of(label.number)[0]
        if following is not None and following.kind is Kind.POINT and _may_be_heading(pieces[at]):
            piece, after = pieces[at], pieces[at + 1]
            marked = (piece.heading or piece.bold) and not (after.heading or after.bold)
            again = own == chapter + 1 and (following.number == label.number == "1" or point >= own > 1)
            if marked or again:
                labels[at], chapter = Label(Kind.CHAPTER, label.number, label.end), own
                continue
        point = own
    return labels


def _misread(pieces: Sequence[Piece], labels: Sequence[Label | None], quoted: frozenset[int]) -> dict[int, Label]:
    """Labels with a letter read for a digit: "1О." after 9, "З)" between 2) and 4) or last after 2)."""
    found: dict[int, Label] = {}
    point = subpoint = 0
    for at, (piece, label) in enumerate(zip(pieces, labels, strict=True)):
        match = _MISREAD.match(piece.folded) if label is None and not piece.cells and at not in quoted else None
        if match is not None:
            kind, number = _KINDS[match[2]], int(match[1].translate(_DIGITS))
            after = next((one for one in labels[at:] if one is not None and one.kind in (kind, Kind.POINT)), None)
            ends = (after is None or after.kind is not kind) and not _LETTERED.match(pieces[at - 1].folded)
            certain = (
                any(map(str.isdecimal, match[1])) or ends or (after is not None and after.number == str(number + 1))
            )
            if certain and number == (point if kind is Kind.POINT else subpoint) + 1:
                label = found[at] = Label(kind, str(number), match.end())
        if label is not None and label.kind not in _LEVELS:
            number = order_of(label.number)[0]
            point, subpoint = (number, 0) if label.kind is Kind.POINT else (point, number)
    return found


def _may_be_heading(piece: Piece) -> bool:
    return len(piece.text) < _LONGEST_HEADING and not piece.folded.rstrip().endswith((".", ":", ";"))


def _restarts(label: Label | None) -> bool:
    return label is not None and label.kind is Kind.SUBPOINT and label.number == "1"


def _next_labels(labels: Sequence[Label | None]) -> list[Label | None]:
    """For each paragraph the first label after it."""
    result: list[Label | None] = [None] * len(labels)
    following: Label | None = None
    for at in range(len(labels) - 1, -1, -1):
        result[at] = following
        following = labels[at] or following
    return result
