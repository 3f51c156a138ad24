"""A form while it is being read: lines, the marks in them that leave room to write, and what is written there.

«_____», «_ _ _», «………», «.......», «– – – –» of any length are runs; «□», «☐», «[ ]» are
boxes; «|_|_|_|_|», «□□□□» are cells, a run with a place for each letter. A single sign is
one where only a blank has it: ``"_"``, «20_ ж.», «№ …». A mark is filled with holes,
each a slot of a draft: a field that has no name before all of them are found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from nqs_docs.forms.model import Field, FieldType, Item, Slot
from nqs_docs.publish.document import BlockKind

_BOX = r"(?:[□☐▢◻⬜❏❑]|\[\s?\])"
_MARK = re.compile(
    rf"(?P<cells>\|?(?:\s?_+\s?\|){{3,}}(?:\s?_+(?!\w))?|{_BOX}(?:\s?{_BOX}){{3,}})|(?P<box>{_BOX})"
    r"|(?:\+7\s?|\b8\s?)?\(_+\)\s?_+(?:[- ]?_+)*"  # a telephone: «+7 (___) ___-__-__»
    r"|(?:_\s){2,}_+|_{2,}|(?<![^\W_])_(?![^\W_])|(?<=\d)_(?=\s?[жг»\"])"
    r"|(?P<dots>(?:…|(?<![^\W\d_])\.|\.(?=[….]))(?:\s?[….])*)"
    r"|(?<!\S)(?:[-–—]{4,}|(?:[-–—] ){3,}[-–—])(?!\S)"
)
_WIDEST = 66  # signs that a line of the page holds
_FEWEST = 5  # dots that make a run; «…» are three
#: Before a single «…» that is one: «№ …», «"…"», «20… ж.»
_BEFORE_DOTS = re.compile(r"(?:№\s?|[«\"“(]|\b20)$")
#: One sign that stands for a run, so that a whole line can be matched.
RUN, BOX = "\ue000", "\ue001"


class Draft(Struct, eq=False):
    """A field without a name."""

    label: str
    type: FieldType
    required: bool
    context: str = ""  # what stands above it: "Тапсырыс беруші"
    name: str = ""  # where its label does not give it
    room: int = 0
    options: tuple[str, ...] = ()
    columns: tuple[Field, ...] = ()
    at_most: int = 0
    computed: str = ""  # "total" with the draft in ``rows`` and the column's name
    rows: Draft | None = None

    def hole(self, part: str = "", room: int = 0, rows: Draft | None = None) -> Hole:
        """A place for it, or for a part of it; in a row that repeats, for a column of ``rows``."""
        return Hole("", part, room, draft=self, rows=rows)


class Hole(Slot, frozen=True, kw_only=True):
    """A slot whose field has no name yet."""

    draft: Draft
    rows: Draft | None


Rough = str | Hole


class Mark(Struct, eq=False):
    """A run or a box, as printed."""

    text: str
    box: bool = False
    cells: bool = False  # a place for each letter
    dated: bool = False  # the words around it are those of a date
    holes: tuple[Rough, ...] = ()  # what stands in its place

    @property
    def room(self) -> int:
        """Signs of the run, no more than a line of the page has; one of «…» is as wide as three."""
        if self.cells:
            return len(re.findall(rf"_+|{_BOX}", self.text))
        printed = self.text.replace(" ", "")
        return min(max(len(printed) + 2 * printed.count("…"), 1), _WIDEST)


Part = str | Mark | Hole


class Line(Struct, eq=False):
    """A paragraph of a form."""

    parts: list[Part]  # none of them empty
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    caption: bool = False  # explains the line above it

    @property
    def heading(self) -> bool:
        """Whether it names the form."""
        return self.kind in (BlockKind.HEADING, BlockKind.CORNER)

    @property
    def shape(self) -> str:
        """The text with one sign for each mark."""
        return "".join(self._words(part, RUN, BOX) for part in self.parts)

    @property
    def text(self) -> str:
        """The fixed text."""
        return "".join(self._words(part, " ", " ") for part in self.parts)

    @property
    def marks(self) -> list[Mark]:
        """The marks, in printed order."""
        return [part for part in self.parts if isinstance(part, Mark)]

    @property
    def runs(self) -> list[Mark]:
        """Those of them that are no boxes."""
        return [mark for mark in self.marks if not mark.box]

    @property
    def free(self) -> list[Mark]:
        """The runs that no field has."""
        return [mark for mark in self.runs if not mark.holes]

    @property
    def item(self) -> Item:
        """The line with all that was found in it."""
        pieces = (part.holes or (part.text,) if isinstance(part, Mark) else (part,) for part in self.parts)
        return Item((tuple(one for some in pieces for one in some),), self.kind, self.level, self.caption)

    def around(self, mark: Mark) -> tuple[str, str]:
        """The words on both sides of a mark."""
        at = self.parts.index(mark)
        before, after = self.parts[at - 1] if at else "", self.parts[at + 1] if at + 1 < len(self.parts) else ""
        return before if isinstance(before, str) else "", after if isinstance(after, str) else ""

    @staticmethod
    def _words(part: Part, run: str, box: str) -> str:
        if isinstance(part, Mark):
            return box if part.box else run
        return part if isinstance(part, str) else part.part


def marked(text: str) -> bool:
    """Whether there is anything to fill in."""
    return any(map(_counts, _MARK.finditer(text)))


def cut(text: str) -> list[Part]:
    """A text as fixed parts and marks."""
    parts: list[Part] = []
    at = 0
    for match in filter(_counts, _MARK.finditer(text)):
        printed = match[0].rstrip()
        parts += [text[at : match.start()], Mark(printed, match["box"] is not None, match["cells"] is not None)]
        at = match.start() + len(printed)
    return [part for part in (*parts, text[at:]) if part != ""]


def _counts(match: re.Match[str]) -> bool:
    """Whether dots are a run, and not the end of a sentence or words left out."""
    dots = match["dots"]
    if dots is None:
        return True
    many = dots.count(".") + 3 * dots.count("…") >= _FEWEST
    return many or ("…" in dots and _BEFORE_DOTS.search(match.string, 0, match.start()) is not None)


def groups(text: str) -> list[tuple[int, int]]:
    """Where the outermost brackets of a text begin and end; one never closed goes to the end."""
    found, depth, start = [], 0, 0
    for at, sign in enumerate(text):
        if sign == "(":
            start = at if depth == 0 else start
            depth += 1
        elif sign == ")" and depth:
            depth -= 1
            if depth == 0:
                found.append((start, at + 1))
    return [*found, (start, len(text))] if depth else found


def masked(text: str, sign: str = " ") -> str:
    """The text with ``sign`` for each one that stands in brackets: all others keep their places."""
    for start, end in groups(text):
        text = text[:start] + sign * (end - start) + text[end:]
    return text


def bare(text: str) -> str:
    """The text without what stands in brackets."""
    return " ".join(masked(text).split())


def explained(line: Line, above: Line | None) -> Iterator[Line]:
    """A line below ``above``, captions told: brackets alone below a run.

    «_____ (атауы) _____ (мекенжайы)» is cut into lines.
    """
    for one in _cut(line):
        alone = not one.marks and bool(groups(one.text)) and not bare(one.text).strip(" .,;*")
        one.caption = alone and above is not None and (above.caption or bool(above.runs))
        yield one
        above = one


def _cut(line: Line) -> Iterator[Line]:
    """A line of nothing but runs and what explains them, as one line for each."""
    texts = [part for part in line.parts if isinstance(part, str) and part.strip()]
    if not line.runs or not texts or isinstance(line.parts[0], str) or any(bare(text).strip(" .,;") for text in texts):
        yield line
        return
    cells: list[list[Part]] = [[]]
    for part in line.parts:
        if isinstance(part, str) and groups(part):
            cells += [[part.strip()], []]
        else:
            cells[-1].append(part)
    yield from (Line(parts, line.kind, line.level) for parts in cells if parts)
