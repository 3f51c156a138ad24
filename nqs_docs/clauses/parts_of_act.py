"""The parts of an act: the order with its signature and agreement, documents, forms.

Points and everything below them is ``structure``'s; here it is decided which
paragraphs are the preamble, the signature, a heading, the lines of a form.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby, takewhile

from msgspec.structs import replace

from nqs_docs.clauses import instructions
from nqs_docs.clauses.act import Kind, Run, Unit, text_of
from nqs_docs.clauses.continuation import finished, goes_on
from nqs_docs.clauses.growing import Node
from nqs_docs.clauses.labels import Label, read_label
from nqs_docs.clauses.piece import Piece, merged, span_of
from nqs_docs.clauses.quotations import Quotation, quotations
from nqs_docs.clauses.scopes import Scope, cut, enacts, head_noun, is_agreement
from nqs_docs.clauses.structure import StructureReader, pieces_of, table_row
from nqs_docs.findings import Finding, error, warning

# "Қазақстан Республикасы", "Еңбек … министрі", "С. Жакупова": what a signature is made of.
_SIGNATURE = re.compile(
    r"^қазақстан республикасы(?!\w)|министр|төраға|атқарушы(?!\w)|басшысы$|хатшысы"
    r"|^республики казахстан$|^председатель|^руководитель|исполняющ\w+ обязанности"
    r"|^[а-яәғқңөұүһіё]\.\s?(?:[а-яәғқңөұүһіё]\.\s?)?\w+$"
)
_LONGEST_SIGNATURE_LINE = 160
_FORM = re.compile(r"^нысан(?:\W|$)|^\d+-нысан(?:\W|$)|^форма(?:\s+\d+)?$")
_EXPLAINS = re.compile(
    r"толтыру\w*\s+(?:жөнінде|бойынша|туралы|үшін)\w*\s.*(?:түсінді|түсіні|нұсқау)"
    r"|^(?:пояснение|инструкция)\s.*(?:по|о|к)\s+заполнени"
)
_BLANK = "___"
_TAB = 30  # characters of a word on a tab at most
_TEXT_ENDS = (".", ";", ":", ",")


def read_order(root: Node, pieces: Sequence[Piece]) -> list[Finding]:
    """Preamble, points, signature and agreement blocks of the order, after its head."""
    findings: list[Finding] = []
    start = _read_preamble(root, pieces, findings)
    agreed = next((at for at in range(start, len(pieces)) if is_agreement(pieces[at])), len(pieces))
    signed = _signature_start(pieces, start, agreed)
    findings += read_structure(root, pieces[start:signed])
    if signed < agreed:
        signature = root.add(Node(Kind.SIGNATURE))
        for piece in pieces[signed:agreed]:
            _leaf(signature, piece)
    elif not root.children or pieces:
        findings.append(warning("clause.no-signature"))
    _read_agreements(root, pieces[agreed:])
    return findings


def _read_preamble(root: Node, pieces: Sequence[Piece], findings: list[Finding]) -> int:
    """Adds the preamble; gives the index of the piece after it."""
    limit = next((at for at, piece in enumerate(pieces) if _is_label(piece)), len(pieces))
    end = next((at + 1 for at in range(limit) if enacts(pieces[at])), 0)
    if not end:
        findings.append(warning("clause.no-preamble"))
        return 0
    above = pieces[: _above_preamble(pieces[:end])]
    if above:
        words = " ".join(piece.text for piece in above)
        findings.append(warning("clause.above-preamble", span=span_of(above[0].runs), words=words))
    for piece in above:
        _leaf(root, piece)
    preamble = root.add(Node(Kind.PREAMBLE))
    for piece in pieces[len(above) : end]:
        _leaf(preamble, piece)
    return end


def _above_preamble(pieces: Sequence[Piece]) -> int:
    """How many paragraphs above the preamble are none of it: "Мәтін" ∥ "Ақпарат", the tabs of a saved page.

    A preamble is one sentence; several short paragraphs from which no sentence goes on are none of it.
    """
    short = takewhile(
        lambda piece: len(piece.text) <= _TAB and not piece.cells and not finished(piece.text), pieces[:-1]
    )
    above = [piece.text for piece in short]
    closed = sum(not goes_on(text) for text in above) > 1
    return len(above) if closed and not pieces[len(above)].text[:1].islower() else 0


def _is_label(piece: Piece) -> bool:
    label = read_label(piece.folded)
    return label is not None and label.kind is Kind.POINT


def without_corner(order: Scope, head: int) -> tuple[Scope, Scope | None]:
    """The order, and a document that stands after its signature though its corner is lost.

    Such a document shows by its title (a heading that names one: "… қағидалары")
    and by points or chapters that begin again below it. ``head``: how many pieces
    the head of the order takes.
    """
    pieces = order.pieces
    signed = next((at for at in range(max(head, 1), len(pieces)) if _signs(pieces[at], pieces[at - 1])), len(pieces))
    for at in range(signed + 1, len(pieces) - 1):
        label = _label_of(pieces[at + 1])
        titled = _label_of(pieces[at]) is None and bool(head_noun(pieces[at].text))
        if titled and label is not None and label.number == "1" and label.kind is not Kind.SUBPOINT:
            return replace(order, pieces=pieces[:at]), Scope(Kind.DOCUMENT, (), (), pieces[at:])
    return order, None


def _signs(piece: Piece, before: Piece) -> bool:
    """Whether the signature may begin here: a post or a name after a finished paragraph."""
    finished = before.folded.rstrip().endswith((".", ";", '"'))
    return finished and _may_sign(piece) and bool(_SIGNATURE.search(piece.lower.strip()))


def _signature_start(pieces: Sequence[Piece], start: int, end: int) -> int:
    """Where the signature begins: the last lines that bear a post or a name and no sign at their end."""
    first = end
    while first > start and _may_sign(pieces[first - 1]):
        first -= 1
    return next((at for at in range(first, end) if _SIGNATURE.search(pieces[at].lower.strip())), end)


def _may_sign(piece: Piece) -> bool:
    text = piece.folded.strip()
    if len(text) > _LONGEST_SIGNATURE_LINE or text.endswith(_TEXT_ENDS[:3]):
        return False
    return read_label(piece.folded) is None and not text.startswith('"')


def _read_agreements(root: Node, pieces: Sequence[Piece]) -> None:
    """A block for each КЕЛІСІЛДІ; one that lacks it begins where the state is named again."""
    block: Node | None = None
    named = False
    for piece in pieces:
        names = piece.lower.lstrip().startswith("қазақстан республикасы")
        if block is None or is_agreement(piece) or (names and named):
            block = root.add(Node(Kind.AGREEMENT))
            named = False
        named = named or names or (is_agreement(piece) and "қазақстан республикасы" in piece.lower)
        _leaf(block, piece)


def read_structure(root: Node, pieces: Sequence[Piece]) -> list[Finding]:
    """Points and what is below them, quoted new text left as it is quoted."""
    found = quotations([piece.lower for piece in pieces])
    introducers = {quotation.introducer for quotation in found}
    quoted = frozenset(at for quotation in found for at in range(quotation.first, quotation.last + 1)) - introducers
    others = [at for at in range(len(pieces) if found else 0) if at not in quoted and at not in introducers]
    directing = introducers.union(at for at in others if instructions.is_boundary(pieces[at].lower))
    reader = StructureReader(root)
    reader.read(pieces, quoted, frozenset(directing))
    return reader.findings + [finding for quotation in found for finding in _odd_quotation(quotation, pieces)]


def _odd_quotation(quotation: Quotation, pieces: Sequence[Piece]) -> list[Finding]:
    """Findings on the marks of one quotation."""
    first, last = pieces[quotation.first], pieces[quotation.last]
    span = span_of((*first.runs, *last.runs))
    words = pieces[quotation.introducer].text[-120:].strip()
    result: list[Finding] = []
    if not quotation.opened:
        result.append(error("clause.quotation-not-opened", span=span, instruction=words))
    if not quotation.closed:
        result.append(error("clause.quotation-not-closed", span=span, instruction=words))
    if quotation.shared_open or quotation.shared_close:
        result.append(warning("clause.quotation-shared-mark", span=span, instruction=words))
    return result


def read_document(root: Node, scope: Scope, *, form: bool | None = None) -> list[Finding]:
    """Corners, title and text of an approved document or appendix.

    A form (blanks, "Нысан") is read line by line: its numbers are labels of blanks, not
    points that an instruction could name.
    """
    for corner in scope.corners:
        root.add(Node(Kind.CORNER, runs=corner.runs, paragraph=corner.paragraph))
    whole = list(scope.pieces)
    explained = _explanation_at(whole)
    pieces = whole[:explained]
    flat = _is_form(pieces, scope.kind) if form is None else form
    title = _title_at(pieces, flat)
    for piece in pieces[: title if title is not None else 0]:
        _leaf(root, piece)
    findings: list[Finding] = []
    start = 0
    if title is None:
        findings.append(warning("clause.no-title", span=span_of(pieces[0].runs) if pieces else None))
    else:
        start = _add_heading(root, pieces, title)
    if scope.kind is Kind.DOCUMENT:
        findings += _name(root, scope, pieces)
    elif title is not None and explains_form(pieces[title].lower):
        root.name = head_noun(pieces[title].text)
    read = _read_form if flat else read_structure
    findings += read(root, pieces[start:])
    if explained < len(whole):
        below = Scope(Kind.APPENDIX, (), (), tuple(whole[explained:]))
        findings += read_document(root.add(Node(Kind.APPENDIX)), below, form=False)
    return findings


def read_quoted(
    kind: Kind, leaves: Sequence[tuple[Run, ...]], rows: Sequence[Sequence[tuple[Run, ...]]] = ()
) -> Unit | None:
    """A document or an appendix quoted as a whole, with its corner if that is quoted; None for more than one."""
    scopes = [scope for scope in cut(pieces_of(leaves, rows)) if scope.pieces]
    if len(scopes) != 1 or len(scopes[0].corners) > 1:
        return None
    root = Node(kind)
    read_document(root, replace(scopes[0], kind=kind))
    return root.unit()


def explains_form(title: str) -> bool:
    """Whether a folded title is that of the explanation of a form: "… нысанын толтыру жөніндегі түсіндірме"."""
    return _EXPLAINS.search(title) is not None


def _explanation_at(pieces: Sequence[Piece]) -> int:
    """Where the explanation of a form begins below it, by its title and the numbering that begins again.

    "… нысанын толтыру жөніндегі түсіндірме": an instruction "… есепте" does not reach into it.
    """
    for at in range(1, len(pieces) - 1):
        if explains_form(pieces[at].lower) and _label_of(pieces[at]) is None and head_noun(pieces[at].text):
            after = (_label_of(piece) for piece in pieces[at + 1 : at + 3])
            if any(label is not None and label.number == "1" for label in after):
                return at
    return len(pieces)


def _name(root: Node, scope: Scope, pieces: list[Piece]) -> list[Finding]:
    """Names a document by the head noun of its title."""
    heading = next((child for child in root.children if child.kind is Kind.HEADING), None)
    text = text_of(heading.runs) if heading is not None else ""
    root.name = head_noun(text) or next((head_noun(p.text) for p in pieces[:3] if _FORM.match(p.lower.strip())), "")
    if root.name or len(scope.corners) > 1:
        return []
    words = re.findall(r"[^\W\d_]+", text.lower())
    root.name = words[-1] if words else "құжат"
    span = span_of(pieces[0].runs) if pieces else None
    return [warning("clause.document-noun-unknown", span=span, name=root.name)] if words else []


def _is_form(pieces: Sequence[Piece], kind: Kind) -> bool:
    """Whether the lines are a blank to be filled in."""
    if any(_FORM.match(piece.lower.strip()) for piece in pieces[:4]):
        return True
    blanks = sum(_BLANK in piece.text for piece in pieces)
    points = sum(_is_label(piece) for piece in pieces)
    headed = any(label is not None and label.kind is Kind.CHAPTER for label in map(_label_of, pieces))
    return blanks > 0 and not headed and blanks * (1 if kind is Kind.APPENDIX else 2) > points


def _label_of(piece: Piece) -> Label | None:
    return read_label(piece.folded) if not piece.cells else None


def _title_at(pieces: Sequence[Piece], flat: bool) -> int | None:
    """The piece that is the title: marked as one by the source, else the first that can be."""
    marked = _marked_title(pieces)
    if marked is not None:
        return marked
    for at, piece in enumerate(pieces[:_TITLE_WITHIN]):
        if piece.cells or (read_label(piece.folded) is not None and not flat):
            return None
        if _may_be_title(piece) and (not flat or piece.folded.strip().rstrip("*").isupper()):
            return at
    return None


_TITLE_WITHIN = 30
_TITLE_INDENT = 2


def _marked_title(pieces: Sequence[Piece]) -> int | None:
    """The first piece printed as a heading, in bold or (web pages) hardly indented, before any numbered text."""
    for at, piece in enumerate(pieces[:_TITLE_WITHIN]):
        if at == 0 and sum(map(bool, piece.cells)) == 1 and len(pieces) > 1 and len(pieces[1].cells) > 1:
            return at  # a row of one cell holds the title of the whole table
        if piece.cells or read_label(piece.folded) is not None:
            return None
        set_apart = piece.centered or (0 < piece.indent <= _TITLE_INDENT and len(piece.lines) <= 3)
        marked = piece.heading or piece.bold or set_apart
        if marked and _may_be_title(piece):
            return at
    return None


def _may_be_title(piece: Piece) -> bool:
    text = piece.folded.strip()
    return _BLANK not in text and not _FORM.match(piece.lower.strip()) and not text.endswith(_TEXT_ENDS)


def _add_heading(root: Node, pieces: Sequence[Piece], title: int) -> int:
    """Adds the title, over as many headings as it is printed on; gives the index after it."""
    after = title + 1
    while after < len(pieces) and _continues_title(pieces[title:after], pieces[after]):
        after += 1
    whole = merged(list(pieces[title:after]))
    root.add(Node(Kind.HEADING, runs=whole.runs, paragraph=whole.paragraph))
    return after


def _continues_title(title: Sequence[Piece], piece: Piece) -> bool:
    """Whether a title that names no document yet goes on in a piece marked as it is."""
    alike = title[0].heading == piece.heading and title[0].bold == piece.bold and bool(piece.heading or piece.bold)
    if not alike or piece.cells or read_label(piece.folded) is not None:
        return False
    return not any(head_noun(part.text) for part in title) and bool(head_noun(piece.text))


def _read_form(root: Node, pieces: Sequence[Piece]) -> list[Finding]:
    """The lines of a form, tables as tables."""
    for tabular, group in groupby(pieces, key=lambda piece: bool(piece.cells)):
        table = root.add(Node(Kind.TABLE)) if tabular else root
        for piece in group:
            table.add(table_row(piece) if tabular else Node(Kind.INDENT, runs=piece.runs, paragraph=piece.paragraph))
    return []


def _leaf(holder: Node, piece: Piece) -> None:
    holder.add(Node(Kind.INDENT, runs=piece.runs, paragraph=piece.paragraph))
