"""When something comes into force, from its words to a rule."""

from __future__ import annotations

from datetime import date

import pytest

from nqs_docs.clauses.act import CommencementRule
from nqs_docs.clauses.commencement_clause import rule

JULY = date(2026, 7, 12)


@pytest.mark.parametrize(
    "text",
    [
        "Осы бұйрық 2026 жылғы 12 шілдеден бастап қолданысқа енгізіледі және ресми жариялануға тиіс.",
        "Осы бұйрық 12.07.2026 ж. бастап қолданысқа енгізіледі",
        "12.07.2026 бастап қолданысқа енгізіледі",
        "2026 жылғы 12 шiлдеден бастап қолданысқа енгiзiледi",
        "2026 жылғы 12 шілдеден бастап қолданысқа енгізілетін",
        "2026 жылғы 12 шілдеден бастап",
        "Осы бұйрық 2026 жылғы 12 шілдеден бастап күшіне енеді.",
        "Осы бұйрық 2026 жылғы 12 шілдеде қолданысқа енгізіледі.",
        "Осы бұйрық 2026 жылғы 12 шілдеден бастап қолданысқа енеді.",
        "Осы бұйрық 2026 жылдың 12-шілдесінен бастап қолданысқа енгізіледі.",
        "Осы бұйрык 2026 жылгы 12 шилдеден бастап қолданысқаенгізіледі.",
        "Осы бұйрық 12.07.2026 қолданысқа енгізіледі.",
    ],
)
def test_a_date(text: str) -> None:
    found = rule(text)
    assert found is not None
    assert (found.rule, found.date) == (CommencementRule.DATE, JULY)


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң", 11),
        ("алғаш ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң", 11),
        ("алғаш рет ресми жарияланған күнінен кейін он күнтізбелік күн өткен соң", 11),
        ("алғашқы ресми жарияланғаннан күнінен кейін күнтізбелік он күн өткен соң", 11),
        ("алғашқы ресми жарияланғанынан кейін күнтізбелік 10 күн өткен соң", 11),
        ("алғашқы ресми жарияланған күнінен кейін күнтізбелік 10 (он) күн өткен соң", 11),
        ("алғашқы ресми жарияланған күнінен кейін жиырма бір күн өткен соң", 22),
        ("алғашқы ресми жарияланған күнінен кейін күнтізбелік алпыс күн өткен соң", 61),
        ("алғашқы ресми жарияланған күнінен кейін жүз сексен күн өткен соң", 181),
        ("алғашкы ресми жариялаған күнінен кейін күнтізбелік он (10) күн өткен сон", 11),
        ("алғашқы ресми жарияланған күнінен бастап күнтізбелік он күннен кейін", 11),
        ("алғашқы ресми жарияланған күнінен кейін", 1),
        ("ресми жарияланған күнінен кейін", 1),
        ("алғашқы ресми жарияланған күнінен бастап", 0),
        ("ресми жарияланған күнінен", 0),
    ],
)
def test_days_after_publication(words: str, days: int) -> None:
    for text in (f"4. Осы бұйрық {words} қолданысқа енгізіледі.", f"{words} қолданысқа енгізіледі", words):
        found = rule(text)
        assert found is not None
        assert (found.rule, found.days, found.date) == (CommencementRule.PUBLICATION, days, None)


@pytest.mark.parametrize(
    ("words", "counted"),
    [
        ("алғашқы ресми жарияланған күнінен кейін үш ай өткен соң", (CommencementRule.PUBLICATION, 3, 1)),
        ("ресми жарияланған күнінен бастап 6 (алты) ай өткен соң", (CommencementRule.PUBLICATION, 6, 1)),
        ("алғашқы ресми жарияланған күнінен кейін бір жыл өткен соң", (CommencementRule.PUBLICATION, 12, 1)),
        ("алғашқы ресми жарияланған күнінен бастап алты айдан кейін", (CommencementRule.PUBLICATION, 6, 1)),
        ("мемлекеттік тіркелген күнінен бастап", (CommencementRule.REGISTRATION, 0, 0)),
        ("әділет органдарында мемлекеттік тіркеуден өткен күнінен бастап", (CommencementRule.REGISTRATION, 0, 0)),
        (
            "Әділет министрлігінде мемлекеттік тіркелген күннен кейін он күн өткен соң",
            (CommencementRule.REGISTRATION, 0, 11),
        ),
        ("оған қол қойылған күнінен бастап", (CommencementRule.SIGNING, 0, 0)),
    ],
)
def test_months_registration_and_signing(words: str, counted: tuple[CommencementRule, int, int]) -> None:
    found = rule(f"Осы бұйрық {words} қолданысқа енгізіледі.")
    assert found is not None
    assert (found.rule, found.months, found.days) == counted


@pytest.mark.parametrize(
    "words",
    [
        "алғашқы ресми жарияланған күнінен кейін күнтізбелік 10 (он бес) күн өткен соң",
        "алғашқы ресми жарияланған күнінен кейін он жұмыс күні өткен соң",
        "алғашқы ресми жарияланған күнінен кейін бірнеше күн өткен соң",
        "алғашқы ресми жарияланған күнінен кейін, бірақ 2026 жылғы 1 қаңтардан ерте емес",
        "2026 жылғы 31 ақпаннан бастап",
    ],
)
def test_words_not_understood_are_a_rule_that_never_takes_effect(words: str) -> None:
    found = rule(f"Осы бұйрық {words} қолданысқа енгізіледі.")
    assert found is not None
    assert found.rule is CommencementRule.UNREADABLE


def test_the_main_clause_counts_and_not_the_exception_before_it() -> None:
    found = rule(
        "4. Осы бұйрық 2026 жылғы 12 шілдеден бастап қолданысқа енгізілетін өзгерістердің 1-тармағының бесінші абзацын "
        "қоспағанда, алғаш ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң қолданысқа енгізіледі."
    )
    assert found is not None
    assert (found.rule, found.days) == (CommencementRule.PUBLICATION, 11)


def test_the_clause_is_kept_as_printed() -> None:
    found = rule("4. Осы бұйрық алғаш ресми жарияланған күнiнен кейiн қолданысқа енгiзiледi.")
    assert found is not None
    assert found.clause == "алғаш ресми жарияланған күнiнен кейiн қолданысқа енгiзiледi"


@pytest.mark.parametrize(
    "text",
    ["", "3. Осы бұйрықтың орындалуын бақылау вице-министрге жүктелсін.",
     "2) осы бұйрық ресми жарияланғаннан кейін оны интернет-ресурста орналастыруды;",
     "2026 жылғы 12 шілдедегі № 5 бұйрық"],
)  # fmt: skip
def test_text_that_states_no_commencement(text: str) -> None:
    assert rule(text) is None
