"""Timelines: order of application, delays, notes as evidence, what a failed instruction changes."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from nqs_docs.amendments.operation import Delay, Operation, Verb
from nqs_docs.clauses.act import Citation, Commencement, CommencementRule, Kind, Note, NoteEvent, NoteKind, State, Unit
from nqs_docs.clauses.address import parse
from nqs_docs.clauses.address_locate import locate, unit_at
from nqs_docs.editions.edition import Status
from nqs_docs.editions.library import Library, compile_acts

from .building import BASE, BODY, DAY, ORDER, Source, act, base, lines, new, on, operation, order

BEFORE = date(2026, 7, 11)
RULES = "Қағидалардың "


def library(
    *operations: Operation, notes: tuple[Note, ...] = (), root: Unit | None = None, **orders: object
) -> Library:
    acts = {BASE: act(root, notes=notes)}
    given: dict[str, tuple[Operation, ...]] = {}
    for op in operations:
        number, signed = ("129", date(2026, 4, 10)) if op.source == ORDER else ("113", date(2026, 4, 1))
        acts[op.source] = order(number, signed, op.source)
        given[op.source] = (*given.get(op.source, ()), op)
    return compile_acts(acts, given)


def at(lib: Library, day: date, address: str) -> Unit | None:
    root = lib.edition(BASE, day).root
    paths = locate(root, parse(RULES + address))
    return unit_at(root, paths[0]) if paths else None


def said(lib: Library, day: date, address: str) -> list[str]:
    unit = at(lib, day, address)
    return lines(unit) if unit else []


def note(kind: NoteKind, address: str, number: str, signed: date, *, before: bool = False, start: int = 900) -> Note:
    place = parse(RULES + address)
    by = Citation(number, signed, "", BODY)
    rule = Commencement(CommencementRule.PUBLICATION, None, 11, "күнтізбелік он күн өткен соң қолданысқа енгізіледі")
    leaf = Source(BASE).leaf(Kind.INDENT, f"Ескерту. {address} … № {number} бұйрығымен.")
    return Note(leaf.runs, (NoteEvent(kind, place, by, rule),), place, before)


def test_the_new_wording_begins_on_its_day_and_not_before() -> None:
    lib = library(operation(Verb.REPLACE, RULES + "4-тармағы", new().point("4", "4. Жаңа.")))
    assert said(lib, BEFORE, "4-тармағы")[0].startswith("4. Бірінші бөлік.")
    assert said(lib, DAY, "4-тармағы") == ["4. Жаңа."]


def test_two_orders_on_one_day_are_applied_by_their_dates_and_both_named() -> None:
    other = "V2600038286"
    lib = library(
        operation(Verb.REPLACE, RULES + "4-тармағы", new().point("4", "4. Кейінгі бұйрық.")),
        operation(Verb.REPLACE, RULES + "4-тармағы", new(other).point("4", "4. Бұрынғы бұйрық."), key=other),
    )
    assert said(lib, DAY, "4-тармағы") == ["4. Кейінгі бұйрық."]
    (finding,) = [f for f in lib.findings(BASE) if f.code == "edition.same-day"]
    assert {"113", "129"} <= {value for _, value in finding.params}


def test_a_failed_instruction_changes_nothing_and_is_named_by_every_edition_after_its_day() -> None:
    lib = library(operation(Verb.REPLACE, RULES + "44-тармағы", new().point("44", "44. Жоқ.")))
    assert lib.edition(BASE, DAY).root == lib.edition(BASE, BEFORE).root
    assert [o.operation.position for o in lib.edition(BASE, DAY).failures] == [1]
    assert lib.edition(BASE, BEFORE).failures == ()
    assert lib.outcomes(ORDER)[0].status is Status.UNRESOLVED


def test_an_unreadable_commencement_is_never_in_force() -> None:
    never = Commencement(CommencementRule.UNREADABLE)
    lib = library(operation(Verb.REPLACE, RULES + "4-тармағы", new().point("4", "4. Жаңа."), commencement=never))
    assert said(lib, date(2030, 1, 1), "4-тармағы")[0].startswith("4. Бірінші")
    assert lib.edition(BASE, date(2030, 1, 1)).failures[0].reason == "edition.commencement-unreadable"


def test_a_delayed_indent_is_a_line_until_its_day() -> None:
    unit = new().point("4", "4. Бірінші.", "Екінші, кейінірек.")
    publication = Commencement(CommencementRule.PUBLICATION, None, 11)
    op = operation(Verb.REPLACE, RULES + "4-тармағы", unit, commencement=publication, delays=(Delay(0, 1, on(DAY)),))
    lib = library(op)
    early = date(2026, 4, 21)  # registered 10.04.2026 + 11
    assert said(lib, date(2026, 4, 20), "4-тармағы")[0].startswith("4. Бірінші бөлік.")
    assert said(lib, early, "4-тармағы") == ["4. Бірінші."]
    second = at(lib, early, "4-тармағының екінші бөлігі")
    assert second is not None and second.children[0].state is State.DELAYED
    assert said(lib, DAY, "4-тармағы") == ["4. Бірінші.", "Екінші, кейінірек."]


def test_suspension_ends_on_its_day() -> None:
    op = operation(Verb.SUSPEND, RULES + "5-тармағы", until=on(date(2027, 1, 1)))
    lib = library(op)
    unit = at(lib, DAY, "5-тармағы")
    assert unit is not None and unit.state is State.SUSPENDED
    after = at(lib, date(2027, 1, 1), "5-тармағы")
    assert after is not None and after.state is State.HELD and lines(after)


def test_a_redaction_note_takes_the_earlier_wording_away() -> None:
    lib = library(notes=(note(NoteKind.REDACTION, "4-тармағы", "22", date(2025, 1, 27)),))
    before, after = at(lib, date(2025, 2, 6), "4-тармағы"), at(lib, date(2025, 2, 7), "4-тармағы")
    assert before is not None and before.state is State.NOT_HELD
    assert after is not None and lines(after)


def test_an_insertion_note_takes_the_unit_away() -> None:
    lib = library(notes=(note(NoteKind.INSERTED, "4-тармағы", "99", date(2024, 4, 8)),))
    assert at(lib, date(2024, 4, 18), "4-тармағы") is None
    assert said(lib, date(2024, 4, 19), "4-тармағы")[0].startswith("4. ")


def test_notes_inside_notes_are_undone_in_order_of_time() -> None:
    notes = (
        note(NoteKind.REDACTION, "3-тармағы", "6", date(2024, 1, 18)),
        note(NoteKind.REDACTION, "3-тармағының екінші бөлігі", "22", date(2025, 1, 27), start=950),
    )
    lib = library(notes=notes)
    first, middle = at(lib, date(2024, 1, 1), "3-тармағы"), at(lib, date(2024, 6, 1), "3-тармағы")
    assert first is not None and first.state is State.NOT_HELD
    assert middle is not None and [part.state for part in middle.children] == [State.HELD, State.NOT_HELD]
    assert said(lib, date(2025, 6, 1), "3-тармағы") == lines(
        unit_at(base(), locate(base(), parse(RULES + "3-тармағы"))[0])
    )


def test_an_announced_change_is_not_held_unless_its_order_is() -> None:
    by = Citation("129", date(2026, 4, 10), "", BODY)
    place = parse(RULES + "4-тармағы")
    announced = Note(Source(BASE).leaf(Kind.INDENT, "ЗҚАИ-ның ескертпесі!").runs,
                     (NoteEvent(NoteKind.ANNOUNCED, place, by, on(DAY)),), place, True)  # fmt: skip
    alone = library(notes=(announced,))
    unit = at(alone, DAY, "4-тармағы")
    assert unit is not None and unit.state is State.NOT_HELD
    assert said(alone, BEFORE, "4-тармағы")[0].startswith("4. Бірінші")
    held = library(operation(Verb.REPLACE, RULES + "4-тармағы", new().point("4", "4. Жаңа.")), notes=(announced,))
    assert said(held, DAY, "4-тармағы") == ["4. Жаңа."]


def test_history_names_each_wording_with_its_cause() -> None:
    lib = library(operation(Verb.REPLACE, RULES + "4-тармағы", new().point("4", "4. Жаңа.")))
    old, fresh = lib.history(BASE, parse(RULES + "4-тармағы"))
    assert (old.since, old.until) == (date(2023, 9, 22), DAY)
    assert fresh.since == DAY and fresh.cause is not None and fresh.cause.by.number == "129"


def test_an_order_inside_a_unit_that_another_restates_on_the_same_day_is_named() -> None:
    other = "V2600038286"
    lib = library(
        operation(Verb.REPLACE, RULES + "4-тармағы", new().point("4", "4. Кейінгі.", "Бөлік.")),
        operation(Verb.REPLACE, RULES + "4-тармағының екінші бөлігі", new(other).part("Бұрынғы."), key=other),
    )
    assert said(lib, DAY, "4-тармағы") == ["4. Кейінгі.", "Бөлік."]
    assert [f.unit for f in lib.findings(BASE) if f.code == "edition.same-day"] == ["Қағидалардың 4-тармағы"]


def test_an_act_without_a_registry_id_that_is_not_there_is_not_held() -> None:
    law = Citation(number="480-V", date=date(2016, 4, 6), title="Құқықтық актілер туралы", kind="заң")
    op = replace(operation(Verb.DELETE, RULES + "4-тармағы"), target=law, target_id="")
    outcome = library(op).outcomes(ORDER)[0]
    assert (outcome.status, outcome.reason) == (Status.BASE_NOT_HELD, "edition.target-not-held")
    assert ("target", "Құқықтық актілер туралы") in outcome.params
