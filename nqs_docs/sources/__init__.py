"""Source documents as lossless lines.

A reader turns the bytes of a file into a ``Source``: its decoded text and its
printed lines. Put end to end, the lines are the text, character for character.
Each line says which of its characters a person reads; all others are *layout*:
the ``###`` of a heading, ``**``, ``- ``, the backslash of ``\\_``, ``[bookmark:
z14]``, indentation, soft hyphens, the line end. Nothing is thrown away and
nothing is repaired here: repairs need the words of law and stand in ``clauses``.

``read`` finds the format by content, never by the name of the file. Two kinds
of text are known, each with a module:

``from_markdown``
    Markdown made from a PDF. Blank lines part the paragraphs, a line that ends
    in two spaces asks for a line break. A Markdown parser gives the ranges of
    the blocks and nothing more: left alone it makes numbered lists of points
    and code of indented lines.
``from_text``
    A copy of a web page (NBSP before each paragraph, tabs round cells and
    corners) or the text of a PDF (hard-wrapped, six spaces before each
    paragraph).

A file is refused, with the reason, when it is empty, binary, too large or not
UTF-8. Whatever else is odd in it is kept as it is.
"""
