"""The other commands over the five source documents, and what goes wrong around them."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from nqs_docs.cli import main as program
from nqs_docs.cli.terminal import one_line, table
from nqs_docs.findings import Span, warning
from tests.cli.conftest import Nqs
from tests.program import run

COMMANDS = ("add", "import", "acts", "show", "consolidate", "amendments", "history", "diff", "check")
RECORD = {
    "source", "position", "instruction", "target_act", "address", "eid", "operation", "text", "old", "new",
    "effective", "estimated", "delayed", "status", "reason",
}  # fmt: skip


def test_amendments_are_one_record_for_each_changed_unit(nqs: Nqs) -> None:
    for number, count in (("129", 36), ("113", 18), ("230", 9)):
        records = json.loads(nqs("amendments", number, "--format", "json").out)
        assert [record["position"] for record in records] == list(range(1, count + 1))
        assert all(set(record) >= RECORD for record in records)
        assert all(record["reason"] is None for record in records if record["status"] == "applied")


def test_an_amendment_names_unit_text_and_day(nqs: Nqs) -> None:
    record = json.loads(nqs("amendments", "129", "--format", "json").out)[19]
    shown = nqs("show", "391", "7-тармақтың 3) тармақшасы", "--on", "2026-07-12").out
    assert record["address"] == "Қағидалардың 7-тармағының 3) тармақшасы"
    assert record["eid"] == "doc-qaghidalar__para_7__point_3"
    assert (record["target_act"], record["operation"], record["status"]) == ("V2300033449", "replace", "applied")
    assert (record["effective"], record["estimated"], record["delayed"]) == ("2026-07-12", False, [])
    assert record["text"] + "\n" == shown


def test_a_delayed_indent_of_an_amendment_has_address_and_day(nqs: Nqs) -> None:
    records = json.loads(nqs("amendments", "113", "--format", "json").out)
    delayed = [record["delayed"] for record in records if record["delayed"]]
    assert [[unit["effective"] for unit in units] for units in delayed] == [["2026-07-12"], ["2026-07-12"]]
    assert delayed[1][0]["address"] == "Қағидалардың 12-тармағының екінші бөлігінің үшінші абзацы"


def test_words_that_need_a_text_that_is_not_held_are_said_to(nqs: Nqs) -> None:
    first = json.loads(nqs("amendments", "113", "--format", "json").out)[0]
    assert (first["status"], first["text"]) == ("base-not-held", None)
    assert (first["old"], first["new"]) == ("(бар болған жағдайда)", "(ол болған жағдайда)")
    assert first["reason"]
    assert first["estimated"] is True


def test_a_table_of_amendments_is_tab_separated_for_programs(nqs: Nqs) -> None:
    lines = nqs("amendments", "129").out.splitlines()
    assert len(lines) == 37
    assert lines[20].split("\t")[1:4] == ["V2300033449", "Қағидалардың 7-тармағының 3) тармақшасы", "replace"]


def test_history_tells_each_wording_with_its_day_and_cause(nqs: Nqs) -> None:
    wordings = json.loads(nqs("history", "380", "9-1-тармақ", "--format", "json").out)
    held = [wording for wording in wordings if wording["text"]]
    assert ["ААЖ" in wording["text"] or "АЦЖ" in wording["text"] for wording in held] == [True, True]
    assert [wording["cause"]["by"] for wording in held] == ["V2500036564", "V2600038395"]
    assert held[0]["until"] == held[1]["since"] == "2026-07-12"
    assert "2026-07-12" in nqs("history", "380", "9-1-тармақ").out


def test_history_marks_the_first_wording_where_the_act_has_an_estimated_day(nqs: Nqs) -> None:
    """№ 391 is in force from an estimated day on; № 129 brings its text on a certain one."""
    wordings = json.loads(nqs("history", "391", "11-тармақ", "--format", "json").out)
    assert [wording["estimated"] for wording in wordings] == [True, False]


def test_history_of_no_unit_names_the_last_day_that_was_looked_at(nqs: Nqs) -> None:
    assert nqs("history", "391", "99-тармақ").err == "nqs: 99-тармақ: no such unit on 2026-07-12.\n"


def test_a_closed_standard_output_is_no_mistake(nqs: Nqs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout", None)
    assert program.main(["--version"]) == 0


def test_history_says_where_a_wording_is_not_held_and_where_there_is_no_unit(nqs: Nqs) -> None:
    def states(act: str, address: str) -> list[str | None]:
        return [wording["state"] for wording in json.loads(nqs("history", act, address, "--format", "json").out)]

    assert states("399", "6-тармақ") == ["not-held", "held"]
    assert states("399", "8-1-тармақ") == [None, "held"]
    assert states("380", "10-тармақ") == ["not-held", "held", "held"]
    assert states("380", "9-1-тармақ") == [None, "held", "held"]


def test_history_prints_gap_lines_inside_a_wording(nqs: Nqs) -> None:
    wordings = json.loads(nqs("history", "78", "12-тармақтың екінші бөлігі", "--format", "json").out)
    texts = [wording["text"] for wording in wordings if wording["text"]]
    assert "12.07.2026 бастап қолданысқа енгізіледі" in texts[0]
    assert "[" not in texts[1]
    assert texts[1] + "\n" == nqs("show", "78", "12-тармақтың екінші бөлігі", "--on", "2026-07-12").out


@pytest.mark.parametrize(
    ("act", "address", "status"), [("391", "1-тармақ", 2), ("391", "99-тармақ", 4), ("380", "5-тармақ", 5)]
)
def test_history_of_a_unit_that_cannot_be_told(nqs: Nqs, act: str, address: str, status: int) -> None:
    ran = nqs("history", act, address)
    assert (ran.status, ran.out) == (status, "")


def test_acts_lists_what_is_held_and_what_is_known_in_part(nqs: Nqs) -> None:
    rows = [line.split("\t") for line in nqs("acts").out.splitlines()[1:]]
    assert len(rows) == 13
    state = {row[1]: row[3] for row in rows}
    assert [state[number] for number in ("391", "399", "129", "113", "230")] == ["held"] * 5
    assert state["380"] == "partial"


def test_check_of_the_source_documents_gives_warnings_and_no_error(nqs: Nqs) -> None:
    ran = nqs("check", "--format", "json")
    found = json.loads(ran.out)
    assert ran.status == 0
    assert {finding["severity"] for finding in found} == {"warning"}
    assert all(finding["line"] and finding["words"] for finding in found if finding["source"])
    assert {finding["act"] for finding in json.loads(nqs("check", "399", "--format", "json").out)} == {"V2300033455"}


def test_check_quotes_line_and_words(nqs: Nqs) -> None:
    lines = nqs("check", "391").out.splitlines()
    assert any("002_5c09656728953e55.txt:208: " in line and "3. Цифрлық платформаны" in line for line in lines)


def test_consolidate_prints_the_path_of_each_file_it_wrote(nqs: Nqs, tmp_path: Path) -> None:
    ran = nqs("consolidate", "391", "399", "--on", "2026-07-12", "--format", "md,txt,json,html", "-o", str(tmp_path))
    paths = [Path(line) for line in ran.out.splitlines()]
    assert ran.status == 0
    assert paths[0] == tmp_path / "V2300033449_2026-07-12.md"
    assert sorted(paths) == sorted(tmp_path.iterdir())
    assert len(paths) == 8


def test_consolidate_all_passes_over_acts_not_in_force(nqs: Nqs, tmp_path: Path) -> None:
    ran = nqs("consolidate", "--all", "--on", "2026-05-01", "--format", "txt", "-o", str(tmp_path))
    assert ran.status == 0
    assert "№ 129" in ran.err
    assert len(ran.out.splitlines()) == 12
    assert nqs("consolidate", "129", "--on", "2026-05-01", "-o", str(tmp_path)).status == 4


@pytest.mark.parametrize(
    "words", [(), ("391", "--all"), ("391", "--format", "md,doc"), ("391", "--on", "x"), ("9999",)]
)
def test_wrong_use_of_consolidate_writes_nothing(nqs: Nqs, tmp_path: Path, words: tuple[str, ...]) -> None:
    assert nqs("consolidate", *words, "-o", str(tmp_path / "out")).status == 2
    assert not (tmp_path / "out").exists()


def test_a_missing_corpus_is_named_and_not_made(tmp_path: Path) -> None:
    for words in (["acts"], ["show", "391"], ["check"], ["consolidate", "--all"]):
        ran = run(tmp_path, ["--corpus", "nowhere", *words])
        assert ran.status == 2
        assert "nowhere" in ran.err
    assert list(tmp_path.iterdir()) == []


def test_corpus_stands_before_the_command(seeds: Path, tmp_path: Path) -> None:
    ran = run(tmp_path, ["--corpus", str(seeds / "corpus"), "show", "391", "11-тармақ", "--on", "2026-07-12"])
    assert ran.status == 0
    assert run(tmp_path, ["show", "391", "--corpus", str(seeds / "corpus")]).status == 2


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("command", COMMANDS)
def test_help_teaches_with_an_example(nqs: Nqs, command: str, language: str) -> None:
    ran = nqs(command, "--help", language=language)
    assert ran.status == 0
    assert f"  nqs {command}" in ran.out
    for other in {"kk", "ru", "en"} - {language}:
        assert nqs(command, "--help", language=other).out != ran.out


def test_help_of_the_program_names_every_command(nqs: Nqs) -> None:
    for words in (("--help",), ()):
        ran = nqs(*words)
        said = ran.out + ran.err
        assert all(f"  {command} " in said for command in COMMANDS)
    assert nqs("--help").status == 0
    assert nqs().status == 2


def test_version(nqs: Nqs) -> None:
    ran = nqs("--version")
    assert (ran.status, ran.out) == (0, "nqs 0.1.0\n")


@pytest.mark.parametrize("words", [("shw", "391"), ("--colour",), ("show",), ("history", "391"), ("acts", "now")])
def test_wrong_use_is_one_line_and_status_2(nqs: Nqs, words: tuple[str, ...]) -> None:
    ran = nqs(*words)
    assert (ran.status, ran.out) == (2, "")
    assert len(ran.err.splitlines()) == 1


def test_messages_are_in_the_users_language(nqs: Nqs) -> None:
    said = {language: nqs("show", "9999", language=language).err for language in ("kk", "ru", "en")}
    assert "корпуста жоқ" in said["kk"]
    assert "нет в корпусе" in said["ru"]
    assert "is not in the corpus" in said["en"]


def test_a_mistake_of_the_program_is_one_line_and_no_traceback(nqs: Nqs, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise LookupError("unheard of")

    monkeypatch.setattr(program.nqs, "main", broken)
    ran = nqs("acts")
    assert ran.status == 1
    assert "LookupError: unheard of (test_commands.py:" in ran.err
    assert "Traceback" not in ran.err


def test_a_reader_that_has_had_enough_is_no_failure(seeds: Path) -> None:
    """`nqs check | head -1` under `set -o pipefail`."""
    words = [sys.executable, "-c", "from nqs_docs.cli.main import main; raise SystemExit(main())", "check"]
    with subprocess.Popen(words, cwd=seeds, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as ran:
        assert ran.stdout
        ran.stdout.close()
    assert ran.returncode == 0


def test_a_folder_made_by_hand_bears_the_id_of_its_act(seeds: Path, tmp_path: Path) -> None:
    shutil.copytree(seeds / "corpus" / "V2300033449", tmp_path / "corpus" / "V2300033450")
    ran = run(tmp_path, ["acts"])
    assert ran.status == 3
    assert "holds act V2300033449, but the number given is V2300033450" in ran.err


def test_a_place_to_refuse_stands_at_repairs_only() -> None:
    """ "source.page-break@120" goes into act.toml; what a reader left out by its nature does not."""
    at = Span("V2300031601", 120, 140)
    joined = warning("source.page-break", span=at, before="а б", after="а б")
    assert one_line(joined, "en").endswith("[source.page-break@120]")
    assert one_line(warning("source.navigation", span=at, words="Іздеу"), "en").endswith("[source.navigation]")


def test_a_narrow_terminal_breaks_no_number_and_no_day(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    rows = [(f"V23000{number}", "2026-07-12, 2027-01-01", "жауапты " * 40) for number in range(33440, 33445)]
    table(["Тіркеу", "Редакциялары", "Атауы"], rows, cut=True)
    lines = [line for line in capsys.readouterr().out.splitlines() if "V23000" in line]
    assert [line.split()[0] for line in lines] == [row[0] for row in rows]
    assert all("2026-07-12" in line and line.rstrip().endswith("…") and len(line) <= 80 for line in lines)
