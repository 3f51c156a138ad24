"""Word: an edition that looks like the official order.

14 pt Times on A4, points and subpoints with hanging indents, headings for the navigation
pane, corners at the top right of a new page, the signatory beside the office,
tables with lines, the page in the footer.
"""

from __future__ import annotations

from nqs_docs.clauses.act import Kind, child, text
from nqs_docs.editions.edition import Edition
from nqs_docs.publish import ooxml
from nqs_docs.publish.document import Document
from nqs_docs.publish.names import act_name
from nqs_docs.publish.remarks import face, title
from nqs_docs.publish.word_body import body, printed


def write(document: Document) -> bytes:
    """A file: what must be known of the edition, then its text."""
    head = ooxml.paragraph("Face", ooxml.run("\n".join(face(document))))
    about = properties(document, title(document), f"{document.on:%d.%m.%Y}")
    return ooxml.package(head + body(printed(document)), about)


def properties(edition: Edition | Document, name: str, version: str) -> ooxml.Properties:
    """What a file about an act says of itself; it is as old as the edition in it."""
    order = child(edition.root, Kind.ORDER)
    heading = child(order, Kind.HEADING) if order else None
    act = act_name(edition.citation, edition.act, edition.lang)
    return ooxml.Properties(
        title=name,
        subject=text(heading) if heading else act,
        identifier=edition.act,
        version=version,
        created=edition.on,
        author=edition.citation.body,
        keywords=f"{edition.act}; {act}; {version}",
    )
