"""Files given to the web app: looked at, kept, let go, refused."""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.editions import orders
from tests.web.served import CORPUS, Server, serving
from tests.web.visitor import Page, Visitor

ORDER = "V2600038395"  # № 129, which changes № 391 and others
NAME = next(path.name for path in (CORPUS / ORDER).iterdir() if path.is_file() and path.name != "act.toml")
TEXT = (CORPUS / ORDER / NAME).read_bytes()
UNKNOWN = (
    "ҚАЗАҚСТАН РЕСПУБЛИКАСЫ ЕҢБЕК МИНИСТРІНІҢ 2026 ЖЫЛҒЫ 1 МАМЫРДАҒЫ № 7 БҰЙРЫҒЫ\n\n"
    "<script>alert(1)</script> туралы\n\nБҰЙЫРАМЫН:\n\n1. Осы бұйрық алғашқы ресми жарияланған күнінен кейін "
    "күнтізбелік он күн өткен соң қолданысқа енгізіледі.\n\nМинистр С. Жакупова\n"
).encode()


@pytest.fixture
def without(tmp_path: Path) -> Iterator[Server]:
    """A server whose corpus does not hold № 129 yet."""
    shutil.copytree(CORPUS, tmp_path / "corpus")
    shutil.rmtree(tmp_path / "corpus" / ORDER)
    with serving(tmp_path) as running:
        yield running


def give(visitor: Visitor, *files: tuple[str, bytes]) -> tuple[str, Page]:
    """The page of files that were given, and its address."""
    visitor.get("/add")
    sent = visitor.give("/add", *(("file", name, data) for name, data in files))
    assert sent.status == 303
    return sent.to, visitor.get(sent.to)


def keep(visitor: Visitor, place: str, *fields: tuple[str, str]) -> Page:
    """What becomes of files that were looked at."""
    seen = re.search(r'name="seen" value="([^"]+)"', visitor.get(place).text)
    return visitor.send(place, [*fields, ("do", "keep"), *([("seen", seen[1])] if seen else [])])


def state(server: Server) -> dict[str, bytes]:
    """Every file of the corpus."""
    return {str(path): path.read_bytes() for path in (server.folder / "corpus").rglob("*") if path.is_file()}


def audit(server: Server) -> list[dict[str, str]]:
    log = server.folder / "output" / "audit.jsonl"
    return [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()] if log.exists() else []


def test_an_order_is_looked_at_then_kept(without: Server) -> None:
    before, clerk = state(without), Visitor(without)
    place, page = give(clerk, (NAME, TEXT))
    assert state(without) == before, "nothing is kept before it is said"
    assert ORDER in page.text and "not held yet" in page.text
    assert "Instructions: 36" in page.text and "its instructions: 36, of them applied: 36" in page.text
    assert '<h3>№ 391 <a href="/acts/V2300033449">' in page.text, "the acts that it changes are named"
    assert "12 July 2026" in page.text
    assert re.search(r'<li value="46" id="line-0-46">.*<mark>', page.text), "a repair is marked in its line"
    assert "<b>1-тармақ</b>" in page.text
    kept = keep(clerk, place, ("take-0", "on"), ("published-0", "24.04.2026"))
    assert kept.status == 200 and f'href="/acts/{ORDER}"' in kept.text
    record = (without.folder / "corpus" / ORDER / "act.toml").read_text(encoding="utf-8")
    assert "2026-04-24" in record
    assert (without.folder / "corpus" / ORDER / NAME).read_bytes() == TEXT
    assert [(line["what"], line["act"]) for line in audit(without)] == [("act added", ORDER)]
    assert clerk.get(place).status == 410, "what is kept is held no more"
    assert clerk.get(f"/acts/{ORDER}/2026-07-12").status == 200


def test_what_is_to_be_done_after_a_file_is_kept_is_told(without: Server) -> None:
    clerk, body = (
        Visitor(without),
        "99-тармақ алып тасталсын;\n2-тармақта «атауын» деген сөз «нөмірін» деген сөзбен ауыстырылсын;\n",
    )
    place, page = give(clerk, ("101.txt", orders.base().encode()), ("55.txt", orders.order(body).encode()))
    assert "may be left empty" in page.text
    kept = keep(clerk, place, ("take-0", "on"), ("take-1", "on")).text
    assert "Instructions that could not be applied: 1 of 2." in kept and 'href="/orders/V2600038155">Look' in kept
    assert f'Acts that it changes: <a href="/acts/{orders.BASE}">' in kept
    place, _ = give(clerk, (NAME, TEXT))
    assert "Every instruction was applied: 36." in keep(clerk, place, ("take-0", "on")).text


def test_what_is_discarded_leaves_nothing(server: Server) -> None:
    before, clerk = state(server), Visitor(server)
    place, _ = give(clerk, ("жаңа.md", UNKNOWN))
    assert clerk.send(place, [("do", "discard")]).status == 303
    assert clerk.get(place).status == 410
    assert state(server) == before and not audit(server)


def test_the_same_bytes_change_nothing(server: Server) -> None:
    before, clerk = state(server), Visitor(server)
    place, page = give(clerk, (NAME, TEXT))
    assert "the same file is held" in page.text
    assert "is held already" in keep(clerk, place, ("take-0", "on")).text
    assert state(server) == before and not audit(server)


def test_another_text_of_an_act_takes_its_place_only_when_told(server: Server) -> None:
    before, clerk, other = state(server), Visitor(server), TEXT + b"\n"
    place, page = give(clerk, (NAME, other))
    assert "another text of this act is held" in page.text and 'name="replace-0"' in page.text
    refused = keep(clerk, place, ("take-0", "on"))
    assert refused.status == 422 and state(server) == before
    assert clerk.get(place).status == 200, "after a refusal the files are still there"
    kept = keep(clerk, place, ("take-0", "on"), ("replace-0", "on"))
    assert kept.status == 200
    folder = server.folder / "corpus" / ORDER
    assert (folder / NAME).read_bytes() == other
    assert [path.read_bytes() for path in (folder / "replaced").iterdir()] == [TEXT]
    assert audit(server)[-1]["what"] == "act replaced"


def test_only_what_is_ticked_is_kept(server: Server) -> None:
    before, clerk = state(server), Visitor(server)
    place, _ = give(clerk, ("жаңа.md", UNKNOWN))
    keep(clerk, place)
    assert state(server) == before


def test_a_day_of_publication_that_is_none_is_told_at_the_file(server: Server) -> None:
    clerk = Visitor(server)
    place, _ = give(clerk, (NAME, TEXT))
    page = clerk.send(place, [("take-0", "on"), ("published-0", "31.02.2026"), ("do", "look")])
    assert page.status == 200 and "31.02.2026" in page.text and "Refused" in page.text
    assert 'name="published-0"' in page.text and 'value="look"' in page.text
    early = clerk.send(place, [("take-0", "on"), ("published-0", "01.01.2001"), ("do", "look")])
    assert "Refused" in early.text, "no act is published before it is signed"


def bomb() -> bytes:
    """A Word file that is packed a thousand times smaller than it is."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b"<w:p>" + b" " * 30_000_000)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("пустой.txt", b""),
        ("a.docx", b"PK\x03\x04"),
        ("broken.docx", bytes(range(32)) * 20),
        ("bomb.docx", bomb()),
        ("a.pdf", b"%PDF-1.7\n" + b"\0" * 1000),
        ("a.exe", b"MZ\x90\0\x03"),
        ("a.html", b"<html>" + b"<div>" * 200_000),
        ("act.toml", UNKNOWN),
        ("xml.txt", b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'),
    ],
)
def test_a_hostile_file_gives_a_clear_page(server: Server, name: str, data: bytes) -> None:
    before, clerk = state(server), Visitor(server)
    place, page = give(clerk, (name, data))
    assert page.status == 200 and "Refused" in page.text and name in page.text
    assert "root:" not in page.text
    assert 'value="discard">Choose other files</button>' in page.text and 'value="keep"' not in page.text
    assert 'name="published-0"' not in page.text and 'name="by"' not in page.text, "nothing is asked that mends nothing"
    told = re.search(r"Refused:</strong> (.*?)</p>", page.text)
    assert told and not told[1].startswith(f"{name}:") and "not a text file" not in told[1], "its name stands above"
    assert keep(clerk, place, ("take-0", "on")).status == 422
    assert state(server) == before


@pytest.mark.parametrize(
    "name", ["../../../etc/passwd", "..\\..\\x.md", "/etc/x.md", "a/../../b.md", ".hidden.md", "ru", "x" * 500]
)
def test_a_file_name_is_no_path(without: Server, name: str) -> None:
    clerk = Visitor(without)
    outside, before = set(without.folder.iterdir()), set((without.folder / "corpus").rglob("*"))
    place, page = give(clerk, (name, UNKNOWN))
    assert page.status == 200
    keep(clerk, place, ("take-0", "on"))
    written = [path for path in (without.folder / "corpus").rglob("*") if path.is_file() and path not in before]
    assert len(written) == (0 if name == "ru" else 2), "a name that the corpus itself uses is refused"
    assert all(path.parent.parent == without.folder / "corpus" for path in written)
    assert {path.name for path in without.folder.iterdir()} - {path.name for path in outside} <= {"output", ".nqs"}


def test_a_text_of_signs_of_the_page_is_shown_as_text(server: Server) -> None:
    _, page = give(Visitor(server), ("<img src=x onerror=alert(1)>.md", UNKNOWN))
    assert b"<script>alert" not in page.data and b"<img" not in page.data


def test_files_are_those_of_the_visitor_who_gave_them(server: Server) -> None:
    place, _ = give(Visitor(server), (NAME, TEXT))
    other = Visitor(server)
    other.get("/add")
    assert other.get(place).status == 410
    assert keep(other, place, ("take-0", "on")).status == 410


def test_several_files_are_read_together_and_one_bad_one_stops_no_other(without: Server) -> None:
    clerk = Visitor(without)
    place, page = give(clerk, ("x.docx", b"PK\x03\x04"), (NAME, TEXT))
    assert page.text.count('class="card refused"') == 1 and "Instructions: 36" in page.text
    kept = keep(clerk, place, ("take-0", "on"), ("take-1", "on"))
    assert kept.status == 422 and "Refused" in kept.text and f'href="/acts/{ORDER}"' in kept.text
    assert (without.folder / "corpus" / ORDER).is_dir()


def test_nothing_is_given_without_the_token_or_without_a_file(server: Server) -> None:
    clerk = Visitor(server)
    clerk.get("/add")
    assert clerk.give("/add").status == 422
    many = clerk.give("/add", *(("file", f"{number}.md", b"x") for number in range(60)))
    assert many.status == 400 and "too many files" in many.text
    clerk.get("/add")
    clerk.token = "0" * 64
    assert clerk.give("/add", ("file", NAME, TEXT)).status == 403


def test_what_another_changed_meanwhile_is_looked_at_again(without: Server) -> None:
    first, second = Visitor(without), Visitor(without)
    mine, page = give(first, (NAME, TEXT))
    seen = re.search(r'name="seen" value="([^"]+)"', page.text)
    assert seen
    theirs, _ = give(second, (NAME, TEXT + b"\n"))
    assert keep(second, theirs, ("take-0", "on"), ("by", "Асан")).status == 200
    before = state(without)
    again = first.send(mine, [("take-0", "on"), ("replace-0", "on"), ("do", "keep"), ("seen", seen[1])])
    assert "The corpus has changed since this was shown" in again.text and state(without) == before
    assert "another text of this act is held" in again.text
    assert audit(without)[-1]["by"] == "Асан"
