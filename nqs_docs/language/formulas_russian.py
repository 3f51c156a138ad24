"""The Russian formulas of amending orders, as rows of the same table.

A Russian verb stands in the middle of its clause or at its head, so the pattern of
a row holds the verb itself and must fit the whole clause. The slots are those of
``language.formulas``; cited words stand behind their noun ("слова «X»"). ``{beside}`` is
"после слов «X»" or "перед словами «X»", ``{swapped}`` old and new words with the verb
between them. Norm: Law № 480-V, arts. 26-27.
"""

from __future__ import annotations

from nqs_docs.language.formulas import phrases, table
from nqs_docs.language.tables import rows

VERBS, FORMULAS = table("formulas_russian")

#: Nouns for cited words ("слова «X»"): form → case. What sounds alike is the nominative.
WORD_NOUNS: dict[str, str] = {word: case for case, words in rows("nouns_russian") for word in words.split()}

# What each of them is: tables/phrases_russian.txt.
_SAID = phrases("phrases_russian")
WORD_JOINS = _SAID["word joins"]
THROUGHOUT = _SAID["throughout"]
EXCEPTED = _SAID["excepted"]
AMENDED_LIST = _SAID["amended list"]
REPEALED_LIST = _SAID["repealed list"]
REPEALING = _SAID["repealing"]
ANNEXED_LIST = _SAID["annexed list"]
IMPERATIVE = _SAID["imperative"]
CHANGES = tuple(pattern for called, pattern in rows("phrases_russian") if called == "changes")
