"""What a lawyer does in a real browser: settle an instruction that names no unit, see it in the text, take it back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.program import run
from tests.web.accessible import serious
from tests.web.conftest import Visit
from tests.web.served import Server, serving

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.slow  # each starts a browser

#: № 391 has no point 111.
ORDER = """## Кейбір бұйрыққа өзгеріс енгізу туралы

Қазақстан Республикасы Еңбек және халықты әлеуметтік қорғау министрінің 2026 жылғы 1 тамыздағы № 900 бұйрығы.
Қазақстан Республикасының Әділет министрлігінде 2026 жылғы 3 тамызда № 39900 болып тіркелді

**БҰЙЫРАМЫН:**

1. "Ұлттық біліктілік жүйесінің цифрлық платформасын қалыптастыру қағидаларын бекіту туралы" Қазақстан Республикасы
Еңбек және халықты әлеуметтік қорғау министрінің 2023 жылғы 18 қыркүйектегі № 391 бұйрығына (Нормативтік құқықтық
актілерді мемлекеттік тіркеу тізілімінде № 33449 болып тіркелген) мынадай өзгеріс енгізілсін:

көрсетілген бұйрықпен бекітілген Ұлттық біліктілік жүйесінің цифрлық платформасын қалыптастыру қағидаларында:

111-тармақтағы "материалдар" деген сөз "құжаттар" деген сөзбен ауыстырылсын.

2. Осы бұйрық 2026 жылғы 1 қыркүйектен бастап қолданысқа енгізіледі.

Министр С. Жақыпова
"""
QUEUE = "/orders/V2600039900"
LATER = "/acts/V2300033449/2026-10-01"
NAME, REASON = "Серікова А.", "Бұйрықтың түпнұсқасында 11-тармақ"


@pytest.fixture
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A corpus with an order that could not be applied, new for each test: what one decides no other sees."""
    with serving(tmp_path_factory.mktemp("settled")) as running:
        (running.folder / "900.md").write_text(ORDER, encoding="utf-8")
        assert run(running.folder, ["add", "900.md"]).status == 0
        yield running


def point_11(page: Page) -> str:
    return page.locator("article p", has_text="11. Ұлттық органның").inner_text()


def asked(page: Page, addresses: str, name: str = NAME, reason: str = REASON) -> None:
    page.get_by_label("The units that it changes").fill(addresses)
    page.get_by_label("Your name").fill(name)
    page.get_by_label("Reason: what it rests on").fill(reason)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()
    page.wait_for_load_state()


def settled(visit: Visit, **more: object) -> Page:
    """The order after its instruction was settled."""
    page = visit(QUEUE, **more)
    page.get_by_role("link", name="Settle it").click()
    asked(page, "Қағидалардың 11-тармағы")
    press(page, "Show what would change")
    press(page, "Keep the decision")
    return page


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_an_order_and_what_is_to_be_settled_in_each_language(visit: Visit, lang: str) -> None:
    page = visit(QUEUE, lang=lang, width=360)
    found = []
    for path in (QUEUE, "/orders/V2600038395", f"{QUEUE}/decide/publication/0"):
        page.goto(path)
        assert page.locator("html").get_attribute("lang") == lang
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
        found += serious(page)
    assert not found


def test_an_instruction_is_settled_and_taken_back(visit: Visit, server: Server) -> None:
    before = visit(LATER).locator("article").inner_html()
    assert "материалдар" in before and "құжаттар" not in point_11(visit(LATER))
    page = visit(LATER)
    assert "this text may be wrong" in page.locator(".banner.failed").inner_text()
    page.get_by_role("link", name="What could not be applied").click()
    assert "could not be applied" in page.locator("#instruction-1").inner_text()
    page.get_by_role("link", name="Settle it").click()
    asked(page, "Қағидалардың 11-тармағы")
    press(page, "Show what would change")
    assert page.get_by_text("Nothing is kept yet.").is_visible()
    assert "құжаттар" in page.locator("section.effect ins").first.inner_text()
    assert not serious(page)
    assert not (server.folder / "corpus" / "V2600039900" / "decisions").exists()
    press(page, "Keep the decision")
    assert page.url.split("#")[0].endswith(QUEUE)
    assert NAME in page.locator("section.decisions").inner_text() and REASON in page.content()
    assert "applied" in page.locator("#instruction-1 .status").inner_text()
    assert not serious(page)

    text = visit(LATER)
    assert "құжаттар" in point_11(text) and "материалдар" not in point_11(text)
    assert NAME in text.locator(".banner:not(.failed)").inner_text()
    assert NAME in (server.folder / "output" / "audit.jsonl").read_text(encoding="utf-8")

    page.get_by_text("Take it back").click()
    page.locator("section.decisions").get_by_label("Your name").fill("Омаров Б.")
    page.locator("section.decisions").get_by_label("Reason").fill("Қате болды")
    press(page, "Take the decision back")
    assert "Омаров Б." in page.locator("section.decisions").inner_text()
    assert "could not be applied" in page.locator("#instruction-1").inner_text()
    after = visit(LATER)
    assert after.locator("article").inner_html() == before
    assert NAME not in after.locator(".banner").inner_text()


@pytest.mark.parametrize(
    ("addresses", "name", "reason"),
    [
        ("Қағидалардың 222-тармағы", NAME, REASON),
        ("бір нәрсе", NAME, REASON),
        ("Қағидалардың 11-тармағы", " ", REASON),
        ("Қағидалардың 11-тармағы", NAME, " "),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(
    visit: Visit, server: Server, addresses: str, name: str, reason: str
) -> None:
    page = visit(QUEUE, later=422)
    page.get_by_role("link", name="Settle it").click()
    asked(page, addresses, name, reason)
    press(page, "Show what would change")
    if not page.get_by_role("alert").count():  # without a name or a reason one may look, and keeps nothing
        press(page, "Keep the decision")
    assert page.get_by_role("alert").is_visible()
    assert page.get_by_label("The units that it changes").input_value() == addresses
    assert not serious(page)
    assert not (server.folder / "corpus" / "V2600039900" / "decisions").exists()


def test_signs_of_the_page_in_a_reason_are_shown_as_text(visit: Visit) -> None:
    page = visit(QUEUE)
    page.get_by_role("link", name="Settle it").click()
    asked(page, "Қағидалардың 11-тармағы", "<b>Серікова</b>", '"><script>alert(1)</script>')
    press(page, "Show what would change")
    press(page, "Keep the decision")
    assert "<b>Серікова</b>" in page.locator("section.decisions").inner_text()
    assert '"><script>alert(1)</script>' in page.locator("section.decisions").inner_text()
    assert "<b>Серікова</b>" in visit(LATER).locator(".banner").inner_text()


def test_a_day_of_publication_makes_an_estimate_certain(visit: Visit, server: Server) -> None:
    page = visit("/orders/V2500036564/decide/publication/0")
    page.get_by_label("Day of first official publication").fill("2025-08-05")
    page.get_by_label("Your name").fill(NAME)
    page.get_by_label("Reason: what it rests on").fill("Эталондық бақылау банкі")
    press(page, "Show what would change")
    assert page.locator("section.effect h3").count() >= 1
    press(page, "Keep the decision")
    assert "5 August 2025" in page.locator("section.decisions").inner_text()
    assert "2025-08-05" in "".join(
        path.read_text(encoding="utf-8") for path in (server.folder / "corpus" / "V2500036564").rglob("*.toml")
    )


def test_settled_and_taken_back_without_scripts(visit: Visit) -> None:
    page = settled(visit, java_script_enabled=False)
    assert NAME in page.locator("section.decisions").inner_text()
    page.locator("section.decisions summary").click()
    page.locator("section.decisions").get_by_label("Your name").fill(NAME)
    page.locator("section.decisions").get_by_label("Reason").fill("Қате болды")
    press(page, "Take the decision back")
    assert "could not be applied" in page.locator("#instruction-1").inner_text()


def test_the_queue_is_walked_with_the_keyboard(visit: Visit) -> None:
    page = visit("/orders/V2600038395")
    ids = page.locator(".queue section").evaluate_all("every => every.map(one => one.id)")
    for key, place in (("j", ids[0]), ("j", ids[1]), ("k", ids[0])):
        page.keyboard.press(key)
        assert page.evaluate("[location.hash, document.activeElement.id]") == [f"#{place}", place]


def test_two_lawyers_at_once(visit: Visit) -> None:
    """The second of two who settle the same instruction learns of the first and changes nothing."""
    first, second = visit(QUEUE), visit(QUEUE, later=422)
    for page in (first, second):
        page.get_by_role("link", name="Settle it").click()
        asked(page, "Қағидалардың 11-тармағы", NAME if page is first else "Омаров Б.")
        press(page, "Show what would change")
    press(first, "Keep the decision")
    press(second, "Keep the decision")
    assert "Омаров Б." not in visit(LATER).locator(".banner").inner_text()
    assert NAME in visit(LATER).locator(".banner").inner_text()
