"""What is drawn on a PDF's page beside its text: rules, and whether a picture covers it. By pdfium.

Drawings lie inside forms, each with a matrix of its own; a rule is a thin line or rectangle, as shown on the page.
"""

from __future__ import annotations

import ctypes
import itertools
import math
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as pdfium

from graf.read.sheet import Unreadable
from graf.read.strikes import THIN, Rule

MAX_OBJECTS = 100_000  # on one page, drawings included
PICTURE = 0.5  # an image that covers so much of a page is the page


def too_many(page: int, count: int, what: str, most: int) -> Unreadable:
    """The error for a page that holds more than is read."""
    return Unreadable(f"page {page} has {count:,} {what}, and at most {most:,} are read: save it as a picture")


class Frame:
    """From PDF coordinates (from the foot, unrotated) to points from the top left corner of the page as shown."""

    def __init__(self, page: Any) -> None:
        box = pdfium.FS_RECTF()
        pdfium.FPDF_GetPageBoundingBox(page, ctypes.byref(box))
        self.left, self.top = box.left, box.top
        self.turn = pdfium.FPDFPage_GetRotation(page)
        width, height = box.right - box.left, box.top - box.bottom
        self.inner = (width, height)
        self.width, self.height = (height, width) if self.turn in (1, 3) else (width, height)

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        x0, y0, x1, y1 = left - self.left, self.top - top, right - self.left, self.top - bottom
        if self.turn == 0:
            return x0, y0, x1, y1
        width, height = self.inner
        if self.turn == 1:
            return height - y1, x0, height - y0, x1
        if self.turn == 2:
            return width - x1, height - y1, width - x0, height - y0
        return y0, width - x1, y1, width - x0


def drawn(page: Any, number: int, frame: Frame) -> tuple[list[Rule], bool]:
    """The rules of a page, and whether one image covers most of it. Raises `Unreadable` where it holds too much."""
    rules: list[Rule] = []
    picture = False
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pointers = tuple(ctypes.byref(value) for value in (left, bottom, right, top))
    for place, matrices in _leaves(page, number):
        kind = pdfium.FPDFPageObj_GetType(place)
        if kind not in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE):
            continue
        if not pdfium.FPDFPageObj_GetBounds(place, *pointers):
            continue
        corners = (left.value, bottom.value, right.value, top.value)
        for matrix in matrices:
            corners = _moved(corners, matrix)
        x0, y0, x1, y1 = frame.box(*corners)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            picture = picture or (x1 - x0) * (y1 - y0) > PICTURE * frame.width * frame.height
        elif min(x1 - x0, y1 - y0) <= THIN:
            if max(x1 - x0, y1 - y0) > THIN:
                rules.append(Rule(x0, y0, x1, y1))
        elif len(rules) < MAX_OBJECTS:
            rules += _edges(place, matrices, frame)
    return rules, picture


Matrix = tuple[float, float, float, float, float, float]


def _leaves(page: Any, number: int) -> Iterator[tuple[Any, tuple[Matrix, ...]]]:
    """The page's objects, those inside forms with the forms' matrices, inmost first."""
    stack: list[tuple[Any, tuple[Matrix, ...]]] = [
        (pdfium.FPDFPage_GetObject(page, index), ()) for index in range(pdfium.FPDFPage_CountObjects(page))
    ]
    seen = 0
    while stack:
        place, matrices = stack.pop()
        seen += 1
        if seen > MAX_OBJECTS:
            raise too_many(number, seen, "objects", MAX_OBJECTS)
        if pdfium.FPDFPageObj_GetType(place) == pdfium.FPDF_PAGEOBJ_FORM and len(matrices) < 8:
            inner = (_matrix(place), *matrices)
            stack += [
                (pdfium.FPDFFormObj_GetObject(place, index), inner)
                for index in range(max(0, pdfium.FPDFFormObj_CountObjects(place)))
            ]
        else:
            yield place, matrices


def _matrix(place: Any) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(place, ctypes.byref(matrix))
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _moved(box: tuple[float, float, float, float], matrix: Matrix) -> tuple[float, float, float, float]:
    points = [_point(x, y, matrix) for x in (box[0], box[2]) for y in (box[1], box[3])]
    return min(x for x, _ in points), min(y for _, y in points), max(x for x, _ in points), max(y for _, y in points)


def _point(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _edges(path: Any, matrices: tuple[Matrix, ...], frame: Frame) -> list[Rule]:
    """The straight level and upright strokes of a path, and the thin rectangles that it fills."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(stroke))
    count = pdfium.FPDFPath_CountSegments(path)
    if count > 5000:
        return []
    chain = (_matrix(path), *matrices)
    found: list[Rule] = []
    for points in _subpaths(path, count):
        shown = []
        for x, y in points:
            for matrix in chain:
                x, y = _point(x, y, matrix)
            shown.append((x, y))
        xs, ys = [x for x, _ in shown], [y for _, y in shown]
        bounds = frame.box(min(xs), min(ys), max(xs), max(ys))
        thin = min(bounds[2] - bounds[0], bounds[3] - bounds[1]) <= THIN
        if thin and (stroke.value or fill.value):
            found.append(Rule(*bounds))
        elif stroke.value:
            for (ax, ay), (bx, by) in itertools.pairwise(shown):
                x0, y0, x1, y1 = frame.box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))
                if min(x1 - x0, y1 - y0) <= THIN / 2 and math.hypot(x1 - x0, y1 - y0) > THIN:
                    found.append(Rule(x0, y0, x1, y1))
    return found


def _subpaths(path: Any, count: int) -> Iterator[list[tuple[float, float]]]:
    """The corners of each subpath; those with curves are left out."""
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    curved = False
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if len(points) > 1 and not curved:
                yield points
            points, curved = [], False
        curved = curved or kind == pdfium.FPDF_SEGMENT_BEZIERTO
        points.append((x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if len(points) > 1 and not curved:
        yield points
