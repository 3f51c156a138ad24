"""PDF editions: what an archive asks for, and that nothing gets lost on the way to paper."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nqs_docs.clauses.act import Kind, Unit
from nqs_docs.publish import pdf, write
from nqs_docs.publish.document import Document, document
from tests.publish import archive
from tests.publish.acts import NOT_HELD, act, edition, leaf, order, part, point, row, rules

KAZAKH = "ӘәҒғҚқҢңӨөҰұҮүҺһІі"
WIDE = ("№", *(f"Біліктілікті{n}" for n in range(7)))


def sample(*words: str) -> Document:
    chapter = Unit(
        Kind.CHAPTER, "1", (leaf("1-тарау. Жалпы ережелер", Kind.HEADING), point("1", part(leaf("1. Бір."))))
    )
    table = Unit(Kind.TABLE, children=(row(*WIDE), row(*map(str, range(1, 9))), row("1)", *[KAZAKH] * 7)))
    more = tuple(point(str(n), part(leaf(text))) for n, text in enumerate(words, 2))
    return document(edition(act(order(), rules(chapter, table, *more, Unit(Kind.POINT, "99", state=NOT_HELD)))))


def opened(shown: Document) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(write(shown, "pdf")))


def test_it_says_that_it_is_an_archive_file_with_tags_in_kazakh() -> None:
    with opened(sample()) as file:
        about = file.open_metadata()
        assert (about["pdfaid:part"], about["pdfaid:conformance"]) == ("2", "A")
        assert file.Root.MarkInfo.Marked
        assert str(file.Root.Lang) == "kk-KZ"


def test_title_author_and_day_are_those_of_the_edition() -> None:
    with opened(sample()) as file:
        about = file.open_metadata()
        assert about["dc:title"] == "28.02.2022 № 78 бұйрығы (V2200026976): 12.07.2026 күнгі редакция."
        assert about["dc:creator"] == ["Қазақстан Республикасы Еңбек министрі"]
        assert about["xmp:CreateDate"].startswith("2026-07-12T00:00:00")


def test_the_fonts_are_inside() -> None:
    with opened(sample("☐ ✓ → ≥")) as file:
        fonts = [
            thing for thing in file.objects if isinstance(thing, pikepdf.Dictionary) and "/FontDescriptor" in thing
        ]
        assert fonts
        for font in fonts:
            assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(font.FontDescriptor.keys()), font.BaseFont


def test_headings_are_bookmarks() -> None:
    contents = pypdfium2.PdfDocument(write(sample(), "pdf")).get_toc()
    assert [mark.get_title() for mark in contents][-1] == "1-тарау. Жалпы ережелер"


@pytest.mark.parametrize("letter", KAZAKH)
def test_kazakh_letters_are_printed_as_letters(letter: str) -> None:
    assert pdf.KNOWN.fullmatch(letter)
    assert letter in archive.words(write(sample(), "pdf"))


def test_every_character_taken_as_known_is_in_the_fonts() -> None:
    letters = [chr(code) for code in range(0x21, 0x2200) if pdf.KNOWN.fullmatch(chr(code)) and chr(code).strip()]
    lines = ["".join(letters[n : n + 30]) for n in range(0, len(letters), 30)]
    said = archive.words(write(sample(*lines), "pdf"))
    for line in lines:
        assert line in said


@pytest.mark.parametrize(("odd", "printed"), [("日", "[U+65E5]"), ("\ue000", "[U+E000]"), ("\x07", "[U+0007]")])
def test_what_no_font_has_is_spelled(odd: str, printed: str) -> None:
    assert f"а{printed}б" in archive.words(write(sample(f"а{odd}б"), "pdf"))


def test_words_of_a_template_are_words() -> None:
    text = "#pagebreak() \\ $x$ *жуан* _көлбеу_ <label> @ref // `код` \"тырнақша\" -- 'а'"
    assert "".join(text.split()) in archive.words(write(sample(text), "pdf"))


def test_long_blanks_stay_on_the_page() -> None:
    page = pypdfium2.PdfDocument(write(sample("_" * 300, "ұ" * 300), "pdf"))[0]
    right = [thing.get_bounds()[2] for thing in page.get_objects()]
    assert max(right) < page.get_width() - 30


@settings(max_examples=15)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=12))
def test_no_text_is_refused(text: str) -> None:
    assert write(sample(text + "."), "pdf").startswith(b"%PDF-1.7")
