"""Holes in a printed line and the words that left them: which reading is the only one.

``source.displaced-link`` (see ``repair_links``) for one line. What was moved is
told from what stands there rightly by the missing space before it, or by its
neighbours (``references.fits``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations, pairwise

from msgspec import Struct

from nqs_docs.clauses.continuation import label_alone
from nqs_docs.clauses.references import LABEL, Reference, Word, belongs, coherent, fits, form_of, linked, references
from nqs_docs.clauses.repairs import Printed
from nqs_docs.language.folding import fold, fold_case

_HOLE = re.compile(r" (?:(?<=\S ) +(?=\S)|(?<=[^\s_.] )(?=[\"»]?[,:;.)](?![.)])))")
_SIGN_FIRST = re.compile(r"[\"«]?(?=[,:;.)](?![.)_]))")
_WORD = re.compile(r"\S+")
# "3) тармақшасы" is read as "3-тармақшасы", so that one word tells number and form.
_NEXT = re.compile(r"(?P<label>\d+(?:-\d+)*)\)\s+(?P<noun>[^\W\d_]+)|\d+(?:-\d+)*\)|\(|[,;:.]|[^\s,;:()\".]+")
_PREVIOUS = re.compile(r"(?:[^\s,;:()\"]+\)|[^\s,;:()\"]+|,)\"?\s*$")
_NEAR = 80  # characters in which the next word stands
_SIGNS = ':;,.)"'
_PUSHED = 3  # links side by side that may stand at the beginning of a paragraph
_LOOK_BACK = 10  # words at the end of a line that may have been moved
_CERTAIN = 2  # sides that must ask for a word that has no number and does not cling
# Nouns that are known where they cling to the word before: "мемлекеттікбұйрығына".
_CLINGING = re.compile(
    r"(?<=[^\W\d_]{3})((?:бұйры[қғ]|қаулы|заң|кодекс|тарма[қғ]|қосымша|қағида|тізбе|нұсқаулы[қғ]|бөлі[кг]|тарау)[^\W\d_]*"
    r"|\d+(?:-\d+)*(?:\)|-[^\W\d_]+))$"
)

Group = tuple[Reference, ...]


class Hole(Struct, frozen=True, gc=False):
    """Where words are missing: the offset in the line, and the folded words on both sides."""

    at: int
    left: str
    right: str
    links: int = 1  # how many stood side by side: each left a space
    lead: bool = False  # at the beginning of the line
    sure: bool = False  # no text is printed like this


class Tail(Struct):
    """The end of a line that may have been moved."""

    words: list[Word]
    clings: bool  # it stands where no word can begin
    known: bool = True  # all of it is words that a link covers


class Around(Struct, frozen=True):
    """What stands round a line: the word before and after it in the paragraph, and the usual indent."""

    left: str
    right: str
    usual: int


class Reading(Struct, frozen=True):
    """Which words go into which hole; a group more than there are holes stays at the end of the line."""

    score: int
    holes: list[Hole]
    groups: list[Group]


def may_have_holes(line: Printed, usual: int) -> bool:
    """Whether a closer look is worth while."""
    text = line.text
    return (
        "  " in text
        or is_pushed(line, usual)
        or _HOLE.search(text) is not None
        or _SIGN_FIRST.match(text) is not None
        or (text[-1:].isalnum() and _clinging(text[text.rfind(" ") + 1 :]) > 0)
    )


def is_pushed(line: Printed, usual: int) -> bool:
    """Whether a line begins some spaces further right than others do."""
    return line.line.indent in (1, 2) or (usual > 0 and 0 < line.line.indent - usual <= _PUSHED)


def next_word(text: str) -> str:
    """The first word or sign of ``text``, folded; "" where there is none."""
    match = _NEXT.search(fold_case(text[:_NEAR]))
    if match and match["label"]:
        return f"{match['label']}-{match['noun']}"
    return match[0] if match else ""


def last_word(text: str) -> str:
    """The last word (or comma) of ``text``, folded; "" where there is none."""
    match = _PREVIOUS.search(fold_case(text[-_NEAR:]))
    word = match[0].strip('" ') if match else ""
    return ")" if word.endswith(")") and not LABEL.fullmatch(word) else word


def tail_of(line: Printed) -> Tail:
    """The words at the end of a line that a link may have covered."""
    words = [Word(fold_case(m[0]), m.start(), m.end()) for m in _WORD.finditer(line.text)]
    kept: list[Word] = []
    for word in reversed(words[-_LOOK_BACK:]):
        text = word.text
        if linked(text) or (kept and belongs(text, kept[0].text)):
            kept.insert(0, word)
            continue
        cut = _clinging(line.text[word.start : word.end])
        if cut:
            kept.insert(0, Word(text[cut:], word.start + cut, word.end))
            return Tail(kept, True)
        break
    while kept and not linked(kept[0].text) and not _may_begin(kept):
        del kept[0]
    return Tail(kept, False) if kept else _unknown(line, words)


def _may_begin(words: list[Word]) -> bool:
    """Whether a reference may begin with the first of ``words``: "18 және 24-баптарына", "екінші бөлігі"."""
    return len(words) > 1 and belongs(words[0].text, words[1].text) and words[0].text not in ("және", "мен")


def _clinging(word: str) -> int:
    """Where a known word begins that clings to what stands before it, 0 where none does."""
    if word.isalpha() and word[1:].islower() and not _CLINGING.search(word.lower()):
        return 0
    folded = fold_case(word)
    for at in range(1, len(word)):
        signed = word[at - 1] in _SIGNS and word[at] not in _SIGNS
        capital = word[at].isupper() and word[at - 1].islower()
        if (signed or capital) and linked(folded[at:]):
            return at
    match = _CLINGING.search(folded)
    return match.start() if match and linked(match[0]) and not linked(folded) else 0


def _unknown(line: Printed, words: list[Word]) -> Tail:
    """Words that no table knows, but that cling to a colon or semicolon: "жазылсын:Еңбек"."""
    text = fold(line.text)
    for word in reversed(words[-_LOOK_BACK:]):
        for at in range(word.start + 1, word.end):
            sign, letter = text[at - 1], text[at]
            if sign in ":;" and letter.isalpha():
                return Tail([Word(fold_case(text[at:]), at, len(text))], True, known=False)
    return Tail([], False)


def holes_of(line: Printed, body: str, around: Around) -> list[Hole]:
    """The holes in the first characters of a line, in reading order."""
    holes: list[Hole] = []
    indent = line.line.indent
    if is_pushed(line, around.usual) and (body[:1].islower() or body[:1].isdecimal() or body[:1] == "("):
        links = indent - around.usual if 0 < around.usual < indent else indent
        holes.append(Hole(0, around.left, next_word(body), links, lead=True, sure=True))
    elif match := _SIGN_FIRST.match(body):
        holes.append(Hole(match.end(), around.left, next_word(body[match.end() :]), sure=True))
    for match in _HOLE.finditer(body):
        before, after = last_word(body[: match.start()]), next_word(body[match.end() :])
        links = max(len(match[0]) - 1, 1)
        holes.append(Hole(match.start() + 1, before, after, links, sure=len(match[0]) == 1))
    return holes


def readings(line: Printed, tail: Tail, around: Around) -> list[Reading]:
    """Every way to put the tail of a line back into its holes; offsets are those of its text."""
    if not tail.known:
        word = tail.words[0]
        holes = holes_of(line, line.text[: word.start], around)
        return [Reading(0, holes, [(Reference(word.start, word.end),)])] if len(holes) == 1 else []
    found = references(tail.words)
    result: list[Reading] = []
    for first in range(1 if tail.clings else len(found)):
        moved = found[first].start
        body = line.text[:moved].rstrip()
        holes = holes_of(line, body, around)
        end = Hole(moved, last_word(body), around.right)
        for groups in _divisions(found[first:], holes) if body else ():
            score = _score(groups, holes, end, tail.clings)
            if score is not None and _ascending(groups, found[:first]):
                result.append(Reading(score - (_out_of_place(found[:first], line)), holes, groups))
    return result


def in_place(line: Printed, tail: Tail, around: Around) -> int | None:
    """How well the tail stands where it is: see ``fits``."""
    found = tuple(references(tail.words)) if tail.known else ()
    if not found or not coherent(found):
        return None
    return fits(found, last_word(line.text[: found[0].start]), around.right)


def _out_of_place(stays: list[Reference], line: Printed) -> int:
    """1 where references that would stay do not go with the word before them."""
    if not stays:
        return 0
    return int(fits(tuple(stays), last_word(line.text[: stays[0].start]), "") is None)


def _divisions(found: list[Reference], holes: list[Hole]) -> Iterator[list[Group]]:
    """Every way to part references among the holes, with or without a group that stays at the end."""
    for size in (len(holes), len(holes) + 1) if holes else ():
        for cuts in combinations(range(1, len(found)), size - 1):
            groups = [tuple(found[a:b]) for a, b in pairwise([0, *cuts, len(found)])]
            links = [hole.links for hole in holes] + [0]
            if all(
                len(group) == wanted or (len(group) > wanted and coherent(group))
                for group, wanted in zip(groups, links, strict=False)
            ):
                yield groups


def _score(groups: list[Group], holes: list[Hole], end: Hole, clings: bool) -> int | None:
    """How many sides ask for the groups where they would stand; None where one may not stand there."""
    total = 0
    for group, hole in zip(groups, [*holes, end], strict=False):
        score = fits(group, hole.left, hole.right)
        if score is None:
            return None
        needed = int(hole is end) if clings else 0 if hole is end else 1 if group[-1].label else _CERTAIN
        if score + hole.sure < needed:
            return None
        total += score
    return total


def _ascending(groups: list[Group], stays: list[Reference]) -> bool:
    """Whether bare labels come in their order: "1), 2) және 3)"."""
    labels = [
        int(r.label.split("-")[0].rstrip(")")) for g in [*groups, tuple(stays)] for r in g if r.form is None and r.label
    ]
    return labels == sorted(labels)


def ends_before(line: Printed, tail: Tail, around: Around) -> bool:
    """Whether the paragraph had ended before the tail: "… жазылсын: 3-тармақ" and nothing after it.

    Not where a label only stands before it: "2-тарау. Мерзім".
    """
    body = line.text[: tail.words[0].start].rstrip()
    if label_alone(body):
        return False
    return body.endswith((":", ";", ".")) and not around.right and form_of(tail.words[-1].text) is not None
