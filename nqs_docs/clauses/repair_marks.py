"""source.heading-misuse: a heading mark on what is no heading.

The conversion from PDF makes headings of whatever is printed bold or stands
alone: "### 3. Цифрлық платформаны пайдалануды:" is point 3, "### ЗҚАИ-ның
ескертпесі!" a note.
"""

from __future__ import annotations

import re

from nqs_docs.clauses.repairs import Draft, Ledger
from nqs_docs.language.folding import fold_case

_POINT = re.compile(r'"?(\d{1,6})(?:-\d+)*\.(?=\s)')
_SUBPOINT = re.compile(r'"?(?:\d+(?:-\d+)*|[а-яәіңғүұқөһ])\)(?=\s)')
_NO_HEADING = ("зқаи", "рқао", "рцпи", "ескерту.", "сноска.", "примечание ", '"келісіл', "бұйырамын")
_OPEN_ENDS = (":", ";")
_ENDS = (".", *_OPEN_ENDS)


def heading_misuse(ledger: Ledger, drafts: list[Draft]) -> None:
    """Takes the heading mark from points, subpoints, notes and lists."""
    headed = point = 0  # numbers of the last heading and of the last point
    for number, draft in enumerate(drafts):
        if draft.heading and _misused(drafts, number, headed, point):
            mark, end = draft.lines[0].line.start, ledger.head(draft.start)
            if ledger.repair("source.heading-misuse", mark, end, ledger.visible(draft.lines[0], mark, end)):
                draft.heading = 0
        if draft.cells is None and (match := _POINT.match(draft.text)):
            headed, point = (int(match[1]), point) if draft.heading else (headed, int(match[1]))


def _misused(drafts: list[Draft], number: int, headed: int, point: int) -> bool:
    text = fold_case(drafts[number].text)
    if text.startswith(_NO_HEADING) or text.endswith(_OPEN_ENDS) or _SUBPOINT.match(text):
        return True
    label = _POINT.match(text)
    if not label:
        return False
    own = int(label[1])
    if headed == own - 1 > 0 and point >= own and not text.endswith(_ENDS):
        return False  # "2. Тәртіп" after "1. Жалпы ережелер" and point 2
    return text.endswith(_ENDS) or _next_point(drafts, number + 1) == own + 1


def _next_point(drafts: list[Draft], number: int) -> int:
    """The number of the next point; a heading "1. Жалпы ережелер" is followed by point 1, not 2."""
    for draft in drafts[number:]:
        if draft.cells is None and not draft.heading and (match := _POINT.match(draft.text)):
            return int(match[1])
    return 0
