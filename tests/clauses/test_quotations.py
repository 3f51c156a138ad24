"""Where quoted new text begins and ends, whatever became of its marks."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nqs_docs.clauses import quotations as quoting
from nqs_docs.clauses.quotations import Quotation, depth
from nqs_docs.language.folding import fold_case

REPLACE = "3-тармақ мынадай редакцияда жазылсын:"
INSERT = "мынадай мазмұндағы 9-1-тармақпен толықтырылсын:"
NEXT = "5-тармақ мынадай редакцияда жазылсын:"


def quotations(texts: Sequence[str]) -> tuple[Quotation, ...]:
    return quoting.quotations([fold_case(text) for text in texts])


def only(*texts: str) -> Quotation:
    found = quotations(texts)
    assert len(found) == 1
    return found[0]


def inner(texts: tuple[str, ...], found: Quotation) -> str:
    """The text inside the outer marks, paragraphs joined by " / "."""
    parts = list(texts[found.first : found.last + 1])
    parts[-1] = parts[-1][: found.end]
    parts[0] = parts[0][found.start :]
    return " / ".join(parts)


@pytest.mark.parametrize(
    ("quoted", "text"),
    [
        ('"3. Мәтін.";', "3. Мәтін."),
        ('"3. Мәтін."', "3. Мәтін."),
        ('"3. Мәтін".', "3. Мәтін"),
        ('"3. Мәтін.".', "3. Мәтін."),
        ('"3. Мәтін;".', "3. Мәтін;"),
        ('"3. Мәтін;"', "3. Мәтін;"),
        ("«3. Мәтін.»;", "3. Мәтін."),
        ("“3. Мәтін.”;", "3. Мәтін."),
        ("„3. Мәтін.“;", "3. Мәтін."),
        ('«3. Мәтін.";', "3. Мәтін."),
        ('"3. Мәтін. ";', "3. Мәтін. "),
        ('"3. "Қазпошта" АҚ жібереді.";', '3. "Қазпошта" АҚ жібереді.'),
        ("«3. «Қазпошта» АҚ-да жібереді.»;", "3. «Қазпошта» АҚ-да жібереді."),
        ('"3. «Қазпошта» АҚ жібереді.";', "3. «Қазпошта» АҚ жібереді."),
        ('"3. Бөлім ("Цифрлық құжаттар") ашылады.";', '3. Бөлім ("Цифрлық құжаттар") ашылады.'),
    ],
)
def test_the_outer_marks_and_what_follows_them_are_no_text(quoted: str, text: str) -> None:
    texts = (REPLACE, quoted, NEXT, '"5. Басқа.".')
    first, second = quotations(texts)
    assert inner(texts, first) == text
    assert first.closed
    assert not first.shared_open
    assert not first.shared_close
    assert inner(texts, second) == "5. Басқа."


def test_a_quotation_holds_several_paragraphs_and_units() -> None:
    texts = (REPLACE, '"3. Бір:', "1) екі;", "2) үш.", "Төртінші бөлік.", '4. Бес.";', NEXT, '"5. Алты.".')
    first, second = quotations(texts)
    assert (first.introducer, first.first, first.last) == (0, 1, 5)
    assert inner(texts, first) == "3. Бір: / 1) екі; / 2) үш. / Төртінші бөлік. / 4. Бес."
    assert second.first == 7


def test_a_paragraph_that_ends_in_a_name_does_not_end_the_quotation() -> None:
    texts = (REPLACE, '"3. Бөлімдер:', "«Цифрлық құжаттар»;", '"Еңбек нарығы";', '"Қазпошта" АҚ."', NEXT, '"5. Алты.".')
    first, _ = quotations(texts)
    assert first.last == 4
    assert inner(texts, first).endswith('"Қазпошта" АҚ.')


def test_a_name_at_the_very_end_is_closed_before_the_quotation() -> None:
    texts = (REPLACE, '"3. Платформа "Еңбек нарығы"";', NEXT, '"5. Алты.".')
    first, _ = quotations(texts)
    assert inner(texts, first) == '3. Платформа "Еңбек нарығы"'
    assert not first.shared_close


def test_one_mark_opens_the_text_and_a_name_in_it() -> None:
    preamble = (
        '"Ақтау туралы" Қазақстан Республикасы Заңының 18-бабына және "Қызметтер туралы" Заңның '
        '10-бабының 1) тармақшасына сәйкес БҰЙЫРАМЫН:";'
    )
    texts = ("кіріспе мынадай редакцияда жазылсын:", preamble, "1-тармақ мынадай редакцияда жазылсын:", '"1. Бір.".')
    first, _ = quotations(texts)
    assert first.shared_open
    assert first.closed
    assert inner(texts, first).startswith('"Ақтау туралы" Қазақстан')
    assert inner(texts, first).endswith("БҰЙЫРАМЫН:")


def test_one_mark_opens_the_text_and_a_name_over_several_paragraphs() -> None:
    texts = (REPLACE, '"Қазпошта" АҚ мыналарды:', "бірінші;", 'екінші."; ', NEXT, '"5. Алты.".')
    first, _ = quotations(texts)
    assert first.shared_open
    assert first.last == 3
    assert inner(texts, first) == '"Қазпошта" АҚ мыналарды: / бірінші; / екінші.'


def test_one_mark_closes_a_name_and_the_text() -> None:
    texts = (REPLACE, '"3. Орталық "Еңбек нарығы" арқылы "Цифрлық құжаттар";', NEXT, '"5. Алты.".')
    first, second = quotations(texts)
    assert first.shared_close
    assert inner(texts, first) == '3. Орталық "Еңбек нарығы" арқылы "Цифрлық құжаттар"'
    assert second.first == 3


def test_instruction_and_quotation_on_one_paragraph() -> None:
    texts = (
        '3-тармақ мынадай редакцияда жазылсын: "3. Мәтін.";',
        'мынадай мазмұндағы 4-тармақпен толықтырылсын: "4. Т.".',
    )
    first, second = quotations(texts)
    assert (first.introducer, first.first, first.last) == (0, 0, 0)
    assert [inner(texts, first), inner(texts, second)] == ["3. Мәтін.", "4. Т."]


def test_a_quotation_that_begins_on_the_paragraph_of_its_instruction_goes_on() -> None:
    texts = ('3-тармақ мынадай редакцияда жазылсын: "3. Бір:', "1) екі;", '2) үш.";', "4-тармақ алып тасталсын.")
    found = only(*texts)
    assert inner(texts, found) == "3. Бір: / 1) екі; / 2) үш."


def test_a_quotation_that_never_closes_stops_before_the_next_instruction() -> None:
    texts = (REPLACE, '"3. Бір.', "Екінші бөлік.", NEXT, '"5. Алты.".')
    first, second = quotations(texts)
    assert not first.closed
    assert (first.first, first.last) == (1, 2)
    assert inner(texts, first) == "3. Бір. / Екінші бөлік."
    assert second.closed
    assert inner(texts, second) == "5. Алты."


@pytest.mark.parametrize(
    "following",
    [
        "2-тармақта:",
        "көрсетілген бұйрықпен бекітілген Куәлік беру қағидаларында:",
        "7-тармақ алып тасталсын;",
        '"ақпараттық" деген сөздер "цифрлық" деген сөздермен ауыстырылсын;',
        '3. "Қағидаларды бекіту туралы" министрдің 2024 жылғы 1 мамырдағы № 5 бұйрығына мынадай өзгерістер енгізілсін:',
        "көрсетілген Қағидалардың 1-қосымшасы осы тізбеге 1-қосымшаға сәйкес жаңа редакцияда жазылсын;",
    ],
)
def test_what_stops_a_quotation_that_never_closes(following: str) -> None:
    first, *_ = quotations((REPLACE, '"3. Бір.', "Екінші бөлік.", following, '"8. Басқа."'))
    assert not first.closed
    assert first.last == 2


def test_a_quotation_that_never_closes_stops_before_the_next_item_of_the_order() -> None:
    texts = (
        '1. "Қағидалар туралы" министрдің 2024 жылғы 1 мамырдағы № 5 бұйрығына мынадай өзгеріс енгізілсін:',
        REPLACE,
        '"3. Жаңа мәтін',
        "2. Заң департаменті заңнамада белгіленген тәртіппен мемлекеттік тіркеуді қамтамасыз етсін.",
        "3. Осы бұйрықтың орындалуын бақылау вице-министрге жүктелсін.",
    )
    found = only(*texts)
    assert not found.closed
    assert found.last == 2


def test_new_text_without_an_opening_mark_is_reported_and_bounded() -> None:
    texts = (REPLACE, "3. Жаңа мәтін.", 'Екінші бөлігі.";', NEXT, '"5. Алты.".')
    first, second = quotations(texts)
    assert not first.opened
    assert (first.first, first.last) == (1, 2)
    assert second.first == 4


def test_an_instruction_after_an_introducer_is_no_quotation() -> None:
    assert quotations((REPLACE, NEXT, '"5. Алты.".'))[0].introducer == 1


def test_instructions_on_words_are_no_quotations() -> None:
    texts = (
        "2-тармақта:",
        '"бар" деген сөз "ол" деген сөзбен ауыстырылсын;',
        "1-қосымша осы бұйрыққа 1-қосымшаға сәйкес жаңа редакцияда жазылсын;",
        "2-қосымша осы бұйрыққа 2-қосымшаға сәйкес жаңа редакцияда жазылсын.",
    )
    assert quotations(texts) == ()


def test_a_quoted_instruction_keeps_its_own_quotation() -> None:
    texts = (
        "1-тармақтың 3) тармақшасы мынадай редакцияда жазылсын:",
        '"3) 5-тармақ мынадай редакцияда жазылсын:',
        '"5. Ішкі мәтін.";";',
        "2-тармақ алып тасталсын.",
    )
    found = only(*texts)
    assert (found.first, found.last) == (1, 2)
    assert inner(texts, found) == '3) 5-тармақ мынадай редакцияда жазылсын: / "5. Ішкі мәтін.";'


def test_several_quoted_instructions_belong_to_the_outer_quotation() -> None:
    texts = (
        "2-тармақ мынадай редакцияда жазылсын:",
        '"2. "Қағидалар туралы" министрдің 2024 жылғы 1 мамырдағы № 5 бұйрығына мынадай өзгерістер енгізілсін:',
        "3-тармақта:",
        "1) тармақша мынадай редакцияда жазылсын:",
        '"1) бір;";',
        "5-тармақ мынадай редакцияда жазылсын:",
        '"5. Алты.".";',
        "4-тармақ алып тасталсын.",
    )
    found = only(*texts)
    assert (found.first, found.last, found.closed) == (1, 6, True)
    assert inner(texts, found).endswith('"5. Алты.".')


def test_a_quoted_repeal_does_not_stop_the_quotation() -> None:
    texts = (
        "2 және 3-тармақтар мынадай редакцияда жазылсын:",
        '"2. Мына бұйрықтың күші жойылды деп танылсын.',
        '3. Осы бұйрық бекітілсін.";',
        NEXT,
        '"5. Алты.".',
    )
    first, second = quotations(texts)
    assert (first.last, first.closed) == (2, True)
    assert second.first == 4


def test_new_points_of_an_order_are_not_taken_for_its_items() -> None:
    texts = (
        '1. "Қағидалар туралы" министрдің 2024 жылғы 1 мамырдағы № 5 бұйрығына мынадай өзгеріс енгізілсін:',
        "1 және 2-тармақтар мынадай редакцияда жазылсын:",
        '"1. Қағидалар бекітілсін.',
        '2. Департамент орналастырсын.";',
        "2. Заң департаменті тіркеуді қамтамасыз етсін.",
    )
    found = only(*texts)
    assert (found.first, found.last) == (2, 3)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"а"', 0),
        ('"а', 1),
        ('а"', -1),
        ('"а "б" в"', 0),
        ('("а")', 0),
        ('"а";', 0),
        ('"а".', 0),
        ('а."', -1),
        ('"Б" АЦЖ-да "', 1 - 1 - 1),
        ('""Б" а"', 0),
        ('"а "Б""', 0),
        ('бұл "Еңбек нарығы" АЦЖ-ға', 0),
    ],
)
def test_marks_are_told_apart_by_what_touches_them(text: str, expected: int) -> None:
    assert depth(text) == expected


WORDS = st.lists(
    st.sampled_from(["мәтін", "сөз", "7-тармақ", "2) бөлік", "(бұдан әрі - Заң)", "№ 5"]), min_size=1, max_size=4
)
PARAGRAPH = st.one_of(
    WORDS.map(lambda words: " ".join(words) + "."),
    WORDS.map(lambda words: " ".join(words) + ' "Еңбек нарығы" АЦЖ;'),
    WORDS.map(lambda words: "1) " + " ".join(words) + ' "Цифрлық құжаттар";'),
)


@given(st.lists(st.lists(PARAGRAPH, min_size=1, max_size=5), min_size=1, max_size=4))
def test_quotations_written_well_are_found_exactly(quoted: list[list[str]]) -> None:
    texts: list[str] = []
    expected = []
    for number, paragraphs in enumerate(quoted):
        texts.append(f"{number + 1}-тармақ мынадай редакцияда жазылсын:")
        expected.append((len(texts), len(texts) + len(paragraphs) - 1))
        texts += [f'"{paragraphs[0]}', *paragraphs[1:]]
        texts[-1] += '";'
    assert [(found.first, found.last) for found in quotations(texts)] == expected
    assert all(found.closed and not found.shared_open and not found.shared_close for found in quotations(texts))


@given(
    st.lists(
        st.one_of(PARAGRAPH, st.sampled_from([REPLACE, INSERT, NEXT, '"3. Бір', 'екі";', '"', '";', "2-тармақта:"])),
        max_size=12,
    )
)
def test_no_text_breaks_it_and_no_two_quotations_overlap(texts: list[str]) -> None:
    found = quotations(texts)
    position = -1
    for one in found:
        assert position < one.introducer <= one.first <= one.last < len(texts)
        assert 0 <= one.start <= len(texts[one.first])
        assert 0 <= one.end <= len(texts[one.last])
        position = one.last
