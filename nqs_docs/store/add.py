"""Adding a source: new, the same again, or in the place of another."""

from __future__ import annotations

import enum
import hashlib
from datetime import date

from msgspec import Struct
from msgspec.structs import replace as changed

from nqs_docs.findings import Finding, SourceError, UsageError
from nqs_docs.store import derived
from nqs_docs.store.corpus import Corpus
from nqs_docs.store.names import REGISTRY_ID
from nqs_docs.store.reading import compile_source, identified
from nqs_docs.store.record import FILE, Record, render
from nqs_docs.store.write import new_folder, write_file, write_files

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
    """Read the bytes of a file ``name`` into the corpus.

    SourceError where they are refused: no order, or (unless ``replace``) other
    bytes than those held of the same act. The corpus is then as it was.
    """
    _checked(name, act_id)
    fresh = Record(name, hashlib.sha256(data).hexdigest(), _ORIGIN, reader, published)
    key, act = identified(data, fresh, act_id)
    if not (corpus.folder / key / FILE).is_file():
        return _added(corpus, key, fresh, data)
    old = corpus.record(key)
    if old.sha256 == fresh.sha256:
        return _dated(corpus, key, old, published, data)
    if not replace:
        raise SourceError("store.changed-duplicate", act=key, number=act.citation.number, file=old.file)
    return _replaced(corpus, key, old, changed(fresh, published=published or old.published), data)


def _added(corpus: Corpus, key: str, record: Record, data: bytes) -> Added:
    compiled = compile_source(data, record, key, derived.key_of(key.encode(), data, render(record)))
    new_folder(corpus.folder / key, {record.file: data, FILE: render(record)})
    corpus.keep(key, compiled)
    return Added(key, Done.ADDED, compiled.findings)


def _dated(corpus: Corpus, key: str, old: Record, published: date | None, data: bytes) -> Added:
    if published is None or published == old.published:
        return Added(key, Done.UNCHANGED)
    new = changed(old, published=published)
    compiled = compile_source(data, new, key, derived.key_of(key.encode(), data, render(new)))
    write_file(corpus.folder / key / FILE, render(new))
    corpus.keep(key, compiled)
    return Added(key, Done.DATED)


def _replaced(corpus: Corpus, key: str, old: Record, new: Record, data: bytes) -> Added:
    """The new source in the old one's place, which is kept in ``replaced/``."""
    compiled = compile_source(data, new, key, derived.key_of(key.encode(), data, render(new)))
    folder = corpus.folder / key
    files = {folder / new.file: data, folder / FILE: render(new)}
    if (folder / old.file).is_file():
        kept = folder / "replaced" / f"{old.sha256[:8]}-{old.file}"
        files = {kept: (folder / old.file).read_bytes()} | files
    write_files(files)
    if old.file != new.file:
        (folder / old.file).unlink(missing_ok=True)
    corpus.keep(key, compiled)
    return Added(key, Done.REPLACED, compiled.findings)


def _checked(name: str, act_id: str) -> None:
    """A name that can stand beside act.toml, and a registry id that is one (or none)."""
    if name in (FILE, "replaced") or name.startswith("."):
        raise SourceError("store.bad-name", file=name)
    if act_id and not REGISTRY_ID.fullmatch(act_id):
        raise UsageError("store.bad-id", given=act_id)
