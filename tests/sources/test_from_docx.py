"""Word documents: the orders of the corpus, and each thing that Word keeps apart from its text."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import pytest
from docx import Document
from docx.document import Document as Word
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from nqs_docs.findings import SourceError
from nqs_docs.sources.line import Source
from nqs_docs.sources.read import read
from tests.sources.documents import document, saved
from tests.sources.seeds import KEYS, source
from tests.sources.shapes import blocks, meant
from tests.sources.test_read import lossless


@pytest.mark.parametrize("numbered", [False, True], ids=["typed numbers", "list formatting"])
@pytest.mark.parametrize("number", KEYS)
def test_an_order_says_the_same_as_a_document_and_as_text(number: str, numbered: bool) -> None:
    """Tree, notes and operations; numbers that are only list formatting are those of the text."""
    plain = source(number)
    got = read(document(blocks(plain), numbered=numbered), "order.docx", KEYS[number])
    assert lossless(got)
    assert meant(got) == meant(plain)
    assert got.findings == ()


def lines(got: Source) -> list[str]:
    """What a reader sees, line by line; the cells of a row parted by bars."""
    seen = ["".join(got.text[a:b] for a, b in line.visible) for line in got.lines if line.visible]
    return [line.replace("\t", " | ") for line in seen]


def xml(content: str) -> Any:
    """An element of a document; "w:" and the like are known."""
    return parse_xml(re.sub(r"^<([\w:]+)", rf"<\1 {nsdecls('w', 'wp', 'a', 'r', 'm')} {_MORE}", content, count=1))


_MORE = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def paragraph(*runs: str) -> Word:
    """A document whose first paragraph holds the runs, given as XML."""
    word = Document()
    own = word.add_paragraph()._p
    for run in runs:
        own.append(xml(run))
    word.add_paragraph("Соңы.")
    return word


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def codes(got: Source) -> list[tuple[str, str]]:
    """The findings of a reader with their words."""
    return [(finding.code, dict(finding.params).get("words", "")) for finding in got.findings]


_STRICT = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "http://purl.oclc.org/ooxml/wordprocessingml/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/": "http://purl.oclc.org/ooxml/officeDocument/",
}


def test_a_document_in_strict_form_says_the_same() -> None:
    """Only the names of its namespaces are others."""
    plain = document(blocks(source("391")), numbered=True)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            for transitional, strict in _STRICT.items():
                text = text.replace(transitional.encode(), strict.encode())
            new.writestr(name, text)
    assert out.getvalue() != plain
    assert lines(read(out.getvalue(), "x.docx")) == lines(read(plain, "x.docx"))


def test_tracked_changes_are_refused_unless_they_are_taken_as_accepted() -> None:
    word = paragraph(
        run("1. Мерзімі "),
        '<w:del w:id="1"><w:r><w:delText>бес</w:delText></w:r></w:del>',
        f'<w:ins w:id="2">{run("он")}</w:ins>',
        run(" күн."),
    )
    with pytest.raises(SourceError) as caught:
        read(saved(word), "x.docx")
    assert (caught.value.code, caught.value.params["reader"]) == ("source.tracked-changes", "docx-accepted")
    got = read(saved(word), "x.docx", reader="docx-accepted")
    assert lines(got)[0] == "1. Мерзімі он күн."
    assert codes(got) == [("source.deleted-text", "бес")]


def test_a_deleted_end_of_a_paragraph_joins_the_next_one() -> None:
    word = Document()
    first = word.add_paragraph("1. Бірінші ")._p
    first.get_or_add_pPr().append(xml('<w:rPr><w:del w:id="1"/></w:rPr>'))
    word.add_paragraph("жалғасы.")
    assert lines(read(saved(word), "x.docx", reader="docx-accepted")) == ["1. Бірінші жалғасы."]


def test_fields_give_their_result_and_links_their_words() -> None:
    word = paragraph(
        run("Осы "),
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
        '<w:r><w:instrText>HYPERLINK "http://adilet.zan.kz/kaz/docs/V2300033449"</w:instrText></w:r>',
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
        run("№ 391"),
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        f'<w:hyperlink r:id="rId99">{run(" бұйрықтың")}</w:hyperlink>',
        f'<w:fldSimple w:instr=" REF _Ref1 ">{run(" 2-тармағы")}</w:fldSimple>',
    )
    assert lines(read(saved(word), "x.docx"))[0] == "Осы № 391 бұйрықтың 2-тармағы"


def test_a_text_box_is_read_once_and_before_the_paragraph_it_hangs_on() -> None:
    box = f"<w:txbxContent><w:p>{run('Қағидаларға 1-қосымша')}</w:p></w:txbxContent>"
    word = paragraph(
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:inline><wps:wsp>"
        f"<wps:txbx>{box}</wps:txbx></wps:wsp></wp:inline></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>",
        run("Өтініш"),
    )
    got = read(saved(word), "x.docx")
    assert lines(got) == ["Қағидаларға 1-қосымша", "Өтініш", "Соңы."]
    assert codes(got) == [("source.text-box", "Қағидаларға 1-қосымша")]


def test_footnotes_stand_at_the_end_of_the_section_with_raised_numbers() -> None:
    word = paragraph(run("1. Мерзімі 2023"), '<w:r><w:footnoteReference w:id="2"/></w:r>', run(" жыл."))
    notes = (
        f"<w:footnotes {nsdecls('w')}><w:footnote w:id='2'><w:p><w:r><w:footnoteRef/></w:r>"
        f"{run('Толтыру мерзімі.')}</w:p></w:footnote></w:footnotes>"
    )
    data = with_part(saved(word), "word/footnotes.xml", notes, "footnotes")
    got = read(data, "x.docx")
    assert lines(got) == ["1. Мерзімі 2023¹ жыл.", "Соңы.", "¹ Толтыру мерзімі."]
    assert codes(got) == [("source.footnote", "Толтыру мерзімі.")]


def with_part(data: bytes, part: str, content: str, kind: str = "") -> bytes:
    """The document with one more part, or with a part changed."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            body = old.read(name)
            if kind and name == "word/_rels/document.xml.rels":
                base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
                own = f'<Relationship Id="rId900" Type="{base}/{kind}" Target="{part.removeprefix("word/")}"/>'
                body = body.replace(b"</Relationships>", own.encode() + b"</Relationships>")
            if name != part:
                new.writestr(name, body)
        new.writestr(part, content)
    return result.getvalue()


def test_a_merged_cell_is_read_once_at_its_place() -> None:
    word = Document()
    table = word.add_table(3, 3)
    table.style = "Table Grid"
    for row in range(3):
        for column in range(3):
            table.cell(row, column).text = f"{row}{column}"
    table.cell(0, 0).merge(table.cell(0, 1)).text = "екі баған"
    table.cell(1, 2).merge(table.cell(2, 2)).text = "екі жол"
    got = read(saved(word), "x.docx")
    assert lines(got) == ["екі баған |  | 02", "10 | 11 | екі жол", "20 | 21"]
    assert all(line.cells for line in got.lines)
    assert got.lines[2].raw == "20\t21\t\n"


def test_the_head_of_the_first_page_is_read_and_a_running_head_is_named() -> None:
    word = Document()
    section = word.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "Қазақстан Республикасы\n№ 391 бұйрығына\nқосымша"
    section.header.paragraphs[0].text = "Бұйрық жобасы"
    section.footer.paragraphs[0].text = "Анықтама үшін"
    word.add_paragraph("1. Жалпы ережелер.")
    got = read(saved(word), "x.docx")
    assert lines(got) == ["Қазақстан Республикасы", "№ 391 бұйрығына", "қосымша", "1. Жалпы ережелер."]
    assert sorted(code for code, _ in codes(got)) == [
        "source.header-read",
        "source.running-head",
        "source.running-head",
    ]


def test_hidden_and_struck_text_comments_and_formulas_are_named() -> None:
    word = paragraph(
        run("1. Көрінеді "),
        run("көрінбейді", "<w:vanish/>"),
        run("сызылған", "<w:strike/>"),
        "<m:oMath><m:f><m:num><m:r><m:t>а</m:t></m:r></m:num><m:den><m:r><m:t>б</m:t></m:r></m:den></m:f></m:oMath>",
        '<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>',
        run("2", '<w:vertAlign w:val="superscript"/>'),
    )
    got = read(saved(word), "x.docx")
    assert lines(got)[0] == "1. Көрінеді сызылғанаб☐²"
    assert codes(got) == [
        ("source.formula", "аб"),
        ("source.hidden-text", "көрінбейді"),
        ("source.struck-text", "сызылған"),
    ]


@pytest.mark.parametrize(
    ("form", "text", "printed"),
    [
        ("decimal", "%1)", ["1) а", "2) б"]),
        ("russianLower", "%1)", ["а) а", "б) б"]),
        ("upperRoman", "%1.", ["I. а", "II. б"]),
        ("decimal", "%1-тарау.", ["1-тарау. а", "2-тарау. б"]),
        ("bullet", "–", ["а", "б"]),
        ("none", "", ["а", "б"]),
    ],
)
def test_numbers_of_lists_are_written_as_they_are_printed(form: str, text: str, printed: list[str]) -> None:
    word = Document()
    numbering: Any = word.part.numbering_part.element
    level = f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
    numbering.insert(0, xml(f'<w:abstractNum w:abstractNumId="77">{level}</w:abstractNum>'))
    numbering.append(xml('<w:num w:numId="78"><w:abstractNumId w:val="77"/></w:num>'))
    for words in ("а", "б"):
        own = word.add_paragraph(words)._p.get_or_add_pPr()
        own.append(xml('<w:numPr><w:ilvl w:val="0"/><w:numId w:val="78"/></w:numPr>'))
    assert lines(read(saved(word), "x.docx")) == printed


def test_numbers_of_an_unknown_kind_are_an_error() -> None:
    word = Document()
    numbering: Any = word.part.numbering_part.element
    level = '<w:lvl w:ilvl="0"><w:numFmt w:val="chicago"/><w:lvlText w:val="%1)"/></w:lvl>'
    numbering.insert(0, xml(f'<w:abstractNum w:abstractNumId="77">{level}</w:abstractNum>'))
    numbering.append(xml('<w:num w:numId="78"><w:abstractNumId w:val="77"/></w:num>'))
    own = word.add_paragraph("мәтін")._p.get_or_add_pPr()
    own.append(xml('<w:numPr><w:ilvl w:val="0"/><w:numId w:val="78"/></w:numPr>'))
    (finding,) = read(saved(word), "x.docx").findings
    assert (finding.code, finding.severity.value) == ("source.list-format", "error")


def test_names_of_parts_know_no_case_and_no_backslashes() -> None:
    word = Document()
    word.add_paragraph("1. Мәтін.")
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(word))) as old, zipfile.ZipFile(result, "w") as new:
        for name in old.namelist():
            new.writestr(name.replace("/", "\\").replace("document.xml", "Document.xml"), old.read(name))
    assert lines(read(result.getvalue(), "x.docx")) == ["1. Мәтін."]


BOMB = '<!DOCTYPE a [<!ENTITY a "xxxxxxxxxx"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"PK\x03\x04" + b"\x00" * 40, "source.damaged"),
        (saved(Document())[:2000], "source.damaged"),
        (with_part(saved(Document()), "word/document.xml", BOMB + "<a>&b;</a>"), "source.unsafe"),
        (with_part(saved(Document()), "word/document.xml", "<w:document"), "source.damaged"),
        (with_part(saved(Document()), "word/document.xml", "<a/>"), "source.binary"),
        (with_part(saved(Document()), "word/document.xml", " " * 26_000_000), "source.too-complex"),
    ],
    ids=["no archive", "cut off", "entities", "no XML", "no document", "bomb"],
)
def test_what_cannot_be_read_with_certainty_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(SourceError) as caught:
        read(data, "x.docx")
    assert caught.value.code == code
