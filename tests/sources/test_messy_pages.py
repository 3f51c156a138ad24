"""One short order, saved from the web in many ways: every page says what its plain text says."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import pytest

from nqs_docs.clauses.act import NoteKind
from nqs_docs.clauses.from_lines import read_act
from nqs_docs.findings import SourceError
from nqs_docs.sources.read import read
from tests.sources.shapes import meant

KEY = "V2300030007"
TITLE = "Тәртіп қағидаларын бекіту туралы"
BODY = "Қазақстан Республикасы Еңбек және халықты әлеуметтік қорғау министрінің 2023 жылғы 1 қыркүйектегі № 7 бұйрығы."
REGISTERED = "Қазақстан Республикасының Әділет министрлігінде 2023 жылғы 2 қыркүйекте № 30007 болып тіркелді"
REQUISITES = f"{BODY} {REGISTERED}"
CORNER = [
    "Қазақстан Республикасы",
    "Еңбек және халықты",
    "әлеуметтік қорғау министрі",
    "2023 жылғы 1 қыркүйектегі",
    "№ 7 бұйрығына",
    "қосымша",
]
ORDER = [
    "БҰЙЫРАМЫН:",
    "1. Қоса беріліп отырған Тәртіп қағидалары бекітілсін.",
    "2. Осы бұйрық алғашқы ресми жарияланған күнінен кейін қолданысқа енгізіледі.",
]
NOTE = (
    "Ескерту. 2-тармақ жаңа редакцияда - ҚР Еңбек және халықты әлеуметтік қорғау министрінің 27.01.2025 № 22 "
    "(алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң қолданысқа енгізіледі) бұйрығымен."
)
FIRST = [
    "1. Осы Қағидалар тәртіпті айқындайды.",
    "2. Мынадай құжаттар ұсынылады:",
    "1) өтініш;",
    "2) жеке куәлік.",
    NOTE,
]
SECOND = ["3. Мерзімі он жұмыс күні.", "Екінші бөлік осы жерде.", "4. Кесте:"]
NAME, CHAPTERS = "Тәртіп қағидалары", ("1-тарау. Жалпы ережелер", "2-тарау. Мерзім")
INDENT = "      "
TEXT = (
    f" {TITLE}\n{REQUISITES}\n\n"
    + "\n\n".join(INDENT + line for line in ORDER)
    + f"\n\t\n{INDENT}Министр\n\n\t\nС. Жакупова\n\n\t\n\t"
    + "\n".join(CORNER)
    + f"\n\n {NAME}\n\n {CHAPTERS[0]}\n\n"
    + "\n\n".join(INDENT + line for line in FIRST)
    + f"\n\n {CHAPTERS[1]}\n\n"
    + "\n\n".join(INDENT + line for line in SECOND)
    + "\n\t\n1\n\t\nАтауы\n\t\nМәні\n\n\t\n2\n\t\nКүні\n\t\nБелгісі\n"
)
NBSP = "&nbsp;" * 6
SIGNED = "<p><table><tr><td>Министр</td><td>С. Жакупова</td></tr></table></p>"
CORNERED = f"<p><table><tr><td>&nbsp;</td><td>{'<br>'.join(CORNER)}</td></tr></table></p>"
TABLE = (
    "<table border=1><tr><td>1</td><td>Атауы</td><td>Мәні</td></tr>"
    "<tr><td>2</td><td>Күні</td><td>Белгісі</td></tr></table>"
)
Shape = Callable[[str], str]


def paragraph(text: str) -> str:
    return f"<p>{NBSP}{text}</p>"


def heading(text: str) -> str:
    return f"<h3> {text}</h3>"


def article(
    shape: Shape = paragraph,
    head: Shape = heading,
    *,
    note: Shape | None = None,
    signed: str = SIGNED,
    cornered: str = CORNERED,
    table: str = TABLE,
) -> str:
    """The text of the order, its paragraphs and headings as HTML in the shapes given."""

    def each(texts: list[str]) -> str:
        return "".join((note or shape)(text) if text is NOTE else shape(text) for text in texts)

    chapters = head(NAME) + head(CHAPTERS[0]) + each(FIRST) + head(CHAPTERS[1]) + each(SECOND)
    return each(ORDER) + signed + cornered + chapters + table


def site(text: str, *, declared: str = "utf-8", encoding: str = "utf-8") -> bytes:
    """A page of the legal site."""
    top = f'<div class="container_alpha slogan"><h1>{TITLE}</h1><p>{REQUISITES}</p></div>'
    page = f'<html><head><meta charset="{declared}"></head><body>{top}<div class="container_gamma text">{text}</div>'
    return page.encode(encoding, "xmlcharrefreplace")


def broken(between: str, indent: str = "") -> str:
    """The article with line breaks for paragraphs."""
    order, first, second = (between.join(indent + line for line in lines) for lines in (ORDER, FIRST, SECOND))
    name, one, two = (heading(words) for words in (NAME, *CHAPTERS))
    return f"<p>{order}</p>{SIGNED}{CORNERED}{name}{one}<p>{first}</p>{two}<p>{second}</p>{TABLE}"


def in_spans(text: str) -> str:
    return f"<p>{NBSP}" + " ".join(f"<span><span lang=KZ>{word}</span></span>" for word in text.split()) + "</p>"


def of_word(text: str) -> str:
    style = "text-indent:35.4pt;mso-layout-grid-align:none"
    return f"<p class=MsoNormal style='{style}'><span lang=KZ style='font-size:14.0pt'>{text}<o:p></o:p></span></p>"


WORD = (
    '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><!--[if gte mso 9]><xml><o:p>1. Қате</o:p></xml>'
    "<![endif]--><style><!-- p.MsoNormal{margin:0} --></style></head><body lang=RU><div class=WordSection1>"
    f"<p class=MsoTitle align=center><b>{TITLE}</b></p><p class=MsoNormal>{REQUISITES}</p>"
)
PLAIN = site(article())
PAGES = {
    "as the site writes it": PLAIN,
    "in an article element": site(f"<article>{article()}</article>"),
    "without indentation": site(article(lambda text: f"<p>{text}</p>")),
    "bold headings": site(article(head=lambda text: f'<p align="center"><b>{text}</b></p>')),
    "centred headings": site(article(head=lambda text: f'<p style="text-align: center">{text}</p>')),
    "a span round every word": site(article(in_spans)),
    "tags never closed": site(article(lambda text: f"<P>{NBSP}{text}\n", lambda text: f"<H3>{text}")),
    "divs": site(article(lambda text: f"<div>{NBSP}{text}</div>", lambda text: f"<div><b>{text}</b></div>")),
    "line breaks for paragraphs": site(broken("<br>")),
    "indented line breaks": site(broken("<br/>\n", NBSP)),
    "two line breaks": site(broken("<br><br>")),
    "red font": site(article(note=lambda text: f'<p><font color="red">{NBSP}{text}</font></p>')),
    "red style": site(article(note=lambda text: f'<p style="color:#FF0000">{NBSP}{text}</p>')),
    "class note": site(article(note=lambda text: f'<p class="note">{text}</p>')),
    "wide spaces after labels": site(article(lambda text: paragraph(text.replace(". ", ".&nbsp;&nbsp;", 1)))),
    "a wrong charset": site(article(), declared="windows-1251"),
    "windows-1251 with Kazakh letters": site(article(), declared="windows-1251", encoding="kz1048"),
    "windows-1251 with letters by number": site(article(), declared="windows-1251", encoding="cp1251"),
    "utf-16": site(article(), declared="utf-16", encoding="utf-16"),
    "a mark of order": b"\xef\xbb\xbf" + PLAIN,
    "an XML declaration": b'<?xml version="1.0"?>\n<!DOCTYPE html>\n' + PLAIN,
    "a fragment": f"<h1>{TITLE}</h1><p>{REQUISITES}</p>{article()}".encode(),
    "another site": f"<html><body><main><h1>{TITLE}</h1><p>{REQUISITES}</p>{article()}</main></body></html>".encode(),
    "saved by Word": (WORD + article(of_word, lambda text: f"<p align=center><b>{text}</b></p>")).encode(),
    "a text file in a browser": f"<html><head></head><body><pre>{escape(TEXT)}</pre></body></html>".encode(),
    "a corner in paragraphs": site(article(cornered="".join(f'<p align="right">{line}</p>' for line in CORNER))),
    "a corner of paragraphs in a cell": site(
        article(cornered=f"<table><tr><td></td><td>{''.join(f'<p>{line}</p>' for line in CORNER)}</td></tr></table>")
    ),
    "a signature in three cells": site(
        article(signed="<table border=0><tr><td>Министр</td><td>&nbsp;</td><td>С. Жакупова</td></tr></table>")
    ),
    "Windows line ends": PLAIN.replace(b"<p>", b"\r\n\t<p>\r\n").replace(b"<br>", b"\r<br>\r\n"),
    "NUL bytes": PLAIN.replace("қағидалары".encode(), "қағида\0лары".encode()),
    "a table ruled by style": site(
        article(table=TABLE.replace(" border=1", "").replace("<td>", '<td style="border: 1px solid #cfcfcf">'))
    ),
    "a table without lines": site(article(table=TABLE.replace(" border=1", ""))),
    "heads of a table": site(article(table=TABLE.replace("<td>1</td>", "<th>1</th>"))),
    "links": site(article(lambda text: paragraph(text.replace("Қағидалар", '<a href="#z1">Қағидалар</a>')))),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_says_what_its_text_says(name: str) -> None:
    assert meant(read(PAGES[name], "x.html", KEY)) == meant(read(TEXT.encode(), "x.txt", KEY))


def test_a_page_of_another_site_is_read_with_a_warning() -> None:
    assert [finding.code for finding in read(PAGES["another site"], "x.html").findings] == ["source.unknown-page"]


def test_menus_of_another_site_are_no_part_of_its_title() -> None:
    page = f"<html><body><nav>Басты бет</nav><h1>{TITLE}</h1><p>{REQUISITES}</p>{article()}<footer>2026</footer></body>"
    got = read(page.encode(), "x.html", KEY)
    assert meant(got) == meant(read(TEXT.encode(), "x.txt", KEY))
    assert [(f.code, dict(f.params)["words"]) for f in got.findings] == [
        ("source.unknown-page", ""),
        ("source.navigation", "Басты бет 2026"),
    ]


def test_a_note_of_the_publisher_that_nobody_understands_is_no_wording_of_the_act() -> None:
    page = site(article(note=lambda text: '<p class="note">Қолданушылардың назарына!</p>'))
    act, findings = read_act(read(page, "x.html", KEY))
    assert [event.kind for note in act.notes for event in note.events] == [NoteKind.OTHER]
    assert "clause.note-unread" in [finding.code for finding in findings]


def test_merged_cells_keep_their_columns() -> None:
    table = (
        "<table border=1><tr><td rowspan=2>Р/с</td><td colspan=2>Екеуі</td></tr><tr><td>А</td><td>Б</td></tr>"
        "<tr><td>1</td><td>2</td><td>3</td></tr></table>"
    )
    got = read(site(table), "x.html", KEY)
    assert [line.raw for line in got.lines if line.cells] == ["Р/с\tЕкеуі\t\n", "\tА\tБ\n", "1\t2\t3\n"]


def test_raised_digits_are_not_run_into_the_number_before_them() -> None:
    got = read(site("<p>18<sup>1</sup>-бап. Ауданы 5 м<sup>2</sup>.</p>"), "x.html", KEY)
    assert "18¹-бап. Ауданы 5 м²." in got.text


def test_numbers_of_a_list_are_written_as_a_browser_writes_them() -> None:
    got = read(site("<ol start=3><li>үш<li value=7>жеті<ol type=a><li>ішкі</ol><li>сегіз</ol>"), "x.html", KEY)
    assert got.text.splitlines()[-4:] == ["3. үш", "7. жеті", "a. ішкі", "8. сегіз"]
    assert "source.list-numbers" in [finding.code for finding in got.findings]


def test_what_a_page_hides_or_shows_as_a_picture_is_named() -> None:
    hidden = '<p>Көрінеді<span style="display:none">көрінбейді</span><img src="x.gif" alt="формула"></p>'
    got = read(site(hidden), "x.html", KEY)
    assert "Көрінеді\n" in got.text
    assert [(f.code, dict(f.params)["words"]) for f in got.findings] == [
        ("source.picture", "формула"),
        ("source.hidden-text", "көрінбейді"),
    ]


def test_changes_marked_in_a_page_are_refused_unless_they_are_taken_as_accepted() -> None:
    page = site("<p>Мерзімі <del>бес</del><ins>он</ins> күн.</p>")
    with pytest.raises(SourceError) as caught:
        read(page, "x.html")
    assert caught.value.code == "source.tracked-changes"
    got = read(page, "x.html", reader="html-accepted")
    assert "Мерзімі он күн." in got.text
    assert [finding.code for finding in got.findings] == ["source.deleted-text"]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("<b>" * 5000 + "x", "nesting"),
        (f"<table><tr>{'<td>1' * 10_000}</table>", "columns"),
        ("<table><tr><td colspan=99999>1<td>2</table>", "columns"),
        ("<table>" + "<tr><td>1<td rowspan=2>2<td colspan=400>3" * 1300 + "</table>", "cells"),
        pytest.param("<p>1" * 500_001, "lines", marks=pytest.mark.slow),
    ],
    ids=["nesting", "columns", "wide cells", "cells", "lines"],
)
def test_a_page_beyond_every_order_is_refused(text: str, what: str) -> None:
    with pytest.raises(SourceError) as caught:
        read(site(text), "x.html")
    assert (caught.value.code, caught.value.params["what"]) == ("source.too-complex", what)
