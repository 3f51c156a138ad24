"""The five orders of the corpus: their skeletons, as a lawyer would count them."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from nqs_docs.clauses.act import Act, Kind, NoteKind, Unit, text, text_of, walk
from nqs_docs.clauses.address import locate, parse, render
from nqs_docs.clauses.address_locate import unit_at
from nqs_docs.clauses.from_lines import read_act
from nqs_docs.findings import Finding, Severity
from nqs_docs.sources.read import read

CORPUS = Path(__file__).parents[2] / "corpus"
IDS = {"391": "V2300033449", "399": "V2300033455", "129": "V2600038395", "113": "V2600038286", "230": "V2500036564"}


@cache
def both(number: str) -> tuple[Act, tuple[Finding, ...]]:
    (path,) = (CORPUS / IDS[number]).glob("*.txt")
    return read_act(read(path.read_bytes(), path.name), taken=date(2026, 5, 1))


def act(number: str) -> Act:
    return both(number)[0]


def unit(number: str, address: str) -> Unit:
    (path,) = locate(act(number).root, parse(address))
    return unit_at(act(number).root, path)


def labels(parent: Unit, kind: Kind) -> list[str]:
    return [child.label for child in walk(parent) if child.kind is kind]


def many(parent: Unit, kind: Kind) -> int:
    return len(labels(parent, kind))


@pytest.mark.parametrize(
    ("number", "day", "registered"),
    [
        ("391", date(2023, 9, 18), date(2023, 9, 21)),
        ("399", date(2023, 9, 21), date(2023, 9, 25)),
        ("129", date(2026, 4, 10), date(2026, 4, 10)),
        ("113", date(2026, 4, 1), date(2026, 4, 2)),
        ("230", date(2025, 7, 30), date(2025, 8, 4)),
    ],
)
def test_requisites(number: str, day: date, registered: date) -> None:
    found = act(number)
    assert (found.id, found.citation.number, found.citation.date, found.registered) == (
        IDS[number],
        number,
        day,
        registered,
    )
    assert found.citation.body.startswith("Қазақстан Республикасы Еңбек және халықты әлеуметтік қорғау министрі")
    assert found.taken == date(2026, 5, 1)


@pytest.mark.parametrize("number", IDS)
def test_findings_are_warnings_with_a_place(number: str) -> None:
    for finding in both(number)[1]:
        assert finding.severity is Severity.WARNING
        assert finding.act == IDS[number]
        assert finding.span is not None


@pytest.mark.parametrize(
    ("number", "codes"),
    [("391", set()), ("399", set()), ("129", set()), ("230", set()), ("113", {"clause.quotation-shared-mark"})],
)
def test_what_is_odd_in_their_structure(number: str, codes: set[str]) -> None:
    assert {finding.code for finding in both(number)[1] if finding.code.startswith("clause.")} == codes


@pytest.mark.parametrize(
    ("number", "scopes"),
    [
        ("391", ["", "қағидалар"]),
        ("399", ["", "қағидалар"]),
        ("129", ["", "тізбе"]),
        ("113", ["", "тізбе"]),
    ],
)
def test_scopes(number: str, scopes: list[str]) -> None:
    assert [scope.name for scope in act(number).root.children] == scopes


def test_points_of_391_by_chapter() -> None:
    order, rules = act("391").root.children
    assert labels(order, Kind.POINT) == ["1", "2", "3", "4"]
    chapters = [child for child in rules.children if child.kind is Kind.CHAPTER]
    assert [labels(chapter, Kind.POINT) for chapter in chapters] == [
        [str(n) for n in range(1, 6)],
        [str(n) for n in range(6, 12)],
        [str(n) for n in range(12, 18)],
        [str(n) for n in range(18, 23)],
    ]
    assert labels(unit("391", "Қағидалардың 2-тармағы"), Kind.SUBPOINT) == [str(n) for n in range(1, 13)]
    assert len(unit("391", "Қағидалардың 4-тармағы").children) == 5


def test_point_3_of_391_has_three_parts_and_its_numbers_begin_again() -> None:
    parts = unit("391", "Қағидалардың 3-тармағы").children
    assert [labels(part, Kind.SUBPOINT) for part in parts] == [["1", "2"], ["1", "2", "3", "4", "5"], []]
    assert text(parts[2]) == "Келушілерге цифрлық платформада тіркелмеген жеке және заңды тұлғалар жатады."


def test_subpoint_5_of_point_7_of_391_has_three_indents() -> None:
    subpoint = unit("391", "Қағидалардың 7-тармағының 5) тармақшасы")
    assert many(subpoint, Kind.INDENT) == 3
    assert labels(unit("391", "Қағидалардың 7-тармағы"), Kind.SUBPOINT) == ["1", "2", "3", "4", "5"]


def test_the_corners_of_391() -> None:
    assert text(unit("391", "Қағидалардың жоғарғы оң жақ бұрышы")) == (
        "Қазақстан Республикасы Еңбек және халықты әлеуметтік қорғау министрі 2023 жылғы 18 қыркүйектегі "
        "№ 391 /бұйрығына қосымша"
    )
    assert text(unit("391", "Қағидаларға қосымшаның жоғарғы оң жақ бұрышы")).endswith("өңдеу қағидаларына қосымша")
    assert text(unit("391", "Қағидаларға қосымшаның тақырыбы")).endswith("пайдаланушының өтінімі")


@pytest.mark.parametrize(("number", "blocks"), [("391", 18), ("399", 20), ("129", 1), ("113", 1), ("230", 0)])
def test_agreement_blocks(number: str, blocks: int) -> None:
    found = [child for child in act(number).root.children[0].children if child.kind is Kind.AGREEMENT]
    assert len(found) == blocks
    assert all(text(block).count("КЕЛІСІЛДІ") == 1 for block in found)


@pytest.mark.parametrize(
    ("number", "signatory"),
    [("391", "С. Жакупова"), ("399", "С. Жакупова"), ("129", "А. Ертаев"), ("113", "А. Ертаев"), ("230", "А. Ертаев")],
)
def test_signatures(number: str, signatory: str) -> None:
    (signature,) = (child for child in act(number).root.children[0].children if child.kind is Kind.SIGNATURE)
    words = text(signature)
    assert words.startswith("Қазақстан Республикасы")
    assert words.endswith(signatory)


def test_point_8_1_of_399_stands_between_8_and_9() -> None:
    rules = act("399").root.children[1]
    assert labels(rules, Kind.POINT) == ["1", "2", "3", "4", "5", "6", "7", "8", "8-1", "9", "10", "11", "12"]
    assert labels(unit("399", "Қағидалардың 2-тармағы"), Kind.SUBPOINT) == [str(n) for n in range(1, 16)]
    assert [len(unit("399", f"Қағидалардың {n}-тармағы").children) for n in ("6", "8", "8-1", "9")] == [2, 1, 1, 2]


def test_the_table_of_399() -> None:
    appendix = unit("399", "Қағидаларға қосымша")
    (table,) = (child for child in appendix.children if child.kind is Kind.TABLE)
    assert {len(row.children) for row in table.children} >= {8}
    assert [row.label for row in table.children if row.label] == ["1", "2", "3", "1", "2", "3"]


@pytest.mark.parametrize(
    ("number", "scope", "indents"),
    [("129", 1, [9, 8, 18, 26, 8, 12]), ("113", 1, [9, 24, 7]), ("230", 0, [30, 4, 1, 1])],
)
def test_every_paragraph_of_an_item_counts_as_an_indent(number: str, scope: int, indents: list[int]) -> None:
    points = [child for child in walk(act(number).root.children[scope]) if child.kind is Kind.POINT]
    assert [many(point, Kind.INDENT) for point in points] == indents
    assert all(len(point.children) == 1 for point in points)


@pytest.mark.parametrize(
    ("label", "first", "second"),
    [
        ("1", "№ 113 Тізбеге 1-қосымша", "Ақталған адамға куәлік беру қағидаларына 1-қосымша"),
        ("2", "№ 113 Тізбеге 2-қосымша", "Ақталған адамға куәлік беру қағидаларына 2-қосымша"),
        ("3", "№ 113 Тізбеге 3-қосымша", "Ақталған адамға куәлік беру қағидаларына 3-қосымша"),
        ("4", "№ 113 Тізбеге 4-қосымша", "өтемақы төлеу қағидаларына 1-қосымша"),
    ],
)
def test_new_appendices_of_113_have_two_corners(label: str, first: str, second: str) -> None:
    corners = [
        text_of(child.runs) for child in unit("113", f"Тізбеге {label}-қосымша").children if child.kind is Kind.CORNER
    ]
    assert len(corners) == 2
    assert corners[0].endswith(first)
    assert corners[1].endswith(second)


def test_the_forms_of_113_have_titles() -> None:
    titles = [text(unit("113", f"Тізбеге {n}-қосымшаның тақырыбы")) for n in "1234"]
    assert titles == [
        "Ақталған адамның куәлігін (телнұсқасын) беру туралы өтініш",
        '"Ақталған адамға куәлік беру" мемлекеттік қызмет көрсетуге қойылатын негізгі талаптар тізбесі',
        "Құжаттарды қабылдаудан бас тарту туралы қолхат",
        "Өтiнiш",
    ]
    assert [many(unit("113", f"Тізбеге {n}-қосымша"), Kind.ROW) for n in "1234"] == [0, 12, 0, 0]


def test_the_appendix_of_230_keeps_its_lost_corner_and_that_of_the_rules() -> None:
    appendix = act("230").root.children[1]
    corners = [text_of(child.runs) for child in appendix.children if child.kind is Kind.CORNER]
    assert corners[0] == "қосымша"
    assert corners[1].startswith("Кәсіптік біліктілікті тануға арналған")
    assert corners[1].endswith("қағидаларына 2-қосымша")
    assert text(appendix).endswith("әртүрлі болған жағдайда толтырылады.")
    assert "Ескерту:" in [text_of(leaf.runs) for leaf in walk(appendix)]


def test_the_twelve_announcements_of_391() -> None:
    notes = act("391").notes
    events = [event for note in notes for event in note.events]
    assert [render(event.address) for event in events if event.address] == [
        "бұйрықтың тақырыбы",
        "бұйрықтың 1-тармағы",
        "Қағидалардың тақырыбы",
        "Қағидалардың 1-тармағы",
        "Қағидалардың 7-тармағының 3) тармақшасы",
        "Қағидалардың 11-тармағы",
        "Қағидалардың 3-тарауының тақырыбы",
        "Қағидалардың 13-тармағының 4) тармақшасы",
        "Қағидалардың 14-тармағының 5) тармақшасы",
        "Қағидалардың 17-тармағы",
        "Қағидалардың 19-тармағы",
        "Қағидаларға қосымшаның жоғарғы оң жақ бұрышы",
    ]
    assert Counter(event.kind for event in events) == {NoteKind.ANNOUNCED: 12}
    assert {event.by.number for event in events if event.by} == {"129"}
    assert {event.commencement.date for event in events if event.commencement} == {date(2026, 7, 12)}
    assert [note.before for note in notes] == [False] + [True] * 11
    assert all(text_of(note.runs).startswith("ЗҚАИ-ның ескертпесі!\n") for note in notes)


def test_the_remarks_of_399() -> None:
    told = [
        (event.kind, render(event.address), event.by.number)
        for note in act("399").notes
        for event in note.events
        if event.address and event.by
    ]
    assert told == [
        (NoteKind.REDACTION, "Қағидалардың 6-тармағы", "22"),
        (NoteKind.REDACTION, "Қағидалардың 8-тармағы", "22"),
        (NoteKind.INSERTED, "Қағидалардың 8-1-тармағы", "99"),
        (NoteKind.REDACTION, "Қағидаларға қосымша", "22"),
    ]
    assert not any(note.before for note in act("399").notes)
