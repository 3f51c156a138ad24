"""Markdown made from a PDF.

markdown-it-py gives the ranges of blocks only. Its rules for lists and code are
off: they make lists of "1." and "1)" and code of an indented table row; so are
those that would swallow a line of hyphens or make a heading of what stands
above it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from itertools import accumulate, pairwise

from markdown_it import MarkdownIt
from msgspec import Struct
from msgspec.structs import replace

from nqs_docs.sources.emphasis import emphasis
from nqs_docs.sources.line import BOOKMARK, INVISIBLE, Line, Range, is_row, line, split_lines

_QUOTE = re.compile(r" {0,3}(?:> ?)+")
_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+|$)")
_HEADING_END = re.compile(r"[ \t]+#+[ \t]*$")
_BULLET = re.compile(r"[ \t]*(?:[-+•●▪◦‣]|\*(?=[ \t]+\d+(?:-\d+)*[.)]))[ \t]+(?=\S)")
_LABEL = re.compile(r"\d+(?:-\d+)*[.)]|\w\)")
_RULE = re.compile(r"[ \t]*(?:\{\d+\})?-{3,}[ \t]*$|[ \t]*(?:-[ \t]+){2,}-[ \t]*$")
_PIPES = re.compile(r"[ \t]*\|.*\|[ \t]*$")
_PIPE_RULE = re.compile(r"[ \t]*\|(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*$")
_PIPE = re.compile(r"(?<!\\)\|")
_FENCE = re.compile(r"[ \t]*(?:`{3,}|~{3,})")
_TAGS = "span|a|sup|sub|b|i|u|em|strong|p|div|center|br|font|small|table|thead|tbody|tfoot|tr|td|th|caption"
_INLINE = re.compile(
    rf"(?P<image>!\[[^\[\]\n]*\]\([^()\n]*\))|{INVISIBLE}|{BOOKMARK}|<!--(?:(?!<!--).)*?-->|</?(?:{_TAGS})\b[^<>\n]*>"
    r"|\\(?=[!-/:-@\[-`{-~])|\\(?=\r?\n)|&nbsp;"
    r"|(?<![\\!])(?P<link>\[)(?=[^\[\]\n]*\]\([^()\n]*\))|(?P<target>\]\([^()\n]*\))"
)
_BREAK = re.compile(r"<br\b[^<>\n]*>", re.I)
_HAS_INLINE = re.compile(rf"[\\\[\]<&*]|{INVISIBLE}")
_UNPRINTED = re.compile(f"{INVISIBLE}|\u00a0")  # a line of them is blank
_TERMINAL = (".", ";", ":", "!", "?", '"')


class _Block(Struct):
    """A paragraph, heading or fence: its number and the lines it covers."""

    number: int
    first: int
    end: int
    heading: int = 0
    verbatim: bool = False


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").disable(["list", "code", "reference", "lheading", "hr"])
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser


def lines(text: str) -> tuple[Line, ...]:
    """The lines of Markdown; joined they are ``text``.

    Layout is: marks of headings, emphasis, bullets, quotations and tables,
    backslashes before a sign, tags of HTML without text, addresses of links.
    """
    raws = split_lines(text)
    starts = list(accumulate(map(len, raws), initial=0))[:-1]
    result = [Line(start, raw) for start, raw in zip(starts, raws, strict=True)]
    for block in _blocks(text):
        end = min(block.end, len(raws))
        result[block.first : end] = _block_lines(block, raws[block.first : end], starts[block.first])
    return tuple(result)


def _blocks(text: str) -> list[_Block]:
    """The blocks that hold text, in order; a range never reaches into the next one. Lines of a form are one each."""
    blocks: list[_Block] = []
    for token in _parser().parse(_UNPRINTED.sub(" ", text)):
        if token.map is None or token.type not in ("paragraph_open", "heading_open", "fence", "html_block"):
            continue
        heading = int(token.tag[1]) if token.type == "heading_open" else 0
        if token.type == "fence":
            form = enumerate(range(*token.map), len(blocks) + 1)
            blocks += [_Block(number, at, at + 1, verbatim=True) for number, at in form]
        else:
            blocks.append(_Block(len(blocks) + 1, token.map[0], token.map[1], heading))
    return blocks


def _block_lines(block: _Block, raws: list[str], start: int) -> list[Line]:
    """The lines of one block with their layout."""
    before = ["", *raws]
    layout = [_line_layout(raw, block, before[number]) for number, raw in enumerate(raws)]
    text = "".join(raws)
    stretches = _inline(text, raws, layout) if not block.verbatim and _HAS_INLINE.search(text) else []
    look = _within(text, stretches) if stretches else []
    result, offset = [], 0
    for number, raw in enumerate(raws):
        last = number + 1 == len(raws)
        made = line(
            raw,
            start + offset,
            layout[number],
            block=block.number,
            heading=block.heading,
            hard_break=not last and raw.rstrip("\r\n").endswith(("  ", "\\")),
            cells=not block.verbatim and (is_row(raws, number) or _PIPES.match(raw.rstrip("\r\n")) is not None),
        )
        seen = [slice(first - start, last - start) for first, last in made.visible]
        bold = bool(look and seen) and all(all(look[part]) for part in seen)
        bullet = bool(not block.verbatim and made.visible and _bullet(raw, before[number]))
        visible = made.visible if block.verbatim else _parted(raw, made)
        plain = not (bold or bullet) and visible is made.visible
        result.append(made if plain else replace(made, visible=visible, bold=bold, bullet=bullet))
        offset += len(raw)
    return result


def _parted(raw: str, made: Line) -> tuple[Range, ...]:
    """What is read of a line, with an empty range, read as a space, for each "<br>" between its words."""
    if not made.visible or "<" not in raw:
        return made.visible
    breaks = (match.start() + made.start for match in _BREAK.finditer(raw))
    between = [at for at in breaks if any(end <= at < start for (_, end), (start, _) in pairwise(made.visible))]
    return tuple(sorted((*made.visible, *((at, at) for at in between))))


def _line_layout(raw: str, block: _Block, before: str) -> list[Range]:
    """The marks at the ends of a line, as ranges of it."""
    body = raw.rstrip("\r\n")
    if block.verbatim:
        return [(0, len(raw))] if _FENCE.match(body) else []
    if _RULE.match(body) or _PIPE_RULE.match(body):
        return [(0, len(raw))]
    layout: list[Range] = []
    at = 0
    for mark in (_QUOTE, _HEADING) if block.heading else (_QUOTE,):
        if match := mark.match(body, at):
            layout.append((at, match.end()))
            at = match.end()
    if block.heading and (match := _HEADING_END.search(body, at)):
        layout.append(match.span())
    if match := _bullet(raw, before):
        layout.append((match.start(), match.end()))
    if _PIPES.match(body):
        layout += [match.span() for match in _PIPE.finditer(body)]
    return layout


def _bullet(raw: str, before: str) -> re.Match[str] | None:
    """The bullet of a line. Inside a block, a hyphen after an open sentence is a dash: "орынбасары ∥ - Еңбек"."""
    match = _BULLET.match(raw)
    if not match or _RULE.match(raw.rstrip("\r\n")):
        return None
    opens = not before.strip() or before.rstrip().endswith(_TERMINAL) or _LABEL.match(raw, match.end())
    return match if opens or _BULLET.match(before) else None


def _inline(text: str, raws: list[str], layout: list[list[Range]]) -> list[Range]:
    """Adds the marks inside the block's text to ``layout``; gives its bold stretches."""
    marks, stretches = emphasis(text) if "*" in text else ([], [])
    target = -1  # of the link that was opened last
    for match in _INLINE.finditer(text):
        if match["link"]:
            target = text.find("](", match.end())
        if match["target"] is None or match.start() == target:
            marks.append(match.span())
    marks.sort()
    offset = 0
    for raw, own in zip(raws, layout, strict=True):
        end = offset + len(raw)
        inside = marks[bisect_left(marks, (offset, 0)) : bisect_left(marks, (end, 0))]
        own += [(first - offset, last - offset) for first, last in inside if last <= end]
        offset = end
    return stretches


def _within(text: str, stretches: list[Range]) -> list[bool]:
    """For each character whether it stands in a stretch, or is white."""
    steps = [0] * (len(text) + 1)
    for first, end in stretches:
        steps[first] += 1
        steps[end] -= 1
    return [depth > 0 or sign.isspace() for depth, sign in zip(accumulate(steps), text, strict=False)]
