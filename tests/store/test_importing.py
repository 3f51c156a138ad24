"""``nqs import``: what comes into the corpus from the bank of editions, and that what is refused stops nothing."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from nqs_docs.store.corpus import open_corpus
from nqs_docs.store.importing import Refused, opened, take
from nqs_docs.store.record import read_record
from tests.program import Ran, run
from tests.store.bank import Commit, git, kazakh, meta, note, repository, requisite, russian, write

ACT = "V2200026976"
PLACE = "07-min/103-enbek/2022/0228-ob-utverzhdenii-165201"
CAUSE = requisite("72", "2024-03-12", "34152")
FIRST = kazakh(
    "1. Бірінші тармақ.",
    "2. Екінші тармақ.",
    note("2-тармақ", "жаңа редакцияда", "2024-01-18", "6"),
    "3. Үшінші тармақ.",
    note("Қағидалар", "3-тармақпен толықтырылды", "2024-01-18", "6"),
)
SECOND = FIRST.replace("Бірінші тармақ.", "Бірінші тармақ, басқа сөзбен.")


def imported(folder: Path, source: Path, *options: str) -> Ran:
    return run(folder, [*options, "import", str(source)])


def files(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted((folder / "corpus").rglob("*")) if p.is_file()}


def two_editions(folder: Path, *more: Commit) -> Path:
    commits = [
        Commit({f"{PLACE}/meta.yaml": meta("2024-02-01"), f"{PLACE}/kaz.md": FIRST}, "2024-02-01"),
        Commit({f"{PLACE}/meta.yaml": meta("2024-03-12", caused_by=CAUSE), f"{PLACE}/kaz.md": SECOND}, "2024-03-12"),
        *more,
    ]
    return repository(folder, commits)


# --- what is held ------------------------------------------------------------------------


def test_an_act_is_named_by_its_requisite_and_its_text_kept_as_it_is(tmp_path: Path) -> None:
    ran = imported(tmp_path, write(tmp_path / "bank", meta_yaml=meta("2024-02-01"), kaz_md=FIRST))
    assert (ran.status, ran.out) == (0, f"{ACT}: added; editions: 1, findings: 0\n")
    assert (tmp_path / "corpus" / ACT / "kaz.md").read_text(encoding="utf-8") == FIRST
    record = read_record(tmp_path / "corpus" / ACT / "act.toml")
    assert (record.edition, record.requisite, record.published) == (date(2024, 2, 1), requisite(), None)
    act = open_corpus(tmp_path / "corpus").compiled(ACT).act
    assert (act.citation.number, act.citation.date, act.registered) == ("78", date(2022, 2, 28), date(2022, 2, 28))


def test_before_the_date_of_the_earliest_edition_only_what_notes_tell_is_held(tmp_path: Path) -> None:
    imported(tmp_path, write(tmp_path / "bank", meta_yaml=meta("2024-02-01"), kaz_md=FIRST))

    def shown(address: str, day: str) -> tuple[int, str]:
        ran = run(tmp_path, ["show", "78", address, "--on", day])
        return ran.status, ran.out

    assert shown("Қағидалардың 1-тармағы", "2024-02-01") == (0, "1. Бірінші тармақ.\n")
    assert shown("Қағидалардың 1-тармағы", "2024-01-31")[0] == 5
    assert shown("Қағидалардың 2-тармағы", "2024-01-31") == (0, "2. Екінші тармақ.\n")  # № 6, from 29.01.2024
    assert shown("Қағидалардың 2-тармағы", "2024-01-28")[0] == 5
    assert shown("Қағидалардың 3-тармағы", "2024-01-29") == (0, "3. Үшінші тармақ.\n")
    assert shown("Қағидалардың 3-тармағы", "2024-01-28")[0] in (4, 5)
    assert shown("Қағидалардың 9-тармағы", "2024-01-31")[0] == 5  # it may have been there
    assert shown("Қағидалардың 9-тармағы", "2024-02-01")[0] == 4


def test_the_date_of_an_edition_begins_no_redaction(tmp_path: Path) -> None:
    imported(tmp_path, write(tmp_path / "bank", meta_yaml=meta("2024-02-01"), kaz_md=FIRST))
    days = open_corpus(tmp_path / "corpus").library(ACT).dates(ACT)
    assert days == (date(2022, 3, 11), date(2024, 1, 29))


def test_an_edition_of_the_day_of_adoption_is_the_original_text(tmp_path: Path) -> None:
    text = kazakh("1. Бірінші тармақ.")
    imported(tmp_path, write(tmp_path / "bank", meta_yaml=meta("2022-02-28"), kaz_md=text))
    ran = run(tmp_path, ["show", "78", "Қағидалардың 1-тармағы", "--on", "2022-03-11"])
    assert (ran.status, ran.out) == (0, "1. Бірінші тармақ.\n")


# --- histories ---------------------------------------------------------------------------


def test_of_a_history_the_earliest_edition_is_the_base_and_later_ones_are_witnesses(tmp_path: Path) -> None:
    ran = imported(tmp_path, two_editions(tmp_path / "bank"))
    assert (ran.status, ran.out) == (0, f"{ACT}: added; editions: 2, findings: 0\n")
    home = tmp_path / "corpus" / ACT
    witness = home / "witnesses" / "2024-03-12"
    assert (home / "kaz.md").read_text(encoding="utf-8") == FIRST
    assert (witness / "kaz.md").read_text(encoding="utf-8") == SECOND
    assert read_record(witness / "act.toml").caused_by == CAUSE


def test_a_bare_repository_a_moved_folder_and_one_act_of_a_copy(tmp_path: Path) -> None:
    moved = PLACE.replace("2022/", "2023/")
    change: dict[str, str | None] = dict.fromkeys((f"{PLACE}/meta.yaml", f"{PLACE}/kaz.md"))
    change |= {f"{moved}/meta.yaml": meta("2024-03-12"), f"{moved}/kaz.md": SECOND}
    bank = two_editions(tmp_path / "bank", Commit(change, "2025-01-01"))
    git(tmp_path, "clone", "-q", "--bare", "bank", "bare.git")
    assert imported(tmp_path, tmp_path / "bare.git").out == f"{ACT}: added; editions: 2, findings: 0\n"
    git(bank, "checkout", "-q", "HEAD~1")
    other = tmp_path / "other"
    other.mkdir()
    assert imported(other, bank / PLACE).out == f"{ACT}: added; editions: 2, findings: 0\n"


def test_an_act_that_the_bank_took_away_is_repealed_on_a_day_that_is_estimated(tmp_path: Path) -> None:
    gone: dict[str, str | None] = dict.fromkeys((f"{PLACE}/meta.yaml", f"{PLACE}/kaz.md"))
    message = f"gone\n\nCause-Act-Requisite: {requisite('500', '2025-11-20', '40000')}\n"
    imported(tmp_path, two_editions(tmp_path / "bank", Commit(gone, "2025-12-01", message)))
    before = run(tmp_path, ["show", "78", "Қағидалардың 3-тармағы", "--on", "2025-11-30"])
    after = run(tmp_path, ["show", "78", "Қағидалардың 3-тармағы", "--on", "2025-12-01"])
    assert (before.status, before.out) == (0, "3. Үшінші тармақ.\n")
    assert (after.status, after.out) == (4, "")
    assert "№ 500" in after.err
    assert "edition.repealed-in-bank" in run(tmp_path, ["check"]).out


def test_a_repeal_that_meta_announces_counts_the_same(tmp_path: Path) -> None:
    more = f"repealed_on: 2025-12-01\nrepealed_by:\n  requisite: {requisite('500', '2025-11-20', '40000')}\n"
    imported(tmp_path, write(tmp_path / "bank", meta_yaml=meta("2024-02-01", more=more), kaz_md=FIRST))
    assert run(tmp_path, ["show", "78", "Қағидалардың 3-тармағы", "--on", "2025-12-01"]).status == 4


def test_nothing_of_a_repository_is_executed(tmp_path: Path) -> None:
    bank = two_editions(tmp_path / "bank")
    trap = tmp_path / "trap.sh"
    trap.write_text(f"#!/bin/sh\ntouch {tmp_path}/sprung\n", encoding="utf-8")
    trap.chmod(0o755)
    for hook in ("post-checkout", "reference-transaction", "fsmonitor-watchman"):
        (bank / ".git" / "hooks").mkdir(exist_ok=True)
        (bank / ".git" / "hooks" / hook).symlink_to(trap)
    settings = (
        "core.fsmonitor", "core.pager", "core.sshCommand", "core.editor", "core.alternateRefsCommand", "diff.external",
        "diff.md.textconv", "filter.md.smudge", "gpg.program", "remote.origin.uploadpack",
    )  # fmt: skip
    for name in settings:
        git(bank, "config", name, str(trap))
    git(bank, "config", "log.showSignature", "true")
    (bank / ".git" / "info" / "attributes").write_text("*.md diff=md filter=md\n", encoding="utf-8")
    assert imported(tmp_path, bank).status == 0
    assert not (tmp_path / "sprung").exists()


def test_what_a_partial_copy_lacks_is_named_and_never_fetched(tmp_path: Path) -> None:
    bank = two_editions(tmp_path / "bank")
    git(bank, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "-q", "--filter=blob:none", "--no-checkout", f"file://{bank}", "part")
    ran = imported(tmp_path, tmp_path / "part")
    assert ran.status == 3
    assert "a partial copy" in ran.err
    assert not (tmp_path / "corpus" / ACT).exists()


def test_two_texts_of_one_date_are_named_and_the_later_one_counts(tmp_path: Path) -> None:
    again = Commit({f"{PLACE}/kaz.md": SECOND.replace("басқа", "өзге")}, "2024-03-20")
    ran = imported(tmp_path, two_editions(tmp_path / "bank", again))
    assert (ran.status, ran.out) == (0, f"{ACT}: added; editions: 2, findings: 1\n")
    assert "The edition of 2024-03-12 (kk) has two texts" in ran.err
    witness = tmp_path / "corpus" / ACT / "witnesses" / "2024-03-12" / "kaz.md"
    assert "өзге сөзбен" in witness.read_text(encoding="utf-8")


def test_a_folder_that_changes_its_act_is_refused(tmp_path: Path) -> None:
    other = Commit({f"{PLACE}/meta.yaml": meta("2025-01-01", requisite("79", "2022-03-01", "26977"))}, "2025-01-01")
    ran = imported(tmp_path, two_editions(tmp_path / "bank", other))
    assert ran.status == 3 and "two acts in one folder: V2200026976 and V2200026977" in ran.err


# --- both languages ------------------------------------------------------------------------


def test_two_languages_are_two_expressions_of_one_act(tmp_path: Path) -> None:
    bank = write(
        tmp_path / "bank",
        meta_yaml=meta("2022-02-28"),
        kaz_md=kazakh("1. Бірінші тармақ.", "2. Екінші.\n\n   Екінші бөлік."),
        rus_md=russian("1. Пункт первый.", "2. Пункт второй.", "3. Пункт третий."),
    )
    assert imported(tmp_path, bank).status == 0
    assert run(tmp_path, ["show", "78", "Қағидалардың 1-тармағы", "--on", "2022-04-01"]).out == "1. Бірінші тармақ.\n"
    ran = run(tmp_path, ["show", "78", "Қағидалардың 1-тармағы", "--lang", "ru", "--on", "2022-04-01"])
    assert (ran.status, ran.out) == (0, "1. Пункт первый.\n")
    for language, stem in (("kk", f"{ACT}_2022-04-01"), ("ru", f"{ACT}_2022-04-01_ru")):
        ran = run(tmp_path, ["consolidate", "78", "--on", "2022-04-01", "--format", "txt,docx", "--lang", language])
        assert ran.out.split() == [f"output/{stem}.txt", f"output/{stem}.docx"]
    assert "Пункт третий." in (tmp_path / f"output/{ACT}_2022-04-01_ru.txt").read_text(encoding="utf-8")
    found = json.loads(run(tmp_path, ["check", "--format", "json"]).out)
    differs = {(one["unit"], one["params"]["held"]) for one in found if one["code"] == "expression.structure"}
    assert differs == {("Қағидалардың 2-тармағының екінші бөлігі", "kk"), ("Қағидалардың 3-тармағы", "ru")}


def test_an_act_held_in_one_language_only_is_said_to_be(tmp_path: Path) -> None:
    bank = write(tmp_path / "bank", meta_yaml=meta("2022-02-28"), rus_md=russian("1. Пункт первый."))
    assert imported(tmp_path, bank).status == 0
    ran = run(tmp_path, ["show", "78"])
    assert ran.status == 5 and "(kk) is not held" in ran.err
    assert run(tmp_path, ["show", "78", "--lang", "ru"]).status == 0
    assert {one["act"] for one in json.loads(run(tmp_path, ["check", "--format", "json"]).out)} == {ACT}


def test_a_russian_source_that_is_added_is_the_second_expression_of_its_act(tmp_path: Path) -> None:
    imported(tmp_path, write(tmp_path / "bank", meta_yaml=meta("2022-02-28"), kaz_md=kazakh("1. Бірінші тармақ.")))
    text = russian("1. Пункт первый.").replace("\n\nВ соответствии", f"\n\n{requisite()}\n\nВ соответствии")
    (tmp_path / "78-ru.md").write_text(text, encoding="utf-8")
    assert run(tmp_path, ["add", "78-ru.md"]).out == f"{ACT}: added (78-ru.md)\n"
    assert read_record(tmp_path / "corpus" / ACT / "ru" / "act.toml").file == "78-ru.md"
    for language, words in (("kk", "1. Бірінші тармақ.\n"), ("ru", "1. Пункт первый.\n")):
        shown = run(tmp_path, ["show", "78", "Қағидалардың 1-тармағы", "--lang", language, "--on", "2022-04-01"])
        assert (shown.status, shown.out) == (0, words)


# --- again and on ----------------------------------------------------------------------------


def test_the_same_again_changes_nothing_and_what_a_person_wrote_stays(tmp_path: Path) -> None:
    bank = two_editions(tmp_path / "bank")
    imported(tmp_path, bank)
    record = tmp_path / "corpus" / ACT / "act.toml"
    record.write_text(record.read_text(encoding="utf-8") + "published = 2022-03-01\n", encoding="utf-8")
    held = read_record(record)
    imported(tmp_path, bank)
    assert read_record(record) == held
    assert held.published == date(2022, 3, 1)
    before = files(tmp_path)
    assert imported(tmp_path, bank).out == f"{ACT}: unchanged; editions: 2, findings: 0\n"
    assert files(tmp_path) == before


def test_an_earlier_edition_that_is_found_later_becomes_the_base(tmp_path: Path) -> None:
    late = write(tmp_path / "late", meta_yaml=meta("2024-03-12", caused_by=CAUSE), kaz_md=SECOND)
    early = write(tmp_path / "early", meta_yaml=meta("2024-02-01"), kaz_md=FIRST)
    imported(tmp_path, late)
    assert imported(tmp_path, early).out == f"{ACT}: extended; editions: 1, findings: 0\n"
    home = tmp_path / "corpus" / ACT
    assert (home / "kaz.md").read_text(encoding="utf-8") == FIRST
    assert (home / "witnesses" / "2024-03-12" / "kaz.md").read_text(encoding="utf-8") == SECOND
    assert read_record(home / "act.toml").edition == date(2024, 2, 1)
    assert run(tmp_path, ["check"]).status in (0, 6)


def test_an_act_held_from_another_source_keeps_it(tmp_path: Path) -> None:
    head = (
        "Қазақстан Республикасы Еңбек және халықты әлеуметтік қорғау министрінің 2022 жылғы 28 ақпандағы № 78 бұйрығы. "
        "Қазақстан Республикасының Әділет министрлігінде 2022 жылғы 28 ақпанда № 26976 болып тіркелді."
    )
    own = FIRST.replace("\n\nЗаңға", f"\n\n{head}\n\nЗаңға")
    (tmp_path / "78.md").write_text(own, encoding="utf-8")
    assert run(tmp_path, ["add", "78.md"]).status == 0
    assert imported(tmp_path, two_editions(tmp_path / "bank")).out == f"{ACT}: extended; editions: 2, findings: 0\n"
    home = tmp_path / "corpus" / ACT
    assert read_record(home / "act.toml").file == "78.md"
    assert sorted(path.name for path in (home / "witnesses").iterdir()) == ["2024-02-01", "2024-03-12"]


# --- what is refused ---------------------------------------------------------------------------


def test_what_is_refused_is_named_and_the_others_are_taken(tmp_path: Path) -> None:
    bank = tmp_path / "bank"
    good = requisite("79", "2022-03-01", "26977")
    split = FIRST + "\n| Часть | Название |\n|---|---|\n| [`an001`](kaz/an001.md) | Қосымша |\n"
    write(bank / "a-1", kaz_md=FIRST)
    write(bank / "b-2", meta_yaml="requisite: [", kaz_md=FIRST)
    write(bank / "c-3", meta_yaml=meta("2024-02-01", "Приказ Министра"), kaz_md=FIRST)
    write(bank / "d-4", meta_yaml=meta("someday"), kaz_md=FIRST)
    write(bank / "e-5", meta_yaml=meta("2024-02-01"), kaz_md=split)
    write(bank / "f-6", meta_yaml=meta("2024-02-01"))
    write(bank / "g-7", meta_yaml=meta("2024-02-01"), kaz_md="\n")
    write(bank / "h-8", meta_yaml=meta("2022-03-01", good), kaz_md=kazakh("1. Бірінші.", number="79"))
    ran = imported(tmp_path, bank)
    assert ran.status == 3
    assert ran.out == "V2200026977: added; editions: 1, findings: 0\n"
    for name, words in {
        "a-1": "no meta.yaml", "b-2": "cannot be read", "c-3": "date and number", "d-4": "cannot be read",
        "e-5": "kaz/an001.md", "f-6": "no text", "g-7": "no text in the file",
    }.items():  # fmt: skip
        assert any(name in line and words in line for line in ran.err.splitlines()), (name, ran.err)
    assert "Added: 1, extended: 0, unchanged: 0, refused: 7" in ran.err
    assert [path.name for path in (tmp_path / "corpus").iterdir()] == ["V2200026977"]


@pytest.mark.parametrize("name", ["../../../etc/passwd", "kaz/../../secret.md", "/etc/passwd.md", "rus/an001.md"])
def test_a_part_outside_its_folder_is_none(tmp_path: Path, name: str) -> None:
    (tmp_path / "secret.md").write_text("құпия", encoding="utf-8")
    text = FIRST + f"\n| Часть | Название |\n|---|---|\n| [`an001`]({name}) | Қосымша |\n"
    assert imported(tmp_path, write(tmp_path / "bank", meta_yaml=meta("2024-02-01"), kaz_md=text)).status == 0
    assert "құпия" not in (tmp_path / "corpus" / ACT / "kaz.md").read_text(encoding="utf-8")


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    bank = write(tmp_path / "bank" / "a-1", meta_yaml=meta("2024-02-01"))
    (tmp_path / "outside.md").write_text(FIRST, encoding="utf-8")
    (bank / "kaz.md").symlink_to(tmp_path / "outside.md")
    (tmp_path / "bank" / "loop").symlink_to(tmp_path / "bank")
    ran = imported(tmp_path, tmp_path / "bank")
    assert ran.status == 3 and "no text of the act" in ran.err


@pytest.mark.parametrize("path", ["nowhere", "empty"])
def test_a_path_without_editions_is_wrong_use(tmp_path: Path, path: str) -> None:
    (tmp_path / "empty").mkdir()
    ran = imported(tmp_path, tmp_path / path)
    assert ran.status == 2 and path in ran.err


def test_a_hostile_meta_is_refused_in_time(tmp_path: Path) -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(20)
    )
    deep = "title: " + "[" * 5000 + "]" * 5000 + "\n"
    tag = "requisite: !!python/object/apply:os.system [touch sprung]\n"
    for number, text in enumerate((bomb, deep, tag, "- 1\n", "\x00", "requisite: 1\nversion_date: 2024-01-01\n")):
        write(tmp_path / "bank" / f"a-{number}", meta_yaml=text, kaz_md=FIRST)
    ran = imported(tmp_path, tmp_path / "bank")
    assert ran.status == 3 and "refused: 6" in ran.err
    assert not (tmp_path / "sprung").exists()


# --- long acts, many acts --------------------------------------------------------------------------


def test_the_parts_of_a_long_act_are_read_as_one_text(tmp_path: Path) -> None:
    head, rules = FIRST.split("> *Қазақстан", 1)
    listed = (
        "\n\n## Части документа\n\nДокумент разбит на части.\n\n| Часть | Название |\n|---|---|\n"
        "| [`an000`](kaz/an000.md) | Қағидалар |\n| [`an000-p2`](kaz/an000-p2.md) | 2-тармақ |\n"
    )
    first, second = f"> *Қазақстан{rules}".split("2. Екінші", 1)
    back = "↑ [Редакцияның толық мәтіні](../kaz.md)\n\n"
    bank = write(
        tmp_path / "split", meta_yaml=meta("2024-02-01"), kaz_md=head + listed, kaz__an000_md=back + first,
    )  # fmt: skip
    (bank / "kaz" / "an000-p2.md").write_text(f"{back}2. Екінші{second}", encoding="utf-8")
    whole = tmp_path / "other"
    whole.mkdir()
    imported(tmp_path, bank)
    imported(whole, write(tmp_path / "whole", meta_yaml=meta("2024-02-01"), kaz_md=FIRST))
    texts = [run(folder, ["show", "78", "--on", "2024-05-01", "--notes"]).out for folder in (tmp_path, whole)]
    assert texts[0] == texts[1] and "3. Үшінші тармақ." in texts[0]
    found = json.loads(run(tmp_path, ["check", "--format", "json"]).out)
    assert [one["code"] for one in found if one["code"].startswith("source.")] == ["source.contents"] * 3


def test_many_acts_are_taken_over_and_an_interrupted_import_goes_on(tmp_path: Path) -> None:
    def act(number: int, edition: str, text: str) -> dict[str, str | None]:
        own = requisite(str(number), "2022-02-28", str(20000 + number))
        place = f"07-min/103-enbek/2022/0228-act-{number}"
        rules = kazakh(f"1. {text}", number=str(number))
        return {f"{place}/meta.yaml": meta(edition, own, str(number)), f"{place}/kaz.md": rules,
                f"{place}/rus.md": russian(f"1. Пункт {number}.", number=str(number))}  # fmt: skip

    numbers = range(1, 61)
    first = {path: text for n in numbers for path, text in act(n, "2022-02-28", "Бірінші.").items()}
    second = {path: text for n in numbers[::2] for path, text in act(n, "2023-05-05", "Бірінші, басқаша.").items()}
    bank = repository(tmp_path / "bank", [Commit(first, "2022-02-28"), Commit(second, "2023-05-05")])
    corpus = open_corpus(tmp_path / "corpus", make=True)
    with opened(bank, "git") as places:
        assert (len(places.acts), places.commits) == (60, 2)
        done = [take(corpus, places, found) for found in places.acts[:25]]
    assert not [one for one in done if isinstance(one, Refused)]
    ran = imported(tmp_path, bank)
    assert ran.status == 0
    assert "Added: 35, extended: 0, unchanged: 25, refused: 0" in ran.err
    assert len(list((tmp_path / "corpus").glob("*/act.toml"))) == 60
    assert len(list((tmp_path / "corpus").glob("*/ru/act.toml"))) == 60
    assert len(list((tmp_path / "corpus").glob("*/witnesses/*/act.toml"))) == 30
    assert run(tmp_path, ["show", "60", "Қағидалардың 1-тармағы", "--on", "2024-01-01"]).out == "1. Бірінші.\n"


def test_a_key_without_a_value_is_as_good_as_none(tmp_path: Path) -> None:
    odd = "caused_by:\nrepealed_by:\nrepealed_on: ''\nsource:\n  kaz: null\napproved_by: null\nnew: {a: [1]}\n"
    own = f"requisite: {requisite()}\nversion_date: {{kaz: 2022-02-28, rus: }}\n"
    for number, source in enumerate((odd, odd.replace("\n  kaz: null", " https://zan.gov.kz"))):
        bank = write(tmp_path / f"bank{number}", meta_yaml=own + source, kaz_md=kazakh("1. Бірінші тармақ."))
        assert run(tmp_path, ["--corpus", f"corpus{number}", "import", str(bank)]).status == 0
