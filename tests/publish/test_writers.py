"""Files of an edition: the same blocks, each format in its own way."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from nqs_docs.amendments.operation import Operation
from nqs_docs.clauses.act import Address, Kind, Step, Unit
from nqs_docs.clauses.address import from_eid, locate
from nqs_docs.editions.edition import Edition, Outcome, Status
from nqs_docs.publish import FORMATS, markdown, write
from nqs_docs.publish.document import document
from tests.publish import archive
from tests.publish.acts import DAY, NOT_HELD, RULES, act, cause, edition, leaf, order, part, point, row, rules
from tests.publish.word import W, paragraphs
from tests.publish.word import part as part_of


def sample() -> Edition:
    """Two points, a table with signs that every format must escape, a gap, a failed instruction, an estimate."""
    brought = cause(latest=None)
    operation = cause(address=Address((RULES, Step(Kind.POINT, "2")))).operation
    assert isinstance(operation, Operation)
    failed = Outcome(operation, Status.UNRESOLVED, None, (), "edition.no-such-unit")
    first = point("1", part(leaf('1. "Tom & Co" <b>*_', cause=brought.key)), part(leaf("Екінші бөлік.")))
    chapter = Unit(Kind.CHAPTER, "1", (leaf("1-тарау. Жалпы", Kind.HEADING), first, point("2", part(leaf("2. Екі.")))))
    table = Unit(Kind.TABLE, children=(row("№", "Атауы"), row("1)", "a|b")))
    return edition(
        act(order(), rules(chapter, table, Unit(Kind.POINT, "3", state=NOT_HELD))), brought, failures=(failed,)
    )


class Page(HTMLParser):
    """What a browser would see of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.words: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.ids += [found["id"] or ""] if "id" in found else []
        self.links += [found["href"] or ""] if "href" in found else []
        assert "src" not in found, "a page needs nothing but itself"

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def said(form: str, data: bytes) -> str:
    """The words of a file."""
    if form == "pdf":
        return archive.words(data)
    return "\n".join([*paragraphs(part_of(data)), ""]) if form == "docx" else data.decode()


def test_a_file_with_a_failure_warns_before_anything_else_and_none_passes_for_official() -> None:
    warning, own = "Барлық өзгеріс қолданылған жоқ: бұл мәтін қате болуы мүмкін.", "ресми жарияланған мәтін емес"
    html = write(document(sample()), "html").decode()
    assert f"</h1>\n<p><strong>{warning}</strong></p>" in html
    face = next(iter(part_of(write(document(sample()), "docx")).iter(f"{W}p")))
    assert [
        "".join(map(str, run.itertext())) for run in face.iter(f"{W}r") if run.find(f"{W}rPr/{W}b") is not None
    ] == [warning]
    whole = edition(act(order(), rules(point("1", part(leaf("1. Бір."))))))
    for form in ("md", "txt", "html", "docx", "akn"):
        written, sound = (said(form, write(document(one), form)) for one in (sample(), whole))
        assert warning in written and own in written, form
        assert warning not in sound and own in sound, form


def test_every_format_says_the_estimate_the_gap_and_the_failure() -> None:
    for form in FORMATS:
        written = said(form, write(document(sample()), form))
        if form == "pdf":  # lines end where the page does
            assert "3-тармақ:осыкүнгімәтінікорпустажоқ" in written
            continue
        assert "Болжамды" in written, form
        assert "3-тармақ: осы күнгі мәтіні корпуста жоқ" in written, form
        assert "Қолданылмаған өзгеріс" in written, form
        assert written.endswith("\n"), form


def test_the_same_edition_gives_the_same_bytes() -> None:
    for form in FORMATS:
        assert write(document(sample()), form) == write(document(sample()), form)


def test_every_anchor_of_a_page_is_the_eid_of_its_unit() -> None:
    page = Page(write(document(sample()), "html").decode())
    page.ids = [name for name in page.ids if not name.startswith("origin-")]
    assert len(page.ids) == len(set(page.ids)) > 10
    for identifier in page.ids:
        assert len(locate(sample().root, from_eid(identifier))) == 1, identifier
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)


def test_a_page_shows_every_word_and_no_tag_of_the_text() -> None:
    words = "".join(Page(write(document(sample()), "html").decode()).words)
    assert '1. "Tom & Co" <b>*_' in words
    for block in document(sample()).blocks:
        for cell in block.cells or (block.text,):
            assert cell in words


def test_json_names_address_eid_and_origin_of_each_block() -> None:
    value = json.loads(write(document(sample(), (1, 2, 1)), "json"))
    assert value["address"] == "Қағидалардың 1-тармағы"
    assert value["estimated"] is True
    assert value["text"] == '1. "Tom & Co" <b>*_\nЕкінші бөлік.'
    first = value["blocks"][0]
    assert [run["cause"] for run in first["origins"]] == ["V2600038286#9"]
    assert value["causes"]["V2600038286#9"]["number"] == "113"
    assert value["on"] == DAY.isoformat()


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1).map(str.strip).filter(bool))
def test_markdown_shows_each_character_as_printed(words: str) -> None:
    rendered = MarkdownIt("commonmark").render(markdown.escape(words))
    assert re.fullmatch(r"<p>.*</p>\n", rendered, re.S), rendered
    assert "".join(Page(rendered).words).removesuffix("\n") == words


def test_labels_make_no_lists_in_markdown() -> None:
    for label in (
        "1. Бір",
        "2) екі",
        "- үш",
        "+ төрт",
        "# бес",
        "***",
        "1.",
        "> алты",
        "=== жеті",
        "~~~ сегіз",
        "&copy; тоғыз",
    ):
        rendered = MarkdownIt("commonmark").render(markdown.escape(label))
        assert rendered.startswith("<p>"), label


def test_a_table_keeps_its_cells_in_markdown() -> None:
    rendered = MarkdownIt("commonmark").enable("table").render(markdown.lines(document(sample())))
    assert "<td>a|b</td>" in rendered
    assert "<h3>1-тарау. Жалпы</h3>" in rendered
