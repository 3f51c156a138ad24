"""An act cut into its scopes: the order, what it approves, their appendices.

Each scope begins with its corner blocks. The corner of an amending act and that
of the document a new wording belongs to stand one after the other ("№ 113 Тізбеге
1-қосымша", "… қағидаларына 1-қосымша", "… № 39 бұйрығына 2-қосымша" of another order):
both are the scope's, in that order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from nqs_docs.clauses.act import Kind
from nqs_docs.clauses.corners import Corner, find_corners, read_corner
from nqs_docs.clauses.piece import Piece, cut_runs, from_lines, line_text, merged
from nqs_docs.language import russian
from nqs_docs.language.folding import fold, fold_case
from nqs_docs.language.kazakh import document_form

_AGREED = re.compile(r'^[\s"(]*(?:келісі(?:лді|лген|мі)|согласован[оы]?)[\s")]*:?$')
# "БҰЙЫРАМЫН:", "БҰЙЫРАМЫЗ:", "б ұ й ы р а м ы н:", "ҚАУЛЫ ЕТЕДІ:", "ПРИКАЗЫВАЮ:", "ПОСТАНОВЛЯЕТ:"
_ENACTS = re.compile(
    r"б\s*ұ\s*й\s*ы\s*р\s*а\s*м\s*ы\s*[нз]\s*:?|қ\s*а\s*у\s*л\s*ы\s+е\s*т\s*е\s*(?:м\s*і\s*н|д\s*і)\s*:?"
)
_RUSSIAN_ENACTS = re.compile(
    r"п\s*р\s*и\s*к\s*а\s*з\s*ы\s*в\s*а\s*(?:ю|е\s*м)(?!\w)\s*:?|постановля(?:ю|е[тм])(?!\w)\s*:?"
)

_NUMBER = re.compile(r"№\s*(\S+)")  # of the order that a corner names
_POINT_ONE = re.compile(r"\s*\d+\s?\.\s")  # the first point printed in the paragraph of the preamble

# "… № 33449 болып тіркелді." with the preamble or the title on the same paragraph
_REGISTERED = re.compile(
    r"(?:(?:бұйрығы|қаулысы)\..*тіркелді|Приказ\s.*[Зз]арегистрирован\s[^№]*№\s?\d+)\.?\s+(?=[^\W\d_]|\")", re.DOTALL
)


class Scope(Struct, frozen=True):
    """A stretch of pieces that is one scope of the act."""

    kind: Kind  # ORDER, DOCUMENT or APPENDIX
    corners: tuple[Piece, ...]
    readings: tuple[Corner, ...]
    pieces: tuple[Piece, ...]


def cut(pieces: Sequence[Piece]) -> tuple[Scope, ...]:
    """The scopes of an act, the order first; corners and agreement marks are pieces of their own."""
    found = find_corners(pieces)
    parts: list[tuple[Piece, Corner | None]] = []
    position = (0, 0)
    for block in found:
        parts += [(piece, None) for piece in _between(pieces, position, block.first)]
        corner = merged(list(_between(pieces, block.first, (block.last[0], block.last[1] + 1))))
        parts.append((corner, read_corner(corner.text)))
        position = (block.last[0], block.last[1] + 1)
    parts += [(piece, None) for piece in _between(pieces, position, (len(pieces), 0))]
    return _scopes(parts)


def _between(pieces: Sequence[Piece], start: tuple[int, int], end: tuple[int, int]) -> list[Piece]:
    """The pieces and parts of pieces from one (piece, line) to another."""
    result: list[Piece] = []
    for number in range(start[0], min(end[0] + 1, len(pieces))):
        piece = pieces[number]
        low = start[1] if number == start[0] else 0
        high = end[1] if number == end[0] else len(piece.lines)
        if piece.cells or (low == 0 and high >= len(piece.lines)):
            if number < end[0] or high:
                result.append(piece)
        elif low < high:
            result.append(from_lines(piece, piece.lines[low:high], first=low == 0))
    return result


def _scopes(parts: Sequence[tuple[Piece, Corner | None]]) -> tuple[Scope, ...]:
    """Groups what follows each run of corners; a second corner of the order's own begins a new scope."""
    scopes: list[Scope] = []
    corners: list[Piece] = []
    readings: list[Corner] = []
    body: list[Piece] = []
    own = next((_number(piece) for piece, reading in parts if reading and reading.of_order), "")
    for piece, reading in parts:
        if reading is None:
            body.append(piece)
            continue
        if body or not scopes or (readings and reading.of_order and _number(piece) in ("", own)):
            _close(scopes, corners, readings, body)
            corners, readings, body = [], [], []
        corners.append(piece)
        readings.append(reading)
    _close(scopes, corners, readings, body)
    return tuple(scopes)


def _number(corner: Piece) -> str:
    found = _NUMBER.search(corner.folded)
    return found[1] if found else ""


def _close(scopes: list[Scope], corners: list[Piece], readings: list[Corner], body: list[Piece]) -> None:
    kind = Kind.ORDER
    if scopes:
        first = all(scope.kind is not Kind.DOCUMENT for scope in scopes)
        kind = Kind.DOCUMENT if readings[0].of_order or first else Kind.APPENDIX
    scopes.append(Scope(kind, tuple(corners), tuple(readings), tuple(body)))


def split_marks(piece: Piece) -> list[Piece]:
    """``piece`` cut before every agreement mark glued into it, after the requisites and after БҰЙЫРАМЫН."""
    marks = [at for at, line in enumerate(piece.lines) if _AGREED.match(line_text(line))] if _may_agree(piece) else []
    if len(piece.lines) > 1 and marks:
        bounds = sorted({0, *marks, len(piece.lines)})
        return [from_lines(piece, piece.lines[low:high], first=low == 0) for low, high in pairwise(bounds)]
    told = "тіркелді" in piece.lower or "зарегистрирован" in piece.lower
    registered = _REGISTERED.search(piece.folded) if told else None
    if registered:
        first, rest = _cut(piece, registered.end())
        return [first, *split_marks(rest)]
    enacting = enacts(piece)
    return list(_cut(piece, enacting)) if enacting and _POINT_ONE.match(piece.folded, enacting) else [piece]


def _cut(piece: Piece, at: int) -> tuple[Piece, Piece]:
    """The piece cut at a character; the space there becomes layout."""
    rest = len(piece.text) - len(piece.text[at:].lstrip())
    end = len(piece.text[:at].rstrip())
    halves = (cut_runs(piece.runs, 0, end), cut_runs(piece.runs, rest, len(piece.text)))
    return from_lines(piece, (halves[0],), first=True), from_lines(piece, (halves[1],), first=True)


def is_agreement(piece: Piece) -> bool:
    """Whether the piece begins a block of agreement: "КЕЛІСІЛДІ"."""
    first = (piece.lines[:1] or piece.cells) if _may_agree(piece) else ()
    return any(_AGREED.match(line_text(line)) for line in first)


def _may_agree(piece: Piece) -> bool:
    return "келісі" in piece.lower or "согласован" in piece.lower


def enacts(piece: Piece) -> int:
    """Where the enacting word ends ("БҰЙЫРАМЫН:", "б ұ й ы р а м ы н:"), or 0."""
    lower = piece.lower
    russian = "приказыва" in lower or "постановля" in lower or "р и к" in lower
    if not russian and "ұ" not in lower and "қ" not in lower:
        return 0
    for match in (_RUSSIAN_ENACTS if russian else _ENACTS).finditer(lower):
        word = piece.folded[match.start() : match.end()]
        if word.isupper() or " " in word.strip(" :") or word.endswith(":"):
            return match.end()
    return 0


def head_noun(title: str) -> str:
    """What a document is by its title: the head noun, nominative ("қағидалар"); "" where none is known.

    The last noun of the title; of a coordination ("қағидалары мен мерзімдері") the first. A
    Russian title begins with it: "Типовые правила …", "Перечень некоторых приказов, …".
    """
    if russian := _russian_noun(title):
        return russian
    words = re.findall(r"[^\W\d_]+|,", fold(title))
    at = next((i for i in range(len(words) - 1, -1, -1) if _names(words[i])), -1)
    if at < 0:
        return ""
    while at >= 2 and words[at - 1].lower() in _AND and _names(words[at - 2]):
        at -= 2
    return _names(words[at])


_AND = frozenset({"мен", "бен", "пен", "және", ","})


_ADJECTIVE = re.compile(r"[^\W\d_]{3,}(?:ый|ий|ой|ая|яя|ое|ее|ые|ие)$")


def _russian_noun(title: str) -> str:
    """The first word of a Russian title but for adjectives, if it is a document's noun in the nominative."""
    for word in title.split(None, 5)[:5]:
        bare = fold_case(word).strip('",.()')
        form = russian.document_forms().get(bare)
        if form is not None and "nom" in form.singular | form.plural and (word.istitle() or word.isupper()):
            kazakh = document_form(bare)
            return form.noun if kazakh is None or title.isupper() or _RUSSIAN.search(title) else ""
        if not _ADJECTIVE.match(bare):
            return ""
    return ""


_RUSSIAN = re.compile(r"^[^әғқңөұүһіӘҒҚҢӨҰҮҺІ]*$")


def _names(word: str) -> str:
    form = document_form(word) if word != "," else None
    return form.noun if form is not None and form.case == "nom" and not form.attributive else ""
