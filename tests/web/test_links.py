"""Every link of every page leads to a page, and to the place on it."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import quote, urldefrag, urljoin

import pytest

from tests.web.served import Server
from tests.web.visitor import Visitor

LINK = re.compile(r'<a [^>]*?href="([^"]*)"([^>]*)>')


@pytest.mark.slow
def test_every_link_leads_somewhere(server: Server) -> None:
    """From the list of acts on; what is downloaded and the choice of a language are left to other tests."""
    waiting, pages, places = ["/acts"], dict[str, str](), list[tuple[str, str, str]]()
    while waiting:
        path = waiting.pop()
        answer = server.send(path, headers={"accept-language": "en"})
        if answer.status in (301, 302, 303, 307):
            pages[path], (target, place) = "", urldefrag(answer.headers["location"])
            places.append((path, target, place))
            waiting += [target] if target not in pages else []
            continue
        said = 'class="timeline"' in answer.text or "The text of this act is not held" in answer.text
        assert answer.status == 200 or (answer.status == 404 and said), path
        assert "</html>" in answer.text, path
        pages[path] = answer.text
        for given, more in LINK.findall(answer.text):
            target, place = urldefrag(urljoin(path, unescape(given)))
            if "download" in more or target.startswith("/lang/"):
                continue
            places.append((path, target, place))
            if target not in pages and target not in waiting:
                waiting.append(target)
    assert len(pages) > 300
    for path, target, place in places:
        if place and pages[target]:
            assert re.search(rf'\bid="{re.escape(place)}"', pages[target]), f"{path}: {target}#{place}"


def test_a_page_that_cannot_be_shown_leads_back_to_where_it_belongs(server: Server) -> None:
    visitor = Visitor(server)
    gone = visitor.get(quote("/acts/V2300033449/units/99-тармақ"))
    assert gone.status == 404 and '<a href="/acts/V2300033449">№ 391</a>' in gone.text
    for path, status in (("/acts/no-such-act", 404), ("/findings?severity=zzz", 400), ("/drafts/no-such-draft", 410)):
        page = visitor.get(path)
        assert page.status == status, path
        assert "nqs acts" not in page.text, "a page does not speak of the command line"
    assert '<a href="/forms">Forms</a> ·' in page.text


def test_a_repair_is_found_from_the_findings_and_shows_the_printed_lines_beside_what_was_read(server: Server) -> None:
    visitor = Visitor(server)
    found = visitor.get("/findings").text
    for kind, rows in (("page-break", False), ("flattened-table", True)):
        place = re.search(rf'href="(/orders/\w+/decide/repair/\d+\?code=source\.{kind})"', found)
        assert place
        printed, read = re.findall(r"(?s)<dd>(.*?)</dd>", visitor.get(place[1]).text)
        assert printed.count("\n") > read.count("\n") and (" | " in read) == rows


def test_an_order_is_shown_as_it_was_read_and_a_day_as_the_language_writes_it(server: Server) -> None:
    visitor = Visitor(server)
    source = re.sub(r"<small.*?</small>", "", visitor.get("/orders/V2300033449").text.partition('class="source"')[2])
    assert "<b>ЗҚАИ-ның ескертпесі!</b>" in source and "### " not in source and "**" not in source
    early = visitor.get("/acts/V2300033449/1990-01-01").text
    assert "not yet in force on 1 January 1990 (from 22 September 2023)" in early and "edition as of" not in early
    assert "edition as of 12 July 2026" in visitor.get("/acts/V2300033449/2026-07-12").text
