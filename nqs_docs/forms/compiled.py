"""A Word template compiled once: of a form only its document part is made, the rest of the file is ready.

A template is a docxtpl file, a designer's or one laid out from the blank. Its tags are
names of fields and loops over rows, nothing else: no expression of a template is ever
run. docxtpl cleans the tags that Word has torn to pieces; each tag then becomes the
slot that stands at its place in the blank, so the n-th tag prints the n-th ink, with
every sign of XML in it escaped.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, zip_longest
from xml.sax.saxutils import escape

from docxtpl import DocxTemplate
from lxml import etree
from lxml.etree import _Element
from msgspec import Struct

from nqs_docs.findings import UsageError
from nqs_docs.forms.model import Blank, Ink, slots
from nqs_docs.forms.wording import seen
from nqs_docs.publish import ooxml

DOCUMENT = "word/document.xml"
_TOKEN = re.compile(r"<[^<>]*>|\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_TAG = re.compile(
    r"\{\{\s*(?P<slot>\w+(?:\..+?)?)\s*\}\}|\{%\s*for\s+(?P<loop>\w+\s+in\s+\w+)\s*%\}|\{%\s*(?P<end>endfor)\s*%\}"
    r'|\{\{ "(?P<brace>[{}])" \}\}'  # a brace that is printed
)
_SECTION = re.compile(r"<w:sectPr\b(?:(?!<w:sectPr\b).)*$", re.DOTALL)
_A4, _MARGIN = 16838, 848  # twentieths of a point: the page, and where in its lower margin the foot stands
#: A frame takes no room in the text; it stands on the page of the paragraph that holds it.
_FOOT = (
    '<w:p><w:pPr><w:pStyle w:val="Normal"/><w:framePr w:w="9354" w:wrap="around" w:vAnchor="page" w:hAnchor="margin"'
    ' w:x="1" w:y="{below}"/></w:pPr>'
    '<w:r><w:rPr><w:color w:val="595959"/><w:sz w:val="14"/><w:szCs w:val="14"/></w:rPr>'
    '<w:t xml:space="preserve">{foot}</w:t></w:r></w:p>'
)


class _Page(Struct):
    """Fixed XML with a hole between each two pieces: whether it is within a run, or the page of a loop's rows."""

    fixed: list[str]
    holes: list[bool | _Page]


class Compiled:
    """A template ready to be filled any number of times."""

    def __init__(self, file: bytes, name: str) -> None:
        """``file`` is the DOCX, ``name`` what errors call it; a tag that is no name of a field is a wrong use."""
        self.name = name
        self._rest = _without_document(file)
        self._head, body, rest = cleaned(file).partition("<w:body>")
        section = _SECTION.search(rest)
        assert body and section
        self._section, _, self._end = section[0].rpartition("</w:body>")
        self._page = _parsed(rest[: section.start()], name)

    def write(self, *forms: Blank, feet: Iterable[str] = ()) -> bytes:
        """A Word file of one or more filled forms, each in a section of its own.

        ``feet``: what stands in small letters at the foot of the last page of each. A blank
        whose slots are not those of the template is a wrong use.
        """
        between = f"<w:p><w:pPr>{self._section}</w:pPr></w:p>"
        try:
            pages = ["".join(_written(self._page, list(_inks(filled)))) for filled in forms]
        except ValueError:
            raise UsageError("template.places", template=self.name) from None
        body = between.join(page + self._foot(foot) for page, foot in zip_longest(pages, feet, fillvalue=""))
        file = io.BytesIO(self._rest)
        with zipfile.ZipFile(file, "a") as archive:
            document = f"{ooxml.HEAD}{self._head}<w:body>{body}{self._section}</w:body>{self._end}"
            archive.writestr(ooxml.member(DOCUMENT), document.encode(), compresslevel=3)
        return file.getvalue()

    def _foot(self, words: str) -> str:
        """A frame in the lower margin of the page that the text ends on; nothing without words."""
        height = re.search(r'<w:pgSz [^>]*w:h="(\d+)"', self._section)
        below = int(height[1] if height else _A4) - _MARGIN
        return _FOOT.format(below=below, foot=escape(ooxml.clean(seen(words)))) if words else ""


def tags(document: str, name: str) -> Iterator[tuple[str, str]]:
    """The tags of a template's text and what stands between them: kind and words.

    "" and fixed text; "slot" and "name" or "name.part"; "loop" and "variable in rows"; "end".
    Any other tag is a wrong use of the template ``name``.
    """
    last = 0
    for token in _TOKEN.finditer(document):
        if token[0].startswith("<"):
            continue
        yield "", document[last : token.start()]
        last = token.end()
        tag = _TAG.fullmatch(token[0])
        if tag is None or tag.lastgroup is None:
            raise UsageError("template.tag", template=name, tag=token[0])
        yield ("" if tag["brace"] else tag.lastgroup), tag[tag.lastgroup]
    yield "", document[last:]


def cleaned(file: bytes) -> str:
    """The document part of a template, its tags in one piece each."""
    return str(DocxTemplate(io.BytesIO(file)).patch_xml(etree.tostring(root_of(file), encoding="unicode")))


def root_of(file: bytes) -> _Element:
    """The document part of a template, as it is."""
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        return etree.fromstring(archive.read(DOCUMENT), etree.XMLParser(resolve_entities=False))


def _without_document(file: bytes) -> bytes:
    """A file of all other parts with fixed times, packed for good."""
    rest = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as old, zipfile.ZipFile(rest, "w") as new:
        for part in old.namelist():
            if part != DOCUMENT:
                new.writestr(ooxml.member(part), old.read(part))
    return rest.getvalue()


def _parsed(document: str, name: str) -> _Page:
    pages, last_tag = [_Page([""], [])], ""
    for kind, words in tags(document, name):
        match kind:
            case "":
                pages[-1].fixed[-1] += words
                last_tag = words[words.rfind("<") :] if "<" in words else last_tag
                continue
            case "slot":
                hole: bool | _Page = last_tag.startswith("<w:t")
            case "loop":
                pages.append(_Page([""], []))
                continue
            case _ if len(pages) == 1:
                raise UsageError("template.tag", template=name, tag="endfor")
            case _:
                hole = pages.pop()
        pages[-1].holes.append(hole)
        pages[-1].fixed.append("")
    if len(pages) > 1:
        raise UsageError("template.tag", template=name, tag="for")
    return pages[0]


def _written(page: _Page, inks: Sequence[Ink | list[Ink]]) -> Iterator[str]:
    """The page with its inks; ValueError where they are not as many as its holes."""
    for fixed, hole, ink in zip(page.fixed[:-1], page.holes, inks, strict=True):
        yield fixed
        match hole, ink:
            case bool(), Ink():
                yield _words(ink) if hole else _runs(ink)
            case _Page(holes=within), list():
                for at in range(0, len(ink), len(within)):
                    yield from _written(hole, ink[at : at + len(within)])
            case _:
                raise ValueError
    yield page.fixed[-1]


def _inks(filled: Blank) -> Iterator[Ink | list[Ink]]:
    """The inks in printed order, those of rows that repeat in a list of their own."""
    for repeats, group in groupby(filled.body, key=lambda item: item.repeats):
        inks = [slot for slot in slots(group) if isinstance(slot, Ink)]
        yield from [inks] if repeats else inks


def _words(ink: Ink) -> str:
    """An ink as words within a run of the designer's."""
    return escape(ooxml.clean(ink.text + ink.rule)).replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')


def _runs(ink: Ink) -> str:
    """An ink as runs of its own."""
    return ooxml.run(ink.text, '<w:u w:val="single"/>' if ink.under else "") + ooxml.run(ink.rule)
