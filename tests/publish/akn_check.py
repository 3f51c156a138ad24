"""What the schema of Akoma Ntoso lets through: references, ids, dates.

Each check takes the parsed file and says what is wrong and where; of a file of ours nothing is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from lxml import etree

from nqs_docs.publish.akn_model import name

Fault = tuple[str, str]  # what is wrong, and where
#: Attributes that hold references; a list of them where several are allowed.
_LINKS = ("href", "source", "refersTo", "period", "start", "end", "upTo", "includedIn", "placementBase")


def check(root: etree._Element) -> tuple[Fault, ...]:
    """References that lead nowhere, ids that are not ASCII or not unique, dates out of order."""
    return (*_ids(root), *_references(root), *_dates(root), *_names(root))


def _ids(root: etree._Element) -> Iterator[Fault]:
    for eid, count in Counter(_values(root, "*", "eId")).items():
        if count > 1:
            yield "id-twice", eid
        if not eid.isascii() or len(eid.split()) != 1:
            yield "id-letters", eid


def _references(root: etree._Element) -> Iterator[Fault]:
    known = {f"#{eid}" for eid in _values(root, "*", "eId")}
    for element in root.iter("{*}*"):
        links = [link for attribute in _LINKS for link in element.get(attribute, "").split()]
        for link in links:
            if link not in known and not link.startswith("/"):
                yield "reference", f"{name(element)} {link}"


def _values(root: etree._Element, tag: str, attribute: str) -> list[str]:
    return [value for element in root.iter(f"{{*}}{tag}") if (value := element.get(attribute)) is not None]


def _dates(root: etree._Element) -> Iterator[Fault]:
    """Signing, registration, entry into force, edition; events; the two ends of an interval."""
    identification = next(iter(root.iter("{*}identification")))
    work = [found.get("date", "") for found in identification.iterfind("{*}FRBRWork/{*}FRBRdate")]
    edition = [found.get("date", "") for found in identification.iterfind("{*}FRBRExpression/{*}FRBRdate")]
    yield from _ordered("FRBRdate", work)
    yield from _ordered("FRBRdate", [*work[:1], *edition])
    for lifecycle in root.iter("{*}lifecycle"):
        yield from _ordered("eventRef", [event.get("date", "") for event in lifecycle])
    days = {f"#{event.get('eId')}": event.get("date", "") for event in root.iter("{*}eventRef")}
    for interval in root.iter("{*}timeInterval"):
        ends = [days.get(interval.get(end, ""), "") for end in ("start", "end")]
        yield from _ordered("timeInterval", [day for day in ends if day])


def _ordered(element: str, days: list[str]) -> Iterator[Fault]:
    for one, later in pairwise(days):
        if one > later:
            yield "dates", f"{element} {one} {later}"


def _names(root: etree._Element) -> Iterator[Fault]:
    """Every component has a name of its own, below that of its act."""
    this, whole = _values(root, "FRBRthis", "value"), _values(root, "FRBRuri", "value")
    for one, count in Counter(this).items():
        if count > 1:
            yield "name", one
    for one, act in zip(this, whole, strict=True):
        if not one.isascii() or not one.startswith(act.removesuffix(".akn")):
            yield "name", one
