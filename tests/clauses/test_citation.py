"""Acts named in a text."""

from __future__ import annotations

from datetime import date

import pytest

from nqs_docs.clauses.act import Citation
from nqs_docs.clauses.citation import citations, nominative_body, registry_id

REGISTERED = "(Нормативтік құқықтық актілерді мемлекеттік тіркеу тізілімінде № 33404 болып тіркелген)"


def one(text: str) -> Citation:
    (found,) = citations(text)
    return found


def test_an_act_is_named_by_title_body_date_number_and_registration() -> None:
    text = (
        '3. "Ваучерлерді беру қағидаларын бекіту туралы" Қазақстан Республикасы Еңбек және халықты әлеуметтік қорғау '
        f"министрінің 2023 жылғы 8 қыркүйектегі № 380 бұйрығына {REGISTERED} мынадай өзгерістер енгізілсін:"
    )
    found = one(text)
    assert found.title == "Ваучерлерді беру қағидаларын бекіту туралы"
    assert found.body == "Қазақстан Республикасы Еңбек және халықты әлеуметтік қорғау министрі"
    assert (found.date, found.number, found.registry_number, found.kind) == (date(2023, 9, 8), "380", "33404", "бұйрық")
    assert registry_id(found) == "V2300033404"
    assert found.span is not None
    assert text[found.span.start : found.span.end].startswith('"Ваучерлерді')
    assert text[found.span.start : found.span.end].endswith("тіркелген)")


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        ('"Өтеу туралы есеп" нысанын бекіту туралы"', '"Өтеу туралы есеп" нысанын бекіту туралы'),
        ('""Өтеу туралы есеп" нысанын бекіту туралы"', '"Өтеу туралы есеп" нысанын бекіту туралы'),
        ('"Ереже және "Қазпошта" АҚ туралы"', 'Ереже және "Қазпошта" АҚ туралы'),
        ("«Ережені бекіту туралы»", "Ережені бекіту туралы"),
        (
            '"Қазақстан Республикасының өңірлері арасында бөлу туралы"',
            "Қазақстан Республикасының өңірлері арасында бөлу туралы",
        ),
    ],
)
def test_titles_keep_the_names_inside_them(title: str, printed: str) -> None:
    found = one(f"1. {title} Қазақстан Республикасы Еңбек министрінің 2016 жылғы 19 қаңтардағы № 28 бұйрығына")
    assert found.title == printed
    assert found.body == "Қазақстан Республикасы Еңбек министрі"


@pytest.mark.parametrize(
    ("text", "number", "day", "kind"),
    [
        (
            "ҚР Еңбек министрінің 27.01.2025 № 22 (алғаш ресми жарияланған күнінен кейін) бұйрығымен.",
            "22",
            date(2025, 1, 27),
            "бұйрық",
        ),
        (
            "Еңбек министрінің 2024 жылғы 1 мамырдағы № ҚР ДСМ-5/2024 бұйрығына",
            "ҚР ДСМ-5/2024",
            date(2024, 5, 1),
            "бұйрық",
        ),
        ("Еңбек министрінің 2024 жылғы 1 мамырдағы № 123-ө бұйрығының", "123-ө", date(2024, 5, 1), "бұйрық"),
        ("Еңбек министрінің 2024 жылғы 1 мамырдағы N 391 бұйрығын", "391", date(2024, 5, 1), "бұйрық"),
        ("Үкіметінің 2024 жылғы 1 мамырдағы № 5 қаулысына", "5", date(2024, 5, 1), "қаулы"),
        ("Еңбек министрінің 2024 жылғы 1 мамырдағы бұйрығына", "", date(2024, 5, 1), "бұйрық"),
        ("министрiнiң 2024 жылғы 1 шiлдедегi № 5 бұйрығына", "5", date(2024, 7, 1), "бұйрық"),
    ],
)
def test_numbers_and_dates_of_acts(text: str, number: str, day: date, kind: str) -> None:
    found = one(text)
    assert (found.number, found.date, found.kind) == (number, day, kind)


def test_several_acts_in_one_text_do_not_share_words() -> None:
    text = (
        '"Бір туралы" Қазақстан Республикасы Еңбек министрінің 2023 жылғы 1 мамырдағы № 1 бұйрығы '
        "(… № 11111 болып тіркелген); "
        '"Екі туралы" Қазақстан Республикасы Қаржы министрінің 2024 жылғы 2 маусымдағы № 2 бұйрығы.'
    )
    first, second = citations(text)
    assert (first.title, first.registry_number) == ("Бір туралы", "11111")
    assert (second.title, second.registry_number, second.body) == (
        "Екі туралы",
        "",
        "Қазақстан Республикасы Қаржы министрі",
    )
    assert first.span is not None
    assert second.span is not None
    assert first.span.end <= second.span.start


@pytest.mark.parametrize(
    "text",
    ["", "2026 жылғы 12 шілдеден бастап", "6-бабының 2-тармағына сәйкес", "№ 5 үй", "ағымдағы жылғы 1 қарашаға дейін"],
)
def test_text_that_names_no_act(text: str) -> None:
    assert citations(text) == ()


@pytest.mark.parametrize(
    ("number", "day", "expected"),
    [
        ("33449", date(2023, 9, 18), "V2300033449"),
        ("12665", date(2015, 12, 25), "V1500012665"),
        ("", date(2025, 1, 27), ""),
        ("5", None, ""),
        ("123456", date(2009, 1, 1), "V0900123456"),
    ],
)
def test_the_registry_id_holds_the_year_of_adoption(number: str, day: date | None, expected: str) -> None:
    assert registry_id(Citation(registry_number=number, date=day)) == expected


@pytest.mark.parametrize(
    ("printed", "nominative"),
    [
        ("Еңбек министрінің", "Еңбек министрі"),
        ("Ұлттық Банкі Басқармасының", "Ұлттық Банкі Басқармасы"),
        ("министрінің міндетін атқарушының", "министрінің міндетін атқарушы"),
        ("министрінің м.а.", "министрінің м.а."),
        ("Үкіметінің", "Үкіметі"),
        ("", ""),
    ],
)
def test_the_name_of_a_body_without_its_genitive(printed: str, nominative: str) -> None:
    assert nominative_body(printed) == nominative
