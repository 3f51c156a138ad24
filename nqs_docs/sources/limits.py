"""How much of a thing a file may hold before it is refused: no order comes near."""

from __future__ import annotations

from nqs_docs.findings import SourceError

MOST_LINES = 500_000
MOST_COLUMNS = 500  # a word processor makes 63
MOST_CELLS = 500_000
DEEPEST = 1_000  # elements inside one another
MOST_CHANGES = 20_000  # instructions of an order, or events that the notes of an act tell
LARGEST_PART = 25_000_000  # bytes of one file inside an archive
MOST_DIGITS = 1_000  # in a row: no number has so many, and none is made of them
MOST_PARTS = 5_000


def limit(name: str, what: str, size: int, most: int) -> None:
    """SourceError ``source.too-complex`` where ``size`` goes beyond ``most``."""
    if size > most:
        raise SourceError("source.too-complex", file=name, what=what, size=str(size), limit=str(most))
