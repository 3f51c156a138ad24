"""One paragraph against another: whole words, exact on both sides, readable."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nqs_docs.redlines.redline import Change, Piece, new_text, old_text
from nqs_docs.redlines.words import pieces, tokens

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
        ends, at = {0}, 0
        for token in tokens(text):
            at += len(token)
            ends.add(at)
        at = 0
        for piece in pieces(old, new):
            at += len(piece.text) if piece.op is not gone else 0
            assert at in ends


@given(texts)
def test_the_same_text_is_one_piece_without_a_change(text: str) -> None:
    assert pieces(text, text) == ((Piece(Change.SAME, text),) if text else ())


@given(st.text())
def test_tokens_end_to_end_are_the_text(text: str) -> None:
    assert "".join(tokens(text)) == text
