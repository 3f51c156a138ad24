"""Editorial notes: which paragraphs they are, where they stand, what they tell."""

from __future__ import annotations

from datetime import date

import pytest

from nqs_docs.clauses.act import Act, Citation, CommencementRule, Kind, Note, NoteKind, State, text_of, walk
from nqs_docs.clauses.address import render
from nqs_docs.clauses.notes import read_events
from tests.clauses.markdown import CORNER, HEAD, TAIL, act_of
from tests.clauses.test_conservation import assert_conserved

BY = (
    "ҚР Еңбек министрінің 27.01.2025 № 22 (алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң "
    "қолданысқа енгізіледі) бұйрығымен."
)
RULES = (
    "## Беру қағидалары\n\n## 1-тарау. Жалпы\n\n1. Бір.\n\n2. Мыналар:\n\n1) екі;\n\n2) үш.\n\nЕкінші бөлік.\n\n"
    "## 2-тарау. Тәртіп\n\n3. Төрт."
)


def act_with(body: str, head: str = HEAD) -> Act:
    return act_of(head + "1. Бекітілсін.\n\n2. Бақылансын." + TAIL + CORNER + body)[0]


def only(act: Act) -> Note:
    assert len(act.notes) == 1
    return act.notes[0]


def place_of(note: Note) -> tuple[str, bool]:
    return render(note.place), note.before


def told(note: Note) -> list[tuple[str, str]]:
    return [(event.kind.value, render(event.address) if event.address else "") for event in note.events]


def after(line: str, words: str) -> Act:
    """The act with a Ескерту after ``line`` of the document."""
    assert line in RULES
    return act_with(RULES.replace(line, f"{line}\n\n**Ескерту. {words} - {BY}**", 1))


@pytest.mark.parametrize(
    ("line", "words", "place", "events"),
    [
        ("1. Бір.", "1-тармақ жаңа редакцияда", "Қағидалардың 1-тармағы", [("redaction", "Қағидалардың 1-тармағы")]),
        (
            "Екінші бөлік.",
            "2-тармаққа өзгеріс енгізілді",
            "Қағидалардың 2-тармағы",
            [("changed", "Қағидалардың 2-тармағы")],
        ),
        (
            "Екінші бөлік.",
            "2-тармаққа өзгерістер енгізілді",
            "Қағидалардың 2-тармағы",
            [("changed", "Қағидалардың 2-тармағы")],
        ),
        (
            "Екінші бөлік.",
            "2-тармаққа өзгерістер мен толықтырулар енгізілді",
            "Қағидалардың 2-тармағы",
            [("changed", "Қағидалардың 2-тармағы")],
        ),
        (
            "2) үш.",
            "2) тармақша жаңа редакцияда",
            "Қағидалардың 2-тармағының бірінші бөлігінің 2) тармақшасы",
            [("redaction", "Қағидалардың 2-тармағының бірінші бөлігінің 2) тармақшасы")],
        ),
        (
            "Екінші бөлік.",
            "2-тармақ екінші бөлікпен толықтырылды",
            "Қағидалардың 2-тармағының екінші бөлігі",
            [("inserted", "Қағидалардың 2-тармағының екінші бөлігі")],
        ),
        (
            "4. Төрт.".replace("4", "3"),
            "Қағидалар 3-тармақпен толықтырылды",
            "Қағидалардың 3-тармағы",
            [("inserted", "Қағидалардың 3-тармағы")],
        ),
        ("3. Төрт.", "4-тармақ алып тасталды", "Қағидалардың 3-тармағы", [("deleted", "Қағидалардың 4-тармағы")]),
        ("1. Бір.", "1-тармақтың күші жойылды", "Қағидалардың 1-тармағы", [("repealed", "Қағидалардың 1-тармағы")]),
        (
            "## 2-тарау. Тәртіп",
            "2-тараудың тақырыбы жаңа редакцияда",
            "Қағидалардың 2-тарауының тақырыбы",
            [("redaction", "Қағидалардың 2-тарауының тақырыбы")],
        ),
        (
            "## 2-тарау. Тәртіп",
            "Тақырыбы жаңа редакцияда",
            "Қағидалардың 2-тарауының тақырыбы",
            [("redaction", "Қағидалардың 2-тарауының тақырыбы")],
        ),
        (
            "## Беру қағидалары",
            "Тақырыбы жаңа редакцияда",
            "Қағидалардың тақырыбы",
            [("redaction", "Қағидалардың тақырыбы")],
        ),
        ("## Беру қағидалары", "Қағидалар жаңа редакцияда", "Қағидалардың тақырыбы", [("redaction", "Қағидалар")]),
        (
            "1. Бір.",
            "1 және 2-тармақтар жаңа редакцияда",
            "Қағидалардың 1-тармағы",
            [("redaction", "Қағидалардың 1-тармағы"), ("redaction", "Қағидалардың 2-тармағы")],
        ),
        (
            "Екінші бөлік.",
            "2-тармақ 1) және 2) тармақшалармен толықтырылды",
            "Қағидалардың 2-тармағы",
            [
                ("inserted", "Қағидалардың 2-тармағының бірінші бөлігінің 1) тармақшасы"),
                ("inserted", "Қағидалардың 2-тармағының бірінші бөлігінің 2) тармақшасы"),
            ],
        ),
    ],
)
def test_a_remark_stands_after_its_unit(line: str, words: str, place: str, events: list[tuple[str, str]]) -> None:
    note = only(after(line, words))
    assert place_of(note) == (place, False)
    assert told(note) == events


@pytest.mark.parametrize(
    ("line", "printed", "event"),
    [
        ("1. Бір.", "1. Алып тасталды - ", ("deleted", "Қағидалардың 1-тармағы")),
        ("2) үш.", "2) алып тасталды - ", ("deleted", "Қағидалардың 2-тармағының бірінші бөлігінің 2) тармақшасы")),
        ("3. Төрт.", "3. Күші жойылды – ", ("repealed", "Қағидалардың 3-тармағы")),
        ("## 2-тарау. Тәртіп\n\n3. Төрт.", "## 2-тарау. Алып тасталды – ", ("deleted", "Қағидалардың 2-тарауы")),
    ],
)
def test_a_deletion_printed_in_place_of_a_unit_is_a_note(line: str, printed: str, event: tuple[str, str]) -> None:
    text = HEAD + "1. Бекітілсін." + TAIL + CORNER + RULES.replace(line, printed + BY)
    act, findings = act_of(text)
    assert told(only(act)) == [event]
    assert place_of(only(act)) == (event[1], False)
    assert only(act).events[0].by == Citation(number="22", date=date(2025, 1, 27), body="ҚР Еңбек министрі")
    (gone,) = [unit for unit in walk(act.root) if unit.state is State.DELETED]
    assert not gone.children
    assert_conserved(text, act, findings)


@pytest.mark.parametrize(
    "words", ["Алып тасталды.", f"Алып тасталды - {BY} Өзге талаптар қолданылады.", "Алып тасталды деп есептеледі."]
)
def test_a_point_that_says_more_or_names_no_act_keeps_its_wording(words: str) -> None:
    act = act_with(RULES.replace("1. Бір.", f"1. {words}"))
    assert not act.notes
    assert any(text_of(unit.runs) == f"1. {words}" for unit in walk(act.root))


def test_a_remark_says_by_which_act_and_from_when() -> None:
    event = only(after("1. Бір.", "1-тармақ жаңа редакцияда")).events[0]
    assert event.by is not None
    assert event.commencement is not None
    assert (event.by.number, event.by.date, event.by.body) == ("22", date(2025, 1, 27), "ҚР Еңбек министрі")
    assert (event.commencement.rule, event.commencement.days) == (CommencementRule.PUBLICATION, 11)


def test_a_chain_of_acts_keeps_unit_verb_and_body_until_they_are_named_anew() -> None:
    events = read_events(
        "18-тармақ жаңа редакцияда - ҚР Еңбек министрінің 18.01.2024 № 6 (12.02.2024 бастап қолданысқа енгізіледі); "
        "27.01.2025 № 22 (алғашқы ресми жарияланған күнінен кейін қолданысқа енгізіледі); өзгеріс енгізілді - "
        "ҚР Қаржы министрінің 01.04.2026 № 113 бұйрықтарымен.",
        announced=False,
    )
    assert [(event.kind, event.unit) for event in events] == [
        (NoteKind.REDACTION, "18-тармақ"),
        (NoteKind.REDACTION, "18-тармақ"),
        (NoteKind.CHANGED, "18-тармақ"),
    ]
    assert [(event.by.number, event.by.body) for event in events if event.by] == [
        ("6", "ҚР Еңбек министрі"),
        ("22", "ҚР Еңбек министрі"),
        ("113", "ҚР Қаржы министрі"),
    ]
    assert [event.commencement and (event.commencement.date, event.commencement.days) for event in events] == [
        (date(2024, 2, 12), 0),
        (None, 1),
        None,
    ]


def test_the_commencement_may_stand_after_the_word_for_the_act() -> None:
    (event,) = read_events(
        "25-бап жаңа редакцияда - ҚР 05.07.2023 № 17-VIII Заңымен (01.01.2024 бастап қолданысқа енгізіледі).", False
    )
    assert event.by is not None
    assert (event.by.kind, event.by.number) == ("заң", "17-VIII")
    assert event.commencement is not None
    assert event.commencement.date == date(2024, 1, 1)


def test_a_delayed_paragraph_has_a_commencement_of_its_own() -> None:
    note = only(after("1. Бір.", "1-тармақтың екінші абзацы 12.07.2026 бастап қолданысқа енгізіледі"))
    (event,) = note.events
    assert event.kind is NoteKind.DELAYED
    assert event.address is not None
    assert render(event.address) == "Қағидалардың 1-тармағының екінші абзацы"
    assert event.commencement is not None
    assert event.commencement.date == date(2026, 7, 12)


def test_a_commencement_not_understood_is_never_taken_for_none() -> None:
    (event,) = read_events(
        "1-тармақ жаңа редакцияда - ҚР Еңбек министрінің 01.04.2026 № 113 (бөлек тәртіппен) бұйрығымен.", False
    )
    assert event.commencement is not None
    assert event.commencement.rule is CommencementRule.UNREADABLE


ANNOUNCED = (
    "жаңа редакцияда көзделген - ҚР Еңбек министрінің 10.04.2026 № 129 (12.07.2026 бастап қолданысқа енгізіледі) "
    "бұйрығымен."
)


@pytest.mark.parametrize(
    ("line", "words", "place"),
    [
        ("1. Бір.", "1-тармақ", "Қағидалардың 1-тармағы"),
        ("2) үш.", "2) тармақша", "Қағидалардың 2-тармағының бірінші бөлігінің 2) тармақшасы"),
        ("## 2-тарау. Тәртіп", "2-тараудың тақырыбы", "Қағидалардың 2-тарауының тақырыбы"),
        ("## Беру қағидалары", "Қағидалардың тақырыбы", "Қағидалардың тақырыбы"),
        ("Екінші бөлік.", "2-тармақтың екінші бөлігі", "Қағидалардың 2-тармағының екінші бөлігі"),
    ],
)
@pytest.mark.parametrize(
    ("printed", "mark"),
    [
        ("**ЗҚАИ-ның ескертпесі!**\n\n**{}**", "ЗҚАИ-ның ескертпесі!"),
        ("### ЗҚАИ-ның ескертпесі!\n\n{}", "ЗҚАИ-ның ескертпесі!"),
        ("РҚАО-ның ескертпесі!\n\n{}", "РҚАО-ның ескертпесі!"),
        ("ЗҚАИ-ның ескертпесі!  \n{}", "ЗҚАИ-ның ескертпесі!"),
    ],
)
def test_an_announcement_stands_before_its_unit(line: str, words: str, place: str, printed: str, mark: str) -> None:
    note = only(act_with(RULES.replace(line, f"{printed.format(f'{words} {ANNOUNCED}')}\n\n{line}", 1)))
    assert place_of(note) == (place, True)
    assert told(note) == [("announced", place)]
    assert text_of(note.runs) == f"{mark}\n{words} {ANNOUNCED}"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("Осы бұйрық 12.07.2026 ж. бастап қолданысқа енгізіледі", NoteKind.COMMENCES),
        ("Осы бұйрық 2026 жылғы 12 шілдеден бастап қолданысқа енгізіледі.", NoteKind.COMMENCES),
        ("Қолданысқа енгізілу тәртібін 4-тармақтан қараңыз.", NoteKind.SEE),
        (f"Бұйрықтың тақырыбы {ANNOUNCED}", NoteKind.ANNOUNCED),
    ],
)
def test_announcements_on_the_act_stand_after_the_requisites(body: str, kind: NoteKind) -> None:
    act = act_with(RULES, HEAD.replace("БҰЙЫРАМЫН", f"ЗҚАИ-ның ескертпесі!\n\n{body}\n\nБҰЙЫРАМЫН"))
    note = only(act)
    assert place_of(note) == ("бұйрықтың деректемесі", False)
    assert [event.kind for event in note.events] == [kind]
    address = note.events[0].address
    assert address is None if kind is not NoteKind.ANNOUNCED else address and render(address) == "бұйрықтың тақырыбы"


def test_a_note_on_the_preamble() -> None:
    head = HEAD.replace("БҰЙЫРАМЫН:", f"Заңға сәйкес БҰЙЫРАМЫН:\n\n**Ескерту. Кіріспе жаңа редакцияда - {BY}**")
    note = only(act_with(RULES, head))
    assert place_of(note) == ("бұйрықтың кіріспесі", False)
    assert told(note) == [("redaction", "бұйрықтың кіріспесі")]


FORM = "\n\nБеру қағидаларына  \nқосымша\n\nНысан\n\n## Өтініш\n\nАты ______"


def test_a_note_under_the_heading_of_an_appendix_covers_all_of_it() -> None:
    note = only(act_with(RULES + FORM.replace("## Өтініш", f"## Өтініш\n\nЕскерту. Қосымша жаңа редакцияда - {BY}")))
    assert place_of(note) == ("Қағидаларға қосымшаның тақырыбы", False)
    assert told(note) == [("redaction", "Қағидаларға қосымша")]


def test_a_note_before_a_corner() -> None:
    mark = f"\n\nЗҚАИ-ның ескертпесі!\n\nҚосымшаның жоғарғы оң жақ бұрышы {ANNOUNCED}"
    note = only(act_with(RULES + mark + FORM))
    assert place_of(note) == ("Қағидаларға қосымшаның жоғарғы оң жақ бұрышы", True)


def test_a_footnote_of_a_form_stays_text() -> None:
    for footnote in ("Ескерту:", "Ескерту: * жолдар толтырылады.", "Ескерту. Барлық жолдар толтырылады."):
        act = act_with(RULES + FORM + f"\n\n{footnote}")
        assert not act.notes
        assert any(text_of(unit.runs) == footnote for unit in walk(act.root))


def test_a_mark_without_its_note_stays_text_and_is_reported() -> None:
    act, findings = act_of(HEAD + "1. Бір.\n\n**ЗҚАИ-ның ескертпесі!**\n\n2. Екі." + TAIL)
    assert not act.notes
    assert "clause.note-without-body" in {finding.code for finding in findings}
    assert [unit.label for unit in walk(act.root) if unit.kind is Kind.POINT] == ["1", "2"]


def test_a_note_not_understood_is_kept_and_reported() -> None:
    act, findings = act_of(HEAD + f"1. Бір.\n\nЕскерту. 1-тармаққа түсіндірме берілді - {BY}\n\n2. Екі." + TAIL)
    assert [event.kind for event in only(act).events] == [NoteKind.OTHER]
    assert "clause.note-unread" in {finding.code for finding in findings}
