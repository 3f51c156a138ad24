"""Which orders change which act: what one command has to read; and which act a user means.

An entry says of one act what others need to know of it; ``needed`` answers which
acts decide the text of one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from msgspec import Struct

from nqs_docs.clauses.act import Citation
from nqs_docs.clauses.citation import same_number
from nqs_docs.findings import NotHeld, UsageError
from nqs_docs.language.folding import fold_case
from nqs_docs.store.derived import Compiled

#: Letter, year of adoption, territory, six digits (or five and a letter).
REGISTRY_ID = re.compile(r"[A-Z]\d{2}[0-9A-Z]{2}(\d{6}|\d{5}[_A-Z])")
_UNSAFE = re.compile(r"[^\w.-]")
_SIGN = re.compile(r"^(№|n[o°º]?\.?)\s*")


class Known(Struct, frozen=True):
    """An act as others name it; without a registry id, number and date have to do."""

    number: str
    date: date | None
    id: str = ""

    @property
    def names(self) -> tuple[Known, ...]:
        """What it answers to: its id, and its number with its date."""
        by_id = (Known("", None, self.id),) if self.id else ()
        return (*by_id, Known(self.number, self.date)) if self.number and self.date else by_id


class Entry(Struct, frozen=True):
    """What the index keeps of an act that is held."""

    stamp: str  # of the files it was made from
    known: Known
    title: str
    registered: date | None
    changes: tuple[Known, ...]  # acts that its instructions name
    noted: tuple[Known, ...]  # acts that its notes name


def entry(stamp: str, compiled: Compiled) -> Entry:
    """The entry of an act."""
    act = compiled.act
    targets = (_known(op.target, op.target_id) for op in compiled.operations if op.target)
    noted = (_known(event.by) for note in act.notes for event in note.events if event.by)
    return Entry(
        stamp=stamp,
        known=_known(act.citation, act.id),
        title=act.citation.title,
        registered=act.registered,
        changes=tuple(dict.fromkeys(targets)),
        noted=tuple(dict.fromkeys(noted)),
    )


def needed(entries: Mapping[str, Entry], act_ids: Iterable[str]) -> tuple[str, ...]:
    """The held acts that decide the texts of ``act_ids``, these included where they are held.

    The orders that change them, those that change these, and so on. Beside them,
    what is evidence of their dates: the orders that notes name, and the other
    orders that change what one of them changed.
    """
    graph = _Graph(entries)
    found: set[str] = set()
    waiting = list(act_ids)
    while waiting:
        act_id = waiting.pop()
        if act_id not in found:
            found.add(act_id)
            waiting += graph.changing(graph.known(act_id))
    held = found & entries.keys()
    evidence = {other for one in held for target in entries[one].changes for other in graph.changing((target,))}
    evidence |= {other for one in held for noted in entries[one].noted for other in graph.held(noted)}
    return tuple(sorted(held | evidence))


def changed(entries: Mapping[str, Entry], act_id: str) -> tuple[str, ...]:
    """The ids of the acts that an order changes; one cited without its registration by its number and date."""
    graph = _Graph(entries)
    named = entries[act_id].changes if act_id in entries else ()
    found = {found for known in named for found in ((known.id,) if known.id else graph.held(known))}
    return tuple(sorted({*found, *(held for one in found for held in same_number(one, entries))}))


def acts_known(entries: Mapping[str, Entry]) -> dict[Known, tuple[str, ...]]:
    """Every act that is held or named by one that is, with the ids of those that name it."""
    result: dict[Known, list[str]] = defaultdict(list)
    for act_id, one in entries.items():
        for known in (one.known, *one.changes, *one.noted):
            result[known].append(act_id)
    return {known: tuple(sorted(set(ids))) for known, ids in result.items()}


class _Graph:
    """Who names whom, both ways."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self._changing: dict[Known, set[str]] = defaultdict(set)
        self._held: dict[Known, set[str]] = defaultdict(set)
        self._known: dict[str, set[Known]] = defaultdict(set)
        for act_id, one in entries.items():
            for name in one.known.names:
                self._held[name].add(act_id)
            for known in (one.known, *one.changes):
                self._known[known.id].add(known)
            for known in one.changes:
                for name in known.names:
                    self._changing[name].add(act_id)

    def known(self, act_id: str) -> Iterable[Known]:
        """Every way in which an act is named."""
        return self._known.get(act_id) or (Known("", None, act_id),)

    def changing(self, known: Iterable[Known]) -> set[str]:
        """The held orders that change an act, under any of its names."""
        return {act_id for one in known for name in one.names for act_id in self._changing.get(name, ())}

    def held(self, known: Known) -> set[str]:
        """The held acts of that name."""
        return {act_id for name in known.names for act_id in self._held.get(name, ())}


def _known(citation: Citation, act_id: str = "") -> Known:
    return Known(citation.number, citation.date, act_id)


# --- names -----------------------------------------------------------------------------------------


def safe(name: str) -> str:
    """A name as that of a folder."""
    return _UNSAFE.sub("_", name)


def resolve(entries: Mapping[str, Entry], name: str) -> str:
    """The registry id of the act that ``name`` means, held or known from another act.

    UsageError where it means none or several; NotHeld for one that is only cited,
    without a registry id, so that nothing at all is held of it.
    """
    known = acts_known(entries)
    wanted = name.strip()
    if any(one.id in (wanted, wanted.upper()) for one in known if one.id):
        return wanted if wanted in entries else wanted.upper()
    if REGISTRY_ID.fullmatch(wanted.upper()):
        raise UsageError("store.unknown-act", name=wanted)
    number = _SIGN.sub("", fold_case(wanted))
    found = [one for one in known if fold_case(one.number) == number and number]
    with_id = sorted({one.id for one in found if one.id})
    if len(with_id) == 1 and not _others(found, with_id[0]):
        return with_id[0]
    if not found:
        raise UsageError("store.unknown-act", name=wanted)
    if not with_id and len(found) == 1:
        raise NotHeld("store.only-cited", act=_named(found[0]), by=", ".join(known[found[0]]))
    days = {one.date for one in found if one.id}  # an act that is held may be cited without its registration
    candidates = {_named(one) for one in found if one.id or one.date not in days}
    raise UsageError("store.ambiguous-act", name=wanted, candidates="; ".join(sorted(candidates)))


def _others(found: list[Known], act_id: str) -> bool:
    """Whether some act of that number is not the one with the id: of another day, and without an id."""
    days = {one.date for one in found if one.id == act_id}
    return any(not one.id and one.date not in days for one in found)


def _named(known: Known) -> str:
    return " ".join(filter(None, [known.id, f"№ {known.number}", known.date.isoformat() if known.date else ""]))
