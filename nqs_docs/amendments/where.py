"""Where an instruction points: an act, a document, units, in any case form.

Reads the whole of a phrase or nothing: "… № 391 бұйрығымен (…) бекітілген …
қағидаларында", "28-тармақтың екінші және үшінші бөліктері", "көрсетілген
Қағидаларға қосымшаның жоғарғы оң жақ бұрышы". What is left out is the business
of the context (``scope``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from nqs_docs.amendments import where_russian
from nqs_docs.amendments.where_model import NOWHERE, SCOPES, Steps, Where
from nqs_docs.clauses.act import Citation, Kind, Step
from nqs_docs.clauses.address_parse import Phrase, Token, parse_prefix, tokenize
from nqs_docs.clauses.address_tokens import after_join
from nqs_docs.clauses.citation import BRACKET, citations
from nqs_docs.clauses.quotations import depth
from nqs_docs.clauses.references import form_of
from nqs_docs.language.folding import fold_case
from nqs_docs.language.formulas import ANNEXED, POINTERS
from nqs_docs.language.kazakh import document_form, inflect

__all__ = ["NOWHERE", "SCOPES", "Steps", "Where", "continued", "names_act", "read"]

_RANKS = {
    Kind.ORDER: 0, Kind.DOCUMENT: 0, Kind.APPENDIX: 1, Kind.SECTION: 2, Kind.CHAPTER: 3, Kind.SUBCHAPTER: 4,
    Kind.ARTICLE: 5, Kind.POINT: 6, Kind.SUBPOINT: 7, Kind.PART: 7, Kind.TABLE: 7, Kind.ROW: 8, Kind.COLUMN: 8,
    Kind.CELL: 9, Kind.NOTE: 9, Kind.INDENT: 10, Kind.SENTENCE: 11,
}  # fmt: skip
#: What a heading, a preamble, a corner can stand in: smaller units of the context are left.
_WITHIN = {Kind.HEADING: 5, Kind.PREAMBLE: 0, Kind.CORNER: 1, Kind.REQUISITES: 0}

_BRACKET = re.compile(rf"\s*{BRACKET}")
_UNIT_STEM = re.compile("тарма|бөлі|абзац|сөйлем|жол|баған|пункт|част|предложен|строк|граф")
_WITH = frozenset({"мен", "пен", "бен"})
_BRACKETS = re.compile(BRACKET)
_SMALL = frozenset({Kind.POINT, Kind.SUBPOINT, Kind.PART, Kind.INDENT, Kind.SENTENCE, Kind.ROW, Kind.COLUMN})
_KAZAKH = re.compile("[әғқңөұүһі]")
_ACTS = re.compile(r"бұйры|қаулы|заң|кодекс|жарлы|шешім|өкім")
_MARKS = " \t\n:;,."
_APPROVED = re.compile(
    rf"\s*(?:(?:{POINTERS})\s+)*(?:(?:бірлескен\s+)?\S+[мпб]ен\s+|(?:(?:бұйрыққа|қаулыға)\s+)?{ANNEXED})?бекітілген\s+"
    rf"|\s*(?:(?:{POINTERS})\s+)*(?:бұйрыққа|қаулыға)\s+{ANNEXED}"
)
_ANNEXED_FORM = re.compile(r"(.*қосымшаға)\s+сәйкес\s+(?:\S+\s+)*?(нысан\w*)$", re.DOTALL)
_LEAD = re.compile(rf"\s*(?:(?:{POINTERS})\s+)*(?:қоса\s+беріліп\s+отырған\s+)?")
_ACT_WORD = re.compile(r"[^\W\d_]+")
_UP_TO_BRACKET = re.compile(BRACKET[2:])


def read(text: str) -> Where | None:
    """What ``text`` points at, or None where a word of it is not understood.

    Marks at its ends are ignored; "" points nowhere, at the context.
    """
    text = text.strip(" \t\n:;,.")
    if not text:
        return NOWHERE
    folded = fold_case(text)
    if any(map(_names_unit, _BRACKETS.findall(folded))):
        return None
    if russian := where_russian.begins(folded):
        return where_russian.read(text)
    if russian is None and (found := where_russian.read(text)):
        return found
    cited = _cited(text, folded)
    if cited is None:
        return _in_act(text, folded, None, "")
    citation, case, rest = cited
    return _in_act(text[rest:], folded[rest:], citation, case)


def names_act(text: str) -> bool:
    """Whether ``text`` begins with the title of a cited act that has a number: "«…» … № 391 бұйрығының …".

    A Russian text may name it anywhere: "… приказа Министра … № 391 …".
    """
    folded = fold_case(text)
    if _KAZAKH.search(folded) is None:
        return any(citation.number for citation in citations(text))
    cited = _cited(text, folded) if folded.lstrip().startswith('"') else None
    return cited is not None and bool(cited[0].number) and cited[0].date is not None


def _cited(text: str, folded: str) -> tuple[Citation, str, int] | None:
    """The act that ``text`` begins with: the citation, the case of its word, where it ends."""
    if not _ACTS.search(folded):
        return None
    found = citations(text)
    for at in range(len(found) - 1, -1, -1):
        citation = found[at]
        if citation.span is None or (folded[: citation.span.start].strip() and not folded.lstrip().startswith('"')):
            continue
        # "… № 500 бұйрығының және … № 7 бұйрығының": the first is not named in the title of the second, as it is in
        # '"… туралы" … № 500 бұйрығына өзгеріс енгізу туралы" … № 7 бұйрығы', one mark for both titles.
        named = [folded[: citation.span.end].count('"', one.span.end) % 2 for one in found[:at] if one.span]
        if any(one.span and depth(folded[: one.span.end]) <= 0 for one in found[:at]) and not all(named):
            continue
        case = act_case(folded, citation)
        if case:
            return citation, case, end_of(folded, citation)
    return None


def end_of(folded: str, citation: Citation) -> int:
    """Where a citation ends in its text, its bracket with the registration included."""
    end = citation.span.end if citation.span else 0
    unclosed = folded.count("(", citation.span.start if citation.span else 0, end) - folded.count(")", 0, end)
    tail = _UP_TO_BRACKET.match(folded, end)
    opened = folded.rfind("(", 0, end) > folded.rfind(")", 0, end)
    if tail and opened and unclosed:
        return tail.end()
    bracket = _BRACKET.match(folded, end)
    return bracket.end() if bracket else end


def act_case(folded: str, citation: Citation) -> str:
    """The case of the word for the act ("бұйрығына": dat), "" where it cannot be told."""
    span = citation.span
    if span is None:
        return ""
    number = folded.find(citation.number.lower(), span.start) if citation.number else span.start
    found = ""
    for match in _ACT_WORD.finditer(folded, max(number, span.start), span.end):
        form = form_of(match[0])
        if form is not None and form.kind in (Kind.ORDER, "act"):
            found = form.case
            if citation.number:
                break
    return found


def _in_act(text: str, folded: str, citation: Citation | None, case: str) -> Where | None:
    """The document and the units that follow the act, or stand alone."""
    if "(" in folded:
        text, folded = (_BRACKETS.sub(lambda bracket: " " * len(bracket[0]), either) for either in (text, folded))
    start = len(folded) - len(folded.lstrip(_MARKS))
    end = len(folded.rstrip(_MARKS))
    if start >= end:
        return Where(citation, True, (), case)
    if "сәйкес" in folded and (form := _ANNEXED_FORM.match(folded, start, end)):
        return _annexed_form(_in_act(text[: form.end(1)], folded[: form.end(1)], citation, case), form[2])
    approved = _APPROVED.match(folded, start)
    if case == "instr" and not approved:
        return None
    lead = approved or _LEAD.match(folded, start)
    body = text[lead.end() if lead else start : end]
    tokens = tokenize(body)
    for first in range(len(tokens)):
        if not _may_begin(tokens, first):
            continue
        found = _units(tokens, first)
        if found is None:
            continue
        units, last = found
        if not _title_fits(tokens, first, units, case):
            return None
        if first:
            units = tuple(_titled(unit, body[: tokens[first].start]) for unit in units)
        return _scoped(units, last, citation, case)
    return None


def _names_unit(bracket: str) -> bool:
    """ "5-тармақта (екінші бөлікте)": what stands in brackets says more of the place."""
    tokens = tokenize(bracket) if _UNIT_STEM.search(bracket) else []
    return any(
        p.addresses[0].steps[0].kind in _SMALL for at in range(1, len(tokens)) if (p := parse_prefix(tokens, at))
    )


def _annexed_form(annex: Where | None, word: str) -> Where | None:
    """ "Қағидаларға 1-қосымшаға сәйкес нысанда": the appendix, in the case of the form's word."""
    form = document_form(word)
    return replace(annex, case=form.case, attributive=form.attributive) if annex and form else None


def _may_begin(tokens: Sequence[Token], at: int) -> bool:
    """Whether an address can begin at a token: at the front, else (after a name) only with a document's noun."""
    return at == 0 or document_form(tokens[at].text) is not None or tokens[at].text in ("құжаттың", "құжатта", "құжат")


def _title_fits(tokens: Sequence[Token], start: int, units: tuple[Steps, ...], case: str) -> bool:
    """Words may stand before a document's noun only: its name, which begins with no unit."""
    if start == 0:
        return True
    if units[0][0].kind is not Kind.DOCUMENT or case not in ("", "instr") or tokens[start - 1].text == "деген":
        return False
    begins = parse_prefix(tokens)
    return begins is None or begins.addresses[0].steps[0].kind is Kind.DOCUMENT


def _scoped(units: tuple[Steps, ...], last: Phrase, citation: Citation | None, case: str) -> Where | None:
    """Units of a cited act begin at its order, unless they name a document of it."""
    first = units[0][0].kind
    fits = {"instr": first is Kind.DOCUMENT, "dat": first is Kind.APPENDIX, "gen": True, "nom": last.owned}
    if citation is not None and not fits.get(case):
        return None
    if citation is not None and first not in SCOPES:
        units = tuple((Step(Kind.ORDER), *steps) for steps in units)
    act = citation is not None or first is Kind.ORDER
    return Where(citation, act, units, last.case, last.attributive, last.doubtful, last.ranged, last.owned)


def _titled(steps: Steps, name: str) -> Steps:
    """``steps`` with the name of the document as cited, its noun in the nominative."""
    name = " ".join(name.split())
    if not name or steps[0].kind is not Kind.DOCUMENT or not steps[0].name:
        return steps
    title = f"{name} {inflect(steps[0].name, possessive=True)}"
    return (Step(Kind.DOCUMENT, steps[0].label, steps[0].name, title), *steps[1:])


def _units(tokens: Sequence[Token], at: int) -> tuple[tuple[Steps, ...], Phrase] | None:
    """Every unit named from token ``at`` to the end, joined by commas or "және"; None if words are left."""
    units: list[Steps] = []
    phrase: Phrase | None = None
    doubtful = ranged = False
    while at < len(tokens):
        before, phrase = phrase, parse_prefix(tokens, at)
        if phrase is None:
            return None
        doubtful, ranged = doubtful or phrase.doubtful, ranged or phrase.ranged
        if before and _shares_name(before, phrase):
            # "… қағидалары мен мерзімдерінде": one document, known by its first noun
            units = [(*units[-1], *address.steps[1:]) for address in phrase.addresses]
            doubtful = doubtful or phrase.case == "nom"
        else:
            outer = units[-1] if units else ()
            # "5-тармақтың 2) тармақшасы мен үшінші бөлігі": what is owned shares the owner
            outer = outer[:-1] if phrase.owned else outer[:1] if outer and outer[0].kind in SCOPES else ()
            doubtful = doubtful or (tokens[at - 1].text in _WITH and _may_share_case(before, phrase))
            units += [continued(outer, address.steps) for address in phrase.addresses]
        at += phrase.used
        joined = after_join(tokens, at)
        if at < len(tokens) and (joined is None or joined == len(tokens)):
            return None
        at = joined or at
    if phrase is None:
        return None
    return tuple(units), replace(phrase, doubtful=doubtful, ranged=ranged)


def _shares_name(before: Phrase, phrase: Phrase) -> bool:
    """Whether two nouns of documents are the name of one: the first bears no case of its own."""
    first, second = before.addresses[-1].steps, phrase.addresses[0].steps
    return (
        len(first) == 1 and first[0].kind is Kind.DOCUMENT and before.case == "nom" and before.possessive
        and second[0].kind is Kind.DOCUMENT
    )  # fmt: skip


def _may_share_case(before: Phrase | None, phrase: Phrase) -> bool:
    """ "2-тармақ пен 6-тармақтың екінші бөлігі": point 2 as a whole, or a part of it."""
    owner, *inner = phrase.addresses[0].steps
    return bool(inner and before and before.case == "nom" and before.addresses[-1].steps[-1].kind is owner.kind)


def continued(outer: Steps, inner: Steps) -> Steps:
    """``inner`` inside as much of ``outer`` as is larger than it.

    After "2-тармақта:" "8) тармақша" is in point 2 and "4-тармақтың үшінші бөлігі" is not.
    A part may stand in a subpoint and a subpoint in a part; each leaves one of its own kind.
    """
    if not inner or inner[0].kind in SCOPES:
        return inner
    kind = inner[0].kind
    kept: list[Step] = []
    for step in outer:
        if step.kind is kind or not _holds(step.kind, kind):
            break
        kept.append(step)
    return (*kept, *inner)


def _holds(outer: Kind, inner: Kind) -> bool:
    rank = _RANKS.get(outer)
    if rank is None:
        return inner is Kind.SENTENCE
    if inner in _WITHIN:
        return rank <= _WITHIN[inner] or (inner is Kind.HEADING and outer is Kind.TABLE)
    return rank <= _RANKS.get(inner, 0)
