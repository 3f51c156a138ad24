"""An act from the bank, the order that amends it and the bank's next edition: ``nqs check`` lays one over the other.

With the official units that lie beside the repository, and with an example of our own that always runs.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.editions.test_gold import before, held, unit
from tests.program import run
from tests.redlines.test_witness import CHANGE
from tests.store.bank import Commit, kazakh, meta, note, repository, requisite

ORDERS = Path(__file__).parents[2] / "corpus"
PLACE = "07-min/2022/0228-ob-utverzhdenii-165201"


def bank(folder: Path, first: str, second: str, edition: str, cause: str) -> Path:
    """A history of two editions: as of 12.03.2024, and the one that ``cause`` made."""
    return repository(
        folder,
        [
            Commit({f"{PLACE}/meta.yaml": meta("2024-03-12"), f"{PLACE}/kaz.md": first}, "2024-03-12"),
            Commit({f"{PLACE}/meta.yaml": meta(edition, caused_by=cause), f"{PLACE}/kaz.md": second}, edition),
        ],
    )


def witnessed(folder: Path) -> list[tuple[str, str]]:
    found = json.loads(run(folder, ["check", "78", "--format", "json"]).out)
    return [(one["unit"], one["code"]) for one in found if one["code"].startswith("witness.")]


# --- one of our own ----------------------------------------------------------------------


def test_check_compares_the_computed_edition_with_the_banks_next_one(tmp_path: Path) -> None:
    old = [
        "1. Бұрынғы сөздер осындай болған.",
        note("1-тармақ", "жаңа редакцияда", "2024-01-18", "6"),
        "2. Екінші тармақ.",
    ]
    done = old[1].replace(" бұйрығымен.", "; 05.03.2026 № 55 (01.05.2026 бастап қолданысқа енгізіледі) бұйрықтарымен.")
    new = ["1. Бірінші тармақтың жаңа сөздері мынадай.", done, "2. Екінші тармақтың банктегі сөзі."]
    cause = requisite("55", "2026-03-05", "38100")
    run(tmp_path, ["import", str(bank(tmp_path / "bank", kazakh(*old), kazakh(*new), "2026-03-05", cause))])
    assert [code for _, code in witnessed(tmp_path)] == ["witness.not-held"] * 2  # the order is missing
    (tmp_path / "55.md").write_text(CHANGE, encoding="utf-8")
    assert run(tmp_path, ["add", "55.md"]).status == 0
    assert witnessed(tmp_path) == [("Қағидалардың 2-тармағы", "witness.source")]
    assert run(tmp_path, ["check", "78"]).status == 0
    shown = run(tmp_path, ["show", "78", "Қағидалардың 1-тармағы", "--on", "2026-05-01", "--notes"])
    assert shown.out.splitlines() == [new[0], done.strip("> *")]


def test_a_witness_that_cannot_be_read_is_a_finding(tmp_path: Path) -> None:
    good, bad = kazakh("1. Бірінші тармақ."), "\n"
    run(tmp_path, ["import", str(bank(tmp_path / "bank", good, bad, "2026-03-05", requisite("55", "2026-03-05", "1")))])
    assert witnessed(tmp_path) == [("", "witness.unreadable")]


# --- the official units -------------------------------------------------------------------


@held
def test_the_official_units_of_78_after_113_are_those_that_the_order_makes(tmp_path: Path) -> None:
    names = ("rules/point:5", "rules/point:12", "rules/point:16", "rules/point:18/part:1", "rules/point:20")
    sixth, own = "18.01.2024 № 6", "01.04.2026 № 113"
    clauses = {
        sixth: "алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң қолданысқа енгізіледі",
        own: "алғаш ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң қолданысқа енгізіледі",
    }
    body = "ҚР Еңбек және халықты әлеуметтік қорғау министрінің"
    first = {number: note(f"{number}-тармақ", "жаңа редакцияда", "2024-01-18", "6") for number in (5, 12, 18)}
    old: list[str] = []
    for name in names:
        lines = before("78", name)
        number = int(lines[0].split(".")[0])
        tail = ["Екінші бөлік өзгермейді.", "Үшінші бөлік өзгермейді."] if number == 18 else []
        old += ["\n\n    ".join([*lines, *tail]), *([first[number]] if number in first else [])]
    preamble = before("78", "act/preamble")[0]
    (tmp_path / "113.txt").write_bytes(next((ORDERS / "V2600038286").glob("*.txt")).read_bytes())
    second = {
        5: f"{body} {sixth} ({clauses[sixth]}); {own} ({clauses[own]}) бұйрықтарымен.",
        12: f"{body} {sixth} ({clauses[sixth]}); өзгеріс енгізілді - {body} {own} ({clauses[own]}) бұйрықтарымен.",
    }
    second[18] = second[12]
    run(tmp_path, ["add", "113.txt"])
    records = json.loads(run(tmp_path, ["amendments", "113", "--format", "json"]).out)
    amended = {r["address"]: r["text"] for r in records if r["target_act"] == "V2200026976"}
    fifth, eighteenth = (next(t for t in amended.values() if t and t.startswith(f"{n}.")) for n in (5, 18))
    official = [line.replace("[NOTE] ", "") for line in unit("78", "rules/point:12")["after_official"][1:-1]]
    twelfth = [before("78", "rules/point:12")[0], *official, *before("78", "rules/point:12")[-2:]]
    new = [
        fifth, f"> *Ескерту. 5-тармақ жаңа редакцияда - {second[5]}*",
        "\n\n    ".join(f"*{line}*" if line.startswith("Ескерту") else line for line in twelfth),
        f"> *Ескерту. 12-тармақ жаңа редакцияда - {second[12]}*", old[4],
        "\n\n    ".join([eighteenth, "Екінші бөлік өзгермейді.", "Үшінші бөлік өзгермейді."]),
        f"> *Ескерту. 18-тармақ жаңа редакцияда - {second[18]}*", old[7],
    ]  # fmt: skip
    after = unit("78", "act/preamble")["after_official"][0] + "\n\n> *" + str(unit("78", "act/preamble")["note"]) + "*"
    texts = kazakh(*old, preamble=preamble), kazakh(*new, preamble=after)
    cause = requisite("113", "2026-04-01", "38286")
    assert run(tmp_path, ["import", str(bank(tmp_path / "bank", *texts, "2026-04-01", cause))]).status == 0
    assert witnessed(tmp_path) == []
    for number in (5, 12, 18):
        shown = run(tmp_path, ["show", "78", f"Қағидалардың {number}-тармағы", "--on", "2026-07-11", "--notes"])
        assert shown.out.splitlines()[-1] == f"Ескерту. {number}-тармақ жаңа редакцияда - {second[number]}"


@held
@pytest.mark.parametrize("number", ["16", "20"])
def test_what_the_bank_keeps_until_july_is_kept(tmp_path: Path, number: str) -> None:
    lines = before("78", f"rules/point:{number}")
    text = kazakh(*lines)
    (tmp_path / "113.txt").write_bytes(next((ORDERS / "V2600038286").glob("*.txt")).read_bytes())
    run(tmp_path, ["add", "113.txt"])
    cause = requisite("113", "2026-04-01", "38286")
    run(tmp_path, ["import", str(bank(tmp_path / "bank", text, text.replace("№ 78*", "№ 78* "), "2026-04-01", cause))])
    assert (f"Қағидалардың {number}-тармағы", "witness.ours") not in witnessed(tmp_path)
