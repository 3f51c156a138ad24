"""Findings for a person and for a program: where, how bad, in which words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from nqs_docs.cli.terminal import word
from nqs_docs.findings import Finding, Severity, Span
from nqs_docs.language.messages import describe
from nqs_docs.sources.line import Source
from nqs_docs.store.comparing import beside
from nqs_docs.store.corpus import KAZAKH, Corpus

_QUOTED = 100  # characters of the source that are quoted
Found = Mapping[str, tuple[Finding, ...]]


def collected(corpus: Corpus, act_ids: Iterable[str] = ()) -> Found:
    """All findings by act: of reading its source, of applying, of its witnesses and its other language.

    Or those that name one of the acts given.

    A finding on the words of an order is listed under the act whose text it is about.
    """
    library, wanted = corpus.library(), set(act_ids)
    result: dict[str, dict[Finding, None]] = {act_id: {} for act_id in library.act_ids()}
    for origin in library.act_ids():
        read = corpus.compiled(origin).findings if origin in library.acts else ()
        others = beside(corpus, origin, library) if not wanted or origin in wanted else ()
        for finding in (*read, *library.findings(origin), *others):
            about = finding.act or origin
            source = finding.span.source if finding.span else origin
            if not wanted or wanted & {about, origin, source.partition("/")[0]}:
                result.setdefault(about, {})[finding] = None
    return {act_id: tuple(found) for act_id, found in result.items() if not wanted or found or act_id in wanted}


def as_text(corpus: Corpus, found: Found, lang: str) -> Iterator[str]:
    """Lines: an act, then each of its findings with line number and words."""
    places = _Places(corpus)
    for act_id, findings in found.items():
        if not findings:
            continue
        yield word("act-findings", lang, act=act_id, count=len(findings))
        for finding in findings:
            yield f"  {one_line(finding, lang)}"
            if finding.span and (place := places.of(finding.span)):
                yield f'      {place[0]}:{place[1]}: "{place[2]}"'


def one_line(finding: Finding, lang: str) -> str:
    """Severity, unit, sentence, code."""
    severity = word(finding.severity.value, lang)
    said = " ".join(describe(finding, lang).split())
    unit = f"{finding.unit}: " if finding.unit and finding.unit not in said else ""
    return f"{severity}: {unit}{said} [{_refusable(finding)}]"


def _refusable(finding: Finding) -> str:
    """The code; of a repair with its place, as ``refuse`` in act.toml takes it."""
    repair = finding.span is not None and finding.code.startswith("source.")
    return f"{finding.code}@{finding.span.start}" if repair and finding.span else finding.code


def as_values(corpus: Corpus, found: Found, lang: str) -> list[dict[str, object]]:
    """JSON values, one for each finding."""
    places = _Places(corpus)
    return [_value(places, act_id, finding, lang) for act_id, findings in found.items() for finding in findings]


def _value(places: _Places, act_id: str, finding: Finding, lang: str) -> dict[str, object]:
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


class _Places:
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
