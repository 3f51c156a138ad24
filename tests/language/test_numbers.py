"""Numbers in words, Roman numerals, dates."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nqs_docs.language.numbers import (
    cardinal,
    digits,
    find_dates,
    ordinal,
    parse_cardinal,
    parse_ordinal,
    parse_roman,
    render_date,
    roman,
)

DATES = st.dates(date(1900, 1, 1), date(2999, 12, 31))


@given(st.integers(1, 999), st.sampled_from([[], ["абзац"], ["және", "үшінші"], ["бөлігі"]]))
def test_ordinals_round_trip(n: int, rest: list[str]) -> None:
    words = ordinal(n).split()
    assert parse_ordinal(words + rest) == (n, len(words))


@given(st.integers(0, 9999))
def test_cardinals_round_trip(n: int) -> None:
    words = cardinal(n).split()
    assert parse_cardinal([*words, "жұмыс"]) == (n, len(words))


@pytest.mark.parametrize(
    ("n", "words"),
    [(1, "бірінші"), (10, "оныншы"), (14, "он төртінші"), (20, "жиырмасыншы"), (21, "жиырма бірінші"), (40, "қырқыншы"),
     (100, "жүзінші"), (111, "жүз он бірінші"), (230, "екі жүз отызыншы")],
)  # fmt: skip
def test_ordinals_of_the_law(n: int, words: str) -> None:
    assert ordinal(n) == words


def test_a_ten_alone_is_no_ordinal() -> None:
    assert parse_ordinal(["он", "күн"]) is None
    assert parse_ordinal(["бiрiншi"]) == (1, 1)


@given(st.integers(1, 399))
def test_roman_round_trip(n: int) -> None:
    assert parse_roman(roman(n)) == parse_roman(roman(n).replace("I", "І").replace("X", "Х")) == n


def test_what_is_no_roman_numeral() -> None:
    assert [parse_roman(word) for word in ("", "IIX", "тарау", "VX")] == [None] * 4


@given(DATES, st.sampled_from(["nom", "gen", "dat", "acc", "loc", "abl", "instr", "attr"]))
def test_dates_round_trip_in_any_case(day: date, case: str) -> None:
    words = render_date(day, case)
    assert [found.value for found in find_dates(f"{words}, {digits(day)}")] == [day, day]
    (found,) = find_dates(f"осы бұйрық {words} бастап")
    assert f"осы бұйрық {words} бастап"[found.start : found.end] == words
    assert (found.case, found.attributive) == (("loc", True) if case == "attr" else (case, False))


@pytest.mark.parametrize(
    "text",
    [
        "2026 жылғы 12 шілдеден",
        "2026\u00a0жылғы\u00a012\u00a0шiлдеден",
        "2026 жылғы «12» шілде",
        "2026 жылдың 12 шілдесінен",
        "2026 ж. 12 шілде",
        "2026 жылғы\n12 шілдеде",
        "12 шілде 2026 жыл",
        "12.07.2026 ж.",
        "12.07.2026",
        "2026 ЖЫЛҒЫ 12 ШІЛДЕ",
    ],
)
def test_ways_to_write_a_day(text: str) -> None:
    assert [found.value for found in find_dates(text)] == [date(2026, 7, 12)]


def test_impossible_and_partial_dates_are_not_dates() -> None:
    assert find_dates("31.02.2026 және 2026 жылғы 31 сәуір, 7.12, 1.2.3.2026, 2026 жылғы шілде") == ()
