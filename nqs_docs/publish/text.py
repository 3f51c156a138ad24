"""Plain text: an edition one paragraph a line, as ``nqs show`` prints it, and a redline.

Of a redline the changed units alone, word for word, as ``git diff --word-diff`` shows them.
``~`` a paragraph in other words, ``+`` a new one, ``-`` one that is gone, ``?`` a line
in place of a missing text, ``+?`` and ``-?`` a text of which the other edition does
not hold the wording. Colours say nothing that the signs do not.
"""

from __future__ import annotations

from collections.abc import Iterator

from nqs_docs.language.messages import DEFAULT
from nqs_docs.publish.document import Document
from nqs_docs.publish.remarks import because, changes, face, faces, nothing, unit_name, what
from nqs_docs.redlines.redline import Change, Piece, Redline, Row

_SIGNS = {Change.SAME: " ", Change.CHANGED: "~", Change.INSERTED: "+", Change.DELETED: "-"}
_BRACKETS = {Change.SAME: ("", ""), Change.INSERTED: ("{+", "+}"), Change.DELETED: ("[-", "-]")}
_COLOURS = {Change.INSERTED: "\x1b[32;4m", Change.DELETED: "\x1b[31;9m"}
_TITLE, _FAINT, _PLAIN = "\x1b[1;36m", "\x1b[2m", "\x1b[0m"


def lines(document: Document) -> str:
    """The blocks alone, a newline after each."""
    return "".join(f"{block.text}\n" for block in document.blocks)


def write(document: Document) -> str:
    """A file: which edition, what must be known of it, an empty line, the text."""
    head = "".join(f"[{line}]\n" for line in face(document))
    return f"{head}\n{lines(document)}"


def write_redline(redline: Redline, lang: str = DEFAULT, colour: bool = False) -> str:
    """The whole redline; ``colour`` for a terminal."""
    return "".join(f"{line}\n" for line in _redlined(redline, lang, colour))


def _redlined(redline: Redline, lang: str, colour: bool) -> Iterator[str]:
    for sign, (named, *remarks) in zip(("---", "+++"), faces(redline, lang), strict=True):
        yield _painted(f"{sign} {named}", _TITLE, colour)
        yield from (_painted(f"    {remark}", _FAINT, colour) for remark in remarks)
    for unit, shown in changes(redline):
        told = (because(redline.causes[key], lang) for key in unit.causes)
        yield ""
        yield _painted(f"@@ {unit_name(redline, unit)}: {what(unit, shown, lang)}", _TITLE, colour)
        yield from (_painted(f"   {words}", _FAINT, colour) for words in told)
        yield from (_line(line, colour) for line in shown)
    if not redline.units:
        yield nothing(redline, lang)


def _line(line: Row, colour: bool) -> str:
    sign = _SIGNS[line.kind] + ("?" if line.unknown else "")
    if line.gap:
        sign = "?" + _SIGNS[line.kind].strip()
    whole = line.kind is not Change.CHANGED
    cells = (_cell(cell, whole, colour) for cell in line.cells)
    return f"{sign:<3}{' | '.join(cells)}"


def _cell(pieces: tuple[Piece, ...], whole: bool, colour: bool) -> str:
    """The pieces of a cell; a line that is new or gone as a whole needs no brackets."""
    marked = ((piece, ("", "") if whole else _BRACKETS[piece.op]) for piece in pieces)
    return "".join(_painted(f"{a}{piece.text}{b}", _COLOURS.get(piece.op, ""), colour) for piece, (a, b) in marked)


def _painted(text: str, code: str, colour: bool) -> str:
    return f"{code}{text}{_PLAIN}" if colour and code else text
