"""Designers' templates as files: a Word file and a TOML of the same name, beside the corpus or shipped."""

from __future__ import annotations

from pathlib import Path

import nqs_docs
from nqs_docs.findings import UsageError
from nqs_docs.forms.template import Template, read

FOLDER = "templates"


def templates(corpus: Path) -> tuple[Template, ...]:
    """The templates for a corpus folder: those of the folder ``templates`` beside it, else those shipped.

    A Word file without its TOML, or one that does not fit it, is a wrong use.
    """
    beside = corpus.resolve().parent / FOLDER
    folder = beside if beside.is_dir() else Path(nqs_docs.__file__).parent.parent / FOLDER
    return tuple(_read(file) for file in sorted(folder.glob("*.docx")) if not file.name.startswith("~"))


def _read(file: Path) -> Template:
    table = file.with_suffix(".toml")
    if not table.is_file():
        raise UsageError("template.binding", template=file.name, detail=table.name)
    return read(file.name, file.read_bytes(), table.read_bytes())
