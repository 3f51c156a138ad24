"""Finding units by their address, and the address of a unit.

An address leaves out what is not needed: chapters (points are numbered through
the document), the only part of a point, the scope. ``locate`` gives every unit
that fits; ``address_of`` writes the full address. Norm: Law № 480-V, art. 23.
"""

from __future__ import annotations

from collections.abc import Iterator

from nqs_docs.clauses.act import Address, Kind, Step, Unit, text
from nqs_docs.language.folding import fold_case
from nqs_docs.language.kazakh import document_form, unit_form
from nqs_docs.language.latin import latin
from nqs_docs.language.numbers import parse_roman

Path = tuple[int, ...]
_Found = tuple[Path, Unit]

_STRUCTURE = frozenset({Kind.SECTION, Kind.CHAPTER, Kind.SUBCHAPTER})
_HOLDERS = frozenset({Kind.ARTICLE, Kind.POINT, Kind.SUBPOINT})  # what parts stand in
_SCOPES = frozenset({Kind.ORDER, Kind.DOCUMENT})
# Units that an address may leave out on the way to one of that kind.
_THROUGH: dict[Kind, frozenset[Kind]] = {
    Kind.SECTION: frozenset(),
    Kind.CHAPTER: _STRUCTURE,
    Kind.SUBCHAPTER: _STRUCTURE,
    Kind.ARTICLE: _STRUCTURE,
    Kind.POINT: _STRUCTURE | {Kind.ARTICLE, Kind.PART},
    Kind.SUBPOINT: _STRUCTURE | {Kind.ARTICLE, Kind.POINT, Kind.PART},
    Kind.TABLE: _STRUCTURE | _HOLDERS | {Kind.PART},
    Kind.ROW: _STRUCTURE | _HOLDERS | {Kind.PART, Kind.TABLE},
}
_COUNTED = frozenset({Kind.TABLE, Kind.CELL, Kind.SIGNATURE, Kind.AGREEMENT})
_CONTAINER = frozenset({Kind.SENTENCE, Kind.NOTE})  # only in addresses: the caller cuts
_STEM = 5  # letters by which words of a title are compared: endings differ


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
        found = _documents(root, first)
    else:
        found, rest = list(_scopes(root)), address.steps
    for index, step in enumerate(rest):
        nearer = [hit for path, unit in found for hit in _find(root, path, unit, step)]
        if not nearer and index == 0 and step.kind is Kind.APPENDIX and first.kind is Kind.APPENDIX:
            nearer = _appendices_of_order(root, step)
        found = nearer
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


_UNCOUNTED = frozenset({Kind.HEADING, Kind.CORNER, Kind.REQUISITES, Kind.APPENDIX, Kind.DOCUMENT})


def _scopes(root: Unit) -> Iterator[_Found]:
    if root.kind is not Kind.ACT:
        yield (), root
        return
    for index, child in enumerate(root.children):
        if child.kind in _SCOPES:
            yield (index,), child


def _noun(name: str) -> str:
    found = document_form(name)
    return found.noun if found else fold_case(name)


def _same_noun(unit: Unit, name: str) -> bool:
    return _noun(unit.name) == _noun(name) or (name.isascii() and latin(unit.name) == name)


def _documents(root: Unit, step: Step) -> list[_Found]:
    """Documents by head noun; a title only ranks those that share it."""
    found = [item for item in _scopes(root) if item[1].kind is Kind.DOCUMENT]
    if step.name or not step.label:
        found = [item for item in found if not step.name or _same_noun(item[1], step.name)]
    if step.label.isdigit():
        return found[int(step.label) - 1 : int(step.label)] if int(step.label) else []
    if step.title and len(found) > 1:
        wanted = _stems(step.title)
        scores = [len(wanted & _stems(_heading(unit))) for _, unit in found]
        found = [item for item, score in zip(found, scores, strict=True) if score == max(scores)]
    return found


def _heading(unit: Unit) -> str:
    return " ".join(text(child) for child in unit.children if child.kind is Kind.HEADING)


def _stems(title: str) -> frozenset[str]:
    return frozenset(word.strip('".,()')[:_STEM] for word in fold_case(title).split())


def _find(root: Unit, path: Path, unit: Unit, step: Step) -> list[_Found]:
    """What the step means inside ``unit``: none, one or several units."""
    kind = step.kind
    if kind in _CONTAINER:
        return [(path, unit)]
    if kind is Kind.COLUMN:
        cells = _nth(_children(path, unit, Kind.CELL), step.label) if unit.kind is Kind.ROW else []
        return cells or [(path, unit)]
    if kind is Kind.INDENT:
        return _nth(list(indents(unit, path)), step.label)
    if kind is Kind.PART:
        return [hit for place, holder in _holders(path, unit) for hit in _parts(place, holder, step.label)]
    if kind is Kind.APPENDIX:
        return _appendices_of_order(root, step) if unit.kind is Kind.ORDER else _appendices(path, unit, step)
    hits = list(_search(path, unit, kind))
    if kind in _COUNTED:
        return _nth(hits, step.label) if step.label else hits
    if kind is Kind.ROW and step.label.startswith("#"):
        return _nth(hits, step.label[1:])
    return [hit for hit in hits if same_label(hit[1].label, step.label)]


def _search(path: Path, unit: Unit, kind: Kind) -> Iterator[_Found]:
    """Units of ``kind`` below ``unit``, through those that an address may leave out."""
    through = _THROUGH.get(kind, frozenset())
    for index, child in enumerate(unit.children):
        if child.kind is kind:
            yield (*path, index), child
        elif child.kind in through:
            yield from _search((*path, index), child, kind)


def _children(path: Path, unit: Unit, kind: Kind) -> list[_Found]:
    return [((*path, index), child) for index, child in enumerate(unit.children) if child.kind is kind]


def _nth(found: list[_Found], label: str) -> list[_Found]:
    return found[int(label) - 1 : int(label)] if label.isdigit() and int(label) else []


def _holders(path: Path, unit: Unit) -> list[_Found]:
    if unit.kind in _HOLDERS:
        return [(path, unit)]
    return [*_search(path, unit, Kind.ARTICLE), *_search(path, unit, Kind.POINT)]


def _parts(path: Path, holder: Unit, label: str) -> list[_Found]:
    return _nth(_children(path, holder, Kind.PART), label)


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
    numbers = [_corner_number(unit) for _, unit in documents]
    if any(numbers):
        return [item for item, number in zip(documents, numbers, strict=True) if number == step.label]
    return _nth(documents, step.label) if len(documents) > 1 else []


def _corner_number(unit: Unit) -> str:
    """The number in "… бұйрығына 2-қосымша" of a document's corner, or ""."""
    corner = next((child for child in unit.children if child.kind is Kind.CORNER), None)
    for word in fold_case(text(corner)).split() if corner else ():
        number, _, noun = word.strip('",.;').rpartition("-")
        form = unit_form(noun) if number else None
        if form is not None and form.kind == Kind.APPENDIX:
            return number
    return ""


def same_label(label: str, other: str) -> bool:
    """Whether two printed numbers are one: "VI" and "6" are."""
    return label == other or (bool(label and other) and _value(label) == _value(other))


def _value(label: str) -> str:
    number = parse_roman(label) if label.isalpha() else None
    return str(number) if number else fold_case(label)


def address_of(root: Unit, path: Path) -> Address:
    """The full, canonical address of the unit at ``path``.

    Parts are named where there is more than one, chapters where the number is
    not theirs alone in the document (a параграф always with its chapter).
    """
    steps: list[Step] = []
    named: _Found = ((), root)  # the last unit that has a step
    for depth, index in enumerate(path):
        parent, place = unit_at(root, path[:depth]), path[: depth + 1]
        unit = parent.children[index]
        last = depth + 1 == len(path)
        step = _step_of(root, parent, place, unit, named, last)
        if step is not None:
            steps.append(step)
            named = (place, unit)
    return Address(_without_structure(root, path, tuple(steps)))


def _step_of(root: Unit, parent: Unit, path: Path, unit: Unit, named: _Found, last: bool) -> Step | None:
    kind = unit.kind
    if kind is Kind.DOCUMENT:
        alike = [place for place, other in _documents(root, Step(kind, name=_noun(unit.name)))]
        return Step(kind, _position(alike, path) if len(alike) > 1 else "", _noun(unit.name))
    if kind is Kind.PART:
        parts = _children(path[:-1], parent, kind)
        return Step(kind, _position([place for place, _ in parts], path)) if last or len(parts) > 1 else None
    if kind is Kind.INDENT:
        return Step(kind, _position([place for place, _ in indents(named[1], named[0])], path))
    if kind in _COUNTED:
        places = [place for place, _ in _search(named[0], named[1], kind)]
        return Step(kind, _position(places, path) if len(places) > 1 else "")
    if kind is Kind.ROW:
        rows = list(_search(named[0], named[1], kind))
        alone = unit.label and sum(same_label(row.label, unit.label) for _, row in rows) == 1
        return Step(kind, unit.label if alone else f"#{_position([place for place, _ in rows], path)}")
    return Step(kind, unit.label)


def _position(places: list[Path], path: Path) -> str:
    return str(places.index(path) + 1) if path in places else ""


def _without_structure(root: Unit, path: Path, steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """Sections and chapters left out where the number below them needs none."""
    last = max((i for i, step in enumerate(steps) if step.kind in (Kind.ARTICLE, Kind.POINT, Kind.CHAPTER)), default=-1)
    if last < 1:
        return steps
    kept = tuple(step for step in steps[:last] if step.kind not in _STRUCTURE)
    if len(kept) == last or len(locate(root, Address((*kept, steps[last])))) != 1:
        return steps
    return (*kept, *steps[last:])


def shortest(root: Unit, path: Path) -> Address:
    """The shortest address that fits this unit only: without its scope where that is enough."""
    full = address_of(root, path)
    brief = Address(full.steps[1:])
    return brief if brief.steps and full.steps[0].kind in _SCOPES and locate(root, brief) == (path,) else full
