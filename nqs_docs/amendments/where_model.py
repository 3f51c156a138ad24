"""What a phrase of an instruction points at, in either language."""

from __future__ import annotations

from msgspec import Struct

from nqs_docs.clauses.act import Citation, Kind, Step

Steps = tuple[Step, ...]

SCOPES = frozenset({Kind.ORDER, Kind.DOCUMENT})


class Where(Struct, frozen=True):
    """What a phrase points at."""

    citation: Citation | None  # an act cited in full; its number may be missing
    act: bool  # names an act or "бұйрық" (so no document of the context is meant)
    units: tuple[Steps, ...]  # one for each unit; () for the act itself or where nothing is said
    case: str = ""  # of the last word; "" where nothing is said
    attributive: bool = False
    doubtful: bool = False  # a list that can be read in two ways
    ranged: bool = False  # "2 - 5-тармақтар": units inserted between are meant too
    owned: bool = False  # begins with a possessive: "үшінші бөлігі" of something said before


NOWHERE = Where(None, False, ())
