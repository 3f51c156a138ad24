"""Example data for a blank: values that pass every check, so that a clerk has a file to begin with."""

from __future__ import annotations

import re
from datetime import date

from nqs_docs.forms.identity import check_digit
from nqs_docs.forms.model import Blank, Field, FieldType
from nqs_docs.language.folding import fold_case

Example = str | list[str] | list[dict[str, "Example"]]

_BORN = date(1985, 7, 14)
_PERSON = "Ахметов Асан Серікұлы"
_ADDRESS = "Астана қаласы, Мәңгілік Ел даңғылы, 8-үй"
#: What a label of text asks for -> what a person might write. The first row that fits decides.
_TEXTS: tuple[tuple[str, str], ...] = (
    (r"аты[ -]жөні|т\.? ?а\.? ?ә|тегі.*(?<!\w)аты|толық жазылуы|фамилия.*имя|ф\.? ?и\.? ?о|расшифровка", _PERSON),
    (r"жазумен|сөзбен|прописью", "бір мың екі жүз елу"),
    (r"әкесінің аты|отчество", "Серікұлы"),
    (r"(?:^|\W)тегі|фамилия|азамат", "Ахметов"),
    (r"^(?:өз )?аты$|^имя", "Асан"),
    (r"лауазымы|должность", "бас маман"),
    (r"облысы|облыс$|область", "Ақмола"),
    (r"ауданы$|район$", "Есіл"),
    (r"көшесі|көше$|улица", "Абай"),
    (r"үй$|үйі$|пәтер|(?:^|\W)дом$", "8"),
    (r"индекс", "010000"),
    (r"еңбек мобильділігі орталығы", f"Астана қаласының еңбек мобильділігі орталығы, {_ADDRESS}"),
    (r"тану орталығы\)|атауы, мекенжайы", f'"Береке" ЖШС, {_ADDRESS}'),
    (r"мекенжай|тұратын жері|адрес|орны$", _ADDRESS),
    (r"логин", "a.akhmetov"),
    (r"шот|жск|иик", "KZ121234567890123456"),
    (r"банк.*атауы|^банк", '"Қазақстан Халық Банкі" АҚ'),
    (r"бөлімше|қаласы", "Астана"),
    (r"кім берді|берген орган|кем выдан", "Қазақстан Республикасы ІІМ"),
    (r"салалық.*орган", "Қазақстан Республикасы Энергетика министрлігі"),
    (r"орган(?!изац)|кімге", "Астана қаласының Жұмыспен қамту басқармасы"),
    (r"ұйым|мекеме|кәсіпорын|заңды тұлға|организац|орындаушы|тапсырыс|жұмыс беруші", '"Береке" ЖШС'),
    (r"көрсетілетін қызмет\w* атауы|қызмет\w* (?:атауы|түрі)", "кәсіптік біліктілікті тану рәсімін өткізу"),
    (r"өлшем бірлігі", "қызмет"),
    (r"құжат.*түрі", "жеке куәлік"),
    (r"алғаны-алмағаны|\(жоқ, иә|\(иә, жоқ|сәйкес кел|^басқа$", "жоқ"),
    (r"актінің атауы", '"Электр энергетикасы туралы" Қазақстан Республикасының Заңы'),
    (r"стандарт", '"Электр желілерін монтаждау" кәсіптік стандарты'),
    (r"мерзімі|жарамды", "2027 жылғы 31 желтоқсанға дейін"),
    (r"№$", "12"),
    (r"нөмірі.*күні", "№ 12, 2020 жылғы 5 мамыр"),
    (r"нөмірі|№|номер", "12"),
    (r"(?:^|\W)код", "7411-0-001"),
    (r"деңгейі|тобы$|тоқсан|өтілі", "3"),
    (r"(?:^|\W)жыл$|жылдан", "2026"),
    (r"(?:^|\W)ай$|сағат", "9"),
    (r"айы", "шілде"),
    (r"құжат", "жеке куәліктің көшірмесі"),
    (r"серия", "А"),
    (r"файл", "сурет.png"),
    (r"тақырыб|(?:^|\W)тема", "Жүйеге кіру"),
    (r"мәселе|проблема|сипатта|мазмұн|шағым|бұзушылық", "Жүйеге кіргенде қате туындайды"),
    (r"кәсіп|мамандығы", "электрик"),
    (r"кімнен|мүшелері|төраға|^мен$|басшы", _PERSON),
)
#: What stands beside the first in a list.
_OTHERS = {"жеке куәліктің көшірмесі": "ақтау туралы анықтаманың көшірмесі", _PERSON: "Оспанова Айгүл Маратқызы"}
_OTHER = "мәлімет"
_IIN, _BIN = (eleven + check_digit(eleven) for eleven in (f"{_BORN:%y%m%d}30012", "15074000123"))
_OF_TYPES = {
    FieldType.IIN: _IIN,
    FieldType.BIN: _BIN,
    FieldType.IIN_OR_BIN: _BIN,
    FieldType.PHONE: "+7 701 123 45 67",
    FieldType.EMAIL: "asan@example.kz",
    FieldType.MONEY: "1250.00",
    FieldType.QUANTITY: "3",
}


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
        case FieldType.CHOICE:
            return [field.options[0]]
        case FieldType.LIST:
            first = _text(field.label)
            return [first, _OTHERS.get(first, first)][: field.at_most or 2]
        case FieldType.ROWS:
            return [record(field.columns, on)] * 2
    return _OF_TYPES.get(field.type) or _text(field.label)


def _text(label: str) -> str:
    lower = fold_case(label)
    return next((text for pattern, text in _TEXTS if re.search(pattern, lower)), _OTHER)
