"""What filling forms takes from files: designers' templates (a Word file and a TOML of the same name, beside the
corpus or shipped), the days moved by decree (``working-days.toml`` in the corpus).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import nqs_docs
from nqs_docs.editions.library import Library
from nqs_docs.findings import Finding, Severity, UsageError
from nqs_docs.forms import drift
from nqs_docs.forms.template import Template, read

if TYPE_CHECKING:
    from nqs_docs.forms.working_days import WorkingDays

FOLDER = "templates"
_MOVED = "working-days.toml"


def templates(corpus: Path) -> tuple[Template, ...]:
    """The templates for a corpus folder: those of the folder ``templates`` beside it, else those shipped.

    A Word file without its TOML, or one that does not fit it, is a wrong use.
    """
    return tuple(_read(file) for file in _files(corpus))


def stamp(corpus: Path) -> str:
    """Another one whenever a template has changed."""
    states = ((file.name, file.stat()) for one in _files(corpus) for file in (one, one.with_suffix(".toml")))
    return repr([(name, state.st_size, state.st_mtime_ns) for name, state in states])


def working_days(corpus: Path) -> WorkingDays:
    """The calendar, with the days that the corpus folder says were moved."""
    from nqs_docs.forms.working_days import WorkingDays, read_moved  # noqa: PLC0415 - brings the calendar with it

    moved = corpus / _MOVED
    return WorkingDays(read_moved(moved.read_text("utf-8"), moved.name) if moved.is_file() else None)


def findings(corpus: Path, library: Library) -> tuple[Finding, ...]:
    """What is wrong with the templates for a corpus folder; one that cannot be read is an error."""
    held, found = [], []
    for file in _files(corpus):
        try:
            held.append(_read(file))
        except UsageError as refused:
            found.append(Finding(refused.code, Severity.ERROR, params=tuple(refused.params.items())))
    return (*found, *drift.findings(library, held))


def _files(corpus: Path) -> list[Path]:
    beside = corpus.resolve().parent / FOLDER
    folder = beside if beside.is_dir() else Path(nqs_docs.__file__).parent.parent / FOLDER
    return [file for file in sorted(folder.glob("*.docx")) if not file.name.startswith("~")]


def _read(file: Path) -> Template:
    table = file.with_suffix(".toml")
    if not table.is_file():
        raise UsageError("template.binding", template=file.name, detail=table.name)
    return read(file.name, file.read_bytes(), table.read_bytes())
