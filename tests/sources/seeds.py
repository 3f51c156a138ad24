"""The five source documents of the corpus, as sources."""

from __future__ import annotations

from pathlib import Path

from nqs_docs.sources.line import Source
from nqs_docs.sources.read import read

_CORPUS = Path(__file__).parents[2] / "corpus"
KEYS = {"129": "V2600038395", "113": "V2600038286", "391": "V2300033449", "230": "V2500036564", "399": "V2300033455"}


def data(number: str) -> bytes:
    """The bytes of an order of the corpus."""
    return next((_CORPUS / KEYS[number]).glob("*.txt")).read_bytes()


def source(number: str) -> Source:
    """An order of the corpus, read."""
    return read(data(number), f"{number}.txt", KEYS[number])
