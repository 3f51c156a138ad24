"""The unit an operation is about, or why there is none.

Every step of applying gives a value or raises Refused; nothing is guessed.
"""

from __future__ import annotations

from msgspec import Struct

from nqs_docs.amendments.operation import Operation
from nqs_docs.clauses.act import Address, Kind, State, Unit
from nqs_docs.clauses.address import spoken
from nqs_docs.clauses.address_locate import Path, locate, unit_at
from nqs_docs.clauses.address_make import address_of
from nqs_docs.editions.edition import Status
from nqs_docs.editions.skeleton import alive, open_way
from nqs_docs.findings import Finding, NqsError, warning


class Applied(Struct, frozen=True):
    """The tree after an operation, the unit it touched, what is to be noted."""

    root: Unit
    findings: tuple[Finding, ...] = ()


class Refused(NqsError):
    """An operation that does not fit: the finding code that says why. Raised on the way, a value from ``apply`` on."""

    @property
    def outcome(self) -> Status:
        """What becomes of the operation."""
        return Status.BASE_NOT_HELD if self.code == "edition.base-not-held" else Status.UNRESOLVED


Result = Applied | Refused


def target(root: Unit, address: Address) -> tuple[Unit, Path]:
    """The one unit an address names, with the way made to it in a partial act; Refused where there is none."""
    paths = locate(root, address)
    there = alive(root, paths)
    if len(there) > 1:
        candidates = "; ".join(spoken(address_of(root, path)) for path in there)
        raise Refused("edition.ambiguous-unit", unit=spoken(address), candidates=candidates)
    if there:
        return root, there[0]
    if paths:
        raise Refused("edition.unit-deleted", unit=spoken(address))
    way = open_way(root, address)
    if way is None:
        raise Refused("edition.no-such-unit", unit=spoken(address))
    return way


def last(address: Address) -> Kind:
    """The kind of the innermost unit of an address."""
    return address.steps[-1].kind


def held_target(root: Unit, address: Address) -> Path:
    """A unit whose text is needed: refused as not held where it is not."""
    way, path = target(root, address)
    if way is not root or unit_at(root, path).state is State.NOT_HELD:
        raise Refused("edition.base-not-held", unit=spoken(address))
    return path


def unverified(root: Unit, found: Unit, path: Path, operation: Operation, address: Address) -> tuple[Finding, ...]:
    """A whole unit brought where only its address was known: its place cannot be checked."""
    if found is root and (unit_at(root, path).state is not State.NOT_HELD or unit_at(root, path).cause):
        return ()
    return (note(operation, "edition.place-unverified", address),)


def note(operation: Operation, code: str, address: Address, **params: object) -> Finding:
    """A warning about an operation that was applied."""
    return warning(code, act=operation.target_id, unit=spoken(address), span=operation.span, **params)
