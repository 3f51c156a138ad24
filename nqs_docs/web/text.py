"""The text of an edition for a page: HTML in parts, each block followed by what leads on from it.

A browser is quick with the words of a large act and slow with the anchors and links of
its thousands of units, so such an act is shown in parts of about ``PART`` letters of
markup. The whole of it on one page, for a search and for paper, is a link away: its words
without what leads on from them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from msgspec import Struct

from nqs_docs.clauses.address import address_of, eid
from nqs_docs.editions.edition import Cause
from nqs_docs.publish.document import BlockKind, Document
from nqs_docs.publish.html import Page
from nqs_docs.publish.names import act_number
from nqs_docs.publish.remarks import because, remarks, title
from nqs_docs.web.words import catalogue

PART = 90_000
_MARGIN = re.compile(" <small.*?</small>", re.DOTALL)
_USUAL = re.compile('<p(?: id="[^"]*")? class="(?:Indent|Point|Subpoint)">')
_TAG, _ID, _ORIGIN = re.compile("<[^>]*>"), re.compile(r'\bid="([^"]+)"'), re.compile(r'href="#origin-(\d+)"')


class Text(Struct, frozen=True):
    """An edition, made once for each state of the corpus and way of showing it."""

    face: str  # which act on which day
    headings: tuple[tuple[str, int, int, str], ...]  # words, level, number of the part, anchor
    parts: tuple[str, ...]  # HTML
    origins: dict[int, Cause]  # by their numbers
    places: dict[str, tuple[int, str]]  # eId: number of the part, anchor
    remarks: tuple[str, ...]
    failed: tuple[str, ...]  # registry ids of the orders with instructions that could not be applied
    whole_act: bool  # no text of it is missing

    def whole(self) -> str:
        """All parts, with anchors for headings only."""
        return _USUAL.sub("<p>", _MARGIN.sub("", "\n".join(self.parts)))

    def origins_of(self, html: str) -> list[tuple[int, Cause]]:
        """Those that a part names."""
        return [(number, self.origins[number]) for number in sorted(set(map(int, _ORIGIN.findall(html))))]


def text(shown: Document, lang: str) -> Text:
    """The words of an edition; ``lang`` is that of the words around them."""
    made = Page(shown, _Margin(lang))
    parts = tuple(_parts(made.body()))
    number = {anchor: at for at, part in enumerate(parts, 1) for anchor in _ID.findall(part)}
    places = {name: (number[anchor], anchor) for name, anchor in made.places.items()}
    titled = [block for block in shown.blocks if block.kind is BlockKind.HEADING]
    begun = [places.get(eid(address_of(shown.root, one.path)), (1, "")) for one in titled]
    headings = tuple((one.text, one.level, *place) for one, place in zip(titled, begun, strict=True))
    origins = {at: made.causes[key] for key, at in made.numbers.items()}
    failed = tuple(dict.fromkeys(outcome.operation.source for outcome in shown.failures))
    told, sound = remarks(shown, lang), not (shown.gaps or shown.root.gaps)
    return Text(title(shown.edition, lang), headings, parts, origins, places, told, failed, sound)


def _parts(blocks: Iterable[str]) -> Iterator[str]:
    """Blocks put together; a part ends before a block that begins a unit."""
    part, markup = list[str](), 0
    for block in blocks:
        if markup > PART and block.startswith(("<p id", "<h")):
            yield "\n".join(part)
            part, markup = [], 0
        part.append(block)
        markup += sum(map(len, _TAG.findall(block)))
    yield "\n".join(part)


class _Margin:
    """Links after a block: to itself, to all its wordings, to what brought its words.

    They show while it is pointed at, has the focus or was asked for; what brought the words
    stays to be seen where it is not what brought those before.
    """

    def __init__(self, lang: str) -> None:
        self.lang, self.wordings = lang, escape(catalogue(lang).gettext("wordings"))
        self.before: list[int] = []

    def __call__(self, anchor: str, causes: Sequence[tuple[int, Cause]]) -> str:
        numbers = [number for number, _ in causes]
        seen = ' class="new"' if numbers and numbers != self.before else ""
        self.before = numbers
        own = (f'<a href="#{anchor}">#</a>', f'<a href="units/{anchor}">{self.wordings}</a>') if anchor else ()
        links = (*own, *(f'<a href="#origin-{at}">{escape(told(cause, self.lang))}</a>' for at, cause in causes))
        return f" <small lang={self.lang}{seen}>{' '.join(links)}</small>" if links else ""


def told(cause: Cause, lang: str) -> str:
    """What brought a passage: "№ 129 (10.04.2026), instruction 21, from 12.07.2026"."""
    return because(cause, lang, act_number(cause.by).replace("№ ", "№\u00a0"))
