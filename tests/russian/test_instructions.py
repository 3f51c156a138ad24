"""Russian instructions as a lawyer reads them (instructions.md): what each does, or why it is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from nqs_docs.amendments.commencement import schedule
from nqs_docs.amendments.from_act import operations
from tests.russian.orders import IN_FORCE, LEAD, RULES, TARGET, day, line, order, told

ABOVE = {"rules": (LEAD, RULES), "order": (LEAD,), "act": ()}
ACT = {f"{{{case}}}": TARGET.format(case) for case in ("приказ", "приказа", "приказом", "приказе", "Приказ")}


def blocks(name: str) -> list[tuple[str, list[str], list[str]]]:
    """The cases of a file: the heading they stand under, their paragraphs, the lines that begin with "=> "."""
    result, heading = [], ""
    for block in (Path(__file__).parent / name).read_text(encoding="utf-8").split("\n\n"):
        lines = block.strip().splitlines()
        if lines and lines[0].startswith("## "):
            heading = lines[0][3:].split(":")[0]
        elif any(text.startswith("=> ") for text in lines):
            said = [text for text in lines if not text.startswith("=> ")]
            result.append((heading, said, [text[3:] for text in lines if text.startswith("=> ")]))
    return result


def whole(paragraph: str) -> str:
    for name, words in ACT.items():
        paragraph = paragraph.replace(name, words)
    return paragraph


@pytest.mark.parametrize(("above", "paragraphs", "does"), blocks("instructions.md"))
def test_an_instruction(above: str, paragraphs: list[str], does: list[str]) -> None:
    assert told(order(*ABOVE[above], *map(whole, paragraphs))) == does


@pytest.mark.parametrize(("_", "clause", "does"), blocks("commencement.md"))
def test_a_clause_of_commencement(_: str, clause: list[str], does: list[str]) -> None:
    new = ("пункт 5 изложить в следующей редакции:", '"5. Текст:', "один;", 'два.";', "пункт 6 исключить.")
    amending = order(LEAD, RULES, *new, in_force=" ".join(clause))
    dated = []
    for operation in operations(amending)[0]:
        assert operation.commencement is not None
        delays = "".join(f", its paragraph {d.leaf + 1}: {day(d.commencement)}" for d in operation.delays)
        dated.append(f"{line(operation).split(' | ')[1]}: {day(operation.commencement)}{delays}")
    assert dated + [finding.code for finding in schedule(amending.root)[1]] == does


def test_an_appendix_is_found_by_its_corner() -> None:
    corner = (
        "Приложение 1 к приказу  \nМинистра труда и социальной  \nзащиты населения  \nРеспублики Казахстан  \n"
        "от 10 апреля 2026 года № 900"
    )
    own = "Приложение 2  \nк Типовым правилам"
    amending = order(
        LEAD, RULES, "приложение 2 изложить в новой редакции согласно приложению 1 к настоящему приказу.",
        in_force=IN_FORCE, annexes=(corner, own, "## Перечень документов", "1. Заявление.", "2. Справка."),
    )  # fmt: skip
    assert told(amending) == [
        f"replace | app_2 | {' '.join(own.split())} Перечень документов 1. Заявление. 2. Справка."
    ]
