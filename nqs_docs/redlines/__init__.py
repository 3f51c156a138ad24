"""Redlines: what is different between two editions, unit by unit and word by word.

In: two ``Edition`` values (one act on two days, or two acts) and the path of a unit
in each. Out: a ``Redline``, a row for each paragraph, table row or gap of the two in
printed order, and the changed units that the rows belong to, each with its causes.

``redline``  the model, and the lines that an edition prints.
``align``    which child of one unit answers to which child of the other: subtrees
             that both editions share, then kind and number, then likeness of words.
``words``    one paragraph against another: whole words, never pieces of a word.
``owners``   which unit a change belongs to, and which instruction made it.
``compare``  the walk over both trees that makes the rows.
``witness``  an official edition as a witness: whose difference each one is.

Nothing is guessed: what is marked is a difference of characters. An amendment that
brings the same characters again marks no word, but its unit names it. Text that is
not held is a gap on its side, never an empty text.
"""
