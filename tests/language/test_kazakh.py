"""Generated forms: those of the reference list, and back again."""

from collections import defaultdict

import pytest

from nqs_docs.language import kazakh
from nqs_docs.language.kazakh import CASES, DOCUMENT_WORDS, UNIT_WORDS, document_form, form, inflect, unit_form

# nom, poss, gen, poss.gen, loc, poss.loc, attributive, poss. attributive, instr, nom.pl, poss.pl
REFERENCE = """
point тармақ тармағы тармақтың тармағының тармақта тармағында тармақтағы тармағындағы тармақпен тармақтар тармақтары
subpoint тармақша тармақшасы тармақшаның тармақшасының тармақшада тармақшасында тармақшадағы тармақшасындағы тармақшамен тармақшалар тармақшалары
part бөлік бөлігі бөліктің бөлігінің бөлікте бөлігінде бөліктегі бөлігіндегі бөлікпен бөліктер бөліктері
indent абзац абзацы абзацтың абзацының абзацта абзацында абзацтағы абзацындағы абзацпен абзацтар абзацтары
article бап бабы баптың бабының бапта бабында баптағы бабындағы баппен баптар баптары
chapter тарау тарауы тараудың тарауының тарауда тарауында тараудағы тарауындағы тараумен тараулар тараулары
subchapter параграф параграфы параграфтың параграфының параграфта параграфында параграфтағы параграфындағы параграфпен параграфтар параграфтары
section бөлім бөлімі бөлімнің бөлімінің бөлімде бөлімінде бөлімдегі бөліміндегі бөліммен бөлімдер бөлімдері
appendix қосымша қосымшасы қосымшаның қосымшасының қосымшада қосымшасында қосымшадағы қосымшасындағы қосымшамен қосымшалар қосымшалары
heading тақырып тақырыбы тақырыптың тақырыбының тақырыпта тақырыбында тақырыптағы тақырыбындағы тақырыппен тақырыптар тақырыптары
preamble кіріспе кіріспесі кіріспенің кіріспесінің кіріспеде кіріспесінде кіріспедегі кіріспесіндегі кіріспемен кіріспелер кіріспелері
sentence сөйлем сөйлемі сөйлемнің сөйлемінің сөйлемде сөйлемінде сөйлемдегі сөйлеміндегі сөйлеммен сөйлемдер сөйлемдері
row жол жолы жолдың жолының жолда жолында жолдағы жолындағы жолмен жолдар жолдары
column баған бағаны бағанның бағанының бағанда бағанында бағандағы бағанындағы бағанмен бағандар бағандары
corner бұрыш бұрышы бұрыштың бұрышының бұрышта бұрышында бұрыштағы бұрышындағы бұрышпен бұрыштар бұрыштары
order бұйрық бұйрығы бұйрықтың бұйрығының бұйрықта бұйрығында бұйрықтағы бұйрығындағы бұйрықпен бұйрықтар бұйрықтары
""".strip().splitlines()  # noqa: E501


@pytest.mark.parametrize("row", REFERENCE, ids=lambda row: row.split()[0])
def test_forms_of_the_reference(row: str) -> None:
    kind, *words = row.split()
    generated = [
        form(kind),
        form(kind, possessive=True),
        form(kind, "gen"),
        form(kind, "gen", possessive=True),
        form(kind, "loc"),
        form(kind, "loc", possessive=True),
        form(kind, attributive=True),
        form(kind, attributive=True, possessive=True),
        form(kind, "instr"),
        form(kind, plural=True),
        form(kind, plural=True, possessive=True),
    ]
    assert generated == words


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("қосымшаға", ("appendix", "dat", False, False)),
        ("тармақтарда", ("point", "loc", True, False)),
        ("тармақтармен", ("point", "instr", True, False)),
        ("абзацтарын", ("indent", "acc", True, True)),
        ("бұйрығына", ("order", "dat", False, True)),
        ("бұйрығымен", ("order", "instr", False, True)),
        ("Тақырыбы", ("heading", "nom", False, True)),
        ("бөлiгiнiң", ("part", "gen", False, True)),
    ],
)
def test_a_printed_word_is_understood(word: str, expected: tuple[str, str, bool, bool]) -> None:
    found = unit_form(word)
    assert found is not None
    assert (found.kind, found.case, found.plural, found.possessive) == expected


def test_other_words_are_no_units() -> None:
    assert unit_form("мынадай") is None
    assert document_form("мынадай") is None


@pytest.mark.parametrize("kind", UNIT_WORDS)
def test_unit_forms_round_trip(kind: str) -> None:
    for case in CASES:
        for plural in (False, True):
            for possessive in (False, True):
                word = form(kind, case, plural=plural, possessive=possessive)
                assert unit_form(word) == kazakh.UnitForm(kind, case, plural, possessive)
    assert unit_form(form(kind, attributive=True)) == kazakh.UnitForm(kind, "loc", attributive=True)


def test_no_form_stands_for_two_things() -> None:
    meanings = defaultdict(set)
    for kind, stems in UNIT_WORDS.items():
        for stem in stems:
            for word, *rest in kazakh._variants(stem):
                meanings[word].add((kind, *rest))
    assert {word: seen for word, seen in meanings.items() if len(seen) > 1} == {}


@pytest.mark.parametrize("noun", DOCUMENT_WORDS)
def test_document_forms_round_trip(noun: str) -> None:
    for case in CASES:
        for possessive in (False, True):
            found = document_form(inflect(noun, case, possessive).capitalize())
            assert found is not None
            assert (found.noun, found.case, found.possessive) == (noun, case, possessive)


@pytest.mark.parametrize(
    ("word", "noun", "case", "possessive"),
    [
        ("қағидаларында", "қағидалар", "loc", True),
        ("Қағидаларға", "қағидалар", "dat", False),
        ("нысанында", "нысан", "loc", True),
        ("есепте", "есеп", "loc", False),
        ("түсіндірмесінде", "түсіндірме", "loc", True),
        ("тізбеге", "тізбе", "dat", False),
        ("өлшемшарттарының", "өлшемшарттар", "gen", True),
        ("құрамын", "құрам", "acc", True),
        ("нысандарын", "нысан", "acc", True),
    ],
)
def test_documents_as_cited(word: str, noun: str, case: str, possessive: bool) -> None:
    found = document_form(word)
    assert found is not None
    assert (found.noun, found.case, found.possessive) == (noun, case, possessive)
