"""How acts are named in a document, as editorial notes name them."""

from __future__ import annotations

from nqs_docs.clauses.act import Citation, Kind, State, Unit, child, text
from nqs_docs.editions import notes_russian
from nqs_docs.language import editorial, russian
from nqs_docs.language.kazakh import inflect


def act_name(citation: Citation, registry_id: str = "", lang: str = "kk") -> str:
    """An act by date and number: "18.09.2023 № 391 бұйрығы"; by its registry id where it has neither."""
    if not citation.number:
        return registry_id
    if lang == "ru":
        return f"{russian.act_word(citation.kind)} {notes_russian.act(citation.date, citation.number, '')}"
    return f"{editorial.act(citation.date, citation.number, '')} {inflect(citation.kind, possessive=True)}"


def act_title(root: Unit, otherwise: str) -> str:
    """The title of an act as it stands in an edition; ``otherwise`` where it is not held there."""
    order = child(root, Kind.ORDER)
    heading = child(order, Kind.HEADING) if order else None
    return (text(heading) if heading and heading.state is State.HELD else "") or otherwise


def act_number(citation: Citation) -> str:
    """An act by its number, for a sentence of any language: "№ 113 (01.04.2026)"."""
    return f"№ {citation.number} ({citation.date:%d.%m.%Y})" if citation.date else f"№ {citation.number}"


def act_called(citation: Citation, registry_id: str, own: str, lang: str) -> str:
    """An act in a sentence: by its name in a Kazakh one or one of its ``own`` language, by its number in any other."""
    return act_number(citation) if citation.number and lang not in ("kk", own) else act_name(citation, registry_id, own)


def by_act(citation: Citation, lang: str = "kk") -> str:
    """The act that did something: "ҚР … министрінің 01.04.2026 № 113 бұйрығымен", "приказом Министра … № 113"."""
    if lang == "ru":
        act = notes_russian.act(citation.date, citation.number, "")
        return f"{russian.act_word(citation.kind, 'instr')} {notes_russian.organ(citation.body)} {act}"
    act = editorial.act(citation.date, citation.number, "")
    return f"{editorial.organ(citation.body)} {act} {inflect(citation.kind, 'instr', possessive=True)}".strip()
