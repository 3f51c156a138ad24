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


#: Verbs in the imperative (-сын) and as converbs (-ып/-іп); formulas in the order in which they are tried.
VERBS, FORMULAS = table("formulas")

#: Nouns for what is cited in quotes ("«X» деген сөздер"), singular; possessive ones with the word before them.
WORD_NOUNS = "сөз тіркес цифр сан аббревиатура белгі таңба символ қысқарту әріп термин атау сөйлем индекс код".split()
#: Forms that the rules of harmony do not give.
IRREGULAR_WORD_NOUNS = {word: case for case, words in rows("nouns") for word in words.split()}
#: What may stand between "деген" and such a noun: "деген сөз тіркесі", "деген тыныс белгісі".
WORD_NOUN_LEADS = r"(?:сөз(?:дер)?(?=\s+тіркес)|тыныс|қысқартылған|араб|рим|арифметикалық)"

#: What joins cited words: "«A», «B» деген сөздер тиісінше (тиісті септіктерде) «C» және «D» деген сөздермен".
WORD_JOINS = r"және|мен|пен|бен|тиісінше|сәйкесінше|(?:тиісті|сәйкес) септік\w*(?: жалғау\w*)?"
#: What of it says that the words are changed in their other cases too.
CASES_SAID = "септік"

#: Words that an act, a document or a unit named before is called again with (a pattern).
POINTERS = r"көрсетілген|аталған|аталмыш|жоғарыда|сол|осы|нақ"

#: The order that speaks, where the one that it changes is looked for: "осы бұйрықтың 3-тармағы" (a pattern).
OWN_ORDER = (
    r"(?<!\w)(?:осы (?:бұйрық|қаулы)(?:тың|ның|та|да|тағы|дағы)|настояще(?:го|м) (?:приказ|постановлени)[аея])(?!\w)"
)

#: "бұйрыққа 1-қосымшаға сәйкес (қоса берілген)": how an order approves a document (a pattern).
ANNEXED = r"(?:\d+-)?қосымша(?:ға\s+сәйкес|мен)\s+(?:қоса\s+беріл(?:ген|іп\s+отырған)\s+)?"

#: "throughout": after an address, or alone.
THROUGHOUT = (
    r"(?:бүкіл |барлық |бүкіл құжат |толық )?мәтін(?:і|нің)?(?: бойынша|інде|де|індегі|дегі|нде|ндегі)(?: тұтас)?"
)

#: Between an address and cited words, without a meaning of its own: "3-тармақта кездесетін «X» деген сөз".
OCCURRING = r"кездесетін|қолданыл(?:ған|атын)|жазылған"

#: What is left out of a change throughout: "3-тармақты қоспағанда", "3-тармақтан басқа" (a pattern, behind its unit).
EXCEPTED = r"(?:(?<=[дтн][ыі])|(?<=[ыі]н)) қоспағанда|(?<=[дтн][ае]н) басқа"

_TEXT = r"(?:гі)?(?: (?:мәтін|редакция)\S*)?"
_STAYS = r"(?: \S+)? өзгер(?:меуі|мейді|мей|тілмейді|іссіз)(?: қал(?:ады|дырылады|сын))?"

#: The Russian text alone is changed: nothing to do in the Kazakh one.
RUSSIAN_ONLY = (
    rf"(?:қазақ|мемлекеттік) тіл(?:ін)?де{_TEXT}{_STAYS}",
    r"орыс тіліндегі мәтін(?:ін|ін|і)?(?:де|дегі|е|ге|інде|індегі)?",
)

#: The Russian text stays, said behind a change of the Kazakh one: "… ауыстырылсын, орыс тіліндегі мәтін өзгермейді".
RUSSIAN_STAYS = rf"\s*[,;(]?\s*орыс тіл(?:ін)?де{_TEXT}{_STAYS}\)?"

#: The lead of a cited act: "… бұйрығына (…) мынадай өзгерістер мен толықтырулар енгізілсін".
CHANGES = (
    r"(?:(?:мынадай|мынандай|мына|келесідей|келесі|төмендегідей|төмендегі) )?"
    r"(?:(?:өзгеріс|өзгерту|толықтыру|түзету|қосымша)(?:лар|лер|тер|дер)?(?:,? мен |,? және |,? пен |, )?)+"
    r" енгізілсін"
)

#: The title of a list of repealed acts.
REPEALED_LIST = r"күші(?:н)?(?: толығымен)? (?:жойылды|жойды|жойылған|жоғалтты|жоғалтқан)(?=.*(?:бұйры|қаулы|акті))"

#: The end of whatever orders something, known or not.
IMPERATIVE = r"(?<=[^\W\d_]{2})(?:сын|сін)[\s:;.,]*$"

#: The title of an approved list of amended acts.
AMENDED_LIST = r"(?:өзгеріс|толықтыру)\S*(?: мен толықтырулар| және толықтырулар)? енгізілетін"

#: "осы бұйрыққа қосымшаға сәйкес өзгерістер енгізілсін", "… күші жойылды деп танылсын": they stand in an appendix.
ANNEXED_LIST = (
    r"\s*осы (?:бұйрық|қаулы)\S* (?:(?P<label>\d+(?:-\d+)*)-)?қосымшаға (?:сәйкес|сай)"
    r" (?:(?:\S+ ){0,4}?(?:өзгеріс|толықтыру)\S*(?: \S+){0,3} енгізілсін"
    r"|(?P<repeals>[^№]{0,400}?күші(?:н)?(?: толығымен)? (?:жойылды|жойды|жойылған|жоғалтты) деп танылсын))"
)

#: The lead of a list of acts, each below it: "Мына бұйрықтарға …:", "Мыналардың күші жойылды деп танылсын:".
LISTING = (
    r"(?:^|\s)(?:мыналар|мына|мынадай|төмендегі|төмендегілер|кейбір|осы бұйрыққа қосымшаға сәйкес)\S*(?: |$)"
    r"(?!өзгеріс|толықтыру)"
)

#: What the approved list of amended acts is called in its own order, beside a defined name.
OWN_NAMES = ("өзгерістер мен толықтырулар", "өзгерістер және толықтырулар", "өзгерістер", "толықтырулар")

#: What stands above rows that are named by printing them, and behind them: 'мына: «…» деген жол мынадай …'.
SHOWN_ROWS = r"\s*(?:мына|мынадай|келесі|төмендегі)\s*:?\s*"
CALLED_ROW = r"[\s\"]*деген\s+(?=жол)"
