"""PDF files as a reader with a screen reader hears them: the words in the order of the tags."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Iterator

import pikepdf
import pypdfium2
from pypdfium2 import raw

#: A break inside a word is no letter; a hyphen at the end of a line is one, whatever the library thinks.
_MARKS = {0x200B: None, 2: "-"}


def words(data: bytes) -> str:
    """All words that are tagged, in the order of the tags, without white space: lines end where the page does."""
    spoken = _spoken(data)
    with pikepdf.open(io.BytesIO(data)) as file:
        pages = {page.obj.objgen: number for number, page in enumerate(file.pages)}
        places = list(_places(file.Root.StructTreeRoot.K, None, pages))
    return "".join("".join(spoken.get(place, "").translate(_MARKS).split()) for place in places)


def _places(node: pikepdf.Object, page: int | None, pages: dict[tuple[int, int], int]) -> Iterator[tuple[int, int]]:
    """Page and number of each marked content under a node of the structure tree."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _places(child, page, pages)
    elif isinstance(node, pikepdf.Dictionary):
        page = pages[node.Pg.objgen] if "/Pg" in node else page
        if "/MCID" in node:
            yield from _places(node.MCID, page, pages)
        elif "/K" in node:
            yield from _places(node.K, page, pages)
    elif page is not None:
        yield page, int(node)


def _spoken(data: bytes) -> dict[tuple[int, int], str]:
    found: dict[tuple[int, int], str] = {}
    for number, page in enumerate(pypdfium2.PdfDocument(data)):
        text = page.get_textpage()
        for thing in page.get_objects([raw.FPDF_PAGEOBJ_TEXT]):
            place = number, raw.FPDFPageObj_GetMarkedContentID(thing)
            found[place] = found.get(place, "") + _words(thing, text)
    return found


def _words(thing: pypdfium2.PdfObject, text: pypdfium2.PdfTextPage) -> str:
    size = raw.FPDFTextObj_GetText(thing, text, None, 0)
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFTextObj_GetText(thing, text, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw[: size - 2].decode("utf-16-le")
