"""Lines → paragraphs: every named repair in its order.

1. source.page-furniture   running heads known by their place on the paper
   source.contents         the list of parts of a long act
   source.displaced-link   words of a line in reading order
2. source.bullet, source.flattened-table   grouping by the layout
3. source.heading-misuse   marks that mean nothing
4. source.page-break, source.page-furniture   halves of a paragraph
5. source.torn-word        halves of a word
6. source.torn-signature   a signatory after the post

Every visible character of the source stands in exactly one paragraph, but for
page furniture, which its finding names.
"""

from __future__ import annotations

from nqs_docs.clauses.grouping import drafts
from nqs_docs.clauses.paragraph import Paragraph
from nqs_docs.clauses.repair_breaks import page_breaks, page_furniture
from nqs_docs.clauses.repair_contents import contents
from nqs_docs.clauses.repair_links import displaced_links
from nqs_docs.clauses.repair_marks import heading_misuse
from nqs_docs.clauses.repair_torn import torn_signatures, torn_words
from nqs_docs.clauses.repairs import Ledger, Printed
from nqs_docs.findings import Finding
from nqs_docs.sources.line import Source


def paragraphs(
    source: Source, refused: frozenset[tuple[str, int]] = frozenset()
) -> tuple[tuple[Paragraph, ...], tuple[Finding, ...]]:
    """The paragraphs of a source and the repairs made on the way.

    ``refused`` holds ``(code, start)`` of repairs not to be made: the code of a
    finding and the start of its span.
    """
    ledger = Ledger(source, refused)
    printed: list[Printed | None] = [ledger.printed(line) if line.visible else None for line in source.lines]
    page_furniture(ledger, printed)
    contents(ledger, printed)
    displaced_links(ledger, printed)
    found = drafts(ledger, printed)
    heading_misuse(ledger, found)
    found = page_breaks(ledger, found)
    for draft in found:
        if len(draft.lines) > 1 and draft.cells is None:
            torn_words(ledger, draft)
    torn_signatures(ledger, found)
    return tuple([ledger.paragraph(draft) for draft in found]), ledger.findings()
