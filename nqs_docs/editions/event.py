"""Events: what happens to the tree of an act on a day, in their order.

Order: date in force, date of the amending act, its registry id, place in its text.
A printed note of an order comes after that order's own instructions, so that an
order which is held speaks for itself.
"""

from __future__ import annotations

import enum
from datetime import date

from msgspec import Struct

from nqs_docs.amendments.operation import Operation
from nqs_docs.clauses.act import Address, Citation, Unit
from nqs_docs.editions.edition import Interval


class Act(enum.IntEnum):
    """What an event does."""

    OPERATE = 0  # apply an operation
    ARRIVE = 1  # a delayed indent of an operation takes its place
    RESUME = 2  # the end of a suspension
    RESTORE = 3  # a printed note: from now on the wording of the source is held
    APPEAR = 4  # a printed note: from now on the unit is there
    WITHDRAW = 5  # a printed announcement: from now on the wording is not held


class Event(Struct, frozen=True):
    """One change, with what it needs."""

    act: Act
    in_force: Interval
    by: Citation
    by_id: str
    position: int
    key: str  # the cause it writes
    address: Address
    operation: Operation | None = None
    delays: tuple[Interval | None, ...] = ()  # OPERATE: when each delayed indent comes; None: never known
    leaf: int = 0  # ARRIVE: which leaf of the operation's unit
    saved: Unit | None = None  # RESTORE, APPEAR: the unit as the source prints it

    @property
    def order(self) -> tuple[date, date, bool, str, int, int]:
        """The sort key."""
        signed, printed = self.by.date or date.min, self.act >= Act.RESTORE
        return self.in_force.earliest, signed, printed, self.by_id, self.position, self.act
