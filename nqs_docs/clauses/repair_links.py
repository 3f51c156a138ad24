"""source.displaced-link: hyperlink words that a PDF's text moved to the end of their printed line.

"2-тармақтың  мынадай редакцияда жазылсын:11) тармақшасы" was printed
"2-тармақтың 11) тармақшасы мынадай редакцияда жазылсын:". The words leave a hole:
a second space, a space before a sign, one space too many at the beginning of the
line. A line may have several; a link that was wrapped leaves one on each line.

Where no single reading is left, the text stays as it is and
``source.displaced-link-unsure`` says so.
"""

from __future__ import annotations

from collections import Counter

from msgspec import Struct
from msgspec.structs import replace

from nqs_docs.clauses import displaced
from nqs_docs.clauses.displaced import Around, Reading, Tail, last_word, next_word
from nqs_docs.clauses.repairs import Ledger, Printed, Stretch

_NEAR = 8  # lines in which the paragraph goes on, blank ones of a page break included


class _Plan(Struct):
    """How a line is to be read."""

    at: int  # number of the line
    start: int
    stretches: list[Stretch]
    lead: bool
    open_end: bool  # its last link goes on with the next line
    last: str  # its last word, folded


def displaced_links(ledger: Ledger, printed: list[Printed | None]) -> None:
    """Puts moved words back into their holes, line by line."""
    usual = _usual_indent(ledger)
    plans: list[_Plan] = []
    before: Printed | None = None
    for at, line in enumerate(printed):
        if line is None:
            continue
        if not (line.line.cells or line.line.page) and displaced.may_have_holes(line, usual):
            left = _left(line, before, printed, plans) if before and _same(before, line, usual) else ""
            plan = _plan(ledger, at, line, Around(left, _right(printed, at, line, usual), usual))
            plans += [plan] if plan else []
        before = line
    _apply(ledger, printed, plans, usual)


def _usual_indent(ledger: Ledger) -> int:
    """How far paragraphs are indented in this source; 0 for Markdown, which indents none on purpose."""
    indents = Counter(line.indent for line in ledger.source.lines if line.indent >= 3)
    if not indents or (ledger.blocks and indents.total() * 2 < len({line.block for line in ledger.source.lines})):
        return 0
    return indents.most_common(1)[0][0]


def _left(line: Printed, before: Printed, printed: list[Printed | None], plans: list[_Plan]) -> str:
    """The word before the line, "" where it begins a paragraph."""
    if line.line.indent > 2:
        return ""
    return plans[-1].last if plans and printed[plans[-1].at] is before else last_word(before.text)


def _right(printed: list[Printed | None], at: int, line: Printed, usual: int) -> str:
    """The word after the line, "" where the paragraph ends with it."""
    after = next((after for after in printed[at + 1 : at + _NEAR] if after is not None), None)
    if after is None or after.line.indent > 2 or not _same(line, after, usual):
        return ""
    return next_word(after.text)


def _same(first: Printed, second: Printed, usual: int) -> bool:
    """Whether two lines may be of one paragraph; where paragraphs are indented, a page break leaves the margin."""
    return first.line.block == second.line.block or usual > 0


def _plan(ledger: Ledger, at: int, line: Printed, around: Around) -> _Plan | None:
    """The one certain reading of a line with holes, or None (and a finding where words were surely moved)."""
    tail = displaced.tail_of(line)
    if not tail.words:
        return None
    tail.clings = tail.clings or displaced.ends_before(line, tail, around)
    found = displaced.readings(line, tail, around)
    stands = None if tail.clings else displaced.in_place(line, tail, around)
    best = max((reading.score for reading in found), default=-1)
    winners = [reading for reading in found if reading.score == best]
    if len(winners) == 1 and (tail.clings or best > (stands or 0)):
        return _carried_out(ledger, at, line, winners[0])
    if _were_moved(tail, found, stands):
        ledger.note("source.displaced-link-unsure", line.start, line.end)
    return None


def _were_moved(tail: Tail, found: list[Reading], stands: int | None) -> bool:
    """Whether words surely were moved, though not where from."""
    return tail.clings or (bool(found) and stands is None)


def _carried_out(ledger: Ledger, at: int, line: Printed, reading: Reading) -> _Plan:
    """The line in reading order."""
    holes, groups = reading.holes, reading.groups
    moved = groups[0][0].start
    body = len(line.text[:moved].rstrip())
    order: list[Stretch] = []
    done = 0
    for hole, group in zip(holes, groups, strict=False):
        order += [(done, hole.at), (group[0].start, group[-1].end)]
        done = hole.at
    order.append((done, body))
    stays = groups[len(holes)] if len(groups) > len(holes) else ()
    if stays:
        order += [(body, body + 1 if body < moved else body), (stays[0].start, stays[-1].end)]
    stretches = [stretch for first, end in order for stretch in _in_source(line, first, end)]
    lead = holes[0].lead
    if lead:  # the space too many parts the link from the rest
        stretches.insert(len(_in_source(line, *order[1])), (line.start - 1, line.start))
    last = last_word(line.text[order[-1][0] : order[-1][1]])
    return _Plan(at, line.start - lead, stretches, lead, bool(stays) and stays[-1].form is None, last)


def _in_source(line: Printed, first: int, end: int) -> list[Stretch]:
    """The stretches of the source that a part of a line's text stands in; an empty part after text is a space."""
    if first == end:
        return [(line.end, line.end)] if first else []
    result: list[Stretch] = []
    at = 0
    for start, stop in line.stretches:
        low, high = max(first - at, 0), min(end - at, stop - start)
        if low < high:
            result.append((start + low, start + high))
        at += stop - start
    return result


def _apply(ledger: Ledger, printed: list[Printed | None], plans: list[_Plan], usual: int) -> None:
    """Carries out the plans; lines of one wrapped link are one repair."""
    at = 0
    while at < len(plans):
        joined = [plans[at]]
        while joined[-1].open_end and at + 1 < len(plans) and _follows(printed, joined[-1], plans[at + 1]):
            at += 1
            joined.append(plans[at])
        at += 1
        last = printed[joined[-1].at]
        after = "\n".join(" ".join(ledger.read(plan.stretches).split()) for plan in joined)
        if last is None or not ledger.repair("source.displaced-link", joined[0].start, last.end, after):
            continue
        for plan in joined:
            line = printed[plan.at]
            if line is not None:
                own = replace(line.line, indent=usual if line.line.indent > 2 else 0) if plan.lead else line.line
                printed[plan.at] = Printed(own, plan.stretches, ledger.read(plan.stretches))


def _follows(printed: list[Printed | None], first: _Plan, second: _Plan) -> bool:
    return second.lead and all(line is None for line in printed[first.at + 1 : second.at])
