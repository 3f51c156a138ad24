"""What a Word document says elsewhere of its paragraphs: styles, and numbers that exist only as list formatting."""

from __future__ import annotations

import re

from lxml.etree import _Element as Element
from msgspec import Struct
from msgspec.structs import replace

from nqs_docs.sources.list_numbers import number_text
from nqs_docs.sources.package import attribute, child, children, number

_DEEPEST = 20  # styles based on one another
_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_OFF = ("0", "false", "off", "none")
_HEADING = re.compile(r"(?:heading|заголовок|тақырып) ?([1-6])", re.I)


class Level(Struct, frozen=True):
    """A level of a list: how its number is written."""

    form: str = "decimal"
    text: str = ""
    start: int = 1
    gap: str = " "  # between the number and the text
    restart: int | None = None  # 0: goes on under the next number of a higher level
    plain: bool = False  # every number of it in digits
    style: str = ""  # paragraphs of this style are of this level


class Label(Struct, frozen=True):
    """What stands before a paragraph of a list."""

    text: str
    bullet: bool = False
    unknown: str = ""  # a form of numbers that is not known


def on(element: Element | None) -> bool:
    """Whether a switch is on: there, and not turned off."""
    return element is not None and attribute(element, "val").lower() not in _OFF


class Styles:
    """The styles of a document, each with those it is based on."""

    def __init__(self, root: Element | None) -> None:
        found = children(root, "style")
        self._styles = {attribute(one, "styleId"): one for one in found}
        paragraphs = [one for one in found if attribute(one, "type") == "paragraph"]
        default = [one for one in paragraphs if attribute(one, "default") in ("1", "true", "on")]
        self._default = attribute(default[0], "styleId") if default else ""

    def chain(self, style: str, *, paragraph: bool = False) -> list[Element]:
        """A style and those it is based on, nearest first."""
        result: list[Element] = []
        style = style or (self._default if paragraph else "")
        while style in self._styles and len(result) < _DEEPEST:
            result.append(self._styles[style])
            style = attribute(child(result[-1], "basedOn"), "val")
        return result

    def has(self, chain: list[Element], *path: str) -> bool | None:
        """Whether a switch of the styles is on; None where none of them says."""
        found = next((one for one in (child(style, *path) for style in chain) if one is not None), None)
        return on(found) if found is not None else None

    def first(self, own: Element | None, chain: list[Element], name: str, key: str = "val") -> str:
        """A property of a paragraph: its own, else that of the nearest style which has it."""
        places = [child(own, name), *(child(style, "pPr", name) for style in chain)]
        return next((value for value in (attribute(place, key) for place in places) if value), "")

    def heading(self, chain: list[Element]) -> int:
        """The level of heading that the styles make, 0 for none."""
        for style in chain:
            level = child(style, "pPr", "outlineLvl")
            if level is not None:
                return outline(level)
            named = _HEADING.fullmatch(attribute(child(style, "name"), "val"))
            if named:
                return int(named[1])
        return 0


def outline(level: Element | None) -> int:
    """A heading's level by its place in the outline, 0 for text of the body."""
    found = number(attribute(level, "val"), 9) + 1 if level is not None else 0
    return found if 0 < found <= 6 else 0


class Numbers:
    """Counts the paragraphs of a document's lists, as Word does."""

    def __init__(self, root: Element | None) -> None:
        self._abstract = {attribute(one, "abstractNumId"): one for one in children(root, "abstractNum")}
        self._lists = {attribute(one, "numId"): one for one in children(root, "num")}
        self._counts: dict[str, list[int | None]] = {}
        self._started: set[str] = set()
        self._levels: dict[str, tuple[str, list[Level]]] = {}

    def level_of_style(self, list_id: str, style: str) -> int:
        """The level that paragraphs of a style have in a list, where the style alone makes them numbered."""
        _, levels = self._of(list_id)
        return next((at for at, level in enumerate(levels) if style and level.style == style), 0)

    def label(self, list_id: str, at: int) -> Label | None:
        """The label of the next paragraph on a level of a list; None where there is no such list."""
        key, levels = self._of(list_id)
        if not levels:
            return None
        at = min(max(at, 0), _LEVELS - 1)
        counts = self._counts.setdefault(key, [None] * _LEVELS)
        self._start(list_id, counts)
        now = counts[at]
        counts[at] = levels[at].start if now is None else now + 1
        for deeper in range(at + 1, _LEVELS):
            restart = levels[deeper].restart
            if restart is None or (restart and at < restart):
                counts[deeper] = None
        level = levels[at]
        if level.form == "bullet":
            return Label("- ", bullet=True)
        text, unknown = level.text, ""
        for place in set(_PLACE.findall(level.text)):
            upper = int(place) - 1
            count = counts[upper]
            value = levels[upper].start if count is None else count
            written = number_text(value, "decimal" if level.plain else levels[upper].form)
            unknown = unknown or ("" if written is not None else levels[upper].form)
            text = text.replace(f"%{place}", written or "")
        return Label(text + level.gap if text.strip() else "", unknown=unknown)

    def _start(self, list_id: str, counts: list[int | None]) -> None:
        """Where a list of its own begins anew, its first paragraph does."""
        if list_id in self._started:
            return
        self._started.add(list_id)
        for change in self._lists[list_id]:
            begin = child(change, "startOverride")
            at = number(attribute(change, "ilvl"), -1)
            if begin is not None and 0 <= at < _LEVELS:
                counts[at] = None

    def _of(self, list_id: str) -> tuple[str, list[Level]]:
        """The key under which a list counts, and its levels."""
        if list_id not in self._levels:
            self._levels[list_id] = self._read(list_id)
        return self._levels[list_id]

    def _read(self, list_id: str) -> tuple[str, list[Level]]:
        own = self._lists.get(list_id)
        key = attribute(child(own, "abstractNumId"), "val")
        abstract = self._abstract.get(key)
        linked = attribute(child(abstract, "numStyleLink"), "val")
        if linked:
            other = (one for one in self._abstract.items() if attribute(child(one[1], "styleLink"), "val") == linked)
            key, abstract = next(other, (key, abstract))
        if own is None or abstract is None:
            return "", []
        levels = [Level(form="none")] * _LEVELS
        changes = children(own, "lvlOverride")
        for one in [*children(abstract, "lvl"), *(level for change in changes for level in children(change, "lvl"))]:
            at = number(attribute(one, "ilvl"), -1)
            if 0 <= at < _LEVELS:
                levels[at] = _level(one)
        for one in own:
            begin = child(one, "startOverride")
            at = number(attribute(one, "ilvl"), -1)
            if begin is not None and 0 <= at < _LEVELS:
                levels[at] = replace(levels[at], start=number(attribute(begin, "val"), 1))
        return key, levels


def _level(element: Element) -> Level:
    restart = child(element, "lvlRestart")
    gap = {"nothing": "", "space": " "}.get(attribute(child(element, "suff"), "val"), " ")
    level = Level(
        form=attribute(child(element, "numFmt"), "val") or "decimal",
        text=attribute(child(element, "lvlText"), "val"),
        start=number(attribute(child(element, "start"), "val"), 1),
        gap=gap,
        plain=on(child(element, "isLgl")),
        style=attribute(child(element, "pStyle"), "val"),
    )
    return replace(level, restart=number(attribute(restart, "val"))) if restart is not None else level
