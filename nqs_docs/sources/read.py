"""Bytes → Source: the format found by content, the reader for it, refusals."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from importlib import import_module
from typing import cast

from nqs_docs.findings import Finding, SourceError
from nqs_docs.sources import from_markdown, from_text
from nqs_docs.sources.decoding import decoded
from nqs_docs.sources.limits import MOST_DIGITS, MOST_LINES, limit
from nqs_docs.sources.line import BOOKMARK, Extract, Layout, Source, split_lines

LIMIT = 20_000_000  # bytes; the longest code of the country has some three million
_LAYOUTS = {"markdown": Layout.BLOCKS, "text": Layout.INDENTED}
_ACCEPTED = "-accepted"
#: Name of a reader, as ``add --reader`` takes it -> its module, loaded on first use.
READERS = {
    **dict.fromkeys(_LAYOUTS, "read"),
    **dict.fromkeys(("html", f"html{_ACCEPTED}"), "from_html"),
    **dict.fromkeys(("docx", f"docx{_ACCEPTED}"), "from_docx"),
    "pdf": "pdf_process",
}
#: How files begin -> what they are; all but those of ``_READ`` are refused by that name.
_KINDS = {
    b"%PDF": "PDF",
    b"PK\x03\x04": "DOCX, ZIP",
    b"PK\x05\x06": "ZIP",
    b"\xd0\xcf\x11\xe0": "DOC",
    b"{\\rtf": "RTF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"\x1f\x8b": "GZIP",
    b"7z\xbc\xaf": "7Z",
    b"Rar!": "RAR",
    b"MIME-Version:": "MHTML",
}
_READ = {"PDF": "pdf", "DOCX, ZIP": "docx"}
_PAGE = re.compile(
    r"(?:<\?xml[^>]*>\s*|(?><!--.*?-->)\s*)*<(?:!doctype\s+html|html|head|body|meta|title)\b", re.I | re.S
)
# A page without its head: it begins with a block of HTML and goes on with others.
_FRAGMENT = re.compile(r"<(?:div|p|table|article|h[1-6]|section|center)\b[^<>]*>", re.I)
_BLOCK_ENDS = re.compile(r"</(?:p|div|td|h[1-6])\s*>", re.I)
_BLOCKS = 3  # from which a beginning is a page, and no Markdown with a tag
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_ANCHOR = re.compile(BOOKMARK.replace(r"[^\]\n]{0,80}", r"\s*(z\d{1,6})\s*"))
# What only Markdown has, at the ends of lines or before a sign.
_MARKDOWN = re.compile(
    r"^ {0,3}#{1,6}[ \t]+\S|^ {0,3}\*\*\S|\*\*[ \t]*$|\\[_*#.()\[\]-]"
    r"|^ {0,3}> \S|^ {0,3}\|.*\|[ \t]*$|^ {0,3}```|\]\(#",
    re.M,
)
_DIGITS = re.compile(r"\d++")
_LINE_END = re.compile("\r\n?")
_TABBED = re.compile("^\t[^\\s].*[^\\t]$", re.M)  # a paragraph indented by a tab, not a table row
# What only a web page or a PDF has: indented paragraphs, lines of a tab, bookmarks.
_INDENTED = re.compile("^[ \u00a0]{3,}[^\\s#>|`-]|^\t[ \u00a0]*$|^\\[bookmark:", re.M)


def read(data: bytes, name: str, key: str = "", reader: str = "") -> Source:
    """The source document in ``data``; ``name`` is its file name, ``key`` the registry id of its act.

    ``reader`` is one of ``READERS`` where the content shall not decide.

    Refuses what it cannot read with certainty: ``source.empty``, ``source.binary``, ``source.encoding``
    (which names the encoding it seems to be), ``source.too-large``, ``source.too-complex``, and what the
    reader of the format refuses.
    """
    if len(data) > LIMIT:
        raise SourceError("source.too-large", file=name, size=str(len(data)), limit=str(LIMIT))
    reader = reader or reader_for(data, name)
    if reader in _LAYOUTS:
        _refuse(data, name)
        found = plain(*decoded(data, name), name, _LAYOUTS[reader])
    else:
        module = import_module(f"nqs_docs.sources.{READERS[reader]}")
        extract = cast("Callable[[bytes, str, bool], Extract]", module.extract)
        found = extract(data, name, reader.endswith(_ACCEPTED))
    if not any(line.visible for line in found.lines):
        raise SourceError("source.empty", file=name)
    long = (line for line in found.lines if len(line.raw) > MOST_DIGITS)
    shown = ("".join(found.text[start:end] for start, end in line.visible) for line in long)
    limit(name, "digits", max((len(run) for text in shown for run in _DIGITS.findall(text)), default=0), MOST_DIGITS)
    digest = hashlib.sha256(data).hexdigest()
    return Source(key, name, digest, found.text, found.layout, found.lines, found.findings, found.anchors)


def plain(text: str, findings: tuple[Finding, ...], name: str, layout: Layout | None = None) -> Extract:
    """The lines of decoded text; its content tells how paragraphs are parted where ``layout`` does not."""
    layout = layout or _layout(text)
    limit(name, "lines", len(split_lines(text)), MOST_LINES)
    lines = from_markdown.lines(text) if layout is Layout.BLOCKS else from_text.lines(text)
    anchors = {match[1]: match.start() for match in _ANCHOR.finditer(text)}
    return Extract(text, layout, lines, findings, tuple(anchors.items()))


def _refuse(data: bytes, name: str) -> None:
    if kind := _kind(data):
        raise SourceError("source.binary", file=name, format=kind)


def _kind(data: bytes) -> str:
    return next((kind for magic, kind in _KINDS.items() if data.startswith(magic)), "")


def reader_for(data: bytes, name: str) -> str:
    """The reader for the content; SourceError ``source.binary`` where there is none."""
    if (kind := _kind(data)) in _READ:
        return _READ[kind]
    _refuse(data, name)
    beginning = data[:20_000].decode("utf-16" if data.startswith(_UTF16) else "latin-1", "ignore").lstrip("ï»¿ \t\r\n")
    if _PAGE.match(beginning) or (_FRAGMENT.match(beginning) and len(_BLOCK_ENDS.findall(beginning)) >= _BLOCKS):
        return "html"
    if beginning.startswith("<?xml"):
        raise SourceError("source.binary", file=name, format="XML")
    return "markdown" if _layout(decoded(data, name)[0]) is Layout.BLOCKS else "text"


def _layout(text: str) -> Layout:
    """How paragraphs are told apart. One stray sign does not outweigh a page of indented paragraphs."""
    text = _LINE_END.sub("\n", text)
    markdown = len(_MARKDOWN.findall(text))
    indented = len(_INDENTED.findall(text))
    if markdown * 4 >= indented and markdown:
        return Layout.BLOCKS
    return Layout.INDENTED if indented or len(_TABBED.findall(text)) > 2 else Layout.BLOCKS
