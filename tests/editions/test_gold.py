"""Units of official editions, before and after an order, as a witness: a base of the one gives the other.

The witnesses lie beside the repository and are not part of it; a small example of
the same kind always runs.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from nqs_docs.clauses.address import parse
from nqs_docs.editions.edition import Status
from nqs_docs.editions.find import find
from nqs_docs.editions.library import Library
from nqs_docs.language.folding import fold
from nqs_docs.publish.document import document, text_of_unit

from .seeds import library, texts

GOLD = Path(__file__).resolve().parents[3] / "shared" / "gold" / "ekb_units.json"
held = pytest.mark.skipif(not GOLD.is_file(), reason="no folder of official units beside the repository")
BODY = "Қазақстан Республикасы Еңбек және халықты әлеуметтік қорғау министрінің"
PREAMBLE = "Заңға сәйкес БҰЙЫРАМЫН:"
INTERIM, DELAYED = date(2026, 7, 11), date(2026, 7, 12)


def base(number: str, day: str, registered: str, title: str, noun: str, *points: str, preamble: str = PREAMBLE) -> str:
    """An order of 2022 or later that approves rules of these points, in force from 2025 on."""
    parts = [
        f"## {title}",
        f"{BODY} {day} № {number} бұйрығы. Әділет министрлігінде № {registered} болып тіркелді.",
        preamble,
        f"1. Қоса беріліп отырған {noun} бекітілсін.",
        "2. Осы бұйрық 2025 жылғы 1 қаңтардан бастап қолданысқа енгізіледі.",
        "*Министр*",
        f"{BODY}  \n{day}  \n№ {number} бұйрығымен бекітілген",
        f"## {noun}",
        *points,
    ]
    return "\n\n".join(parts) + "\n"


def words(lib: Library, number: str, address: str, on: date) -> list[str]:
    """What a unit says on a day, folded, a line for each paragraph."""
    (act_id,) = (found for found in lib.act_ids() if lib.citation(found).number == number)
    edition = lib.edition(act_id, on)
    return [fold(block.text).strip("[]") for block in document(edition, find(edition, parse(address))).blocks]


def new_text(lib: Library, order: str, position: int) -> list[str]:
    outcome = lib.outcomes(order)[position - 1]
    return [fold(line) for unit in outcome.operation.units for line in text_of_unit(unit).split("\n")]


# --- the witnesses --------------------------------------------------------------------


def unit(number: str, name: str) -> dict[str, list[str]]:
    every = json.loads(GOLD.read_text(encoding="utf-8"))
    return next(one for one in every if (one["act"], one["unit"]) == (number, name))


def before(number: str, name: str) -> list[str]:
    return [line.removeprefix("- ") for line in unit(number, name)["before"]]


@pytest.fixture(scope="module")
def amended() -> Library:
    rules_78 = [
        *(line for point in (5, 12, 16) for line in before("78", f"rules/point:{point}")),
        *before("78", "rules/point:18/part:1"), "Екінші бөлік өзгермейді.", "Үшінші бөлік өзгермейді.",
        *before("78", "rules/point:20"),
    ]  # fmt: skip
    rules_277 = [
        "3. Өтемақы мынадай мөлшерде төленеді:", "1) бірінші;", "2) екінші;", "3) үшінші.", "Қосымша төлем төленеді.",
        *before("277", "rules/point:3/part:3"),
    ]  # fmt: skip
    own = {
        "V2200026976": base(
            "78", "2022 жылғы 28 ақпандағы", "26976",
            "Ақталған адамға куәлік беру қағидаларын және ақталған адам куәлігінің үлгісін бекіту туралы",
            "Ақталған адамға куәлік беру қағидалары", *rules_78, preamble=before("78", "act/preamble")[0],
        ),
        "V2300032965": base(
            "277", "2023 жылғы 30 маусымдағы", "32965", *before("277", "rules/title"),
            "Құрбандарға өтемақы төлеу қағидалары", *rules_277,
        ),
    }  # fmt: skip
    return library({**texts(), **own})


@held
def test_what_is_in_force_at_once_reads_as_in_the_official_edition(amended: Library) -> None:
    order = "V2600038286"
    assert words(amended, "78", "кіріспе", INTERIM) == [fold(unit("78", "act/preamble")["after_official"][0])]
    eighteenth = words(amended, "78", "18-тармақ", INTERIM)
    assert eighteenth[0] == "18. " + new_text(amended, order, 11)[0].removeprefix("18. ")
    assert eighteenth[1:] == ["Екінші бөлік өзгермейді.", "Үшінші бөлік өзгермейді."]
    assert words(amended, "277", "Қағидалардың тақырыбы", INTERIM) == unit("277", "rules/title")["after_official"]


@held
def test_a_note_stands_in_the_place_of_a_delayed_indent_as_in_the_official_edition(amended: Library) -> None:
    official = [fold(line) for line in unit("78", "rules/point:12")["after_official"] if not line.startswith("(")]
    point = words(amended, "78", "12-тармақ", INTERIM)
    assert point[1:-2] == [line.removeprefix("[NOTE] ") for line in official]
    assert [point[0], *point[-2:]] == [fold(before("78", "rules/point:12")[at]) for at in (0, -2, -1)]


@held
@pytest.mark.parametrize(
    ("number", "name", "address"),
    [
        ("78", "rules/point:16", "16-тармақ"),
        ("78", "rules/point:20", "20-тармақ"),
        ("277", "rules/point:3/part:3", "3-тармақтың үшінші бөлігі"),
    ],
)
def test_what_is_delayed_whole_keeps_its_old_wording(amended: Library, number: str, name: str, address: str) -> None:
    assert words(amended, number, address, INTERIM) == [fold(line) for line in before(number, name)]
    assert words(amended, number, address, DELAYED) != words(amended, number, address, INTERIM)


@held
def test_the_third_part_of_a_point_of_two_is_reported_and_not_guessed() -> None:
    points = [
        "2. Ұғымдар:", *before("392", "rules/point:2/subpoint:12"), *before("392", "rules/point:4"),
        "5. Мәліметтер:", "1) бірінші;", *before("392", "rules/point:5/subpoint:2"),
    ]  # fmt: skip
    alone = library(texts()).outcomes("V2600038395")
    number, target = next(
        (at, o) for at, o in enumerate(alone) if o.operation.target and o.operation.target.number == "392"
    )
    cited = target.operation.target
    assert cited is not None
    day = "2024 жылғы 30 қыркүйектегі"
    own = base("392", day, cited.registry_number, "Қағидаларды бекіту туралы", "Ұстау және аудару қағидалары", *points)
    lib = library({**texts(), target.operation.target_id: own})
    outcomes = lib.outcomes("V2600038395")[number:]
    failed = [o for o in outcomes if o.reason == "edition.no-such-unit"]
    assert [o.status for o in failed] and all(o.status is Status.UNRESOLVED for o in failed)
    assert words(lib, "392", "4-тармақ", DELAYED) == [fold(line) for line in before("392", "rules/point:4")]


# --- one of our own --------------------------------------------------------------------


def test_a_base_of_the_words_before_gives_the_words_after() -> None:
    old = base(
        "15", "2024 жылғы 15 қаңтардағы", "33900", "Тыңдау қағидаларын бекіту туралы", "Тыңдау қағидалары",
        "1. Тыңдау:", "шақыру арқылы;", "«ақпараттық» жүйелерді пайдалану;", "өзге тәсілдер арқылы өткізіледі.",
        "Нәтижесі хабарланады.",
    )  # fmt: skip
    day = "2026 жылғы 5 наурыздағы"
    order = "\n\n".join(
        [
            "## Тыңдау қағидаларына өзгеріс енгізу туралы",
            f"{BODY} {day} № 55 бұйрығы. Қазақстан Республикасының Әділет министрлігінде № 38100 болып тіркелді.",
            "БҰЙЫРАМЫН:",
            f"1. {BODY} 2024 жылғы 15 қаңтардағы № 15 бұйрығына (Нормативтік құқықтық актілерді мемлекеттік тіркеу "
            "тізілімінде № 33900 болып тіркелген) мынадай өзгеріс енгізілсін:",
            "көрсетілген бұйрықпен бекітілген Тыңдау қағидаларында:",
            "1-тармақтың бірінші бөлігі мынадай редакцияда жазылсын:",
            '"1. Тыңдау:', "хат арқылы;", "цифрлық жүйелерді пайдалану;", 'өзге тәсілдер арқылы жүргізіледі.".',
            "2. Осы бұйрық 2026 жылғы 12 шілдеден бастап қолданысқа енгізілетін 1-тармағының алтыншы абзацын "
            "қоспағанда, 2026 жылғы 1 мамырдан бастап қолданысқа енгізіледі.",
            "*Министр*",
        ]
    )  # fmt: skip
    lib = library({"V2400033900": old, "V2600038100": order})
    line = (
        "Ескерту. 1-тармақтың бірінші бөлігінің үшінші абзацы 12.07.2026 бастап қолданысқа енгізіледі - "
        "ҚР Еңбек және халықты әлеуметтік қорғау министрінің 05.03.2026 № 55 бұйрығымен."
    )
    last = ["өзге тәсілдер арқылы жүргізіледі.", "Нәтижесі хабарланады."]
    address = "Қағидалардың 1-тармағы"
    assert words(lib, "15", address, date(2026, 4, 30))[2] == '"ақпараттық" жүйелерді пайдалану;'
    assert words(lib, "15", address, INTERIM) == ["1. Тыңдау:", "хат арқылы;", line, *last]
    assert words(lib, "15", address, DELAYED)[2:] == ["цифрлық жүйелерді пайдалану;", *last]
