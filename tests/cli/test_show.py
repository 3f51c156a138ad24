"""``nqs show``: what is printed, where, and with which exit status."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Nqs

ELEVEN = (
    "11. Ұлттық органның цифрлық платформада өзге де ақпаратты, материалдар мен деректерді қалыптастыру және "
    "орналастыру Заңға және Қазақстан Республикасының цифрлық, дербес деректер және оларды қорғау саласындағы "
    "заңнамаларына сәйкес уәкілетті органмен келісу бойынша жүзеге асырылады.\n"
)


def test_a_point_on_a_day_with_its_full_address_and_the_instruction_that_brought_it(nqs: Nqs) -> None:
    ran = nqs("show", "391", "11-тармақ", "--on", "2026-07-12")
    assert (ran.status, ran.out) == (0, ELEVEN)
    assert "Қағидалардың 11-тармағы" in ran.err
    assert "№ 129 (V2600038395), instruction 21: from 2026-07-12" in ran.err


@pytest.mark.parametrize("address", ["11-тармағының", "Қағидалардың 11-тармағы", "doc-qaghidalar__para_11"])
def test_every_form_of_an_address_gives_the_same_text(nqs: Nqs, address: str) -> None:
    assert nqs("show", "V2300033449", address, "--on", "12.07.2026").out == ELEVEN


def test_the_day_before_the_old_wording_stands(nqs: Nqs) -> None:
    ran = nqs("show", "391", "11-тармақ", "--on", "2026-07-11")
    assert ran.status == 0
    assert ran.out != ELEVEN
    assert ran.out.startswith("11. ")
    assert "129" not in ran.err


def test_as_adopted_no_amendment_is_seen_on_any_day(nqs: Nqs) -> None:
    before = nqs("show", "391", "11-тармақ", "--on", "2026-07-11")
    assert nqs("show", "391", "11-тармақ", "--as-adopted", "--on", "2026-07-12").out == before.out
    assert nqs("show", "380", "10-тармақ", "--as-adopted").status == 5


def test_as_adopted_what_the_publisher_consolidated_is_not_held(nqs: Nqs) -> None:
    """№ 399 is held as its publisher changed it: point 6 as adopted is not in the corpus."""
    ran = nqs("show", "399", "6-тармақ", "--as-adopted")
    assert ran.status == 5
    assert nqs("show", "399", "8-1-тармақ", "--as-adopted").status == 4


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("391", "99-тармақ"), 4),
        (("391", "1-тармақ"), 2),
        (("391", "3-тармақтың 2) тармақшасы"), 2),
        (("391", "бұл мекенжай емес"), 2),
        (("399", "6-тармақ", "--on", "2024-01-10"), 5),
        (("399", "8-1-тармақ", "--on", "2023-12-01"), 4),
        (("380", "5-тармақ"), 5),
        (("129", "--on", "2026-07-11"), 4),
        (("129", "--on", "2026-07-12"), 0),
        (("391", "--on", "2020-01-01"), 4),
        (("22",), 5),
        (("9999",), 2),
        (("391", "11-тармақ", "--on", "2026-02-30"), 2),
        (("391", "11-тармақ", "--on", "tomorrow"), 2),
        (("391", "11-тармақ", "--lang", "ru"), 5),
        (("391", "11-тармақ", "--format", "docx"), 2),
        (("391", "11-тармақ", "--nonsense"), 2),
        ((), 2),
        (("380", "--on", "2026-07-12"), 0),
        (("380", "--on", "2026-07-12", "--strict"), 5),
        (("391", "--on", "2026-07-12", "--strict"), 0),
    ],
)
def test_exit_status(nqs: Nqs, words: tuple[str, ...], status: int) -> None:
    ran = nqs("show", *words)
    assert ran.status == status, ran.err
    assert "Traceback" not in ran.err
    assert ran.out == "" or status in (0, 5)
    assert ran.err or status == 0


def test_an_ambiguous_address_is_refused_with_its_candidates(nqs: Nqs) -> None:
    ran = nqs("show", "391", "1-тармақ", "--on", "2026-07-12")
    assert "ұйрықтың 1-тармағы" in ran.err
    assert "Қағидалардың 1-тармағы" in ran.err


def test_what_is_not_held_is_said_on_both_streams(nqs: Nqs) -> None:
    ran = nqs("show", "399", "6-тармақ", "--on", "2024-01-10")
    assert ran.out.startswith("[Ескерту. 6-тармақ")
    unknown = nqs("show", "380", "5-тармақ")
    assert unknown.out == "[Ескерту. 5-тармақ: осы күнгі мәтіні корпуста жоқ.]\n"


def test_a_delayed_indent_is_a_line_in_its_place_and_no_unit_of_its_own(nqs: Nqs) -> None:
    ran = nqs("show", "78", "12-тармақтың екінші бөлігі", "--on", "2026-05-01")
    assert ran.status == 0
    assert ran.out.splitlines()[2] == (
        "[Ескерту. 12-тармақтың екінші бөлігінің үшінші абзацы 12.07.2026 бастап қолданысқа енгізіледі - "
        "ҚР Еңбек және халықты әлеуметтік қорғау министрінің 01.04.2026 № 113 бұйрығымен.]"
    )
    alone = nqs("show", "78", "12-тармақтың екінші бөлігінің үшінші абзацы", "--on", "2026-05-01")
    assert (alone.status, alone.out) == (4, "")
    there = nqs("show", "78", "12-тармақтың екінші бөлігінің үшінші абзацы", "--on", "2026-07-12")
    assert there.status == 0
    assert not there.out.startswith("[")


def test_an_estimate_is_said_and_refused_under_strict(nqs: Nqs) -> None:
    ran = nqs("show", "78", "1-тармақ", "--on", "2026-05-01")
    assert ran.status == 0
    assert "13.04.2026" in ran.err
    strict = nqs("show", "78", "1-тармақ", "--on", "2026-05-01", "--strict")
    assert (strict.status, strict.out) == (5, "")


def test_a_missing_terminal_sign_stays_missing_and_is_a_warning(nqs: Nqs) -> None:
    ran = nqs("show", "391", "7-тармақтың 3) тармақшасы", "--on", "2026-07-12")
    assert ran.out.endswith("тізілімін\n")
    assert "amendment.missing-terminal" in ran.err


def test_notes_and_gap_count_of_a_whole_act(nqs: Nqs) -> None:
    plain, noted = nqs("show", "391", "--on", "2026-05-01"), nqs("show", "391", "--on", "2026-05-01", "--notes")
    assert "ЗҚАИ" not in plain.out
    assert noted.out.count("ЗҚАИ-ның ескертпесі!") == 12
    assert [line for line in noted.out.splitlines() if line in plain.out.splitlines()] == plain.out.splitlines()
    partial = nqs("show", "380", "--on", "2026-05-01")
    assert f"Places whose text is not held: {partial.out.count('корпуста жоқ')}." in partial.err


def test_a_sentence_is_cut_from_its_unit(nqs: Nqs) -> None:
    whole = nqs("show", "399", "6-тармақтың екінші бөлігі", "--on", "2026-01-01").out
    first, second = (
        nqs("show", "399", f"6-тармақтың екінші бөлігінің {n} сөйлемі", "--on", "2026-01-01").out.strip()
        for n in ("бірінші", "екінші")
    )
    assert f"{first} {second}\n" == whole
    third = nqs("show", "399", "6-тармақтың екінші бөлігінің үшінші сөйлемі", "--on", "2026-01-01")
    assert (third.status, third.out) == (4, "")


def test_json_carries_every_origin(nqs: Nqs) -> None:
    value = json.loads(nqs("show", "391", "11-тармақ", "--on", "2026-07-12", "--format", "json").out)
    assert value["text"] + "\n" == ELEVEN
    (origin,) = value["blocks"][0]["origins"]
    assert (origin["source"], origin["cause"]) == ("V2600038395", "V2600038395#21")
    assert value["eid"] == "doc-qaghidalar__para_11"


def test_markdown_keeps_the_label(nqs: Nqs) -> None:
    ran = nqs("show", "391", "11-тармақ", "--on", "2026-07-12", "--format", "md")
    assert ran.out.startswith("11\\. Ұлттық органның")
