"""The queue of an order over the wire: what could not be applied is settled, tried, kept and taken back."""

from __future__ import annotations

import json
import re
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from nqs_docs.store.add import add
from nqs_docs.store.corpus import open_corpus
from tests.editions import orders
from tests.web.served import Server, serving
from tests.web.visitor import Page, Visitor

BASE, ORDER = orders.BASE, "V2600038155"
BODY = """99-тармақ алып тасталсын;
ең соңғы тұрған тармағы мынадай редакцияда жазылсын:
"5. <script>alert(1)</script> шағым.";
2-тармақта "атауын" деген сөз "нөмірін" деген сөзбен ауыстырылсын;
"""
BROKEN = orders.base().replace("тәртіпті айқындайды", "тәр-\nтіпті айқын\n\nдайды")


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """№ 101 with damaged lines, № 55 with two instructions that nobody can apply."""
    folder = tmp_path_factory.mktemp("begun")
    corpus = open_corpus(folder / "corpus", make=True)
    add(corpus, BROKEN.encode(), "101.txt")
    add(corpus, orders.order(BODY, clause=orders.TEN_DAYS).encode(), "55.txt")
    corpus.library()
    return folder


@pytest.fixture
def server(begun: Path, tmp_path: Path) -> Iterator[Server]:
    """A folder for each test: most of them change what is settled."""
    with serving(shutil.copytree(begun, tmp_path, dirs_exist_ok=True)) as running:
        yield running


@pytest.fixture
def lawyer(server: Server) -> Visitor:
    return Visitor(server)


@pytest.fixture(scope="module")
def still(begun: Path) -> Iterator[Server]:
    """One for the tests that settle nothing."""
    with serving(begun) as running:
        yield running


@pytest.fixture
def reader(still: Server) -> Visitor:
    return Visitor(still)


def places(page: Page, matter: str = "instruction") -> list[str]:
    """Where the page says that something can be settled."""
    return list(dict.fromkeys(re.findall(rf'href="(/orders/\w+/decide/{matter}/[^"]+)"', page.text)))


def said(addresses: str = "Қағидалардың 5-тармағы", **more: str) -> list[tuple[str, str]]:
    given = {"addresses": addresses, "act": "", "by": "А. Заңгер", "reason": "хат № 5", **more}
    return list(given.items())


def keep(lawyer: Visitor, place: str, fields: list[tuple[str, str]]) -> Page:
    """Try it, then keep it: what was not shown before is not kept."""
    tried = lawyer.send(place, fields)
    seen = re.search(r'name="seen" value="(\w+)"', tried.text)
    return lawyer.send(place, [*fields, ("do", "keep"), ("seen", seen[1])]) if seen else tried


def text(lawyer: Visitor) -> str:
    return lawyer.get(f"/acts/{BASE}/2026-06-01").text


def test_the_queue_stands_beside_the_text_the_unresolved_first(reader: Visitor) -> None:
    page = reader.get(f"/orders/{ORDER}")
    found = re.findall(r'<section class="([\w-]+)" id="instruction-(\d)"', page.text)
    assert found == [("unresolved", "1"), ("unresolved", "2"), ("applied", "3")]
    assert "<script>alert" not in page.data.decode()
    line = re.search(r'<li id="line-(\d+)">99-тармақ', page.text)
    assert line and f'href="#line-{line[1]}"' in page.text
    assert "<del" in page.text and "нөмірін" in page.text
    assert "Қағидалардың 5-тармағы" in page.text  # what is near
    only = reader.get(f"/orders/{ORDER}?status=applied").text
    assert re.findall(r'id="instruction-(\d)"', only) == ["3"]
    assert reader.get("/orders/55").status == 200
    assert reader.get("/orders/777").status == 404


def test_findings_lead_to_the_line(reader: Visitor) -> None:
    found = re.findall(r'href="(/orders/\w+)#(line-\d+)"', reader.get("/findings").text)
    assert found
    for path, anchor in found:
        assert f'id="{anchor}"' in reader.get(path).text


def test_an_instruction_is_tried_then_kept_then_taken_back(lawyer: Visitor, server: Server) -> None:
    before = text(lawyer)
    place = places(lawyer.get(f"/orders/{ORDER}"))[0]
    form = lawyer.get(place)
    assert "Қағидалардың 99-тармағы" in form.text
    near = re.search(r'href="(\?addresses=[^"]+)">(Қағидалардың [^<]+)</a>', form.data.decode())
    assert near and f">{near[2]}</textarea>" in lawyer.get(place + near[1]).text, "what is near is chosen by a click"
    lawyer.get(place)
    tried = lawyer.send(place, said())
    assert tried.status == 200
    assert "Nothing is kept yet." in tried.text
    assert re.search(r"<del[^>]*>5. Шешімге шағым жасалады.</del>|5\. Шешімге", tried.text)
    assert not (server.folder / "corpus" / ORDER / "decisions").exists()
    assert text(lawyer) == before
    lawyer.get(place)
    kept = keep(lawyer, place, said())
    assert kept.status == 303
    name = kept.to.partition("#")[2]
    assert (server.folder / "corpus" / ORDER / "decisions" / f"{name}.toml").is_file()
    shown = lawyer.get(kept.to.partition("#")[0]).text
    assert f'id="{name}"' in shown and "А. Заңгер" in shown
    now = text(lawyer)
    assert "Шешімге шағым" not in now
    gone = re.search(r'5-тармақ алып тасталды[^<]+<small.*?href="#(origin-\d+)"', now)
    assert gone and f'id="{gone[1]}"' in now, "what is gone leaves a line that leads to the instruction"
    assert "хат № 5" in now and "А. Заңгер" in now
    wordings = lawyer.get(quote(f"/acts/{BASE}/units/5-тармақ")).text
    assert "which unit it changes was decided by А. Заңгер" in wordings, "it is named at the unit it concerns"
    lawyer.get(f"/orders/{ORDER}")
    undone = lawyer.send(f"/orders/{ORDER}/withdraw", [("name", name), ("by", "Б. Басқа"), ("reason", "қате")])
    assert undone.status == 303
    assert "Шешімге шағым" in text(lawyer) and "хат № 5" not in text(lawyer)
    assert "Taken back by Б. Басқа" in lawyer.get(f"/orders/{ORDER}").text
    log = [json.loads(line) for line in (server.folder / "output" / "audit.jsonl").read_text("utf-8").splitlines()]
    assert [(one["what"], one["by"], one["decision"]) for one in log] == [
        ("decided", "А. Заңгер", name),
        ("withdrawn", "Б. Басқа", name),
    ]


def test_only_what_was_shown_is_kept(lawyer: Visitor, server: Server) -> None:
    """An address that was changed after the effect was shown is shown again."""
    place = places(lawyer.get(f"/orders/{ORDER}"))[0]
    lawyer.get(place)
    seen = re.search(r'name="seen" value="(\w+)"', lawyer.send(place, said()).text)
    assert seen
    for fields in (said("Қағидалардың 4-тармағы"), said(act="101")):
        answer = lawyer.send(place, [*fields, ("do", "keep"), ("seen", seen[1])])
        assert answer.status == 200 and "Nothing is kept yet." in answer.text
    assert not (server.folder / "corpus" / ORDER / "decisions").exists()
    assert lawyer.send(place, [*said(), ("do", "keep"), ("seen", seen[1])]).status == 303


def test_the_name_is_remembered_in_this_browser_only(lawyer: Visitor, server: Server) -> None:
    place = places(lawyer.get(f"/orders/{ORDER}"))[0]
    assert 'name="by" value=""' in lawyer.get(place).text
    lawyer.send(place, said())
    assert 'name="by" value="А. Заңгер"' in lawyer.get(place).text
    assert 'name="by" value=""' in Visitor(server).get(place).text


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        (said("Қағидалардың 98-тармағы"), "no such unit"),
        (said("не"), "Cannot read the address"),
        (said("3-тармақша"), "not full"),
        (said(act="777"), "777"),
        (said(by=" "), "a name and a reason"),
        (said(reason=""), "a name and a reason"),
    ],
)
def test_what_cannot_be_is_answered_beside_the_form(
    reader: Visitor, still: Server, fields: list[tuple[str, str]], words: str
) -> None:
    place = places(reader.get(f"/orders/{ORDER}"))[0]
    reader.get(place)
    answer = keep(reader, place, fields)
    assert answer.status == 422
    assert words in answer.text
    assert "хат № 5" in answer.text or not dict(fields)["reason"]  # what was typed is not lost
    assert not (still.folder / "corpus" / ORDER / "decisions").exists()


def test_a_form_of_another_site_settles_nothing(reader: Visitor, still: Server) -> None:
    place = places(reader.get(f"/orders/{ORDER}"))[0]
    assert reader.send(place, said(), token="0" * 64).status == 403
    assert reader.send(f"/orders/{ORDER}/withdraw", [("name", "x")], token="").status == 403
    assert not (still.folder / "corpus" / ORDER / "decisions").exists()


@pytest.mark.parametrize(
    "path",
    ["instruction/1", "instruction/99999999999999999999", "repair/1?code=x", "repair/1", "odd/517", "instruction/x"],
)
def test_there_is_nothing_to_settle_elsewhere(reader: Visitor, path: str) -> None:
    assert reader.get(f"/orders/{ORDER}/decide/{path}").status == 404


@pytest.mark.parametrize("name", ["../act", "..%2Fact", "/etc/passwd", "", "instruction-1-1"])
def test_no_name_of_a_decision_is_a_path(reader: Visitor, still: Server, name: str) -> None:
    before = sorted(path for path in (still.folder / "corpus").rglob("*"))
    reader.get(f"/orders/{ORDER}")
    reader.get(places(reader.get(f"/orders/{ORDER}"))[0])
    answer = reader.send(f"/orders/{ORDER}/withdraw", [("name", name), ("by", "А"), ("reason", "р")])
    assert answer.status == 400
    assert sorted(path for path in (still.folder / "corpus").rglob("*")) == before


def test_what_is_typed_is_text(lawyer: Visitor) -> None:
    place = places(lawyer.get(f"/orders/{ORDER}"))[0]
    lawyer.get(place)
    kept = keep(lawyer, place, said(by="<b>А</b>", reason="<script>alert(2)</script>"))
    assert kept.status == 303
    for path in (f"/orders/{ORDER}", f"/acts/{BASE}/2026-06-01", "/findings"):
        assert b"<script>alert" not in lawyer.get(path).data
        assert b"<b>\xd0\x90</b>" not in lawyer.get(path).data


def test_the_day_of_publication_is_given(lawyer: Visitor) -> None:
    page = lawyer.get(f"/orders/{ORDER}")
    assert "estimated" in page.text
    place = places(page, "publication")[0]
    lawyer.get(place)
    tried = lawyer.send(place, said(published="2026-04-01"))
    assert "12 April 2026" in tried.text and "31 March 2026 (estimated)" in tried.text
    assert lawyer.send(place, said(published="2020-01-01")).status == 422
    assert lawyer.send(place, said(published="soon")).status == 422
    assert keep(lawyer, place, said(published="2026-04-01")).status == 303
    page = lawyer.get(f"/orders/{ORDER}")
    assert "First officially published: 1 April 2026" in page.text
    assert "(estimated)" not in re.sub(r"(?s)<section class=\"source\".*", "", page.text)
    assert "01.04.2026" in text(lawyer)


@pytest.mark.parametrize("verdict", ["right", "refuse"])
def test_a_repair_is_settled_where_it_stands(lawyer: Visitor, verdict: str) -> None:
    page = lawyer.get(f"/orders/{BASE}")
    place = places(page, "repair")[0]
    form = lawyer.get(place)
    assert "As printed" in form.text and "source." not in re.sub(r"<[^>]+>", "", form.text), "its kind is said in words"
    assert " checked" not in form.text and lawyer.send(place, said(verdict="")).status == 422
    assert lawyer.send(place, said(verdict=verdict)).status == 200
    assert keep(lawyer, place, said(verdict=verdict)).status == 303
    after = lawyer.get(f"/orders/{BASE}")
    assert place not in places(after, "repair")
    assert ("Repair confirmed (" in after.text) == (verdict == "right")
    again = lawyer.get(place)
    assert again.status == 400 and "decided before (А. Заңгер" in again.text, "a colleague is told who was first"
    assert "А. Заңгер" in text(lawyer)


def test_of_two_at_once_the_second_is_told_of_the_first(server: Server) -> None:
    answers: list[Page] = []
    visitors = [Visitor(server), Visitor(server)]
    place = places(visitors[0].get(f"/orders/{ORDER}"))[0]
    for one in visitors:
        one.get(place)
    threads = [
        threading.Thread(
            target=lambda one=one, at=at: answers.append(keep(one, place, said(f"Қағидалардың {at}-тармағы")))
        )
        for one, at in zip(visitors, (4, 5), strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(one.status for one in answers) == [303, 422]
    assert "decided before" in next(one for one in answers if one.status == 422).text
    assert len(list((server.folder / "corpus" / ORDER / "decisions").iterdir())) == 1


def test_a_reason_and_the_words_it_is_about_stand_there_once(reader: Visitor) -> None:
    page = reader.get(f"/orders/{ORDER}").text
    queue = page[: page.index('<section class="source"')]
    assert len(re.findall(r"99-тармақ алып тасталсын;", queue)) == 1
    assert queue.count("no such unit, the instruction was not applied") == 1
    listed = reader.get("/findings").text
    assert listed.count("99-тармақ алып тасталсын;") == 1 and "<code>" not in listed


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_the_pages_speak_the_language_of_the_reader(still: Server, lang: str) -> None:
    visitor = Visitor(still, lang)
    page = visitor.get(f"/orders/{ORDER}")
    heading = {"kk": "Оқылған мәтін", "ru": "Текст, как он прочитан", "en": "The text as it was read"}[lang]
    assert heading in page.text
    asked = visitor.get(places(page)[0]).text
    assert {"kk": "Аты-жөніңіз", "ru": "Ваше имя", "en": "Your name"}[lang] in asked
    compared = visitor.get(f"/compare?act={BASE}&from=2026-01-01&to=2026-06-01").text
    assert {"kk": "Бір мәтінде", "ru": "В одном тексте", "en": "In one text"}[lang] in compared


def test_what_another_changed_meanwhile_is_shown_again(lawyer: Visitor, server: Server) -> None:
    place = places(lawyer.get(f"/orders/{ORDER}"))[0]
    lawyer.get(place)
    seen = re.search(r'name="seen" value="(\w+)"', lawyer.send(place, said()).text)
    assert seen
    corpus = open_corpus(server.folder / "corpus")
    add(corpus, corpus.source("V2300031601").text.replace("үш", "төрт").encode(), "101.txt", replace=True)
    again = lawyer.send(place, [*said(), ("do", "keep"), ("seen", seen[1])])
    assert again.status == 200 and "What was shown before is not what is there now" in again.text
    assert not (server.folder / "corpus" / ORDER / "decisions").exists()


def test_a_day_of_publication_to_come_is_none(lawyer: Visitor) -> None:
    place = f"/orders/{ORDER}/decide/publication/0"
    lawyer.get(place)
    refused = lawyer.send(place, said("", published="2099-01-01"))
    assert refused.status == 422 and "is still to come" in refused.text


def test_a_change_that_was_not_carried_out_has_its_day(lawyer: Visitor) -> None:
    """The time line shows it before it comes, and a comparison over it knows no differences."""
    before = lawyer.get("/acts/101/2024-01-01").to
    page = lawyer.get(before or "/acts/V2300031601/2024-01-01").text
    days = re.findall(r'class="[^"]*on-failed[^"]*"><a href="/acts/V2300031601/([\d-]+)"', page)
    assert days and "Next change:" in page and "It should have changed on:" not in page
    after = lawyer.get(f"/acts/V2300031601/{days[0]}").text
    assert "It should have changed on:" in after
    compared = f"/compare?act=101&from=2024-01-01&to={days[0]}"
    assert "The differences are not known" in lawyer.get(f"{compared}&address={quote('Қағидалардың 1-тармағы')}").text
    assert "of other kinds: 1" in lawyer.get(f"{compared}&kind=deleted").text
