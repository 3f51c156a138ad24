"""Finding units: what an address may leave out, and what is refused as ambiguous."""

from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nqs_docs.clauses.act import Address, Kind, Run, State, Step, Unit, walk
from nqs_docs.clauses.address import address_of, eid, indents, locate, parse, render, shortest
from nqs_docs.clauses.address_locate import Path, unit_at


def leaf(kind: Kind, words: str = "сөз") -> Unit:
    return Unit(kind, runs=(Run(words, "s", 0, len(words)),))


def unit(kind: Kind, label: str, *children: Unit, name: str = "") -> Unit:
    return Unit(kind, label, children, name=name)


INDENT, HEADING = leaf(Kind.INDENT), leaf(Kind.HEADING)


def part(*children: Unit) -> Unit:
    return unit(Kind.PART, "", *(children or (INDENT,)))


def point(label: str, *parts: Unit) -> Unit:
    return unit(Kind.POINT, label, *(parts or (part(),)))


def subpoint(label: str, *parts: Unit) -> Unit:
    return unit(Kind.SUBPOINT, label, *(parts or (part(),)))


def order_391() -> Unit:
    """In the shape of order № 391: points of both scopes, subpoints that restart."""
    order = unit(
        Kind.ORDER, "", HEADING, leaf(Kind.REQUISITES), unit(Kind.PREAMBLE, "", INDENT), point("1"), point("2"),
        unit(Kind.SIGNATURE, "", INDENT), unit(Kind.AGREEMENT, "", INDENT), unit(Kind.AGREEMENT, "", INDENT, INDENT),
    )  # fmt: skip
    restarts = point("3", part(INDENT, subpoint("1"), subpoint("2")), part(INDENT, subpoint("1"), subpoint("2")))
    chapters = (
        unit(Kind.CHAPTER, "1", HEADING, point("1"), restarts),
        unit(Kind.CHAPTER, "2", HEADING, point("7", part(INDENT, subpoint("1"), subpoint("3", part(INDENT, INDENT))))),
    )
    row = unit(Kind.ROW, "1", unit(Kind.CELL, "", INDENT), unit(Kind.CELL, "", INDENT))
    header = unit(Kind.ROW, "", unit(Kind.CELL, "", INDENT))
    appendix = unit(
        Kind.APPENDIX, "", leaf(Kind.CORNER), HEADING, INDENT, INDENT, unit(Kind.TABLE, "", header, row), point("1")
    )
    corner = leaf(Kind.CORNER, "Министрінің бұйрығына қосымша")
    rules = unit(Kind.DOCUMENT, "", corner, HEADING, *chapters, appendix, name="қағидалар")
    return unit(Kind.ACT, "", order, rules)


ROOT = order_391()


def found(address: str, root: Unit = ROOT) -> list[str]:
    return [eid(address_of(root, path)) for path in locate(root, parse(address))]


def test_points_are_found_through_the_chapters_left_out() -> None:
    expected = ["doc-qaghidalar__para_7__point_3"]
    for address in (
        "7-тармақтың 3) тармақшасы",
        "Қағидалардың 7-тармағының 3) тармақшасы",
        "2-тараудың 7-тармағының 3) тармақшасы",
        "Қағидалардың 2-тарауының 7-тармағы бірінші бөлігінің 3) тармақшасы",
        "көрсетілген Қағидалардың 7-тармағының 3) тармақшасында",
    ):
        assert found(address) == expected
    assert found("1-тараудың 7-тармағы") == []


def test_an_address_that_fits_several_units_gives_them_all() -> None:
    assert found("1-тармақ") == ["ord__para_1", "doc-qaghidalar__para_1"]
    assert found("бұйрықтың 1-тармағы") == ["ord__para_1"]
    assert found("3-тармақтың 2) тармақшасы") == [
        "doc-qaghidalar__para_3__al_1__point_2",
        "doc-qaghidalar__para_3__al_2__point_2",
    ]
    assert found("3-тармақтың екінші бөлігінің 2) тармақшасы") == ["doc-qaghidalar__para_3__al_2__point_2"]
    assert found("тақырып") == ["ord__heading", "doc-qaghidalar__heading"]


def test_appendices_are_searched_only_when_named() -> None:
    assert found("қосымшаның 1-тармағы") == ["doc-qaghidalar__app__para_1"]
    assert found("Қағидаларға қосымшаның жоғарғы оң жақ бұрышы") == ["doc-qaghidalar__app__corner"]
    assert found("жоғарғы оң жақ бұрышы") == ["doc-qaghidalar__corner"]
    assert found("2-қосымша") == []


def test_an_indent_counts_every_line_below() -> None:
    assert found("7-тармақтың бірінші абзацы") == ["doc-qaghidalar__para_7__indent_1"]
    assert found("7-тармақтың төртінші абзацы") == ["doc-qaghidalar__para_7__point_3__indent_2"]
    assert found("7-тармақтың бесінші абзацы") == []
    assert found("3-тармақтың екінші бөлігінің бірінші абзацы") == ["doc-qaghidalar__para_3__al_2__indent_1"]


def test_a_deleted_line_keeps_its_place_in_the_count() -> None:
    deleted = Unit(Kind.SUBPOINT, "1", state=State.DELETED)
    root = unit(Kind.ACT, "", unit(Kind.ORDER, "", point("1", part(INDENT, deleted, subpoint("2")))))
    assert found("1-тармақтың үшінші абзацы", root) == ["ord__para_1__point_2__indent_1"]
    assert found("1-тармақтың 1) тармақшасы", root) == ["ord__para_1__point_1"]


def test_the_only_part_answers_to_its_number() -> None:
    assert found("7-тармақтың бірінші бөлігі") == ["doc-qaghidalar__para_7__al_1"]
    assert found("7-тармақтың екінші бөлігі") == []


def test_sentences_and_columns_give_what_they_stand_in() -> None:
    assert found("1-тараудың 1-тармағының екінші сөйлемі") == ["doc-qaghidalar__para_1"]
    assert found("қосымшаның кестесінің 2-бағаны") == ["doc-qaghidalar__app__table"]
    assert found("қосымшаның реттік нөмірі 1-жолының 2-бағаны") == ["doc-qaghidalar__app__table__row_1__cell_2"]


def test_a_row_by_its_number_and_by_its_place() -> None:
    assert locate(ROOT, parse("қосымшаның реттік нөмірі 1-жолы")) == locate(ROOT, parse("қосымшаның екінші жолы"))
    assert found("қосымшаның бірінші жолы") == ["doc-qaghidalar__app__table__line_1"]


def test_an_approved_document_is_found_by_the_appendix_number_in_its_corner() -> None:
    assert found("бұйрыққа қосымша") == ["doc-qaghidalar"]
    assert found("қосымша") == ["doc-qaghidalar__app"]
    documents = [
        unit(Kind.DOCUMENT, "", leaf(Kind.CORNER, f"2024 жылғы № 5 бұйрығына\n{n}-қосымша"), name="нысан") for n in "23"
    ]
    root = unit(Kind.ACT, "", unit(Kind.ORDER, "", point("1")), *documents)
    assert found("осы бұйрыққа 3-қосымшаға", root) == ["doc-nysan_2"]
    assert found("бұйрыққа 1-қосымша", root) == []
    assert found("1-қосымша", root) == []
    assert found("3-қосымша", root) == ["doc-nysan_2"]


def test_a_title_tells_documents_apart_that_share_the_noun() -> None:
    def rules(title: str) -> Unit:
        return unit(Kind.DOCUMENT, "", leaf(Kind.HEADING, title), point("1"), name="қағидалар")

    root = unit(Kind.ACT, "", rules("Ақталған адамға куәлік беру қағидалары"), rules("Өтемақы төлеу қағидалары"))
    assert found("Өтемақыны төлеудің қағидаларының 1-тармағы", root) == ["doc-qaghidalar_2__para_1"]
    assert found("Қағидалардың 1-тармағы", root) == ["doc-qaghidalar_1__para_1", "doc-qaghidalar_2__para_1"]
    one = unit(Kind.ACT, "", rules("Мүлдем өзге тақырыптағы қағидалар"))
    assert found("Өтемақыны төлеу қағидаларының 1-тармағы", one) == []


def test_roman_and_arabic_sections_are_one() -> None:
    root = unit(Kind.ACT, "", unit(Kind.DOCUMENT, "", unit(Kind.SECTION, "VI", HEADING, point("1")), name="ереже"))
    assert found("6-бөлімнің тақырыбы", root) == found("VI бөлімнің тақырыбы", root) == ["doc-erezhe__sec_VI__heading"]


def test_a_point_is_called_by_its_chapter_only_where_numbers_restart() -> None:
    chapters = [unit(Kind.CHAPTER, n, HEADING, point("1"), *([point("2")] if n == "2" else [])) for n in "12"]
    root = unit(Kind.ACT, "", unit(Kind.DOCUMENT, "", *chapters, name="ереже"))
    assert found("1-тармақ", root) == ["doc-erezhe__chp_1__para_1", "doc-erezhe__chp_2__para_1"]
    assert found("2-тармақ", root) == ["doc-erezhe__para_2"]


def test_a_table_where_no_document_is_called_so() -> None:
    root = unit(Kind.ACT, "", unit(Kind.ORDER, "", point("1", part(INDENT, unit(Kind.TABLE, "", unit(Kind.ROW, "2"))))))
    assert found("кестенің реттік нөмірі 2-жолы", root) == ["ord__para_1__table__row_2"]


def test_the_shortest_address_drops_a_scope_that_tells_nothing() -> None:
    (path,) = locate(ROOT, parse("7-тармақ"))
    assert render(shortest(ROOT, path)) == "7-тармақ"
    (path,) = locate(ROOT, parse("бұйрықтың 1-тармағы"))
    assert render(shortest(ROOT, path)) == "бұйрықтың 1-тармағы"


NUMBERS = st.lists(st.sampled_from(["1", "2", "2-1"]), unique=True, max_size=2).map(sorted)


def some(units: st.SearchStrategy[Unit], least: int = 0) -> st.SearchStrategy[tuple[Unit, ...]]:
    return st.lists(units, min_size=least, max_size=2).map(tuple)


def made(kind: Kind, label: str, children: tuple[Unit, ...]) -> Unit:
    return unit(kind, label, *children)


def numbered(kind: Kind, content: st.SearchStrategy[tuple[Unit, ...]]) -> st.SearchStrategy[tuple[Unit, ...]]:
    """Units of a kind, each number once."""
    return NUMBERS.flatmap(lambda labels: st.tuples(*(content.map(partial(made, kind, n)) for n in labels)))


def joined(*parts: st.SearchStrategy[tuple[Unit, ...]]) -> st.SearchStrategy[tuple[Unit, ...]]:
    return st.tuples(*parts).map(lambda groups: tuple(u for group in groups for u in group))


def maybe(one: Unit, most: int = 1) -> st.SearchStrategy[tuple[Unit, ...]]:
    return st.integers(0, most).map(lambda times: (one,) * times)


CELLS = some(st.just(unit(Kind.CELL, "", INDENT, INDENT)))
ROWS = some(st.tuples(st.sampled_from(["", "1", "2"]), CELLS).map(lambda r: unit(Kind.ROW, r[0], *r[1])))
TABLE = ROWS.map(lambda rows: unit(Kind.TABLE, "", *rows))
LINES = some(st.just(INDENT), 1)
PLAIN_PARTS = some(LINES.map(lambda lines: part(*lines)), 1)
PARTS = some(
    joined(LINES, numbered(Kind.SUBPOINT, PLAIN_PARTS), some(TABLE)).map(lambda children: part(*children)),
    1,
)
POINTS = numbered(Kind.POINT, PARTS)
SUBCHAPTERS = numbered(Kind.SUBCHAPTER, joined(maybe(HEADING), POINTS))
CHAPTERS = numbered(Kind.CHAPTER, joined(maybe(HEADING), SUBCHAPTERS | POINTS, some(st.just(INDENT))))
BODY = joined(maybe(leaf(Kind.CORNER), 2), maybe(HEADING), CHAPTERS | POINTS, some(st.just(INDENT)), some(TABLE))
DOCUMENTS = some(
    st.tuples(st.sampled_from(["қағидалар", "нысан", ""]), joined(BODY, numbered(Kind.APPENDIX, BODY))).map(
        lambda d: unit(Kind.DOCUMENT, "", *d[1], name=d[0])
    )
)
TAIL = some(st.sampled_from([unit(Kind.SIGNATURE, "", INDENT), unit(Kind.AGREEMENT, "", INDENT, INDENT)]))
ORDERS = joined(maybe(HEADING), maybe(leaf(Kind.REQUISITES)), maybe(unit(Kind.PREAMBLE, "", INDENT)), POINTS, TAIL)
ACTS = st.tuples(ORDERS, DOCUMENTS).map(lambda a: unit(Kind.ACT, "", unit(Kind.ORDER, "", *a[0]), *a[1]))


def paths(tree: Unit, path: Path = ()) -> list[Path]:
    below = [found for index, child in enumerate(tree.children) for found in paths(child, (*path, index))]
    return [path, *below] if path else below


@pytest.mark.slow
@settings(max_examples=40)
@given(ACTS)
def test_every_unit_has_an_address_of_its_own(root: Unit) -> None:
    for path in paths(root):
        address = address_of(root, path)
        assert locate(root, address) == (path,)
        assert parse(render(address)) == address
        assert locate(root, from_short(root, path)) == (path,)
        assert locate(root, parse(eid(address))) == (path,)


def from_short(root: Unit, path: Path) -> Address:
    address = shortest(root, path)
    return parse(render(address)) if address.steps[0].kind is not Kind.TABLE else address


@settings(max_examples=20)
@given(ACTS)
def test_indents_are_units_of_the_tree(root: Unit) -> None:
    for path in paths(root):
        for place, line in indents(unit_at(root, path), path):
            assert unit_at(root, place) is line


@settings(max_examples=40)
@given(ACTS, st.lists(st.sampled_from(list(Kind)), max_size=4), st.sampled_from(["", "1", "#1", "x", "²", "0"]))
def test_no_address_breaks_the_search(root: Unit, kinds: list[Kind], label: str) -> None:
    everything = {(), *paths(root)}
    assert set(locate(root, Address(tuple(Step(kind, label) for kind in kinds)))) <= everything
    assert sum(1 for _ in walk(root)) == len(everything)
