"""Words sought in the texts in force on a day: titles, numbers, clauses.

A scan, with the folded words of each day kept in memory: an index would have to be kept
true. A word is found in any of its forms: "тармақ" in "тармағының", "цифрлық" while
"цифр" is being typed; typed on a keyboard without Kazakh letters, "цифрлык" finds it too.
Latin ``i`` and all quotes are folded (``language.folding``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from nqs_docs.clauses.act import Address
from nqs_docs.clauses.address import address_of, eid, parse
from nqs_docs.editions.edition import Edition
from nqs_docs.editions.find import every, in_act
from nqs_docs.findings import NoSuchUnit, NqsError
from nqs_docs.language.folding import bare, fold_case, plain
from nqs_docs.language.stems import stems
from nqs_docs.publish.document import BlockKind, document
from nqs_docs.publish.names import act_title
from nqs_docs.store.corpus import Corpus

_WORD = re.compile(r"\d+(?:-\d+)+|\w+")
_SOFT = {"к": "[кг]", "п": "[пб]"}
_NUMBER = re.compile(r"\d")
#: What is said of an act beside its number: "№ 391", "приказ 391", "391 бұйрығының".
_CALLED = re.compile(
    r"(?:\b(?:бұйрық\w*|приказ\w*|order)\s*)?№\s*|\b(?:бұйрық|приказ\w*|order)\s+(?=\d+(?:\s|$))"
    r"|(?<=\d)[-\s]*бұйры(?:қ|ғы\w*)(?!\w)",
    re.IGNORECASE,
)
_POINT = re.compile(r"\b(?:пункт\w*|п)\b\.?\s*(\d[\d-]*)", re.I)
_SUBPOINT = re.compile(r"\b(?:подпункт\w*|подп|пп)\b\.?\s*(\d[\d-]*)\)?", re.I)
_KINDS = "бұйрық приказ order"  # said before a number
_SHORT = 3  # letters: so short a word is no beginning of another


class Hit(Struct, frozen=True, gc=False):
    """An act, or a paragraph of it, that has all the words."""

    act: str
    number: str
    title: str
    eid: str  # of the unit; "" for the act itself
    text: str  # as printed
    marks: tuple[tuple[int, int], ...]  # the words found in ``text``
    lang: str = "kk"  # of ``text``


#: An act and its paragraphs, unmarked, and how each is typed without Kazakh letters.
_Text = tuple[Hit, tuple[tuple[Hit, str], ...]]


def search(corpus: Corpus, query: str, on: date, at_most: int = 50) -> tuple[Hit, ...]:
    """The acts, then the paragraphs, that have every word of ``query`` on a day, in order of the acts' ids.

    () for a query without words.
    """
    sought = [_sought(word) for word in _WORD.findall(fold_case(query))]
    if not sought:
        return ()
    named: list[Hit] = []
    found: list[Hit] = []
    for act, paragraphs in _texts(corpus, on):
        if marks := _marks(sought, f"{act.text} {act.act} {act.act[-6:].lstrip('0')} {_KINDS}"):
            named.append(replace(act, marks=tuple(mark for mark in marks if mark[1] <= len(act.text))))
        found += [
            replace(one, marks=marks)
            for one, typed in (paragraphs if len(found) < at_most else ())
            if (marks := _marks(sought, one.text, typed))
        ]
    return tuple((named + found)[:at_most])


class _Sought(Struct, frozen=True):
    """A word of a query, without Kazakh letters."""

    word: str
    forms: frozenset[str]  # what it may be a form of
    begins: re.Pattern[str]  # what a word of the plain text begins with that may be a form of it

    def marks(self, text: str, plain_text: str) -> list[tuple[int, int]]:
        """Where a form of the word stands; a number only as it is, a short word in its own forms only."""
        found = (match.span() for match in self.begins.finditer(plain_text))
        return [(start, end) for start, end in found if self._is(fold_case(text[start:end]))]

    def _is(self, word: str) -> bool:
        if self.word.replace("-", "").isdecimal():
            return word == self.word
        begun = len(self.word) > _SHORT and bare(word).startswith(self.word)
        return begun or not self.forms.isdisjoint(map(bare, stems(word)))


def _sought(word: str) -> _Sought:
    forms = frozenset(map(bare, stems(word)))
    shortest = min(forms, key=len)
    root = re.escape(shortest[:-1]) + _SOFT.get(shortest[-1], re.escape(shortest[-1]))
    return _Sought(bare(word), forms, re.compile(rf"(?<!\w)(?:{re.escape(bare(word))}|{root})\w*"))


def _marks(sought: list[_Sought], text: str, plain_text: str = "") -> tuple[tuple[int, int], ...]:
    """Where the words stand, in order and not overlapping; () unless every one does."""
    spans: list[tuple[int, int]] = []
    for one in sought:
        places = one.marks(text, plain_text or plain(text))
        if not places:
            return ()
        spans += places
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if not merged or start >= merged[-1][1]:
            merged.append((start, end))
    return tuple(merged)


def acts_of(corpus: Corpus, day: date, on: date) -> tuple[Hit, ...]:
    """The acts that were signed or registered on ``day``."""
    library, entries = corpus.library(), corpus.index()
    registered = {act_id for act_id, entry in entries.items() if entry.registered == day}
    acts = (act for act, _ in _texts(corpus, on))
    return tuple(act for act in acts if act.act in registered or library.citation(act.act).date == day)


def units(corpus: Corpus, query: str, on: date) -> Iterator[Hit]:
    """The units that a query names: "391 11-тармақ", "п. 11 № 391", "11 391"; "11-тармақ" alone that of every act."""
    for words in dict.fromkeys((query.strip(), _written_out(query).strip())):
        tokens = _CALLED.sub(" ", words).split()
        for at, token in enumerate(tokens):
            with suppress(NqsError):
                act_id, rest = corpus.resolve(token), " ".join(tokens[:at] + tokens[at + 1 :])
                rest = f"{rest}-тармақ" if rest.isdecimal() else rest
                yield from _units(corpus, act_id, corpus.address(act_id, rest), on)
        with suppress(NqsError):
            address = parse(" ".join(tokens))
            for act, _ in _texts(corpus, on) if _NUMBER.search(words) else ():
                yield from _units(corpus, act.act, address, on)


def _written_out(query: str) -> str:
    """«пп. 3 п. 11», «пункт 11 подпункт 3» as "11-тармақтың 3) тармақшасы", what else is said before it."""
    point, subpoint = _POINT.search(query), _SUBPOINT.search(query)
    rest = _SUBPOINT.sub(" ", _POINT.sub(" ", query))
    inner = f"{subpoint[1]}) тармақша" if subpoint else ""
    return f"{rest} {point[1]}-тармақ{'тың' if inner else ''} {inner}" if point else f"{rest} {inner}"


def _units(corpus: Corpus, act_id: str, address: Address, on: date) -> Iterator[Hit]:
    """Each unit of an act that an address fits, by its first paragraph."""
    edition = corpus.edition(act_id, on).edition
    with suppress(NoSuchUnit):
        for path in every(edition, address) if address.steps else ():
            for block in document(edition, path).blocks[:1]:
                name = eid(address_of(edition.root, path))
                yield Hit(act_id, edition.citation.number, "", name, block.text, (), edition.lang)


@lru_cache(maxsize=8)
def _texts(corpus: Corpus, on: date) -> tuple[_Text, ...]:
    """Every act that is held or known, with its paragraphs on a day."""
    entries = corpus.index()
    known = {known.id for one in entries.values() for known in one.changes if known.id}
    found = []
    for act_id in sorted({*entries, *known}):
        edition = corpus.edition(act_id, on).edition
        title = act_title(edition.root, entries[act_id].title if act_id in entries else edition.citation.title)
        number = edition.citation.number
        act = Hit(act_id, number, title, "", f"№ {number} {title}", (), edition.lang)
        shown = (replace(act, eid=name, text=text) for name, text in _paragraphs(edition))
        found.append((act, tuple((one, plain(one.text)) for one in shown)))
    return tuple(found)


def _paragraphs(edition: Edition) -> Iterator[tuple[str, str]]:
    """eId and words of each; none of an act that is not in force."""
    try:
        in_act(edition)
    except NoSuchUnit:
        return
    for block in document(edition).blocks:
        if block.kind not in (BlockKind.GAP, BlockKind.REQUISITES):
            yield eid(address_of(edition.root, block.path)), block.text
