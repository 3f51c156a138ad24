"""A redline as one page that needs nothing but itself, and no script.

Each changed unit is a section with its eId for an anchor, its causes, and links to
the changes before and after it. Two radio buttons choose between the old text beside
the new one and both in one text. Deleted words are struck and inserted ones
underlined, so that no colour says anything alone; what is not held is a line in a
frame, never an empty place. The page is Kazakh like the documents it is about.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import groupby, zip_longest
from pathlib import Path

from nqs_docs.clauses.act import Address
from nqs_docs.clauses.address import eid
from nqs_docs.editions.edition import Edition
from nqs_docs.findings import NoSuchUnit
from nqs_docs.language.messages import DEFAULT, message
from nqs_docs.publish.remarks import because, changes, faces, heading, lines, nothing, unit_name, what
from nqs_docs.redlines.compare import between
from nqs_docs.redlines.redline import Change, ChangedUnit, Piece, Redline, Row

_Changed = tuple[ChangedUnit, tuple[Row, ...]]  # a unit with its lines
_TAGS = {Change.INSERTED: "ins", Change.DELETED: "del"}
#: The words that a column does not have.
_WITHOUT = {"old": frozenset({Change.INSERTED}), "new": frozenset({Change.DELETED})}


def write(redline: Redline) -> str:
    """A file: the page."""
    name = escape(heading(redline))
    return (
        f'<!DOCTYPE html>\n<html lang="kk">\n<head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{name}</title>\n<style>\n{style()}</style></head>\n'
        f"<body>\n<main><h1>{name}</h1>\n{changes_of(redline)}</main>\n</body>\n</html>\n"
    )


def style() -> str:
    """How ``changes_of`` looks."""
    return Path(__file__).with_name("redline_page.css").read_text(encoding="utf-8")


def changes_of(
    redline: Redline, kinds: frozenset[Change] = frozenset(Change), whole: bool = True, lang: str = DEFAULT
) -> str:
    """What is compared, the changes as a list of links, the two views, then each change.

    Of the changed units only those of ``kinds``; the text between them where ``whole``.
    ``lang`` is that of the words around the texts.
    """
    groups = [(unit, tuple(group)) for unit, group in groupby(lines(redline), key=lambda line: line.unit)]
    units = [(unit, shown) for unit, shown in groups if unit is not None and unit.kind in kinds]
    anchors = _anchors([unit for unit, _ in units])
    body = "\n".join(
        _section(redline, (unit, shown), anchors, lang) if unit else _unchanged(redline, shown, lang)
        for unit, shown in groups
        if (unit in anchors if unit else whole)
    )
    above = f"{_faces(redline, lang)}{_contents(redline, units, anchors, lang)}{_views(lang)}"
    return f'{above}<div class="changes">\n{body}\n</div>\n'


def wording_between(old: Edition, new: Edition, address: Address, lang: str = DEFAULT) -> str:
    """The lines of a unit beside its wording in another edition, nothing around them; "" where it is in neither."""
    try:
        redline = between(old, new, address)
    except NoSuchUnit:
        return ""
    shown = tuple(lines(redline))
    causes = {key: because(redline.causes[key], lang) for line in shown for key in line.causes}
    return "\n".join(_rows(shown, _doubtful(causes), lang))


def changed_of(redline: Redline, lang: str = DEFAULT) -> str:
    """The units that changed, each under its name: a part of a page that has others like it, so without anchors."""
    parts = []
    for unit, shown in changes(redline):
        rows = _spoken(redline, "\n".join(_rows(shown, {}, lang)), lang)
        parts.append(f"<p>{_named(redline, unit, lang)}: {escape(what(unit, shown, lang))}</p>\n{rows}")
    return "\n".join(parts)


def _anchors(units: list[ChangedUnit]) -> dict[ChangedUnit, str]:
    """An anchor for each unit: its eId, numbered where two have the same."""
    taken: dict[str, int] = {}
    found: dict[ChangedUnit, str] = {}
    for unit in units:
        name = eid(unit.address) if unit.address.steps else "act"
        taken[name] = taken.get(name, 0) + 1
        found[unit] = name if taken[name] == 1 else f"{name}-{taken[name]}"
    return found


def _faces(redline: Redline, lang: str) -> str:
    sides = ("".join(f"<p>{escape(line)}</p>" for line in face) for face in faces(redline, lang))
    return '<div class="faces">' + "".join(f"<div>{side}</div>" for side in sides) + "</div>\n"


def _contents(redline: Redline, units: list[_Changed], anchors: dict[ChangedUnit, str], lang: str) -> str:
    if not units:
        hidden = message("redline.none-shown", lang, count=len(redline.units)) if redline.units else ""
        return f"<p>{escape(hidden or nothing(redline, lang))}</p>\n"
    items = (
        f'<li><a href="#{anchors[unit]}">{_named(redline, unit, lang)}</a>: {escape(what(unit, shown, lang))}</li>\n'
        for unit, shown in units
    )
    count = message("redline.count", lang, count=len(units))
    return f"<nav><details open><summary>{count}</summary>\n<ol>\n{''.join(items)}</ol></details></nav>\n"


def _views(lang: str) -> str:
    """The radio buttons; what they choose is in the style."""
    button = '<input type="radio" name="view" id="{0}"{1}><label for="{0}">{2}</label>\n'
    views = {"side": " checked", "inline": ""}
    return "".join(button.format(name, checked, message(f"redline.{name}", lang)) for name, checked in views.items())


def _unchanged(redline: Redline, shown: tuple[Row, ...], lang: str) -> str:
    """The text between two changes, folded."""
    text = "\n".join(_paragraph(line, frozenset(), "") for line in shown)
    summary = message("redline.unchanged", lang, count=len(shown))
    return f'<details class="same"><summary>{summary}</summary>\n{_spoken(redline, text, lang)}\n</details>'


def _spoken(redline: Redline, text: str, lang: str) -> str:
    """The texts of acts among words of another language."""
    return text if lang == redline.new.lang else f'<div lang="{redline.new.lang}">{text}</div>'


def _named(redline: Redline, unit: ChangedUnit, lang: str) -> str:
    name = escape(unit_name(redline, unit))
    return name if lang == redline.new.lang else f'<span lang="{redline.new.lang}">{name}</span>'


def _section(redline: Redline, changed: _Changed, anchors: dict[ChangedUnit, str], lang: str) -> str:
    unit, shown = changed
    anchor, name = anchors[unit], _named(redline, unit, lang)
    inner = [key for line in shown for key in line.causes] if unit.address.steps else []  # no cause of the act itself
    causes = {key: because(redline.causes[key], lang) for key in (*unit.causes, *inner)}
    rows = _spoken(redline, "\n".join(_rows(shown, _doubtful(causes), lang)), lang)
    return (
        f'<section id="{anchor}">\n{_jump(list(anchors.values()), anchor, lang)}'
        f'<h2><a href="#{anchor}">{name}</a></h2>\n'
        f'<div class="what">{escape(what(unit, shown, lang))}{_causes(redline, causes, lang)}</div>\n{rows}\n</section>'
    )


def _doubtful(causes: dict[str, str]) -> dict[str, str]:
    """What words must say of their cause: nothing where a unit has only one, which stands above it."""
    return causes if len(causes) > 1 else {}


def _jump(anchors: list[str], here: str, lang: str) -> str:
    at = anchors.index(here)
    links = []
    if at:
        links.append(f'<a href="#{anchors[at - 1]}" rel="prev">↑ {message("redline.previous", lang)}</a>')
    if at + 1 < len(anchors):
        links.append(f'<a href="#{anchors[at + 1]}" rel="next">↓ {message("redline.next", lang)}</a>')
    return f'<p class="jump">{" · ".join(links)}</p>\n' if links else ""


def _causes(redline: Redline, causes: dict[str, str], lang: str) -> str:
    """Each event with the words of its instruction."""
    summary, items = f"<details><summary>{message('redline.instruction', lang)}</summary>", []
    for key, words in causes.items():
        operation = redline.causes[key].operation
        quoted = f"<blockquote>{escape(operation.instruction)}</blockquote>" if operation else ""
        more = f"{summary}{_spoken(redline, quoted, lang)}</details>" if operation else ""
        items.append(f"<li>{escape(words)}{more}</li>")
    return f"<ul>{''.join(items)}</ul>" if items else ""


def _rows(shown: tuple[Row, ...], causes: dict[str, str], lang: str) -> Iterator[str]:
    """Lines side by side: what went beside what came in its place."""
    for alone, group in groupby(shown, key=lambda line: line.kind in (Change.INSERTED, Change.DELETED)):
        found = tuple(group)
        gone = tuple(line for line in found if line.kind is Change.DELETED)
        came = tuple(line for line in found if line.kind is Change.INSERTED)
        pairs: list[tuple[tuple[Row, ...], tuple[Row, ...]]]
        if not alone:
            pairs = [((line,), (line,)) for line in found]
        elif any(line.unknown for line in found):  # nobody knows which paragraph answers to which
            pairs = [(gone, came)]
        else:
            pairs = [((old,) if old else (), (new,) if new else ()) for old, new in zip_longest(gone, came)]
        yield from (_row(old, new, causes, lang) for old, new in pairs)


def _row(old: tuple[Row, ...], new: tuple[Row, ...], causes: dict[str, str], lang: str) -> str:
    merged = old if old == new else (*old, *new)
    text = "".join(_paragraph(line, frozenset(), _title(line, causes)) for line in merged)
    if all(line.kind is Change.SAME for line in merged):
        return f'<div class="row"><div class="both">{text}</div></div>'
    sides = (_side(old, new, "old", causes, lang), _side(new, old, "new", causes, lang))
    return f'<div class="row">{"".join(sides)}<div class="merged">{text}</div></div>'


def _side(shown: tuple[Row, ...], other: tuple[Row, ...], side: str, causes: dict[str, str], lang: str) -> str:
    """One column of a row; an empty one says whether there is no text or none that is held."""
    if shown:
        text = "".join(_paragraph(line, _WITHOUT[side], _title(line, causes)) for line in shown)
        return f'<div class="{side}">{text}</div>'
    if any(line.unknown for line in other):
        return f'<div class="{side}"><p class="gap">{message("redline.no-text", lang)}</p></div>'
    return f'<div class="{side} none"></div>'


def _title(line: Row, causes: dict[str, str]) -> str:
    return "; ".join(causes[key] for key in line.causes if key in causes)


def _paragraph(line: Row, without: frozenset[Change], title: str) -> str:
    """A paragraph or a table row, without the words that one edition does not have.

    What is not held, and what nobody can compare with it, is neither struck nor underlined.
    """
    plain = line.gap or line.unknown
    cells = ["".join(_piece(piece, title, plain) for piece in cell if piece.op not in without) for cell in line.cells]
    if line.gap:
        return f'<p class="gap">{"".join(cells)}</p>'
    style = ' class="unknown"' if line.unknown else ""
    if len(cells) > 1:
        return f"<table{style}><tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr></table>"
    return f"<p{style}>{cells[0]}</p>"


def _piece(piece: Piece, title: str, plain: bool) -> str:
    words = escape(piece.text, quote=False)
    tag = _TAGS.get(piece.op)
    if tag is None or plain:
        return words
    return f'<{tag} title="{escape(title)}">{words}</{tag}>' if title else f"<{tag}>{words}</{tag}>"
