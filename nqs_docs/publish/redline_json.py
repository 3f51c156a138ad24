"""A redline as JSON: the changed units with their causes, each paragraph with its pieces.

``same`` and ``deleted`` pieces end to end are the old text, ``same`` and ``inserted``
the new one; ``old`` and ``new`` give them ready made. A line with ``gap`` stands for a
missing text; one with ``unknown`` is a text whose other wording is not held.
"""

from __future__ import annotations

from msgspec import to_builtins

from nqs_docs.editions.edition import Edition
from nqs_docs.publish.json import cause_value, dumps, place_value
from nqs_docs.publish.names import act_name
from nqs_docs.publish.redlined import Line, changes, faces, heading
from nqs_docs.redlines.redline import ChangedUnit, Redline


def write(redline: Redline) -> str:
    """A file: one JSON object."""
    return dumps(value(redline))


def value(redline: Redline) -> dict[str, object]:
    """The redline as a JSON value."""
    found = list(changes(redline))
    keys = dict.fromkeys(
        key for unit, shown in found for key in (*unit.causes, *(k for x in shown for k in x.row.causes))
    )
    old, new = faces(redline)
    return {
        "title": heading(redline),
        "old": _edition(redline.old, old, redline.old_path is not None),
        "new": _edition(redline.new, new, redline.new_path is not None),
        "causes": {key: cause_value(redline.causes[key]) for key in keys},
        "changes": [_unit(unit, shown, redline.new.lang) for unit, shown in found],
    }


def _edition(edition: Edition, face: tuple[str, ...], present: bool) -> dict[str, object]:
    return {
        "act": edition.act,
        "name": act_name(edition.citation, edition.act),
        "on": edition.on.isoformat(),
        "present": present,
        "remarks": list(face[1:]),
        "decisions": [to_builtins(one) for one in edition.decisions],
    }


def _unit(unit: ChangedUnit, shown: tuple[Line, ...], lang: str) -> dict[str, object]:
    return {
        "kind": unit.kind.value,
        **place_value(unit.address, lang),
        "unknown": any(line.row.unknown for line in shown),
        "causes": list(unit.causes),
        "lines": [_line(line) for line in shown],
    }


def _line(line: Line) -> dict[str, object]:
    return {
        "kind": line.kind.value,
        "old": line.old.text if line.old else None,
        "new": line.new.text if line.new else None,
        "gap": line.gap,
        "unknown": line.row.unknown,
        "causes": list(line.row.causes),
        "cells": [[{"op": p.op.value, "text": p.text, "cause": p.cause or None} for p in cell] for cell in line.cells],
    }
