"""Blanks as a clerk reads them: forms in the style of orders, each with its places, fields and types.

Every file of ``blanks`` is a form («# » a heading, «| » table rows) and, below the line of
«=», what is read from it: slots in braces, then a line for each field. ``--bless`` rewrites it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nqs_docs.forms.blank import is_form, of_blocks
from nqs_docs.forms.example import example, record
from nqs_docs.forms.fill import fill
from nqs_docs.forms.model import Blank, Field, FieldType, Piece, slots
from nqs_docs.forms.values import check
from nqs_docs.publish.document import Block, BlockKind
from tests.forms import by_hand

FILES = sorted((Path(__file__).parent / "blanks").glob("*.txt"))
LINE = "\n=====\n"
ON = date(2026, 7, 12)
RUNS = re.compile(r"[_…□☐\[\]]|\.{5,}|(?:\. ?){5,}|[+8()\d -]*\(_+\)[_ -]*")


def blocks(form: str) -> tuple[Block, ...]:
    return tuple(_blocks(form))


def _blocks(form: str) -> Iterator[Block]:
    for line in filter(None, form.strip("\n").split("\n")):
        if line.startswith("# "):
            yield Block(BlockKind.HEADING, line[2:], level=2)
        elif line.startswith("|"):
            cells = tuple(cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|"))
            yield Block(BlockKind.ROW, " | ".join(cells), cells=cells)
        else:
            yield Block(BlockKind.PARAGRAPH, line)


def read(form: str) -> Blank:
    return of_blocks(by_hand.blank(fields=()), blocks(form))[0]


def shown(blank: Blank) -> str:
    """A blank as the files have it."""
    lines = []
    for item in blank.body:
        if item.kind is not BlockKind.ROW:
            lines.append(("   " if item.caption else "") + _text(item.cells[0]))
        else:
            mark = "|=" if item.head else "|*" if item.repeats else "|"
            lines.append(f"{mark} " + " | ".join(map(_text, item.cells)) + " |")
    return "\n".join([*lines, "", *(line for field in blank.fields for line in _field(field, ""))]) + "\n"


def _text(pieces: tuple[Piece, ...]) -> str:
    return "".join(p if isinstance(p, str) else f"{{{p.field}{'/' if p.part else ''}{p.part}}}" for p in pieces)


def _field(field: Field, indent: str) -> Iterator[str]:
    more = [f"[{'; '.join(field.options)}]"] if field.options else []
    more += [f"≤{field.at_most}"] if field.at_most else []
    more += [f"= {field.computed}"] if field.computed else []
    yield " · ".join([f"{indent}{field.name}", field.label, field.type + "!" * field.required, *more])
    for column in field.columns:
        yield from _field(column, indent + "  ")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_places_labels_and_types(file: Path, bless: bool) -> None:
    form, _, expected = file.read_text(encoding="utf-8").partition(LINE)
    found = shown(read(form))
    if bless:
        file.write_text(form.rstrip("\n") + LINE + found, encoding="utf-8")
    else:
        assert found == expected


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_example_fills_every_place(file: Path) -> None:
    form = file.read_text(encoding="utf-8").partition(LINE)[0]
    blank = read(form)
    values, findings = check(blank.fields, example(blank), on=ON)
    assert not findings
    needed = {field.name for field in blank.fields if field.required}
    assert needed <= set(values)
    assert _words(fill(blank, {}).text()) == _words(form)


def _words(text: str) -> str:
    """The fixed words of a form: without runs, boxes, table lines and numbers of rows to be repeated."""
    lines = [line.removeprefix("# ") for line in text.split("\n") if not re.fullmatch(r"[|\s\d.…]*", line)]
    return re.sub(r"\W|_|\d", "", RUNS.sub("", "".join(lines)))


PIECES = st.sampled_from(
    [
        *"""____ ______________ 20__ "__" № (қолы) Күні ЖСН Мен, теңге □ иә жоқ 1) 2) ; . : , | …… ( )""".split(),
        *("\n", "Барлығы", "Саны", "\n| ", "|\n", "# Өтініш\n", "(тегі, аты)", "20__ жылғы", "Бағасы, теңге"),
        "(қажеттісінің асты сызылады)",
    ]
)


@given(st.lists(PIECES, max_size=40).map(" ".join))
def test_any_form_keeps_its_words_and_names_each_field_once(form: str) -> None:
    if not blocks(form):
        return
    blank = read(form)
    names = [field.name for field in blank.fields]
    assert len(names) == len(set(names))
    columns = {column.name for field in blank.fields for column in field.columns}
    assert {slot.field for slot in slots(blank.body)} <= {*names, *columns}
    assert all(re.fullmatch(r"[^\W_][\w]*", name) for name in names)
    assert not any(field.required for field in blank.fields if field.type is FieldType.SIGNATURE)
    assert not check(blank.fields, example(blank), on=ON)[1]
    assert _letters(fill(blank, {}).text()) == _letters("".join(block.text for block in blocks(form)))


def _letters(text: str) -> str:
    return re.sub(r"[\W_\d]", "", text)


def test_requirements_without_places_are_no_form() -> None:
    assert not is_form(blocks("# Талаптар\n1. Мына жерге жазыңыз: a_b@mail.kz ...\n| 1 | Мерзімі | 5 жұмыс күні |"))


def test_a_cell_left_empty_makes_no_form_of_requirements() -> None:
    rows = "\n".join(f"| {number} | {number}-талап | мазмұны |" for number in range(1, 5))
    assert not is_form(blocks(f"# Талаптар\n{rows}\n| 5 | 5-талап |  |"))
    assert is_form(blocks("Нысан\n| Тегі |  |\n| Аты |  |"))


@pytest.mark.parametrize(
    ("label", "value"),
    [
        ("Құжат нөмірі", "12"),
        ("Банк шотының №", "KZ121234567890123456"),
        ("жоқ құжаттардың атауы", "жеке куәліктің көшірмесі"),
        ("ҰБШ және СБШ сәйкес біліктілік деңгейі", "3"),
        (
            "Кәсіптік стандарттың немесе біліктілік талаптарының атауы",
            '"Электр желілерін монтаждау" кәсіптік стандарты',
        ),
        ("Ваучер сомасы, жазумен", "бір мың екі жүз елу"),
        ("мемлекеттік органның толық атауы", "Астана қаласының Жұмыспен қамту басқармасы"),
    ],
)
def test_example_value_fits_its_label(label: str, value: str) -> None:
    assert record((Field("x", label, FieldType.TEXT, True),), ON) == {"x": value}


def test_a_number_has_a_cell_for_each_digit() -> None:
    blank = read("ЖСН |_|_|_|_|_|_|_|_|_|_|_|_|")
    assert fill(blank, {}).text() == "ЖСН |_|_|_|_|_|_|_|_|_|_|_|_|"
    assert fill(blank, {"жсн": "850714300127"}).text() == "ЖСН |8|5|0|7|1|4|3|0|0|1|2|7|"
