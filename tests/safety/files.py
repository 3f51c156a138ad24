"""Orders as DOCX and PDF files, to be damaged: in the shapes of the publisher's, and our own editions of them."""

from __future__ import annotations

from datetime import date
from functools import cache

import typst

from nqs_docs.clauses.from_lines import read_act
from nqs_docs.editions.library import compile_acts
from nqs_docs.publish.document import document
from nqs_docs.publish.word_body import write
from nqs_docs.sources.read import read
from tests.safety.inputs import orders
from tests.sources.documents import document as word
from tests.sources.printing import prints, typst_page
from tests.sources.shapes import blocks


@cache
def documents() -> tuple[bytes, ...]:
    """Orders as DOCX, their numbers as text and as list formatting, and editions of them."""
    acts = [read_act(read(data, "order.txt"))[0] for data in orders()]
    editions = [compile_acts({act.id: act}, {act.id: ()}).edition(act.id, date(2026, 8, 1)) for act in acts]
    own = [write(document(edition, notes=True)) for edition in editions]
    shapes = [blocks(read(data, "order.txt")) for data in orders()]
    return (*own, *(word(shape, numbered=numbered) for shape in shapes for numbered in (False, True)))


@cache
def printed() -> tuple[bytes, ...]:
    """Orders as PDF, the long ones as far as one page shows."""
    pages = [typst_page(prints(read(data, "order.txt"))[:40], head="") for data in orders()]
    return tuple(typst.compile(text.encode()) for text in pages)
