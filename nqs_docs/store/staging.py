"""Sources before they are added: what is read from them, and what they would change. Nothing is written."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct, structs

from nqs_docs.clauses.act import leaves, text
from nqs_docs.editions.edition import Outcome
from nqs_docs.editions.library import Library
from nqs_docs.findings import Finding, NqsError
from nqs_docs.redlines.compare import compare
from nqs_docs.redlines.redline import Redline
from nqs_docs.sources.line import Source
from nqs_docs.sources.read import reader_for
from nqs_docs.store.add import Done, checked, decided, named
from nqs_docs.store.corpus import Corpus
from nqs_docs.store.derived import Compiled
from nqs_docs.store.index import changed
from nqs_docs.store.reading import compile_source, language_of, source_of
from nqs_docs.store.record import Record, decisions


class Offered(Struct, frozen=True):
    """A file that may be added, and what is said of it."""

    name: str
    data: bytes
    published: date | None = None
    act_id: str = ""


class Seen(Struct, frozen=True):
    """What was read from a file."""

    name: str
    format: str  # of its content
    id: str
    done: Done  # what keeping it would do; REPLACED: another file of the act is held
    held: str  # name of that file
    source: Source
    compiled: Compiled
    language: str


class Refused(Struct, frozen=True):
    """A file that cannot be read, and why."""

    name: str
    why: NqsError


class Difference(Struct, frozen=True):
    """An act in the corpus as it is and as it would be."""

    act: str
    number: str
    held: bool  # is already
    begin: tuple[date, ...]  # redactions that are not there yet
    end: tuple[date, ...]  # redactions that would not be there any more
    other: tuple[date, ...]  # redactions that would read otherwise
    outcomes: tuple[Outcome, ...]  # of its own instructions, where it is one of the files
    redline: Redline | None  # of its text, on the last day that would read otherwise
    new: tuple[Finding, ...]
    gone: tuple[Finding, ...]


def seen(corpus: Corpus, file: Offered) -> Seen | Refused:
    """A file as ``add`` would read it."""
    try:
        checked(file.name, file.act_id)
        fresh = Record(file.name, hashlib.sha256(file.data).hexdigest(), published=file.published)
        source = source_of(file.data, fresh)
        key, act = named(corpus, source, fresh, file.act_id)
        language, source = language_of(act), structs.replace(source, key=key)
        view = corpus.expression(language)
        old = view.held(key)
        done, new = decided(old, fresh, replace=True)
        read = source_of(file.data, new) if new and done is Done.DATED else source
        compiled = compile_source(read, new or fresh, key, "", decisions(view.home(key), key))
    except NqsError as error:
        return Refused(file.name, error)
    held = old.file if old else ""
    return Seen(file.name, reader_for(file.data, file.name), key, done, held, source, compiled, language)


def differences(corpus: Corpus, files: Sequence[Seen]) -> tuple[Difference, ...]:
    """Every act that would not be as it is, were the files added together."""
    found: list[Difference] = []
    for language in dict.fromkeys(file.language for file in files):
        given = {file.id: file.compiled for file in files if file.language == language and file.done != Done.UNCHANGED}
        found += _differences(corpus.expression(language), given)
    return tuple(found)


def _differences(corpus: Corpus, given: Mapping[str, Compiled]) -> Iterable[Difference]:
    both = (corpus, corpus.having(given))
    touched = sorted({*given, *(act for act_id in given for one in both for act in changed(one.index(), act_id))})
    old, new = (one.library(*touched) for one in both)
    for act_id in touched:
        one = _difference(old, new, act_id, act_id in given)
        if act_id in given or one.begin or one.end or one.other or one.new or one.gone:
            yield one


def _difference(old: Library, new: Library, act_id: str, own: bool) -> Difference:
    days = [set(library.dates(act_id)) if act_id in library.act_ids() else set() for library in (old, new)]
    found = [library.findings(act_id) if act_id in library.act_ids() else () for library in (old, new)]
    other = [day for day in sorted(days[0] & days[1]) if _words(old, act_id, day) != _words(new, act_id, day)]
    texts = [library.edition(act_id, other[-1], notes=False) for library in (old, new)] if other else []
    return Difference(
        act_id,
        new.citation(act_id).number,
        act_id in old.acts,
        tuple(sorted(days[1] - days[0])),
        tuple(sorted(days[0] - days[1])),
        tuple(other),
        new.outcomes(act_id) if own else (),
        compare(texts[0], texts[1], (), ()) if texts else None,
        tuple(finding for finding in found[1] if finding not in found[0]),
        tuple(finding for finding in found[0] if finding not in found[1]),
    )


def _words(library: Library, act_id: str, day: date) -> list[tuple[str, str]]:
    return [(unit.state.value, text(unit)) for unit in leaves(library.edition(act_id, day, notes=False).root)]
