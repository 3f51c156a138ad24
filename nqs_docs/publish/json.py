"""JSON: editions with every character's origin, redlines, instructions, histories.

``origins`` of a block are its runs: so many characters of ``text``, from these
offsets of the decoded source of that act, brought by that cause ("" is the act's
own text). ``causes`` explains the keys. In a redline the ``same`` and ``deleted`` pieces
end to end are the old text, ``same`` and ``inserted`` the new one; ``old`` and ``new`` give
them ready made. A line with ``gap`` stands for a missing text; one with ``unknown`` is a
text whose other wording is not held.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import msgspec

from nqs_docs.amendments.operation import Operation, Verb
from nqs_docs.clauses.act import Address, Kind, State, Unit
from nqs_docs.clauses.address import address_of, brief, eid, locate, plain, render
from nqs_docs.editions.edition import Cause, Edition, Outcome, Wording
from nqs_docs.editions.find import find
from nqs_docs.editions.tree import not_yet, sole
from nqs_docs.findings import NotHeld, NqsError
from nqs_docs.language.messages import message
from nqs_docs.publish.document import Block, Document, document, text_of_unit
from nqs_docs.publish.names import act_name
from nqs_docs.publish.remarks import changes, faces, heading, remarks
from nqs_docs.redlines.redline import Change, ChangedUnit, Redline, Row

if TYPE_CHECKING:  # the compiler is loaded where something is compiled
    from nqs_docs.editions.library import Library


def write(shown: Document | Redline) -> str:
    """A file: one JSON object, indented, Kazakh letters as they are."""
    return dumps(value(shown) if isinstance(shown, Document) else redline_value(shown))


def dumps(data: object) -> str:
    """Any JSON value in the project's one layout."""
    return msgspec.json.format(msgspec.json.encode(data), indent=2).decode() + "\n"


def value(document: Document) -> dict[str, object]:
    """The document as a JSON value."""
    return {
        "act": document.edition.act,
        "name": act_name(document.edition.citation, document.edition.act, document.edition.lang),
        "on": document.edition.on,
        **place_value(address_of(document.root, document.path), document.edition.lang),
        "text": "\n".join(block.text for block in document.blocks),
        "estimated": document.act_estimated or bool(document.estimated),
        "gaps": document.gaps,
        "remarks": remarks(document),
        "decisions": document.edition.decisions,
        "causes": {cause.key: cause_value(cause) for cause in document.causes},
        "blocks": [_block(document, block) for block in document.blocks],
    }


def place_value(address: Address, lang: str = "kk") -> dict[str, object]:
    """How a unit is found; the whole act by nothing."""
    return {"address": render(address, lang=lang), "eid": eid(address)} if address.steps else {"address": "", "eid": ""}


def cause_value(cause: Cause) -> dict[str, object]:
    """An event: the act that did it, since when, by which instruction."""
    operation = cause.operation
    return {
        "by": cause.by_id,
        "number": cause.by.number,
        "date": cause.by.date,
        "in_force": cause.in_force.earliest,
        "certain_from": cause.in_force.latest,
        "position": operation.position if operation else None,
        "instruction": operation.instruction if operation else None,
    }


def _block(document: Document, block: Block) -> dict[str, object]:
    result = {
        "kind": block.kind,
        "text": block.text,
        **place_value(address_of(document.root, block.path), document.edition.lang),
        "state": block.state,
    }
    more = {"level": block.level, "cells": block.cells, "cause": block.cause, "origins": block.runs}
    return result | {name: told for name, told in more.items() if told}


# --- redlines -----------------------------------------------------------------------------


def redline_value(redline: Redline) -> dict[str, object]:
    """The redline as a JSON value."""
    found = list(changes(redline))
    keys = dict.fromkeys(key for unit, shown in found for key in (*unit.causes, *(k for x in shown for k in x.causes)))
    old, new = faces(redline)
    return {
        "title": heading(redline),
        "old": _edition_value(redline.old, old, redline.old_path is not None),
        "new": _edition_value(redline.new, new, redline.new_path is not None),
        "causes": {key: cause_value(redline.causes[key]) for key in keys},
        "changes": [_changed_unit(unit, shown, redline.new.lang) for unit, shown in found],
    }


def _edition_value(edition: Edition, face: tuple[str, ...], present: bool) -> dict[str, object]:
    return {
        "act": edition.act,
        "name": act_name(edition.citation, edition.act),
        "on": edition.on,
        "present": present,
        "remarks": face[1:],
        "decisions": edition.decisions,
    }


def _changed_unit(unit: ChangedUnit, shown: tuple[Row, ...], lang: str) -> dict[str, object]:
    return {
        "kind": unit.kind,
        **place_value(unit.address, lang),
        "unknown": any(line.unknown for line in shown),
        "causes": unit.causes,
        "lines": [_line(line) for line in shown],
    }


def _line(line: Row) -> dict[str, object]:
    return {
        "kind": line.kind,
        "old": _text(line, Change.INSERTED) if line.old else None,
        "new": _text(line, Change.DELETED) if line.new else None,
        "gap": line.gap,
        "unknown": line.unknown,
        "causes": line.causes,
        "cells": [[{"op": p.op, "text": p.text, "cause": p.cause or None} for p in cell] for cell in line.cells],
    }


def _text(line: Row, other: Change) -> str:
    """What one edition says: all but the pieces of the other."""
    return " | ".join("".join(piece.text for piece in cell if piece.op is not other) for cell in line.cells)


# --- instructions and wordings ------------------------------------------------------------


def amendment_values(library: Library, act_id: str, lang: str) -> list[dict[str, object]]:
    """One object for each changed unit of an order; ``message`` says the ``reason`` in the user's language."""
    return [_amendment(library, outcome, lang) for outcome in library.outcomes(act_id)]


def history_values(library: Library, act_id: str, address: Address) -> list[dict[str, object]]:
    """One object for each wording of a unit, the oldest first, with its text as ``nqs show`` prints it.

    ``state`` is null for a period in which there is no such unit. Raises as ``find``
    does where the address fits several units, or none on any day.
    """
    full = library.full_address(act_id, address)
    wordings = library.history(act_id, full)
    inserted = [_inserts(wording) for wording in wordings[1:]] + [False]
    return [_wording(library, act_id, full, one, later) for one, later in zip(wordings, inserted, strict=True)]


def _inserts(wording: Wording) -> bool:
    """Whether a wording begins with the insertion of its unit: proof that there was none before."""
    operation = wording.cause.operation if wording.cause else None
    return operation is not None and operation.verb is Verb.INSERT


def _amendment(library: Library, outcome: Outcome, lang: str) -> dict[str, object]:
    operation = outcome.operation
    target = library.target_id(operation)
    root = library.timeline(target).root(date.max) if target else Unit(Kind.ACT)
    tongue = library.lang(operation.source)

    def named(address: Address) -> str:
        return render(_full(root, address), lang=tongue)

    return {
        "source": operation.source,
        "position": operation.position,
        "instruction": operation.instruction,
        "target_act": target or None,
        "target_number": operation.target.number if operation.target else None,
        "address": named(operation.address) if operation.address else None,
        "eid": eid(_full(root, operation.address)) if operation.address else None,
        "operation": operation.verb,
        "text": new_text(operation),
        "old": operation.old or None,
        "new": operation.new or None,
        "effective": outcome.in_force and outcome.in_force.earliest,
        "estimated": outcome.in_force is not None and outcome.in_force.doubtful,
        "delayed": [
            {"address": named(unit.address), "effective": unit.in_force and unit.in_force.earliest}
            for unit in outcome.delayed
        ],
        "status": outcome.status,
        "reason": outcome.reason or None,
        "message": message(outcome.reason, lang, **dict(outcome.params)) if outcome.reason else None,
        "decision": operation.decision,
    }


def _full(root: Unit, address: Address) -> Address:
    """As ``brief``; "«Өтініш» нысаны" by the address of its own."""
    place = None if locate(root, plain(address)) else sole(root, address)
    return brief(root, address) if place is None else address_of(root, place)


def new_text(operation: Operation) -> str | None:
    """The new wording as ``nqs show`` prints it; an appendix without its corner."""
    return "\n".join(text_of_unit(unit) for unit in operation.units) or None


def _wording(library: Library, act_id: str, address: Address, wording: Wording, absent: bool) -> dict[str, object]:
    """One wording; ``absent``: a unit that was inserted afterwards was not there."""
    unit, words = wording.unit, None
    last = wording.until - timedelta(1) if wording.until else date.max
    edition = library.edition(act_id, wording.since or last)
    state: State | None
    if unit is None:
        state = State.NOT_HELD if not absent and _may_be(edition, address) else None
    elif unit.state is not State.HELD:
        state = unit.state
    else:
        state = State.DELAYED if not_yet(unit) else State.HELD
        words = "\n".join(block.text for block in document(edition, locate(edition.root, address)[0]).blocks)
    return {
        "since": wording.since,
        "until": wording.until,
        "estimated": wording.estimated,
        "state": state,
        "text": words,
        "cause": cause_value(wording.cause) if wording.cause else None,
    }


def _may_be(edition: Edition, address: Address) -> bool:
    """Whether a unit that is not in an edition may be in the act."""
    try:
        find(edition, address)
    except NqsError as error:
        return isinstance(error, NotHeld)
    return False
