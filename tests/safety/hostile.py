"""Texts made to be slow or deep: each is an order (or is none) of a size that is asked for.

``python -m tests.safety.hostile growth [READER [NAME…]]`` prints how the time of each grows when its size doubles.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date

from nqs_docs.amendments.from_act import operations
from nqs_docs.clauses.from_lines import read_act
from nqs_docs.editions.library import compile_acts
from nqs_docs.findings import SourceError
from nqs_docs.sources.read import read

HEAD = """Жұмыс орындарын есепке алу қағидаларын бекіту туралы

Қазақстан Республикасы Еңбек және халықты әлеуметтік қорғау министрінің 2023 жылғы 10 қаңтардағы № 101 бұйрығы. \
Қазақстан Республикасының Әділет министрлігінде 2023 жылғы 12 қаңтарда № 31601 болып тіркелді

БҰЙЫРАМЫН:

"""
POINTS = "1. Қоса беріліп отырған Жұмыс орындарын есепке алу қағидалары бекітілсін.\n\n"
END = "\n\n2. Осы бұйрық 2023 жылғы 1 ақпаннан бастап қолданысқа енгізіледі.\n\n"
DOCUMENT = """Қазақстан Республикасы Еңбек және халықты әлеуметтік қорғау министрінің 2023 жылғы 10 қаңтардағы № 101 \
бұйрығымен бекітілген

Жұмыс орындарын есепке алу қағидалары

"""
CITED = """1. "Қағидаларды бекіту туралы" Қазақстан Республикасы Еңбек министрінің 2022 жылғы 10 қаңтардағы № 7 \
бұйрығына (Нормативтік құқықтық актілерді мемлекеттік тіркеу тізілімінде № 26500 болып тіркелген) \
мынадай өзгерістер енгізілсін:

көрсетілген бұйрықпен бекітілген Қағидаларда:

"""


def _document(body: str) -> str:
    return HEAD + POINTS + END + DOCUMENT + body


def _order(body: str) -> str:
    return HEAD + CITED + body + END


def _joined(count: int, line: str, between: str = "\n\n") -> str:
    return between.join(line.format(i=i, next=i + 1) for i in range(1, count + 1))


SECONDS = 60  # of work for one text
MEMORY = 4_000_000_000  # bytes
Made = Callable[[int], str]
#: Name -> the largest size, and the text of a size.
TEXTS: dict[str, tuple[int, Made]] = {
    "blank lines": (1_000_000, lambda n: HEAD + POINTS + "\n" * n),
    "short lines": (300_000, lambda n: _document("а\n" * n)),
    "short paragraphs": (100_000, lambda n: _document("а\n\n" * n)),
    "points": (50_000, lambda n: _document(_joined(n, "{i}. Жұмыс беруші мәліметтерді ұсынады."))),
    "points of one number": (20_000, lambda n: _document(_joined(n, "1. Жұмыс беруші мәліметтерді ұсынады."))),
    "subpoints": (50_000, lambda n: _document("1. Мыналар:\n\n" + _joined(n, "{i}) мәліметтер;"))),
    "abzac of one point": (100_000, lambda n: _document("1. Мыналар:\n\n" + _joined(n, "мәліметтер;"))),
    "chapters": (20_000, lambda n: _document(_joined(n, "{i}-тарау. Жалпы ережелер\n\n{i}. Мәтін."))),
    "appendices": (
        5_000,
        lambda n: _document("1. Мәтін.\n\n" + _joined(n, "Қағидаларға\n\n{i}-қосымша\n\nНысан\n\n1. Мәтін.")),
    ),
    "corners of the order": (5_000, lambda n: HEAD + POINTS + END + DOCUMENT * n),
    "one paragraph": (100_000, lambda n: _document("1. " + "Жұмыс беруші мәліметтерді ұсынады. " * n)),
    "one word": (3_000_000, lambda n: _document("1. " + "а" * n)),
    "one word of many stems": (200_000, lambda n: HEAD + "сөз" * n),
    "one title": (50_000, lambda n: _document("күші жойылды деп танылсын\n" * n)),
    "one Latin word": (3_000_000, lambda n: _document("a" * n)),
    "spaces": (2_000_000, lambda n: _document("1. а" + " " * n + "б")),
    "no-break spaces": (2_000_000, lambda n: _document("1. а" + "\u00a0" * n + "б")),
    "tabs": (1_000_000, lambda n: _document("1. а" + "\t" * n + "б")),
    "digits": (2_000_000, lambda n: _document("1" * n + ". а")),
    "digits and hyphens": (500_000, lambda n: _document("1-" * n + "тармақ мынадай")),
    "dots": (1_000_000, lambda n: _document("1. а" + ". " * n)),
    "hyphens": (1_000_000, lambda n: _document("-" * n + "а")),
    "hyphens and spaces": (500_000, lambda n: _document("- " * n + "а")),
    "stars": (500_000, lambda n: _document("1. " + "*" * n + "а")),
    "stars and letters": (300_000, lambda n: _document("1. " + "*а " * n)),
    "double stars": (200_000, lambda n: _document("1. " + "**а " * n)),
    "brackets": (500_000, lambda n: _document("1. " + "[" * n)),
    "brackets and links": (200_000, lambda n: _document("1. " + "](" * n)),
    "parentheses": (500_000, lambda n: _document("1. " + "(" * n)),
    "bookmarks": (100_000, lambda n: _document("1. " + "[bookmark: z" * n)),
    "comments": (200_000, lambda n: _document("1. " + "<!--" * n)),
    "tags": (200_000, lambda n: _document("1. " + "<a " * n)),
    "backslashes": (500_000, lambda n: _document("1. " + "\\" * n)),
    "citations of quotes": (20_000, lambda n: _document("> " * n + "а")),
    "quoted lines": (100_000, lambda n: _document("> а\n" * n)),
    "headings": (100_000, lambda n: _document("# а\n" * n)),
    "fences": (100_000, lambda n: _document("```\nа\n" * n)),
    "pipes": (300_000, lambda n: _document("|" * n)),
    "a wide table": (
        10_000,
        lambda n: _document("|" + " а |" * n + "\n|" + "---|" * n + "\n" + ("|" + " б |" * n + "\n") * 10),
    ),
    "a long table": (100_000, lambda n: _document("| а | б |\n|---|---|\n" + "| в | г |\n" * n)),
    "rows of tabs": (100_000, lambda n: _document("а\tб\tв\n" * n)),
    "unclosed quotes": (100_000, lambda n: _order("1-тармақ мынадай редакцияда жазылсын:\n\n" + '"а ' * n)),
    "unclosed quotes in lines": (
        50_000,
        lambda n: _order("1-тармақ мынадай редакцияда жазылсын:\n\n" + '"1. а\n\n' * n),
    ),
    "unclosed guillemets": (100_000, lambda n: _order("1-тармақ мынадай редакцияда жазылсын:\n\n" + "«а " * n)),
    "one long quotation": (
        50_000,
        lambda n: _order(
            '1-тармақ мынадай редакцияда жазылсын:\n\n"1. Мыналар:\n\n' + _joined(n, "мәліметтер;") + '".'
        ),
    ),
    "quoted points": (
        20_000,
        lambda n: _order('Қағидалар мынадай редакцияда жазылсын:\n\n"' + _joined(n, "{i}. Мәтін.") + '".'),
    ),
    "instructions": (10_000, lambda n: _order(_joined(n, '{i}-тармақ мынадай редакцияда жазылсын:\n\n"{i}. Мәтін.";'))),
    "instructions in words": (
        10_000,
        lambda n: _order(_joined(n, '{i}-тармақтағы "а" деген сөз "б" деген сөзбен ауыстырылсын;')),
    ),
    "instructions of deletion": (10_000, lambda n: _order(_joined(n, "{i}-тармақ алып тасталсын;"))),
    "instructions of insertion": (
        10_000,
        lambda n: _order(_joined(n, 'мынадай мазмұндағы {i}-1-тармақпен толықтырылсын:\n\n"{i}-1. Мәтін.";')),
    ),
    "targets": (
        3_000,
        lambda n: (
            HEAD
            + _joined(
                n,
                '{i}. "Қағида" Қазақстан Республикасы Еңбек министрінің 2022 жылғы 10 қаңтардағы № {i} бұйрығына '
                "мынадай өзгеріс енгізілсін:\n\n1-тармақ алып тасталсын.",
            )
            + END
        ),
    ),
    "repeals": (
        5_000,
        lambda n: (
            HEAD
            + "1. Мыналардың күші жойылды деп танылсын:\n\n"
            + _joined(
                n, '{i}) "Қағида" Қазақстан Республикасы Еңбек министрінің 2022 жылғы 10 қаңтардағы № {i} бұйрығы;'
            )
            + END
        ),
    ),
    "an address of many": (5_000, lambda n: _order(_joined(n, "{i}", ", ") + "-тармақтар алып тасталсын;")),
    "an address of ranges": (500, lambda n: _order(_joined(n, "1-9999", ", ") + "-тармақтар алып тасталсын;")),
    "a wide range": (2_000, lambda n: _order("1 - " + "9" * n + "-тармақтар алып тасталсын;")),
    "an address of cases": (3_000, lambda n: _order("1-тармақтың " * n + "2-тармағы алып тасталсын;")),
    "an address in words": (3_000, lambda n: _order("бірінші, " * n + "екінші бөліктері алып тасталсын;")),
    "an annex of digits": (900, lambda n: _order(f"осы бұйрыққа {'9' * n} бастап 1-тармақ редакцияда жазылсын;")),
    "an annex of numbers": (20_000, lambda n: _order(f"осы тізбеге {'1-' * n}1 а 1-тармақ редакцияда жазылсын;")),
    "words in one instruction": (
        3_000,
        lambda n: _order("1-тармақта " + ", ".join(['"а" деген сөз "б" деген сөзбен'] * n) + " ауыстырылсын;"),
    ),
    "delays": (
        2_000,
        lambda n: (
            _order("1-тармақ алып тасталсын;\n\n")
            + "3. Осы бұйрық "
            + ", ".join(f"1-тармақтың {i}) тармақшасын" for i in range(1, n + 1))
            + " қоспағанда, алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң қолданысқа енгізіледі."
        ),
    ),
    "notes": (
        10_000,
        lambda n: _document(
            _joined(
                n,
                "{i}. Мәтін.\n\nЕскерту. {i}-тармақ жаңа редакцияда - "
                "ҚР Еңбек министрінің 01.02.2024 № {i} (01.03.2024 бастап қолданысқа енгізіледі) бұйрығымен.",
            )
        ),
    ),
    "one note": (
        10_000,
        lambda n: _document(
            "1. Мәтін.\n\nЕскерту. 1-тармақ жаңа редакцияда - "
            + _joined(n, "ҚР Еңбек министрінің 01.02.2024 № {i} (01.03.2024 бастап қолданысқа енгізіледі)", "; ")
            + " бұйрықтарымен."
        ),
    ),
    "dates": (50_000, lambda n: _document("1. " + "2023 жылғы 10 қаңтардағы № 101 бұйрығы " * n)),
    "requisites": (20_000, lambda n: HEAD * (n // 10) + POINTS + END),
    "signatures": (50_000, lambda n: HEAD + POINTS + END + "Министр\n\nА. Ертаев\n\n" * n),
    "agreements": (
        10_000,
        lambda n: HEAD + POINTS + END + '"КЕЛІСІЛДІ"\nҚазақстан Республикасының\nҚаржы министрлігі\n\n' * n,
    ),
    "hard wraps": (100_000, lambda n: _document("      1. " + "Жұмыс беруші мәліметтерді\n" * n)),
    "page breaks": (50_000, lambda n: _document("1. Жұмыс беруші\n\n" + _joined(n, "мәліметтерді және\n\n{i}"))),
    "links": (50_000, lambda n: _document("1. Мәтін " + "[№ 101](#z1) " * n)),
    "half letters": (300_000, lambda n: _document("1. " + "ә\u0301" * n)),
    "marks in lines": (50_000, lambda n: _document("**а** \\. *б*\n" * n)),
    "bold lines": (50_000, lambda n: _document("**а**\n" * n)),
    "images": (200_000, lambda n: _document("1. " + "![" * n)),
    "images without an end": (100_000, lambda n: _document("1. " + "![а](" * n)),
    "targets of links": (100_000, lambda n: _document("1. " + "](а)" * n)),
    "comments before a page": (50_000, lambda n: "<!--а-->" * n + "а"),
    "deletions backwards": (
        5_000,
        lambda n: _order("\n\n".join(f"{i}-тармақ алып тасталсын;" for i in range(n, 0, -1))),
    ),
    "appendices restated": (
        2_000,
        lambda n: (
            _order(_joined(n, "{i}-қосымша осы бұйрыққа {i}-қосымшаға сәйкес редакцияда жазылсын;"))
            + _joined(n, "Бұйрыққа\n\n{i}-қосымша\n\nНысан\n\n1. Мәтін.")
        ),
    ),
    "deep subpoints": (5_000, lambda n: _document(_joined(n, "1. а:\n\n1) б:\n\n- в;"))),
    "deep appendices": (
        2_000,
        lambda n: _document("1. Мәтін.\n\n" + _joined(n, "{i}-қосымшаға\n\n{next}-қосымша\n\nНысан")),
    ),
}


def chain(text: str, reader: str = "") -> str:
    """From bytes to editions; what was refused."""
    try:
        act, _ = read_act(read(text.encode(), "hostile.txt", reader=reader))
    except SourceError as error:
        return error.code
    changes, _ = operations(act)
    library = compile_acts({act.id: act}, {act.id: changes})
    for act_id in library.act_ids()[:20]:
        library.edition(act_id, date(2026, 7, 12))
    return f"{len(changes)} operations"


def bounded(reader: str) -> dict[str, int]:
    """How a process ended that read each text, an eighth of its size, within bounds; 0 is well."""
    ended = {}
    for name, (size, made) in TEXTS.items():
        child = os.fork()
        if not child:
            resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            chain(made(size // 8), reader)
            os._exit(0)
        ended[name] = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return ended


def growth(reader: str, names: Sequence[str]) -> None:
    """Prints the seconds that a quarter, half and all of each text takes."""
    for name in names or TEXTS:
        size, made = TEXTS[name]
        seconds, said = [], ""
        for part in (size // 4, size // 2, size):
            begun = time.process_time()
            said = chain(made(part), reader)
            seconds.append(time.process_time() - begun)
            if seconds[-1] > 20:
                break
        mark = "  <<<" if len(seconds) < 3 or (seconds[-1] > 2.7 * seconds[-2] and seconds[-1] > 1) else ""
        print(f"{name:30} {size:9} {' '.join(f'{s:8.2f}' for s in seconds)}  {said}{mark}", flush=True)


if __name__ == "__main__":
    what, reader, *names = [*sys.argv[1:], "", ""]
    if what == "bounded":
        print(json.dumps(bounded(reader)))
    else:
        growth(reader, [name for name in names if name])
