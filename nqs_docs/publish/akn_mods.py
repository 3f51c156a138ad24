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
from collections.abc import Iterator
from itertools import groupby

from msgspec import Struct

from nqs_docs.amendments.operation import Operation
from nqs_docs.clauses.act import Kind, Run, Unit, leaves, text_of
from nqs_docs.clauses.address_locate import Path, unit_at
from nqs_docs.publish.akn_model import Ids, Mark, Mod, Quotation, mod_id, unit_ids

_MARKS = "\"'«»“”„‟″‘’"
_WHOLE = frozenset({Kind.APPENDIX, Kind.DOCUMENT, Kind.TABLE})


class _Place(Struct, frozen=True):
    """A stretch of words in a leaf of the order, and what stands around it there."""

    path: Path
    start: int
    before: str
    after: str


def mods(root: Unit, ids: Ids, operations: tuple[Operation, ...]) -> tuple[Mod, ...]:
    """The instructions of ``operations`` that stand in ``root``, in order of the text."""
    reading, taken, result = _Reading(root, ids), set[Path](), list[Mod]()
    for _, group in groupby((op for op in operations if op.verb), key=lambda op: op.span):
        found = reading.mod(tuple(group))
        if found is not None and found.path not in taken:
            taken |= {path for quotation in found.quotations for path in quotation.paths}
            result.append(found)
    return tuple(result)


class _Reading:
    """Finds the words of operations among the leaves of an order that are there."""

    def __init__(self, root: Unit, ids: Ids) -> None:
        self.root = root
        self.ids = ids
        self.texts: dict[Path, str] = {}
        self.runs: list[tuple[str, int, Run, Path, int]] = []  # a run by source and start, its leaf, its place in it
        for path in ids:
            at = 0
            for run in unit_at(root, path).runs:
                self.runs.append((run.source, run.start, run, path, at))
                at += len(run.text)
            if at:
                self.texts[path] = text_of(unit_at(root, path).runs)
        self.runs.sort(key=lambda item: item[:2])

    def find(self, source: str, offset: int) -> tuple[Path, int] | None:
        """The leaf of a character of a source, and its place in the leaf."""
        index = bisect_right(self.runs, (source, offset), key=lambda item: item[:2]) - 1
        if index < 0:
            return None
        _, start, run, path, at = self.runs[index]
        return (path, at + offset - start) if run.source == source and offset < run.end else None

    def place(self, source: str, offset: int, words: str) -> _Place | None:
        """Where ``words`` stand that begin with a character of a source; None where other words do."""
        found = self.find(source, offset)
        text = self.texts[found[0]] if found else ""
        if found is None or not words or not text.startswith(words, found[1]):
            return None
        return _Place(found[0], found[1], text[: found[1]], text[found[1] + len(words) :])

    def places(self, unit: Unit) -> list[_Place | None]:
        """Where each paragraph of a new unit stands in the order."""
        found = ((leaf.runs[0], text_of(leaf.runs)) if leaf.runs else None for leaf in leaves(unit))
        return [self.place(item[0].source, item[0].start, item[1]) if item else None for item in found]

    def _kind(self, path: Path) -> Kind:
        return unit_at(self.root, path).kind

    def mod(self, group: tuple[Operation, ...]) -> Mod | None:
        """The instruction of some operations; None where it does not stand in the order as it is."""
        span = group[0].span
        begin, last = self.find(span.source, span.start), self.find(span.source, span.end - 1)
        if begin is None:
            return None
        path, start = begin
        name = mod_id(group[0].position)
        quotations = self._quotations(name, path, [unit for op in group for unit in op.units])
        words = list(self._words(path, start, group))
        names = {span: f"{name}__qtext_{n}" for n, span in enumerate(dict.fromkeys(span for _, _, span in words), 1)}
        stops = [last[1] + 1 if last and last[0] == path else 0, *(end for _, end in names)]
        stop = len(self.texts[path]) if quotations or max(stops) <= start else max(stops)
        marks = [Mark(start, stop, "mod", (("eId", name),))]
        marks += [Mark(*span, "quotedText", (("eId", own),)) for span, own in names.items()]
        told = {"old": dict[int, str](), "new": dict(self._new(quotations, group))}
        for position, what, extent in words:
            told[what][position] = names[extent]
        return Mod(path, tuple(op.position for op in group), tuple(marks), quotations, told["old"], told["new"])

    def _words(
        self, path: Path, start: int, group: tuple[Operation, ...]
    ) -> Iterator[tuple[int, str, tuple[int, int]]]:
        """Words quoted in the instruction: «X» деген сөздер «Y» деген сөздермен ауыстырылсын; new text beside it."""
        for op in group:
            at = self.texts[path].find(op.old, start) if op.old else -1
            if at >= 0:
                yield op.position, "old", (at, at + len(op.old))
            new = self.place(op.new_span.source, op.new_span.start, op.new) if op.new_span else None
            for place in (new, *(place for unit in op.units for place in self.places(unit))):
                if place and place.path == path:
                    yield op.position, "new", (place.start, len(self.texts[path]) - len(place.after))

    def _quotations(self, name: str, path: Path, units: list[Unit]) -> tuple[Quotation, ...]:
        """The paragraphs after the instruction that are its new text; () where that stands elsewhere."""
        found = [place.path if place else () for unit in units for place in self.places(unit)]
        above, depth = path[:-1], len(path)
        if not found or any(place[: depth - 1] != above or place <= path for place in found):
            return ()
        last = max(place[depth - 1] for place in found)
        tops = tuple((*above, index) for index in range(path[-1] + 1, last + 1))
        exact = self._exact(name, units)
        if tuple(place for quotation in exact for place in quotation.paths) == tops:
            return exact
        return (Quotation(f"{name}__qstr_1", tops),)

    def _exact(self, name: str, units: list[Unit]) -> tuple[Quotation, ...]:
        """Quotations made of the new units themselves; () where their paragraphs hold anything else."""
        result: list[Quotation] = []
        held: list[Unit] = []
        inside: list[_Place] = []
        for number, unit in enumerate(units, 1):
            for place in self.places(unit):
                joined = bool(place and inside and (place.before or inside[-1].after))
                if not place or joined or place.before.strip(_MARKS) or self._kind(place.path) is not Kind.INDENT:
                    return ()
                inside.append(place)
            held.append(unit)
            if inside[-1].after or number == len(units):
                result.append(self._quotation(f"{name}__qstr_{len(result) + 1}", held, inside))
                held, inside = [], []
        return tuple(result)

    def _quotation(self, name: str, units: list[Unit], inside: list[_Place]) -> Quotation:
        tail = inside[-1].after
        closing = max(tail.rfind(sign) for sign in _MARKS) + 1
        root = Unit(Kind.ACT, children=tuple(units))
        own = iter([self.ids[place.path] for place in inside])
        named = unit_ids(root).items()
        ids = {path: f"{name}__{eid}" if unit_at(root, path).children else next(own) for path, eid in named}
        paths = tuple(place.path for place in inside)
        return Quotation(name, paths, root.children, ids, inside[0].before, tail[:closing], tail[closing:])

    def _new(self, quotations: tuple[Quotation, ...], group: tuple[Operation, ...]) -> Iterator[tuple[int, str]]:
        """The eId of the new text of each operation: the unit, the quotation, or the appendix it stands in.

        «осы тізбеге 1-қосымшаға сәйкес жаңа редакцияда жазылсын»: the appendix of the order.
        """
        built = {id(unit): quoted.ids[index,] for quoted in quotations for index, unit in enumerate(quoted.units)}
        for op in (op for op in group if op.units):
            path = next((place.path for unit in op.units for place in self.places(unit) if place), None)
            if quotations:
                yield op.position, built.get(id(op.units[0]), quotations[0].eid)
            elif path is not None:
                above = [path[:n] for n in range(len(path), 0, -1) if self._kind(path[:n]) in _WHOLE]
                yield op.position, self.ids[above[0] if above else path]
