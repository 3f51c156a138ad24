"""Where a note stands in the tree, and the full address of the unit it speaks of.

A note is relative to its place: "3) тармақша жаңа редакцияда көзделген" before
subpoint 3) of point 7 is about that subpoint, "Қосымша жаңа редакцияда" under the
heading of an appendix is about the whole of it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Sequence

from nqs_docs.clauses.act import NUMBERED, Address, Kind, Note, NoteEvent, NoteKind, State, Step, Unit, text_of
from nqs_docs.clauses.address import address_of, locate, plain
from nqs_docs.clauses.address_locate import Path
from nqs_docs.clauses.address_make import from_the_end
from nqs_docs.clauses.address_parse import parse_list, tokenize
from nqs_docs.clauses.growing import Node, bounded_by
from nqs_docs.clauses.labels import read_label
from nqs_docs.clauses.notes import Event, Printed, read_stone
from nqs_docs.clauses.piece import span_of
from nqs_docs.findings import Finding, warning
from nqs_docs.language.folding import fold

_SCOPES = (Kind.ORDER, Kind.DOCUMENT, Kind.APPENDIX)
_POINTS = (Kind.POINT, Kind.SUBPOINT, Kind.ARTICLE)


def place(notes: Sequence[Printed], tree: Node, root: Unit) -> tuple[tuple[Note, ...], list[Finding]]:
    """The notes with their places and events resolved; ``tree`` and ``root`` are one tree."""
    leaves = [leaf for leaf in tree.leaves() if leaf.paragraph >= 0] if notes else []
    numbers = [leaf.paragraph for leaf in leaves]
    result: list[Note] = []
    findings: list[Finding] = []
    for note in notes:
        at = bisect_left(numbers, note.paragraph)
        anchor = _anchor(note, leaves[at - 1] if at else None, leaves[at] if at < len(leaves) else None)
        if anchor is None:
            continue
        leaf, printed_before = anchor
        events: list[NoteEvent] = []
        for event in note.events:
            found, odd = _resolve(event, leaf, root)
            events += found
            if odd:
                findings.append(warning("clause.note-address", span=span_of(note.runs), words=event.unit))
        result.append(Note(note.runs, tuple(events), _place(leaf, printed_before, events, root), printed_before))
    return tuple(result), findings


def lift_stones(tree: Node, suspects: Container[int]) -> list[tuple[Node, Printed]]:
    """Takes the deletions printed in place of units out of ``tree``: their numbers stay, their words are notes.

    ``suspects`` are the numbers of the paragraphs that may be one.
    """
    stones: list[tuple[Node, Printed]] = []
    for leaf in [leaf for leaf in tree.leaves() if leaf.paragraph in suspects]:
        unit = next((node for node in leaf.ancestors() if node.kind in NUMBERED), None)
        if unit is None or unit.kind is Kind.ROW or list(unit.leaves()) != [leaf]:
            continue
        text = text_of(leaf.runs)
        label = read_label(fold(text))
        if label is not None and (events := read_stone(text, label.end)):
            stones.append((unit, Printed(leaf.paragraph, leaf.runs, events, False)))
            unit.state, unit.children, unit.paragraph = State.DELETED, [], leaf.paragraph
    return stones


def stone_notes(stones: Sequence[tuple[Node, Printed]], root: Unit) -> tuple[Note, ...]:
    """The notes of ``lift_stones`` at the units they stand for in ``root``."""
    placed = ((stone, address_of(root, unit.path())) for unit, stone in stones)
    return tuple(
        Note(stone.runs, tuple(NoteEvent(e.kind, place, e.by, e.commencement) for e in stone.events), place, False)
        for stone, place in placed
    )


def _anchor(note: Printed, before: Node | None, after: Node | None) -> tuple[Node, bool] | None:
    """The leaf a note stands at, and whether before it; a note under the requisites stands after them."""
    if note.before and after is not None and not (before is not None and before.kind is Kind.REQUISITES):
        return after, True
    if before is not None:
        return before, False
    return (after, True) if after is not None else None


def _place(leaf: Node, before: bool, events: Sequence[NoteEvent], root: Unit) -> Address:
    """The unit that begins (ends) where the note stands: the one spoken of, else the largest point."""
    chain = bounded_by(leaf, before)
    paths = {node.path(): node for node in chain}
    for event in events:
        if event.address is None or event.kind is NoteKind.DELAYED:
            continue
        for path in locate(root, event.address):
            if path in paths and paths[path].kind not in (*_SCOPES, Kind.ACT):
                return address_of(root, path)
    chosen = leaf
    if all(event.kind is not NoteKind.DELAYED for event in events):
        chosen = next((node for node in reversed(chain) if node.kind in _POINTS), leaf)
        chosen = chain[1] if chosen is leaf and len(chain) > 1 and chain[1].kind is Kind.PREAMBLE else chosen
    return address_of(root, chosen.path())


def _resolve(event: Event, leaf: Node, root: Unit) -> tuple[list[NoteEvent], bool]:
    """The event for each unit it names, and whether its unit could not be read."""
    if not event.unit or event.kind is NoteKind.SEE:
        return [NoteEvent(event.kind, _implied(event, leaf, root), event.by, event.commencement)], False
    phrases, used = parse_list(tokens := tokenize(event.unit))
    if not phrases or any(from_the_end(address) for phrase in phrases for address in phrase.addresses):
        return [NoteEvent(NoteKind.OTHER, None, event.by, event.commencement)], True
    addresses = [address for phrase in phrases for address in phrase.addresses]
    rest = tokens[used:]
    if rest and event.kind in (NoteKind.INSERTED, NoteKind.ANNOUNCED):
        inner, more = parse_list(tokens, used)
        if inner and len(addresses) == 1:
            outer = addresses[0]
            addresses = [Address((*outer.steps, *address.steps)) for p in inner for address in p.addresses]
            rest = tokens[used + more :]
    odd = any(token.word and token.text not in _KNOWN_REST for token in rest)
    full = [_full(address, leaf, root) for address in addresses]
    return [NoteEvent(event.kind, _whole(address), event.by, event.commencement) for address in full], odd


# "5-тармақтың күші жойылды": the word belongs to the verb.
_KNOWN_REST = frozenset({"күші", "мынадай", "мазмұндағы", "жаңа"})


def _whole(address: Address) -> Address | None:
    """None where the address is the order as such: the act as a whole."""
    return None if len(address.steps) == 1 and address.steps[0].kind is Kind.ORDER else address


def _implied(event: Event, leaf: Node, root: Unit) -> Address | None:
    """What a note without a unit is about: the act at its head, else the point it stands at."""
    if event.kind in (NoteKind.SEE, NoteKind.COMMENCES) or leaf.kind in (Kind.REQUISITES, Kind.HEADING):
        scope = next((node for node in leaf.ancestors() if node.kind in _SCOPES), None)
        whole = scope is None or scope.kind is Kind.ORDER
        return None if whole or scope is None else address_of(root, scope.path())
    point = next((node for node in leaf.ancestors() if node.kind in _POINTS), leaf)
    return address_of(root, point.path())


def _full(address: Address, leaf: Node, root: Unit) -> Address:
    """The address completed from the place of the note, innermost unit first."""
    if address.steps[0].kind in (Kind.ORDER, Kind.DOCUMENT):
        return _canonical(root, locate(root, address)) or plain(address)
    for node in leaf.ancestors():
        if node.kind in (Kind.ACT, Kind.INDENT):
            continue
        path = node.path()
        within = address_of(root, path)
        found = [hit for hit in locate(root, Address((*within.steps, *address.steps))) if hit[: len(path)] == path]
        if found and (known := _canonical(root, tuple(found), leaf)):
            return known
        own = node.kind is Kind.DOCUMENT and address.steps[0].kind is Kind.APPENDIX
        if own and path in locate(root, Address((Step(Kind.ORDER), address.steps[0]))):
            # The appendix of the order that the note stands in.
            rest = address.steps[1:]
            inner = locate(root, Address((*within.steps, *rest))) if rest else (path,)
            return _canonical(root, inner) or Address((*within.steps, *rest))
    return _missing(address, leaf, root)


def _canonical(root: Unit, paths: tuple[Path, ...], leaf: Node | None = None) -> Address | None:
    """The full address of the only unit found; of several the one that ends or begins at ``leaf``."""
    if len(paths) > 1 and leaf is not None:
        here = {node.path() for node in leaf.ancestors()}
        paths = tuple(path for path in paths if path in here) or paths
    return address_of(root, paths[0]) if paths else None


def _missing(address: Address, leaf: Node, root: Unit) -> Address:
    """A unit that is not there (deleted without a trace): its address within the scope or point of the note."""
    inner = address.steps[0].kind in (Kind.SUBPOINT, Kind.PART, Kind.INDENT, Kind.SENTENCE)
    kinds = _POINTS[:1] if inner else _SCOPES
    holder = next((node for node in leaf.ancestors() if node.kind in kinds), None)
    within = address_of(root, holder.path()).steps if holder is not None else ()
    return Address((*within, *address.steps))
