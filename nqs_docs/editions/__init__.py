"""Editions: what an act says on any date, and where each character comes from.

In: acts (clause trees with the notes their publishers printed) and the operations
of amending orders. Out: for each act a *timeline*, a list of (date, tree) that
share every subtree which did not change; an edition is a bisect in it, a history
a walk along it, a redline a comparison of identities.

How a timeline is made
----------------------
1. ``evidence``: the notes printed in a source tell what was different before.
   "6-тармақ жаңа редакцияда - … № 22" takes the wording of point 6 away for the
   time before; "8-1-тармақпен толықтырылды" takes the point away; "ЗҚАИ … жаңа
   редакцияда көзделген" takes the wording away from the announced date on, unless
   the order itself is in the corpus. Undone backwards in time, they give the
   first tree; each becomes an event that brings the printed text back.
2. ``in_force``: a commencement rule and what is known of publication become an
   interval (earliest, latest): before it not in force, after it certain, inside
   it shown and marked estimated.
3. ``timeline``: events in order of date in force, then date of the amending act,
   then place in its text. Each is read against the tree as it stands then.
   ``apply`` changes units, ``words`` changes words inside them; whatever does not
   fit leaves the tree as it was and becomes a failed outcome.
4. Of an act known only through amendments (a *partial* act) ``target`` makes
   just the containers that an address needs, open to what is not held (``gaps``).
5. ``notes`` writes the editorial notes of an edition from the events, in the form
   of the official editions, in the words of ``notes_kazakh`` or ``notes_russian``.
6. ``library`` ties the acts together: an amending order that is itself amended is
   read again as it stands on the day its instructions take effect.

Numbers never shift; deleted ones stay as tombstones. Parts, indents and sentences
are counted. (Law № 480-V, arts. 26(7), 27(6), 42.)
"""
