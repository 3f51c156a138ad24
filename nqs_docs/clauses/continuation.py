"""Whether a text is finished, and whether another one goes on with it.

What a reader of Kazakh sees at once at the foot of a page: a sentence without its
sign, a word that needs another one after it, a line that begins in lower case.
"""

from __future__ import annotations

import re

from nqs_docs.language.folding import fold, fold_case
from nqs_docs.language.kazakh import document_form, unit_form

_ENDS = ".;:!?…"
# Words after which a sentence always goes on.
_OPEN_WORDS = frozenset(
    """
    және мен бен пен немесе не әрі ал сондай-ақ жəне сонымен бірақ егер бойынша үшін арқылы сәйкес дейін
    кейін бастап қарай қатар бірге жөніндегі жөнінде осы бұл сол әрбір барлық өзге бұдан оның олардың жылғы №
    республикасы республикасының мынадай тиісті көрсетілген аталған бекітілген көзделген белгіленген ретінде
    оған онда осыған мемлекеттік ресми болып болған отырып
    """.split()
)
_OPEN_SIGNS = (",", "–", "—", "-", "(", "№", "/")
_GENITIVE = re.compile(r"\w{3,}(?:ның|нің|дың|дің|тың|тің)")
# How an instruction of an amending order begins where nothing came before it.
_INSTRUCTION = re.compile(
    r"(?:көрсетілген|аталған) (?:\w+ )?(?:бұйры|қағида|тізбе|ереже|нысан|нұсқаулы|әдістеме|стандарт|үлгі|талаптар)\w*"
    r"|мынадай мазмұндағы |(?:тақырып|тақырыбы|кіріспе|кіріспесі|\w+ бөлігі|\w+ абзацы) (?:мынадай|жаңа|алып)"
    r"|(?:бүкіл )?мәтін(?:і)? бойынша"
)
_INSTRUCTED = re.compile(r"(?:жазылсын|толықтырылсын|тасталсын|ауыстырылсын|танылсын)\W*$|:$")
_LABEL = re.compile(r'"?(?:\d+(?:-\d+)*[.)]|[а-яәіңғүұқөһa-z]\))(?=\s|$)')
_CAPTION = re.compile(r"\([^()]*(?:\([^()]*\)[^()]*)*\)\W*$")


def finished(text: str) -> bool:
    """Whether ``text`` ends as a paragraph does: with a sign, a closed quotation or a place to write.

    A quotation mark at the end closes the new text of an instruction, unless it
    closes a name inside it: "… растауды "Еңбек нарығы"" is open, "… алады"" is not.
    """
    text = text.rstrip()
    last = text[-1:]
    if not last or last in _ENDS or last == "_" or _CAPTION.match(text):
        return True
    if fold(last) == '"':
        folded = fold(text)
        return folded.startswith('"') == (folded.count('"') % 2 == 0)
    return False


def goes_on(text: str) -> bool:
    """Whether ``text`` ends with a word or sign after which something must come: "… Заңының", "… 2023 жылғы"."""
    text = text.rstrip()
    if text.endswith(_OPEN_SIGNS) or text.count("(") > text.count(")"):
        return True
    word = fold_case(text[text.rfind(" ") + 1 :])
    if word in _OPEN_WORDS or _GENITIVE.fullmatch(word):
        return True
    form = unit_form(word[word.rfind("-") + 1 :]) or document_form(word)
    return form is not None and (form.case == "gen" or (form.case == "dat" and not form.possessive))


def labelled(text: str) -> bool:
    """Whether ``text`` begins with the label of a point or subpoint: "3.", "8-1)", "а)"."""
    return _LABEL.match(text) is not None


def instructs(text: str) -> bool:
    """Whether ``text`` is an instruction or a context line in lower case: "көрсетілген Қағидаларда:"."""
    folded = fold_case(text)
    return _INSTRUCTION.match(folded) is not None and _INSTRUCTED.search(folded) is not None
