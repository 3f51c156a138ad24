"""Clauses: what an act is made of, how its units are called, what its source says of them.

In: the lossless lines of a source. Out: an ``Act``, a tree of units (order,
approved documents, appendices; chapters, points, parts, subpoints, indents) whose
leaves hold runs of the source, with the publisher's notes as evidence beside it.

How a source becomes an act
---------------------------
1. ``paragraphs`` puts lines together into paragraphs, each repair by its name.
2. ``notes`` lifts the editorial notes out and reads what they tell.
3. ``scopes`` cuts the rest at the corner blocks (``corners``): the order, each
   document it approves, the appendices. A new wording in an amending order has two
   corners, the order's and that of the document it belongs to.
4. ``head`` finds title and requisites, ``parts_of_act`` the preamble, signature,
   agreement blocks, titles; forms are read line by line.
5. ``quotations`` bounds the new text that instructions quote: inside it "9-1." is
   no point of the amending order. ``instructions`` knows directing paragraphs by
   their last words.
6. ``structure`` reads points, parts, subpoints and indents; ``read_units`` gives it
   a quotation. ``labels`` knows how a numbered paragraph begins.
7. ``note_places`` puts each note at its unit and completes its address.

``growing`` holds the tree while it is read, ``piece`` the paragraphs, ``sentences`` counts those of one, ``citation``
reads acts named in a text, ``commencement_clause`` when something comes into
force, ``address`` (with ``address_parse`` and ``address_locate``) makes, reads and
finds addresses.

Russian is one more table of forms (``language.russian``) beside the Kazakh one, and most
patterns simply hold both. Four modules know that Russian puts its words in another
order: ``address_russian`` and ``address_render_russian`` (the innermost unit first),
``citation_russian`` (the word for the act before its date, the title behind it) and
``commencement_russian`` (the verb before its rule). A document is known by its Kazakh
noun in both, so an eId means the same unit in either text of an act.

Every visible character of the source stands in exactly one leaf or note; spans of
runs never overlap. Anything odd is a finding ``clause.*``; only a source that names
no order is refused. Norm: Law № 480-V, arts. 22-25; order № 464 of 05.07.2023.
"""
