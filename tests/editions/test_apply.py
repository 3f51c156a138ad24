"""One operation on one tree: what a lawyer expects of each verb, and refusals that change nothing."""

from __future__ import annotations

import pytest

from nqs_docs.amendments.operation import Operation, Verb
from nqs_docs.clauses.act import Kind, State, Unit
from nqs_docs.clauses.address import parse
from nqs_docs.clauses.address_locate import locate, unit_at
from nqs_docs.editions.apply import apply
from nqs_docs.editions.target import Applied, Refused

from .building import base, lines, new, operation


def applied(op: Operation, root: Unit | None = None) -> Unit:
    result = apply(root or base(), op)
    assert isinstance(result, Applied), result
    return result.root


def refused(op: Operation, root: Unit | None = None) -> str:
    result = apply(root or base(), op)
    assert isinstance(result, Refused), "was applied"
    return result.code


def at(root: Unit, address: str) -> Unit:
    (path,) = locate(root, parse(address))
    return unit_at(root, path)


RULES = "Қағидалардың "


def test_replaced_point_has_the_new_text_and_its_neighbours_keep_theirs() -> None:
    root = applied(operation(Verb.REPLACE, RULES + "4-тармағы", new().point("4", "4. Жаңа мәтін.")))
    assert lines(at(root, RULES + "4-тармағы")) == ["4. Жаңа мәтін."]
    assert at(root, RULES + "5-тармағы") is not None
    assert lines(at(root, RULES + "5-тармағы")) == ["5. Ақпараттық жүйе және ақпараттық жүйелер тізілімі."]


def test_replaced_first_part_keeps_the_label_that_the_quotation_left_out() -> None:
    root = applied(operation(Verb.REPLACE, RULES + "4-тармағының бірінші бөлігі", new().part("Жаңа бөлік.")))
    point = at(root, RULES + "4-тармағы")
    assert lines(point) == ["4. Жаңа бөлік.", "Екінші бөлік.", "Үшінші бөлік."]
    label = point.children[0].children[0].runs[0]
    assert (label.text, label.cause) == ("4. ", "")


def test_replaced_first_part_with_its_label_has_it_once() -> None:
    root = applied(operation(Verb.REPLACE, RULES + "4-тармағының бірінші бөлігі", new().part("4. Жаңа бөлік.")))
    assert lines(at(root, RULES + "4-тармағы"))[0] == "4. Жаңа бөлік."


def test_subpoint_of_a_restarting_list_is_ambiguous_without_its_part() -> None:
    op = operation(Verb.REPLACE, RULES + "3-тармағының 2) тармақшасы", new().subpoint("2) жаңа."))
    assert refused(op) == "edition.ambiguous-unit"
    named = operation(Verb.REPLACE, RULES + "3-тармағының екінші бөлігінің 2) тармақшасы", new().subpoint("2) жаңа."))
    assert lines(at(applied(named), RULES + "3-тармағы")) == [
        "3. Пайдаланушылар:", "1) бірінші;", "2) екінші.", "Келушілер:", "1) үшінші;", "2) жаңа.",
    ]  # fmt: skip


def test_inserted_point_stands_after_its_number_in_the_same_chapter() -> None:
    root = applied(operation(Verb.INSERT, RULES + "3-1-тармағы", new().point("3-1", "3-1. Жаңа.")))
    chapter = at(root, RULES + "1-тарауы")
    assert [unit.label for unit in chapter.children if unit.kind is Kind.POINT] == ["1", "2", "3", "3-1"]


@pytest.mark.parametrize(
    ("address", "unit", "code"),
    [
        ("4-тармағы", new().point("4", "4. Бар нөмір."), "edition.occupied"),
        ("9-1-тармағы", new().point("9-1", "9-1. Алдыңғысы жоқ."), "edition.no-place"),
        ("4-тармағының алтыншы бөлігі", new().part("Алыс бөлік."), "edition.no-place"),
        ("77-тармағының 1) тармақшасы", new().subpoint("1) жоқ тармақ."), "edition.no-such-unit"),
    ],
)
def test_what_has_no_place_is_refused(address: str, unit: Unit, code: str) -> None:
    assert refused(operation(Verb.INSERT, RULES + address, unit)) == code


def test_inserted_part_moves_those_after_it() -> None:
    root = applied(operation(Verb.INSERT, RULES + "4-тармағының екінші бөлігі", new().part("Жаңа бөлік.")))
    assert lines(at(root, RULES + "4-тармағының үшінші бөлігі")) == ["Екінші бөлік."]


def test_deleted_point_leaves_its_number_and_a_deleted_part_its_place_in_the_count() -> None:
    root = applied(operation(Verb.DELETE, RULES + "4-тармағының екінші бөлігі"))
    assert lines(at(root, RULES + "4-тармағының үшінші бөлігі")) == ["Үшінші бөлік."]
    root = applied(operation(Verb.DELETE, RULES + "4-тармағы"), root)
    stone = at(root, RULES + "4-тармағы")
    assert (stone.state, stone.label, lines(stone)) == (State.DELETED, "4", [])
    assert refused(operation(Verb.REPLACE, RULES + "4-тармағы", new().point("4", "4.")), root) == "edition.unit-deleted"
    assert refused(operation(Verb.INSERT, RULES + "4-тармағы", new().point("4", "4.")), root) == "edition.occupied"


def test_the_paragraph_that_bears_the_number_is_not_deleted_alone() -> None:
    assert refused(operation(Verb.DELETE, RULES + "4-тармағының бірінші бөлігі")) == "edition.labelled-text"


def test_sentence_is_replaced_inside_its_paragraph() -> None:
    root = applied(operation(Verb.REPLACE, RULES + "4-тармағының екінші сөйлемі", new().part("Жаңа сөйлем.")))
    assert lines(at(root, RULES + "4-тармағы"))[0] == "4. Бірінші бөлік. Жаңа сөйлем."


def test_heading_of_the_document_is_not_that_of_the_order() -> None:
    root = applied(operation(Verb.REPLACE, "Қағидалардың тақырыбы", new().leaf(Kind.HEADING, "Жаңа қағидалар")))
    assert lines(at(root, "Қағидалардың тақырыбы")) == ["Жаңа қағидалар"]
    assert lines(at(root, "бұйрықтың тақырыбы")) == ["Қағидаларды бекіту туралы"]


def test_appendix_restated_without_a_corner_keeps_its_corner() -> None:
    form = Unit(Kind.APPENDIX, "1", (new().leaf(Kind.HEADING, "Жаңа өтінім"), new().leaf(Kind.INDENT, "Аты ____")))
    root = applied(operation(Verb.REPLACE, "Қағидаларға қосымша", form))
    assert lines(at(root, "Қағидаларға қосымша")) == ["Қағидаларға қосымша", "Жаңа өтінім", "Аты ____"]


def test_repeal_of_the_act_needs_no_text() -> None:
    op = operation(Verb.REPEAL, "1-тармақ")
    whole = type(op)(**{f: getattr(op, f) for f in op.__struct_fields__} | {"address": parse("1-тармақ").__class__(())})
    assert applied(whole).state is State.DELETED
    partial = Unit(Kind.ACT, gaps=True)
    assert applied(whole, partial).state is State.DELETED


def test_partial_act_opens_only_the_way_to_what_is_brought() -> None:
    partial = Unit(Kind.ACT, gaps=True, children=(Unit(Kind.ORDER, gaps=True),))
    root = applied(operation(Verb.REPLACE, RULES + "8-тармағының екінші бөлігі", new().part("Екінші бөлік.")), partial)
    point = at(root, RULES + "8-тармағы")
    assert point.gaps
    assert [part.state for part in point.children] == [State.NOT_HELD, State.HELD]
    root = applied(operation(Verb.REPLACE, RULES + "2-тармағының 11) тармақшасы", new().subpoint("11) орган;")), root)
    root = applied(operation(Verb.REPLACE, RULES + "2-тармағының 1) тармақшасы", new().subpoint("1) жүйе;")), root)
    assert lines(at(root, RULES + "2-тармағы")) == ["1) жүйе;", "11) орган;"]
    assert [u.label for u in at(root, "қағидалар").children] == ["2", "8"]


def test_words_of_a_text_that_is_not_held_are_base_not_held() -> None:
    partial = Unit(Kind.ACT, gaps=True, children=(Unit(Kind.ORDER, gaps=True),))
    result = apply(partial, operation(Verb.SUBSTITUTE, RULES + "5-тармағы", old="жүйе", new="объект"))
    assert isinstance(result, Refused)
    assert (result.code, result.outcome) == ("edition.base-not-held", "base-not-held")


@pytest.mark.parametrize("verb", [Verb.REPLACE, Verb.DELETE, Verb.INSERT, Verb.SUBSTITUTE])
@pytest.mark.parametrize("unit", ["бөлігі", "абзацы", "сөйлемі"])
def test_which_part_is_the_last_one_nobody_knows_where_parts_are_not_held(verb: Verb, unit: str) -> None:
    partial = Unit(Kind.ACT, gaps=True, children=(Unit(Kind.ORDER, gaps=True),))
    known = applied(operation(Verb.REPLACE, RULES + "5-тармағының екінші бөлігі", new().part("Бөлік.")), partial)
    op = operation(verb, RULES + f"5-тармағының соңғы {unit}", new().part("Жаңа."), old="Бөлік", new="Мәтін")
    assert refused(op, known) == "edition.base-not-held"
    assert refused(op, partial) == "edition.base-not-held"


def test_the_last_sentence_is_not_counted_past_a_deleted_paragraph() -> None:
    root = applied(operation(Verb.DELETE, RULES + "4-тармағының үшінші бөлігі"))
    op = operation(Verb.REPLACE, RULES + "4-тармағының соңғы сөйлемі", new().leaf(Kind.INDENT, "Жаңа."))
    assert refused(op, root) == "edition.no-such-unit"


def test_a_footnote_is_added_once_at_the_end_and_restated() -> None:
    added = operation(Verb.INSERT, "Қағидаларға қосымшаның ескертпесі", new().leaf(Kind.INDENT, "Ескертпе: бір дана."))
    root = applied(added)
    assert lines(at(root, "Қағидаларға қосымша"))[-1] == "Ескертпе: бір дана."
    assert refused(added, root) == "edition.occupied"
    restated = operation(Verb.REPLACE, "Қағидаларға қосымшаның ескертпесі", new().leaf(Kind.INDENT, "Ескертпе: екі."))
    assert lines(at(applied(restated, root), "Қағидаларға қосымша"))[-1] == "Ескертпе: екі."
    assert refused(restated) == "edition.no-such-unit"
