"""Corner blocks: what says that a document is approved, or an appendix of which one.

"… министрі / 2023 жылғы 18 қыркүйектегі / № 391 бұйрығына / қосымша", "… бұйрығымен
бекітілген", "… қағидаларына / 2-қосымша", "№ 113 Тізбеге / 1-қосымша". A block ends
with the line "N-қосымша", "қосымша" or "бекітілген"; where it begins is found
backwards, as sources glue it to what stands above it. A Russian block begins with
"Приложение N к …" or "Утверждены приказом …" and is read forwards.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from nqs_docs.clauses.act import text_of
from nqs_docs.clauses.labels import read_label
from nqs_docs.clauses.piece import Piece, line_text
from nqs_docs.clauses.quotations import depth
from nqs_docs.language import russian
from nqs_docs.language.folding import fold_case
from nqs_docs.language.kazakh import document_form

_BARE = r"(?:№?\s*\d+(?:-\d+)?\s*-?\s*)?қосымша(?:сы)?(?:\s*№?\s*\d+(?:-\d+)?)?|бекітілген|бекітілді"
_END = re.compile(rf"(?:.*[\s/])?(?:{_BARE})$")
_ENDS = ("қосымша", "қосымшасы", "бекітілген", "бекітілді")
_OWNER = re.compile(
    r"(?:^|(?P<owner>\S+)\s+)(?:№?\s*(?P<before>\d+(?:-\d+)?)\s?-?\s?)?қосымша(?:сы)?(?:\s*№?\s*(?P<after>\d+(?:-\d+)?))?$"
)
_BY_ORDER = re.compile(r"(?:бұйры[қғ]|қаулы|шешім|өкім)\w*(?:\s+\S+){0,2}\s+бекітіл(?:ген|ді)$")
_APPROVING = re.compile(r"(?:көрсетілген|аталған|осы)\s.*бекітіл(?:ген|ді)$")
_TO_ORDER = re.compile(r"/?(?:бұйры[қғ]|қаулы|шешім|өкім)(?:ына|іне|сына|сіне|қа|ға|ге|на|не)$")
_STATE = re.compile(r"^[/\"]?қазақстан республикасы")
# The line above a bare "қосымша" or "бекітілген".
_NAMES_OWNER = re.compile(r"(?:ға|ге|қа|ке|на|не|мен|пен|бен)$")
_DATIVE = re.compile(r"\w{2,}(?:ға|ге|қа|ке|на|не)$")
_RUSSIAN_FIRST = re.compile(r"(?:приложение|утвержден[аоы]?)(?!\w)")
_RUSSIAN_APPROVED = re.compile(r"утвержден[аоы]?\s+(?:совместным\s+)?(?:приказом|постановлением|решением)(?!\w)")
_RUSSIAN_APPENDIX = re.compile(r"приложение(?:\s*№?\s*(?P<label>\d+(?:-\d+)?))?(?:\s+к\s+(?P<owner>.*))?$")
_RUSSIAN_ORDER = re.compile(r"(?:приказу|постановлению|решению)$")
_RUSSIAN_STOPS = re.compile(rf"{_RUSSIAN_FIRST.pattern}|\(|форма(?!\w)|_")
_NUMBERED = re.compile(r"№\s*\d[\w/-]*$")
_MOST_LINES = 30
_POST_LINES = 8  # "Қазақстан Республикасы" to the number of the order
_INDENTED = 3
_LONGEST_LINE = 220  # a block printed on one line
_BODY_LINE = 60  # an indented paragraph with longer lines is ordinary text
_STOP = re.compile(r'[.;:!?")]$(?<!м\.а\.)(?<!м\. а\.)')
_JOINS = (",", " және", " мен", " бен", " пен", "-")


class Corner(Struct, frozen=True, gc=False):
    """What a corner block says."""

    of_order: bool  # approved by the order, or its appendix; else the appendix of a document
    noun: str = ""  # the document it is an appendix of: "қағидалар"
    label: str = ""  # "2" of "2-қосымша"; "" where there is one only
    approved: bool = False  # "бекітілген", not "қосымша"


def read_corner(text: str) -> Corner | None:
    """What a whole corner block says, or None where it is none; lines may be joined by spaces or line ends."""
    lower = " ".join(fold_case(text).split())
    if _RUSSIAN_FIRST.match(lower):
        return _russian(lower)
    if _BY_ORDER.search(lower):
        return Corner(True, approved=True)
    match = _OWNER.search(lower)
    if not match:
        return None
    label = match["before"] or match["after"] or ""
    owner = (match["owner"] or "").strip("/,")
    if not owner or _TO_ORDER.search(owner):
        return Corner(True, label=label)
    form = document_form(owner)
    if form is not None and form.case == "dat":
        return Corner(False, form.noun, label)
    return Corner(False, "", label) if _DATIVE.search(owner) else None


def _russian(lower: str) -> Corner | None:
    """ "Утвержден приказом …", "Приложение 2 к приказу …", "Приложение 1 к Правилам …"."""
    if _RUSSIAN_APPROVED.match(lower):
        return Corner(True, approved=True)
    match = _RUSSIAN_APPENDIX.match(lower)
    if match is None:
        return None
    label = match["label"] or ""
    for word in (match["owner"] or "").split()[:4]:
        bare = word.strip('",/')
        if _RUSSIAN_ORDER.match(bare):
            return Corner(True, label=label)
        form = russian.document_forms().get(bare)
        if form is not None and "dat" in form.singular | form.plural:
            return Corner(False, form.noun, label)
    return None if match["owner"] else Corner(True, label=label)


class Block(Struct, frozen=True, gc=False):
    """Where a corner stands: first and last line, each as (piece, line in it)."""

    first: tuple[int, int]
    last: tuple[int, int]


class _Line(Struct, frozen=True, gc=False):
    piece: int
    line: int
    text: str  # folded, lower case
    body: bool  # belongs to ordinary text: never in a corner
    high: bool  # begins with a capital letter


def find_corners(pieces: Sequence[Piece]) -> list[Block]:
    """Every corner block in ``pieces``, in order."""
    lines = _lines(pieces)
    result: list[Block] = []
    floor = 0
    for at, line in enumerate(lines):
        if at < floor:
            continue
        if line.high and not line.body and _RUSSIAN_FIRST.match(line.text):
            last = _russian_end(lines, at, pieces)
            if last is not None:
                result.append(Block((line.piece, line.line), (lines[last].piece, lines[last].line)))
                floor = last + 1
            continue
        if line.body or not (line.text.endswith(_ENDS) or line.text[-1:].isdecimal()):
            continue
        if not _END.match(line.text) or _goes_on(lines, at):
            continue
        start = _start(lines, at, floor)
        block = " ".join(found.text for found in lines[start : at + 1])
        # A new wording may be quoted with its corner; a context line may be cut short.
        if read_corner(block) is None or depth(block) > 0 or _APPROVING.match(block):
            continue
        result.append(Block((lines[start].piece, lines[start].line), (line.piece, line.line)))
        floor = at + 1
    return result


def _russian_end(lines: list[_Line], start: int, pieces: Sequence[Piece]) -> int | None:
    """The last line of the Russian block that begins at ``start``: with the number of the order, or of its words."""
    if pieces[lines[start].piece].folded.rstrip().endswith((".", ";", ":")):
        return None
    joined, end = lines[start].text, start
    for at in range(start + 1, min(start + _MOST_LINES, len(lines))):
        line = lines[at]
        if _NUMBERED.search(joined) or line.body or _RUSSIAN_STOPS.match(line.text):
            break
        said = _russian(joined)
        open_order = said is None or not said.noun
        if line.piece != lines[at - 1].piece and line.high and not (open_order and not _is_bare(joined)):
            break
        joined, end = f"{joined} {line.text}", at
    said = _russian(joined)
    complete = said is not None and (said.noun or _is_bare(joined) or _NUMBERED.search(joined))
    return end if complete and depth(joined) <= 0 else None


def _is_bare(joined: str) -> bool:
    return re.fullmatch(r"приложение(?:\s*№?\s*\d+(?:-\d+)?)?", joined) is not None


def _lines(pieces: Sequence[Piece]) -> list[_Line]:
    result: list[_Line] = []
    for number, piece in enumerate(pieces):
        body = bool(piece.cells) or read_label(piece.folded) is not None or _is_text(piece)
        if body:
            result.append(_Line(number, 0, piece.lower.rstrip()[-1:], True, False))
            continue
        for at, line in enumerate(piece.lines):
            text = line_text(line) if len(piece.lines) > 1 else piece.lower.strip()
            printed = text_of(line) if len(piece.lines) > 1 else piece.text
            plain = len(text) > _LONGEST_LINE or "___" in text
            result.append(_Line(number, at, text, plain, printed.strip()[:1].isupper()))
    return result


def _is_text(piece: Piece) -> bool:
    """Whether the piece is an indented paragraph of full lines, in a source that indents paragraphs."""
    return piece.indent >= _INDENTED and any(len(text_of(line)) > _BODY_LINE for line in piece.lines)


def _goes_on(lines: list[_Line], at: int) -> bool:
    """Whether the sentence goes on after the line: wrapped text that happens to end in such a word."""
    following = [line for line in lines[at + 1 : at + 2] if line.piece == lines[at].piece and line.text != "нысан"]
    return any(not line.high and line.text[:1].isalpha() for line in following)


def _start(lines: list[_Line], end: int, floor: int) -> int:
    """The line with which the block ending at ``end`` begins."""
    start, joined = end, lines[end].text
    for at in range(end - 1, max(floor, end - _MOST_LINES) - 1, -1):
        line = lines[at]
        if _of_order(joined) and _STATE.match(lines[start].text):
            break
        if line.body or _STOP.search(line.text) or _END.match(line.text):
            break
        bare = re.fullmatch(_BARE, joined) is not None
        if bare and not _NAMES_OWNER.search(line.text):
            break  # "қосымша" that lost its "Бұйрыққа"
        if line.piece != lines[start].piece and not bare and not _crosses(lines, at, start, joined, floor):
            break
        start, joined = at, f"{line.text} {joined}"
    return start


def _of_order(text: str) -> bool:
    """Whether the block is of an order ("… № 391 бұйрығына қосымша") or of a list it approves ("№ 113 Тізбеге …")."""
    corner = read_corner(text)
    return corner is not None and (corner.of_order or "№" in text)


def _names_state(lines: list[_Line], at: int, floor: int) -> bool:
    """Whether the lines upwards from ``at`` lead to "Қазақстан Республикасы", with no ordinary text between."""
    for number in range(at, floor - 1, -1):
        if _STATE.match(lines[number].text):
            return True
        if lines[number].body or _STOP.search(lines[number].text):
            return False
    return False


def _crosses(lines: list[_Line], at: int, start: int, joined: str, floor: int) -> bool:
    """Whether a block goes on upwards into the paragraph before: its lines were printed as paragraphs."""
    if _of_order(joined):
        return _names_state(lines, at, max(floor, at - _POST_LINES))
    return not lines[start].high or lines[at].text.endswith(_JOINS)
