"""The Russian formulas of amending orders, as rows of the same table.

A Russian verb stands in the middle of its clause or at its head, so the pattern of
a row holds the verb itself and must fit the whole clause. The slots are those of
``language.formulas``; cited words stand behind their noun ("слова «X»"). ``{beside}`` is
"после слов «X»" or "перед словами «X»", ``{swapped}`` old and new words with the verb
between them. Norm: Law № 480-V, arts. 26-27.
"""

from __future__ import annotations

from nqs_docs.language.formulas import Formula

#: The verbs of instructions, all in the infinitive.
VERBS: dict[str, str] = {
    "изложить": r"изложить", "дополнить": r"дополнить", "исключить": r"исключить", "заменить": r"заменить",
    "признать": r"(?:признать|считать) утративш\w+ силу", "приостановить": r"приостановить",
    "считать": r"считать(?: соответственно)? (?:пункт|подпункт|част|абзац|глав|стать)\w+",
}  # fmt: skip

_NEW = r"в(?: следующей)?(?: новой)? редакции"
_FOLLOWING = r"следующего содержания"
_CEASED = r"(?:признать|считать) утративш(?:им|ими|ей) силу"

FORMULAS: tuple[Formula, ...] = (
    Formula("R2", "replace", "изложить", rf"{{at}} изложить(?: {_NEW})?,? {{annex}}"),
    Formula("R2", "replace", "изложить", rf"{{at}},? {{annex}},? изложить {_NEW}"),
    Formula("R2", "replace", "изложить", rf" изложить {{at}} {_NEW},? {{annex}}"),
    Formula("R1", "replace", "изложить", rf"{{at}} изложить {_NEW}", True),
    Formula("R1", "replace", "изложить", rf" изложить {{at}} {_NEW}", True),
    Formula("W3", "append-words", "дополнить", rf"{{at}} дополнить слов(?:ами|ом) {_FOLLOWING}", True),
    Formula("I2", "insert", "дополнить", "{at} дополнить {units},? {annex}"),
    Formula("I1", "insert", "дополнить", rf"{{at}} дополнить {{units}} {_FOLLOWING}", True),
    Formula("I1", "insert", "дополнить", rf" дополнить {{at}} {{units}} {_FOLLOWING}", True),
    Formula("I1", "insert", "дополнить", "{at} дополнить {units}", True),
    Formula("W2", "insert-words", "дополнить", "{at} {beside} дополнить {new}"),
    Formula("W2", "insert-words", "дополнить", " {beside} {at} дополнить {new}"),
    Formula("W2", "insert-words", "дополнить", "{at} дополнить {beside} {new}"),
    Formula("W2", "insert-words", "дополнить", "{at} дополнить {new} {beside}"),
    Formula("W2", "insert-words", "дополнить", " дополнить {at} {beside} {new}"),
    Formula("W3", "append-words", "дополнить", "{at}(?: в конце)? дополнить(?: в конце)? {new}"),
    Formula("W3", "append-words", "дополнить", " дополнить {at} {new}"),
    Formula("D2", "delete-words", "исключить", "{at} {old} исключить"),
    Formula("D2", "delete-words", "исключить", "{at} исключить {old}"),
    Formula("D2", "delete-words", "исключить", " исключить {at} {old}"),
    Formula("D2", "delete-words", "исключить", " исключить {old} {at}"),
    Formula("D2", "delete-words", "исключить", " {old} {at} исключить"),
    Formula("D1", "delete", "исключить", "{at} исключить"),
    Formula("D1", "delete", "исключить", " исключить {at}"),
    Formula("W1", "substitute", "заменить", "{at} {swapped}"),
    Formula("W1", "substitute", "заменить", "{at} заменить {swapped}"),
    Formula("W1", "substitute", "заменить", " заменить {at} {swapped}"),
    Formula("W1", "substitute", "заменить", " {old} {at} заменить {new}"),
    Formula("W1", "substitute", "заменить", " заменить {old} {at} {new}"),
    Formula("P1", "repeal", "признать", f"{{at}} {_CEASED}"),
    Formula("P1", "repeal", "признать", f" {_CEASED} {{at}}"),
    Formula("P2", "suspend", "приостановить", " приостановить {until} действие {at}"),
    Formula("P2", "suspend", "приостановить", " приостановить действие {at} {until}"),
    Formula("P2", "suspend", "приостановить", " действие {at} приостановить {until}"),
    Formula("P2", "suspend", "приостановить", " {until} приостановить действие {at}"),
    Formula("N1", "", "считать", r"{at} считать .*", finding="amendment.renumbering"),
)  # fmt: skip

#: Nouns for cited words ("слова «X»"): form → case. What sounds alike is the nominative.
WORD_NOUNS: dict[str, str] = {
    "слово": "nom", "слова": "nom", "слов": "gen", "словом": "instr", "словами": "instr",
    "цифру": "nom", "цифры": "nom", "цифр": "gen", "цифрой": "instr", "цифрами": "instr",
    "число": "nom", "числа": "nom", "чисел": "gen", "числом": "instr", "числами": "instr",
    "аббревиатуру": "nom", "аббревиатуры": "gen", "аббревиатурой": "instr",
    "знак": "nom", "знаки": "nom", "знака": "gen", "знаков": "gen", "знаком": "instr", "знаками": "instr",
    "символ": "nom", "символы": "nom", "символа": "gen", "символом": "instr", "символами": "instr",
    "букву": "nom", "буквы": "nom", "букв": "gen", "буквой": "instr", "буквами": "instr",
    "словосочетание": "nom", "словосочетания": "gen", "словосочетанием": "instr",
    "индекс": "nom", "индекса": "gen", "индексом": "instr", "код": "nom", "кода": "gen", "кодом": "instr",
    "термин": "nom", "термина": "gen", "термином": "instr",
}  # fmt: skip

#: What joins cited words, the elided verb and its dash included: "… словами «B», слова «C» – словами «D»".
WORD_JOINS = (
    r"и|а|также|соответственно|заменить|-|в соответствующ(?:их|ем) падеж(?:ах|е)|в соответствующем числе"
    r"|и числах|и числе"
)

#: "внести в приказ … следующие изменения и дополнения": {at} is what is changed.
CHANGES = (
    r"внести (?P<at>во? .+?)(?:,)?(?: (?:следующие|соответствующие))? (?:изменени[ея]|дополнени[ея])"
    r"(?: и (?:изменени|дополнени)[ея])?",
    r"(?P<at>во? .+?)(?:,)? внести(?: следующие)? (?:изменени[ея]|дополнени[ея])(?: и (?:изменени|дополнени)[ея])?",
    r"(?P<at>во? .+?)(?:,)? следующие (?:изменени[ея]|дополнени[ея])(?: и (?:изменени|дополнени)[ея])? внести",
    r"внести(?: следующие)? (?:изменени[ея]|дополнени[ея])(?: и (?:изменени|дополнени)[ея])? (?P<at>во? .+)",
)

#: "throughout": "по всему тексту", "в тексте".
THROUGHOUT = r"по (?:всему )?тексту|во? (?:всем )?тексте"

#: The titles of a list of amended acts and of a list of repealed ones.
AMENDED_LIST = (
    r"(?:изменени|дополнени)\w*(?: и (?:дополнени|изменени)\w*)?,? (?:которые )?внос\w+"
    r"|внос(?:ятся|имых) (?:изменени|дополнени)"
)
REPEALED_LIST = r"утратившими? силу|утративших силу"

#: "Признать утратившими силу:", "Признать утратившими силу следующие приказы:": the acts stand below.
REPEALING = r"признать утратившими силу(?: следующие| некоторые)?(?: приказы(?: [^:№]{0,120})?)?:\s*$"

#: "внести изменения согласно приложению к настоящему приказу": they stand in an appendix.
ANNEXED_LIST = (
    r"согласно приложению(?: (?P<label>\d+(?:-\d+)*))? к настоящему (?:приказу|постановлению)"
    r"[\s.;]*(?:(?:следующие )?(?:изменени[ея]|дополнени[ея])[\s.;]*)?$"
)

#: An order of any kind that is no known formula.
IMPERATIVE = r"(?:читать|именовать|переименовать|перенумеровать|отменить|внести(?=.*(?:изменени|дополнени)))"
