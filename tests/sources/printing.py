"""The orders of the corpus printed as PDF, in the shapes of real ones.

What is printed is what the text of an order says, paragraph by paragraph; each is set
as the publisher sets it: titles bold, points indented, corners at the right, the
signature in two columns, tables ruled.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Callable, Iterable
from itertools import groupby

import pikepdf
import typst
from msgspec import Struct

from nqs_docs.clauses.act import Act, Kind, Unit
from nqs_docs.clauses.from_lines import read_act
from nqs_docs.clauses.paragraph import Paragraph, runs
from nqs_docs.clauses.paragraphs import paragraphs
from nqs_docs.sources.line import Source

_LINKED = re.compile(r"\d+(?:-\d+)?-(?:тармақ|қосымша|бап)\w*|\d+\) тармақша\w*|№ \d+")


class Print(Struct, frozen=True):
    """A paragraph (or the rows of a table, or the lines of a corner) and how it is set."""

    style: str  # heading, title, corner, signature, plain, note, table
    lines: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = ()


def prints(source: Source) -> list[Print]:
    """An order as it is to be printed."""
    act, _ = read_act(source)
    styles = list(_styles(act))
    styled = [(_style(paragraph, styles), paragraph) for paragraph in paragraphs(source)[0]]
    result: list[Print] = []
    for style, group in groupby(styled, key=lambda pair: pair[0]):
        found = [paragraph for _, paragraph in group]
        if style == "table":
            rows = [tuple(_text(cell) for cell in paragraph.cells) for paragraph in found]
            result.append(Print(style, (), tuple(rows)))
        elif style == "corner":
            result.append(Print(style, tuple(line for paragraph in found for line in _lines(style, paragraph))))
        elif style == "signature":
            result.append(Print(style, tuple(" ".join(map(_text, paragraph.lines)) for paragraph in found)))
        else:
            result += [Print(style, _lines(style, paragraph)) for paragraph in found]
    return result


def _lines(style: str, paragraph: Paragraph) -> tuple[str, ...]:
    lines = tuple(_text(line) for line in paragraph.lines)
    return lines if style in ("corner", "agreement") else (" ".join(lines),)


def _text(line: Iterable[object]) -> str:
    return " ".join("".join(str(getattr(run, "text", "")) for run in line).split())


def _style(paragraph: Paragraph, styles: list[tuple[int, int, str]]) -> str:
    if paragraph.cells:
        return "table"
    at = runs(paragraph)[0].start
    return next((style for start, end, style in styles if start <= at < end), "plain")


def _styles(act: Act) -> Iterable[tuple[int, int, str]]:
    """The stretches of the source that are set in a style of their own."""
    for note in act.notes:
        yield note.runs[0].start, note.runs[-1].end, "note"
    yield from _below(act.root, "", "")


def _below(unit: Unit, style: str, holder: str) -> Iterable[tuple[int, int, str]]:
    kinds = {Kind.CORNER: "corner", Kind.SIGNATURE: "signature", Kind.AGREEMENT: "agreement", Kind.REQUISITES: "title"}
    own = kinds.get(unit.kind, style)
    if unit.kind is Kind.HEADING:
        own = "title" if holder == Kind.ORDER else "heading"
    if unit.runs and own:
        yield unit.runs[0].start, unit.runs[-1].end, own
    for child in unit.children:
        yield from _below(child, own, unit.kind)


def linked(line: str, plain: Callable[[str], str], link: Callable[[str], str]) -> str:
    """A line with its references as links, as the publisher prints them."""
    parts, at = [], 0
    for match in _LINKED.finditer(line):
        parts += [plain(line[at : match.start()]), link(match[0])]
        at = match.end()
    return "".join([*parts, plain(line[at:])])


def page(printed: Iterable[Print], style: str = "") -> str:
    """The order as a web page that is set like the publisher's."""
    return _PAGE.replace("{style}", style).replace("{body}", "\n".join(map(_html, printed)))


_PAGE = """<!doctype html><html lang="kk"><head><meta charset="utf-8"><title>Бұйрық</title><style>
body { font: 12pt "PT Serif", serif } p { margin: 0 0 6pt } h3 { text-align: center; font-size: 12pt }
.title { font-weight: bold } table { width: 100%; border-collapse: collapse }
.ruled td { border: 1px solid #000; padding: 1pt; font-size: 5pt } .ruled { table-layout: fixed }
.note { color: red } {style}</style></head><body>
{body}
</body></html>"""


def _html(printed: Print) -> str:
    lines = [
        linked(line, html.escape, lambda words: f'<a href="https://adilet.zan.kz/">{words}</a>')
        for line in printed.lines
    ]
    match printed.style:
        case "table":
            rows = "".join(f"<tr>{_cells(row, printed)}</tr>" for row in printed.rows)
            return f'<table class="ruled" border="1" cellspacing="0" width="100%">{rows}</table>'
        case "corner":
            left = '<tr style="page-break-inside: avoid"><td width="55%"></td>'
            return f'<table>{left}<td style="text-align: center">{"<br>".join(lines)}</td></tr></table>'
        case "signature":
            office = "".join(f"<p>{line}</p>" for line in lines[:-1])
            return f'<table><tr><td width="60%"><b>{office}</b></td><td><b>{lines[-1]}</b></td></tr></table>'
        case "heading":
            return f"<h3>{lines[0]}</h3>"
        case "title":
            return f'<p class="title">{lines[0]}</p>'
        case "agreement":
            return "".join(f"<p>{line}</p>" for line in lines)
    return f'<p class="{printed.style}">{"&nbsp;" * 6}{lines[0]}</p>'


def _spans(row: tuple[str, ...], width: int) -> list[tuple[str, int]]:
    """The cells of a row, the last one as wide as the table needs it."""
    return [*((cell, 1) for cell in row[:-1]), (row[-1], width - len(row) + 1)]


def _cells(row: tuple[str, ...], table: Print) -> str:
    width = max(map(len, table.rows))
    return "".join(f'<td colspan="{wide}">{html.escape(cell)}</td>' for cell, wide in _spans(row, width))


def typst_page(printed: Iterable[Print], head: str) -> str:
    """The order as a typst document: numbered pages, a running head, links in another colour."""
    setup = (
        f'#set page(paper: "a4", numbering: "1", header: align(center, text(9pt)[{_typ(head)}]))\n'
        f'#set text(font: "Libertinus Serif", size: 12pt, lang: "kk")\n'
        f"#set par(justify: true, first-line-indent: (amount: 1cm, all: true), spacing: 0.65em)\n"
        "#show link: set text(fill: rgb(1, 2, 253))\n"
    )
    return setup + "\n\n".join(map(_typst, printed))


def _typ(text: str) -> str:
    return re.sub(r"([\\\]\[#*_`$<>@~/\"'.=+-])", r"\\\1", text)


def _typst(printed: Print) -> str:
    lines = [
        linked(line, _typ, lambda words: f'#link("https://adilet.zan.kz/")[{_typ(words)}]') for line in printed.lines
    ]
    match printed.style:
        case "table":
            width = max(map(len, printed.rows))
            cells = "".join(
                f"table.cell(colspan: {wide})[{_typ(cell)}],"
                for row in printed.rows
                for cell, wide in _spans(row, width)
            )
            setting = "#set par(first-line-indent: 0pt, justify: false)\n#set text(5pt)"
            return f"#[{setting}\n#table(columns: (1fr,) * {width}, inset: 1pt, {cells})]"
        case "corner":
            return (
                "#grid(columns: (1fr, 1fr), [], par(first-line-indent: 0pt, justify: false)["
                + " \\ ".join(lines)
                + "])"
            )
        case "signature":
            office = "".join(f"par(first-line-indent: 0pt, justify: false)[{line}]\n" for line in lines[:-1])
            return f"#v(1em)\n#grid(columns: (3fr, 2fr), gutter: 1cm, {{{office}}}, align(bottom)[{lines[-1]}])"
        case "heading":
            return f"#v(1em)\n#align(center, par(first-line-indent: 0pt, justify: false)[*{lines[0]}*])\n#v(1em)"
        case "title":
            return f"#par(first-line-indent: 0pt)[*{lines[0]}*]"
        case "agreement":
            return "\n\n".join(f"#v(0.5em)\n#par(first-line-indent: 0pt)[{line}]" for line in lines)
    return f"#par[{lines[0]}]"


def printed_pdf(source: Source, head: str = "") -> bytes:
    """The order as a PDF whose links are drawn after everything else, as the publisher's program does."""
    return links_last(compiled(typst_page(prints(source), head=head)))


def compiled(document: str) -> bytes:
    """A typst document as PDF."""
    data = typst.compile(document.encode(), format="pdf", ignore_system_fonts=True)
    assert isinstance(data, bytes)
    return data


def links_last(data: bytes) -> bytes:
    """A PDF with the words of its links drawn at the end of each page; nothing moves on the paper."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for sheet in pdf.pages:
            operations = list(pikepdf.parse_content_stream(sheet))
            begins = [at for at, one in enumerate(operations) if str(one.operator) in ("BDC", "BMC")]
            ends = [at for at, one in enumerate(operations) if str(one.operator) == "EMC"]
            groups = [(first, min(end for end in ends if end > first) + 1) for first in begins]
            moved = [(first, end) for first, end in groups if any(map(_is_link, operations[first:end]))]
            taken = {at for first, end in moved for at in range(first, end)}
            kept = [one for at, one in enumerate(operations[: ends[-1] + 1]) if at not in taken]
            links = [one for first, end in moved for one in operations[first:end]]
            whole = [*kept, *links, *operations[ends[-1] + 1 :]]
            sheet.Contents = pdf.make_stream(pikepdf.unparse_content_stream(whole))
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
        return out.getvalue()


def _is_link(operation: pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage) -> bool:
    """Whether it sets the colour of links."""
    return str(operation.operator) == "scn" and "0.99215686" in map(str, operation.operands)
