from __future__ import annotations

import pytest

from nqs_docs.sources.from_text import lines


@pytest.mark.parametrize(
    ("printed", "read", "indent"),
    [
        ("\u00a0\u00a0\u00a0\u00a0\u00a0 1. Бұйрық. \n", "1. Бұйрық.", 6),
        ("       мынадай редакцияда жазылсын:3-тармақ\n", "мынадай редакцияда жазылсын:3-тармақ", 7),
        ("\tҚазақстан Республикасы\n", "Қазақстан Республикасы", 1),
        (" Өтiнiш\r\n", "Өтiнiш", 1),
        ("[bookmark: z14]\n", "", 0),
        ("[bookmark: z14]      1. Бұйрық\n", "1. Бұйрық", 6),
        ("\ufeff      1. Бұйрық\n", "1. Бұйрық", 6),
        ("ақпа\u00adраттық\n", "ақпараттық", 0),
        ("\x0cқосымша\n", "қосымша", 0),
        ("**Құрылыс** \\_ - 1)\n", "**Құрылыс** \\_ - 1)", 0),
    ],
)
def test_indentation_bookmarks_and_unprinted_characters_are_layout(printed: str, read: str, indent: int) -> None:
    (line,) = lines(printed)
    assert "".join(printed[first:end] for first, end in line.visible) == read
    assert line.indent == indent


def test_each_kind_of_line_end_ends_a_line() -> None:
    assert [line.raw for line in lines("а\nб\r\nв\rг")] == ["а\n", "б\r\n", "в\r", "г"]
