"""An act cut into order, documents and appendices; head, preamble, signature, agreement."""

from __future__ import annotations

from datetime import date

import pytest

from nqs_docs.clauses.act import Kind, Unit, text, text_of
from nqs_docs.clauses.corners import Corner, read_corner
from nqs_docs.clauses.from_lines import read_act
from nqs_docs.clauses.scopes import head_noun
from nqs_docs.findings import SourceError
from nqs_docs.sources.read import read
from tests.clauses.markdown import CORNER, HEAD, TAIL, act_of, outline

POINT = "1. Қағидалар бекітілсін."


def kinds(unit: Unit) -> list[str]:
    return [f"{child.kind} {child.name or child.label}".strip() for child in unit.children]


def corners(unit: Unit) -> list[str]:
    return [text_of(child.runs) for child in unit.children if child.kind is Kind.CORNER]


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (
            "Қазақстан Республикасы Еңбек министрі 2026 жылғы 10 сәуірдегі № 129 бұйрығымен бекітілген",
            Corner(True, approved=True),
        ),
        ("Қазақстан Республикасы Еңбек министрінің 2026 жылғы 10 сәуірдегі № 129 бұйрығына қосымша", Corner(True)),
        ("№ 391 /бұйрығына қосымша", Corner(True)),
        ("№ 5 бұйрығына 2-қосымша", Corner(True, label="2")),
        ("Бұйрыққа 1-қосымша", Corner(True, label="1")),
        ("қосымша", Corner(True)),
        ("3-қосымша", Corner(True, label="3")),
        ("Ақталған адамға куәлік беру қағидаларына 1-қосымша", Corner(False, "қағидалар", "1")),
        ("Кәсіптер тізілімін жүргізу Қағидаларына қосымша", Corner(False, "қағидалар")),
        ("№ 113 Тізбеге 4-қосымша", Corner(False, "тізбе", "4")),
        ("Әкімшілік деректерді жинауға арналған нысанына қосымша", Corner(False, "нысан")),
        ("Қағидаларға 3-1-қосымша", Corner(False, "қағидалар", "3-1")),
        ("Қағидаларға қосымша № 2", Corner(False, "қағидалар", "2")),
        ("қағидаларын бекіту туралы", None),
    ],
)
def test_what_a_corner_says(block: str, expected: Corner | None) -> None:
    assert read_corner(block) == expected


@pytest.mark.parametrize(
    ("title", "noun"),
    [
        ("Өзгерістер енгізілетін кейбір бұйрықтардың тізбесі", "тізбе"),
        ("Деректерді талдау және өңдеу қағидалары", "қағидалар"),
        ("Оқытудан, нұсқау беруден өткізу қағидалары мен мерзімдері", "қағидалар"),
        ("Ақталған адам куәлігінің үлгісі", "үлгі"),
        ("КУӘЛІК БЕРУ ҚАҒИДАЛАРЫ", "қағидалар"),
        ('"Өтемақыны төлеу туралы есеп"', "есеп"),
        ("Кәсіптер картотекасы", ""),
    ],
)
def test_what_a_document_is_by_its_title(title: str, noun: str) -> None:
    assert head_noun(title) == noun


def test_documents_and_their_appendices_in_one_act() -> None:
    act, _ = act_of(
        HEAD
        + POINT
        + TAIL
        + CORNER.replace("бұйрығымен  \nбекітілген", "бұйрығына  \n1-қосымша")
        + "## Беру қағидалары\n\n1. Бір.\n\nБеру қағидаларына  \n1-қосымша\n\n## Шарттар тізбесі\n\n1. Екі.\n\n"
        "Беру қағидаларына  \n2-қосымша\n\nНысан\n\n## Өтініш\n\nАты ______\n\n"
        + CORNER.replace("бұйрығымен  \nбекітілген", "бұйрығына  \n2-қосымша")
        + "## Куәліктің үлгісі\n\n1. Үш."
    )
    assert kinds(act.root) == ["order", "document қағидалар", "document үлгі"]
    assert kinds(act.root.children[1]) == ["corner", "heading", "point 1", "appendix 1", "appendix 2"]
    assert kinds(act.root.children[1].children[-2]) == ["corner", "heading", "point 1"]
    assert kinds(act.root.children[1].children[-1]) == ["corner", "indent", "heading", "indent"]


def test_a_new_wording_has_the_corner_of_the_amending_act_first() -> None:
    act, _ = act_of(
        HEAD + POINT + TAIL + CORNER + "## Өзгерістер енгізілетін бұйрықтардың тізбесі\n\n1. Бір.\n\n"
        "Қазақстан Республикасы  \nЕңбек министрі  \n2024 жылғы 5 ақпандағы  \n№ 7 Тізбеге  \n1-қосымша  \n"
        "Куәлік беру  \nқағидаларына  \n3-қосымша  \nБасшыға ______  \n(атауы)\n\n## Өтініш\n\nАты ______"
    )
    appendix = act.root.children[1].children[-1]
    assert (appendix.kind, appendix.label) == (Kind.APPENDIX, "1")
    assert [corner[-20:] for corner in corners(appendix)] == [
        "№ 7 Тізбеге 1-қосымша"[-20:],
        "қағидаларына 3-қосымша"[-20:],
    ]
    assert outline(appendix)[2] == "Басшыға ______ (атауы)"
    assert outline(appendix)[3] == "heading: Өтініш"


def test_the_two_corners_may_stand_apart() -> None:
    act, _ = act_of(
        HEAD + POINT + TAIL + "Қазақстан Республикасы  \nЕңбек министрі  \n2024 жылғы 5 ақпандағы  \n№ 7 бұйрығына  \n"
        "қосымша\n\nКуәлік беру  \nқағидаларына  \n2-қосымша\n\nНысан\n\n## Өтініш\n\nАты ______"
    )
    assert kinds(act.root) == ["order", "document өтініш"]
    assert len(corners(act.root.children[1])) == 2


def test_a_corner_printed_line_by_line_as_paragraphs() -> None:
    act, _ = act_of(
        HEAD + POINT + TAIL + CORNER.replace("  \n", "\n\n") + "## Беру қағидалары\n\n1. Бір.\n\n"
        "Куәлікті беру,\n\nқайтару\n\nқағидаларына\n\nқосымша\n\nНысан\n\n## Өтініш\n\nАты ______"
    )
    rules = act.root.children[1]
    assert corners(rules) == ["Қазақстан Республикасы Еңбек министрі 2024 жылғы 5 ақпандағы № 7 бұйрығымен бекітілген"]
    assert corners(rules.children[-1]) == ["Куәлікті беру, қайтару қағидаларына қосымша"]
    assert [child.kind for child in act.root.children[0].children[-1].children] == [Kind.INDENT, Kind.INDENT]


def test_a_corner_on_one_line() -> None:
    act, _ = act_of(HEAD + POINT + TAIL + CORNER.replace("  \n", " ", 4) + "## Беру қағидалары\n\n1. Бір.")
    assert len(corners(act.root.children[1])) == 1


def test_text_that_ends_in_the_word_is_no_corner() -> None:
    act, _ = act_of(HEAD + "1. Мыналар:\n\n1) осы Қағидаларға 1-қосымша\n\n2) бұйрықпен бекітілген" + TAIL)
    assert kinds(act.root) == ["order"]


def test_agreement_marks_glued_to_the_block_before() -> None:
    act, _ = act_of(
        HEAD + POINT + TAIL + '"КЕЛІСІЛДІ"\n\nҚазақстан Республикасының  \nҚаржы министрлігі  \n"КЕЛІСІЛДІ"\n\n'
        "Қазақстан Республикасының  \nЭнергетика министрлігі\n\nҚазақстан Республикасының  \nІшкі істер министрлігі\n\n"
        "«КЕЛІСІЛДІ»  \nҚазақстан Республикасының  \nҰлттық банкі\n\n" + CORNER + "## Беру қағидалары\n\n1. Бір."
    )
    blocks = [child for child in act.root.children[0].children if child.kind is Kind.AGREEMENT]
    assert [text(block).split()[-2] for block in blocks] == ["Қаржы", "Энергетика", "істер", "Ұлттық"]
    assert len(corners(act.root.children[1])) == 1


def test_the_signature_is_what_ends_without_a_sign() -> None:
    act, _ = act_of(HEAD + "1. Бір.\n\n2. Қолданысқа енгізіледі" + TAIL)
    order = act.root.children[0]
    assert kinds(order)[-3:] == ["point 1", "point 2", "signature"]
    assert outline(order)[-2:] == ["  Қазақстан Республикасы Еңбек министрі", "  А. Ертаев"]


def test_an_order_without_signature_or_preamble_says_so() -> None:
    act, findings = act_of(HEAD.replace("БҰЙЫРАМЫН:\n\n", "") + "1. Бір.\n\n2. Екі.")
    assert kinds(act.root.children[0]) == ["heading", "requisites", "point 1", "point 2"]
    assert {finding.code for finding in findings} == {"clause.no-preamble", "clause.no-signature"}


@pytest.mark.parametrize("word", ["БҰЙЫРАМЫН:", "БҰЙЫРАМЫЗ:", "б ұ й ы р а м ы н:", "Б Ұ Й Ы Р А М Ы Н:", "БҰЙЫРАМЫН"])
def test_the_preamble_ends_in_the_enacting_word(word: str) -> None:
    preamble = f'"Еңбек туралы" Қазақстан Республикасы Заңының 5-бабына сәйкес {word}'
    act, _ = act_of(HEAD.replace("БҰЙЫРАМЫН:", preamble) + "1. Бір." + TAIL)
    assert outline(act.root.children[0])[2:4] == ["preamble", f"  {preamble}"]


def test_the_first_point_may_stand_on_the_line_of_the_preamble() -> None:
    act, _ = act_of(HEAD.replace("БҰЙЫРАМЫН:\n\n", "Заңға сәйкес БҰЙЫРАМЫН: ") + "1. Бір.\n\n2. Екі." + TAIL)
    assert kinds(act.root.children[0])[2:5] == ["preamble", "point 1", "point 2"]


REQUISITES = "Қазақстан Республикасы Еңбек министрінің 2024 жылғы 5 ақпандағы № 7 бұйрығы."
REGISTERED = "Қазақстан Республикасының Әділет министрлігінде 2024 жылғы 9 ақпанда № 33999 болып тіркелді"


@pytest.mark.parametrize(
    "head",
    [
        f"# Сынақ туралы\n\n{REQUISITES} {REGISTERED}",
        f"# Сынақ туралы\n\n{REQUISITES}\n\n{REGISTERED}",
        f"{REQUISITES} {REGISTERED}\n\n# Сынақ туралы",
        f"{REQUISITES}\n\n{REGISTERED}\n\n**Сынақ туралы**",
        f"# Сынақ туралы\n\n{REQUISITES.replace(' 2024', chr(10) + '2024')}\n{REGISTERED}",
        f"# Сынақ туралы\n\n{REQUISITES.replace(' 2024', chr(10) * 2 + '2024')}\n\n{REGISTERED}",
        f"# Сынақ туралы\n\n{REQUISITES.replace('№', 'N')} {REGISTERED.replace('№', 'N')}",
        f"# Сынақ туралы\n\n{REQUISITES} {REGISTERED}".replace("і", "i"),
    ],
)
def test_title_and_requisites_in_any_order(head: str) -> None:
    act, findings = act_of(head + "\n\nБҰЙЫРАМЫН:\n\n1. Бір." + TAIL)
    assert (act.citation.number, act.citation.date) == ("7", date(2024, 2, 5))
    assert act.citation.title == "Сынақ туралы"
    assert act.id == "V2400033999"
    assert act.registered == date(2024, 2, 9)
    assert not findings


@pytest.mark.parametrize(
    ("words", "number", "body"),
    [
        ("Еңбек министрінің м.а. 2024 жылғы 5 ақпандағы № 7 бұйрығы", "7", "Еңбек министрінің м.а."),
        (
            "Еңбек министрінің міндетін атқарушының 2024 жылғы 5 ақпандағы № 7 бұйрығы",
            "7",
            "Еңбек министрінің міндетін атқарушы",
        ),
        (
            "Премьер-Министрінің орынбасары - Еңбек министрінің 2024 жылғы 5 ақпандағы № 7-НҚ бұйрығы",
            "7-НҚ",
            "Премьер-Министрінің орынбасары - Еңбек министрі",
        ),
        (
            "Денсаулық сақтау министрінің 2024 жылғы 5 ақпандағы № ҚР ДСМ-7/2024 бұйрығы",
            "ҚР ДСМ-7/2024",
            "Денсаулық сақтау министрі",
        ),
        ("Еңбек министрінің 2024 жылғы 5 ақпандағы № 123-ө бұйрығы", "123-ө", "Еңбек министрі"),
        ("Ұлттық Банкі Басқармасының 2024 жылғы 5 ақпандағы № 17 қаулысы", "17", "Ұлттық Банкі Басқармасы"),
    ],
)
def test_bodies_and_numbers_of_requisites(words: str, number: str, body: str) -> None:
    act, _ = act_of(f"# Сынақ туралы\n\nҚазақстан Республикасы {words}. {REGISTERED}\n\nБҰЙЫРАМЫН:\n\n1. Бір." + TAIL)
    assert (act.citation.number, act.citation.body) == (number, f"Қазақстан Республикасы {body}")


def test_a_title_that_names_another_order_is_not_taken_for_the_requisites() -> None:
    title = (
        '"Қағидалар туралы" Қазақстан Республикасы Еңбек министрінің 2023 жылғы 8 қыркүйектегі № 380 бұйрығына '
        "өзгерістер енгізу туралы"
    )
    act, _ = act_of(f"# {title}\n\n{REQUISITES} {REGISTERED}\n\nБҰЙЫРАМЫН:\n\n1. Бір." + TAIL)
    assert act.citation.number == "7"
    assert act.citation.title == title


@pytest.mark.parametrize(
    "text", ["Бұл хат.\n\nСәлеметсіз бе!", "# Қағидалар\n\n1. Бір.\n\n2. Екі.", "1. 2024 жылғы 5 ақпанда № 7 хат."]
)
def test_a_text_that_is_no_order_is_refused(text: str) -> None:
    with pytest.raises(SourceError) as refused:
        read_act(read(text.encode(), "letter.md"))
    assert refused.value.code == "source.no-identity"
    assert refused.value.params == {"file": "letter.md"}


def test_a_title_over_two_headings_is_one() -> None:
    act, _ = act_of(HEAD + POINT + TAIL + CORNER + "## Куәлік беру және\n\n## оны қайтару қағидалары\n\n1. Бір.")
    assert act.root.children[1].name == "қағидалар"
    assert outline(act.root.children[1])[1] == "heading: Куәлік беру және оны қайтару қағидалары"


def test_a_signature_in_a_table_is_no_table_of_the_last_point() -> None:
    table = "\n\n| Қазақстан Республикасы Еңбек министрі | А. Ертаев |\n|---|---|\n"
    act, _ = act_of(HEAD + POINT + table)
    assert kinds(act.root.children[0])[-2:] == ["point 1", "signature"]


def test_a_new_appendix_quoted_with_its_corner_stays_in_the_order() -> None:
    act, _ = act_of(
        HEAD + "1. Қағидалар мынадай мазмұндағы 2-қосымшамен толықтырылсын:\n\n"
        '"Куәлік беру  \nқағидаларына  \n2-қосымша\n\nӨтініш\n\nАты ______";\n\n2. Орындалсын.' + TAIL
    )
    assert kinds(act.root) == ["order"]
    assert kinds(act.root.children[0])[-3:] == ["point 1", "point 2", "signature"]


def test_a_document_that_lost_its_corner_is_still_a_document() -> None:
    act, findings = act_of(HEAD + POINT + TAIL + "## Куәлік беру қағидалары\n\n## 1-тарау. Жалпы\n\n1. Бір.\n\n2. Екі.")
    assert kinds(act.root) == ["order", "document қағидалар"]
    assert kinds(act.root.children[0])[-2:] == ["point 1", "signature"]
    assert kinds(act.root.children[1]) == ["heading", "chapter 1"]
    assert [finding.code for finding in findings] == ["clause.no-corner"]
