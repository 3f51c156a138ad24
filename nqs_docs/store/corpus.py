"""A corpus folder: its acts, what was read from them, their editions."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from nqs_docs.clauses.act import Address
from nqs_docs.clauses.address import parse
from nqs_docs.clauses.decision import Decision
from nqs_docs.editions.edition import Edition
from nqs_docs.findings import Finding, SourceError, UsageError
from nqs_docs.store import derived
from nqs_docs.store.index import Entry, changed, entry, needed, resolve
from nqs_docs.store.record import FILE, Decisions, Record, decisions, files, read_record, render, source_bytes, stated

# Parsers and compiler are loaded where something has to be made anew, not where all of it is kept in .nqs/.
if TYPE_CHECKING:
    from nqs_docs.editions.library import Library
    from nqs_docs.sources.line import Source

Watch = Callable[[int, int], None]  # acts read so far, acts to read
_EDITIONS_KEPT = 32
KAZAKH = "kk"
LANGUAGES = (KAZAKH, "ru")  # of the expressions of an act; the first one's folder is that of the act
_ANCHOR = re.compile(r"z\d{1,6}")


class Shown(Struct, frozen=True):
    """An edition, and what was noticed in reading the sources that decide it."""

    key: str  # of everything it was made from
    edition: Edition
    noticed: tuple[Finding, ...]


def open_corpus(folder: Path | str, *, make: bool = False, watch: Watch | None = None) -> Corpus:
    """The corpus in a folder; one that is not there is made by the first ``add`` only."""
    folder = Path(folder)
    if not folder.is_dir() and (not make or folder.exists()):
        raise UsageError("store.no-corpus", folder=str(folder))
    return Corpus(folder, watch)


class Corpus:
    """The acts of one folder. ``watch`` is told how far a long reading is.

    Two are equal where the files of their acts are as they were: what was made of the one,
    a cache may give for the other.
    """

    def __init__(self, folder: Path, watch: Watch | None = None, language: str = KAZAKH) -> None:
        self.folder = folder
        self.watch = watch
        self.language = language
        self.below = "" if language == KAZAKH else language  # folder of an expression inside that of its act
        self._derived = folder.resolve().parent / ".nqs" / folder.resolve().name / self.below
        self._compiled: dict[str, derived.Compiled] = {}
        self._index: dict[str, Entry] | None = None

    def _state(self) -> tuple[object, ...]:
        return self.folder.resolve(), self.language, *((act_id, one.stamp) for act_id, one in self.index().items())

    @property
    def mark(self) -> str:
        """The same for the same state of its files, another for any other."""
        return repr(self._state())

    def __hash__(self) -> int:
        return hash(self._state())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Corpus) and self._state() == other._state()

    # --- the files -------------------------------------------------------------------

    def expression(self, language: str) -> Corpus:
        """The same acts in another language: "ru" lies in ``<id>/ru/``, compiled from its own texts alone."""
        return self if language == self.language else Corpus(self.folder, self.watch, language)

    def home(self, act_id: str) -> Path:
        """The folder of an act in the language of this corpus."""
        return self.folder / act_id / self.below

    def ids(self) -> tuple[str, ...]:
        """The acts whose source is held, in order of their ids."""
        found = self.folder.glob("/".join(filter(None, ("[!.]*", self.below, FILE))))
        return tuple(sorted(path.relative_to(self.folder).parts[0] for path in found))

    def record(self, act_id: str) -> Record:
        """What ``act.toml`` says of an act."""
        return read_record(self.home(act_id) / FILE)

    def held(self, act_id: str) -> Record | None:
        """The record of an act, None where its source is not held."""
        return self.record(act_id) if (self.home(act_id) / FILE).is_file() else None

    def source(self, act_id: str) -> Source:
        """The source of an act as lines; SourceError where it is not the one recorded."""
        from nqs_docs.store.reading import source_of  # noqa: PLC0415 - see above

        record = self.record(act_id)
        return source_of(self._bytes(act_id, record), record, act_id)

    # --- what is read from them ------------------------------------------------------

    def compiled(self, act_id: str) -> derived.Compiled:
        """An act as read from its source: from ``.nqs/`` where nothing has changed since."""
        if act_id not in self._compiled:
            record = self.record(act_id)
            data = self._bytes(act_id, record)
            key = derived.key_of(act_id.encode(), data, self._stated(act_id, record))
            kept = derived.load(self.derived_file("acts", act_id), derived.Compiled)
            if kept is None or kept.key != key:
                from nqs_docs.store.reading import compile_source, source_of  # noqa: PLC0415 - see above

                source = source_of(data, record)
                kept = compile_source(source, record, act_id, key, decisions(self.home(act_id), act_id))
                derived.keep(self.derived_file("acts", act_id), kept)
            self._compiled[act_id] = kept
        return self._compiled[act_id]

    def keep(self, act_id: str, compiled: derived.Compiled) -> None:
        """Take what was just read from an act's new source."""
        derived.keep(self.derived_file("acts", act_id), compiled)
        self._compiled[act_id] = compiled
        self._index = None

    def index(self) -> dict[str, Entry]:
        """What is known of every act that is held, read again only where a file changed."""
        if self._index is None:
            path = self._derived / "index.msgpack"
            old = derived.load(path, dict[str, Entry]) or {}
            self._index = {act_id: self._entry(act_id, old.get(act_id)) for act_id in self._watched(self.ids())}
            if self._index != old:
                derived.keep(path, self._index)
        return self._index

    # --- what is made of it ------------------------------------------------------------

    def edition(self, act_id: str, on: date) -> Shown:
        """An act as it stands on a day: from ``.nqs/`` where nothing that decides it has changed since."""
        ids = needed(self.index(), [act_id])
        sources = ((i, self.record(i)) for i in ids)
        parts = ((i.encode(), self._bytes(i, r), self._stated(i, r)) for i, r in sources)
        key = derived.key_of(*(part for three in parts for part in three))
        path = self._derived / "editions" / f"{act_id}_{on.isoformat()}.msgpack"
        kept = derived.load(path, Shown)
        if kept is None or kept.key != key:
            edition = self._library(ids).edition(act_id, on)
            kept = Shown(key, edition, tuple(f for i in ids for f in self.compiled(i).findings))
            derived.keep(path, kept, at_most=_EDITIONS_KEPT)
        return kept

    def library(self, *act_ids: str) -> Library:
        """Timelines of the acts named and all that decides their text; of every act where none is named."""
        return self._library(needed(self.index(), act_ids) if act_ids else self.ids())

    def library_of_changes(self, act_id: str) -> Library:
        """What decides the outcome of an order's instructions: the acts that it changes."""
        return self.library(act_id, *changed(self.index(), act_id))

    def resolve(self, name: str) -> str:
        """The registry id of the act that a user means; raises as ``names.resolve`` does."""
        return resolve(self.index(), name)

    def address(self, act_id: str, words: str) -> Address:
        """The address that a user gives: Kazakh words, an eId, or an anchor of the source ("z14")."""
        if _ANCHOR.fullmatch(words.strip()) and act_id in self.ids():
            known = dict(self.compiled(act_id).act.aliases)
            if words.strip() not in known:
                raise UsageError("store.unknown-anchor", name=words.strip(), act=act_id)
            return known[words.strip()]
        return parse(words) if words else Address(())

    def base(self, act_id: str) -> Library:
        """The act as its own source has it: nothing that another order did to it."""
        return _compiled_library({act_id: replace(self.compiled(act_id), operations=())})

    def trying(self, decision: Decision, beside: Decisions) -> Corpus:
        """The corpus as it would be with one more decision, ``beside`` those on its act; nothing of it is kept."""
        from nqs_docs.store.reading import compile_source  # noqa: PLC0415 - see above

        act_id, record = decision.source, self.record(decision.source)
        held, odd = beside
        decided = ((*held, decision), odd)
        return self.having({act_id: compile_source(self.source(act_id), record, act_id, "", decided)})

    def having(self, compiled: Mapping[str, derived.Compiled]) -> Corpus:
        """The corpus as it would be with these acts in the place of those of their ids; nothing of it is kept."""
        other = Corpus(self.folder, self.watch, self.language)
        other._compiled = {**self._compiled, **compiled}
        other._index = {**self.index(), **{act_id: entry(f"{id(one)}", one) for act_id, one in compiled.items()}}
        return other

    # ---------------------------------------------------------------------------------------

    def _stated(self, act_id: str, record: Record) -> bytes:
        """What people said of a source: its record, the decisions on it."""
        return render(record) + stated(self.home(act_id))

    def _library(self, ids: Iterable[str]) -> Library:
        return _compiled_library({act_id: self.compiled(act_id) for act_id in self._watched(tuple(ids))})

    def _watched(self, ids: tuple[str, ...]) -> Iterable[str]:
        for number, act_id in enumerate(ids):
            yield act_id
            if self.watch:
                self.watch(number + 1, len(ids))

    def _entry(self, act_id: str, kept: Entry | None) -> Entry:
        stamp = self._stamp(act_id)
        return kept if kept and kept.stamp == stamp else entry(stamp, self.compiled(act_id))

    def _bytes(self, act_id: str, record: Record) -> bytes:
        path = self.home(act_id) / record.file
        data = source_bytes(path.parent, record)
        if data is None:
            code = "store.source-changed" if os.access(path, os.R_OK) else "store.no-source"
            raise SourceError(code, act=act_id, file=str(path))
        return data

    def derived_file(self, folder: str, name: str) -> Path:
        """Where something that can be made again is kept."""
        return self._derived / folder / f"{name}.msgpack"

    def _stamp(self, act_id: str) -> str:
        """A stamp of an act's record, source and the code: enough for the index, which holds no text."""
        own = sorted(path for path in self.home(act_id).iterdir() if path.is_file())
        states = [(file.name, file.stat()) for file in (*own, *files(self.home(act_id)))]
        return f"{derived.code_stamp()} {[(name, s.st_size, s.st_mtime_ns) for name, s in states]}"


def _compiled_library(found: Mapping[str, derived.Compiled]) -> Library:
    from nqs_docs.editions.library import compile_acts  # noqa: PLC0415 - see above

    return compile_acts({i: one.act for i, one in found.items()}, {i: one.operations for i, one in found.items()})
