"""Tracked changes: the new edition as a Word file that still knows the old one.

Every inserted or deleted word, paragraph end and table row bears its amending order
as author («№ 129 бұйрық, 10.04.2026») and that order's date of effect. Accept all
and the text is the new edition, reject all and it is the old one: nothing else
stands in the body. What must be known of the two stands in the head of the first page;
a comment says where a text is no insertion or deletion, the other wording being not held.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import count
from xml.sax.saxutils import quoteattr

from nqs_docs.clauses.act import Citation
from nqs_docs.language.messages import message
from nqs_docs.publish import ooxml
from nqs_docs.publish.document import Block
from nqs_docs.publish.remarks import blocks, faces, heading, lines
from nqs_docs.publish.word_body import Printed, body, properties, style
from nqs_docs.redlines.redline import Change, ChangedUnit, Piece, Redline, Row

_TAGS = {Change.INSERTED: ("w:ins", "w:t"), Change.DELETED: ("w:del", "w:delText")}


def write(redline: Redline) -> bytes:
    """A file: the new edition with every change since the old one."""
    marker, printed = _Marker(redline), []
    shown: list[Block | None] = [None, None]
    for line in lines(redline):
        both = blocks(redline, line)
        printed.append(_printed(redline, line, both, shown, marker))
        shown = [now or before for now, before in zip(both, shown, strict=True)]
    told = dict.fromkeys((heading(redline), *(said for face in faces(redline) for said in face)))
    about = properties(redline.new, heading(redline), f"{redline.old.on:%d.%m.%Y} - {redline.new.on:%d.%m.%Y}")
    head = ooxml.paragraph("Face", ooxml.run("\n".join(told)))
    return ooxml.package(body(printed), about, head, comments="".join(marker.comments))


class _Marker:
    """Authors, dates and numbers of the changes of one file, and its comments."""

    def __init__(self, redline: Redline) -> None:
        self.causes = redline.causes
        self.numbers = count(1)
        self.signed: dict[str, str] = {}
        self.comments: list[str] = []
        self.told: set[ChangedUnit | None] = set()
        self.unknown = _signed(redline.new.citation, redline.new.on)  # between two acts, and where text is not held

    def attributes(self, cause: str) -> str:
        """Number, author and date of one change."""
        if cause not in self.signed:
            event = self.causes.get(cause)
            self.signed[cause] = _signed(event.by, event.in_force.earliest) if event else self.unknown
        return f'w:id="{next(self.numbers)}" {self.signed[cause]}'

    def mark(self, kind: Change, cause: str) -> str:
        """The mark of a paragraph's end or of a table row; none where it stays."""
        tag = _TAGS[kind][0] if kind in _TAGS else ""
        return f"<{tag} {self.attributes(cause)}/>" if tag else ""

    def restyled(self, old: str, cause: str) -> str:
        """The style that a paragraph had, for one that stands in another place now."""
        return f'<w:pPrChange {self.attributes(cause)}><w:pPr><w:pStyle w:val="{old}"/></w:pPr></w:pPrChange>'

    def unknown_in(self, row: Row, cause: str) -> str:
        """The place of a comment where a unit begins of which the other edition does not hold the wording."""
        if not row.unknown or row.unit in self.told:
            return ""
        self.told.add(row.unit)
        attributes = self.attributes(cause)
        words = ooxml.run(message("redline.unknown"))
        self.comments.append(f"<w:comment {attributes}>{ooxml.paragraph('Comment', words)}</w:comment>")
        return f"<w:r><w:commentReference {attributes.split()[0]}/></w:r>"

    def runs(self, pieces: Sequence[Piece], comment: str = "") -> str:
        """The words of a paragraph or a cell."""
        parts = []
        for piece in pieces:
            if piece.op is Change.SAME:
                parts.append(ooxml.run(piece.text))
            elif piece.text:
                tag, words = _TAGS[piece.op]
                inside = f"<w:r>{ooxml.words(piece.text, words)}</w:r>"
                parts.append(f"<{tag} {self.attributes(piece.cause)}>{inside}{comment}</{tag}>")
        return "".join(parts)


def _signed(by: Citation, since: date) -> str:
    """An order as the author of its changes, on the day they took effect."""
    day = f", {by.date:%d.%m.%Y}" if by.date else ""
    author = quoteattr(ooxml.clean(f"№ {by.number} {by.kind}{day}"))
    return f'w:author={author} w:date="{since.isoformat()}T00:00:00Z"'


_Both = Sequence[Block | None]  # in the old edition and in the new one


def _printed(redline: Redline, line: Row, both: _Both, before: _Both, marker: _Marker) -> Printed:
    roots = (redline.old.root, redline.new.root)
    old, new = (style(root, now, last) if now else "" for root, now, last in zip(roots, both, before, strict=True))
    block = both[1] or both[0]
    assert block is not None
    named = [piece.cause for cell in line.cells for piece in cell if piece.cause] or [*line.causes, ""]
    comment = marker.unknown_in(line, named[0])
    return Printed(
        block,
        new or old,
        tuple(marker.runs(pieces, comment if number == 0 else "") for number, pieces in enumerate(line.cells)),
        marker.mark(line.kind, named[0]),
        line.old.path[:-1] if line.old else None,
        line.new.path[:-1] if line.new else None,
        marker.restyled(old, named[0]) if old and new and old != new else "",
    )
