"""Bytes → Source: decoding, refusals, and the format found by content."""

from __future__ import annotations

import hashlib
import re

from nqs_docs.findings import SourceError
from nqs_docs.sources import from_markdown, from_text
from nqs_docs.sources.line import Layout, Source

LIMIT = 20_000_000  # bytes; the longest code of the country has some three million
_MAGIC = {
    b"%PDF": "PDF",
    b"PK\x03\x04": "DOCX, ZIP",
    b"\xd0\xcf\x11\xe0": "DOC",
    b"{\\rtf": "RTF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"\x1f\x8b": "GZIP",
}
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_CONTROL = re.compile(b"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# What only Markdown has, at the ends of lines or before a sign.
_MARKDOWN = re.compile(
    r"^ {0,3}#{1,6}[ \t]+\S|^ {0,3}\*\*\S|\*\*[ \t]*$|\\[_*#.()\[\]-]"
    r"|^ {0,3}> \S|^ {0,3}\|.*\|[ \t]*$|^ {0,3}```|\]\(#",
    re.M,
)
_LINE_END = re.compile("\r\n?")
_TABBED = re.compile("^\t[^\\s].*[^\\t]$", re.M)  # a paragraph indented by a tab, not a table row
# What only a web page or a PDF has: indented paragraphs, lines of a tab, bookmarks.
_INDENTED = re.compile("^[ \u00a0]{3,}[^\\s#>|`-]|^\t[ \u00a0]*$|^\\[bookmark:", re.M)


def read(data: bytes, name: str, key: str = "", layout: Layout | None = None) -> Source:
    """The source document in ``data``; ``name`` is its file name, ``key`` the registry id of its act.

    ``layout`` says how paragraphs are told apart where the content shall not decide it.

    Refuses what is no text: ``source.empty``, ``source.binary``,
    ``source.encoding`` (which names the encoding it seems to be),
    ``source.too-large``.
    """
    if len(data) > LIMIT:
        raise SourceError("source.too-large", file=name, size=str(len(data)), limit=str(LIMIT))
    text = _decode(data, name)
    layout = layout or _layout(text)
    lines = from_markdown.lines(text) if layout is Layout.BLOCKS else from_text.lines(text)
    if not any(line.visible for line in lines):
        raise SourceError("source.empty", file=name)
    return Source(key, name, hashlib.sha256(data).hexdigest(), text, layout, lines)


def _layout(text: str) -> Layout:
    """How paragraphs are told apart. One stray sign does not outweigh a page of indented paragraphs."""
    text = _LINE_END.sub("\n", text)
    markdown = len(_MARKDOWN.findall(text))
    indented = len(_INDENTED.findall(text))
    if markdown * 4 >= indented and markdown:
        return Layout.BLOCKS
    return Layout.INDENTED if indented or len(_TABBED.findall(text)) > 2 else Layout.BLOCKS


def _decode(data: bytes, name: str) -> str:
    for magic, kind in _MAGIC.items():
        if data.startswith(magic):
            raise SourceError("source.binary", file=name, format=kind)
    if data.startswith(_UTF16) or (b"\x00" in data and _reads_as(data, "utf-16-le", "utf-16-be")):
        raise SourceError("source.encoding", file=name, encoding="utf-16")
    if len(_CONTROL.findall(data[:100_000])) > len(data[:100_000]) // 200:
        raise SourceError("source.binary", file=name, format="?")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        if _reads_as(data, "windows-1251"):
            raise SourceError("source.encoding", file=name, encoding="windows-1251") from None
        raise SourceError("source.encoding", file=name, encoding="?") from None


def _reads_as(data: bytes, *encodings: str) -> bool:
    """Whether most letters are Cyrillic when the beginning is read in one of the encodings."""
    for encoding in encodings:
        text = data[:20_000].decode(encoding, errors="replace")
        letters = sum(map(str.isalpha, text))
        if letters and len(_CYRILLIC.findall(text)) * 2 > letters:
            return True
    return False
