"""Choices and lists: boxes, options to underline, «1) ____; 2) ____»."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from nqs_docs.forms import labels
from nqs_docs.forms.beside import LETTERS, above
from nqs_docs.forms.marks import RUN, Draft, Line, Mark, Part, bare, groups, masked
from nqs_docs.forms.model import FieldType
from nqs_docs.language.folding import fold_case

_UNDERLINE = re.compile(
    r"(?:қажетті|керекті|керег|тиісті|дұрыс)\w*(?: \w+){0,2} (?:аст\w+ )?сыз|астын сыз|асты сызы|нужное подчеркнуть"
)
_ITEM = re.compile(rf"\s*\d+\s*[.)]\s*{RUN}[\s;,.]*")
#: «… жәрдемақы аламын»: the verb after the last option is none of it.
_VERB = re.compile(r"\s+\w+(?:мын|мін|мыз|міз|бын|бін|пын|пін)[.,;:]?$")
_NOTE = re.compile(r"\s*(?:ескертпе|ескерту|примечание)\s*:")
_EDGES = " \t.,;:"


def boxed(lines: Sequence[Line]) -> None:
    """«□ иә □ жоқ»; boxes at the beginning of lines that follow each other are of one choice."""
    draft: Draft | None = None
    for number, line in enumerate(lines):
        boxes = [mark for mark in line.marks if mark.box]
        if not boxes or _NOTE.match(fold_case(line.text)):
            draft = None if line.text.strip() and not line.caption else draft
            continue
        options, head = _box_options(line, boxes)
        if draft is None or (isinstance(line.parts[0], str) and LETTERS.search(head)):
            label = bare(labels.clause(head) or above(lines, number)) or options[0]
            draft = Draft(label, FieldType.CHOICE, required=len(boxes) > 1)
        else:
            draft.required = True
        draft.options = tuple(dict.fromkeys((*draft.options, *options)))
        for mark, option in zip(boxes, options, strict=True):
            mark.holes = (draft.hole(option, 1),)


def _box_options(line: Line, boxes: list[Mark]) -> tuple[list[str], str]:
    """The option of each box, and the words before the first that are none."""
    before, after = ([texts[side] for texts in map(line.around, boxes)] for side in (0, 1))
    if LETTERS.search(after[-1]) or not LETTERS.search(before[0]):
        return list(map(_option, after)), before[0]
    head, colon, first = before[0].rpartition(":")
    return list(map(_option, [first, *before[1:]])), head if colon else ""


def _option(text: str) -> str:
    return " ".join(text.split()).strip(_EDGES) or "белгі"


def listed(lines: Sequence[Line]) -> None:
    """«жоқ құжаттардың атауы: 1) ____; 2) ____.»"""
    items = list(map(_items, lines))
    for has, group in groupby(range(len(lines)), key=lambda number: bool(items[number])):
        numbers = list(group)
        marks = [mark for number in numbers for mark in items[number]]
        if not has or len(marks) < 2:
            continue
        head, colon, _ = lines[numbers[0]].text.partition(":")
        label = labels.clause(head if colon else "") or above(lines, numbers[0]) or "тізбе"
        draft = Draft(label, FieldType.LIST, labels.required(label, FieldType.LIST), at_most=len(marks))
        for count, mark in enumerate(marks, 1):
            mark.holes = (draft.hole(str(count), mark.room),)


def _items(line: Line) -> list[Mark]:
    """The runs of a line that holds nothing but numbers with a run each."""
    shape = line.shape
    head = shape.rpartition(":")[0] + ":" if ":" in shape.partition(RUN)[0] else ""
    shape = shape.removeprefix(head)
    found = _ITEM.findall(shape)
    return line.free[: len(found)] if found and "".join(found) == shape else []


def underlined(lines: Sequence[Line]) -> None:
    """«(қажеттісінің асты сызылады)»: the options stand in the line, or in the line above the run it explains."""
    for number, line in enumerate(lines):
        lower = fold_case(line.text)
        found = next((place for place in groups(lower) if _UNDERLINE.search(lower[slice(*place)])), None)
        if found is None:
            continue
        before, colon, behind = line.text[: found[0]], *line.text[found[1] :].partition(":")[1:]
        if LETTERS.search(before) and not line.marks:
            _underline(line, line.text if colon and LETTERS.search(behind) else before)
            continue
        at = next((at for at in range(number - 1, -1, -1) if LETTERS.search(lines[at].text)), None)
        if at is not None and not lines[at].marks and not lines[at].heading and _underline(lines[at], lines[at].text):
            for mark in (mark for between in lines[at + 1 : number + 1] for mark in between.free):
                mark.holes = (mark.text,)


def _underline(line: Line, text: str) -> bool:
    """Make the options in ``text``, with which the line begins, places; whether there are any."""
    start = text.rfind(":") + 1 if LETTERS.search(text[text.rfind(":") + 1 :]) else 0
    spans = _option_spans(text, start)
    if len(spans) < 2:
        return False
    label = bare(labels.clause(text[:start])) or bare(text).strip(_EDGES)
    options = tuple(text[a:b] for a, b in spans)
    draft = Draft(label, FieldType.CHOICE, required="/" in text[start:], options=options)
    whole, ends = line.text, [0, *(b for _, b in spans)]
    parts: list[Part] = []
    for end, (a, b) in zip(ends, spans, strict=False):
        parts += [whole[end:a], draft.hole(text[a:b])]
    line.parts = [part for part in (*parts, whole[ends[-1] :]) if part != ""]
    return True


def _option_spans(text: str, start: int) -> list[tuple[int, int]]:
    """Where the options stand: between «/», or between «,» and «немесе»."""
    plain = masked(text, "\u0000")
    slashed = "/" in plain[start:]
    verb = None if slashed else _VERB.search(fold_case(plain), start + 1)
    end = verb.start() if verb else len(text)
    cuts = re.compile(r"/" if slashed else r",|\s(?:немесе|или)\s").finditer(plain, start, end)
    edges = [start, *(place for cut in cuts for place in cut.span()), end]
    words = [(a, text[a:b]) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    return [(a + len(w) - len(w.lstrip(_EDGES)), a + len(w.rstrip(_EDGES))) for a, w in words if w.strip(_EDGES)]
