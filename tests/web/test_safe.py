"""What strangers may send to the server: other sites, forged forms, damaged paths, huge bodies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.routing import Route

from nqs_docs.web.app import application
from nqs_docs.web.site import Site
from tests.program import run
from tests.web.served import Server, program

ACT = "V2300033449"
FORM = {"content-type": "application/x-www-form-urlencoded"}
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The program itself: how it listens and what it logs is part of what is tested here."""
    with program(tmp_path_factory.mktemp("served")) as running:
        yield running


@pytest.mark.parametrize("host", ["example.test", "127.0.0.1", "127.0.0.1:1", "localhost.example.test", "", "[::1]"])
def test_a_server_of_another_name_answers_nothing(server: Server, host: str) -> None:
    """A site whose name was pointed at this machine must not read the corpus through a visitor's browser."""
    answer = server.send("/acts", headers={"host": host})
    assert answer.status in (400, 421)
    assert "391" not in answer.text


def test_the_server_answers_to_its_names(server: Server) -> None:
    port = server.host.rpartition(":")[2]
    for host in (f"127.0.0.1:{port}", f"localhost:{port}"):
        assert server.send("/acts", headers={"host": host}).status == 200


def test_every_answer_lets_nothing_in_from_elsewhere(server: Server) -> None:
    for path in ("/acts", f"/acts/{ACT}/2026-07-12", "/nowhere", "/static/script.js", "/text.css"):
        policy = server.send(path).headers
        assert "default-src 'none'" in policy["content-security-policy"], path
        assert "unsafe" not in policy["content-security-policy"], path
        assert "frame-ancestors 'none'" in policy["content-security-policy"], path
        assert policy["x-content-type-options"] == "nosniff", path


def test_no_page_has_a_script_or_a_style_in_it(server: Server) -> None:
    for path in ("/acts", f"/acts/{ACT}/2026-07-12?notes=1", "/findings", "/compare", f"/acts/{ACT}/units/ord__para_1"):
        page = server.send(path).text
        assert not re.search(r"<style|<script(?! src=\"/static/)|\son\w+=|\sstyle=|javascript:", page), path


def test_the_cookie_of_a_visitor_is_out_of_reach_of_scripts_and_other_sites(server: Server) -> None:
    cookie = server.send("/acts").headers["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=Strict" in cookie


#: Everything that takes a form, with something in each place of its address.
KNOWN = {"act": "V2600038395", "form": "391", "form:path": "391", "day": "2026-07-12", "matter": "publication",
         "at:int": "0", "token": "x"}  # fmt: skip
CHANGES = [
    re.sub(r"\{([\w:]+)\}", lambda place: KNOWN[place[1]], route.path)
    for route in application(Site(Path(), Path(), b"", 1, date.today, datetime.now)).routes
    if isinstance(route, Route) and "POST" in (route.methods or ())
]


def test_a_form_without_the_token_of_its_page_changes_nothing(server: Server) -> None:
    before = {path: path.stat().st_mtime_ns for path in sorted(server.folder.rglob("*")) if ".nqs" not in path.parts}
    assert len(CHANGES) > 7
    for path in CHANGES:
        for body in (b"", b"token=", b"token=" + b"0" * 64, b"do=keep&by=x&reason=y&published=2026-01-01"):
            answer = server.send(path, "POST", body, FORM)
            assert answer.status == 403, path
    after = {path: path.stat().st_mtime_ns for path in sorted(server.folder.rglob("*")) if ".nqs" not in path.parts}
    assert after == before


@pytest.mark.parametrize("origin", ["http://example.test", "null", "https://127.0.0.1", "http://127.0.0.1:1"])
def test_another_site_sends_no_form(server: Server, origin: str) -> None:
    for path in CHANGES:
        assert server.send(path, "POST", b"token=x", {**FORM, "origin": origin}).status == 403, path


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "CONNECT"])
def test_only_reading_and_sending_of_forms(server: Server, method: str) -> None:
    assert server.send("/acts", method).status == 405


def test_a_body_larger_than_any_source_is_refused(server: Server) -> None:
    headers = {**FORM, "content-length": str(10**10)}
    assert server.send("/add", "POST", b"", headers).status == 413


BAD_PATHS = [
    "/acts/../../etc/passwd",
    "/acts/%2e%2e/%2e%2e/etc/passwd",
    "/acts/..%2f..%2f..%2fetc%2fpasswd/2026-07-12",
    "/acts/%00",
    f"/acts/{ACT}%00/2026-07-12",
    f"/acts/{ACT}/2026-07-12/..%2f..%2fact.toml",
    f"/acts/{ACT}/2026-13-45",
    f"/acts/{ACT}/units/%00",
    f"/acts/{ACT}/units/../../../etc/passwd",
    "/static/../app.py",
    "/static/%2e%2e/app.py",
    "/static/..%2fapp.py",
    "/static//etc/passwd",
    "/lang/xx",
    "/lang/..%2f..",
    "/forms/../../etc/passwd",
    "/forms/%2e%2e%2f%2e%2e",
    "/forms/no-such-form",
    "/compare/exe?act=391&from=2026-07-11&to=2026-07-12",
    "/compare?act=%00&from=1&to=2",
    "/acts?on=%D9%A3",
    f"/acts/{ACT}/9999-99-99",
    "/acts/" + "9" * 5000,
    "/" + "a/" * 2000,
]


@pytest.mark.parametrize("path", BAD_PATHS, ids=lambda path: path[:40])
def test_a_path_reaches_no_file(server: Server, path: str) -> None:
    """Answered with a page that says what to do, never with a file and never with a failure."""
    before = server.log()
    answer = server.send(path)
    assert 400 <= answer.status < 500
    assert "root:" not in answer.text and "import " not in answer.text and "Traceback" not in answer.text
    assert "Traceback" not in server.log()[len(before) :]


@pytest.mark.parametrize("query", ["т" * 10_000, "%" * 10_000, "(" * 10_000, "\x00", '"«»', "a" * 10_000, " " * 10_000])
def test_a_search_for_anything_is_answered(server: Server, query: str) -> None:
    assert server.send(f"/acts?q={quote(query)}").status == 200


def test_words_sought_are_shown_as_words(server: Server) -> None:
    page = server.send("/acts?q=" + quote('"><script>alert(1)</script>')).text
    assert SCRIPT not in page and "&lt;script&gt;" in page


def test_after_a_choice_of_language_nobody_is_led_elsewhere(server: Server) -> None:
    for back in ("http://example.test/", "//example.test/", "/\\example.test", "\\\\example.test", "/%0d%0ax: y", ""):
        answer = server.send(f"/lang/ru?back={quote(back)}")
        assert answer.status == 303
        assert answer.headers["location"].startswith("/") and not answer.headers["location"].startswith(("//", "/\\"))
        assert "x" not in answer.headers


ORDER = f"""## {SCRIPT} және &lt;b&gt; туралы

Қазақстан Республикасы Еңбек және халықты әлеуметтік қорғау министрінің 2020 жылғы 3 ақпандағы № 777 бұйрығы. Қазақстан
Республикасының Әділет министрлігінде 2020 жылғы 5 ақпанда № 19777 болып тіркелді

**БҰЙЫРАМЫН:**

1. {SCRIPT} және <img src=x onerror=alert(1)> "><a href=javascript:alert(1)> бекітілсін.

2. Осы бұйрық алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң қолданысқа енгізіледі.
"""


def test_an_act_made_of_signs_of_the_page_is_shown_as_text(server: Server) -> None:
    """The words of an act are words, whatever they say: in the text, in titles, in hits, in what was noticed."""
    source = server.folder / "777.md"
    source.write_text(ORDER, encoding="utf-8")
    run(server.folder, ["add", source.name, "--id", "V2000019777"])
    pages = ["/acts", "/acts?q=script", "/findings", "/compare?act=777&from=2020-01-01&to=2026-07-12&whole=1"]
    for path in (*pages, "/acts/V2000019777/2026-07-12?notes=1", "/acts/V2000019777/units/ord__para_1"):
        page = server.send(path).text
        assert "&lt;script&gt;alert(1)" in page or "&lt;<mark>script</mark>&gt;" in page, path
        assert "<script>alert" not in page and "<img src=x" not in page and "<a href=javascript" not in page, path
