"""Where a Russian instruction points: units, their document with its name behind it, the act.

"в Правилах выдачи …, утвержденных приказом Министра … № 78 …", "пункт 3 указанных
Правил", "приказ Министра … № 391 …". The preposition and the form of the first word
say the case; a document or act named last is that of all units before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from nqs_docs.amendments.where_model import SCOPES, Steps, Where
from nqs_docs.clauses.act import Citation, Kind, Step
from nqs_docs.clauses.address_grammar import CONTAINERS, Phrase
from nqs_docs.clauses.address_russian import ADJECTIVE, POINTERS, case_of, first_words, parse_prefix
from nqs_docs.clauses.address_tokens import Token, after_join, tokenize
from nqs_docs.clauses.citation import BRACKET, citations
from nqs_docs.language.folding import fold_case
from nqs_docs.language.formulas import phrases
from nqs_docs.language.russian import act_forms, document, document_forms, unit_forms

_BRACKETS = re.compile(BRACKET)
_SAID = phrases("approval_russian")
_APPROVED_FIRST = re.compile(_SAID["first"])
_APPROVED = re.compile(_SAID["behind"])
_APPROVED_BY = re.compile(_SAID["by"])
_PREPOSITION = re.compile(r"(?P<said>во?|из|к)?\s*(?:(?:указанн|названн|вышеуказанн)\w+\s+)?(?:совместн\w+\s+)?$")
_GOVERNING = frozenset({"в", "во", "из"})
_SMALL = frozenset({Kind.SUBPOINT, Kind.PART, Kind.INDENT, Kind.SENTENCE})


_KAZAKH = re.compile("[әғқңөұүһі]")
_RUSSIAN_ONLY = (*POINTERS, "утвержденн")


def begins(folded: str) -> bool | None:
    """Whether a phrase begins with a word that is Russian only; None where it may be of either language."""
    word = folded.split(None, 1)[0].rstrip(",")
    if word in first_words() or word.startswith(_RUSSIAN_ONLY):
        return True
    return False if _KAZAKH.search(folded) else None


def read(text: str) -> Where | None:
    """What the whole of a Russian phrase points at, or None where a word of it is not understood."""
    folded = fold_case(text).replace("ё", "е")
    for citation in reversed(citations(text)):
        span = citation.span
        if span is not None and not folded[span.end : span.end + 1].isalnum():
            cited = _cited(text[: span.start], folded[: span.start], folded[span.start : span.end], citation)
            return _with_units(cited, _BRACKETS.sub("", text[span.end :]))
    text, folded = (_BRACKETS.sub(lambda bracket: " " * len(bracket[0]), either) for either in (text, folded))
    if leading := _APPROVED_FIRST.match(folded):  # "в утвержденных указанным приказом Правилах"
        text = f"{leading['said'] or ''} {text[leading.end() :]}"
        folded = fold_case(text)
    approved = _APPROVED_BY.search(folded)
    found = _units(text[: approved.start()] if approved else text)
    if found is None or (approved is not None and found[0][0][0].kind is not Kind.DOCUMENT):
        return None
    where = _where(*found, None, found[1].case)
    return _with_units(where, text[approved.start("rest") :]) if approved and approved["rest"] else where


def _with_units(outer: Where | None, rest: str) -> Where | None:
    """ "в Правилах …, утвержденных указанным приказом, пункт 5": the units behind stand in what was named before."""
    if outer is None or not rest.strip(" ,"):
        return outer
    inner = _units(rest) if outer.case == "loc" else None
    if inner is None or inner[1].case == "loc" or any(steps[0].kind in SCOPES for steps in inner[0]):
        return None
    around = outer.units or ((Step(Kind.ORDER),),)
    doubtful, ranged = outer.doubtful or inner[1].doubtful, outer.ranged or inner[1].ranged
    units = tuple((*steps, *more) for steps in around for more in inner[0])
    return replace(outer, units=units, case=inner[1].case, doubtful=doubtful, ranged=ranged)


def _cited(before: str, folded: str, cited: str, citation: Citation) -> Where | None:
    """An act with what stands before it: "в", "пункт 3", "в Правилах …, утвержденных"."""
    form = act_forms().get(cited.split()[0])
    if form is None:  # a citation in the other language
        return None
    cases = form.singular or form.plural
    approved = _APPROVED.search(folded)
    if approved is not None and "instr" in cases:
        found = _units(before[: approved.start()])
        fits = found is not None and found[0][0][0].kind is Kind.DOCUMENT
        return _where(*found, citation, found[1].case) if found and fits else None
    bare = _PREPOSITION.fullmatch(folded.strip())
    if bare is not None:
        case = case_of(cases, bare["said"] or "")
        return Where(citation, True, (), case) if case else None
    found = _units(before)
    if found is None or "gen" not in cases or any(steps[0].kind in SCOPES for steps in found[0]):
        return None
    units = tuple((Step(Kind.ORDER), *steps) for steps in found[0])
    return _where(units, found[1], citation, found[1].case)


def _where(units: tuple[Steps, ...], phrase: Phrase, citation: Citation | None, case: str) -> Where:
    act = citation is not None or units[0][0].kind is Kind.ORDER
    return Where(citation, act, units, case, doubtful=phrase.doubtful, ranged=phrase.ranged)


def _units(text: str) -> tuple[tuple[Steps, ...], Phrase] | None:
    """Every unit named, joined by commas or "и", the document's name behind the last; None if words are left."""
    tokens = tokenize(text.strip(" ,").replace("ё", "е"))
    at, first = 0, None
    governed = tokens[0].text if tokens and tokens[0].text in _GOVERNING else ""
    found: list[list[Steps]] = []
    doubtful = ranged = False
    while at < len(tokens):
        phrase = parse_prefix(tokens, at, governed)
        if phrase is None:
            return None
        first = first or phrase
        doubtful, ranged = doubtful or phrase.doubtful, ranged or phrase.ranged
        if found and phrase.case != first.case:
            return None
        found.append([address.steps for address in phrase.addresses])
        at = _past_second_noun(tokens, at + phrase.used, phrase)
        if at < len(tokens) and found[-1][0][0].kind is Kind.DOCUMENT and not _joined(tokens, at):
            if not _is_name(tokens, at):
                return _inside(found, phrase, text.strip(" ,")[tokens[at].start :])
            name = text.strip(" ,")[tokens[at].start :]
            found[-1] = [_titled(steps, _adjectives(tokens, at - 1), name) for steps in found[-1]]
            at = len(tokens)
        elif at < len(tokens):
            after = after_join(tokens, at)
            if after is None:
                return _inside(found, phrase, text.strip(" ,")[tokens[at].start :])
            if after == len(tokens):
                return None
            at = after
    if first is None:
        return None
    units, unsure = _shared(found)
    case = Phrase((), 0, first.case, ranged=ranged, doubtful=doubtful or unsure)
    return units, case


def _inside(found: list[list[Steps]], outer: Phrase, rest: str) -> tuple[tuple[Steps, ...], Phrase] | None:
    """ "в пункте 5 подпункт 2)": the units behind stand in the one before."""
    inner = _units(rest) if len(found) == 1 and outer.case == "loc" else None
    if inner is None or inner[1].case == "loc" or any(steps[0].kind in SCOPES for steps in inner[0]):
        return None
    kinds = {steps[0].kind for steps in inner[0]}
    if any(steps[-1].kind not in CONTAINERS[kind] for steps in found[0] for kind in kinds):
        return None
    units = tuple((*around, *steps) for around in found[0] for steps in inner[0])
    ranged, doubtful = inner[1].ranged or outer.ranged, inner[1].doubtful or outer.doubtful
    return units, Phrase((), 0, inner[1].case, ranged=ranged, doubtful=doubtful)


def _past_second_noun(tokens: Sequence[Token], at: int, phrase: Phrase) -> int:
    """Past "и сроках" of "Правилах и сроках проведения …": one document, known by its first noun."""
    after = after_join(tokens, at) if phrase.addresses[0].steps[-1].kind is Kind.DOCUMENT else None
    second = document_forms().get(tokens[after].text) if after is not None and after < len(tokens) else None
    if after is None or second is None or after + 1 == len(tokens) or _joined(tokens, after + 1):
        return at
    return after + 1 if _is_name(tokens, after + 1) else at


def _joined(tokens: Sequence[Token], at: int) -> bool:
    """Whether another address follows after a comma or "и"."""
    after = after_join(tokens, at)
    return after is not None and after < len(tokens) and parse_prefix(tokens, after) is not None


def _is_name(tokens: Sequence[Token], at: int) -> bool:
    """Whether the words behind a document's noun can be its name: no unit with a number is among them."""
    units = unit_forms()
    for place in range(at, len(tokens) - 1):
        form = units.get(tokens[place].text)
        if form is not None and form.kind not in ("order", "document") and tokens[place + 1].number:
            return False
    return True


def _adjectives(tokens: Sequence[Token], noun: int) -> str:
    """The adjectives before a document's noun, as cited."""
    first = noun
    while first and ADJECTIVE.fullmatch(tokens[first - 1].text) and not tokens[first - 1].text.startswith(POINTERS):
        first -= 1
    return " ".join(token.text for token in tokens[first:noun])


def _titled(steps: Steps, adjectives: str, name: str) -> Steps:
    noun = steps[0].name
    title = " ".join(f"{adjectives} {document(noun)} {name}".split())
    title = title[:1].upper() + title[1:]
    return (Step(Kind.DOCUMENT, steps[0].label, noun, title), *steps[1:])


def _shared(found: Sequence[Sequence[Steps]]) -> tuple[tuple[Steps, ...], bool]:
    """The units of a list; those without a document take the one named last, and whether a point is in doubt.

    "подпункт 1) и часть вторая пункта 5": nobody says whether the first is of point 5.
    """
    last = found[-1][-1]
    scope = last[:1] if last[0].kind in SCOPES else ()
    units: list[Steps] = []
    unsure = False
    for index, group in enumerate(found):
        for steps in group:
            own = steps if steps[0].kind in SCOPES else (*scope, *steps)
            loose = steps[0].kind in _SMALL and index + 1 < len(found)
            unsure = unsure or (loose and any(other[0].kind not in _SMALL for other in found[index + 1]))
            units.append(own)
    return tuple(dict.fromkeys(units)), unsure
