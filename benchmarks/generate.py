"""Makes base orders of any size and the orders that amend them, in legal Kazakh.

Deterministic: the same seed gives the same bytes. Every instruction fits the text
as it stands when its order comes into force, so all of them can be applied.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from msgspec import Struct

from nqs_docs.language.numbers import render_date

MINISTER = "Қазақстан Республикасы Еңбек және халықты әлеуметтік қорғау министрі"
RULES = "Мемлекеттік қызметтерді көрсету және есепке алу"
SUBJECTS = (
    "көрсетілетін қызметті беруші",
    "уәкілетті орган",
    "жергілікті атқарушы орган",
    "мансап орталығы",
    "Мемлекеттік корпорация",
    "еңбек мобильділігі орталығы",
)
OBJECTS = (
    "өтінішті және оған қоса берілген құжаттарды",
    "мемлекеттік органдардың цифрлық жүйелерінен алынған мәліметтерді",
    "бірыңғай дерекқорда сақталатын деректерді",
    "тіркеу туралы хабарламаны",
    "кәсіптік біліктілікті растайтын құжатты",
    "шығындарды өтеу жөніндегі есепті",
)
ACTIONS = (
    "тексереді және тіркейді",
    "белгіленген тәртіппен қарайды",
    "көрсетілетін қызметті алушыға жібереді",
    "қабылдайды және есепке алады",
    'осы Қағидаларға сәйкес "Еңбек нарығы" цифрлық жүйесіне енгізеді',
)
ITEMS = (
    "өтініш берушінің жеке басын куәландыратын құжат",
    "заңды тұлғаны мемлекеттік тіркеу туралы анықтама",
    "цифрлық объектінің техникалық сипаттамасы",
    "біліктілік талаптарына сәйкестікті растайтын мәліметтер",
    "төлем туралы құжаттың көшірмесі",
    "жұмыс берушінің электрондық цифрлық қолтаңбасымен куәландырылған шарт",
)
TERMS = ("үш", "бес", "жеті", "он", "он бес", "жиырма")
CHAPTERS = ("Жалпы ережелер", "Қызмет көрсету тәртібі", "Қорытынды ережелер")

NODES_OF_A_POINT = 12
NODES_OF_A_SHORT_POINT = 3
NODES_AROUND = 20  # act, order with title, requisites, preamble, point and signature, document with corner and chapters


class Order(Struct, frozen=True):
    """The text of an act with what the corpus has to know of it."""

    id: str
    number: str
    text: str
    in_force: date


class _Point:
    """What the writer of instructions remembers of a point."""

    def __init__(self, label: str, term: str) -> None:
        self.label = label
        self.term = term  # the numeral in part two, which instructions substitute
        self.inserted = 0  # points 7-1, 7-2 … that stand after it
        self.subpoints = 2


class Writer:
    """Writes one base order and then, one after the other, orders that amend it."""

    def __init__(self, nodes: int, seed: int = 1) -> None:
        self._random = random.Random(seed)
        self._signed = date(2020, 5, 5)
        self._points: list[_Point] = []
        self._written = 0  # instructions so far
        self.base = self._base(nodes)

    def _any(self, choices: tuple[str, ...]) -> str:
        return self._random.choice(choices)

    def _term(self, other_than: str = "") -> str:
        return self._any(tuple(term for term in TERMS if term != other_than))

    def _norm(self) -> str:
        return f"{self._any(SUBJECTS)} {self._any(OBJECTS)} {self._any(ACTIONS)}"

    def _second_part(self, term: str) -> str:
        return f"Бұл ретте {self._norm()}, оның нәтижесі {term} жұмыс күні ішінде жарияланады."

    def _short_point(self, label: str) -> str:
        return f"{label}. {_capital(self._norm())}."

    def _point(self, label: str) -> Iterator[str]:
        """Twelve nodes: a lead with two subpoints, the first of two indents, and a second part."""
        point = _Point(label, self._term())
        self._points.append(point)
        yield f"{label}. {_capital(self._norm())}, ол үшін мыналар ұсынылады:"
        yield f"1) {self._any(ITEMS)}:"
        yield f"{self._any(ITEMS)};"
        yield f"2) {self._any(ITEMS)}."
        yield self._second_part(point.term)

    def _rules(self, nodes: int) -> Iterator[str]:
        whole, rest = divmod(nodes - NODES_AROUND, NODES_OF_A_POINT)
        starts = {1 + index * whole // len(CHAPTERS): index for index in range(len(CHAPTERS))}
        for number in range(1, whole + 1):
            if number in starts:
                yield f"### {starts[number] + 1}-тарау. {CHAPTERS[starts[number]]}"
            yield from self._point(str(number))
        for number in range(whole + 1, whole + 1 + rest // NODES_OF_A_SHORT_POINT):
            yield self._short_point(str(number))

    def _base(self, nodes: int) -> Order:
        text = _text(
            f"## {RULES} қағидаларын бекіту туралы",
            _requisites("500", self._signed, "20500"),
            '"Мемлекеттік көрсетілетін қызметтер туралы" Қазақстан Республикасы Заңының 10-бабының '
            "1) тармақшасына сәйкес **БҰЙЫРАМЫН:**",
            f"1. Қоса беріліп отырған {RULES} қағидалары бекітілсін.",
            f"*{MINISTER}*",
            f"{MINISTER}  \n{render_date(self._signed, 'attr')}  \n№ 500 бұйрығымен  \nбекітілген",
            f"## {RULES} қағидалары",
            *self._rules(nodes),
        )
        return Order("V2000020500", "500", text, self._signed)

    def amending(self, index: int, operations: int) -> Order:
        """The next order, number ``index``, in force a month after the one before, with that many instructions."""
        signed = date(2021, 1, 10) + timedelta(days=30 * index)
        in_force = signed + timedelta(days=25)
        number, registered = str(1000 + index), f"{30000 + index}"
        instructions = [line for _ in range(operations) for line in self._instruction()]
        text = _text(
            f'## "{RULES} қағидаларын бекіту туралы" бұйрыққа өзгерістер мен толықтырулар енгізу туралы',
            _requisites(number, signed, registered),
            "**БҰЙЫРАМЫН:**",
            f'1. "{RULES} қағидаларын бекіту туралы" {MINISTER}нің {render_date(self._signed, "attr")} № 500 бұйрығына '
            "(Нормативтік құқықтық актілерді мемлекеттік тіркеу тізілімінде № 20500 болып тіркелген) мынадай "
            "өзгерістер мен толықтырулар енгізілсін:",
            f"көрсетілген бұйрықпен бекітілген {RULES} қағидаларында:",
            *instructions[:-1],
            instructions[-1].removesuffix(";") + ".",
            f"2. Осы бұйрық {render_date(in_force, 'abl')} бастап қолданысқа енгізіледі және ресми жариялануға тиіс.",
            f"*{MINISTER}*",
        )
        return Order(f"V{signed:%y}00{int(registered):06}", number, text, in_force)

    def _instruction(self) -> Iterator[str]:
        """The next instruction with its quotation; the formulas take turns, and so do the points."""
        point = self._points[(self._written * 11) % len(self._points)]
        self._written += 1
        write = (
            self._restate_part,
            self._substitute,
            self._restate_subpoint,
            self._insert_point,
            self._insert_subpoint,
        )
        yield from write[self._written % len(write)](point)

    def _restate_part(self, point: _Point) -> Iterator[str]:
        point.term = self._term()
        yield f"{point.label}-тармақтың екінші бөлігі мынадай редакцияда жазылсын:"
        yield f'"{self._second_part(point.term)}";'

    def _substitute(self, point: _Point) -> Iterator[str]:
        before, point.term = point.term, self._term(other_than=point.term)
        yield (
            f'{point.label}-тармақтың екінші бөлігіндегі "нәтижесі {before} жұмыс" деген сөздер '
            f'"нәтижесі {point.term} жұмыс" деген сөздермен ауыстырылсын;'
        )

    def _restate_subpoint(self, point: _Point) -> Iterator[str]:
        yield f"{point.label}-тармақтың 1) тармақшасы мынадай редакцияда жазылсын:"
        yield f'"1) {self._any(ITEMS)}:'
        yield f'{self._any(ITEMS)};";'

    def _insert_point(self, point: _Point) -> Iterator[str]:
        point.inserted += 1
        label = f"{point.label}-{point.inserted}"
        yield f"мынадай мазмұндағы {label}-тармақпен толықтырылсын:"
        yield f'"{self._short_point(label)}";'

    def _insert_subpoint(self, point: _Point) -> Iterator[str]:
        point.subpoints += 1
        yield f"{point.label}-тармақ мынадай мазмұндағы {point.subpoints}) тармақшамен толықтырылсын:"
        yield f'"{point.subpoints}) {self._any(ITEMS)}.";'


def corpus(nodes: int, operations: int, orders: int = 10) -> tuple[Order, tuple[Order, ...]]:
    """A base order of about ``nodes`` units and ``orders`` that together change it ``operations`` times."""
    writer = Writer(nodes)
    return writer.base, tuple(writer.amending(index, operations // orders) for index in range(orders))


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


def _requisites(number: str, signed: date, registered: str) -> str:
    return (
        f"{MINISTER}нің {render_date(signed, 'attr')} № {number} бұйрығы. Қазақстан Республикасының Әділет "
        f"министрлігінде {render_date(signed, 'loc')} № {registered} болып тіркелді"
    )


def _text(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs) + "\n"
