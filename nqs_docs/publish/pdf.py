"""PDF: an edition for the archive, PDF/A-2a: tagged, its fonts inside, bookmarks for its headings.

``pdf_edition.typ`` says how a page looks, in the manner of the Word edition; this module
tells it what stands there, as JSON. Only the fonts of the compiler are used, which
have the Kazakh letters Ә Ғ Қ Ң Ө Ұ Ү Һ І. A character that none of them has, or
that an archive may not hold, is spelled by its number, «[U+65E5]»: nothing is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from functools import cache
from importlib import resources

import msgspec
import typst

from nqs_docs.publish import ooxml
from nqs_docs.publish.document import BlockKind, Document
from nqs_docs.publish.remarks import alarm, face, title
from nqs_docs.publish.word_body import Printed, groups, heads, is_signed, is_wide, laid, printed, properties

_Item = dict[str, object]
#: Letters and signs that the fonts are known to have; all others are tried.
KNOWN = re.compile("[\t\n\x20-\x7e\xa0-\xac\xae-\xffА-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі–—‘’“”„…№]+")
_BREAK = "\u200b"
#: As many letters as a line surely holds: a longer word, as the blank of a form, may be broken anywhere.
_LINE = 40
_MARGINS, _LETTER, _SMALL = 170, 140, 104  # of a cell and its letters, in twentieths of a point


def write(document: Document) -> bytes:
    """A file: what must be known of the edition, then its text."""
    about = properties(document.edition, title(document.edition), f"{document.edition.on:%d.%m.%Y}")
    told = [broken(line) for line in face(document)]
    return compiled(about, face=told, alarm=alarm(document), items=list(_items(document)))


def compiled(about: ooxml.Properties, **page: object) -> bytes:
    """A file of what ``pdf_edition.typ`` is told of a page; it is as old as ``about`` says."""
    day = about.created
    head = {
        "title": printable(about.title),
        "author": printable(about.author or about.identifier),
        "subject": printable(about.subject),
        "keywords": printable(about.keywords).split("; "),
        "on": (day.year, day.month, day.day),
    }
    data = typst.compile(
        resources.files("nqs_docs.publish").joinpath("pdf_edition.typ").read_bytes(),
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs={"edition": msgspec.json.encode(head | page).decode()},
        pdf_standards="a-2a",
        timestamp=datetime(day.year, day.month, day.day, tzinfo=UTC),
    )
    assert isinstance(data, bytes)
    return data


def printable(text: str) -> str:
    """The text with every character spelled that cannot be printed."""
    return "".join(c if KNOWN.match(c) or _has(c) else f"[U+{ord(c):04X}]" for c in text)


@cache
def _has(character: str) -> bool:
    """Whether an archive may hold the character and a font has it."""
    try:
        compiled(ooxml.Properties("", "", "", "", date(2000, 1, 1)), face=[character], alarm=[], items=[])
    except typst.TypstError:
        return False
    return True


def broken(text: str, room: int = _LINE) -> str:
    """Text whose words longer than ``room`` letters may be broken."""
    return re.sub(rf"[^\s-]{{{room + 1},}}", lambda found: _BREAK.join(found[0]), printable(text))


def _items(document: Document) -> Iterable[_Item]:
    for number, group in enumerate(groups(printed(document))):
        first = group[0].block
        if first.kind is BlockKind.ROW:
            yield _table(group)
        elif first.kind is BlockKind.SIGNATURE and is_signed(group):
            office = "\n".join(broken(item.block.text) for item in group[:-1])
            yield {"style": "Signed", "office": office, "name": broken(group[-1].block.text)}
        else:
            for item in group:
                keep = item is not group[-1]
                yield {"style": item.style, "text": broken(item.block.text), "keep": keep, "begins": bool(number)}


def _table(group: Sequence[Printed]) -> _Item:
    rows = [item.texts for item in group]
    small, head = is_wide(rows), heads(rows)
    widths = ooxml.columns(rows, ooxml.UPRIGHT, small)
    cells = [_row(row, widths, small, number < head) for number, row in enumerate(rows)]
    return {"style": "Table", "widths": widths, "small": small, "heads": head, "rows": cells}


def _row(texts: Sequence[str], widths: Sequence[int], small: bool, head: bool) -> list[_Item]:
    cells = zip(texts, laid(texts, widths, head), strict=False)
    return [{"text": broken(text, room(width, small)), "span": n, "side": side} for text, (n, width, side) in cells]


def room(width: int, small: bool) -> int:
    """How many letters a line of a cell surely holds."""
    return max((width - _MARGINS) // (_SMALL if small else _LETTER), 1)
