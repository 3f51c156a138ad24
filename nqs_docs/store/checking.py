"""Everything that was noticed in a corpus, and where: in values, for a person or a program."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from nqs_docs.findings import Finding, Severity, Span
from nqs_docs.language.messages import describe
from nqs_docs.sources.line import Source
from nqs_docs.store import templates
from nqs_docs.store.comparing import beside
from nqs_docs.store.corpus import KAZAKH, LANGUAGES, Corpus
from nqs_docs.store.index import changed

_QUOTED = 100  # characters of the source that are quoted
Found = Mapping[str, tuple[Finding, ...]]


def collected(corpus: Corpus, act_ids: Iterable[str] = ()) -> Found:
    """All findings by act: of reading its source, of applying, of its witnesses, its other language, its templates.

    Or those that name one of the acts given.

    A finding on the words of an order is listed under the act whose text it is about.
    """
    wanted = set(act_ids)
    library = corpus.library(*sorted(wanted.union(*(changed(corpus.index(), act_id) for act_id in wanted))))
    in_another = [held for language in LANGUAGES for held in corpus.expression(language).ids()]
    known = sorted({*library.act_ids(), *(act_id for act_id in in_another if not wanted or act_id in wanted)})
    result: dict[str, dict[Finding, None]] = {act_id: {} for act_id in known}
    for origin in known:
        read = corpus.compiled(origin).findings if origin in library.acts else ()
        own = library.findings(origin) if origin in library.act_ids() else ()
        others = beside(corpus, origin, library) if not wanted or origin in wanted else ()
        for finding in (*read, *own, *others):
            about = finding.act or origin
            source = finding.span.source if finding.span else origin
            if not wanted or wanted & {about, origin, source.partition("/")[0]}:
                result.setdefault(about, {})[finding] = None
    for finding in templates.findings(corpus.folder, library):
        if not wanted or finding.act in wanted:
            result.setdefault(finding.act, {})[finding] = None
    return {act_id: tuple(found) for act_id, found in result.items() if not wanted or found or act_id in wanted}


def as_values(corpus: Corpus, found: Found, lang: str) -> list[dict[str, object]]:
    """JSON values, one for each finding."""
    places = Places(corpus)
    return [_value(places, act_id, finding, lang) for act_id, findings in found.items() for finding in findings]


def _value(places: Places, act_id: str, finding: Finding, lang: str) -> dict[str, object]:
    place = places.of(finding.span) if finding.span else None
    return {
        "act": finding.act or act_id,
        "code": finding.code,
        "severity": finding.severity.value,
        "unit": finding.unit,
        "message": describe(finding, lang),
        "params": dict(finding.params),
        "source": finding.span.source if finding.span else None,
        "file": place[0] if place else None,
        "line": place[1] if place else None,
        "start": finding.span.start if finding.span else None,
        "end": finding.span.end if finding.span else None,
        "words": place[2] if place else None,
    }


class Places:
    """Lines and words of sources, each source read once."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._sources: dict[str, Source] = {}

    def of(self, span: Span) -> tuple[str, int, str] | None:
        """File, number of the line, words; None where the source is not held."""
        act_id, _, language = span.source.partition("/")
        view = self._corpus.expression(language or KAZAKH)
        if view.held(act_id) is None:
            return None
        if span.source not in self._sources:
            self._sources[span.source] = view.source(act_id)
        source = self._sources[span.source]
        words = " ".join(source.text[span.start : span.end].split())
        short = words if len(words) <= _QUOTED else words[: _QUOTED - 1] + "…"
        return source.name, source.text.count("\n", 0, span.start) + 1, short


def errors(found: Found) -> int:
    """How many of them are errors."""
    return sum(finding.severity is Severity.ERROR for findings in found.values() for finding in findings)
