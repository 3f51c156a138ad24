"""Addresses at the head of an instruction: lists, ranges, scopes, what is left."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nqs_docs.clauses.address import eid
from nqs_docs.clauses.address_parse import parse_list, parse_prefix, tokenize

# text | addresses | grammatical form | what follows
GOLDEN = """
7-тармақтың 3) тармақшасы мынадай редакцияда жазылсын | para_7__point_3 | nom poss | мынадай
3, 4 және 5-тармақтар мынадай редакцияда | para_3 para_4 para_5 | nom plural | мынадай
3, 4 жəне 5-тармақтармен толықтырылсын | para_3 para_4 para_5 | instr plural | толықтырылсын
3-, 4- және 5-тармақтар алып тасталсын | para_3 para_4 para_5 | nom plural | алып
9 және 9-1-тармақтар мынадай | para_9 para_9-1 | nom plural | мынадай
2-тармақтың 11) және 12) тармақшалары мынадай | para_2__point_11 para_2__point_12 | nom plural poss | мынадай
4), 7) және 8) тармақшалар алып | point_4 point_7 point_8 | nom plural | алып
13), 14), 15) тармақшалармен толықтырылсын | point_13 point_14 point_15 | instr plural | толықтырылсын
8-тармақтың екінші және үшінші бөліктері мынадай | para_8__al_2 para_8__al_3 | nom plural poss | мынадай
1 және 2-тармақтардағы "X" деген | para_1 para_2 | loc plural attr | "
2 және 3-тармақтардың екінші бөліктері алып | para_2__al_2 para_3__al_2 | nom plural poss | алып
2 - 5-тармақтар алып | para_2 para_3 para_4 para_5 | nom plural range | алып
2–5-тармақтар алып | para_2 para_3 para_4 para_5 | nom plural range | алып
2-5-тармақтар алып | para_2 para_3 para_4 para_5 | nom plural range | алып
2) - 4) тармақшалары алып | point_2 point_3 point_4 | nom plural poss range | алып
9-1 – 9-3-тармақтар алып | para_9-1 para_9-2 para_9-3 | nom plural range | алып
екінші - төртінші абзацтарын | indent_2 indent_3 indent_4 | acc plural poss range |
1, 3–5-тармақтар алып | para_1 para_3 para_4 para_5 | nom plural range | алып
1, 2-5-тармақтар алып | para_1 para_2-5 | nom plural doubt | алып
1-1 және 1-2-тармақтар алып | para_1-1 para_1-2 | nom plural | алып
2-1-тармақ алып | para_2-1 | nom | алып
2–1-тармақ алып | para_2-1 | nom | алып
9 -1-тармақпен толықтырылсын | para_9-1 | instr | толықтырылсын
3-тармақ 4-тармақпен | para_3 | nom | 4
5-тармақ мынадай мазмұндағы екінші бөлікпен | para_5 | nom | мынадай
8-тармақ екінші бөлікпен толықтырылсын | para_8__al_2 | instr | толықтырылсын
Қағидалар 8-1-тармақпен толықтырылды | doc-qaghidalar__para_8-1 | instr | толықтырылды
2-тармаққа өзгерістер енгізілді | para_2 | dat | өзгерістер
көрсетілген Қағидаларға 2-қосымша осы бұйрыққа қосымшаға сәйкес | doc-qaghidalar__app_2 | nom | осы
осы бұйрыққа 2-қосымшаға сәйкес жаңа | ord__app_2 | dat | сәйкес
осы тізбеге 1-қосымшаға сәйкес | doc-tiizbe__app_1 | dat | сәйкес
көрсетілген Қағидалардың 1-қосымшасы осы | doc-qaghidalar__app_1 | nom poss | осы
реттік нөмірі 3-1-жолмен толықтырылсын | row_3-1 | instr | толықтырылсын
реттік нөмірлері 3, 4 және 5-жолдар алып | row_3 row_4 row_5 | nom plural | алып
оң жақ жоғарғы бұрышы мынадай | corner | nom poss | мынадай
56-баптың 1-тармағында: | art_56__para_1 | loc poss | :
Екінші бөлігінің бірінші сөйлемі алып | al_2__sent_1 | nom poss | алып
VI бөлімнің тақырыбы мынадай | sec_VI__heading | nom poss | мынадай
3-тараудың  тақырыбы мынадай | chp_3__heading | nom poss | мынадай
есепте "(бар болған | doc-esep | loc | "
""".strip().splitlines()


@pytest.mark.parametrize("row", GOLDEN, ids=lambda row: row.split("|")[0].strip())
def test_the_head_of_an_instruction(row: str) -> None:
    text, units, grammar, rest = (part.strip() for part in row.split(" |"))
    tokens = tokenize(text)
    phrase = parse_prefix(tokens)
    assert phrase is not None
    assert [eid(address) for address in phrase.addresses] == units.split()
    words = [phrase.case]
    flags = {"plural": phrase.plural, "poss": phrase.possessive, "attr": phrase.attributive}
    flags |= {"range": phrase.ranged, "doubt": phrase.doubtful}
    words += [word for word, there in flags.items() if there]
    assert words == grammar.split()
    assert (tokens[phrase.used].text if phrase.used < len(tokens) else "") == rest


@pytest.mark.parametrize("text", ["мына заң", "", '"X" деген сөз', "5 күн ішінде", "екінші тоқсан", "5 - 2-тармақтар",
                                  "екінші - үшінші абзац", "бірінші және"])  # fmt: skip
def test_what_is_no_address(text: str) -> None:
    assert parse_prefix(tokenize(text)) is None


@pytest.mark.parametrize(
    ("text", "units"),
    [
        (
            "1-тармақтың бесінші және алтыншы абзацтарын, 2-тармақтың он төртінші абзацын және 3-тармақтың "
            "1) тармақшасын қоспағанда",
            "para_1__indent_5 para_1__indent_6 para_2__indent_14 para_3__point_1",
        ),
        ("5-тармақтың 2) тармақшасы мен үшінші бөлігі алып", "para_5__point_2 para_5__al_3"),
        (
            "Қағидалардың 1-тармағының екінші бөлігі және 3-тармақ",
            "doc-qaghidalar__para_1__al_2 doc-qaghidalar__para_3",
        ),
        ("Қағидалардың 3-тармағы мен 5-тармағы", "doc-qaghidalar__para_3 doc-qaghidalar__para_5"),
        ("тақырыбы мен кіріспесі мынадай", "heading preamble"),
        ("бұйрықтың 1-тармағы және Қағидалардың 2-тармағы", "ord__para_1 doc-qaghidalar__para_2"),
        ("2-тармақ және мынадай", "para_2"),
    ],
)
def test_several_addresses(text: str, units: str) -> None:
    phrases, used = parse_list(tokenize(text))
    assert [eid(address) for phrase in phrases for address in phrase.addresses] == units.split()
    assert used == sum(phrase.used for phrase in phrases) + len(phrases) - 1 or "," in text


def test_offsets_are_those_of_the_text() -> None:
    text = "Қағидалардың\u00a0 9–1-тармағы"
    tokens = tokenize(text)
    assert [text[token.start : token.end] for token in tokens] == ["Қағидалардың", "9–1", "-", "тармағы"]
    assert [token.text for token in tokens] == ["қағидалардың", "9-1", "-", "тармағы"]


@given(st.text(st.sampled_from('378-1) ,абзацтармақтыңекіншіжәнеVIбұйрыққағидалардың –\u00a0№\n"²٠')))
def test_no_text_breaks_the_reader(text: str) -> None:
    tokens = tokenize(text)
    assert "".join(text.split()) == "".join("".join(text[token.start : token.end].split()) for token in tokens)
    for at in range(len(tokens) + 1):
        phrase = parse_prefix(tokens, at)
        assert phrase is None or (0 < phrase.used <= len(tokens) - at and phrase.addresses)
