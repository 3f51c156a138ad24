"""Word files as a reader sees them: paragraphs, the order of elements, changes accepted or rejected."""

from __future__ import annotations

import io
import zipfile
from functools import lru_cache

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: Children in the order of the schema (ISO/IEC 29500-1), as far as they are written here.
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore pBdr shd tabs spacing ind jc outlineLvl rPr pPrChange",
    "rPr": "ins del rFonts b bCs i iCs strike color sz szCs highlight u shd lang",
    "tblPr": "tblStyle tblW tblInd tblBorders tblLayout tblCellMar",
    "trPr": "cantSplit tblHeader ins del",
    "tcPr": "tcW gridSpan vMerge shd vAlign",
    "tbl": "tblPr tblGrid tr",
    "tr": "trPr tc",
    "sectPr": "headerReference footerReference pgSz pgMar titlePg",
    "style": "name basedOn next uiPriority qFormat pPr rPr tblPr",
    "settings": "zoom defaultTabStop characterSpacingControl compat themeFontLang decimalSymbol listSeparator",
}


def part(data: bytes, name: str = "word/document.xml") -> etree._Element:
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read(name))


def words(paragraph: etree._Element) -> str:
    marks = {f"{W}t": None, f"{W}delText": None, f"{W}br": "\n", f"{W}tab": "\t"}
    found = [node for run in paragraph.iter(f"{W}r") for node in run if node.tag in marks]
    return "".join(marks[str(node.tag)] or node.text or "" for node in found)


def paragraphs(body: etree._Element) -> list[str]:
    """Every paragraph with words, those of cells in their place."""
    return [text for p in body.iter(f"{W}p") if (text := words(p))]


@lru_cache(maxsize=64)  # most parts are the same in every file
def _in_order(data: bytes) -> etree._Element:
    """A part whose elements stand in the order of the schema."""
    root = etree.fromstring(data)
    for node in root.iter():
        order = ORDER.get(etree.QName(node).localname, "").split()
        places = [order.index(etree.QName(child).localname) for child in node] if order else []
        assert places == sorted(places), etree.tostring(node)
    return root


def check(data: bytes) -> None:
    """What Word would complain of: elements out of order, styles that are not there, numbers used twice."""
    file = zipfile.ZipFile(io.BytesIO(data))
    names = file.namelist()
    roots = {name: _in_order(file.read(name)) for name in names if name.endswith((".xml", ".rels"))}
    body, styles = roots["word/document.xml"], roots["word/styles.xml"]
    known = {style.get(f"{W}styleId") for style in styles.iter(f"{W}style")}
    used = {node.get(f"{W}val") for node in body.iter(f"{W}pStyle", f"{W}tblStyle")}
    used |= {node.get(f"{W}val") for node in styles.iter(f"{W}basedOn", f"{W}next")}
    assert used <= known
    ids = [node.get(f"{W}id") for node in body.iter(f"{W}ins", f"{W}del")]
    assert len(ids) == len(set(ids))
    for cell in body.iter(f"{W}tc"):
        assert cell[0].tag == f"{W}tcPr"
        assert cell[-1].tag == f"{W}p", "a cell ends in a paragraph"
    for table in body.iter(f"{W}tbl"):
        after = table.getnext()
        assert after is not None and after.tag == f"{W}p", "a table is followed by a paragraph"
        assert len({sum(_span(cell) for cell in row.findall(f"{W}tc")) for row in table.findall(f"{W}tr")}) == 1
    rels = roots["word/_rels/document.xml.rels"]
    assert all(f"word/{node.get('Target')}" in names for node in rels)


def _span(cell: etree._Element) -> int:
    found = cell.find(f"{W}tcPr/{W}gridSpan")
    return int(found.get(f"{W}val") or 1) if found is not None else 1


def resolved(data: bytes, accept: bool) -> list[tuple[str, str]]:
    """Style and words of every paragraph after Word's "accept all" or "reject all"."""
    body = part(data)
    gone = "del" if accept else "ins"
    for row in [row for row in body.iter(f"{W}tr") if row.find(f"{W}trPr/{W}{gone}") is not None]:
        _remove(row)
    for table in [table for table in body.iter(f"{W}tbl") if table.find(f"{W}tr") is None]:
        _remove(table)
    for change in [node for node in body.iter(f"{W}{gone}") if _parent(node).tag == f"{W}p"]:
        _remove(change)
    for paragraph in [p for p in body.iter(f"{W}p") if p.find(f"{W}pPr/{W}rPr/{W}{gone}") is not None]:
        assert not words(paragraph), "what stays of it would run into the next paragraph"
        assert paragraph.getnext() is not None
        _remove(paragraph)
    styled = [(style, words(p)) for p in body.iter(f"{W}p") for style in p.findall(_STYLES[accept])[-1:]]
    return [(style.get(f"{W}val") or "", text) for style, text in styled if text]


#: Where the style of a paragraph stands, the last one found counts: that of the old edition is kept in the change.
_STYLES = {True: f"{W}pPr/{W}pStyle", False: f"{W}pPr//{W}pStyle"}


def _parent(node: etree._Element) -> etree._Element:
    found = node.getparent()
    assert found is not None
    return found


def _remove(node: etree._Element) -> None:
    _parent(node).remove(node)
