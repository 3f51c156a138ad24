"""An error says the same whichever process it was raised in."""

from __future__ import annotations

import pickle

from nqs_docs.findings import NoSuchUnit


def test_an_error_comes_whole_from_another_process() -> None:
    error = pickle.loads(pickle.dumps(NoSuchUnit("edition.never", unit="99-тармақ", on="2026-07-12")))
    assert (error.code, error.params, error.status) == ("edition.never", {"unit": "99-тармақ", "on": "2026-07-12"}, 4)
