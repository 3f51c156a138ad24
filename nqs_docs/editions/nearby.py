"""What an instruction that names no unit, or none that is there, may have meant.

Nothing is chosen here: a person is shown what is near.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nqs_docs.amendments.operation import Operation
from nqs_docs.clauses.act import NUMBERED, Address, Kind, Unit
from nqs_docs.clauses.address import address_of, brief
from nqs_docs.clauses.address_locate import Path

_NUMBER = re.compile(r"\d+(?:-\d+)*")
_QUOTED = re.compile(r"[\"«].*", re.DOTALL)


def near(root: Unit, operation: Operation, most: int = 12) -> tuple[Address, ...]:
    """The documents of an act and its units of the numbers that the instruction says, in printed order.

    Of a number that is not there ("7-2") those that begin as it does, else the last units of that kind.
    """
    words = _QUOTED.sub("", operation.instruction)
    said = [step.label for step in operation.address.steps if step.label] if operation.address else []
    labels = {*_NUMBER.findall(words), *said}
    every = list(_numbered(root, ()))
    named = [(path, unit) for path, unit in every if unit.label in labels]
    around = [(path, unit) for path, unit in every if unit.label.split("-")[0] in {one.split("-")[0] for one in labels}]
    kind = operation.address.steps[-1].kind if operation.address and operation.address.steps else Kind.POINT
    last = [(path, unit) for path, unit in every if unit.kind is kind][-most // 2 :]
    documents = [((at,), unit) for at, unit in enumerate(root.children) if unit.kind is Kind.DOCUMENT]
    found = (brief(root, address_of(root, path)) for path, _ in (*documents, *(named or around or last)))
    return tuple(dict.fromkeys(found))[:most]


def _numbered(unit: Unit, path: Path) -> Iterator[tuple[Path, Unit]]:
    for at, child in enumerate(unit.children):
        if child.kind in NUMBERED and child.label:
            yield (*path, at), child
        yield from _numbered(child, (*path, at))
