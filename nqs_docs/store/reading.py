"""From the bytes of a source to an act with its operations: what ``derived`` keeps.

Loaded where something has to be read anew only: it brings every parser with it.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from msgspec.structs import replace as changed

from nqs_docs.clauses.act import Act, Kind, Repealed, text
from nqs_docs.clauses.citation import registry_id
from nqs_docs.clauses.decision import standing
from nqs_docs.clauses.from_lines import read_act
from nqs_docs.findings import SourceError, UsageError
from nqs_docs.language.folding import fold_case
from nqs_docs.language.messages import LANGUAGES, message
from nqs_docs.sources.limits import MOST_CHANGES, limit
from nqs_docs.sources.line import Source
from nqs_docs.sources.read import LIMIT, READERS, read
from nqs_docs.store.deciding import decide
from nqs_docs.store.derived import Compiled
from nqs_docs.store.ekb import requisites, told_act
from nqs_docs.store.index import REGISTRY_ID, safe
from nqs_docs.store.record import Decisions, Record

_KAZAKH = re.compile("[әіңғүұқөһ]")
_HEAD = 2000  # characters
_FACES = (re.escape(message("publish.as-of", lang, act="", id="%", date="%").strip()) for lang in LANGUAGES)
_EDITION = re.compile("|".join(_FACES).replace("%", r"\S+"))


def read_file(path: Path) -> bytes:
    """The bytes of a file to add.

    SourceError ``store.unreadable`` where it cannot be read, ``source.too-large`` before it is.
    """
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size > LIMIT:
                raise SourceError("source.too-large", file=path.name, size=str(size), limit=str(LIMIT))
            return file.read(LIMIT + 1)
    except OSError as error:
        raise SourceError("store.unreadable", file=str(path), reason=error.strerror or str(error)) from error


def source_of(data: bytes, record: Record, act_id: str = "") -> Source:
    """The lines of a source, read as its record says."""
    if record.reader and record.reader not in READERS:
        raise UsageError("store.unknown-reader", name=record.reader, known=", ".join(READERS))
    return read(data, record.file, act_id, record.reader)


def identified(source: Source, record: Record, given: str) -> tuple[str, Act]:
    """The id of a source, from its text, and its act; SourceError where another id is given.

    A text that does not say its registration number takes the id that is given,
    failing that one made of its date and number.
    """
    if _made_here(source):
        raise SourceError("store.own-edition", file=record.file)
    act, _ = read_act(source)
    if not given:
        return safe(act.id), act
    if REGISTRY_ID.fullmatch(act.id) and act.id != given:
        raise SourceError("store.other-id", file=record.file, act=act.id, given=given)
    return given, act


def _made_here(source: Source) -> bool:
    """Whether a source is an edition that this program wrote: its text is derived, and says so at its head."""
    heads = (dict(found.params).get("words", "") for found in source.findings if found.code == "source.running-head")
    return any(_EDITION.search(" ".join(words.split())) for words in (source.text[:_HEAD], *heads))


def language_of(act: Act) -> str:
    """The language of an act's own order: "ru" where it has no letters that only Kazakh has."""
    order = "".join(text(unit) for unit in act.root.children if unit.kind is Kind.ORDER)
    return "kk" if len(_KAZAKH.findall(fold_case(order))) * 100 > len(order) else "ru"


def compile_source(source: Source, record: Record, act_id: str, key: str, decided: Decisions = ((), ())) -> Compiled:
    """The act of a source with its operations and everything noticed, under ``key``.

    ``decided``: what was settled of it, withdrawn or not, and what was noticed in reading that.
    SourceError where the text proves the folder's name or the day of publication wrong.
    """
    source = changed(source, key=act_id)
    taken, odd = decided
    settled, idle = standing(taken, source.text)
    given = requisites(record.requisite, record.file) if record.requisite else None
    refused = record.refused | {(one.repair, one.at) for one in settled if one.refused}
    act, noticed = read_act(source, published=record.published, taken=record.taken, refused=refused, given=given)
    act = _of_edition(act, record)
    signed, own = act.citation.date, registry_id(act.citation)
    if REGISTRY_ID.fullmatch(own) and own != act_id:
        raise SourceError("store.other-id", file=record.file, act=own, given=act_id)
    if record.published and signed and record.published < signed:
        raise SourceError(
            "store.published-early", file=record.file, published=str(record.published), signed=str(signed)
        )
    act, changes, found = decide(act, settled, noticed)
    limit(record.file, "instructions", len(changes), MOST_CHANGES)
    limit(record.file, "notes", sum(len(note.events) for note in act.notes), MOST_CHANGES)
    return Compiled(key, act, changes, (*found, *idle, *odd))


def _of_edition(act: Act, record: Record) -> Act:
    """What the bank tells of an edition: since when its wording is held, and the end of the act."""
    signed = act.citation.date
    since = record.edition if record.edition and signed and record.edition > signed else None
    gone = Repealed(told_act(record.repealed_by), record.repealed_on) if record.repealed_on else None
    return changed(act, since=since, repealed=gone)
