"""Reading addresses: tokens, then descent over the generated word forms.

An instruction begins with an address, so the parser takes the longest prefix of a
token list and says what it used. Outer units come first, in the genitive
("7-тармағының 3) тармақшасы"), bare ("637-бап 1-тармақтың …"), possessive
("17-бабы 2-тармағының …") or attributive; the innermost word carries the case
that the operation asks for. Norm: Law № 480-V, arts. 23, 25.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from msgspec import Struct
from msgspec.structs import replace

from nqs_docs.clauses import address_russian
from nqs_docs.clauses.act import Address, Kind, Step
from nqs_docs.clauses.address_grammar import BY_WORDS, CONTAINERS, FROM_END, ONLY_ONE, PLAIN, SINGLE, Phrase
from nqs_docs.clauses.address_tokens import (
    JOINS,
    Labels,
    Token,
    after_join,
    read_labels,
    read_ordinal,
    resolve,
    tokenize,
)
from nqs_docs.language.kazakh import UnitForm, document_forms, unit_forms
from nqs_docs.language.numbers import LAST

__all__ = ["CONTAINERS", "JOINS", "Phrase", "Token", "parse_list", "parse_prefix", "tokenize"]

DETERMINERS = frozenset({"көрсетілген", "аталған", "осы", "аталмыш", "сол", "бекітілген", "бірлескен"})
APPROVED = "бекітілген"  # "бұйрықпен бекітілген Қағидалардың"
CALLED = ['"', "деген"]
CORNER_WORDS = frozenset({"жоғарғы", "жоғары", "жоғарыдағы", "оң", "жақ", "жақтағы", "жағындағы"})
ROW_WORDS = frozenset({"реттік", "нөмірі", "нөмірлері", "саны"})

# Another step may follow: not after "тармақпен", "тармақтан", "абзацтарын".
_OUTER_CASES = frozenset({"nom", "gen", "loc", "dat"})


class _Part(Struct, frozen=True):
    """One level of an address: the units named, and the form of its word."""

    steps: tuple[Step, ...]
    form: UnitForm
    end: int
    ranged: bool = False
    doubtful: bool = False


def parse_prefix(tokens: Sequence[Token], at: int = 0, within: Kind | None = None) -> Phrase | None:
    """The longest address that begins at token ``at``, or None.

    Accepts "3, 4 және 5-тармақтар", "осы бұйрыққа 2-қосымша", "көрсетілген
    Қағидаларға қосымшаның жоғарғы оң жақ бұрышы", "реттік нөмірі 3-1-жол".
    ``within``: the kind of the unit that a context line has set, if any. Russian words are
    read in their own order: "подпункт 3) пункта 7".
    """
    if at < len(tokens) and tokens[at].text in address_russian.first_words():
        return address_russian.parse_prefix(tokens, at)
    parts: list[_Part] = []
    scope = None if at < len(tokens) and tokens[at].number else _scope(tokens, at)
    place = at
    if scope is not None:
        parts.append(scope)
        place, within = scope.end, scope.steps[0].kind
    while not parts or parts[-1].form.case in _OUTER_CASES:
        step = _level(tokens, place, within)
        if step is None or (parts and not _continues(parts[-1], step)):
            break
        parts.append(step)
        place, within = step.end, step.steps[0].kind
    return _phrase(parts, place - at) if parts else address_russian.parse_prefix(tokens, at)


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
        after = after_join(tokens, place)
        if after is None:
            break
        following = parse_prefix(tokens, after)
        if following is None:
            break
        phrases.append(_shared(phrases[-1], following, tokens[after]))
        place = after + following.used
    return tuple(phrases), place - at


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
    return replace(phrase, addresses=addresses, owned=False)


def _phrase(parts: list[_Part], used: int) -> Phrase:
    last = parts[-1].form
    addresses = tuple(Address(steps) for steps in product(*(part.steps for part in parts)))
    ranged, doubtful = any(part.ranged for part in parts), any(part.doubtful for part in parts)
    owned = parts[0].form.possessive
    return Phrase(addresses, used, last.case, last.plural, last.possessive, last.attributive, ranged, doubtful, owned)


def _continues(outer: _Part, inner: _Part) -> bool:
    """The dative owns appendices only: "Қағидаларға 2-қосымша"."""
    return outer.form.case != "dat" or inner.steps[0].kind is Kind.APPENDIX


def _scope(tokens: Sequence[Token], at: int) -> _Part | None:
    """ "бұйрықтың", "көрсетілген Қағидалардың", "бұйрықпен бекітілген Тізбенің", "екінші нысанның"."""
    place = _skip(tokens, at, DETERMINERS)
    if place == len(tokens):
        return None
    form = unit_forms().get(tokens[place].text)
    if form is not None and form.kind == Kind.ORDER:
        following = tokens[place + 1].text if place + 1 < len(tokens) else ""
        if form.case == "instr" and following == APPROVED:
            return _scope(tokens, place + 2)
        return _Part((Step(Kind.ORDER),), form, place + 1)
    return _document(tokens, place)


def _document(tokens: Sequence[Token], at: int) -> _Part | None:
    """A noun of an approved document, with an ordinal where several share it."""
    label, place = read_ordinal(tokens, at) or ("", at)
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
    plain = _plain(tokens, at, within) or _called(tokens, at, within)
    if plain is not None:
        return plain
    place = _skip(tokens, at, ROW_WORDS)
    by_number = place > at
    labels = read_labels(tokens, place)
    if labels:
        place = labels.end
    corner = _skip(tokens, place, CORNER_WORDS)
    if corner == len(tokens):
        return None
    form = unit_forms().get(tokens[corner].text)
    if form is None or (corner > place and form.kind != Kind.CORNER):
        return None
    kind = Kind(form.kind)
    if kind not in CONTAINERS or (within is not None and within not in CONTAINERS[kind]):
        return None
    if labels is None:
        return _Part((Step(kind),), form, corner + 1) if kind in SINGLE else None
    if kind in ONLY_ONE and not labels.counted:
        return None
    return _numbered(kind, labels, form, corner + 1, by_number)


def _plain(tokens: Sequence[Token], at: int, within: Kind | None) -> _Part | None:
    """The commonest step, read at once: one number and a unit word in the singular."""
    place = at + 1
    if place >= len(tokens) or not tokens[at].number:
        return None
    if tokens[place].text == "-" and place + 1 < len(tokens):
        place += 1
    form = unit_forms().get(tokens[place].text)
    if form is None or form.plural or form.kind not in PLAIN:
        return None
    kind = Kind(form.kind)
    if within is not None and within not in CONTAINERS[kind]:
        return None
    return _Part((Step(kind, tokens[at].text),), form, place + 1)


def _called(tokens: Sequence[Token], at: int, within: Kind | None) -> _Part | None:
    """A unit that is called by its words: '"Шақыру арқылы;" деген абзацы'."""
    quoted = at < len(tokens) and tokens[at].text == '"'
    for end in range(at + 2, len(tokens) - 2) if quoted else ():
        form = unit_forms().get(tokens[end + 2].text) if [one.text for one in tokens[end : end + 2]] == CALLED else None
        if form is not None and not form.plural and form.kind in BY_WORDS:
            kind, words = Kind(form.kind), " ".join(one.text for one in tokens[at + 1 : end] if one.word or one.number)
            fits = within is None or within in CONTAINERS[kind]
            return _Part((Step(kind, f'"{words}"'),), form, end + 3) if fits else None
    return None


def _skip(tokens: Sequence[Token], at: int, words: frozenset[str]) -> int:
    while at < len(tokens) and tokens[at].text in words:
        at += 1
    return at


def _numbered(kind: Kind, labels: Labels, form: UnitForm, end: int, by_number: bool) -> _Part | None:
    resolved = resolve(labels, form.plural)
    if resolved is None or (LAST in resolved[0] and kind not in FROM_END):
        return None
    names, ranged, doubtful = resolved
    # The third line of a table and the line numbered 3 are two things.
    mark = "#" if kind is Kind.ROW and labels.counted and not by_number else ""
    return _Part(tuple(Step(kind, mark + name) for name in names), form, end, ranged, doubtful)
