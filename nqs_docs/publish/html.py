"""HTML: one self-contained page without scripts, to be read, heard and printed.

Anchors are eIds: each unit that begins with a block lends it its eId, so that the
first block of point 7 answers to the point, its first part and its first indent.
A passage that an instruction brought is an insertion with its date; the order and
the words of the instruction show while it is pointed at or has the focus, and are
listed at the end for those who hear or print the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from importlib import resources
from itertools import groupby
from string import Template

import msgspec

from nqs_docs.clauses.act import Citation, Kind, NoteKind, Run, State, leaves
from nqs_docs.clauses.address import address_of, eid
from nqs_docs.clauses.address_locate import Path, unit_at
from nqs_docs.editions.edition import Cause
from nqs_docs.editions.tree import along
from nqs_docs.language.messages import message
from nqs_docs.publish.document import BlockKind, Document
from nqs_docs.publish.names import act_name, act_number
from nqs_docs.publish.remarks import alarm, because, face, shortened, title
from nqs_docs.publish.word_body import Printed, groups, heads, is_signed, printed, properties, spans

#: What stands after a block: made of the eId that leads to it ("" where no unit begins) and of the numbered
#: events that brought its words; HTML.
Margin = Callable[[str, Sequence[tuple[int, Cause]]], str]


def write(document: Document) -> str:
    """A file: a page that needs nothing but itself."""
    name, *remarks = map(escape, face(document))
    page, files = Page(document), resources.files("nqs_docs.publish")
    alarmed = alarm(document)
    told = (f"<p><strong>{line}</strong></p>" if line in alarmed else f"<p>{line}</p>" for line in remarks)
    parts: dict[str, Iterable[str]] = {"remarks": told, "contents": page.contents(), "switch": page.switch()}
    parts |= {"body": page.body(), "origins": page.origins()}
    return Template(files.joinpath("html_page.html").read_text(encoding="utf-8")).substitute(
        {part: "".join(f"{line}\n" for line in lines) for part, lines in parts.items()},
        lang=document.edition.lang,
        title=escape(title(document.edition)),
        data=_linked_data(document),
        style=files.joinpath("html_page.css").read_text(encoding="utf-8"),
        name=name,
    )


class Page:
    """What the parts of a page must know of each other: numbers of origins, levels of headings, anchors given."""

    def __init__(self, document: Document, margin: Margin | None = None) -> None:
        """With a ``margin`` a block has one anchor, that of the largest unit it begins, and origins stand beside it."""
        self.document, self.margin = document, margin
        self.places: dict[str, str] = {}  # eIds, each with the anchor that leads to it; filled by ``body``
        self.root = document.root
        self.causes = {cause.key: cause for cause in document.causes}
        shown = {run.cause or self._told(block.path) for block in document.blocks for run in block.runs}
        shown |= {block.cause for block in document.blocks}
        self.numbers = {key: number for number, key in enumerate(filter(shown.__contains__, self.causes), 1)}
        self.levels: list[int] = []
        self.before: Path = document.path

    def contents(self) -> Iterator[str]:
        """The headings as links."""
        headings = [block for block in self.document.blocks if block.kind is BlockKind.HEADING]
        if len(headings) < 2:
            return
        name = message("publish.contents", self.document.edition.lang)
        yield f'<nav aria-label="{name}"><details open><summary>{name}</summary><ul>'
        for block in headings:
            yield f'<li class="l{block.level}"><a href="#{self._eid(block.path)}">{escape(block.text)}</a></li>'
        yield "</ul></details></nav>"

    def switch(self) -> Iterator[str]:
        """A box that hides the notes when it is cleared; the style does the rest."""
        if any(block.kind in (BlockKind.NOTE, BlockKind.DELETED) for block in self.document.blocks):
            yield '<input type="checkbox" id="show-notes" checked>'
            yield f'<label for="show-notes">{message("publish.show-notes", self.document.edition.lang)}</label>'

    def body(self) -> Iterator[str]:
        """The text: a paragraph, a table or a signature at a time."""
        for group in groups(printed(self.document)):
            first = group[0].block
            if first.kind is BlockKind.ROW:
                yield "\n".join(self._table(group))
            elif first.kind is BlockKind.SIGNATURE and is_signed(group):
                yield "\n".join(('<div class="signed">', *map(self._paragraph, group), "</div>"))
            else:
                yield from map(self._paragraph, group)

    def origins(self) -> Iterator[str]:
        """Every origin in words."""
        if not self.numbers:
            return
        name = message("publish.origins", self.document.edition.lang)
        yield f'<aside aria-label="{name}"><h2>{name}</h2><ol>'
        for key, number in self.numbers.items():
            yield f'<li id="origin-{number}">{escape(_origin(self.causes[key]))}</li>'
        yield "</ol></aside>"

    def _eid(self, path: Path) -> str:
        return eid(address_of(self.root, path))

    def _anchors(self, item: Printed) -> list[str]:
        """eIds of the units that begin with this block, the innermost first; a note begins what is deleted only."""
        block, before = item.block, self.before
        if block.kind is BlockKind.NOTE and unit_at(self.root, block.path).state is not State.DELETED:
            return []
        if before[: len(block.path)] == block.path:
            return []
        self.before = block.path
        shared = next((n for n, (a, b) in enumerate(zip(before, block.path, strict=False)) if a != b), len(before))
        paths = [block.path[:length] for length in range(len(block.path), shared, -1)]
        named = [path for path in paths if unit_at(self.root, path).kind is not Kind.TABLE]
        return self._kept(list(dict.fromkeys(map(self._eid, named))))

    def _kept(self, anchors: list[str]) -> list[str]:
        """All of them in a file; beside a margin the last one, to which the others lead."""
        shown = anchors[-1:] if self.margin else anchors
        self.places.update((anchor, shown[-1]) for anchor in anchors)
        return shown

    def _told(self, path: Path) -> str:
        """The event that a printed note tells of, where it brought the whole wording of a unit around."""
        found = ""
        for unit in along(self.root, path):
            key = unit.cause if unit.state is State.HELD else ""
            event = self.causes[key].event if key in self.causes else None
            if event and event.kind in (NoteKind.REDACTION, NoteKind.INSERTED):
                found = key
        return found

    def _paragraph(self, item: Printed) -> str:
        block, anchors = item.block, self._anchors(item)
        tag = f"h{self._level(block.level)}" if block.kind is BlockKind.HEADING else "p"
        words = self._words(block.runs, block.path) if block.runs else _escaped(block.text)
        margin = self._beside(anchors, block.runs, block.path, block.cause)
        return f'<{tag}{_id(anchors)} class="{item.style}">{_more(anchors)}{words}{margin}</{tag}>'

    def _beside(self, anchors: list[str], runs: Iterable[Run], path: Path, state: str = "") -> str:
        """The margin of a block."""
        if self.margin is None:
            return ""
        around = self._told(path)
        keys = dict.fromkeys(key for key in (state, *(run.cause or around for run in runs)) if key in self.numbers)
        return self.margin(anchors[-1] if anchors else "", [(self.numbers[key], self.causes[key]) for key in keys])

    def _level(self, level: int) -> int:
        """No level is left out below the title of the page, whichever headings are held."""
        while self.levels and self.levels[-1] >= level:
            self.levels.pop()
        self.levels.append(level)
        return 1 + len(self.levels)

    def _table(self, group: Sequence[Printed]) -> Iterator[str]:
        rows = [item.texts for item in group]
        columns, head = max(map(len, rows)), heads(rows)
        name = message("publish.table", self.document.edition.lang)
        yield f'<div class="wide" role="region" tabindex="0" aria-label="{name}">'
        yield "<table>"
        yield "<thead>" if head else "<tbody>"
        for number, item in enumerate(group):
            cells = spans(item.texts, columns)
            if number and (number == head or len(cells) < len(item.texts)):
                yield "</thead><tbody>" if number == head else "</tbody><tbody>"
            yield self._row(item, cells, number < head)
        yield "</tbody></table></div>"

    def _row(self, item: Printed, cells: Sequence[int], head: bool) -> str:
        anchors, path = self._anchors(item), item.block.path
        row, shown = unit_at(self.root, path), list[str]()
        margin = self._beside(anchors, [run for leaf in leaves(row) for run in leaf.runs], path)
        for index, (span, text) in enumerate(zip(cells, item.texts, strict=False)):
            words = " ".join(self._words(leaf.runs, path) for leaf in leaves(row.children[index]))
            alone = len(cells) < len(item.texts)
            scope = "col" if head else "rowgroup" if alone else "row" if index == 0 else ""
            tag = f'th scope="{scope}"' if scope and text else "td"
            wide = f' colspan="{span}"' if span > 1 else ""
            before, after = ("", "") if index else (_more(anchors), margin)
            name = self._eid((*path, index))
            self.places.update((name, anchor) for anchor in anchors)  # beside a margin the row leads to it
            cell = "" if self.margin else f' id="{name}"'
            shown.append(f"<{tag}{wide}{cell}>{before}{words}{after}</{tag[:2]}>")
        return f"<tr{_id(anchors)}>{''.join(shown)}</tr>"

    def _words(self, runs: Iterable[Run], path: Path) -> str:
        """Text with its origins."""
        parts, around = [], self._told(path)
        for key, group in groupby(runs, key=lambda run: run.cause or around):
            words = _escaped("".join(run.text for run in group))
            parts.append(self._brought(key, words) if key in self.numbers else words)
        return "".join(parts)

    def _brought(self, key: str, words: str) -> str:
        cause, number = self.causes[key], self.numbers[key]
        told = f' tabindex="0" aria-describedby="origin-{number}" data-origin="{escape(_origin(cause))}"'
        return f'<ins datetime="{cause.in_force.earliest}"{"" if self.margin else told}>{words}</ins>'


def _origin(cause: Cause) -> str:
    """Order, instruction and day, then the words of the instruction."""
    words = f": {shortened(cause.operation.instruction)}" if cause.operation else ""
    return because(cause) + words


def _escaped(text: str) -> str:
    return escape(text, quote=False).replace("\n", "<br>")


def _id(anchors: list[str]) -> str:
    return f' id="{anchors[0]}"' if anchors else ""


def _more(anchors: list[str]) -> str:
    return "".join(f'<span id="{anchor}"></span>' for anchor in anchors[1:])


# --- for search engines -------------------------------------------------------------------


def _linked_data(document: Document) -> str:
    """A ``Legislation`` of schema.org, as JSON in which nothing ends a ``script`` element or begins another."""
    edition = document.edition
    about = properties(edition, title(edition), edition.on.isoformat())
    orders = {act_number(cause.by): _act(cause.by, cause.by_id) for cause in document.causes}
    value = _act(edition.citation, edition.act) | {
        "@context": "https://schema.org",
        "name": about.subject,
        "alternateName": about.title,
        "inLanguage": "kk",
        "legislationJurisdiction": "KZ",
        "legislationDateVersion": about.version,
        "legislationLegalForce": f"https://schema.org/{'Not' * (edition.root.state is State.DELETED)}InForce",
        "legislationConsolidates": list(orders.values()),
    }
    if edition.in_force:
        value["temporalCoverage"] = f"{edition.in_force.earliest}/.."
    text = msgspec.json.encode({key: entry for key, entry in value.items() if entry}).decode()
    return re.sub("[<>&\u2028\u2029]", lambda found: f"\\u{ord(found[0]):04x}", text)


def _act(citation: Citation, registry_id: str) -> dict[str, object]:
    value: dict[str, object] = {
        "@type": "Legislation",
        "name": act_name(citation, registry_id),
        "legislationIdentifier": registry_id,
        "legislationType": citation.kind,
        "legislationDate": citation.date,
        "legislationPassedBy": {"@type": "GovernmentOrganization", "name": citation.body} if citation.body else None,
    }
    return {key: entry for key, entry in value.items() if entry}
