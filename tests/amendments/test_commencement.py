# ruff: noqa: E501 - a case stands on one line
"""When each change comes into force, down to the абзац (Law № 480-V, art. 42)."""

from __future__ import annotations

import pytest

from nqs_docs.amendments.from_act import operations
from nqs_docs.clauses.act import Act
from tests.amendments.orders import LEAD, REQUISITES, RULES, TITLE, act, codes, order, when

OTHER = LEAD.replace("391", "399").replace("33449", "33455")
TEN_DAYS = "алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң қолданысқа енгізіледі"
CORNER = (
    "Қазақстан Республикасы  \nЕңбек және халықты  \nәлеуметтік қорғау министрі  \n2026 жылғы 10 сәуірдегі  \n№ 900  \n"
    "бұйрығымен бекітілген"
)


def listed(in_force: str, name: str = "") -> Act:
    """An order with a list: item 1 deletes a point, item 2 restates point 3 in two parts (its абзац 2-4)."""
    approved = f"Қоса беріліп отырған өзгерістер енгізілетін кейбір бұйрықтардың тізбесі{name} бекітілсін."
    return act("\n\n".join([
        f"## {TITLE}", REQUISITES, "**БҰЙЫРАМЫН:**", f"1. {approved}", f"2. {in_force}", "*Министр*", "*А. Ертаев*", CORNER,
        "## Өзгерістер енгізілетін кейбір бұйрықтардың тізбесі",
        f"1. {LEAD}", RULES, "5-тармақ алып тасталсын.",
        f"2. {OTHER}", "3-тармақ мынадай редакцияда жазылсын:", '"3. Мәтін.', 'Екінші бөлік.".',
    ]))  # fmt: skip


def dates(amending: Act) -> list[str]:
    """The rule of each operation, with its delayed leaves."""
    found, _ = operations(amending)
    return [
        when(op.commencement) + "".join(f" {d.unit}.{d.leaf}:{when(d.commencement)}" for d in op.delays) for op in found
    ]


@pytest.mark.parametrize(
    ("in_force", "expected"),
    [
        ("Осы бұйрық 2026 жылғы 12 шілдеден бастап қолданысқа енгізіледі және ресми жариялануға тиіс.", "2026-07-12"),
        (f"Осы бұйрық {TEN_DAYS}.", "publication+11"),
        (
            "Осы бұйрық алғаш ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң қолданысқа енгізіледі.",
            "publication+11",
        ),
        ("Осы бұйрық алғашқы ресми жарияланған күнінен кейін қолданысқа енгізіледі.", "publication+1"),
        ("Осы бұйрық ресми жарияланған күнінен бастап қолданысқа енгізіледі.", "publication+0"),
        ("", "publication+11"),
    ],
)
def test_main_clause(in_force: str, expected: str) -> None:
    found, findings = operations(order(LEAD, "5-тармақ алып тасталсын.", in_force=in_force))
    assert [when(op.commencement) for op in found] == [expected]
    assert codes(findings) == []


@pytest.mark.parametrize(
    ("in_force", "expected"),
    [
        # a participle with its units
        (f"Осы бұйрық 2026 жылғы 1 тамыздан бастап қолданысқа енгізілетін Тізбенің 2-тармағының төртінші абзацын қоспағанда, {TEN_DAYS}.",
         ["publication+11", "publication+11 0.1:2026-08-01"]),
        # two dates
        (f"Осы бұйрық 2026 жылғы 1 тамыздан бастап қолданысқа енгізілетін тізбенің 2-тармағының төртінші абзацын, 2026 жылғы 1 "
         f"қыркүйектен бастап қолданысқа енгізілетін 1-тармағының үшінші абзацын қоспағанда, {TEN_DAYS}.",
         ["2026-09-01", "publication+11 0.1:2026-08-01"]),
        # the whole new text waits
        (f"Осы бұйрық 2026 жылғы 1 тамыздан бастап қолданысқа енгізілетін тізбенің 2-тармағының үшінші және төртінші абзацтарын қоспағанда, {TEN_DAYS}.",
         ["publication+11", "2026-08-01"]),
        # a sentence of its own gives the date
        (f"Осы бұйрық Тізбенің 2-тармағын қоспағанда, {TEN_DAYS}; Тізбенің 2-тармағы 2026 жылғы 1 қыркүйектен бастап қолданысқа енгізіледі.",
         ["publication+11", "2026-09-01"]),
        (f"Осы бұйрық {TEN_DAYS}. Осы бұйрықпен бекітілген Тізбенің 1-тармағы 2026 жылғы 1 қыркүйектен бастап қолданысқа енгізіледі.",
         ["2026-09-01", "publication+11"]),
        # the point that approves the list
        (f"Осы бұйрық {TEN_DAYS}. Осы бұйрықтың 1-тармағы 2026 жылғы 1 қыркүйектен бастап қолданысқа енгізіледі.",
         ["2026-09-01", "2026-09-01"]),
        # a numbered list of exceptions
        (f"Осы бұйрық мыналарды қоспағанда, {TEN_DAYS}: 1) 2026 жылғы 1 тамыздан бастап қолданысқа енгізілетін тізбенің 2-тармағының "
         "төртінші абзацы; 2) 2026 жылғы 1 қыркүйектен бастап қолданысқа енгізілетін тізбенің 1-тармағы.",
         ["2026-09-01", "publication+11 0.1:2026-08-01"]),
        # … behind the verb
        (f"Осы бұйрық {TEN_DAYS}, мыналарды қоспағанда: 1) 2026 жылғы 1 тамыздан бастап қолданысқа енгізілетін тізбенің "
         "2-тармағының төртінші абзацын; 2) 2026 жылғы 1 қыркүйектен бастап қолданысқа енгізілетін тізбенің 1-тармағын.",
         ["2026-09-01", "publication+11 0.1:2026-08-01"]),
        # the sentence about a unit stands first
        (f"Осы бұйрықпен бекітілген Тізбенің 1-тармағы 2026 жылғы 1 қыркүйектен бастап қолданысқа енгізіледі. Осы бұйрық {TEN_DAYS}.",
         ["2026-09-01", "publication+11"]),
    ],
)  # fmt: skip
def test_exceptions(in_force: str, expected: list[str]) -> None:
    assert dates(listed(in_force)) == expected
    assert codes(operations(listed(in_force))[1]) == []


def test_the_list_goes_by_the_name_it_was_given() -> None:
    in_force = f"Осы бұйрық 2026 жылғы 1 тамыздан бастап қолданысқа енгізілетін өзгерістердің 1-тармағын қоспағанда, {TEN_DAYS}."
    assert dates(listed(in_force, " (бұдан әрі - өзгерістер)")) == ["2026-08-01", "publication+11"]


@pytest.mark.parametrize(
    "in_force",
    [
        "Осы бұйрық бюджет бекітілген соң қолданысқа енгізіледі.",
        "Осы бұйрық 2026 жылғы 1 тамыздан бастап қолданылады.",
        "Осы бұйрық 2026 жылғы 1 тамыздан бастап енгізіледі.",
        "ОСЫ БҰЙРЫҚ 2026 ЖЫЛҒЫ 31 АҚПАННАН БАСТАП ҚОЛДАНЫСҚА ЕНГІЗІЛЕДІ.",
        "Осы бұйрық 2026 жылғы 1 тамыздан бастап қолданысқа енгізіледі.\n\n3. Осы бұйрық 2027 жылғы 1 қаңтарға дейін қолданылады.",
        f"Осы бұйрық 2026 жылғы 1 тамыздан бастап қолданысқа енгізілетін тізбенің 2-тармағының елуінші абзацын қоспағанда, {TEN_DAYS}.",
        f"Осы бұйрық 2026 жылғы 1 тамыздан бастап қолданысқа енгізілетін бірдеңені қоспағанда, {TEN_DAYS}.",
    ],
)
def test_a_clause_that_cannot_be_read_brings_nothing_into_force(in_force: str) -> None:
    assert dates(listed(in_force)) == ["unreadable+0"] * 2
    assert codes(operations(listed(in_force))[1]) == ["amendment.commencement-unreadable"]


def test_an_exception_without_a_date_is_never_in_force() -> None:
    in_force = f"Осы бұйрық Тізбенің 2-тармағын қоспағанда, {TEN_DAYS}."
    assert dates(listed(in_force)) == ["publication+11", "unreadable+0"]
    assert codes(operations(listed(in_force))[1]) == ["amendment.commencement-unreadable"]


def test_earlier_relations_are_a_warning() -> None:
    in_force = f"Осы бұйрық {TEN_DAYS} және 2026 жылғы 1 қаңтардан бастап туындаған құқықтық қатынастарға қолданылады."
    assert dates(listed(in_force)) == ["publication+11", "publication+11"]
    assert codes(operations(listed(in_force))[1]) == ["amendment.retroactive"]


@pytest.mark.parametrize("joint", [". Осы бұйрықтың қолданысы ", ".\n\n3. Осы бұйрықтың 1-тармағының қолданысы "])
def test_earlier_relations_may_have_a_sentence_of_their_own(joint: str) -> None:
    in_force = f"Осы бұйрық {TEN_DAYS}{joint}2026 жылғы 1 қаңтардан бастап туындаған қатынастарға таратылады."
    assert dates(listed(in_force)) == ["publication+11", "publication+11"]
    assert codes(operations(listed(in_force))[1]) == ["amendment.retroactive"]


def test_months_are_not_taken_for_days() -> None:
    in_force = (
        "Осы бұйрық алғашқы ресми жарияланған күнінен кейін алты ай өткен соң қолданысқа енгізілетін Тізбенің 2-тармағының "
        "төртінші абзацын қоспағанда, алғашқы ресми жарияланған күнінен кейін қолданысқа енгізіледі."
    )
    delayed = operations(listed(in_force))[0][1].delays
    assert [(delay.leaf, delay.commencement.months, delay.commencement.days) for delay in delayed] == [(1, 6, 1)]


def test_an_exception_may_stand_behind_the_verb() -> None:
    clause = (
        "Осы бұйрық алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң қолданысқа енгізіледі, "
        "2026 жылғы 12 шілдеден бастап қолданысқа енгізілетін 1-тармақтың бесінші абзацын қоспағанда."
    )
    text = ("5-тармақ мынадай редакцияда жазылсын:", '"5. Мәтін:', "бір;", 'екі.";')
    found, findings = operations(order(LEAD, RULES, *text, in_force=clause))
    assert [(delay.leaf, str(delay.commencement.date)) for delay in found[0].delays] == [(1, "2026-07-12")]
    assert found[0].commencement is not None
    assert (found[0].commencement.days, findings) == (11, ())
