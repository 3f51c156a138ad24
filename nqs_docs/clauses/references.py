"""The words that a hyperlink covers in an order, and where they may stand.

A publisher links "11) тармақшасы", "3-тармағына", "1-қосымшаға", "бұйрығына",
"Заңының", "қағидаларында", or a bare "2)". Whether such a word fits a place is
told by its neighbours: after a genitive comes a possessive ("15-бабының
3-тармағына"), before "сәйкес" a dative, before "мынадай редакцияда" a nominative.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from msgspec import Struct

from nqs_docs.language.folding import fold_case
from nqs_docs.language.kazakh import CASES, document_form, inflect, unit_form
from nqs_docs.language.numbers import parse_ordinal

LABEL = re.compile(r"\d+(?:-\d+)*\)")
NUMBERED = re.compile(r"\d+(?:-\d+)*-([^\W\d_]+)")
_NUMBER = re.compile(r"\d+(?:-\d+)*,?")
_GENITIVE = re.compile(r"[^\W\d_]{3,}(?:ның|нің|дың|дің|тың|тің)")
_ACT_WORDS = ("заң", "кодекс", "жарлық", "шешім", "өкім", "конституция", "қаулы", "бұйрық", "шарт")
_LISTING = ("және", "мен", "немесе", ",")
_POINTING = ("осы", "көрсетілген", "аталған", "бұл", "сол", "кейбір")
_REPUBLIC = ("республикасы", "республикасының")
# "… жүргізу қағидалары": what a document is about.
_VERBAL_NOUN = ("у", "ү")
_OWNED = re.compile(r"[^\W\d_]{2,}(?:[^\W\d_дтн][ыі]|[ыі]н|ына|іне|ында|інде|ының|інің)$")
# Words that ask for a case before them: how well each case fits, and any other ("").
_ASKING: tuple[tuple[str, dict[str, int | None]], ...] = (
    ("сәйкес өзгерістер өзгеріс толықтырулар", {"dat": 1, "": None}),
    ("алып жаңа бойынша", {"nom": 1, "": None}),
    ("көзделген белгіленген көрсетілген айқындалған айтылған :", {"loc": 1, "gen": None, "": 0}),
    ("толықтырылсын бекітілген бекітілсін", {"instr": 1, "": 0}),
    ("мынадай", {"nom": 1, "dat": 1, "loc": 0, "": None}),
    ("қоспағанда", {"acc": 1, "": None}),
)
_ASKS = {word: fitting for words, fitting in _ASKING for word in words.split()}


class Form(Struct, frozen=True, gc=False):
    """What a linked word is: a unit's kind, "document" or "act", and its case."""

    kind: str
    case: str
    possessive: bool = False


class Reference(Struct, frozen=True, gc=False):
    """A word or two of a reference: offsets, the label where it has one, the form of its noun."""

    start: int
    end: int
    label: str = ""  # "11)" of "11) тармақшасы", "3" of "3-тармақ"
    form: Form | None = None  # None for a bare "2)"


class Word(Struct, frozen=True, gc=False):
    """A printed word, folded, with its offsets."""

    text: str
    start: int
    end: int


@cache
def _act_forms() -> dict[str, Form]:
    return {
        fold_case(inflect(noun, case, owned)): Form("act", case, owned)
        for noun in _ACT_WORDS
        for case in CASES
        for owned in (False, True)
    }


@cache
def form_of(word: str) -> Form | None:
    """The form of a folded word for a unit, document or act; a number before it is passed over."""
    match = NUMBERED.fullmatch(word)
    bare = match[1] if match else word
    if act := _act_forms().get(bare):
        return act
    if unit := unit_form(bare):
        return Form(unit.kind, "attr" if unit.attributive else unit.case, unit.possessive)
    document = None if match else document_form(bare)
    if document is None:
        return None
    return Form("document", "attr" if document.attributive else document.case, document.possessive)


def linked(word: str) -> bool:
    """Whether a hyperlink may cover this folded word alone."""
    return LABEL.fullmatch(word) is not None or form_of(word) is not None


def belongs(word: str, following: str) -> bool:
    """Whether ``word`` is part of the reference that ``following`` goes on with: "18 және" before "24-баптарына"."""
    if word in ("және", "мен"):
        return NUMBERED.fullmatch(following) is not None or LABEL.fullmatch(following) is not None
    if _NUMBER.fullmatch(word):
        return following in ("және", "мен") or _NUMBER.fullmatch(following) is not None
    form = form_of(following)
    return form is not None and parse_ordinal((word,)) is not None


def references(words: list[Word]) -> list[Reference]:
    """The references that some words make up, in order."""
    result: list[Reference] = []
    at = 0
    while at < len(words):
        end = at
        while end + 1 < len(words) and not linked(words[end].text):
            end += 1
        word = words[end]
        label = LABEL.fullmatch(word.text)
        if label and end + 1 < len(words) and (form := form_of(words[end + 1].text)) and form.kind == "subpoint":
            end += 1
        text = words[end].text
        number = NUMBERED.fullmatch(text)
        name = word.text if label else text[: number.start(1) - 1] if number else ""
        if end > at and not name:
            name = words[at].text  # an ordinal: "екінші бөлігі"
        result.append(Reference(words[at].start, words[end].end, name, form_of(text)))
        at = end + 1
    return result


def coherent(group: tuple[Reference, ...]) -> bool:
    """Whether several references are one: "7-тармағының 3) тармақшасы", "17-бабы 2-тармағының"."""
    return all(first.form and second.form and _owns(first.form, second.form) for first, second in pairwise(group))


def _owns(outer: Form, inner: Form) -> bool:
    """An appendix belongs to what stands in the dative before it: "Қағидаларға 2-қосымшаға"."""
    if outer.case == "dat":
        return inner.kind == "appendix"
    return inner.possessive and (outer.case == "gen" or (outer.possessive and outer.case == "nom"))


def fits(group: tuple[Reference, ...], left: str, right: str) -> int | None:
    """How well a reference stands between two folded words: the number of sides that ask for it, None for never.

    "" is the beginning or end of a paragraph.
    """
    before, after = _fits_left(group[0], left), _fits_right(group[-1], right)
    if before is None or after is None:
        return None
    if left in _POINTING and before and right and form_of(right) is None:
        before += 1  # "осы" must be followed by a noun that it points at
    return before + after


def _fits_left(reference: Reference, left: str) -> int | None:
    form = reference.form
    neighbour = form_of(left)
    owner = _GENITIVE.fullmatch(left[left.rfind("-") + 1 :]) or (
        neighbour is not None and neighbour.possessive and neighbour.case == "nom"
    )
    if form is None:
        return 1 if owner or left.endswith(_LISTING) else None if not left else 0
    unit = form.kind not in ("act", "document")
    if left in _LISTING:
        return None if unit and not reference.label else int(unit)
    if left == ")":  # "Заңының (бұдан әрі – Заң) 6-бабының": the owner stands before the bracket
        return None if unit and not reference.label else 0
    if LABEL.fullmatch(left) or parse_ordinal((left,)):
        return 2 if unit and not reference.label else None
    if left[:1] == "№" or (left[:1].isdecimal() and neighbour is None):
        return 1 if form.kind == "act" and form.possessive else None
    if left in _REPUBLIC:
        return 1 if form.kind == "act" and form.possessive else None
    if owner:
        return 1 if form.possessive else None
    if form.kind == "document" and form.possessive and left.endswith(_VERBAL_NOUN):
        return 1
    if left in _POINTING:
        return None if form.possessive else 1
    if neighbour is not None and neighbour.case == "dat" and form.kind == "appendix":
        return 1
    if unit and left and (form.possessive or not reference.label):
        return None
    return 0


def _fits_right(reference: Reference, right: str) -> int | None:
    form = reference.form
    if form is None:
        neighbour = form_of(right)
        if neighbour is not None and not NUMBERED.fullmatch(right):
            return 2
        return 1 if right in _LISTING else 0
    if asked := _ASKS.get(right):
        return asked.get(form.case, asked[""])
    if form.case == "acc" and right.endswith(_VERBAL_NOUN):
        return 1
    if right == "(":
        return 1 if form.kind in ("act", "document", "order") and form.possessive else 0
    neighbour = form_of(right)
    if form.case == "gen":
        owned = neighbour.possessive if neighbour else _OWNED.search(right)
        return 1 if owned else None if not right else 0
    return 1 if form.case == "dat" and neighbour is not None and neighbour.kind == "appendix" else 0
