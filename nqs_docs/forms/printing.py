"""From checked values to files: a blank made ready once, then filled any number of times."""

from __future__ import annotations

import re
from collections.abc import Sequence
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

FORMATS = ("docx", "pdf")

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

    def file(self, form: str, *every: Values) -> tuple[bytes, Receipt]:
        """A file ("docx" or "pdf") with a filled form for each record, each with its own foot; the receipt of all."""
        receipts = [self.receipt(values) for values in every]
        forms, feet = [fill(self.blank, values) for values in every], [receipt.foot(one) for one in receipts]
        if form == "docx":
            content = self._compiled.write(*forms, feet=feet)
        else:
            content = _joined_pdf([*map(pdf.write, forms, feet)], self.blank.on)
        data = receipt.joined(one.data for one in receipts) if len(receipts) > 1 else receipts[0].data
        return content, replace(self._receipt, data=data)


def _joined_pdf(files: Sequence[bytes], on: date) -> bytes:
    """The pages of all files, one after the other."""
    if len(files) == 1:
        return files[0]
    from pypdfium2 import PdfDocument  # noqa: PLC0415 - loaded where pages are joined only

    whole = PdfDocument.new()
    for file in files:
        whole.import_pages(PdfDocument(file))
    data = BytesIO()
    whole.save(data)
    made = _MOMENT.sub(f"{on:%Y%m%d}000000".encode(), data.getvalue(), count=1)
    return _RANDOM.sub(b"0" * 32 + b"><" + b"0" * 32, made)
