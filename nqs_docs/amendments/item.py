"""One item of an amending order: its paragraphs one after the other.

A paragraph names the act that is changed, sets the context, is an instruction, or
belongs to the quotation below one. One that is none of these is a finding.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import structs

from nqs_docs.amendments import annex as annexes
from nqs_docs.amendments.cited import Blanked, blank
from nqs_docs.amendments.entry import ANNEXED, SAYS_CHANGES, Entry, orders, said, unread
from nqs_docs.amendments.instruction import Clause, Refusal, changes_russian_only, has_verb, parse
from nqs_docs.amendments.operation import Operation, Verb
from nqs_docs.amendments.paragraphs import Paragraph, item_label, label
from nqs_docs.amendments.quotation import quoted_text
from nqs_docs.amendments.resolve import Draft, Drafts, drafts
from nqs_docs.amendments.scope import Scope
from nqs_docs.amendments.slots import Annex
from nqs_docs.amendments.where import SCOPES, Where, read
from nqs_docs.clauses.act import Address, Kind, Step, Unit, text_of
from nqs_docs.clauses.address_parse import parse_prefix, tokenize
from nqs_docs.clauses.quotations import Quotation, quotations
from nqs_docs.findings import Finding, error, warning
from nqs_docs.language.formulas import CHANGES, LISTING, spaced

_CHANGES_HERE = re.compile(rf"\s{spaced(CHANGES)}\s*:\s*(?=\S)")
_LISTING = re.compile(spaced(LISTING))
_ACT = re.compile(r"(?<!\w)(?:бұйры[қғ]|қаулы)")
_LEAD = re.compile(r"([^\":;]{3,400}):\s+(?=\S)")
_AFTER_TEXT = re.compile(r'\s*"*[\s.;,:]*')


# An instruction whose beginning is no address may have named any point.
_A_POINT = ((Step(Kind.POINT, "?"),),)


class Item:
    """Reads the paragraphs of an item; ``entries`` and ``findings`` are what it gives."""

    def __init__(
        self, source: str, root: Unit, document: Unit | None, held: Sequence[Paragraph], *,
        scope: Scope | None = None, repeals: bool = False,
    ) -> None:  # fmt: skip
        self.entries: list[Entry] = []
        self.findings: list[Finding] = []
        self.scope = scope or Scope()
        self._source, self._root, self._document = source, root, document
        self._held = held
        self._repeals = repeals  # a list of acts that are repealed
        self._loose = False  # an instruction without a number stood below the document's context line
        self._lead: tuple[Paragraph, int, int] | None = None  # says that something changes, and nothing yet did
        self._read()

    def _read(self) -> None:
        found = {quote.introducer: quote for quote in quotations([paragraph.text for paragraph in self._held])}
        at = 0
        while at < len(self._held):
            quote = found.get(at)
            self._paragraph(at, quote)
            at = quote.last if quote is not None else at
            if quote is not None:
                self._rest(at, quote.end)
            at += 1
        if self._lead is not None:
            self._unresolved("amendment.unresolved", *self._lead)

    def _paragraph(self, at: int, quote: Quotation | None) -> None:
        paragraph = self._held[at]
        start = item_label(paragraph) if at == 0 else 0
        number, start = label(paragraph.folded, start)
        end = len(paragraph.text)
        if quote is not None and quote.first == at:
            end = paragraph.folded.rfind(":", 0, quote.start) + 1 or end
        self._words(paragraph, start, end, quote, number)

    def _rest(self, at: int, start: int) -> None:
        """What follows a quotation in its last paragraph: ' "5. Мәтін."; 6-тармақ алып тасталсын.'"""
        paragraph = self._held[at]
        closing = _AFTER_TEXT.match(paragraph.folded, start)
        start = closing.end() if closing else start
        if start == len(paragraph.text):
            return
        quote = next(iter(quotations([paragraph.text[start:]])), None)
        if quote is not None:
            quote = structs.replace(
                quote, introducer=at, first=at, last=at, start=quote.start + start, end=quote.end + start
            )
        end = paragraph.folded.rfind(":", 0, quote.start) + 1 if quote is not None else len(paragraph.text)
        number, start = label(paragraph.folded, start)
        self._words(paragraph, start, end, quote, number)
        if quote is not None:
            self._rest(at, quote.end)

    def _words(self, paragraph: Paragraph, start: int, end: int, quote: Quotation | None, number: str) -> None:
        """A paragraph between two offsets: what stands before and after is not its words."""
        folded = paragraph.folded[start:end]
        if not folded.strip(" .;:,"):
            return
        if quote is None and self._target(paragraph, start, end, number):
            return
        lead = _CHANGES_HERE.search(paragraph.folded, start, end) if "енгізілсін" in folded else None
        if lead is not None and self._target(paragraph, start, lead.end(), number):
            number, start = label(paragraph.folded, lead.end())
        blanked = blank(paragraph.text[start:end])
        if not has_verb(blanked.text):
            self._verbless(paragraph, start, end, number, quote)
        elif quote is None and ANNEXED.search(folded):
            return
        elif quote is None and self._starts_list(folded):
            self._repeals = True
        else:
            self._instruction(paragraph, start, end, quote, number, blanked)

    def _target(self, paragraph: Paragraph, start: int, end: int, number: str) -> bool:
        """ "… бұйрығына (…) мынадай өзгерістер енгізілсін:" sets the act, or a document or a unit of it."""
        match = SAYS_CHANGES.search(paragraph.folded, start, end)
        if match is None or has_verb(paragraph.folded[start : match.start()]):
            return False
        where = read(paragraph.text[start : match.start()])
        if changes_russian_only(paragraph.folded[start:end]):
            self._remark("amendment.russian-only", paragraph, start, end)
        elif where is not None and where.case == "dat" and (where.citation or where.units):
            self._enter(where, number, paragraph, start, end)
            self._lead = self._lead or (paragraph, start, end)
        elif ANNEXED.search(paragraph.folded, start, end) is not None:
            return True
        elif _LISTING.search(paragraph.folded[start:end]):
            self._lead = (paragraph, start, end)
        else:
            # Nothing is known of what stands below.
            self.scope = Scope(named=_ACT.search(paragraph.folded, start, match.start()) is not None, known=False)
            self._wrong("amendment.no-target", paragraph, start, end)
            self._lead = (paragraph, start, end)
        return True

    def _enter(self, where: Where, number: str, paragraph: Paragraph, start: int, end: int) -> None:
        if self._leaves_document(number) and not (where.act or (where.units and where.units[0][0].kind in SCOPES)):
            self._wrong("amendment.scope-ambiguous", paragraph, start, end)
            self.scope = self.scope.lost()
            return
        if where.citation or (where.units and where.units[0][0].kind in SCOPES):
            self._loose = False
        self.scope = self.scope.entering(where, number)
        if where.citation is not None and not where.citation.number:
            self._wrong("amendment.no-target", paragraph, start, end)

    def _verbless(self, paragraph: Paragraph, start: int, end: int, number: str, quote: Quotation | None) -> None:
        """A context line, an act of a list of repealed ones, or something not understood."""
        where = read(paragraph.text[start:end])
        if where is not None and self._repeals and (where.citation or self.scope.target) and where.case == "nom":
            self._repealed(where, paragraph, start, end)
        elif where is not None and _sets_context(where):
            self._enter(where, number, paragraph, start, end)
        elif changes_russian_only(paragraph.folded[start:end]):
            self._remark("amendment.russian-only", paragraph, start, end)
        else:
            self._not_read(paragraph, start, end, quote)

    def _not_read(self, paragraph: Paragraph, start: int, end: int, quote: Quotation | None) -> None:
        """What is no known instruction is one all the same where it orders something or begins with an address."""
        words = paragraph.text[start:end]
        if orders(paragraph.folded[start:end]) or parse_prefix(tokenize(words)) is not None:
            self._unresolved("amendment.unresolved", paragraph, start, end)
        else:
            self._wrong("amendment.unread", paragraph, start, end)
        if words.rstrip().endswith(":") and quote is None:
            self.scope = self.scope.lost()

    def _starts_list(self, folded: str) -> bool:
        """ "Мыналардың күші жойылды деп танылсын:" - the acts stand below."""
        return _LISTING.search(folded) is not None and "танылсын" in folded

    def _repealed(self, where: Where, paragraph: Paragraph, start: int, end: int) -> None:
        scope = self.scope.entering(where) if where.citation else self.scope
        if scope.target is None:
            self._unresolved("amendment.no-target", paragraph, start, end)
            return
        for steps in scope.resolve(where.units) or ((),):
            self._add(Draft(Verb.REPEAL, scope.target, Address(steps)), paragraph, start, end)

    def _instruction(
        self, paragraph: Paragraph, start: int, end: int, quote: Quotation | None, number: str, blanked: Blanked
    ) -> None:
        words = paragraph.text[start:end]
        if changes_russian_only(paragraph.folded[start:end]):
            self._remark("amendment.russian-only", paragraph, start, end)
            return
        clauses = parse(words, quote is not None, blanked)
        if isinstance(clauses, Refusal) and self._leads(paragraph, start, end, quote, number):
            return
        found = clauses if isinstance(clauses, Refusal) else self._drafts(clauses, quote, number)
        if isinstance(found, Refusal):
            unclosed = quote is not None and not (quote.opened and quote.closed)
            self._unresolved("amendment.quotation-unclosed" if unclosed else found.code, paragraph, start, end)
        else:
            ranged = not isinstance(clauses, Refusal) and any(clause.at.ranged for clause in clauses)
            for draft in found:
                self._add(draft, paragraph, start, end, ranged=ranged and draft is found[0])
        self._loose = self._loose or not number
        self._leave(words, () if isinstance(clauses, Refusal) else clauses)

    def _drafts(self, clauses: tuple[Clause, ...], quote: Quotation | None, number: str) -> Drafts:
        """What the clauses do, or why the instruction is left alone."""
        if quote is not None and not (quote.opened and quote.closed):
            return Refusal("amendment.quotation-unclosed")
        if self._leaves_document(number) and any(_is_relative(clause.at) for clause in clauses):
            return Refusal("amendment.scope-ambiguous")
        quoted = quoted_text(self._held, quote) if quote is not None else None
        if quoted is not None and not any(sign.isalnum() for text in quoted.texts for sign in text_of(text)):
            return Refusal("amendment.no-quotation")
        return drafts(clauses, self.scope, quoted, self._annex)

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
        return self._loose and number.isdigit() and set_by.isdigit() and int(number) == int(set_by) + 1

    def _leads(self, paragraph: Paragraph, start: int, end: int, quote: Quotation | None, number: str) -> bool:
        """ "2-тармақта: «X» деген сөз … ауыстырылсын": a context line and an instruction in one paragraph."""
        lead = _LEAD.match(paragraph.folded, start, end)
        where = read(paragraph.text[start : lead.end(1)]) if lead else None
        if lead is None or where is None or where.case != "loc" or where.attributive:
            return False
        self._enter(where, number, paragraph, start, lead.end(1))
        self._words(paragraph, lead.end(), end, quote, number)
        return True

    def _annex(self, annex: Annex) -> tuple[Unit, ...]:
        return annexes.find(self._root, self._document, annex)

    def _add(self, draft: Draft, paragraph: Paragraph, start: int, end: int, *, ranged: bool = False) -> None:
        old, new = (
            said(paragraph, start + extent[0], start + extent[1]) if extent else "" for extent in (draft.old, draft.new)
        )
        operation = Operation(
            source=self._source,
            position=0,
            instruction=said(paragraph, start, end),
            span=paragraph.place(start, end),
            verb=draft.verb,
            target=draft.target,
            address=draft.address,
            units=(draft.unit,) if draft.unit is not None else (),
            after=draft.after,
            old=old,
            new=new or draft.quoted_words,
            new_span=paragraph.place(start + draft.new[0], start + draft.new[1]) if draft.new else None,
            everywhere=draft.everywhere,
            commencement=draft.since,
            until=draft.until,
        )
        remarks = ("amendment.range",) if ranged else ()
        self._lead = None
        self.entries.append(Entry(operation, paragraph.start, remarks=remarks))

    def _unresolved(self, code: str, paragraph: Paragraph, start: int, end: int) -> None:
        self._lead = None
        self.entries.append(unread(self._source, code, paragraph, start, end, self.scope))

    def _wrong(self, code: str, paragraph: Paragraph, start: int, end: int) -> None:
        span = paragraph.place(start, end)
        self.findings.append(error(code, act=self._source, span=span, text=said(paragraph, start, end)))

    def _remark(self, code: str, paragraph: Paragraph, start: int, end: int) -> None:
        self._lead = None
        span = paragraph.place(start, end)
        self.findings.append(warning(code, act=self._source, span=span, text=said(paragraph, start, end)))


def _sets_context(where: Where) -> bool:
    """ "2-тармақта:", "… қағидаларында:"; below "Мына бұйрықтарға …:" also "… № 20 бұйрығына (…):"."""
    if where.case == "dat":
        return where.citation is not None and not where.units
    return where.case == "loc" and not where.attributive and bool(where.units or where.act)


def _is_relative(at: Where) -> bool:
    return at.citation is None and not at.act and not (at.units and at.units[0][0].kind in SCOPES)
