"""The five real orders, read as the corpus holds them."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from nqs_docs.amendments.from_act import operations
from nqs_docs.clauses.from_lines import read_act
from nqs_docs.editions.library import Library, compile_acts
from nqs_docs.sources.read import read

CORPUS = Path(__file__).resolve().parents[2] / "corpus"


@cache
def texts() -> dict[str, str]:
    """The decoded text of each source by the id of its act."""
    files = {path.parent.name: tomllib.loads(path.read_text(encoding="utf-8")) for path in CORPUS.glob("*/act.toml")}
    return {act_id: (CORPUS / act_id / record["file"]).read_bytes().decode() for act_id, record in files.items()}


def library(sources: dict[str, str]) -> Library:
    """The acts of these texts, compiled together."""
    acts = {act_id: read_act(read(text.encode(), f"{act_id}.txt", act_id))[0] for act_id, text in sources.items()}
    return compile_acts(acts, {act_id: operations(act)[0] for act_id, act in acts.items()})
