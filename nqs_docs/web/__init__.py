"""The same in the browser: acts on a time line, redlines, forms, the queue of instructions.

Pages are made on the server and work without a script; one small script makes some of
them quicker to use. Nothing is computed here: a page asks the packages below, as the
command line does, and shows what they answer, findings and doubts included.

``app``       the routes, and what becomes of an error.
``site``      what a server knows: the corpus folder, the clock, where drafts lie.
``security``  what every request must pass: it comes from this machine, names this host,
              and whoever changes something has seen the page that offers it.
``page``      a template with its words, in the reader's language, escaped.
``words``     the catalogues (gettext), one for each language, compiled when the server starts.
``files``     files that come from a browser and go to it; what a visitor has sent and not yet decided
              on: in memory, for half an hour.
``orders``    an order beside its instructions; ``deciding`` settles what nobody could apply.
``acts`` …    the pages, a module for each kind of work; ``blanks`` and ``controls`` make
              forms ready for theirs, ``reading`` what was read from a file that is to be added.

What a person types into a form is given back and not kept. A draft that is saved lies in
``output/drafts/``, readable by its owner only, for thirty days or until it is deleted;
``output/audit.jsonl`` tells who changed what, and nothing of what stands in a form.

The server listens on 127.0.0.1 only. No path of a request reaches the file system: acts
are looked up in the index, forms in the catalogue, drafts and uploads by tokens that the
server made. The interface speaks the reader's language; the text of an act stays in its
own, and says so (``lang``). Dates are written as the law of each language writes them.
"""
