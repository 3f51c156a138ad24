"""The five source documents in a folder of their own."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.program import Ran, run

CORPUS = Path(__file__).parents[2] / "corpus"
Nqs = Callable[..., Ran]


@pytest.fixture(scope="session")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the corpus of the repository; no test writes to it."""
    folder = tmp_path_factory.mktemp("seeds")
    shutil.copytree(CORPUS, folder / "corpus")
    return folder


@pytest.fixture
def nqs(seeds: Path) -> Nqs:
    """The program over the five source documents."""
    return lambda *words, language="en": run(seeds, words, language)
