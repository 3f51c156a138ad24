"""What a lawyer would try: bases and orders as texts, each promise on both sides of its day."""

from __future__ import annotations

from datetime import date

import pytest

from nqs_docs.clauses.address import parse
from nqs_docs.editions.find import doubts, find
from nqs_docs.editions.library import Library
from nqs_docs.findings import NoSuchUnit
from nqs_docs.publish.document import Document
from nqs_docs.publish.remarks import remarks

from .orders import BASE, ORGAN, RULES, TEN_DAYS, amending, base, cited, compiled, order, said, shown


def by(number: str, day: str, since: str) -> str:
    """An act as a note names it."""
    return f"{day} № {number} ({since} бастап қолданысқа енгізіледі)"


def why(library: Library, address: str, on: str) -> str:
    """The code with which an address is said to name nothing."""
    edition = library.edition(BASE, date.fromisoformat(on))
    with pytest.raises(NoSuchUnit) as caught:
        find(edition, parse(address))
    return caught.value.code


SIX = by("6", "18.01.2024", "01.03.2024")
TWENTY_TWO = by("22", "27.01.2025", "01.03.2025")
FIFTY_FIVE = by("55", "05.03.2026", "01.05.2026")


def history(library: Library, address: str) -> list[tuple[str | None, str | None]]:
    wordings = library.history(BASE, parse(address))
    return [(str(w.since) if w.since else None, w.unit.state.value if w.unit else None) for w in wordings]


# --- tombstones and places ----------------------------------------------------------------


def test_the_points_of_a_deleted_chapter_are_deleted_and_their_numbers_are_taken() -> None:
    add = 'мынадай мазмұндағы 5-тармақпен толықтырылсын:\n"5. Жаңа.".'
    library = compiled(base(), order("3-тарау алып тасталсын.", number="55"), order(add, number="56"))
    assert why(library, "5-тармақ", "2026-05-01") == "edition.deleted"
    assert why(library, "3-тараудың тақырыбы", "2026-05-01") == "edition.deleted"
    assert [o.reason for o in library.outcomes("V2600038156")] == ["edition.occupied"]


def test_a_point_with_a_suffix_may_open_the_chapter_it_is_put_into() -> None:
    body = '2-тарау мынадай мазмұндағы 2-1-тармақпен толықтырылсын:\n"2-1. Жаңа.".'
    library = compiled(base(), order(body))
    assert said(library, "2-тарау", "2026-05-01")[:3] == [
        "2-тарау. Есепке алу",
        "2-1. Жаңа.",
        "3. Орталық үш күн ішінде тексереді.",
    ]


def test_a_number_that_comes_later_is_not_yet_there_and_others_never() -> None:
    library = compiled(base(), order('мынадай мазмұндағы 4-1-тармақпен толықтырылсын:\n"4-1. Жаңа.".'))
    assert why(library, "4-1-тармақ", "2026-04-30") == "edition.not-yet"
    assert why(library, "4-2-тармақ", "2026-04-30") == "edition.never"
    partial = compiled(order('мынадай мазмұндағы 4-1-тармақпен толықтырылсын:\n"4-1. Жаңа.".'))
    assert why(partial, "4-1-тармақ", "2026-04-30") == "edition.not-yet"


# --- estimates ------------------------------------------------------------------------------


def estimated(document: Document) -> list[str]:
    return [cause.by.number for cause in document.estimated]


def test_words_taken_away_leave_their_estimate_and_a_later_wording_ends_it() -> None:
    first = order('3-тармақтағы "үш күн ішінде" деген сөздер алып тасталсын.', TEN_DAYS, "55")
    later = order('3-тармақ мынадай редакцияда жазылсын:\n"3. Жаңа.".', "2026 жылғы 1 шілдеден бастап", "56")
    library = compiled(base(), first, later)
    assert said(library, "3-тармақ", "2026-04-01") == ["3. Орталық тексереді."]
    assert estimated(shown(library, "3-тармақ", "2026-04-01")) == ["55"]
    assert estimated(shown(library, "3-тармақ", "2026-07-01")) == []
    assert estimated(shown(library, "4-тармақ", "2026-04-01")) == []


def test_a_publication_day_makes_it_certain() -> None:
    body = '3-тармақ мынадай редакцияда жазылсын:\n"3. Жаңа.".'
    library = compiled(base(), order(body, TEN_DAYS), published=lambda n: date(2026, 3, 25) if n == "55" else None)
    assert said(library, "3-тармақ", "2026-04-04") == ["3. Орталық үш күн ішінде тексереді."]
    assert estimated(shown(library, "3-тармақ", "2026-04-05")) == []


def test_what_a_note_tells_of_is_estimated_too() -> None:
    note = f"Ескерту. 3-тармақ жаңа редакцияда - {ORGAN} 27.01.2025 № 22 ({TEN_DAYS} қолданысқа енгізіледі) бұйрығымен."
    library = compiled(base(RULES.replace("тексереді.", f"тексереді.\n{note}")))
    assert said(library, "3-тармақ", "2025-02-06")[0].startswith("[")
    assert estimated(shown(library, "3-тармақ", "2025-02-07")) == ["22"]
    assert estimated(shown(library, "4-тармақ", "2025-02-07")) == []


def test_that_a_unit_is_deleted_may_be_an_estimate() -> None:
    library = compiled(base(), order("3-тармақ алып тасталсын.", TEN_DAYS))
    edition = library.edition(BASE, date(2026, 4, 1))
    assert why(library, "3-тармақ", "2026-04-01") == "edition.deleted"
    assert [cause.by.number for cause in doubts(edition, parse("3-тармақ"))] == ["55"]
    assert doubts(edition, parse("33-тармақ")) == ()


# --- what comes later -----------------------------------------------------------------------

LATE = (
    "Осы бұйрық 2024 жылғы 1 қаңтардан бастап қолданысқа енгізілетін Қағидалардың 2-тармағының 2) тармақшасын және "
    "5-тармағын қоспағанда, 2023 жылғы 1 ақпаннан бастап қолданысқа енгізіледі."
)


@pytest.mark.parametrize(
    "clause", [LATE, LATE.replace("Қағидалардың ", "").replace("бұйрық 2024", "бұйрық Қағидалардың 2024")]
)
def test_units_that_an_act_excepts_are_lines_until_their_day(clause: str) -> None:
    library = compiled(base(clause=clause))
    second = said(library, "Қағидалардың 2-тармағы", "2023-12-31")
    assert second[1] == "1) атауын;" and "01.01.2024 бастап қолданысқа енгізіледі" in second[2]
    assert why(library, "5-тармақ", "2023-12-31") == "edition.not-yet"
    assert said(library, "5-тармақ", "2024-01-01") == ["5. Шешімге шағым жасалады."]


def test_a_unit_changed_before_its_day_comes_changed() -> None:
    clause = LATE.replace("2024 жылғы 1 қаңтардан", "2026 жылғы 1 шілдеден")
    library = compiled(base(clause=clause), order('5-тармақтағы "шағым" деген сөз "арыз" деген сөзбен ауыстырылсын.'))
    assert why(library, "5-тармақ", "2026-06-30") == "edition.not-yet"
    assert said(library, "5-тармақ", "2026-07-01") == ["5. Шешімге арыз жасалады."]


def test_a_clause_of_an_act_that_cannot_be_read_makes_all_of_it_uncertain() -> None:
    library = compiled(base(clause="Осы бұйрық күзде қолданысқа енгізіледі."))
    assert why(library, "5-тармақ", "2023-01-11") == "edition.act-not-yet"
    assert shown(library, "5-тармақ", "2025-01-01").act_estimated


def test_an_act_may_be_put_off_before_its_day() -> None:
    body = (
        '2-тармақ мынадай редакцияда жазылсын:\n"2. Осы бұйрық 2027 жылғы 1 қаңтардан бастап қолданысқа енгізіледі.".'
    )
    clause = "Осы бұйрық 2026 жылғы 1 шілдеден бастап қолданысқа енгізіледі."
    library = compiled(base(clause=clause), order(body, number="56", at=cited("101")))
    assert why(library, "5-тармақ", "2026-12-31") == "edition.act-not-yet"
    assert said(library, "5-тармақ", "2027-01-01") == ["5. Шешімге шағым жасалады."]


# --- orders that change orders -----------------------------------------------------------------

THIRD = '3-тармақ мынадай редакцияда жазылсын:\n"3. Бес күн ішінде.";'
FIFTH = '5-тармақ мынадай редакцияда жазылсын:\n"5. Арыз жасалады.".'
JULY = "2026 жылғы 1 шілдеден бастап"


def on_the_day(body: str, clause: str = "2026 жылғы 1 маусымнан бастап") -> list[str]:
    """Points 3 and 5 on 1 July after an order that changes the amending order on 1 June."""
    library = compiled(base(), order(f"{THIRD}\n{FIFTH}", JULY), order(body, clause, "56", at=cited("55")))
    return [said(library, unit, "2026-07-01")[0] for unit in ("3-тармақ", "5-тармақ")]


def test_an_order_is_carried_out_as_it_reads_on_its_day() -> None:
    words = '1-тармақтың төртінші абзацындағы "Бес" деген сөз "Он" деген сөзбен ауыстырылсын.'
    assert on_the_day(words) == ["3. Он күн ішінде.", "5. Арыз жасалады."]
    assert on_the_day(words, "2026 жылғы 2 шілдеден бастап") == ["3. Бес күн ішінде.", "5. Арыз жасалады."]


def test_an_instruction_taken_out_is_not_carried_out() -> None:
    out = "1-тармақтың үшінші және төртінші абзацтары алып тасталсын."
    assert on_the_day(out) == ["3. Орталық үш күн ішінде тексереді.", "5. Арыз жасалады."]


def test_an_order_put_off_or_repealed_before_its_day_changes_nothing_on_it() -> None:
    later = (
        '2-тармақ мынадай редакцияда жазылсын:\n"2. Осы бұйрық 2026 жылғы 1 тамыздан бастап қолданысқа енгізіледі.".'
    )
    untouched = ["3. Орталық үш күн ішінде тексереді.", "5. Шешімге шағым жасалады."]
    assert on_the_day(later) == untouched
    until = "Осы бұйрық 2026 жылғы 1 маусымнан бастап қолданысқа енгізіледі."
    points = f"1. {cited('55', 'бұйрығының')} күші жойылды деп танылсын.\n2. {until}"
    library = compiled(base(), order(f"{THIRD}\n{FIFTH}", JULY), amending(points, "56"))
    assert said(library, "5-тармақ", "2026-07-01") == untouched[1:]
    assert library.outcomes("V2600038155") == ()


# --- notes ----------------------------------------------------------------------------------


def test_one_note_with_a_wrong_number_takes_only_its_own_place_away() -> None:
    wrong = f"Ескерту. 33-тармақ жаңа редакцияда - {ORGAN} {TWENTY_TWO} бұйрығымен."
    library = compiled(base(RULES.replace("тексереді.", f"тексереді.\n{wrong}")))
    assert said(library, "3-тармақ", "2025-02-28")[0].startswith("[")
    assert said(library, "4-тармақ", "2025-02-28")[0] == "4. Тыңдау:"
    assert said(library, "3-тармақ", "2025-03-01") == ["3. Орталық үш күн ішінде тексереді."]
    assert [f.code for f in library.findings(BASE)] == ["edition.note-misplaced"]


def test_notes_of_one_day_inside_each_other_come_back_together() -> None:
    act = f"{ORGAN} {TWENTY_TWO} бұйрығымен."
    inner = f"атауын;\nЕскерту. 1) тармақша жаңа редакцияда - {act}"
    rules = RULES.replace("атауын;", inner).replace(
        "сайын ұсынылады.", f"сайын ұсынылады.\nЕскерту. 2-тармаққа өзгерістер енгізілді - {act}"
    )
    library = compiled(base(rules))
    assert library.findings(BASE) == ()
    assert said(library, "Қағидалардың 2-тармағы", "2025-02-28")[0].startswith("[")
    assert said(library, "Қағидалардың 2-тармағы", "2025-03-01")[1] == "1) атауын;"


def test_a_note_names_no_order_that_is_still_to_come() -> None:
    note = f"Ескерту. 3-тармақ жаңа редакцияда - {ORGAN} {SIX}; {TWENTY_TWO} бұйрықтарымен."
    library = compiled(base(RULES.replace("тексереді.", f"тексереді.\n{note}")))
    first = f"Ескерту. 3-тармақ жаңа редакцияда - {ORGAN} {SIX} бұйрығымен."
    assert said(library, "3-тармақ", "2024-06-01", notes=True)[-1] == first
    assert said(library, "3-тармақ", "2025-06-01", notes=True)[-1] == note


def test_an_announced_insertion_stands_where_the_unit_will_be() -> None:
    library = compiled(base(), order('мынадай мазмұндағы 4-1-тармақпен толықтырылсын:\n"4-1. Жаңа.".'))
    whole = said(library, "", "2026-04-30", notes=True)
    coming = f"ЗҚАИ-ның ескертпесі!\nҚағидаларды 4-1-тармақпен толықтыру көзделген - {ORGAN} {FIFTY_FIVE} бұйрығымен."
    assert whole[whole.index(coming) - 1] == "өзге тәсілдер арқылы өткізіледі."


def test_a_line_printed_in_place_of_a_delayed_indent_waits_for_its_day() -> None:
    waits = "4-тармақтың үшінші абзацы 12.07.2026 бастап қолданысқа енгізіледі"
    line = f"Ескерту. {waits} - {ORGAN} 10.02.2025 № 44 бұйрығымен."
    library = compiled(base(RULES.replace("жүйелерді пайдалану;", line)))
    assert said(library, "4-тармақ", "2026-07-11")[2].startswith(
        "[Ескерту. 4-тармақтың үшінші абзацы 12.07.2026 бастап"
    )
    assert why(library, "4-тармақтың үшінші абзацы", "2026-07-11") == "edition.not-yet"
    assert "корпуста жоқ" in said(library, "4-тармақ", "2026-07-12")[2]


# --- failures, repeal -------------------------------------------------------------------------


def test_an_instruction_that_names_no_unit_is_told_with_every_unit() -> None:
    library = compiled(base(), order("шаралар қолданылсын;\n" + FIFTH))
    (line,) = remarks(shown(library, "3-тармақ", "2026-05-01"), "en")
    assert "шаралар қолданылсын" in line and "{" not in line


def test_the_history_of_a_unit_ends_with_its_act() -> None:
    until = "Осы бұйрық 2026 жылғы 1 маусымнан бастап қолданысқа енгізіледі."
    points = f"1. {cited('101', 'бұйрығының')} күші жойылды деп танылсын.\n2. {until}"
    library = compiled(base(), amending(points, "56"))
    assert history(library, "3-тармақ") == [("2023-02-01", "held"), ("2026-06-01", "deleted")]
    assert why(library, "3-тармақ", "2026-06-01") == "edition.repealed"


# --- suspension, documents of one noun ------------------------------------------------------------


@pytest.mark.parametrize(
    "body", ['3-тармақтағы "үш" деген сөз "он" деген сөзбен ауыстырылсын.',
             '3-тармақ мынадай редакцияда жазылсын:\n"3. Орталық он күн ішінде тексереді.".'],
)  # fmt: skip
def test_a_suspended_unit_is_changed_and_stays_suspended(body: str) -> None:
    stop = order("3-тармақтың қолданысы 2026 жылғы 1 қыркүйекке дейін тоқтатыла тұрсын.")
    library = compiled(base(), stop, order(body, "2026 жылғы 1 шілдеден бастап", "56"))
    assert why(library, "3-тармақ", "2026-08-31") == "edition.suspended"
    assert said(library, "3-тармақ", "2026-09-01") == ["3. Орталық он күн ішінде тексереді."]


def test_two_documents_of_one_noun_stand_in_the_order_in_which_they_are_named() -> None:
    body = """көрсетілген бұйрықпен бекітілген Есепке алу қағидаларында:
3-тармақ мынадай редакцияда жазылсын:
"3. Есепке алынады.";
көрсетілген бұйрықпен бекітілген Кәсіпті тану қағидаларында:
3-тармақ мынадай редакцияда жазылсын:
"3. Танылады."."""
    library = compiled(order(body, at=cited("101")))
    whole = said(library, "", "2026-05-01", notes=True)
    note = f"Ескерту. 3-тармақ жаңа редакцияда - {ORGAN} {FIFTY_FIVE} бұйрығымен."
    assert [whole[whole.index(text) + 1] for text in ("3. Есепке алынады.", "3. Танылады.")] == [note, note]
    assert whole.index("3. Есепке алынады.") < whole.index("3. Танылады.")
