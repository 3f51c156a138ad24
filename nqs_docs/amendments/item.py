"""One item of an amending order: its paragraphs one after the other.

A paragraph names the act that is changed, sets the context, is an instruction, or
belongs to the quotation below one. One that is none of these is a finding.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from msgspec.structs import replace

from nqs_docs.amendments import annex as annexes
from nqs_docs.amendments.cited import Blanked, blank
from nqs_docs.amendments.entry import Entry, changed, is_annexed, orders, unread
from nqs_docs.amendments.instruction import Clause, Refusal, changes_russian_only, has_verb, names_own_order, parse
from nqs_docs.amendments.named_rows import named_rows, printed, shows
from nqs_docs.amendments.operation import Operation, Verb
from nqs_docs.amendments.paragraphs import Paragraph, Passage, item_label, passage
from nqs_docs.amendments.quotation import quoted_text
from nqs_docs.amendments.resolve import Draft, Drafts, drafts
from nqs_docs.amendments.scope import Scope
from nqs_docs.amendments.settled import Meant, Settled, ended, meant
from nqs_docs.amendments.where import SCOPES, Where, read
from nqs_docs.clauses.act import Address, Kind, Step, Unit, text_of
from nqs_docs.clauses.address_parse import parse_prefix, tokenize
from nqs_docs.clauses.quotations import Quotation, quotations
from nqs_docs.findings import Finding, error, warning
from nqs_docs.language.formulas import CHANGES, LISTING, spaced
from nqs_docs.language.formulas_russian import REPEALING

_CHANGES_HERE = re.compile(
    rf"\s{spaced(CHANGES)}\s*:\s*(?=\S)|\sследующие\s+(?:изменени|дополнени)[ея](?:\s+и\s+\w+)?\s*:\s*(?=\S)"
)
_LISTING = re.compile(rf"{spaced(LISTING)}|{spaced(REPEALING)}|\sв\s+(?:следующие|некоторые|ряд)\s")
_REPEALING = re.compile(spaced(REPEALING))
_ACT = re.compile(r"(?<!\w)(?:бұйры[қғ]|қаулы|приказ|постановлени)")
_LEAD = re.compile(r"([^\":;]{3,400}):\s+(?=\S)")
_AFTER_TEXT = re.compile(r'\s*"*[\s.;,:]*')


# An instruction whose beginning is no address may have named any point.
_A_POINT = ((Step(Kind.POINT, "?"),),)


class Item:
    """Reads the paragraphs of an item; ``entries`` and ``findings`` are what it gives."""

    def __init__(
        self, source: str, root: Unit, document: Unit | None, held: Sequence[Paragraph], *,
        scope: Scope | None = None, repeals: bool = False, settled: Settled | None = None, leads: bool = False,
    ) -> None:  # fmt: skip
        self.entries: list[Entry] = []
        self.findings: list[Finding] = []
        self.scope = scope or Scope()
        self._source, self._root, self._document = source, root, document
        self._held = held
        self._settled = settled or {}
        self._repeals = repeals  # a list of acts that are repealed
        self._loose = False  # an instruction without a number stood below the document's context line
        self._lead: Passage | None = None  # says that something changes, and nothing yet did
        self._read(leads)

    def _read(self, leads: bool) -> None:
        found = {quote.introducer: quote for quote in quotations([paragraph.folded for paragraph in self._held])}
        at = 0
        while at < len(self._held):
            named = named_rows(self._held, at)
            at = named[0] if named else at
            quote = found.get(at)
            self._paragraph(at, quote, named[1] if named else None)
            at = quote.last if quote is not None else at
            if quote is not None:
                self._rest(at, quote.end)
            at += 1
        if self._lead is not None and not leads:
            self._unresolved("amendment.unresolved", self._lead)

    def _paragraph(self, at: int, quote: Quotation | None, named: Passage | None) -> None:
        paragraph = self._held[at]
        end = len(paragraph.text)
        if quote is not None and quote.first == at:
            end = paragraph.folded.rfind(":", 0, quote.start) + 1 or end
        start = item_label(paragraph) if at == 0 else 0
        self._words(replace(named, end=end, quote=quote) if named else passage(paragraph, start, end, quote))

    def _rest(self, at: int, start: int) -> None:
        """What follows a quotation in its last paragraph: ' "5. Мәтін."; 6-тармақ алып тасталсын.'"""
        paragraph = self._held[at]
        closing = _AFTER_TEXT.match(paragraph.folded, start)
        start = closing.end() if closing else start
        if start == len(paragraph.text):
            return
        quote = next(iter(quotations([paragraph.folded[start:]])), None)
        if quote is None:
            self._words(passage(paragraph, start, len(paragraph.text)))
            return
        quote = replace(quote, introducer=at, first=at, last=at, start=quote.start + start, end=quote.end + start)
        self._words(passage(paragraph, start, paragraph.folded.rfind(":", 0, quote.start) + 1, quote))
        self._rest(at, quote.end)

    def _words(self, said: Passage) -> None:
        """A stretch of a paragraph: what stands before and after is not its words."""
        folded = said.folded
        if not folded.strip(" .;:,"):
            return
        if said.quote is None and self._target(said):
            return
        whole = said.paragraph.folded
        says = "енгізілсін" in folded or "внести" in folded
        lead = _CHANGES_HERE.search(whole, said.start, said.end) if says else None
        if lead is not None and self._target(replace(said, end=lead.end())):
            said = passage(said.paragraph, lead.end(), said.end, said.quote)
        blanked = blank(said.text)
        if not has_verb(blanked.text):
            self._verbless(said)
        elif said.quote is None and is_annexed(folded):
            return
        elif said.quote is None and _lists_repealed(folded):
            self._repeals = True  # "Мыналардың күші жойылды деп танылсын:" - the acts stand below
        else:
            self._instruction(said, blanked)

    def _target(self, said: Passage) -> bool:
        """ "… бұйрығына (…) мынадай өзгерістер енгізілсін:" sets the act, or a document or a unit of it."""
        whole, start, end = said.paragraph.folded, said.start, said.end
        named = changed(whole, start, end)
        if named is None or has_verb(whole[slice(*named)]):
            return False
        if is_annexed(said.folded):
            return True
        where = read(said.paragraph.text[slice(*named)])
        if self._russian_only(said):
            return True
        if where is not None and where.case == "dat" and (where.citation or where.units):
            self._enter(where, said)
            self._lead = self._lead or said
            return True
        if not _LISTING.search(said.folded):
            # Nothing is known of what stands below.
            self.scope = Scope(named=_ACT.search(whole, *named) is not None, known=False)
            self._wrong("amendment.no-target", said)
        self._lead = said
        return True

    def _enter(self, where: Where, said: Passage) -> None:
        scoped = bool(where.units) and where.units[0][0].kind in SCOPES
        leaves = self._leaves_document(said.number) and not (where.act or scoped)
        if leaves or names_own_order(said.folded):
            self._wrong("amendment.scope-ambiguous", said)
            self.scope = self.scope.lost()
            return
        if where.citation or scoped or (said.number and where.units and where.units[0][0].kind is Kind.APPENDIX):
            self._loose = False
        self.scope = self.scope.entering(where, said.number)
        if where.citation is not None and not where.citation.number:
            self._wrong("amendment.no-target", said)

    def _verbless(self, said: Passage) -> None:
        """A context line, an act of a list of repealed ones, or something not understood."""
        where = read(said.text)
        if where is not None and self._repeals and (where.citation or self.scope.target) and where.case == "nom":
            self._repealed(where, said)
        elif where is not None and _sets_context(where, said.text):
            self._enter(where, said)
        elif not self._russian_only(said):
            self._not_read(said)

    def _not_read(self, said: Passage) -> None:
        """What is no known instruction is one all the same where it orders something or begins with an address."""
        if orders(said.folded) or parse_prefix(tokenize(said.text)) is not None:
            self._unresolved("amendment.unresolved", said)
        else:
            self._wrong("amendment.unread", said)
        if said.text.rstrip().endswith(":") and said.quote is None and not shows(said):
            self.scope = self.scope.lost()

    def _repealed(self, where: Where, said: Passage) -> None:
        scope = self.scope.entering(where) if where.citation else self.scope
        decided = self._meant(said)
        if decided is not None and (target := decided.target or scope.target):
            for steps in decided.units:
                self._add(Draft(Verb.REPEAL, target, Address(ended(Verb.REPEAL, steps))), said)
            return
        if scope.target is None:
            self._unresolved("amendment.no-target", said)
            return
        for steps in scope.resolve(where.units) or ((),):
            self._add(Draft(Verb.REPEAL, scope.target, Address(steps)), said)

    def _instruction(self, said: Passage, blanked: Blanked) -> None:
        if self._russian_only(said):
            return
        clauses = parse(said.text, said.quote is not None, blanked, self._meant(said) is not None)
        if isinstance(clauses, Refusal):
            if self._leads(said):
                return
            found: Drafts = clauses
            clauses = ()
        else:
            found = self._drafts(clauses, said)
        if isinstance(found, Refusal):
            self._unresolved("amendment.quotation-unclosed" if _is_unclosed(said) else found.code, said)
        else:
            ranged = any(clause.at.ranged for clause in clauses)
            for draft in found:
                self._add(draft, said, ("amendment.range",) if ranged and draft is found[0] else ())
        self._loose = self._loose or not said.number
        self._leave(said.text, clauses)

    def _drafts(self, clauses: tuple[Clause, ...], said: Passage) -> Drafts:
        """What the clauses do, or why the instruction is left alone."""
        if _is_unclosed(said):
            return Refusal("amendment.quotation-unclosed")
        meant = self._meant(said)
        if meant is None and self._leaves_document(said.number) and any(_is_relative(one.at) for one in clauses):
            return Refusal("amendment.scope-ambiguous")
        quoted = quoted_text(self._held, said.quote) if said.quote is not None else None
        if quoted is not None and not any(sign.isalnum() for text in quoted.texts for sign in text_of(text)):
            return Refusal("amendment.no-quotation")
        found = drafts(clauses, self.scope, quoted, partial(annexes.find, self._root, self._document), meant)
        return printed(found, said.rows) if said.rows else found

    def _meant(self, said: Passage) -> Meant | None:
        """What a person said of an instruction."""
        place = said.span if self._settled else None
        decision = self._settled.get((place.source, place.start)) if place else None
        return meant(decision) if decision else None

    def _leave(self, words: str, clauses: tuple[Clause, ...]) -> None:
        """Leaves the point of the context where the instruction did, understood or not."""
        if not clauses:
            begins = parse_prefix(tokenize(words))
            self.scope = self.scope.after((begins.addresses[0].steps,) if begins else _A_POINT)
        for clause in clauses:
            units = clause.at.units if not clause.at.citation else ()
            self.scope = self.scope.after(units or (clause.units if not clause.at.act else ()))

    def _leaves_document(self, number: str) -> bool:
        """Whether "3)" may go on after "2) … қағидаларында:" and what stood below it: then nobody knows where it is."""
        set_by = self.scope.label
        return self._loose and number.isdecimal() and set_by.isdecimal() and int(number) == int(set_by) + 1

    def _leads(self, said: Passage) -> bool:
        """ "2-тармақта: «X» деген сөз … ауыстырылсын": a context line and an instruction in one paragraph."""
        lead = _LEAD.match(said.paragraph.folded, said.start, said.end)
        words = said.paragraph.text[said.start : lead.end(1)] + ":" if lead else ""
        where = read(words)
        if lead is None or where is None or where.case == "dat" or not _sets_context(where, words):
            return False
        self._enter(where, replace(said, end=lead.end(1)))
        self._words(replace(said, start=lead.end()))
        return True

    def _add(self, draft: Draft, said: Passage, remarks: tuple[str, ...] = ()) -> None:
        start = said.start - len(said.lead)
        old, new = (
            Passage(said.paragraph, start + extent[0], start + extent[1]) if extent else None
            for extent in (draft.old, draft.new)
        )
        operation = Operation(
            self._source, 0, said.said, said.span, draft.verb, draft.target, address=draft.address, after=draft.after,
            units=(draft.unit,) if draft.unit is not None else (), old=old.said if old else "", shared=draft.shared,
            new=(new.said if new else "") or draft.quoted_words, new_span=new.span if new else None, cases=draft.cases,
            everywhere=draft.everywhere, commencement=draft.since, until=draft.until, spared=draft.spared,
            crossed=draft.crossed,
        )  # fmt: skip
        self._lead = None
        self.entries.append(Entry(operation, said.paragraph.start, remarks=remarks))

    def _unresolved(self, code: str, said: Passage) -> None:
        self._lead = None
        self.entries.append(unread(self._source, code, said, self.scope))

    def _wrong(self, code: str, said: Passage) -> None:
        self.findings.append(error(code, act=self._source, span=said.span, text=said.said))

    def _russian_only(self, said: Passage) -> bool:
        """Whether the Russian text alone is changed, which is remarked and no more."""
        if not changes_russian_only(said.text):
            return False
        self._lead = None
        self.findings.append(warning("amendment.russian-only", act=self._source, span=said.span, text=said.said))
        return True


def _lists_repealed(folded: str) -> bool:
    """ "Мыналардың күші жойылды деп танылсын:", "Признать утратившими силу:"."""
    return (_LISTING.search(folded) is not None and "танылсын" in folded) or _REPEALING.search(folded) is not None


def _is_unclosed(said: Passage) -> bool:
    return said.quote is not None and not (said.quote.opened and said.quote.closed)


def _sets_context(where: Where, text: str) -> bool:
    """ "2-тармақта:", "2-тармақтың:", "… қағидаларында:"; below "Мына бұйрықтарға …:" also "… № 20 бұйрығына (…):"."""
    if where.case == "dat":
        return where.citation is not None and not where.units
    opens = where.case == "loc" or (where.case == "gen" and text.rstrip().endswith(":"))
    return opens and not where.attributive and bool(where.units or where.act)


def _is_relative(at: Where) -> bool:
    return at.citation is None and not at.act and not (at.units and at.units[0][0].kind in SCOPES)
