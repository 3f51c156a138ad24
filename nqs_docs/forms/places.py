"""Places: the fields of the lines of a form, and where they are written.

A run is explained by the brackets after or below it, by the words of its line, or by the
line above it. Runs with no words between them are one field that flows. Dates, boxes,
lists of blanks and options to underline are taken first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from nqs_docs.forms import beside, labels
from nqs_docs.forms.beside import Beside, Telling
from nqs_docs.forms.choices import boxed, listed, underlined
from nqs_docs.forms.dated import dates
from nqs_docs.forms.draft import Draft, Hole, Rough
from nqs_docs.forms.marks import Line, Mark, bare, groups
from nqs_docs.forms.model import FieldType
from nqs_docs.language.folding import fold_case

_LINE = 64  # underscores that a line of the page holds
_MONTH = 12  # what a month takes of a run that a signature shares
_LONG = 2 * _MONTH
_SHARED = 16  # the shortest run that a name and a signature share
_HINT = re.compile(
    r"көрсетіледі|көрсетілсін|көрсету|көрсетіңіз|толтырылады|жазылады|жазыңыз|керек|қажет|указать|указывается|заполняется"
    r"|асты|сызы|белгіле|нужное|таңбаланады"
)
#: How a sum or number is to be written, which does not say of what.
_MANNER = re.compile(r"(?:цифр\w*|сан\w*|жаз[бу]\w*|сөзб\w*|прописью|цифрами|словами)(?: (?:және|мен|и) \w+)?$")
_CUT_LINE = re.compile(r"(?:қию|кесу|үзу|жырту|қиып алу) сызығы|линия (?:отреза|отрыва)")
_FILE = re.compile(r"файл\w* (?:тіркеу|жүктеу|қоса беру)|прикрепи\w+ файл|прикрепление файл")
_CAPTION_HEADS = re.compile(
    r"(?<!\w)(?:лауазымы|қолы|тегі|аты[ -]жөні|т\.\s?а\.\s?ә|толық жазылуы|күні|должность|подпись|ф\.\s?и\.\s?о|дата)"
)
_BORDER = re.compile(r"^\s*(бастап|дейін|шейін|кейін|дейінгі|туған|берілген)\b")
_UNNAMED = "өріс"
_TITLE = 6  # words of a line that names what stands below it


class Places:
    """Reads the lines of one form."""

    def __init__(self, lines: Sequence[Line], above: str = "") -> None:
        self.lines = list(lines)
        self.holes: dict[int, tuple[Rough, ...]] = {}  # number of a mark -> what stands in its place
        self.texts: dict[int, list[tuple[int, int, Hole]]] = {}  # number of a line -> words that are options
        self.after: dict[int, Hole] = {}  # number of a line -> a place behind its words
        self._open: Draft | None = None  # the field of a run that ends the line before
        self._explained = False  # whether brackets have told what it is
        self._above = above  # the last words that stand alone above a group of blanks
        self._dated: set[int] = set()  # marks of dates

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
        """The clause of the nearest line above that has words and no place of its own; at last the heading."""
        for at in range(number - 1, -1, -1):
            line = self.lines[at]
            if line.caption or not line.text.strip() or at in self.texts:
                continue
            last = line.parts[-1]
            if not isinstance(last, str) or beside.FORM_MARK.match(fold_case(last)):
                return ""
            return labels.clause(last.strip(" .,;")) if not line.marks or last.startswith((",", ";")) else ""
        return ""

    # --- lines -----------------------------------------------------------------------

    def _line(self, number: int, line: Line) -> None:
        if not line.marks:
            self._words(number, line)
            return
        below = self._below(number)
        if len(below) == 1 and _CUT_LINE.search(fold_case(below[0])):
            return
        used = self._dates(number, line, below)
        self._runs(number, line, below[used:])

    def _words(self, number: int, line: Line) -> None:
        """A line without places: it may name what stands below, or be one itself."""
        if beside.LETTERS.search(line.text):
            self._open = None
        text = fold_case(line.text)
        if _FILE.search(text):
            self.after[number] = Hole(Draft(labels.clause(line.text), FieldType.TEXT, False))
        elif not (line.heading or beside.FORM_MARK.match(text) or labels.kind(line.text) is FieldType.SIGNATURE):
            if text.rstrip().endswith(":") or len(text.split()) <= _TITLE:
                self._above = bare(labels.clause(line.text))

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
            lone = len(runs) > 1 and not beside.LETTERS.search(over.text) and not line.marks and not line.caption
            if lone and line.text[:1].islower() and len(self._heads(line.text)) == len(runs):
                self.lines[number] = Line(line.parts, caption=True)

    # --- dates ------------------------------------------------------------------------

    def _dates(self, number: int, line: Line, below: list[str]) -> int:
        """The dates of a line; how many of the captions below are theirs."""
        free = {mark.number for mark in self.free(line)}
        found = [parts for parts in dates(line) if all(mark.number in free for mark in parts.values())]
        taken = {mark.number for parts in found for mark in parts.values()}
        self._dated |= taken
        others = [mark for mark in self.free(line) if mark.number not in taken]
        mine = below if not others else below[: len(found)] if len(below) == len(found) + len(others) else []
        for at, parts in enumerate(found):
            caption = mine[at] if at < len(mine) else ""
            last = list(parts.values())[-1]
            draft, named = self._date(number, line, parts, caption or beside.beside(line, last).inside)
            for part, mark in parts.items():
                self.holes[mark.number] = (Hole(draft, part, mark.room),)
            if caption and not named and last.room > (_MONTH if labels.signs(caption) else _LONG):
                self._share(last, draft, list(parts)[-1], caption)
        return len(mine)

    def _date(self, number: int, line: Line, parts: dict[str, Mark], caption: str) -> tuple[Draft, bool]:
        """The field of a date, and whether the caption is its label."""
        first, last = next(iter(parts.values())), list(parts.values())[-1]
        words = beside.beside(line, first, self._dated)
        border = _BORDER.match(fold_case(beside.without_year(beside.beside(line, last, self._dated).after)))
        own = labels.clause(beside.without_century(words.before))
        lead = line.parts[0] if isinstance(line.parts[0], str) else ""
        if border:
            own = labels.clause(beside.without_century(lead)) if _BORDER.match(fold_case(own)) else own
            own = f"{own} … {border[1]}".strip(" …") if own else border[1]
        elif own and labels.kind(own) is FieldType.DATE:
            return Draft(own, FieldType.DATE, labels.required(own, FieldType.DATE), self._above), False
        elif line.parts.index(first) > 1 and not words.before.rstrip().endswith(":"):
            own = beside.head(line) if ":" in lead else ""
        if caption and labels.kind(caption) is FieldType.DATE:
            return Draft(caption, FieldType.DATE, labels.required(caption, FieldType.DATE), own or self._above), True
        alone = line.parts.index(first) < 2 and not beside.without_century(words.before)
        above = self.above(number) if alone and not caption else ""
        if not own and labels.kind(above) is FieldType.DATE:
            return Draft(above, FieldType.DATE, labels.required(above, FieldType.DATE)), False
        whose = own or caption
        rest = re.sub(r"\s*(?:,|және)?\s*\S*(?:қолы|подпись)\S*$", "", bare(whose), flags=re.IGNORECASE)
        word = "жыл" if list(parts) == ["year"] else "күні"
        label = f"{whose}, {word}" if whose else word
        type_ = FieldType.DATE if len(parts) > 1 else FieldType.TEXT
        return Draft(label, type_, labels.required(whose, type_), self._above, labels.name(f"{rest} {word}")), False

    def _share(self, mark: Mark, draft: Draft, part: str, caption: str) -> None:
        """A run that holds the end of a date and a signature."""
        type_ = FieldType.SIGNATURE if labels.signs(caption) else labels.kind(caption)
        other = Draft(caption, type_, labels.required(caption, type_), self._above)
        room = mark.room - _MONTH - 1
        self.holes[mark.number] = (Hole(draft, part, _MONTH), " ", Hole(other, "", room))

    # --- runs ----------------------------------------------------------------------

    def _runs(self, number: int, line: Line, below: list[str]) -> None:
        runs = self.free(line)
        if not runs:
            self._open = None
            return
        captions = self._captions(line, runs, below)
        manner = beside.style(line, runs, self._dated)
        lead = beside.head(line)
        for at, mark in enumerate(runs):
            words = beside.beside(line, mark, self._dated)
            told = beside.telling(words, manner, lead)
            self._run(number, line, mark, words, told, captions[at])
            lead = told.words if captions[at] and beside.LETTERS.search(words.before) and not told.part and at else lead
        last = line.parts[-1]
        ended = last is runs[-1] or (
            isinstance(last, str) and line.parts[-2] is runs[-1] and not beside.LETTERS.search(bare(last))
        )
        self._open = self._open if ended else None

    def _captions(self, line: Line, runs: list[Mark], below: list[str]) -> list[str]:
        found = [beside.beside(line, mark).inside for mark in runs]
        waiting = [at for at, caption in enumerate(found) if not caption]
        if len(below) == 1 and len(waiting) > 1:
            items = labels.items(below[0])
            below = items if len(items) == len(waiting) else below
        plain = [at for at in waiting if labels.kind(beside.beside(line, runs[at]).before) is FieldType.TEXT]
        targets = (plain if len(below) <= len(plain) else waiting)[-len(below) :] if below else []
        for at, caption in zip(targets, below, strict=False):
            found[at] = caption
        return found

    def _run(self, number: int, line: Line, mark: Mark, words: Beside, told: Telling, caption: str) -> None:
        first = line.parts[0] is mark
        if words.before.rstrip().endswith("(") and self._open is not None and words.after.lstrip().startswith(")"):
            spelled = f"{bare(self._open.label)}, жазумен"
            self.holes[mark.number] = (
                Hole(Draft(spelled, FieldType.TEXT, False, name=labels.name(spelled, 6)), "", mark.room),
            )
            return
        if first and self._open is not None and self._continues(words, caption):
            draft = self._open
            if caption and not _HINT.search(fold_case(caption)):
                self._explain(draft, caption)
        else:
            draft = self._draft(self.above(number) if first else "", words, told, caption)
        ends = line.parts[-1] is mark or not beside.LETTERS.search(bare(words.after))
        room = max(mark.room, _LINE - len(bare(words.before)) % _LINE) if ends else mark.room
        draft.room += room if draft.type is FieldType.TEXT else 0
        self._put(mark, draft, caption)
        self._open, self._explained = draft, bool(caption) or (draft is self._open and self._explained)

    def _continues(self, words: Beside, caption: str) -> bool:
        """Whether a run that begins a line goes on with the field of the line above."""
        assert self._open is not None
        if self._open.type is FieldType.SIGNATURE or (caption and labels.signs(caption)):
            return False
        return not (self._explained and (caption or words.says_after))

    def _explain(self, draft: Draft, caption: str) -> None:
        """The brackets below the last run of a field that began without."""
        own = draft.label
        empty = beside.fragment(own) or "…" in own or own in (caption, _UNNAMED, draft.context)
        draft.label = caption if empty else f"{own} ({caption})"
        draft.type = labels.kind(draft.label)
        draft.required = labels.required(draft.label, draft.type)

    def _draft(self, above: str, words: Beside, told: Telling, caption: str) -> Draft:
        condition = f" ({caption})" if caption and labels.is_condition(caption) else ""
        explains = bool(caption) and not condition and not _HINT.search(fold_case(caption))
        name = ""
        if explains and (told.part or not told.words) and not (told.words and _MANNER.match(fold_case(caption))):
            label = typed = caption
        elif explains:
            label, typed = f"{told.words} ({caption})", caption
            name = labels.name(f"{told.words} {bare(caption)}", 6)
        else:
            label = (told.words or above or ("" if condition else caption)).strip()
            label, typed = _unbracketed(label) + condition, told.typed or label
        measured = labels.unit(words.after) if not caption else None
        type_ = measured[0] if measured else labels.kind(typed or label)
        if type_ is FieldType.TEXT and explains and told.words:
            type_ = labels.kind(told.words) if labels.kind(told.words) is not FieldType.SIGNATURE else type_
        type_ = FieldType.TEXT if type_ is FieldType.SIGNATURE and "…" in label else type_
        label = label or self._above or _UNNAMED
        return Draft(label, type_, labels.required(label, type_), self._above, name)

    def _put(self, mark: Mark, draft: Draft, caption: str) -> None:
        """A run, cut in two where its caption asks for a signature beside something else."""
        rest, signed = labels.beside_signature(caption) if caption else ("", "")
        if rest and signed and mark.room < _SHARED:
            draft.type, draft.required = labels.kind(rest), labels.required(rest, labels.kind(rest))
        if not rest or not signed or mark.room < _SHARED:
            self.holes[mark.number] = (Hole(draft, "cells" if mark.cells else "", mark.room),)
            return
        own = draft.label.removesuffix(f"({caption})").strip() if draft.label != caption else ""
        draft.label = f"{own} ({rest})" if own else labels.owned(rest, signed)
        signature = Draft(
            f"{own} ({signed})" if own else labels.owned(signed, rest), FieldType.SIGNATURE, False, self._above
        )
        draft.type, draft.required = labels.kind(rest), labels.required(draft.label, labels.kind(rest))
        draft.name = labels.name(f"{own} {bare(rest)}", 6) if own else ""
        left = mark.room * 2 // 3
        self.holes[mark.number] = (Hole(draft, "", left), " ", Hole(signature, "", mark.room - left - 1))


def _unbracketed(label: str) -> str:
    """«(шот нөмірі) ____» is labelled «шот нөмірі»."""
    found = groups(label)
    return label[1:-1] if found == [(0, len(label))] and label.endswith(")") else label
