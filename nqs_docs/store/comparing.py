"""What stands beside the base of an act: official editions as witnesses, and the act in the other language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import chain

from msgspec.structs import replace

from nqs_docs.clauses.act import NUMBERED, Act, Address, Kind, Unit
from nqs_docs.clauses.address import spoken
from nqs_docs.clauses.address_make import address_of
from nqs_docs.editions.library import Library
from nqs_docs.findings import Finding, SourceError, warning
from nqs_docs.redlines.witness import Witness, differences
from nqs_docs.store import derived
from nqs_docs.store.corpus import KAZAKH, Corpus
from nqs_docs.store.ekb import LANGUAGES, told_act
from nqs_docs.store.reading import compile_source, source_of
from nqs_docs.store.record import Kept, render, witnesses

#: Units whose places in an act must be the same in every language.
_COMPARED = NUMBERED | {Kind.DOCUMENT, Kind.PREAMBLE, Kind.PART}


def beside(corpus: Corpus, act_id: str, library: Library) -> tuple[Finding, ...]:
    """Everything noticed beside the base: the findings of each witness and of the other expressions.

    A span in an expression names its source as ``<id>/ru``.
    """
    found = list(compared(corpus, act_id, library))
    for language in LANGUAGES:
        other = corpus.expression(language)
        if other is not corpus and other.held(act_id) is not None:
            found += _of_expression(corpus, other, act_id)
    return tuple(found)


def _of_expression(corpus: Corpus, other: Corpus, act_id: str) -> Iterator[Finding]:
    """What is noticed in reading and compiling an expression, in its witnesses, and in laying it over the first."""
    library = other.library(act_id)
    own = (*other.compiled(act_id).findings, *library.findings(act_id), *compared(other, act_id, library))
    for finding in own:
        span = finding.span
        yield replace(finding, span=replace(span, source=f"{span.source}/{other.language}")) if span else finding
    if corpus.held(act_id) is not None:
        yield from structures(corpus.compiled(act_id).act, other.compiled(act_id).act, other.language)


# --- witnesses ------------------------------------------------------------------------------


def compared(corpus: Corpus, act_id: str, library: Library) -> Iterator[Finding]:
    """The differences to each official edition; one that cannot be read is a finding."""
    beside_base = witnesses(corpus.home(act_id))
    causes = []
    for day, kept in sorted(beside_base.items()):
        causes += [told_act(kept.record.caused_by)] if kept.record.caused_by else []
        try:
            act = _read(corpus, act_id, day, kept)
        except SourceError as error:
            yield warning("witness.unreadable", act=act_id, edition=day.isoformat(), reason=error.code)
        else:
            yield from differences(library, Witness(act, day, tuple(causes)))


def _read(corpus: Corpus, act_id: str, day: date, kept: Kept) -> Act:
    """The act as a witness prints it, from ``.nqs/`` where nothing changed."""
    path = corpus.derived_file("witnesses", f"{act_id}_{day.isoformat()}")
    key = derived.key_of(act_id.encode(), kept.data, render(kept.record))
    found = derived.load(path, derived.Compiled)
    if found is None or found.key != key:
        found = compile_source(source_of(kept.data, kept.record), kept.record, act_id, key)
        derived.keep(path, found)
    return found.act


# --- languages --------------------------------------------------------------------------------


def structures(first: Act, second: Act, language: str) -> Iterator[Finding]:
    """Where the structures of two expressions differ: a unit of the one that the other has not, parts counted."""
    mine, theirs = _places(first.root), _places(second.root)
    for place in chain(mine, (place for place in theirs if place not in mine)):
        if (place in mine) != (place in theirs) and (place[:-1] in mine) == (place[:-1] in theirs):
            unit = spoken(mine.get(place) or theirs[place])
            held, lacking = (KAZAKH, language) if place in mine else (language, KAZAKH)
            yield warning("expression.structure", act=first.id, unit=unit, held=held, lacking=lacking)


def _places(root: Unit) -> dict[tuple[str, ...], Address]:
    """Every numbered or counted unit by the kinds and numbers that lead to it, documents and parts by their order."""
    result: dict[tuple[str, ...], Address] = {(): Address(())}

    def walk(unit: Unit, place: tuple[str, ...], path: tuple[int, ...]) -> None:
        counts: Counter[Kind] = Counter()
        for number, child in enumerate(unit.children):
            counts[child.kind] += 1
            if child.kind in _COMPARED and child.kind is not Kind.ROW:
                label = child.label if child.label and child.kind in NUMBERED else str(counts[child.kind])
                below = (*place, f"{child.kind} {label}")
                result.setdefault(below, address_of(root, (*path, number)))
                walk(child, below, (*path, number))
            elif child.kind is Kind.ORDER:
                walk(child, place, (*path, number))

    walk(root, (), ())
    return result
