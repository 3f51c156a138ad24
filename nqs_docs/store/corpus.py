"""A corpus folder: add sources to it, name its acts, compile what is needed of it."""

from __future__ import annotations

import enum
import hashlib
import re
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace as changed

from nqs_docs.amendments.from_act import operations
from nqs_docs.amendments.operation import Operation
from nqs_docs.clauses.act import Act
from nqs_docs.clauses.from_lines import read_act
from nqs_docs.editions.library import Library, compile_acts
from nqs_docs.findings import Finding, SourceError, UsageError
from nqs_docs.sources.line import Layout, Source
from nqs_docs.sources.read import LIMIT, read
from nqs_docs.store import derived, index
from nqs_docs.store.names import REGISTRY_ID
from nqs_docs.store.record import FILE, Record, read_record, render
from nqs_docs.store.write import new_folder, write_file, write_files

#: Name of a reader -> how it tells paragraphs apart.
READERS = {"markdown": Layout.BLOCKS, "text": Layout.INDENTED}
_UNSAFE = re.compile(r"[^\w.-]")  # in the name of a folder
Watch = Callable[[int, int], None]  # acts read so far, acts to read


class Done(enum.StrEnum):
    """What ``add`` did."""

    ADDED = "added"
    REPLACED = "replaced"
    DATED = "dated"  # the same bytes, a new publication date
    UNCHANGED = "unchanged"


class Added(Struct, frozen=True):
    """What became of a file given to ``add``."""

    id: str
    done: Done
    findings: tuple[Finding, ...] = ()


def open_corpus(folder: Path | str, *, make: bool = False, watch: Watch | None = None) -> Corpus:
    """The corpus in a folder; one that is not there is made by the first ``add`` only."""
    folder = Path(folder)
    if not make and not folder.is_dir():
        raise UsageError("store.no-corpus", folder=str(folder))
    return Corpus(folder, watch)


def read_file(path: Path) -> bytes:
    """The bytes of a file to add; SourceError where it cannot be read or is far too big to be an order."""
    try:
        if path.stat().st_size > LIMIT:
            raise SourceError("store.too-large", file=str(path), limit=str(LIMIT // 1_000_000))
        return path.read_bytes()
    except OSError as error:
        raise SourceError("store.unreadable", file=str(path), reason=error.strerror or str(error)) from error


class Corpus:
    """The acts of one folder. ``watch`` is told how far a long reading is."""

    def __init__(self, folder: Path, watch: Watch | None = None) -> None:
        self.folder = folder
        self.watch = watch
        self._derived = folder.resolve().parent / ".nqs" / folder.resolve().name
        self._compiled: dict[str, derived.Compiled] = {}

    def ids(self) -> tuple[str, ...]:
        """The acts whose source is held, in order of their ids."""
        return tuple(sorted(path.parent.name for path in self.folder.glob(f"[!.]*/{FILE}")))

    def record(self, act_id: str) -> Record:
        """What ``act.toml`` says of an act."""
        return read_record(self.folder / act_id / FILE)

    def source(self, act_id: str) -> Source:
        """The source of an act as lines; SourceError where it is not the one recorded."""
        record = self.record(act_id)
        return _source(self._bytes(act_id, record), record, act_id)

    def add(
        self,
        data: bytes,
        name: str,
        *,
        published: date | None = None,
        act_id: str = "",
        reader: str = "",
        replace: bool = False,
    ) -> Added:
        """Read a source into the corpus; a refused one (SourceError) leaves it as it was."""
        _checked(name, act_id)
        fresh = Record(name, hashlib.sha256(data).hexdigest(), "received as a file", reader, published)
        key, act = _identified(data, fresh, act_id)
        target = self.folder / key
        if not (target / FILE).is_file():
            findings = _compile(data, fresh, key, "").findings
            new_folder(target, {name: data, FILE: render(fresh)})
            return Added(key, Done.ADDED, findings)
        old = self.record(key)
        if old.sha256 == fresh.sha256:
            return self._dated(key, old, published)
        if not replace:
            raise SourceError("store.changed-duplicate", act=key, number=act.citation.number, file=old.file)
        return self._replaced(key, old, changed(fresh, published=published or old.published), data)

    def compiled(self, act_id: str) -> derived.Compiled:
        """An act as read from its source: from ``.nqs/`` where nothing has changed since."""
        if act_id not in self._compiled:
            record = self.record(act_id)
            data = self._bytes(act_id, record)
            key = derived.key_of(act_id.encode(), data, render(record))
            kept = derived.load(self._path(act_id), derived.Compiled)
            if kept is None or kept.key != key:
                kept = _compile(data, record, act_id, key)
                derived.keep(self._path(act_id), kept)
            self._compiled[act_id] = kept
        return self._compiled[act_id]

    def index(self) -> dict[str, index.Entry]:
        """What is known of every act that is held, read again only where a file changed."""
        path = self._derived / "index.msgpack"
        old = derived.load(path, dict[str, index.Entry]) or {}
        new: dict[str, index.Entry] = {}
        ids = self.ids()
        for number, act_id in enumerate(ids):
            stamp = self._stamp(act_id)
            kept = old.get(act_id)
            new[act_id] = kept if kept and kept.stamp == stamp else index.entry(stamp, self.compiled(act_id))
            if self.watch:
                self.watch(number + 1, len(ids))
        if new != old:
            derived.keep(path, new)
        return new

    def library(self, *act_ids: str) -> Library:
        """Timelines of the acts named and all that decides their text; of every act where none is named."""
        ids = index.needed(self.index(), act_ids) if act_ids else self.ids()
        return compile_acts(*self._parts(ids))

    def library_of_changes(self, act_id: str) -> Library:
        """What decides the outcome of an order's instructions: the acts that it changes."""
        entry = self.index().get(act_id)
        return self.library(act_id, *(known.id for known in entry.changes if known.id) if entry else ())

    def base(self, act_id: str) -> Library:
        """The act as its own source has it: nothing that another order did to it."""
        return compile_acts({act_id: self.compiled(act_id).act}, {act_id: ()})

    def _parts(self, ids: Iterable[str]) -> tuple[dict[str, Act], dict[str, tuple[Operation, ...]]]:
        acts, changes = {}, {}
        for act_id in ids:
            compiled = self.compiled(act_id)
            acts[act_id], changes[act_id] = compiled.act, compiled.operations
        return acts, changes

    def _dated(self, key: str, old: Record, published: date | None) -> Added:
        if published is None or published == old.published:
            return Added(key, Done.UNCHANGED)
        write_file(self.folder / key / FILE, render(changed(old, published=published)))
        return Added(key, Done.DATED)

    def _replaced(self, key: str, old: Record, new: Record, data: bytes) -> Added:
        """The new source in the old one's place, which is kept in ``replaced/``."""
        findings = _compile(data, new, key, "").findings
        folder = self.folder / key
        kept = folder / "replaced" / f"{old.sha256[:8]}-{old.file}"
        files = {folder / new.file: data, folder / FILE: render(new)}
        if (folder / old.file).is_file():
            files = {kept: (folder / old.file).read_bytes()} | files
        write_files(files)
        if old.file != new.file:
            (folder / old.file).unlink(missing_ok=True)
        return Added(key, Done.REPLACED, findings)

    def _bytes(self, act_id: str, record: Record) -> bytes:
        path = self.folder / act_id / record.file
        try:
            data = path.read_bytes()
        except OSError as error:
            raise SourceError("store.no-source", act=act_id, file=str(path)) from error
        if hashlib.sha256(data).hexdigest() != record.sha256:
            raise SourceError("store.source-changed", act=act_id, file=str(path))
        return data

    def _path(self, act_id: str) -> Path:
        return self._derived / "acts" / f"{act_id}.msgpack"

    def _stamp(self, act_id: str) -> str:
        """A stamp of an act's record, source and the code: enough for the index, which holds no text."""
        path = self.folder / act_id / FILE
        files = [path, *(other for other in path.parent.iterdir() if other.is_file() and other != path)]
        states = [(file.name, file.stat()) for file in sorted(files)]
        return f"{derived.code_stamp()} {[(name, s.st_size, s.st_mtime_ns) for name, s in states]}"


def _checked(name: str, act_id: str) -> None:
    """A name that can stand beside act.toml, and a registry id that is one (or none)."""
    if name in (FILE, "replaced") or name.startswith("."):
        raise SourceError("store.bad-name", file=name)
    if act_id and not REGISTRY_ID.fullmatch(act_id):
        raise UsageError("store.bad-id", given=act_id)


def _identified(data: bytes, record: Record, given: str) -> tuple[str, Act]:
    """The id of a source, from its text, and its act; SourceError where another id is given.

    A text that does not say its registration number takes the id that is given,
    failing that one made of its date and number.
    """
    act, _ = read_act(_source(data, record))
    if not given:
        return _UNSAFE.sub("_", act.id), act
    if REGISTRY_ID.fullmatch(act.id) and act.id != given:
        raise SourceError("store.other-id", file=record.file, act=act.id, given=given)
    return given, act


def _source(data: bytes, record: Record, act_id: str = "") -> Source:
    """The lines of a source, read as its record says."""
    if record.reader and record.reader not in READERS:
        raise UsageError("store.unknown-reader", name=record.reader, known=", ".join(READERS))
    return read(data, record.file, act_id, READERS.get(record.reader))


def _compile(data: bytes, record: Record, act_id: str, key: str) -> derived.Compiled:
    source = _source(data, record, act_id)
    act, noticed = read_act(source, published=record.published, taken=record.taken, refused=record.refused)
    changes, more = operations(act)
    return derived.Compiled(key, act, changes, (*noticed, *more))
