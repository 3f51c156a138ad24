"""Paragraphs that direct: instructions, context lines, items of an amending order.

Known here by their last words only, as far as the structure of an act needs it:
what introduces quoted new text, and what can never be quoted text. What an
instruction does is read in ``amendments``. All texts are folded, in lower case.
"""

from __future__ import annotations

import re

from nqs_docs.clauses import instructions_russian
from nqs_docs.language.formulas import RUSSIAN_STAYS, phrases, spaced

_SAID = phrases("instruction_ends")
_INTRODUCERS = _SAID["introducer"]
# Whatever else is ordered with a colon may be followed by it; "… өзгерістер енгізілсін:" is followed by instructions.
_ORDERS = r"(?:сын|сін)(?<!енгізілсін)(?<!танылсын)\s*:"
_COLON_AND_TEXT = re.compile(r"с[ыі]н\s*:\s*\"")
_STAYS = rf"(?:{spaced(RUSSIAN_STAYS)})?"
_INTRODUCER = re.compile(rf"(?:(?:{_INTRODUCERS}){_STAYS}\s*(?P<colon>:)?|{_ORDERS})\s*$")
_BEFORE_TEXT = re.compile(rf"(?:(?:{_INTRODUCERS}){_STAYS}\s*:|{_ORDERS})\s*(?=\")")
_INSTRUCTION = re.compile(rf"(?:{_SAID['verb']})(?:сын|сін){_STAYS}\s*[:;.]?\s*$")
_OF_WORDS = re.compile(rf"\".{{0,1500}}?\"\s*деген\s+(?:{_SAID['cited']})", re.DOTALL)
_LOCATIVE = re.compile(rf"(?:{_SAID['headed']})[дт][ае]\s*(?:\([^()]*\)\s*)?:\s*$")
# "… № 380 бұйрығына (…) мынадай өзгерістер мен толықтырулар енгізілсін:"
_ITEM = re.compile(r"(?:өзгеріс|толықтыру)[^\"]{0,60}\sенгізілсін\s*:\s*$")
_OF_ACT = re.compile(r"(?:бұйры[қғ]|қаулы|шешім|заң|өкім)\w*[\s(]")
_TAIL = 320  # how much text before its end a formula may need
_LOCATIVE_TAIL = 160
_MAY_END = (":", ";", ".", "н")  # what an instruction ends with


def introduces(text: str) -> str:
    """ ":" or "…" where new text must (may) follow the paragraph, "" where none does.

    "3-тармақ мынадай редакцияда жазылсын:" must be followed by it; without the colon
    it may ("… осы тізбеге 1-қосымшаға сәйкес жаңа редакцияда жазылсын;" is not).
    """
    if not text.rstrip().endswith((":", "сын", "сін")):
        return instructions_russian.introduces(text) if text.rstrip().endswith("редакции") else ""
    found = _INTRODUCER.search(text, max(0, len(text) - _TAIL))
    return instructions_russian.introduces(text) if not found else ":" if found["colon"] else "…"


def before_text(text: str) -> int | None:
    """Where the opening mark stands if the paragraph holds instruction and quotation both."""
    found = _BEFORE_TEXT.search(text) if _COLON_AND_TEXT.search(text) else None
    if found is None:
        return instructions_russian.before_text(text)
    return found.end() if not is_of_words(text[found.end() :]) else None


def is_of_words(text: str) -> bool:
    """Whether a paragraph that begins with a quote is an instruction on words, not new text."""
    ordered = _INSTRUCTION.search(text, max(0, len(text) - _TAIL)) if "деген" in text else None
    return ordered is not None and _OF_WORDS.match(text.lstrip()) is not None


def is_boundary(text: str) -> bool:
    """Whether a paragraph is an instruction, a context line or an item of an order, and no quoted text."""
    stripped = text.strip()
    if not stripped.endswith(_MAY_END):
        return stripped.endswith('"') and instructions_russian.directs(stripped)
    if stripped.startswith('"'):
        return is_of_words(stripped)
    return _directs(stripped)


def leads(text: str) -> bool:
    """Whether a paragraph is a boundary after which text or instructions must follow."""
    return text.rstrip().endswith(":") and is_boundary(text)


def is_amending(text: str) -> bool:
    """Whether quoted text is an instruction itself: an order that amends an amending order."""
    stripped = text.strip()
    return _directs(stripped) or before_text(stripped) is not None


def is_item(text: str) -> bool:
    """Whether a paragraph begins what an order does to an act: "2. "…" … бұйрығына … енгізілсін:"."""
    if _ITEM.search(text, max(0, len(text) - _TAIL)) and _OF_ACT.search(text):
        return True
    return instructions_russian.is_item(text)


def _directs(stripped: str) -> bool:
    tail = stripped[-_TAIL:]
    if ("сын" in tail or "сін" in tail) and _INSTRUCTION.search(tail):
        return True
    if stripped.endswith(":") and _LOCATIVE.search(stripped, max(0, len(stripped) - _LOCATIVE_TAIL)):
        return True
    return instructions_russian.directs(stripped)
