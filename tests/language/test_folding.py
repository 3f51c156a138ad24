"""Folding: for matching only, and never longer or shorter than the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nqs_docs.language.folding import fold, fold_case

LOOKS = st.text(st.sampled_from("абіiIІəәcсpPеE «»“”„–—-\u00a0\u2009XVİıқ7).№\n"))


@given(st.text() | LOOKS)
def test_offsets_survive(text: str) -> None:
    assert len(fold(text)) == len(fold_case(text)) == len(text)


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("үкiметтiң", "үкіметтің"),
        ("жəне Мəжiлiс", "және Мәжіліс"),
        ("2026\u00a0жылғы\u200912", "2026 жылғы 12"),
        ("«X» “Y” „Z‟", '"X" "Y" "Z"'),
        ("9–1 — 2−3 4‑5", "9-1 - 2-3 4-5"),
        ("Pеспублика cәуір", "Республика сәуір"),
        ("P/c", "P/c"),
        ("XV бөлім", "XV бөлім"),
    ],
)
def test_one_spelling(printed: str, folded: str) -> None:
    assert fold(printed) == folded
