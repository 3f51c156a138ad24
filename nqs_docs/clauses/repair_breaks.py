"""source.page-break and source.page-furniture: paragraphs that the foot of a page cut in two.

"… мәлімделген кәсіп" ∥ "бойынша кәсіптік …". What stands between the halves is
blank lines, a page number, or a running head that comes again on other pages.
Where the source is paper (PDF) its look has told which lines are furniture and what
goes on; the words decide only where it could not.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby, pairwise

from nqs_docs.clauses import continuation as words
from nqs_docs.clauses.grouping import INDENT, NUMBER, is_form_line, wrap_width
from nqs_docs.clauses.repair_torn import torn
from nqs_docs.clauses.repairs import Draft, Ledger, Printed
from nqs_docs.language.folding import fold_case

_SHORT = 45  # characters of a line in a corner, a signature, an agreement block
_SENTENCE_ENDS = (".", ";", ":", "!")
_LONG = 60  # from which a text that stops at an open word is half a paragraph
_FURNITURE = 3  # page number, running head, a line of the publisher
_MOST_LINES = 500  # of a paragraph that page breaks part: each join reads all of it anew
_HEAD = 150  # characters of a running head at most
_DIGITS = re.compile(r"\d")
# What the publishers print at the head of a page; it never is a paragraph of an order.
_PUBLISHER = re.compile(
    r"[\W\d]*(?:(?:қр\s+)?(?:нормативтік\s+құқықтық\s+актілердің|нқа)\s+эталондық\s+бақылау\s+банкі"
    r"|эталонный\s+контрольный\s+банк\s+(?:нормативных\s+правовых\s+актов|нпа)(?:\s+республики\s+казахстан|\s+рк)?"
    r'|"?әділет"?\s+ақпараттық-құқықтық\s+жүйесі)[\W\d]*'
)
# The state of an act as the publishers print it under the title; among so many lines, the first ones.
_STATE = re.compile(
    r"жаңа|жаңартылған|күшінде|қолданыстағы|күшін жойған"
    r"|нов(?:ый|ая)|обновленн(?:ый|ая)|действующ(?:ий|ая)|утративш(?:ий|ая) силу"
)
_TOP = 16
_REGISTERED = ("тіркелді", "арегистрирован в Министерстве юстиции")  # requisites: a paragraph of their own
_MARKS = ('"', "«", "»", "“", "”")  # alone on a line: of a quotation that holds a table
_PAGE = 1000  # characters that a page has at least


def page_furniture(ledger: Ledger, printed: list[Printed | None]) -> None:
    """Leaves out the lines that the paper shows to be furniture, and the state of the act above its text."""
    for at, line in enumerate(printed):
        odd = line and (line.line.furniture or (at < _TOP and _STATE.fullmatch(fold_case(line.text))))
        if line and odd and ledger.repair("source.page-furniture", line.start, line.end, ""):
            printed[at] = None


def page_breaks(ledger: Ledger, drafts: list[Draft]) -> list[Draft]:
    """The drafts with halves put together; page furniture is left out and recorded."""
    width = 0 if ledger.blocks else wrap_width(ledger.source.lines)
    heads = _heads(drafts)
    numbers = {at for at, draft in enumerate(drafts) if NUMBER.fullmatch(_line(draft))}
    pages = _page_numbers(drafts, sorted(numbers)) if ledger.blocks or width else set()
    stacked = _stacks(drafts)
    result: list[Draft] = []
    at = 0
    while at < len(drafts):
        draft = drafts[at]
        end = _after_furniture(drafts, at, result[-1], heads, numbers, width) if result else 0
        if end and _join(ledger, result[-1], drafts[end], drafts[at:end]):
            at = end + 1
            continue
        stack = stacked[at] and stacked[at - 1] and not draft.lines[0].line.continues
        at += 1
        if result and not stack and _joins(result[-1], draft, width):
            done = _join(ledger, result[-1], draft, [])
        else:
            done = (at - 1 in pages or _of_publisher(draft)) and _drop(ledger, draft)
        if not done:
            result.append(draft)
    return result


def _joins(first: Draft, second: Draft, width: int) -> bool:
    """Whether ``second`` is the other half of ``first``."""
    above, below = first.lines[-1].line, second.lines[0].line
    if below.page and (below.page == above.page or below.continues is not None):
        return below.page != above.page and below.continues is True
    if first.cells is not None or second.cells is not None or second.bullet or first.text in _MARKS:
        return False
    if len(first.lines) > _MOST_LINES or (second.indent >= INDENT and first.indent < second.indent):
        return False
    return _halves(first, second, width) and not _of_publisher(second)


def _halves(first: Draft, second: Draft, width: int) -> bool:
    """Whether the words of ``first`` go on with those of ``second``."""
    text, before, after = first.text, first.lines[-1].text, second.lines[0].text
    if torn(first.lines[-1], second.lines[0]):
        return not second.indent or bool(second.lines[0].line.block)
    if words.label_alone(text):
        return not words.labelled(after)
    if words.finished(text) or (NUMBER.fullmatch(after) and not words.wide_open(before)):
        return False
    if is_form_line(after) or (words.labelled(after) and not words.begins_nothing(after)):
        return False
    if second.indent >= INDENT:
        return False
    if after[0].islower():
        return words.wide_open(before) or words.in_genitive(before) or not words.instructs(second.text)
    if first.heading or second.heading or first.corner or _broken(first) or _broken(second):
        return False
    if words.is_note(after) or any(word in second.text for word in _REGISTERED):
        return False
    if width and first.indent >= INDENT and second.indent == 0:
        return len(first.lines[-1].line.raw) * 10 >= width * 6
    if words.owns(before, after) or words.annotates(text) or after.startswith("- "):
        return True
    if len(text) < _LONG and not words.labelled(text) and not words.wide_open(before):
        return False
    return words.begins_nothing(after) or (
        words.goes_on(before) and after[0] != "(" and not words.instructs(second.text)
    )


def _broken(draft: Draft) -> bool:
    """Whether its lines were ended on purpose: a corner, a signature."""
    return any(line.line.hard_break for line in draft.lines)


def _join(ledger: Ledger, first: Draft, second: Draft, furniture: list[Draft]) -> bool:
    if not all(ledger.allows("source.page-furniture", draft.start) for draft in furniture):
        return False
    start, end = ledger.tail(first.end), ledger.head(second.start)
    before = ledger.visible(first.lines[-1], start, first.end)
    after = f"{before} {ledger.visible(second.lines[0], second.start, end)}"
    if not ledger.repair("source.page-break", start, end, after):
        return False
    for draft in furniture:
        _drop(ledger, draft)
    if first.cells is not None and second.cells is not None:
        first.cells = [[*above, *below] for above, below in zip(first.cells, second.cells, strict=True)]
    first.lines += second.lines
    first.bold = first.bold and second.bold
    return True


def _drop(ledger: Ledger, draft: Draft) -> bool:
    return ledger.repair("source.page-furniture", draft.start, draft.end, "")


def _after_furniture(drafts: list[Draft], at: int, first: Draft, heads: set[int], numbers: set[int], width: int) -> int:
    """The draft that goes on with ``first`` when page furniture is passed over; 0 where there is none."""
    text = first.text
    if len(text) < _SHORT and not words.labelled(text):
        return 0
    for end in range(at + 1, min(at + _FURNITURE, len(drafts) - 1) + 1):
        if end - 1 not in heads and (end - 1 not in numbers or text.rstrip().endswith("№")):
            return 0
        if _joins(first, drafts[end], width):
            return end
    return 0


def _line(draft: Draft) -> str:
    """Its text where it is one short line, as page furniture is, else ""."""
    line = draft.lines[0].text if len(draft.lines) == 1 and draft.cells is None else ""
    return line if len(line) <= _HEAD else ""


def _heads(drafts: list[Draft]) -> set[int]:
    """Texts that come again, page numbers aside, and the publisher's: running heads, if halves stand round them."""
    bare = [_DIGITS.sub("", _line(draft)) for draft in drafts]
    counts = Counter(bare)
    return {at for at, text in enumerate(bare) if text and (counts[text] > 1 or _of_publisher(drafts[at]))}


def _of_publisher(draft: Draft) -> bool:
    return len(draft.lines) == 1 and len(draft.text) <= _HEAD and bool(_PUBLISHER.fullmatch(fold_case(draft.text)))


def _page_numbers(drafts: list[Draft], numbers: list[int]) -> set[int]:
    """Drafts that are page numbers: each one more than the last, a page of text between, no other number alone."""
    found = [(at, int("".join(filter(str.isdecimal, drafts[at].text))[:4])) for at in numbers]
    pages = all(
        following == number + 1 and drafts[second].start - drafts[first].start >= _PAGE
        for (first, number), (second, following) in pairwise(found)
    )
    return set(numbers) if pages and len(found) > 1 else set()


def _stacks(drafts: list[Draft]) -> list[bool]:
    """For each draft, whether it is one of three or more short lines: a corner, a signature, cells."""
    short = [
        draft.cells is None
        and not draft.heading
        and not draft.bold
        and all(len(line.text) < _SHORT for line in draft.lines)
        and not draft.lines[-1].text.endswith(_SENTENCE_ENDS)
        and not words.labelled(draft.lines[0].text)
        for draft in drafts
    ]
    runs = ((stacked, len(list(run))) for stacked, run in groupby(short))
    return [stacked and size >= 3 for stacked, size in runs for _ in range(size)]
