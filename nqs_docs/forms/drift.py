"""Whether a template still says what the corpus says, word for word.

The fixed text of a template is held against its unit as an edition prints it. White
space, the lines to write on and the sample rows of a table («1.», «2.», «…») are no
words; the head of a table is read column by column, since a source that tore it apart
has the halves of one word in two rows. What is left must be the same, sign for sign.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import partial
from itertools import groupby

from msgspec import Struct

from nqs_docs.clauses.act import Kind, Unit, text
from nqs_docs.clauses.address import parse
from nqs_docs.clauses.address_locate import Path, unit_at
from nqs_docs.editions.edition import Edition, Wording
from nqs_docs.editions.find import find
from nqs_docs.editions.library import Library
from nqs_docs.findings import Finding, NqsError, error, warning
from nqs_docs.forms.model import Cell, Item
from nqs_docs.forms.template import Template
from nqs_docs.publish.word_body import heads

_NO_WORDS = re.compile(r"[\s_\\\u200b]+")
_SAMPLE = re.compile(r"(?:\d+[.)]?|\.{3}|…)?")
_SHOWN, _LONGEST = 6, 12  # differences in one finding, words of each
_Cells = tuple[tuple[int, str], ...]  # first column and words of each


class Difference(Struct, frozen=True):
    """Words that a template has otherwise than the corpus."""

    template: str
    corpus: str


def valid(template: Template, unit: Unit) -> bool:
    """Whether a template may be used for a date: its words are those of the unit as it stands on that day."""
    return _squeezed(_of_template(template)) == _squeezed(_of_unit(unit))


def differences(template: Template, unit: Unit) -> tuple[Difference, ...]:
    """What the template says otherwise than the unit, in printed order."""
    ours, theirs = _Words(_of_template(template)), _Words(_of_unit(unit))
    if ours.signs == theirs.signs:
        return ()
    codes = SequenceMatcher(None, ours.signs, theirs.signs, autojunk=False).get_opcodes()
    found = (Difference(ours.around(a, b), theirs.around(c, d)) for kind, a, b, c, d in codes if kind != "equal")
    return tuple(dict.fromkeys(found))


def choose(templates: Iterable[Template], edition: Edition, path: Path) -> tuple[Template | None, tuple[Finding, ...]]:
    """The template that may be used for the unit at ``path`` on the day of the edition; what is wrong with others."""
    stale: list[Finding] = []
    for template in templates:
        if template.binding.act != edition.act or _path(template, edition) != path:
            continue
        found = differences(template, unit_at(edition.root, path))
        if not found:
            return template, ()
        stale.append(_about(template, warning, "stale", _shown(found) | {"since": f"{edition.on:%d.%m.%Y}"}))
    return None, tuple(stale)


def _path(template: Template, edition: Edition) -> Path | None:
    """Where its unit stands in an edition, if it does."""
    try:
        return find(edition, parse(template.binding.unit))
    except NqsError:
        return None


def findings(library: Library, templates: Iterable[Template]) -> Iterator[Finding]:
    """Every template against the redaction it was made from, and against those after it that no template is for."""
    held = tuple(templates)
    for template in held:
        bound = template.binding
        about = partial(_about, template)
        wordings = list(_wordings(library, template))
        own = next((n for n, wording in enumerate(wordings) if _by(library, bound.act, wording) == bound.by), None)
        if own is None:
            yield from [about(warning, "unbound", {})] if wordings else ()
            continue
        if found := differences(template, _unit(wordings[own])):
            yield about(error, "wrong", _shown(found))
            continue
        others = [other for other in held if other.binding.unit == bound.unit and other.binding.act == bound.act]
        for wording in wordings[own + 1 :]:
            unit = _unit(wording)
            if not any(valid(other, unit) for other in others):
                since = f"{wording.since:%d.%m.%Y}" if wording.since else ""
                yield about(warning, "stale", _shown(differences(template, unit)) | {"since": since})


def _about(template: Template, made: Callable[..., Finding], code: str, said: Mapping[str, str]) -> Finding:
    bound = template.binding
    return made(f"template.{code}", act=bound.act, unit=bound.unit, template=template.name, by=bound.by, **said)


def _wordings(library: Library, template: Template) -> Iterator[Wording]:
    """The redactions of its unit that are held."""
    if template.binding.act in library.act_ids():
        for wording in library.history(template.binding.act, parse(template.binding.unit)):
            if wording.unit is not None and wording.unit.children:
                yield wording


def _unit(wording: Wording) -> Unit:
    assert wording.unit
    return wording.unit


def _by(library: Library, act: str, wording: Wording) -> str:
    """The order that made a redaction, as a TOML file names it."""
    citation = wording.cause.by if wording.cause else library.citation(act)
    return f"{citation.date:%d.%m.%Y} № {citation.number}" if citation.date else f"№ {citation.number}"


def _shown(found: Sequence[Difference]) -> dict[str, str]:
    """Both sides of the first differences."""
    more = " …" if len(found) > _SHOWN else ""
    sides = ([difference.corpus for difference in found], [difference.template for difference in found])
    now, was = ("; ".join(f"«{_short(words)}»" if words else "–" for words in side[:_SHOWN]) + more for side in sides)
    return {"now": now, "was": was}


def _short(words: str) -> str:
    found = words.split()
    return " ".join([*found[:_LONGEST], "…"] if len(found) > _LONGEST else found)


def _of_template(template: Template) -> Iterator[str]:
    """Its fixed words, in the order in which they are compared."""
    for columns, group in groupby(template.body, key=lambda item: item.columns):
        items = [item for item in group if not item.repeats]
        yield from _of_table(list(map(_starts, items))) if columns else (_fixed(line.cells[0]) for line in items)


def _starts(row: Item) -> _Cells:
    cells, column = [], 0
    for cell, span in zip(row.cells, row.spans or (1,) * len(row.cells), strict=True):
        cells.append((column, _fixed(cell)))
        column += span
    return tuple(cells)


def _fixed(cell: Cell) -> str:
    return " ".join(piece for piece in cell if isinstance(piece, str))


def _of_unit(unit: Unit) -> Iterator[str]:
    if unit.kind is Kind.TABLE:
        yield from _of_table([tuple(enumerate(map(text, row.children))) for row in unit.children])
    elif unit.children:
        for child in unit.children:
            yield from _of_unit(child)
    else:
        yield "" if _SAMPLE.fullmatch(text(unit)) else text(unit)


def _of_table(rows: Sequence[_Cells]) -> Iterator[str]:
    """The words of a table: its head column by column, then each row that is not a sample."""
    head = heads([tuple(words for _, words in row) for row in rows])
    columns = sorted({column for row in rows[:head] for column, _ in row})
    for wanted in columns:
        yield from (words for row in rows[: head - 1] for column, words in row if column == wanted)
    yield from (words for row in rows[max(head - 1, 0) : head] for _, words in row)
    for row in rows[head:]:
        if not all(_SAMPLE.fullmatch(words.strip()) for _, words in row):
            yield from (words for _, words in row)


def _squeezed(texts: Iterable[str]) -> str:
    return _NO_WORDS.sub("", "".join(texts))


class _Words:
    """Words with their signs end to end, and which word each sign is of."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.words = [word for text in texts for word in _NO_WORDS.split(text) if word]
        self.signs = "".join(self.words)
        self.places = [number for number, word in enumerate(self.words) for _ in word]

    def around(self, begin: int, end: int) -> str:
        """The words that have signs between two places."""
        places = self.places[begin:end]
        return " ".join(self.words[places[0] : places[-1] + 1]) if places else ""
