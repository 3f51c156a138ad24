"""What a document shows of an edition, and what it says is missing."""

from __future__ import annotations

from datetime import date

from nqs_docs.amendments.operation import Operation
from nqs_docs.clauses.act import Address, Citation, Kind, Run, State, Step, Unit
from nqs_docs.editions.edition import Edition, EditorialNote, Interval, Outcome, Status
from nqs_docs.publish import text
from nqs_docs.publish.document import BlockKind, document, text_of_unit
from nqs_docs.publish.remarks import remarks
from tests.publish.acts import (
    ACT,
    DAY,
    DELAYED,
    DELETED,
    NOT_HELD,
    ORDER_113,
    RULES,
    act,
    cause,
    edition,
    leaf,
    order,
    part,
    point,
    row,
    rules,
)  # fmt: skip


def lines(found: Edition, path: tuple[int, ...] = (), notes: bool = False) -> list[str]:
    return text.lines(document(found, path, notes)).splitlines()


def two_points(*more: Unit) -> Unit:
    return act(order(), rules(point("1", part(leaf("1. Бір."))), point("2", part(leaf("2. Екі."))), *more))


def test_an_act_is_printed_in_the_order_of_its_source_a_paragraph_a_line() -> None:
    assert lines(edition(two_points())) == [
        "Қағидаларды бекіту туралы",
        "№ 78 бұйрығымен бекітілген",
        "Ақталған адамға куәлік беру қағидалары",
        "1. Бір.",
        "2. Екі.",
    ]


def test_a_document_asked_for_by_address_is_printed_without_its_corner() -> None:
    assert lines(edition(two_points()), (1,))[0] == "Ақталған адамға куәлік беру қағидалары"
    assert lines(edition(two_points()), (1, 0)) == ["№ 78 бұйрығымен бекітілген"]


def test_an_appendix_inside_a_document_keeps_its_corner() -> None:
    appendix = Unit(Kind.APPENDIX, "1", (leaf("1-қосымша", Kind.CORNER), leaf("Нысан", Kind.HEADING)))
    found = edition(two_points(appendix))
    assert lines(found, (1,))[-2:] == ["1-қосымша", "Нысан"]
    assert lines(found, (1, 4)) == ["Нысан"]


def test_a_table_row_is_one_line_and_its_cells_keep_empty_places() -> None:
    table = Unit(Kind.TABLE, children=(row("№", "Атауы", ""), row("1.", "Кәсіп", "А")))
    assert lines(edition(two_points(table)))[-2:] == ["№ | Атауы | ", "1. | Кәсіп | А"]


def test_a_unit_that_is_not_held_is_named_in_its_place() -> None:
    root = act(order(), rules(point("1", part(leaf("1. Бір."))), Unit(Kind.POINT, "2", state=NOT_HELD)))
    assert lines(edition(root))[-1] == "[Ескерту. 2-тармақ: осы күнгі мәтіні корпуста жоқ.]"
    assert document(edition(root)).gaps == 1
    assert document(edition(root), (1, 2)).gaps == 0


def test_nothing_below_a_unit_that_is_not_held_is_printed() -> None:
    """A wording that has gone must never be read as one in force."""
    gone = point("1", part(leaf("1. Ескі.")), state=NOT_HELD)
    assert "1. Ескі." not in lines(edition(act(order(), rules(gone))))


def test_the_act_that_took_a_wording_away_is_named() -> None:
    told = cause(f"{ORDER_113}#9")
    found = edition(act(order(), rules(Unit(Kind.POINT, "2", state=NOT_HELD, cause=told.key))), told)
    assert lines(found)[-1] == (
        "[Ескерту. 2-тармақ: осы күнгі мәтіні корпуста жоқ; өзгерткен акт - "
        "ҚР Еңбек және халықты әлеуметтік қорғау министрінің 01.04.2026 № 113 бұйрығымен.]"
    )


def test_a_delayed_indent_is_a_line_worded_as_the_official_editions_word_it() -> None:
    late = f"{ORDER_113}#9@2"
    parts = (
        part(leaf("12. Бірінші бөлік.")),
        part(leaf("Тыңдау:"), leaf("шақыру;"), Unit(Kind.INDENT, state=DELAYED, cause=late), leaf("арқылы.")),
    )
    found = edition(act(order(), rules(point("12", *parts))), cause(late), cause(), on=date(2026, 5, 1))
    shown = lines(found, (1, 2, 1))
    assert shown[2] == (
        "[Ескерту. 12-тармақтың екінші бөлігінің үшінші абзацы 12.07.2026 бастап қолданысқа енгізіледі - "
        "ҚР Еңбек және халықты әлеуметтік қорғау министрінің 01.04.2026 № 113 бұйрығымен.]"
    )
    assert document(found, (1, 2, 1)).gaps == 0


def test_a_part_of_an_act_known_only_through_amendments_ends_in_a_gap_line() -> None:
    root = act(order(), rules(point("12", part(leaf("Екінші бөлік.")), gaps=True)), gaps=True)
    shown = lines(edition(root))
    assert shown[-2:] == [
        "[Ескерту. Қағидалардың 12-тармағы: қалған мәтіні корпуста жоқ.]",
        "[Ескерту. 28.02.2022 № 78 бұйрығы: актінің қалған мәтіні корпуста жоқ.]",
    ]
    assert document(edition(root)).gaps == 2


def test_deleted_numbers_and_notes_stand_only_on_demand() -> None:
    gone = Unit(Kind.POINT, "2", state=DELETED, cause=cause().key)
    note = EditorialNote("Ескерту. 1-тармақ жаңа редакцияда - …", Address((RULES, Step(Kind.POINT, "1"))), False)
    found = edition(act(order(), rules(point("1", part(leaf("1. Бір."))), gone)), cause(), notes=(note,))
    assert lines(found)[-1] == "1. Бір."
    assert lines(found, notes=True)[-3:-1] == ["1. Бір.", note.text]
    assert lines(found, notes=True)[-1].startswith("[Ескерту. 2-тармақ алып тасталды - ҚР Еңбек")


def test_the_note_of_a_deleted_unit_stands_for_its_number() -> None:
    gone = Unit(Kind.POINT, "2", state=DELETED, cause=cause().key)
    note = EditorialNote("Ескерту. 2-тармақ алып тасталды - …", Address((RULES, Step(Kind.POINT, "2"))), False)
    found = edition(act(order(), rules(gone)), cause(), notes=(note,))
    assert lines(found, notes=True)[-1] == note.text
    assert len(lines(found, notes=True)) == 4


def test_a_note_before_its_unit_keeps_its_lines() -> None:
    words = "ЗҚАИ-ның ескертпесі!\n1-тармақ жаңа редакцияда көзделген - …"
    note = EditorialNote(words, Address((RULES, Step(Kind.POINT, "1"))), True)
    found = edition(two_points(), notes=(note,))
    assert lines(found, notes=True)[3:6] == [*words.split("\n"), "1. Бір."]


def test_text_in_force_by_estimate_is_named() -> None:
    brought = cause(since=date(2026, 4, 24), latest=None)
    root = act(order(), rules(point("1", part(leaf("1. Жаңа.", cause=brought.key)))))
    shown = document(edition(root, brought), (1, 2))
    assert [c.key for c in shown.estimated] == [brought.key]
    assert any("24.04.2026" in line for line in remarks(shown))
    certain = cause(since=date(2026, 4, 24), latest=date(2026, 4, 24))
    assert remarks(document(edition(root, certain), (1, 2))) == ()


def test_a_failed_instruction_is_named_where_its_unit_is_shown_and_not_elsewhere() -> None:
    address = Address((RULES, Step(Kind.POINT, "1"), Step(Kind.PART, "3")))
    operation = cause(address=address).operation
    assert isinstance(operation, Operation)
    failed = Outcome(operation, Status.UNRESOLVED, Interval(DAY, DAY), (), "edition.no-such-unit")
    found = edition(two_points(), failures=(failed,))
    assert document(found, (1, 2)).failures == (failed,)
    assert document(found).failures == (failed,)
    assert document(found, (1, 3)).failures == ()


def test_the_new_wording_of_an_instruction_is_the_text_that_show_prints() -> None:
    unit = point("5", part(leaf("5. Бір:"), Unit(Kind.SUBPOINT, "1", (part(leaf("1) екі.")),))))
    assert text_of_unit(unit) == "5. Бір:\n1) екі."
    appendix = Unit(Kind.APPENDIX, "2", (leaf("2-қосымша", Kind.CORNER), leaf("Нысан", Kind.HEADING), row("а", "б")))
    assert text_of_unit(appendix) == "Нысан\nа | б"
    assert text_of_unit(leaf("2-қосымша", Kind.CORNER)) == "2-қосымша"


def test_every_character_of_a_block_has_its_run() -> None:
    shown = document(edition(two_points()))
    for block in shown.blocks:
        assert "".join(run.text for run in block.runs) == block.text
        assert all(run == Run(run.text, ACT, run.start, run.end) for run in block.runs)


def test_headings_know_their_level() -> None:
    chapter = Unit(Kind.CHAPTER, "1", (leaf("1-тарау. Жалпы ережелер", Kind.HEADING),))
    section = Unit(Kind.SECTION, "1", (leaf("1-бөлім.", Kind.HEADING), chapter))
    found = document(edition(act(order(), rules(section))))
    assert [b.level for b in found.blocks if b.kind is BlockKind.HEADING] == [1, 2, 3, 4]


def test_an_act_named_by_nothing_but_its_id_is_named_by_it() -> None:
    bare = Edition(ACT, Citation(), DAY, act(gaps=True), False, None, {}, (), ())
    assert lines(bare) == [f"[Ескерту. {ACT}: актінің қалған мәтіні корпуста жоқ.]"]
    assert document(bare).blocks[0].state is State.NOT_HELD
