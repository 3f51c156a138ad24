"""One edition says the same in every format, word for word and in one order."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import cast

import lxml.html
import pytest
from lxml import etree
from lxml.html import HtmlElement
from markdown_it import MarkdownIt

from nqs_docs.editions.library import Library
from nqs_docs.publish import FORMATS, write
from nqs_docs.publish.document import Document, document
from nqs_docs.publish.remarks import face
from nqs_docs.store.corpus import open_corpus
from tests.publish import akn_read, archive
from tests.publish.word import paragraphs, part

CORPUS = Path(__file__).parents[2] / "corpus"


def words(*lines: str) -> str:
    """Words with one space between them; what parts the cells of a row is no word."""
    return " ".join(" ".join(lines).replace(" | ", " ").split())


def seen(page: str) -> str:
    """What a reader of a page sees in its text: not its title, contents, switch and origins."""
    root = lxml.html.document_fromstring(page)
    for away in [e for e in root.iter("head", "nav", "label", "aside") if e.getparent() is not None]:
        cast("HtmlElement", away).drop_tree()
    return words(*(str(text) for text in root.itertext()))


def of_text(data: bytes) -> str:
    head, _, text = data.decode().partition("\n\n")
    return words(*(line.removeprefix("[").removesuffix("]") for line in head.split("\n")), text)


def of_markdown(data: bytes) -> str:
    return seen(MarkdownIt("commonmark").enable("table").render(data.decode()))


READERS: dict[str, Callable[[bytes], str]] = {
    "txt": of_text,
    "md": of_markdown,
    "html": lambda data: seen(data.decode()),
    "json": lambda data: words(json.loads(data)["text"]),
    "docx": lambda data: words(*paragraphs(part(data))),
    "pdf": archive.words,
    "akn": lambda data: words(*akn_read.read(etree.fromstring(data))[1]),
}


@pytest.fixture(scope="module")
def editions() -> list[Document]:
    library: Library = open_corpus(CORPUS).library()
    days = {act_id: {*library.dates(act_id), date(2026, 7, 11)} for act_id in library.act_ids()}
    return [document(library.edition(a, day), notes=True) for a in days for day in sorted(days[a])]


@pytest.mark.parametrize("form", FORMATS)
def test_the_last_edition_of_each_act_says_the_same_words(form: str, editions: list[Document]) -> None:
    agree(form, {shown.edition.act: shown for shown in editions}.values())


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMATS)
def test_every_edition_says_the_same_words(form: str, editions: list[Document]) -> None:
    agree(form, editions)


def agree(form: str, editions: Iterable[Document]) -> None:
    for shown in editions:
        text = words(*(block.text for block in shown.blocks))
        expected = text if form == "json" else words(*face(shown), text)
        said = READERS[form](write(shown, form))
        if form == "pdf":  # lines end where the page does: a space there is not heard
            expected = expected.replace(" ", "")
        assert said == expected, shown.edition.act
