"""Finding units: "no such unit" needs proof, everything else is "not held"."""

from __future__ import annotations

from datetime import date

import pytest

from nqs_docs.amendments.operation import Verb
from nqs_docs.clauses.act import Address, Commencement, CommencementRule, NoteKind
from nqs_docs.clauses.address import parse
from nqs_docs.clauses.address_locate import unit_at
from nqs_docs.editions.find import estimated, find
from nqs_docs.findings import NoSuchUnit, NotHeld, NqsError, UsageError

from .building import BASE, DAY, lines, new, operation
from .test_timeline import BEFORE, RULES, library, note


def fails(lib, day: date, address: str) -> tuple[type[NqsError], str]:  # type: ignore[no-untyped-def]
    with pytest.raises(NqsError) as caught:
        find(lib.edition(BASE, day), parse(address))
    return type(caught.value), caught.value.code


def test_an_address_that_fits_the_order_and_its_rules_is_refused_with_both() -> None:
    lib = library(operation(Verb.DELETE, RULES + "4-тармағы"))
    with pytest.raises(UsageError) as caught:
        find(lib.edition(BASE, DAY), parse("1-тармақ"))
    assert "бұйрықтың 1-тармағы" in caught.value.params["candidates"]
    assert "Қағидалардың 1-тармағы" in caught.value.params["candidates"]


def test_a_held_act_proves_that_there_is_no_such_unit() -> None:
    lib = library()
    assert fails(lib, DAY, "99-тармақ") == (NoSuchUnit, "edition.never")
    assert fails(lib, DAY, RULES + "4-тармағының 7) тармақшасы") == (NoSuchUnit, "edition.never")


def test_a_wording_taken_away_proves_nothing_about_what_is_below_it() -> None:
    lib = library(notes=(note(NoteKind.REDACTION, "4-тармағы", "22", date(2025, 1, 27)),))
    early = date(2024, 1, 1)
    assert fails(lib, early, RULES + "4-тармағының 7) тармақшасы") == (NotHeld, "edition.not-held")
    assert fails(lib, early, "99-тармақ") == (NoSuchUnit, "edition.never")


def test_deleted_units_and_lines_to_come_are_not_there() -> None:
    lib = library(operation(Verb.DELETE, RULES + "4-тармағы"))
    assert fails(lib, DAY, "4-тармақ") == (NoSuchUnit, "edition.deleted")
    assert fails(lib, DAY, "4-тармақтың екінші бөлігі")[0] is NoSuchUnit


def test_before_the_act_itself_nothing_is_in_force() -> None:
    assert fails(library(), date(2023, 1, 1), "4-тармақ") == (NoSuchUnit, "edition.act-not-yet")


def test_words_taken_away_on_an_uncertain_day_are_marked_estimated() -> None:
    doubtful = Commencement(CommencementRule.PUBLICATION, None, 11)
    op = operation(Verb.DELETE_WORDS, RULES + "4-тармағы", old="Екінші сөйлем.", commencement=doubtful)
    edition = library(op).edition(BASE, DAY)
    path = find(edition, parse(RULES + "4-тармағы"))
    assert "Екінші сөйлем." not in " ".join(lines(unit_at(edition.root, path)))
    assert [cause.by.number for cause in estimated(edition, path)] == ["129"]
    assert estimated(edition, find(edition, parse(RULES + "5-тармағы"))) == ()


def test_the_whole_act_is_found_by_no_address() -> None:
    assert find(library().edition(BASE, BEFORE), Address(())) == ()


def test_a_new_wording_is_found() -> None:
    edition = library(operation(Verb.REPLACE, RULES + "4-тармағы", new().point("4", "4. Жаңа."))).edition(BASE, DAY)
    assert lines(unit_at(edition.root, find(edition, parse("4-тармақ")))) == ["4. Жаңа."]
