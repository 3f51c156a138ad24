"""A table of data through a blank: what is right, what is wrong and why, and what the files are called."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from nqs_docs.findings import Finding, Severity
from nqs_docs.forms import receipt
from nqs_docs.forms.data import Data, Record
from nqs_docs.forms.model import Blank, Values
from nqs_docs.forms.printing import Printer
from nqs_docs.forms.values import called, check_blank
from nqs_docs.language.messages import describe


class Checked(Struct, frozen=True):
    """A record with its values, and what was noticed in it."""

    record: Record
    values: Values  # whole where it is not wrong
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        """Why it is not taken; () where it is."""
        return tuple(finding for finding in self.findings if finding.severity is Severity.ERROR)


def checked(blank: Blank, given: Data) -> Iterator[Checked]:
    """Each record of a data file, in its order."""
    for record in given.records:
        yield Checked(record, *check_blank(blank, record.raw, 0 if given.single else record.row))


def field(finding: Finding) -> str:
    """The field that a finding is about, as ``values.called`` names it."""
    params = dict(finding.params)
    return called(params["label"], params["field"])


def reason(finding: Finding, lang: str) -> str:
    """The field, and what is wrong."""
    return f"{field(finding)}: {describe(finding, lang)}"


def reasons(wrong: Iterable[Checked], lang: str) -> list[tuple[Record, list[str]]]:
    """The records that are not taken with their reasons in words, as ``data.error_file`` takes them."""
    return [(one.record, [reason(finding, lang) for finding in one.errors]) for one in wrong]


def stem(blank: Blank) -> str:
    """The name of a file of that form without its ending: "391"."""
    return re.sub(r"[^\w.-]+", "_", blank.form)


def numbered(stem: str, record: Record, ending: str) -> str:
    """The name of the file made of one record: "391-003.docx"."""
    return f"{stem}-{record.number:03}{ending}"


def with_receipt(printer: Printer, values: Values, name: str, form: str) -> dict[str, bytes]:
    """A filled form ("docx" or "pdf") and its receipt, by the names of their files."""
    content, made = printer.file(form, values)
    return {name: content, name + receipt.ENDING: receipt.write(made, name, content)}
