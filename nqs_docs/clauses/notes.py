"""The publisher's editorial notes: where they stand, and what they are evidence of.

"Ескерту. 6-тармақ жаңа редакцияда - ҚР … министрінің 27.01.2025 № 22 (…) бұйрығымен."
stands after its unit (under a heading for that heading or for the whole appendix),
"ЗҚАИ-ның ескертпесі!" with its next paragraph before it. "Ескерту:" with a colon is
a footnote of a form and stays text, unless it tells of a change by an act. "4. Алып
тасталды - ҚР … бұйрығымен." in place of a unit is a note too. So are "Сноска. Пункт 6 - в редакции приказа …" and
"Примечание ИЗПИ!" in Russian.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from nqs_docs.clauses import citation_russian, commencement_russian
from nqs_docs.clauses.act import Citation, Commencement, CommencementRule, NoteKind, Run
from nqs_docs.clauses.citation import BRACKET, KINDS, NUMBER, nominative_body
from nqs_docs.clauses.commencement_clause import rule
from nqs_docs.clauses.labels import read_label
from nqs_docs.clauses.piece import Piece, cut_runs, span_of
from nqs_docs.findings import Finding, warning
from nqs_docs.language.folding import fold_case
from nqs_docs.language.formulas import phrases
from nqs_docs.language.numbers import find_dates
from nqs_docs.language.tables import rows

_REMARK = re.compile(r"\s*(?:ескерту|сноска)\s*(?P<sign>[.:])\s*(?=\S)")
_MARKS = ("ескерт", "сноска", "примечани")
_SAID = phrases("note_words")
_ANNOUNCEMENT = re.compile(_SAID["announcement"])
_VERBS = [(NoteKind(kind), pattern) for kind, pattern in rows("note_verbs")]
_VERB = re.compile("|".join(f"(?P<v{at}>{pattern})" for at, (_, pattern) in enumerate(_VERBS)))
_PLANNED = re.compile(r"\s*көздел(?:ген|іп\s+отыр)")
_FORESEEN = re.compile(r"(?:^|\s)предусмотрен[аоы]?\s+")
_IN_FORCE = re.compile(rf"қолданысқа\s+енгізіледі|{commencement_russian.VERB.pattern}")
_SEE = re.compile(r"қара(?:ңыз|у\s+керек)|(?<!\w)см(?:\.|отрите)\s")
_NUMBER = re.compile(rf"\s*(?:ж\.)?\s*{NUMBER}")
_BRACKET = re.compile(rf"\s*\(({BRACKET[2:-2]})\)")
_ACT_WORD = re.compile(r"\s*(?:бірлескен\s+)?(?:" + "|".join(stem for _, stem in KINDS) + r")\w*")
_BODY = re.compile(r"(?<!\w)(?:қр|қазақстан\s+республикасы)(?!\w)")
_RUSSIAN_BODY = re.compile(
    r"(?<!\w)(?:" + "|".join(words for _, words in citation_russian.KINDS) + r")\s+(?P<body>[^;]{3,300}?)(?:\s+от)?\s*$"
)
#: Behind what is inserted: "дополнены пунктом 8-1 в соответствии с приказом …".
_BY = re.compile(r"\s+(?:-\s+)?(?:в\s+соответствии\s|согласно\s|приказ|постановлени|закон)")
_EDGES = " ;,.-"
_EFFECT = re.compile(_SAID["effect"], re.IGNORECASE | re.DOTALL)
# "4. Алып тасталды - …", "3) күші жойылды - …;": a deletion printed in place of the unit.
_GONE = re.compile(
    r"\s*(?:(?:алып|алынып)\s+тасталды|шығарылды|күші\s+жойылды(?:\s+деп\s+танылды)?)\s*(?:[-(:,]|қр(?!\w))"
    r"|\s*(?:исключен[аоы]?|утратил[аои]?\s+силу)\s+(?:-\s+)?(?:в\s+соответствии\s+с\s+)?(?:приказом|постановлением)"
)
_GONE_WORDS = ("тасталды", "шығарылды", "жойылды", "исключен", "утратил")
_TOLD = ("тіркелді", "зарегистрирован")


class Event(Struct, frozen=True):
    """A change as the note words it: the unit is not resolved yet."""

    kind: NoteKind
    unit: str  # "6-тармақ", "Қағидалар 8-1-тармақпен"; "" where none is named
    by: Citation | None
    commencement: Commencement | None


class Printed(Struct, frozen=True):
    """A note lifted out of the text."""

    paragraph: int  # number of its first paragraph
    runs: tuple[Run, ...]
    events: tuple[Event, ...]
    before: bool  # printed before its unit


def lift(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Printed], list[Finding]]:
    """The pieces without the notes, the notes, and findings on those not understood."""
    rest: list[Piece] = []
    notes: list[Printed] = []
    findings: list[Finding] = []
    at = 0
    while at < len(pieces):
        used, note = _note_at(pieces, at)
        if note is None and pieces[at].note and read_label(pieces[at].folded) is None:
            # The publisher marks it as his own words, though none that are understood.
            unread = (Event(NoteKind.OTHER, "", None, None),)
            used, note = 1, Printed(pieces[at].paragraph, pieces[at].runs, unread, False)
        if note is None:
            if used:
                findings.append(warning("clause.note-without-body", span=span_of(pieces[at].runs)))
            rest.append(pieces[at])
            at += 1
            continue
        notes.append(note)
        if any(event.kind is NoteKind.OTHER for event in note.events):
            words = "".join(run.text for run in note.runs).replace("\n", " ")
            findings.append(warning("clause.note-unread", span=span_of(note.runs), words=words[:200]))
        at += used
    return rest, notes, findings


def _note_at(pieces: Sequence[Piece], at: int) -> tuple[int, Printed | None]:
    """How many pieces the note at ``at`` takes, and the note; (1, None) for a mark whose body is lost."""
    piece = pieces[at]
    if at and _GONE.match(piece.lower) and any(map(pieces[at - 1].lower.__contains__, _TOLD)):
        # "… № 11030 болып тіркелді. Күші жойылды - …": behind the requisites, of the act as a whole
        if events := read_stone(piece.text, 0):
            return 1, Printed(piece.paragraph, piece.runs, events, False)
    if piece.cells or not any(map(piece.lower[:24].__contains__, _MARKS)):
        return 0, None
    remark = _REMARK.match(piece.lower)
    if remark:
        body = piece.text[remark.end() :]
        if not _is_remark(body, footnote=remark["sign"] == ":"):
            return 0, None
        return 1, Printed(piece.paragraph, piece.runs, read_events(body, False), False)
    mark = _ANNOUNCEMENT.match(piece.lower)
    if not mark:
        return 0, None
    if piece.text[mark.end() :].strip():
        return 1, _announced(piece.paragraph, _two_lines(piece, mark.end()), piece.text[mark.end() :])
    following = pieces[at + 1] if at + 1 < len(pieces) else None
    if following is None or following.cells or not _is_announcement(following.text):
        return 1, None
    runs = (*piece.runs, _newline(piece.runs[-1], following.runs[0]), *following.runs)
    return 2, _announced(piece.paragraph, runs, following.text)


def _announced(paragraph: int, runs: tuple[Run, ...], body: str) -> Printed:
    return Printed(paragraph, runs, read_events(body, True), True)


def _two_lines(piece: Piece, end: int) -> tuple[Run, ...]:
    """A mark and its body printed as one paragraph: the space between them becomes the line end."""
    mark = len(piece.text[:end].rstrip())
    head, tail = cut_runs(piece.runs, 0, mark), cut_runs(piece.runs, end, len(piece.text))
    return (*head, _newline(head[-1], tail[0]), *tail)


def _newline(before: Run, after: Run) -> Run:
    apart = before.source == after.source and before.end < after.start
    return Run("\n", before.source, before.end, before.end + apart)


def _is_remark(body: str, *, footnote: bool) -> bool:
    """Whether what follows "Ескерту." is a note and no footnote of a form, as "Ескерту:" mostly is."""
    verb, acts = _VERB.search(fold_case(body)), _acts(body)
    return bool(verb and acts) if footnote else bool(verb or _IN_FORCE.search(fold_case(body)) or acts)


def _is_announcement(body: str) -> bool:
    """Whether a paragraph after the mark can be its body: it tells of a change or of a commencement."""
    lower = fold_case(body)
    return bool(_SEE.search(lower) or _acts(body) or (_IN_FORCE.search(lower) and len(lower) < 400))


class _Act(Struct, frozen=True):
    start: int
    end: int
    citation: Citation
    commencement: Commencement | None


def _acts(body: str) -> list[_Act]:
    """The acts a note names: date, number, commencement in brackets."""
    lower = fold_case(body)
    result: list[_Act] = []
    floor = 0
    for found in find_dates(body):
        number = _NUMBER.match(lower, found.end)
        if found.start < floor or not number:
            continue
        end = number.end()
        clause = ""
        kind = "бұйрық"
        for _ in range(2):  # "(…) бұйрығымен" or "Заңымен (…)"
            bracket = _BRACKET.match(lower, end)
            if bracket and not clause:
                clause = body[bracket.start(1) : bracket.end(1)]
                end = bracket.end()
            word = _ACT_WORD.match(lower, end)
            if word:
                kind = next(name for name, stem in KINDS if re.search(stem, word[0]))
                end = word.end()
        printed = body[number.start("number") : number.end("number")]
        result.append(_Act(found.start, end, Citation(number=printed, date=found.value, kind=kind), _rule(clause)))
        floor = end
    return result


def _rule(clause: str) -> Commencement | None:
    if not clause:
        return None
    return rule(clause) or Commencement(CommencementRule.UNREADABLE, None, 0, clause)


def read_events(body: str, announced: bool) -> tuple[Event, ...]:
    """What the words of a note tell, "Ескерту." or the mark left out.

    In a chain ("… 18.01.2024 № 6 (…); өзгеріс енгізілді - ҚР … 01.04.2026 № 113 (…)
    бұйрықтарымен.") an act without a verb, unit or body of its own takes those before it.
    """
    acts = _acts(body)
    if not acts:
        return (_without_act(body, announced),)
    result: list[Event] = []
    kind, unit, organ = NoteKind.OTHER, "", ""
    position = 0
    for act in acts:
        lead = body[position : act.start]
        position = act.end
        said = _said(lead)
        if said is not None:
            kind, named, lead, delayed = said
            unit = named or (unit if result else "")
        else:
            delayed = None
        organ = _organ(lead) or organ
        by = Citation(number=act.citation.number, date=act.citation.date, body=organ, kind=act.citation.kind)
        result.append(Event(NoteKind.ANNOUNCED if announced else kind, unit, by, delayed or act.commencement))
    return tuple(result)


def _organ(lead: str) -> str:
    """The body named in the words before the date of an act, or ""."""
    folded = fold_case(lead)
    russian = _RUSSIAN_BODY.search(folded)
    if russian:
        return citation_russian.nominative_body(lead[russian.start("body") : russian.end("body")])
    name = _BODY.search(folded)
    return nominative_body(lead[name.start() :].strip(" ,;")) if name else ""


def may_be_stone(piece: Piece) -> bool:
    """Whether a deletion may be all that the paragraph says."""
    start = piece.lower[:80]
    return any(word in start for word in _GONE_WORDS) and _GONE.search(start) is not None


def read_stone(text: str, start: int) -> tuple[Event, ...]:
    """What "… Алып тасталды - ҚР … 27.01.2025 № 22 (…) бұйрығымен." tells in place of a unit.

    ``start`` is the offset after its label. Nothing where the text is anything more or
    names no act: then it is wording.
    """
    if not _GONE.match(fold_case(text), start):
        return ()
    body = text[start:]
    acts = _acts(body)
    return read_events(body, False) if acts and not body[acts[-1].end :].strip(" .;)") else ()


def _said(lead: str) -> tuple[NoteKind, str, str, Commencement | None] | None:
    """Kind, unit and commencement of its own that the words before an act give, and what is left for its body."""
    lower = fold_case(lead)
    verb = _VERB.search(lower)
    dash = lower.find(" - ")
    in_force = _IN_FORCE.search(lower)
    if in_force and (dash < 0 or in_force.start() < dash) and not (verb and verb.start() < in_force.start()):
        russian = commencement_russian.find(lead)
        own = russian.rule if russian else rule(lead[: in_force.end()])
        if own is None:
            return None
        before = russian.start if russian else lower[: in_force.end()].rfind(fold_case(own.clause))
        return NoteKind.DELAYED, lead[: max(before, 0)].strip(_EDGES), lead[in_force.end() :], own
    if verb is None:
        return None
    kind = next(_VERBS[int(name[1:])][0] for name, value in verb.groupdict().items() if name[0] == "v" and value)
    end = verb.end()
    planned = _PLANNED.match(lower, end)
    if planned:
        kind, end = NoteKind.ANNOUNCED, planned.end()
    unit = lead[: verb.start()]
    if foreseen := _FORESEEN.search(lower, 0, verb.start()):
        kind, unit = NoteKind.ANNOUNCED, lead[: foreseen.start()]
    if lower[verb.start() :].startswith("дополн"):
        behind = _BY.search(lower, end)
        unit += lead[end : behind.start() if behind else len(lead)]
    return kind, _EFFECT.sub("", unit.strip(_EDGES)), lead[end:], None


def _without_act(body: str, announced: bool) -> Event:
    """A note that names no act: "Осы бұйрық 12.07.2026 ж. бастап …", "… 4-тармақтан қараңыз."."""
    lower = fold_case(body)
    if announced and _SEE.search(lower):
        return Event(NoteKind.SEE, "", None, None)
    in_force = _IN_FORCE.search(lower)
    if in_force:
        own = rule(body)
        before = lower.rfind(fold_case(own.clause)) if own else 0  # the Russian clause holds its verb
        kind = NoteKind.COMMENCES if announced else NoteKind.DELAYED
        return Event(kind, body[: max(before, 0)].strip(" ;,."), None, own)
    said = _said(body)
    if said is not None:
        return Event(NoteKind.ANNOUNCED if announced else said[0], said[1], None, None)
    return Event(NoteKind.OTHER, "", None, None)
