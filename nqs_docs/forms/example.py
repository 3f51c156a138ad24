"""Example data for a blank: values that pass every check, so that a clerk has a file to begin with."""

from __future__ import annotations

import re
from datetime import date

from nqs_docs.forms.identity import check_digit
from nqs_docs.forms.model import Blank, Field, FieldType
from nqs_docs.language.folding import fold_case

Example = str | list[str] | list[dict[str, "Example"]]

_BORN = date(1985, 7, 14)
#: What a label of text asks for -> what a person might write. The first row that fits decides.
_TEXTS: tuple[tuple[str, str], ...] = (
    (r"(?:^|\W)жыл$", "2026"),
    (
        r"тегі.*аты|т\.? ?а\.? ?ә|аты[ -]жөні|толық жазылуы|фамилия.*имя|ф\.? ?и\.? ?о|расшифровка",
        "Ахметов Асан Серікұлы",
    ),
    (r"әкесінің аты|отчество", "Серікұлы"),
    (r"(?:^|\W)тегі|фамилия", "Ахметов"),
    (r"^(?:өз )?аты$|^имя", "Асан"),
    (r"лауазымы|должность", "бас маман"),
    (r"облысы|облыс$|область", "Ақмола"),
    (r"ауданы$|район$", "Есіл"),
    (r"көшесі|көше$|улица", "Абай"),
    (r"үй$|үйі$|пәтер|(?:^|\W)дом$", "8"),
    (r"индекс", "010000"),
    (r"мекенжай|тұратын жері|адрес", "Астана қаласы, Мәңгілік Ел даңғылы, 8-үй"),
    (r"логин", "a.akhmetov"),
    (r"банк.*атауы|банк$", '"Қазақстан Халық Банкі" АҚ'),
    (r"шот|жск|иик", "KZ121234567890123456"),
    (r"бөлімше|қаласы", "Астана"),
    (r"орган", "Астана қаласының Жұмыспен қамту орталығы"),
    (r"ұйым|мекеме|кәсіпорын|заңды тұлға|организац", '"Береке" ЖШС'),
    (r"құжат.*түрі", "жеке куәлік"),
    (r"кім берді|берген орган|кем выдан", "Қазақстан Республикасы ІІМ"),
    (r"алғаны-алмағаны|\(жоқ, иә|\(иә, жоқ", "жоқ"),
    (r"мерзімі", "2027 жылғы 31 желтоқсанға дейін"),
    (r"құжат", "жеке куәліктің көшірмесі"),
    (r"нөмірі және.*күні", "№ 12, 2020 жылғы 5 мамыр"),
    (r"серия", "А"),
    (r"нөмірі|№|номер|код|деңгейі", "12"),
    (r"файл", "сурет.png"),
    (r"тақырыб|(?:^|\W)тема", "Жүйеге кіру"),
    (r"мәселе|проблема|сипатта|мазмұн", "Жүйеге кіргенде қате туындайды"),
    (r"кәсіп|мамандығы", "электрик"),
)
_OTHER = "мәлімет"


def example(blank: Blank) -> dict[str, Example]:
    """A record that fills the blank: every field that is given, by name, as a data file has it."""
    return record(blank.fields, blank.on)


def record(fields: tuple[Field, ...], on: date) -> dict[str, Example]:
    """The same for fields; signatures are left to the hand, what is computed is left out."""
    given = (field for field in fields if not field.computed and field.type is not FieldType.SIGNATURE)
    return {field.name: _value(field, on) for field in given}


def _value(field: Field, on: date) -> Example:
    match field.type:
        case FieldType.DATE:
            return (_BORN if "туған" in fold_case(field.label) else on).isoformat()
        case FieldType.IIN | FieldType.IIN_OR_BIN:
            return _checked(f"{_BORN:%y%m%d}30012")
        case FieldType.BIN:
            return _checked("15074000123")
        case FieldType.PHONE:
            return "+7 701 123 45 67"
        case FieldType.EMAIL:
            return "asan@example.kz"
        case FieldType.MONEY:
            return "1250.00"
        case FieldType.QUANTITY:
            return "3"
        case FieldType.CHOICE:
            return [field.options[0]]
        case FieldType.LIST:
            return [_text(field.label)] * min(2, field.at_most or 2)
        case FieldType.ROWS:
            return [record(field.columns, on)] * 2
        case _:
            return _text(field.label)


def _checked(eleven: str) -> str:
    return eleven + check_digit(eleven)


def _text(label: str) -> str:
    lower = fold_case(label)
    return next((text for pattern, text in _TEXTS if re.search(pattern, lower)), _OTHER)
