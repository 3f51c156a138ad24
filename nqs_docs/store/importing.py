"""Taking over the editions of the state's bank: each act whole or not at all, again and again.

The earliest edition held of an act is its base; later ones are witnesses, which
``check`` compares with what the instructions make of the base. An act that is held
from another source keeps it: there every edition of the bank is a witness. What was
taken over before is not written again, so that an import that was interrupted goes on.
"""

from __future__ import annotations

import enum
import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace as changed

from nqs_docs.clauses.citation import Requisites, registry_id
from nqs_docs.findings import Finding, NqsError, SourceError, UsageError, warning
from nqs_docs.store import derived
from nqs_docs.store.corpus import KAZAKH, Corpus
from nqs_docs.store.derived import Compiled
from nqs_docs.store.ekb import LANGUAGES, META, Cause, Meta, part_paths, read_meta, requisites, whole
from nqs_docs.store.index import safe
from nqs_docs.store.places import Found, Places, Snapshot, folders, history
from nqs_docs.store.reading import compile_source, read_file, source_of
from nqs_docs.store.record import FILE, Kept, Record, kept, render, replaced, source_bytes, witness_path
from nqs_docs.store.write import alone, new_folder, write_files


class Taken(enum.StrEnum):
    """What became of an act."""

    ADDED = "added"
    EXTENDED = "extended"  # it was held; editions were added
    UNCHANGED = "unchanged"


class Imported(Struct, frozen=True):
    """One act taken over."""

    id: str
    done: Taken
    editions: int
    findings: tuple[Finding, ...] = ()


class Refused(Struct, frozen=True):
    """One act that was not, and why."""

    place: str
    error: NqsError


@contextmanager
def opened(path: Path, git: str) -> Iterator[Places]:
    """The acts under ``path``: of its history where git keeps one with editions in it, else of its folders.

    ``git`` is the program that reads histories, "" where there is none. UsageError
    where there is no folder or no edition in it.
    """
    if not path.is_dir():
        raise UsageError("import.no-folder", path=str(path))
    with history(path, git) as found:
        acts = found.acts if found else folders(path)
        if not acts:
            raise UsageError("import.nothing", path=str(path))
        yield found or Places(acts, lambda name: read_file(Path(name)))


def take(corpus: Corpus, places: Places, found: Found) -> Imported | Refused:
    """One act into the corpus, with all its editions in both languages; the corpus is as it was where it is refused."""
    try:
        return _Taking(corpus, places, found).done()
    except SourceError as error:
        return Refused(found.place, error)


class _Taking:
    """One act on its way."""

    def __init__(self, corpus: Corpus, places: Places, found: Found) -> None:
        self._corpus, self._places, self._found = corpus, places, found
        self._findings: list[Finding] = []
        self._gone: date | None = None
        self._gone_by = ""
        self.id = ""

    def done(self) -> Imported:
        new = self._editions()
        with alone(self._corpus.folder, self._corpus.folder / self.id):
            existed = (self._corpus.folder / self.id).exists()
            files: dict[str, bytes] = {}
            compiled: dict[str, Compiled] = {}
            for language, editions in new.items():
                try:
                    files |= self._files(language, editions, compiled)
                except SourceError as error:
                    if language == KAZAKH:
                        raise
                    self._findings.append(
                        warning("import.language-refused", act=self.id, language=language, reason=error.code)
                    )
            if files:
                self._write(files)
        for language, one in compiled.items():
            self._corpus.expression(language).keep(self.id, one)
            self._findings += one.findings
        done = (Taken.EXTENDED if existed else Taken.ADDED) if files else Taken.UNCHANGED
        return Imported(self.id, done, sum(map(len, new.values())), tuple(self._findings))

    # --- what the bank has -----------------------------------------------------------------

    def _editions(self) -> dict[str, dict[date, Kept]]:
        """Every edition by language and date; of two of one date the later one."""
        result: dict[str, dict[date, Kept]] = {}
        last: dict[str, str] = {}
        for shot in self._found.snapshots:
            if META not in shot.files:
                raise SourceError("import.no-meta", file=shot.place)
            meta = read_meta(self._places.read(shot.files[META]), shot.place)
            own = requisites(meta.requisite, shot.place)
            self._identify(own, shot)
            for language, name in LANGUAGES.items():
                if f"{name}.md" not in shot.files:
                    continue
                data = self._text(shot, language)
                one, held = self._record(meta, shot, language, data), result.setdefault(language, {})
                if last.get(language) != one.sha256 and one.edition:
                    if one.edition in held:
                        self._findings.append(
                            warning("import.same-day", act=self.id, day=one.edition, language=language)
                        )
                    held[one.edition], last[language] = Kept(one, data), one.sha256
        if not result:
            raise SourceError("import.no-text", file=self._found.place)
        return result

    def _identify(self, own: Requisites, shot: Snapshot) -> None:
        act_id = registry_id(own.citation) or safe(f"{own.citation.date:%Y%m%d}-{own.citation.number}")
        if self.id not in ("", act_id):
            raise SourceError("import.two-acts", file=shot.place, one=self.id, other=act_id)
        self.id = act_id

    def _text(self, shot: Snapshot, language: str) -> bytes:
        """The text of one language with its parts in their order."""
        text = self._places.read(shot.files[f"{LANGUAGES[language]}.md"])
        paths = part_paths(text, language)
        missing = [path for path in paths if path not in shot.files]
        if missing:
            raise SourceError("import.no-part", file=shot.place, part=", ".join(missing))
        return whole(text, {path: self._places.read(shot.files[path]) for path in paths})

    def _record(self, meta: Meta, shot: Snapshot, language: str, data: bytes) -> Record:
        name = LANGUAGES[language]
        day = meta.version_date.get(name)
        if day is None:
            raise SourceError("import.no-date", file=shot.place, language=name)
        self._end(meta)
        return Record(
            f"{name}.md",
            hashlib.sha256(data).hexdigest(),
            origin=meta.source if isinstance(meta.source, str) else meta.source.get(name, ""),
            edition=day,
            requisite=meta.requisite,
            caused_by=meta.caused_by.requisite,
        )

    def _end(self, meta: Meta) -> None:
        """How the act ended, as the last snapshot tells; the bank keeps no repealed act, a removal is a repeal."""
        by, removed = meta.repealed_by, self._found.removed
        self._gone = meta.repealed_on or (removed.on if removed else None)
        self._gone_by = by.requisite if isinstance(by, Cause) else by or (removed.cause if removed else "")

    # --- what the corpus gets ----------------------------------------------------------------

    def _files(self, language: str, new: Mapping[date, Kept], compiled: dict[str, Compiled]) -> dict[str, bytes]:
        """The files of one language that are not there yet, act.toml last; by their paths in the act's folder."""
        view = self._corpus.expression(language)
        home, old = view.home(self.id), view.held(self.id)
        held = kept(home)
        every = {**held, **{day: self._merged(held.get(day), one) for day, one in new.items()}}
        days = sorted(every)
        files: dict[str, bytes] = {}
        for day in days[1:] if old is None or old.edition else days:
            below, one = witness_path(day), every[day]
            files |= {f"{below}/{one.record.file}": one.data, f"{below}/{FILE}": render(one.record)}
        if old is not None and old.edition is None:
            files[FILE] = render(self._ended(old))
        else:
            files |= self._base(view, old, every[days[0]], compiled)
        below = f"{view.below}/" if view.below else ""
        return {below + name: data for name, data in files.items() if not _same(home / name, data)}

    def _base(self, view: Corpus, old: Record | None, base: Kept, compiled: dict[str, Compiled]) -> dict[str, bytes]:
        """The earliest edition in its place; the one that stood there is kept, as the last act.toml names it."""
        record, home = self._ended(base.record), view.home(self.id)
        files = {record.file: base.data, FILE: render(record)}
        if old == record:
            return files
        key = derived.key_of(self.id.encode(), base.data, render(record))
        compiled[view.language] = compile_source(source_of(base.data, record), record, self.id, key)
        before = source_bytes(home, old) if old is not None and old.sha256 != record.sha256 else None
        if old is not None and before is not None:
            files = {replaced(home / old.file, old.sha256).relative_to(home).as_posix(): before} | files
        return files

    def _ended(self, record: Record) -> Record:
        """A record with what the bank tells of the end of the act."""
        return changed(record, repealed_on=self._gone, repealed_by=self._gone_by) if self._gone else record

    @staticmethod
    def _merged(old: Kept | None, new: Kept) -> Kept:
        """What a person wrote into the record of an edition stays."""
        if old is None:
            return new
        own = old.record
        return Kept(changed(new.record, published=own.published, refuse=own.refuse, reader=own.reader), new.data)

    def _write(self, files: Mapping[str, bytes]) -> None:
        folder = self._corpus.folder / self.id
        if folder.exists():
            write_files({folder / name: data for name, data in files.items()})
        else:
            new_folder(folder, files)


def _same(path: Path, data: bytes) -> bool:
    return path.is_file() and path.read_bytes() == data
