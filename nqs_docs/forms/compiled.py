"""A Word template compiled once: of a form only its document part is made, the rest of the file is ready.

A template is a docxtpl file, a designer's or one laid out from the blank. Its tags are
names of fields and loops over rows, nothing else: no expression of a template is ever
run. docxtpl cleans the tags that Word has torn to pieces; each tag then becomes the
slot that stands at its place in the blank, so the n-th tag prints the n-th ink.
The engine is sandboxed, escapes every value, and knows no undefined name.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from itertools import chain, groupby

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, Template, TemplateSyntaxError
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree
from markupsafe import Markup

from nqs_docs.findings import UsageError
from nqs_docs.forms.fill import Filled, FilledLine, FilledRow, Ink
from nqs_docs.forms.wording import seen
from nqs_docs.publish import ooxml

_DOCUMENT = "word/document.xml"
_TOKEN = re.compile(r"<[^<>]*>|\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
NAME = re.compile(r"\{\{\s*(\w+)(?:\.(.+?))?\s*\}\}")
_LOOP = re.compile(r"\{%\s*for\s+(\w+)\s+in\s+(\w+)\s*%\}")
_END = re.compile(r"\{%\s*endfor\s*%\}")
_BRACE = re.compile(r'\{\{ "([{}])" \}\}')  # a brace that is printed
_BREAK = Markup('</w:t><w:br/><w:t xml:space="preserve">')
_SECTION = re.compile(r"<w:sectPr\b(?:(?!<w:sectPr\b).)*$", re.DOTALL)
_A4, _MARGIN = 16838, 848  # twentieths of a point: the page, and where in its lower margin the foot stands
#: A frame takes no room in the text; it stands on the page of the paragraph that holds it.
_FOOT = (
    '<w:p><w:pPr><w:pStyle w:val="Normal"/><w:framePr w:w="9354" w:wrap="around" w:vAnchor="page" w:hAnchor="margin"'
    ' w:x="1" w:y="{below}"/></w:pPr>'
    '<w:r><w:rPr><w:color w:val="595959"/><w:sz w:val="14"/><w:szCs w:val="14"/></w:rPr>'
    '<w:t xml:space="preserve">{{ foot }}</w:t></w:r></w:p>'
)


class Compiled:
    """A template ready to be filled any number of times."""

    def __init__(self, file: bytes, name: str) -> None:
        """``file`` is the DOCX, ``name`` what errors call it; a tag that is no name of a field is a wrong use."""
        self.name = name
        document, self._rest = _apart(file)
        source, self._places, self._loops = _slots(document, name)
        try:
            self._template: Template = _engine().from_string(_with_foot(source))
        except TemplateSyntaxError as error:
            raise UsageError("template.tag", template=name, tag=str(error)) from None

    def write(self, filled: Filled, foot: str = "") -> bytes:
        """A Word file of the filled form; ``foot`` stands in small letters at the foot of its last page.

        A blank whose slots are not those of the template is a wrong use.
        """
        inks, loops = _inks_of(filled)
        if len(inks) != len(self._places) or len(loops) != len(self._loops):
            raise UsageError("template.places", template=self.name)
        rows = [
            [_marked(self.name, row, places) for row in loop] for loop, places in zip(loops, self._loops, strict=True)
        ]
        context = {"inks": _marked(self.name, inks, self._places), "rows": rows, "foot": seen(foot)}
        file = io.BytesIO(self._rest)
        with zipfile.ZipFile(file, "a") as archive:
            document = ooxml.HEAD + self._template.render(context)
            archive.writestr(ooxml.member(_DOCUMENT), document.encode(), compresslevel=3)
        return file.getvalue()


def tags(document: str, name: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The tags of a cleaned document part: ("", XML), ("slot", name, part), ("loop", variable, rows), ("end",)."""
    last = 0
    for token in _TOKEN.finditer(document):
        text = token[0]
        if text.startswith("<"):
            continue
        yield "", (document[last : token.start()],)
        last = token.end()
        if slot := NAME.fullmatch(text):
            yield "slot", (slot[1], slot[2] or "")
        elif loop := _LOOP.fullmatch(text):
            yield "loop", (loop[1], loop[2])
        elif _BRACE.fullmatch(text):
            yield "", (text,)
        elif _END.fullmatch(text):
            yield "end", ()
        else:
            raise UsageError("template.tag", template=name, tag=text)
    yield "", (document[last:],)


def printed_brace(text: str) -> str:
    """Text with the braces that are no tags as they are printed."""
    return _BRACE.sub(r"\1", text)


def cleaned(file: bytes) -> str:
    """The document part of a template, its tags in one piece each."""
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        root = etree.fromstring(archive.read(_DOCUMENT), etree.XMLParser(resolve_entities=False))
    return str(DocxTemplate(io.BytesIO(file)).patch_xml(etree.tostring(root, encoding="unicode")))


def _apart(file: bytes) -> tuple[str, bytes]:
    """The document part, cleaned, and a file of all others with fixed times, packed for good."""
    rest = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as old, zipfile.ZipFile(rest, "w") as new:
        for part in old.namelist():
            if part != _DOCUMENT:
                new.writestr(ooxml.member(part), old.read(part))
    return cleaned(file), rest.getvalue()


def _slots(document: str, name: str) -> tuple[str, list[bool], list[list[bool]]]:
    """The source of the engine, every tag by its number; and which tags, outside and in each loop, stand in a run."""
    parts: list[str] = []
    places: list[bool] = []
    loops: list[list[bool]] = []
    last_tag, looping = "", False
    for kind, words in tags(document, name):
        match kind:
            case "":
                parts.append(words[0])
                found = re.findall("<[^<>]*>", words[0])
                last_tag = found[-1] if found else last_tag
            case "slot":
                held = loops[-1] if looping else places
                parts.append(f"{{{{ {'row' if looping else 'inks'}[{len(held)}] }}}}")
                held.append(last_tag.startswith("<w:t"))
            case "loop":
                parts.append(f"{{% for row in rows[{len(loops)}] %}}")
                loops.append([])
                looping = True
            case "end":
                parts.append("{% endfor %}")
                looping = False
    return "".join(parts), places, loops


def _with_foot(document: str) -> str:
    """A frame in the lower margin of the page that the text ends on."""
    section = _SECTION.search(document)
    assert section
    height = re.search(r'<w:pgSz [^>]*w:h="(\d+)"', section[0])
    foot = _FOOT.replace("{below}", str(int(height[1] if height else _A4) - _MARGIN))
    return document[: section.start()] + "{% if foot %}" + foot + "{% endif %}" + section[0]


def _engine() -> SandboxedEnvironment:
    return SandboxedEnvironment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)


def _inks_of(filled: Filled) -> tuple[list[Ink], list[list[list[Ink]]]]:
    """The inks outside the rows that repeat; and by loop, those of each of its records, which may be several rows."""
    inks: list[Ink] = []
    loops: list[list[list[Ink]]] = []
    for repeats, group in groupby(filled.body, key=_repeats):
        items = list(group)
        within = [_inks(item) for item in items]
        if repeats:
            step = len({id(item.blank) for item in items})
            loops.append([list(chain(*within[at : at + step])) for at in range(0, len(within), step)])
        else:
            inks += [ink for row in within for ink in row]
    return inks, loops


def _repeats(item: FilledLine | FilledRow) -> str:
    return item.blank.repeats if isinstance(item, FilledRow) else ""


def _inks(item: FilledLine | FilledRow) -> list[Ink]:
    return [piece for pieces in item.cells for piece in pieces if isinstance(piece, Ink)]


def _marked(name: str, inks: Sequence[Ink], places: Sequence[bool]) -> list[Markup]:
    """Each ink as words within a run of the designer's, or as runs of its own."""
    if len(inks) != len(places):
        raise UsageError("template.places", template=name)
    return [_words(ink) if within else _runs(ink) for ink, within in zip(inks, places, strict=True)]


def _words(ink: Ink) -> Markup:
    return _BREAK.join(ooxml.clean(ink.text + ink.rule).split("\n"))


def _runs(ink: Ink) -> Markup:
    looks = '<w:u w:val="single"/>' if ink.under else ""
    return Markup(ooxml.run(ink.text, looks) + ooxml.run(ink.rule))
