"""Editorial notes in the words and places of the official editions."""

from __future__ import annotations

from datetime import date
from typing import Any

from nqs_docs.amendments.operation import Operation, Verb
from nqs_docs.clauses.act import Address, Citation, Commencement, CommencementRule, Kind, NoteKind, Step, Unit
from nqs_docs.clauses.address import render
from nqs_docs.editions import notes_kazakh
from nqs_docs.editions.edition import Entry

from .building import BASE, DAY, new, on, operation
from .test_timeline import RULES, library, note

ORGAN = "ҚР Еңбек және халықты әлеуметтік қорғау министрінің"
ACT_129 = f"{ORGAN} 10.04.2026 № 129 (12.07.2026 бастап қолданысқа енгізіледі)"
OTHER = "V2600038286"
MAY = date(2026, 5, 1)


def written(day: date, *ops: Operation, **more: object) -> list[tuple[str, str, bool]]:
    edition = library(*ops, **more).edition(BASE, day)  # type: ignore[arg-type]
    return [(note.text, render(note.address), note.before) for note in edition.notes]


def replaced(address: str = "4-тармағы", **more: Any) -> Operation:
    return operation(Verb.REPLACE, RULES + address, new().point("4", "4. Жаңа."), **more)


def test_a_change_to_come_is_announced_before_its_unit() -> None:
    assert written(MAY, replaced()) == [
        (
            f"ЗҚАИ-ның ескертпесі!\n4-тармақ жаңа редакцияда көзделген - {ACT_129} бұйрығымен.",
            "Қағидалардың 4-тармағы",
            True,
        )
    ]


def test_nothing_is_announced_before_the_order_exists() -> None:
    assert written(date(2026, 4, 9), replaced()) == []


def test_a_subpoint_is_announced_from_its_own_place() -> None:
    ((text, _, _),) = written(
        MAY, operation(Verb.REPLACE, RULES + "2-тармағының 1) тармақшасы", new().subpoint("1) а;"))
    )
    assert text.splitlines()[1].startswith("1) тармақша жаңа редакцияда көзделген - ҚР ")


def test_titles_headings_and_corners_have_their_official_names() -> None:
    leaf = new().leaf(Kind.HEADING, "Жаңа")
    named = {
        "бұйрықтың тақырыбы": ("Бұйрықтың тақырыбы", "бұйрықтың деректемелері", False),
        RULES + "тақырыбы": ("Қағидалардың тақырыбы", "Қағидалардың тақырыбы", True),
        RULES + "2-тарауының тақырыбы": ("2-тараудың тақырыбы", None, True),
        "Қағидаларға қосымшаның жоғарғы оң жақ бұрышы": ("Қосымшаның жоғарғы оң жақ бұрышы", None, True),
    }
    for address, (name, _, before) in named.items():
        ((text, _, placed_before),) = written(MAY, operation(Verb.REPLACE, address, leaf))
        assert text.splitlines()[1].startswith(f"{name} жаңа редакцияда көзделген - "), text
        assert placed_before is before


def test_a_document_that_has_others_of_its_noun_is_named_with_its_number() -> None:
    steps = Step(Kind.DOCUMENT, "2", name="тізбе"), Step(Kind.HEADING)
    entry = Entry(Address(steps), "redaction", Citation("129", date(2026, 4, 10)), "")
    assert notes_kazakh.note(Address(steps[:1]), [("changed", [entry])]).startswith("Ескерту. Екінші тізбеге өзгеріс")
    assert "екінші тізбенің тақырыбы".capitalize() in notes_kazakh.announcement(Address(steps), "redaction", entry)


def test_in_force_the_unit_has_one_note_after_it() -> None:
    assert written(DAY, replaced()) == [
        (f"Ескерту. 4-тармақ жаңа редакцияда - {ACT_129} бұйрығымен.", "Қағидалардың 4-тармағы", False)
    ]


def test_changes_inside_a_point_are_noted_once_after_the_point() -> None:
    first = operation(Verb.REPLACE, RULES + "2-тармағының 1) тармақшасы", new().subpoint("1) а;"))
    second = operation(
        Verb.REPLACE, RULES + "2-тармағының 2) тармақшасы", new(position=2).subpoint("2) б."), position=2
    )
    assert [text for text, _, _ in written(DAY, first)] == [
        f"Ескерту. 2-тармаққа өзгеріс енгізілді - {ACT_129} бұйрығымен."
    ]
    assert [text for text, _, _ in written(DAY, first, second)] == [
        f"Ескерту. 2-тармаққа өзгерістер енгізілді - {ACT_129} бұйрығымен."
    ]


def test_a_printed_note_is_continued_by_a_later_order() -> None:
    printed = note(NoteKind.REDACTION, "4-тармағы", "6", date(2024, 1, 18))
    clause = "күнтізбелік он күн өткен соң қолданысқа енгізіледі"
    ((text, _, _),) = written(DAY, replaced(), notes=(printed,))
    assert text == (
        f"Ескерту. 4-тармақ жаңа редакцияда - {ORGAN} 18.01.2024 № 6 ({clause}); "
        "10.04.2026 № 129 (12.07.2026 бастап қолданысқа енгізіледі) бұйрықтарымен."
    )
    inner = operation(Verb.REPLACE, RULES + "4-тармағының екінші бөлігі", new().part("Жаңа."))
    ((text, _, _),) = written(DAY, inner, notes=(printed,))
    assert text == (
        f"Ескерту. 4-тармақ жаңа редакцияда - {ORGAN} 18.01.2024 № 6 ({clause}); "
        f"өзгеріс енгізілді - {ACT_129} бұйрықтарымен."
    )


def test_a_printed_note_alone_stays_as_printed() -> None:
    printed = note(NoteKind.REDACTION, "4-тармағы", "22", date(2025, 1, 27))
    assert written(DAY, notes=(printed,)) == [
        ("Ескерту. 4-тармағы … № 22 бұйрығымен.", "Қағидалардың 4-тармағы", False)
    ]
    assert written(date(2024, 1, 1), notes=(printed,)) == []


def test_insertion_deletion_and_the_own_words_of_a_commencement_clause() -> None:
    words = "алғаш ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң қолданысқа енгізіледі"
    rule = Commencement(CommencementRule.PUBLICATION, None, 11, words)
    inserted = operation(Verb.INSERT, RULES + "5-1-тармағы", new().point("5-1", "5-1. Жаңа."), commencement=rule)
    ((text, place, _),) = written(DAY, inserted)
    assert (
        text == f"Ескерту. Қағидалар 5-1-тармақпен толықтырылды - {ORGAN} 10.04.2026 № 129 ({rule.clause}) бұйрығымен."
    )
    assert place == "Қағидалардың 5-1-тармағы"
    ((text, _, _),) = written(DAY, operation(Verb.DELETE, RULES + "4-тармағы"))
    assert text == f"Ескерту. 4-тармақ алып тасталды - {ACT_129} бұйрығымен."


def test_the_note_of_a_whole_appendix_stands_under_its_heading() -> None:
    form = Unit(Kind.APPENDIX, "", (new().leaf(Kind.HEADING, "Өтінім"), new().leaf(Kind.INDENT, "Аты ____")))
    ((text, place, _),) = written(DAY, operation(Verb.REPLACE, "Қағидаларға қосымша", form, commencement=on(DAY)))
    assert text == f"Ескерту. Қосымша жаңа редакцияда - {ACT_129} бұйрығымен."
    assert place == "Қағидаларға қосымшаның тақырыбы"
