"""An act of thousands of units: parts that a browser shows at once, with nothing lost between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import pytest

from tests.program import run
from tests.web.conftest import Visit
from tests.web.served import Server, serving
from tests.web.visitor import Visitor

POINTS = 700
ACT, LAST = "V2600039777", f"ord__para_{POINTS}"
DAY = f"/acts/{ACT}/2026-09-01"
HEAD = """## Үлкен бұйрық туралы

Қазақстан Республикасы Еңбек және халықты әлеуметтік қорғау министрінің 2026 жылғы 1 маусымдағы № 777 бұйрығы.
Қазақстан Республикасының Әділет министрлігінде 2026 жылғы 2 маусымда № 39777 болып тіркелді

**БҰЙЫРАМЫН:**

1. Осы бұйрық 2026 жылғы 1 шілдеден бастап қолданысқа енгізіледі.
"""
TAG, ID = re.compile("<[^>]*>"), re.compile(r'\bid="([^"]+)"')


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("large")) as running:
        points = (f"{n}. Орган {n}-өтінішті:\n\n1) қабылдайды;\n\n2) қарайды." for n in range(2, POINTS + 1))
        (running.folder / "777.md").write_text("\n\n".join((HEAD, *points)), encoding="utf-8")
        assert run(running.folder, ["add", "777.md"]).status == 0
        yield running


def article(page: str) -> str:
    (found,) = re.findall(r"(?s)<article[^>]*>(.*)</article>", page)
    return re.sub(r"(?s)<small.*?</small>", "", found)


def words(html: str) -> str:
    return unescape(TAG.sub("", html))


def spoken(page: str) -> list[str]:
    return words(article(page)).split()


@pytest.fixture(scope="module")
def parts(server: Server) -> list[str]:
    """Every part, as the links lead to them."""
    visitor, path, found = Visitor(server), DAY, list[str]()
    while path:
        found.append(visitor.get(path).data.decode())
        following = re.search(r'<a href="([^"]+)" rel="next"', found[-1])
        path = unescape(following[1]) if following else ""
    return found


@pytest.fixture(scope="module")
def whole(server: Server) -> str:
    return Visitor(server).get(f"{DAY}?whole=1").data.decode()


def test_no_page_weighs_more_than_one_may(parts: list[str], whole: str) -> None:
    assert len(parts) > 2
    for page in (*parts, whole):
        assert len(page.encode()) - len(words(page).encode()) < 150_000


def test_the_parts_are_the_text_and_each_unit_stands_in_one(parts: list[str], whole: str) -> None:
    assert [word for page in parts for word in spoken(page)] == spoken(whole)
    anchors = [name for page in parts for name in ID.findall(article(page))]
    assert len(anchors) == len(set(anchors)) and {LAST, "ord"} <= set(anchors)
    assert "ord" in ID.findall(article(whole)) and LAST not in ID.findall(article(whole))
    assert f"{POINTS}. Орган" in words(article(parts[-1])) and "Part" not in words(article(whole))


def test_a_part_says_that_it_is_one(parts: list[str]) -> None:
    assert all(f"Part {n} of {len(parts)}." in page for n, page in enumerate(parts, 1))


def test_a_unit_is_found_in_its_part_however_it_is_called(server: Server, parts: list[str]) -> None:
    visitor = Visitor(server)
    for name in (LAST, f"{LAST}__al_1", f"{POINTS}-тармақ"):
        assert visitor.get(f"{DAY}?unit={name}".replace("тармақ", "%D1%82%D0%B0%D1%80%D0%BC%D0%B0%D2%9B")).to == (
            f"{DAY}?part={len(parts)}#{LAST}"
        )
    assert visitor.get(f"{DAY}?part={len(parts) + 1}").status == 404
    assert visitor.get(f"{DAY}?unit=ord__para_9999").status == 404


@pytest.mark.slow
def test_a_link_to_a_unit_of_another_part_leads_to_it(visit: Visit) -> None:
    page = visit(f"{DAY}#{LAST}")
    page.wait_for_url(f"**part=*#{LAST}")
    assert page.locator(":target").inner_text().startswith(f"{POINTS}. Орган")
    page.get_by_role("link", name="The whole text on one page").first.click()
    assert page.get_by_text("The whole text is on this page").first.is_visible()
