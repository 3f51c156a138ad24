"""Operations: what an amending order does, ready to be applied.

An operation carries everything an edition needs, so that ``editions`` never
reads an instruction: full address, quoted units, words, commencement of the whole
and of each delayed indent, and the words of the instruction with their span.
"""

from __future__ import annotations

import enum

from msgspec import Struct

from nqs_docs.clauses.act import Address, Citation, Commencement, Unit
from nqs_docs.clauses.decision import Decision
from nqs_docs.findings import Span


class Verb(enum.StrEnum):
    """The closed list of operations."""

    REPLACE = "replace"  # … мынадай редакцияда жазылсын
    INSERT = "insert"  # … мынадай мазмұндағы … толықтырылсын
    DELETE = "delete"  # … алып тасталсын
    SUBSTITUTE = "substitute"  # «X» деген сөздер «Y» деген сөздермен ауыстырылсын
    INSERT_WORDS = "insert-words"  # «X» деген сөзден кейін «Y» деген сөзбен толықтырылсын
    DELETE_WORDS = "delete-words"  # «X» деген сөз алып тасталсын
    APPEND_WORDS = "append-words"  # … «Y» деген сөздермен толықтырылсын
    REPEAL = "repeal"  # … күші жойылды деп танылсын
    SUSPEND = "suspend"  # … қолданысы … дейін тоқтатыла тұрсын


class Delay(Struct, frozen=True):
    """A leaf of the quoted units with a commencement of its own."""

    unit: int  # index in Operation.units
    leaf: int  # index among leaves(units[unit])
    commencement: Commencement


class Operation(Struct, frozen=True):
    """One changed unit. "3, 4 және 5-тармақтар" makes three operations."""

    source: str  # registry id of the amending act
    position: int  # 1, 2, … in the order of its text
    instruction: str  # the words of the instruction, as printed
    span: Span  # of the instruction
    verb: Verb | None  # None: not understood (unresolved)
    target: Citation | None  # the act it changes; None: not understood
    target_id: str = ""  # registry id of it, "" where there is none
    address: Address | None = None  # full; REPEAL of a whole act: Address(())
    units: tuple[Unit, ...] = ()  # the new wording, runs stamped with ``key``
    after: bool = False  # INSERT_WORDS: after the old words (else before); INSERT: behind that row
    old: str = ""
    new: str = ""
    new_span: Span | None = None  # where ``new`` is printed
    everywhere: bool = False  # words: every occurrence in the unit (throughout)
    spared: tuple[Address, ...] = ()  # words: units that keep them ("3-тармақты қоспағанда")
    crossed: tuple[Address, ...] = ()  # every pair of "2 және 6-тармақтардың екінші және үшінші бөліктері"
    shared: int = 0  # several words cited for several units: the place of the first in the instruction
    cases: bool = False  # SUBSTITUTE: in the other cases too ("тиісті септіктерде")
    commencement: Commencement | None = None  # None: the amending act's main clause could not be found
    delays: tuple[Delay, ...] = ()
    until: Commencement | None = None  # SUSPEND: the end; REPLACE: of a wording for the time of a suspension
    reason: str = ""  # finding code for which it is unresolved; "" when understood
    decision: Decision | None = None  # by which its units are those that a person named

    @property
    def key(self) -> str:
        """The cause written on every run that this operation brings."""
        return f"{self.source}#{self.position}"
