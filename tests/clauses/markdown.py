"""Acts written in tests as Markdown, and their trees as short outlines."""

from __future__ import annotations

from nqs_docs.clauses.act import Act, Kind, Unit, text_of
from nqs_docs.clauses.from_lines import read_act
from nqs_docs.findings import Finding
from nqs_docs.sources.read import read

HEAD = (
    "# Сынақ бұйрығы туралы\n\nҚазақстан Республикасы Еңбек министрінің 2024 жылғы 5 ақпандағы № 7 бұйрығы. "
    "Қазақстан Республикасының Әділет министрлігінде 2024 жылғы 9 ақпанда № 33999 болып тіркелді\n\nБҰЙЫРАМЫН:\n\n"
)
TAIL = "\n\n*Қазақстан Республикасы Еңбек министрі*\n\n*А. Ертаев*\n\n"
CORNER = "Қазақстан Республикасы  \nЕңбек министрі  \n2024 жылғы 5 ақпандағы  \n№ 7 бұйрығымен  \nбекітілген\n\n"


def act_of(text: str) -> tuple[Act, tuple[Finding, ...]]:
    return read_act(read(text.encode(), "act.md"))


def order(points: str) -> Unit:
    """The order whose points are ``points``."""
    act, _ = act_of(HEAD + points + TAIL)
    return act.root.children[0]


def document(body: str) -> Unit:
    """The document of an order whose text (title included) is ``body``."""
    act, _ = act_of(HEAD + "1. Бекітілсін." + TAIL + CORNER + body)
    return act.root.children[1]


def outline(unit: Unit) -> list[str]:
    """Each unit below as "point 7", each leaf as its text, nested by two spaces; parts as "part"."""
    result: list[str] = []
    for child in unit.children:
        if child.runs:
            kind = "" if child.kind is Kind.INDENT else f"{child.kind}: "
            result.append(kind + text_of(child.runs))
        else:
            result.append(f"{child.kind} {child.label}".strip())
            result += [f"  {line}" for line in outline(child)]
    return result
