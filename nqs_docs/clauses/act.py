"""The clause tree: units, the text they hold, acts and their notes.

All values are frozen and share subtrees freely. Text stands only in leaves, as
runs; each run knows the characters of the source it came from and the event that
brought it into the edition.

Shape of a tree (children in printed order)::

    ACT
    ├── ORDER        HEADING REQUISITES PREAMBLE POINT… SIGNATURE AGREEMENT…
    └── DOCUMENT…    CORNER HEADING (SECTION|CHAPTER|SUBCHAPTER|POINT|INDENT|TABLE)… APPENDIX…
        └── APPENDIX CORNER HEADING (as a document, or the lines of a form)

    POINT, ARTICLE, SUBPOINT   PART…                (always, also where there is one)
    PART                       INDENT | SUBPOINT | TABLE
    SECTION, CHAPTER, SUBCHAPTER  HEADING, then points or smaller chapters
    TABLE ROW CELL INDENT
    PREAMBLE, SIGNATURE, AGREEMENT   INDENT…

Leaves, which carry runs: INDENT, HEADING, REQUISITES, CORNER. A label ("10. ",
"3) ", "2-тарау. ") is part of the text of the first leaf. Parts, indents and
sentences bear no label: they are counted. Norm: Law № 480-V, art. 23.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from nqs_docs.clauses.decision import Decision
from nqs_docs.findings import Span


class Kind(enum.StrEnum):
    """What a unit is; the nouns of the glossary."""

    ACT = "act"
    ORDER = "order"  # бұйрық: the order itself
    DOCUMENT = "document"  # an approved document: қағидалар, тізбе, нысан …
    APPENDIX = "appendix"  # қосымша of an approved document
    SECTION = "section"  # бөлім
    CHAPTER = "chapter"  # тарау
    SUBCHAPTER = "subchapter"  # параграф
    ARTICLE = "article"  # бап
    POINT = "point"  # тармақ
    SUBPOINT = "subpoint"  # тармақша
    PART = "part"  # бөлік
    INDENT = "indent"  # абзац
    SENTENCE = "sentence"  # сөйлем; only in addresses
    HEADING = "heading"  # тақырып
    REQUISITES = "requisites"  # body, date, number, registration
    PREAMBLE = "preamble"  # кіріспе
    CORNER = "corner"  # жоғарғы оң жақ бұрыш
    SIGNATURE = "signature"
    AGREEMENT = "agreement"  # КЕЛІСІЛДІ
    TABLE = "table"
    ROW = "row"  # жол
    COLUMN = "column"  # баған; only in addresses
    CELL = "cell"
    NOTE = "note"  # ескертпе (a footnote); only in addresses


LEAVES = frozenset({Kind.INDENT, Kind.HEADING, Kind.REQUISITES, Kind.CORNER})
NUMBERED = frozenset(
    {Kind.SECTION, Kind.CHAPTER, Kind.SUBCHAPTER, Kind.ARTICLE, Kind.POINT, Kind.SUBPOINT, Kind.APPENDIX, Kind.ROW}
)
COUNTED = frozenset({Kind.PART, Kind.INDENT, Kind.SENTENCE})


class State(enum.StrEnum):
    """What is known of a unit's wording in an edition."""

    HELD = "held"
    NOT_HELD = "not-held"  # it exists, its wording is not in the corpus
    DELETED = "deleted"  # a tombstone: the number is kept (Law № 480-V, art. 27(6))
    DELAYED = "delayed"  # in force later; a line stands in its place
    SUSPENDED = "suspended"


class Run(Struct, frozen=True, gc=False):
    """Consecutive characters of one origin.

    ``end - start == len(text)`` where every character is itself; a single space
    may stand for a longer stretch of white space (a line end and indentation).
    """

    text: str
    source: str  # registry id of the act whose source holds the characters
    start: int
    end: int
    cause: str = ""  # key of the event that brought it; "" for the base text


class Unit(Struct, frozen=True, gc=False):
    """A node of the clause tree."""

    kind: Kind
    label: str = ""  # "7", "9-1", "VI"; "" where it is counted or single
    children: tuple[Unit, ...] = ()
    runs: tuple[Run, ...] = ()  # leaves only
    name: str = ""  # DOCUMENT, APPENDIX that explains a form: head noun ("қағидалар"); HEADING not held: title cited
    state: State = State.HELD
    cause: str = ""  # key of the event that put it in this state
    gaps: bool = False  # more children may exist than are held (partial act)


class Step(Struct, frozen=True, gc=False):
    """One step of an address: a unit by its kind and number (or ordinal)."""

    kind: Kind
    label: str = ""  # "7", "3-1", "2" for the second part; "" for the only one
    name: str = ""  # DOCUMENT: head noun as in Unit.name
    title: str = ""  # DOCUMENT: its name as cited, for telling documents apart


class Address(Struct, frozen=True, gc=False):
    """Steps from the outermost unit inwards.

    Full when the first step is ORDER or DOCUMENT; without, it searches all
    scopes of an act.
    """

    steps: tuple[Step, ...]


class Citation(Struct, frozen=True):
    """An act as it is named in another: body, date, number, registration."""

    number: str = ""  # "391", "123-ө"
    date: date | None = None  # of signing
    registry_number: str = ""  # "33449"
    body: str = ""  # as printed, nominative where known
    title: str = ""  # as printed, without outer quotes
    kind: str = "бұйрық"  # бұйрық, қаулы, заң …
    span: Span | None = None


class CommencementRule(enum.StrEnum):
    """How a date in force is fixed (Law № 480-V, art. 42)."""

    DATE = "date"  # "2026 жылғы 12 шілдеден бастап"
    PUBLICATION = "publication"  # publication day + months + days
    REGISTRATION = "registration"  # "мемлекеттік тіркелген күнінен бастап"
    SIGNING = "signing"  # "қол қойылған күнінен бастап"
    UNREADABLE = "unreadable"  # a clause that could not be read: never in force


class Commencement(Struct, frozen=True, gc=False):
    """A rule, not yet a date: counted days need the day of publication, registration or signing."""

    rule: CommencementRule
    date: date | None = None
    days: int = 0  # 0 "күнінен бастап", 1 "күнінен кейін", 11 "кейін күнтізбелік он күн өткен соң"
    clause: str = ""  # the words as printed
    months: int = 0  # counted before the days: "үш ай өткен соң" is three and a day


class NoteKind(enum.StrEnum):
    """What an editorial note is evidence of."""

    REDACTION = "redaction"  # … жаңа редакцияда - …
    CHANGED = "changed"  # … өзгеріс енгізілді - …
    INSERTED = "inserted"  # … толықтырылды - …
    DELETED = "deleted"  # … алып тасталды - …
    REPEALED = "repealed"  # Күші жойылды - …
    DELAYED = "delayed"  # … 12.07.2026 бастап қолданысқа енгізіледі - …
    ANNOUNCED = "announced"  # ЗҚАИ: … жаңа редакцияда көзделген - …
    COMMENCES = "commences"  # ЗҚАИ: Осы бұйрық 12.07.2026 ж. бастап қолданысқа енгізіледі
    SEE = "see"  # ЗҚАИ: Қолданысқа енгізілу тәртібін 4-тармақтан қараңыз
    OTHER = "other"  # a note whose words are not understood


class NoteEvent(Struct, frozen=True):
    """One change a note tells of: what happened to which unit, by which act."""

    kind: NoteKind
    address: Address | None  # full; None for the act as a whole
    by: Citation | None
    commencement: Commencement | None


class Note(Struct, frozen=True):
    """An editorial note as printed, and what it is evidence of."""

    runs: tuple[Run, ...]  # all its lines, "ЗҚАИ-ның ескертпесі!" included, lines joined by "\n" runs
    events: tuple[NoteEvent, ...]
    place: Address  # full address of the unit it stands at
    before: bool  # printed before that unit (ЗҚАИ) or after it (Ескерту)


class Repealed(Struct, frozen=True):
    """That an act was repealed, told by the bank it comes from and by no text."""

    by: Citation
    on: date  # the bank's day: the act is in force before it, how long after it is not known


class Act(Struct, frozen=True):
    """An act as its source prints it."""

    id: str  # registry id
    citation: Citation  # its own requisites
    registered: date | None
    root: Unit
    notes: tuple[Note, ...] = ()
    published: date | None = None  # from act.toml
    taken: date | None = None  # from act.toml
    since: date | None = None  # from act.toml: an edition of that day; before it only what its notes tell is held
    repealed: Repealed | None = None  # from act.toml
    aliases: tuple[tuple[str, Address], ...] = ()  # "z14" of a web page, and the unit it stands on
    lang: str = "kk"  # or "ru": the language of its own order
    decisions: tuple[Decision, ...] = ()  # what a person settled of it


def leaves(unit: Unit) -> Iterator[Unit]:
    """Every leaf below (or at) ``unit``, in printed order, tombstones included."""
    if not unit.children:
        yield unit
        return
    for child in unit.children:
        yield from leaves(child)


def walk(unit: Unit) -> Iterator[Unit]:
    """``unit`` and everything below it, parents first."""
    yield unit
    for child in unit.children:
        yield from walk(child)


def text_of(runs: Sequence[Run]) -> str:
    """The characters of ``runs``, end to end."""
    return runs[0].text if len(runs) == 1 else "".join([run.text for run in runs])


def text(unit: Unit) -> str:
    """A leaf's text, or its leaves' texts joined by one space."""
    return " ".join([text_of(leaf.runs) for leaf in leaves(unit) if leaf.runs]) if unit.children else text_of(unit.runs)


def child(unit: Unit, kind: Kind) -> Unit | None:
    """The first child of that kind."""
    return next((c for c in unit.children if c.kind is kind), None)
