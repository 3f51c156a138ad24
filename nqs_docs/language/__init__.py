"""The words of legal Kazakh and legal Russian, as data.

What a clause is called, how it is counted and which ending it takes where is the
same everywhere in an order: in an address, in an instruction, in an editorial
note. So the words are written down once, as stems, and their forms are generated:
units × number × possessive × case, and the attributive in -дағы/-дегі. The same
table reads a printed word (``kazakh.unit_form``) and writes one (``kazakh.form``).
No form stands for two things; a test holds that.

``russian`` is the same for Russian: units and documents × number × case, ordinals by
gender. There a form often stands for several cases ("части"), so it gives them all and
the reader decides. A document is known by its Kazakh noun in both languages.

``folding`` gives one spelling for what is printed in many (NBSP, Latin ``i`` for
``і``, «» for "", long dashes). It keeps the length of a text, so an offset found
in the folded text is one in the printed text. It serves matching only: what is
shown is always as printed.

``numbers`` reads and writes ordinals, cardinals, Roman numerals and dates.
``messages`` turns the code of a finding into a sentence, in three languages.

Nothing here knows a clause tree; nothing here reads a file of the corpus. A new
unit word, a new kind of document, a new month form is a row, not a branch.
"""
