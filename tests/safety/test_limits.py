"""Files made to do harm: each is refused by name, or read, in bounded time and memory; nothing in them is followed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from nqs_docs.findings import SourceError
from nqs_docs.sources import limits, pdf_process
from nqs_docs.sources.read import LIMIT, read
from nqs_docs.store import reading
from nqs_docs.store.add import add
from nqs_docs.store.corpus import open_corpus
from tests.safety.checks import checked
from tests.safety.files import documents
from tests.safety.hostile import HEAD, TEXTS

ROOT = Path(__file__).parents[2]
PARAGRAPH = b"<w:p><w:r><w:t>a</w:t></w:r></w:p>"
LAUGHS = b'<!DOCTYPE a [<!ENTITY a0 "aaaaaaaaaa">%b]>' % b"".join(
    b'<!ENTITY a%d "%b">' % (at, b"&a%d;" % (at - 1) * 10) for at in range(1, 10)
)


def document(body: bytes = b"", before: bytes = b"", *, whole: bytes | None = None, **parts: bytes) -> bytes:
    """A Word document with something at the beginning of its text, before its root, or instead of all of it."""
    source, target = zipfile.ZipFile(io.BytesIO(documents()[-2])), io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as result:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                content = content.replace(b"<w:body>", b"<w:body>" + body, 1).replace(b"?>", b"?>" + before, 1)
                content = content if whole is None else whole
            result.writestr(name, content)
        for name, content in parts.items():
            result.writestr(name, content)
    return target.getvalue()


def page(body: str) -> bytes:
    return f"<html><body>{body}".encode()


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "a zip bomb": (lambda: document(whole=b" " * 30_000_000), "source.too-complex"),
    "entities in entities": (lambda: document(b"<w:p><w:r><w:t>&a9;</w:t></w:r></w:p>", LAUGHS), "source.damaged"),
    "an external entity": (
        lambda: document(b"&x;", b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'), "source.unsafe",
    ),
    "a million paragraphs": (lambda: document(PARAGRAPH * 1_000_000), "source.too-complex"),
    "tables in tables": (lambda: document(b"<w:tbl><w:tr><w:tc>" * 5_000), "source.damaged"),
    "10,000 cells in a row": (
        lambda: document(b"<w:tbl><w:tr>" + (b"<w:tc>" + PARAGRAPH + b"</w:tc>") * 10_000 + b"</w:tr></w:tbl>"),
        "source.too-complex",
    ),
    "20,000 files": (lambda: document(**{f"word/{at}.xml": b"" for at in range(20_000)}), "source.too-complex"),
    "10,000 columns": (lambda: page("<table border=1><tr>" + "<td>а</td>" * 10_000), "source.too-complex"),
    "a column as wide as the world": (
        lambda: page("<table border=1>" + "<tr><td colspan=99999999>а</td><td>б</td></tr>" * 3), "source.too-complex",
    ),
    "tables in tables of a page": (lambda: page("<table border=1><tr><td>a" * 20_000), "source.too-complex"),
    "100,000 elements inside one another": (lambda: page("<div>" * 100_000 + "а"), "source.too-complex"),
    "a million lines": (lambda: (HEAD + "а\n" * 1_000_000).encode(), "source.too-complex"),
    "a million blank lines": (lambda: (HEAD + "\n" * 1_000_000).encode(), "source.too-complex"),
    "a number of 5,000 digits": (lambda: (HEAD + "9" * 2_500 + "**" + "9" * 2_500).encode(), "source.too-complex"),
    "20 MB": (lambda: HEAD.encode() * 60_000, "source.too-large"),
    "bytes that are no text": (lambda: HEAD.encode() + b"\xff\xfe\xfd" * 100, "source.encoding"),
    "NUL bytes": (lambda: HEAD.encode() + "а\x00".encode() * 30_000, "source.binary"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_beyond_the_limits_is_refused_by_name(name: str) -> None:
    made, code = REFUSED[name]
    with pytest.raises(SourceError) as refused:
        read(made(), "order")
    assert refused.value.code == code
    assert refused.value.status == 3


@pytest.mark.slow
def test_a_tag_that_has_no_end_is_read_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_process, "SECONDS", 2)
    with pytest.raises(SourceError) as refused:
        read(page("<p " + " ".join(f"a{at}=1" for at in range(300_000)) + ">а"), "order.html")
    assert refused.value.code == "source.too-complex"
    assert "а" in read(page(f'<img src="data:image/png;base64,{"A" * 200_000}"><p>а'), "order.html").text


def test_what_a_file_names_is_never_opened(tmp_path: Path) -> None:
    """Entities, styles, pictures and scripts of a page; paths of an archive that lead out of it."""
    secret = tmp_path / "secret.txt"
    secret.write_text("құпия")
    entity = f'<!DOCTYPE html SYSTEM "{secret.as_uri()}" [<!ENTITY a SYSTEM "{secret.as_uri()}">]>'
    links = f'<link rel=stylesheet href="{secret}"><iframe src="{secret}"></iframe><script src="{secret}"></script>'
    for data in (
        f"{entity}<html><body><p>а &a;</p>{links}".encode(),
        document(**{"../../secret.txt": b"evil", "/etc/evil": b"evil"}),
    ):
        assert "құпия" not in read(data, "order").text
    assert secret.read_text() == "құпия"
    assert list(tmp_path.iterdir()) == [secret]


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n", "\n\r", "\x85", "\u2028", "\x0b", "\x0c"])
def test_line_ends_of_every_kind_are_kept(end: str) -> None:
    checked((HEAD + end.join(["1. Бірінші.", "", "2. Екінші.", "3. Үшінші."])).encode())


def test_an_order_of_more_instructions_than_any_has_is_refused_and_leaves_no_trace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MOST_CHANGES", 10)
    _, made = TEXTS["instructions of deletion"]
    with pytest.raises(SourceError) as refused:
        add(open_corpus(tmp_path / "corpus", make=True), made(11).encode(), "order.txt")
    assert refused.value.code == "source.too-complex"
    assert not list(tmp_path.rglob("act.toml"))


def test_the_limits_are_documented() -> None:
    text = (ROOT / "docs" / "safety.md").read_text(encoding="utf-8")
    most = [LIMIT, *(value for name, value in vars(limits).items() if name.isupper()), pdf_process.SECONDS]
    assert len(most) >= 9
    assert [value for value in (*most, pdf_process.MEMORY) if f"{value:,}" not in text] == []
