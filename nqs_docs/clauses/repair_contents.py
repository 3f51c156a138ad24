"""source.contents: the list of the parts of a long act, and the link from each part back to the whole.

The bank of editions splits an act that is too long for one page. Its first file ends in
"## Части документа" with a table of links ("| [`an001`](kaz/an001.md) | … |"), each part
begins with "↑ [Редакцияның толық мәтіні](../kaz.md)". Neither is a word of the act.
"""

from __future__ import annotations

import re

from nqs_docs.clauses.repairs import Ledger, Printed

_ROW = re.compile(r"\|[^|\n]*\]\((?:kaz|rus)/[^()\s]+\.md\)[^|\n]*\|.*\|\s*$")
_BACK = re.compile(r"\s*↑ \[[^\]\n]*\]\(\.\./(?:kaz|rus)\.md\)\s*$")
_REACH = 12  # lines from the heading of the list to its first row


def contents(ledger: Ledger, printed: list[Printed | None]) -> None:
    """Takes list and links out of what is read; the finding has their words."""
    lines = ledger.source.lines
    rows = [at for at, line in enumerate(lines) if line.raw.startswith("|") and _ROW.match(line.raw)]
    if not rows:
        return
    above = range(rows[0] - 1, max(rows[0] - _REACH, -1), -1)
    head = next((at for at in above if lines[at].heading), rows[0])
    stretches = [(head, rows[-1] + 1)]
    stretches += [
        (at, at + 1) for at, line in enumerate(lines) if line.raw.lstrip()[:1] == "↑" and _BACK.match(line.raw)
    ]
    for first, end in stretches:
        last = lines[end - 1]
        if ledger.repair("source.contents", lines[first].start, last.start + len(last.raw.rstrip()), ""):
            printed[first:end] = [None] * (end - first)
