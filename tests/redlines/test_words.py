"""One paragraph against another: whole words, exact on both sides, readable."""

from __future__ import annotations

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nqs_docs.redlines.redline import Change, Piece
from nqs_docs.redlines.words import pieces, tokens
from tests.redlines.building import new_text, old_text

_SIGNS = {Change.SAME: "{}", Change.DELETED: "[-{}-]", Change.INSERTED: "{{+{}+}}"}
VOCABULARY = [
    "ақпараттық", "цифрлық", "жүйе", "АЦЖ-ға", "АЦЖ-да", "және", "9-1", "12.07.2026", " ", "  ", "\u00a0", ",", ";",
    ".", '"', "«", "»", "(", ")", "№", "____", "и\u0306", "i", "і",
]  # fmt: skip
texts = st.lists(st.sampled_from(VOCABULARY), max_size=25).map("".join)


def marked(old: str, new: str) -> str:
    return "".join(_SIGNS[piece.op].format(piece.text) for piece in pieces(old, new))


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("өзге де ақпараттық жүйелермен", "өзге де цифрлық жүйелермен", "өзге де [-ақпараттық-]{+цифрлық+} жүйелермен"),
        ("АЦЖ-ға енгізеді", "АЦЖ-да енгізеді", "[-АЦЖ-ға-]{+АЦЖ-да+} енгізеді"),
        ("тізілімін;", "тізілімін", "тізілімін[-;-]"),
        ("12.07.2026 дейін", "12.08.2026 дейін", "[-12.07.2026-]{+12.08.2026+} дейін"),
        ("9-тармақ", "9-1-тармақ", "[-9-тармақ-]{+9-1-тармақ+}"),
        ("заңды тұлға", "жеке және заңды тұлға", "{+жеке және +}заңды тұлға"),
        ("бір екі үш", "бір үш", "бір [-екі -]үш"),
        ("", "жаңа мәтін", "{+жаңа мәтін+}"),
        ("ескі мәтін", "", "[-ескі мәтін-]"),
        ('"Еңбек нарығы" ААЖ', '"Еңбек нарығы" АЦЖ', '"Еңбек нарығы" [-ААЖ-]{+АЦЖ+}'),
    ],
)
def test_words_are_marked_whole(old: str, new: str, shown: str) -> None:
    assert marked(old, new) == shown


def test_no_island_of_one_common_word_stands_in_a_long_replacement() -> None:
    old = "мансап орталығы өтінішті қарайды және тіркейді"
    new = "уәкілетті орган құжаттарды қабылдайды және есепке алады"
    assert marked(old, new) == f"[-{old}-]{{+{new}+}}"


@given(texts, texts)
def test_old_and_new_can_be_read_off_the_pieces(old: str, new: str) -> None:
    found = pieces(old, new)
    assert (old_text(found), new_text(found)) == (old, new)
    assert all(piece.text for piece in found)


@given(st.text(), st.text())
def test_the_same_with_any_characters(old: str, new: str) -> None:
    found = pieces(old, new)
    assert (old_text(found), new_text(found)) == (old, new)


@given(texts, texts)
def test_a_piece_never_begins_or_ends_inside_a_word(old: str, new: str) -> None:
    for text, gone in ((old, Change.INSERTED), (new, Change.DELETED)):
        assert boundaries(pieces(old, new), gone) <= word_ends(text)


def word_ends(text: str) -> set[int]:
    return {0, *accumulate(len(token) for token in tokens(text))}


def boundaries(found: tuple[Piece, ...], gone: Change) -> set[int]:
    return {0, *accumulate(len(piece.text) for piece in found if piece.op is not gone)}


@given(texts)
def test_the_same_text_is_one_piece_without_a_change(text: str) -> None:
    assert pieces(text, text) == ((Piece(Change.SAME, text),) if text else ())


@given(st.text())
def test_tokens_end_to_end_are_the_text(text: str) -> None:
    assert "".join(tokens(text)) == text


@given(st.lists(st.sampled_from(VOCABULARY), min_size=70, max_size=200), st.data())
def test_long_paragraphs_keep_the_same_promises(words: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(words)))
    size = data.draw(st.integers(0, 100))
    old, new = "".join(words), "".join([*words[:at], *reversed(words[at : at + size]), *words[at + 2 * size :]])
    found = pieces(old, new)
    assert (old_text(found), new_text(found)) == (old, new)
    for text, gone in ((old, Change.INSERTED), (new, Change.DELETED)):
        assert boundaries(found, gone) <= word_ends(text)


def test_one_word_of_a_long_paragraph_is_marked_alone_however_its_words_repeat() -> None:
    words = [VOCABULARY[number * number % 7] for number in range(3000)]
    old, new = " ".join(words), " ".join([*words[:1500], "жаңа", *words[1501:]])
    assert [piece.op for piece in pieces(old, new)] == [Change.SAME, Change.DELETED, Change.INSERTED, Change.SAME]
