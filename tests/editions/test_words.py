"""Words: found as cited, never half changed, every other form reported."""

from __future__ import annotations

from typing import Any

import pytest

from nqs_docs.amendments.operation import Operation, Verb
from nqs_docs.clauses.act import Kind, Unit, text_of
from nqs_docs.clauses.sentences import sentences
from nqs_docs.editions import words
from nqs_docs.editions.target import Refused
from nqs_docs.findings import Span

from .building import Source, operation

ADDRESS = "Қағидалардың 5-тармағы"


def leaf(text: str) -> Unit:
    return Source("V1").leaf(Kind.INDENT, text)


def change(text: str, verb: Verb, **more: Any) -> tuple[str, tuple[str, ...]]:
    op: Operation = operation(verb, ADDRESS, new_span=Span("V2", 5, 9), **more)
    result = words.change(leaf(text), op)
    return text_of(result.unit.runs), result.left


def test_only_the_cited_form_changes_and_the_other_is_reported() -> None:
    text, left = change("5. Ақпараттық жүйе мен ақпараттық жүйе, ақпараттық жүйелер.", Verb.SUBSTITUTE,
                        old="ақпараттық жүйе", new="цифрлық жүйе")  # fmt: skip
    assert text == "5. Ақпараттық жүйе мен цифрлық жүйе, ақпараттық жүйелер."
    assert left == ("Ақпараттық жүйе", "ақпараттық жүйелер")


@pytest.mark.parametrize(
    ("printed", "cited"),
    [
        ("«Еңбек» АЖ", '"Еңбек" АЖ'),
        ("үкiметтiң порталы", "үкіметтің порталы"),
        ("А – Б", "А - Б"),
        ("бір\u00a0күн", "бір күн"),
    ],
)
def test_cited_words_are_found_after_folding(printed: str, cited: str) -> None:
    text, _ = change(f"Онда {printed} бар.", Verb.SUBSTITUTE, old=cited, new="X")
    assert text == "Онда X бар."


def test_a_word_with_a_suffix_behind_a_hyphen_is_another_form() -> None:
    text, left = change("ААЖ және ААЖ-ға жіберіледі.", Verb.SUBSTITUTE, old="ААЖ", new="АЦЖ")
    assert text == "АЦЖ және ААЖ-ға жіберіледі."
    assert left == ("ААЖ-ға",)


def test_deleted_words_leave_single_spaces() -> None:
    assert change("Орган және ұйым, бірге.", Verb.DELETE_WORDS, old="және ұйым")[0] == "Орган, бірге."
    assert change("Тек орган ғана.", Verb.DELETE_WORDS, old="орган")[0] == "Тек ғана."


def test_words_are_inserted_after_or_before() -> None:
    assert change("Орган бекітеді.", Verb.INSERT_WORDS, old="Орган", new="және ұйым", after=True)[0] == (
        "Орган және ұйым бекітеді."
    )
    assert change("Орган бекітеді.", Verb.INSERT_WORDS, old="бекітеді", new="кейін")[0] == "Орган кейін бекітеді."


def test_words_are_appended_before_the_final_sign() -> None:
    op = operation(Verb.APPEND_WORDS, ADDRESS, new="және сақтайды", new_span=Span("V2", 5, 18))
    assert text_of(words.append(leaf("Орган бекітеді;"), op).runs) == "Орган бекітеді және сақтайды;"


@pytest.mark.parametrize(
    ("text", "new", "result"),
    [
        ("Орган бекітеді.", "Мерзім ұзартылмайды.", "Орган бекітеді. Мерзім ұзартылмайды."),
        ("Орган бекітеді.", '"Жүйе" арқылы', 'Орган бекітеді "Жүйе" арқылы.'),
        ("Орган бекітеді.", "және т.б.", "Орган бекітеді және т.б."),
        ("орган бекітеді;", "және сақтайды;", "орган бекітеді және сақтайды;"),
        ("орган бекітеді;", ", сақтайды", "орган бекітеді, сақтайды;"),
    ],
)
def test_a_sentence_is_appended_behind_the_last_one_and_no_sign_twice(text: str, new: str, result: str) -> None:
    op = operation(Verb.APPEND_WORDS, ADDRESS, new=new, new_span=Span("V2", 5, 5 + len(new)))
    assert text_of(words.append(leaf(text), op).runs) == result


def test_a_sentence_is_not_appended_to_what_is_none() -> None:
    op = operation(Verb.APPEND_WORDS, ADDRESS, new="Мерзім ұзартылмайды.", new_span=Span("V2", 5, 25))
    with pytest.raises(Refused):
        words.append(leaf("орган бекітеді;"), op)


def test_every_character_keeps_its_own_origin() -> None:
    op = operation(Verb.SUBSTITUTE, ADDRESS, old="жүйе", new="объект", new_span=Span("V2", 40, 46))
    runs = words.change(leaf("Бір жүйе бар."), op).unit.runs
    assert [(run.text, run.source, run.start, run.end) for run in runs] == [
        ("Бір ", "V1", 0, 4),
        ("объект", op.source, 40, 46),
        (" бар.", "V1", 8, 13),
    ]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Бірінші. Екінші! Үшінші", 3),
        ("10. Бірінші сөйлем. Екінші.", 2),
        ("А. Ертаев қол қойды. Бітті.", 2),
        ("м.а. Асанов. Соңы.", 2),
        ('Ол "Жоба." деді. Болды.', 2),
        ("бір сөйлем ғана;", 1),
        ("Ол “Жоба.” Болды.", 2),
        ("Мерзімі бес күн. 2026 жылы басталады.", 2),
        ("2026 ж. 5 мамырдан бастап 10 млн. 500 мың теңге.", 1),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, count: int) -> None:
    assert len(sentences(text)) == count
