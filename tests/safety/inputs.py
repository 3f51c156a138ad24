"""Inputs for every reader: texts put together from what readers and grammars look for, and real files damaged.

Each is made from a ``Random``: hypothesis gives one that it can shrink, ``make fuzz``
one for each number, so that an input can be made again from its number alone.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from copy import deepcopy
from functools import cache
from pathlib import Path
from random import Random

from lxml import etree

from nqs_docs.sources.read import read
from tests.safety.orders import BASE, ORDER
from tests.sources.shapes import blocks
from tests.sources.web_pages import page

SEEDS = sorted((Path(__file__).parents[2] / "corpus").glob("V*/*.txt"))
MOST = 700  # characters of a piece that is cut out of a real file
PIECES = (
    "\n", "\n", "\n\n", "\n\n", "\r\n", "\r", " ", "  \n", "\t", "\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0", "      ",
    "\u00ad", "\u200b", "\ufeff", "\x0c", "\u2028", "\x85", "\x00", "ә\u0301", "𐍈", "\ud7ff", "İ", "ß", "№", "–",
    "\u2011", "і", "i", "# ", "## ", "**", "*", "***", "- ", "> ", "|", "| а | б |\n|---|---|\n", "```\n", "\\", "[",
    "](", "](#z14)", "![", "<!--", "-->", "<b>", "</a>", '<a name="z1"></a>', "[bookmark: z14]", "[bookmark: ",
    "---\n", "{12}------------\n", "&nbsp;", "&lt;", '"', '"', "«", "»", "“", "(", ")", ".", ".", ";", ":", ",", '".',
    '";', "*1", "1. ", "2. ", "10. ", "1-1. ", "1) ", "2) ", "а) ", "1.1. ", "12\n", "1-тарау. ", "2-параграф. ",
    "1-бөлім", "1-бап. ", "Ескерту. ", "ЗҚАИ-ның ескертпесі!\n", "Сноска. ", "Примечание ИЗПИ!\n", "БҰЙЫРАМЫН:",
    "ПРИКАЗЫВАЮ:", '"КЕЛІСІЛДІ"', "Министр\n\nА. Ертаев\n\n", "1-қосымша\n", "Қағидаларға\n1-қосымша\n",
    "Приложение 1\nк Правилам\n", "1-тармақ", "2-тармақтың", " 3) тармақшасы", " бірінші бөлігі", " екінші абзацы",
    "бұйрықтың ", "Қағидаларда:", "көрсетілген бұйрықпен бекітілген Қағидаларда:\n\n",
    "мынадай редакцияда жазылсын:\n\n", "алып тасталсын;", "деген сөздер", "деген сөздермен ауыстырылсын;",
    "мынадай мазмұндағы 8-1-тармақпен толықтырылсын:\n\n", "күші жойылды деп танылсын",
    "осы бұйрыққа 1-қосымшаға сәйкес", "1, 2, 3 және 4-тармақтар", "5 - 9-тармақтар",
    "2023 жылғы 10 қаңтардағы № 101", "12.07.2026 бастап қолданысқа енгізіледі", "изложить в следующей редакции:\n\n",
    "пункт 1 ", "исключить;", "слова ", " заменить словами ", "дополнить пунктом 1-1 ",
    "алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң қолданысқа енгізіледі.",
    "бірақ ерте емес ",
    "-", "-",
    "6-тармақ жаңа редакцияда - ҚР министрінің 01.02.2024 № 22 (01.03.2024 бастап қолданысқа енгізіледі) бұйрығымен.",
    "А.Т.Ә.", "а", "Б", "сөз", "мәтін ", "жұмыс беруші ", "99999999999999999999", "0", "²", "①", "٣",
)  # fmt: skip
TAGS = (
    "<p>", "</p>", '<p id="z14">', "<div>", "</div>", "<table>", "</table>", "<tr>", "<td>",
    '<td colspan="3" rowspan="2">', "</td>", '<td colspan="99999999">', "<br/>", "<h3>", "</h3>", "<span>",
    '<font color="red">', "</font>", '<a name="z9"></a>', "<ol>", '<ol start="99" type="i">', "<li>", "</ol>",
    "<del>", "<ins>", "<script>", "</script>", "<style>", "<!--", "-->", "<![CDATA[", "<sup>", "</sup>", "<article>",
    "</article>", '<p style="display:none">', '<span style="white-space:pre">', "&nbsp;", "&#0;", "&#x110000;",
    "&bogus;", '<div class="container_gamma text">', "<img alt='сурет'>", "<svg>", "<", ">", "&", '"', "<?xml ?>",
    '<!DOCTYPE html [<!ENTITY a "б">]>', "<b>", "<i>", "<u", "</", "<template>", "<table><caption>",
)  # fmt: skip

#: Pieces that XML may hold.
TEXTS = tuple(piece for piece in PIECES if "\x00" not in piece and "\x0c" not in piece)


@cache
def orders() -> tuple[bytes, ...]:
    """Real orders as text, and two short ones."""
    return (BASE, ORDER, *(path.read_bytes() for path in SEEDS))


@cache
def pages() -> tuple[bytes, ...]:
    """The same as web pages."""
    return tuple(page(blocks(read(data, "order.txt"))) for data in orders())


def mixed(random: Random) -> bytes:
    """Pieces of legal text and of formats in any order, some below the head of an order."""
    body = "".join(random.choices(PIECES, k=random.randint(1, 25)))
    head = random.choice(("", BASE.decode(), ORDER.decode(), ORDER.decode()))
    cut = random.randint(len(head) // 3, len(head))
    return (head[:cut] + body + head[cut:]).encode()


def damaged(data: bytes, random: Random) -> bytes:
    """A stretch of a real file with characters, or now and then bytes, lost, doubled, moved or changed."""
    if not random.randint(0, 30):
        return _bytes_damaged(data[: 2 * MOST], random)
    text = _stretch(data.decode(), random)
    for _ in range(random.randint(1, 6)):
        at, end = sorted((random.randint(0, len(text)), random.randint(0, len(text))))
        end = min(end, at + 200)
        match random.randint(0, 5):
            case 0:
                text = text[:at] + text[end:]
            case 1:
                text = text[:end] + text[at:]
            case 2:
                moved, text = text[at:end], text[:at] + text[end:]
                at = random.randint(0, len(text))
                text = text[:at] + moved + text[at:]
            case 3:
                text = (
                    text[:at]
                    + chr(random.choice((random.randint(0, 127), random.randint(0x400, 0x4FF))))
                    + text[at + 1 :]
                )
            case _:
                text = text[:at] + random.choice(PIECES) + text[at:]
    return text.encode()


def _stretch(data: str, random: Random) -> str:
    """The beginning of a file, which makes it an order, and a part of the rest; now and then all of it."""
    if len(data) < MOST or not random.randint(0, 50):
        return data
    at = random.randint(0, len(data))
    return data[: random.choice((0, MOST, MOST, MOST))] + data[at : at + random.randint(0, MOST)]


def text(random: Random) -> bytes:
    """For the readers of text and Markdown: mixed or damaged, in one of the encodings."""
    data = mixed(random) if random.randint(0, 1) else damaged(random.choice(orders()), random)
    if random.randint(0, 40):
        return data
    encoding = random.choice(("utf-16", "utf-16-be", "windows-1251", "utf-8-sig", "utf-32"))
    return data.decode(errors="replace").encode(encoding, "replace")


def html(random: Random) -> bytes:
    """For the reader of web pages."""
    if random.randint(0, 1):
        return damaged(random.choice(pages()), random)
    body = "".join(random.choice(random.choice((PIECES, TAGS))) for _ in range(random.randint(1, 40)))
    order = random.choice(("", BASE.decode().replace("\n\n", "<p>")))
    return f"<html><body>{order}{body}".encode()


def archive(whole: Callable[[], tuple[bytes, ...]]) -> Callable[[Random], bytes]:
    """For readers of archives: damage of the archive, or of a file in it."""

    def made(random: Random) -> bytes:
        data = random.choice(whole())
        if not random.randint(0, 3):
            return _bytes_damaged(data, random)
        source, target = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
        names = [name for name in source.namelist() if name.endswith(".xml")]
        chosen = random.choice(("word/document.xml", random.choice(names)))
        with zipfile.ZipFile(target, "w") as result:
            for name in source.namelist():
                content = source.read(name)
                result.writestr(name, _xml_damaged(content, random) if name == chosen else content)
        return target.getvalue()

    return made


def _xml_damaged(data: bytes, random: Random) -> bytes:
    """A document whose elements were moved, doubled, lost or renamed; now and then it is no XML any more."""
    if not random.randint(0, 9):
        return _bytes_damaged(data, random)
    root = etree.fromstring(data)
    elements = [element for element in root.iter() if element.getparent() is not None]
    for _ in range(random.randint(1, 8)):
        if not elements:
            break
        element, other = random.choice(elements), random.choice(elements)
        around = element.getparent()
        match random.randint(0, 4):
            case 0 if around is not None:
                around.remove(element)
            case 1:
                other.append(deepcopy(element))
            case 2:
                element.text = (element.text or "") + random.choice(TEXTS)
            case 3:
                element.tag = other.tag
            case _:
                for name in list(element.attrib)[:1]:
                    element.set(name, random.choice(("", "-1", "99999999999", "а", *other.attrib.values())))
    return etree.tostring(root, encoding="UTF-8")


def _bytes_damaged(data: bytes, random: Random) -> bytes:
    """A file with some bytes changed or lost, where the structure of the file is."""
    changed = bytearray(data)
    for _ in range(random.randint(1, 20)):
        at = random.randrange(len(changed))
        if random.randint(0, 3):
            changed[at] = random.randint(0, 255)
        else:
            del changed[at : at + random.randint(1, 60)]
    return bytes(changed)


def damaged_file(whole: Callable[[], tuple[bytes, ...]]) -> Callable[[Random], bytes]:
    """For readers of binary files."""
    return lambda random: _bytes_damaged(random.choice(whole()), random)
