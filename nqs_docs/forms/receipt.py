"""What a filled form was made from, so that it can be checked later.

A receipt is a JSON file beside the form. The form itself carries its gist in a small
line at the foot of its last page: «Нысан 391 (V2300033449), 12.07.2026 күнгі редакция,
№ 129; бланк 1a2b3c4d5e6f7081, деректер 8877665544332211». Both name the words of the
blank by their hash; where the corpus has since learned of another wording for that day,
the two no longer agree.
"""

from __future__ import annotations

import enum
import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from nqs_docs.clauses.address import render
from nqs_docs.clauses.address_locate import unit_at
from nqs_docs.editions.find import find
from nqs_docs.editions.library import Library
from nqs_docs.findings import NoSuchUnit, NotHeld, UsageError
from nqs_docs.forms.catalogue import lookup, words
from nqs_docs.forms.model import Blank, FormEntry, Values
from nqs_docs.language.messages import message
from nqs_docs.language.numbers import digits
from nqs_docs.sources.pdf_process import extract

ENDING = ".receipt.json"
_SHORT = 16
#: Letters that are Kazakh only are left out: a file printed by another program may hold them elsewhere in the line.
_FOOT = re.compile(
    r"Нысан\s+(?P<form>\S+)\s+\((?P<act>[^\s)]+)\),\s+(?P<on>\d\d\.\d\d\.\d{4})\s+.{0,300}?"
    r"бланк\s+(?P<blank>[0-9a-f]{16}),\s+деректер\s+(?P<data>[0-9a-f]{16})", re.DOTALL,
)  # fmt: skip
_TAGS = re.compile(r"<[^>]+>")
_LARGEST = 64 * 1024 * 1024  # bytes of a Word file's text


class Order(Struct, frozen=True):
    """An order that made the redaction."""

    number: str
    act: str  # registry id; "" where it is not known
    position: int  # of its instruction


class Receipt(Struct, frozen=True):
    """What a filled form was made from."""

    form: str
    act: str
    unit: str  # Kazakh address
    eid: str
    title: str
    on: date
    since: date  # of the redaction
    estimated: bool
    orders: tuple[Order, ...]
    template: str
    blank: str  # SHA-256 of the words of the blank
    data: str  # SHA-256 of the values
    file: str = ""  # name of the filled form
    sha256: str = ""  # of the filled form


class Standing(enum.StrEnum):
    """How the blank of a receipt compares with that of a day."""

    SAME = "same"
    OTHER = "other"
    NOT_HELD = "not-held"
    GONE = "gone"


class Verdict(Struct, frozen=True):
    """What became of a filled form and its blank."""

    receipt: Receipt
    whole: bool | None  # the file is as it was written; None: there is no receipt beside it to tell
    then: Standing  # on its date
    now: Standing
    changed: date | None = None  # from when another redaction is in force


def receipt(library: Library, blank: Blank, values: Values) -> Receipt:
    """The receipt of a form before its file is made."""
    causes = {(c.by.number, c.by_id, c.operation.position if c.operation else 0): None for c in blank.causes}
    return Receipt(
        blank.form, blank.act, render(blank.address), blank.eid, blank.title, blank.on, blank.since,
        blank.estimated or blank.since in blank.doubts,
        tuple(Order(*cause) for cause in causes), blank.template, _printed(library, blank, blank.on), data_hash(values),
    )  # fmt: skip


def foot(made: Receipt) -> str:
    """The line for the foot of the form's last page."""
    orders = ", ".join(dict.fromkeys(f"№ {order.number}" for order in made.orders)) or "–"
    doubt = " (болжамды)" if made.estimated else ""
    return (
        f"Нысан {made.form} ({made.act}), {digits(made.on)} күнгі редакция, "
        f"{digits(made.since)}{doubt} бастап, {orders}; "
        f"бланк {made.blank[:_SHORT]}, деректер {made.data[:_SHORT]}"
    )


def write(made: Receipt, file: str, content: bytes) -> bytes:
    """The JSON beside the file."""
    full = replace(made, file=file, sha256=hashlib.sha256(content).hexdigest())
    return msgspec.json.format(msgspec.json.encode(full), indent=2) + b"\n"


def data_hash(values: Values) -> str:
    """SHA-256 of values, whatever their order."""
    return joined([json.dumps(values, ensure_ascii=False, sort_keys=True, default=_plain)])


def joined(parts: Iterable[str]) -> str:
    """SHA-256 of several texts, in their order."""
    return hashlib.sha256("\x00".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _plain(value: date | Decimal) -> str:
    return str(value.normalize()) if isinstance(value, Decimal) else value.isoformat()


def _printed(library: Library, form: FormEntry, on: date) -> str:
    """The hash of what a form prints on a day."""
    edition = library.edition(form.act, on, notes=False)
    return joined(["".join(words(unit_at(edition.root, find(edition, form.address))))])


# --- checking ------------------------------------------------------------------------


def verify(library: Library, name: str, content: bytes, beside: bytes | None, today: date) -> Verdict:
    """Whether a file is as it was written, its blank the one of its date, and still in force today.

    ``beside`` is its receipt; without one the line at its foot tells. UsageError
    ``form.no-receipt`` where there is neither, ``form.bad-receipt`` where the receipt is none.
    """
    try:
        made = msgspec.json.decode(beside, type=Receipt) if beside is not None else _from_foot(name, content)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise UsageError("form.bad-receipt", file=name, detail=str(error)) from error
    whole = None if beside is None else made.sha256 == hashlib.sha256(content).hexdigest()
    then, _ = _standing(library, made, made.on)
    now, since = _standing(library, made, today)
    return Verdict(made, whole, then, now, since if now is Standing.OTHER else None)


def sentences(found: Verdict, file: str, beside: str, today: date, lang: str) -> Iterator[str]:
    """What became of a filled form: of its file, its receipt ``beside`` it, its blank then and today."""
    made = found.receipt
    yield message("form.made-from", lang, file=file, form=made.form, act=made.act, date=digits(made.on))
    whole = {True: "form.file-whole", False: "form.file-changed", None: "form.file-unknown"}[found.whole]
    yield message(whole, lang, receipt=beside)
    yield message(f"form.then-{found.then}", lang, date=digits(made.on))
    since = digits(found.changed) if found.changed else ""
    yield message(f"form.now-{found.now}", lang, date=digits(today), since=since)


def _standing(library: Library, made: Receipt, on: date) -> tuple[Standing, date | None]:
    """How the blank stands on a day, and since when there is one that day."""
    try:
        entry = lookup(library, f"{made.act}/{made.eid}" if made.eid else made.form, on)
        same = _printed(library, entry, on).startswith(made.blank)
    except NotHeld:
        return Standing.NOT_HELD, None
    except (NoSuchUnit, UsageError):
        return Standing.GONE, None
    return (Standing.SAME if same else Standing.OTHER), entry.since


def _from_foot(name: str, content: bytes) -> Receipt:
    """What the last line of a form says of itself."""
    try:
        line = list(_FOOT.finditer(_text(name, content)))[-1]
        on = datetime.strptime(line["on"], "%d.%m.%Y").date()
    except UsageError:
        raise
    except Exception as error:
        raise UsageError("form.no-receipt", file=name, receipt=f"{name}{ENDING}") from error
    return Receipt(line["form"], line["act"], "", "", "", on, on, False, (), "", line["blank"], line["data"])


def _text(name: str, content: bytes) -> str:
    """The text of a Word file or PDF."""
    if content.startswith(b"%PDF"):
        return extract(content, name).text  # in a process of its own, which a hostile file may end
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        part = packed.getinfo("word/document.xml")
        if part.file_size > _LARGEST:
            raise UsageError("form.too-large", file=name, most=f"{_LARGEST >> 20} MB")
        return _TAGS.sub("", packed.read(part).decode())
