"""How acts are named in a document, as editorial notes name them."""

from __future__ import annotations

from nqs_docs.clauses.act import Citation
from nqs_docs.language import editorial
from nqs_docs.language.kazakh import inflect


def act_name(citation: Citation, registry_id: str = "") -> str:
    """An act by date and number: "18.09.2023 № 391 бұйрығы"; by its registry id where it has neither."""
    if not citation.number:
        return registry_id
    return f"{editorial.act(citation.date, citation.number, '')} {inflect(citation.kind, possessive=True)}"


def act_number(citation: Citation) -> str:
    """An act by its number, for a sentence of any language: "№ 113 (01.04.2026)"."""
    return f"№ {citation.number} ({citation.date:%d.%m.%Y})" if citation.date else f"№ {citation.number}"


def by_act(citation: Citation) -> str:
    """The act that did something: "ҚР … министрінің 01.04.2026 № 113 бұйрығымен"."""
    act = editorial.act(citation.date, citation.number, "")
    return f"{editorial.organ(citation.body)} {act} {inflect(citation.kind, 'instr', possessive=True)}".strip()
