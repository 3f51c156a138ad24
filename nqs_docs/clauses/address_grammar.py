"""What addresses of either language have in common: which unit may stand in which, and what a reading gives.

Norm: Law № 480-V, arts. 23, 25.
"""

from __future__ import annotations

from msgspec import Struct

from nqs_docs.clauses.act import Address, Kind

# What may stand directly inside what; a step that does not fit ends the address.
_BODIES = {Kind.ORDER, Kind.DOCUMENT, Kind.APPENDIX, Kind.SECTION, Kind.CHAPTER, Kind.SUBCHAPTER}
_CLAUSES = {Kind.ARTICLE, Kind.POINT, Kind.SUBPOINT, Kind.PART}
_GRIDS = {Kind.TABLE, Kind.ROW, Kind.COLUMN, Kind.CELL}
_SCOPES = {Kind.ORDER, Kind.DOCUMENT, Kind.APPENDIX}
CONTAINERS: dict[Kind, frozenset[Kind]] = {
    **dict.fromkeys((Kind.APPENDIX, Kind.SECTION, Kind.REQUISITES, Kind.CORNER), frozenset(_SCOPES)),
    **dict.fromkeys((Kind.SIGNATURE, Kind.AGREEMENT), frozenset(_SCOPES)),
    Kind.PREAMBLE: frozenset({Kind.ORDER, Kind.DOCUMENT}),
    Kind.CHAPTER: frozenset(_SCOPES | {Kind.SECTION}),
    Kind.SUBCHAPTER: frozenset(_BODIES - {Kind.SUBCHAPTER}),
    Kind.ARTICLE: frozenset(_BODIES),
    Kind.POINT: frozenset(_BODIES | {Kind.ARTICLE, Kind.NOTE}),
    Kind.SUBPOINT: frozenset(_BODIES | _CLAUSES | {Kind.NOTE}),
    Kind.PART: frozenset(_BODIES | _CLAUSES - {Kind.PART} | {Kind.NOTE}),
    Kind.INDENT: frozenset(_BODIES | _CLAUSES | _GRIDS | {Kind.PREAMBLE, Kind.SIGNATURE, Kind.AGREEMENT, Kind.NOTE}),
    Kind.SENTENCE: frozenset(
        _BODIES | _CLAUSES | _GRIDS | {Kind.PREAMBLE, Kind.INDENT, Kind.HEADING, Kind.CORNER, Kind.NOTE}
    ),
    Kind.HEADING: frozenset(_BODIES | {Kind.ARTICLE, Kind.TABLE}),
    Kind.TABLE: frozenset(_BODIES | _CLAUSES),
    Kind.ROW: frozenset(_BODIES | _CLAUSES | {Kind.TABLE, Kind.COLUMN}),
    Kind.COLUMN: frozenset(_BODIES | _CLAUSES | {Kind.TABLE, Kind.ROW}),
    Kind.CELL: frozenset(_GRIDS - {Kind.CELL}),
    Kind.NOTE: frozenset(_BODIES | _CLAUSES | {Kind.TABLE}),
}
# Units that are named without a number.
SINGLE = frozenset(
    {Kind.HEADING, Kind.REQUISITES, Kind.PREAMBLE, Kind.CORNER, Kind.APPENDIX, Kind.TABLE, Kind.NOTE}
    | {Kind.SIGNATURE, Kind.AGREEMENT, Kind.CELL}
)
# Named by an ordinal where a source prints two of them, never by a number.
ONLY_ONE = frozenset({Kind.HEADING, Kind.REQUISITES, Kind.PREAMBLE, Kind.CORNER})
# Counted from the end too: "соңғы бөлігі"; what bears a number of its own is not.
FROM_END = frozenset({Kind.PART, Kind.INDENT, Kind.SENTENCE, Kind.ROW})
# Called by their words too: "«Өзге тәсілдер арқылы» деген абзац".
BY_WORDS = frozenset({Kind.POINT, Kind.SUBPOINT, Kind.PART, Kind.INDENT, Kind.ROW, Kind.COLUMN})
PLAIN = frozenset({Kind.ARTICLE, Kind.POINT, Kind.SUBPOINT, Kind.CHAPTER, Kind.APPENDIX})


class Phrase(Struct, frozen=True):
    """The longest address that a token list begins with."""

    addresses: tuple[Address, ...]  # one for each unit of a list or range, in order
    used: int  # tokens
    case: str  # of the innermost word
    plural: bool = False
    possessive: bool = False
    attributive: bool = False
    ranged: bool = False  # "2 - 5-тармақтар": units inserted between are meant too
    doubtful: bool = False  # "1, 2-3-тармақтар": an inserted number was read, a range is possible
    owned: bool = False  # the first word is possessive: "үшінші бөлігі" of something said before
