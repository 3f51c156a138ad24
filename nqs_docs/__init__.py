"""Consolidated editions of Kazakhstan's ministerial orders, traced to their orders.

The verbs of the project, from a file to the text in force::

    from datetime import date
    import nqs_docs as nqs

    source = nqs.read(data, "391.txt")               # bytes -> lossless lines
    act, findings = nqs.read_act(source)             # lines -> clause tree
    changes, findings = nqs.operations(act)          # clause tree -> typed operations
    library = nqs.compile_acts(acts, changes_by_act) # operations -> timelines
    edition = library.edition("V2300033449", date(2026, 7, 12))
    path = nqs.find(edition, nqs.parse_address("11-тармақ"))
    print(nqs.write(nqs.document(edition, path), "txt"))

``open_corpus(folder)`` does the first four steps for a folder of acts. What a pass
noticed comes back as findings; ``describe(finding, "kk")`` puts one into words.
Each verb is loaded when it is first used.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nqs_docs.amendments.from_act import operations as operations
    from nqs_docs.clauses import address
    from nqs_docs.clauses.from_lines import read_act as read_act
    from nqs_docs.editions.find import find as find
    from nqs_docs.editions.library import compile_acts as compile_acts
    from nqs_docs.language.messages import describe as describe
    from nqs_docs.publish import write as write
    from nqs_docs.publish.document import document as document
    from nqs_docs.sources.read import read as read
    from nqs_docs.store.corpus import open_corpus as open_corpus

    parse_address, render_address = address.parse, address.render

__version__ = "0.1.0"

#: Verb -> where it lives and what it is called there.
_VERBS = {
    "read": ("nqs_docs.sources.read", "read"),
    "read_act": ("nqs_docs.clauses.from_lines", "read_act"),
    "operations": ("nqs_docs.amendments.from_act", "operations"),
    "compile_acts": ("nqs_docs.editions.library", "compile_acts"),
    "parse_address": ("nqs_docs.clauses.address", "parse"),
    "render_address": ("nqs_docs.clauses.address", "render"),
    "find": ("nqs_docs.editions.find", "find"),
    "document": ("nqs_docs.publish.document", "document"),
    "write": ("nqs_docs.publish", "write"),
    "open_corpus": ("nqs_docs.store.corpus", "open_corpus"),
    "describe": ("nqs_docs.language.messages", "describe"),
}
__all__ = tuple(_VERBS)


def __getattr__(name: str) -> object:
    """A verb, loaded on first use (PEP 562)."""
    if name not in _VERBS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, verb = _VERBS[name]
    value: object = getattr(importlib.import_module(module), verb)
    globals()[name] = value
    return value
