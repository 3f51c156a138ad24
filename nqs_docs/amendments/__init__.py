"""Amendments: what an amending act does, as typed operations.

In: an act as a clause tree (or an edition of it, where the amending act was itself
amended). Out: operations in the order of the text, one for each changed unit, and
findings. Nothing here knows the text that is changed.

The way of an instruction::

    act ─ from_act ─► items (points of the order or of its list)
          item      ─► paragraphs: act cited · context line · instruction + quotation
          cited     ─► "…" деген сөздер blanked out
          instruction ► clauses, their slots: formula, where, words, appendix
          where     ─► acts, documents, units in any case form
          scope     ─► full addresses
          quotation ─► quoted text into units (the one structure parser)
          resolve   ─► drafts, one for each unit
          commencement ► the date of each paragraph

The formulas are rows of ``language.formulas``: the words between the address and
the verb. A clause is understood when *every* word of it has found its place - in
the formula, in an address, among cited words - and the units quoted are those that
are addressed. Otherwise the whole instruction is one operation without a verb, a
reason and an error. So is a paragraph that orders something or begins with an
address and is nothing of this; any other is an error alone. Where such a paragraph
ends in a colon nothing below it is applied until a document is named: what looks
like a context line may be one.

Russian orders give the same operations. Their formulas are rows too
(``language.formulas_russian``), with the verb inside the pattern, as it stands in the
middle of its clause; ``where_russian`` reads the places, ``commencement_words_russian``
the last point. The words of the two languages hardly collide, so an order is not told
which one it is in. Each language is compiled from its own text.

Context. A document holds until the next one or the next item; a point holds for
addresses that begin with something smaller and is left for good by any other.
Words without an address belong to the context, and directly under the cited act to
the whole act (an address without steps). Several clauses bound by a converb share
the address of the first.

Time. The last point of an act gives the main clause; what it excepts is located in
the amending act's own tree, down to the абзац, and every paragraph of the quoted
text that waits is a ``Delay``. An exception that cannot be read or found makes the
whole clause unreadable: nothing of the act is then in force.

Norm: Law № 480-V, arts. 26, 27, 42.
"""
