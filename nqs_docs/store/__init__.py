"""Store: the corpus folder, which is the truth, and what is derived from it.

The corpus is plain files that git can version, one folder for each act::

    corpus/V2300033449/act.toml          what the text cannot say
    corpus/V2300033449/002_….txt         the source, under its own name, never changed
    corpus/V2300033449/replaced/         sources that another took the place of
    corpus/V2300033449/witnesses/2026-04-01/   an official edition: text and act.toml
    corpus/V2300033449/decisions/instruction-517-1.toml   what a person settled
    corpus/V2300033449/ru/               the Russian expression of the act, laid out the same way

``act.toml`` (``record``) holds the file's name and SHA-256, where it came from, the
day of first official publication and the day the text was taken, where they are
known, and the names of repairs a person refused. Reading and compiling write
nothing here; ``add`` does, through ``write``: everything is written beside its
place first and renamed last, so that a refused or interrupted ``add`` leaves the
corpus as it was.

``importing`` takes over editions of the state's bank: ``ekb`` reads what its files say,
``places`` where they lie (folders, commits of a repository, of which
nothing is run), ``record`` how they are kept. ``comparing`` is what ``check`` says of what
stands beside the base: official editions, and the act in its other language
(``corpus.expression("ru")``: the same acts, compiled from their Russian texts alone).

``staging`` reads a source without adding it, and tells what would change if it were.
``drafts`` are forms half filled in, kept beside the corpus and no part of it.

Decisions are files of people (``record``); ``deciding`` brings them into the act that is read,
``settling`` words them, tells what would be different, takes and withdraws them.

Derived data lies in ``.nqs/`` next to the corpus (``derived``): each act parsed,
with its operations and findings, under a key made of its source, its act.toml and
the code that read it. What is old, damaged or cannot be written is not missed.

``index`` knows which orders change which act, so that one command reads only the
act asked for, the orders that change it, the orders that change those, and the
acts whose notes are evidence of their dates. ``corpus`` ties it together:
``open_corpus(folder)``, ``resolve`` (a name to an act), ``library``, and what would be with another text (``having``).
"""
