"""Labels: what the words beside a blank say of what may stand in it.

Kazakh tells it with the last word: «күндер саны» is a number, «берілген күні» a date.
So types are told by the end of a label first, by words anywhere in it after that. A new
word is a row of ``field_words.toml``. Norm: ЖСН, БСН – Law № 223-III «Сәйкестендіру нөмірлерінің
ұлттық тізілімдері туралы», arts. 1, 9.
"""

from __future__ import annotations

import itertools
import re
from importlib import resources
from itertools import groupby

import msgspec

from nqs_docs.forms.marks import RUN, Draft, bare, groups, masked
from nqs_docs.forms.model import FieldType
from nqs_docs.language.folding import fold_case

_FILE = resources.files(__package__).joinpath("field_words.toml").read_bytes()
_TABLES = msgspec.toml.decode(_FILE, type=dict[str, dict[FieldType, list[str]]])
#: Where the words stand -> what they tell, and their pattern; the first that fits decides.
_WORDS = {where: {type_: "|".join(rows) for type_, rows in table.items()} for where, table in _TABLES.items()}
_TOGETHER = re.compile(_WORDS["together"][FieldType.IIN_OR_BIN])
_SEVERAL = re.compile(r",|\bжәне\b|\bмен\b|\bпен\b|\bбен\b|\bи\b")
_DATE_PARTS = re.compile(r"күні?,? ?(?:және )?айы?,? ?(?:және )?жылы?$|туған (?:күні|жылы),? айы,? (?:күні|жылы)$")
_IF_ANY = re.compile(
    r"(?:ол |олар |олар бар |бар )?(?:болса|болған жағдайда|болған кезде)|бар болған жағдайда|бар жағдайда"
    r"|при (?:его |ее |её )?наличии|если имеется|міндетті емес|қажет (?:болса|болған жағдайда)|қалауы бойынша"
)
_NAME = re.compile(r"тегі.*(?<!\w)аты|(?<!\w)т\.? ?а\.? ?ә|аты[ -]жөні|фамилия.*имя|ф\.? ?и\.? ?о\b")
_SPELLED = re.compile(rf"(?:{_WORDS['at-end'][FieldType.TEXT]})$")
_LATER = re.compile(
    r"(?<!\w)(?:қабылда(?:ған|ды|нды|ушы\w*)|өтініш\w* тірке\w+|тіркеген|тексерген|принял\w*|зарегистрировал\w*)(?!\w)"
)
_SIGNS = re.compile(rf"(?<!\w)(?:{_WORDS['at-end'][FieldType.SIGNATURE]})\*?$")
_ENUMERATOR = re.compile(
    r"^\s*(?:\d+-(?:бөлім|тарау|кесте|тармақ)\.?(?=\s)|\d+(?:[.-]\d+)*[.)]|[а-яёәіңғүұқөһa-z]\)|[-–—•*·]|[IVX]+\.)\s*",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"(?<!\w)(?:[^\W\d_]\. ?){2}[^\W\d_](?!\w)")  # «Т.А.Ә.», «Ф. И. О.»
_SENTENCE = re.compile(r"(?<=[^\W\d_]{3})[.!?]\s+(?=[^\W\d_])|[:;]\s+|\u2022")
_EDGES = ' \t\u00a0,.:;–—-/*|"'
_OWNER = re.compile(r"(?:[^\s,()]+\s){0,5}?(?!әкесінің|анасының)[^\s,()]+(?:ның|нің|дың|дің|тың|тің)(?=\s)")
_MOST, _TAIL = 9, 4  # a label of more words is cut to its last ones
_NAME_WORDS = 5
_WORD = re.compile(r"[^\W_]+")
UNNAMED = "өріс"
_JOINS = frozenset({"және", "немесе", "мен", "пен", "бен", "да", "де", "и", "или"})


def draft(label: str, context: str = "", name: str = "", type_: FieldType | None = None) -> Draft:
    """A field of that label, which tells what may be given where ``type_`` does not, and whether it must be."""
    type_ = type_ or kind(label)
    return Draft(label, type_, required(label, type_), context, name)


def kind(label: str) -> FieldType:
    """What a label says may be given: «Жеке сәйкестендіру нөмірі» -> IIN."""
    lower = " ".join(fold_case(label).replace("\n", " ").split()).strip(_EDGES)
    if measured := next((found for found, pattern in _WORDS["measured"].items() if re.search(pattern, lower)), None):
        return measured
    plain = bare(lower).strip(_EDGES)
    inside = [lower[start + 1 : end - 1].strip() for start, end in groups(lower)]
    together = bool(_TOGETHER.search(lower))
    for text in (plain, *inside) if plain else inside:
        if found := _by_words(text, together):
            return found
    return FieldType.TEXT


def _by_words(text: str, together: bool) -> FieldType | None:
    dated = _DATE_PARTS.search(text)
    several = not dated and _SEVERAL.search(text)
    for found, pattern in _WORDS["at-end"].items():
        if re.search(rf"(?<!\w)(?:{pattern})\*?$", text):
            return FieldType.TEXT if several and found is not FieldType.SIGNATURE else found
    if dated or together or several:
        return FieldType.DATE if dated else FieldType.IIN_OR_BIN if together else FieldType.TEXT
    return next((found for found, pattern in _WORDS["anywhere"].items() if re.search(pattern, text)), None)


def unit(after: str) -> tuple[FieldType, str] | None:
    """The type that a word after a run tells, and the word: «____ теңге», «___ дана»."""
    lower = fold_case(after).lstrip(" (")
    matches = ((found, re.match(rf"\s*(?:{pattern})\w*", lower)) for found, pattern in _WORDS["unit"].items())
    return next(((found, match[0].strip()) for found, match in matches if match), None)


def required(label: str, type_: FieldType) -> bool:
    """Whether it must be given: not where the blank says «(бар болса)», is signed, or filled in on receipt.

    The condition of «тегі, аты, әкесінің аты (ол болған жағдайда)» is that of the father's name alone.
    """
    lower = fold_case(label)
    if type_ is FieldType.SIGNATURE or _LATER.search(lower):
        return False
    more = re.search(r"\)\s*,\s*\w[^)]*$", lower)  # «… (бар болса), лауазымы»
    conditions = (lower[:start] for start, end in groups(lower) if is_condition(lower[start:end]))
    return all(_NAME.search(bare(before)) or (more and before.strip()) for before in conditions)


def is_condition(text: str) -> bool:
    """«бар болса», «ол болған жағдайда», «при наличии»."""
    return _IF_ANY.fullmatch(fold_case(text).strip(" ()*.,")) is not None


def signs(text: str) -> bool:
    """Whether a caption asks for a signature: «(өтініш берушінің қолы)»."""
    found = [bare(fold_case(item)).strip(_EDGES) for item in items(text)]
    return any(map(_SIGNS.search, found)) and not any(map(_SPELLED.search, found))


def beside_signature(caption: str) -> tuple[str, str]:
    """What a caption asks for beside a signature, and the signature: «тегі, аты, қолы» -> «тегі, аты», «қолы»."""
    found = items(caption)
    signed = [item for item in found if signs(item)]
    return ", ".join(item for item in found if item not in signed), ", ".join(signed)


def owned(asked: str, beside: str) -> str:
    """«қолы» beside «алушының тегі, аты» is «алушының қолы», and the other way about."""
    owner = _OWNER.match(fold_case(beside))
    return f"{beside[: owner.end()]} {asked}" if owner and not _OWNER.match(fold_case(asked)) else asked


def items(text: str) -> list[str]:
    """What stands between the commas, not those in brackets."""
    cuts = [0, *(at + 1 for at, sign in enumerate(masked(text)) if sign == ","), len(text) + 1]
    return [text[a : b - 1].strip() for a, b in itertools.pairwise(cuts) if text[a : b - 1].strip()]


def clause(text: str) -> str:
    """The last clause of the words before a run: «3) байланыс деректері: телефон нөмірі» -> «телефон нөмірі»."""
    text = " ".join(_ENUMERATOR.sub("", text.replace(RUN, " ")).split()).rstrip(_EDGES)
    begins = max((match.end() for match in _SENTENCE.finditer(masked(text))), default=0)
    last = _ENUMERATOR.sub("", text[begins:]).strip(_EDGES)
    if len(bare(last).split()) > _MOST:
        after_comma = items(last)[-1]
        last = after_comma if 1 < len(bare(after_comma).split()) <= _MOST else last
    found = bare(last).split()
    return last if len(found) <= _MOST + 6 else " ".join(found[-_TAIL:])


def tail(text: str) -> str:
    """The last words before a run inside a sentence."""
    return " ".join(clause(text).split()[-3:])


def first(text: str) -> str:
    """The first words after a run, up to a sign."""
    return " ".join(re.split(r"[,.:;()\"]", text.strip(_EDGES), maxsplit=1)[0].split()[:3])


def name(label: str, most: int = _NAME_WORDS) -> str:
    """The key of a label: its last words, folded, joined by "_"; «№» is «нөмірі»."""
    lower = fold_case(label).replace("№", " нөмірі ")
    lower = _INITIALS.sub(lambda match: match[0].replace(".", "").replace(" ", ""), _ENUMERATOR.sub("", lower))
    found = [word for word, _ in groupby(_WORD.findall(bare(lower)) or _WORD.findall(lower))]
    while len(found) > 1 and found[-1] in _JOINS:
        found.pop()
    found = found[-most:]
    while len(found) > 1 and found[0] in _JOINS:
        del found[0]
    return "_".join(found) or UNNAMED
