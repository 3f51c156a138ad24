"""The Russian formulas of amending orders, as rows of the same table.

A Russian verb stands in the middle of its clause or at its head, so the pattern of
a row holds the verb itself and must fit the whole clause. The slots are those of
``language.formulas``; cited words stand behind their noun ("слова «X»"). ``{beside}`` is
"после слов «X»" or "перед словами «X»", ``{swapped}`` old and new words with the verb
between them. Norm: Law № 480-V, arts. 26-27.
"""

from __future__ import annotations

from nqs_docs.language.formulas import table
from nqs_docs.language.tables import rows

VERBS, FORMULAS = table("formulas_russian")

#: Nouns for cited words ("слова «X»"): form → case. What sounds alike is the nominative.
WORD_NOUNS: dict[str, str] = {word: case for case, words in rows("nouns_russian") for word in words.split()}

#: What joins cited words, the elided verb and its dash included: "… словами «B», слова «C» – словами «D»".
WORD_JOINS = (
    r"и|а|также|соответственно|заменить|-|в соответствующ(?:их|ем) падеж(?:ах|е)|в соответствующем числе"
    r"|и числах|и числе"
)

#: "внести в приказ … следующие изменения и дополнения": {at} is what is changed.
CHANGES = (
    r"внести (?P<at>во? .+?)(?:,)?(?: (?:следующие|соответствующие))? (?:изменени[ея]|дополнени[ея])"
    r"(?: и (?:изменени|дополнени)[ея])?",
    r"(?P<at>во? .+?)(?:,)? внести(?: следующие)? (?:изменени[ея]|дополнени[ея])(?: и (?:изменени|дополнени)[ея])?",
    r"(?P<at>во? .+?)(?:,)? следующие (?:изменени[ея]|дополнени[ея])(?: и (?:изменени|дополнени)[ея])? внести",
    r"внести(?: следующие)? (?:изменени[ея]|дополнени[ея])(?: и (?:изменени|дополнени)[ея])? (?P<at>во? .+)",
)

#: "throughout": "по всему тексту", "в тексте".
THROUGHOUT = r"по (?:всему )?тексту|во? (?:всем )?тексте"

#: What is left out of a change throughout, before its units: "за исключением пункта 5".
EXCEPTED = r"за исключением|кроме"

#: The titles of a list of amended acts and of a list of repealed ones.
AMENDED_LIST = (
    r"(?:изменени|дополнени)\w*(?: и (?:дополнени|изменени)\w*)?,? (?:которые )?внос\w+"
    r"|внос(?:ятся|имых) (?:изменени|дополнени)"
)
REPEALED_LIST = r"утратившими? силу|утративших силу"

#: "Признать утратившими силу:", "Признать утратившими силу следующие приказы:": the acts stand below.
REPEALING = r"признать утратившими силу(?: следующие| некоторые)?(?: приказы(?: [^:№]{0,120})?)?:\s*$"

#: "внести изменения согласно приложению к настоящему приказу": they stand in an appendix.
ANNEXED_LIST = (
    r"согласно приложению(?: (?P<label>\d+(?:-\d+)*))? к настоящему (?:приказу|постановлению)"
    r"[\s.;]*(?:(?:следующие )?(?:изменени[ея]|дополнени[ея])[\s.;]*)?$"
)

#: An order of any kind that is no known formula.
IMPERATIVE = r"(?:читать|именовать|переименовать|перенумеровать|отменить|внести(?=.*(?:изменени|дополнени)))"
