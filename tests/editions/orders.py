"""Short orders in the words of real ones, compiled together: what a lawyer would try."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from nqs_docs.amendments.from_act import operations
from nqs_docs.clauses.address import parse
from nqs_docs.clauses.from_lines import read_act
from nqs_docs.editions.find import find
from nqs_docs.editions.library import Library, compile_acts
from nqs_docs.publish.document import Document, document
from nqs_docs.sources.read import read

BODY = "Қазақстан Республикасы Еңбек және халықты әлеуметтік қорғау министрінің"
ORGAN = "ҚР Еңбек және халықты әлеуметтік қорғау министрінің"
TEN_DAYS = "алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң"
BASE = "V2300031601"
RULES = """
1-тарау. Жалпы ережелер
1. Осы қағидалар тәртіпті айқындайды.
2. Жұмыс беруші ұсынады:
1) атауын;
2) еңбек жағдайларын.
Мәліметтер тоқсан сайын ұсынылады.
2-тарау. Есепке алу
3. Орталық үш күн ішінде тексереді.
4. Тыңдау:
шақыру арқылы;
жүйелерді пайдалану;
өзге тәсілдер арқылы өткізіледі.
3-тарау. Қорытынды
5. Шешімге шағым жасалады.
"""


def _order(title: str, number: str, signed: str, registered: str, points: str, rest: str = "") -> str:
    head = f"{BODY} {signed} № {number} бұйрығы. Әділет министрлігінде {registered} болып тіркелді."
    lines = [f"## {title}", head, "БҰЙЫРАМЫН:", *points.strip().split("\n"), "*Министр*", "*А. Ертаев*", rest]
    return "\n\n".join(line for line in lines if line) + "\n"


def base(rules: str = RULES, clause: str = "Осы бұйрық 2023 жылғы 1 ақпаннан бастап қолданысқа енгізіледі.") -> str:
    """№ 101 of 10.01.2023 with the Rules that it approves."""
    lines = [f"## {line}" if "-тарау. " in line else line for line in rules.strip().split("\n")]
    corner = f"{BODY}  \n2023 жылғы 10 қаңтардағы  \n№ 101 бұйрығымен бекітілген"
    return _order(
        "Есепке алу қағидаларын бекіту туралы", "101", "2023 жылғы 10 қаңтардағы", "2023 жылғы 12 қаңтарда № 31601",
        f"1. Қоса беріліп отырған Есепке алу қағидалары бекітілсін.\n2. {clause}",
        "\n\n".join([corner, "## Есепке алу қағидалары", *lines]),
    )  # fmt: skip


def order(body: str, clause: str = "2026 жылғы 1 мамырдан бастап", number: str = "55", at: str = "") -> str:
    """An order of March 2026 that changes the Rules of № 101; ``at``: another act, whose units it changes."""
    scope = "" if at else "\nкөрсетілген бұйрықпен бекітілген Есепке алу қағидаларында:"
    item = f"1. {at or cited('101')} мынадай өзгерістер енгізілсін:{scope}\n{body.strip()}"
    return amending(f"{item}\n2. Осы бұйрық {clause} қолданысқа енгізіледі.", number)


def amending(points: str, number: str = "55") -> str:
    """An order of March 2026, registered under the number 381 and its own."""
    return _order(
        "Өзгерістер енгізу туралы", number, f"2026 жылғы {int(number) - 50} наурыздағы",
        f"2026 жылғы 20 наурызда № 381{number}", points,
    )  # fmt: skip


def cited(number: str, case: str = "бұйрығына") -> str:
    """№ 101 or an amending order as another order names it."""
    day = "2023 жылғы 10 қаңтардағы" if number == "101" else f"2026 жылғы {int(number) - 50} наурыздағы"
    registered = "31601" if number == "101" else f"381{number}"
    register = "Нормативтік құқықтық актілерді мемлекеттік тіркеу тізілімінде"
    return f"{BODY} {day} № {number} {case} ({register} № {registered} болып тіркелген)"


def compiled(*sources: str, published: Callable[[str], date | None] = lambda number: None) -> Library:
    """The acts of these texts; ``published`` tells the day of publication by the number of an act."""
    acts = {}
    for text in sources:
        named = read_act(read(text.encode(), "order.md", ""))[0]
        day = published(named.citation.number)
        acts[named.id] = read_act(read(text.encode(), "order.md", named.id), published=day)[0]
    return compile_acts(acts, {act_id: operations(act)[0] for act_id, act in acts.items()})


def shown(library: Library, address: str, on: str, notes: bool = False) -> Document:
    """A unit of № 101 on a day; raises as ``find`` does."""
    edition = library.edition(BASE, date.fromisoformat(on))
    return document(edition, find(edition, parse(address)) if address else (), notes)


def said(library: Library, address: str, on: str, notes: bool = False) -> list[str]:
    """Its lines."""
    return [block.text for block in shown(library, address, on, notes).blocks]
