"""What reviewers do in a real browser: two editions beside each other, change by change."""

from __future__ import annotations

import pytest

from tests.web.accessible import serious
from tests.web.conftest import Visit

pytestmark = pytest.mark.slow  # each starts a browser and a server

ACT = "V2300033449"
COMPARED = f"/compare?act={ACT}&from=2026-07-11&to=2026-07-12"


def test_two_days_are_asked_for_and_compared(visit: Visit) -> None:
    page = visit("/compare")
    page.get_by_label("Act", exact=True).fill("391")
    page.get_by_label("From", exact=True).fill("2026-07-11")
    page.get_by_label("To", exact=True).fill("2026-07-12")
    page.get_by_role("button", name="Compare").click()
    page.wait_for_url("**/compare?act=*")
    assert page.locator("section ins", has_text="цифрлық").count() > 5
    assert not serious(page)


def test_side_by_side_or_in_one_text(visit: Visit) -> None:
    page = visit(COMPARED)
    old, merged = page.locator(".changes .old").first, page.locator(".changes .merged").first
    assert old.is_visible() and not merged.is_visible()
    page.locator("#inline").check()
    assert merged.is_visible() and not old.is_visible()


def test_from_one_change_to_the_next_and_back(visit: Visit) -> None:
    page = visit(COMPARED)
    page.locator("a[rel=next]").first.click()
    second = page.evaluate("location.hash")
    assert page.locator(":target").count() == 1
    page.locator(":target a[rel=next]").click()
    assert page.evaluate("location.hash") != second
    page.locator(":target a[rel=prev]").click()
    assert page.evaluate("location.hash") == second


def test_only_what_was_asked_for_is_shown(visit: Visit) -> None:
    page = visit(COMPARED)
    every = page.locator(".changes section").count()
    page.get_by_label("changed").uncheck()
    page.get_by_role("button", name="Compare").click()
    page.wait_for_load_state()
    assert page.locator(".changes section").count() < every
    page.goto(f"{COMPARED}&address=11-тармақ")
    assert page.locator(".changes section").count() == 1
    page.goto(f"{COMPARED}&whole=1")
    assert page.locator("details.same").count() > 3


def test_the_redline_is_downloaded(visit: Visit) -> None:
    page = visit(COMPARED)
    for link, start in (
        ("Word, tracked changes", b"PK"),
        ("Comparative table", b"PK"),
        ("HTML", b"<!D"),
        ("JSON", b"{"),
    ):
        with page.expect_download() as waiting:
            page.get_by_role("link", name=link).click()
        assert waiting.value.path().read_bytes().startswith(start), link


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("act=391&from=2026-07-12&to=2026-07-11", 400),
        ("act=391&from=2026-07-11&to=soon", 400),
        ("act=777&from=2026-07-11&to=2026-07-12", 404),
    ],
)
def test_what_cannot_be_compared_is_answered_with_words(visit: Visit, query: str, status: int) -> None:
    page = visit(f"/compare?{query}", status=status)
    assert not serious(page)
    assert page.locator("#summary").is_visible()
    page.get_by_role("button", name="Compare").wait_for()  # what was given can be mended where it was given
    assert page.get_by_label("Act", exact=True).input_value() in ("391", "777")


def test_without_scripts(visit: Visit) -> None:
    page = visit(COMPARED, java_script_enabled=False)
    page.locator("#inline").check()
    assert page.locator(".changes .merged").first.is_visible()
    page.locator("a[rel=next]").first.click()
    assert "#" in page.url
