"""Which units are forms on a day, what they are called, and what is said of those that are not held."""

from __future__ import annotations

from datetime import date

import pytest

from nqs_docs.clauses.address import spoken
from nqs_docs.editions.library import Library
from nqs_docs.findings import NoSuchUnit, NotHeld, UsageError
from nqs_docs.forms.catalogue import blank, forms, lookup
from nqs_docs.language.messages import explain
from tests.editions.orders import BASE, BODY, base, compiled, order

APPLICATION = """
Есепке алу қағидаларына
1-қосымша

Нысан

## Өтініш

Тегі, аты, әкесінің аты (бар болса) ____________________

ЖСН ____________________
"""
REQUIREMENTS = """
Есепке алу қағидаларына
2-қосымша

## Талаптар тізбесі

1. Құжаттар топтамасы.
"""
LOG = """
Есепке алу қағидаларына
3-қосымша

Нысан

## Тіркеу журналы

| № | Атауы | Күні |
|---|---|---|
| 1 |  |  |
| 2 |  |  |
"""
WITH_FORMS = "\n".join([base(), APPLICATION, REQUIREMENTS, LOG])
REPLACING = f"""{order("Қағидаларға 1-қосымша осы бұйрыққа қосымшаға сәйкес жаңа редакцияда жазылсын;")}
{BODY}
2026 жылғы 5 наурыздағы
№ 55 бұйрығына
қосымша

Есепке алу қағидаларына
1-қосымша

Нысан

## Өтінім

ЖСН/БСН ____________________
"""


def names(library: Library, on: str) -> list[str]:
    return [form.form for form in forms(library, date.fromisoformat(on))]


def test_appendices_with_places_are_forms_and_requirements_are_not() -> None:
    library = compiled(WITH_FORMS)
    assert names(library, "2026-07-12") == ["101-1", "101-3"]
    assert not names(library, "2022-12-31")


def test_a_form_goes_by_three_names() -> None:
    library = compiled(WITH_FORMS)
    on = date(2026, 7, 12)
    given = ("101-1", f"{BASE}-1", f"{BASE}/doc-qaghidalar__app_1", "101-1 ")
    assert {lookup(library, name, on).eid for name in given} == {"doc-qaghidalar__app_1"}
    assert spoken(lookup(library, "101-1", on).address) == "Қағидаларға 1-қосымша"
    with pytest.raises(UsageError) as raised:
        lookup(library, "101-2", on)
    assert raised.value.params["forms"] == "101-1, 101-3"


def test_new_wording_in_an_order_is_a_redaction_and_no_form_of_that_order() -> None:
    library = compiled(WITH_FORMS, REPLACING)
    before, after = (lookup(library, "101-1", date.fromisoformat(day)) for day in ("2026-04-30", "2026-05-01"))
    assert (before.title, before.since, before.until) == ("Өтініш", date(2023, 2, 1), date(2026, 5, 1))
    assert (after.title, after.since, after.until) == ("Өтінім", date(2026, 5, 1), None)
    assert [cause.by.number for cause in after.causes] == ["55"]
    assert names(library, "2026-05-01") == ["101-1", "101-3"]
    assert [field.name for field in blank(library, "101-1", date(2026, 5, 1))[0].fields] == ["жсн_бсн"]


def test_words_changed_in_a_form_begin_a_redaction_and_words_elsewhere_do_not() -> None:
    changed = order(
        '3-қосымшада "Атауы" деген сөз "Ұйымның атауы" деген сөздермен ауыстырылсын;\n'
        '5-тармақта "шағым" деген сөз "арыз" деген сөзбен ауыстырылсын;'
    )
    library = compiled(WITH_FORMS, changed)
    assert lookup(library, "101-3", date(2026, 5, 1)).since == date(2026, 5, 1)
    assert lookup(library, "101-1", date(2026, 5, 1)).since == date(2023, 2, 1)
    columns = blank(library, "101-3", date(2026, 5, 1))[0].fields[0].columns
    assert [column.name for column in columns] == ["нөмірі", "ұйымның_атауы", "күні"]


def test_a_form_changed_in_a_way_that_could_not_be_applied_is_not_offered() -> None:
    failing = order('1-қосымшадағы "Жоқ сөз" деген сөздер "Бар сөз" деген сөздермен ауыстырылсын;')
    library = compiled(WITH_FORMS, failing)
    assert names(library, "2026-04-30") == ["101-1", "101-3"]
    assert names(library, "2026-05-01") == ["101-3"]
    with pytest.raises(NotHeld) as raised:
        blank(library, "101-1", date(2026, 5, 1))
    assert raised.value.code == "blank.not-applied"


def test_a_deleted_form_is_gone_and_keeps_its_name_before() -> None:
    library = compiled(WITH_FORMS, order("1-қосымша алып тасталсын;"))
    assert names(library, "2026-04-30") == ["101-1", "101-3"]
    with pytest.raises(NoSuchUnit):
        lookup(library, "101-1", date(2026, 5, 1))


def test_a_form_known_from_an_amendment_alone_is_not_held_before() -> None:
    library = compiled(REPLACING)
    assert names(library, "2026-05-01") == ["101-1"]
    with pytest.raises(NotHeld) as raised:
        lookup(library, "101-1", date(2026, 4, 30))
    assert (raised.value.params["since"], raised.value.params["order"]) == ("2026-05-01", "№ 55")


def test_a_form_whose_later_wording_no_source_holds_is_not_said_to_be_held_later() -> None:
    coming = """
ЗҚАИ-ның ескертпесі!

1-қосымша жаңа редакцияда көзделген - ҚР Еңбек министрінің 10.04.2026 № 129 (12.07.2026 бастап қолданысқа енгізіледі) \
бұйрығымен.
"""
    library = compiled("\n".join([base(), coming + APPLICATION, REQUIREMENTS, LOG]))
    assert names(library, "2026-07-11") == ["101-1", "101-3"]
    with pytest.raises(NotHeld) as raised:
        lookup(library, "101-1", date(2026, 7, 12))
    assert raised.value.code == "blank.not-held-since"
    assert "–" not in explain(raised.value, "en")


def test_an_approved_document_may_be_a_form() -> None:
    approved = f"{BODY}  \n2023 жылғы 10 қаңтардағы  \n№ 101 бұйрығына  \n2-қосымша"
    second = "\n\n".join([approved, "Нысан", "## Хабарлама", "ЖСН ____________", "Күні ____________"])
    library = compiled(WITH_FORMS + "\n" + second)
    found = {form.form: form.title for form in forms(library, date(2026, 7, 12))}
    assert "Хабарлама" in found.values()
    assert len(found) == 3
    for name, title in found.items():
        assert blank(library, name, date(2026, 7, 12))[0].title == title
