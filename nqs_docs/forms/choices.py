"""Choices and lists: boxes, options to underline, «1) ____; 2) ____»."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nqs_docs.forms import labels
from nqs_docs.forms.draft import Draft, Hole
from nqs_docs.forms.marks import RUN, Line, Mark, bare, groups
from nqs_docs.forms.model import FieldType
from nqs_docs.language.folding import fold_case

if TYPE_CHECKING:
    from nqs_docs.forms.places import Places

_LETTERS = re.compile(r"[^\W\d_]")
_UNDERLINE = re.compile(
    r"(?:қажетті|керекті|керег|тиісті|дұрыс)\w*(?: \w+){0,2} (?:аст\w+ )?сыз|астын сыз|асты сызы|нужное подчеркнуть"
)
_ITEM = re.compile(rf"\s*(\d+)\s*[.)]\s*{RUN}[\s;,.]*")
#: «… жәрдемақы аламын»: the verb after the last option is none of it.
_VERB = re.compile(r"\s+\w+(?:мын|мін|мыз|міз|бын|бін|пын|пін)[.,;:]?$")
_NOTE = re.compile(r"\s*(?:ескертпе|ескерту|примечание)\s*:")
_EDGES = " \t.,;:"


def boxed(places: Places) -> None:
    """«□ иә □ жоқ»; boxes at the beginning of lines that follow each other are of one choice."""
    open_: Draft | None = None
    for number, line in enumerate(places.lines):
        boxes = [mark for mark in line.marks if mark.box]
        if not boxes or _NOTE.match(fold_case(line.text)):
            open_ = None if line.text.strip() and not line.caption else open_
            continue
        options, head = _box_options(line, boxes)
        if open_ is None or (isinstance(line.parts[0], str) and _LETTERS.search(head)):
            label = bare(labels.clause(head) or places.above(number)) or options[0]
            open_ = Draft(label, FieldType.CHOICE, required=len(boxes) > 1, context="")
        else:
            open_.required = True
        open_.options = tuple(dict.fromkeys((*open_.options, *options)))
        for mark, option in zip(boxes, options, strict=True):
            places.holes[mark.number] = (Hole(open_, option, 1),)


def _box_options(line: Line, boxes: list[Mark]) -> tuple[list[str], str]:
    """The option of each box, and the words before the first that are none."""
    around = [_around(line, mark) for mark in boxes]
    before, behind = around[0][0], around[-1][1]
    if _LETTERS.search(behind) or not _LETTERS.search(before):
        return [_option(after) for _, after in around], before
    head, colon, first = before.rpartition(":")
    texts = [first, *(text for text, _ in around[1:])]
    return [_option(text) for text in texts], head if colon else ""


def _around(line: Line, mark: Mark) -> tuple[str, str]:
    at = line.parts.index(mark)
    before = line.parts[at - 1] if at else ""
    after = line.parts[at + 1] if at + 1 < len(line.parts) else ""
    return before if isinstance(before, str) else "", after if isinstance(after, str) else ""


def _option(text: str) -> str:
    return " ".join(text.split()).strip(_EDGES) or "белгі"


def listed(places: Places) -> None:
    """«жоқ құжаттардың атауы: 1) ____; 2) ____.»"""
    number = 0
    while number < len(places.lines):
        found: list[tuple[str, Mark]] = []
        start = number
        while number < len(places.lines) and (items := _items(places, places.lines[number])):
            found += items
            number += 1
        if len(found) > 1:
            _list(places, start, found)
        number += 1


def _items(places: Places, line: Line) -> list[tuple[str, Mark]]:
    shape = line.shape
    head = shape.rpartition(":")[0] + ":" if ":" in shape.partition(RUN)[0] else ""
    shape = shape.removeprefix(head)
    matches = list(_ITEM.finditer(shape))
    if not matches or "".join(match[0] for match in matches) != shape:
        return []
    free = places.free(line)
    return [(match[1], mark) for match, mark in zip(matches, free, strict=False)]


def _list(places: Places, start: int, found: list[tuple[str, Mark]]) -> None:
    head = places.lines[start].text.partition(":")[0] if ":" in places.lines[start].text else ""
    label = labels.clause(head) or places.above(start) or "тізбе"
    draft = Draft(label, FieldType.LIST, labels.required(label, FieldType.LIST), at_most=len(found))
    for count, (_, mark) in enumerate(found, 1):
        places.holes[mark.number] = (Hole(draft, str(count), mark.room),)


def underlined(places: Places) -> None:
    """«(қажеттісінің асты сызылады)»: the options stand in the line, or in the line above the run it explains."""
    for number, line in enumerate(places.lines):
        lower = fold_case(line.text)
        found = next((place for place in groups(lower) if _UNDERLINE.search(lower[slice(*place)])), None)
        if found is None:
            continue
        before, colon, behind = line.text[: found[0]], *line.text[found[1] :].partition(":")[1:]
        if _LETTERS.search(before) and not line.marks:
            _underline(places, number, line.text if colon and _LETTERS.search(behind) else before)
            continue
        above = number - 1
        while above >= 0 and not _LETTERS.search(places.lines[above].text):
            above -= 1
        if above >= 0 and not places.lines[above].marks and not places.lines[above].heading:
            if _underline(places, above, places.lines[above].text):
                for between in places.lines[above + 1 : number + 1]:
                    for mark in places.free(between):
                        places.holes[mark.number] = (mark.text,)


def _underline(places: Places, number: int, text: str) -> bool:
    start = text.rfind(":") + 1 if _LETTERS.search(text[text.rfind(":") + 1 :]) else 0
    spans = _option_spans(text, start)
    if len(spans) < 2:
        return False
    label = bare(labels.clause(text[:start])) or bare(text).strip(_EDGES)
    options = tuple(text[a:b] for a, b in spans)
    draft = Draft(label, FieldType.CHOICE, required="/" in text[start:], options=options)
    places.texts[number] = [(a, b, Hole(draft, text[a:b])) for a, b in spans]
    return True


def _option_spans(text: str, start: int) -> list[tuple[int, int]]:
    """Where the options stand: between «/», or between «,» and «немесе»."""
    masked = text
    for a, b in groups(text):
        masked = masked[:a] + "\u0000" * (b - a) + masked[b:]
    cut = re.compile(r"/" if "/" in masked[start:] else r",|\s(?:немесе|или)\s")
    verb = _VERB.search(fold_case(masked))
    end = verb.start() if verb and verb.start() > start and "/" not in masked[start:] else len(text)
    cuts = [match.span() for match in cut.finditer(masked, start, end)]
    edges = [start, *(place for span in cuts for place in span), end]
    spans = []
    for a, b in zip(edges[::2], edges[1::2], strict=True):
        words = text[a:b]
        left = a + len(words) - len(words.lstrip(_EDGES))
        right = a + len(words.rstrip(_EDGES))
        if left < right:
            spans.append((left, right))
    return spans
