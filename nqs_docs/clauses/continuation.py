"""Whether a text is finished, and whether another one goes on with it.

What a reader of Kazakh sees at once at the foot of a page: a sentence without its
sign, a word that needs another one after it, a line that begins in lower case.
"""

from __future__ import annotations

import re

from nqs_docs.clauses import instructions_russian
from nqs_docs.clauses.references import form_of
from nqs_docs.language.folding import fold, fold_case
from nqs_docs.language.formulas import phrases

_ENDS = ".;:!?…"
_SAID = phrases("continuation")
_OPEN_WORDS, _JOINING, _CLOSED_WORDS = (frozenset(_SAID[name].split()) for name in ("open", "joining", "closed"))
_KAZAKH = re.compile("[әғқңөұүһіӘҒҚҢӨҰҮҺІ]")
_OPEN_SIGNS = (",", "–", "—", "-", "(", "№", "/")
_OPEN_ENDINGS = re.compile(_SAID["endings"])
_ABBREVIATION = re.compile(r"(?:^|[\s\d])(?:ж|жж|м\.а|т\.б|обл|ст)\.$")
_APPROVED = re.compile(r"(?:бұйрығымен|қаулысымен|шешімімен) бекітілген$")
_INSTRUCTION = re.compile(_SAID["begun"])
_INSTRUCTED = re.compile(r"(?:жазылсын|толықтырылсын|тасталсын|ауыстырылсын|танылсын)\W*$|:$")
_LABEL = re.compile(r'"?(?:\d+(?:-\d+)*[.)]|[а-яәіңғүұқөһa-z]\))(?=\s|$)')
_LABEL_ALONE = re.compile(_SAID["label alone"])
_MIDDLE = re.compile(r"- \S|\(|№|республикасы\w*|\d{4} жылғы |\d+ [^\W\d_]")
_ABBREVIATED = re.compile(r"[А-ЯӘІҢҒҮҰҚӨҺ]{2,6}-[а-яәіңғүұқөһ]{1,4} ")  # "АЦЖ-ға"
_NOTES = ("зқаи", "рқао", "рцпи", "ескерту", "сноска", "примечание", '"келісіл')
# "1-қосымшаға", "2) және 3) тармақшаларында": a number with its noun.
_LISTED = re.compile(r"(?:\d+(?:-\d+)*(?:\)|)(?:,|\s+және)?\s+)*(?:\d+(?:-\d+)*\)\s+)?((?:\d+(?:-\d+)*-)?[^\W\d_]+)")
_CAPTION = re.compile(r"\([^()]*(?:\([^()]*\)[^()]*)*\)\W*$")


def finished(text: str) -> bool:
    """Whether ``text`` ends as a paragraph does: with a sign, a closed quotation or a place to write.

    A quotation mark at the end closes the new text of an instruction, unless it
    closes a name inside it: "… растауды "Еңбек нарығы"" is open, "… алады"" is not.
    """
    text = text.rstrip()
    last = text[-1:]
    if not last or last in _ENDS or last == "_" or _CAPTION.match(text):
        return not (last == "." and _ABBREVIATION.search(text[-6:]))
    if fold(last) == '"':
        folded = fold(text)
        return folded.startswith('"') == (folded.count('"') % 2 == 0)
    return _APPROVED.search(text[-40:]) is not None


def goes_on(text: str) -> bool:
    """Whether ``text`` ends with a word or sign after which something must come: "… Заңының", "… 2023 жылғы"."""
    if wide_open(text):
        return True
    text = text.rstrip()
    last = text[text.rfind(" ") + 1 :]
    word = fold_case(last)
    if word in _OPEN_WORDS or word.endswith('"') or (len(last) > 1 and last.isupper()):
        return True
    bare = word[word.rfind("-") + 1 :]
    if _KAZAKH.search(text) is None:
        return False  # endings of Kazakh say nothing of "Республики Казахстан"
    if len(bare) > 4 and _OPEN_ENDINGS.fullmatch(bare):
        return bare not in _CLOSED_WORDS
    form = form_of(word)
    return form is not None and word[:1].isdecimal() and form.possessive  # "14-бабы", "2-тармағы"


def wide_open(text: str) -> bool:
    """Whether even a short line that ends like ``text`` goes on: "… жаңа редакцияда - ҚР", "… 2) және"."""
    text = text.rstrip()
    if text.endswith(_OPEN_SIGNS) or text.count("(") > text.count(")"):
        return True
    return fold_case(text[text.rfind(" ") + 1 :]) in _JOINING


def owns(text: str, following: str) -> bool:
    """Whether ``text`` ends with the owner of what ``following`` begins with: "7-тармақтың" ∥ "3) тармақшасы"."""
    words = _LISTED.match(fold_case(following))
    owned = form_of(words[1]) if words else None
    return owned is not None and owned.possessive and in_genitive(text)


def in_genitive(text: str) -> bool:
    """Whether ``text`` ends with a unit that owns another: "2-тармақтың", "17-бабы"."""
    text = text.rstrip()
    word = fold_case(text[text.rfind(" ") + 1 :])
    form = form_of(word)
    return form is not None and (form.case == "gen" or (form.possessive and word[:1].isdecimal()))


def begins_nothing(text: str) -> bool:
    """Whether no paragraph begins like ``text``: "– …", "Республикасының …", "2-тармағына …", "3) тармақшасының …"."""
    folded = fold_case(text)
    if _ABBREVIATED.match(text):
        return not is_note(text)
    if _MIDDLE.match(folded):
        return not _CAPTION.match(text)
    words = _LISTED.match(folded)
    form = form_of(words[1]) if words else None
    return form is not None and form.kind != "document" and (form.possessive or form.case != "nom")


def is_note(text: str) -> bool:
    """Whether ``text`` begins a note or an agreement: "ЗҚАИ-ның ескертпесі!", "Ескерту. …"."""
    return fold_case(text[:20]).startswith(_NOTES)


def annotates(text: str) -> bool:
    """Whether ``text`` is the beginning of an editorial note, whose sentence always ends in a full stop."""
    return fold_case(text[:8]).startswith(("ескерту.", "сноска."))


def label_alone(text: str) -> bool:
    """Whether ``text`` is nothing but a label: "12)", ""13.", "4-тарау.", "Ескерту."."""
    return " " not in text and _LABEL_ALONE.fullmatch(fold_case(text)) is not None


def labelled(text: str) -> bool:
    """Whether ``text`` begins with the label of a point or subpoint: "3.", "8-1)", "а)"."""
    return _LABEL.match(text) is not None


def instructs(text: str) -> bool:
    """Whether ``text`` is an instruction or a context line in lower case: "көрсетілген Қағидаларда:"."""
    folded = fold_case(text)
    if _INSTRUCTION.match(folded) is not None and _INSTRUCTED.search(folded) is not None:
        return True
    return instructions_russian.directs(folded)
