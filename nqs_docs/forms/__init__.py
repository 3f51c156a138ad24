"""The right blank for the right day, filled.

A form is an appendix (or an approved document) with places to fill in: runs of
underscores, ``20___жылғы "__" ____``, empty table cells, options to underline. Nothing
about it is typed in by hand: the blank of a day is read from the edition of that day,
so a form changes when, and only when, an order in force changes it.

``catalogue`` finds the forms of a day and gives each a name that it keeps over its
redactions. ``blank`` reads an edition's unit into a ``Blank``: its fixed text and its slots, in
printed order, and the fields that the slots belong to. Where the source of a form is
damaged, a designer's template (a Word file in ``templates/``) gives the layout; it is
read into the same ``Blank``, and its fixed text must be, word for word, that of the
edition: a template that says anything else is stale and is not used.

Values come from people: every one is checked against its field before anything is
written, and stays text whatever it holds. ``Filled`` is a blank with its values in
their places; the Word file and the PDF are made from it and say the same words.

Terms ("three working days") are read from the clause in force on the day. A receipt
says which blank a file was made from, so that it can be checked later.

Norm: Law № 480-V, art. 23 (appendices are part of the act).
"""
