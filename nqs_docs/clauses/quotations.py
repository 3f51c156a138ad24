"""Where quoted new text begins and ends in an amending order.

A quotation follows its instruction ("3-тармақ мынадай редакцияда жазылсын:") and
may hold several paragraphs, names in quotes and, in an order that amends an
amending order, instructions with quotations of their own. Quotes are often
damaged: one mark opens both the text and a name in it, one closes both, the last
is missing. So the marks are told apart by what touches them and counted, and the
next instruction, context line or item of the order bounds what they may cover.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from nqs_docs.language.folding import fold_case

QUOTE = '"'


class Quotation(Struct, frozen=True, gc=False):
    """The extent of one quotation; paragraphs are indexes, offsets those of their texts."""

    introducer: int  # the paragraph with the formula; == first where both stand on one
    first: int
    last: int
    start: int  # in the first paragraph: where the text inside the outer marks starts
    end: int  # in the last paragraph: where it ends
    opened: bool = True  # False: no opening mark
    closed: bool = True  # False: no closing mark; ``last`` is where the next instruction stops it
    shared_open: bool = False  # one mark opens the text and a name: the text keeps it
    shared_close: bool = False  # one mark closes a name and the text: the text keeps it
    trailing: str = ""  # the sign after the closing mark


# Ends of an instruction that new text follows (folded, lower case). Rows, not branches.
_INTRODUCERS = (
    # мынадай редакцияда жазылсын: · жаңа редакцияда баяндалсын: · былай жазылсын: · мынадай мазмұнда жазылсын:
    r"(?:редакция(?:сын)?да|мазмұнда|былай|былайша|түрде)\s+(?:жазыл|баяндал|мазмұндал|жариялан|берілс|беріл)\w*",
    # мынадай мазмұндағы 9-1-тармақпен толықтырылсын: · мынадай редакциядағы …
    r"(?:мазмұндағы|редакциядағы|мазмұнды)(?=\s)[^\"]{0,200}\s(?:толықтыр|ауыстыр|қосыл|енгізіл)\w*",
    # мынадай жолмен толықтырылсын: · келесі абзацпен толықтырылсын:
    r"(?:мынадай|келесі|төмендегі|төмендегідей|келесідей)\s[^\"]{0,200}(?:мен|бен|пен)\s+(?:толықтыр|ауыстыр)\w*",
)
_INTRODUCER = re.compile(rf"(?:{'|'.join(_INTRODUCERS)})\s*(?P<colon>:)?\s*$")
_ON_ONE = re.compile(rf"(?:{'|'.join(_INTRODUCERS)})\s*:\s*(?=\")")
# Ends of an instruction that needs no new text after it.
_INSTRUCTION = re.compile(
    r"(?:жазылсын|баяндалсын|толықтырылсын|ауыстырылсын|тасталсын|танылсын|жойылсын|тоқтатылсын|тұрсын|есептелсін"
    r"|шығарылсын|алынсын|қойылсын|енгізілсін)\s*[:;.]\s*$"
)
_WORDS = re.compile(r"^\"[^\"]*\"?.{0,400}?деген\s+(?:сөз|цифр|сан|аббревиатура|белгі|тіркес|сөйлем|жол)", re.DOTALL)
# "2-тармақта:", "… қағидаларында:", "көрсетілген бұйрықпен бекітілген … нысанында:", "… түсіндірмеде (2-шығындар …):"
_CONTEXT = re.compile(
    r"(?:тармақ|тармағын|тармақша|тармақшасын|бөлік|бөлігін|бап|бабын|тарау|тарауын|параграф|параграфын|бөлім|бөлімін"
    r"|қосымша|қосымшасын|кесте|кестесін|\w{3,}ларын|\w{3,}лерін|\w{3,}дарын|\w{3,}дерін|\w{3,}тарын|\w{3,}терін"
    r"|тізбе|тізбесін|ереже|ережесін|нысан|нысанын|есеп|есебін|түсіндірме|түсіндірмесін|әдістеме|әдістемесін"
    r"|нұсқаулық|нұсқаулығын|стандарт|стандартын|бұйрық|бұйрығын|қаулы|қаулысын|регламент|регламентін|жоспар|жоспарын"
    r"|құрам|құрамын|үлгі|үлгісін)[дт][ае]\s*(?:\([^()]*\)\s*)?:\s*$"
)
# "… № 380 бұйрығына (…) мынадай өзгерістер мен толықтырулар енгізілсін:": an item of the order, whatever stood before
_ITEM = re.compile(r"(?:бұйры[қғ]|қаулы|шешім|заң|өкім)\w*\s.*(?:өзгеріс|толықтыру)\w*\s.*енгізілсін\s*:\s*$", re.DOTALL)
_LABEL = re.compile(r"\s*(\d+(?:-\d+)*)([.)])\s*(?=\D|$)")
_CLOSING = re.compile(r"\"\s*([.;,:]*)\s*$")
# How much text before the end of a paragraph a formula may need.
_TAIL = 320


def quotations(texts: Sequence[str]) -> tuple[Quotation, ...]:
    """Every quotation of new text in ``texts`` (the paragraphs of an order or a list), in order.

    A paragraph inside a quotation introduces none of its own here.
    """
    folded = [fold_case(text) for text in texts]
    result: list[Quotation] = []
    position = 0
    while position < len(folded):
        found = _at(folded, position)
        if found:
            result.append(found)
        position = found.last + 1 if found else position + 1
    return tuple(result)


def _at(folded: list[str], position: int) -> Quotation | None:
    """The quotation that the paragraph at ``position`` introduces, if it does."""
    text = folded[position]
    if QUOTE not in text and not text.rstrip().endswith((":", "сын", "сін")):
        return None
    one = _ON_ONE.search(text)
    if one and not _inside(text, one.start()):
        return _extent(folded, position, position, one.end())
    introduces = _INTRODUCER.search(text, max(0, len(text) - _TAIL))
    if not introduces or position + 1 >= len(folded):
        return None
    following = folded[position + 1]
    quoted = following.lstrip().startswith(QUOTE)
    if quoted and _WORDS.match(following.lstrip()) and _INSTRUCTION.search(following):
        return None
    if quoted:
        return _extent(folded, position, position + 1, len(following) - len(following.lstrip()))
    if not introduces["colon"] or _is_boundary(following):
        return None
    return _unopened(folded, position)


def _inside(text: str, position: int) -> bool:
    """Whether ``position`` lies between quotes: a name that holds a formula, not an instruction."""
    return depth(text[:position]) > 0


def _extent(folded: list[str], introducer: int, first: int, opening: int) -> Quotation:
    """The quotation whose opening mark stands at ``opening`` of paragraph ``first``."""
    stop, balances = _scan(folded, first, opening, _outer_label(folded, introducer))
    nested = _is_amending(folded[first][opening + 1 :])
    closers = [index for index in range(first, stop) if _CLOSING.search(folded[index], opening + 1 if index == first else 0)]
    balanced = [index for index in closers if balances[index - first] == 0]
    if nested:
        stop, balances = _nested_scan(folded, first, opening, stop, balances)
        closers = [index for index in range(first, stop) if _CLOSING.search(folded[index], opening + 1 if index == first else 0)]
        balanced = [index for index in closers if balances[index - first] == 0]
    if balanced:
        last = balanced[0]
        further = [index for index in closers if index > last and balances[index - first] < 0]
        if further:
            return _closed(folded, introducer, first, further[0], opening, shared_open=True)
        return _closed(folded, introducer, first, last, opening)
    if closers and closers[-1] == stop - 1:
        over = balances[stop - 1 - first]
        return _closed(folded, introducer, first, stop - 1, opening, shared_open=over < 0, shared_close=over > 0)
    end = len(folded[stop - 1].rstrip())
    return Quotation(introducer, first, stop - 1, opening + 1, end, closed=False)


def _closed(
    folded: list[str], introducer: int, first: int, last: int, opening: int, *, shared_open: bool = False,
    shared_close: bool = False,
) -> Quotation:  # fmt: skip
    closing = _CLOSING.search(folded[last])
    assert closing is not None  # ``last`` is one of the closers
    start = opening if shared_open else opening + 1
    end = closing.start() + 1 if shared_close else closing.start()
    return Quotation(
        introducer, first, last, start, end, shared_open=shared_open, shared_close=shared_close, trailing=closing[1]
    )


def _unopened(folded: list[str], introducer: int) -> Quotation:
    """New text without an opening mark: up to a closing mark of nothing, else one paragraph."""
    first = introducer + 1
    stop, balances = _scan(folded, first, -1, _outer_label(folded, introducer))
    for index in range(first, stop):
        closing = _CLOSING.search(folded[index])
        if closing and balances[index - first] < 0:
            return Quotation(introducer, first, index, 0, closing.start(), opened=False, trailing=closing[1])
    return Quotation(introducer, first, first, 0, len(folded[first].rstrip()), opened=False, closed=False)


def _scan(folded: list[str], first: int, opening: int, outer: str) -> tuple[int, list[int]]:
    """The first paragraph that cannot belong to the quotation, and the depth at the end of each before it."""
    level = depth(folded[first][opening:]) if opening >= 0 else depth(folded[first])
    balances = [level]
    for index in range(first + 1, len(folded)):
        if _is_boundary(folded[index]) or (level <= 0 and _follows(folded[index], outer)):
            return index, balances
        level += depth(folded[index])
        balances.append(level)
    stop = len(folded)
    weak = next((index for index in range(first + 1, stop) if _follows(folded[index], outer)), None)
    if weak and not any(_CLOSING.search(folded[index]) and balances[index - first] <= 0 for index in range(first, stop)):
        return weak, balances[: weak - first]
    return stop, balances


def _nested_scan(folded: list[str], first: int, opening: int, stop: int, balances: list[int]) -> tuple[int, list[int]]:
    """As ``_scan``, where the quoted text is itself an instruction: only an item of the order bounds it.

    "1) 3-тармақ мынадай редакцияда жазылсын: / "3. …";";" - the marks decide where it
    ends; where they do not, the first bound stays.
    """
    level = depth(folded[first][opening:])
    deep = [level]
    for index in range(first + 1, len(folded)):
        if level <= 0 and _CLOSING.search(folded[index - 1]):
            return index, deep
        if _ITEM.search(folded[index]):
            break
        level += depth(folded[index])
        deep.append(level)
    if deep[-1] == 0 and len(deep) == len(folded) - first:
        return len(folded), deep
    return stop, balances


def _outer_label(folded: list[str], introducer: int) -> str:
    """The number that the next item of the order bears, told from the item the instruction stands in."""
    for index in range(introducer, -1, -1):
        label = _LABEL.match(folded[index])
        if label and label[1].isdigit() and (_is_boundary(folded[index]) or index == introducer):
            return f"{int(label[1]) + 1}{label[2]}"
    return ""


def _follows(text: str, outer: str) -> bool:
    return bool(outer) and text.lstrip().startswith(outer)


def is_instruction(text: str) -> bool:
    """Whether a paragraph (as printed) is an instruction or a context line of an amending order."""
    return _is_boundary(fold_case(text))


def _is_boundary(text: str) -> bool:
    """Whether a paragraph is an instruction, a context line or an item of an order, and no quoted text."""
    stripped = text.strip()
    if stripped.startswith(QUOTE) and not _WORDS.match(stripped):
        return False
    tail = stripped[-_TAIL:]
    return bool(_CONTEXT.search(tail) or _INSTRUCTION.search(tail) or _INTRODUCER.search(tail))


def _is_amending(text: str) -> bool:
    """Whether quoted text is an instruction itself: an order that amends an amending order."""
    tail = text.rstrip()[-_TAIL:]
    return bool(_CONTEXT.search(tail) or _INTRODUCER.search(tail)) or bool(_ON_ONE.search(text))


def depth(text: str) -> int:
    """Opening quotes less closing ones; marks are told apart by what touches them.

    ``(«`` and `` "а`` open, ``а"`` and ``."`` close; one that stands free opens where
    nothing is open, else it closes.
    """
    level = 0
    at = text.find(QUOTE)
    previous = -2
    direction = 0
    while at >= 0:
        if at == previous + 1 and direction:
            pass  # two marks together point the same way
        else:
            before, after = text[at - 1 : at], text[at + 1 : at + 2]
            touches_left = before not in ("", " ", "(", "[", "-", "/", "\n")
            touches_right = after not in ("", " ", ")", "]", ".", ",", ";", ":", "-", "\n", QUOTE) or (
                after == QUOTE and not touches_left
            )
            if touches_left == touches_right:
                direction = -1 if level > 0 else 1
            else:
                direction = 1 if touches_right else -1
        level += direction
        previous = at
        at = text.find(QUOTE, at + 1)
    return level
