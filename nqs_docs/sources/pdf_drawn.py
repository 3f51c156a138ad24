"""What a page of a PDF draws besides letters: ruled lines, filled areas, pictures."""

from __future__ import annotations

import ctypes
import itertools
from typing import Any

import pypdfium2.raw as pdfium
from msgspec import Struct
from pypdfium2 import PdfMatrix

from nqs_docs.sources.limits import limit

OBJECTS = 100_000  # drawn on one page
SEGMENTS = 200_000  # of the outlines of one page
_DEPTH = 5  # forms within forms
_THIN = 2.6  # points: a filled shape no wider is a ruled line
_SHORT = 3.0  # points: nothing shorter rules a table


class Area(Struct, frozen=True, gc=False):
    """A rectangle in points, y downwards; a ruled line has no height or no width."""

    left: float
    top: float
    right: float
    bottom: float


class Turn(Struct, frozen=True):
    """From a page's own coordinates to those of a reader who has turned it upright."""

    crop: tuple[float, float, float, float]  # left, bottom, right, top
    angle: int  # of the text, degrees counter-clockwise

    @property
    def width(self) -> float:
        """Of the upright page."""
        left, bottom, right, top = self.crop
        return top - bottom if self.angle in (90, 270) else right - left

    @property
    def height(self) -> float:
        """Of the upright page."""
        left, bottom, right, top = self.crop
        return right - left if self.angle in (90, 270) else top - bottom

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page, as it is read."""
        left, bottom, right, top = self.crop
        match self.angle:
            case 90:
                return y - bottom, x - left
            case 180:
                return right - x, y - bottom
            case 270:
                return top - y, right - x
        return x - left, top - y

    def area(self, left: float, bottom: float, right: float, top: float) -> Area:
        """A rectangle of the page, as it is read."""
        (x, y), (end, base) = self.point(left, bottom), self.point(right, top)
        return Area(min(x, end), min(y, base), max(x, end), max(y, base))

    def holds(self, area: Area) -> bool:
        """Whether the paper shows any of it."""
        return area.right > 0 and area.left < self.width and area.bottom > 0 and area.top < self.height


class Drawn(Struct, frozen=True):
    """What stands on a page besides letters."""

    rules: tuple[Area, ...]
    fills: tuple[Area, ...]  # coloured ground, pictures
    picture: float  # share of the page covered by pictures

    def fills_at(self, x: float, y: float) -> bool:
        """Whether a point lies on coloured ground."""
        return any(fill.left <= x <= fill.right and fill.top <= y <= fill.bottom for fill in self.fills)


def drawn(page: Any, turn: Turn, name: str) -> Drawn:
    """The rules, fills and pictures of a page, those in forms included; SourceError past the limits."""
    rules: list[Area] = []
    fills: list[Area] = []
    covered = 0.0
    segments = 0
    for number, object_ in enumerate(page.get_objects(max_depth=_DEPTH)):
        limit(name, "drawings", number, OBJECTS)
        if object_.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            area = turn.area(*_placed(object_.container).on_rect(*object_.get_bounds()))
            fills.append(area)
            covered += _seen(area, turn)
        elif object_.type == pdfium.FPDF_PAGEOBJ_PATH:
            segments += max(pdfium.FPDFPath_CountSegments(object_), 0)
            limit(name, "drawings", segments, SEGMENTS)
            _path(object_, turn, rules, fills)
    paper = turn.width * turn.height
    return Drawn(tuple(rules), tuple(fills), min(covered / paper, 1.0) if paper > 0 else 0.0)


def _placed(object_: Any) -> PdfMatrix:
    """Where an object, and the forms it stands in, put what is drawn in it; None is the page."""
    matrix = PdfMatrix()
    while object_ is not None:
        matrix = matrix.multiply(object_.get_matrix())
        object_ = object_.container
    return matrix


def _seen(area: Area, turn: Turn) -> float:
    width = min(area.right, turn.width) - max(area.left, 0)
    height = min(area.bottom, turn.height) - max(area.top, 0)
    return max(width, 0) * max(height, 0)


def _path(object_: Any, turn: Turn, rules: list[Area], fills: list[Area]) -> None:
    """Adds what one path rules or fills."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(object_, fill, stroke)
    if not fill.value and not stroke.value:
        return
    for points in _outlines(object_, _placed(object_), turn):
        left, right = min(x for x, _ in points), max(x for x, _ in points)
        top, bottom = min(y for _, y in points), max(y for _, y in points)
        if (rule := _rule(left, top, right, bottom)) is not None:
            rules.append(rule)
            continue
        if fill.value:
            fills += [Area(left, top, right, bottom)] if not _is_white(object_) else []
        if stroke.value:
            edges = itertools.pairwise(points)
            ruled = (_rule(min(a, c), min(b, d), max(a, c), max(b, d)) for (a, b), (c, d) in edges)
            rules += [rule for rule in ruled if rule is not None]


def _rule(left: float, top: float, right: float, bottom: float) -> Area | None:
    """A ruled line where the rectangle is thin and long."""
    width, height = right - left, bottom - top
    if height <= _THIN and width > max(_SHORT, height):
        return Area(left, (top + bottom) / 2, right, (top + bottom) / 2)
    if width <= _THIN and height > max(_SHORT, width):
        return Area((left + right) / 2, top, (left + right) / 2, bottom)
    return None


def _is_white(object_: Any) -> bool:
    colour = [ctypes.c_uint() for _ in range(4)]
    known = pdfium.FPDFPageObj_GetFillColor(object_, *colour)
    return bool(known) and all(part.value > 245 for part in colour[:3])


def _outlines(object_: Any, matrix: PdfMatrix, turn: Turn) -> list[list[tuple[float, float]]]:
    """The corners of each outline of a path, the first again where it is closed; curves count by their ends."""
    result: list[list[tuple[float, float]]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for at in range(pdfium.FPDFPath_CountSegments(object_)):
        segment = pdfium.FPDFPath_GetPathSegment(object_, at)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = turn.point(*matrix.on_point(x.value, y.value))
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO or not result:
            result.append([])
        result[-1].append(point)
        if pdfium.FPDFPathSegment_GetClose(segment):
            result[-1].append(result[-1][0])
    return [points for points in result if len(points) > 1]
