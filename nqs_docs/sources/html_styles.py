"""How a stretch of a web page looks: what its element, its ``style`` and what it stands in say."""

from __future__ import annotations

import re

from lxml.etree import _Element as Element
from msgspec import Struct
from msgspec.structs import replace

_PROPERTY = re.compile(r"(?:^|;)\s*([\w-]+)\s*:\s*([^;]*)")
_RED = re.compile(r"red|#f00|#ff0000|rgb\(255,0,0\)", re.I)
#: Element -> the field of its style, and the value there.
_TAGS: dict[str, tuple[str, object]] = {
    **dict.fromkeys(("b", "strong", "th"), ("bold", True)),
    **dict.fromkeys(("s", "strike"), ("struck", True)),
    **dict.fromkeys(("pre", "listing", "xmp"), ("pre", True)),
    "center": ("centered", True),
    "sup": ("shift", 1),
    "sub": ("shift", -1),
}


class Style(Struct, frozen=True, gc=False):
    """What a reader sees of a stretch besides its characters."""

    bold: bool = False
    red: bool = False
    struck: bool = False
    hidden: bool = False
    pre: bool = False  # white space and line ends are printed as they stand
    shift: int = 0  # 1 above the line, -1 below it
    note: bool = False
    centered: bool = False


def styled(style: Style, element: Element, tag: str) -> Style:
    """The style inside ``element``, which stands in ``style``."""
    changes = dict([_TAGS[tag]]) if tag in _TAGS else {}
    if element.get("hidden") is not None:
        changes["hidden"] = True
    if _RED.fullmatch((element.get("color") or "").strip()):
        changes["red"] = True
    if element.get("align"):
        changes["centered"] = (element.get("align") or "").lower() == "center"
    if "note" in (element.get("class") or "").split():
        changes["note"] = True
    for name, value in _PROPERTY.findall(element.get("style") or ""):
        changes.update(_property(name.lower(), value.lower().replace("!important", "").strip()))
    return replace(style, **changes) if changes else style


def _property(name: str, value: str) -> dict[str, object]:
    """What one property of ``style`` says; nothing for all that changes no reading."""
    if name == "font-weight":
        return {"bold": value in ("bold", "bolder") or (value.isdigit() and int(value[:4]) >= 600)}
    if name == "text-align":
        return {"centered": value == "center"}
    if name == "color":
        return {"red": bool(_RED.fullmatch(value.replace(" ", "")))}
    if name == "white-space":
        return {"pre": value in ("pre", "pre-wrap", "pre-line", "break-spaces")}
    if name == "vertical-align" and value in ("super", "sub"):
        return {"shift": 1 if value == "super" else -1}
    if (name, value) in (("display", "none"), ("visibility", "hidden"), ("mso-hide", "all")):
        return {"hidden": True}
    return {"struck": True} if name == "text-decoration" and "line-through" in value else {}
