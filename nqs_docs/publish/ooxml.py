"""Word files as text: runs, paragraphs, tables, and the zip with the parts around them.

The frame is our own (``word_styles.xml`` and its like): a library's template would
bring two hundred styles, theme fonts without Kazakh letters and a picture. Elements
stand in the order of the schema (ISO/IEC 29500-1). Nothing depends on a clock: every
member of the zip has the same fixed time.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import date
from importlib import resources
from xml.sax.saxutils import escape

from msgspec import Struct

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
#: Parts that are the same in every file: word_styles.xml …
_FRAME = ("styles", "settings", "fontTable")
_TIME = (1980, 1, 1, 0, 0, 0)
#: Characters that XML cannot carry, seen as the replacement character.
_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WORDS = re.compile(r"[\s-]+")
_BREAKS = re.compile("([\n\t])")
_MARGINS = (
    '<w:pgMar w:top="1134" w:right="851" w:bottom="1134" w:left="1701" w:header="567" w:footer="567" w:gutter="0"/>'
)

#: Width of the text in twentieths of a point: A4 upright, and on its side.
UPRIGHT, SIDEWAYS = 11906 - 1701 - 851, 16838 - 2 * 851


class Properties(Struct, frozen=True):
    """What a file says of itself to Word and to search."""

    title: str
    subject: str
    identifier: str  # registry id of the act
    version: str  # the day of the edition, or both days of a redline
    created: date  # the day of the edition: no clock is read
    author: str = ""
    keywords: str = ""


def clean(text: str) -> str:
    """Text as a Word file can hold it."""
    return _NOT_XML.sub("\ufffd", text)


def words(text: str, tag: str = "w:t") -> str:
    """The content of a run; ``w:delText`` where it is deleted."""
    parts = []
    for piece in _BREAKS.split(clean(text)):
        if piece == "\n":
            parts.append("<w:br/>")
        elif piece == "\t":
            parts.append("<w:tab/>")
        elif piece:
            parts.append(f'<{tag} xml:space="preserve">{escape(piece)}</{tag}>')
    return "".join(parts)


def run(text: str, looks: str = "") -> str:
    """A run; ``looks`` are its properties, such as ``<w:b/>``."""
    properties = f"<w:rPr>{looks}</w:rPr>" if looks else ""
    return f"<w:r>{properties}{words(text)}</w:r>" if text else ""


def paragraph(
    style: str,
    content: str,
    mark: str = "",
    restyled: str = "",
    *,
    keep: bool = False,
    new_page: bool = False,
    side: str = "",
) -> str:
    """A paragraph; ``mark`` tells that its end was inserted or deleted, ``keep`` holds it to the next one.

    ``side``: "center" or "right".
    """
    properties = f'<w:pStyle w:val="{style}"/>'
    properties += "<w:keepNext/>" if keep else ""
    properties += "<w:pageBreakBefore/>" if new_page else ""
    properties += f'<w:jc w:val="{side}"/>' if side else ""
    properties += f"<w:rPr>{mark}</w:rPr>" if mark else ""
    return f"<w:p><w:pPr>{properties}{restyled}</w:pPr>{content}</w:p>"


def cell(paragraphs: str, width: int, span: int = 1, bottom: bool = False, down: str = "") -> str:
    """A cell of a table row; ``bottom``: its text stands at the lower edge; ``down``: "restart" or "continue"."""
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    properties += f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    properties += f'<w:vMerge w:val="{down}"/>' if down else ""
    properties += '<w:vAlign w:val="bottom"/>' if bottom else ""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraphs}</w:tc>"


def row(cells: str, head: bool = False, mark: str = "") -> str:
    """A table row; a head is repeated on each page."""
    properties = ("<w:cantSplit/><w:tblHeader/>" if head else "") + mark
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{cells}</w:tr>"


def table(rows: str, widths: Sequence[int], grid: bool = True) -> str:
    """A table of fixed columns, with lines where ``grid``."""
    properties = f'<w:tblStyle w:val="{"TableGrid" if grid else "NoGrid"}"/>'
    properties += f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"


def columns(rows: Sequence[Sequence[str]], width: int, small: bool = False) -> list[int]:
    """Widths of the columns of a table: room for the longest word of each, the rest by how much stands in it."""
    letter, margins = (110, 200) if small else (135, 200)
    count = max(len(cells) for cells in rows)
    held = [[cells[n] for cells in rows if n < len(cells) and any(cells[1:])] or [""] for n in range(count)]
    least = [max(len(word) for text in texts for word in _WORDS.split(text)) * letter + margins for texts in held]
    most = [max(len(text) for text in texts) ** 0.5 for texts in held]
    rest = width - sum(least)
    if rest < 0:  # long words are broken, short ones are not
        most = [max(need - width / count, 0) for need in least]
    shares = [need + rest * share / (sum(most) or 1) for need, share in zip(least, most, strict=True)]
    widths = [int(share) for share in shares]
    return [*widths[:-1], width - sum(widths[:-1])]


def package(
    body: str, about: Properties, header: str = "", comments: str = "", sideways: bool = False, footer: bool = True
) -> bytes:
    """A file of its body; ``header`` are paragraphs that stand above the first page, outside the text."""
    section, width = _section(bool(header), sideways, footer), SIDEWAYS if sideways else UPRIGHT
    own = {
        "document": f"<w:document {_W} {_R}><w:body>{body}{section}</w:body></w:document>",
        "footer": f"<w:ftr {_W}>{_footer(about.title, width)}</w:ftr>" if footer else "",
        "header": f"<w:hdr {_W}>{header}</w:hdr>" if header else "",
        "comments": f"<w:comments {_W}>{comments}</w:comments>" if comments else "",
    }
    kinds = [*(kind for kind, part in own.items() if part and kind != "document"), *_FRAME]
    parts = {
        "[Content_Types].xml": _content_types(kinds),
        "_rels/.rels": _relations(
            ("document", f"{_OFFICE}/officeDocument", "word/document.xml"),
            ("core", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "docProps/core.xml": _core(about),
        "word/_rels/document.xml.rels": _relations(*((kind, f"{_OFFICE}/{kind}", f"{kind}.xml") for kind in kinds)),
        **{f"word/{kind}.xml": part for kind, part in own.items() if part},
    }
    files = resources.files("nqs_docs.publish")
    frame = {f"word/{kind}.xml": files.joinpath(f"word_{kind}.xml").read_bytes() for kind in _FRAME}
    return zipped({name: (HEAD + part).encode() for name, part in parts.items()} | frame)


def zipped(parts: dict[str, bytes]) -> bytes:
    """A zip of these members, the same bytes for the same parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(member(name), data)
    return file.getvalue()


def member(name: str) -> zipfile.ZipInfo:
    """An entry of a zip that is the same whenever and wherever it is written."""
    entry = zipfile.ZipInfo(name, _TIME)
    entry.create_system, entry.compress_type = 0, zipfile.ZIP_DEFLATED
    return entry


def _relations(*relations: tuple[str, str, str]) -> str:
    """Each is an id, what it is and where it lies."""
    lines = (f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>' for name, kind, target in relations)
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(lines)}</Relationships>'


def _content_types(kinds: Sequence[str]) -> str:
    word = {"document": "document.main"} | {kind: kind for kind in kinds}
    types = {f"/word/{name}.xml": f"{_MAIN}.{kind}" for name, kind in word.items()}
    types["/docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties"
    lines = (f'<Override PartName="{name}" ContentType="{kind}+xml"/>' for name, kind in types.items())
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{"".join(lines)}</Types>'
    )


def _core(about: Properties) -> str:
    """Dublin Core: the file is as old as the edition it holds."""
    day = f'xsi:type="dcterms:W3CDTF">{about.created.isoformat()}T00:00:00Z'
    values = {
        "dc:title": about.title, "dc:subject": about.subject, "dc:creator": about.author,
        "cp:keywords": about.keywords, "dc:identifier": about.identifier, "dc:language": "kk-KZ",
        "cp:version": about.version,
    }  # fmt: skip
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{''.join(f'<{name}>{escape(clean(value))}</{name}>' for name, value in values.items() if value)}"
        f"<dcterms:created {day}</dcterms:created><dcterms:modified {day}</dcterms:modified></cp:coreProperties>"
    )


def _section(header: bool, sideways: bool, footer: bool) -> str:
    kinds = (("default", "first") if header else ("default",)) if footer else ()
    references = '<w:headerReference w:type="first" r:id="header"/>' if header else ""
    references += "".join(f'<w:footerReference w:type="{kind}" r:id="footer"/>' for kind in kinds)
    size = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>' if sideways else '<w:pgSz w:w="11906" w:h="16838"/>'
    margins = _MARGINS.replace("1701", "851") if sideways else _MARGINS
    return f"<w:sectPr>{references}{size}{margins}{'<w:titlePg/>' if header else ''}</w:sectPr>"


def _footer(text: str, width: int) -> str:
    tabs = f'<w:tabs><w:tab w:val="right" w:pos="{width}"/></w:tabs>'
    page = '<w:r><w:tab/></w:r><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    return f'<w:p><w:pPr><w:pStyle w:val="Footer"/>{tabs}</w:pPr>{run(text)}{page}</w:p>'
