"""The pages of a PDF as pdfium sees them: letters with their places, ruled lines, pictures.

pdfium is native code. It runs in a process of its own (``pdf_process``), where a
file that crashes it, hangs it or wants all memory takes only that process along.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from msgspec import Struct

from nqs_docs.findings import SourceError
from nqs_docs.sources.limits import limit
from nqs_docs.sources.pdf_drawn import Area, Drawn, Turn, drawn

PAGES = 3_000
LETTERS = 4_000_000  # of the whole document
_HYPHENS = {0x02, 0xFFFE, 0xAD, 0x2010}  # what pdfium makes of a hyphen at the end of a line, and other drawn ones
_WHITE = 245  # of 255, in each colour
_SCAN = 0.5  # a picture of half the page may be the page itself


class Letter(Struct, frozen=True, gc=False):
    """One character; lengths in points, y grows downwards from the top of the page."""

    text: str
    x: float
    end: float
    y: float  # of its baseline
    size: float
    bold: bool = False
    turned: bool = False  # not in the reading direction of its page
    spaced: bool = False  # drawn apart from the one that is drawn after it


class Page(Struct, frozen=True):
    """What is printed on a page."""

    width: float
    height: float
    letters: tuple[Letter, ...]
    rules: tuple[Area, ...] = ()
    picture: float = 0.0  # share of the page that its pictures cover
    unmapped: int = 0  # letters whose font does not say what they are
    hidden: str = ""  # words that are in the file and not on the paper
    recognised: bool = False  # the words lie unseen over a picture of them


class _Style(Struct, frozen=True):
    """What the letters of one text object share."""

    size: float
    angle: int  # degrees, counter-clockwise
    bold: bool
    unseen: bool
    white: bool


_Raw = tuple[int, tuple[float, float, float, float, float, float], _Style, bool]


def pages(data: bytes, name: str) -> Iterator[Page]:
    """The pages of a document, one after the other.

    SourceError: ``source.encrypted``, ``source.damaged``, ``source.too-complex``.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
        raise SourceError("source.encrypted" if locked else "source.damaged", file=name, reason=str(error)) from error
    with closing(document):
        limit(name, "pages", len(document), PAGES)
        letters = 0
        for number in range(len(document)):
            try:
                page = _page(document[number], letters, name)
            except pypdfium2.PdfiumError as error:
                raise SourceError("source.damaged", file=name, reason=str(error)) from error
            letters += len(page.letters)
            yield page


def _page(page: Any, before: int, name: str) -> Page:
    with closing(page), closing(page.get_textpage()) as text:
        count = text.count_chars()
        limit(name, "letters", before + count, LETTERS)
        raw = [*_raw_letters(text.raw, count)]
        angles = Counter(style.angle for _, _, style, _ in raw)
        turn = Turn(page.get_cropbox(), angles.most_common(1)[0][0] if raw else page.get_rotation())
        found = drawn(page, turn, name)
    return _sorted_out(raw, turn, found)


def _raw_letters(text: Any, count: int) -> Iterator[_Raw]:
    """Code, box with baseline, style of each letter and whether pdfium thinks up a space after it."""
    styles: dict[int, _Style] = {}
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    for at in range(count):
        if pdfium.FPDFText_IsGenerated(text, at) == 1:
            continue
        code = pdfium.FPDFText_GetUnicode(text, at)
        if code in _HYPHENS:
            code = 0x2D
        if pdfium.FPDFText_HasUnicodeMapError(text, at) == 1 or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
            code = 0
        if 0 < code < 32:
            continue
        pdfium.FPDFText_GetLooseCharBox(text, at, box)
        pdfium.FPDFText_GetCharOrigin(text, at, x, y)
        place = (box.left, box.bottom, box.right, box.top, x.value, y.value)
        if not all(map(math.isfinite, place)):
            continue
        handle = pdfium.FPDFText_GetTextObject(text, at)
        key = ctypes.cast(handle, ctypes.c_void_p).value or 0
        if key not in styles:
            styles[key] = _style(text, at, handle)
        spaced = at + 1 < count and pdfium.FPDFText_IsGenerated(text, at + 1) == 1
        yield code, place, styles[key], spaced


def _style(text: Any, at: int, handle: Any) -> _Style:
    angle = round(math.degrees(pdfium.FPDFText_GetCharAngle(text, at)) / 90) * 90 % 360
    name, flags = ctypes.create_string_buffer(256), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(text, at, name, 256, flags)
    mode = pdfium.FPDFTextObj_GetTextRenderMode(handle)
    bold = b"bold" in name.value.lower() or mode == pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE
    colour = [ctypes.c_uint() for _ in range(4)]
    known = pdfium.FPDFText_GetFillColor(text, at, *colour)
    unseen = mode == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE or (bool(known) and colour[3].value == 0)
    white = bool(known) and all(part.value > _WHITE for part in colour[:3])
    matrix = pdfium.FS_MATRIX(1, 0, 0, 1, 0, 0)
    pdfium.FPDFText_GetMatrix(text, at, matrix)
    size = pdfium.FPDFText_GetFontSize(text, at) * math.hypot(matrix.c, matrix.d)
    return _Style(size, angle, bold, unseen, white)


def _sorted_out(raw: list[_Raw], turn: Turn, found: Drawn) -> Page:
    """The letters that a reader sees, in the reading direction of the page."""
    scan = found.picture >= _SCAN
    letters: list[Letter] = []
    hidden: list[str] = []
    unmapped = 0
    for code, (left, bottom, right, top, x, y), style, spaced in raw:
        box = turn.area(left, bottom, right, top)
        at, base = turn.point(x, y)
        unseen = (style.unseen and not scan) or (style.white and not found.fills_at(at, base - style.size / 4))
        letter = chr(code or 0xFFFD)
        if unseen or not turn.holds(box):
            hidden.append(letter)
            continue
        unmapped += code == 0 or 0xE000 <= code < 0xF900
        turned = style.angle != turn.angle
        letters.append(Letter(letter, box.left, box.right, base, style.size, style.bold, turned, spaced))
    words = " ".join("".join(hidden).split())
    recognised = scan and any(style.unseen for *_, style, _ in raw)
    return Page(turn.width, turn.height, tuple(letters), found.rules, found.picture, unmapped, words, recognised)
