"""An office document as an archive of XML parts, opened with suspicion.

Parts are read by their names in the archive only; nothing is written, followed or run.
Sizes are counted while a part is unpacked, so that a bomb never unfolds; a part that
declares entities is refused, encrypted archives too.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree
from lxml.etree import _Element as Element

from nqs_docs.findings import SourceError
from nqs_docs.sources.limits import LARGEST_PART, MOST_PARTS, limit

#: What a file that is no text document is, by a part that it has.
_OTHERS = {"xl/": "XLSX", "ppt/": "PPTX", "content.xml": "ODT", "meta-inf/": "JAR, EPUB"}
_BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, KeyError, NotImplementedError, RuntimeError,
    OverflowError, MemoryError, AttributeError,
)  # fmt: skip


class Package:
    """The parts of an archive."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            found = [info.filename for info in self._archive.infolist()]
        except _BROKEN as error:
            raise SourceError("source.damaged", file=name, reason=str(error) or "ZIP") from error
        limit(name, "parts", len(found), MOST_PARTS)
        # Names of parts know no case; some programs of Windows write them with backslashes.
        self._parts = {one.replace("\\", "/").lower(): one for one in found}
        self.names = list(self._parts)

    def main(self) -> str:
        """The name of the part that holds the text; SourceError where the archive is something else."""
        for _, kind, target in self.references(""):
            root = self.xml(target) if kind == "officeDocument" else None
            if root is not None and local(root) == "document":
                return target
        other = next((kind for part, kind in _OTHERS.items() if any(one.startswith(part) for one in self.names)), "ZIP")
        raise SourceError("source.binary", file=self.name, format=other)

    def references(self, part: str) -> Iterator[tuple[str, str, str]]:
        """Id, kind ("styles", "footnotes", …) and name of each part referred to; none outside the archive."""
        folder, base = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{base}.rels"))
        for one in root if root is not None else ():
            if one.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, one.get("Target") or "")).lstrip("/")
                yield one.get("Id") or "", (one.get("Type") or "").rpartition("/")[2], target

    def xml(self, part: str) -> Element | None:
        """The tree of a part; None where there is no such part."""
        stored = self._parts.get(part.lower())
        if stored is None:
            return None
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
        )
        try:
            with self._archive.open(stored) as file:
                content = file.read(LARGEST_PART + 1)
            limit(self.name, "bytes", len(content), LARGEST_PART)
            root = etree.fromstring(content, parser)
        except (etree.XMLSyntaxError, *_BROKEN) as error:
            raise SourceError("source.damaged", file=self.name, reason=f"{part}: {error}") from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise SourceError("source.unsafe", file=self.name, what=f"DOCTYPE, {part}")
        return root


# Strict and transitional documents differ in nothing but the names of their namespaces, which nobody looks at here.


def local(element: Element) -> str:
    """The name of an element."""
    return str(element.tag).rpartition("}")[2]


def inside(element: Element | None, *names: str) -> Iterator[Element]:
    """Every element of one of the names in a tree, its root included."""
    return element.iter(*(f"{{*}}{name}" for name in names)) if element is not None else iter(())


def said(element: Element) -> str:
    """All characters in an element."""
    return "".join(map(str, element.itertext()))


def attribute(element: Element | None, name: str) -> str:
    """An attribute; "" where it is missing."""
    items = element.items() if element is not None else ()
    return next((str(value) for key, value in items if str(key).rpartition("}")[2] == name), "")


def child(element: Element | None, *names: str) -> Element | None:
    """The first child of that name; with several names, a descendant step by step."""
    for name in names:
        element = next(element.iterchildren(f"{{*}}{name}"), None) if element is not None else None
    return element


def chosen(element: Element) -> Element | None:
    """The first of several ways to write the same, of an ``AlternateContent``."""
    choice = child(element, "Choice")
    return choice if choice is not None else child(element, "Fallback")


def children(element: Element | None, name: str) -> list[Element]:
    """All children of that name."""
    return [*element.iterchildren(f"{{*}}{name}")] if element is not None else []


def number(text: str, default: int = 0) -> int:
    """A whole number of a sane size; ``default`` for anything else."""
    bare = text.strip()
    return int(bare) if bare.lstrip("-").isascii() and bare.lstrip("-").isdigit() and len(bare) < 9 else default
