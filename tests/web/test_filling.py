"""What clerks do in a real browser: fill a form wrong and right, keep a draft, fill many from a table."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.web.accessible import serious
from tests.web.conftest import Visit
from tests.web.served import Server

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.slow  # each starts a browser and a server

FORM = "/forms/391/2026-07-12"  # an application of one page
ACT = "/forms/380-2/2026-07-12"  # the act of services rendered: a table of rows, computed sums
NAME = "Жүнісбекова Гүлшарат"


def example(server: Server, form: str) -> dict[str, Any]:
    """The record that the program itself offers as an example."""
    record: dict[str, Any] = json.loads(server.send(f"{form}/sample/json").text)[0]
    return record


def fill(page: Page, record: dict[str, Any], at: str = "f") -> None:
    """Type a record into the form that is open."""
    for name, value in record.items():
        if isinstance(value, list):
            for number, row in enumerate(value):
                fill(page, row, f"{at}.{name}.{number}")
        else:
            page.locator(f'[name="{at}.{name}"]').fill(str(value))


def check(page: Page) -> None:
    page.get_by_role("button", name="Check and preview").click()
    page.wait_for_load_state()


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_every_page_about_forms_speaks_the_language_of_the_browser(visit: Visit, lang: str) -> None:
    page = visit("/forms", lang=lang)
    for path in ("/forms", FORM, ACT, f"{FORM}/batch", "/forms/verify"):
        page.goto(path)
        assert page.locator("html").get_attribute("lang") == lang
        assert page.locator("h1").count() == 1


def test_forms_are_there_for_everybody(visit: Visit) -> None:
    page = visit("/forms", width=360)
    found = []
    for path in ("/forms", FORM, ACT, f"{FORM}/batch", "/forms/verify"):
        page.goto(path)
        found += serious(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
    assert not found


def test_a_form_filled_wrong_says_what_to_mend_and_filled_right_is_given_out(visit: Visit, server: Server) -> None:
    page = visit("/forms?on=2026-07-12", later=422)
    page.get_by_role("link", name="Fill in", exact=True).nth(4).click()
    assert page.url.endswith(FORM)
    fill(page, example(server, FORM) | {"жеке_сәйкестендіру_нөмірі": "850714300128", "өтінім_тақырыбы": ""})
    check(page)
    summary = page.get_by_role("alert")
    assert summary.evaluate("e => e === document.activeElement")
    assert summary.get_by_role("listitem").count() == 2
    assert not serious(page)
    summary.get_by_role("link").first.click()
    number = page.locator("[aria-invalid=true]").first
    assert number.evaluate("e => e === document.activeElement") and number.input_value() == "850714300128"
    number.fill("850714300127")
    page.locator("[aria-invalid=true]").last.fill("Жүйеге кіру")
    check(page)
    assert page.get_by_role("alert").count() == 0
    assert "Ахметов Асан Серікұлы" in page.locator("article.paper").inner_text()
    assert not serious(page)
    page.emulate_media(media="print")  # on paper stands the form and nothing else
    assert page.locator("article.paper").is_visible() and not page.locator("h1").is_visible()
    page.emulate_media(media="screen")
    for name, start in (("Word file (DOCX)", b"PK"), ("PDF", b"%PDF"), ("Both with their receipts (ZIP)", b"PK")):
        with page.expect_download() as waiting:
            page.get_by_role("button", name=name, exact=True).click()
        assert waiting.value.path().read_bytes().startswith(start)


def test_a_file_that_was_given_out_is_known_again(visit: Visit, server: Server, tmp_path: Path) -> None:
    page = visit(FORM)
    fill(page, example(server, FORM))
    check(page)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Word file (DOCX)").click()
    waiting.value.save_as(tmp_path / "filled.docx")
    page.goto("/forms/verify")
    page.get_by_label("The filled form: .docx or .pdf").set_input_files(tmp_path / "filled.docx")
    page.get_by_role("button", name="Check").click()
    assert "391" in page.locator("main [role=status]").inner_text()


def test_rows_are_added_and_removed(visit: Visit, server: Server) -> None:
    page = visit(ACT)
    record = example(server, ACT)
    rows = page.locator("fieldset.row")
    assert rows.count() == 1
    rows.first.locator("input, textarea").first.fill("бірінші")
    page.get_by_role("button", name="Add a row").click()
    rows.nth(1).wait_for()
    assert page.evaluate("document.activeElement.closest('fieldset.row') !== null")
    assert rows.first.locator("input, textarea").first.input_value() == "бірінші"
    page.get_by_role("button", name="Remove row 1").click()
    page.wait_for_function("() => document.querySelectorAll('fieldset.row').length === 1")
    page.get_by_role("button", name="Add a row").click()
    rows.nth(1).wait_for()
    fill(page, record)
    check(page)
    assert "7500,00" in page.locator("article.paper").inner_text().replace("\N{NO-BREAK SPACE}", "").replace(" ", "")


def test_rows_are_added_without_scripts(visit: Visit, server: Server) -> None:
    page = visit(ACT, java_script_enabled=False)
    page.get_by_role("button", name="Add a row").click()
    assert page.locator("fieldset.row").count() == 2
    fill(page, example(server, ACT))
    check(page)
    assert page.locator("article.paper").count() == 1


def kept(server: Server) -> str:
    """Everything that the server has written about what people typed."""
    folder = server.folder / "output"
    return "".join(
        path.read_text(encoding="utf-8", errors="replace") for path in sorted(folder.rglob("*")) if path.is_file()
    )


def test_a_draft_is_kept_until_it_is_deleted_and_nothing_else_is(visit: Visit, server: Server) -> None:
    first = visit(FORM, later=422)
    name = first.locator("form.filling textarea, form.filling input:not([type=hidden])").first
    name.fill(NAME)
    check(first)
    assert NAME not in kept(server)
    first.get_by_role("button", name="Save a draft").click()
    first.wait_for_url("**/drafts/*")
    address = first.url
    second = visit(address)
    assert NAME in second.content() and not serious(second)
    second.get_by_role("button", name="Delete the draft").click()
    second.get_by_role("heading", name="The draft is deleted").wait_for()
    assert NAME not in kept(server)
    assert visit(address, status=410).locator("main a").count()


def test_a_table_with_errors_is_answered_row_by_row(visit: Visit, server: Server, tmp_path: Path) -> None:
    right = example(server, FORM)
    wrong = right | {"жеке_сәйкестендіру_нөмірі": "1", "телефон_нөмірі": "жоқ"}
    table = tmp_path / "many.json"
    table.write_text(json.dumps([right, wrong, right], ensure_ascii=False), encoding="utf-8")
    page = visit(f"{FORM}/batch")
    page.get_by_label("A table: .csv, .xlsx, .yaml or .json").set_input_files(table)
    page.get_by_role("button", name="Check", exact=True).click()
    assert "2 records are right, 1 is wrong" in page.locator("main [role=status]").inner_text()
    assert page.locator("main tbody tr").count() == 2
    assert not serious(page)
    for button, start in (("Word files (ZIP)", b"PK"), ("The records that are wrong, with the reasons", b"[")):
        with page.expect_download() as waiting:
            page.get_by_role("button", name=button).click()
        assert waiting.value.path().read_bytes().startswith(start)
    page.get_by_role("button", name="Forget the table now").click()
    page.wait_for_url("**/batch")
    assert "Ахметов" not in kept(server)


HOSTILE = {
    "picture.xlsx": b"\x89PNG\r\n\x1a\n" + bytes(200),
    "empty.csv": b"",
    "deep.json": b"[" * 100_000,
    "bomb.yaml": b"a: &a [x,x]\n"
    + b"".join(b"%c: &%c [*%c,*%c,*%c]\n" % (n, n, n - 1, n - 1, n - 1) for n in range(98, 123)),
    "words.csv": b"=cmd|' /C calc'!A0;<script>alert(1)</script>\n1;2\n",
    "..\\..\\evil.json": b"{}",
    "null.csv": b"a;b\n\x00;\x00\n",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_table_that_is_none_is_refused_with_words(visit: Visit, server: Server, name: str) -> None:
    page = visit(f"{FORM}/batch", later=422)
    file: Any = {"name": name, "mimeType": "text/csv", "buffer": HOSTILE[name]}
    page.get_by_label("A table: .csv, .xlsx, .yaml or .json").set_input_files(file)
    page.get_by_role("button", name="Check", exact=True).click()
    page.wait_for_load_state()
    assert page.locator("[role=alert], main [role=status]").count()
    assert "Traceback" not in server.log()


def test_a_form_is_filled_with_the_keyboard_alone(visit: Visit, server: Server) -> None:
    page = visit(FORM)
    values = list(example(server, FORM).values())
    page.locator("form.filling textarea, form.filling input:not([type=hidden])").first.focus()
    for value in values:
        page.keyboard.type(str(value))
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Check and preview"
    page.keyboard.press("Enter")
    page.locator("article.paper").wait_for()


def test_two_clerks_at_once_see_their_own(visit: Visit, server: Server) -> None:
    record, pages = example(server, FORM), [visit(FORM), visit(FORM, lang="en")]
    for number, page in enumerate(pages):
        fill(page, record | {"тегі_аты_және_әкесінің_аты": f"{NAME} {number}"})
    for page in pages:
        check(page)
    for number, page in enumerate(pages):
        assert f"{NAME} {number}" in page.locator("article.paper").inner_text()
        assert f"{NAME} {1 - number}" not in page.content()
