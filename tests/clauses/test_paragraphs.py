"""Lines become paragraphs and nothing is lost on the way."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from nqs_docs.clauses.act import text_of
from nqs_docs.clauses.paragraph import Paragraph, runs
from nqs_docs.clauses.paragraphs import paragraphs
from nqs_docs.findings import Finding, SourceError
from nqs_docs.sources.line import Source
from nqs_docs.sources.read import read
from tests.sources.seeds import KEYS, data, source
from tests.sources.test_read import FRAGMENTS, lossless


def of(text: str) -> tuple[list[str], list[Finding]]:
    """The texts of the paragraphs of a document, and the findings."""
    found, findings = paragraphs(read(text.encode(), "x.txt", "V"))
    return [text_of(runs(paragraph)) for paragraph in found], list(findings)


def test_a_hard_wrapped_paragraph_is_one_with_its_lines() -> None:
    (paragraph, second), findings = paragraphs(
        read("      1. Осы бұйрық алғашқы \nресми жарияланғаннан кейін.\n      2. Екінші.\n".encode(), "x", "V")
    )
    assert [text_of(line) for line in paragraph.lines] == ["1. Осы бұйрық алғашқы", "ресми жарияланғаннан кейін."]
    assert text_of(runs(second)) == "2. Екінші."
    assert findings == ()


def test_a_heading_of_a_web_page_does_not_take_what_follows() -> None:
    texts, _ = of(
        " Бұйрық туралы\nМинистрдің 2026 жылғы 1 сәуірдегі № 1 бұйрығы.\n\n\u00a0\u00a0\u00a0\u00a0\u00a0 1. Бір.\n"
    )
    assert texts == ["Бұйрық туралы", "Министрдің 2026 жылғы 1 сәуірдегі № 1 бұйрығы.", "1. Бір."]


def test_lines_with_hard_breaks_are_one_paragraph() -> None:
    (corner,), _ = paragraphs(read("Қағидаларға  \n1-қосымша\n".encode(), "x", "V"))
    assert [text_of(line) for line in corner.lines] == ["Қағидаларға", "1-қосымша"]


def test_labels_after_finished_lines_begin_paragraphs_without_blank_lines() -> None:
    texts, _ = of("1. Мыналар:\n1) бірінші;\n2) екінші\nжалғасы.\n2. Екінші.\n")
    assert texts == ["1. Мыналар:", "1) бірінші;", "2) екінші жалғасы.", "2. Екінші."]


def test_places_to_write_and_their_captions_are_paragraphs_of_their_own() -> None:
    texts, _ = of("      Тегі, аты\n______________\n(қолы)\n______________\n      Мөр орны\n")
    assert texts == ["Тегі, аты", "______________", "(қолы)", "______________", "Мөр орны"]


def test_pipe_and_tab_rows_have_cells_the_empty_ones_too() -> None:
    found, _ = paragraphs(read("| Р/с № | Атауы |\n|---|---|\n| 1 | |\n\nа\t\tб\t\n".encode(), "x", "V"))
    assert [[text_of(cell) for cell in p.cells] for p in found] == [["Р/с №", "Атауы"], ["1", ""], ["а", "", "б", ""]]


def test_longer_white_space_is_one_space_and_a_run_of_its_own() -> None:
    (paragraph,), _ = paragraphs(read("а   б в".encode(), "x", "V"))
    assert [(run.text, run.start, run.end) for run in paragraph.lines[0]] == [("а", 0, 1), (" ", 1, 4), ("б в", 4, 7)]


def test_marks_inside_a_line_part_its_runs() -> None:
    (paragraph,), _ = paragraphs(read("нөмірі \\_\\_ **қолы**".encode(), "x", "V"))
    assert text_of(runs(paragraph)) == "нөмірі __ қолы"
    assert "".join(run.text for run in paragraph.lines[0]) == "нөмірі __ қолы"


# Nothing is lost: every character that is read stands in one run of one paragraph, or in page furniture.


def _places(found: tuple[Paragraph, ...]) -> list[int]:
    return [
        at
        for paragraph in found
        for line in (*paragraph.lines, *paragraph.cells)
        for run in line
        if not run.text.isspace()
        for at in range(run.start, run.end)
    ]


def conserved(got: Source, refused: frozenset[tuple[str, int]] = frozenset()) -> tuple[Finding, ...]:
    assert lossless(got)
    found, findings = paragraphs(got, refused)
    read_ = {at for line in got.lines for first, end in line.visible for at in range(first, end)}
    for paragraph in found:
        for line in (*paragraph.lines, *paragraph.cells):
            for run in line:
                assert run.text == got.text[run.start : run.end] or run.text == " "
            assert not line or (line[0].text[:1].strip() and line[-1].text[-1:].strip())
    places = _places(found)
    for finding in findings:
        assert finding.span is not None
        if finding.code == "source.page-furniture":
            places += read_ & set(range(finding.span.start, finding.span.end))
    marks = {at for at in places if at not in read_}
    assert all(got.text[at] in "-+* \t" for at in marks), "only a bullet may turn out to be text"
    printed = sorted(at for at in places if not got.text[at].isspace() and at not in marks)
    assert printed == sorted(at for at in read_ if not got.text[at].isspace())
    return findings


def test_nothing_of_the_corpus_is_lost() -> None:
    for number in KEYS:
        conserved(source(number))


_PIECES = [line for number in KEYS for line in data(number).decode().split("\n")]
_LINES = st.sampled_from(_PIECES)
_CHANGES = st.sampled_from(
    [
        "",
        "\n",
        "\n\n",
        "\n12\n",
        "\n- 12 -\n",
        " ",
        "  ",
        "\t",
        "\u00ad",
        "\u200b",
        "**",
        '"',
        ")",
        "-",
        "\r\n\r\n",
        "\x0c",
    ]
)


@given(
    st.lists(_LINES | FRAGMENTS, min_size=1, max_size=12),
    st.lists(st.tuples(st.integers(0, 4000), _CHANGES), max_size=6),
)
def test_nothing_of_a_damaged_document_is_lost(lines: list[str], changes: list[tuple[int, str]]) -> None:
    text = "\n".join(lines)
    for at, change in changes:
        at %= len(text) + 1
        text = text[:at] + change + text[at:]
    try:
        got = read(text.encode("utf-8", "ignore"), "x.txt", "V")
    except SourceError:
        return
    conserved(got)


@given(st.lists(_LINES, min_size=1, max_size=12), st.data())
def test_a_refused_repair_is_never_made(lines: list[str], choice: st.DataObject) -> None:
    try:
        got = read("\n".join(lines).encode(), "x.txt", "V")
    except SourceError:
        return
    findings = paragraphs(got)[1]
    refused = choice.draw(st.sets(st.sampled_from(findings))) if findings else set()
    keys = frozenset((f.code, f.span.start) for f in refused if f.span)
    assert not keys & {(f.code, f.span.start) for f in conserved(got, keys) if f.span}


def test_paragraphs_may_be_indented_by_tabs() -> None:
    texts, _ = of("\t1. Осы бұйрық алғашқы\nресми жарияланғаннан кейін.\n\t2. Екінші.\n\tҮшінші бөлік.\n")
    assert texts == ["1. Осы бұйрық алғашқы ресми жарияланғаннан кейін.", "2. Екінші.", "Үшінші бөлік."]


def test_line_ends_a_mark_of_order_and_the_last_newline_change_no_paragraph() -> None:
    for number in KEYS:
        plain = data(number).decode()
        expected, repairs = of(plain)
        for changed in (plain.replace("\n", "\r\n"), "\ufeff" + plain, plain.rstrip("\n "), plain + "\n\n\x0c\n"):
            texts, findings = of(changed)
            assert texts == expected
            assert [f.code for f in findings] == [f.code for f in repairs]


def test_soft_hyphens_and_zero_width_signs_are_not_read() -> None:
    for number in KEYS:
        plain = data(number).decode()
        assert of(plain.replace("тық", "т\u00adы\u200bқ"))[0] == of(plain)[0]
