"""Findings: what a pass noticed, returned as values beside its result.

A finding carries a stable code and its parameters, never a sentence; the
message in Kazakh, Russian or English is made at the edge from
``language/messages``. An *error* is an instruction that was not applied or a
text that may be wrong. A *warning* is text not held, a date estimated, a repair
made, a terminal sign missing.
"""

from __future__ import annotations

import enum
from functools import partial

from msgspec import Struct


class Severity(enum.StrEnum):
    """How much a finding weighs: ``nqs check`` fails on errors only."""

    ERROR = "error"
    WARNING = "warning"


class Span(Struct, frozen=True, gc=False, order=True):
    """A stretch of a source: offsets into its decoded text, end exclusive."""

    source: str  # registry id of the act whose source this is
    start: int
    end: int


class Finding(Struct, frozen=True):
    """One thing noticed. ``params`` fill the message of ``code``, by name."""

    code: str  # "source.page-break", "amendment.no-target", …
    severity: Severity
    act: str = ""  # registry id of the act it is about
    unit: str = ""  # Kazakh address, where there is one
    span: Span | None = None
    params: tuple[tuple[str, str], ...] = ()


class NqsError(Exception):
    """Misuse or a broken file; everything odd inside an order is a Finding.

    NqsError
    ├── UsageError    wrong use, an ambiguous address (exit status 2)
    ├── SourceError   a source refused (3)
    ├── NoSuchUnit    no such unit in force on that date (4)
    └── NotHeld       the wording on that date is not held (5)

    ``code`` and ``params`` name the message, as in a Finding.
    """

    status = 1

    def __init__(self, code: str, **params: str) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params

    def __reduce__(self) -> tuple[object, ...]:
        """As it was raised: it may come from another process."""
        return partial(type(self), self.code, **self.params), ()


class UsageError(NqsError):
    """Wrong use of the program or an address that fits several units."""

    status = 2


class SourceError(NqsError):
    """A file that is refused; the corpus stays as it was."""

    status = 3


class NoSuchUnit(NqsError):
    """Never, not yet or no longer in force on the date asked for."""

    status = 4


class NotHeld(NqsError):
    """The unit exists on that date, its wording is not in the corpus."""

    status = 5


def warning(code: str, *, act: str = "", unit: str = "", span: Span | None = None, **params: object) -> Finding:
    """A finding of severity *warning*; ``params`` become strings."""
    return Finding(code, Severity.WARNING, act, unit, span, tuple((k, str(v)) for k, v in params.items()))


def error(code: str, *, act: str = "", unit: str = "", span: Span | None = None, **params: object) -> Finding:
    """A finding of severity *error*; ``params`` become strings."""
    return Finding(code, Severity.ERROR, act, unit, span, tuple((k, str(v)) for k, v in params.items()))
