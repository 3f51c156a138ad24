"""A redline as text, page and JSON."""

from __future__ import annotations

import json
import re
from datetime import date
from html.parser import HTMLParser

import pytest

from nqs_docs import publish
from nqs_docs.amendments.operation import Verb
from nqs_docs.publish import REDLINES, redline_html
from nqs_docs.publish import json as redline_json
from nqs_docs.publish.text import write_redline
from nqs_docs.redlines.compare import compare
from nqs_docs.redlines.redline import Redline
from tests.editions.building import BASE, DAY, ORDER, new, operation
from tests.redlines.building import RULES, library, redline


def changed() -> Redline:
    return redline(
        operation(Verb.SUBSTITUTE, RULES + "2-тармағы", old="ақпараттық", new="<цифрлық>"),
        operation(Verb.INSERT, RULES + "4-1-тармағы", new(position=2).point("4-1", "4-1. Жаңа."), position=2),
        operation(Verb.DELETE, RULES + "5-тармағы", position=3),
    )


TEXT = """\
--- 18.09.2023 № 391 бұйрығы (V2300033449): 11.07.2026 күнгі редакция.
+++ 18.09.2023 № 391 бұйрығы (V2300033449): 12.07.2026 күнгі редакция.

@@ Қағидалардың 2-тармағының 2) тармақшасы: өзгертілді
   ҚР Еңбек және халықты әлеуметтік қорғау министрінің 10.04.2026 № 129 бұйрығымен, 1-өзгеріс, 12.07.2026 бастап
~  2) орган – [-ақпараттық-]{+<цифрлық>+} жүйе иесі.

@@ Қағидалардың 4-1-тармағы: толықтырылды
   ҚР Еңбек және халықты әлеуметтік қорғау министрінің 10.04.2026 № 129 бұйрығымен, 2-өзгеріс, 12.07.2026 бастап
+  4-1. Жаңа.

@@ Қағидалардың 5-тармағы: алып тасталды
   ҚР Еңбек және халықты әлеуметтік қорғау министрінің 10.04.2026 № 129 бұйрығымен, 3-өзгеріс, 12.07.2026 бастап
-  5. Ақпараттық жүйе және ақпараттық жүйелер тізілімі.
"""


def test_text_shows_the_changed_units_with_their_causes_and_nothing_else() -> None:
    assert without_estimates(write_redline(changed())) == TEXT


def without_estimates(text: str) -> str:
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith("    "))


def test_colours_are_added_to_the_signs_and_replace_none() -> None:
    coloured = write_redline(changed(), colour=True)
    assert "\x1b[" in coloured
    assert without_estimates(re.sub(r"\x1b\[[\d;]*m", "", coloured)) == TEXT


def test_the_languages_of_text_are_those_of_the_user() -> None:
    said = {lang: write_redline(changed(), lang) for lang in ("kk", "ru", "en")}
    assert "алып тасталды" in said["kk"]
    assert "исключено" in said["ru"]
    assert "instruction 3, from 12.07.2026" in said["en"]
    assert all("[-ақпараттық-]" in text for text in said.values())


def test_nothing_changed_is_said_in_words() -> None:
    assert write_redline(redline()).endswith("Айырмашылық жоқ.\n")


def test_json_gives_old_and_new_text_pieces_and_causes() -> None:
    value = json.loads(redline_json.write(changed()))
    first, inserted, deleted = value["changes"]
    line = first["lines"][0]
    assert (first["kind"], first["eid"]) == ("changed", "doc-qaghidalar__para_2__point_2")
    assert (line["old"], line["new"]) == ("2) орган – ақпараттық жүйе иесі.", "2) орган – <цифрлық> жүйе иесі.")
    assert [piece["op"] for piece in line["cells"][0]] == ["same", "deleted", "inserted", "same"]
    assert line["cells"][0][2]["cause"] == f"{ORDER}#1"
    assert value["causes"][f"{ORDER}#1"]["position"] == 1
    assert (inserted["lines"][0]["old"], deleted["lines"][0]["new"]) == (None, None)
    assert (value["old"]["on"], value["new"]["on"]) == ("2026-07-11", "2026-07-12")


class Page(HTMLParser):
    """What a page holds: ids, links, nesting."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        found = dict(attrs)
        self.ids += [found["id"] or ""] if "id" in found else []
        self.links += [found["href"] or ""] if "href" in found else []
        if tag not in {"meta", "input", "br"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_stands_alone_without_script_and_every_link_leads_to_a_change() -> None:
    text = redline_html.write(changed())
    page = Page(text)
    assert page.open == []
    assert not page.tags & {"script", "link", "img", "iframe"}
    assert 'lang="kk"' in text
    assert len(page.ids) == len(set(page.ids))
    assert {link.removeprefix("#") for link in page.links} == set(page.ids) - {"side", "inline"}
    assert "doc-qaghidalar__para_4-1" in page.ids


def test_the_page_marks_words_by_elements_and_escapes_them() -> None:
    text = redline_html.write(changed())
    assert "<del>ақпараттық</del>" in text and "<ins>&lt;цифрлық&gt;</ins>" in text
    assert re.search(r"<li>[^<]*№ 129[^<]*1-өзгеріс", text), "the only cause of a unit stands above its words"
    assert "<цифрлық>" not in text


def test_words_name_their_cause_where_their_unit_has_several() -> None:
    first = operation(Verb.SUBSTITUTE, RULES + "2-тармағы", old="ақпараттық", new="цифрлық")
    second = operation(Verb.SUBSTITUTE, RULES + "2-тармағы", old="иесі", new="операторы", position=2)
    text = redline_html.write(redline(first, second))
    assert re.search(r'<del title="[^"]*1-өзгеріс[^"]*">ақпараттық</del>', text)
    assert re.search(r'<ins title="[^"]*2-өзгеріс[^"]*">операторы</ins>', text)


def test_the_page_goes_from_change_to_change() -> None:
    text = redline_html.write(changed())
    assert text.count('rel="next"') == text.count('rel="prev"') == 2


@pytest.mark.parametrize("form", REDLINES)
def test_the_same_redline_gives_the_same_bytes(form: str) -> None:
    assert publish.write_redline(changed(), form) == publish.write_redline(changed(), form)


def test_an_act_that_comes_into_force_is_not_called_inserted() -> None:
    lib = library()
    found = compare(lib.edition(BASE, date(2020, 1, 1)), lib.edition(BASE, DAY), None, ())
    assert "бұйрығы: қолданысқа енгізілді" in write_redline(found)
    assert "Бұл күні мұндай мәтін болған жоқ." in write_redline(found)
