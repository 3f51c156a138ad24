"""Which act, document and point an instruction is about."""

from __future__ import annotations

import pytest

from nqs_docs.amendments.from_act import operations
from tests.amendments.orders import LEAD, RULES, TARGET, order, read_order, read_rules, told

CORNER = "Қазақстан Республикасы\nЕңбек министрінің\n2026 жылғы 10 сәуірдегі\n№ 900 бұйрығына\n{}қосымша"


def test_the_same_words_mean_the_order_and_then_its_rules() -> None:
    got, _ = read_order(
        "1-тармақ алып тасталсын;", RULES, "1-тармақ алып тасталсын;", "бұйрықтың 2-тармағы алып тасталсын."
    )
    assert got == ["delete бұйрықтың 1-тармағы", "delete Қағидалардың 1-тармағы", "delete бұйрықтың 2-тармағы"]


def test_a_point_holds_for_smaller_units_and_is_left_for_good() -> None:
    got, findings = read_rules(
        "2-тармақта:", "8) тармақша алып тасталсын;", "11) және 12) тармақшалар алып тасталсын;",
        "4-тармақтың үшінші бөлігі алып тасталсын;", "5) тармақша алып тасталсын.",
    )  # fmt: skip
    assert got == [
        "delete Қағидалардың 2-тармағының 8) тармақшасы",
        "delete Қағидалардың 2-тармағының 11) тармақшасы",
        "delete Қағидалардың 2-тармағының 12) тармақшасы",
        "delete Қағидалардың 4-тармағының үшінші бөлігі",
        "? amendment.scope-unknown",
    ]
    assert findings == ["amendment.scope-unknown"]


def test_a_document_of_no_kind_is_no_scope_and_no_crash() -> None:
    """ "Құжат" says nothing of what kind of document it is."""
    got, _ = read_rules("Ішкі тәртіп туралы құжаттың 3-тармағы алып тасталсын;", "4-тармақ алып тасталсын.")
    assert len(got) == 2


@pytest.mark.parametrize(
    ("unread", "after"),
    [
        ("8) тармақша бірдеңе алып тасталсын;", "delete Қағидалардың 2-тармағының 9) тармақшасы"),
        ("4-тармақ бірдеңе алып тасталсын;", "? amendment.scope-unknown"),
        ("бірдеңе алып тасталсын;", "? amendment.scope-unknown"),
    ],
)
def test_an_instruction_not_understood_may_have_left_the_point(unread: str, after: str) -> None:
    got, _ = read_rules("2-тармақта:", unread, "9) тармақша алып тасталсын.")
    assert got == ["? amendment.unresolved", after]


def test_a_context_line_and_its_instruction_in_one_paragraph() -> None:
    got, _ = read_rules('3-тармақта: "X" деген сөз "Y" деген сөзбен ауыстырылсын;', "екінші бөлігі алып тасталсын.")
    assert got == ["substitute Қағидалардың 3-тармағы [X] => [Y]", "delete Қағидалардың 3-тармағының екінші бөлігі"]


@pytest.mark.parametrize(
    ("context", "unit"),
    [
        ("1-қосымшада:", "Қағидаларға 1-қосымшаның"),
        ("көрсетілген Қағидаларға қосымшада:", "Қағидаларға қосымшаның"),
        ("көрсетілген бұйрыққа қосымшада:", "бұйрыққа қосымшаның"),
        ("осы бұйрыққа 1-қосымшада:", "бұйрыққа 1-қосымшаның"),
        ("бұйрықта:", "бұйрықтың"),
        ("көрсетілген бұйрықпен бекітілген Қызметтер тізбесінде:", "Тізбенің"),
        ('"Есеп" нысанын толтыру жөніндегі түсіндірмеде (2-нысан, тоқсан сайын):', "Түсіндірменің"),
        ("2-тарауда:", "Қағидалардың 2-тарауының"),
    ],
)
def test_context_lines(context: str, unit: str) -> None:
    got, findings = read_rules(context, "5-тармақ алып тасталсын.")
    assert (got, findings) == ([f"delete {unit} 5-тармағы"], [])


def test_below_a_context_line_that_is_not_understood_nothing_is_applied() -> None:
    got, findings = read_rules(
        "түсініксіз сөйлем:", "5-тармақ алып тасталсын;", "көрсетілген Қағидалардың 6-тармағы алып тасталсын."
    )
    assert got == ["? amendment.scope-unknown", "delete Қағидалардың 6-тармағы"]
    assert findings == ["amendment.unread", "amendment.scope-unknown"]


def test_a_number_that_goes_on_after_a_numbered_context_is_not_guessed() -> None:
    got, findings = read_order(
        "1) тақырыбы алып тасталсын;", "2) " + RULES, "5-тармақ алып тасталсын;", "3) 6-тармақ алып тасталсын."
    )
    assert got[1:] == ["delete Қағидалардың 5-тармағы", "? amendment.scope-ambiguous"]
    assert findings == ["amendment.scope-ambiguous"]


@pytest.mark.parametrize(
    ("lead", "expected"),
    [
        (TARGET.format("бұйрығының") + " 5-тармағы алып тасталсын.", "delete бұйрықтың 5-тармағы"),
        (
            TARGET.format("бұйрығымен") + " бекітілген Үлгілік қағидалардың 5-тармағы алып тасталсын.",
            "delete Қағидалардың 5-тармағы",
        ),
        (TARGET.format("бұйрығының") + " күші жойылды деп танылсын.", "repeal акт"),
        (TARGET.format("бұйрығының") + " 2-тармағының күші жойылды деп танылсын.", "repeal бұйрықтың 2-тармағы"),
        (
            TARGET.format("бұйрығының") + " қолданысы 2027 жылғы 1 қаңтарға дейін тоқтатыла тұрсын.",
            "suspend акт until 2027-01-01",
        ),
    ],
)
def test_an_act_changed_in_one_sentence(lead: str, expected: str) -> None:
    assert told(order(lead)) == ([expected], [])


@pytest.mark.parametrize(
    "lead",
    [
        TARGET.format("бұйрығында") + ":",
        TARGET.format("бұйрығына") + " мынадай өзгеріс енгізілсін:",
        TARGET.format("бұйрығына") + " мынадай толықтырулар мен өзгерістер енгізілсін:",
        TARGET.format("бұйрығына") + " өзгерістер енгізілсін:",
    ],
)
def test_leads_of_an_amended_act(lead: str) -> None:
    assert told(order(lead, "5-тармақ алып тасталсын.")) == (["delete бұйрықтың 5-тармағы"], [])


@pytest.mark.parametrize("lost", ["№ 391 ", "2023 жылғы 18 қыркүйектегі № 391 "])
def test_a_target_without_a_number_is_not_guessed(lost: str) -> None:
    got, findings = told(order(LEAD.replace(lost, ""), "5-тармақ алып тасталсын."))
    assert (got, findings) == (["? amendment.no-target"], ["amendment.no-target"])


def test_the_next_act_begins_anew() -> None:
    other = LEAD.replace("391", "399").replace("33449", "33455")
    got, _ = told(
        order(
            "Мына бұйрықтарға өзгерістер енгізілсін:",
            "1) " + LEAD,
            RULES,
            "5-тармақ алып тасталсын;",
            "2) " + other,
            "6-тармақ алып тасталсын.",
        )
    )
    assert got == ["delete Қағидалардың 5-тармағы", "delete бұйрықтың 6-тармағы"]


def test_a_list_of_repealed_acts() -> None:
    got, findings = told(order(
        "Мыналардың күші жойылды деп танылсын:", "1) " + TARGET.format("бұйрығы") + ";",
        "2) " + TARGET.format("бұйрығымен") + " бекітілген тізбенің 5-тармағы.",
    ))  # fmt: skip
    assert (got, findings) == (["repeal акт", "repeal Тізбенің 5-тармағы"], [])


def test_an_amending_act_is_amended_by_its_indents() -> None:
    got, findings = told(order(
        LEAD, "тізбенің 4-тармағының жиырмасыншы және жиырма бірінші абзацтары мынадай редакцияда жазылсын:",
        '"11-тармақ мынадай редакцияда жазылсын:', '"11. Мәтін.";";',
    ))  # fmt: skip
    assert got == [
        "replace Тізбенің 4-тармағының жиырмасыншы абзацы = 11-тармақ мынадай редакцияда жазылсын:",
        'replace Тізбенің 4-тармағының жиырма бірінші абзацы = "11. Мәтін.";',
    ]
    assert findings == []


def test_new_appendices_stand_behind_the_order() -> None:
    got, findings = told(order(
        LEAD, RULES, "осы бұйрыққа 1-қосымшаға сәйкес 4-қосымшамен толықтырылсын;",
        "1-қосымша осы бұйрыққа 2-қосымшаға сәйкес жаңа редакцияда жазылсын.",
        annexes=(CORNER.format("1-"), "Үлгілік қағидаларға\n4-қосымша", "## Өтініш", "Мәтін.",
                 CORNER.format("2-"), "Үлгілік қағидаларға\n1-қосымша", "## Хабарлама", "Мәтін екі."),
    ))  # fmt: skip
    assert got == [
        "insert Қағидаларға 4-қосымша = Үлгілік қағидаларға 4-қосымша Өтініш Мәтін.",
        "replace Қағидаларға 1-қосымша = Үлгілік қағидаларға 1-қосымша Хабарлама Мәтін екі.",
    ]
    assert findings == []


def test_whole_rules_in_an_appendix_keep_their_own_corner() -> None:
    own = "Қазақстан Республикасы\nЕңбек министрінің\n2023 жылғы 18 қыркүйектегі\n№ 391 бұйрығымен\nбекітілген"
    got, findings = told(order(
        LEAD, RULES, "қағидалар осы бұйрыққа қосымшаға сәйкес жаңа редакцияда жазылсын.",
        annexes=(CORNER.format(""), own, "## Үлгілік қағидалар", "1. Жаңа мәтін."),
    ))  # fmt: skip
    assert got == ["replace Қағидалар = " + " ".join(own.split()) + " Үлгілік қағидалар 1. Жаңа мәтін."]
    assert findings == []


def test_an_order_to_another_act_with_an_unknown_verb_is_a_record() -> None:
    got, findings = told(order(TARGET.format("бұйрығының") + ' 3-тармағы "A" деген сөзбен аяқталсын.'))
    assert got == ["? amendment.unresolved"]
    assert findings == ["amendment.unresolved"]


def test_an_order_to_a_department_amends_nothing() -> None:
    said = "Заң департаменті " + TARGET.format("бұйрығының") + " орындалуын қамтамасыз етсін."
    assert told(order(said)) == ([], [])


def test_two_acts_below_one_lead() -> None:
    got, findings = told(order(
        "Мынадай бұйрықтарға өзгерістер енгізілсін:",
        "1) " + TARGET.format("бұйрығына") + ":", "2-тармақ алып тасталсын;",
        "2) " + TARGET.format("бұйрығына").replace("№ 391", "№ 20") + ":", "3-тармақ алып тасталсын.",
    ))  # fmt: skip
    assert got == ["delete бұйрықтың 2-тармағы", "delete бұйрықтың 3-тармағы"]
    assert findings == []


@pytest.mark.parametrize(
    ("act", "number"),
    [
        ('"Құқықтық актілер туралы" Қазақстан Республикасының 2016 жылғы 6 сәуірдегі № 480-V Заңына', "480-V"),
        ("Қазақстан Республикасының 2015 жылғы 23 қарашадағы № 414-V Еңбек кодексіне", "414-V"),
        ('"Ережені бекіту туралы" Қазақстан Республикасы Үкіметінің 2023 жылғы 5 мамырдағы № 300 қаулысына', "300"),
    ],
)
def test_a_law_a_code_or_a_resolution_is_a_target_like_any_other(act: str, number: str) -> None:
    found, findings = operations(order(f"{act} мынадай өзгерістер енгізілсін:", "5-баптың 2-тармағы алып тасталсын."))
    assert [operation.target.number for operation in found if operation.target] == [number]
    assert not findings


def test_a_subpoint_in_a_context_line_needs_its_point() -> None:
    assert read_rules('3) тармақшада: "А" деген сөз "Б" деген сөзбен ауыстырылсын.')[1] == ["amendment.scope-unknown"]
