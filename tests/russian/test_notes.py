"""Russian notes, addresses and lines in place of missing text: what is written is read back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nqs_docs.amendments.from_act import operations
from nqs_docs.clauses.act import Act, Address, Citation, Kind, NoteKind, Step
from nqs_docs.clauses.address import eid, parse, plain, render
from nqs_docs.clauses.address_parse import parse_list, tokenize
from nqs_docs.clauses.from_lines import read_act
from nqs_docs.clauses.notes import read_events
from nqs_docs.editions import notes_russian
from nqs_docs.editions.edition import Entry
from nqs_docs.editions.library import Library
from nqs_docs.publish.document import document
from nqs_docs.sources.read import read

HERE = Path(__file__).parent
BODY = "Министр труда и социальной защиты населения Республики Казахстан"


@pytest.mark.parametrize(
    ("address", "case", "words"),
    [
        ("doc-qaghidalar__para_7__point_3", "nom", "подпункт 3) пункта 7 Правил"),
        ("doc-qaghidalar__para_12__al_2__indent_3", "acc", "абзац третий части второй пункта 12 Правил"),
        ("doc-qaghidalar__para_12__al_2", "gen", "части второй пункта 12 Правил"),
        ("doc-qaghidalar__app_1__corner", "nom", "правый верхний угол приложения 1 к Правилам"),
        ("doc-qaghidalar__app", "dat", "приложению к Правилам"),
        ("ord__para_3", "loc", "пункте 3 приказа"),
        ("doc-qaghidalar__chp_3__heading", "nom", "заголовок главы 3 Правил"),
        ("doc-tiizbe__row_5__col_3", "nom", "графа 3 строки, порядковый номер 5, Перечня"),
        ("doc-nysan_2__para_1", "nom", "пункт 1 второй Формы"),
        ("doc-esep", "instr", "Отчетом"),
        ("para_3-1__sent_23", "nom", "предложение двадцать третье пункта 3-1"),
        ("sec_VI", "acc", "раздел VI"),
    ],
)
def test_an_address_in_russian(address: str, case: str, words: str) -> None:
    assert render(parse(address), case, "ru") == words


LABELS = st.sampled_from(["1", "2", "9", "9-1", "12", "21", "113"])
NUMBERED = st.builds(Step, st.sampled_from([Kind.POINT, Kind.SUBPOINT]), LABELS)
COUNTED = st.builds(
    Step, st.sampled_from([Kind.PART, Kind.INDENT, Kind.SENTENCE]), st.integers(1, 121).map(str)
)  # fmt: skip
SCOPES = st.sampled_from(
    [(), (Step(Kind.ORDER),), (Step(Kind.DOCUMENT, name="қағидалар"),), (Step(Kind.DOCUMENT, name="тізбе"),)]
)
OUTER = st.sampled_from([(), (Step(Kind.APPENDIX, "2"),), (Step(Kind.CHAPTER, "3"),), (Step(Kind.SECTION, "VI"),)])


@st.composite
def addresses(draw: st.DrawFn) -> Address:
    """Addresses as they occur: a scope, an appendix or chapter, a point, what stands in it."""
    inner = draw(st.sampled_from(["point", "subpoint", "counted", "heading", "corner", "row"]))
    outer = (*draw(SCOPES), *draw(OUTER))
    point = Step(Kind.POINT, draw(LABELS))
    last: tuple[Step, ...] = {
        "point": (point,),
        "subpoint": (point, Step(Kind.SUBPOINT, draw(LABELS))),
        "counted": (point, draw(COUNTED)),
        "heading": (Step(Kind.HEADING),),
        "corner": (Step(Kind.CORNER),),
        "row": (Step(Kind.ROW, draw(LABELS)), Step(Kind.COLUMN, "3")),
    }[inner]
    if inner == "corner" and outer and outer[-1].kind in (Kind.CHAPTER, Kind.SECTION):
        outer = outer[:-1]
    return Address((*outer, *last))


@given(addresses(), st.sampled_from(["nom", "gen", "dat", "acc", "instr", "loc"]))
def test_what_is_written_is_read_back(address: Address, case: str) -> None:
    assert eid(parse(render(address, case, "ru"))) == eid(address)


UNITS = {
    "doc-qaghidalar__para_6": "пункт 6", "doc-qaghidalar__heading": "заголовок Правил", "ord__preamble": "преамбула",
    "doc-qaghidalar": "Правила", "doc-qaghidalar__app_1": "приложение 1", "ord": "приказ",
}  # fmt: skip
KINDS = {"redaction": NoteKind.REDACTION, "changed": NoteKind.CHANGED, "deleted": NoteKind.DELETED}


@pytest.mark.parametrize("what", KINDS)
@pytest.mark.parametrize(("address", "name"), UNITS.items())
def test_a_note_is_read_back(address: str, name: str, what: str) -> None:
    unit = parse(address)
    by = Citation(number="6", date=date(2024, 1, 18), body=BODY)
    entry = Entry(unit, what, by, "вводится в действие с 01.02.2024")
    (said,) = read_events(notes_russian.note(unit, [(what, [entry])]).removeprefix("Сноска. "), False)
    assert (said.kind, said.unit.lower()) == (KINDS[what], name.lower())
    assert said.by is not None
    assert (said.by.number, said.by.date) == ("6", by.date)
    assert said.commencement is not None
    assert said.commencement.date == date(2024, 2, 1)


@pytest.mark.parametrize("what", [*KINDS, "inserted", "suspended", "repealed"])
def test_an_announcement_is_read_back(what: str) -> None:
    unit = parse("doc-qaghidalar__para_8-1")
    entry = Entry(
        unit, what, Citation(number="129", date=date(2026, 4, 10), body=BODY), "вводится в действие с 12.07.2026"
    )
    mark, _, words = notes_russian.announcement(unit, what, entry).partition("\n")
    (said,) = read_events(words, True)
    assert mark == "Примечание ИЗПИ!"
    assert (said.kind, said.by and said.by.number) == (NoteKind.ANNOUNCED, "129")
    named = [eid(address) for phrase in parse_list(tokenize(said.unit))[0] for address in phrase.addresses]
    assert named == (["doc-qaghidalar"] if what == "inserted" else ["para_8-1"])


def test_chains_name_a_body_once() -> None:
    unit = parse("doc-qaghidalar__para_18")
    first = Entry(unit, "redaction", Citation(number="6", date=date(2024, 1, 18), body=BODY), "")
    second = Entry(unit, "redaction", Citation(number="113", date=date(2026, 4, 1), body=BODY), "")
    third = Entry(unit, "changed", Citation(number="129", date=date(2026, 4, 10), body=BODY), "")
    assert notes_russian.note(unit, [("redaction", [first, second]), ("changed", [third])]) == (
        "Сноска. Пункт 18 - в редакции приказов Министра труда и социальной защиты населения РК от 18.01.2024 № 6; "
        "от 01.04.2026 № 113; с изменением, внесенным приказом Министра труда и социальной защиты населения РК "
        "от 10.04.2026 № 129."
    )


def act_of(name: str) -> Act:
    return read_act(read((HERE / name).read_bytes(), name, ""))[0]


def lines(on: date) -> list[str]:
    """№ 78 with its notes, amended by № 113, both in Russian."""
    base, amending = act_of("order_78.md"), act_of("order_113.txt")
    library = Library({base.id: base, amending.id: amending}, {amending.id: operations(amending)[0], base.id: ()})
    return [block.text for block in document(library.edition(base.id, on), notes=True).blocks]


def test_an_edition_in_russian_speaks_russian() -> None:
    early, between, later = (lines(date(2023, 5, 1)), lines(date(2026, 5, 1)), lines(date(2026, 8, 1)))
    assert "[Сноска. Пункт 3: текста на эту дату в корпусе нет.]" in early
    by = "приказом Министра труда и социальной защиты населения РК от 01.04.2026 № 113"
    assert f"[Сноска. Абзац третий части второй пункта 12 вводится в действие с 12.07.2026 - {by}.]" in between
    coming = f"Пункт 16 предусмотрен в редакции {by.replace('приказом', 'приказа')} (вводится в действие с 12.07.2026)."
    assert f"Примечание ИЗПИ!\n{coming}" in between
    done = f"Сноска. Пункт 16 - в редакции {by.replace('приказом', 'приказа')} (вводится в действие с 12.07.2026)."
    assert done in later
    assert not any("скерту" in line or "ІЗПИ" in line or "ЗҚАИ" in line for line in (*early, *between, *later))


def test_an_address_without_its_title_is_the_same_in_both_languages() -> None:
    assert plain(parse("3-тармақ")) == plain(parse("пункт 3"))
    assert eid(parse("Қағидалардың 7-тармағының 3) тармақшасы")) == eid(parse("подпункт 3) пункта 7 Правил"))
