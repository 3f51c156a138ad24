"""The words of editorial notes, as the official editions write them.

``Ескерту. {UNIT} жаңа редакцияда - ҚР {орган} {ДД.ММ.ГГГГ} № {N} ({commencement})
бұйрығымен.`` and ``ЗҚАИ-ның ескертпесі!`` with ``… көзделген - …`` below it.
"""

from __future__ import annotations

import re
from datetime import date

from nqs_docs.language.kazakh import inflect
from nqs_docs.language.numbers import digits
from nqs_docs.language.tables import rows

ANNOUNCEMENT = "ЗҚАИ-ның ескертпесі!"
NOTE = "Ескерту."
TITLE = "Тақырыбы"
#: Where a clause of commencement gives no day: "белгісіз күннен бастап қолданысқа енгізіледі".
UNKNOWN_DAY = "белгісіз күннен"
IN_FORCE = "қолданысқа енгізіледі"
#: How a footnote of the text itself begins (folded).
FOOTNOTES = ("ескертпе", "ескерту:", "*ескертпе", "* ескертпе")

#: What happened: case of the unit, words in force, words when announced, Russian words in a chain.
HAPPENED = {what: words for what, *words in rows("notes")}
_STATE = re.compile("^Қазақстан Республикасы(?:ның)?")
_GENITIVE = ("ның", "нің", "дың", "дің", "тың", "тің", "м.а.", "атқарушы", "атқарушысы")


def organ(body: str) -> str:
    """A body as notes name it, in the genitive: "ҚР Еңбек және халықты әлеуметтік қорғау министрінің"."""
    name = _STATE.sub("ҚР", body.strip())
    if not name or name.endswith(_GENITIVE):
        return name
    head, _, last = name.rpartition(" ")
    return f"{head} {inflect(last, 'gen')}".strip()


def act(day: date | None, number: str, clause: str) -> str:
    """An amending act in a note: "10.04.2026 № 129 (12.07.2026 бастап қолданысқа енгізіледі)"."""
    words = f"{digits(day) if day else ''} № {number}".strip()
    return f"{words} ({clause})" if clause else words


def orders(count: int) -> str:
    """The last word of a note: "бұйрығымен" or "бұйрықтарымен"."""
    return "бұйрығымен" if count == 1 else "бұйрықтарымен"


def sentence_case(text: str) -> str:
    """The first letter in upper case."""
    return text[:1].upper() + text[1:]
