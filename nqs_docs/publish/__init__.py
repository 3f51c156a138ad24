"""Publish: an edition, or one unit of it, as a document to read.

In: an ``Edition`` and the path of a unit (``()`` for the whole act). Out: a
``Document``, a flat list of blocks in printed order, and from it a file in each
format. Every writer sees the same blocks, so that no two formats can say
different things:

``document``  edition + path -> blocks: one paragraph each, table rows with their
              cells, a corner as one line, and what is *not* there: a line in place
              of a text that is not held or comes into force later. Those lines are
              part of the text and stand in every format. Deleted numbers and
              editorial notes stand there on demand.
``names``     the words of those lines, and of acts.
``remarks``   what a reader must be told beside the text: estimated dates,
              instructions that could not be applied, how many gaps there are; what a
              redline says of its changes, and its rows as writers print them.
``text``, ``markdown``, ``json``, ``html``, ``word_body``   the writers: ``write(document)``; ``json`` has the
              values of redlines, instructions and histories too.
``pdf``       and its template ``pdf_edition.typ``: the page of the Word edition, for the archive.
``ooxml``     the parts of a Word file; ``word_body`` says how blocks stand on its pages.
``akn``, ``akn_…``   Akoma Ntoso: the act, its units, its instructions, its meta.

An official document is Kazakh, so lines and remarks inside files are Kazakh
whatever language the user reads messages in; the same edition gives the same bytes.
Of the wording nothing is changed here: labels, quotes and errors are as printed.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Callable

    from nqs_docs.publish.document import Document
    from nqs_docs.redlines.redline import Redline

#: File name extension -> module of its writer.
FORMATS = {
    "md": "markdown",
    "txt": "text",
    "json": "json",
    "html": "html",
    "docx": "word_body",
    "pdf": "pdf",
    "akn": "akn",
}
#: The same of a redline, with what it is asked for.
REDLINES = {"text": "text:write_redline", "html": "redline_html", "docx": "tracked", "table": "table", "json": "json"}
#: How its files end, where that is not its name: programs that know no Akoma Ntoso see XML.
ENDINGS = {"akn": "akn.xml"}


def write(document: Document, form: str) -> bytes:
    """The document as a file of one of ``FORMATS``: a text in UTF-8, a newline at its end, or a binary file."""
    return _written(FORMATS[form], document)


def write_redline(redline: Redline, form: str, *more: object) -> bytes:
    """The redline as a file of one of ``REDLINES``; ``more``: the language and colours of "text"."""
    return _written(REDLINES[form], redline, *more)


def _written(writer: str, *given: object) -> bytes:
    module, _, verb = writer.partition(":")
    loaded = importlib.import_module(f"nqs_docs.publish.{module}")
    data = cast("Callable[..., str | bytes]", getattr(loaded, verb or "write"))(*given)
    return data.encode() if isinstance(data, str) else data
