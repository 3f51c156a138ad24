"""Files given to the browser: looked at first, kept only when somebody says so, hostile ones refused."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.web.accessible import serious
from tests.web.conftest import Visit
from tests.web.served import Server

pytestmark = pytest.mark.slow  # each starts a browser and a server

ORDER = """## Кейбір қызметтерді көрсету қағидаларын бекіту туралы

Қазақстан Республикасы Еңбек және халықты әлеуметтік қорғау министрінің 2020 жылғы 3 ақпандағы № 778 бұйрығы. Қазақстан
Республикасының Әділет министрлігінде 2020 жылғы 5 ақпанда № 19778 болып тіркелді

**БҰЙЫРАМЫН:**

1. Қоса беріліп отырған Қағидалар бекітілсін.

2. Осы бұйрық алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң қолданысқа енгізіледі.
"""


def file(name: str, data: bytes) -> Any:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": data}


def files_of(server: Server) -> dict[str, bytes]:
    """The corpus, file by file."""
    folder = server.folder / "corpus"
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def look(page: Any, *files: Any) -> None:
    page.get_by_label("Files: Word").set_input_files(list(files))
    page.get_by_role("button", name="Look at them").click()
    page.wait_for_load_state()


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_adding_speaks_the_language_of_the_browser(visit: Visit, lang: str) -> None:
    page = visit("/add", lang=lang, width=360)
    assert page.locator("html").get_attribute("lang") == lang
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert not serious(page)


def test_a_file_is_looked_at_before_it_is_kept(visit: Visit, server: Server) -> None:
    before = files_of(server)
    page = visit("/add")
    look(page, file("778.md", ORDER.encode()))
    assert page.get_by_text("Nothing is kept yet.").is_visible()
    assert "№ 778" in page.locator("main").inner_text()
    assert not serious(page)
    assert files_of(server) == before
    page.get_by_role("button", name="Discard").click()
    page.wait_for_load_state()
    assert files_of(server) == before


def test_a_file_is_kept_and_can_be_read(visit: Visit, server: Server) -> None:
    before = files_of(server)
    page = visit("/add")
    look(page, file("778.md", ORDER.encode()))
    page.get_by_label("First official publication, if known").fill("10.02.2020")
    page.get_by_role("button", name="Keep", exact=True).click()
    page.get_by_role("heading", name="What became of the files").wait_for()
    assert not serious(page)
    page.get_by_role("link", name="V2000019778").first.click()
    assert "Қоса беріліп отырған Қағидалар бекітілсін." in page.locator("article").inner_text()
    now = files_of(server)
    assert {name: now[name] for name in before} == before
    assert all(name.startswith("V2000019778/") for name in now.keys() - before.keys())
    assert "778.md" in (server.folder / "output" / "audit.jsonl").read_text(encoding="utf-8")


def archive(names: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in names.items():
            packed.writestr(name, data)
    return made.getvalue()


ENTITIES = b'<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">' + b"".join(
    b'<!ENTITY %c "%s">' % (n, b"&%c;" % (n - 1) * 10) for n in range(98, 110)
) + b']><d>&m;</d>'  # fmt: skip
HOSTILE = {
    "program.exe": b"MZ" + bytes(range(256)) * 20,
    "nothing.txt": b"",
    "zeros.pdf": b"%PDF-1.7\n" + bytes(10_000),
    "bomb.docx": archive({"[Content_Types].xml": b"<Types/>", "word/document.xml": b" " * 30_000_000}),
    "entities.docx": archive({"[Content_Types].xml": b"<Types/>", "word/document.xml": ENTITIES}),
    "away.docx": archive({"../../../evil": b"x", "word/document.xml": b"<x/>"}),
    "../../../evil.md": b"evil",
    "<script>alert(1)</script>.txt": b"<script>alert(1)</script>",
}


def test_hostile_files_are_refused_by_name_and_nothing_is_kept(visit: Visit, server: Server) -> None:
    before, around = files_of(server), sorted(path.name for path in server.folder.parent.iterdir())
    page = visit("/add", later=422)
    look(page, *(file(name, data) for name, data in HOSTILE.items()))
    assert page.locator("section.refused").count() == len(HOSTILE)
    assert not serious(page)
    assert page.get_by_role("button", name="Keep", exact=True).count() == 0
    page.get_by_role("button", name="Choose other files").click()
    page.wait_for_load_state()
    assert page.get_by_label("Files: Word").is_visible()
    assert files_of(server) == before
    assert sorted(path.name for path in server.folder.parent.iterdir()) == around
    assert "Traceback" not in server.log()


def test_a_file_larger_than_any_source_is_refused(visit: Visit, server: Server, tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    large.write_bytes(b"a" * 26_000_000)
    page = visit("/add", later=413)
    page.get_by_label("Files: Word").set_input_files(large)
    page.get_by_role("button", name="Look at them").click()
    assert page.get_by_text(
        "What was sent is too large: all files together have at most 25 MB. Give fewer at once."
    ).is_visible()
    assert page.get_by_role("link", name="All acts").is_visible()


def test_files_are_added_without_scripts(visit: Visit) -> None:
    page = visit("/add", java_script_enabled=False)
    look(page, file("779.md", ORDER.replace("778", "779").encode()))
    page.get_by_role("button", name="Discard").click()


def test_what_one_person_gave_nobody_else_sees(visit: Visit) -> None:
    first = visit("/add")
    look(first, file("778.md", ORDER.encode()))
    stranger = visit("/add", later=410)
    answer = stranger.goto(first.url)
    assert answer is not None and answer.status == 410
    assert "№ 778" not in stranger.locator("main").inner_text()
