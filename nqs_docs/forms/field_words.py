"""The words by which a label tells what may be given: data, one row for each sign of a type.

All are matched against folded lower-case text, Kazakh and Russian alike. A new word is
a row.
"""

from __future__ import annotations

from nqs_docs.forms.model import FieldType

_T = FieldType


def _any(words: str) -> str:
    """One pattern of the lines of ``words``."""
    return "|".join(line.strip() for line in words.strip().splitlines())


#: «қолтаңбаның толық жазылуы»: the name of who signs, not the signature.
SPELLED = _any(r"""
    (?:расшифровка|полная запись) подписи
    (?:қолтаңба|қол)\w* (?:толық )?жазылуы
    толық жазылуы қолтаңбалар
""")
SIGNATURES = _any(r"""
    қолы|қолдары|қолтаңба|қолтаңбасы|қолтаңбалары|қол қою|қол қойған адам
    мөр|мөрі|мөр орны|мөртаңба|мөртабан|м\. ?о\.?|м\.? ?п\.?|эцқ|эцп
    подпись|подписи|печать|место печати
""")
#: Either number.
TOGETHER = _any(r"""
    (?:жсн|иин)\s*(?:/|\(|,|-|немесе|не|или)\s*(?:бсн|бин)
    (?:бсн|бин)\s*(?:/|\(|,|-|немесе|не|или)\s*(?:жсн|иин)
    жеке сәйкестендіру нөмірі\W+(?:немесе\s+)?бизнес
    бизнес[ -]сәйкестендіру нөмірі\W+(?:немесе\s+)?жеке
    жеке\W+(?:немесе\s+)?бизнес[ -]сәйкестендіру
""")
#: How a label ends: Kazakh tells it with the last word. The first row that fits decides.
AT_END: tuple[tuple[FieldType, str], ...] = (
    (_T.TEXT, SPELLED),
    (_T.SIGNATURE, SIGNATURES),
    (
        _T.QUANTITY,
        r"саны|көлемі|ауданы|пайызы|салмағы|ұзақтығы|количество|кол-во|объ[её]м|площадь|число (?:лиц|листов)",
    ),
    (_T.MONEY, r"сомасы|құны|бағасы|жалақысы|жалақы|теңге|теңгемен|тарифі|шығыны|шығындар|шығыстар|табысы|кірісі"),
    (_T.MONEY, r"(?:өтемақы|төлем|жәрдемақы|еңбекақы|аванс)\w*(?: \w+)? мөлшері|сумма|цена|стоимость|тенге|доход"),
    (_T.DATE, r"күні|күн|датасы|дата|(?:дата|число) (?:рождения|выдачи|подачи|при[её]ма|получения)|день"),
)
#: Words anywhere in it.
ANYWHERE: tuple[tuple[FieldType, str], ...] = (
    (_T.IIN_OR_BIN, TOGETHER),
    (_T.IIN, r"(?<!\w)(?:жсн|иин)(?!\w)|жеке сәйкестендіру нөмір|индивидуальн\w+ идентификационн\w+ номер"),
    (_T.BIN, r"(?<!\w)(?:бсн|бин)(?!\w)|бизнес[ -]сәйкестендіру нөмір|бизнес-идентификационн\w+ номер"),
    (
        _T.EMAIL,
        r"электронды[қ]? (?:пошта|поштасы|мекенжай)|(?<!\w)е?e?-ma?[iі]l|эл\. ?пошта|электронн\w+ (?:почт|адрес)",
    ),
    (_T.PHONE, r"телефон|(?<!\w)тел\.|ұялы байланыс нөмірі"),
)
#: The word after a run.
UNITS: tuple[tuple[FieldType, str], ...] = (
    (_T.MONEY, r"теңге|тенге|тг\b"),
    (
        _T.QUANTITY,
        r"дана|парақ|бет(?:те|тен)|адам\b|адамға|пайыз|процент|%|шаршы метр|га\b|гектар|кг\b|тонна|сағат|минут",
    ),
    (_T.QUANTITY, r"(?:жұмыс |күнтізбелік )?күн(?:нен|ге|дік)?\b|ай(?:ға|дан)\b|экземпляр|штук|лист(?:ах|ов)|человек"),
)
