"""Points, parts, subpoints and indents out of paragraphs."""

from __future__ import annotations

from textwrap import dedent

import pytest

from nqs_docs.clauses.act import Kind, Run, Unit, text_of, walk
from nqs_docs.clauses.labels import begins_with_capital, follows, read_label
from nqs_docs.clauses.structure import read_units
from tests.clauses.markdown import HEAD, TAIL, act_of, document, order, outline


def shape(text: str) -> list[str]:
    """The outline of quoted text given line by line."""
    leaves = [(Run(line, "V1", 0, len(line)),) for line in dedent(text).strip().splitlines()]
    return outline(Unit(Kind.ACT, children=read_units(leaves)))


def expected(text: str) -> list[str]:
    return dedent(text).strip("\n").splitlines()


def test_a_new_part_begins_with_a_capital_letter_after_a_full_stop() -> None:
    assert shape("7. Бір.\nЕкі.\nүш.") == expected("""
        point 7
          part
            7. Бір.
          part
            Екі.
            үш.
        """)


@pytest.mark.parametrize("sign", [":", ";", ","])
def test_no_part_begins_after_a_sign_that_goes_on(sign: str) -> None:
    assert shape(f"7. Бір{sign}\nЕкі.") == ["point 7", "  part", f"    7. Бір{sign}", "    Екі."]


def test_a_capital_letter_inside_quotes_begins_a_part() -> None:
    assert shape('7. Бір.\n"Еңбек" АҚ.').count("  part") == 2
    assert shape("7. Бір.\n(Екі).").count("  part") == 2


def test_a_lead_line_with_its_subpoints_is_one_part() -> None:
    assert shape("9. Мыналар:\n1) бір;\n2) екі.\nКелесі бөлік.") == expected("""
        point 9
          part
            9. Мыналар:
            subpoint 1
              part
                1) бір;
            subpoint 2
              part
                2) екі.
          part
            Келесі бөлік.
        """)


def test_subpoints_begin_again_in_the_part_of_their_lead_line() -> None:
    tree = shape("3. Платформаны:\n1) орындау;\n2) іздеу\nОларға жатады:\n1) орган;\n2) кандидат.\nБасқалар.")
    assert tree == expected("""
        point 3
          part
            3. Платформаны:
            subpoint 1
              part
                1) орындау;
            subpoint 2
              part
                2) іздеу
          part
            Оларға жатады:
            subpoint 1
              part
                1) орган;
            subpoint 2
              part
                2) кандидат.
          part
            Басқалар.
        """)


def test_subpoints_begin_again_though_the_list_before_ended_in_a_semicolon() -> None:
    tree = shape("3. Платформаны:\n1) орындау;\n2) іздеу;\nОларға жатады:\n1) орган.")
    assert tree.count("  part") == 2


def test_unnumbered_text_belongs_to_the_subpoint_while_its_list_goes_on() -> None:
    assert shape('7. Мыналар:\n5) тану орталықтары:\n"Деректер" Заңына;\nтізілімін.\n6) басқа.') == expected("""
        point 7
          part
            7. Мыналар:
            subpoint 5
              part
                5) тану орталықтары:
                "Деректер" Заңына;
                тізілімін.
            subpoint 6
              part
                6) басқа.
        """)


def test_a_sentence_between_two_subpoints_is_a_part_of_the_first() -> None:
    assert shape("7. Мыналар:\n1) бес күн.\nБұл күн кірмейді;\n2) алты.") == expected("""
        point 7
          part
            7. Мыналар:
            subpoint 1
              part
                1) бес күн.
              part
                Бұл күн кірмейді;
            subpoint 2
              part
                2) алты.
        """)


def test_closing_words_in_small_letters_stay_in_the_part_of_the_list() -> None:
    tree = shape("7. Орган:\n1) бір;\n2) екі.\nқамтамасыз етеді.")
    assert tree[-1] == "    қамтамасыз етеді."
    assert tree.count("  part") == 1


def test_an_inserted_number_continues_the_list() -> None:
    assert shape("2. Ұғымдар:\n8) бір.\nТүсіндірме.\n8-1) екі.")[-3:] == [
        "    subpoint 8-1",
        "      part",
        "        8-1) екі.",
    ]


def test_quoted_text_holds_several_points_and_chapters() -> None:
    tree = shape("2-тарау. Тәртіп\n9. Бір.\nЕкі.\n9-1. Үш.\n§ 1")
    assert tree[0] == "chapter 2"
    assert [line.strip() for line in tree if "point" in line] == ["point 9", "point 9-1"]


def test_text_without_a_label_gives_a_leaf_for_each_paragraph() -> None:
    assert shape("Тыңдау:\nшақыру;\nпайдалану.") == ["Тыңдау:", "шақыру;", "пайдалану."]


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("7. Мәтін", Kind.POINT, "7"),
        ("9-1. Мәтін", Kind.POINT, "9-1"),
        ("3.Мәтін", Kind.POINT, "3"),
        ('18. "Қызметтер" туралы', Kind.POINT, "18"),
        ("3) мәтін", Kind.SUBPOINT, "3"),
        ("8-1) мәтін", Kind.SUBPOINT, "8-1"),
        ("1) 3-тармақ мынадай редакцияда жазылсын:", Kind.SUBPOINT, "1"),
        ("2) 3) тармақша мынадай редакцияда жазылсын:", Kind.SUBPOINT, "2"),
        ("1-тарау. Жалпы ережелер", Kind.CHAPTER, "1"),
        ("2-1-тарау. Тәртіп", Kind.CHAPTER, "2-1"),
        ("3-ТАРАУ. ТӘРТІП", Kind.CHAPTER, "3"),
        ("2-тарау", Kind.CHAPTER, "2"),
        ("VІ бөлім. Тәртіп", Kind.SECTION, "VI"),
        ("2-бөлім. Тәртіп", Kind.SECTION, "2"),
        ("1-параграф. Тәртіп", Kind.SUBCHAPTER, "1"),
        ("5-бап. Ұғымдар", Kind.ARTICLE, "5"),
        ("8) тармақша мынадай редакцияда жазылсын:", None, ""),
        ("11) және 12) тармақшалар мынадай редакцияда жазылсын:", None, ""),
        ("4), 7) және 8) тармақшалар алып тасталсын;", None, ""),
        ("3-тарау мынадай редакцияда жазылсын:", None, ""),
        ("3-тараудың тақырыбы мынадай редакцияда жазылсын:", None, ""),
        ("12.07.2026 бастап қолданысқа енгізіледі", None, ""),
        ("2026 жылғы 1 қаңтар", None, ""),
        ("Мәтін 3) мәтін", None, ""),
        ("", None, ""),
    ],
)
def test_how_a_numbered_paragraph_begins(text: str, kind: Kind | None, number: str) -> None:
    label = read_label(text)
    assert (label.kind if label else None, label.number if label else "") == (kind, number)


def test_which_number_is_next() -> None:
    assert follows("4", "3")
    assert follows("3-1", "3")
    assert follows("3-2", "3-1")
    assert follows("4", "3-1")
    assert not follows("5", "3")
    assert not follows("1", "3")
    assert not follows("3", "3")


def test_capital_letters_after_quotes_and_brackets() -> None:
    assert begins_with_capital('"Еңбек')
    assert begins_with_capital("(Ә")
    assert not begins_with_capital("еңбек")
    assert not begins_with_capital("2026 жылғы")


def test_a_title_on_the_line_below_its_chapter_joins_the_heading() -> None:
    tree = document("## Сынақ қағидалары\n\n## 1-тарау\n\n## Жалпы ережелер\n\n1. Бір.")
    chapter = next(unit for unit in walk(tree) if unit.kind is Kind.CHAPTER)
    assert text_of(chapter.children[0].runs) == "1-тарау Жалпы ережелер"


def test_chapters_hold_points_and_subchapters() -> None:
    tree = document(
        "## Сынақ қағидалары\n\n## I бөлім. Бір\n\n## 1-тарау. Жалпы\n\n1. Бір.\n\n## 2-тарау. Тәртіп\n\n"
        "### 1-параграф. Қабылдау\n\n2. Екі.\n\n### 2-параграф. Беру\n\n3. Үш.\n\n"
        "## II бөлім. Екі\n\n## 3-тарау. Соңы\n\n4. Т."
    )
    kinds = [
        f"{unit.kind} {unit.label}" for unit in walk(tree) if unit.kind in ("section", "chapter", "subchapter", "point")
    ]
    assert kinds == [
        "section I",
        "chapter 1",
        "point 1",
        "chapter 2",
        "subchapter 1",
        "point 2",
        "subchapter 2",
        "point 3",
        "section II",
        "chapter 3",
        "point 4",
    ]


def test_quoted_new_text_is_no_structure_of_the_amending_order() -> None:
    tree = order(
        '1. "Қағидалар туралы" министрдің 2023 жылғы 1 мамырдағы № 5 бұйрығына мынадай өзгерістер енгізілсін:\n\n'
        '9 және 9-1-тармақтар мынадай редакцияда жазылсын:\n\n"9. Бір:\n\n1) екі.\n\nҮшінші бөлік.\n\n9-1. Төрт.";\n\n'
        '2-тармақта:\n\n8) тармақша мынадай редакцияда жазылсын:\n\n"8) бес;"\n\n2. Орындалсын.'
    )
    points = [unit for unit in tree.children if unit.kind is Kind.POINT]
    assert [point.label for point in points] == ["1", "2"]
    assert len(points[0].children) == 1
    assert {child.kind for child in points[0].children[0].children} == {Kind.INDENT}
    assert len(points[0].children[0].children) == 9


def test_numbered_instructions_are_subpoints() -> None:
    tree = order(
        '1. "Қағидалар туралы" министрдің 2023 жылғы 1 мамырдағы № 5 бұйрығына мынадай өзгерістер енгізілсін:\n\n'
        '1) 3-тармақ мынадай редакцияда жазылсын:\n\n"3. Бір.\n\nЕкі.";\n\n2) 5-тармақ алып тасталсын;\n\n'
        '3) 2) тармақша мынадай редакцияда жазылсын:\n\n"2) үш;".\n\n2. Орындалсын.'
    )
    subpoints = [unit for unit in walk(tree) if unit.kind is Kind.SUBPOINT]
    assert [unit.label for unit in subpoints] == ["1", "2", "3"]
    assert [len(unit.children[0].children) for unit in subpoints] == [3, 1, 2]


def test_a_number_out_of_order_is_reported_with_its_place() -> None:
    text = HEAD + "1. Бір.\n\n3. Үш.\n\n2. Екі." + TAIL
    _, findings = act_of(text)
    odd = [finding for finding in findings if finding.code == "clause.number-order"]
    assert [dict(finding.params) for finding in odd] == [{"number": "2", "before": "3"}]
    assert odd[0].span is not None
    assert text[odd[0].span.start : odd[0].span.end] == "2. Екі."
    assert odd[0].act == "V2400033999"


@pytest.mark.parametrize(
    ("lines", "labels", "odd"),
    [
        (["1) бір;", "2) екі;", "З) үш."], ["1", "2", "3"], ["clause.misread-number"]),
        (["l) бір;", "2) екі;", "З) үш;", "4) төрт."], ["1", "2", "3", "4"], ["clause.misread-number"] * 2),
        (["1) бір;", "2) екі:", "ж) үш;", "з) төрт."], ["1", "2"], []),  # a list of letters
        (["1) бір;", "3) үш."], ["1", "3"], ["clause.number-gap"]),
        (["1) бір;", "1-1) бір жарым;", "2) екі."], ["1", "1-1", "2"], []),
        (["2) екі;", "б) алты."], ["2"], ["clause.number-gap"]),
    ],
)
def test_numbers_misread_and_left_out(lines: list[str], labels: list[str], odd: list[str]) -> None:
    act, findings = act_of(HEAD + "\n\n".join(["1. Бір.", "2. Екі:", *lines]) + TAIL)
    assert [unit.label for unit in walk(act.root) if unit.kind is Kind.SUBPOINT] == labels
    assert [finding.code for finding in findings if finding.code.startswith("clause.")] == odd


def test_headings_numbered_like_points_are_chapters() -> None:
    tree = document(
        "## Сынақ қағидалары\n\n**1. Жалпы ережелер**\n\n1. Бір.\n\n2. Екі.\n\n**2. Беру тәртібі**\n\n3. Үш."
    )
    kinds = [f"{unit.kind} {unit.label}" for unit in walk(tree) if unit.kind in ("chapter", "point")]
    assert kinds == ["chapter 1", "point 1", "point 2", "chapter 2", "point 3"]
