"""What a person settles: kept as files, believed while it fits, withdrawn and never lost."""

from __future__ import annotations

import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from nqs_docs.clauses.decision import Decision, Matter
from nqs_docs.editions.edition import Outcome, Status
from nqs_docs.findings import NqsError, Severity, UsageError
from nqs_docs.publish import FORMATS, write
from nqs_docs.publish.document import document
from nqs_docs.store.add import add
from nqs_docs.store.checking import collected
from nqs_docs.store.corpus import Corpus, open_corpus
from nqs_docs.store.settling import settle, tried, withdraw
from tests.editions import orders

BASE, ORDER = orders.BASE, "V2600038155"
TODAY, ON = date(2026, 8, 1), date(2026, 6, 1)
TEN_DAYS = f"{orders.TEN_DAYS}"


def held(folder: Path, body: str, clause: str = "2026 жылғы 1 мамырдан бастап", at: str = "") -> Corpus:
    """№ 101 and № 55, which changes it."""
    corpus = open_corpus(folder, make=True)
    add(corpus, orders.base().encode(), "101.txt")
    add(corpus, orders.order(body, clause, at=at).encode(), "55.txt")
    return open_corpus(folder)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "corpus"


def meant(corpus: Corpus, *addresses: str, position: int = 1, **more: str) -> Decision:
    """That an instruction of № 55 changes these units."""
    span = next(op for op in corpus.library().operations(ORDER) if op.position == position).span
    words = corpus.source(ORDER).text[span.start : span.end]
    made = Decision(Matter.INSTRUCTION, span.start, words, "А. Заңгер", TODAY, "хат № 5", addresses, source=ORDER)
    return replace(made, **more)


def outcomes(folder: Path) -> list[Outcome]:
    return list(open_corpus(folder).library().outcomes(ORDER))


def rules(folder: Path, on: date = ON) -> str:
    return write(document(open_corpus(folder).edition(BASE, on).edition), "txt").decode()


def codes(folder: Path, severity: Severity = Severity.ERROR) -> list[str]:
    found = collected(open_corpus(folder))
    return sorted({one.code for every in found.values() for one in every if one.severity is severity})


UNREADABLE = {
    "the end of a document": ("ең соңғы тұрған тармағы алып тасталсын;", "Қағидалардың 5-тармағы"),
    "a number that is not there": ("99-тармақ алып тасталсын;", "Қағидалардың 5-тармағы"),
    "words at a place in odd words": (
        '3-тармақтағы орта буын "үш" деген сөз "төрт" деген сөзбен ауыстырылсын;',
        "Қағидалардың 3-тармағы",
    ),
    "a new point at a place in odd words": (
        'мына жерге мынадай мазмұндағы 6-тармақпен толықтырылсын:\n"6. Жаңа тармақ.".',
        "Қағидалардың 6-тармағы",
    ),
    "a new wording": (
        'ең соңғы тұрған тармағы мынадай редакцияда жазылсын:\n"5. Шешім түпкілікті.".',
        "Қағидалардың 5-тармағы",
    ),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_an_instruction_is_applied_where_a_lawyer_says_and_every_output_says_so(folder: Path, name: str) -> None:
    body, address = UNREADABLE[name]
    corpus, before = held(folder, body), rules(folder)
    assert [one.status for one in outcomes(folder)] == [Status.UNRESOLVED]
    settle(corpus, meant(corpus, address))
    assert [one.status for one in outcomes(folder)] == [Status.APPLIED]
    assert rules(folder) != before
    assert codes(folder) == []
    shown = document(open_corpus(folder).edition(BASE, ON).edition)
    for form in FORMATS:
        made = write(shown, form)
        if form not in ("docx", "pdf"):  # read by the tests of these formats
            text = made.decode()
            assert "А. Заңгер" in text, form
            assert "01.08.2026" in text, form
            assert "хат № 5" in text, form
    decision = json.loads(write(shown, "json"))["decisions"][0]
    assert (decision["by"], decision["addresses"]) == ("А. Заңгер", [address])


def test_the_act_that_was_meant_is_given_with_the_address(folder: Path) -> None:
    """The order cites no act that can be told: nothing below it is applied until somebody says which."""
    corpus = held(folder, "5-тармақ алып тасталсын;", at="Есепке алу туралы бұйрыққа")
    assert outcomes(folder)[0].reason == "amendment.no-target"
    with pytest.raises(UsageError) as refused:
        settle(corpus, meant(corpus, "Қағидалардың 5-тармағы"))
    assert refused.value.code == "amendment.no-target"
    known = {"act": BASE, "number": "101", "signed": date(2023, 1, 10)}
    settle(corpus, meant(corpus, "Қағидалардың 5-тармағы", **known))  # type: ignore[arg-type]
    assert outcomes(folder)[0].status is Status.APPLIED
    assert "Шешімге шағым жасалады" not in rules(folder)


def test_an_instruction_that_was_understood_can_be_sent_elsewhere(folder: Path) -> None:
    corpus = held(folder, "4-тармақ алып тасталсын;")
    settle(corpus, meant(corpus, "Қағидалардың 5-тармағы"))
    assert "4. Тыңдау" in rules(folder)
    assert "5. Шешімге" not in rules(folder)


def test_an_instruction_on_several_units_takes_an_address_for_each(folder: Path) -> None:
    body = '3-тармақта "үш" деген сөз алып тасталсын, 4-тармақта "шақыру" деген сөз алып тасталсын;'
    corpus = held(folder, body)
    with pytest.raises(UsageError) as refused:
        settle(corpus, meant(corpus, "Қағидалардың 3-тармағы"))
    assert refused.value.code == "decision.count"
    settle(corpus, meant(corpus, "Қағидалардың 3-тармағы", "Қағидалардың 4-тармағының екінші абзацы"))
    assert [one.status for one in outcomes(folder)] == [Status.APPLIED, Status.APPLIED]


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("Қағидалардың 77-тармағы", "edition.no-such-unit"),
        ("тармақтың", "decision.bad-address"),
        ("бұйрықтың 5-тармағы", "edition.no-such-unit"),
        ("", "decision.bad-address"),
    ],
)
def test_a_decision_without_effect_is_refused_and_nothing_is_written(folder: Path, address: str, code: str) -> None:
    corpus = held(folder, "99-тармақ алып тасталсын;")
    before = sorted(path for path in folder.rglob("*"))
    with pytest.raises(NqsError) as refused:
        settle(corpus, meant(corpus, address))
    assert refused.value.code == code
    assert sorted(path for path in folder.rglob("*")) == before


def test_the_wording_of_a_unit_that_is_not_there_can_be_settled_as_a_new_one(folder: Path) -> None:
    corpus = held(folder, '6-тармақ мынадай редакцияда жазылсын:\n"6. Шағым жасалады.".')
    assert outcomes(folder)[0].reason == "edition.no-such-unit"
    settle(corpus, meant(corpus, "Қағидалардың 6-тармағы"))
    assert "6. Шағым жасалады." in rules(folder)


def test_a_wording_with_another_number_than_the_address_is_refused(folder: Path) -> None:
    corpus = held(folder, 'ең соңғы тұрған тармағы мынадай редакцияда жазылсын:\n"5. Шешім түпкілікті.".')
    with pytest.raises(UsageError) as refused:
        settle(corpus, meant(corpus, "Қағидалардың 4-тармағы"))
    assert refused.value.code == "amendment.quotation-mismatch"


@pytest.mark.parametrize(("by", "reason"), [("", "хат"), (" \n", "хат"), ("А. Заңгер", " ")])
def test_somebody_must_say_who_and_why(folder: Path, by: str, reason: str) -> None:
    corpus = held(folder, "99-тармақ алып тасталсын;")
    with pytest.raises(UsageError) as refused:
        settle(corpus, replace(meant(corpus, "Қағидалардың 5-тармағы"), by=by, reason=reason))
    assert refused.value.code == "decision.unsaid"


def test_a_preview_keeps_nothing(folder: Path) -> None:
    corpus = held(folder, "99-тармақ алып тасталсын;")
    before = rules(folder)
    trial = tried(corpus, meant(corpus, "Қағидалардың 5-тармағы"))
    assert "Шешімге" not in write(document(trial.library(BASE).edition(BASE, ON)), "txt").decode()
    assert rules(folder) == before
    assert not (folder / ORDER / "decisions").exists()


def test_a_decision_is_withdrawn_with_its_history(folder: Path) -> None:
    corpus, before = held(folder, "99-тармақ алып тасталсын;"), rules(folder)
    kept = settle(corpus, meant(corpus, "Қағидалардың 5-тармағы"))
    file = folder / ORDER / "decisions" / f"{kept.name}.toml"
    first = file.read_text(encoding="utf-8")
    withdraw(open_corpus(folder), ORDER, kept.name, "Б. Басқа", TODAY, "қате")
    assert rules(folder) == before
    after = file.read_text(encoding="utf-8")
    assert after.startswith(first.rstrip("\n"))
    assert 'withdrawn_by = "Б. Басқа"' in after
    with pytest.raises(UsageError):
        withdraw(open_corpus(folder), ORDER, kept.name, "Б. Басқа", TODAY, "тағы")
    with pytest.raises(UsageError):
        withdraw(open_corpus(folder), ORDER, "../../101", "Б. Басқа", TODAY, "жол")
    again = settle(open_corpus(folder), meant(open_corpus(folder), "Қағидалардың 4-тармағы"))
    assert again.name != kept.name
    assert "5. Шешімге" in rules(folder)
    assert "4. Тыңдау" not in rules(folder)


def test_of_two_who_decide_at_once_one_is_told_of_the_other(folder: Path) -> None:
    corpus = held(folder, "99-тармақ алып тасталсын;")
    both = [meant(corpus, "Қағидалардың 5-тармағы"), meant(corpus, "Қағидалардың 4-тармағы")]

    def one(decision: Decision) -> str:
        try:
            return settle(open_corpus(folder), decision).name
        except UsageError as error:
            return error.code

    with ThreadPoolExecutor(2) as pool:
        done = sorted(pool.map(one, both))
    assert done[0] == "decision.taken"
    assert len(list((folder / ORDER / "decisions").iterdir())) == 1


def test_one_who_decides_while_the_other_tries_is_told_of_the_other(folder: Path) -> None:
    """The first is kept between the second's look at what is decided and the trial of its effect."""
    corpus = held(folder, "99-тармақ алып тасталсын;")
    first, second = (meant(corpus, f"Қағидалардың {number}-тармағы") for number in (5, 4))

    class Between(Corpus):
        def trying(self, *given: Any) -> Corpus:
            settle(open_corpus(folder), first)
            return super().trying(*given)

    with pytest.raises(UsageError) as told:
        settle(Between(folder), second)
    assert told.value.code == "decision.taken"


def test_two_files_about_one_instruction_have_no_effect(folder: Path) -> None:
    """Two people decided in two copies of the corpus, which were brought together."""
    corpus, before = held(folder, "99-тармақ алып тасталсын;"), rules(folder)
    kept = settle(corpus, meant(corpus, "Қағидалардың 5-тармағы"))
    file = folder / ORDER / "decisions" / f"{kept.name}.toml"
    shutil.copy(file, file.with_name("other.toml"))
    assert rules(folder).replace("decision", "") == before.replace("decision", "")
    assert "decision.twice" in codes(folder)


def test_words_that_stand_there_no_more_end_a_decision(folder: Path) -> None:
    """A line above the instruction was added to the source: the place is another one."""
    body = "99-тармақ алып тасталсын;"
    corpus = held(folder, body)
    settle(corpus, meant(corpus, "Қағидалардың 5-тармағы"))
    fresh = orders.order(f"1-тармақ алып тасталсын;\n{body}")
    added = add(open_corpus(folder), fresh.encode(), "55.txt", replace=True)
    assert "decision.stale" in [one.code for one in added.findings]
    assert "decision.stale" in codes(folder)
    assert "5. Шешімге" in rules(folder)
    assert open_corpus(folder).edition(BASE, ON).edition.decisions == ()


def test_a_unit_that_is_gone_ends_a_decision(folder: Path) -> None:
    body = "99-тармақ алып тасталсын;"
    corpus = held(folder, body)
    settle(corpus, meant(corpus, "Қағидалардың 5-тармағы"))
    shorter = orders.base(orders.RULES.replace("5. Шешімге шағым жасалады.", "Шешімге шағым жасалады."))
    add(open_corpus(folder), shorter.encode(), "101.txt", replace=True)
    assert {"decision.no-effect", "edition.no-such-unit"} <= set(codes(folder))
    assert open_corpus(folder).edition(BASE, ON).edition.decisions == ()


@pytest.mark.parametrize("text", ["matter = 1", "{", 'matter = "instruction"\nat = "x"', "\x00"])
def test_a_file_that_is_no_decision_is_an_error_and_no_more(folder: Path, text: str) -> None:
    held(folder, "5-тармақ алып тасталсын;")
    before = rules(folder)
    (folder / ORDER / "decisions").mkdir()
    (folder / ORDER / "decisions" / "odd.toml").write_text(text, encoding="utf-8")
    assert rules(folder) == before
    assert "decision.unreadable" in codes(folder)


def test_a_folder_in_the_place_of_a_file_is_an_error_and_no_more(folder: Path) -> None:
    held(folder, "5-тармақ алып тасталсын;")
    before = rules(folder)
    (folder / ORDER / "decisions" / "odd.toml").mkdir(parents=True)
    assert rules(folder) == before
    assert "decision.unreadable" in codes(folder)


def test_what_no_document_can_hold_is_left_out_of_a_name(folder: Path) -> None:
    corpus = held(folder, "99-тармақ алып тасталсын;")
    kept = settle(
        corpus, replace(meant(corpus, "Қағидалардың 5-тармағы"), by="А.\x00\x1b[31m Заңгер\u202e", reason="х\x07ат")
    )
    assert (kept.by, kept.reason) == ("А. [31m Заңгер", "х ат")
    shown = document(open_corpus(folder).edition(BASE, ON).edition)
    for form in FORMATS:
        assert write(shown, form)


@pytest.mark.parametrize("at", [-1, -10_000, 10**9])
def test_a_place_outside_the_text_is_none(folder: Path, at: int) -> None:
    corpus = held(folder, "99-тармақ алып тасталсын;")
    decision = replace(meant(corpus, "Қағидалардың 5-тармағы"), at=at)
    with pytest.raises(UsageError) as refused:
        settle(corpus, decision)
    assert refused.value.code == "decision.stale"


def test_a_day_of_publication_ends_the_estimate(folder: Path) -> None:
    """Ten days after publication: counted from registration until somebody says when it was published."""
    corpus = held(folder, "5-тармақ алып тасталсын;", clause=TEN_DAYS)
    source = corpus.source(ORDER).text
    words = source[: source.index("\n")]
    said = Decision(
        Matter.PUBLICATION, 0, words, "А. Заңгер", TODAY, "Әділет", published=date(2026, 4, 1), source=ORDER
    )
    assert corpus.library().estimated_dates(BASE)
    settle(corpus, said)
    assert not open_corpus(folder).library().estimated_dates(BASE)
    assert outcomes(folder)[0].in_force.earliest == date(2026, 4, 12)  # type: ignore[union-attr]
    assert "А. Заңгер" in rules(folder)
    assert "А. Заңгер" not in rules(folder, date(2024, 1, 1))  # before the order was adopted nothing rests on it
    other = open_corpus(folder)
    registered = other.compiled(ORDER).act.registered
    assert registered is not None
    early = replace(said, published=registered - timedelta(1))
    withdraw(other, ORDER, other.compiled(ORDER).act.decisions[0].name, "А. Заңгер", TODAY, "қате")
    with pytest.raises(UsageError) as refused:
        settle(open_corpus(folder), early)
    assert refused.value.code == "decision.published-early"


BROKEN = orders.base().replace("тәртіпті айқындайды", "тәр-\nтіпті айқын\n\nдайды")


def repairs(folder: Path) -> list[tuple[str, int, int]]:
    found = open_corpus(folder).compiled(BASE).findings
    return [(one.code, one.span.start, one.span.end) for one in found if one.span and dict(one.params).get("before")]


def test_a_repair_is_confirmed_or_refused(folder: Path) -> None:
    add(open_corpus(folder, make=True), BROKEN.encode(), "101.txt")
    corpus = open_corpus(folder)
    code, start, end = repairs(folder)[0]
    text = corpus.source(BASE).text
    right = Decision(Matter.REPAIR, start, text[start:end], "А. Заңгер", TODAY, "түпнұсқа", repair=code, source=BASE)
    before = open_corpus(folder).compiled(BASE).act.root
    kept = settle(corpus, right)
    assert "decision.confirmed" in codes(folder, Severity.WARNING)
    assert open_corpus(folder).compiled(BASE).act.root == before
    withdraw(open_corpus(folder), BASE, kept.name, "А. Заңгер", TODAY, "қайта қарау")
    settle(open_corpus(folder), replace(right, refused=True))
    assert (code, start, end) not in repairs(folder)
    assert open_corpus(folder).compiled(BASE).act.root != before


def test_what_is_kept_beside_the_corpus_knows_of_a_decision(folder: Path) -> None:
    """The same answer from .nqs/ as without it, before and after."""
    corpus = held(folder, "99-тармақ алып тасталсын;")
    open_corpus(folder).index()
    settle(corpus, meant(corpus, "Қағидалардың 5-тармағы"))
    kept = rules(folder)
    shutil.rmtree(folder.parent / ".nqs")
    assert rules(folder) == kept
