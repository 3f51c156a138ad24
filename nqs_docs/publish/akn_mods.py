"""Instructions of an amending order where they stand: ``mod`` with the new text in ``quotedStructure``.

Each operation knows the characters of its instruction and of its new text, and so
do the leaves of the order's own tree. A paragraph of the order that is quoted new
text stands inside the ``mod`` of the paragraph before it, and keeps its eId: «7-тармақтың
3) тармақшасы мынадай редакцияда жазылсын:» is ``ord__para_1__indent_2``, the new
subpoint a ``point`` whose ``indent`` is ``ord__para_1__indent_3``. Outer quotes are
``startQuote`` and ``endQuote``. Where the quoted paragraphs are not exactly the
new text they stand in the ``quotedStructure`` as they are.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from itertools import groupby

from msgspec import Struct

from nqs_docs.amendments.operation import Operation
from nqs_docs.clauses.act import Kind, Unit, leaves, text_of
from nqs_docs.clauses.address import address_of, eid
from nqs_docs.clauses.address_locate import Path, unit_at
from nqs_docs.publish import akn_names
from nqs_docs.publish.akn_xml import Mark

_MARKS = "\"'«»“”„‟″‘’"
_WHOLE = frozenset({Kind.APPENDIX, Kind.DOCUMENT, Kind.TABLE})


class Quotation(Struct, frozen=True):
    """New text between two quotation marks."""

    eid: str
    paths: tuple[Path, ...]  # the paragraphs of the order it consists of
    units: tuple[Unit, ...] = ()  # the new units; () where the paragraphs are shown as they are
    ids: Mapping[Path, str] = {}  # their eIds, by the path below the quotation
    start: str = ""
    end: str = ""
    tail: str = ""  # after the closing mark


class Mod(Struct, frozen=True):
    """One instruction: one ``mod``, an operation for each unit that it changes."""

    path: Path  # of the leaf it stands in
    positions: tuple[int, ...]
    marks: tuple[Mark, ...]
    quotations: tuple[Quotation, ...]
    new: Mapping[int, str]  # position -> eId of its new text
    old: Mapping[int, str]  # position -> eId of the words it takes out

    @property
    def eid(self) -> str:
        """Named by its first operation."""
        return akn_names.mod(self.positions[0])


class _Piece(Struct, frozen=True, order=True):
    """A run and where it stands."""

    source: str
    start: int
    end: int
    path: Path
    at: int  # its first character in the leaf


class Places:
    """Which leaf of a tree holds a character of a source."""

    def __init__(self, root: Unit, ids: Mapping[Path, str]) -> None:
        self.root = root
        self.ids = ids
        self.pieces: list[_Piece] = []
        self.order: dict[Path, int] = {}
        self._gather(root, ())
        self.pieces.sort()

    def _gather(self, unit: Unit, path: Path) -> None:
        if not unit.children:
            self.order[path] = len(self.order)
            at = 0
            for run in unit.runs:
                self.pieces.append(_Piece(run.source, run.start, run.end, path, at))
                at += len(run.text)
        for index, child in enumerate(unit.children):
            self._gather(child, (*path, index))

    def find(self, source: str, offset: int) -> tuple[Path, int] | None:
        """The leaf of a character and its place in the leaf's text."""
        index = bisect_right(self.pieces, (source, offset), key=lambda piece: (piece.source, piece.start)) - 1
        if index < 0:
            return None
        piece = self.pieces[index]
        return (piece.path, piece.at + offset - piece.start) if piece.source == source and offset < piece.end else None

    def of(self, leaf: Unit) -> tuple[Path, int] | None:
        """Where the words of a quoted leaf begin in the order's own tree."""
        return self.find(leaf.runs[0].source, leaf.runs[0].start) if leaf.runs else None

    def text(self, path: Path) -> str:
        """The words of a leaf."""
        return text_of(unit_at(self.root, path).runs)


def mods(root: Unit, ids: Mapping[Path, str], operations: tuple[Operation, ...]) -> tuple[Mod, ...]:
    """The instructions of ``operations`` that stand in ``root``, in order of the text."""
    places = Places(root, ids)
    taken: set[Path] = set()
    result = []
    for _, group in groupby((op for op in operations if op.verb), key=lambda op: op.span):
        found = _mod(places, tuple(group), taken)
        if found is not None:
            taken |= {path for quotation in found.quotations for path in quotation.paths}
            result.append(found)
    return tuple(result)


def _mod(places: Places, group: tuple[Operation, ...], taken: set[Path]) -> Mod | None:
    span = group[0].span
    begin = places.find(span.source, span.start)
    last = places.find(span.source, span.end - 1)
    if begin is None or begin[0] in taken:
        return None
    path, start = begin
    words = places.text(path)
    stop = last[1] + 1 if last and last[0] == path and last[1] >= start else len(words)
    name = akn_names.mod(group[0].position)
    quotations = _quotations(places, name, path, group)
    inside = list(_words(places, path, start, group, name))
    stop = len(words) if quotations else max([stop, *(mark.end for _, _, mark in inside)])
    marks = dict.fromkeys((Mark(start, stop, "mod", (("eId", name),)), *(mark for _, _, mark in inside)))
    new = {**dict(_whole(places, group)), **dict(_new(quotations, group))}
    new |= {position: dict(mark.attributes)["eId"] for position, what, mark in inside if what == "new"}
    old = {position: dict(mark.attributes)["eId"] for position, what, mark in inside if what == "old"}
    return Mod(path, tuple(op.position for op in group), tuple(marks), quotations, new, old)


# --- words quoted in the instruction itself -----------------------------------------------


def _words(
    places: Places, path: Path, start: int, group: tuple[Operation, ...], name: str
) -> Iterator[tuple[int, str, Mark]]:
    """«X» деген сөздер «Y» деген сөздермен ауыстырылсын; new text in the paragraph of the instruction."""
    text, known = places.text(path), dict[tuple[int, int], str]()
    for op in group:
        found = [("old", text.find(op.old, start), op.old)] if op.old else []
        new = places.find(op.new_span.source, op.new_span.start) if op.new_span else None
        quoted = [(places.of(leaf), text_of(leaf.runs)) for unit in op.units for leaf in leaves(unit)]
        found += [("new", at[1], words) for at, words in [(new, op.new), *quoted] if at and at[0] == path]
        for what, begin, words in found:
            end = begin + len(words)
            if begin >= 0 and text[begin:end] == words:
                own = known.setdefault((begin, end), f"{name}__qtext_{len(known) + 1}")
                yield op.position, what, Mark(begin, end, "quotedText", (("eId", own),))


# --- quoted paragraphs --------------------------------------------------------------------


def _quotations(places: Places, name: str, path: Path, group: tuple[Operation, ...]) -> tuple[Quotation, ...]:
    """The paragraphs after the instruction that are its new text; () where that stands elsewhere."""
    units = [unit for op in group for unit in op.units]
    found = [places.of(leaf) for unit in units for leaf in leaves(unit) if leaf.runs]
    paths = list(dict.fromkeys(place[0] for place in found if place))
    depth = len(path)
    if not paths or None in found or any(p[: depth - 1] != path[:-1] or p <= path for p in paths):
        return ()
    last = max(p[depth - 1] for p in paths)
    tops = tuple((*path[:-1], index) for index in range(path[-1] + 1, last + 1))
    exact = _exact(places, name, units)
    if exact and tuple(p for quotation in exact for p in quotation.paths) == tops:
        return exact
    return (Quotation(f"{name}__qstr_1", tops),)


class _Leaf(Struct, frozen=True):
    """A new paragraph and what surrounds it in the order."""

    path: Path
    before: str
    after: str


def _exact(places: Places, name: str, units: list[Unit]) -> tuple[Quotation, ...]:
    """Quotations made of the new units themselves; () where their paragraphs hold anything else."""
    result: list[Quotation] = []
    held: list[tuple[Unit, list[_Leaf]]] = []
    for unit in units:
        found = [_leaf(places, leaf) for leaf in leaves(unit)]
        fitting = [leaf for leaf in found if leaf is not None]
        if len(fitting) < len(found) or any(leaf.before for leaf in fitting[1:]) or _ends(fitting[:-1]):
            return ()
        if held and fitting[0].before:
            return ()  # the quotation before has no closing mark
        held.append((unit, fitting))
        if fitting[-1].after:
            result.append(_quotation(places, f"{name}__qstr_{len(result) + 1}", held))
            held = []
    if held:
        result.append(_quotation(places, f"{name}__qstr_{len(result) + 1}", held))
    return tuple(result)


def _ends(found: list[_Leaf]) -> bool:
    return any(leaf.after for leaf in found)


def _leaf(places: Places, leaf: Unit) -> _Leaf | None:
    """A new paragraph that is one of the order's, but for quotation marks and what follows them."""
    words, place = text_of(leaf.runs), places.of(leaf)
    if place is None or unit_at(places.root, place[0]).kind is not Kind.INDENT:
        return None
    text, at = places.text(place[0]), place[1]
    before, after = text[:at], text[at + len(words) :]
    fits = words and text[at : at + len(words)] == words and not before.strip(_MARKS)
    return _Leaf(place[0], before, after) if fits else None


def _quotation(places: Places, name: str, held: list[tuple[Unit, list[_Leaf]]]) -> Quotation:
    units = tuple(unit for unit, _ in held)
    found = [leaf for _, fitting in held for leaf in fitting]
    tail = found[-1].after
    closing = max((tail.rfind(sign) for sign in _MARKS), default=-1) + 1
    root = Unit(Kind.ACT, children=units)
    own = iter([places.ids[leaf.path] for leaf in found])
    ids = {
        path: next(own) if not unit_at(root, path).children else f"{name}__{eid(address_of(root, path))}"
        for path in _paths(root)
    }
    return Quotation(
        name, tuple(leaf.path for leaf in found), units, ids, found[0].before, tail[:closing], tail[closing:]
    )


def _paths(root: Unit, path: Path = ()) -> Iterator[Path]:
    if path:
        yield path
    for index in range(len(unit_at(root, path).children)):
        yield from _paths(root, (*path, index))


def _new(quotations: tuple[Quotation, ...], group: tuple[Operation, ...]) -> Iterator[tuple[int, str]]:
    """The eId of the new text of each operation."""
    places = {id(unit): quotation.ids[index,] for quotation in quotations for index, unit in enumerate(quotation.units)}
    for op in group:
        if op.units and quotations:
            yield op.position, places.get(id(op.units[0]), quotations[0].eid)


def _whole(places: Places, group: tuple[Operation, ...]) -> Iterator[tuple[int, str]]:
    """New text in an appendix of the order: «осы тізбеге 1-қосымшаға сәйкес жаңа редакцияда жазылсын»."""
    for op in group:
        found = next((place for unit in op.units for leaf in leaves(unit) if (place := places.of(leaf))), None)
        if found is not None:
            path = found[0]
            above = [path[:n] for n in range(len(path), 0, -1) if unit_at(places.root, path[:n]).kind in _WHOLE]
            yield op.position, places.ids[above[0] if above else path]
