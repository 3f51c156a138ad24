"""Word documents for golden cases: one line for a paragraph, XML where Word keeps something apart from its text.

A line of ``--- footnotes`` begins another part of the document: ``footnotes``, ``comments``, ``numbering``,
``header1``, ``footer1``. A line that begins with "<" is XML as it stands; the prefixes of Word are known.
"""

from __future__ import annotations

import io
import zipfile

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_SPACES = (
    f'xmlns:w="{_WORD}" xmlns:r="{_OFFICE}/relationships" xmlns:m="{_OFFICE}/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_ROOTS = {"header1": "hdr", "footer1": "ftr"}
_KINDS = {"header1": "header", "footer1": "footer"}


def word_document(text: str) -> bytes:
    """The document that the lines of ``text`` describe."""
    parts: dict[str, list[str]] = {"document": []}
    name = "document"
    for line in text.splitlines():
        if line.startswith("--- "):
            name = line[4:].strip()
            parts[name] = []
        elif line.strip():
            parts[name].append(line if line.startswith("<") else f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>")
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", _related({"word/document.xml": "officeDocument"}))
        others = {f"{part}.xml": _KINDS.get(part, part) for part in parts if part != "document"}
        archive.writestr("word/_rels/document.xml.rels", _related(others))
        for part, lines in parts.items():
            archive.writestr(f"word/{part}.xml", _part(part, lines))
    return file.getvalue()


def _part(name: str, lines: list[str]) -> str:
    root, content = _ROOTS.get(name, name), "".join(lines)
    before = ""
    if content.startswith("<!DOCTYPE"):
        before, _, content = content.partition("]>")
        before += "]>"
    body = f"<w:body>{content}</w:body>" if name == "document" else content
    return f"{before}<w:{root} {_SPACES}>{body}</w:{root}>"


def _related(parts: dict[str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="{target.removesuffix(".xml")}" Type="{_OFFICE}/relationships/{kind}" Target="{target}"/>'
        for target, kind in parts.items()
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}</Relationships>'
