"""source.displaced-link: hyperlink words that a PDF's text moved to the end of their printed line.

"2-тармақтың  мынадай редакцияда жазылсын:11) тармақшасы" was printed
"2-тармақтың 11) тармақшасы мынадай редакцияда жазылсын:". The words leave a hole:
two spaces, a space before a sign, one space too many at the beginning of the
line. A line may have several; a link that was wrapped leaves one on each line.

What was moved is told from what stands there rightly by the missing space before
it, or by its neighbours (``references.fits``). Where no single reading is left,
the text stays as it is and ``source.displaced-link-unsure`` says so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import combinations, pairwise

from msgspec import Struct
from msgspec.structs import replace

from nqs_docs.clauses.references import Reference, Word, belongs, coherent, fits, form_of, linked, references
from nqs_docs.clauses.repairs import Ledger, Printed, Stretch
from nqs_docs.language.folding import fold, fold_case

_HOLE = re.compile(r"(?<=\S) (?= \S)|(?<=[^\s_.]) (?=[,:;.)](?![.)]))")
_WORD = re.compile(r"\S+")
_NEXT = re.compile(r"\(|[,;:.]|[^\s,;:()\"]+")
_PREVIOUS = re.compile(r"(?:[^\s,;:()\"]+\)|[^\s,;:()\"]+|,)\"?\s*$")
_SIGNS = ':;,.)"'
_LOOK_BACK = 10  # words at the end of a line that may have been moved
_CERTAIN = 2  # sides that must ask for a word that has no number and does not cling
# Nouns that are known where they cling to the word before: "мемлекеттікбұйрығына".
_CLINGING = re.compile(
    r"(?<=[^\W\d_]{3})((?:бұйры[қғ]|қаулы|заң|кодекс|тарма[қғ]|қосымша|қағида|тізбе|нұсқаулы[қғ]|бөлі[кг]|тарау)[^\W\d_]*"
    r"|\d+(?:-\d+)*(?:\)|-[^\W\d_]+))$"
)


class _Hole(Struct, frozen=True, gc=False):
    """Where a link was: the offset, and the words that stand on both sides."""

    at: int
    left: str
    right: str
    lead: bool = False  # at the beginning of the line


class _Tail(Struct):
    """The end of a line that may have been moved."""

    words: list[Word]
    clings: bool  # it stands where no word can begin
    known: bool = True  # all of it is words that a link covers


class _Plan(Struct):
    """How a line is to be read."""

    at: int  # number of the line
    start: int
    stretches: list[Stretch]
    lead: bool
    open_end: bool  # its last link goes on with the next line
    last: str  # its last word, folded


Group = tuple[Reference, ...]


def displaced_links(ledger: Ledger, printed: list[Printed | None]) -> None:
    """Puts moved words back into their holes, line by line."""
    usual = _usual_indent(ledger)
    plans: list[_Plan] = []
    before: Printed | None = None
    for at, line in enumerate(printed):
        if line is None:
            continue
        holes = _may_have_holes(line, usual)
        if holes and (plan := _plan(ledger, printed, at, before, plans[-1] if plans else None, usual)):
            plans.append(plan)
        before = line
    _apply(ledger, printed, plans, usual)


def _usual_indent(ledger: Ledger) -> int:
    """How far paragraphs are indented in this source."""
    indents = Counter(line.indent for line in ledger.source.lines if line.indent >= 3)
    return indents.most_common(1)[0][0] if indents and not ledger.blocks else 0


def _may_have_holes(line: Printed, usual: int) -> bool:
    text = line.text
    return (
        "  " in text
        or line.line.indent == 1
        or (usual > 0 and line.line.indent == usual + 1)
        or (" " in text and _HOLE.search(text) is not None)
    )


def _plan(
    ledger: Ledger, printed: list[Printed | None], at: int, before: Printed | None, last: _Plan | None, usual: int
) -> _Plan | None:
    """The one certain reading of a line with holes, or None (and a finding where words were surely moved)."""
    line = printed[at]
    if line is None or line.line.cells or len(line.stretches) != 1:
        return None
    tail = _tail(line)
    if not tail.words:
        return None
    start = line.start
    body = ledger.text[start : tail.words[0].start]
    left = _left(printed, at, before, last, usual)
    following = _following(printed, at, usual)
    holes = _holes(line, body.rstrip(), left, usual, tail.clings)
    if not holes or not body.strip():
        return None
    end = _Hole(tail.words[0].start, _last_word(body), following)
    ended = bool(body.rstrip().endswith((":", ";", ".")) and not following and form_of(tail.words[-1].text))
    tail.clings = tail.clings or ended
    groups = _assign(tail, holes, end)
    if groups is None:
        _unsure(ledger, line, tail, end)
        return None
    return _carry_out(ledger, at, line, holes, groups)


def _left(printed: list[Printed | None], at: int, before: Printed | None, last: _Plan | None, usual: int) -> str:
    """The word before the line, "" where it begins a paragraph."""
    line = printed[at]
    if line is None or before is None or line.line.indent > 1 or line.line.block != before.line.block:
        return ""
    if last is not None and printed[last.at] is before:
        return last.last
    return _last_word(before.text)


def _following(printed: list[Printed | None], at: int, usual: int) -> str:
    """The word after the line, "" where the paragraph ends with it."""
    line = printed[at]
    for after in printed[at + 1 : at + 8]:
        if after is not None and line is not None:
            if after.line.indent > 1 or after.line.block != line.line.block:
                return ""
            return _next_word(after.text)
    return ""


def _next_word(text: str) -> str:
    match = _NEXT.search(fold_case(text))
    return match[0] if match else ""


def _last_word(text: str) -> str:
    match = _PREVIOUS.search(fold_case(text))
    return match[0].strip('" ') if match else ""


def _holes(line: Printed, body: str, left: str, usual: int, clings: bool) -> list[_Hole]:
    """The holes of a line in reading order."""
    holes: list[_Hole] = []
    start = line.start
    one_more = line.line.indent == 1 or (usual > 0 and line.line.indent == usual + 1)
    if one_more and body[:1].islower():
        holes.append(_Hole(start, left, _next_word(body), lead=True))
    for match in _HOLE.finditer(body):
        at = match.end() if match.end() < len(body) else match.start()
        holes.append(_Hole(start + at, _last_word(body[: match.start()]), _next_word(body[match.end() :])))
    return holes


def _tail(line: Printed) -> _Tail:
    """The words at the end of a line that a link may have covered."""
    words = [Word(fold_case(m[0]), m.start() + line.start, m.end() + line.start) for m in _WORD.finditer(line.text)]
    kept: list[Word] = []
    for word in reversed(words[-_LOOK_BACK:]):
        text = word.text
        if linked(text) or (kept and belongs(text, kept[0].text)):
            kept.insert(0, word)
            continue
        cut = _clinging(line.text[word.start - line.start : word.end - line.start])
        if cut:
            kept.insert(0, Word(text[cut:], word.start + cut, word.end))
            return _Tail(kept, True)
        break
    while kept and not linked(kept[0].text) and not _may_begin(kept):
        del kept[0]
    return _Tail(kept, False) if kept else _unknown(line, words)


def _may_begin(words: list[Word]) -> bool:
    """Whether a reference may begin with the first of ``words``: "18 және 24-баптарына", "екінші бөлігі"."""
    return len(words) > 1 and belongs(words[0].text, words[1].text) and words[0].text not in ("және", "мен")


def _clinging(word: str) -> int:
    """Where a known word begins that clings to what stands before it, 0 where none does."""
    folded = fold_case(word)
    for at in range(1, len(word)):
        signed = word[at - 1] in _SIGNS and word[at] not in _SIGNS
        capital = word[at].isupper() and word[at - 1].islower()
        if (signed or capital) and linked(folded[at:]):
            return at
    match = _CLINGING.search(folded)
    return match.start() if match and linked(match[0]) and not linked(folded) else 0


def _unknown(line: Printed, words: list[Word]) -> _Tail:
    """Words that no table knows, but that cling to a colon or semicolon: "жазылсын:Еңбек"."""
    text = fold(line.text)
    for word in reversed(words[-_LOOK_BACK:]):
        for at in range(word.start + 1, word.end):
            sign, letter = text[at - 1 - line.start], text[at - line.start]
            if sign in ":;" and letter.isalpha():
                return _Tail([Word(fold_case(text[at - line.start :]), at, line.end)], True, known=False)
    return _Tail([], False)


def _assign(tail: _Tail, holes: list[_Hole], end: _Hole) -> list[Group] | None:
    """Which words go into which hole, in order; one group more than there are holes stays at the end."""
    if not tail.known:
        word = tail.words[0]
        return [(Reference(word.start, word.end),)] if len(holes) == 1 else None
    found = references(tail.words)
    scored: list[tuple[int, list[Group]]] = []
    for first in range(1 if tail.clings else len(found)):
        for groups in _divisions(found[first:], (len(holes), len(holes) + 1)):
            score = _score(groups, holes, end, tail.clings)
            stays = fits(tuple(found[:first]), end.left, end.right) if first else 0
            if score is not None and stays is not None and _ascending(groups, found[:first]):
                scored.append((score + stays, groups))
    in_place = fits(tuple(found), end.left, end.right) if not tail.clings and coherent(tuple(found)) else None
    best = max((score for score, _ in scored), default=-1)
    winners = [groups for score, groups in scored if score == best]
    return winners[0] if len(winners) == 1 and best > (in_place or 0 if not tail.clings else -1) else None


def _divisions(found: list[Reference], sizes: tuple[int, ...]) -> Iterator[list[Group]]:
    """Every way to part references into that many groups that each make sense."""
    for size in sizes:
        for cuts in combinations(range(1, len(found)), size - 1):
            bounds = [0, *cuts, len(found)]
            groups = [tuple(found[a:b]) for a, b in pairwise(bounds)]
            if all(map(coherent, groups)):
                yield groups


def _score(groups: list[Group], holes: list[_Hole], end: _Hole, clings: bool) -> int | None:
    """How many sides ask for the groups where they would stand; None where one may not stand there."""
    total = 0
    for group, hole in zip(groups, [*holes, end], strict=False):
        score = fits(group, hole.left, hole.right)
        if score is None:
            return None
        needed = 0 if clings or hole is end else 1 if group[-1].label else _CERTAIN
        if score < needed:
            return None
        total += score
    return total


def _ascending(groups: list[Group], stays: list[Reference]) -> bool:
    """Whether bare labels come in their order: "1), 2) және 3)"."""
    labels = [
        int(r.label.split("-")[0].rstrip(")")) for g in [*groups, tuple(stays)] for r in g if r.form is None and r.label
    ]
    return labels == sorted(labels)


def _unsure(ledger: Ledger, line: Printed, tail: _Tail, end: _Hole) -> None:
    """Says so where words were surely moved, but not where from."""
    found = references(tail.words) if tail.known else []
    stands = found and fits(tuple(found), end.left, end.right)
    if tail.clings or (found and any(r.label for r in found) and stands is None):
        ledger.note("source.displaced-link-unsure", line.start, line.end)


def _carry_out(ledger: Ledger, at: int, line: Printed, holes: list[_Hole], groups: list[Group]) -> _Plan:
    """The line in reading order."""
    moved = groups[0][0].start
    body = line.start + len(ledger.text[line.start : moved].rstrip())
    stretches: list[Stretch] = []
    done = line.start
    for hole, group in zip(holes, groups, strict=False):
        if done < hole.at:
            stretches.append((done, hole.at))
        stretches.append((group[0].start, group[-1].end))
        if hole.lead:
            stretches.append((hole.at - 1, hole.at))
        done = hole.at
    stretches.append((done, body))
    stays = groups[len(holes)] if len(groups) > len(holes) else ()
    if stays:
        stretches.append((body, body + 1 if body < moved else body))
        stretches.append((stays[0].start, stays[-1].end))
    last = ledger.read(stretches[-1:])
    lead = holes[0].lead
    return _Plan(
        at,
        line.start - (1 if lead else 0),
        stretches,
        lead,
        bool(stays) and stays[-1].form is None,
        _last_word(last),
    )


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
        after = "\n".join(ledger.read(plan.stretches) for plan in joined)
        if last is None or not ledger.repair("source.displaced-link", joined[0].start, last.end, after):
            continue
        for plan in joined:
            line = printed[plan.at]
            if line is not None:
                own = replace(line.line, indent=usual if line.line.indent > 1 else 0) if plan.lead else line.line
                printed[plan.at] = Printed(own, plan.stretches, ledger.read(plan.stretches))


def _follows(printed: list[Printed | None], first: _Plan, second: _Plan) -> bool:
    return second.lead and all(line is None for line in printed[first.at + 1 : second.at])
