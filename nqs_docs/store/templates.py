"""Designers' templates as files: a Word file and a TOML of the same name, beside the corpus or shipped."""

from __future__ import annotations

from pathlib import Path

import nqs_docs
from nqs_docs.editions.library import Library
from nqs_docs.findings import Finding, UsageError, error
from nqs_docs.forms import drift
from nqs_docs.forms.template import Template, read

FOLDER = "templates"


def templates(corpus: Path) -> tuple[Template, ...]:
    """The templates for a corpus folder: those of the folder ``templates`` beside it, else those shipped.

    A Word file without its TOML, or one that does not fit it, is a wrong use.
    """
    return tuple(_read(file) for file in _files(corpus))


def findings(corpus: Path, library: Library) -> tuple[Finding, ...]:
    """What is wrong with the templates for a corpus folder; one that cannot be read is an error."""
    held, found = [], []
    for file in _files(corpus):
        try:
            held.append(_read(file))
        except UsageError as refused:
            found.append(error(refused.code, **refused.params))
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
