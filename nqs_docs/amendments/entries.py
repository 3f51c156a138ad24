"""Every instruction of an amending act, read from its points and from the lists it approves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from nqs_docs.amendments import annex as annexes
from nqs_docs.amendments.entry import AnnexedList, Entry, annexed_lists, is_target, orders
from nqs_docs.amendments.instruction import has_verb
from nqs_docs.amendments.item import Item
from nqs_docs.amendments.paragraphs import Paragraph, item_label, paragraphs
from nqs_docs.amendments.settled import Settled
from nqs_docs.amendments.where import names_act
from nqs_docs.clauses.act import Kind, Unit, child, text_of
from nqs_docs.findings import Finding
from nqs_docs.language import formulas_russian
from nqs_docs.language.folding import fold_case
from nqs_docs.language.formulas import AMENDED_LIST, REPEALED_LIST, spaced

AMENDED = re.compile(f"{spaced(AMENDED_LIST)}|{spaced(formulas_russian.AMENDED_LIST)}")
_REPEALED = re.compile(f"{spaced(REPEALED_LIST)}|{spaced(formulas_russian.REPEALED_LIST)}")
_LONGEST_TITLE = 5_000  # characters that are looked at
_CHAPTERS = frozenset({Kind.SECTION, Kind.CHAPTER, Kind.SUBCHAPTER})
_MATTER = frozenset({Kind.POINT, Kind.INDENT, Kind.SUBPOINT, Kind.ARTICLE, Kind.TABLE})


def every_entry(source: str, root: Unit, settled: Settled) -> tuple[list[Entry], list[Finding]]:
    """What every item of the act says, in order."""
    items: list[Item] = []
    order = child(root, Kind.ORDER)
    lists: list[AnnexedList] = []
    for point in order.children if order is not None else ():
        held = paragraphs(point) if point.kind in _MATTER else ()
        if _amends(held):
            items.append(Item(source, root, None, held, settled=settled))
            lists += annexed_lists(source, held)
    found = {id(unit): said for said in lists for unit in annexes.find(root, None, said.annex)}
    for document in root.children:
        if document.kind is Kind.DOCUMENT:
            items += _read_list(source, root, document, found.get(id(document)), settled)
    missing = [said.order for said in lists if all(said is not read for read in found.values())]
    entries = [entry for item in items for entry in item.entries]
    return [*entries, *missing], [finding for item in items for finding in item.findings]


def _amends(held: Sequence[Paragraph]) -> bool:
    """Whether a point of the order holds instructions at all: registration, control, commencement do not."""
    if any(is_target(paragraph.folded) or has_verb(paragraph.folded) for paragraph in held):
        return True
    # "… № 391 бұйрығының 12-тармағы … деп оқылсын": it orders something of another act, nobody knows what
    return bool(held) and orders(held[0].folded) and names_act(held[0].text[item_label(held[0]) :])


def _read_list(source: str, root: Unit, document: Unit, said: AnnexedList | None, settled: Settled) -> Iterator[Item]:
    """The items of an approved document, if it is a list of amended or repealed acts."""
    title = title_of(document)[:_LONGEST_TITLE]
    units = list(_items(document))
    items = [paragraphs(unit) for unit in units]
    amends = AMENDED.search(title) or any(is_target(held[0].folded) for held in items if held)
    repeals = _REPEALED.search(title) is not None or (said is not None and said.repeals)
    if not (amends or repeals or said):
        return
    scope = said.scope if said is not None else None
    for unit, held, after in zip(units, items, [*items, ()][1:], strict=True):
        # "… бұйрығына мынадай өзгерістер енгізілсін:" above points that name no act
        leads = unit.kind is Kind.PART and bool(after) and not names_act(after[0].text[item_label(after[0]) :])
        item = Item(source, root, document, held, scope=scope, repeals=repeals, settled=settled, leads=leads)
        scope = item.scope if scope is not None or leads else None
        yield item


def _items(unit: Unit) -> Iterator[Unit]:
    """The points of a list, through its chapters; text outside points goes together."""
    read = [inner for inner in unit.children if inner.kind in _CHAPTERS | _MATTER]
    for numbered, group in groupby(read, lambda inner: inner.kind is Kind.POINT or inner.kind in _CHAPTERS):
        if not numbered:
            yield Unit(Kind.PART, children=tuple(group))
            continue
        for inner in group:
            yield from (inner,) if inner.kind is Kind.POINT else _items(inner)


def title_of(document: Unit) -> str:
    """The headings of an approved document, in lower case."""
    return fold_case(" ".join(text_of(unit.runs) for unit in document.children if unit.kind is Kind.HEADING))
