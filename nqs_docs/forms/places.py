"""Places: the fields of the lines of a form, and where they are written.

A run is explained by the brackets after or below it, by the words before it, by the
words after it («____ аумақтық бөлімшесінің басшысына»), or by the line above it. Runs
with no words between them are one field that flows. Dates, boxes, lists of blanks and
options to underline are taken first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from nqs_docs.forms import labels
from nqs_docs.forms.choices import boxed, listed, underlined
from nqs_docs.forms.dated import dates
from nqs_docs.forms.draft import Draft, Hole, Rough
from nqs_docs.forms.marks import RUN, Line, Mark, bare, groups, words
from nqs_docs.forms.model import FieldType
from nqs_docs.language.folding import fold_case

_LINE = 64  # underscores that a line of the page holds
_MONTH = 12  # what a month takes of a run that a signature shares
_LONG = 2 * _MONTH
_LETTERS = re.compile(r"[^\W\d_]")
_GENITIVE = re.compile(r"(?:ның|нің|дың|дің|тың|тің)$")
_HINT = re.compile(
    r"көрсетіледі|көрсетілсін|көрсету|көрсетіңіз|толтырылады|жазылады|жазыңыз|керек|қажет|указать|указывается|заполняется"
    r"|асты|сызы|белгіле|нужное"
)
_FRAGMENT = frozenset("мен біз маған кімге кімнен осы бұл құжаттарды сізге я мы мне кому".split())
_CUT_LINE = re.compile(r"(?:қию|кесу|үзу|жырту|қиып алу) сызығы|линия (?:отреза|отрыва)")
_FILE = re.compile(r"файл\w* (?:тіркеу|жүктеу|қоса беру)|прикрепи\w+ файл|прикрепление файл")
_CAPTION_HEADS = re.compile(
    r"(?<!\w)(?:лауазымы|қолы|тегі|аты[ -]жөні|т\.\s?а\.\s?ә|толық жазылуы|күні|должность|подпись|ф\.\s?и\.\s?о|дата)"
)


class Places:
    """Reads the lines of one form."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = list(lines)
        self.holes: dict[int, tuple[Rough, ...]] = {}  # number of a mark -> what stands in its place
        self.texts: dict[int, list[tuple[int, int, Hole]]] = {}  # number of a line -> words that are options
        self.after: dict[int, Hole] = {}  # number of a line -> a place behind its words
        self._open: Draft | None = None  # the field of a run that ends the line before
        self._explained = False  # whether brackets have told what it is
        self._above = ""  # the last words that stand alone above a group of blanks
        self._caption_marks: dict[int, str] = {}

    def read(self) -> None:
        """Find everything."""
        self._bare_captions()
        boxed(self)
        listed(self)
        underlined(self)
        for number, line in enumerate(self.lines):
            if not line.caption:
                self._line(number, line)

    # --- what choices and lists take ----------------------------------------------

    def free(self, line: Line) -> list[Mark]:
        """The runs of a line that no field has."""
        return [mark for mark in line.marks if not mark.box and mark.number not in self.holes]

    def above(self, number: int) -> str:
        """The clause of the nearest line above that has words and no place of its own."""
        for line in reversed(self.lines[:number]):
            if line.caption or not line.text.strip():
                continue
            last = line.parts[-1]
            return labels.clause(last.strip(" .,;")) if isinstance(last, str) and not line.heading else ""
        return ""

    # --- lines -----------------------------------------------------------------------

    def _line(self, number: int, line: Line) -> None:
        if not line.marks:
            self._open = None
            text = fold_case(line.text)
            if _FILE.search(text):
                self.after[number] = Hole(Draft(labels.clause(line.text), FieldType.TEXT, False))
            elif line.text.rstrip().endswith(":") or len(line.text.split()) <= 6:
                self._above = bare(labels.clause(line.text))
            return
        below = self._below(number)
        if len(below) == 1 and _CUT_LINE.search(fold_case(below[0])):
            return
        signed = self._dates(number, line, below)
        self._runs(number, line, below[signed:])

    def _below(self, number: int) -> list[str]:
        """What the brackets below a line say."""
        following = self.lines[number + 1] if number + 1 < len(self.lines) else None
        if following is None or not following.caption:
            return []
        text = following.text.strip()
        found = groups(text)
        return [text[start + 1 : end].removesuffix(")").strip() for start, end in found] or self._heads(text)

    def _heads(self, text: str) -> list[str]:
        cuts = [match.start() for match in _CAPTION_HEADS.finditer(fold_case(text))]
        return [text[a:b].strip() for a, b in zip(cuts, [*cuts[1:], len(text)], strict=True)]

    def _bare_captions(self) -> None:
        """«лауазымы қолы толық жазылуы» without brackets, below as many runs."""
        for number, line in enumerate(self.lines[1:], 1):
            over = self.lines[number - 1]
            runs = [mark for mark in over.marks if not mark.box]
            lone = len(runs) > 1 and not _LETTERS.search(over.text) and not line.marks and not line.caption
            if lone and line.text[:1].islower() and len(self._heads(line.text)) == len(runs):
                self.lines[number] = Line(line.parts, caption=True)

    # --- dates ------------------------------------------------------------------------

    def _dates(self, number: int, line: Line, below: list[str]) -> int:
        """The dates of a line; how many of the captions below are theirs."""
        used = 0
        free = {mark.number for mark in self.free(line)}
        for parts in dates(line):
            if not all(mark.number in free for mark in parts.values()):
                continue
            draft, took = self._dated(number, line, parts, below[used:])
            for part, mark in parts.items():
                self.holes[mark.number] = (Hole(draft, part, mark.room),)
            last = list(parts.values())[-1]
            alone = not [mark for mark in self.free(line) if mark.number > last.number]
            caption = below[used] if used < len(below) else _inline(line, last)
            if alone and caption and last.room > (_MONTH if labels.signs(caption) else _LONG) and not took:
                self._share(last, draft, list(parts)[-1], caption)
                took = 1
            used += took
        return used

    def _dated(self, number: int, line: Line, parts: dict[str, Mark], below: list[str]) -> tuple[Draft, int]:
        first = next(iter(parts.values()))
        before = re.sub(r"(?:(?<!\d)[12]\d{0,2}|[\"«“”\s,])+$", "", _before(line, first, self.holes))
        caption = below[0] if below else _inline(line, list(parts.values())[-1])
        own = labels.clause(before)
        if own and labels.kind(own) is FieldType.DATE:
            return Draft(own, FieldType.DATE, labels.required(own, FieldType.DATE), self._above), 0
        if caption and labels.kind(caption) is FieldType.DATE:
            return Draft(caption, FieldType.DATE, labels.required(caption, FieldType.DATE), own), 1
        whose = own or caption or (self.above(number) if line.parts[0] is first else "")
        if not own and not caption and labels.kind(whose) is FieldType.DATE:
            return Draft(whose, FieldType.DATE, labels.required(whose, FieldType.DATE)), 0
        rest = re.sub(r"\s*(?:,|және)?\s*\S*(?:қолы|подпись)\S*$", "", bare(whose), flags=re.IGNORECASE)
        label = f"{whose}, күні" if whose else "күні"
        return Draft(label, FieldType.DATE, labels.required(whose, FieldType.DATE), "", labels.name(f"{rest} күні")), 0

    def _share(self, mark: Mark, draft: Draft, part: str, caption: str) -> None:
        """A run that holds the end of a date and a signature."""
        type_ = FieldType.SIGNATURE if labels.signs(caption) else labels.kind(caption)
        other = Draft(caption, type_, labels.required(caption, type_))
        room = mark.room - _MONTH - 1
        self.holes[mark.number] = (Hole(draft, part, _MONTH), " ", Hole(other, "", room))

    # --- runs ----------------------------------------------------------------------

    def _runs(self, number: int, line: Line, below: list[str]) -> None:
        runs = self.free(line)
        if not runs:
            self._open = None
            return
        captions = self._captions(line, runs, below)
        style = _style(line, runs)
        for at, mark in enumerate(runs):
            self._run(number, line, mark, captions[at], style, at == len(runs) - 1)
        last = line.parts[-1]
        self._open = self._open if isinstance(last, Mark) or not _LETTERS.search(bare(last)) else None

    def _captions(self, line: Line, runs: list[Mark], below: list[str]) -> list[str]:
        found = [_inline(line, mark) for mark in runs]
        waiting = [at for at, caption in enumerate(found) if not caption]
        if len(below) == 1 and len(waiting) > 1:
            items = labels.items(below[0])
            below = items if len(items) == len(waiting) else below
        targets = waiting[-len(below) :] if below else []
        for at, caption in zip(targets, below, strict=False):
            found[at] = caption
        return found

    def _run(self, number: int, line: Line, mark: Mark, caption: str, style: str, last: bool) -> None:
        before, after = _before(line, mark, self.holes), _after(line, mark)
        if before.rstrip().endswith("(") and self._open is not None and after.lstrip().startswith(")"):
            spelled = Draft(
                f"{self._open.label}, жазумен", FieldType.TEXT, False, "", f"{labels.name(self._open.label)}_жазумен"
            )
            self.holes[mark.number] = (Hole(spelled, "", mark.room),)
            return
        begins = not _LETTERS.search(before) and "№" not in before
        ends = last and not _says(after)
        if begins and line.parts[0] is mark and self._open is not None and self._continues(caption):
            draft = self._open
            if caption and not _HINT.search(fold_case(caption)):
                self._relabel(draft, caption)
        else:
            draft = self._draft(number, line, mark, caption, style, before, after)
        room = max(mark.room, _LINE - len(bare(before)) % _LINE) if ends else mark.room
        draft.room += room if draft.type is FieldType.TEXT else 0
        self._put(mark, draft, caption)
        self._open, self._explained = draft, bool(caption) or (draft is self._open and self._explained)

    def _continues(self, caption: str) -> bool:
        """Whether a run that begins a line goes on with the field of the line above."""
        assert self._open is not None
        if self._open.type is FieldType.SIGNATURE or (caption and labels.signs(caption)):
            return False
        return not (caption and self._explained)

    def _relabel(self, draft: Draft, caption: str) -> None:
        own = draft.label
        alone = not own or own.split()[0].lower() in _FRAGMENT or "…" in own or own in caption
        draft.label = caption if alone else f"{own} ({caption})"
        draft.type = labels.kind(draft.label)
        draft.required = labels.required(draft.label, draft.type)

    def _draft(self, number: int, line: Line, mark: Mark, caption: str, style: str, before: str, after: str) -> Draft:
        condition = f" ({caption})" if caption and labels.is_condition(caption) else ""
        hint = bool(condition) or (bool(caption) and bool(_HINT.search(fold_case(caption))))
        own, tell = self._own(number, line, mark, style, before, after)
        if caption and not hint:
            label = caption if _is_fragment(own, before, style, after) else f"{own} ({caption})"
            tell = caption
        else:
            label = f"{own or (caption if not condition else '')}{condition}" or "өріс"
        measured = labels.unit(after)
        type_ = measured[0] if measured else labels.kind(tell or label)
        type_ = FieldType.TEXT if type_ is FieldType.SIGNATURE and "…" in label else type_
        name = labels.name(own) if caption and own and label != caption else ""
        return Draft(label, type_, labels.required(label, type_), self._above, name)

    def _own(self, number: int, line: Line, mark: Mark, style: str, before: str, after: str) -> tuple[str, str]:
        """The words of a line for a run, and those of them that tell its type."""
        clause = labels.clause(before)
        if style == "after":
            return labels.first(bare(after)), ""
        letters = _says(after)
        if clause and (style == "sentence" or (letters and style == "last")):
            head = (
                ""
                if _GENITIVE.search(fold_case(clause)) and len(labels.first(after).split()) > 1
                else labels.tail(before)
            )
            return f"{head} … {labels.first(after)}".strip(), clause
        if clause and clause != "№":
            return clause, ""
        if clause or letters:
            return f"{clause} … {labels.first(after)}".strip() if letters else clause, ""
        return self.above(number) if line.parts[0] is mark else "", ""

    def _put(self, mark: Mark, draft: Draft, caption: str) -> None:
        """A run, cut in two where its caption asks for a signature beside something else."""
        rest, signed = labels.beside_signature(caption) if caption else ("", "")
        if rest and signed and mark.room >= _LONG:
            signature = Draft(signed, FieldType.SIGNATURE, False)
            if draft.label == caption:
                draft.label = labels.owned(rest, signed)
            signature.label = labels.owned(signed, rest)
            draft.type = labels.kind(rest)
            draft.required = labels.required(caption, draft.type)
            left = mark.room * 2 // 3
            self.holes[mark.number] = (Hole(draft, "", left), " ", Hole(signature, "", mark.room - left - 1))
        else:
            self.holes[mark.number] = (Hole(draft, "", mark.room),)


def _is_fragment(own: str, before: str, style: str, after: str) -> bool:
    """Whether the words before a run say nothing without its caption."""
    if not own or "…" in own or before.rstrip().endswith(":"):
        return True
    return fold_case(own.split()[0]) in _FRAGMENT or len(own.split()) > 4 or _says(after)


def _style(line: Line, runs: list[Mark]) -> str:
    """How a line explains its runs: words "before" each, "after" each, "last" in a sentence, all in a "sentence"."""
    if not _says(_after(line, runs[-1])):
        return "before"
    head = _before(line, runs[0], {}).rstrip()
    if len(runs) > 1 and (not _LETTERS.search(head) or head.endswith(":")):
        return "after"
    return "last" if len(runs) == 1 else "sentence"


def _before(line: Line, mark: Mark, taken: dict[int, tuple[Rough, ...]]) -> str:
    """The words between a run and the one before it, without the caption of that."""
    at = line.parts.index(mark)
    if not at or not isinstance(text := line.parts[at - 1], str):
        return ""
    if at > 1:
        found = groups(text)
        start = len(text) - len(text.lstrip(" .,;"))
        if found and found[0][0] == start and found[0][1] < len(text):
            text = text[found[0][1] :]
        measured = labels.unit(text)
        if measured:
            text = text[fold_case(text).find(measured[1]) + len(measured[1]) :]
    return text


def _says(after: str) -> bool:
    """Whether the words after a run go on with its sentence; those after a comma begin another blank."""
    words = bare(after)
    return bool(_LETTERS.search(words)) and not words.startswith((",", ";", "."))


def _after(line: Line, mark: Mark) -> str:
    at = line.parts.index(mark)
    following = line.parts[at + 1] if at + 1 < len(line.parts) else ""
    return following if isinstance(following, str) else ""


def _inline(line: Line, mark: Mark) -> str:
    """What stands in brackets right after a run."""
    text = _after(line, mark)
    found = groups(text)
    if not found or text[: found[0][0]].strip(' .,;"') or found[0][1] == found[0][0] + 1:
        return ""
    start, end = found[0]
    said = text[start + 1 : end].removesuffix(")").strip()
    return said if _LETTERS.search(said) else ""


__all__ = ["RUN", "Places", "words"]
