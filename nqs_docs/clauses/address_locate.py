"""Finding units by their address.

An address leaves out what is not needed: chapters (points are numbered through
the document), the only part of a point, the scope. ``locate`` gives every unit
that fits. Norm: Law № 480-V, art. 23.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from nqs_docs.clauses.act import Address, Kind, Step, Unit, text
from nqs_docs.clauses.sentences import label_end
from nqs_docs.clauses.titles import best_titled, heading_of
from nqs_docs.language.folding import fold_case
from nqs_docs.language.kazakh import document_form, form, unit_form
from nqs_docs.language.latin import latin
from nqs_docs.language.numbers import LAST, parse_roman

Path = tuple[int, ...]
_Found = tuple[Path, Unit]

STRUCTURE = frozenset({Kind.SECTION, Kind.CHAPTER, Kind.SUBCHAPTER})
_HOLDERS = frozenset({Kind.ARTICLE, Kind.POINT, Kind.SUBPOINT})  # what parts stand in
SCOPES = frozenset({Kind.ORDER, Kind.DOCUMENT})
_UNCOUNTED = frozenset({Kind.HEADING, Kind.CORNER, Kind.REQUISITES, Kind.APPENDIX, Kind.DOCUMENT})
# Units that an address may leave out on the way to one of that kind.
_THROUGH: dict[Kind, frozenset[Kind]] = {
    Kind.SECTION: frozenset(),
    Kind.CHAPTER: STRUCTURE,
    Kind.SUBCHAPTER: STRUCTURE,
    Kind.ARTICLE: STRUCTURE,
    Kind.POINT: STRUCTURE | {Kind.ARTICLE, Kind.PART},
    Kind.SUBPOINT: STRUCTURE | {Kind.ARTICLE, Kind.POINT, Kind.PART},
    Kind.TABLE: STRUCTURE | _HOLDERS | {Kind.PART},
    Kind.ROW: STRUCTURE | _HOLDERS | {Kind.PART, Kind.TABLE},
}
# Units without a number, counted where there are several.
COUNTED_KINDS = frozenset(
    {Kind.TABLE, Kind.CELL, Kind.SIGNATURE, Kind.AGREEMENT}
    | {Kind.CORNER, Kind.HEADING, Kind.REQUISITES, Kind.PREAMBLE}
)
_CONTAINER = frozenset({Kind.SENTENCE, Kind.NOTE})  # only in addresses: the caller cuts
_ARABIC = frozenset({Kind.ARTICLE, Kind.POINT})  # always numbered in Arabic figures
_NAMED_FORM = re.compile(r'["«“](.+)["»”]\s+нысаны$')  # "«Өтініш» нысанында": the document or appendix of that title


def locate(root: Unit, address: Address) -> tuple[Path, ...]:
    """The path of every unit of ``root`` that the address fits, in printed order.

    Paths are child indexes from the act. Without a scope the order and every
    document are searched, not the appendices. A sentence, column or footnote gives
    the unit it stands in. Tombstones are found too.
    """
    if not address.steps:
        return ((),)
    first, rest = address.steps[0], address.steps[1:]
    if first.kind is Kind.ORDER:
        found = [item for item in _scopes(root) if item[1].kind is Kind.ORDER]
    elif first.kind is Kind.DOCUMENT:
        found = _documents(root, first) or _tables(root, first)
    elif first.kind is Kind.APPENDIX:
        documents = [item for item in _scopes(root) if item[1].kind is not Kind.ORDER]
        found = [hit for path, unit in documents for hit in _appendices(path, unit, first)]
        found = found or _appendices_of_order(root, first)
    else:
        found, rest = list(_scopes(root)), address.steps
    for step in rest:
        found = [hit for path, unit in found for hit in _find(root, path, unit, step)]
    return tuple(dict.fromkeys(path for path, _ in found))


def unit_at(root: Unit, path: Path) -> Unit:
    """The unit at the end of ``path``."""
    for index in path:
        root = root.children[index]
    return root


def indents(unit: Unit, path: Path = ()) -> Iterator[_Found]:
    """Every абзац of ``unit`` as the law counts them, numbered lines included.

    Deleted units count once, as their note stands in their place. Headings,
    corners, requisites, appendices and (from outside) tables are not counted.
    """
    inside = unit.kind in (Kind.TABLE, Kind.ROW)
    for index, child in enumerate(unit.children):
        place = (*path, index)
        if child.kind is Kind.INDENT:
            yield place, child
        elif child.kind in _UNCOUNTED or (child.kind is Kind.TABLE and not inside):
            continue
        elif child.children:
            yield from indents(child, place)
        else:
            yield place, child


def _scopes(root: Unit) -> Iterator[_Found]:
    if root.kind is not Kind.ACT:
        yield (), root
        return
    for index, child in enumerate(root.children):
        if child.kind in SCOPES:
            yield (index,), child


def noun_of(name: str) -> str:
    """The head noun of a document as the tables have it ("қағида" → "қағидалар")."""
    found = document_form(name)
    return found.noun if found else fold_case(name)


def _same_noun(unit: Unit, name: str) -> bool:
    return noun_of(unit.name) == noun_of(name) or (name.isascii() and latin(unit.name) == name)


def _documents(root: Unit, step: Step) -> list[_Found]:
    """Documents by head noun; a title tells apart those that share it."""
    every = [item for item in _scopes(root) if item[1].kind is Kind.DOCUMENT]
    found = every
    if step.name or not step.label:
        found = [item for item in every if not step.name or _same_noun(item[1], step.name)]
    if not found:
        found = [hit for path, unit in every for hit in _explanations(path, unit) if _same_noun(hit[1], step.name)]
    if not found and (name := _NAMED_FORM.search(step.title)):
        blanks = [*every, *(hit for path, unit in every for hit in _children(path, unit, Kind.APPENDIX))]
        return [hit for hit in blanks if fold_case(heading_of(hit[1])).strip() == fold_case(name[1]).strip()]
    if step.label.isdecimal():
        return found[int(step.label) - 1 : int(step.label)] if int(step.label) else []
    return best_titled(found, step.title) if step.title else found


def _explanations(path: Path, unit: Unit) -> Iterator[_Found]:
    """Appendices called by a noun of their own: "… нысанын толтыру жөніндегі түсіндірме"."""
    for index, child in enumerate(unit.children):
        if child.kind is Kind.APPENDIX:
            if child.name:
                yield (*path, index), child
            yield from _explanations((*path, index), child)


def _tables(root: Unit, step: Step) -> list[_Found]:
    """ "кестенің 2-жолы" where no approved document is called so."""
    if step.name != form(Kind.TABLE):
        return []
    wanted = Step(Kind.TABLE, step.label)
    return [hit for path, unit in _scopes(root) for hit in _find(root, path, unit, wanted)]


def _find(root: Unit, path: Path, unit: Unit, step: Step) -> list[_Found]:
    """What the step means inside ``unit``: none, one or several units."""
    kind = step.kind
    if kind in _CONTAINER:
        return [(path, unit)]
    if kind is Kind.COLUMN:
        return _nth(_children(path, unit, Kind.CELL), step.label) if unit.kind is Kind.ROW else [(path, unit)]
    if kind is Kind.INDENT:
        return _nth(list(indents(unit, path)), step.label)
    if kind is Kind.PART:
        parts = (_children(at, holder, Kind.PART) for at, holder in _holders(path, unit))
        return [hit for one in parts for hit in _nth(one, step.label)]
    if kind is Kind.APPENDIX:
        return _appendices_of_order(root, step) if unit.kind is Kind.ORDER else _appendices(path, unit, step)
    if kind in COUNTED_KINDS:
        hits = list(search(path, unit, kind))
        return _nth(hits, step.label) if step.label else hits
    if step.label.startswith(("#", '"')):
        return _nth(list(search(path, unit, kind)), step.label.removeprefix("#"))
    found = labelled(path, unit, kind, step.label)
    if found or kind in _ARABIC:
        return found
    return [hit for hit in search(path, unit, kind) if same_label(hit[1].label, step.label)]


def search(path: Path, unit: Unit, kind: Kind) -> Iterator[_Found]:
    """Units of ``kind`` below ``unit``, through those that an address may leave out."""
    through = _THROUGH.get(kind, frozenset())
    for index, child in enumerate(unit.children):
        if child.kind is kind:
            yield (*path, index), child
        elif child.kind in through:
            yield from search((*path, index), child, kind)


def labelled(path: Path, unit: Unit, kind: Kind, label: str) -> list[_Found]:
    """Units below that bear exactly this number; the hot loop of applying amendments."""
    here = numbers(numbered(unit), kind)
    found = [((*path, at), unit.children[at]) for at in here.index.get(label, ())]
    for index in here.inner:
        found += labelled((*path, index), unit.children[index], kind, label)
    return found


class Numbers(Struct, frozen=True, gc=False):
    """The numbers of the units of one kind right below another: kept as long as that one does not change."""

    index: dict[str, list[int]]  # child indexes by label
    inner: tuple[int, ...]  # indexes of the children through which numbering goes on


@lru_cache(maxsize=4096)
def numbers(key: ByIdentity, kind: Kind) -> Numbers:
    """Where each number of ``kind`` stands right below a unit."""
    through, children = _THROUGH.get(kind, frozenset()), key.unit.children
    index: dict[str, list[int]] = {}
    for at, child in enumerate(children):
        if child.kind is kind:
            index.setdefault(child.label, []).append(at)
    inner = [at for at, child in enumerate(children) if child.kind in through and child.kind is not kind]
    return Numbers(index, tuple(inner))


def _children(path: Path, unit: Unit, kind: Kind) -> list[_Found]:
    return [((*path, index), child) for index, child in enumerate(unit.children) if child.kind is kind]


def _nth(found: list[_Found], label: str) -> list[_Found]:
    if label == LAST:
        return found[-1:]
    if label.startswith('"'):
        return [hit for hit in found if is_called(hit[1], label)]
    return found[int(label) - 1 : int(label)] if label.isdecimal() and int(label) else []


def is_called(unit: Unit, words: str) -> bool:
    """Whether a unit reads so, its number left out or not; of a row one cell is enough."""
    said = text(unit)
    beside = unit.children if unit.kind is Kind.ROW else ()
    return words_of(words) in (words_of(said), words_of(said[label_end(said) :])) or any(
        is_called(cell, words) for cell in beside
    )


def words_of(text: str) -> list[str]:
    """The words of a text as they are compared."""
    return re.findall(r"\w+", fold_case(text))


def _holders(path: Path, unit: Unit) -> list[_Found]:
    if unit.kind in _HOLDERS:
        return [(path, unit)]
    return [*search(path, unit, Kind.ARTICLE), *search(path, unit, Kind.POINT)]


def _appendices(path: Path, unit: Unit, step: Step) -> list[_Found]:
    """Appendices by number; "қосымша" without one is the only one."""
    found = _children(path, unit, Kind.APPENDIX)
    if not step.label and len(found) == 1:
        return found
    return [hit for hit in found if same_label(hit[1].label, step.label)]


def _appendices_of_order(root: Unit, step: Step) -> list[_Found]:
    """ "бұйрыққа 2-қосымша": the approved document whose corner says so."""
    loose = _appendices((), root, step)
    if loose:
        return loose
    documents = [item for item in _scopes(root) if item[1].kind is Kind.DOCUMENT]
    if not step.label:
        return documents if len(documents) == 1 else []
    numbers = [corner_number(unit) for _, unit in documents]
    if any(numbers):
        return [item for item, number in zip(documents, numbers, strict=True) if number == step.label]
    return _nth(documents, step.label) if len(documents) > 1 else []


def corner_number(unit: Unit) -> str:
    """The number in "… бұйрығына 2-қосымша" of a document's corner, or ""."""
    corner = next((child for child in unit.children if child.kind is Kind.CORNER), None)
    for word in fold_case(text(corner)).split() if corner else ():
        number, _, noun = word.strip('",.;').rpartition("-")
        found = unit_form(noun) if number else None
        if found is not None and found.kind == Kind.APPENDIX:
            return number
    return ""


def same_label(label: str, other: str) -> bool:
    """Whether two printed numbers are one: "VI" and "6" are."""
    return label == other or (bool(label and other) and _value(label) == _value(other))


@lru_cache(maxsize=65536)
def _value(label: str) -> str:
    number = parse_roman(label) if label.isalpha() else None
    return str(number) if number else fold_case(label)


class ByIdentity:
    """A unit as a key by identity: its value would take a walk to compare."""

    __slots__ = ("unit",)

    def __init__(self, unit: Unit) -> None:
        self.unit = unit

    def __hash__(self) -> int:
        return id(self.unit)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ByIdentity) and other.unit is self.unit


_NUMBERED: dict[int, tuple[Unit, ByIdentity]] = {}
_MOST_NUMBERED = 4096


def numbered(unit: Unit) -> ByIdentity:
    """The key of ``unit`` and of all whose children bear the same numbers: what was worked out of one holds for all."""
    found = _NUMBERED.get(id(unit))
    return found[1] if found is not None else ByIdentity(unit)


def keeps_numbers(unit: Unit, old: Unit) -> None:
    """Remembers that the children of ``unit`` have the kinds, numbers and states of those of ``old``."""
    if len(_NUMBERED) >= _MOST_NUMBERED:
        _NUMBERED.clear()
    _NUMBERED[id(unit)] = unit, numbered(old)
