"""Settings of every test: reproducible property tests, and `--bless` for golden files."""

from __future__ import annotations

import os
from collections.abc import Iterator
from unittest import mock

import pytest
from hypothesis import HealthCheck, settings

# No deadline: how fast a machine is must never decide whether a test passes. In CI the examples are always the same.
settings.register_profile("local", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", parent=settings.get_profile("local"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")
# `make check` tries fewer examples where a test does not say how many it needs; `make test` tries a hundred.
settings.register_profile("quick", parent=settings(), max_examples=30)


@pytest.fixture(autouse=True, scope="session")
def no_disk() -> Iterator[None]:
    """Nobody waits for a disk: no test sees what is on it. What a crash leaves is tried in processes of their own."""
    with mock.patch.object(os, "fsync", return_value=None):
        yield


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--bless", action="store_true", help="rewrite the expected parts of golden files")


@pytest.fixture
def bless(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--bless"))
