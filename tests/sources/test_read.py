from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nqs_docs.findings import SourceError
from nqs_docs.sources import read as module
from nqs_docs.sources.line import Layout, Source
from nqs_docs.sources.read import read
from tests.sources.seeds import KEYS, data, source

FRAGMENTS = st.sampled_from(
    [
        "1) осы бұйрықты",
        "**ЗҚАИ-ның ескертпесі!**",
        "### 3. Тәртіп:",
        "- 1) а;",
        "| а | б |",
        "|---|---|",
        "\\_\\_\\_",
        "*",
        "**",
        "***",
        "[bookmark: z14]",
        "[Заңының](#page-3-1)",
        '<span id="page-0-0"></span>',
        "<br>",
        "&nbsp;",
        "```",
        "> Ескерту.",
        "\u00a0\u00a0\u00a0\u00a0\u00a0 ",
        "\t",
        "\u00ad",
        "\ufeff",
        "\u200b",
        "  ",
        "\\",
        "---",
        "# ",
        "\x0c",
        "\u2028",
        "]( ",
        "[",
        "<!-- -->",
        '"Еңбек нарығы" ААЖ',
    ]
)
LINE_ENDS = st.sampled_from(["\n", "\n\n", "\r\n", "\r", " ", "  \n", "\n\t\n", ""])
TEXTS = st.lists(st.tuples(FRAGMENTS | st.text(max_size=20), LINE_ENDS), min_size=1).map(
    lambda parts: "".join(map("".join, parts))
)


def lossless(got: Source) -> bool:
    """Lines are the text; visible ranges lie in their line, in order, and begin and end with what is read."""
    at = 0
    for line in got.lines:
        assert line.start == at
        last = at
        for first, end in line.visible:
            assert last <= first < end <= at + len(line.raw)
            last = end
        if line.visible:
            assert not got.text[line.visible[0][0]].isspace()
            assert not got.text[line.visible[-1][1] - 1].isspace()
        at += len(line.raw)
    return "".join(line.raw for line in got.lines) == got.text


@pytest.mark.parametrize("number", KEYS)
def test_lines_of_the_corpus_are_its_text(number: str) -> None:
    got = source(number)
    assert got.text == data(number).decode()
    assert lossless(got)


@pytest.mark.parametrize(
    ("number", "layout"),
    [("129", "blocks"), ("391", "blocks"), ("399", "blocks"), ("113", "indented"), ("230", "indented")],
)
def test_the_layout_is_found_by_content(number: str, layout: str) -> None:
    assert source(number).layout is Layout(layout)


@given(TEXTS)
def test_lines_of_any_text_are_the_text(text: str) -> None:
    try:
        got = read(text.encode("utf-8", "ignore"), "x.txt")
    except SourceError:
        return
    assert lossless(got)


@pytest.mark.parametrize("number", KEYS)
def test_windows_line_ends_and_a_mark_of_order_change_nothing_that_is_read(number: str) -> None:
    plain = source(number)
    changed = read(b"\xef\xbb\xbf" + data(number).replace(b"\n", b"\r\n"), "x.txt")
    assert lossless(changed)

    def words(got: Source) -> list[str]:
        return ["".join(got.text[a:b] for a, b in line.visible) for line in got.lines]

    assert words(changed) == words(plain)
    assert [
        (line.block, line.heading, line.bold, line.indent, line.cells, line.hard_break) for line in changed.lines
    ] == [(line.block, line.heading, line.bold, line.indent, line.cells, line.hard_break) for line in plain.lines]


def test_a_text_without_a_last_line_end_keeps_its_last_line() -> None:
    got = read("1. Бұйрық.\n\n2. Соңы".encode(), "x.md")
    assert got.lines[-1].raw == "2. Соңы"
    assert got.lines[-1].visible


@pytest.mark.parametrize(
    ("content", "code", "param"),
    [
        (b"", "source.empty", ("file", "x.txt")),
        ("\ufeff \n\t\n\u00a0".encode(), "source.empty", ("file", "x.txt")),
        (b"%PDF-1.7\n%\xe2\xe3", "source.damaged", ("file", "x.txt")),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "source.binary", ("format", "DOC")),
        (b"PK\x05\x06" + b"\x00" * 18, "source.binary", ("format", "ZIP")),
        (b'<?xml version="1.0"?><a>1</a>', "source.binary", ("format", "XML")),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related", "source.binary", ("format", "MHTML")),
        (bytes(range(32)) * 20, "source.binary", ("format", "?")),
        ("БҰЙРЫҚ туралы бұйырамын".encode("utf-16")[:-1], "source.encoding", ("encoding", "utf-16")),
        ("Приказ о внесении изменений".encode("cp1251"), "source.encoding", ("encoding", "windows-1251")),
        (b"abc \xff\xfe\xff def ghi", "source.encoding", ("encoding", "?")),
    ],
)
def test_what_is_no_text_in_utf_8_is_refused_by_name(content: bytes, code: str, param: tuple[str, str]) -> None:
    with pytest.raises(SourceError) as caught:
        read(content, "x.txt")
    assert caught.value.code == code
    assert caught.value.params[param[0]] == param[1]


def test_a_file_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LIMIT", 10)
    with pytest.raises(SourceError) as caught:
        read(b"x" * 11, "x.txt")
    assert caught.value.code == "source.too-large"
    assert read(b"x" * 10, "x.txt").text == "x" * 10


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "kz1048"])
def test_an_encoding_that_is_certain_is_read_and_named(encoding: str) -> None:
    """UTF-16 by its marks or zero bytes; the Kazakh code of Windows by words that stand in every order."""
    text = data("113").decode().replace("\ufeff", "")
    got = read(text.encode(encoding), "x.txt")
    assert got.text.lstrip("\ufeff") == text
    assert [finding.code for finding in got.findings] == ["source.decoded"]


@pytest.mark.parametrize("encoding", ["koi8-r", "cp866", "mac-cyrillic", "ptcp154", "iso8859-5"])
def test_an_encoding_that_only_seems_right_is_refused(encoding: str) -> None:
    russian = "Приказ Министра труда Республики Казахстан от 1 апреля 2026 года № 113. ПРИКАЗЫВАЮ:"
    text = data("129").decode() if encoding == "ptcp154" else russian
    with pytest.raises(SourceError) as caught:
        read(text.replace("№", "N").encode(encoding, "replace"), "x.txt")
    assert caught.value.code == "source.encoding"
