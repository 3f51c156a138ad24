from __future__ import annotations

import pytest

from nqs_docs.clauses.act import text_of
from nqs_docs.clauses.paragraph import runs
from nqs_docs.clauses.paragraphs import paragraphs
from nqs_docs.sources.from_markdown import lines
from nqs_docs.sources.line import Line
from nqs_docs.sources.read import read


def read_of(text: str, number: int = 0) -> str:
    """What is read of a line."""
    return "".join(text[first:end] for first, end in lines(text)[number].visible)


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("## **2-тарау. Тәртіп**", "2-тарау. Тәртіп"),
        ("### 3. Тәртіп: ###", "3. Тәртіп:"),
        ("**ЗҚАИ-ның ескертпесі!**", "ЗҚАИ-ның ескертпесі!"),
        ("2) нөмірі \\_\\_\\_,", "2) нөмірі ___,"),
        ("ҚЫЗМЕТ АКТІСІ*", "ҚЫЗМЕТ АКТІСІ*"),
        ("* Құрылыс-монтаж жұмыстары", "* Құрылыс-монтаж жұмыстары"),
        ("_________", "_________"),
        ("___", "___"),
        ("1. Осы **Қағидалар** (бұдан *әрі*)", "1. Осы Қағидалар (бұдан әрі)"),
        ("***Қазақстан Республикасы***", "Қазақстан Республикасы"),
        ("- 1) ағымдағы жағдайдың сипаттамасы;", "1) ағымдағы жағдайдың сипаттамасы;"),
        ("> *Ескерту. 6-тармақ*", "Ескерту. 6-тармақ"),
        ('<span id="page-0-0"></span>1. Бұйрық', "1. Бұйрық"),
        ("Қазақстан Республикасы [Заңының](#page-3-1) 5-бабы", "Қазақстан Республикасы Заңының 5-бабы"),
        ("[bookmark: z14] 1. Бұйрық", "1. Бұйрық"),
        ("ақпа\u00adрат\u200bтық", "ақпараттық"),
        ("\ufeff1. Бұйрық", "1. Бұйрық"),
        ("---", ""),
        ("1\\. Бұйрық", "1. Бұйрық"),
        ("C:\\папка", "C:\\папка"),
        ("**ҚР Еңбек және әлеуметтік", "ҚР Еңбек және әлеуметтік"),
        ("қорғау министрінің бұйрығымен.**", "қорғау министрінің бұйрығымен."),
        ("[1] ескертпе", "[1] ескертпе"),
        ("[1]: ескертпе", "[1]: ескертпе"),
    ],
)
def test_marks_are_layout(printed: str, plain: str) -> None:
    assert read_of(printed) == plain


def test_points_and_indented_lines_are_paragraphs_not_lists_or_code() -> None:
    text = "1. бірінші\n\n2) екінші\n\n\tP/c\t\tатауы\n\n    төрт бос орын\n"
    assert [line.block for line in lines(text) if line.visible] == [1, 2, 3, 4]
    assert not any(line.bullet for line in lines(text))


def test_emphasis_may_span_lines_with_hard_breaks() -> None:
    text = "**Қазақстан Республикасы  \nЕңбек министрі**\n"
    first, second = lines(text)
    assert first.bold
    assert second.bold
    assert first.hard_break
    assert not second.hard_break
    assert [read_of(text, n) for n in (0, 1)] == ["Қазақстан Республикасы", "Еңбек министрі"]


def test_a_heading_bears_its_level_and_a_line_of_hyphens_makes_none() -> None:
    assert [line.heading for line in lines("# а\n\n#### б\n\nв\n---\n") if line.visible] == [1, 4, 0]


def test_a_dash_after_an_open_sentence_is_no_bullet() -> None:
    text = "Премьер-Министрінің орынбасары\n- Еңбек министрінің\n"
    assert read_of(text, 1) == "- Еңбек министрінің"


def test_rows_of_tabs_and_pipes_are_rows() -> None:
    def cells(text: str) -> list[bool]:
        return [line.cells for line in lines(text)]

    assert cells("1\t2\t3\n") == [True]
    assert cells("1\t2\n3\t4\n") == [True, True]
    assert cells("министрі\tА. Ертаев\n") == [False]
    assert cells("| а | б |\n|---|---|\n| в | г |\n") == [True, True, True]
    assert lines("| а | б |\n|---|---|\n")[1].visible == ()


def test_a_fenced_form_keeps_its_lines_as_they_are() -> None:
    text = "```\nТегі ____  *\n```\n"
    assert [read_of(text, n) for n in range(3)] == ["", "Тегі ____  *", ""]


def test_a_blank_line_has_no_block() -> None:
    blank: Line = lines("а\n\nб\n")[1]
    assert (blank.block, blank.visible) == (0, ())


def test_a_break_of_lines_parts_words_and_the_lines_of_a_form_are_lines() -> None:
    """ "<br>" is no letter of either word; what stands in a fence is printed as it stands."""
    text = "# А\n\n| 1 | бес<br>күн<br> |\n|---|---|\n\nон<br/>күн\n\n```\nАты ____\n\nБСН |__|\n```\n"
    found, _ = paragraphs(read(text.encode(), "x.md"))
    said = [" | ".join(map(text_of, one.cells)) if one.cells else text_of(runs(one)) for one in found]
    assert said == ["А", "1 | бес күн", "он күн", "Аты ____", "БСН |__|"]
