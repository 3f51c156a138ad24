"""docs/corpus.md says how often each finding stands on the corpus and explains every one; `make bless` counts anew."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

from tests.program import run

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "corpus.md"
COUNTS = re.compile(r"(<!-- counts -->\n).*?(<!-- end of counts -->)", re.S)
NUMBERS = {
    "V2600038395": "129",
    "V2600038286": "113",
    "V2300033449": "391",
    "V2500036564": "230",
    "V2300033455": "399",
}


def table() -> str:
    """Findings by code and by the order in whose text they stand."""
    found = json.loads(run(ROOT, ["check", "--format", "json"]).out)
    counts = Counter((f["code"], NUMBERS[f["source"] or f["act"]]) for f in found)
    lines = [f"| | {' | '.join(f'№ {n}' for n in NUMBERS.values())} |", "|---" * (1 + len(NUMBERS)) + "|"]
    for code in sorted({code for code, _ in counts}):
        cells = [str(counts[code, number] or "") for number in NUMBERS.values()]
        lines.append(f"| [{code}](#{code.replace('.', '')}) | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def test_counts(bless: bool) -> None:
    text = PAGE.read_text(encoding="utf-8")
    now = COUNTS.sub(lambda marks: f"{marks[1]}{table()}{marks[2]}", text)
    if bless:
        PAGE.write_text(now, encoding="utf-8")
    assert now == text or bless


def test_every_finding_is_explained() -> None:
    codes = set(re.findall(r"^\| \[([a-z.-]+)\]", table(), re.M))
    explained = set(re.findall(r"^## ([a-z]+\.[a-z-]+)$", PAGE.read_text(encoding="utf-8"), re.M))
    assert codes == explained


def test_the_corpus_has_no_error() -> None:
    found = json.loads(run(ROOT, ["check", "--format", "json"]).out)
    assert [f for f in found if f["severity"] == "error"] == []
