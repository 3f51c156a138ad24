"""What a clerk has typed is not lost on the way to another language, nor kept for good when its blank is gone."""

from __future__ import annotations

import re
import shutil

from tests.web.served import Server
from tests.web.test_forms import FORM, RIGHT
from tests.web.visitor import Visitor


def test_what_is_typed_stays_in_another_language(server: Server) -> None:
    clerk = Visitor(server)
    assert 'form="filling" name="do" value="edit.ru"' in clerk.get(FORM).text
    typed = clerk.send(FORM, [*RIGHT.items(), ("do", "edit.ru")])
    assert typed.status == 200 and '<html lang="ru">' in typed.text and "Ахметов Асан Серікұлы" in typed.text
    assert '<html lang="ru">' in clerk.get("/acts").text, "it is remembered"
    preview = clerk.send(FORM, [*RIGHT.items(), ("do", "preview")])
    assert 'value="preview.kk"' in preview.text and 'id="filling"' in preview.text
    again = clerk.send(FORM, [*RIGHT.items(), ("do", "preview.kk")])
    assert '<html lang="kk">' in again.text and "<article" in again.text and "Ахметов Асан Серікұлы" in again.text
    wrong = clerk.send(FORM, [("do", "preview")])
    assert wrong.status == 422 and 'value="preview.en"' in wrong.text
    assert '<html lang="kk">' in clerk.send(FORM, [*RIGHT.items(), ("do", "edit.xx")]).text


def test_enter_in_a_field_asks_for_the_preview_and_not_for_a_language(server: Server) -> None:
    page = Visitor(server).get(FORM).text
    buttons = re.findall(r'<button (?:form="filling" )?name="do" value="([\w.]+)"', page)
    assert buttons[0] == "preview"


def test_a_page_made_of_what_was_sent_is_not_left_for_another_language(server: Server) -> None:
    clerk = Visitor(server)
    clerk.get("/forms")
    page = clerk.give("/forms/verify", ("file", "a.docx", b"nothing"))
    assert 'hreflang="ru" target="_blank"' in page.text
    assert "_blank" not in clerk.get("/acts").text


def test_a_draft_whose_blank_is_gone_is_shown_and_deleted(server: Server) -> None:
    clerk = Visitor(server)
    clerk.get(FORM)
    saved = clerk.send(FORM, [*RIGHT.items(), ("do", "save")]).to
    (act,) = (server.folder / "corpus").glob("V2300033449")
    shutil.move(act, server.folder / "gone")
    shown = clerk.get(saved)
    assert shown.status >= 400 and "Ахметов Асан Серікұлы" in shown.text
    assert f'action="{saved}/delete"' in shown.text
    assert clerk.send(f"{saved}/delete").status == 200
    assert clerk.get(saved).status == 410
