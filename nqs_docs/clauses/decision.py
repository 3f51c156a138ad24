"""Decisions: what a person settled that the words of a source leave open.

Three matters: which units an instruction changes (and of which act), on which day an
act was first officially published, and whether a repair of a damaged source is right.
A decision names who took it, when and why, and the words it rests on with their place.
It is believed only as long as these words stand there; it is withdrawn, never deleted.
"""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Iterable
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from nqs_docs.findings import Finding, Severity, Span


class Matter(enum.StrEnum):
    """What is decided."""

    INSTRUCTION = "instruction"  # the units that it changes
    PUBLICATION = "publication"  # the day of first official publication
    REPAIR = "repair"  # confirmed or refused


class Decision(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What one person settled."""

    matter: Matter
    at: int  # where the words stand: offset into the decoded source
    words: str  # of the source, as they stand there
    by: str  # name given by who decided
    decided: date
    reason: str
    addresses: tuple[str, ...] = ()  # INSTRUCTION: every unit that it changes, in its order; "" for a whole act
    act: str = ""  # INSTRUCTION: registry id of the act that was meant; "" for the one that was read
    number: str = ""  # of that act
    signed: date | None = None  # the day of that act
    published: date | None = None  # PUBLICATION
    repair: str = ""  # REPAIR: its code
    refused: bool = False  # REPAIR: it is not to be made
    withdrawn_by: str = ""
    withdrawn: date | None = None
    withdrawn_reason: str = ""
    source: str = ""  # registry id of the act it was taken on; in no file
    name: str = ""  # of its file, without ending; in no file

    @property
    def thing(self) -> tuple[Matter, int, str]:
        """What it is about: nothing is decided twice."""
        return (self.matter, 0 if self.matter is Matter.PUBLICATION else self.at, self.repair)

    @property
    def span(self) -> Span:
        """The place of the words."""
        return Span(self.source, self.at, self.at + len(self.words))

    def idle(self, why: str, **more: str) -> Finding:
        """The finding that it has no effect."""
        params = (*self.told.items(), *more.items())
        return Finding(why, Severity.ERROR, self.source, span=self.span, params=params)

    @property
    def told(self) -> dict[str, str]:
        """Who, when and why, under the names that messages have for them."""
        return {"name": self.name, "by": self.by, "day": f"{self.decided:%d.%m.%Y}", "reason": self.reason}


def standing(decisions: Iterable[Decision], text: str) -> tuple[tuple[Decision, ...], list[Finding]]:
    """Those that are believed: not withdrawn, their words stand in ``text``, no other says something of the same."""
    open_ones = [one for one in decisions if one.withdrawn is None]
    times = Counter(one.thing for one in open_ones)
    kept, found = [], []
    for one in open_ones:
        if one.at < 0 or not one.words or not text.startswith(one.words, one.at):
            found.append(replace(one.idle("decision.stale", words=one.words), span=None))
        elif times[one.thing] > 1:
            found.append(one.idle("decision.twice"))
        else:
            kept.append(one)
    return tuple(kept), found
