"""One edition says the same in every format, word for word and in one order."""

from __future__ import annotations

import importlib
import json
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import cast

import lxml.html
import pytest
from lxml.html import HtmlElement
from markdown_it import MarkdownIt

from nqs_docs.editions.library import Library
from nqs_docs.publish import FORMATS, write
from nqs_docs.publish.document import Document, document
from nqs_docs.publish.remarks import face
from nqs_docs.store.corpus import open_corpus
from tests.publish import akn_read
from tests.publish.word import paragraphs, part

CORPUS = Path(__file__).parents[2] / "corpus"
_FOOT = 50.0  # points from the lower edge of a page to its last line of text


def words(*lines: str) -> str:
    """Words with one space between them; what parts the cells of a row is no word."""
    return " ".join(" ".join(lines).replace(" | ", " ").split())


def seen(page: str) -> str:
    """What a reader of a page sees in its text: not its title, contents and scripts."""
    root = lxml.html.document_fromstring(page)
    for away in [e for e in root.iter("head", "nav", "script", "style", "button") if e.getparent() is not None]:
        cast("HtmlElement", away).drop_tree()
    return words(*(str(text) for text in root.itertext()))


def of_text(data: bytes) -> str:
    head, _, text = data.decode().partition("\n\n")
    return words(*(line.removeprefix("[").removesuffix("]") for line in head.split("\n")), text)


def of_markdown(data: bytes) -> str:
    return seen(MarkdownIt("commonmark").enable("table").render(data.decode()))


def of_pdf(data: bytes) -> str:
    """The words above the foot of each page; a line may end wherever a word has a hyphen or is too long."""
    read = importlib.import_module("pypdfium2").PdfDocument
    pages = [page.get_textpage().get_text_bounded(bottom=_FOOT) for page in read(data)]
    return words(*pages).replace("\x02", "-").replace("\u200b", "")


READERS: dict[str, Callable[[bytes], str]] = {
    "txt": of_text,
    "md": of_markdown,
    "html": lambda data: seen(data.decode()),
    "json": lambda data: words(json.loads(data)["text"]),
    "docx": lambda data: words(*paragraphs(part(data))),
    "pdf": of_pdf,
    "akn": lambda data: words(*akn_read.lines(data)),
}


@pytest.fixture(scope="module")
def editions() -> list[Document]:
    library: Library = open_corpus(CORPUS).library()
    days = {act_id: {*library.dates(act_id), date(2026, 7, 11)} for act_id in library.act_ids()}
    return [document(library.edition(a, day), notes=True) for a in days for day in sorted(days[a])]


@pytest.mark.parametrize("form", FORMATS)
def test_every_edition_says_the_same_words(form: str, editions: list[Document]) -> None:
    for shown in editions:
        text = words(*(block.text for block in shown.blocks))
        expected = text if form == "json" else words(*face(shown), text)
        said = READERS[form](write(shown, form))
        if form == "pdf":  # a space at the end of a line is not seen, a row that goes over two pages is read in halves
            assert Counter("".join(said.split())) == Counter("".join(expected.split())), shown.act
        else:
            assert said == expected, shown.act
