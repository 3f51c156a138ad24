"""PDF: orders printed in the shapes of real ones say what their texts say; what cannot be read is refused by name."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nqs_docs.clauses.act import text_of
from nqs_docs.clauses.paragraph import runs
from nqs_docs.clauses.paragraphs import paragraphs
from nqs_docs.findings import SourceError
from nqs_docs.sources import from_pdf, pdf_process
from nqs_docs.sources.line import Source
from nqs_docs.sources.pdf_hyphens import Hyphens
from nqs_docs.sources.pdf_lines import rows
from nqs_docs.sources.pdf_page import Letter
from nqs_docs.sources.read import read
from tests.sources.alike import alike
from tests.sources.printing import compiled, page, printed_pdf, prints
from tests.sources.seeds import KEYS, source

HEAD = "Нормативтік құқықтық актілердің эталондық бақылау банкі"
FONT = '#set text(font: "Libertinus Serif", size: 12pt)\n#set page(paper: "a4")\n'
INDENTED = FONT + "#set par(justify: true, first-line-indent: (amount: 1cm, all: true), spacing: 0.65em)\n"


@pytest.fixture(autouse=True)
def here(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of our own are read in this process; those that may do harm, and the golden cases, in one of their own."""
    if request.node.get_closest_marker("apart") is None:
        monkeypatch.setattr(pdf_process, "extract", from_pdf.extract)


def text(found: Source, refused: frozenset[tuple[str, int]] = frozenset()) -> list[str]:
    """The paragraphs of a source, a row of a table with bars."""
    read_, _ = paragraphs(found, refused)
    return [" | ".join(text_of(cell) for cell in one.cells) if one.cells else text_of(runs(one)) for one in read_]


def typeset(body: str, setup: str = INDENTED) -> Source:
    return read(compiled(setup + body), "x.pdf")


def codes(found: Source) -> list[str]:
    return [finding.code for finding in (*found.findings, *paragraphs(found)[1])]


@pytest.mark.parametrize("number", KEYS)
def test_a_printed_order_says_what_its_text_says(number: str) -> None:
    """Justified, a running head, page numbers, links drawn last, breaks inside paragraphs, ruled tables."""
    printed = read(printed_pdf(source(number), HEAD), f"{number}.pdf", KEYS[number])
    assert alike(printed) == alike(source(number))
    assert "".join(line.raw for line in printed.lines) == printed.text


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("chromium"), reason="no browser here; the same orders are typeset above")
@pytest.mark.parametrize("number", KEYS)
def test_a_page_printed_by_a_browser_says_what_its_text_says(number: str, tmp_path: Path) -> None:
    """Ragged, the hour of printing above and the address with the number of the page below."""
    (tmp_path / "x.html").write_text(page(prints(source(number))), encoding="utf-8")
    run = [
        "chromium",
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        f"--print-to-pdf={tmp_path}/x.pdf",
        f"{tmp_path}/x.html",
    ]
    subprocess.run(run, capture_output=True, check=True)
    assert alike(read((tmp_path / "x.pdf").read_bytes(), "x.pdf", KEYS[number])) == alike(source(number))


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="no word processor here; the same orders are typeset above")
@pytest.mark.parametrize("number", ["129", "391", "230"])
def test_a_word_document_saved_as_pdf_says_what_its_text_says(number: str, tmp_path: Path) -> None:
    (tmp_path / "x.html").write_text(page(prints(source(number))), encoding="utf-8")
    run = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless"]
    word = ["--infilter=HTML (StarWriter)", "--convert-to", "docx:MS Word 2007 XML"]
    to = ["--outdir", str(tmp_path)]
    subprocess.run([*run, *word, *to, str(tmp_path / "x.html")], capture_output=True, check=True)
    subprocess.run([*run, "--convert-to", "pdf", *to, str(tmp_path / "x.docx")], capture_output=True, check=True)
    assert alike(read((tmp_path / "x.pdf").read_bytes(), "x.pdf", KEYS[number])) == alike(source(number))


def test_heads_and_page_numbers_are_left_out_by_name_and_can_be_kept() -> None:
    body = '#set page(numbering: "1", header: align(center)[Ресми басылым])\n' + "#par[#lorem(120)]\n" * 12
    found = typeset(body)
    noticed = [one for one in paragraphs(found)[1] if one.code == "source.page-furniture"]
    assert [dict(one.params)["before"] for one in noticed][:4] == ["Ресми басылым", "1", "Ресми басылым", "2"]
    assert "Ресми басылым" not in text(found)
    refused = frozenset((one.code, one.span.start) for one in noticed if one.span)
    assert text(found, refused).count("Ресми басылым") == len(noticed) // 2


@pytest.mark.parametrize("form", ["1", "— 1 —", "1/1", "(1)", "[1]", "1.", "Бет 1", "1-бет", "p. 1", "стр. 1 из 1"])
def test_page_numbers_of_every_shape_are_left_out(form: str) -> None:
    found = typeset(f'#set page(numbering: "{form}")\n' + f"#par[{'сөз ' * 150}соңы.]\n" * 9)
    assert text(found) == ["сөз " * 150 + "соңы."] * 9
    assert {one.code for one in paragraphs(found)[1]} == {"source.page-furniture", "source.page-break"}


def test_the_first_lines_of_corners_are_no_running_head() -> None:
    """A corner at the top of three pages, on one place, is text."""
    corner = "#align(right)[Қағидаларға\\ {}-қосымша]\n#par[Өтініш нысаны]\n#par[Мәтін.]\n"
    found = typeset("#pagebreak()\n".join(corner.format(number) for number in (1, 2, 3)))
    assert text(found).count("Қағидаларға 2-қосымша") == 1
    assert "source.page-furniture" not in codes(found)


def test_a_table_goes_on_over_the_page_with_its_head_printed_again() -> None:
    rows_ = "".join(f"[{n}.], [Көрсеткіш № {n}], [мәні {n}]," for n in range(1, 80))
    found = typeset(f"#table(columns: (1fr, 3fr, 2fr), table.header([Р/с №], [Атауы], [Мәні]), {rows_})")
    assert text(found) == ["Р/с № | Атауы | Мәні", *(f"{n}. | Көрсеткіш № {n} | мәні {n}" for n in range(1, 80))]


def test_a_row_that_the_foot_of_the_page_cut_is_one_row() -> None:
    long = " ".join(f"сөз{n}" for n in range(300))
    found = typeset(f"#v(16cm)\n#table(columns: (1cm, 1fr), [1], [қысқа], [2], [{long}], [3], [соңы])")
    assert text(found) == ["1 | қысқа", f"2 | {long}", "3 | соңы"]
    assert "source.page-break" in codes(found)


def test_wide_and_tall_cells_keep_the_places_of_the_others() -> None:
    body = "#table(columns: 3, table.cell(rowspan: 2)[А], table.cell(colspan: 2)[Б], [в], [г], [д], [е], [ж])"
    assert text(typeset(body)) == ["А | Б | ", " | в | г", "д | е | ж"]


def test_a_signature_in_two_columns_is_read_column_by_column() -> None:
    post = "Қазақстан Республикасының Еңбек және халықты әлеуметтік қорғау министрінің міндетін атқарушы"
    for place in ("top", "horizon", "bottom"):
        setup = "#set par(first-line-indent: 0pt, justify: false)\n#v(1cm)\n"
        grid = f"{setup}#grid(columns: (7cm, 1fr), gutter: 1cm, align: {place}, [{post}], [А. Ертаев])"
        assert text(typeset("#par[Мәтін.]\n" + grid))[1:] == [post, "А. Ертаев"]


def test_a_centred_heading_whose_first_line_is_full_is_one() -> None:
    """A full line reaches both margins, so that only the next one looks centred."""
    first, second = "Цифрлық платформаны пайдалану бойынша мәселелер", "туындаған кездегі өтінім"
    width = f"measure[*{first}*].width + 2pt + 4cm"
    body = f"#context [\n#set page(width: {width}, margin: (x: 2cm))\n#par[{'сөз ' * 90}]\n#v(1em)\n"
    body += f"#align(center, par(first-line-indent: 0pt, justify: false)[*{first} \\ {second}*])\n#par[Мәтін.]\n]"
    assert text(typeset(body))[1:] == [f"{first} {second}", "Мәтін."]


UNRULED = [
    [
        "№",
        "Көрсетілетін қызметтің атауы мен оның түрлері",
        "Мерзімі және нәтижесі, оны беру тәсілі мен орны туралы мәлімет",
    ],
    ["1", "Ақталған адамға куәлік беру және оның телнұсқасын жасау", "бес жұмыс күні ішінде"],
    ["2", "Зейнетақы тағайындау", "екі жұмыс күні ішінде, құжаттар толық болмаған кезде он жұмыс күні ішінде"],
]


def unruled(rows_: list[list[str]], columns: str, setting: str = "") -> Source:
    """A table without lines between two paragraphs."""
    cells = ", ".join(f"[{cell}]" for row in rows_ for cell in row)
    table = f"#table(columns: {columns}, stroke: none, {setting} {cells})"
    plain = f"#[#set par(first-line-indent: 0pt, justify: false)\n{table}]"
    return typeset(f"#par[{'сөз ' * 60}]\n\n{plain}\n\n#par[Ескертпе: мәтін.]")


@pytest.mark.parametrize("setting", ["", "inset: (x: 5pt, y: 0pt), row-gutter: 0.65em,", "row-gutter: 1em,"])
def test_a_table_without_lines_is_read_by_its_columns_and_said_to_be(setting: str) -> None:
    """Rows further apart than lines, or as near as they: then the first column tells."""
    found = unruled(UNRULED, "(1cm, 5cm, 1fr)", setting)
    assert text(found)[1:] == [*map(" | ".join, UNRULED), "Ескертпе: мәтін."]
    assert set(codes(found)) == {"source.unruled-table"}
    two = [[number, f"{name}: {term}"] for number, name, term in UNRULED]
    assert text(unruled(two, "(1cm, 1fr)", setting))[1:] == [*map(" | ".join, two), "Ескертпе: мәтін."]


def test_where_nothing_tells_the_rows_of_a_table_it_is_an_error() -> None:
    """Cells in the middle of their rows, and rows hardly further apart than lines."""
    found = unruled(UNRULED, "(1cm, 5cm, 1fr)", "align: center + horizon,")
    assert [(one.code, one.severity.value) for one in found.findings] == [("source.unruled-table", "error")]


def test_two_columns_of_text_are_never_mixed_and_said_to_be_two() -> None:
    found = unruled([row[1:] for row in UNRULED], "(5cm, 1fr)")
    said = " ".join(text(found)[1:-1])
    assert all(cell in said for row in UNRULED for cell in (row[1],))
    assert set(codes(found)) == {"source.columns"}


def test_lists_and_lines_set_to_both_margins_are_no_table() -> None:
    items = "\n".join(f"+ {'сөз ' * number}" for number in (30, 3, 28, 4))
    wide = "\n".join(f"#par[{'өтежалпылама ' * 4}соңы.]" for _ in range(6))
    assert codes(typeset(items)) == codes(typeset(f"#block(width: 9cm)[{wide}]")) == []


def test_where_most_paragraphs_have_one_line_the_lines_of_a_corner_stay_together() -> None:
    """The step from line to line is that inside of paragraphs, not the wider one between them."""
    line = "сөз " * 16
    body = "#set par(spacing: 1.6em)\n" + f"#par[{line}]\n" * 9 + f"#par[{line * 3}]\n"
    corner = "#grid(columns: (1fr, 1fr), [], par(first-line-indent: 0pt)[Есепке алу\\ қағидаларына\\ 1-қосымша])"
    found = typeset(f"{body}{corner}#v(-0.75em)\n#par[Нысан]\n#par[Мәтін.]")
    assert text(found)[-3:] == ["Есепке алу қағидаларына 1-қосымша", "Нысан", "Мәтін."]


def test_letters_set_apart_are_words_and_tabs_are_spaces() -> None:
    body = "#par[#text(tracking: 2pt)[мынадай редакцияда жазылсын:]]\n#par[1)#h(1cm)осы бұйрықты тіркеуді;]"
    assert text(typeset(body)) == ["мынадай редакцияда жазылсын:", "1) осы бұйрықты тіркеуді;"]


def test_words_that_are_not_on_the_paper_are_left_out_by_name() -> None:
    found = typeset("#par[Көрінетін мәтін.]\n#par[#text(fill: white)[Жасырын сөздер.]]")
    assert text(found) == ["Көрінетін мәтін."]
    (finding,) = found.findings
    assert finding.code == "source.hidden-text" and "Жасырын сөздер." in dict(finding.params)["words"]
    assert text(typeset("#rect(fill: black, text(fill: white)[Ақ әріп])")) == ["Ақ әріп"]


def test_letters_of_a_font_with_its_own_code_are_flagged() -> None:
    found = typeset("#par[Ќазаќстан Республикасы Ўлттыќ банкі]")
    assert [finding.code for finding in found.findings] == ["source.foreign-letters"]
    assert text(found) == ["Ќазаќстан Республикасы Ўлттыќ банкі"]


def refusal(data: bytes) -> str:
    with pytest.raises(SourceError) as caught:
        read(data, "x.pdf")
    assert caught.value.params["file"] == "x.pdf"
    return caught.value.code


def test_what_holds_no_letters_is_refused_by_name() -> None:
    scan = compiled(
        FONT + "#set page(margin: 0pt)\n#image(bytes(\"<svg xmlns='http://www.w3.org/2000/svg' width='10' "
        "height='10'><rect width='10' height='10'/></svg>\"), width: 100%, height: 100%)"
    )
    picture = pikepdf.open(io.BytesIO(scan))
    image = pikepdf.Stream(
        picture,
        b"\x80" * 100,
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=10,
        Height=10,
        ColorSpace=pikepdf.Name.DeviceGray,
        BitsPerComponent=8,
    )
    picture.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=picture.make_indirect(image)))
    picture.pages[0].Contents = picture.make_stream(b"q 595 0 0 842 0 0 cm /Im0 Do Q")
    assert refusal(saved(picture)) == "source.scanned"
    assert refusal(compiled(FONT)) == "source.empty"


def saved(pdf: pikepdf.Pdf, encryption: pikepdf.Encryption | None = None) -> bytes:
    out = io.BytesIO()
    pdf.save(out, encryption=encryption if encryption is not None else False)
    return out.getvalue()


@pytest.mark.apart
def test_locked_and_damaged_files_are_refused_by_name() -> None:
    whole = compiled(INDENTED + "#par[Мәтін.]")
    locked = pikepdf.open(io.BytesIO(whole))
    assert refusal(saved(locked, pikepdf.Encryption(user="сыр", owner="сыр"))) == "source.encrypted"
    assert text(read(saved(locked, pikepdf.Encryption(user="", owner="сыр")), "x.pdf")) == ["Мәтін."]
    assert refusal(b"%PDF-1.7\n" + b"\x00\xff" * 500) == "source.damaged"


def test_letters_that_no_font_names_are_refused() -> None:
    pdf = pikepdf.open(io.BytesIO(compiled(INDENTED + "#par[Осы бұйрықтың мәтіні оқылмайды.]")))
    for font in pdf.pages[0].Resources.Font.values():
        del font["/ToUnicode"]
    assert refusal(saved(pdf)) == "source.unknown-letters"


@pytest.mark.apart
@pytest.mark.parametrize(
    ("start", "code"), [("import os; os.abort()", "source.damaged"), ("while True: pass", "source.too-complex")]
)
def test_a_process_that_dies_or_hangs_refuses_the_file(start: str, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_process, "_START", start)
    monkeypatch.setattr(pdf_process, "_WAIT", 1)
    assert refusal(b"%PDF-1.7") == code


def test_hyphens_divide_words_or_belong_to_them_as_the_document_shows() -> None:
    known = Hyphens(["әлеуметтік қорғау, сондай-ақ бағдарлама"])
    assert known.softened("әлеу-", "меттік қорғау") == "әлеу\u00ad"
    assert known.softened("сондай-", "ақ") == "сондай-"
    assert known.softened("белгісіз-", "сөз") == "белгісіз-"
    assert known.joined("әлеу-", "меттік") == "әлеуметтік"
    assert known.joined("8-", "1-тармақ") == "8-1-тармақ"


@given(
    st.lists(st.tuples(st.floats(0, 500), st.floats(0, 800), st.sampled_from("абв 1)"), st.floats(5, 20)), max_size=40)
)
def test_every_letter_of_a_page_stands_in_one_row(places: list[tuple[float, float, str, float]]) -> None:
    letters = [Letter(sign, x, x + size / 2, y, size) for x, y, sign, size in places]
    shown = "".join(part.text for row in rows(letters) for part in row.parts)
    wanted = {letter.text for letter in letters} - {" "}
    plain = shown.translate(str.maketrans("¹₁⁾₎", "11))"))
    assert set(plain) - {" "} == wanted  # a letter drawn twice on one place is read once


def test_a_number_wrapped_in_a_narrow_cell_is_one_number() -> None:
    narrow = "#table(columns: (9pt, 1fr), inset: 2pt, [1#linebreak()0], [мәні])"
    assert text(typeset(narrow)) == ["10 | мәні"]
    assert text(typeset(narrow.replace("9pt", "3cm"))) == ["1 0 | мәні"]
    assert text(typeset(narrow.replace("9pt", "3cm").replace("[1#", "align(center)[1#"))) == ["1 0 | мәні"]


def test_a_place_to_write_goes_on_with_its_caption_on_the_next_page() -> None:
    """Lines of an addressee stand line under line; other blocks at the right are parted by the page."""
    right = "#set par(first-line-indent: 0pt, justify: false)\n#grid(columns: (1fr, 1fr), [], [{}])\n"
    body = "#par[#lorem(60)]\n#v(1fr)\n" + right + "#pagebreak()\n" + right.replace("{}", "(мекенжайы)")
    assert text(typeset(body.format("кімге\\ #box[\\_\\_\\_\\_\\_\\_]")))[1:] == ["кімге ______ (мекенжайы)"]
    assert text(typeset(body.format("кімге\\ атауы")))[1:] == ["кімге атауы", "(мекенжайы)"]
