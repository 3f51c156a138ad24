"""From checked values to files: a blank made ready once, then filled any number of times."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property
from io import BytesIO

from msgspec.structs import replace

from nqs_docs.editions.library import Library
from nqs_docs.forms import pdf, receipt, word
from nqs_docs.forms.compiled import Compiled
from nqs_docs.forms.fill import fill
from nqs_docs.forms.model import Blank, Values
from nqs_docs.forms.receipt import Receipt
from nqs_docs.forms.template import Template
from nqs_docs.publish import ooxml

FORMATS = ("docx", "pdf")
_DOCUMENT = "word/document.xml"
_BODY = re.compile(r"(.*<w:body>)(.*)(<w:sectPr\b.*</w:sectPr>|<w:sectPr\b[^>]*/>)(</w:body>.*)", re.DOTALL)

#: What the library takes from the clock and draws at random: the same data give the same bytes.
_MOMENT = re.compile(rb"(?<=/CreationDate\(D:)\d{14}")
_RANDOM = re.compile(rb"(?<=/ID\[<)[0-9A-F]{32}><[0-9A-F]{32}(?=>\]>>\s*startxref)")


class Printer:
    """Fills one blank."""

    def __init__(self, library: Library, blank: Blank, templates: Sequence[Template] = ()) -> None:
        self.blank = blank
        self._receipt = receipt.receipt(library, blank, {})
        self._templates = templates

    @cached_property
    def _compiled(self) -> Compiled:
        chosen = next((one for one in self._templates if one.name == self.blank.template), None)
        return Compiled(chosen.file, chosen.name) if chosen else Compiled(word.template(self.blank), self.blank.form)

    def receipt(self, values: Values) -> Receipt:
        """The receipt of a form with those values, before its file is made."""
        return replace(self._receipt, data=receipt.data_hash(values))

    def file(self, values: Values, form: str) -> tuple[bytes, Receipt]:
        """A filled form as "docx" or "pdf", with its receipt."""
        made = self.receipt(values)
        filled, foot = fill(self.blank, values), receipt.foot(made)
        return (pdf.write(filled, foot) if form == "pdf" else self._compiled.write(filled, foot)), made

    def together(self, every: Iterable[Values], form: str) -> tuple[bytes, Receipt]:
        """One file with a form for each record, each with its own foot; the receipt is of all of them."""
        files = [self.file(values, form) for values in every]
        made = replace(self._receipt, data=receipt.joined(one.data for _, one in files))
        contents = [content for content, _ in files]
        return (_joined_pdf(contents, self.blank.on) if form == "pdf" else _joined_docx(contents)), made


def _joined_docx(files: Sequence[bytes]) -> bytes:
    """The first file with the bodies of the others in sections of their own."""
    with zipfile.ZipFile(BytesIO(files[0])) as first:
        parts = {name: first.read(name) for name in first.namelist()}
    bodies: list[str] = []
    head = section = tail = ""
    for file in files:
        with zipfile.ZipFile(BytesIO(file)) as packed:
            found = _BODY.fullmatch(packed.read(_DOCUMENT).decode())
        assert found, "a document part without a body"
        head, body, section, tail = found.groups()
        bodies.append(body)
    broken = f"<w:p><w:pPr>{section}</w:pPr></w:p>".join(bodies)
    return ooxml.zipped(parts | {_DOCUMENT: f"{head}{broken}{section}{tail}".encode()})


def _joined_pdf(files: Sequence[bytes], on: date) -> bytes:
    """The pages of all files, one after the other."""
    from pypdfium2 import PdfDocument  # noqa: PLC0415 - loaded where pages are joined only

    whole = PdfDocument.new()
    for file in files:
        whole.import_pages(PdfDocument(file))
    data = BytesIO()
    whole.save(data)
    made = _MOMENT.sub(f"{on:%Y%m%d}000000".encode(), data.getvalue(), count=1)
    return _RANDOM.sub(b"0" * 32 + b"><" + b"0" * 32, made)
