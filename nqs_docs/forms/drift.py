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
from itertools import accumulate, groupby

from nqs_docs.clauses.act import Kind, Unit, text
from nqs_docs.clauses.address import parse
from nqs_docs.clauses.address_locate import Path, unit_at
from nqs_docs.editions.edition import Edition, Wording
from nqs_docs.editions.find import find
from nqs_docs.editions.library import Library
from nqs_docs.findings import Finding, NqsError, error, warning
from nqs_docs.forms.model import Item
from nqs_docs.forms.template import Template
from nqs_docs.publish.word_body import heads

_NO_WORDS = re.compile(r"[\s_\\\u200b]+")
_SAMPLE = re.compile(r"(?:\d+[.)]?|\.{3}|…)?")
_SHOWN, _LONGEST = 6, 12  # differences in one finding, words of each
_Cells = Sequence[tuple[int, str]]  # first column and words of each


#: Words of a template, and those that the corpus has instead.
Difference = tuple[str, str]


def differences(template: Template, unit: Unit) -> tuple[Difference, ...]:
    """What the template says otherwise than the unit as it stands on a day, in printed order; () where it is valid."""
    ours, theirs = _words(_of_template(template)), _words(_of_unit(unit))
    if "".join(ours) == "".join(theirs):
        return ()
    codes = SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
    pairs = ((ours[a:b], theirs[c:d]) for kind, a, b, c, d in codes if kind != "equal")
    found = ((" ".join(one), " ".join(other)) for one, other in pairs if "".join(one) != "".join(other))
    return tuple(dict.fromkeys(found))


def _words(texts: Iterable[str]) -> list[str]:
    return [word for text in texts for word in _NO_WORDS.split(text) if word]


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
        own = next((n for n, (one, _) in enumerate(wordings) if _by(library, bound.act, one) == bound.by), None)
        if own is None:
            yield from [about(warning, "unbound", {})] if wordings else ()
            continue
        if found := differences(template, wordings[own][1]):
            yield about(error, "wrong", _shown(found))
            continue
        others = [other for other in held if (other.binding.act, other.binding.unit) == (bound.act, bound.unit)]
        for wording, unit in wordings[own + 1 :]:
            if all(differences(other, unit) for other in others):
                since = f"{wording.since:%d.%m.%Y}" if wording.since else ""
                yield about(warning, "stale", _shown(differences(template, unit)) | {"since": since})


def _about(template: Template, made: Callable[..., Finding], code: str, said: Mapping[str, str]) -> Finding:
    bound = template.binding
    return made(f"template.{code}", act=bound.act, unit=bound.unit, template=template.name, by=bound.by, **said)


def _wordings(library: Library, template: Template) -> Iterator[tuple[Wording, Unit]]:
    """The redactions of its unit that are held."""
    bound = template.binding
    for wording in library.history(bound.act, parse(bound.unit)) if bound.act in library.act_ids() else ():
        if wording.unit is not None and wording.unit.children:
            yield wording, wording.unit


def _by(library: Library, act: str, wording: Wording) -> str:
    """The order that made a redaction, as a TOML file names it."""
    citation = wording.cause.by if wording.cause else library.citation(act)
    return f"{citation.date:%d.%m.%Y} № {citation.number}" if citation.date else f"№ {citation.number}"


def _shown(found: Sequence[Difference]) -> dict[str, str]:
    """Both sides of the first differences."""
    more = " …" if len(found) > _SHOWN else ""
    was, now = ("; ".join(map(_short, side[:_SHOWN])) + more for side in zip(*found, strict=True))
    return {"now": now, "was": was}


def _short(words: str) -> str:
    found = words.split()
    return f"«{' '.join(found[:_LONGEST])}{' …' if len(found) > _LONGEST else ''}»" if found else "–"


def _of_template(template: Template) -> Iterator[str]:
    """Its fixed words, in the order in which they are compared."""
    for columns, group in groupby(template.body, key=lambda item: item.columns):
        rows = [_cells(item) for item in group if not item.repeats]
        yield from _of_table(rows) if columns else (words for row in rows for _, words in row)


def _cells(item: Item) -> _Cells:
    texts = [" ".join(piece for piece in cell if isinstance(piece, str)) for cell in item.cells]
    return list(zip(accumulate(item.spans or (1,) * len(texts), initial=0), texts, strict=False))


def _of_unit(unit: Unit) -> Iterator[str]:
    if unit.kind is Kind.TABLE:
        yield from _of_table([list(enumerate(map(text, row.children))) for row in unit.children])
    elif unit.children:
        for child in unit.children:
            yield from _of_unit(child)
    else:
        yield "" if _SAMPLE.fullmatch(text(unit)) else text(unit)


def _of_table(rows: Sequence[_Cells]) -> Iterator[str]:
    """The words of a table: its head column by column, then each row that is not a sample."""
    head = heads([tuple(words for _, words in row) for row in rows])
    by_column = [cell for row in rows[: max(head - 1, 0)] for cell in row]
    yield from (words for _, words in sorted(by_column, key=lambda cell: cell[0]))
    for number, row in enumerate(rows[max(head - 1, 0) :]):
        if (head and not number) or not all(_SAMPLE.fullmatch(words.strip()) for _, words in row):
            yield from (words for _, words in row)
