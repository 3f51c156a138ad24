"""The explanation of a form is a document beside it: what is said of the form does not reach into it."""

from __future__ import annotations

from nqs_docs.clauses.act import Kind
from nqs_docs.clauses.address import parse, render
from nqs_docs.clauses.address_locate import locate, unit_at
from nqs_docs.clauses.address_make import address_of
from nqs_docs.clauses.from_lines import read_act
from nqs_docs.sources.read import read

ORDER = """## Нысанды бекіту туралы

Қазақстан Республикасы Еңбек министрінің 2016 жылғы 19 қаңтардағы № 28 бұйрығы.
Қазақстан Республикасының Әділет министрлігінде 2016 жылғы 20 ақпанда № 13109 болып тіркелді

БҰЙЫРАМЫН:

1. Нысан бекітілсін.

Министр

Т. Асанов

2016 жылғы 19 қаңтардағы
№ 28 бұйрығына
қосымша

## Шығындарды өтеу туралы есеп

Тегі, аты (бар болған жағдайда) ____________

## Есеп нысанын толтыру жөніндегі түсіндірме (тоқсан сайын)

1. Бірінші тармақ (бар болған жағдайда).

2. Екінші тармақ.
"""


def test_the_explanation_is_found_by_its_noun_and_not_inside_the_report() -> None:
    root = read_act(read(ORDER.encode(), "28.md", "V1600013109"))[0].root
    (report,) = locate(root, parse("Есеп"))
    (point,) = locate(root, parse("Түсіндірменің 2-тармағы"))
    assert unit_at(root, report).kind is Kind.DOCUMENT
    assert render(address_of(root, point)) == "Түсіндірменің 2-тармағы"
    explanation = unit_at(root, point[:-1])
    assert (explanation.kind, explanation.name) == (Kind.APPENDIX, "түсіндірме")
