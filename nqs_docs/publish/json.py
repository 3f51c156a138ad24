"""JSON: the document with every character's origin.

``origins`` of a block are its runs: so many characters of ``text``, from these
offsets of the decoded source of that act, brought by that cause ("" is the act's
own text). ``causes`` explains the keys.
"""

from __future__ import annotations

import msgspec
from msgspec import to_builtins

from nqs_docs.clauses.act import Address
from nqs_docs.clauses.address import address_of, eid, render
from nqs_docs.editions.edition import Cause
from nqs_docs.publish.document import Block, Document
from nqs_docs.publish.names import act_name
from nqs_docs.publish.remarks import remarks


def write(document: Document) -> str:
    """A file: one JSON object, indented, Kazakh letters as they are."""
    return dumps(value(document))


def dumps(data: object) -> str:
    """Any JSON value in the project's one layout."""
    return msgspec.json.format(msgspec.json.encode(data), indent=2).decode() + "\n"


def value(document: Document) -> dict[str, object]:
    """The document as a JSON value."""
    return {
        "act": document.edition.act,
        "name": act_name(document.edition.citation, document.edition.act, document.edition.lang),
        "on": document.edition.on.isoformat(),
        **place_value(address_of(document.root, document.path), document.edition.lang),
        "text": "\n".join(block.text for block in document.blocks),
        "estimated": document.act_estimated or bool(document.estimated),
        "gaps": document.gaps,
        "remarks": list(remarks(document)),
        "decisions": [to_builtins(one) for one in document.edition.decisions],
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
        "date": cause.by.date.isoformat() if cause.by.date else None,
        "in_force": cause.in_force.earliest.isoformat(),
        "certain_from": cause.in_force.latest.isoformat() if cause.in_force.latest else None,
        "position": operation.position if operation else None,
        "instruction": operation.instruction if operation else None,
    }


def _block(document: Document, block: Block) -> dict[str, object]:
    result = {
        "kind": block.kind.value,
        "text": block.text,
        **place_value(address_of(document.root, block.path), document.edition.lang),
        "state": block.state.value,
    }
    more = {"level": block.level, "cells": block.cells, "cause": block.cause, "origins": to_builtins(block.runs)}
    return result | {name: told for name, told in more.items() if told}
