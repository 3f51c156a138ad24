"""Russian paragraphs that direct, by their first words and their verb.

A Russian instruction begins with a unit or a preposition and has its verb in the
middle ("слова «X» заменить словами «Y»;"), so both are asked for: an infinitive
alone also stands in quoted rules. All texts are folded, in lower case.
"""

from __future__ import annotations

import re

from nqs_docs.language.formulas import spaced
from nqs_docs.language.formulas_russian import CHANGES, VERBS, WORD_NOUNS
from nqs_docs.language.russian import document_forms, ordinal_words, unit_forms

_LABEL = r"(?:\d+(?:-\d+)*[.)]\s*)?"
_NEW = r"изложить\s(?:[^\"]{0,200}?\s)?в(?:\s+следующей)?(?:\s+новой)?\s+редакции"
_ADDED = r"дополнить\s[^\"]{0,300}?следующего\s+содержания"
_INTRODUCER = re.compile(
    rf"(?:{_NEW}|{_ADDED})\s*(?P<colon>:)?\s*$|(?:изложить|дополнить)[^\":]{{0,200}}(?P<other>:)\s*$"
)
_BEFORE_TEXT = re.compile(rf"(?:{_NEW}|{_ADDED})\s*:\s*(?=\")")
_VERB = re.compile(r"(?<!\w)(?:" + "|".join(map(spaced, VERBS.values())) + r")(?!\w)")
_STARTS = frozenset(
    unit_forms().keys() | document_forms().keys() | ordinal_words().keys() | WORD_NOUNS.keys()
    | {"в", "во", "из", "после", "перед", "по", "действие", "правый", "указанные", "указанный", "указанную"}
    | {"изложить", "дополнить", "исключить", "заменить", "признать", "приостановить", "внести"}
)  # fmt: skip
_FIRST = re.compile(rf"{_LABEL}([^\W\d_]+)")
_CONTEXT = re.compile(rf"{_LABEL}(?:в|во)\s[^:;]*:\s*$", re.DOTALL)
_CHANGED = "|".join(words.replace("(?P<at>", "(?:") for words in CHANGES)
_TARGET = re.compile(rf"{_LABEL}(?:{spaced(_CHANGED)})\s*:\s*$", re.DOTALL)


def introduces(text: str) -> str:
    """ ":" or "…" where new text must (may) follow a Russian instruction, "" where none does."""
    found = _INTRODUCER.search(text) if "ть" in text else None
    return "" if found is None else ":" if found["colon"] or found["other"] else "…"


def before_text(text: str) -> int | None:
    """Where the opening mark stands if the paragraph holds instruction and quotation both."""
    found = _BEFORE_TEXT.search(text) if "ть" in text else None
    return found.end() if found else None


def directs(text: str) -> bool:
    """Whether a paragraph is a Russian instruction, a context line or an item of an order."""
    first = _FIRST.match(text)
    if first is None or first[1] not in _STARTS:
        return False
    return _VERB.search(text) is not None or _CONTEXT.match(text) is not None or is_item(text)


def is_item(text: str) -> bool:
    """Whether a paragraph begins what an order does to an act: "2. Внести в приказ … следующие изменения:"."""
    return "внести" in text and _TARGET.match(text) is not None
