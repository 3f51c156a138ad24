"""Terms of legal Kazakh, the clauses that set them, and the days they end on."""

from __future__ import annotations

from datetime import date

import pytest

import nqs_docs
from nqs_docs.clauses.address import from_eid
from nqs_docs.editions.library import Library
from nqs_docs.findings import UsageError
from nqs_docs.forms.term_words import Counted, Limit, Measure, Term, read_terms
from nqs_docs.forms.terms import FormTerms, ends, terms
from nqs_docs.forms.working_days import WorkingDays, read_moved

WORKING = WorkingDays()


def read(text: str) -> list[str]:
    return [
        "?" if t.limit is Limit.UNREADABLE else f"{t.limit} {t.count} {t.measure} {t.counted}" for t in read_terms(text)
    ]


@pytest.mark.parametrize(
    ("clause", "said"),
    [
        ("Өтінімді пайдаланушы берген күннен бастап оны қарау мерзімі үш жұмыс күнінен аспайды.",
         "within 3 working-day from"),
        ("1) ақаулар түзетілгенде немесе жойылғанда – он жұмыс күніне дейін;", "within 10 working-day unsaid"),
        ("1) куәлік беру – 5 (бес) жұмыс күні. Құжаттарды қабылдау күні қызмет көрсету мерзіміне кірмейді;",
         "within 5 working-day next"),
        ("2) күтудің рұқсат етілген ең ұзақ уақыты – 15 минут;", "within 15 minute unsaid"),
        ("Өтініш келіп түскен күннен кейін күнтізбелік отыз күн ішінде қаралады.", "within 30 day next"),
        ("Өтініш тіркелген күннен бастап 15 (он бес) күнтізбелік күннен кешіктірмей жауап беріледі.",
         "within 15 day from"),
        ("Шешім қабылданғаннан кейін екі ай ішінде жарияланады.", "within 2 month next"),
        ("Өтінішті алған сәттен бастап 24 сағат ішінде хабарлайды.", "within 24 hour from"),
        ("Мерзімі келесі жұмыс күнінен бастап есептеледі және он бес жұмыс күнін құрайды.",
         "within 15 working-day next"),
        ("Өтініш тіркелген күннен кейінгі жұмыс күнінен бастап жиырма бір күн ішінде.", "within 21 day next"),
        ("Жауап келесі жұмыс күнінен кешіктірмей беріледі.", "within 1 working-day next"),
        ("Өтініш бір айлық мерзімде қаралады.", "within 1 month unsaid"),
        ("Қарау мерзімі – өтініш берілген күннен бастап күнтізбелік 30 (отыз) күннен артық емес.",
         "within 30 day from"),
        ("Құжаттар үш тәулік ішінде беріледі.", "within 3 day unsaid"),
        ("Сараптама екі апта ішінде жүргізіледі.", "within 2 week unsaid"),
        ("он күнтізбелік күн ішінде, өтініш берілген күннен бастап", "within 10 day from"),
        ("Жауап бес жұмыс сағаты ішінде беріледі.", "within 5 working-hour unsaid"),
        ("Қарау мерзімі он жұмыс күніне ұзартылады.", "longer 10 working-day unsaid"),
        ("Мерзімі он жұмыс күнінен аспайтын мерзімге ұзартылады.", "longer 10 working-day unsaid"),
        ("Мерзімі отыз жұмыс күніне дейін ұзартылады.", "within 30 working-day unsaid"),
        ("Жауап екі жұмыс күнінің ішінде беріледі.", "within 2 working-day unsaid"),
        ("Құжаттар бес жұмыс күніне дейінгі мерзімде қаралады.", "within 5 working-day unsaid"),
        ("Тыңдауға дейін кемінде үш жұмыс күні бұрын хабарланады.", "before 3 working-day unsaid"),
        ("Жарияланғаннан кейін күнтізбелік он күн өткен соң қолданылады.", "after 10 day next"),
        ("Мерзімі бес жұмыс күнінен кем болмауы тиіс.", "at-least 5 working-day unsaid"),
        ("Мерзiмi үш жұмыс күнiнен аспайды.", "within 3 working-day unsaid"),  # Latin i, as sources print it
        ("Өтініш жүз жиырма күн ішінде қаралады.", "within 120 day unsaid"),
        ("Есеп бір тоқсан ішінде беріледі.", "within 3 month unsaid"),
    ],
)  # fmt: skip
def test_clauses_that_are_read(clause: str, said: str) -> None:
    assert read(clause) == [said]


@pytest.mark.parametrize(
    "clause",
    [
        "Есеп тоқсан сайын, айдың 5-күніне дейін беріледі.",
        "Уәкілетті орган дереу хабарлайды.",
        "Мерзімі 5 (алты) жұмыс күні ішінде.",
        "Өтініш бір жарым ай ішінде қаралады.",
        "Қаражат үш банктік күн ішінде аударылады.",
        "Ұсыныстар жыл сайын 25 желтоқсанға дейін жіберіледі.",
        "Жауап өтініш берілген күні беріледі.",
        "Сертификат берілген күнінен бастап үш жыл бойы қолданылады.",
        "Өтініш 15-20 күн ішінде қаралады.",
        "Жауап үшінші жұмыс күнінен кешіктірмей беріледі.",
        "Қызмет нөл күн ішінде көрсетіледі.",
        "Өтініш әрбір үш күн сайын қаралады.",
        "Ақылға қонымды мерзімде қаралады.",
    ],
)
def test_clauses_that_cannot_be_read_say_so(clause: str) -> None:
    assert read(clause) == ["?"]


@pytest.mark.parametrize(
    "clause",
    [
        "Бұйрық 2026 жылғы 12 шілдеден бастап қолданысқа енгізіледі.",
        "2023 жылы қабылданған қағидалар ескеріледі.",
        "Сенбі күні сағат 9.00-ден 13.00-ге дейін жүзеге асырылады.",
        "Өтініште күні мен қолы көрсетіледі.",
    ],
)
def test_what_is_no_term(clause: str) -> None:
    assert read(clause) == []


def within(count: int, measure: Measure, counted: Counted = Counted.NEXT) -> Term:
    return Term("", Limit.WITHIN, count, measure, counted)


@pytest.mark.parametrize(
    ("day", "term", "first", "last"),
    [
        # a Monday; a Friday; before Republic Day, which fell on a Sunday and moved
        ("2026-07-13", within(3, Measure.WORKING_DAY, Counted.FROM), "2026-07-13", "2026-07-15"),
        ("2026-07-13", within(5, Measure.WORKING_DAY), "2026-07-14", "2026-07-20"),
        ("2026-07-17", within(1, Measure.WORKING_DAY), "2026-07-20", "2026-07-20"),
        ("2026-07-18", within(1, Measure.WORKING_DAY, Counted.FROM), "2026-07-20", "2026-07-20"),
        ("2026-10-23", within(2, Measure.WORKING_DAY), "2026-10-27", "2026-10-28"),
        ("2025-01-02", within(1, Measure.WORKING_DAY), "2025-01-05", "2025-01-05"),  # a Sunday worked for the 3rd
        ("2026-01-31", within(1, Measure.MONTH), "2026-02-01", "2026-02-28"),
        ("2024-02-29", within(1, Measure.YEAR), "2024-03-01", "2025-02-28"),
        ("2026-12-31", within(2, Measure.WEEK), "2027-01-01", "2027-01-14"),
        ("2026-07-13", within(30, Measure.DAY, Counted.FROM), "2026-07-13", "2026-08-11"),
        ("2026-07-13", within(30, Measure.DAY, Counted.UNSAID), "2026-07-14", "2026-08-12"),
    ],
)
def test_days(day: str, term: Term, first: str, last: str) -> None:
    found = ends(term, date.fromisoformat(day), WORKING)
    assert found is not None
    assert (found.first.isoformat(), found.last.isoformat()) == (first, last)


def test_a_term_that_is_added_needs_the_one_before_it() -> None:
    longer = Term("", Limit.LONGER, 10, Measure.WORKING_DAY, Counted.FROM)
    assert ends(longer, date(2026, 7, 13), WORKING) is None
    assert ends(longer, date(2026, 7, 13), WORKING, [within(1, Measure.MONTH)]) is None
    found = ends(longer, date(2026, 7, 13), WORKING, [within(3, Measure.WORKING_DAY, Counted.FROM)])
    assert found is not None
    assert found.last == date(2026, 7, 29)  # thirteen working days


def test_no_term_ends_after_the_last_day_of_the_calendar() -> None:
    for measure in (Measure.WORKING_DAY, Measure.DAY, Measure.WEEK, Measure.MONTH, Measure.YEAR):
        assert ends(within(3, measure), date.max, WORKING) is None


@pytest.mark.parametrize("limit", [Limit.AFTER, Limit.AT_LEAST, Limit.BEFORE, Limit.UNREADABLE])
def test_what_is_no_deadline_has_no_day(limit: Limit) -> None:
    assert ends(Term("", limit, 3, Measure.DAY), date(2026, 7, 13), WORKING) is None
    assert ends(within(24, Measure.HOUR), date(2026, 7, 13), WORKING) is None
    assert ends(within(10**9, Measure.DAY), date(2026, 7, 13), WORKING) is None


def test_a_day_moved_by_decree_goes_before_the_calendar() -> None:
    moved = WorkingDays(read_moved('[[day]]\ndate = 2026-07-14\nworking = false\nsource = "қаулы"', "x.toml"))
    found = ends(within(2, Measure.WORKING_DAY), date(2026, 7, 13), moved)
    assert found is not None
    assert found.last == date(2026, 7, 16)


@pytest.mark.parametrize(
    "row", ["date = 2026-07-14", 'date = "2026-07-14"\nworking = true\nsource = "x"', "working = ["]
)
def test_a_table_of_days_that_is_none(row: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_moved(f"[[day]]\n{row}", "x.toml")
    assert caught.value.code == "form.working-days"


# --- the clauses of the corpus -----------------------------------------------------------


@pytest.fixture(scope="module")
def library() -> Library:
    return nqs_docs.open_corpus("corpus").library("V2300033449", "V2200026976", "V2300033455")


def said(library: Library, act: str, eid: str, on: str) -> FormTerms:
    return terms(library.edition(act, date.fromisoformat(on)), from_eid(eid))


@pytest.mark.parametrize("on", ["2026-07-11", "2026-07-12"])
def test_the_answer_to_a_support_request(library: Library, on: str) -> None:
    found = said(library, "V2300033449", "doc-qaghidalar__app", on)
    assert [(t.place, t.term.count, t.term.measure, t.term.counted) for t in found.terms] == [
        ("Қағидалардың 16-тармағы", 3, Measure.WORKING_DAY, Counted.FROM),
        ("Қағидалардың 16-тармағының 1) тармақшасы", 10, Measure.WORKING_DAY, Counted.FROM),
        ("Қағидалардың 16-тармағының 2) тармақшасы", 20, Measure.WORKING_DAY, Counted.FROM),
    ]
    assert found.not_held == ()


def test_the_certificate(library: Library) -> None:
    before = said(library, "V2200026976", "doc-qaghidalar__app_1", "2026-07-11")
    assert before.terms == ()
    assert before.not_held == ("Қағидаларға 2-қосымша",)
    after = said(library, "V2200026976", "doc-qaghidalar__app_1", "2026-07-12")
    assert (after.terms[0].term.count, after.terms[0].term.counted) == (5, Counted.NEXT)
    assert "кірмейді" in after.terms[0].term.words
    assert after.terms[0].place.startswith("Қағидаларға 2-қосымшаның")


def test_a_form_whose_clauses_are_not_held(library: Library) -> None:
    assert said(library, "V2200026976", "doc-qaghidalar__app_3", "2026-07-12") == FormTerms((), ("Қағидалар",))


def test_the_register(library: Library) -> None:
    found = said(library, "V2300033455", "doc-qaghidalar__app", "2026-07-12")
    assert [(t.place, t.term.count) for t in found.terms] == [
        ("Қағидалардың 11-тармағы", 10),
        ("Қағидалардың 12-тармағы", 3),
    ]
