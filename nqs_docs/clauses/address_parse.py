"""Reading addresses: tokens, then descent over the generated word forms.

An instruction begins with an address, so the parser takes the longest prefix of a
token list and says what it used. Outer units come first, in the genitive
("7-тармағының 3) тармақшасы"), bare ("637-бап 1-тармақтың …"), possessive
("17-бабы 2-тармағының …") or attributive; the innermost word carries the case
that the operation asks for. Norm: Law № 480-V, arts. 23, 25.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import product

from msgspec import Struct

from nqs_docs.clauses.act import Address, Kind, Step
from nqs_docs.language.folding import fold_case
from nqs_docs.language.kazakh import UnitForm, document_forms, unit_forms
from nqs_docs.language.numbers import ordinal_starts, parse_ordinal, parse_roman, roman

DETERMINERS = frozenset({"көрсетілген", "аталған", "осы", "аталмыш", "сол", "бекітілген"})
APPROVED = "бекітілген"  # "бұйрықпен бекітілген Қағидалардың"
JOINS = frozenset({"және", "мен", "пен", "бен"})
CORNER_WORDS = frozenset({"жоғарғы", "жоғары", "жоғарыдағы", "оң", "жақ", "жақтағы", "жағындағы"})
ROW_WORDS = frozenset({"реттік", "нөмірі", "нөмірлері", "саны"})
ORDINAL_ENDINGS = frozenset({"ші", "шы", "нші", "ншы", "інші", "ыншы"})  # "2-ші бөлігі"
LONGEST_RANGE = 500

# What may stand directly inside what; a step that does not fit ends the address.
_BODIES = {Kind.ORDER, Kind.DOCUMENT, Kind.APPENDIX, Kind.SECTION, Kind.CHAPTER, Kind.SUBCHAPTER}
_CLAUSES = {Kind.ARTICLE, Kind.POINT, Kind.SUBPOINT, Kind.PART}
_GRIDS = {Kind.TABLE, Kind.ROW, Kind.COLUMN, Kind.CELL}
CONTAINERS: dict[Kind, frozenset[Kind]] = {
    Kind.APPENDIX: frozenset({Kind.ORDER, Kind.DOCUMENT, Kind.APPENDIX}),
    Kind.SECTION: frozenset({Kind.ORDER, Kind.DOCUMENT, Kind.APPENDIX}),
    Kind.CHAPTER: frozenset({Kind.ORDER, Kind.DOCUMENT, Kind.APPENDIX, Kind.SECTION}),
    Kind.SUBCHAPTER: frozenset(_BODIES - {Kind.SUBCHAPTER}),
    Kind.ARTICLE: frozenset(_BODIES),
    Kind.POINT: frozenset(_BODIES | {Kind.ARTICLE, Kind.NOTE}),
    Kind.SUBPOINT: frozenset(_BODIES | _CLAUSES | {Kind.NOTE}),
    Kind.PART: frozenset(_BODIES | {Kind.ARTICLE, Kind.POINT, Kind.SUBPOINT, Kind.NOTE}),
    Kind.INDENT: frozenset(_BODIES | _CLAUSES | _GRIDS | {Kind.PREAMBLE, Kind.SIGNATURE, Kind.AGREEMENT, Kind.NOTE}),
    Kind.SENTENCE: frozenset(
        _BODIES | _CLAUSES | _GRIDS | {Kind.PREAMBLE, Kind.INDENT, Kind.HEADING, Kind.CORNER, Kind.NOTE}
    ),
    Kind.HEADING: frozenset(_BODIES | {Kind.ARTICLE, Kind.TABLE}),
    Kind.REQUISITES: frozenset({Kind.ORDER, Kind.DOCUMENT, Kind.APPENDIX}),
    Kind.PREAMBLE: frozenset({Kind.ORDER, Kind.DOCUMENT}),
    Kind.CORNER: frozenset({Kind.ORDER, Kind.DOCUMENT, Kind.APPENDIX}),
    Kind.SIGNATURE: frozenset({Kind.ORDER, Kind.DOCUMENT, Kind.APPENDIX}),
    Kind.AGREEMENT: frozenset({Kind.ORDER, Kind.DOCUMENT, Kind.APPENDIX}),
    Kind.TABLE: frozenset(_BODIES | _CLAUSES),
    Kind.ROW: frozenset(_BODIES | _CLAUSES | {Kind.TABLE, Kind.COLUMN}),
    Kind.COLUMN: frozenset(_BODIES | _CLAUSES | {Kind.TABLE, Kind.ROW}),
    Kind.CELL: frozenset({Kind.TABLE, Kind.ROW, Kind.COLUMN}),
    Kind.NOTE: frozenset(_BODIES | _CLAUSES | {Kind.TABLE}),
}
# Units that are named without a number.
_SINGLE = frozenset(
    {Kind.HEADING, Kind.REQUISITES, Kind.PREAMBLE, Kind.CORNER, Kind.APPENDIX, Kind.TABLE, Kind.NOTE}
    | {Kind.SIGNATURE, Kind.AGREEMENT, Kind.CELL}
)
_NEVER_NUMBERED = frozenset({Kind.ORDER, Kind.HEADING, Kind.REQUISITES, Kind.PREAMBLE, Kind.CORNER})
_OUTER_CASES = frozenset({"nom", "gen", "loc"})

_TOKEN = re.compile(r"([0-9]+(?:-[0-9]+)*)(\s?\))?|([^\W\d_]\))|([^\W\d_]+)|\S")


class Token(Struct, frozen=True, gc=False):
    """A word, a number or a sign, folded; offsets are those of the text."""

    text: str  # a number without its bracket: "8-1"
    start: int
    end: int
    number: bool = False
    word: bool = False
    bracket: bool = False  # "8-1)"
    long: bool = False  # the number is printed with a long dash: "2–5"


class Phrase(Struct, frozen=True):
    """The longest address that a token list begins with."""

    addresses: tuple[Address, ...]  # one for each unit of a list or range, in order
    used: int  # tokens
    case: str  # of the innermost word
    plural: bool = False
    possessive: bool = False
    attributive: bool = False
    pointer: str = ""  # "осы", "көрсетілген" … that stands before the scope
    ranged: bool = False  # "2 - 5-тармақтар": units inserted between are meant too
    doubtful: bool = False  # "1, 2-3-тармақтар": an inserted number was read, a range is possible


class _Labels(Struct, frozen=True):
    """The numbers before a unit word: each a label, or the two ends of a range."""

    items: tuple[tuple[str, str], ...]  # (label, other end of a range or "")
    counted: bool  # by ordinal words
    long: bool
    end: int


class _Part(Struct, frozen=True):
    """One level of an address: the units named, and the form of its word."""

    steps: tuple[Step, ...]
    form: UnitForm
    end: int
    ranged: bool = False
    doubtful: bool = False


def tokenize(text: str) -> list[Token]:
    """Words, numbers ("9-1", "3)") and signs of ``text``, folded, with their offsets."""
    result = []
    for match in _TOKEN.finditer(fold_case(text)):
        number, bracket, letter, word = match.groups()
        start, end = match.span()
        if number is not None:
            long = "-" in number and any(dash in text[start:end] for dash in "–—―")
            result.append(Token(number, start, end, number=True, bracket=bool(bracket), long=long))
        elif letter is not None:
            result.append(Token(letter[0], start, end, number=True, bracket=True))
        else:
            result.append(Token(match[0], start, end, word=word is not None))
    return result


def parse_prefix(tokens: Sequence[Token], at: int = 0, within: Kind | None = None) -> Phrase | None:
    """The longest address that begins at token ``at``, or None.

    Accepts "3, 4 және 5-тармақтар", "осы бұйрыққа 2-қосымша", "көрсетілген
    Қағидаларға қосымшаның жоғарғы оң жақ бұрышы", "реттік нөмірі 3-1-жол".
    ``within``: the kind of the unit that a context line has set, if any.
    """
    parts: list[_Part] = []
    scope = _scope(tokens, at)
    place, pointer = at, ""
    if scope is not None:
        part, pointer = scope
        parts.append(part)
        place, within = part.end, part.steps[0].kind
    while not parts or _is_outer(parts[-1].form):
        step = _level(tokens, place, within)
        if step is None or (parts and not _continues(parts[-1], step)):
            break
        parts.append(step)
        place, within = step.end, step.steps[0].kind
    return _phrase(parts, place - at, pointer) if parts else None


def parse_list(tokens: Sequence[Token], at: int = 0) -> tuple[tuple[Phrase, ...], int]:
    """Several addresses joined by a comma or "және", and the tokens used.

    "1-тармақтың бесінші және тоғызыншы абзацтарын, 2-тармақтың үшінші абзацын";
    a possessive that has no outer unit of its own takes that of the one before
    ("5-тармақтың 2) тармақшасы мен үшінші бөлігі"), any other only its scope.
    """
    first = parse_prefix(tokens, at)
    if first is None:
        return (), 0
    phrases, place = [first], at + first.used
    while True:
        after = _after_join(tokens, place)
        if after is None:
            break
        following = parse_prefix(tokens, after)
        if following is None:
            break
        phrases.append(_shared(phrases[-1], following, tokens[after]))
        place = after + following.used
    return tuple(phrases), place - at


def _after_join(tokens: Sequence[Token], at: int) -> int | None:
    place = at
    while place < len(tokens) and (tokens[place].text == "," or tokens[place].text in JOINS):
        place += 1
    return place if place > at else None


def _shared(before: Phrase, phrase: Phrase, first: Token) -> Phrase:
    """``phrase`` with the outer units it leaves to the phrase before."""
    outer = before.addresses[-1].steps[:-1]
    inner = phrase.addresses[0].steps
    if inner[0].kind in (Kind.ORDER, Kind.DOCUMENT):
        return phrase
    owned = phrase.possessive and len(inner) == 1
    if not owned:
        outer = tuple(step for step in outer if step.kind in (Kind.ORDER, Kind.DOCUMENT))
    while outer and outer[-1].kind not in CONTAINERS[inner[0].kind]:
        outer = outer[:-1]
    addresses = tuple(Address(outer + address.steps) for address in phrase.addresses)
    return Phrase(
        addresses, phrase.used, phrase.case, phrase.plural, phrase.possessive, phrase.attributive, phrase.pointer,
        phrase.ranged, phrase.doubtful,
    )  # fmt: skip


def _phrase(parts: list[_Part], used: int, pointer: str) -> Phrase:
    last = parts[-1].form
    addresses = tuple(Address(steps) for steps in product(*(part.steps for part in parts)))
    ranged, doubtful = any(part.ranged for part in parts), any(part.doubtful for part in parts)
    return Phrase(addresses, used, last.case, last.plural, last.possessive, last.attributive, pointer, ranged, doubtful)


def _is_outer(form: UnitForm) -> bool:
    """Whether another step may follow: not after "тармақпен", "тармақтан", "абзацтарын"."""
    return form.case in _OUTER_CASES or form.case == "dat"


def _continues(outer: _Part, inner: _Part) -> bool:
    """The dative owns appendices only: "Қағидаларға 2-қосымша"."""
    return outer.form.case != "dat" or inner.steps[0].kind is Kind.APPENDIX


def _scope(tokens: Sequence[Token], at: int) -> tuple[_Part, str] | None:
    """ "бұйрықтың", "көрсетілген Қағидалардың", "бұйрықпен бекітілген Тізбенің", "екінші нысанның"."""
    place, pointer = at, ""
    while place < len(tokens) and tokens[place].text in DETERMINERS:
        pointer = pointer or tokens[place].text
        place += 1
    if place == len(tokens):
        return None
    form = unit_forms().get(tokens[place].text)
    if form is not None and form.kind == Kind.ORDER:
        following = tokens[place + 1].text if place + 1 < len(tokens) else ""
        if form.case == "instr" and following == APPROVED:
            inner = _scope(tokens, place + 2)
            return (inner[0], pointer or inner[1]) if inner else None
        return _Part((Step(Kind.ORDER),), form, place + 1), pointer
    document = _document(tokens, place)
    return (document, pointer) if document else None


def _document(tokens: Sequence[Token], at: int) -> _Part | None:
    """A noun of an approved document, with an ordinal where several share it."""
    label, place = "", at
    counted = _ordinal(tokens, at)
    if counted:
        label, place = counted
    if place == len(tokens):
        return None
    word = tokens[place].text
    found = document_forms().get(word)
    if found is not None:
        form = UnitForm(Kind.DOCUMENT, found.case, found.plural, found.possessive, found.attributive)
        return _Part((Step(Kind.DOCUMENT, label, found.noun),), form, place + 1)
    unnamed = unit_forms().get(word)
    if unnamed is None or unnamed.kind != Kind.DOCUMENT:
        return None
    return _Part((Step(Kind.DOCUMENT, label),), unnamed, place + 1)


def _level(tokens: Sequence[Token], at: int, within: Kind | None) -> _Part | None:
    """One step: numbers and a unit word, or a unit word that needs none."""
    place = at
    while place < len(tokens) and tokens[place].text in ROW_WORDS:
        place += 1
    by_number = place > at
    start = place
    while place < len(tokens) and tokens[place].text in CORNER_WORDS:
        place += 1
    labels = _labels(tokens, place) if place == start else None
    if labels:
        place = labels.end
    if place == len(tokens):
        return None
    form = unit_forms().get(tokens[place].text)
    if form is None or (place > start and not labels and form.kind != Kind.CORNER):
        return None
    kind = Kind(form.kind)
    if kind not in CONTAINERS or (within is not None and within not in CONTAINERS[kind]):
        return None
    if labels is None:
        return _Part((Step(kind),), form, place + 1) if kind in _SINGLE else None
    if kind in _NEVER_NUMBERED:
        return None
    return _numbered(kind, labels, form, place + 1, by_number)


def _numbered(kind: Kind, labels: _Labels, form: UnitForm, end: int, by_number: bool) -> _Part | None:
    resolved = _resolve(labels, form.plural)
    if resolved is None:
        return None
    names, ranged, doubtful = resolved
    # The third line of a table and the line numbered 3 are two things.
    mark = "#" if kind is Kind.ROW and labels.counted and not by_number else ""
    return _Part(tuple(Step(kind, mark + name) for name in names), form, end, ranged, doubtful)


def _labels(tokens: Sequence[Token], at: int) -> _Labels | None:
    """ "3, 4 және 5-", "11) және 12)", "екінші және үшінші", "2 - 5-", "VI"."""
    found = _label(tokens, at)
    if found is None:
        return None
    items: list[tuple[str, str]] = []
    place, counted, long = at, False, False
    while found is not None:
        label, following, by_word = found
        counted, long = counted or by_word, long or tokens[place].long
        place, other = following, ""
        if place < len(tokens) and tokens[place].text == "-":
            end = _label(tokens, place + 1)
            if end is not None:
                other, place, _ = end
        items.append((label, other))
        found = None
        # "3-, 4- және 5-тармақтар": the hyphen hangs before a comma or the noun
        bare = place + (place < len(tokens) and tokens[place].text == "-")
        after = _after_join(tokens, bare)
        if after is not None:
            found = _label(tokens, after)
            if found is None:
                return None
            place = after
    return _Labels(tuple(items), counted, long, bare)


def _label(tokens: Sequence[Token], at: int) -> tuple[str, int, bool] | None:
    """A number, ordinal words or a Roman numeral: label, next token, counted by words."""
    if at >= len(tokens):
        return None
    token = tokens[at]
    if token.number:
        if at + 2 < len(tokens) and tokens[at + 1].text == "-" and tokens[at + 2].text in ORDINAL_ENDINGS:
            return token.text, at + 3, True
        return token.text, at + 1, False
    ordinal = _ordinal(tokens, at)
    if ordinal:
        return ordinal[0], ordinal[1], True
    number = parse_roman(token.text) if token.word and len(token.text) < 8 else None
    return (roman(number), at + 1, False) if number else None


def _ordinal(tokens: Sequence[Token], at: int) -> tuple[str, int] | None:
    if at >= len(tokens) or tokens[at].text not in ordinal_starts():
        return None
    found = parse_ordinal([token.text for token in tokens[at : at + 4]])
    return (str(found[0]), at + found[1]) if found else None


def _resolve(labels: _Labels, plural: bool) -> tuple[list[str], bool, bool] | None:
    """The labels one by one, whether a range was among them, whether one is in doubt.

    "9-1-тармақ" is an inserted number; "2 - 5-тармақтар", "2–5-тармақтар" and
    "2-5-тармақтар" are ranges; "9 және 9-1-тармақтар" has an inserted number.
    """
    names: list[str] = []
    ranged = doubtful = False
    alone = len(labels.items) == 1
    for first, last in labels.items:
        if last and not plural:
            if labels.counted or not (first + last).isdecimal():
                return None
            names.append(f"{first}-{last}")  # "9 -1-тармақ", torn apart
            continue
        if not last and plural and _rising(first):
            if alone or labels.long:
                first, _, last = first.partition("-")
            else:
                doubtful = doubtful or first.partition("-")[0] not in names
        members = _range(first, last) if last else [first]
        if members is None:
            return None
        ranged = ranged or bool(last)
        names += members
    return names, ranged, doubtful


def _rising(label: str) -> bool:
    first, _, last = label.partition("-")
    return first.isdecimal() and last.isdecimal() and int(last) > int(first)


def _range(first: str, last: str) -> list[str] | None:
    """2 - 5 → 2, 3, 4, 5; 9-1 - 9-3 → 9-1, 9-2, 9-3; anything else is no range."""
    base, _, start = first.rpartition("-")
    other, _, end = last.rpartition("-")
    if base != other or not (start.isdecimal() and end.isdecimal()):
        return None
    if not int(start) < int(end) <= int(start) + LONGEST_RANGE:
        return None
    return [f"{base}-{n}" if base else str(n) for n in range(int(start), int(end) + 1)]
