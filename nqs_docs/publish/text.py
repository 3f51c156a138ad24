"""Plain text: one paragraph a line, as ``nqs show`` prints it."""

from __future__ import annotations

from nqs_docs.publish.document import Document
from nqs_docs.publish.remarks import face


def lines(document: Document) -> str:
    """The blocks alone, a newline after each."""
    return "".join(f"{block.text}\n" for block in document.blocks)


def write(document: Document) -> str:
    """A file: which edition, what must be known of it, an empty line, the text."""
    head = "".join(f"[{line}]\n" for line in face(document))
    return f"{head}\n{lines(document)}"
