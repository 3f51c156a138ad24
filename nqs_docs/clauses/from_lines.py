"""A source, line by line, into an act: the clause tree with its notes as evidence."""

from __future__ import annotations

from datetime import date

from msgspec import structs

from nqs_docs.clauses.act import Act, Kind
from nqs_docs.clauses.aliases import aliases
from nqs_docs.clauses.citation import Requisites, registry_id
from nqs_docs.clauses.corners import Corner
from nqs_docs.clauses.growing import Node
from nqs_docs.clauses.head import Head, read_head
from nqs_docs.clauses.note_places import lift_stones, place, stone_notes
from nqs_docs.clauses.notes import lift, may_be_stone
from nqs_docs.clauses.paragraphs import paragraphs
from nqs_docs.clauses.parts_of_act import read_document, read_order, without_corner
from nqs_docs.clauses.piece import from_paragraph, span_of
from nqs_docs.clauses.scopes import Scope, cut, split_marks
from nqs_docs.findings import Finding, SourceError, warning
from nqs_docs.language.russian import is_russian
from nqs_docs.sources.line import Source

_SHOWN = 300  # characters of what stands above a title
_TELLING = 40  # paragraphs of an order that tell its language


def read_act(
    source: Source,
    *,
    published: date | None = None,
    taken: date | None = None,
    refused: frozenset[tuple[str, int]] = frozenset(),
    given: Requisites | None = None,
) -> tuple[Act, tuple[Finding, ...]]:
    """The act that ``source`` prints, and everything odd in it.

    ``refused`` names the repairs that are not to be made. A source without a key takes
    the registry id that its requisites give; ``given`` are those of a source that prints
    none. Raises ``SourceError`` with "source.no-identity" where no body, date and number
    of an order are found or given.
    """
    read, repaired = paragraphs(source, refused)
    whole = (from_paragraph(paragraph, number) for number, paragraph in enumerate(read))
    pieces, notes, findings = lift([part for piece in whole for part in split_marks(piece)])
    order, *scopes = cut(pieces)
    head = read_head(order.pieces, given)
    if head is None:
        raise SourceError("source.no-identity", file=source.name)
    citation = head.citation()
    if not source.key:
        key = registry_id(citation) or f"{citation.date:%Y%m%d}-{citation.number}"
        known = structs.replace(source, key=key)
        return read_act(known, published=published, taken=taken, refused=refused, given=given)
    tree = Node(Kind.ACT)
    own, lost = without_corner(order, head.used)
    findings += _read_order(tree, head, own)
    if lost is not None:
        findings.append(warning("clause.no-corner", span=span_of(lost.pieces[0].runs)))
    for scope in (*([lost] if lost is not None else []), *scopes):
        findings += _read_scope(tree, scope)
    stones = lift_stones(tree, {piece.paragraph for piece in pieces if may_be_stone(piece)})
    root = tree.unit()
    placed, odd = place(notes, tree, root)
    every = (*(_located(finding, source.key) for finding in source.findings), *repaired, *findings, *odd)
    return Act(
        id=source.key,
        citation=citation,
        registered=head.read.registered,
        root=root,
        notes=(*placed, *stone_notes(stones, root)),
        published=published,
        taken=taken,
        lang="ru" if is_russian(" ".join(piece.text for piece in order.pieces[:_TELLING])) else "kk",
        aliases=aliases(root, source),
    ), tuple(structs.replace(finding, act=finding.act or source.key) for finding in every)


def _located(finding: Finding, key: str) -> Finding:
    """A reader's finding, whose span does not name its source yet."""
    return structs.replace(finding, span=finding.span and structs.replace(finding.span, source=key))


def _read_order(tree: Node, head: Head, order: Scope) -> list[Finding]:
    node = tree.add(Node(Kind.ORDER))
    for child in head.nodes():
        node.add(child)
    findings = [] if head.title else [warning("clause.no-title")]
    if head.above:
        words = " ".join(piece.text for piece in head.above)
        findings.append(warning("clause.above-title", span=span_of(head.above[0].runs), words=words[:_SHOWN]))
    return findings + read_order(node, order.pieces[head.used :])


def _read_scope(tree: Node, scope: Scope) -> list[Finding]:
    """A document, or an appendix added to the document that its corner names."""
    if scope.kind is Kind.DOCUMENT:
        return read_document(tree.add(Node(Kind.DOCUMENT)), scope)
    reading = scope.readings[0]
    owner = _owner(tree, reading)
    findings: list[Finding] = []
    if reading.noun and owner.name != reading.noun:
        span = span_of(scope.corners[0].runs)
        findings.append(warning("clause.corner-of-other-document", span=span, noun=reading.noun, document=owner.name))
    return findings + read_document(owner.add(Node(Kind.APPENDIX, reading.label)), scope)


def _owner(tree: Node, reading: Corner) -> Node:
    """The last document of the noun that the corner names, else the last document."""
    documents = [child for child in tree.children if child.kind is Kind.DOCUMENT]
    named = [document for document in documents if document.name == reading.noun]
    return (named or documents)[-1]
