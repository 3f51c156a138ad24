"""What ``make run`` tells in the end: acts, redactions, instructions, gaps, files.

``python -m nqs_docs.cli.overview OUTPUT DATE…`` counts what the corpus of the
current folder gives on those dates and the edition files that OUTPUT holds.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from nqs_docs.cli.terminal import say
from nqs_docs.editions.edition import Status
from nqs_docs.editions.library import Library
from nqs_docs.findings import Severity
from nqs_docs.publish.document import document
from nqs_docs.store.checking import collected
from nqs_docs.store.corpus import Corpus, open_corpus

_CORPUS = Path("corpus")


def overview(corpus: Corpus, output: Path, days: Sequence[date]) -> Iterator[str]:
    """The lines of the summary."""
    library, held = corpus.library(), set(corpus.ids())
    yield from ("", say("overview.acts", held=len(held), partial=len(library.act_ids()) - len(held)))
    for act_id in library.act_ids():
        yield _act(library, act_id, act_id in held, days)
    yield from ("", say("overview.instructions"))
    yield from filter(None, (_instructions(library, act_id) for act_id in corpus.ids()))
    found = Counter(f.severity for findings in collected(corpus).values() for f in findings)
    yield from ("", say("overview.findings", errors=found[Severity.ERROR], warnings=found[Severity.WARNING]))
    files = [file for day in days for file in output.glob(f"*_{day.isoformat()}.*")]
    yield say("overview.files", count=len(files), folder=output)


def _act(library: Library, act_id: str, held: bool, days: Sequence[date]) -> str:
    citation, redactions, doubtful = library.citation(act_id), library.dates(act_id), library.estimated_dates(act_id)
    return say(
        "overview.act" if held else "overview.partial-act",
        act=act_id,
        number=citation.number,
        dates=", ".join(f"{'≈' * (day in doubtful)}{day:%d.%m.%Y}" for day in redactions) or "-",
        gaps="; ".join(f"{day:%d.%m.%Y}: {document(library.edition(act_id, day)).gaps}" for day in days),
    )


def _instructions(library: Library, act_id: str) -> str:
    """How many instructions an order gives and what became of them; "" for an order that amends nothing."""
    outcomes = library.outcomes(act_id)
    if not outcomes:
        return ""
    count = Counter(outcome.status for outcome in outcomes)
    shown = {status.name.lower(): count[status] for status in Status}
    return say("overview.order", act=act_id, number=library.citation(act_id).number, all=len(outcomes), **shown)


def main(arguments: Sequence[str]) -> None:
    """Print the summary of the corpus in the current folder."""
    for line in overview(open_corpus(_CORPUS), Path(arguments[0]), [date.fromisoformat(day) for day in arguments[1:]]):
        print(line)


if __name__ == "__main__":
    main(sys.argv[1:])
