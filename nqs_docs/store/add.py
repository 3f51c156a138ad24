"""Adding a source: new, the same again, or in the place of another."""

from __future__ import annotations

import enum
import hashlib
import re
from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace as changed

from nqs_docs.clauses.act import Act
from nqs_docs.findings import Finding, SourceError, UsageError
from nqs_docs.language.folding import fold_case
from nqs_docs.sources.line import Source
from nqs_docs.store import derived
from nqs_docs.store.corpus import Corpus
from nqs_docs.store.ekb import LANGUAGES
from nqs_docs.store.index import REGISTRY_ID
from nqs_docs.store.reading import compile_source, identified, language_of, source_of
from nqs_docs.store.record import DECISIONS, FILE, WITNESSES, Record, decisions, render, replaced, stated
from nqs_docs.store.write import alone, new_folder, try_remove, write_files

_ORIGIN = "received as a file"


class Done(enum.StrEnum):
    """What ``add`` did."""

    ADDED = "added"
    REPLACED = "replaced"
    DATED = "dated"  # the same bytes, a new publication date
    UNCHANGED = "unchanged"


class Added(Struct, frozen=True):
    """What became of a source given to ``add``."""

    id: str
    done: Done
    findings: tuple[Finding, ...] = ()


def add(
    corpus: Corpus,
    data: bytes,
    name: str,
    *,
    published: date | None = None,
    act_id: str = "",
    reader: str = "",
    replace: bool = False,
) -> Added:
    """Read the bytes of a file ``name`` into the corpus; a Russian text is the second expression of its act.

    SourceError where they are refused: no order, or (unless ``replace``) other
    bytes than those held of the same act. The corpus is then as it was.
    """
    checked(name, act_id)
    fresh = Record(name, hashlib.sha256(data).hexdigest(), _ORIGIN, reader, published)
    source = source_of(data, fresh)
    key, act = named(corpus, source, fresh, act_id)
    corpus = corpus.expression(language_of(act))
    while True:  # read and compiled before the corpus is locked; once more where another writer was faster
        old = corpus.held(key)
        done, new = decided(old, fresh, replace)
        if new is None:
            if done is Done.UNCHANGED:
                return Added(key, done)
            held = old.file if old else ""
            raise SourceError("store.changed-duplicate", act=key, number=act.citation.number, file=held)
        home = corpus.home(key)
        stamp = derived.key_of(key.encode(), data, render(new) + stated(home))
        read = source_of(data, new) if done is Done.DATED else source
        compiled = compile_source(read, new, key, stamp, decisions(home, key))
        with alone(corpus.folder, home):
            if corpus.held(key) == old:
                _write(home, old, new, data)
                break
    corpus.keep(key, compiled)
    return Added(key, done, () if done is Done.DATED else compiled.findings)


def named(corpus: Corpus, source: Source, fresh: Record, act_id: str) -> tuple[str, Act]:
    """The id of a source and its act; SourceError where the act is held under its registry id, which the text lacks."""
    key, act = identified(source, fresh, act_id)
    number, day, body = act.citation.number, act.citation.date, act.citation.body
    for held, entry in {} if REGISTRY_ID.fullmatch(key) else corpus.index().items():
        if held != key and (entry.known.number, entry.known.date) == (number, day):
            other = corpus.compiled(held).act
            if other.lang != act.lang or fold_case(other.citation.body) == fold_case(body):  # else of another body
                raise SourceError("store.same-act", file=fresh.file, number=number, act=held)
    return key, act


def decided(old: Record | None, fresh: Record, replace: bool) -> tuple[Done, Record | None]:
    """What is to be done with a source, and the record to write; None where nothing is written."""
    if old is None:
        return Done.ADDED, fresh
    if old.sha256 != fresh.sha256:
        return Done.REPLACED, changed(fresh, published=fresh.published or old.published) if replace else None
    if fresh.published in (None, old.published):
        return Done.UNCHANGED, None
    return Done.DATED, changed(old, published=fresh.published)


def _write(folder: Path, old: Record | None, new: Record, data: bytes) -> None:
    """The source and its record. act.toml decides and is renamed last: until then the old state holds.

    A source whose place is taken stands in ``replaced/`` before that, where ``source_bytes`` finds it.
    """
    files = {folder / new.file: data, folder / FILE: render(new)}
    if old is None and not folder.exists():
        new_folder(folder, {path.name: content for path, content in files.items()})
        return
    gone = folder / old.file if old and old.sha256 != new.sha256 else None
    if gone and gone.is_file() and (before := gone.read_bytes()) != data:
        files = {replaced(gone, hashlib.sha256(before).hexdigest()): before} | files
    write_files(files)
    if gone and gone.name != new.file:
        try_remove([gone])


def checked(name: str, act_id: str) -> None:
    """A name that can stand beside act.toml, and a registry id that is one (or none)."""
    taken = ("", FILE, "replaced", WITNESSES, DECISIONS, *LANGUAGES)
    if name in taken or name.startswith(".") or re.search(r"[/\\\0]", name):
        raise SourceError("store.bad-name", file=name)
    if act_id and not REGISTRY_ID.fullmatch(act_id):
        raise UsageError("store.bad-id", given=act_id)
