"""Damage that is not in the corpus but is in other orders: each repair by its name, and what must not be repaired."""

from __future__ import annotations

import pytest

from tests.clauses.test_paragraphs import of

# 49 lines of a hard-wrapped order, so that its width and indentation are known.
AROUND = (
    "      Осы тармақтың екінші бөлігінде көрсетілген құжаттар білім деңгейіне қойылатын \n"
    "талаптарға сәйкес ұсынылады және олар цифрлық платформада орналастырылады, ал \n"
    "болмаған кезде олар қағаз түрінде ұсынылады.\n"
) * 4


def codes(text: str) -> list[str]:
    return [finding.code for finding in of(text)[1]]


def line_of(damaged: str) -> str:
    """How a line (or two) of a hard-wrapped order is read."""
    texts, _ = of(f"{AROUND}{damaged}\n{AROUND}")
    return texts[4]


# source.page-break in Markdown


@pytest.mark.parametrize(
    "halves",
    [
        ["9-1. Тану орталығы мәлімделген кәсіп", "бойынша кәсіптік біліктілікті тану рәсімінен өтуді растайды."],
        ["**Кәсіптік біліктілікті тану", "қағидаларын бекіту туралы**"],
        ["**Кәсіптік біліктілікті тану**", "**қағидаларын бекіту туралы**"],
        ["**3) тармақша жаңа редакцияда көзделген - ҚР Еңбек және халықты**", "қорғау министрінің бұйрығымен."],
        ["## Кәсіптік біліктілікті тану", "## қағидалары"],
        ['"10. Еңбек мобильділігі орталығы "Еңбек нарығы"', 'АЦЖ арқылы жібереді.";'],
        [
            "2) мемлекеттік органдар бекітілген кәсіптік стандарттарды",
            "осы Қағидаларға сәйкес",
            "үш жұмыс күні ішінде береді;",
        ],
        ["3. Осы бұйрықтың орындалуын бақылау Қазақстан", "Республикасының Еңбек вице-министріне жүктелсін."],
        ["2. Қағидалардың талаптарына сәйкес келетін құжаттар Заңның", "6-бабының 2-тармағына сәйкес беріледі."],
        [
            "3) осы бұйрық тіркелгеннен кейін осы тармақтың 1) және",
            "2) тармақшаларында көзделген іс-шараларды орындау.",
        ],
        [
            "8. Цифрлық жүйелердің және дерекқорлардың иелері болып табылатын органдар",
            "(бұдан әрі – органдар) деректерді береді.",
        ],
        ["3) кәсіптік стандарт – білімге және машыққа қойылатын талаптар", "– салалық кеңес бекітетін құжат;"],
        ["Осы бұйрық 12.07.2026 ж.", "бастап қолданысқа енгізіледі."],
        ["12)", "Қазақстан Республикасының Ұлттық палатасы;"],
        ["7-тармақтың", "3) тармақшасы мынадай редакцияда жазылсын:"],
        ["12-тармақтың", "екінші бөлігі мынадай редакцияда жазылсын:"],
    ],
)
def test_halves_of_a_paragraph_are_put_together(halves: list[str]) -> None:
    whole = " ".join(halves).replace("*", "").replace("## ", "").replace("#", "").strip()
    texts, findings = of("\n\n".join(["1. Бірінші.", *halves, "Соңы."]))
    assert texts == ["1. Бірінші.", whole, "Соңы."]
    assert [finding.code for finding in findings] == ["source.page-break"] * (len(halves) - 1)


@pytest.mark.parametrize(
    "pair",
    [
        ["1) бірінші құжаттың көшірмесі;", "екінші құжаттың көшірмесі."],
        ["2) іздеу үшін жеке тұлғалар жүзеге асырады", "Пайдаланушыларға мыналар жатады:"],
        ['"1) цифрлық жүйе – заңды тұлға;"', "көрсетілген бұйрықпен бекітілген Қағидаларда:"],
        ['жүзеге асырылатын оқыту"', "тақырыбы мынадай редакцияда жазылсын:"],
        ['"4) "Үкімет" корпорациясы" қоғамы береді"', "кіріспе мынадай редакцияда жазылсын:"],
        ["3) мемлекеттік органдар береді", "4) тану орталығы."],
        ["№ 38395 болып тіркелді", "**ЗҚАИ-ның ескертпесі!**"],
        ["№ 38395 болып тіркелді", "**БҰЙЫРАМЫН:**"],
        ["# Бұйрық туралы", "Қазақстан Республикасы министрінің бұйрығы."],
        ["Тегі, аты ____________", "лауазымы, қолы"],
        ["Қазақстан Республикасы министрінің 2026 жылғы 1 сәуірдегі № 1 бұйрығымен бекітілген", "**Тану қағидалары**"],
        ["1. Осы бұйрыққа қосымшаға сәйкес Қағидалар бекітілсін", "2-тармақ мынадай редакцияда жазылсын:"],
    ],
)
def test_paragraphs_stay_apart(pair: list[str]) -> None:
    texts, findings = of("\n\n".join(pair))
    assert len(texts) == 2
    assert findings == []


def test_short_lines_of_an_agreement_stay_apart() -> None:
    lines = ['"КЕЛІСІЛДІ"', "Қазақстан Республикасының", "Қаржы нарығын реттеу", "және дамыту агенттігі"]
    assert of("\n\n".join(lines)) == (lines, [])


# source.page-break and source.page-furniture in the text of a PDF


@pytest.mark.parametrize(
    ("gap", "expected"),
    [
        ("\n\n\n", ["source.page-break"]),
        ("\n" * 60, ["source.page-break"]),
        ("\n12\n", ["source.page-break", "source.page-furniture"]),
        ("\n\n\n12\n\n\n", ["source.page-break", "source.page-furniture"]),
        ("\n\n            — 12 —\n\n", ["source.page-break", "source.page-furniture"]),
        ("\n\n12 / 45\n\x0c\n", ["source.page-break", "source.page-furniture"]),
    ],
)
def test_a_page_break_of_a_pdf(gap: str, expected: list[str]) -> None:
    first = "      16. Емтихан комиссиясы шешімнің хаттамасына қол қойған күннен кейін үш жұмыс"
    texts, findings = of(f"{AROUND}{first}{gap}күні ішінде тану орталығына жібереді.\n{AROUND}")
    assert texts[4] == f"{first.strip()} күні ішінде тану орталығына жібереді."
    assert sorted(f.code for f in findings) == expected


def test_a_page_break_before_a_name_in_a_pdf() -> None:
    first = "      2. Қазақстан Республикасы Еңбек және халықты әлеуметтік қорғау министрлігі"
    texts, _ = of(f"{AROUND}{first}\n\n\nЕңбек департаменті қамтамасыз етсін.\n{AROUND}")
    assert texts[4] == f"{first.strip()} Еңбек департаменті қамтамасыз етсін."


def test_list_indents_after_a_page_break_stay_apart() -> None:
    texts, findings = of(
        f"{AROUND}      мынадай құжаттарды ұсынады\n\n\n      үміткердің өтінішін тексереді;\n{AROUND}"
    )
    assert texts[4:6] == ["мынадай құжаттарды ұсынады", "үміткердің өтінішін тексереді;"]
    assert findings == []


def test_a_running_head_between_halves_is_furniture() -> None:
    head = "Нормативтік құқықтық актілердің эталондық бақылау банкі"
    text = (
        f"1. Осы Қағидалар кәсіптік біліктілікті\n\n{head}\n\nтану тәртібін айқындайды.\n\n"
        f"2. Олар Заңға сәйкес уәкілетті орган\n\n3\n\n{head}\n\nбекітетін құжат болып табылады."
    )
    texts, findings = of(text)
    assert texts == [
        "1. Осы Қағидалар кәсіптік біліктілікті тану тәртібін айқындайды.",
        "2. Олар Заңға сәйкес уәкілетті орган бекітетін құжат болып табылады.",
    ]
    assert [f.code for f in findings].count("source.page-furniture") == 3


def test_page_numbers_between_whole_paragraphs_are_furniture_where_they_count_on() -> None:
    page = "1. Осы Қағидалар кәсіптік біліктілікті тану тәртібін айқындайды және бекітіледі.\n\n" * 14
    texts, findings = of(f"{page}7\n\n{page}8\n\n{page}")
    assert not {"7", "8"} & set(texts)
    assert [f.code for f in findings] == ["source.page-furniture"] * 2
    assert {"7", "9"} <= set(of(f"{page}7\n\n{page}9\n\n{page}")[0]), "numbers that do not count on are text"


def test_a_number_that_a_sentence_needs_is_no_page_number() -> None:
    texts, findings = of(
        "1. Нормативтік құқықтық актілерді мемлекеттік тіркеу тізілімінде №\n\n33404\n\nболып тіркелген."
    )
    assert " ".join(texts).endswith("тізілімінде № 33404 болып тіркелген.")
    assert "source.page-furniture" not in [f.code for f in findings]


# source.displaced-link


@pytest.mark.parametrize(
    ("damaged", "printed"),
    [
        (
            "      7-тармақтың  мынадай редакцияда жазылсын:3) тармақшасы",
            "7-тармақтың 3) тармақшасы мынадай редакцияда жазылсын:",
        ),
        ("       мынадай редакцияда жазылсын:9-1-тармақ", "9-1-тармақ мынадай редакцияда жазылсын:"),
        ("       мынадай редакцияда жазылсын: 9-1-тармақ", "9-1-тармақ мынадай редакцияда жазылсын:"),
        (
            "        мынадай редакцияда жазылсын:7-тармақтың 3) тармақшасы",
            "7-тармақтың 3) тармақшасы мынадай редакцияда жазылсын:",
        ),
        (
            "       екінші бөлігі мынадай редакцияда жазылсын:12-тармақтың",
            "12-тармақтың екінші бөлігі мынадай редакцияда жазылсын:",
        ),
        ("      беру, қаржыландыру және бөлу :тәртібінде", "беру, қаржыландыру және бөлу тәртібінде:"),
        (
            "      осы   сәйкес нысан бойынша өтініш беріледі;Қағидаларға 1-қосымшаға",
            "осы Қағидаларға 1-қосымшаға сәйкес нысан бойынша өтініш беріледі;",
        ),
        (
            "      Қазақстан Республикасы  6-бабына сәйкес әзірлендіЗаңының",
            "Қазақстан Республикасы Заңының 6-бабына сәйкес әзірленді",
        ),
        (
            "      2023 жылғы 8 қыркүйектегі № 380  (Нормативтік құқықтық актілердібұйрығына",
            "2023 жылғы 8 қыркүйектегі № 380 бұйрығына (Нормативтік құқықтық актілерді",
        ),
        (
            "      3. Осы  орындалуын бақылау вице-министрге жүктелсін. бұйрықтың",
            "3. Осы бұйрықтың орындалуын бақылау вице-министрге жүктелсін.",
        ),
        (
            "      көрсетілген   осы тізбеге  сәйкес жаңа редакцияда жазылсын;Қағидалардың 1-қосымшасы 4-қосымшаға",
            "көрсетілген Қағидалардың 1-қосымшасы осы тізбеге 4-қосымшаға сәйкес жаңа редакцияда жазылсын;",
        ),
        (
            "      Заңның 14-бабының ,  және  сәйкес ұсыныстар жолдайды.1) 2) 3) тармақшаларына",
            "Заңның 14-бабының 1), 2) және 3) тармақшаларына сәйкес ұсыныстар жолдайды.",
        ),
    ],
)
def test_words_of_a_link_go_back_into_their_hole(damaged: str, printed: str) -> None:
    assert line_of(damaged) == printed
    assert codes(f"{AROUND}{damaged}\n{AROUND}") == ["source.displaced-link"]


def test_a_wrapped_link_leaves_a_hole_on_both_lines_and_is_one_repair() -> None:
    damaged = "      3) Еңбек кодексінің 35-бабының ,  және 1) 2) 3) \n сәйкес құжаттың көшірмесі.тармақшаларына"
    assert line_of(damaged) == "3) Еңбек кодексінің 35-бабының 1), 2) және 3) тармақшаларына сәйкес құжаттың көшірмесі."
    assert codes(f"{AROUND}{damaged}\n{AROUND}") == ["source.displaced-link"]


@pytest.mark.parametrize(
    "printed",
    [
        "      Осы тармақтың  2) және 3) тармақшаларында көрсетілген құжаттар осы 1-қосымшаға \nсәйкес ұсынылады.",
        "      Салалық органдар сұранысқа ие болуын ;",
        "      көрсетілген  құжаттар осы Қағидалардың 7-тармағында \nкөзделген мерзімде ұсынылады.",
        "      Тегі, аты  ____________  (қолы)",
        "      Заңның 6-бабының  2-тармағына \nсәйкес әзірленді.",
        " Өзгерістер енгізілетін кейбір бұйрықтардың тізбесі",
    ],
)
def test_an_extra_space_alone_moves_nothing(printed: str) -> None:
    assert line_of(printed) == " ".join(printed.split())
    assert codes(f"{AROUND}{printed}\n{AROUND}") == []


@pytest.mark.parametrize(
    "damaged",
    [
        "      осы  құжаттар  мерзімде ұсынылады:3-тармағына",
        "      шығарғаннан кейін олардың негізінде осыҚағидаларға",
        "      бірінші  екінші  үшінші өтініш беріледі;Қосымша Құжат",
    ],
)
def test_what_cannot_be_matched_is_left_and_reported(damaged: str) -> None:
    assert line_of(damaged) == " ".join(damaged.split())
    assert codes(f"{AROUND}{damaged}\n{AROUND}") == ["source.displaced-link-unsure"]


def test_moved_words_keep_their_place_in_the_source() -> None:
    text = f"{AROUND}       мынадай редакцияда жазылсын:3-тармақ\n{AROUND}"
    (finding,) = of(text)[1]
    assert finding.span is not None
    assert dict(finding.params) == {
        "before": " мынадай редакцияда жазылсын:3-тармақ",
        "after": "3-тармақ мынадай редакцияда жазылсын:",
    }
    assert text[finding.span.start : finding.span.end] == dict(finding.params)["before"]


# source.torn-word


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("осы тармақтың 1) және 2", ") тармақшаларында көзделген", "1) және 2) тармақшаларында"),
        ('растайды және растауды "', 'Еңбек нарығы" жүйесі арқылы', 'растауды "Еңбек нарығы" жүйесі'),
        ("осы Қағидалардың 9-", "1-тармағына сәйкес ұсынылады", "9-1-тармағына сәйкес"),
        ("осы Қағидалардың 9", "-1-тармағына сәйкес ұсынылады", "9-1-тармағына сәйкес"),
        ("цифрлық жүйелік-", "техникалық қызмет көрсету", "жүйелік-техникалық қызмет"),
        ("біліктілікті (", "бұдан әрі – орган) береді", "біліктілікті (бұдан әрі"),
        ("деректерді береді", ", олар болмаған кезде", "береді, олар"),
        ("ақпарат\u00ad", "тық жүйелер арқылы", "ақпараттық жүйелер"),
        ('алады "on-line', '" режимінде оқытады', '"on-line" режимінде'),
    ],
)
def test_a_word_torn_by_a_line_end_is_whole(first: str, second: str, whole: str) -> None:
    damaged = f"      5. Тану орталығы өтінішті алған күннен кейін {first}\n{second} үш күн ішінде."
    assert whole in line_of(damaged)
    assert codes(f"{AROUND}{damaged}\n{AROUND}") == ["source.torn-word"]


def test_a_number_torn_by_a_page_break_is_whole() -> None:
    text = "5. Тану орталығы осы Қағидалардың 9-\n\n1-тармағына сәйкес өтінішті береді."
    texts, findings = of(text)
    assert texts == ["5. Тану орталығы осы Қағидалардың 9-1-тармағына сәйкес өтінішті береді."]
    assert {f.code for f in findings} == {"source.page-break", "source.torn-word"}


def test_hyphens_and_signs_that_end_a_line_rightly_stay() -> None:
    for printed in ("бұдан әрі -\nтізілім)", "екі-\nнемесе үш", "қолы ____\n.", "(бар болса)\n(ол болған жағдайда)"):
        assert "source.torn-word" not in codes(f"{AROUND}      Орган {printed}\n{AROUND}")


# source.bullet, source.heading-misuse, source.torn-signature, source.flattened-table


def test_bullets_before_labels_are_layout() -> None:
    assert of("- 1) бірінші;\n- 2) екінші.\n") == (
        ["1) бірінші;", "2) екінші."],
        of("- 1) бірінші;\n- 2) екінші.\n")[1],
    )
    assert codes("- 1) бірінші;\n- 2) екінші.\n") == ["source.bullet"] * 2


def test_a_dash_of_an_open_sentence_is_no_bullet() -> None:
    first = "3. Қазақстан Республикасы Премьер-Министрінің орынбасары осы бұйрықтың"
    assert of(f"{first}\n\n- орындалуын бақылайды.")[0] == [f"{first} - орындалуын бақылайды."]


@pytest.mark.parametrize(
    "marked",
    [
        "### 3. Цифрлық платформаны пайдалануды:",
        "## 12) кандидат.",
        "### **ЗҚАИ-ның ескертпесі!**",
        "## Ескерту. 6-тармақ жаңа редакцияда.",
        '### "КЕЛІСІЛДІ"',
        "## мынадай құжаттар ұсынылады:",
        "### 7. Ұлттық орган ақпаратты орналастырады\n\n8. Келесі тармақ.",
    ],
)
def test_a_heading_mark_on_a_point_or_a_note_means_nothing(marked: str) -> None:
    assert codes(marked) == ["source.heading-misuse"]


@pytest.mark.parametrize(
    "heading", ["## 1-тарау. Жалпы ережелер", "## 1. Жалпы ережелер\n\n1. Осы Қағидалар.", "# Тізбе"]
)
def test_a_heading_mark_on_a_heading_stays(heading: str) -> None:
    assert codes(heading) == []


def test_a_signatory_stands_after_the_whole_post() -> None:
    printed = "Қазақстан Республикасы\n\nС. Жакупова\n\nПремьер-Министрінің орынбасары - Еңбек министрі"
    texts, findings = of(printed)
    assert texts == ["Қазақстан Республикасы", "Премьер-Министрінің орынбасары - Еңбек министрі", "С. Жакупова"]
    assert [f.code for f in findings] == ["source.torn-signature"]


def test_a_signatory_torn_inside_one_block_too() -> None:
    printed = "*Қазақстан Республикасы  \nС. Жакупова  \nЕңбек және халықты әлеуметтік қорғау министрі*"
    assert of(printed)[0] == ["Қазақстан Республикасы Еңбек және халықты әлеуметтік қорғау министрі С. Жакупова"]


def test_a_signatory_after_the_post_stays() -> None:
    assert codes("Еңбек министрі\n\nС. Жакупова\n\nҚазақстан Республикасы Қаржы министрлігі") == []


def test_a_flattened_table_needs_two_rows_alike() -> None:
    web = "\u00a0\u00a0\u00a0\u00a0\u00a0 1. Бір.\n\n{}\n\n\u00a0\u00a0\u00a0\u00a0\u00a0 2. Екі.\n"
    table = "\t\n1\n\t\nАтауы\n\n\t\n2\n\t\nМерзімі\n\nүш күн\n"
    assert of(web.format(table))[0] == ["1. Бір.", "1 Атауы", "2 Мерзімі үш күн", "2. Екі."]
    assert codes(web.format(table)) == ["source.flattened-table"]
    assert codes(web.format("\t\nА. Ертаев\n\n")) == []


@pytest.mark.parametrize("mark", ["", "## "])
def test_digits_without_end_are_no_number(mark: str) -> None:
    assert codes(f"{mark}{'1' * 1_000}. мәтін") == []
