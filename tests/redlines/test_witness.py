"""Official editions as witnesses: every difference is found, and said to be whose it is."""

from __future__ import annotations

from datetime import date

import pytest

from nqs_docs.clauses.act import Act
from nqs_docs.clauses.from_lines import read_act
from nqs_docs.editions.library import Library
from nqs_docs.findings import Finding, Severity
from nqs_docs.redlines.witness import Witness, compared_on, differences
from nqs_docs.sources.read import read
from nqs_docs.store.ekb import requisites, told_act
from tests.editions.seeds import library
from tests.store.bank import kazakh, note, requisite

ACT, ORDER = "V2200026976", "V2600038100"
DAY = "2026-03-05"
BODY = "Қазақстан Республикасы Еңбек және халықты әлеуметтік қорғау министрінің"
BEFORE = (
    "1. Бірінші тармақтың бұрынғы сөздері осындай.",
    "2. Екінші тармақтың бұрынғы сөздері осындай.",
    "3. Үшінші тармақ.",
)
NEW = "Бірінші тармақтың жаңа сөздері мынадай."
NOTE = note("1-тармақ", "жаңа редакцияда", DAY, "55")


def base(*points: str) -> str:
    head = (
        f"{BODY} 2022 жылғы 28 ақпандағы № 78 бұйрығы. Қазақстан Республикасының Әділет министрлігінде 2022 жылғы "
        "28 ақпанда № 26976 болып тіркелді."
    )
    return kazakh(*points).replace("\n\nЗаңға", f"\n\n{head}\n\nЗаңға")


def order(*items: str) -> str:
    return "\n\n".join(
        [
            "## Қағидаларға өзгеріс енгізу туралы",
            f"{BODY} 2026 жылғы 5 наурыздағы № 55 бұйрығы. Қазақстан Республикасының Әділет министрлігінде 2026 жылғы "
            "6 наурызда № 38100 болып тіркелді.",
            "БҰЙЫРАМЫН:",
            f'1. "Ақталған адамға куәлік беру қағидаларын бекіту туралы" {BODY} 2022 жылғы 28 ақпандағы № 78 бұйрығына '
            "(Нормативтік құқықтық актілерді мемлекеттік тіркеу тізілімінде № 26976 болып тіркелген) мынадай өзгеріс "
            "енгізілсін:",
            "көрсетілген бұйрықпен бекітілген Ақталған адамға куәлік беру қағидаларында:",
            *items,
            "2. Осы бұйрық 2026 жылғы 1 мамырдан бастап қолданысқа енгізіледі.",
            "*Министр*",
        ]
    )  # fmt: skip


CHANGE = order("1-тармақ мынадай редакцияда жазылсын:", f'"1. {NEW}".')
CAUSE = requisite("55", DAY, "38100")


def official(*points: str) -> Act:
    return read_act(read(kazakh(*points).encode(), "kaz.md", ACT), given=requisites(requisite()))[0]


def found(lib: Library, *points: str, causes: tuple[str, ...] = (CAUSE,)) -> list[Finding]:
    return list(differences(lib, Witness(official(*points), date(2026, 3, 5), tuple(map(told_act, causes)))))


def codes(findings: list[Finding]) -> list[tuple[str, str]]:
    return [(finding.unit, finding.code) for finding in findings]


@pytest.fixture(scope="module")
def held() -> Library:
    return library({ACT: base(*BEFORE), ORDER: CHANGE})


@pytest.fixture(scope="module")
def alone() -> Library:
    return library({ACT: base(*BEFORE)})


def test_the_edition_is_that_of_the_day_on_which_its_order_is_in_force(held: Library, alone: Library) -> None:
    witness = Witness(official(*BEFORE), date(2026, 3, 5), (told_act(CAUSE),))
    assert compared_on(held, witness) == date(2026, 5, 1)
    assert compared_on(alone, witness) == date(2026, 3, 5)


def test_what_the_instructions_give_is_what_the_bank_prints(held: Library) -> None:
    assert found(held, f"1. {NEW}", NOTE, *BEFORE[1:]) == []


def test_quotes_dashes_and_latin_letters_are_no_difference(held: Library) -> None:
    assert found(held, f"1. {NEW}".replace("і", "i"), NOTE, *BEFORE[1:]) == []


def test_signs_capitals_and_the_cut_into_paragraphs_are_editorial(held: Library) -> None:
    after = found(held, f"1. {NEW}".replace("сөздері мынадай.", "сөздері, мынадай:"), NOTE, *BEFORE[1:])
    assert codes(after) == [("Қағидалардың 1-тармағы", "witness.editorial")]
    assert after[0].severity is Severity.WARNING


def test_words_that_stand_in_no_source_are_the_banks_own(held: Library) -> None:
    after = found(held, f"1. {NEW}", NOTE, BEFORE[1].replace("бұрынғы", "ескі"), BEFORE[2])
    assert codes(after) == [("Қағидалардың 2-тармағы", "witness.source")]
    assert dict(after[0].params)["theirs"] == BEFORE[1].replace("бұрынғы", "ескі")
    slip = found(held, f"1. {NEW.replace('жаңа ', '')}", NOTE, *BEFORE[1:])
    assert codes(slip) == [("Қағидалардың 1-тармағы", "witness.source")]


def test_a_change_that_we_did_not_make_is_ours(held: Library) -> None:
    both = order(
        "1-тармақ мынадай редакцияда жазылсын:",
        f'"1. {NEW}".',
        "2-тармақ жөнінде мынаны айту керек:",
        '"2. Басқа екінші сөз."',
    )
    lib = library({ACT: base(*BEFORE), ORDER: both})
    after = found(
        lib, f"1. {NEW}", NOTE, "2. Басқа екінші сөз.", note("2-тармақ", "жаңа редакцияда", DAY, "55"), BEFORE[2]
    )
    assert codes(after) == [("Қағидалардың 2-тармағы", "witness.ours")]
    assert after[0].severity is Severity.ERROR
    noted = found(held, f"1. {NEW}", NOTE, BEFORE[1], note("2-тармақ", "жаңа редакцияда", DAY, "55"), BEFORE[2])
    assert noted == []  # the same words: nothing differs


def test_the_old_wording_in_the_bank_where_an_order_was_applied_is_ours_to_explain(held: Library) -> None:
    assert codes(found(held, *BEFORE)) == [("Қағидалардың 1-тармағы", "witness.ours")]


def test_a_unit_that_only_one_of_them_has(held: Library) -> None:
    more = found(held, f"1. {NEW}", NOTE, *BEFORE[1:], "4. Төртінші тармақ банкте ғана бар.")
    assert codes(more) == [("Қағидалардың 4-тармағы", "witness.source")]
    less = found(held, f"1. {NEW}", NOTE, BEFORE[1])
    assert codes(less) == [("Қағидалардың 3-тармағы", "witness.source")]


def test_words_put_together_from_two_sources_are_ours_to_explain() -> None:
    words = order('1-тармақтағы "бұрынғы" деген сөз "жаңа" деген сөзбен ауыстырылсын;')
    lib = library({ACT: base(*BEFORE), ORDER: words})
    changed = BEFORE[0].replace("бұрынғы", "жаңа")
    assert found(lib, changed, NOTE, *BEFORE[1:]) == []
    after = found(lib, changed.replace("осындай", "мынадай"), NOTE, *BEFORE[1:])
    assert codes(after) == [("Қағидалардың 1-тармағы", "witness.ours")]


def test_what_an_order_that_is_not_held_did_cannot_be_compared(alone: Library, held: Library) -> None:
    assert codes(found(alone, f"1. {NEW}", NOTE, *BEFORE[1:])) == [("Қағидалардың 1-тармағы", "witness.not-held")]
    other = note("2-тармақ", "жаңа редакцияда", "2026-02-02", "44")
    after = found(held, f"1. {NEW}", NOTE, "2. Екінші, басқа бұйрықпен.", other, BEFORE[2])
    assert codes(after) == [("Қағидалардың 2-тармағы", "witness.not-held")]


def test_a_line_for_what_comes_later_answers_to_the_banks_note() -> None:
    points = (
        "1. Тыңдау:\n\n    шақыру арқылы;\n\n    жүйелерді пайдалану;\n\n    өзге тәсілмен өткізіледі.",
        *BEFORE[1:],
    )
    delayed = order(
        "1-тармақ мынадай редакцияда жазылсын:",
        '"1. Тыңдау:', "шақыру арқылы;", "цифрлық жүйелерді пайдалану;", 'өзге тәсілмен өткізіледі.".',
    ).replace(
        "2. Осы бұйрық ",
        "2. Осы бұйрық 2026 жылғы 12 шілдеден бастап қолданысқа енгізілетін 1-тармағының алтыншы абзацын қоспағанда, ",
    )  # fmt: skip
    line = (
        "*Ескерту. 1-тармақтың бірінші бөлігінің үшінші абзацы 12.07.2026 бастап қолданысқа енгізіледі - ҚР Еңбек және "
        "халықты әлеуметтік қорғау министрінің 05.03.2026 № 55 бұйрығымен.*"
    )
    lib = library({ACT: base(*points), ORDER: delayed})
    after = points[0].replace("жүйелерді пайдалану;", line)
    assert found(lib, after, NOTE, *BEFORE[1:]) == []


@pytest.mark.parametrize(
    ("title", "called"),
    [("Есеп", "Қағидаларға 1-қосымша"), ("Есеп нысанын толтыру жөніндегі түсіндірме", "Түсіндірме")],
)
def test_an_appendix_restated_by_an_annex_is_the_one_that_the_bank_prints(title: str, called: str) -> None:
    corner = "> *Ақталған адамға куәлік беру*  \n> *қағидаларына*  \n> *1-қосымша*"
    head = [corner, f"## {title}"]
    old = [*head, "1. Бірінші жолдың бұрынғы сөздері осындай болған."]
    new = [*head, "1. Бірінші жолдың жаңа сөздері осындай болды.", "2. Екінші жолдың жаңа сөздері осындай болды."]
    own = f"> *{BODY}*  \n> *2026 жылғы 5 наурыздағы*  \n> *№ 55 бұйрығына*  \n> *қосымша*"
    change = order("1-қосымша осы бұйрыққа қосымшаға сәйкес жаңа редакцияда жазылсын.")
    lib = library({ACT: base(*BEFORE, *old), ORDER: "\n\n".join([change, own, *new])})
    told = note("1-қосымша", "жаңа редакцияда", DAY, "55")
    assert found(lib, *BEFORE, corner, told, *new[1:]) == []
    behind = codes(found(lib, *BEFORE, *old))
    assert "witness.ours" in dict(behind).values()
    assert all(unit.startswith(called) for unit, _ in behind)
