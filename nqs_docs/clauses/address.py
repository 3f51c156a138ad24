"""Addresses: how a unit is called, in Kazakh, in Russian and as an eId.

``parse`` reads any case form of either, ``render`` and ``eid`` write them, and
``parse(render(a)) == a``. Outer units stand first, in the genitive; the appendix
of a document takes the dative: "Қағидаларға 1-қосымшаның 3-тармағы". eIds follow
the Akoma Ntoso naming convention. Norm: Law № 480-V, arts. 23, 25.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from msgspec.structs import replace

from nqs_docs.clauses import address_render_russian
from nqs_docs.clauses.act import Address, Kind, Step, Unit
from nqs_docs.clauses.address_locate import indents, locate
from nqs_docs.clauses.address_make import address_of, shortest
from nqs_docs.clauses.address_parse import APPROVED, Token, parse_prefix, tokenize
from nqs_docs.findings import UsageError
from nqs_docs.language.kazakh import DOCUMENT_WORDS, UNIT_WORDS, document_form, form, inflect
from nqs_docs.language.latin import latin, letter
from nqs_docs.language.numbers import LAST, LAST_WORD, ordinal

__all__ = [
    "address_of", "brief", "document_step", "eid", "from_eid", "indents", "locate", "parse", "plain", "render",
    "shortest", "spoken",
]  # fmt: skip

# In eIds; a kind that has no row is called by its own word, the act itself is no step.
_ABBREVIATIONS: dict[Kind, str] = {kind: str(kind) for kind in list(Kind)[1:]} | {
    Kind.ORDER: "ord", Kind.DOCUMENT: "doc", Kind.APPENDIX: "app", Kind.SECTION: "sec", Kind.CHAPTER: "chp",
    Kind.SUBCHAPTER: "subchp", Kind.ARTICLE: "art", Kind.POINT: "para", Kind.SUBPOINT: "point", Kind.PART: "al",
    Kind.SENTENCE: "sent", Kind.SIGNATURE: "sign", Kind.AGREEMENT: "agree", Kind.COLUMN: "col",
}  # fmt: skip
_KINDS = {short: kind for kind, short in _ABBREVIATIONS.items()}
_LINE = "line"  # a row that is counted, not numbered
# Cited by ordinal words (art. 25(3)); everything else by numbers.
_BY_WORD = frozenset(
    {Kind.PART, Kind.INDENT, Kind.SENTENCE, Kind.SIGNATURE, Kind.AGREEMENT, Kind.CELL, Kind.NOTE}
    | {Kind.HEADING, Kind.REQUISITES, Kind.PREAMBLE, Kind.CORNER}
)
_CORNER, _ROW_NUMBER = "жоғарғы оң жақ", "реттік нөмірі"
_ENDINGS = frozenset({".", ":", ";", ","})


def parse(text: str) -> Address:
    """One unit from its Kazakh address, in any case form, or from its eId.

    "7-тармағының 3) тармақшасы", "Ақталған адамға куәлік беру қағидаларының
    3-тармағында:", "doc-qaghidalar__para_7". Raises ``UsageError`` with the place
    ``at`` where it stops making sense, or where it names several units.
    """
    stripped = text.strip()
    if stripped.isascii() and stripped.partition("__")[0].partition("_")[0].partition("-")[0] in {*_KINDS, _LINE}:
        return from_eid(stripped)
    tokens = tokenize(text)
    while tokens and tokens[-1].text in _ENDINGS:
        tokens.pop()
    best = 0
    for start in range(len(tokens)):
        if start and document_form(tokens[start].text) is None:
            continue
        phrase = parse_prefix(tokens, start)
        if phrase is None:
            continue
        if start + phrase.used < len(tokens):
            best = max(best, start + phrase.used)
            continue
        if len(phrase.addresses) > 1:
            raise UsageError("clause.address-several", address=text, at="0")
        address = phrase.addresses[0]
        return Address((_titled(text, tokens, start), *address.steps[1:])) if start else address
    at = tokens[best].start if best < len(tokens) else len(text)
    raise UsageError("clause.address-unreadable", address=text, at=str(at + 1))


def document_step(text: str) -> Step | None:
    """A document as it is cited, title and all: "Ақталған адамға куәлік беру қағидаларында".

    What stands before "бекітілген" (the order that approves it) is left out. None
    where ``text`` does not end in a noun of an approved document.
    """
    tokens = [token for token in tokenize(text) if token.text not in _ENDINGS]
    if not tokens or document_form(tokens[-1].text) is None:
        return None
    return _titled(text, tokens, len(tokens) - 1)


def _titled(text: str, tokens: Sequence[Token], at: int) -> Step:
    """The document whose noun is token ``at``, with the words before it as its title."""
    found = document_form(tokens[at].text)
    assert found is not None, "the caller has seen a document noun"
    begin = 0
    for token in tokens[:at]:
        if token.text == APPROVED:
            begin = token.end
    words = " ".join(text[begin : tokens[at].start].split())
    title = f"{words} {inflect(found.noun, possessive=found.possessive)}" if words else ""
    return Step(Kind.DOCUMENT, name=found.noun, title=title)


def render(address: Address, case: str = "nom", lang: str = "kk") -> str:
    """The address in the language of an act, its innermost word in ``case`` ("attr" for -дағы/-дегі).

    "Қағидалардың 7-тармағының 3) тармақшасы", "бұйрықтың 1-тармағы",
    "Қағидаларға қосымшаның жоғарғы оң жақ бұрышы", "12-тармақтың екінші бөлігі";
    "подпункт 3) пункта 7 Правил" where ``lang`` is "ru".
    """
    if lang == "ru":
        return address_render_russian.render(address, case)
    words = []
    owned = False
    for index, step in enumerate(address.steps):
        following = address.steps[index + 1] if index + 1 < len(address.steps) else None
        # An appendix belongs by the dative: "Қағидаларға 2-қосымша".
        by_dative = following is not None and following.kind is Kind.APPENDIX
        step_case = case if following is None else "dat" if by_dative else "gen"
        words.append(_render_step(step, step_case, owned))
        owned = not by_dative
    return " ".join(words)


def _render_step(step: Step, case: str, owned: bool) -> str:
    attributive = case == "attr"
    if attributive:
        case = "loc"
    if step.kind is Kind.DOCUMENT and step.name:
        return _render_document(step, case, attributive)
    word = form(step.kind, case, possessive=owned, attributive=attributive) if step.kind in UNIT_WORDS else step.kind
    label = step.label
    if step.kind is Kind.CORNER:
        word = f"{_CORNER} {word}"
    if not label:
        return word
    if label.startswith('"'):
        return f"{label} деген {word}"
    if label.startswith("#") or step.kind in _BY_WORD or step.kind is Kind.DOCUMENT:
        count = label.removeprefix("#")
        if count.isdecimal() and 0 < int(count) < 1000:
            return f"{ordinal(int(count))} {word}"
        if count == LAST:
            return f"{LAST_WORD} {word}"
    if step.kind is Kind.SUBPOINT or (len(label) == 1 and label.isalpha() and not label.isascii()):
        return f"{label}) {word}"
    if label.isalpha():
        return f"{label} {word}"
    number = f"{label}-{word}"
    return f"{_ROW_NUMBER} {number}" if step.kind is Kind.ROW else number


def _render_document(step: Step, case: str, attributive: bool) -> str:
    before, _, last = step.title.rpartition(" ")
    found = document_form(last) if before else None
    if found is not None and found.noun == step.name and found.case == "nom" and not step.label:
        return f"{before} {inflect(step.name, case, found.possessive, attributive)}"
    word = inflect(step.name, case, attributive=attributive)
    if step.label.isdecimal() and int(step.label) > 0:
        return f"{ordinal(int(step.label))} {word}"
    return word[:1].upper() + word[1:]


def plain(address: Address) -> Address:
    """An address by which units are told apart: documents without the titles they were cited by."""
    return Address(tuple(replace(step, title="") for step in address.steps))


def brief(root: Unit, address: Address) -> Address:
    """An address without the titles of documents, where it fits one unit at most without them too."""
    short = plain(address)
    return short if len(locate(root, short)) <= 1 else address


def spoken(address: Address, lang: str = "kk") -> str:
    """The address in the language of an act, documents by their nouns: "Қағидалардың 4-тармағы"."""
    return render(plain(address), lang=lang)


def eid(address: Address) -> str:
    """The address as an ASCII identifier: "doc-qaghidalar__para_7__point_3"."""
    return "__".join(_eid_step(step) for step in address.steps)


def _eid_step(step: Step) -> str:
    short = _ABBREVIATIONS.get(step.kind, str(step.kind))
    if step.name:
        short += f"-{latin(step.name)}"
    label = step.label
    if step.kind is Kind.ROW and label.startswith("#"):
        short, label = _LINE, label[1:]
    return f"{short}_{label if label.isascii() else latin(label)}" if label else short


def from_eid(text: str) -> Address:
    """The address that ``eid`` wrote; ``UsageError`` for anything else."""
    steps, at = [], 0
    for chunk in text.split("__"):
        step = _from_eid_step(chunk)
        if step is None:
            raise UsageError("clause.address-unreadable", address=text, at=str(at + 1))
        steps.append(step)
        at += len(chunk) + 2
    return Address(tuple(steps))


def _from_eid_step(chunk: str) -> Step | None:
    head, _, label = chunk.partition("_")
    short, _, name = head.partition("-")
    if short == _LINE and not name:
        return Step(Kind.ROW, f"#{label}")
    kind = _KINDS.get(short)
    if kind is None or (name and kind is not Kind.DOCUMENT):
        return None
    if label.isalpha() and label.islower():
        label = letter(label) or label
    return Step(kind, label, _nouns().get(name, name))


@cache
def _nouns() -> dict[str, str]:
    """Nouns of documents by their spelling in ASCII."""
    return {latin(noun): noun for noun in DOCUMENT_WORDS}
