"""source.torn-word and source.torn-signature: what a line end or a column parted.

"… 1) және 2" ∥ ") тармақшаларында", "растауды "" ∥ "Еңбек нарығы"", "9-" ∥
"1-тармақ"; a signatory printed between the halves of the post.
"""

from __future__ import annotations

import re

from nqs_docs.clauses.repairs import Draft, Ledger, Printed
from nqs_docs.language.folding import fold, fold_case

_OPEN_ENDS, _CLOSING_STARTS = '"-(', ',;:!?)."-'
_OPENING = re.compile(r'(?:^|[\s(])"$')
_CLOSING = re.compile(r'"(?:[\s;.,:)!?]|$)')
_SIGN = re.compile(r"[,;:!?)](?!\))|\.(?!\.)")
_HYPHEN_END = re.compile(r"\w-$")
_HYPHEN_START = re.compile(r"-\w")
_NUMBER_END = re.compile(r"(?:^|[\s(\"])\d+(?:-\d+)*$")
_CONJUNCTION = re.compile(r"(?:және|немесе|не|мен|бен|пен)\b")
_NAME = re.compile(
    r"[А-ЯЁӘІҢҒҮҰҚӨҺ]\. ?(?:[А-ЯЁӘІҢҒҮҰҚӨҺ]\. ?)?[А-ЯЁӘІҢҒҮҰҚӨҺ][а-яёәіңғүұқөһ]+(?:-[А-ЯЁӘІҢҒҮҰҚӨҺ][а-яёәіңғүұқөһ]+)?"
)
_POST = re.compile(r"министр|төраға|басшы|басқарма|хатшы|директор|бастығы|әкім|міндетін атқарушы|орынбасар|прокурор")
_POST_LENGTH = 120


def torn(first: Printed, second: Printed) -> str:
    """How the line end parted one word: "mark" where a quotation mark belongs to the next line,
    "join" where nothing stands between the lines, "" where they are whole."""
    soft = "\u00ad" in first.line.raw and first.line.raw.rstrip("\r\n ").endswith("\u00ad")
    end, start = fold(first.text[-1:]), fold(second.text[:1])
    if not (end and start) or not (soft or end in _OPEN_ENDS or start in _CLOSING_STARTS):
        return ""  # nearly always
    before, after = fold(first.text), fold(second.text)
    if after[0].isalnum() and _OPENING.search(before, len(before) - 2):
        return "mark" if len(before) > 1 else "join"
    if before.endswith("_"):
        return ""
    if _SIGN.match(after) and (after[0] != ")" or _needs_bracket(first.text)):
        return "join"
    if _CLOSING.match(after) and before.count('"') % 2 and not _OPENING.search(before, len(before) - 2):
        return "join"
    if after[0].isalnum() and _HYPHEN_END.search(before, len(before) - 2) and not _CONJUNCTION.match(after):
        return "join"
    if before[-1].isalnum() and _HYPHEN_START.match(after):
        return "join"
    return "join" if before.endswith("(") or (soft and after[0].islower()) else ""


def _needs_bracket(before: str) -> bool:
    return _NUMBER_END.search(before) is not None or before.count("(") > before.count(")")


def torn_words(ledger: Ledger, draft: Draft) -> None:
    """Puts together what a line end inside a paragraph parted."""
    lines = [draft.lines[0]]
    for second in draft.lines[1:]:
        first = lines[-1]
        how = torn(first, second)
        if not how or not _record(ledger, how, first, second):
            lines.append(second)
        elif how == "mark":
            mark = first.stretches[-1][1] - 1
            first.stretches[-1] = (first.stretches[-1][0], mark)
            first.text = ledger.read(first.stretches).rstrip()
            second.stretches.insert(0, (mark, mark + 1))
            second.text = ledger.read(second.stretches)
            lines.append(second)
        else:
            stretches = first.stretches + second.stretches
            lines[-1] = Printed(first.line, stretches, first.text + second.text)
    draft.lines = lines


def _record(ledger: Ledger, how: str, first: Printed, second: Printed) -> bool:
    start, end = ledger.tail(first.stretches[-1][1]), ledger.head(second.stretches[0][0])
    head, tail = ledger.text[start : first.stretches[-1][1]], ledger.text[second.stretches[0][0] : end]
    after = f"{head[:-1].rstrip()}\n{head[-1]}{tail}" if how == "mark" else head + tail
    return ledger.repair("source.torn-word", start, end, after)


def torn_signatures(ledger: Ledger, drafts: list[Draft]) -> None:
    """Puts a signatory after the whole post: "Қазақстан Республикасы" ∥ "С. Жакупова" ∥ "Еңбек … министрі"."""
    for at in range(1, len(drafts) - 1):
        first, name, post = drafts[at - 1 : at + 2]
        if not (first.cells is name.cells is post.cells is None) or len(name.lines) > 1:
            continue
        if _is_torn(first.text, name.text, post.text) and _record_signature(ledger, name.lines, post.lines):
            drafts[at], drafts[at + 1] = post, name
    for lines in (draft.lines for draft in drafts):
        for at in range(1, len(lines) - 1):
            above, signed, below = lines[at - 1 : at + 2]
            if _is_torn(above.text, signed.text, below.text) and _record_signature(ledger, [signed], [below]):
                lines[at], lines[at + 1] = below, signed


def _is_torn(first: str, name: str, second: str) -> bool:
    if name[1:2] != "." or not _NAME.fullmatch(fold(name)):
        return False
    if max(len(first), len(second)) > _POST_LENGTH or not first[0].isupper() or not second[0].isalpha():
        return False
    return not _POST.search(fold_case(first)) and _POST.search(fold_case(second)) is not None


def _record_signature(ledger: Ledger, name: list[Printed], post: list[Printed]) -> bool:
    after = "\n".join(line.text for line in [*post, *name])
    return ledger.repair("source.torn-signature", name[0].start, post[-1].end, after)
