"""The right blank for the right day, filled.

A form is an appendix (or an approved document) with places to fill in: runs of
underscores, ``20___жылғы "__" ____``, empty table cells, options to underline. Nothing
about it is typed in by hand: the blank of a day is read from the edition of that day,
so a form changes when, and only when, an order in force changes it.

One value flows through the package, each step gives the next its own::

    edition ── catalogue ──► unit ── blank ──► Blank ── fill ──► Blank with inks ──► DOCX, PDF, HTML
               which units     read line by line   values, checked  layout: what stands where;
               are forms,      into items           in their slots  word, pdf, html write it
               since when

*Which.* ``catalogue`` finds the forms of a day and gives each a name that it keeps over
its redactions; where there is none on a day, it says why.

*What.* A ``Blank`` (``model``) is items, paragraphs and table rows alike, whose cells
hold fixed text and slots, and the fields that the slots belong to. While it is read
(``marks``), a line holds marks where room is left to write, and a mark is filled with
holes: slots of fields that have no name yet. Each reader fills the marks that it
understands: ``choices`` boxes, lists and options, ``dated`` dates, ``places`` runs by
the words around them (``beside``), ``tables`` cells by head and label. What may stand in
a field is told by its label (``labels``, with the words in ``field_words.toml``). ``draft``
names the fields when all are found.

*Laid out by whom.* Where the source of a form is damaged, a designer's template (a Word
file in ``templates/``) gives the layout; it is read into the same items (``template``),
and its fixed text must be, word for word, that of the edition: one that says anything
else is stale and is not used (``drift``).

*With what.* Values come from people: ``data`` reads records from YAML, JSON, CSV and
XLSX, every value as the text that stands there; ``values`` checks all of them before
anything is written and tells all problems at once (``scalars`` and ``identity`` single
ones). A value stays text whatever it holds: a Word template is fixed XML with holes
(``compiled``), no expression of it is ever run.

*Is it still right.* ``receipt`` says which blank a file was made from, so that it can be
checked later. ``terms`` reads "three working days" from the clause in force on the day
and counts them on the calendar (``term_words``, ``working_days``).

Norm: Law № 480-V, art. 23 (appendices are part of the act).
"""
