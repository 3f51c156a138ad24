"""What readers do in a real browser: look an act up, walk through time, compare, print, in their language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.web.accessible import serious
from tests.web.conftest import Visit

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.slow  # each starts a browser and a server

ACT = "V2300033449"
TODAY = f"/acts/{ACT}/2026-07-12"
COMPARED = f"/compare?act={ACT}&from=2026-07-11&to=2026-07-12"
PAGES = ["/acts", "/acts?q=тармақ", TODAY, f"{TODAY}?notes=1", f"/acts/{ACT}/units/11-тармақ", COMPARED, "/compare",
         "/findings", "/acts/V2200026976/2026-07-12"]  # fmt: skip
REFUSED = {"/nowhere": 404, f"/acts/{ACT}/2023-01-01": 404, f"/acts/{ACT}/yesterday": 400, "/acts/no-such-act": 404}
LANGUAGES = {"kk": "Актілер", "ru": "Акты", "en": "Acts"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_speaks_the_language_of_the_browser(visit: Visit, lang: str) -> None:
    page = visit(lang=lang)
    for path in PAGES:
        page.goto(path)
        assert page.locator("html").get_attribute("lang") == lang
        assert page.locator("h1").count() == 1
        assert page.get_by_role("link", name=LANGUAGES[lang], exact=True).count() == 1
        assert page.title().strip() not in ("", "· nqs")


def test_nothing_stands_in_the_way_of_a_screen_reader_or_of_weak_eyes(visit: Visit) -> None:
    page = visit()
    found = []
    for path in PAGES:
        page.goto(path)
        found += serious(page)
    assert not found


@pytest.mark.parametrize("path", REFUSED)
def test_what_cannot_be_shown_is_a_page_that_says_why(visit: Visit, path: str) -> None:
    page = visit(path, status=REFUSED[path])
    assert not serious(page)
    assert len(page.locator("main").inner_text()) > 40
    assert page.locator("main a").count() >= 1


def test_no_page_is_wider_than_a_telephone(visit: Visit) -> None:
    page = visit(width=360)
    for path in PAGES:
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path


def test_on_paper_only_the_text_is_left(visit: Visit) -> None:
    page = visit(TODAY)
    page.emulate_media(media="print")
    for name in ("Main", "Language", "Time line"):
        assert not page.locator(f'nav[aria-label="{name}"] li').first.is_visible()
    assert not page.get_by_text("wordings", exact=True).first.is_visible()
    assert page.get_by_text(re.compile(r"^11\. Ұлттық органның")).first.is_visible()


def point_11(page: Page) -> str:
    return page.get_by_text(re.compile(r"^11\. Ұлттық органның")).first.inner_text()


def test_the_time_line_is_walked_with_the_mouse(visit: Visit) -> None:
    """Point 11 of № 391 speaks of цифрлық from 12.07.2026; before, it spoke of ақпараттандыру."""
    page = visit("/acts")
    page.get_by_role("link", name="№ 391", exact=True).click()
    line = page.get_by_role("navigation", name="Time line")
    line.get_by_role("link", name="12 July 2026").click()
    assert "цифрлық" in point_11(page) and "ақпараттандыру" not in point_11(page)
    assert page.get_by_text("The text in force.").is_visible()
    line.get_by_role("link", name="22 September 2023").click()
    page.wait_for_url("**/2023-09-22")
    assert "ақпараттандыру" in point_11(page)
    assert page.get_by_text("A past text").is_visible()
    page.get_by_role("link", name="12 July 2026").last.click()  # the next change, in the banner
    page.wait_for_url("**/2026-07-12")


def test_the_time_line_is_walked_with_the_keyboard(visit: Visit) -> None:
    page = visit(TODAY)
    page.locator('.timeline [aria-current="date"]').focus()
    page.keyboard.press("Home")
    assert "18 September 2023" in page.evaluate("document.activeElement.textContent")
    page.keyboard.press("End")
    assert "today" in page.evaluate("document.activeElement.textContent")
    page.locator('.timeline [aria-current="date"]').focus()
    page.keyboard.press("ArrowLeft")
    assert "22 September 2023" in page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    page.wait_for_url("**/2023-09-22")
    assert page.locator('.timeline [aria-current="date"]').inner_text().startswith("22 September 2023")
    page.wait_for_function("document.activeElement.matches('.timeline [aria-current]')")
    page.keyboard.press("End")
    assert "today" in page.evaluate("document.activeElement.textContent"), "one goes on walking"


def test_a_day_is_typed_in(visit: Visit) -> None:
    page = visit(f"{TODAY}?notes=1")
    page.get_by_label("On the date").fill("2024-02-29")
    page.keyboard.press("Enter")
    page.wait_for_url("**/2024-02-29?notes=1")
    assert "ақпараттандыру" in point_11(page)
    assert page.get_by_role("link", name="Hide the notes").is_visible()


def test_who_changed_a_passage_when_and_by_which_instruction_stands_beside_it(visit: Visit) -> None:
    page = visit(TODAY)
    changed = page.locator("p", has=page.locator("ins", has_text="11. Ұлттық органның"))
    changed.get_by_role("link", name="№ 129 (10.04.2026), instruction 21, from 12.07.2026").click()
    assert "11-тармақ мынадай редакцияда жазылсын" in page.locator("li:target").inner_text()
    page.locator("li:target a").click()
    page.wait_for_url("**/orders/V2600038395#instruction-21")


def test_what_leads_on_from_a_unit_shows_when_it_is_wanted(visit: Visit) -> None:
    page = visit(TODAY)
    unit = page.locator("p", has_text=re.compile(r"^12\. Цифрлық платформаны"))
    wordings = unit.get_by_role("link", name="wordings", include_hidden=True)
    assert not wordings.is_visible()
    unit.hover()
    assert wordings.is_visible()
    page.mouse.move(0, 0)
    unit.locator("a").first.focus()
    assert wordings.is_visible()
    page.keyboard.press("Enter")
    page.mouse.move(0, 0)
    assert "12. " in page.locator(":target").inner_text() and wordings.is_visible()


def test_words_are_found_while_they_are_typed(visit: Visit) -> None:
    """In any form of theirs, on the day that was asked for; a hit leads to its place."""
    page = visit("/acts")
    page.get_by_label("Words, title or number").press_sequentially("ақпараттандыру", delay=5)
    page.locator("#found mark").first.wait_for()
    page.wait_for_url("**q=*")
    page.get_by_label("On the date").fill("2024-02-29")
    page.wait_for_url("**on=2024-02-29*")
    page.wait_for_function("() => [...document.querySelectorAll('#found li')].some(e => e.innerText.includes('11. '))")
    hit = page.locator("#found li", has_text="11. Ұлттық органның").first
    assert hit.locator("mark").first.inner_text().lower().startswith("ақпараттандыру")
    hit.get_by_role("link").click()
    page.wait_for_url(f"**/{ACT}/2024-02-29#*")
    assert page.locator(":target").count() == 1
    page.go_back()
    assert page.locator("#found mark").count()


def test_a_unit_is_found_by_number_and_address(visit: Visit) -> None:
    page = visit("/acts?q=№ 391 11-тармақ&on=2026-07-12")
    page.locator("#found").get_by_role("link", name="№ 391, Қағидалардың 11-тармағы").click()
    page.wait_for_url(f"**/{ACT}/2026-07-12#*")
    assert page.locator(":target").inner_text().startswith("11. Ұлттық органның")
    for query, first in (("11-тармақ", "№ 374, Қағидалардың 11-тармағы"), ("10.04.2026", "№ 129")):
        page.goto(f"/acts?q={query}&on=2026-07-12")
        assert page.locator("#found li a").first.inner_text() == first
    assert page.get_by_role("searchbox").get_attribute("aria-describedby") == "examples"
    assert "10.04.2026" in page.locator("#examples").inner_text()
    page.goto("/acts?q=qqqq")
    assert page.get_by_text("Nothing was found.").is_visible()


def test_all_wordings_of_a_unit(visit: Visit) -> None:
    page = visit(TODAY)
    page.locator("p", has_text="11. Ұлттық органның").first.get_by_role("link", name="wordings").click()
    page.get_by_role("heading", name="Қағидалардың 11-тармағы").wait_for()
    assert page.get_by_text("2 wordings").is_visible()
    assert page.locator(".merged del", has_text="ақпараттандыру").is_visible()
    assert page.locator(".merged ins", has_text="цифрлық").is_visible()
    assert page.get_by_text("№ 129").first.is_visible()
    page.get_by_role("link", name="in the act").first.click()
    page.wait_for_url(f"**/{ACT}/2026-07-12#*")
    assert page.locator(":target").count() == 1


def test_an_edition_is_downloaded(visit: Visit) -> None:
    page = visit(TODAY)
    for form, start in {"DOCX": b"PK", "PDF": b"%PDF", "HTML": b"<!DOCTYPE", "AKN": b"<?xml", "JSON": b"{"}.items():
        with page.expect_download() as waiting:
            page.get_by_role("link", name=form, exact=True).click()
        assert waiting.value.path().read_bytes().startswith(start), form
        assert waiting.value.suggested_filename.startswith(f"{ACT}_2026-07-12.")


def test_findings_lead_to_their_act(visit: Visit) -> None:
    page = visit("/acts")
    page.locator(".acts > li", has_text="№ 391").get_by_role("link", name="Findings").click()
    page.wait_for_url("**/findings*")
    assert page.locator("main li").count() > 5
    page.get_by_label("Severity").select_option("error")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**severity=error*")
    assert page.locator("li.warning").count() == 0  # the corpus has warnings and no error
    assert "V2500036564" not in page.locator("main").inner_text()


def test_a_language_is_chosen_and_kept(visit: Visit) -> None:
    page = visit(f"{TODAY}?notes=1")
    page.get_by_role("link", name="Қазақша").click()
    assert page.url.endswith(f"{TODAY}?notes=1")
    assert page.locator("html").get_attribute("lang") == "kk"
    assert page.get_by_text("2026 жылғы 12 шілде").first.is_visible()
    page.goto("/acts")
    assert page.locator("html").get_attribute("lang") == "kk"


def test_two_readers_do_not_disturb_each_other(visit: Visit) -> None:
    first, second = visit(TODAY, lang="kk"), visit(f"/acts/{ACT}/2023-09-22", lang="ru")
    first.reload()
    second.reload()
    assert first.locator("html").get_attribute("lang") == "kk" and "цифрлық" in point_11(first)
    assert second.locator("html").get_attribute("lang") == "ru" and "ақпараттандыру" in point_11(second)


def test_everything_is_reached_with_the_keyboard_alone(visit: Visit) -> None:
    """The first key leads past the menus; from the act to its day, its unit, and back, without a mouse."""
    page = visit(TODAY)
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to the text"
    assert page.locator(":focus").evaluate("e => e.getBoundingClientRect().left >= 0")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    seen = set()
    for _ in range(40):
        focus = page.evaluate_handle("document.activeElement")
        # The parts of a date show the focus themselves.
        shows = focus.evaluate("e => e.type === 'date' || getComputedStyle(e).outlineStyle !== 'none'")
        assert shows, focus.evaluate("e => e.outerHTML.slice(0, 200)")
        seen.add(focus.evaluate("e => e.closest('nav')?.ariaLabel ?? e.tagName"))
        page.keyboard.press("Tab")
    assert {"Time line", "Contents", "A"} <= seen


def test_everything_works_without_scripts(visit: Visit) -> None:
    page = visit("/acts", java_script_enabled=False)
    page.get_by_label("Words, title or number").fill("цифрлық")
    page.get_by_role("button", name="Find").click()
    assert page.locator("mark").count() > 3
    page.goto(TODAY)
    page.get_by_label("On the date").fill("2023-09-22")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**/2023-09-22")
    page.get_by_role("link", name="12 July 2026").first.click()
    page.wait_for_url("**/2026-07-12")
    page.get_by_role("link", name="What changed last").click()
    assert page.locator("del", has_text="ақпараттандыру").count()
