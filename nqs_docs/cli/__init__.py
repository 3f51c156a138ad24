"""The command line: the only place, with ``web``, that reads clock, environment and current folder.

``main`` is the program: it picks the command, and turns every exception into one
clear message and an exit status, never a traceback. A command parses its options,
calls one or two verbs of the packages below and prints.

Standard output is for what was asked for, and nothing else: text, files' paths,
records. Addresses, dates, estimates, warnings and progress go to standard error.

Exit status: 0 done · 2 wrong use, or an ambiguous address · 3 a source refused ·
4 no such unit in force on that date · 5 the wording on that date is not held ·
6 ``check`` found errors · 1 a mistake of the program itself.

Messages are in Kazakh, Russian or English: ``NQS_LANG``, else the locale, else
Kazakh. Every sentence, this program's help too, stands in ``language/messages``.
"""
