"""Akoma Ntoso editions: valid in strict mode, sound beyond the schema, and nothing lost."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from nqs_docs.clauses.act import Address, Kind, State, Step, Unit
from nqs_docs.clauses.address import from_eid, locate
from nqs_docs.editions.edition import EditorialNote
from nqs_docs.editions.library import Library
from nqs_docs.language.agencies import AGENCIES, RUSSIAN_AGENCIES, agency
from nqs_docs.publish import write
from nqs_docs.publish.akn_model import NAMESPACE
from nqs_docs.publish.document import document
from nqs_docs.store.corpus import open_corpus
from tests.golden import play, sections
from tests.program import run
from tests.publish import akn_check
from tests.publish.acts import DELETED, NOT_HELD, RULES, act, cause, edition, leaf, order, part, point, row, rules
from tests.publish.akoma import sound
from tests.publish.test_writers import sample

ROOT = Path(__file__).parents[2]
CASES = sorted((ROOT / "tests" / "cases").glob("*/good/*.md"))


@pytest.fixture(scope="module")
def library() -> Library:
    return open_corpus(ROOT / "corpus").library()


@pytest.fixture(scope="module")
def files(library: Library) -> dict[str, etree._Element]:
    """Every act as it stands on one day."""
    day = date(2026, 7, 12)
    return {act_id: sound(document(library.edition(act_id, day), notes=True)) for act_id in library.act_ids()}


def found(root: etree._Element, path: str) -> list[etree._Element]:
    """Elements by a path of names: "body//paragraph"."""
    steps = "/".join(f"{{{NAMESPACE}}}{step}" if step not in ("", ".", "*") else step for step in path.split("/"))
    return root.findall(f".//{steps}")


def attributes(root: etree._Element, path: str, name: str) -> list[str | None]:
    return [element.get(name) for element in found(root, path)]


# --- every edition there is -----------------------------------------------------------


def test_every_edition_of_the_corpus_is_sound(library: Library) -> None:
    for act_id in library.act_ids():
        for day in {*library.dates(act_id), date(2026, 7, 11), date(2026, 7, 12)}:
            sound(document(library.edition(act_id, day), notes=True))
        sound(document(library.edition(act_id, date(2026, 7, 12)), notes=False))


@pytest.mark.slow
@pytest.mark.parametrize("file", CASES, ids=lambda f: f"{f.parent.parent.name}/{f.stem}")
def test_every_edition_of_the_golden_cases_is_sound(file: Path, tmp_path: Path) -> None:
    head, parts = sections(file.read_text(encoding="utf-8"))
    acts = [f"## {part.title}\n{part.body}" for part in parts if part.name in ("Act", "Order")]
    play(head + "".join(acts), tmp_path)
    if not (tmp_path / "corpus").exists():
        return
    library = open_corpus(tmp_path / "corpus").library()
    for act_id in library.act_ids():
        for day in library.dates(act_id):
            sound(document(library.edition(act_id, day), notes=True))


def test_consolidate_writes_a_file_that_ends_in_xml(tmp_path: Path) -> None:
    ran = run(ROOT, ["consolidate", "391", "--on", "2026-07-12", "--format", "akn", "-o", str(tmp_path)])
    assert (ran.status, [file.name for file in tmp_path.iterdir()]) == (0, ["V2300033449_2026-07-12.akn.xml"])
    assert ran.out == f"{tmp_path / 'V2300033449_2026-07-12.akn.xml'}\n"


# --- names and dates --------------------------------------------------------------------


def test_an_act_has_the_name_by_which_others_cite_it(library: Library) -> None:
    root = sound(document(library.edition("V2300033449", date(2026, 7, 12)), notes=True))
    work, expression = "/akn/kz/act/order/enbek/2023-09-18/391", "/akn/kz/act/order/enbek/2023-09-18/391/kaz@2026-07-12"
    assert attributes(root, "FRBRWork/FRBRuri", "value")[0] == work
    assert attributes(root, "FRBRExpression/FRBRuri", "value")[0] == expression
    assert attributes(root, "FRBRWork/FRBRalias", "value") == ["V2300033449"]
    dates = [(e.get("name"), e.get("date")) for e in found(root, "act/meta/identification/FRBRWork/FRBRdate")]
    assert dates == [("signed", "2023-09-18"), ("registered", "2023-09-21"), ("inForce", "2023-09-22")]
    assert attributes(root, "act/meta/identification/FRBRManifestation/FRBRdate", "date") == ["2026-07-12"]
    components = attributes(root, "attachment/doc/meta/identification/FRBRWork/FRBRthis", "value")
    assert components == [f"{work}/!doc-qaghidalar", f"{work}/!doc-qaghidalar__app"]
    cited = sound(document(library.edition("V2600038395", date(2026, 7, 12)), notes=True))
    assert work in attributes(cited, "activeRef", "href")


def test_a_body_has_a_short_name_or_its_own_in_latin_letters() -> None:
    assert agency("Қазақстан Республикасы Еңбек және халықты әлеуметтік қорғау министрі") == "enbek"
    assert agency("Қазақстан Республикасы Қаржы министрінің міндетін атқарушы") == "minfin"
    assert agency("ҚР Қаржы министрінің м.а.") == "minfin"
    assert (
        agency("Қазақстан Республикасы Премьер-Министрінің орынбасары – Қазақстан Республикасының Қаржы министрі")
        == "minfin"
    )
    assert agency("Қазақстан Республикасының Ғарыш министрі") == "gharysh"
    assert agency("Қазақстан Республикасы Ұлттық Банкі Басқармасы") == "ulttyq-bankii-basqarmasy"
    assert agency("") == ""
    assert all(name.isascii() for name in AGENCIES.values())
    assert len(set(AGENCIES.values())) == len(AGENCIES)
    assert list(RUSSIAN_AGENCIES.values()) == list(AGENCIES.values())
    assert agency("Министра труда и социальной защиты населения Республики Казахстан") == "enbek"
    assert agency("и.о. Министра финансов РК") == "minfin"


def test_events_and_periods_tell_an_estimate(library: Library) -> None:
    root = sound(document(library.edition("V2200026976", date(2026, 7, 12)), notes=True))
    events = [(e.get("date"), e.get("type"), e.get("refersTo")) for e in found(root, "eventRef")]
    assert ("2026-04-13", "amendment", "#inForceEstimated") in events
    assert ("2026-07-12", "amendment", "#inForce") in events
    assert {"inForce", "inForceEstimated"} <= set(attributes(root, "TLCConcept", "eId"))


# --- modifications ------------------------------------------------------------------------


def test_an_edition_says_which_instruction_changed_which_unit(library: Library) -> None:
    root = sound(document(library.edition("V2300033449", date(2026, 7, 12)), notes=True))
    changed = {
        mod.find("{*}destination").get("href"): (mod.get("type"), mod.find("{*}source").get("href"))  # type: ignore[union-attr]
        for mod in found(root, "passiveModifications/textualMod")
    }
    assert changed["#doc-qaghidalar__para_11"] == ("substitution", "/akn/kz/act/order/enbek/2026-04-10/129#mod_21")
    assert len(changed) == 12
    restated = found(root, "paragraph")[
        [e.get("eId") for e in found(root, "paragraph")].index("doc-qaghidalar__para_11")
    ]
    assert restated.get("period") == attributes(root, "passiveModifications/textualMod/force", "period")[0]


def test_the_source_of_a_change_is_an_instruction_of_the_order(files: dict[str, etree._Element]) -> None:
    instructions = {
        f"{attributes(root, 'FRBRWork/FRBRuri', 'value')[0]}#{eid}"
        for root in files.values()
        for eid in (*attributes(root, "mod", "eId"), *attributes(root, "marker", "eId"))
    }
    sources = [href for root in files.values() for href in attributes(root, "passiveModifications/*/source", "href")]
    assert len(sources) > 50
    # What is known from a printed note alone has the act as its source.
    assert {href for href in sources if href and "#" in href} <= instructions


def test_an_amending_order_holds_the_new_text_inside_its_instruction(library: Library) -> None:
    root = sound(document(library.edition("V2600038395", date(2026, 7, 12)), notes=True))
    mods = {mod.get("eId"): mod for mod in found(root, "mod")}
    assert len(mods) == len(found(root, "quotedStructure")) > 25
    restated = mods["mod_20"]
    assert (restated.text or "").startswith("7-тармақтың 3) тармақшасы мынадай редакцияда жазылсын:")
    quoted = restated[0]
    assert (quoted.get("startQuote"), quoted.get("endQuote"), quoted.tail) == ('"', '"', ";")
    assert [child.tag.split("}")[1] for child in quoted] == ["point"]
    assert found(quoted, "num")[0].text == "3)"
    active = {mod.find("{*}source").get("href"): mod for mod in found(root, "activeModifications/textualMod")}  # type: ignore[union-attr]
    change = active["#mod_20"]
    assert attributes(change, "destination", "href") == [
        "/akn/kz/act/order/enbek/2023-09-18/391#doc-qaghidalar__para_7__point_3"
    ]
    assert attributes(change, "new", "href") == [f"#{quoted[0].get('eId')}"]
    assert len(active) == 36


def test_every_new_text_of_the_corpus_is_a_structure_or_an_appendix(
    library: Library, files: dict[str, etree._Element]
) -> None:
    for act_id in library.acts:
        changes = {mod.get("eId"): mod for mod in found(files[act_id], "activeModifications/*")}
        for outcome in library.outcomes(act_id):
            change = changes[f"active_{outcome.operation.position}"]
            assert attributes(change, "new", "href"), outcome.operation.instruction


# --- what is not there --------------------------------------------------------------------


def test_gaps_and_tombstones_have_a_status_and_their_words() -> None:
    points = (
        point("1", part(leaf("1. Бір.")), state=DELETED, cause="V2600038286#9"),
        Unit(Kind.POINT, "2", state=NOT_HELD),
        Unit(Kind.POINT, "3", (part(leaf("3. Үш.")),), gaps=True),
    )
    root = sound(document(edition(act(order(), rules(*points), gaps=True), cause()), notes=True))
    states = dict(zip(attributes(root, "paragraph", "eId"), attributes(root, "paragraph", "status"), strict=True))
    ids = [f"doc-qaghidalar__para_{number}" for number in (1, 2, 3)]
    assert [states[eid] for eid in ids] == ["removed", "unknown", "incomplete"]
    assert all(remark.get("status") == "editorial" for remark in found(root, "remark"))


def test_a_note_stands_in_meta_and_is_linked_from_its_unit() -> None:
    address = Address((RULES, Step(Kind.POINT, "1")))
    notes = (
        EditorialNote("ЗҚАИ-ның ескертпесі!\n1-тармақ …", address, before=True),
        EditorialNote("Ескерту. 1-тармақ …", address, before=False),
    )
    shown = document(edition(act(order(), rules(point("1", part(leaf("1. Бір."))))), notes=notes), notes=True)
    root = sound(shown)
    assert [[p.text for p in note] for note in found(root, "notes/note")] == [
        ["ЗҚАИ-ның ескертпесі!", "1-тармақ …"],
        ["Ескерту. 1-тармақ …"],
    ]
    assert attributes(found(root, "paragraph")[0], "intro/p/noteRef", "href") == ["#note_1"]
    assert attributes(found(root, "paragraph")[0], "wrapUp/p/noteRef", "href") == ["#note_2"]


def test_words_that_another_order_brought_into_a_paragraph_bear_its_period() -> None:
    brought = cause()
    mixed = leaf("1. Бір ")
    mixed = Unit(Kind.INDENT, runs=(*mixed.runs, *leaf("екі", cause=brought.key).runs))
    root = sound(document(edition(act(order(), rules(point("1", part(mixed)))), brought)))
    span = found(root, "paragraph//span")[0]
    assert (span.text, span.get("period")) == ("екі", "#period_3")


def test_titles_and_signatures_are_named() -> None:
    signature = Unit(Kind.SIGNATURE, children=(leaf("Министр"), leaf("А. Ертаев")))
    root = sound(document(edition(act(order(point("1", part(leaf("1. Бір."))), signature), rules()))))
    assert [e.text for e in found(root, "docTitle")] == [
        "Қағидаларды бекіту туралы",
        "Ақталған адамға куәлік беру қағидалары",
    ]
    assert [e.text for e in found(root, "conclusions/container/p/signature")] == ["Министр", "А. Ертаев"]


def test_a_sign_that_no_xml_can_hold_is_replaced() -> None:
    data = write(document(edition(act(order(point("1", part(leaf("1. Бір\x0bекі"))))))), "akn")
    assert "Бір\ufffdекі" in data.decode()


def test_units_with_one_number_keep_apart() -> None:
    twice = rules(point("1", part(leaf("1. Бір."))), point("1", part(leaf("1. Тағы бір."))))
    root = sound(document(edition(act(order(), twice))))
    assert attributes(root, "paragraph", "eId") == ["doc-qaghidalar__para_1", "doc-qaghidalar__para_1__copy_2"]


def test_one_unit_is_a_portion_of_its_edition() -> None:
    data = write(document(sample(), (1, 2, 1)), "akn")
    root = etree.fromstring(data)
    assert attributes(root, "portion", "includedIn") == ["/akn/kz/act/order/enbek-2/kaz@2026-07-12"] or found(
        root, "portion"
    )
    assert attributes(root, "portionBody/paragraph", "eId") == ["doc-qaghidalar__para_1"]


# --- any tree -------------------------------------------------------------------------------

SIGNS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12).map(
    lambda text: "".join(sign if sign.isprintable() else "ә" for sign in " ".join(text.split())) or "ә"
)
PLAIN = st.sampled_from(["1. Бір.", "2) екі;", "«үш» <b>", "&amp; 4", "ә", "9-1", "_ _ _"])  # quicker to draw
WORDS = PLAIN | PLAIN | PLAIN | SIGNS
LEAF = st.builds(leaf, WORDS)
TABLE = st.lists(st.lists(WORDS, min_size=1, max_size=3), min_size=1, max_size=3).map(
    lambda rows: Unit(Kind.TABLE, children=tuple(row(*cells) for cells in rows))
)
STATES = st.sampled_from(
    [State.HELD, State.HELD, State.HELD, State.NOT_HELD, State.DELETED, State.SUSPENDED, State.DELAYED]
)
PARTS = st.lists(
    st.builds(
        lambda children, state, gaps: Unit(Kind.PART, children=tuple(children), state=state, gaps=gaps),
        st.lists(LEAF | TABLE, min_size=1, max_size=3),
        STATES,
        st.booleans(),
    ),
    min_size=1,
    max_size=3,
).map(tuple)


def points(children: st.SearchStrategy[tuple[Unit, ...]], kind: Kind) -> st.SearchStrategy[tuple[Unit, ...]]:
    made = st.builds(
        lambda label, inner, state, gaps: Unit(kind, label, inner, state=state, gaps=gaps),
        st.sampled_from(["1", "2", "2-1", "9-1", "VI", "ә"]),
        children,
        STATES,
        st.booleans(),
    )
    return st.lists(made, max_size=3, unique_by=lambda unit: unit.label).map(tuple)


@given(points(PARTS, Kind.POINT), points(points(PARTS, Kind.POINT), Kind.CHAPTER), st.lists(LEAF | TABLE, max_size=3))
def test_any_tree_makes_a_sound_file(own: tuple[Unit, ...], chapters: tuple[Unit, ...], appended: list[Unit]) -> None:
    appendix = Unit(Kind.APPENDIX, children=(leaf("Қосымша", Kind.CORNER), *appended))
    signature = Unit(Kind.SIGNATURE, children=(leaf("Министр"), leaf("А. Ертаев")))
    tree = act(order(*own, signature), rules(*chapters, appendix))
    sound(document(edition(tree), notes=True))


# --- what the checks of our own find ----------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('eId="ord__heading"', 'eId="ord__heading_2"', ""),
        ('eId="ord__heading"', 'eId="ord"', "id-twice"),
        ('eId="ord__heading"', 'eId="бұйрық"', "id-letters"),
        ('href="#author"', 'href="#nobody"', "reference"),
        ('start="#event_2"', 'start="#event_9"', "reference"),
        ('href="#author"', 'href="author"', "reference"),
        ('date="2022-02-28" name="signed"', 'date="2023-02-28" name="signed"', "dates"),
        ('date="2022-02-28" source', 'date="2029-02-28" source', "dates"),
        ("!doc-qaghidalar", "!main", "name"),
    ],
)
def test_a_check_finds_what_the_schema_lets_through(old: str, new: str, code: str) -> None:
    data = write(document(sample()), "akn").decode()
    assert old in data
    codes = {code for code, _ in akn_check.check(etree.fromstring(data.replace(old, new).encode()))}
    assert codes == ({code} if code else set())


def test_every_eid_of_a_unit_is_an_address(library: Library) -> None:
    shown = document(library.edition("V2300033449", date(2026, 7, 12)), notes=True)
    for eid in attributes(sound(shown), "body//*", "eId"):
        if eid:
            assert len(locate(shown.root, from_eid(eid))) == 1, eid
