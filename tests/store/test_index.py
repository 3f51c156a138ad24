"""Which acts one command reads, and which act a name means."""

from __future__ import annotations

from datetime import date

import pytest

from nqs_docs.findings import NotHeld, UsageError
from nqs_docs.store.index import Entry, Known, needed, resolve

BASE, SECOND, THIRD, OTHER = "V2300033449", "V2600038395", "V2600039999", "V2400000001"
PARTIAL = "V2300033404"


def known(number: str, act_id: str = "", day: int = 1) -> Known:
    return Known(number, date(2026, 1, day), act_id)


def entry(one: Known, changes: tuple[Known, ...] = (), noted: tuple[Known, ...] = ()) -> Entry:
    return Entry("", one, "", None, changes, noted)


ENTRIES = {
    BASE: entry(known("391", BASE), noted=(known("22"),)),
    SECOND: entry(known("129", SECOND), changes=(known("391", BASE), known("380", PARTIAL))),
    THIRD: entry(known("150", THIRD), changes=(known("129"),)),
    OTHER: entry(known("7", OTHER)),
}


def test_an_act_needs_the_orders_that_change_it_and_those_that_change_these() -> None:
    assert needed(ENTRIES, [BASE]) == (BASE, SECOND, THIRD)


def test_an_act_that_nothing_touches_needs_itself_only() -> None:
    assert needed(ENTRIES, [OTHER]) == (OTHER,)


def test_an_act_known_through_amendments_needs_its_orders() -> None:
    assert needed(ENTRIES, [PARTIAL]) == (SECOND, THIRD)


def test_an_order_cited_without_registration_is_found_by_number_and_date() -> None:
    assert needed(ENTRIES, [SECOND]) == (SECOND, THIRD)
    elsewhere = {**ENTRIES, THIRD: entry(known("150", THIRD), changes=(known("129", day=2),))}
    assert needed(elsewhere, [SECOND]) == (SECOND,)


def test_what_is_evidence_of_a_date_is_read_too() -> None:
    """A later order that changes another act of the same order, and the order that a note names."""
    later = entry(known("200", "V2600040000"), changes=(known("380", PARTIAL),))
    assert "V2600040000" in needed({**ENTRIES, "V2600040000": later}, [BASE])
    noted = entry(known("22", "V2500000022"))
    assert "V2500000022" in needed({**ENTRIES, "V2500000022": noted}, [BASE])


def test_a_circle_of_amendments_ends() -> None:
    circle = {BASE: entry(known("391", BASE), changes=(known("129", SECOND),)), SECOND: ENTRIES[SECOND]}
    assert needed(circle, [BASE]) == (BASE, SECOND)


@pytest.mark.parametrize("name", ["391", "№ 391", "№391", "N 391", "no. 391", BASE, BASE.lower(), f" {BASE} "])
def test_an_act_is_named_by_number_or_registry_id(name: str) -> None:
    assert resolve(ENTRIES, name) == BASE


def test_an_act_known_through_amendments_is_named_as_any_other() -> None:
    assert resolve(ENTRIES, "380") == PARTIAL
    assert resolve(ENTRIES, PARTIAL) == PARTIAL


@pytest.mark.parametrize("name", ["392", "", "№", "V9900000000", "39", "3911", "бұйрық"])
def test_an_act_that_nobody_names_is_wrong_use(name: str) -> None:
    with pytest.raises(UsageError, match=r"store\.unknown-act"):
        resolve(ENTRIES, name)


def test_a_number_that_two_acts_bear_is_refused_with_both() -> None:
    twice = {**ENTRIES, "V2100000391": entry(known("391", "V2100000391", 5))}
    with pytest.raises(UsageError) as caught:
        resolve(twice, "391")
    assert caught.value.code == "store.ambiguous-act"
    assert BASE in caught.value.params["candidates"]
    assert "V2100000391" in caught.value.params["candidates"]


def test_a_held_act_that_is_cited_without_its_registration_is_one_candidate() -> None:
    twice = {
        **ENTRIES,
        "V2100000391": entry(known("391", "V2100000391", 5)),
        OTHER: entry(known("7", OTHER), noted=(known("391", day=5),)),
    }
    with pytest.raises(UsageError) as caught:
        resolve(twice, "391")
    assert caught.value.params["candidates"].count("№ 391") == 2


def test_a_number_of_an_act_that_is_held_and_of_one_that_is_only_cited_is_ambiguous() -> None:
    twice = {**ENTRIES, OTHER: entry(known("7", OTHER), noted=(known("391", day=9),))}
    with pytest.raises(UsageError, match=r"store\.ambiguous-act"):
        resolve(twice, "391")


def test_an_act_that_is_only_cited_is_not_held() -> None:
    with pytest.raises(NotHeld) as caught:
        resolve(ENTRIES, "22")
    assert caught.value.code == "store.only-cited"
    assert caught.value.params["by"] == BASE
