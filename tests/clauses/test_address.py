"""Addresses: every form that the reference lists, read and written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nqs_docs.clauses.act import Address, Kind, Step
from nqs_docs.clauses.address import document_step, eid, from_eid, parse, render
from nqs_docs.clauses.address_parse import CONTAINERS
from nqs_docs.findings import UsageError
from nqs_docs.language.kazakh import CASES, DOCUMENT_WORDS, inflect

GOLDEN = """
7-тармағының 3) тармақшасы                       | para_7__point_3
7-тармақтың 3) тармақшасына                      | para_7__point_3
11-тармақ                                        | para_11
9-1-тармақпен                                    | para_9-1
8-1) тармақша                                    | point_8-1
бұйрықтың 1-тармағы                              | ord__para_1
бұйрықтың кіріспесі                              | ord__preamble
Бұйрықтың тақырыбы                               | ord__heading
Қағидалардың 7-тармағының 3) тармақшасында       | doc-qaghidalar__para_7__point_3
Тізбенің 2-тармағы                               | doc-tiizbe__para_2
көрсетілген Қағидаларға қосымшаның жоғарғы оң жақ бұрышы | doc-qaghidalar__app__corner
Қағидаларға қосымшаның оң жақ жоғарғы бұрышы     | doc-qaghidalar__app__corner
қосымшаның жоғарғы оң жақ бұрышы                 | app__corner
көрсетілген Қағидалардың 1-қосымшасы             | doc-qaghidalar__app_1
көрсетілген Қағидаларға 1-қосымша                | doc-qaghidalar__app_1
осы бұйрыққа 2-қосымшаға                         | ord__app_2
осы бұйрықпен бекітілген Қағидалардың 3-тармағы  | doc-qaghidalar__para_3
3-тараудың тақырыбы                              | chp_3__heading
VI бөлімнің                                      | sec_VI
VII бөлімнің тақырыбы                            | sec_VII__heading
2-тараудың 1-параграфының тақырыбы               | chp_2__subchp_1__heading
11-тармақтың 1) тармақшасының екінші абзацы      | para_11__point_1__indent_2
17-бабы 2-тармағының 4) тармақшасы               | art_17__para_2__point_4
192-баптың 1-тармағы 3) тармақшасының бірінші бөлігі | art_192__para_1__point_3__al_1
218-баптың бірінші бөлігінің бірінші абзацы      | art_218__al_1__indent_1
78-баптың екінші бөлігінің 2) тармақшасы         | art_78__al_2__point_2
637-бап 1-тармақтың бірінші бөлігінің 12) тармақшасындағы | art_637__para_1__al_1__point_12
екінші бөлігінің үшінші абзацы                   | al_2__indent_3
2-ші бөлігі                                      | al_2
3-тармақтың соңғы бөлігінің                      | para_3__al_last
соңғы абзацынан                                  | indent_last
кестенің соңғы жолы                              | doc-keste__line_last
12-тармақтың он төртінші абзацында               | para_12__indent_14
2-тармақтың екінші сөйлемі                       | para_2__sent_2
бірінші абзац                                    | indent_1
кіріспе                                          | preamble
тақырыбы                                         | heading
124-4-баптың тақырыбымен                         | art_124-4__heading
реттік нөмірі 3-жол                              | row_3
реттік нөмірі 3-1-жолмен                         | row_3-1
1-қосымшаның реттік нөмірі 3-жолының 2-бағанында | app_1__row_3__col_2
үшінші жолы                                      | line_3
3-бағаны                                         | col_3
10-бабының 1-тармақшасына                        | art_10__point_1
5-тармақтың а) тармақшасы                        | para_5__point_a
екінші нысанның 4-тармағы                        | doc-nysan_2__para_4
1-қосымшаның екінші жоғарғы оң жақ бұрышы        | app_1__corner_2
""".strip().splitlines()


@pytest.mark.parametrize("row", GOLDEN, ids=lambda row: row.split("|")[1].strip())
def test_forms_of_the_reference(row: str) -> None:
    kazakh, expected = (part.strip() for part in row.split("|"))
    assert eid(parse(kazakh)) == expected
    assert parse(expected) == parse(kazakh)


@pytest.mark.parametrize(
    "damaged",
    [
        "Қағидалардың 9-1-тармағының 3) тармақшасы",
        "қағидалардың 9–1-тармағының 3) тармақшасы",
        "  Қағидалардың\u00a09-1-тармағының  3)\u00a0тармақшасы:",
        "Қағидалардың 9‑1 - тармағының 3 ) тармақшасы.",
        "ҚАҒИДАЛАРДЫҢ 9 -1-тармағыньң 3) тармақшасы".replace("ьң", "ың"),
        "Қағидалардың 9-1 тармағынын 3) тармақшасы".replace("нын", "ның"),
        "Қағидалардың 9-1-тармақтың\n3)тармақшасы;",
    ],
)
def test_damage_does_not_matter(damaged: str) -> None:
    assert eid(parse(damaged)) == "doc-qaghidalar__para_9-1__point_3"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("кiрiспесi", "кіріспесі"),
        ("екiншi бөлiгiнiң үшiншi абзацы", "екінші бөлігінің үшінші абзацы"),
        ("VІІ бөлiмнiң тақырыбы", "VII бөлімнің тақырыбы"),
        ("тiзбенiң реттiк нөмiрi 3-жолы", "тізбенің реттік нөмірі 3-жолы"),
        ("ǝдістеменің 2-тармағы", "әдістеменің 2-тармағы"),
        ("əдiстеменiң 2-тармағы", "әдістеменің 2-тармағы"),
    ],
)
def test_old_orthography(old: str, new: str) -> None:
    assert parse(old) == parse(new)


def test_a_document_by_its_full_name() -> None:
    address = parse('"X" бұйрығымен бекітілген Ақталған адамға  куәлік беру қағидаларының 3-тармағында:')
    step = Step(Kind.DOCUMENT, name="қағидалар", title="Ақталған адамға куәлік беру қағидалары")
    assert address == Address((step, Step(Kind.POINT, "3")))
    assert document_step("көрсетілген бұйрықпен бекітілген Ақталған адамға куәлік беру қағидаларында:") == step
    assert document_step("мынадай өзгеріс") is None


@pytest.mark.parametrize(
    ("text", "at"),
    [("", 1), ("мынадай", 1), ("7-тармақтың үш", 13), ("7-тармақ және", 10), ("7-тармақ 5-тармақ", 10),
     ("2 - 5-тармақ мен абзац", 14), ("жол 4", 1), ("0-ші", 1), ("тақырыптың 3-тармағы", 12)],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_where_it_stops(text: str, at: int) -> None:
    with pytest.raises(UsageError) as refusal:
        parse(text)
    assert refusal.value.code == "clause.address-unreadable"
    assert refusal.value.params == {"address": text, "at": str(at)}


def test_a_list_is_no_single_unit() -> None:
    with pytest.raises(UsageError, match="address-several"):
        parse("3, 4 және 5-тармақтар")


@pytest.mark.parametrize("broken", ["para_7__", "para_7__xyz_1", "app-x_1", "ord____para_1"])
def test_a_broken_eid_is_refused(broken: str) -> None:
    with pytest.raises(UsageError, match="address-unreadable"):
        parse(broken)


@pytest.mark.parametrize(
    ("address", "case", "expected"),
    [
        ("doc-qaghidalar__para_7__point_3", "nom", "Қағидалардың 7-тармағының 3) тармақшасы"),
        ("doc-qaghidalar__para_7__point_3", "dat", "Қағидалардың 7-тармағының 3) тармақшасына"),
        ("ord__para_1", "nom", "бұйрықтың 1-тармағы"),
        ("doc-qaghidalar__app__corner", "nom", "Қағидаларға қосымшаның жоғарғы оң жақ бұрышы"),
        ("doc-qaghidalar__app_1", "nom", "Қағидаларға 1-қосымша"),
        ("doc-qaghidalar__app_1__table__row_3", "gen", "Қағидаларға 1-қосымшаның кестесінің реттік нөмірі 3-жолының"),
        ("sec_VI__heading", "nom", "VI бөлімнің тақырыбы"),
        ("para_12__al_2__indent_3", "attr", "12-тармақтың екінші бөлігінің үшінші абзацындағы"),
        ("para_9-1", "instr", "9-1-тармақпен"),
        ("doc-qaghidalar", "dat", "Қағидаларға"),
    ],
)
def test_written_in_kazakh(address: str, case: str, expected: str) -> None:
    assert render(from_eid(address), case) == expected


NUMBER = st.integers(1, 999).map(str)
LABELS: dict[Kind, st.SearchStrategy[str]] = {
    **dict.fromkeys((Kind.POINT, Kind.SUBPOINT, Kind.ARTICLE, Kind.CHAPTER), st.sampled_from(["1", "12", "9-1"])),
    Kind.SECTION: st.sampled_from(["1", "VI", "XII"]),
    Kind.APPENDIX: st.sampled_from(["", "1", "3-1"]),
    Kind.ROW: st.sampled_from(["1", "3-1", "#2", "#last"]),
    Kind.SUBCHAPTER: NUMBER,
    Kind.COLUMN: NUMBER,
    **dict.fromkeys((Kind.PART, Kind.INDENT, Kind.SENTENCE), NUMBER | st.just("last")),
    Kind.CELL: NUMBER,
    **dict.fromkeys((Kind.HEADING, Kind.REQUISITES, Kind.PREAMBLE, Kind.CORNER), st.sampled_from(["", "", "2"])),
    **dict.fromkeys((Kind.SIGNATURE, Kind.AGREEMENT, Kind.TABLE, Kind.NOTE), st.sampled_from(["", "2"])),
}  # fmt: skip


@st.composite
def addresses(draw: st.DrawFn) -> Address:
    """Any chain of units that may stand in each other."""
    steps: list[Step] = []
    scope = draw(st.sampled_from(["order", "document", "titled", "unnamed", ""]))
    noun = draw(st.sampled_from(DOCUMENT_WORDS))
    if scope == "order":
        steps.append(Step(Kind.ORDER))
    elif scope == "document":
        steps.append(Step(Kind.DOCUMENT, draw(st.sampled_from(["", "1", "12"])), noun))
    elif scope == "titled":
        title = f"Ақталған адамға куәлік беру {inflect(noun, possessive=draw(st.booleans()))}"
        steps.append(Step(Kind.DOCUMENT, name=noun, title=title))
    elif scope == "unnamed":
        steps.append(Step(Kind.DOCUMENT, "2"))
    for _ in range(draw(st.integers(0 if steps else 1, 6))):
        kinds = [kind for kind, outer in CONTAINERS.items() if not steps or steps[-1].kind in outer]
        if not kinds:
            break
        kind = draw(st.sampled_from(kinds))
        label = draw(LABELS.get(kind, st.just("")))
        # "Кестенің …" at the beginning is an approved document of that name
        steps.append(Step(kind, "1" if not steps and kind is Kind.TABLE else label))
    return Address(tuple(steps))


@given(addresses(), st.sampled_from([*CASES, "attr"]))
def test_what_is_written_is_read_back(address: Address, case: str) -> None:
    assert parse(render(address, case)) == address


@given(addresses())
def test_eids_are_read_back(address: Address) -> None:
    written = eid(address)
    assert written.isascii()
    assert " " not in written
    first, *rest = address.steps
    without_title = Address((Step(first.kind, first.label, first.name), *rest))
    assert from_eid(written) == parse(written) == without_title


@given(st.text(st.sampled_from('378-1) ,абзацтармақтыңекіншіVIбұйрыққағидалардың –\u00a0№\n"')))
def test_no_text_breaks_the_reader(text: str) -> None:
    try:
        steps = parse(text).steps
    except UsageError:
        return
    assert steps
