"""Forms over the wire, as a clerk without scripts fills them in."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path

import pytest

from tests.web.served import Server
from tests.web.visitor import Visitor

FORM, ACT = "/forms/391/2026-07-20", "/forms/380-2/2026-07-20"
RIGHT = {
    "f.тегі_аты_және_әкесінің_аты": "Ахметов Асан Серікұлы",
    "f.жеке_сәйкестендіру_нөмірі": "850714300127",
    "f.пайдаланушының_жеке_бірегей_идентификаторы": "a.akhmetov",
    "f.телефон_нөмірі": "+7 701 123 45 67",
    "f.электрондық_пошта_мекенжайы": "asan@example.kz",
    "f.өтінім_тақырыбы": "Жүйеге кіру",
    "f.проблеманы_сипаттауға_арналған_еркін_өріс": "<script>alert(1)</script>",
    "f.файлды_тіркеу_мүмкіндігі": "",
}
HEAD = ";".join(name.removeprefix("f.") for name in RIGHT)


def kept(server: Server) -> list[Path]:
    """Every file that the server has written about somebody."""
    return [path for path in (server.folder / "output").rglob("*") if path.is_file() and path.name != "audit.jsonl"]


def shown(page: str) -> str:
    """The draft that a page was made from, as it sends it back."""
    found = re.search(r'name="draft" value="([^"]+)"', page)
    assert found
    return found[1]


def act_of_services(clerk: Visitor) -> dict[str, str]:
    """What fills № 380-2 rightly: two services."""
    (record,) = json.loads(clerk.get(f"{ACT}/sample/json").data)
    rows = record.pop("қызметтер")
    cells = {f"қызметтер.{at}.{name}": value for at, row in enumerate(rows) for name, value in row.items()}
    return {f"f.{name}": value for name, value in (record | cells).items()}


@pytest.fixture
def clerk(server: Server) -> Visitor:
    one = Visitor(server)
    one.get(FORM)
    return one


def test_the_forms_of_a_day_and_what_is_not_to_be_had(clerk: Visitor) -> None:
    before, after = clerk.get("/forms?on=2024-01-01").text, clerk.get("/forms?on=2026-07-20").text
    assert "/forms/391/2024-01-01" in before and "/forms/277-1/2024-01-01" not in before
    assert "<dt>277-1</dt>" in before, "a form that is not held is named, with the reason"
    assert "/forms/277-1/2026-07-20" in after
    assert "/forms/391/2026-07-12" in after, "the redactions of a form have their dates"


def test_a_day_that_is_estimated_says_so_and_the_last_day_of_a_redaction_is_its_own(clerk: Visitor) -> None:
    page = clerk.get("/forms?on=2026-07-20").text
    assert "from 15 August 2025 (estimated)." in page, "its order is in force by now, but since when is not certain"
    assert "from 22 September 2023 (estimated) to the end of 11 July 2026</a>" in page and "from 12 July 2026." in page
    assert "from 15 August 2025 (estimated)" in clerk.get(ACT).text
    assert "15.08.2025 (болжамды) бастап" in clerk.send(ACT, act_of_services(clerk).items()).text


def test_labels_stand_as_printed_and_say_what_is_required(clerk: Visitor) -> None:
    page = clerk.get(FORM).text
    for number, _ in enumerate(RIGHT):
        label = re.search(rf'<label for="f-{number}">.*</label>', page)
        assert label and 'lang="kk"' in label[0]
    assert '<span lang="kk">Жеке сәйкестендіру нөмірі</span> (required)' in page
    assert "(бар болса)</span></label>" in page, "what may be left out is not called required"
    assert 'aria-describedby="f-1-hint"' in page


def test_the_term_of_the_act_stands_beside_the_form(clerk: Visitor) -> None:
    page = clerk.get(FORM).text
    assert "at most 3 working days" in page
    assert "Қағидалардың 16-тармағы" in page
    assert "/acts/V2300033449/2026-07-20?unit=doc-qaghidalar__para_16" in page


def test_every_problem_stands_at_its_field_and_what_was_given_is_kept(clerk: Visitor, server: Server) -> None:
    wrong = {**RIGHT, "f.жеке_сәйкестендіру_нөмірі": "850714300128", "f.өтінім_тақырыбы": ""}
    page = clerk.send(FORM, wrong.items())
    assert page.status == 422
    assert 'aria-invalid="true" aria-describedby="f-1-hint f-1-wrong"' in page.text
    assert 'value="850714300128"' in page.text and 'value="a.akhmetov"' in page.text
    assert {'href="#f-1"', 'href="#f-5"'} <= set(re.findall(r'href="#f-\d+"', page.text))
    assert "<title>Error: " in page.text
    assert not kept(server)


def test_a_right_form_is_shown_and_given_out_and_nothing_of_it_is_kept(clerk: Visitor, server: Server) -> None:
    page = clerk.send(FORM, [*RIGHT.items(), ("do", "preview")])
    assert page.status == 200
    assert "<u>Ахметов Асан Серікұлы</u>" in page.text
    assert 'value="docx" aria-describedby="receipts"' in page.text and 'id="receipts">The ZIP holds both' in page.text
    assert "&lt;script&gt;" in page.data.decode() and "<script>alert" not in page.data.decode()
    assert "Нысан 391 (V2300033449), 20.07.2026 күнгі редакция" in page.text
    hidden = re.findall(r'type="hidden" name="(f\.[^"]+)" value="([^"]*)"', page.data.decode())
    assert len(hidden) == len(RIGHT)
    packed = clerk.send(FORM, [*RIGHT.items(), ("do", "zip")])
    with zipfile.ZipFile(io.BytesIO(packed.data)) as files:
        assert files.namelist() == ["391.docx", "391.docx.receipt.json", "391.pdf", "391.pdf.receipt.json"]
        assert json.loads(files.read("391.pdf.receipt.json"))["form"] == "391"
    assert clerk.send(FORM, [*RIGHT.items(), ("do", "pdf")]).data.startswith(b"%PDF")
    assert not kept(server)


def test_the_file_is_that_of_the_command_line(clerk: Visitor, server: Server) -> None:
    made = clerk.send(FORM, [*RIGHT.items(), ("do", "docx")]).data
    with zipfile.ZipFile(io.BytesIO(made)) as word:
        assert "Ахметов Асан Серікұлы" in word.read("word/document.xml").decode()
    found = clerk.give("/forms/verify", ("file", "өтінім.docx", made))
    assert found.status == 200 and "391" in found.text and 'class="banner current"' in found.text


def test_a_changed_file_does_not_stand(clerk: Visitor) -> None:
    packed = clerk.send(FORM, [*RIGHT.items(), ("do", "zip")]).data
    with zipfile.ZipFile(io.BytesIO(packed)) as files:
        pdf, receipt = files.read("391.pdf"), files.read("391.pdf.receipt.json")
    right = clerk.give("/forms/verify", ("file", "391.pdf", pdf), ("receipt", "391.pdf.receipt.json", receipt))
    changed = clerk.give("/forms/verify", ("file", "391.pdf", pdf + b" "), ("receipt", "r.json", receipt))
    assert "does not agree with its receipt" in changed.text
    assert 'class="banner current"' in right.text and 'class="banner past"' in changed.text
    other = clerk.give("/forms/verify", ("file", "өтінім.pdf", pdf), ("receipt", "391.pdf.receipt.json", receipt))
    assert "The file is as it was written." in other.text and 'class="banner current"' in other.text, (
        "its new name is nothing"
    )
    both = clerk.give("/forms/verify", ("file", "өтінім.pdf", pdf + b" "), ("receipt", "r.json", receipt)).text
    assert "or the file was renamed and changed" in both and 'class="banner past"' in both
    for strange in (b"", b"%PDF-1.7", b"PK\x03\x04", b"\0" * 10):
        assert clerk.give("/forms/verify", ("file", "x.pdf", strange)).status == 422
    assert clerk.give("/forms/verify").status == 422


def test_a_receipt_of_another_file_says_nothing_of_this_one(clerk: Visitor) -> None:
    packed = clerk.send(FORM, [*RIGHT.items(), ("do", "zip")]).data
    with zipfile.ZipFile(io.BytesIO(packed)) as files:
        pdf, receipt = files.read("391.pdf"), files.read("391.docx.receipt.json")
    page = clerk.give("/forms/verify", ("file", "391.pdf", pdf), ("receipt", "391.docx.receipt.json", receipt)).text
    assert "which was made with 391.docx: the receipt is that of another file" in page and 'class="banner past"' in page
    assert "CHANGED" not in page and "391.pdf.receipt.json" not in page


def test_rows_are_added_and_removed_without_scripts(clerk: Visitor) -> None:
    clerk.get(ACT)
    rows = [("f.қызметтер.0.атауы", "бірінші"), ("do", "add.қызметтер")]
    page = clerk.send(ACT, rows)
    assert page.status == 200 and "Row 2" in page.text and "бірінші" in page.text
    rows = [("f.қызметтер.0.атауы", "бірінші"), ("f.қызметтер.1.атауы", "екінші"), ("do", "remove.қызметтер.0")]
    page = clerk.send(ACT, rows)
    assert "бірінші" not in page.text and "екінші" in page.text and "Row 2" not in page.text


def test_a_problem_in_a_row_stands_in_that_row(clerk: Visitor) -> None:
    clerk.get(ACT)
    rows = [("f.қызметтер.0.атауы", ""), ("f.қызметтер.1.атауы", "a"), ("f.қызметтер.1.саны", "жоқ")]
    page = clerk.send(ACT, rows).text
    field = re.search(r'<input name="f\.қызметтер\.1\.саны" id="([^"]+)"[^>]*aria-invalid="true"', page)
    assert field, "an empty row is passed over, and the next one keeps its messages"
    assert f'href="#{field[1]}">Row 2, ' in page
    assert not re.search(r'name="f\.қызметтер\.0\.саны"[^>]*aria-invalid', page)


def test_choices_are_ticked_and_come_back(clerk: Visitor) -> None:
    place = "/forms/277-1/2026-07-20"
    name = "f.жәрдемақы_арнайы_мемлекеттік_жәрдемақы_аламын"
    page = clerk.get(place).text
    options = re.findall(rf'type="checkbox" name="{name}" value="([^"]+)"', page)
    assert len(options) > 2
    page = clerk.send(place, [(name, options[1]), (name, "жоқ нәрсе")]).text
    assert re.search(rf'value="{re.escape(options[1])}"[^>]* checked', page)


def test_a_draft_is_kept_by_wish_only_found_again_and_deleted(clerk: Visitor, server: Server) -> None:
    saved = clerk.send(FORM, [*RIGHT.items(), ("do", "save")])
    assert saved.status == 303 and re.fullmatch(r"/drafts/\d{8}-[\w-]{43}", saved.to)
    (file,) = kept(server)
    assert file.stat().st_mode & 0o077 == 0, "nobody else on the machine reads it"
    page = Visitor(server).get(saved.to).text
    assert "Ахметов Асан Серікұлы" in page and saved.to in page
    again = clerk.send(FORM, [("f.өтінім_тақырыбы", "жаңа"), ("do", "save"), ("draft", shown(page))])
    assert again.to == saved.to and "жаңа" in file.read_text(encoding="utf-8")
    clerk.get(saved.to)
    assert clerk.send(f"{saved.to}/delete").status == 200
    assert not kept(server) and clerk.get(saved.to).status == 410
    log = (server.folder / "output" / "audit.jsonl").read_text(encoding="utf-8")
    assert [json.loads(line)["what"] for line in log.splitlines()] == ["draft saved", "draft saved", "draft deleted"]
    assert "Ахметов" not in log and "850714300127" not in log


def test_a_page_that_is_out_of_date_writes_over_no_draft(clerk: Visitor, server: Server) -> None:
    saved, other = clerk.send(FORM, [*RIGHT.items(), ("do", "save")]).to, Visitor(server)
    pages = clerk.get(saved).text, other.get(saved).text
    assert re.search(r"Saved: [\w ]+, \d\d:\d\d:\d\d\.", pages[0]), "that it was saved is told, the second time too"
    preview = clerk.send(FORM, [*RIGHT.items(), ("draft", shown(pages[0])), ("do", "preview")]).text
    assert shown(preview) == shown(pages[0]), "a page on the way carries what its draft was"
    first = [("f.өтінім_тақырыбы", "Айгүл жазды"), ("draft", shown(preview)), ("do", "save")]
    assert clerk.send(FORM, first).to == saved
    second = other.send(FORM, [("f.өтінім_тақырыбы", "Болат жазды"), ("draft", shown(pages[1])), ("do", "save")])
    assert second.to.startswith("/drafts/") and second.to.endswith(f"?apart={saved.rpartition('/')[2]}")
    told = other.get(second.to).text
    assert "This is a draft of its own." in told and f'href="{saved}"' in told and "Болат жазды" in told
    assert "Айгүл жазды" in clerk.get(saved).text
    assert clerk.send(FORM, [*first[:1], ("draft", shown(pages[0])), ("do", "save")]).to == saved, "the same words"
    clerk.send(f"{saved}/delete")
    third = other.send(FORM, [("f.өтінім_тақырыбы", "үшінші"), ("draft", shown(pages[1])), ("do", "save")]).to
    assert "is deleted or out of date" in other.get(third).text
    for name in (second.to, third):
        other.send(f"{name.partition('?')[0]}/delete")
    assert not kept(server)


def test_drafts_are_listed_in_the_browser_that_saved_them_and_in_no_other(clerk: Visitor, server: Server) -> None:
    assert "listed here" in clerk.get("/forms").text
    saved = [clerk.send(FORM, [*RIGHT.items(), ("do", "save")]).to for _ in range(2)]
    shown = clerk.get("/forms").text
    assert re.findall(r'href="(/drafts/[^"]+)">391, ', shown) == saved[::-1], "the last one first"
    assert "Ахметов" not in shown and "/drafts/" not in Visitor(server).get("/forms").text
    clerk.get(saved[0])
    clerk.send(f"{saved[0]}/delete")
    assert re.findall(r'href="(/drafts/[^"]+)"', clerk.get("/forms").text) == [saved[1]]
    clerk.get(saved[1])
    clerk.send(f"{saved[1]}/delete")
    assert not kept(server)


@pytest.mark.parametrize("name", ["../../corpus/x", "%2e%2e%2faudit", "20990101-" + "a" * 43, "audit"])
def test_no_name_of_a_draft_reaches_a_file(clerk: Visitor, name: str) -> None:
    assert clerk.get(f"/drafts/{name}").status in (404, 410)
    assert clerk.send(f"/drafts/{name}/delete").status in (200, 404)


def test_a_form_of_another_page_is_refused(clerk: Visitor, server: Server) -> None:
    for token in ("", "0" * 64):
        assert clerk.send(FORM, [*RIGHT.items(), ("do", "save")], token=token).status == 403
    other = Visitor(server)
    other.get(FORM)
    assert clerk.send(FORM, [("do", "save")], token=other.token).status == 403
    assert not kept(server)


@pytest.mark.parametrize(
    ("place", "status"),
    [
        ("/forms/391/2026-13-01", 400),
        ("/forms/0/2026-07-20", 404),
        ("/forms/277-1/2024-01-01", 404),
        ("/forms/391/x", 400),
    ],
)
def test_a_form_that_is_not_there_is_a_page_that_says_so(clerk: Visitor, place: str, status: int) -> None:
    page = clerk.get(place)
    assert page.status == status and "<h1>" in page.text
    assert '<p><a href="/forms">Forms</a>' in page.text, "it leads back to the forms"
    assert status != 400 or f'"{place.rpartition("/")[2]}" is no date' in page.text, "what was typed, as it was typed"


def test_a_table_tells_the_line_and_what_is_wrong_with_an_address(clerk: Visitor) -> None:
    clerk.get(f"{FORM}/batch")
    wrong = [{**RIGHT, "f.электрондық_пошта_мекенжайы": mail} for mail in ("asan.example.kz", "аsan@example.kz")]
    lines = "".join(";".join(record.values()) + "\n" for record in wrong)
    page = clerk.give(f"{FORM}/batch", ("file", "a.csv", f"{HEAD}\n{lines}".encode())).text
    assert '<th scope="col">Line of the table</th>' in page and '<th scope="row">2</th>' in page
    assert "No record is right, 2 are wrong." in page
    assert '"asan.example.kz" is no e-mail address; an example' in page and page.count("Cyrillic") == 1


def test_a_table_names_the_line_of_a_repeated_row_and_fields_as_they_are_printed(clerk: Visitor) -> None:
    table = clerk.get(f"{ACT}/sample/csv").data.decode("utf-8-sig").splitlines()
    row = ";" * (table[0].count(";") - 4) + "атауы;{};қызмет;3;1250"
    given = "\n".join([*table[:2], row.format("2026-07-20"), row.format("31.02.2026")])
    clerk.get(f"{ACT}/batch")
    page = clerk.give(f"{ACT}/batch", ("file", "a.csv", given.encode())).text
    wrong = re.findall(r'<tr><th scope="row">(.*?)</th><td lang="kk">(.*?)</td>', page)
    assert wrong == [("4", "Қызметтер көрсету күні (қызметтер[3].күні)")]
    page = clerk.give(f"{FORM}/batch", ("file", "a.csv", "қате\n1\n2\n".encode())).text
    assert '<td lang="kk">Тегі, аты және әкесінің аты' in page and "тегі_аты_және_әкесінің_аты" not in page


def test_a_table_gives_a_zip_of_the_good_and_a_file_of_the_rest(clerk: Visitor, server: Server) -> None:
    good, bad = ";".join(RIGHT.values()), ";".join(["Б", "1", "b", "123", "x@y", "", "", ""])
    table = f"{HEAD}\n{good}\n{bad}\n{good}\n".encode()
    clerk.get(f"{FORM}/batch")
    page = clerk.give(f"{FORM}/batch", ("file", "..\\..\\деректер.csv", table))
    assert page.status == 200 and "2 records are right" in page.text
    assert "деректер.csv" in page.text and ".." not in re.sub(r"<[^>]+>", "", page.text)
    assert '<th scope="row">3</th>' in page.text
    token = re.search(r'name="held" value="([\w-]+)"', page.text)
    assert token
    packed = clerk.send(f"{FORM}/batch/files", [("held", token[1]), ("do", "docx")])
    with zipfile.ZipFile(io.BytesIO(packed.data)) as files:
        assert [name for name in files.namelist() if name.endswith(".docx")] == ["391-001.docx", "391-003.docx"]
        assert len(files.namelist()) == 4, "each with its receipt"
    errors = clerk.send(f"{FORM}/batch/files", [("held", token[1]), ("do", "errors")]).data.decode("utf-8-sig")
    assert errors.count("\n") == 2 and "_қателер" in errors
    stranger = Visitor(server)
    stranger.get(f"{FORM}/batch")
    assert stranger.send(f"{FORM}/batch/files", [("held", token[1]), ("do", "docx")]).status == 410
    assert clerk.send(f"{FORM}/batch/files", [("held", token[1]), ("do", "forget")]).status == 303
    assert clerk.send(f"{FORM}/batch/files", [("held", token[1]), ("do", "docx")]).status == 410
    assert not kept(server)


@pytest.mark.parametrize("ending", ["csv", "xlsx", "yaml", "json"])
@pytest.mark.parametrize("form", ["391", "380-2", "277-1"])
def test_the_table_to_begin_with_is_right(clerk: Visitor, form: str, ending: str) -> None:
    place = f"/forms/{form}/2026-07-20"
    table = clerk.get(f"{place}/sample/{ending}").data
    assert "1 record is right" in clerk.give(f"{place}/batch", ("file", f"a.{ending}", table)).text


@pytest.mark.parametrize(
    ("name", "data"), [("a.exe", b"MZ"), ("a.xlsx", b"PK\x03\x04"), ("a.csv", b"\xff\x00"), ("a.json", b"[")]
)
def test_a_table_that_is_none_is_refused_with_the_reason(clerk: Visitor, name: str, data: bytes) -> None:
    page = clerk.give(f"{FORM}/batch", ("file", name, data))
    assert page.status == 422 and name in page.text
