"""What a lawyer expects of a redline: which units, which words, by which instruction."""

from __future__ import annotations

from datetime import date
from itertools import chain

from msgspec.structs import replace

from nqs_docs.amendments.operation import Delay, Verb
from nqs_docs.clauses.act import Address, Citation, Kind, State, Unit, leaves
from nqs_docs.editions.edition import Cause, Edition, Interval
from nqs_docs.editions.library import compile_acts
from nqs_docs.redlines.compare import compare
from nqs_docs.redlines.redline import Change
from tests.editions.building import BASE, DAY, ORDER, act, base, new, on, operation, order
from tests.publish.acts import part, point, row, rules
from tests.redlines.building import BEFORE, RULES, library, redline, said, units


def test_a_restated_point_is_one_changed_unit_with_its_words_and_its_instruction() -> None:
    text = new().point("5", "5. Цифрлық жүйе және ақпараттық жүйелер тізілімі.")
    found = redline(operation(Verb.REPLACE, RULES + "5-тармағы", text))
    assert units(found) == [("changed", "Қағидалардың 5-тармағы")]
    assert said(found) == ["changed: 5. [-Ақпараттық-]{+Цифрлық+} жүйе және ақпараттық жүйелер тізілімі."]
    assert found.units[0].causes == (f"{ORDER}#1",)
    marks = [piece for line in found.rows for piece in chain(*line.cells) if piece.op is not Change.SAME]
    assert {piece.cause for piece in marks} == {f"{ORDER}#1"}


def test_paragraphs_restated_in_the_same_words_are_not_marked() -> None:
    text = new().point("4", "4. Бірінші бөлік. Екінші сөйлем.", "Екінші бөлік.", "Үшінші бөлігі.")
    found = redline(operation(Verb.REPLACE, RULES + "4-тармағы", text))
    assert said(found) == [
        "same: 4. Бірінші бөлік. Екінші сөйлем.",
        "same: Екінші бөлік.",
        "changed: Үшінші [-бөлік-]{+бөлігі+}.",
    ]


def test_a_unit_restated_in_the_same_words_names_its_order_and_marks_nothing() -> None:
    text = new().point("5", "5. Ақпараттық жүйе және ақпараттық жүйелер тізілімі.")
    found = redline(operation(Verb.REPLACE, RULES + "5-тармағы", text))
    assert units(found) == [("same", "Қағидалардың 5-тармағы")]
    assert found.units[0].causes == (f"{ORDER}#1",)
    assert said(found) == ["same: 5. Ақпараттық жүйе және ақпараттық жүйелер тізілімі."]


def test_an_inserted_point_marks_only_itself() -> None:
    found = redline(operation(Verb.INSERT, RULES + "4-1-тармағы", new().point("4-1", "4-1. Жаңа.")))
    assert units(found) == [("inserted", "Қағидалардың 4-1-тармағы")]
    assert said(found) == ["inserted: {+4-1. Жаңа.+}"]


def test_an_inserted_part_marks_only_itself_though_those_after_it_are_counted_anew() -> None:
    found = redline(operation(Verb.INSERT, RULES + "4-тармағының екінші бөлігі", new().part("Жаңа бөлік.")))
    assert units(found) == [("changed", "Қағидалардың 4-тармағы")]
    assert [line for line in said(found) if not line.startswith("same")] == ["inserted: {+Жаңа бөлік.+}"]


def test_a_deleted_point_is_gone_as_a_whole_and_its_number_stays() -> None:
    found = redline(operation(Verb.DELETE, RULES + "4-тармағы"))
    assert units(found) == [("deleted", "Қағидалардың 4-тармағы")]
    assert [line.partition(":")[0] for line in said(found)] == ["deleted"] * 3
    assert all(row.causes == (f"{ORDER}#1",) for row in found.rows if row.unit)
    tombstone = found.units[0].new
    assert tombstone is not None


def test_words_taken_away_name_the_instruction_that_took_them() -> None:
    found = redline(operation(Verb.DELETE_WORDS, RULES + "5-тармағы", old="және ақпараттық жүйелер"))
    assert said(found) == ["changed: 5. Ақпараттық жүйе [-және ақпараттық жүйелер -]тізілімі."]
    assert [row.causes for row in found.rows if row.unit] == [(f"{ORDER}#1",)]


def test_two_orders_in_one_paragraph_each_mark_their_own_words() -> None:
    other = "V2600038286"
    found = redline(
        operation(Verb.SUBSTITUTE, RULES + "5-тармағы", old="Ақпараттық жүйе", new="Цифрлық объект"),
        operation(Verb.SUBSTITUTE, RULES + "5-тармағы", old="тізілімі", new="тізбесі", key=other),
    )
    marks = {
        piece.text: piece.cause for row in found.rows for piece in chain(*row.cells) if piece.op is not Change.SAME
    }
    assert marks["тізбесі"] == marks["тізілімі"] == f"{other}#1"
    assert marks["Цифрлық объект"] == marks["Ақпараттық жүйе"] == f"{ORDER}#1"
    assert found.units[0].causes == (f"{other}#1", f"{ORDER}#1")


def test_a_word_changed_in_a_subpoint_belongs_to_the_subpoint() -> None:
    found = redline(operation(Verb.SUBSTITUTE, RULES + "2-тармағы", old="ақпараттық", new="цифрлық"))
    assert units(found) == [("changed", "Қағидалардың 2-тармағының 2) тармақшасы")]
    assert said(found) == ["changed: 2) орган – [-ақпараттық-]{+цифрлық+} жүйе иесі."]


def test_a_word_changed_above_subpoints_does_not_drag_them_along() -> None:
    found = redline(operation(Verb.SUBSTITUTE, RULES + "2-тармағы", old="Ұғымдар", new="Анықтамалар"))
    assert said(found) == ["changed: 2. [-Ұғымдар-]{+Анықтамалар+}:"]
    assert units(found) == [("changed", "Қағидалардың 2-тармағының бірінші абзацы")]


def test_a_delayed_indent_is_a_line_before_its_day_and_an_insertion_on_it() -> None:
    text = new().point("5", "5. Жаңа:", ["бірінші;", "екінші."])
    later = date(2026, 9, 1)
    op = operation(Verb.REPLACE, RULES + "5-тармағы", text, delays=(Delay(0, 2, on(later)),))
    found = redline(op, old=DAY, new=later)
    rows = [row for row in found.rows if row.unit and row.kind is not Change.SAME]
    assert [(row.kind, row.unknown) for row in rows] == [(Change.DELETED, False), (Change.INSERTED, False)]
    assert rows[0].old is not None and rows[0].old.gap and rows[0].old.unit.state is State.DELAYED
    assert rows[1].causes == (f"{ORDER}#1@2",)


def test_a_suspended_point_is_a_line_and_comes_back_with_the_cause_that_ends_it() -> None:
    end = date(2027, 1, 1)
    op = operation(Verb.SUSPEND, RULES + "5-тармағы", until=on(end))
    gone, back = redline(op), redline(op, old=DAY, new=end)
    assert [row.kind for row in gone.rows if row.unit] == [Change.DELETED, Change.INSERTED]
    assert [row.new.gap for row in gone.rows if row.unit and row.new] == [True]
    assert [row.causes for row in back.rows if row.unit] == [(f"{ORDER}#1!",)] * 2
    assert not any(row.unknown for row in (*gone.rows, *back.rows))


def test_the_repeal_of_an_act_takes_all_of_it_and_names_the_repeal_alone() -> None:
    change = operation(Verb.SUBSTITUTE, RULES + "5-тармағы", old="тізілімі", new="тізбесі")
    repeal = operation(Verb.REPEAL, Address(()), position=2, commencement=on(date(2026, 8, 1)))
    found = redline(change, repeal, new=date(2026, 8, 1))
    assert [unit.kind for unit in found.units] == [Change.DELETED]
    assert {row.kind for row in found.rows} == {Change.DELETED}
    assert {row.causes for row in found.rows} == {(f"{ORDER}#2",)}


def test_a_unit_of_a_repealed_act_is_gone_too() -> None:
    found = redline(operation(Verb.REPEAL, Address(())), address="5-тармағы")
    assert (found.new_path, [row.kind for row in found.rows]) == (None, [Change.DELETED])
    assert found.rows[0].causes == (f"{ORDER}#1",)


def test_a_unit_that_is_on_one_date_only_is_shown_whole() -> None:
    insert = operation(Verb.INSERT, RULES + "4-1-тармағы", new().point("4-1", "4-1. Жаңа.", "Бөлік."))
    found = redline(insert, address="4-1-тармағы")
    assert said(found) == ["inserted: {+4-1. Жаңа.+}", "inserted: {+Бөлік.+}"]
    assert found.old_path is None


def test_an_act_not_in_force_yet_is_inserted_whole_and_by_no_amendment() -> None:
    lib = library(operation(Verb.SUBSTITUTE, RULES + "5-тармағы", old="тізілімі", new="тізбесі"))
    found = compare(lib.edition(BASE, date(2020, 1, 1)), lib.edition(BASE, DAY), None, ())
    assert {row.kind for row in found.rows} == {Change.INSERTED}
    assert [(unit.kind, unit.causes) for unit in found.units] == [(Change.INSERTED, ())]


def _edition(root: Unit, day: date, causes: dict[str, Cause] | None = None) -> Edition:
    return Edition(BASE, Citation("391"), day, root, False, None, causes or {}, (), ())


def _partial(*children: Unit) -> Unit:
    document = rules(*children, gaps=True)
    return Unit(Kind.ACT, children=(replace(document, children=document.children[2:]),), gaps=True)


def _restated(label: str, verb: Verb) -> tuple[Unit, dict[str, Cause]]:
    text = new().point(label, f"{label}. Жаңа мәтін.")
    op = operation(verb, f"{RULES}{label}-тармағы", text)
    return text, {op.key: Cause(op.key, order().citation, ORDER, Interval(DAY, DAY), op)}


def test_what_a_partial_act_did_not_hold_before_is_no_insertion() -> None:
    text, causes = _restated("5", Verb.REPLACE)
    found = compare(_edition(_partial(), BEFORE), _edition(_partial(text), DAY, causes))
    assert units(found) == [("changed", "Қағидалардың 5-тармағы")]
    assert [row.unknown for row in found.rows if row.unit] == [True]


def test_an_instruction_that_inserts_proves_that_there_was_no_unit_before() -> None:
    text, causes = _restated("5-1", Verb.INSERT)
    found = compare(_edition(_partial(), BEFORE), _edition(_partial(text), DAY, causes))
    assert units(found) == [("inserted", "Қағидалардың 5-1-тармағы")]
    assert [row.unknown for row in found.rows if row.unit] == [False]


def test_a_wording_that_is_not_held_is_a_gap_beside_a_text_and_never_a_deletion() -> None:
    held = rules(point("1", part(*leaves(new().part("1. Мәтін.")))))
    lost = rules(Unit(Kind.POINT, "1", state=State.NOT_HELD, cause="note:1"))
    one, other = (Unit(Kind.ACT, children=(document,)) for document in (lost, held))
    found = compare(_edition(one, BEFORE), _edition(other, DAY))
    rows = [row for row in found.rows if row.unit]
    assert [(row.kind, row.unknown) for row in rows] == [(Change.DELETED, False), (Change.INSERTED, True)]
    assert rows[0].old is not None and rows[0].old.gap
    assert [unit.kind for unit in found.units] == [Change.CHANGED]


WORDS = "хат шарт өтініш анықтама құжат тізілім мәлімет".split()


def _table(*rows: Unit) -> Edition:
    return _edition(Unit(Kind.ACT, children=(rules(Unit(Kind.TABLE, children=rows)),)), DAY)


def test_a_table_is_compared_cell_by_cell_and_row_by_row() -> None:
    old = _table(row("1", "Есеп", "үш күн"), row("2", "Хат", "бес күн"))
    new_ = _table(row("1", "Есеп", "екі күн"), row("1-1", "Шарт", "он күн"), row("2", "Хат", "бес күн"))
    found = compare(old, new_)
    assert said(found) == [
        "changed: 1 | Есеп | [-үш-]{+екі+} күн",
        "inserted: {+1-1+} | {+Шарт+} | {+он күн+}",
    ]


def test_a_row_with_other_columns_is_another_row() -> None:
    found = compare(_table(row("1", "Есеп")), _table(row("1", "Есеп", "үш күн")))
    assert said(found) == ["deleted: [-1-] | [-Есеп-]", "inserted: {+1+} | {+Есеп+} | {+үш күн+}"]


def test_two_acts_are_compared_by_their_words_where_numbers_differ() -> None:
    lib = compile_acts({BASE: act()}, {})
    old = lib.edition(BASE, DAY)
    words = "5. Ақпараттық жүйе және ақпараттық жүйелер тізілімі."
    root = base()
    other = replace(root.children[1].children[3], children=())
    text = new().point("4", words.replace("5.", "4."))
    chapter = replace(other, children=(root.children[1].children[3].children[0], text))
    document = replace(root.children[1], children=(*root.children[1].children[:3], chapter))
    found = compare(old, replace(old, act="V2600000001", root=Unit(Kind.ACT, children=(root.children[0], document))))
    assert f"changed: [-5-]{{+4+}}. {words[3:]}" in said(found)
    assert not any(unit.causes for unit in found.units)


def test_in_a_table_too_long_to_weigh_every_pair_a_new_row_marks_only_itself() -> None:
    lines = [["", f"{WORDS[i % 7]} {WORDS[i % 5]} есебі {i}", "үш күн"] for i in range(300)]
    changed = [[*cells[:2], "екі күн"] for cells in lines]
    changed.insert(100, ["", "мүлдем басқа жол", "он"])
    found = compare(_table(*(row(*cells) for cells in lines)), _table(*(row(*cells) for cells in changed)))
    kinds = [line.partition(":")[0] for line in said(found)]
    assert kinds == ["changed"] * 100 + ["inserted"] + ["changed"] * 200
