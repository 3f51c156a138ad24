"""The unit that is asked for in each edition of a redline."""

from __future__ import annotations

from typing import NamedTuple

from msgspec.structs import replace

from nqs_docs.clauses.act import Address, State, Unit
from nqs_docs.clauses.address_locate import Path
from nqs_docs.editions.edition import Edition
from nqs_docs.editions.find import find
from nqs_docs.editions.tree import insert, sole
from nqs_docs.findings import NoSuchUnit, NotHeld, NqsError
from nqs_docs.redlines.compare import compare
from nqs_docs.redlines.redline import Redline


class Asked(NamedTuple):
    """The unit asked for in one edition, or why it is not there."""

    edition: Edition
    path: Path | None
    missing: NqsError | None = None


def asked(edition: Edition, wanted: Address) -> Asked:
    """Where the unit stands; a number that was deleted by its tombstone, one that is not held by a gap."""
    try:
        return Asked(edition, find(edition, wanted))
    except NoSuchUnit as missing:
        never = missing.code == "edition.act-not-yet" or (not wanted.steps and edition.root.state is State.HELD)
        return Asked(edition, None if never else sole(edition.root, wanted), missing)
    except NotHeld as missing:
        last, root = wanted.steps[-1], edition.root
        gap = Unit(last.kind, last.label, name=last.name, state=State.NOT_HELD)
        path = (len(root.children),)
        return Asked(replace(edition, root=insert(root, (), path[0], gap)), path, missing)


def between(old: Edition, new: Edition, wanted: Address) -> Redline:
    """A unit in one edition against the same in another; NoSuchUnit where neither has it."""
    before, after = asked(old, wanted), asked(new, wanted)
    if isinstance(before.missing, NoSuchUnit) and isinstance(after.missing, NoSuchUnit):
        raise after.missing
    return compare(before.edition, after.edition, before.path, after.path)
