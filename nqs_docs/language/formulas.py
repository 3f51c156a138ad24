"""The formulas of amending orders, as rows.

A row says which words stand between the address and the verb of an instruction,
and what the instruction does. A new formula is a new row here. The patterns are
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


#: How the nominative of a new unit ends, and "мазмұнда": "өзгерістер енгізілсін" brings none.
_BROUGHT = "рмақ|ақша|өлік|бзац|йлем|арау|граф|ымша|-бап|өлім|ұнда|қтар|алар|ктер|цтар|мдер"

#: Verbs in the imperative (-сын) and as converbs (-ып/-іп), which bind two instructions in one sentence.
VERBS: dict[str, str] = {
    "write": (
        r"(?:жазыл|баяндал|мазмұндал)(?:сын|ып)|(?:жаз|баянда)(?:ылсын|лсын)"
        r"|(?<=редакцияда\s)(?:өзгертілсін|оқылсын)"
    ),
    "add": r"толықтырыл(?:сын|ып)",
    "bring": rf"(?<=(?:{_BROUGHT})\s)(?:қосылсын|енгізілсін)",
    "join": rf"(?<={ANY_WORDS}\s)(?:қосылсын|енгізілсін)",
    "remove": r"(?:алып|алынып) таста(?:лсын|лынсын|лып|лынып)|шығарып таста(?:лсын|лып)|шығарыл(?:сын|ып)",
    "swap": rf"(?:ауыстырыл|алмастырыл)(?:сын|ып)|(?<={ANY_WORDS}\s)өзгертіл(?:сін|іп)",
    "recognise": r"(?:деп )?таныл(?:сын|ып)",
    "lapse": r"күші(?: толығымен)? жойылсын",
    "reword": (
        r"тоқтат(?:ыла|а) тұрсын,?(?: және)? (?:осы |көрсетілген )?тоқтат(?:ыла|а) тұру кезеңінде"
        r" (?:осы|көрсетілген) (?:тармақша|тармақ|бөлік|абзац) мынадай редакцияда қолданылады,? деп белгіленсін"
    ),
    "halt": r"тоқтат(?:ыла|а) тұр(?:сын|ылсын|ып|ылып)|тоқтатыл(?:сын|ып)",
    "count": r"(?:деп )?(?:есептел|санал)(?:сін|сын|іп|ып)",
}

_FOLLOWING = r"(?:мынадай|мынандай|мына|келесідей|келесі|төмендегідей|төмендегі)"
_WORDED = rf"(?:{_FOLLOWING}(?: жаңа)?(?: мазмұндағы)? (?:редакцияда|мазмұнда|мәтінмен)|былай|былайша)"
_CEASED = r"күші(?:н)?(?: толығымен)?(?: жойылды| жойды| жойылған| жойған| жоғалтты| жоғалтқан)(?: деп)?"
_EFFECT = r"(?:қолданысы|қолданылуы|күші|қолданысын|қолданылуын)"

#: Tried in this order; the whole text before the verb must fit.
FORMULAS: tuple[Formula, ...] = (
    Formula("R1", "replace", "write", f"{{at}}(?: жаңа редакцияда)? {_WORDED}", True),
    Formula("R2", "replace", "write", "{at} {annex}(?: жаңа| мынадай)? редакцияда"),
    Formula("R2", "replace", "write", "{at}(?: жаңа| мынадай)? редакцияда {annex}"),
    Formula("R2", "replace", "write", " {annex} {at}(?: жаңа| мынадай)? редакцияда"),
    Formula("R1", "replace", "write", "{at} жаңа редакцияда", True),
    Formula("W3", "append-words", "add", "{at} (?:мынадай|мына)(?: мазмұндағы)? (?:сөздермен|сөзбен)", True),
    Formula("I1", "insert", "add", f"{{at}} {_FOLLOWING}(?: жаңа)? (?:мазмұн|редакция)дағы(?: жаңа)? {{units}}", True),
    Formula("I1", "insert", "add", f"{{at}} {{units}} {_FOLLOWING} мазмұн(?:да|мен)", True),
    Formula("I2", "insert", "add", "{at} {annex}(?: жаңа)?(?: мазмұндағы)? {units}"),
    Formula("I2", "insert", "add", "{at} {units} {annex}"),
    Formula("I1", "insert", "bring", f"{{at}} {_FOLLOWING}(?: жаңа)? мазмұндағы(?: жаңа)? {{units}}", True),
    Formula("I1", "insert", "bring", f"{{at}} {{units}} {_FOLLOWING} мазмұнда", True),
    Formula("I2", "insert", "bring", "{at} {annex}(?: жаңа)?(?: мазмұндағы)? {units}"),
    Formula("W2", "insert-words", "add", "{at} {old} (?:кейін|соң)(?: мынадай)? {new}"),
    Formula("W2", "insert-words", "add", "{at} {old} (?:бұрын|алдында|алдынан|алдына)(?: мынадай)? {new}"),
    Formula("W2", "insert-words", "join", "{at} {old} (?:кейін|соң)(?: мынадай)? {instead}"),
    Formula("W3", "append-words", "add", "{at} (?:соңы|аяғы)(?:нда|нан|на|н)? {new}", case="gen"),
    Formula("W3", "append-words", "add", "{at} {new}"),
    Formula("I1", "insert", "add", "{at} {units}", True),
    Formula("D2", "delete-words", "remove", "{at} {old}"),
    Formula("D1", "delete", "remove", "{at}"),
    Formula("W1", "substitute", "swap", "{at} {pairs}"),
    Formula("W1", "substitute", "swap", " {old} {at} {new}"),
    Formula("W1", "substitute", "write", "{at} {old} орнына {instead}"),
    Formula("P1", "repeal", "recognise", f"{{at}} {_CEASED}"),
    Formula("P1", "repeal", "lapse", "{at}"),
    Formula("P2", "suspend", "halt", f"{{at}} {_EFFECT} {{until}}"),
    Formula("P2", "suspend", "halt", f"{{at}} {{until}} {_EFFECT}"),
    Formula("P2", "suspend", "halt", f" {{until}} {{at}} {_EFFECT}"),
    Formula("P3", "replace", "reword", f"{{at}} {_EFFECT} {{until}}", True, case="gen"),
    Formula("N1", "", "count", "{at}", finding="amendment.renumbering"),
)  # fmt: skip

#: Nouns for what is cited in quotes ("«X» деген сөздер"), singular; possessive ones with the word before them.
WORD_NOUNS: tuple[str, ...] = (
    "сөз", "тіркес", "цифр", "сан", "аббревиатура", "белгі", "таңба", "символ", "қысқарту", "әріп", "термин", "атау",
    "сөйлем", "индекс", "код",
)  # fmt: skip
#: Forms that the rules of harmony do not give: a loanword with back vowels in its endings.
IRREGULAR_WORD_NOUNS = {
    "цифрлар": "nom", "цифрлары": "nom", "цифрды": "acc", "цифрларды": "acc", "цифрдан": "abl", "цифрлардан": "abl",
    "цифрларынан": "abl", "цифрдың": "gen", "цифрлардың": "gen", "цифрлармен": "instr", "цифрларымен": "instr",
    "цифры": "nom", "цифрымен": "instr",
}  # fmt: skip
#: What may stand between "деген" and such a noun: "деген сөз тіркесі", "деген тыныс белгісі".
WORD_NOUN_LEADS = r"(?:сөз(?:дер)?(?=\s+тіркес)|тыныс|қысқартылған|араб|рим|арифметикалық)"

#: What joins cited words: "«A», «B» деген сөздер тиісінше (тиісті септіктерде) «C» және «D» деген сөздермен".
WORD_JOINS = r"және|мен|пен|бен|тиісінше|сәйкесінше|(?:тиісті|сәйкес) септік\w*(?: жалғау\w*)?"
#: What of it says that the words are changed in their other cases too.
CASES_SAID = "септік"

#: Words that an act, a document or a unit named before is called again with (a pattern).
POINTERS = r"көрсетілген|аталған|аталмыш|жоғарыда|сол|осы|нақ"

#: "бұйрыққа 1-қосымшаға сәйкес (қоса берілген)": how an order approves a document (a pattern).
ANNEXED = r"(?:\d+-)?қосымша(?:ға\s+сәйкес|мен)\s+(?:қоса\s+беріл(?:ген|іп\s+отырған)\s+)?"

#: "throughout": after an address, or alone.
THROUGHOUT = (
    r"(?:бүкіл |барлық |бүкіл құжат |толық )?мәтін(?:і|нің)?(?: бойынша|інде|де|індегі|дегі|нде|ндегі)(?: тұтас)?"
)

#: Between an address and cited words, without a meaning of its own: "3-тармақта кездесетін «X» деген сөз".
OCCURRING = r"кездесетін|қолданыл(?:ған|атын)|жазылған"

#: What is left out of a change throughout: "3-тармақты қоспағанда", "3-тармақтан басқа" (a pattern, behind its unit).
EXCEPTED = r"(?:(?<=[дтн][ыі])|(?<=[ыі]н)) қоспағанда|(?<=[дтн][ае]н) (?:басқа|өзге|бөлек)"

_TEXT = r"(?:гі)?(?: (?:мәтін|редакция)\S*)?"
_STAYS = r"(?: \S+)? өзгер(?:меуі|мейді|мей|тілмейді|іссіз)(?: қал(?:ады|дырылады|сын))?"

#: The Russian text alone is changed: nothing to do in the Kazakh one.
RUSSIAN_ONLY = (
    rf"(?:қазақ|мемлекеттік) тілінде{_TEXT}{_STAYS}",
    rf"(?:қазақ|мемлекеттік) тілде{_TEXT}{_STAYS}",
    r"орыс тіліндегі мәтін(?:ін|ін|і)?(?:де|дегі|е|ге|інде|індегі)?",
)

#: The Russian text stays, said behind a change of the Kazakh one: "… ауыстырылсын, орыс тіліндегі мәтін өзгермейді".
RUSSIAN_STAYS = rf"\s*[,;(]?\s*орыс (?:тілінде|тілде){_TEXT}{_STAYS}\)?"

#: The lead of a cited act: "… бұйрығына (…) мынадай өзгерістер мен толықтырулар енгізілсін".
CHANGES = (
    r"(?:мынадай |мына |келесі |төмендегі )?"
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
