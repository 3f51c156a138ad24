"""Source documents as lossless lines.

A reader turns the bytes of a file into a ``Source``: its decoded text and its
printed lines. Put end to end, the lines are the text, character for character.
Each line says which of its characters a person reads; all others are *layout*:
the ``###`` of a heading, ``**``, ``- ``, the backslash of ``\\_``, ``[bookmark:
z14]``, indentation, soft hyphens, the line end. Nothing is thrown away and
nothing is repaired here: repairs need the words of law and stand in ``clauses``.

``read`` finds the format by content, never by the name of the file. Each has a
module:

``from_markdown``
    Markdown made from a PDF. Blank lines part the paragraphs, a line that ends
    in two spaces asks for a line break. A Markdown parser gives the ranges of
    the blocks and nothing more: left alone it makes numbered lists of points
    and code of indented lines.
``from_text``
    A copy of a web page (NBSP before each paragraph, tabs round cells and
    corners) or the text of a PDF (hard-wrapped, six spaces before each
    paragraph).

``from_html``
    A saved page of the legal site, or any other page as far as it can be read.
``from_docx``
    A Word document: what its pages show, in reading order. ``package`` opens
    the archive, ``docx_styles`` counts lists, ``docx_runs`` and ``docx_tables``
    read words and rows.
``from_pdf``
    The text layer of a PDF. ``pdf_page`` and ``pdf_drawn`` ask pdfium for letters
    and ruled lines, ``pdf_lines``, ``pdf_gutters``, ``pdf_tables``, ``pdf_furniture``,
    ``pdf_measure`` and ``pdf_blocks`` make rows, columns, cells, running heads and
    paragraphs of them by their places alone; ``pdf_process`` keeps all this in a process with bounds.

All three write into ``blocks``, which makes the text and its lines. What is left out
or put elsewhere is a finding with its words.

``decoding`` takes the encodings that are certain. A file is refused, with the
reason, when it is empty, binary, too large, of an uncertain encoding or beyond
``limits``. Whatever else is odd in it is kept as it is.
"""
