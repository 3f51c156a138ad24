"""A saved web page: the pages of the public legal site, and others as far as they can be read.

On a page of the site the text is the ``article`` of ``div.container_gamma.text``; title and
requisites are the ``h1`` and the next paragraphs of ``div.container_alpha``. Of any other page
``article``, ``main`` or the whole body is read, and ``source.unknown-page`` says so. Everything
else on the page is left out and named. Nothing is run, fetched or followed.
"""

from __future__ import annotations

import re
from itertools import takewhile

from lxml import etree, html
from lxml.etree import _Element as Element

from nqs_docs.findings import Severity, SourceError
from nqs_docs.sources.blocks import Blocks, lowered, paragraphs_in, raised
from nqs_docs.sources.decoding import decoded
from nqs_docs.sources.html_styles import Style, styled
from nqs_docs.sources.html_tables import is_layout, rows_of, said, span_of
from nqs_docs.sources.limits import DEEPEST, limit
from nqs_docs.sources.line import Extract
from nqs_docs.sources.list_numbers import number_text
from nqs_docs.sources.pdf_process import bounded
from nqs_docs.sources.read import plain
from nqs_docs.sources.tables import grid

_CAPTCHA = re.compile(
    r"подтвердите,?\s+что\s+вы\s+не\s+робот|робот\s+емес\w+\s+раста|you\s+are\s+not\s+a\s+robot", re.I
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,30})", re.I)
_BLOCKS = frozenset(
    """address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hr legend li main nav ol p pre section summary table tbody td tfoot th
    thead tr ul""".split()
)
_UNREAD = frozenset(
    """script style noscript template head title iframe object embed applet svg math select datalist textarea button
    input audio video canvas map colgroup link meta""".split()
)
_AROUND = frozenset(["nav", "aside", "header", "footer"])
# The parser compares each attribute of a tag with all before it: a tag may take hours.
_ENDLESS = re.compile(rb"<\x00?[A-Za-z][^<]{100000}")
_SPACES = re.compile(r"[ \t\n\r\f]+")
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BULLET = "- "  # stands for whatever sign the browser draws


def extract(data: bytes, name: str, accepted: bool) -> Extract:
    """The text of a page, its tracked changes taken as ``accepted``.

    SourceError ``source.tracked-changes`` where it has some that nobody decided on.
    """
    if _ENDLESS.search(data):
        return bounded("from_html", "extract_here", data, name, accepted)
    return extract_here(data, name, accepted)


def extract_here(data: bytes, name: str, accepted: bool) -> Extract:
    """``extract`` in this process."""
    declared = _CHARSET.search(data[:4000])
    text, findings = decoded(data, name, declared[1].decode() if declared else "")
    root = _parsed(text.replace("\0", ""), name)
    if verbatim := _verbatim(root):
        return plain(verbatim, findings, name)
    places, known = _places(root)
    if not known and _CAPTCHA.search(said(root)):
        raise SourceError("source.captcha", file=name)
    blocks = Blocks(name)
    blocks.findings += findings
    if not known:
        blocks.say("source.unknown-page")
    page = _Page(blocks, accepted=accepted, known=known)
    for place in places:
        page.read(place)
    if left := [*_outside(root, places), *page.around]:
        blocks.say("source.navigation", left)
    return blocks.extract()


def _parsed(text: str, name: str) -> Element:
    """The tree of a page as browsers make it; no DTD, no network."""
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise SourceError("source.empty", file=name) from error
    if parser.error_log.filter_from_fatals():  # the parser stopped there: elements too deep inside one another
        limit(name, "nesting", DEEPEST + 1, DEEPEST)
    return root


def _verbatim(root: Element) -> str:
    """The text of a page that is nothing but a text file as a browser shows it; "" for any other."""
    found = next(root.iter("pre"), None)
    body = next(root.iter("body"), root)
    if found is None or len(found) or [one for one in body if one.tag not in _UNREAD] != [found]:
        return ""
    return found.text or "" if not (body.text or "").strip() and not (found.tail or "").strip() else ""


def _classed(root: Element, *names: str) -> list[Element]:
    return [one for one in root.iter("div") if set(names) <= set((one.get("class") or "").split())]


def _places(root: Element) -> tuple[list[Element], bool]:
    """What is read of a page, in order, and whether it is a page of the site."""
    texts = _outermost(_classed(root, "container_gamma", "text"))
    bodies = [place for one in texts for place in (_outermost(list(one.iter("article"))) or [one])]
    known = bool(bodies)
    if not bodies:
        whole = list(root.iter("body"))[:1] or [root]
        bodies = _outermost(list(root.iter("article", "main")))
        # An article that holds little of the page is an announcement beside its text.
        inside = sum(len("".join(_outside(one, []))) for one in bodies)
        bodies = bodies if 2 * inside > len("".join(_outside(whole[0], []))) else whole
    head: list[Element] = []
    titled = any(next(one.iter("h1"), None) is not None for one in bodies)
    for container in _outermost(_classed(root, "container_alpha")) if known or titled else [root]:
        title = next(container.iter("h1"), None)
        if title is not None and not _within(title, bodies):
            head.append(title)
            # Its state may stand between title and requisites, or each of them in a box of its own.
            every = list(container.iter("h1", "p"))
            first = next((one for one in every[every.index(title) :] if one.tag == "p" and known), title.getnext())
            below = [first, *first.itersiblings()] if first is not None else []
            head += takewhile(lambda one: one.tag == "p", below)
    return [*head, *bodies], known


def _outermost(found: list[Element]) -> list[Element]:
    every = set(found)
    return [one for one in found if not any(around in every for around in one.iterancestors())]


def _within(element: Element, places: list[Element]) -> bool:
    return element in places or any(around in places for around in element.iterancestors())


def _outside(root: Element, places: list[Element]) -> list[str]:
    """The words of the page that stand in none of the places."""
    words: list[str] = []
    inside = set(places)
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        if event == "end":
            words.append((element.tail or "") if element is not root else "")
        elif element in inside or element.tag in _UNREAD:
            walker.skip_subtree()
        else:
            words.append(element.text or "")
    return [word for word in words if word.strip()]


class _Page:
    """Reads elements of a page, block by block, into ``blocks``."""

    def __init__(self, blocks: Blocks, *, accepted: bool, known: bool) -> None:
        self._blocks = blocks
        self._accepted = accepted
        self._known = known  # what is red is an editorial note only on pages of the site
        self._parts: list[tuple[str, Style | None]] = []  # no style: a line break
        self._cell: list[tuple[str, bool]] | None = None  # paragraphs of the cell of a table of data, which are notes
        self._heading = 0
        self._bullet = self._label = ""  # before the first words of a list item
        self._lists: list[tuple[str, int]] = []  # form and last number of the lists around; "" for bullets
        self._hidden: list[str] = []
        self.around: list[str] = []  # what stands round the text of a page of another site

    def read(self, place: Element) -> None:
        """Everything in an element; what stands after it is none of its text."""
        styles = [Style()]
        walker = etree.iterwalk(place, events=("start", "end"))
        for event, element in walker:
            tag = element.tag
            if event == "end":
                styles.pop()
                self._end(tag)
                if element is not place:
                    self._text(element.tail, styles[-1])
                continue
            styles.append(styled(styles[-1], element, tag))
            if (
                tag in _UNREAD
                or self._is_around(element, tag)
                or self._changed(element, tag)
                or self._table(element, tag)
            ):
                walker.skip_subtree()
            else:
                self._begin(element, tag, styles[-1])
                self._text(element.text, styles[-1])
        self._flush()

    def _begin(self, element: Element, tag: str, style: Style) -> None:
        if tag in _BLOCKS:
            self._flush()
        for name in (element.get("id"), element.get("name") if tag == "a" else None):
            self._blocks.anchor(name or "")
        if tag == "br":
            self._parts.append(("\n", None))
        elif tag == "img" and not style.hidden:
            self._blocks.say("source.picture", element.get("alt") or "")
        elif tag in ("ol", "ul"):
            self._list(element, tag)
        elif tag == "li":
            self._item(element)
        self._heading = _HEADINGS.get(tag, self._heading)

    def _end(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._flush()
        if tag in ("ol", "ul") and self._lists:
            self._lists.pop()
        elif tag in _HEADINGS:
            self._heading = 0
        elif tag == "li":
            self._bullet = self._label = ""

    def _is_around(self, element: Element, tag: str) -> bool:
        """Whether the element is a menu, head or foot of a page whose text has no place of its own."""
        if self._known or tag not in _AROUND or next(element.iter("h1"), None) is not None:
            return False
        self.around += [said(element)]
        return True

    def _changed(self, element: Element, tag: str) -> bool:
        """Whether the element holds words that somebody deleted; nobody has decided unless they are accepted."""
        if tag not in ("ins", "del"):
            return False
        if not self._accepted:
            raise SourceError("source.tracked-changes", file=self._blocks.name, reader="html-accepted")
        if tag == "del":
            self._blocks.say("source.deleted-text", said(element))
        return tag == "del"

    def _list(self, element: Element, tag: str) -> None:
        style = (element.get("style") or "").replace(" ", "").lower()
        bare = "list-style:none" in style or "list-style-type:none" in style
        start = element.get("start") or "1"
        number = int(start) if re.fullmatch(r"-?[0-9]{1,6}", start) else 1
        self._lists.append(("none" if bare else (element.get("type") or "1") if tag == "ol" else "", number - 1))
        if tag == "ol" and not bare:
            self._blocks.say("source.list-numbers", f"{number}.")
        if element.get("reversed") is not None:
            self._blocks.say("source.list-format", "reversed", severity=Severity.ERROR)

    def _item(self, element: Element) -> None:
        """The sign or number before a list item: text only where it is a number."""
        form, last = self._lists[-1] if self._lists else ("", 0)
        value = element.get("value") or ""
        number = int(value) if re.fullmatch(r"[0-9]{1,6}", value) else last + 1
        if self._lists:
            self._lists[-1] = form, number
        text = number_text(number, form) if form else ""
        if text is None:
            self._blocks.say("source.list-format", form, severity=Severity.ERROR)
        self._bullet, self._label = ("", f"{text}. " if text else "") if form else (_BULLET, "")

    def _table(self, table: Element, tag: str) -> bool:
        """Reads a table of data as rows; False for one that only puts text in its place, read as paragraphs."""
        if tag != "table" or self._cell is not None or is_layout(table):
            return False
        self._flush()
        for caption in table.iter("caption"):
            self._blocks.paragraph(said(caption))
        rows = rows_of(table)
        spans = [[(span_of(cell, "colspan"), span_of(cell, "rowspan")) for cell in row] for row in rows]
        read = [[self._paragraphs(cell) for cell in row] for row in rows]
        texts = [[" ".join(words for words, _ in cell) for cell in row] for row in read]
        for row, cells in zip(grid(texts, spans, self._blocks.name), read, strict=True):
            notes = [note for cell in cells for _, note in cell]
            if notes and all(notes) and sum(map(bool, row)) == 1:
                self._blocks.paragraph("".join(row), note=True)
            else:
                self._blocks.row(row)
        return True

    def _paragraphs(self, cell: Element) -> list[tuple[str, bool]]:
        self._cell = []
        self.read(cell)
        found, self._cell = self._cell, None
        return found

    def _text(self, text: str | None, style: Style) -> None:
        if not text:
            return
        if style.hidden:
            self._hidden += [text] if text.strip() else []
        else:
            self._parts.append((raised(text) if style.shift > 0 else lowered(text) if style.shift else text, style))

    def _flush(self) -> None:
        """Ends a paragraph."""
        parts, self._parts = self._parts, []
        if self._hidden:
            self._blocks.say("source.hidden-text", self._hidden)
            self._hidden = []
        text = _joined(parts)
        if not text.strip():
            return
        styles = [style for words, style in parts if style and words.strip()]
        note = self._known and all(style.note or style.red for style in styles)
        if self._cell is not None:
            self._cell.append((f"{self._label or self._bullet}{text}", note))
            self._label = self._bullet = ""
            return
        struck = [words for words, style in parts if style and style.struck and words.strip()]
        if struck:
            self._blocks.say("source.struck-text", struck)
        soft = all(style is not None for _, style in parts)
        for piece in paragraphs_in(self._label + text, soft=soft):
            self._blocks.paragraph(
                piece,
                heading=self._heading,
                bold=all(style.bold for style in styles),
                bullet=self._bullet,
                centered=all(style.centered for style in styles),
                note=note,
                soft=soft,
            )
            self._label = self._bullet = ""


def _joined(parts: list[tuple[str, Style | None]]) -> str:
    """The text of a paragraph: white space is one space, but for what is printed as it stands."""
    text = ""
    for words, style in parts:
        if style is None:
            text = text.rstrip(" ") + "\n"
        elif style.pre:
            text += words.replace("\r\n", "\n").replace("\r", "\n")
        else:
            plain = _SPACES.sub(" ", words)
            text += plain.lstrip(" ") if not text or text[-1] in " \n" else plain
    return text.rstrip(" \n")
