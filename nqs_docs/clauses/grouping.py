"""Printed lines → drafts of paragraphs, by the layout of the source alone.

Page breaks are still in: a paragraph that one cut in two is two drafts here.
"""

from __future__ import annotations

import re
from itertools import pairwise

from nqs_docs.clauses.continuation import finished, goes_on, is_note
from nqs_docs.clauses.repair_tables import flattened_tables, row
from nqs_docs.clauses.repairs import Draft, Ledger, Printed
from nqs_docs.clauses.tagged_tables import tagged_tables
from nqs_docs.sources.line import Line

LABEL = re.compile(r'"?(?:\d+(?:-\d+)*[.)]|[а-яәіңғүұқөһa-z]\))(?=\s|$)|\d+(?:-\d+)*-(?:тарау|бөлім|параграф|бап)\b')
# A line that is nothing but a number may be a page's.
NUMBER = re.compile(r"[\s\-–—]*(?:[Бб]ет|[Сс]тр\.?)?\s*\d{1,4}(?:\s*(?:/|-?бет|из)\s*\d{0,4})?[\s\-–—]*")
_BLANK_FORM = re.compile(r"[_\s/.,;:]*_[_\s/.,;:]*")
_TERMINAL = (".", ";", ":", "!", "?", '"', "»", "”")
_WRAPPED = 60  # characters that a line has at least before it is wrapped
_PRINTED = 140  # characters that a hard-wrapped line has at most
INDENT = 3  # white space from which a line of plain text begins a paragraph


def drafts(ledger: Ledger, printed: list[Printed | None]) -> list[Draft]:
    """The drafts of a source; ``printed`` stands beside its lines, None for a blank one."""
    whole = _are_paragraphs(printed)
    return (_from_blocks if ledger.blocks else _from_indents)(ledger, printed, whole)


def _are_paragraphs(printed: list[Printed | None]) -> bool:
    """Whether lines are whole paragraphs, as an editor saves them: more are too long than go on in lower case."""
    pairs = [
        (line.text, after)
        for line, after in pairwise(printed)
        if line and after and line.line.block == after.line.block and not line.line.hard_break
    ]
    wraps = sum(
        _WRAPPED <= len(text) <= _PRINTED and not text.endswith(_TERMINAL)
        for text, after in pairs
        if after.text[0].islower() and not after.line.indent
    )
    return sum(len(text) > _PRINTED for text, _ in pairs) > wraps


def _draft(ledger: Ledger, line: Printed, before: Draft | None) -> Draft:
    own = line.line
    draft = Draft([line], own.heading, own.bold, False, own.indent)
    if own.bullet:
        _bullet(ledger, draft, line, before)
    if own.cells:
        draft.cells = row(ledger, line)
    return draft


def _bullet(ledger: Ledger, draft: Draft, line: Printed, before: Draft | None) -> None:
    """source.bullet: "- 1) ағымдағы жағдайдың сипаттамасы;" is subpoint 1); the hyphen came with the conversion.

    After an open sentence a hyphen without a label is the sentence's dash.
    """
    mark = line.line.start + len(line.line.raw) - len(line.line.raw.lstrip())
    end = ledger.head(line.start)
    if not _is_dash(line, before) and ledger.repair("source.bullet", mark, end, ledger.visible(line, mark, end)):
        draft.bullet = True
    else:
        line.stretches.insert(0, (mark, line.start))
        line.text = ledger.read(line.stretches)


def _is_dash(line: Printed, before: Draft | None) -> bool:
    if before is None or before.cells is not None or before.heading or before.bullet or LABEL.match(line.text):
        return False
    return (len(before.text) >= _WRAPPED or goes_on(before.text)) and not finished(before.text)


def _from_blocks(ledger: Ledger, printed: list[Printed | None], whole: bool) -> list[Draft]:
    """Markdown: a block is a paragraph, but for bullets, table rows and labels after a finished line."""
    result: list[Draft] = []
    tables = tagged_tables(ledger, printed)
    block = end = 0
    for at, line in enumerate(printed):
        if table := tables.get(at):
            result += table.rows
            end = table.end
        if line is None or at < end:
            continue
        own = line.line
        last = result[-1] if own.block == block and result else None
        apart = whole or own.bullet or own.cells or (last is not None and last.cells is not None)
        if last is None or apart or _begins(last.lines[-1], line):
            result.append(_draft(ledger, line, result[-1] if result else None))
            block = own.block
        else:
            last.lines.append(line)
            last.bold = last.bold and own.bold
    return result


def _begins(before: Printed, line: Printed) -> bool:
    """Whether a labelled or indented line begins a paragraph after a finished one."""
    marked = LABEL.match(line.text) or (line.line.indent >= INDENT > before.line.indent)
    return (bool(marked) and before.text.endswith(_TERMINAL)) or (is_note(line.text) and finished(before.text))


def _from_indents(ledger: Ledger, printed: list[Printed | None], whole: bool) -> list[Draft]:
    """Web page or PDF: an indented line begins a paragraph, a line at the margin goes on with it."""
    result: list[Draft] = []
    tables = flattened_tables(ledger, printed)
    # Where paragraphs begin with spaces, a tab begins a corner.
    spaced = any(line.indent >= INDENT and not line.raw.startswith("\t") for line in ledger.source.lines)
    gap = True
    at = 0
    while at < len(printed):
        if table := tables.get(at):
            result += table.rows
            at, gap = table.end, True
            continue
        line = printed[at]
        if line is None:
            gap = True
        elif gap or whole or _parts(result[-1], line):
            result.append(_draft(ledger, line, None))
            result[-1].corner = line.line.raw.startswith("\t") and spaced and not line.line.cells
            gap = False
        else:
            result[-1].lines.append(line)
        at += 1
    return result


def _parts(draft: Draft, line: Printed) -> bool:
    """Whether ``line``, with no blank line before it, begins a paragraph of its own."""
    own, before = line.line, draft.lines[-1]
    if own.indent >= INDENT or own.cells or draft.cells is not None or own.raw.startswith("\t"):
        return True
    if draft.corner:
        return False
    if draft.indent and not own.indent and draft.indent < INDENT and len(draft.lines) == 1:
        return not line.text[0].islower()  # " Кейбір бұйрықтарға …" is a heading, what follows is not
    if own.indent and (not line.text[0].islower() or before.text.endswith(_TERMINAL) or len(before.text) < _WRAPPED):
        return True
    if is_form_line(line.text) or is_form_line(before.text) or NUMBER.fullmatch(line.text):
        return True
    return bool(NUMBER.fullmatch(before.text)) or _begins(before, line)


def is_form_line(text: str) -> bool:
    """Whether a line is nothing but a place to write: "________/________"."""
    return text[-1:] in "_/.,;: " and _BLANK_FORM.fullmatch(text) is not None


def wrap_width(lines: tuple[Line, ...]) -> int:
    """How wide a printed line of a hard-wrapped source is; 0 where lines are whole paragraphs."""
    widths = sorted(
        len(line.raw)
        for line, after in pairwise(lines)
        if line.visible and after.visible and after.indent == 0 and len(line.raw) > 2
    )
    if len(widths) < 5:
        return 0
    width = widths[len(widths) * 9 // 10]
    return width if 50 <= width <= 130 else 0
