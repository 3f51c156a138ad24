"""Places: the fields of the lines of a form, and where they are written.

A run is explained by the brackets after or below it, by the words of its line, or by the
line above it. Runs with no words between them are one field that flows. Dates, boxes,
lists of blanks and options to underline are taken first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from nqs_docs.forms import beside, labels
from nqs_docs.forms.beside import LETTERS, Beside, Telling, fragment, without_century
from nqs_docs.forms.choices import boxed, listed, underlined
from nqs_docs.forms.dated import dates
from nqs_docs.forms.marks import Draft, Line, Mark, bare, groups
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
_SIGNED = re.compile(r"\s*(?:,|және)?\s*\S*(?:қолы|подпись)\S*$", re.IGNORECASE)
_TITLE = 6  # words of a line that names what stands below it


def read(lines: Sequence[Line], above: str = "") -> None:
    """Put a hole into every place of the lines of a form; ``above`` are words that stand over them."""
    _bare_captions(lines)
    boxed(lines)
    listed(lines)
    underlined(lines)
    reader = _Reader(lines, above)
    for number, line in enumerate(lines):
        if not line.caption:
            reader.line(number, line)


def _bare_captions(lines: Sequence[Line]) -> None:
    """«лауазымы қолы толық жазылуы» without brackets, below as many runs."""
    for over, line in pairwise(lines):
        lone = len(over.runs) > 1 and not LETTERS.search(over.text) and not line.marks and not line.caption
        if lone and line.text[:1].islower() and len(_heads(line.text)) == len(over.runs):
            line.caption = True


def _below(lines: Sequence[Line], number: int) -> list[str]:
    """What the brackets below a line say."""
    if number + 1 == len(lines) or not lines[number + 1].caption:
        return []
    text = lines[number + 1].text.strip()
    return [text[start + 1 : end].removesuffix(")").strip() for start, end in groups(text)] or _heads(text)


def _heads(text: str) -> list[str]:
    cuts = [match.start() for match in _CAPTION_HEADS.finditer(fold_case(text))]
    return [text[a:b].strip() for a, b in zip(cuts, [*cuts[1:], len(text)], strict=True)]


class _Reader:
    """Reads the runs of one form."""

    def __init__(self, lines: Sequence[Line], above: str) -> None:
        self.lines = lines
        self._open: Draft | None = None  # the field of a run that ends the line before
        self._explained = False  # whether brackets have told what it is
        self._above = above  # the last words that stand alone above a group of blanks

    def line(self, number: int, line: Line) -> None:
        """Find the fields of a line."""
        below = _below(self.lines, number)
        if not line.marks:
            self._words(line)
        elif len(below) != 1 or not _CUT_LINE.search(fold_case(below[0])):
            self._runs(number, line, self._dates(number, line, below))

    def _words(self, line: Line) -> None:
        """A line without places: it may name what stands below, or be one itself."""
        if LETTERS.search(line.text):
            self._open = None
        text = fold_case(line.text)
        if _FILE.search(text):
            line.parts += [" ", Draft(labels.clause(line.text), FieldType.TEXT, False).hole()]
        elif not (line.heading or beside.FORM_MARK.match(text) or labels.kind(line.text) is FieldType.SIGNATURE):
            if text.rstrip().endswith(":") or len(text.split()) <= _TITLE:
                self._above = bare(labels.clause(line.text))

    # --- dates ------------------------------------------------------------------------

    def _dates(self, number: int, line: Line, below: list[str]) -> list[str]:
        """Fill the dates of a line; of the captions below it those that are not theirs."""
        free = line.free
        found = [parts for parts in dates(line) if all(mark in free for mark in parts.values())]
        for mark in (mark for parts in found for mark in parts.values()):
            mark.dated = True
        others = sum(not mark.dated for mark in free)
        mine = below if not others else below[: len(found)] if len(below) == len(found) + others else []
        for parts, caption in zip(found, [*mine, *[""] * len(found)], strict=False):
            part, last = list(parts.items())[-1]
            draft = self._date(number, line, parts, caption or beside.of(line, last).inside)
            for name, mark in parts.items():
                mark.holes = (draft.hole(name, mark.room),)
            if caption and draft.label != caption and last.room > (_MONTH if labels.signs(caption) else _LONG):
                # a run that holds the end of a date and a signature
                other = labels.draft(caption, self._above, type_=FieldType.SIGNATURE if labels.signs(caption) else None)
                last.holes = (draft.hole(part, _MONTH), " ", other.hole(room=last.room - _MONTH - 1))
        return below[len(mine) :]

    def _date(self, number: int, line: Line, parts: dict[str, Mark], caption: str) -> Draft:
        """The field of a date."""
        first, *_, last = (*parts.values(), *parts.values())
        words, lead = beside.of(line, first), line.parts[0] if isinstance(line.parts[0], str) else ""
        border = _BORDER.match(fold_case(beside.without_year(beside.of(line, last).after)))
        own = labels.clause(without_century(words.before))
        if border:
            own = labels.clause(without_century(lead)) if _BORDER.match(fold_case(own)) else own
            own = f"{own} … {border[1]}".strip(" …") if own else border[1]
        elif own and labels.kind(own) is FieldType.DATE:
            return labels.draft(own, self._above)
        elif line.parts.index(first) > 1 and not words.before.rstrip().endswith(":"):
            own = beside.head(line) if ":" in lead else ""
        if labels.kind(caption) is FieldType.DATE:
            return labels.draft(caption, own or self._above)
        alone = line.parts.index(first) < 2 and not without_century(words.before)
        over = beside.above(self.lines, number) if alone and not caption else ""
        if not own and labels.kind(over) is FieldType.DATE:
            return labels.draft(over)
        whose, word = own or caption, "жыл" if list(parts) == ["year"] else "күні"
        type_ = FieldType.DATE if len(parts) > 1 else FieldType.TEXT
        name = labels.name(f"{_SIGNED.sub('', bare(whose))} {word}")
        label = f"{whose}, {word}" if whose else word
        return Draft(label, type_, labels.required(whose, type_), self._above, name)

    # --- runs ----------------------------------------------------------------------

    def _runs(self, number: int, line: Line, below: list[str]) -> None:
        runs = line.free
        if not runs:
            self._open = None
            return
        captions = _captions(line, runs, below)
        manner, lead = beside.style(line, runs), beside.head(line)
        for at, mark in enumerate(runs):
            words = beside.of(line, mark)
            told = beside.telling(words, manner, lead)
            self._run(number, line, mark, words, told, captions[at])
            lead = told.words if captions[at] and LETTERS.search(words.before) and not told.part and at else lead
        if LETTERS.search(bare(line.around(runs[-1])[1])) or line.marks[-1] is not runs[-1]:
            self._open = None

    def _run(self, number: int, line: Line, mark: Mark, words: Beside, told: Telling, caption: str) -> None:
        first = line.parts[0] is mark
        if words.before.rstrip().endswith("(") and self._open is not None and words.after.lstrip().startswith(")"):
            spelled = f"{bare(self._open.label)}, жазумен"
            spelling = Draft(spelled, FieldType.TEXT, False, name=labels.name(spelled, 6))
            mark.holes = (spelling.hole(room=mark.room),)
            return
        if first and self._open is not None and self._continues(self._open, words, caption):
            draft = self._open
            if caption and not _HINT.search(fold_case(caption)):
                _explain(draft, caption)
        else:
            draft = self._draft(beside.above(self.lines, number) if first else "", words, told, caption)
        ends = line.parts[-1] is mark or not LETTERS.search(bare(words.after))
        room = max(mark.room, _LINE - len(bare(words.before)) % _LINE) if ends else mark.room
        draft.room += room if draft.type is FieldType.TEXT else 0
        self._put(mark, draft, caption)
        self._open, self._explained = draft, bool(caption) or (draft is self._open and self._explained)

    def _continues(self, draft: Draft, words: Beside, caption: str) -> bool:
        """Whether a run that begins a line goes on with the field of the line above."""
        signed = draft.type is FieldType.SIGNATURE or labels.signs(caption)
        return not signed and not (self._explained and (caption or words.says_after))

    def _draft(self, over: str, words: Beside, told: Telling, caption: str) -> Draft:
        condition = f" ({caption})" if labels.is_condition(caption) else ""
        explains = bool(caption) and not condition and not _HINT.search(fold_case(caption))
        name = ""
        if explains and (told.part or not told.words) and not (told.words and _MANNER.match(fold_case(caption))):
            label = typed = caption
        elif explains:
            label, typed = f"{told.words} ({caption})", caption
            name = labels.name(f"{told.words} {bare(caption)}", 6)
        else:
            label = (told.words or over or ("" if condition else caption)).strip()
            label, typed = _unbracketed(label) + condition, told.typed or label
        measured = labels.unit(words.after) if not caption else None
        type_ = measured[0] if measured else labels.kind(typed or label)
        if type_ is FieldType.TEXT and explains and told.words:
            type_ = labels.kind(told.words) if labels.kind(told.words) is not FieldType.SIGNATURE else type_
        type_ = FieldType.TEXT if type_ is FieldType.SIGNATURE and "…" in label else type_
        return labels.draft(label or self._above or labels.UNNAMED, self._above, name, type_)

    def _put(self, mark: Mark, draft: Draft, caption: str) -> None:
        """A run, cut in two where its caption asks for a signature beside something else."""
        rest, signed = labels.beside_signature(caption)
        both = bool(rest and signed)
        draft.type = labels.kind(rest) if both else draft.type
        if not both or mark.room < _SHARED:
            draft.required = labels.required(rest, draft.type) if both else draft.required
            mark.holes = (draft.hole("cells" if mark.cells else "", mark.room),)
            return
        own = draft.label.removesuffix(f"({caption})").strip() if draft.label != caption else ""
        draft.label = f"{own} ({rest})" if own else labels.owned(rest, signed)
        draft.name = labels.name(f"{own} {bare(rest)}", 6) if own else ""
        draft.required = labels.required(draft.label, draft.type)
        label = f"{own} ({signed})" if own else labels.owned(signed, rest)
        signature, left = labels.draft(label, self._above, type_=FieldType.SIGNATURE), mark.room * 2 // 3
        mark.holes = (draft.hole(room=left), " ", signature.hole(room=mark.room - left - 1))


def _captions(line: Line, runs: list[Mark], below: list[str]) -> list[str]:
    """What brackets say of each run: those beside it, else one of those below the line."""
    found = [beside.of(line, mark).inside for mark in runs]
    waiting = [at for at, caption in enumerate(found) if not caption]
    if len(below) == 1 and len(waiting) > 1:
        items = labels.items(below[0])
        below = items if len(items) == len(waiting) else below
    plain = [at for at in waiting if labels.kind(beside.of(line, runs[at]).before) is FieldType.TEXT]
    targets = (plain if len(below) <= len(plain) else waiting)[-len(below) :] if below else []
    for at, caption in zip(targets, below, strict=False):
        found[at] = caption
    return found


def _explain(draft: Draft, caption: str) -> None:
    """The brackets below the last run of a field that began without."""
    own = draft.label
    empty = fragment(own) or "…" in own or own in (caption, labels.UNNAMED, draft.context)
    draft.label = caption if empty else f"{own} ({caption})"
    draft.type = labels.kind(draft.label)
    draft.required = labels.required(draft.label, draft.type)


def _unbracketed(label: str) -> str:
    """«(шот нөмірі) ____» is labelled «шот нөмірі»."""
    return label[1:-1] if groups(label) == [(0, len(label))] and label.endswith(")") else label
