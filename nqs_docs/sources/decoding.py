"""Bytes → characters, where the encoding is certain; else the file is refused by the name it seems to have.

UTF-8 is taken as it is. UTF-16 is certain by its mark of order or by its zero bytes.
A one-byte code of Windows is certain where it gives words of every order; Kazakhstan's
own, KZ-1048, is windows-1251 with the Kazakh letters, and reads both.
"""

from __future__ import annotations

import codecs
import re

from nqs_docs.findings import Finding, SourceError, Span, warning

_CYRILLIC = re.compile("[\u0400-\u04ff]")
_CONTROL = re.compile(b"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MARKS = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_KAZAKH_BYTES = "kz1048"
# Words without which there is no order: upper and lower case letters have other places in other codes.
_CERTAIN = re.compile(
    r"\bҚазақстан Республикасы|\bРеспублик[аи] Казахстан|\bҚАЗАҚСТАН РЕСПУБЛИКАСЫ|\bРЕСПУБЛИК[АИ] КАЗАХСТАН"
)
# Letters of other languages that stand where a wrong code puts them.
_FOREIGN = re.compile("[ЂЃѓђЉљЊњЋћЏџЎўЈ\x80-\x9f]|(?<=[а-яһғқңөұүә])[µ±¤‡†‰¦]|[µ±¤‡†‰¦](?=[а-яһғқңөұүә])")
# Letters that windows-1251 has not: a page declared to be in it writes them by their numbers.
_KAZAKH = re.compile("[ҚқҺһҰұӘәӨөҒғҮүҢң]")
_WINDOWS = frozenset(["windows-1251", "cp1251", "cp-1251", "win-1251"])
_BEGINNING = 20_000


def decoded(data: bytes, name: str, declared: str = "") -> tuple[str, tuple[Finding, ...]]:
    """The characters of ``data``, and a finding where they are not UTF-8.

    ``declared`` is what the file says of itself: believed of windows-1251 where nothing speaks against it.
    SourceError ``source.encoding`` where the code is not certain, ``source.binary`` where it is no text.
    """
    encoding = next((encoding for mark, encoding in _MARKS.items() if data.startswith(mark)), "")
    if not encoding and b"\x00" in data:
        encoding = next((one for one in _MARKS.values() if _cyrillic(data, one)), "")
    if not encoding and len(_CONTROL.findall(data[:100_000])) > len(data[:100_000]) // 200:
        raise SourceError("source.binary", file=name, format="?")
    try:
        if encoding:
            return _other(data.decode(encoding), "utf-16")
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        if encoding:
            raise SourceError("source.encoding", file=name, encoding="utf-16") from None
    return _one_byte(data, name, declared)


def _one_byte(data: bytes, name: str, declared: str) -> tuple[str, tuple[Finding, ...]]:
    try:
        text = data.decode(_KAZAKH_BYTES)
    except UnicodeDecodeError:
        raise SourceError("source.encoding", file=name, encoding="?") from None
    believed = declared.lower() in _WINDOWS and not _KAZAKH.search(text)
    if (believed or _CERTAIN.search(text)) and not _FOREIGN.search(text):
        return _other(text, "windows-1251")
    seems = "windows-1251" if _cyrillic(data, _KAZAKH_BYTES) else "?"
    raise SourceError("source.encoding", file=name, encoding=seems)


def _other(text: str, encoding: str) -> tuple[str, tuple[Finding, ...]]:
    return text, (warning("source.decoded", span=Span("", 0, 0), encoding=encoding),)


def _cyrillic(data: bytes, encoding: str) -> bool:
    """Whether most letters are Cyrillic when the beginning is read in that encoding."""
    text = data[:_BEGINNING].decode(encoding, errors="replace")
    letters = sum(map(str.isalpha, text))
    return bool(letters) and len(_CYRILLIC.findall(text)) * 2 > letters
