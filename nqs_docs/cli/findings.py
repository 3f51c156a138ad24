"""Findings for a person: where, how bad, in which words."""

from __future__ import annotations

from collections.abc import Iterator

from nqs_docs.cli.terminal import word
from nqs_docs.findings import Finding
from nqs_docs.language.messages import describe
from nqs_docs.store.checking import Found, Places
from nqs_docs.store.corpus import Corpus


def as_text(corpus: Corpus, found: Found, lang: str) -> Iterator[str]:
    """Lines: an act, then each of its findings with line number and words."""
    places = Places(corpus)
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
    """The code; of a repair, which tells what stood before, with its place as ``refuse`` in act.toml takes it."""
    repair = finding.code.startswith("source.") and any(name == "before" for name, _ in finding.params)
    return f"{finding.code}@{finding.span.start}" if repair and finding.span else finding.code
