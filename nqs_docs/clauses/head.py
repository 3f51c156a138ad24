"""The head of an act: title and requisites, in any order, broken over lines or not."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct, structs

from nqs_docs.clauses.act import Citation, Kind
from nqs_docs.clauses.citation import Requisites, requisites
from nqs_docs.clauses.continuation import goes_on
from nqs_docs.clauses.growing import Node
from nqs_docs.clauses.labels import read_label
from nqs_docs.clauses.paragraph import joined
from nqs_docs.clauses.piece import Piece, cut_runs, from_lines, merged
from nqs_docs.clauses.scopes import enacts

# "… бекіту туралы", "Об утверждении …": a whole title, from a capital letter on
_TITLE = re.compile(r'(?=["(\s]*[^\W\d_a-zа-яәіңғүұқөһ]).*\sтуралы["\s.]*|Об?\s.*', re.DOTALL)
# How many paragraphs may stand before the preamble or point 1.
_MOST = 40
_LONGEST = 6000  # characters of title and requisites together


class Head(Struct, frozen=True):
    """What was found before the preamble, and how many pieces it takes."""

    title: Piece | None
    requisites: Piece | None  # None where they stand beside the text, in act.toml
    read: Requisites
    requisites_first: bool
    used: int
    above: tuple[Piece, ...] = ()  # paragraphs above a title that is marked as one

    def citation(self) -> Citation:
        """The act as it names itself, with its title."""
        title = " ".join(self.title.text.split()) if self.title else ""
        return structs.replace(self.read.citation, title=title, span=None)

    def nodes(self) -> list[Node]:
        """Heading and requisites in printed order."""
        pieces: list[tuple[Kind, Piece | None]] = [(Kind.HEADING, self.title), (Kind.REQUISITES, self.requisites)]
        if self.requisites_first:
            pieces.reverse()
        pieces[:0] = [(Kind.INDENT, piece) for piece in self.above]
        return [Node(kind, runs=piece.runs, paragraph=piece.paragraph) for kind, piece in pieces if piece]


def read_head(pieces: Sequence[Piece], given: Requisites | None = None) -> Head | None:
    """Title and requisites of an act from the pieces before its preamble, or None where it names no identity.

    A text that prints none may have them ``given``; then the first piece is its title.

    "Қазақстан Республикасы … министрінің м.а. 2025 жылғы 30 шілдедегі № 230 бұйрығы. …
    № 36564 болып тіркелді", on one line or several, before the title or after it.
    """
    end = _head_end(pieces)
    for first in range(end):
        for last in range(first + 1, min(end, first + 8) + 1):
            block = merged(list(pieces[first:last]))
            read = requisites(block.text) if len(block.text) < _LONGEST else None
            if read and (given is None or _same_act(read.citation, given.citation)):
                more = _registration(pieces, last, end, read)
                if more > last:
                    block = merged(list(pieces[first:more]))
                    read = requisites(block.text) or read
                while later := _without_first(pieces[first:more], read):
                    first, block, read = first + 1, *later
                return _head(pieces, block, read, first, more)
    titled = given is not None and end > 0
    return Head(pieces[0] if titled else None, None, given, False, int(titled)) if given else None


def _without_first(pieces: Sequence[Piece], read: Requisites) -> tuple[Piece, Requisites] | None:
    """The requisites where the first piece is none of them: a title."""
    block = merged(list(pieces[1:])) if len(pieces) > 1 else None
    found = requisites(block.text) if block else None
    if block is None or found is None or found.registered != read.registered:
        return None
    same = structs.replace(found.citation, span=None) == structs.replace(read.citation, span=None)
    return (block, found) if same else None


def _same_act(one: Citation, other: Citation) -> bool:
    return (one.number, one.date) == (other.number, other.date)


def _head_end(pieces: Sequence[Piece]) -> int:
    """The first piece that cannot be of the head: one that enacts, or a numbered one."""
    for at, piece in enumerate(pieces[:_MOST]):
        if enacts(piece) or (at > 0 and read_label(piece.folded) is not None):
            return at
    return min(len(pieces), _MOST)


def _registration(pieces: Sequence[Piece], last: int, end: int, read: Requisites) -> int:
    """Where the requisites end if the line of registration is a paragraph of its own."""
    if read.citation.registry_number:
        return last
    for at in range(last, min(end, last + 3)):
        if "тіркелді" in pieces[at].lower or "зарегистрирован" in pieces[at].lower:
            return at + 1
    return last


def _head(pieces: Sequence[Piece], block: Piece, read: Requisites, first: int, used: int) -> Head:
    """Cuts the title off the requisites where a source glued them, else takes the pieces before or after."""
    before, own = _split(block, read.start)
    titles = [*pieces[:first], *([before] if before else [])]
    if titles:
        above = _above(titles)
        own_read = requisites(own.text) or read
        return Head(merged(titles[above:]), own, own_read, False, used, tuple(titles[:above]))
    tail = block.text[read.end :].strip(" .")
    if tail:
        rest = len(block.text) - len(block.text[read.end :].lstrip(" ."))
        title = from_lines(block, (cut_runs(block.runs, rest, len(block.text)),), first=False)
        own = from_lines(block, (cut_runs(block.runs, 0, rest),), first=True)
        return Head(title, own, requisites(own.text) or read, True, used)
    following = used < len(pieces) and not enacts(pieces[used]) and read_label(pieces[used].folded) is None
    # An only piece before the enacting one that ends in "," is the preamble itself: no title is left.
    if following and not (used + 1 < len(pieces) and pieces[used].folded.rstrip().endswith(",")):
        return Head(pieces[used], own, read, True, used + 1)
    return Head(None, own, read, True, used)


def _above(titles: Sequence[Piece]) -> int:
    """How many paragraphs stand above a title that is whole without them: of another look, or none that it goes on.

    The running head of a single page, the menus of a page saved as a document, the head of a letter.
    """
    marks = [(piece.heading, piece.bold) for piece in titles]
    first = len(titles) - 1
    while first and marks[first - 1] == marks[-1] and (any(marks[-1]) or goes_on(titles[first - 1].text)):
        first -= 1
    return first if _TITLE.fullmatch(" ".join(piece.folded.strip() for piece in titles[first:])) else 0


def _split(block: Piece, start: int) -> tuple[Piece | None, Piece]:
    if not block.text[:start].strip():
        return None, block
    position = 0
    for at, line in enumerate(block.lines):
        if position >= start - 1 and at:
            return from_lines(block, block.lines[:at], first=True), from_lines(block, block.lines[at:], first=False)
        position += len("".join(run.text for run in line)) + 1
    before = cut_runs(block.runs, 0, len(block.text[:start].rstrip()))
    after = cut_runs(block.runs, start, len(block.text))
    return from_lines(block, (before,), first=True), from_lines(block, (joined((after,)),), first=False)
