"""Saved web pages: the orders of the corpus as pages of the legal site, and pages as people save them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nqs_docs.clauses.address import render
from nqs_docs.clauses.from_lines import read_act
from nqs_docs.findings import SourceError
from nqs_docs.sources.line import Source
from nqs_docs.sources.read import read
from tests.sources.seeds import KEYS, source
from tests.sources.shapes import blocks, meant
from tests.sources.test_read import lossless
from tests.sources.web_pages import page


def test_a_note_in_a_row_of_a_table_is_a_note() -> None:
    """A row of nothing else; red words in a cell beside others are text."""
    note = '<tr><td colspan="2"><p class="note"><font color="red">Ескерту. 1-жол алып тасталды.</font></p></td></tr>'
    row = '<tr><td>2</td><td><font color="red">он күн</font></td></tr>'
    table = f'<table border="1"><tr><td>№</td><td>Мерзімі</td></tr>{note}{row}</table>'
    page_ = f'<html><body><div class="container_gamma text"><article>{table}</article></div></body></html>'
    found = [(line.note, line.cells) for line in read(page_.encode(), "x.html").lines]
    assert found == [(False, True), (True, False), (False, True)]


@pytest.mark.parametrize("number", KEYS)
def test_an_order_says_the_same_as_a_page_and_as_text(number: str) -> None:
    """Tree, notes and operations; the damage of the text is in the page too, and is repaired the same way."""
    plain = source(number)
    saved = read(page(blocks(plain)), "page.html", KEYS[number])
    assert lossless(saved)
    assert meant(saved) == meant(plain)
    assert [finding.code for finding in saved.findings] == ["source.navigation"]


SMALL = """<html><head><title>x</title></head><body><div>Басты бет</div>
<div class="container_alpha"><h1>Қағидаларды бекіту туралы</h1>
<p>Қазақстан Республикасы Еңбек министрінің 2023 жылғы 1 қыркүйектегі № 7 бұйрығы. Қазақстан Республикасының Әділет
министрлігінде 2023 жылғы 2 қыркүйекте № 30007 болып тіркелді</p></div>
<div class="container_gamma text"><article>{text}</article></div></body></html>"""
POINTS = (
    '<p id="z1">{0}БҰЙЫРАМЫН:</p><p id="z2">{0}1. Осы:</p><p id="z3">{0}1) бірінші;</p><p id="z4">{0}2) екінші.</p>'
    '<p id="z5">{0}2. Соңғы тармақ.</p>'
)
NBSP = "&nbsp;" * 6


def small(text: str = POINTS.format(NBSP)) -> bytes:
    """A page of the site with a short order."""
    return SMALL.format(text=text).encode()


def lines(got: Source) -> list[str]:
    """What a reader sees, line by line."""
    return ["".join(got.text[a:b] for a, b in line.visible) for line in got.lines if line.visible]


def test_anchors_are_other_names_of_units() -> None:
    act, _ = read_act(read(small(), "x.html"))
    assert {name: render(address) for name, address in act.aliases} == {
        "z1": "бұйрықтың кіріспесі",
        "z2": "бұйрықтың 1-тармағы",
        "z3": "бұйрықтың 1-тармағының 1) тармақшасы",
        "z4": "бұйрықтың 1-тармағының 2) тармақшасы",
        "z5": "бұйрықтың 2-тармағы",
    }


def test_the_page_against_robots_is_refused_by_name() -> None:
    robots = "<html><body><h2>Подтвердите, что Вы не робот</h2><form><input/></form></body></html>"
    with pytest.raises(SourceError) as caught:
        read(robots.encode(), "x.html")
    assert caught.value.code == "source.captcha"


def test_what_is_left_out_of_a_page_is_named() -> None:
    (finding,) = read(small(), "x.html").findings
    assert finding.code == "source.navigation"
    assert dict(finding.params)["words"] == "Басты бет"


TAGS = """p div b span table tr td th tbody ul ol li h1 h3 br pre sup a font center caption article header nav section
    ins del s script textarea"""
MARKS = [f"<{tag}>" for tag in TAGS.split()] + [f"</{tag}>" for tag in TAGS.split()]
ODD = [
    '<td colspan="3" rowspan="2">',
    '<p style="display:none">',
    "<!-- -->",
    "&nbsp;",
    "&lt;",
    "\t",
    "\n",
    "<",
    "<table border=1>",
]
LETTERS = str.maketrans("0123456789", "qrstuvwxyz")
PIECES = st.lists(st.sampled_from([*MARKS, *ODD]) | st.just("W"), max_size=60)


@given(PIECES)
def test_no_word_of_a_page_is_lost(pieces: list[str]) -> None:
    """Every word is in the text or named by a finding, but for scripts and fields of a form."""
    words = {at: f"w{str(at).translate(LETTERS)}e" for at, piece in enumerate(pieces) if piece == "W"}
    page = "".join(f" {words[at]} " if at in words else piece for at, piece in enumerate(pieces))
    try:
        got = read(f"<html><body><p>Бар</p>{page}</body></html>".encode(), "x.html", reader="html-accepted")
    except SourceError:
        return  # its text is nothing but deleted or hidden words: refused, not lost
    assert lossless(got)
    named = " ".join(dict(finding.params).get("words", "") for finding in got.findings)
    read_or_named = set(re.findall(r"w[q-z]+e", f"{got.text} {named}"))
    if not {"<script>", "<textarea>"} & set(pieces) and len(named) < 250:
        assert read_or_named >= set(words.values())


def test_a_title_above_the_article_of_another_site_is_read() -> None:
    own = small(POINTS.format(NBSP) + f"<p>{NBSP}{'Мәтін. ' * 100}</p>")
    other = own.replace(b"container_gamma text", b"content").replace(b"container_alpha", b"top")
    assert lines(read(other, "x.html")) == lines(read(own, "x.html"))
    assert {finding.code for finding in read(other, "x.html").findings} == {"source.unknown-page", "source.navigation"}
