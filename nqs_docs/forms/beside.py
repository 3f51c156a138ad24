"""What the words of a line say of a run in it.

Before it: «Тегі ____», «Сериясы ____ нөмірі ____»; after it: «____ облысы, ____ ауданы»,
«____ аумақтық бөлімшесінің басшысына»; on both sides in a sentence: «ол ____ жылдан бастап
____ ұйымында жұмыс істейді»; in brackets right after it: «____ (ұйымның атауы)».
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from nqs_docs.forms import labels
from nqs_docs.forms.marks import Hole, Line, Mark, bare, groups
from nqs_docs.forms.model import FieldType
from nqs_docs.language.folding import fold_case

LETTERS = re.compile(r"[^\W\d_]")
FORM_MARK = re.compile(r"^\W*(?:нысан|нысаны|форма|үлгі|электрондық құжат нысаны)\W*$")
_GENITIVE = re.compile(r"(?:ның|нің|дың|дің|тың|тің)$")
_YEAR_WORD = re.compile(r"^\s*(?:жылғы|жылдың|жылы|жыл|ж\b|года|год|г\b)\.?", re.IGNORECASE)
_CENTURY = re.compile(r"(?:(?<!\d)[12]\d{0,2}|[\"«“”\s,])+$")
_CONJUNCTION = re.compile(r"(?<!\w)(?:және|немесе|бойынша|туралы|үшін|мен|пен|бен|и|или|на|в|с|по|от|для)$")
#: Words that say nothing of the run after them.
_FRAGMENT = frozenset("мен біз маған бізге сізге осы бұл құжаттарды я мы мне".split())


_SHORT = 4  # words of a clause that is a label as a whole


class Beside(Struct, frozen=True):
    """The words around a run."""

    before: str  # since the run before it, the brackets after that left out
    after: str  # up to the next run
    inside: str  # what stands in brackets right after it

    @property
    def says_after(self) -> bool:
        """Whether the words after it go on with its clause; those after a comma begin another."""
        words = bare(self.after)
        return bool(LETTERS.search(words)) and not words.startswith((",", ";", "."))


def of(line: Line, mark: Mark) -> Beside:
    """The words around a run; those of a date beside it are none of its."""
    (before, after), marks = line.around(mark), line.marks
    at = marks.index(mark)
    before = "" if FORM_MARK.match(fold_case(before)) else before
    if at:
        before = _cleared(before, marks[at - 1].dated)
    if at + 1 < len(marks) and marks[at + 1].dated:
        after = _CENTURY.sub("", after)
    return Beside(before, after, _inside(after))


def _cleared(before: str, dated: bool) -> str:
    """The words between two runs without what belongs to the first: its brackets, its unit, «жылғы»."""
    found = groups(before)
    start = len(before) - len(before.lstrip(" .,;"))
    if found and found[0][0] == start and found[0][1] < len(before):
        before = before[found[0][1] :]
    if dated:
        return _YEAR_WORD.sub("", before)
    measured = labels.unit(before)
    return before[fold_case(before).find(measured[1]) + len(measured[1]) :] if measured else before


def _inside(after: str) -> str:
    found = groups(after)
    if not found or after[: found[0][0]].strip(' .,;"»'):
        return ""
    start, end = found[0]
    said = after[start + 1 : end].removesuffix(")").strip()
    return said if LETTERS.search(said) else ""


class Telling(Struct, frozen=True):
    """The words that name a run, and those of them that tell its type."""

    words: str
    typed: str = ""
    part: bool = False  # they are a piece of a sentence: brackets say it better


def telling(found: Beside, style: str, head: str) -> Telling:
    """The words of a line for a run; ``head`` stands before the first «:» or first run of the line."""
    clause = labels.clause(found.before)
    strong = bool(clause) and labels.kind(clause) is not FieldType.TEXT
    if style == "after":
        words = labels.first(bare(found.after))
        return Telling(f"{head}: {words}" if head else words, words)
    if strong or (clause.endswith("№") and 1 < len(clause.split()) <= _SHORT):
        return Telling(clause, part=style != "before")
    said = labels.first(found.after) or labels.first(bare(found.after))
    tells = found.says_after and not _strong(found.after) and not (found.inside and style == "before")
    following = said if tells else ""
    if clause == "№" and head and not following:
        return Telling(f"{head}: №")
    if clause and following and style != "before":
        if found.before.rstrip().endswith(",") or (_GENITIVE.search(fold_case(clause)) and " " in following):
            return Telling(f"… {following}", part=True)
        if labels.unit(found.after) and style == "last" and not fragment(clause):
            return Telling(clause, part=True)
        return Telling(f"{labels.tail(found.before)} … {following}", part=True)
    if clause and clause != "№":
        return Telling(clause, part=fragment(clause) or style != "before")
    if following:
        return Telling(f"{clause} … {following}".strip(), part=True)
    return Telling(clause or head, part=not (clause or head))


def fragment(words: str) -> bool:
    """Whether words alone say nothing of what may be written after them: «Мен», «атынан және»."""
    lower = fold_case(words).strip()
    first = lower.split()[0] if lower else ""
    return not lower or first in _FRAGMENT or bool(_CONJUNCTION.search(lower)) or len(lower.split()) > 6


def _strong(after: str) -> bool:
    """Whether the words after a run are the label of the next: «Мен, ____ ЖСН ____»."""
    return labels.kind(after.strip(" ,")) is not FieldType.TEXT and not labels.unit(after)


def style(line: Line, runs: list[Mark]) -> str:
    """How a line explains its runs: words "before" each, "after" each, "last" in a sentence, all in a "sentence"."""
    last = of(line, runs[-1])
    if not last.says_after and not (len(runs) > 1 and _ends(bare(last.after))):
        return "before"
    lead = of(line, runs[0]).before.rstrip()
    short = all(_names(of(line, run).after) for run in runs)
    if len(runs) > 1 and short and (not LETTERS.search(lead) or lead.endswith(":")):
        return "after"
    return "last" if len(runs) == 1 else "sentence"


def _names(after: str) -> bool:
    """Whether a word or two after a run name it: «____ облысы, ____ ауданы»."""
    return bool(re.fullmatch(r"\s*[^\W\d_][\w.-]*(?: [\w-]+)?[\s,.;/]*", after))


def _ends(after: str) -> bool:
    """Whether the words after the last run end a sentence; a few after a comma begin the blank of the next line."""
    return bool(LETTERS.search(after)) and (after.endswith((".", ":")) or len(after.split()) > 6)


def above(lines: Sequence[Line], number: int) -> str:
    """The clause of the nearest line above that has words and no place of its own; at last the heading."""
    for line in reversed(lines[:number]):
        if line.caption or not line.text.strip() or any(isinstance(part, Hole) for part in line.parts):
            continue
        last = line.parts[-1]
        if not isinstance(last, str) or FORM_MARK.match(fold_case(last)):
            return ""
        return labels.clause(last.strip(" .,;")) if not line.marks or last.startswith((",", ";")) else ""
    return ""


def head(line: Line) -> str:
    """«Мекенжайы: индекс ____, ____»: what stands before the colon, or else before the first run."""
    lead = line.parts[0]
    if not isinstance(lead, str):
        return ""
    said = bare(labels.clause(without_century(lead.partition(":")[0])))
    typed = labels.kind(said) is not FieldType.TEXT
    typed = typed or FORM_MARK.match(fold_case(said)) is not None
    return "" if typed or not LETTERS.search(said) or fragment(said) or len(said.split()) > _SHORT else said


def without_year(after: str) -> str:
    """The words after a date, its «жылғы», «ж.» left out."""
    return _YEAR_WORD.sub("", after)


def without_century(before: str) -> str:
    """The words before a date, its «20» left out."""
    return _CENTURY.sub("", before)
