"""The formulas of amending orders, as rows.

A row of ``tables/formulas.txt`` says which words stand between the address and the verb
of an instruction, and what the instruction does. A new formula is a new row there. The patterns are
matched against text that was folded and put in lower case (``language.folding``),
with all cited words blanked out by ``WORD_SIGNS``.

In patterns a space stands for any white space and ``{name}`` for a slot:

``{at}``      where: an address, read by ``amendments.phrase``; may be empty
``{units}``   what is inserted: an address of new units
``{annex}``   "осы тізбеге 1-қосымшаға сәйкес"
``{old}``     cited words in the ablative, genitive … ("«X» деген сөзден")
``{new}``     cited words in the instrumental ("«Y» деген сөздермен")
``{instead}`` cited words in the nominative ("… орнына «Y» деген сөз")
``{pairs}``   cited words, old and new in turn
``{until}``   a date

Norm: Law № 480-V, arts. 26-27; drafting rules № 464.
"""

from __future__ import annotations

from msgspec import Struct

from nqs_docs.language.tables import rows

#: The signs that cited words are blanked out with, by the case of the noun after them.
WORD_SIGNS = {"nom": "\x01", "gen": "\x02", "dat": "\x03", "acc": "\x04", "loc": "\x05", "abl": "\x06", "instr": "\x07"}
ANY_WORDS = "[\x01-\x07]"


def spaced(words: str) -> str:
    """A pattern in which every space stands for any white space."""
    return words.replace(" ", r"\s+")


class Formula(Struct, frozen=True, gc=False):
    """One way to word an instruction."""

    name: str  # in the catalogue of formulas, docs/formulas.md: "R1"
    does: str  # a value of operation.Verb, or "" where nothing can be applied
    verb: str  # a key of VERBS
    words: str  # pattern of everything before the verb
    quoted: bool = False  # the new wording stands in a quotation below
    case: str = ""  # of the address, where it is another than the operation asks for
    finding: str = ""  # code, where it is understood and cannot be carried out


def table(name: str) -> tuple[dict[str, str], tuple[Formula, ...]]:
    """The verbs, by their keys, and the formulas of a table; a "{piece}" that is told there stands for a pattern."""
    pieces = {"{any_words}": ANY_WORDS}
    verbs: dict[str, str] = {}
    formulas: list[Formula] = []
    for head, *fields in rows(name):
        *leads, words = fields[:3]
        for piece, pattern in pieces.items():
            words = words.replace(piece, pattern)
        if head.startswith("{"):
            pieces[head] = words
        elif head.startswith("verb "):
            verbs[head.removeprefix("verb ")] = words
        else:
            does, verb = leads
            said = dict(field.split("=") for field in fields[3:] if "=" in field)
            formulas.append(Formula(head, does.strip("-"), verb, words, "quoted" in fields, **said))
    return verbs, tuple(formulas)


def phrases(name: str) -> dict[str, str]:
    """The patterns of a table by what they are called; rows of one name are alternatives."""
    found: dict[str, str] = {}
    for called, pattern in rows(name):
        found[called] = f"{found[called]}|{pattern}" if called in found else pattern
    return found


#: Verbs in the imperative (-сын) and as converbs (-ып/-іп); formulas in the order in which they are tried.
VERBS, FORMULAS = table("formulas")

#: Nouns for what is cited in quotes ("«X» деген сөздер"), singular; possessive ones with the word before them.
WORD_NOUNS = "сөз тіркес цифр сан аббревиатура белгі таңба символ қысқарту әріп термин атау сөйлем индекс код".split()
#: Forms that the rules of harmony do not give.
IRREGULAR_WORD_NOUNS = {word: case for case, words in rows("nouns") for word in words.split()}

#: What of the words between them says that the words are changed in their other cases too.
CASES_SAID = "септік"

#: What the approved list of amended acts is called in its own order, beside a defined name.
OWN_NAMES = ("өзгерістер мен толықтырулар", "өзгерістер және толықтырулар", "өзгерістер", "толықтырулар")

# What each of them is: tables/phrases.txt.
_SAID = phrases("phrases")
WORD_NOUN_LEADS = _SAID["word noun leads"]
WORD_JOINS = _SAID["word joins"]
POINTERS = _SAID["pointers"]
OWN_ORDER = _SAID["own order"]
ANNEXED = _SAID["annexed"]
THROUGHOUT = _SAID["throughout"]
OCCURRING = _SAID["occurring"]
EXCEPTED = _SAID["excepted"]
RUSSIAN_ONLY = _SAID["russian only"]
RUSSIAN_STAYS = _SAID["russian stays"]
CHANGES = _SAID["changes"]
REPEALED_LIST = _SAID["repealed list"]
IMPERATIVE = _SAID["imperative"]
AMENDED_LIST = _SAID["amended list"]
ANNEXED_LIST = _SAID["annexed list"]
LISTING = _SAID["listing"]
SHOWN_ROWS = _SAID["shown rows"]
CALLED_ROW = _SAID["called row"]
